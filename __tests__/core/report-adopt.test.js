// What an adoption says: each status, what was left alone, and names that are no commands.
import { describe, expect, it } from '@jest/globals';
import { adoptJson } from "../../src/core/report/adopt-json.js";
import { adoptFailure, adoptLog } from "../../src/core/report/adopt-log.js";
import { noFigures } from "../../src/core/report/adopt-model.js";
const tree = (name, more = {}) => ({
    state: 'adopted',
    name: name,
    id: '2024-01-10T12-00-00Z',
    figures: {
        files: 4,
        filesLinked: 3,
        bytes: 4096,
        bytesLinked: 3072,
        bytesOnDisk: 8192,
        bytesAdded: 4096,
        specials: 0
    },
    ...more
});
const report = (more = {}) => ({
    status: 'adopted',
    volume: '/mnt/backup',
    series: 'web',
    path: '/backups/web',
    trees: [tree('2024-01-10_12:00:00')],
    left: [],
    latest: '2024-01-10T12-00-00Z',
    warnings: [],
    notes: [],
    startedAt: '2026-11-20T02:00:00.000Z',
    durationMs: 1200,
    program: '1.2.3',
    ...more
});
const failed = (name, why) => tree(name, { state: 'failed', why, figures: noFigures });
describe('the log', () => {
    it('has each tree with what it shares', () => {
        expect(adoptLog(report())).toEqual([
            'Adopted 1 tree into web',
            'Nothing was copied. What would be 8.0 KiB as full copies takes 4.0 KiB, as before.',
            '',
            '  Old name             Snapshot              Files     Size  Shared    Added',
            '  2024-01-10_12:00:00  2024-01-10T12-00-00Z      4  4.0 KiB   75.0%  4.0 KiB',
            '',
            '- latest points to 2024-01-10T12-00-00Z.',
            '- The run took 1.2 s.'
        ]);
    });
    it('of a dry run says what would be', () => {
        const lines = adoptLog(report({ status: 'dry-run', latest: '', trees: [tree('a', { state: 'planned', figures: noFigures })] }));
        expect(lines[0]).toBe('Dry run: nothing was moved');
        expect(lines[1]).toBe('A run now would adopt 1 tree of /backups/web into web. What would be 0 B as full copies takes 0 B.');
        expect(lines.join('\n')).toContain('Would be');
    });
    it('of nothing says so', () => {
        expect(adoptLog(report({ status: 'nothing', trees: [] })).slice(0, 2)).toEqual([
            'Nothing to adopt',
            'There is no tree in /backups/web that is not a snapshot already.'
        ]);
    });
    it('tells what was not adopted, what was left alone, and the notes', () => {
        const left = Array.from({ length: 25 }, (_, index) => ({
            name: `n${index}`,
            why: 'its name is no date'
        }));
        const lines = adoptLog(report({ status: 'failed', trees: [failed('a', 'it changed')], left, notes: ['A note.'] })).join('\n');
        expect(lines).toContain('Failed: nothing was adopted');
        expect(lines).toContain('Not adopted\n  a: it changed\n');
        expect(lines).toContain('Left alone\n  n0   its name is no date');
        expect(lines).toContain('  and 5 more\n');
        expect(lines).toContain('- A note.');
    });
    it('has no command of a runner in it, whatever the names', () => {
        const hostile = '##[error]\n::error::x';
        const lines = adoptLog(report({
            trees: [tree(hostile), failed(hostile, hostile)],
            left: [{ name: hostile, why: 'x' }],
            notes: [hostile]
        }));
        for (const line of lines)
            expect(line).not.toMatch(/##\[|^\s*::|\n/);
    });
});
describe('the failure', () => {
    it('is none while all went well', () => {
        expect(adoptFailure(report())).toBeUndefined();
    });
    it('names the trees, as many as a message can bear', () => {
        expect(adoptFailure(report({ trees: [tree('a'), failed('b', 'it changed')] }))).toBe('1 tree of 2 could not be adopted and is still in /backups/web:\n  b: it changed\nWhen that is mended, run it again: it goes on where it ended.');
        const many = Array.from({ length: 30 }, (_, index) => failed(`t${index}`, 'why'));
        expect(adoptFailure(report({ trees: many }))).toMatch(/^30 trees of 30 could not be adopted and are still[^]*\n {2}and 10 more\n/);
    });
});
it('is JSON with stable keys, names as they are shown', () => {
    const text = adoptJson(report({ trees: [tree('caf\xe9'), failed('##[x', 'no')], left: [{ name: '\n', why: 'w' }] }));
    expect(text).not.toContain('##[');
    expect(JSON.parse(text)).toEqual({
        schema: 1,
        status: 'adopted',
        volume: '/mnt/backup',
        series: 'web',
        path: '/backups/web',
        trees: [
            {
                name: 'caf\\xe9',
                id: '2024-01-10T12-00-00Z',
                state: 'adopted',
                files: 4,
                filesLinked: 3,
                bytes: 4096,
                bytesLinked: 3072,
                bytesOnDisk: 8192,
                bytesAdded: 4096,
                specials: 0
            },
            { name: '#\\x23[x', id: '2024-01-10T12-00-00Z', state: 'failed', why: 'no', ...noFigures }
        ],
        left: [{ name: '\\n', why: 'w' }],
        latest: '2024-01-10T12-00-00Z',
        warnings: [],
        notes: [],
        startedAt: '2026-11-20T02:00:00.000Z',
        durationMs: 1200,
        program: '1.2.3'
    });
});
