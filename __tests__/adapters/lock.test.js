// The kernel's lock with real processes: one holder at a time, named to those who wait, free when its last holder is gone.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { realProcesses } from "../../src/adapters/process.js";
import { lockFile } from "../../src/adapters/volume/lock.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { until } from "../support/alive.js";
import { fakeTools } from "../support/fake-tools.js";
import { repositoryRoot, runnerNode } from "../support/runner-environment.js";
const { processes } = adapterParts();
let scratch = '';
let file = '';
const children = [];
beforeEach(() => {
    scratch = scratchWith();
    file = join(scratch, 'lock');
});
afterEach(() => {
    for (const child of children.splice(0))
        child.kill('SIGKILL');
    rmSync(scratch, { recursive: true });
});
const take = (timeoutMs = 0, waits = [], holder = 'us') => lockFile(processes, file, holder, timeoutMs, who => waits.push(who));
/** Asked by flock(1) itself, on a descriptor of its own. */
const isFree = () => spawnSync('flock', ['--nonblock', file, 'true']).status === 0;
/** Another run that holds the lock, with a program that inherited it and listens to no SIGTERM when there is one. */
async function otherRun(inheriting) {
    const program = [
        `import { lockFile } from ${JSON.stringify(join(repositoryRoot, 'src/adapters/volume/lock.ts'))}`,
        `import { realProcesses } from ${JSON.stringify(join(repositoryRoot, 'src/adapters/process.ts'))}`,
        'const processes = realProcesses(process.env, new AbortController().signal)',
        `const lock = await lockFile(processes, ${JSON.stringify(file)}, 'run 7 ::error::', 0, () => undefined)`,
        ...(inheriting === undefined
            ? ["process.stdout.write('held')"]
            : [
                `const args = ['-c', ${JSON.stringify(inheriting)}]`,
                "await processes.run('sh', { args, inherit: lock.fd, onStdout: () => process.stdout.write('held') })"
            ]),
        'setInterval(() => lock, 1000)'
    ].join('\n');
    const child = spawn(runnerNode(), ['--no-warnings', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit']
    });
    children.push(child);
    await new Promise(resolve => child.stdout.once('data', resolve));
    return child;
}
it('is free at first, held, and free again; its file stays', async () => {
    const lock = await take();
    expect(isFree()).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('us\n');
    lock.release();
    expect(isFree()).toBe(true);
    expect(existsSync(file)).toBe(true);
    (await take(0, [], 'the next one')).release();
    expect(readFileSync(file, 'utf8')).toBe('the next one\n');
});
describe('while another run holds it', () => {
    it('waiting ends in time, naming the holder', async () => {
        await otherRun();
        const waits = [];
        const startedAt = performance.now();
        await expect(take(400, waits)).rejects.toMatchObject({
            kind: 'locked',
            message: expect.stringMatching(/^The series is still being written by run 7 ::error:: after 0.4 s\. /)
        });
        const tookMs = performance.now() - startedAt;
        expect(tookMs).toBeGreaterThan(390);
        expect(tookMs).toBeLessThan(900);
        expect(waits).toEqual(['run 7 ::error::']);
        expect(isFree()).toBe(false);
    });
    it('one that may not wait ends at once', async () => {
        await otherRun();
        await expect(take(0)).rejects.toMatchObject({ kind: 'locked' });
    });
    it('it is had as soon as that run lets go', async () => {
        const first = await take();
        const waits = [];
        const second = take(10_000, waits, 'second');
        expect(await until(() => waits.length === 1, 2000)).toBe(true);
        expect(waits).toEqual(['us']);
        first.release();
        const releasedAt = performance.now();
        const lock = await second;
        expect(performance.now() - releasedAt).toBeLessThan(100);
        expect(readFileSync(file, 'utf8')).toBe('second\n');
        lock.release();
    });
    it('a holder that is killed is gone within 100 ms', async () => {
        const other = await otherRun();
        expect(isFree()).toBe(false);
        other.kill('SIGKILL');
        await new Promise(resolve => other.once('exit', resolve));
        expect(await until(isFree, 100)).toBe(true);
    });
    it('a program that inherited it goes on holding it, when the run is killed', async () => {
        const other = await otherRun('trap "" TERM; echo ready; n=0; while [ $n -lt 8 ]; do sleep 0.1; n=$((n+1)); done');
        other.kill('SIGKILL');
        await new Promise(resolve => other.once('exit', resolve));
        expect(isFree()).toBe(false);
        await expect(take(100)).rejects.toMatchObject({ kind: 'locked' });
        (await take(5000)).release();
    });
});
it('is not handed on to programs that were not given it', async () => {
    const lock = await take();
    const sleeping = processes.run('sleep', { args: ['0.5'] });
    lock.release();
    expect(isFree()).toBe(true);
    await sleeping;
});
it('is waited for no longer after a cancel', async () => {
    await otherRun();
    const parts = adapterParts();
    const waiting = lockFile(parts.processes, file, 'us', 60_000, () => {
        setTimeout(() => {
            parts.stop.abort();
        }, 50);
    });
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
});
it('is not written through a symlink', async () => {
    writeFileSync(join(scratch, 'canary'), 'canary');
    symlinkSync('canary', file);
    await expect(take()).rejects.toMatchObject({ kind: 'volume', message: expect.stringContaining(file) });
    expect(readFileSync(join(scratch, 'canary'), 'utf8')).toBe('canary');
});
it('that cannot be had for another reason is not taken for a busy one', async () => {
    const PATH = fakeTools(join(scratch, 'bin'), { flock: 'echo "flock: 3: No locks available" >&2; exit 1' });
    const broken = realProcesses({ PATH }, new AbortController().signal);
    await expect(lockFile(broken, file, 'us', 1000, () => undefined)).rejects.toThrow(/status 1 \(flock: 3: No locks available\)/);
    // Nothing of it stays open.
    const next = openSync(file, 'r');
    closeSync(next);
    expect(isFree()).toBe(true);
});
it('of two files are two', async () => {
    const one = await take();
    const two = await lockFile(processes, join(scratch, 'other'), 'us', 0, () => undefined);
    one.release();
    two.release();
});
