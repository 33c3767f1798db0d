// Verify reports as the tests of the reports use them: one for each way a run can end, and the names that cause trouble.
export const series = 'octo/app/nightly/main';
const ids = ['2026-11-20T02-00-05Z', '2026-11-19T02-00-05Z', '2026-11-18T02-00-05Z'];
export const whole = {
    ok: true,
    volume: '/mnt/backup',
    name: series,
    isPattern: false,
    selected: 'all',
    subset: '100%',
    isSample: false,
    seed: 'c0ffee',
    series: [{ series, snapshots: [...ids] }],
    snapshotsChecked: 3,
    filesLookedAt: 150_666,
    pathsLookedAt: 176_037,
    filesChecked: 51_022,
    bytesChecked: 812_345_678,
    damaged: [],
    knownBefore: 0,
    isNoted: true,
    startedAt: '2026-11-20T05:15:00.000Z',
    durationMs: 3210,
    warnings: [],
    notes: [],
    run: { runId: '17' },
    program: '1.2.3'
};
export const damage = (kind, path, more = {}) => ({
    kind,
    series,
    path: path,
    why: 'other bytes, same size and time',
    names: ids.map(snapshot => ({ series, snapshot, path: path })),
    below: 0,
    ...more
});
export const oneFile = {
    ...whole,
    series: [{ series, snapshots: [ids[0]] }],
    ...{ snapshotsChecked: 1, filesLookedAt: 1, pathsLookedAt: 2, filesChecked: 1, bytesChecked: 12 }
};
export const sample = { ...whole, isSample: true, subset: '2/7', filesChecked: 7288, bytesChecked: 1e8 };
export const rotten = {
    ...whole,
    ok: false,
    damaged: [
        damage('content', 'lib/engine.js', {
            size: 5000,
            sha256: 'a'.repeat(64),
            inode: 1234n,
            wholeIn: { snapshot: ids[0], path: 'copy.js', sameContent: true }
        }),
        damage('unreadable', 'lib/b.js', {
            why: 'EIO: i/o error',
            wholeIn: { snapshot: ids[1], path: 'lib/b.js', sameContent: false }
        }),
        damage('missing', 'assets', {
            why: 'a directory is gone',
            below: 1234,
            names: [{ series, snapshot: ids[2], path: 'assets' }]
        }),
        damage('extra', 'note.txt', { why: 'it was never stored there' })
    ]
};
export const touched = {
    ...whole,
    ok: false,
    damaged: [
        damage('extra', 'note.txt', { why: 'it was never stored there' }),
        damage('attributes', 'a', { why: 'mode 600 instead of 644' })
    ]
};
export const undescribed = {
    ...whole,
    ok: false,
    damaged: [
        damage('record', '.', { why: 'its record cannot be used: x' }),
        damage('manifest', '.', { why: 'its manifest is missing' })
    ]
};
const nasty = '::error::x\u001b[31m|`**\n##[group]@you<b>';
export const hostile = {
    ...rotten,
    isPattern: true,
    name: nasty,
    warnings: [`${nasty} was not noted`],
    notes: [nasty],
    isNoted: false,
    damaged: [
        damage('content', nasty, {
            names: ['a', 'b', nasty].map(path => ({ series: nasty, snapshot: ids[0], path: path })),
            wholeIn: { snapshot: ids[1], path: nasty, sameContent: true }
        }),
        damage('content', 'caf\u00e9')
    ]
};
export const many = {
    ...rotten,
    damaged: Array.from({ length: 500 }, (_, at) => damage('content', `${'x'.repeat(200)}${at}`))
};
