// A listing for machines: the outputs, what they leave out when they would be too long, and the JSON report.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listJson } from "../../src/core/report/list-json.js";
import { leftOutOfOutputs, listOutputNames, listOutputs } from "../../src/core/report/list-outputs.js";
import { nastyText } from "./display-names.js";
import { every, many, nasty, none, one, series, several } from "./report-list-examples.js";
const itemsOf = (report) => JSON.parse(listOutputs(report, '').snapshots);
describe('the outputs', () => {
    test.each(Object.entries(every))('%s has all that are declared', (_, report) => {
        expect(Object.keys(listOutputs(report, '/tmp/report.json'))).toEqual([...listOutputNames]);
        expect(listOutputs(report, '/tmp/report.json')).toMatchObject({
            count: String(report.snapshots.length),
            'duration-ms': '98',
            report: '/tmp/report.json'
        });
        expect(leftOutOfOutputs(report)).toBeUndefined();
    });
    test('have every snapshot with every field, and null for what is not known', () => {
        const run = { id: '7000000017', url: 'https://github.com/octo/app/actions/runs/7000000017/attempts/1' };
        const commit = '8843d7f92416211de9ebb963ff4ce28125932878';
        const unknown = {
            tags: [],
            pinned: false,
            run: null,
            commit: null,
            ref: null,
            files: null,
            bytes: null,
            'bytes-added': null,
            'bytes-freed-if-removed': null
        };
        expect(itemsOf(one)).toEqual([
            {
                id: '2026-11-20T02-00-05Z',
                path: '/mnt/backup/octo/app/nightly/main/2026-11-20T02-00-05Z',
                status: 'complete',
                tags: ['release', 'v1.2'],
                pinned: true,
                run,
                commit,
                ref: 'refs/heads/main',
                files: 50_222,
                bytes: 766_509_056,
                'bytes-added': 4_300_000,
                'bytes-freed-if-removed': 6_291_456
            },
            expect.objectContaining({ id: '2026-11-19T02-00-03Z', tags: [], pinned: false, ref: 'refs/tags/v1' }),
            {
                id: '2026-11-18T02-00-04Z-2',
                path: `/mnt/backup/${series}/2026-11-18T02-00-04Z-2`,
                status: 'damaged',
                why: 'the record is damaged: it is no JSON',
                ...unknown
            },
            { id: '2026-11-18T02-00-04Z', path: `/mnt/backup/${series}/2026-11-18T02-00-04Z`, status: 'foreign', ...unknown }
        ]);
    });
    test.each([
        [{}, null],
        [{ runId: '17' }, { id: '17', url: null }],
        [{ url: 'https://x/runs/17' }, { id: null, url: 'https://x/runs/17' }]
    ])('have of the run what is known: %j', (run, expected) => {
        const [snapshot] = many(1).snapshots;
        if (snapshot?.record === undefined)
            throw new Error('there is none');
        expect(itemsOf({ ...none, snapshots: [{ ...snapshot, record: { ...snapshot.record, run } }] })).toMatchObject([
            { run: expected }
        ]);
    });
    test('name the series of each where there are several', () => {
        expect(itemsOf(several).map(({ series }) => series)).toEqual(['octo/app/dev', series, 'octo/app/dev']);
        expect(itemsOf(one).some(item => 'series' in item)).toBe(false);
    });
    test.each([
        ['none', none, ''],
        ['the current one', one, '2026-11-20T02-00-05Z'],
        ['the newest of several current ones, with its series', several, `${series}/2026-11-20T02-00-05Z`]
    ])('say which is the latest: %s', (_, report, latest) => {
        expect(listOutputs(report, '').latest).toBe(latest);
    });
    test('are what was given, on one line that no log takes for a command, whatever the names are', () => {
        fc.assert(fc.property(nastyText, text => {
            const report = nasty(text);
            expect(listOutputs(report, '').snapshots).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}]/u);
            const [complete, damaged] = itemsOf(report);
            expect(complete).toMatchObject({ series: text, ref: text, commit: text, tags: [text, 'a'] });
            expect(damaged).toMatchObject({ status: 'damaged', why: text });
        }));
    });
});
describe('too many for an output', () => {
    const report = many(4000);
    test('leave out the oldest, and as few as that takes', () => {
        const { snapshots, count, latest } = listOutputs({ ...report, snapshots: report.snapshots }, '');
        const items = itemsOf(report);
        const left = report.snapshots.length - items.length;
        expect(left).toBeGreaterThan(1000);
        expect(items.map(({ id }) => id)).toEqual(report.snapshots.slice(0, -left).map(({ id }) => id));
        // In UTF-16.
        expect(snapshots.length * 2).toBeLessThanOrEqual(900 * 1024);
        expect(snapshots.length * 2).toBeGreaterThan(899 * 1024);
        expect({ count, latest }).toEqual({ count: '4000', latest: '' });
        expect(leftOutOfOutputs(report)).toBe(`The output "snapshots" has the newest ${items.length.toLocaleString('en')} of 4,000 snapshots, ${left.toLocaleString('en')} are left out: GitHub takes no more than 1 MB of outputs. All are in the JSON report, whose path is the output "report".`);
    });
    test('are all in the JSON report', () => {
        expect(JSON.parse(listJson(report)).snapshots).toHaveLength(4000);
    });
    test('a single one that is too long by itself leaves an empty list', () => {
        const [snapshot] = nasty('x'.repeat(500_000)).snapshots;
        expect(itemsOf({ ...none, snapshots: snapshot === undefined ? [] : [snapshot] })).toEqual([]);
    });
});
describe('the JSON report', () => {
    test('has all that is known, the snapshots as in the output', () => {
        expect(JSON.parse(listJson(several))).toEqual({
            schema: 1,
            volume: '/mnt/backup',
            name: 'octo/app/**',
            isPattern: true,
            series: ['octo/app/dev', series],
            latest: `${series}/2026-11-20T02-00-05Z`,
            snapshots: itemsOf(several),
            startedAt: '2026-11-20T08:00:00.000Z',
            durationMs: 98.4,
            warnings: several.warnings,
            notes: several.notes,
            run: { runId: '18' },
            program: '1.2.3'
        });
    });
    test('ends with a newline, and holds nothing that a log would obey', () => {
        for (const report of Object.values(every)) {
            expect(listJson(report)).toMatch(/\}\n$/);
            expect(listJson(report)).not.toMatch(/^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}]/mu);
        }
    });
});
