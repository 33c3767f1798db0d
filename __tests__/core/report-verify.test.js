// A verification in words, log lines, Markdown and JSON, for each way it can end; and when it makes the run fail.
import { Buffer } from 'node:buffer';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { summaryLimitBytes } from "../../src/core/report/summary.js";
import { verifyJson } from "../../src/core/report/verify-json.js";
import { verifyLog } from "../../src/core/report/verify-log.js";
import { verifyFailure, verifyOutcome } from "../../src/core/report/verify-outcome.js";
import { mostDamagedOutput, verifyOutputNames, verifyOutputs } from "../../src/core/report/verify-outputs.js";
import { verifySummary } from "../../src/core/report/verify-summary.js";
import { parseLog } from "../support/log-commands.js";
import { nastyPath, readBack } from "./display-names.js";
import { damage, hostile, many, oneFile, rotten, sample, touched, undescribed, whole } from "./report-verify-examples.js";
describe('the outcome in words', () => {
    test.each([
        [
            'all of it',
            whole,
            'Verified: all 150,666 files of 3 snapshots are as stored',
            '51,022 stored files of 775 MiB were read and have the bytes that were stored; nothing is missing, added or changed among 176,037 paths.'
        ],
        [
            'one file of one snapshot',
            oneFile,
            'Verified: the only file of snapshot 2026-11-20T02-00-05Z is as stored',
            '1 stored file of 12 B was read and has the bytes that were stored; nothing is missing, added or changed among 2 paths.'
        ],
        [
            'a sample',
            sample,
            'Verified: a sample of 3 snapshots is as stored',
            '7,288 stored files of 95.4 MiB (`2/7`) were read and have the bytes that were stored; nothing is missing, added or changed among 176,037 paths.'
        ],
        [
            'a sample of one file',
            { ...sample, filesChecked: 1 },
            'Verified: a sample of 3 snapshots is as stored',
            '1 stored file of 95.4 MiB (`2/7`) was read and has the bytes that were stored; nothing is missing, added or changed among 176,037 paths.'
        ],
        [
            'a part without a file',
            { ...sample, filesChecked: 0, bytesChecked: 0 },
            'Verified: a sample of 3 snapshots is as stored',
            'No file falls into this part (`2/7`), so none was read; nothing is missing, added or changed among 176,037 paths.'
        ],
        [
            'damage',
            rotten,
            'Damage found',
            'In 3 snapshots of the series `octo/app/nightly/main`, 3 paths are not what was stored; 1 path was added or had attributes changed, with nothing of it lost.'
        ],
        [
            'traces of somebody alone, in several series',
            { ...touched, isPattern: true },
            'Snapshots were changed',
            'In 3 snapshots, 2 paths were added or had attributes changed, with nothing of it lost.'
        ]
    ])('%s', (_, report, heading, sentence) => {
        expect(verifyOutcome(report)).toEqual({ heading, sentence });
    });
});
describe('the failure', () => {
    test('is none where all is as it was stored', () => {
        expect(verifyFailure(whole)).toBeUndefined();
    });
    test('names what is wrong, who shares it, and the first thing to do', () => {
        expect(verifyFailure(rotten)?.split('\n')).toEqual([
            'In 3 snapshots of the series `octo/app/nightly/main`, 3 paths are not what was stored; 1 path was added or had attributes changed, with nothing of it lost:',
            '  lib/engine.js: other bytes, same size and time; in 2026-11-20T02-00-05Z, 2026-11-19T02-00-05Z, 2026-11-18T02-00-05Z',
            '  lib/b.js: EIO: i/o error; in 2026-11-20T02-00-05Z, 2026-11-19T02-00-05Z, 2026-11-18T02-00-05Z',
            '  assets and 1,234 paths below it: a directory is gone; in 2026-11-18T02-00-05Z',
            '  note.txt: it was never stored there; in 2026-11-20T02-00-05Z, 2026-11-19T02-00-05Z, 2026-11-18T02-00-05Z',
            expect.stringMatching(/smartctl -a/),
            expect.stringMatching(/summary and the JSON report/)
        ]);
        expect(verifyFailure(many)).toContain('and 495 more');
    });
});
describe('what to do', () => {
    test.each([
        [
            'rot',
            rotten,
            [/smartctl/, /stores whole copies/, /Restore lost files/, /Mend nothing/, /Something wrote/],
            [/Without its record/]
        ],
        ['rot that could not be noted', { ...rotten, isNoted: false }, [/smartctl/], [/stores whole copies/]],
        ['traces of somebody', touched, [/Something wrote/], [/smartctl/, /Restore/, /Mend/, /Without/]],
        ['records', undescribed, [/Without its record or manifest/], [/smartctl/, /Something wrote/]],
        ['nothing', whole, [], [/What to do/, /smartctl/, /Restore/]]
    ])('about %s', (_, report, said, unsaid) => {
        for (const text of [verifySummary(report), verifyLog(report).join('\n')]) {
            for (const part of said)
                expect(readBack(text)).toMatch(part);
            for (const part of unsaid)
                expect(readBack(text)).not.toMatch(part);
        }
    });
});
describe('the log', () => {
    test('groups what was found by what is wrong', () => {
        const log = verifyLog(rotten);
        expect(log).toContain('other bytes (`content`): 1 case');
        expect(log).toContainEqual(expect.stringMatching(/^ {2}lib\/engine\.js: .*; whole in 2026-11-20T02-00-05Z, as copy\.js$/));
        expect(log).toContainEqual(expect.stringMatching(/lib\/b\.js: .*; whole in 2026-11-19T02-00-05Z, another version$/));
        expect(verifyLog(many)).toContain('  and 480 more');
    });
    test('has no command of a stranger in it', () => {
        const { commands, groups } = parseLog(verifyLog(hostile).join('\n'));
        expect([...(commands ?? []), ...(groups ?? [])]).toEqual([]);
        for (const line of verifyLog(hostile))
            expect(line).not.toMatch(/^\s*::|##\[/);
    });
});
describe('the summary', () => {
    test('has a table of what is wrong, who shares it and where it is whole', () => {
        const text = readBack(verifySummary(rotten));
        expect(text).toContain('| Path | What is wrong | Shared by | Whole in |');
        expect(text).toContain('lib/engine.js | other bytes (content): other bytes, same size and time');
        expect(text).toContain('2026-11-20T02-00-05Z, as copy.js');
        expect(text).toContain('assets and 1,234 paths below it');
        expect(readBack(verifySummary(undescribed))).toContain('| the whole snapshot |');
        expect(readBack(verifySummary(hostile))).toContain('and 2 other names of it');
        const names = Array.from({ length: 9 }, (_, at) => ({
            series: 's',
            snapshot: `2026-11-0${at + 1}T00-00-00Z`,
            path: 'a'
        }));
        expect(readBack(verifySummary({ ...rotten, damaged: [damage('content', 'a', { names })] }))).toContain('2026-11-05T00-00-00Z and 4 more');
        expect(readBack(verifySummary(many))).toContain('and 450 more in the JSON report.');
        expect(verifySummary(whole)).not.toContain('|');
        expect(readBack(verifySummary(sample))).toContain('A sample of the stored files was read (2/7)');
    });
    test('stays far below what GitHub takes, whatever there is to tell', () => {
        const damaged = Array.from({ length: 300 }, () => damage('content', '\u0001'.repeat(4000), { why: '|'.repeat(4000) }));
        expect(Buffer.byteLength(verifySummary({ ...many, damaged }))).toBeLessThan(4 * summaryLimitBytes);
    });
    test('is one table row for each damage, whatever the names are', () => {
        fc.assert(fc.property(nastyPath, path => {
            const one = damage('content', path, {
                wholeIn: { snapshot: '2026-11-20T02-00-05Z', path, sameContent: true },
                names: []
            });
            const elsewhere = { ...one, path: 'a' };
            const rows = verifySummary({ ...rotten, damaged: [one, elsewhere] })
                .split('\n')
                .filter(line => line.startsWith('| '));
            expect(rows).toHaveLength(4);
            for (const row of rows)
                expect(row.match(/\|/g)).toHaveLength(5);
        }));
    });
});
describe('the outputs', () => {
    test('are those that the metadata names', () => {
        expect(Object.keys(verifyOutputs(whole, ''))).toEqual([...verifyOutputNames]);
        expect(verifyOutputs(whole, '/tmp/report.json')).toEqual({
            ok: 'true',
            'snapshots-checked': '3',
            'files-checked': '51022',
            'bytes-checked': '812345678',
            damaged: '[]',
            'duration-ms': '3210',
            report: '/tmp/report.json'
        });
    });
    test('tell of each damage what a workflow needs', () => {
        const listed = JSON.parse(verifyOutputs(rotten, '').damaged);
        expect(listed[0]).toEqual({
            path: 'lib/engine.js',
            what: 'content',
            why: 'other bytes, same size and time',
            snapshots: ['2026-11-20T02-00-05Z', '2026-11-19T02-00-05Z', '2026-11-18T02-00-05Z'],
            wholeIn: { snapshot: '2026-11-20T02-00-05Z', path: 'copy.js', sameContent: true }
        });
        const pattern = JSON.parse(verifyOutputs({ ...touched, isPattern: true }, '').damaged);
        expect(pattern[0]?.snapshots[0]).toBe('octo/app/nightly/main/2026-11-20T02-00-05Z');
        expect(JSON.parse(verifyOutputs(many, '').damaged)).toHaveLength(mostDamagedOutput);
    });
});
test('the JSON report has everything, every name as it is, and no command in it', () => {
    const report = JSON.parse(verifyJson(hostile));
    expect(report).toMatchObject({
        schema: 1,
        ok: false,
        seed: 'c0ffee',
        subset: '100%',
        isNoted: false,
        program: '1.2.3'
    });
    expect(report.damaged[0]).toMatchObject({ what: 'content', path: hostile.damaged[0]?.path });
    // One byte that is no UTF-8.
    expect(report.damaged[1]).toMatchObject({
        path: 'caf\ufffd',
        pathBase64: Buffer.from('caf\u00e9', 'latin1').toString('base64')
    });
    expect(JSON.parse(verifyJson(rotten))).toMatchObject({
        damaged: [{ inode: '1234', size: 5000, wholeIn: { path: 'copy.js' } }, {}, {}, {}]
    });
    expect(verifyJson(hostile)).not.toMatch(/##\[|^\s*::/m);
});
