// Prune reports as the tests of the reports use them: one for each way a run can end, and the names that cause trouble.
import { judge } from "../../src/core/retention/judge.js";
import { rulesInWords } from "../../src/core/report/prune-rules.js";
import { afterAll, nights, policyOf } from "./retention-examples.js";
const policy = policyOf({ keepDaily: 7, keepWeekly: 4, keepTags: ['release'] });
/** `length` nights up to the end of November, the tenth of them a tagged and the twentieth a pinned one. */
export function judged(length, by = policy, frees = 4_300_000) {
    const snapshots = nights(length).map((one, index) => ({
        ...one,
        tags: index === 9 ? ['release', 'v1.2'] : [],
        isPinned: index === 19,
        isBeingRead: index === 8,
        isLatest: index === 0
    }));
    return judge(snapshots, by, afterAll).map(({ id, decision, reasons }, index) => ({
        id,
        decision,
        reasons,
        bytesFreed: decision === 'remove' ? frees + index * 4096 : 0,
        tags: snapshots[index]?.tags ?? [],
        pinned: snapshots[index]?.isPinned ?? false
    }));
}
export const seriesOf = (series, snapshots) => ({
    series,
    state: 'done',
    snapshots,
    bytesFreed: snapshots.reduce((sum, { bytesFreed }) => sum + bytesFreed, 0)
});
export const pruned = {
    status: 'pruned',
    volume: '/mnt/backup',
    name: 'octo/app/nightly/main',
    isPattern: false,
    rules: rulesInWords(policy, {}),
    series: [seriesOf('octo/app/nightly/main', judged(30))],
    free: { bytes: 123_456_789_012, inodes: 15_998_123 },
    startedAt: '2026-11-30T04:30:02.000Z',
    durationMs: 2345,
    warnings: [],
    notes: [],
    run: { runId: '17' },
    program: '1.2.3'
};
export const unchanged = {
    ...pruned,
    status: 'unchanged',
    series: [seriesOf('octo/app/nightly/main', judged(5))]
};
export const dryRun = { ...pruned, status: 'dry-run' };
export const skipped = {
    ...pruned,
    status: 'skipped',
    reason: 'Nothing is removed, because the pull request came from another repository, evil/app.',
    series: [],
    free: { bytes: 0 }
};
const busy = {
    series: 'octo/app/nightly/feature%2Fx',
    state: 'locked',
    why: 'The series is still being written by https://github.com/octo/app/actions/runs/17 after 10 min 00 s. Wait for that run, or raise "lock-timeout".',
    snapshots: [],
    bytesFreed: 0
};
export const several = {
    ...pruned,
    name: 'octo/app/**',
    isPattern: true,
    series: [
        seriesOf('octo/app/nightly/dev', judged(12)),
        busy,
        seriesOf('octo/app/nightly/main', judged(60)),
        seriesOf('octo/app/nightly/quiet', judged(3)),
        seriesOf('octo/app/nightly/v1', [])
    ],
    warnings: [
        'octo/app/nightly/dev: Some of what was to be deleted could not be, and is tried again by the next run: rm: cannot remove x: Operation not permitted'
    ],
    notes: ['octo/app/nightly/main: What an interrupted run had begun was cleared: 2026-11-29T02-00-00Z.']
};
export const locked = { ...pruned, status: 'failed', series: [{ ...busy, series: pruned.name }] };
export const broken = {
    ...several,
    series: [...several.series, { ...busy, series: 'octo/app/z', state: 'failed', why: 'EACCES: permission denied' }]
};
export const full = {
    ...pruned,
    rules: [...pruned.rules, 'min-free-space: 50%'],
    series: [
        seriesOf(pruned.name, judged(30).map((one, index) => index === 0 || one.pinned
            ? one
            : {
                ...one,
                decision: 'remove',
                reasons: ['min-free-space 50%: 115 GiB free (23.4%)'],
                bytesFreed: one.bytesFreed || 5_000_000
            }))
    ],
    warnings: [
        'min-free-space 50% cannot be met: there would be 116 GiB free (23.5%) with every snapshot removed that may be. What is left is the newest, and what is pinned, being read, foreign or dated in the future: make room on the volume, or change the rule'
    ]
};
const mean = '::error::x`|<b>@all\u202e##[group]\x1b[2J';
export const hostile = {
    ...several,
    name: `${mean}/**`,
    volume: `/mnt/${mean}`,
    rules: [`keep-tags: ${mean}`],
    series: [
        {
            ...seriesOf(`${mean}/a`, judged(10).map(one => ({ ...one, reasons: [`tag ${mean}`], tags: [mean] })))
        },
        { series: `${mean}/b`, state: 'failed', why: `${mean}\n::error::y`, snapshots: [], bytesFreed: 0 }
    ],
    warnings: [mean],
    notes: [mean],
    program: mean
};
export const every = { pruned, unchanged, dryRun, skipped, several, locked, broken, full, hostile };
