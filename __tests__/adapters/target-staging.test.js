// Where a restore keeps what it writes: one at a time, cleared after a kill, nobody else's, and gone in the end.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { processesIn, until } from "../support/alive.js";
import { startRestore } from "../support/restore-process.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
import { described, fingerprint, restoreAll, treeEntries } from "../support/target-stand.js";
const parts = adapterParts();
let scratch = '';
let snapshot = '';
let path = '';
let own = '';
beforeEach(() => {
    scratch = scratchWith('snapshot/dir', 'outside');
    writeFileSync(join(scratch, 'outside/canary'), 'canary');
    [snapshot, path] = [join(scratch, 'snapshot'), join(scratch, 'target')];
    own = join(path, '.snapshot-restore');
    writeFileSync(join(snapshot, 'dir/file'), 'content');
});
afterEach(() => {
    expect(readdirSync(join(scratch, 'outside'))).toEqual(['canary']);
    expect(readFileSync(join(scratch, 'outside/canary'), 'utf8')).toBe('canary');
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const target = () => localTarget(path, parts);
const paths = (...names) => names;
describe('the lock', () => {
    it('lets one restore in at a time', async () => {
        const first = await target().begin();
        await expect(target().begin()).rejects.toMatchObject({
            kind: 'locked',
            message: expect.stringContaining(path)
        });
        await first.end();
        await (await target().begin()).end();
        expect(readdirSync(path)).toEqual([]);
    });
    it('is held against another process, and free once that is killed', async () => {
        const other = startRestore({ snapshot, target: path, holdAt: 'put' });
        await other.begun;
        await expect(target().begin()).rejects.toMatchObject({ kind: 'locked' });
        other.child.kill('SIGKILL');
        await new Promise(resolve => other.child.once('close', resolve));
        await (await target().begin()).end();
        expect(existsSync(own)).toBe(false);
    });
    it('is never had by two, however they begin and end', async () => {
        let inside = 0;
        let had = 0;
        const again = async () => {
            for (let turn = 0; turn < 15; turn++) {
                try {
                    const restoring = await target().begin();
                    had++;
                    expect(++inside).toBe(1);
                    await new Promise(resolve => setImmediate(resolve));
                    inside--;
                    await restoring.end();
                }
                catch (error) {
                    if (error.kind !== 'locked')
                        throw error;
                }
            }
        };
        await Promise.all(Array.from({ length: 6 }, again));
        expect(had).toBeGreaterThan(5);
        expect(readdirSync(path)).toEqual([]);
    });
});
describe('what a restore left that was killed', () => {
    it('is cleared by the next one', async () => {
        mkdirSync(join(own, '000007'), { recursive: true });
        for (const name of ['lock', '000000', '000123', '12345678', '000007/archive', '000007/000008'])
            writeFileSync(join(own, name), 'left');
        symlinkSync(join(scratch, 'outside'), join(own, '000001'));
        const restoring = await target().begin();
        expect(readdirSync(own)).toEqual(['lock']);
        expect(lstatSync(own).mode & 0o7777).toBe(0o700);
        await restoring.end();
        expect(readdirSync(path)).toEqual([]);
    });
    it('is never half a file in its place, whenever it is killed', async () => {
        const old = 'old '.repeat(100);
        mkdirSync(path);
        for (let file = 0; file < 1500; file++) {
            writeFileSync(join(snapshot, `f${file}`), `new ${file} `.repeat(100));
            writeFileSync(join(path, `f${file}`), old);
        }
        for (const name of ['large1', 'large2']) {
            writeFileSync(join(snapshot, name), Buffer.alloc(20_000_000, name));
            writeFileSync(join(path, name), old);
        }
        const entries = treeEntries(snapshot);
        for (let turn = 0; turn < 6; turn++) {
            const running = startRestore({ snapshot, target: path });
            await running.begun;
            await new Promise(resolve => setTimeout(resolve, turn * 25));
            running.child.kill('SIGKILL');
            await new Promise(resolve => running.child.once('close', resolve));
            expect(await until(() => processesIn(path).length === 0, 3000)).toBe(true);
            const halves = treeEntries(path).filter(({ path: name, type, sha256, size }) => {
                if (type !== 'file' || name.startsWith('.snapshot-restore'))
                    return false;
                return size !== old.length && entries.find(entry => entry.path === name)?.sha256 !== sha256;
            });
            expect(halves.map(({ path: name }) => name)).toEqual([]);
        }
        await restoreAll(target(), snapshot, entries);
        expect(described(treeEntries(path))).toEqual(described(entries));
    });
});
it.each([
    [
        'a symlink',
        () => {
            symlinkSync(join(scratch, 'outside'), own);
        }
    ],
    [
        'a dangling symlink',
        () => {
            symlinkSync('nowhere', own);
        }
    ],
    [
        'a file',
        () => {
            writeFileSync(own, 'x');
        }
    ],
    [
        'a directory with something else in it',
        () => {
            mkdirSync(own);
            writeFileSync(join(own, 'notes.txt'), 'x');
        }
    ],
    [
        'a directory with a directory in it',
        () => {
            mkdirSync(join(own, '000001/000002'), { recursive: true });
        }
    ],
    [
        'a directory whose lock is a symlink',
        () => {
            mkdirSync(own);
            symlinkSync(join(scratch, 'outside/canary'), join(own, 'lock'));
        }
    ]
])('%s in its place is refused, and left as it is', async (_, lay) => {
    mkdirSync(path);
    lay();
    const before = fingerprint(path);
    await expect(target().begin()).rejects.toMatchObject({
        kind: 'target',
        message: expect.stringMatching(/\.snapshot-restore .*Move it away or remove it/)
    });
    expect(fingerprint(path)).toBe(before);
});
itUnless(missingRoot())('a directory of another user in its place is refused', async () => {
    mkdirSync(own, { recursive: true });
    chownSync(own, 1001, 1001);
    await expect(target().begin()).rejects.toMatchObject({
        kind: 'target',
        message: expect.stringMatching(/belongs to another user \(1001\)/)
    });
});
it('a cancel ends it within two seconds, and nothing stays behind', async () => {
    const cancelled = adapterParts();
    for (let file = 0; file < 400; file++)
        writeFileSync(join(snapshot, `f${file}`), Buffer.alloc(500_000, `${file}`));
    writeFileSync(join(snapshot, 'large'), '');
    execFileSync('truncate', ['--size=3G', join(snapshot, 'large')]);
    const entries = treeEntries(join(snapshot, 'dir'));
    const digest = '0'.repeat(64);
    const names = [...Array.from({ length: 400 }, (_, file) => `f${file}`), 'large'];
    const stated = await localTarget(snapshot, parts).inspect(paths(...names));
    const restoring = await localTarget(path, cancelled).begin();
    let abortedAt = 0;
    const putting = restoring.put({
        tree: pathFromText(snapshot),
        steps: paths(...names).map((name, index) => ({
            entry: {
                ...entries[0],
                path: name,
                type: 'file',
                mode: 0o644,
                size: stated[index]?.size ?? 0,
                mtimeNs: 0n,
                storedMtimeNs: 0n,
                sha256: digest
            },
            from: 'snapshot'
        })),
        verify: false,
        method: 'copy',
        keepOwners: false
    }, ({ files }) => {
        if (files > 50 && abortedAt === 0) {
            abortedAt = performance.now();
            cancelled.stop.abort();
        }
    });
    await expect(putting).rejects.toMatchObject({ kind: 'cancelled' });
    await restoring.end();
    expect(performance.now() - abortedAt).toBeLessThan(2000);
    expect(readdirSync(path).filter(name => name.startsWith('.'))).toEqual([]);
    expect(await until(() => processesIn(path).length === 0, 1000)).toBe(true);
});
it('a cancel before it has the lock leaves nothing of it', async () => {
    mkdirSync(path);
    const cancelled = adapterParts();
    cancelled.stop.abort();
    await expect(localTarget(path, cancelled).begin()).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(path)).toEqual([]);
    const other = await target().begin();
    await expect(localTarget(path, cancelled).begin()).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(own)).toEqual(['lock']);
    await other.end();
});
