// A prune in words and in log lines, for each way it can end; and when it makes the run fail.
import { describe, expect, test } from '@jest/globals';
import { dayHours, defaultPolicy } from "../../src/core/retention/policy.js";
import { pruneLog } from "../../src/core/report/prune-log.js";
import { isLeft } from "../../src/core/report/prune-model.js";
import { pruneFailure, pruneOutcome } from "../../src/core/report/prune-outcome.js";
import { rulesInWords } from "../../src/core/report/prune-rules.js";
import { broken, dryRun, every, full, hostile, judged, locked, pruned, seriesOf, several, skipped, unchanged } from "./report-prune-examples.js";
import { policyOf } from "./retention-examples.js";
const withSnapshots = (report, count) => ({
    ...report,
    series: [seriesOf(pruned.name, judged(count, defaultPolicy))]
});
const [busy] = locked.series.filter(isLeft);
if (busy === undefined)
    throw new Error('the example has a series');
const allBusy = {
    ...several,
    status: 'failed',
    series: Array.from({ length: 12 }, (_, index) => ({ ...busy, series: `octo/app/${index}` }))
};
describe('the outcome in words', () => {
    test.each([
        ['removals', pruned, 'Pruned', 'Removed 19 of 30 snapshots; 79.3 MiB came free.'],
        ['removals in several series', several, 'Pruned', 'Removed 51 of 75 snapshots in 4 series; 216 MiB came free.'],
        ['nothing to remove', unchanged, 'Nothing to prune', 'All 5 snapshots stay.'],
        ['one snapshot', withSnapshots(unchanged, 1), 'Nothing to prune', 'The only snapshot stays.'],
        ['no snapshots', withSnapshots(unchanged, 0), 'Nothing to prune', 'There are no snapshots.'],
        [
            'nothing to remove in several series',
            { ...several, status: 'unchanged', series: [seriesOf('a', judged(3)), seriesOf('b', judged(3)), busy] },
            'Nothing to prune',
            'All 6 snapshots in 2 series stay.'
        ],
        [
            'a dry run',
            dryRun,
            'Dry run: nothing was removed',
            'A run now would remove 19 of 30 snapshots; 79.3 MiB would come free.'
        ],
        [
            'a dry run that finds nothing',
            withSnapshots(dryRun, 3),
            'Dry run: nothing was removed',
            'Nothing would be removed. All 3 snapshots stay.'
        ],
        [
            'an event that may not',
            skipped,
            'Skipped: nothing was removed',
            'Nothing is removed, because the pull request came from another repository, evil/app.'
        ],
        [
            'skipped without a reason',
            { ...pruned, status: 'skipped' },
            'Skipped: nothing was removed',
            'Nothing was removed.'
        ],
        [
            'one series that is busy',
            locked,
            'Failed: nothing was removed',
            'Series `octo/app/nightly/main` was left alone: The series is still being written by https://github.com/octo/app/actions/runs/17 after 10 min 00 s. Wait for that run, or raise "lock-timeout".'
        ],
        ['all of them busy', allBusy, 'Failed: nothing was removed', 'None of the 12 series could be pruned.']
    ])('%s', (_title, report, heading, sentence) => {
        expect(pruneOutcome(report)).toEqual({ heading, sentence });
        expect(pruneLog(report).slice(0, 2)).toEqual([heading, sentence]);
    });
});
describe('the run fails', () => {
    test.each([
        ['removals', pruned],
        ['an event that may not', skipped],
        ['one busy series of several', several]
    ])('not for %s', (_title, report) => {
        expect(pruneFailure(report)).toBeUndefined();
    });
    test('when the only series is busy, in the words of the lock', () => {
        expect(pruneFailure(locked)).toBe(busy.why);
    });
    test('when any series went wrong, naming all that were left alone', () => {
        expect(pruneFailure(broken)).toBe(`2 of 6 series could not be pruned:\n  octo/app/nightly/feature%2Fx: ${busy.why}\n  octo/app/z: EACCES: permission denied`);
    });
    test('when all are busy, naming as many as a message bears', () => {
        const message = pruneFailure(allBusy) ?? '';
        expect(message).toMatch(/^12 of 12 series could not be pruned:\n {2}octo\/app\/0: The series is still/);
        expect(message.split('\n')).toHaveLength(12);
        expect(message).toMatch(/\n {2}and 2 more$/);
    });
    test('and a hostile name of a series is one line of the message', () => {
        expect(pruneFailure(hostile)?.split('\n')[1]).toMatch(/^ {2}\\x3a:error::x/);
    });
});
describe('the closing lines of the log', () => {
    test('of one series: what went, and the picture of what stays', () => {
        const lines = pruneLog(full);
        expect(lines.slice(3, 5)).toEqual([
            '  2026-11-29T00-00-00Z  removed  min-free-space 50%: 115 GiB free (23.4%)  4.8 MiB',
            '  2026-11-28T00-00-00Z  removed  min-free-space 50%: 115 GiB free (23.4%)  4.8 MiB'
        ]);
        expect(lines).toContain('  and 8 more that were removed');
        expect(lines).toContain('  2026-11  ░░░░░░░░░░█░░░░░░░░░░░░░░░░░░█');
        expect(lines.slice(-3)).toEqual([
            '- By these rules: `keep-daily: 7`, `keep-weekly: 4`, `keep-tags: release`, `min-free-space: 50%`.',
            '- The volume has 115 GiB and 15,998,123 inodes left.',
            '- The run took 2.3 s.'
        ]);
    });
    test('of several: a line for each', () => {
        expect(pruneLog(several).slice(2, 9)).toEqual([
            '',
            '  Series                              Stay  Removed    Freed',
            '  octo/app/nightly/main                 11       49  208 MiB',
            '  octo/app/nightly/dev                  10        2  8.3 MiB',
            '  octo/app/nightly/feature%2Fx  left alone',
            '  octo/app/nightly/quiet                 3        0      0 B',
            '  octo/app/nightly/v1                    0        0      0 B'
        ]);
        const many = { ...several, series: Array.from({ length: 21 }, (_, index) => seriesOf(`s${index}`, [])) };
        expect(pruneLog({ ...many, status: 'dry-run' })).toEqual(expect.arrayContaining(['  Series  Stay  Would go  Would free', '  and 1 more']));
    });
    test('of a series without removals, and of one without snapshots', () => {
        expect(pruneLog(unchanged)[3]).toMatch(/^ +1 {3}5 /);
        expect(pruneLog(withSnapshots(unchanged, 0)).slice(2, 4)).toEqual(['', expect.stringMatching(/^- By these rules/)]);
    });
    test.each(Object.entries(every))('%s holds no command and nothing unseen', (_name, report) => {
        for (const line of pruneLog(report))
            expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}]/u);
    });
});
test('rules are told as they are written', () => {
    const policy = {
        ...policyOf({ keepLast: 1, keepHourly: 2, keepDaily: 3, keepWeekly: 4, keepMonthly: 5 }),
        keepYearly: 6
    };
    const within = { ...policy, keepWithin: { months: 6, hours: 2 * dayHours }, keepTags: ['a', 'b'] };
    const space = {
        minFreeSpace: { text: '10%', share: 0.1 },
        minFreeInodes: { text: '1000', amount: 1000 },
        maxSize: { text: '500G', amount: 1 }
    };
    expect(rulesInWords(within, space)).toEqual([
        'keep-last: 1',
        'keep-hourly: 2',
        'keep-daily: 3',
        'keep-weekly: 4',
        'keep-monthly: 5',
        'keep-yearly: 6',
        'keep-within: 6m 2d',
        'keep-tags: a',
        'keep-tags: b',
        'min-free-space: 10%',
        'min-free-inodes: 1000',
        'max-size: 500G'
    ]);
    expect(rulesInWords(defaultPolicy, {})).toEqual(['keep-last: 7', 'keep-within: 30d']);
});
