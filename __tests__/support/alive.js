// Whether a process is still there, which ones work in a directory, and waiting for something to become so.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
/** One that only waits to be reaped is gone, too. */
export const isAlive = (pid) => {
    const stat = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return stat !== '' && !/\) [ZX] /.test(stat);
};
/** Whether it holds within that time; asked every few milliseconds. */
export const until = async (holds, withinMs) => {
    for (const end = performance.now() + withinMs; performance.now() < end;) {
        if (holds())
            return true;
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    return holds();
};
/**
 * Processes that name a place below a directory in their arguments, or have it open. The action's children have a clean
 * environment, so they do not carry what the runner finds its steps' processes by.
 */
export const processesIn = (directory) => readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid && isAlive(Number(name)))
    .filter(name => argumentsOf(name).includes(directory) || openIn(name).some(file => file.startsWith(directory)))
    .map(name => `${name} ${argumentsOf(name)}`);
const argumentsOf = (name) => orEmpty(() => readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim());
const openIn = (name) => {
    const descriptors = orEmpty(() => readdirSync(`/proc/${name}/fd`).join(' '));
    return descriptors.split(' ').map(fd => orEmpty(() => readlinkSync(`/proc/${name}/fd/${fd}`)));
};
/** Processes end while they are looked at; those of other users cannot be looked into. */
const orEmpty = (read) => {
    try {
        return read();
    }
    catch {
        return '';
    }
};
