// The process tree as the runner sees it: who descends from a step, and who is still there after it ended.
import { readdirSync, readFileSync } from 'node:fs';
/** Every living descendant of a process, through /proc. */
export const descendants = (pid) => {
    const children = readdirOr(`/proc/${pid}/task`).flatMap(task => readOr(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number));
    return children.flatMap(child => [child, ...descendants(child)]);
};
/** Processes that carry this RUNNER_TRACKING_ID in their environment: how the runner finds what a step left behind. */
export const trackedProcesses = (trackingId) => readdirOr('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => readOr(`/proc/${name}/environ`).split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`))
    .map(name => ({ pid: Number(name), commandLine: readOr(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim() }))
    // A process that is only waiting to be reaped has no command line any more.
    .filter(({ commandLine }) => commandLine !== '');
/** Kills a process and everything below it, the way a cancelled step ends after its two signals. */
export const killTree = (pid) => {
    for (const each of [...descendants(pid).reverse(), pid])
        killIfThere(each);
};
function killIfThere(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch (error) {
        if (!isGone(error))
            throw error;
    }
}
const readOr = (path) => {
    try {
        return readFileSync(path, 'utf8');
    }
    catch (error) {
        if (isGone(error))
            return '';
        throw error;
    }
};
const readdirOr = (path) => {
    try {
        return readdirSync(path);
    }
    catch (error) {
        if (isGone(error))
            return [];
        throw error;
    }
};
/**
 * Processes end while they are looked at; those of other users cannot be looked into. Not by `instanceof`: under jest
 * the errors of node:fs are of another realm's Error.
 */
function isGone(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM';
}
