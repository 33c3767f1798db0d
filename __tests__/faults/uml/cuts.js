// The moments at which the power is cut, in the order in which a run comes to them (src/adapters/volume/publish-tree.ts).
/** Longer than the journal waits (guest/power-cut.sh): names may then be on the disk, and bytes not yet. */
export const journalMs = 2500;
const halted = (what, when, call, matching, holdMs = 0) => ({
    what,
    at: { when, call, matching, then: 'halt' },
    holdMs
});
/** It goes on, and is cut on the way. */
const passing = (what, matching, holdMs, more = {}) => ({
    what,
    at: { when: 'before', call: 'spawn', matching, then: 'say' },
    holdMs,
    ...more
});
const tree = '/acme/[0-9T-]+Z$';
const latest = '/acme/latest$';
export const latestRenamed = halted('latest was renamed', 'after', 'renameSync', latest, journalMs);
/** On every filesystem. */
export const keyCuts = [
    passing('while rsync copies', 'rsync --archive', 1500, { rsyncArgs: '--bwlimit=40' }),
    halted('before the sync of the tree', 'before', 'spawn', 'sync --file-system', journalMs),
    halted('the record was renamed', 'after', 'renameSync', '/records/[^/]+\\.json$'),
    halted('the tree was renamed', 'after', 'renameSync', tree),
    halted('between the renames of tree and latest', 'before', 'renameSync', latest, journalMs),
    latestRenamed,
    { what: 'a while after the end', at: 'ended', holdMs: journalMs }
];
/** On one of them too. */
export const furtherCuts = [
    halted('links are made', 'after', 'linkSync', '/partial/'),
    halted('the tree is synced, the manifest not yet', 'before', 'createWriteStream', '/manifests/'),
    halted('the manifest was renamed', 'after', 'renameSync', '/manifests/', journalMs),
    halted('before the rename of the record', 'before', 'renameSync', '/records/'),
    halted('before the rename of the tree', 'before', 'renameSync', tree, journalMs),
    halted('the series was synced', 'after', 'fsyncSync', '/acme$'),
    halted('before the new link is made', 'before', 'symlinkSync', '/latest\\.tmp$'),
    halted('before the rename into trash', 'before', 'renameSync', '/trash/'),
    halted('after the rename into trash', 'after', 'renameSync', '/trash/', journalMs),
    halted('before trash is emptied', 'before', 'spawn', ' rm .*/trash/', journalMs),
    passing('while trash is emptied', ' rm .*/trash/', 20)
];
/** At moments nobody chose; `seed` is printed, so that they can be had again. */
export function randomCuts(seed, count, upToMs) {
    let state = seed >>> 0;
    const next = () => {
        // The numbers of Numerical Recipes: any sequence will do, as long as it is the same for a seed.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
    return Array.from({ length: count }, () => {
        const holdMs = Math.round(next() * upToMs);
        return { what: `${holdMs} ms after the start`, at: 'begun', holdMs };
    });
}
