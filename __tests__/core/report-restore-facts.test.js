// The facts of a restore, and the closing lines of its log, in which no line is a command.
import { describe, expect, test } from '@jest/globals';
import { restoreFacts } from "../../src/core/report/restore-facts.js";
import { restoreLog } from "../../src/core/report/restore-log.js";
import { restoreOutcome } from "../../src/core/report/restore-outcome.js";
import { cleaned, damaged, dryRun, every, found, intoNothing, missed, restored, stuck, unchanged } from "./report-restore-examples.js";
const counting = (report, counts) => ({
    ...report,
    counts: { ...report.counts, ...counts }
});
describe('facts', () => {
    test.each([
        [
            'restored',
            restored,
            [
                'It is in `/home/runner/work/app/app/dist`.',
                'The snapshot was taken 2026-11-20T02:00:04Z by run 4711 of `Nightly`; it was chosen by `latest`.',
                '520 files had the right content and got only their mode, owner or time back.',
                '1 symlink was made.',
                'The run took 2.3 s.'
            ]
        ],
        [
            'into nothing',
            intoNothing,
            [
                'It is in `/home/runner/work/app/app/dist`.',
                'The snapshot was taken 2026-11-20T02:00:04Z by run 4711 of `Nightly`; it was chosen by `latest`.',
                '3 files share blocks with the stored ones (reflink).',
                '12 symlinks were made.',
                'The run took 2.3 s.'
            ]
        ],
        [
            'found',
            found,
            [
                'The snapshot was taken 2026-11-20T02:00:04Z; it was chosen by `latest`.',
                '`octo/app/nightly/feature` has no such snapshot; `octo/app/nightly/main` stands in for it.',
                'The run took 2.3 s.'
            ]
        ],
        [
            'missed',
            missed,
            ['Asked for `latest` of `octo/app/nightly/mian`, `octo/app/nightly/other`.', 'The run took 2.3 s.']
        ]
    ])('of %s', (_, report, expected) => {
        expect(restoreFacts(report)).toEqual(expected);
    });
    test.each([
        [
            'removes something',
            cleaned,
            [
                '`clean` removed 31 files that the snapshot does not have.',
                'It leaves what snapshots never hold: `.git`, `sub/.env`.'
            ]
        ],
        [
            'removes only directories',
            { ...cleaned, counts: { ...cleaned.counts, filesRemoved: 0 }, removed: cleaned.removed.slice(0, 1), spared: [] },
            ['`clean` removed 1 empty directory that the snapshot does not have.']
        ],
        ['would', { ...dryRun, spared: [] }, ['`clean` would remove 31 files that the snapshot does not have.']],
        ['has nothing to remove', { ...unchanged, clean: true }, ['There is nothing for `clean` to remove.']],
        ['could not', { ...stuck, spared: [] }, ['`clean` removed 0 files that the snapshot does not have.']],
        ['was not begun', damaged, ['Nothing was cleaned, because not everything could be brought back.']],
        ['is not looked at', { ...found, clean: true }, []]
    ])('of a `clean` that %s', (_, report, expected) => {
        expect(restoreFacts(report).filter(fact => /clean|leaves/.test(fact))).toEqual(expected);
    });
    test('name the run alone where it has no workflow', () => {
        const { from } = restored;
        if (from === undefined)
            throw new Error('the example has a snapshot');
        expect(restoreFacts({ ...restored, from: { ...from, run: { runId: '5' } } })).toContain('The snapshot was taken 2026-11-20T02:00:04Z by run 5; it was chosen by `latest`.');
    });
    test('name only the first lines of `paths`, and one of anything as one', () => {
        const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
        expect(restoreFacts({ ...restored, paths })).toContain('Of the snapshot, only `a`, `b`, `c`, `d`, `e` and 2 more.');
        const one = counting(restored, { filesAdjusted: 1, filesReflinked: 1, symlinksMade: 1 });
        expect(restoreFacts({ ...one, status: 'dry-run' })).toEqual(expect.arrayContaining([
            'It would be restored into `/home/runner/work/app/app/dist`.',
            '1 file had the right content and would get only its mode, owner or time back.',
            '1 file shares blocks with the stored one (reflink).',
            '1 symlink would be made.'
        ]));
    });
});
describe('the log', () => {
    test.each(Object.entries(every))('%s begins with the outcome, and no line is a command', (_, report) => {
        const lines = restoreLog(report);
        expect(lines.length).toBeGreaterThan(3);
        for (const line of lines)
            expect(line).not.toMatch(/\n|^\s*::|##\[/);
        expect(lines[0]).toBe(restoreOutcome(report).heading);
    });
    test('has what could not be brought back, or removed', () => {
        expect(restoreLog(damaged).slice(-5)).toEqual([
            '',
            'Not restored',
            '  lib/a.js  its bytes are not those that were stored',
            '  lib/b.js  it is not there',
            '  l\\xff     it has 3 bytes instead of 4'
        ]);
        expect(restoreLog(stuck).slice(-2)).toEqual(['Not removed', '  old/immutable: EPERM: operation not permitted']);
        const many = { ...stuck, notRemoved: Array.from({ length: 25 }, (_, index) => `x${index}`) };
        expect(restoreLog(many).slice(-2)).toEqual(['  x19', '  and 5 more']);
    });
});
