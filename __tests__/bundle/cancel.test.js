// Cancelled as the runner cancels: over in two seconds wherever it was, nothing left running, nothing published.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { processesIn, until } from "../support/alive.js";
import { startBundle } from "../support/bundle-process.js";
import { fakeRsyncCopy, fakeTools } from "../support/fake-tools.js";
import { listing, snapshotsIn, troubleIn } from "../support/series-state.js";
import { output, stand, succeeded } from "../support/volumes.js";
let here;
let series = '';
let before;
let first = '';
const holders = [];
/** After a first snapshot, so that there is something to harm. */
beforeEach(async () => {
    here = stand();
    mkdirSync(join(here.workspace, 'build'));
    writeFileSync(join(here.workspace, 'build/file'), 'content');
    series = join(here.volume, 'acme/widgets/build/main');
    first = output(succeeded(await here.run()), 'snapshot');
    before = listing(join(series, first));
});
afterEach(() => {
    holders.splice(0).forEach(kill);
    here.remove();
});
/** With the program that it runs. */
const kill = ({ pid }) => {
    if (pid !== undefined)
        process.kill(-pid, 'SIGKILL');
};
function expectCancelled(result) {
    expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 130, signal: null, leftBehind: [], outputs: {} });
    expect(result.cancelledAfterMs).toBeLessThan(2000);
    expect(processesIn(here.scratch)).toEqual([]);
    expect(result.parsed.annotations.map(({ message }) => message)).toEqual([
        'Cancelled. Nothing was published; what was begun is cleared by the next run.'
    ]);
    expect(snapshotsIn(series)).toEqual([first]);
    expect(listing(join(series, first))).toEqual(before);
}
async function expectNextRunFine() {
    succeeded(await here.run({ exclude: 'large' }));
    expect(troubleIn(series)).toEqual([]);
}
it('while it hashes', async () => {
    const large = join(here.workspace, 'build/large');
    writeFileSync(large, '');
    truncateSync(large, 200_000_000_000);
    const result = await here.run({}, { cancel: { afterMs: 1500 } });
    expectCancelled(result);
    expect(result.log).toContain('Read the source failed');
    await expectNextRunFine();
});
it('while rsync copies', async () => {
    writeFileSync(join(here.workspace, 'build/large'), Buffer.alloc(20_000_000, 1));
    const sign = join(here.scratch, 'copying');
    const rsync = fakeRsyncCopy(`echo $$ >> ${sign}; exec "$real" --bwlimit=200 "$@"`);
    const result = await here.run({}, { env: { PATH: fakeTools(join(here.scratch, 'bin'), { rsync }) }, cancel: { afterMs: 2000 } });
    expect(readFileSync(sign, 'utf8')).toMatch(/^\d+\n$/);
    expectCancelled(result);
    expect(result.log).toContain('Fill failed');
    expect(readdirSync(join(series, '.snapshots/partial'))).toHaveLength(1);
    await expectNextRunFine();
});
it('while rsync does not listen', async () => {
    appendFileSync(join(here.workspace, 'build/file'), 'more');
    const rsync = fakeRsyncCopy('trap "" TERM INT; while :; do sleep 0.1; done');
    const env = { PATH: fakeTools(join(here.scratch, 'bin'), { rsync }) };
    expectCancelled(await here.run({}, { env, cancel: { afterMs: 1500 } }));
    await expectNextRunFine();
});
it('while it waits for the lock', async () => {
    const lock = join(series, '.snapshots/lock');
    holders.push(spawn('flock', [lock, 'sleep', '60'], { detached: true, stdio: 'ignore' }));
    expect(await until(() => processesIn(lock).length > 0, 2000)).toBe(true);
    const waiting = await here.run({}, { cancel: { logMatches: /Waiting for the series/ } });
    // Only the other one is left, and it still has the lock.
    expect(processesIn(lock).map(each => each.split(' ')[1])).toEqual(['flock', 'sleep']);
    holders.splice(0).forEach(kill);
    expect(await until(() => processesIn(lock).length === 0, 1000)).toBe(true);
    expectCancelled(waiting);
    await expectNextRunFine();
});
it.each([
    ['SIGTERM alone', ['SIGTERM']],
    ['both at once', ['SIGINT', 'SIGTERM']],
    ['twice', ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGTERM']]
])('by %s', async (_, signals) => {
    const large = join(here.workspace, 'build/large');
    writeFileSync(large, '');
    truncateSync(large, 200_000_000_000);
    const { child, ended } = startBundle(here);
    await new Promise(resolve => setTimeout(resolve, 1000));
    for (const signal of signals)
        child.kill(signal);
    const sentAt = performance.now();
    const { exitCode, log } = await ended;
    expect(performance.now() - sentAt).toBeLessThan(2000);
    expect(exitCode).toBe(130);
    expect(log.match(/^::error::/gm)).toHaveLength(1);
    expect(processesIn(here.scratch)).toEqual([]);
});
it('before it has begun is a cancel too', async () => {
    const { child, ended } = startBundle(here);
    await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { exitCode, signal } = await ended;
    // Node itself ends by the signal while it is still loading.
    expect(exitCode === 130 || signal === 'SIGINT').toBe(true);
    expect(snapshotsIn(series)).toEqual([first]);
});
