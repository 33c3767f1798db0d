// Programs run for real: what they see, how they end, and that none of them outlives us.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cleanEnvironment, realProcesses } from "../../src/adapters/process.js";
import { isAlive, until } from "../support/alive.js";
import { repositoryRoot, runnerNode } from "../support/runner-environment.js";
import { itUnless, missingTool } from "../support/skip-aloud.js";
const itWithSetpriv = itUnless(missingTool('setpriv', 'util-linux'));
const started = (env = process.env) => {
    const stop = new AbortController();
    return { processes: realProcesses(env, stop.signal), stop };
};
const sh = (script) => ({ args: ['-c', script] });
describe('the environment', () => {
    it('lets nothing through that changes what a program does, and no secret', async () => {
        const { processes } = started({
            PATH: process.env.PATH,
            HOME: '/home/runner',
            TZ: 'Europe/Berlin',
            LC_ALL: 'de_DE.UTF-8',
            LANG: 'de_DE.UTF-8',
            LD_PRELOAD: '/tmp/evil.so',
            RSYNC_RSH: 'evil',
            RSYNC_CHECKSUM_LIST: 'md4',
            RSYNC_PARTIAL_DIR: '/tmp',
            POPT_ALIASES: 'x',
            POPTRC: 'x',
            INPUT_VOLUME: '/v',
            GITHUB_TOKEN: 'ghs_secret',
            ACTIONS_RUNTIME_TOKEN: 'secret'
        });
        const { stdout } = await processes.run('env', { args: [] });
        expect(stdout.toString().trim().split('\n').sort()).toEqual([
            'LC_ALL=C',
            `PATH=${process.env.PATH ?? ''}`,
            'TZ=Europe/Berlin'
        ]);
    });
    it('has no variable for what is not set', () => {
        expect(cleanEnvironment({ TZ: undefined })).toEqual({ LC_ALL: 'C' });
    });
});
describe('how a program ends', () => {
    it.each([
        ['its exit status', 'exit 23', 23],
        ['SIGKILL', 'kill -KILL $$', 137],
        ['SIGTERM', 'kill -TERM $$', 143],
        ['SIGINT', 'kill -INT $$', 130],
        ['SIGSEGV', 'ulimit -c 0; kill -SEGV $$', 139],
        ['SIGHUP', 'kill -HUP $$', 129]
    ])('%s', async (_, script, status) => {
        await expect(started().processes.run('sh', sh(script))).resolves.toMatchObject({ status });
    });
    it.each([
        ['with setpriv', undefined],
        ['without setpriv', '']
    ])('a program that is not there is ENOENT, %s', async (_, setpriv) => {
        const processes = realProcesses(process.env, new AbortController().signal, setpriv);
        await expect(processes.run('no-such-program', { args: [] })).rejects.toMatchObject({ code: 'ENOENT' });
        const { stdout } = await processes.run('echo', { args: ['-n', 'a b', '--', '$x', "'"] });
        expect(stdout.toString()).toBe("a b -- $x '");
    });
    it('all of what it prints, and the first 64 KiB of its complaints', async () => {
        const script = 'head -c 3000000 /dev/zero; echo first >&2; head -c 3000000 /dev/zero | tr "\\0" x >&2';
        const { stdout, stderr } = await started().processes.run('sh', sh(script));
        expect(stdout).toHaveLength(3_000_000);
        expect(stderr).toHaveLength(64 * 1024);
        expect(stderr.startsWith('first\nxxx')).toBe(true);
    });
    it('what it prints, piece by piece and byte by byte, when that is asked for', async () => {
        const pieces = [];
        const { stdout } = await started().processes.run('printf', {
            args: ['\\303\\377\\0\\n'],
            onStdout: piece => pieces.push(piece)
        });
        expect(Buffer.concat(pieces)).toEqual(Buffer.from([0o303, 0o377, 0, 10]));
        expect(stdout).toHaveLength(0);
    });
});
describe('input', () => {
    const piece = Buffer.alloc(64 * 1024, 1);
    it('is taken from its maker only as fast as the program reads', async () => {
        let made = 0;
        function* pieces() {
            for (; made < 256; made++)
                yield piece;
        }
        const running = started().processes.run('sh', { ...sh('sleep 0.3; wc -c'), input: pieces() });
        await new Promise(resolve => setTimeout(resolve, 150));
        // The pipe holds one piece, the stream one or two more.
        expect(made).toBeLessThan(6);
        expect((await running).stdout.toString().trim()).toBe(String(256 * piece.length));
    });
    it('may be left unread: the exit status says why', async () => {
        const input = Array.from({ length: 256 }, () => piece);
        await expect(started().processes.run('sh', { ...sh('head -c 10; exit 7'), input })).resolves.toMatchObject({
            status: 7,
            stdout: piece.subarray(0, 10)
        });
        await expect(started().processes.run('sh', { ...sh('exec <&-; sleep 0.1; exit 5'), input })).resolves.toMatchObject({ status: 5 });
    });
    it('is empty when none is given', async () => {
        await expect(started().processes.run('cat', { args: [] })).resolves.toMatchObject({ status: 0 });
    });
    it('fails the run when its maker fails', async () => {
        function* broken() {
            yield piece;
            throw new Error('the list is broken');
        }
        const { processes, stop } = started();
        await expect(processes.run('cat', { args: [], input: broken() })).rejects.toThrow('the list is broken');
        stop.abort();
    });
});
describe('a cancel', () => {
    it('ends the program and all it started', async () => {
        const { processes, stop } = started();
        let printed = '';
        const running = processes.run('sh', {
            ...sh('sleep 1000 & echo $!; (sleep 1000 & echo $!; wait) & echo $!; echo $$; wait'),
            onStdout: text => (printed += text.toString())
        });
        expect(await until(() => printed.trim().split('\n').length === 4, 5000)).toBe(true);
        const pids = printed.trim().split('\n').map(Number);
        expect(pids.filter(isAlive)).toEqual(pids);
        stop.abort();
        await expect(running).rejects.toMatchObject({ name: 'Failure', kind: 'cancelled' });
        expect(await until(() => pids.every(pid => !isAlive(pid)), 500)).toBe(true);
    });
    it('ends one that does not listen to SIGTERM after a second', async () => {
        const { processes, stop } = started();
        const running = processes.run('sh', {
            ...sh('trap "" TERM; echo ready; while :; do sleep 0.1; done'),
            onStdout: () => {
                stop.abort();
            }
        });
        const startedAt = performance.now();
        await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
        expect(performance.now() - startedAt).toBeLessThan(1800);
    });
    it('starts nothing any more', async () => {
        const { processes, stop } = started();
        stop.abort();
        await expect(processes.run('sleep', { args: ['1000'] })).rejects.toMatchObject({ kind: 'cancelled' });
    });
});
itWithSetpriv('is taken along when we are killed', async () => {
    const program = [
        `import { realProcesses } from ${JSON.stringify(join(repositoryRoot, 'src/adapters/process.ts'))}`,
        'const processes = realProcesses(process.env, new AbortController().signal)',
        "const script = 'echo $$; exec sleep 1000'",
        "await processes.run('sh', { args: ['-c', script], onStdout: piece => process.stdout.write(piece) })"
    ].join('\n');
    const parent = spawn(runnerNode(), ['--no-warnings', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit']
    });
    const pid = await new Promise(resolve => {
        parent.stdout.once('data', (piece) => {
            resolve(Number(piece.toString()));
        });
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await until(() => !isAlive(pid), 1000)).toBe(true);
});
