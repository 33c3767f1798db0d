// What a prune meets on a real disk: trees that resist deletion, a kill in the middle, a series that is busy, a volume that is none.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBundle } from "../support/bundle-process.js";
import { diskUse } from "../support/disk-use.js";
import { fakeTools, realTool } from "../support/fake-tools.js";
import { day, takeDays } from "../support/history.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { latestTrouble, listing, snapshotsIn, troubleIn, troubleWith } from "../support/series-state.js";
import { isRoot, itUnless, missingRoot, missingTool } from "../support/skip-aloud.js";
import { stand } from "../support/volumes.js";
const action = join(repositoryRoot, 'prune');
const name = 'acme/widgets/build/main';
let here;
let series = '';
let ids = [];
let canary = [];
beforeEach(async () => {
    here = stand();
    series = join(here.volume, name);
    mkdirSync(join(here.volume, 'acme/canary'), { recursive: true });
    writeFileSync(join(here.volume, 'acme/canary/file'), 'not ours');
    canary = canaries();
    ids = await takeDays(here, name, [1, 2, 3]);
});
afterEach(() => {
    expect(canaries()).toEqual(canary);
    here.remove();
});
/** Neither by owner, which a test changes, nor by inode, as one copies the volume. */
const canaries = () => listing(join(here.volume, 'acme/canary')).map(line => line.replace(/ \d+:\d+ /, ' ').replace(/ \d+ $/, ''));
const prune = (inputs = {}, more = {}) => startBundle(here, { action, ...more, inputs: { name, 'keep-last': '1', ...inputs } }).ended;
const pruned = async (inputs, more) => {
    const ended = await prune(inputs, more);
    if (ended.exitCode !== 0)
        throw new Error(ended.log);
    return ended;
};
const own = (...names) => join(series, '.snapshots', ...names);
const allTrees = () => [...snapshotsIn(series).map(id => join(series, id)), own('trash')];
const used = () => diskUse(...allTrees()).reduce((sum, bytes) => sum + bytes, 0);
describe('a tree that resists', () => {
    /** As sources have them: directories that nobody may write to, or even look into. */
    const resist = (id) => {
        chmodSync(join(series, id, 'deep/er/down'), 0);
        chmodSync(join(series, id, 'deep/er'), 0o555);
        chmodSync(join(series, id, 'some'), 0o555);
    };
    itUnless(missingRoot())('as root is removed, and what came free is what du says', async () => {
        for (const id of ids.slice(0, 2))
            resist(id);
        const before = used();
        const { outputs } = await pruned();
        expect(snapshotsIn(series)).toEqual(ids.slice(3));
        expect(Number(outputs['bytes-freed'])).toBe(before - used());
        expect(readdirSync(own('trash'))).toEqual([]);
    });
    itUnless(isRoot ? missingTool('setpriv', 'util-linux') : undefined)('as another user is removed as well', async () => {
        if (isRoot)
            execFileSync('chown', ['-R', '65534:65534', here.scratch]);
        for (const id of ids.slice(0, 2))
            resist(id);
        const before = used();
        const under = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
        const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
        const { outputs, log } = await pruned({}, { under, env });
        expect(snapshotsIn(series)).toEqual(ids.slice(3));
        expect(readdirSync(own('trash'))).toEqual([]);
        expect(Number(outputs['bytes-freed'])).toBe(before - used());
        expect(log).not.toContain('::warning');
    });
});
const missingImmutable = () => {
    const probe = join(repositoryRoot, '__tests__', '.immutable-probe');
    writeFileSync(probe, '');
    const made = spawnSync('chattr', ['+i', probe]).status === 0;
    if (made)
        execFileSync('chattr', ['-i', probe]);
    rmSync(probe);
    return made ? undefined : 'files that chattr makes immutable (root, and a filesystem that has them)';
};
itUnless(missingImmutable())('what cannot be deleted is a warning, is told as still there, and is tried again', async () => {
    // Of one snapshot alone, and what all of them share.
    const stubborn = [join(series, day(2), 'some/new'), join(series, day(1), 'some/same-9')];
    const before = used();
    for (const file of stubborn)
        execFileSync('chattr', ['+i', file]);
    try {
        const { outputs, log } = await pruned();
        expect(outputs).toMatchObject({ status: 'pruned', pruned: '3', kept: '1' });
        expect(snapshotsIn(series)).toEqual(ids.slice(3));
        expect(log.match(/::warning/g)).toHaveLength(1);
        expect(log).toMatch(/::warning.*could not be, and is tried again by the next run: .*some\/new/);
        expect(Number(outputs['bytes-freed'])).toBe(before - used());
        expect(readdirSync(own('trash')).sort()).toEqual([day(1), day(2), day(3)]);
        const again = await pruned();
        expect(again.outputs).toMatchObject({ status: 'unchanged', 'bytes-freed': '0' });
        expect(again.log.match(/::warning/g)).toHaveLength(1);
    }
    finally {
        execFileSync('find', [series, '-type', 'f', '-exec', 'chattr', '-i', '{}', '+']);
    }
    expect((await pruned()).log).not.toContain('::warning');
    expect(readdirSync(own('trash'))).toEqual([]);
    expect(troubleIn(series)).toEqual([]);
});
describe('a kill', () => {
    const expectUnharmed = () => {
        expect(snapshotsIn(series)).toContain(ids.at(-1));
        for (const id of snapshotsIn(series))
            expect(troubleWith(series, id)).toEqual([]);
        expect(latestTrouble(series, snapshotsIn(series))).toEqual([]);
        expect(canaries()).toEqual(canary);
    };
    const expectFinished = async () => {
        await pruned();
        expect(snapshotsIn(series)).toEqual(ids.slice(3));
        expect(troubleIn(series)).toEqual([]);
        for (const place of ['records', 'manifests'])
            expect(readdirSync(own(place))).toHaveLength(1);
    };
    it('in the middle of the deletion leaves the rest to the next run', async () => {
        const pidFile = join(here.scratch, 'pid');
        const script = [
            // The action asks for its version first.
            `[ "$1" = --recursive ] || exec ${realTool('rm')} "$@"`,
            `for tree; do find "$tree" -path '*trash*' -type f 2>/dev/null | head -n 5 | ${realTool('xargs')} ${realTool('rm')} -f; done`,
            `kill -9 "$(cat ${pidFile})"; exec sleep 30`
        ].join('\n');
        const env = { PATH: fakeTools(join(here.scratch, 'bin'), { rm: script }) };
        const { child, ended } = startBundle(here, { action, inputs: { name, 'keep-last': '1' }, env });
        writeFileSync(pidFile, String(child.pid));
        expect((await ended).signal).toBe('SIGKILL');
        expect(readdirSync(own('trash')).sort()).toEqual(ids.slice(0, 3));
        expectUnharmed();
        await expectFinished();
    });
    itUnless(missingTool('strace', 'strace'))('at each call that changes the series harms nothing', async () => {
        const template = join(here.scratch, 'template');
        execFileSync('cp', ['-a', here.volume, template]);
        let kills = 0;
        for (const call of ['rename', 'unlink', 'fsync']) {
            for (let count = 1;; count++) {
                rmSync(here.volume, { recursive: true });
                execFileSync('cp', ['-a', template, here.volume]);
                const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${count}`];
                const { exitCode, signal } = await prune({}, { under: ['strace', '--quiet=all', '-o', '/dev/null', ...inject] });
                expectUnharmed();
                if (exitCode === 0)
                    break;
                expect(signal).toBe('SIGKILL');
                kills++;
                await expectFinished();
            }
        }
        // Three renames, the unlinks of three records and manifests, and the syncs of three directories.
        expect(kills).toBeGreaterThanOrEqual(3 + 6 + 3);
    });
});
describe('a series that is busy', () => {
    const held = async (file, work) => {
        const holder = spawn('flock', ['--no-fork', file, 'sh', '-c', 'echo held; exec sleep 60'], {
            stdio: ['ignore', 'pipe', 'inherit']
        });
        try {
            await new Promise(resolve => holder.stdout.once('data', resolve));
            await work();
        }
        finally {
            holder.kill('SIGKILL');
            await new Promise(resolve => holder.once('close', resolve));
        }
    };
    it('makes the run fail when it is the only one', async () => {
        await held(own('lock'), async () => {
            const { exitCode, log, outputs } = await prune({ 'lock-timeout': '1s' });
            expect(exitCode).toBe(1);
            expect(log).toMatch(/^::error::The series is still being written by/m);
            expect(outputs.status).toBe('failed');
        });
        expect(snapshotsIn(series)).toEqual(ids);
    });
    it('is a warning among others, which are pruned', async () => {
        await takeDays(here, 'acme/widgets/build/dev', [1, 2]);
        await held(own('lock'), async () => {
            const { log, outputs } = await pruned({ name: 'acme/**', 'lock-timeout': '1s' });
            expect(log.match(/^::warning::.*$/gm)).toEqual([
                expect.stringMatching(/^::warning::Series `acme\/widgets\/build\/main` was left alone: The series is still being/)
            ]);
            expect(outputs).toMatchObject({ status: 'pruned', series: '2', pruned: '2' });
        });
        expect(snapshotsIn(series)).toEqual(ids);
    });
    it('is not waited for by a dry run', async () => {
        await held(own('lock'), async () => {
            expect((await pruned({ 'dry-run': 'true' })).outputs).toMatchObject({ status: 'dry-run', pruned: '3' });
        });
    });
});
describe('a volume', () => {
    it('that is not marked is refused, and not marked', async () => {
        rmSync(join(here.volume, '.snapshot-volume.json'));
        const before = listing(here.volume);
        const { exitCode, log } = await prune();
        expect(exitCode).toBe(1);
        expect(log).toMatch(/^::error::The directory .* is not marked as a volume/m);
        expect(listing(here.volume)).toEqual(before);
    });
    it('that is missing is refused, and not made', async () => {
        const missing = join(here.scratch, 'missing');
        const { exitCode, log } = await prune({ volume: missing });
        expect(exitCode).toBe(1);
        expect(log).toContain('does not exist. Is it mounted?');
        expect(existsSync(missing)).toBe(false);
    });
    itUnless(missingRoot())('that another user owns is refused', async () => {
        chownSync(here.tempDir, 65534, 65534);
        execFileSync('chmod', ['a+rx', here.scratch]);
        const under = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
        const { exitCode, log } = await prune({}, { under, env: { PATH: '/usr/bin:/bin' } });
        expect(exitCode).toBe(1);
        expect(log).toContain('cannot be written by the runner');
        expect(snapshotsIn(series)).toEqual(ids);
    });
});
