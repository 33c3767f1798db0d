// Restores on filesystems of their own: shared blocks where they can be, holes that stay, full disks, mounts inside the target.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync, writeSync, openSync, closeSync, ftruncateSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { missingImage, missingTmpfs, mountBind, mountImage, mountTmpfs } from "../support/loop-image.js";
import { itUnless } from "../support/skip-aloud.js";
import { described, restoreAll, setTimes, treeEntries } from "../support/target-stand.js";
const parts = adapterParts();
let scratch = '';
let mounts = [];
beforeEach(() => {
    scratch = scratchWith('snapshot');
});
afterEach(() => {
    for (const mounted of mounts.reverse())
        mounted.remove();
    mounts = [];
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const mounted = (mount) => {
    mounts.push(mount);
    return mount.at;
};
const restore = (snapshot, target, options) => restoreAll(localTarget(target, parts), snapshot, treeEntries(snapshot), options);
const megabyte = 1024 * 1024;
const freeOn = (path) => {
    execFileSync('sync', ['--file-system', path]);
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
};
const hows = (outcomes) => outcomes.map(outcome => (outcome.put ? outcome.how : 'not'));
/** Two large files, a small one and an empty one. */
function laySnapshot(at) {
    mkdirSync(at);
    for (const [name, size] of [
        ['empty', 0],
        ['large', 30 * megabyte],
        ['largest', 40 * megabyte],
        ['small', 5000]
    ])
        writeFileSync(join(at, name), randomBytes(size), { mode: 0o640 });
    setTimes(at, [
        ['large', '1234567890.123456789'],
        ['small', '1234567890.987654321']
    ]);
}
describe.each(['xfs', 'btrfs'])('on %s', filesystem => {
    const itHere = itUnless(missingImage(filesystem));
    let [snapshot, target] = ['', ''];
    const lay = () => {
        const at = mounted(mountImage(filesystem, { megabytes: 400 }));
        [snapshot, target] = [join(at, 'snapshot'), join(at, 'target')];
        laySnapshot(snapshot);
    };
    itHere.each([
        ['auto', ['copied', 'reflinked', 'reflinked', 'copied']],
        ['reflink', ['copied', 'reflinked', 'reflinked', 'reflinked']]
    ])('method %s shares the stored blocks, and nothing else', async (method, expected) => {
        lay();
        const before = freeOn(target.replace('/target', ''));
        expect(hows(await restore(snapshot, target, { method }))).toEqual(expected);
        expect(before - freeOn(target)).toBeLessThan(5 * megabyte);
        expect(described(treeEntries(target))).toEqual(described(treeEntries(snapshot)));
        const [stored, clone] = [snapshot, target].map(directory => statSync(join(directory, 'large')));
        expect(clone?.ino).not.toBe(stored?.ino);
        // What is written into the restored file stays there.
        writeFileSync(join(target, 'large'), 'edited');
        expect(statSync(join(snapshot, 'large')).size).toBe(30 * megabyte);
    });
    itHere('method copy shares none', async () => {
        lay();
        const before = freeOn(snapshot);
        expect(hows(await restore(snapshot, target, { method: 'copy' }))).toEqual(Array(4).fill('copied'));
        expect(before - freeOn(target)).toBeGreaterThan(65 * megabyte);
    });
    itHere('a clone of damaged bytes is not put in place', async () => {
        lay();
        const entries = treeEntries(snapshot);
        const fd = openSync(join(snapshot, 'large'), 'r+');
        writeSync(fd, 'rot', 12_345_678);
        closeSync(fd);
        mkdirSync(target);
        writeFileSync(join(target, 'large'), 'old');
        const outcomes = await restoreAll(localTarget(target, parts), snapshot, entries);
        expect(outcomes[1]).toMatchObject({ put: false, problem: 'damaged' });
        expect(readFileSync(join(target, 'large'), 'utf8')).toBe('old');
        expect(readdirSync(target)).toHaveLength(4);
    });
    itHere('from another filesystem, auto copies and reflink is an error', async () => {
        lay();
        const elsewhere = join(scratch, 'elsewhere');
        expect(hows(await restore(snapshot, elsewhere))).toEqual(Array(4).fill('copied'));
        expect(described(treeEntries(elsewhere))).toEqual(described(treeEntries(snapshot)));
        await expect(restore(snapshot, join(scratch, 'other'), { method: 'reflink' })).rejects.toMatchObject({
            kind: 'target',
            message: expect.stringMatching(/method: "reflink" cannot share .*\(EXDEV: .*on one filesystem that can, such as xfs or btrfs/)
        });
    });
});
describe('on ext4', () => {
    itUnless(missingImage('ext4'))('auto copies, and reflink is an error', async () => {
        const at = mounted(mountImage('ext4', { megabytes: 256 }));
        laySnapshot(join(at, 'snapshot'));
        expect(hows(await restore(join(at, 'snapshot'), join(at, 'target')))).toEqual(Array(4).fill('copied'));
        expect(described(treeEntries(join(at, 'target')))).toEqual(described(treeEntries(join(at, 'snapshot'))));
        const cloning = restore(join(at, 'snapshot'), join(at, 'other'), { method: 'reflink' });
        await expect(cloning).rejects.toMatchObject({
            kind: 'target',
            message: expect.stringMatching(/such as xfs or btrfs/)
        });
        expect(readdirSync(join(at, 'other'))).toEqual([]);
    });
});
const itAnywhere = itUnless();
itAnywhere('holes stay holes, also at the end', async () => {
    const fd = openSync(join(scratch, 'snapshot/sparse'), 'w');
    writeSync(fd, 'begin', 0);
    writeSync(fd, 'middle', 30_000_000);
    ftruncateSync(fd, 60_000_001);
    closeSync(fd);
    writeFileSync(join(scratch, 'snapshot/full'), Buffer.alloc(3_000_000));
    await restore(join(scratch, 'snapshot'), join(scratch, 'target'), { method: 'copy' });
    expect(described(treeEntries(join(scratch, 'target')))).toEqual(described(treeEntries(join(scratch, 'snapshot'))));
    const blocks = (name) => lstatSync(join(scratch, name)).blocks * 512;
    expect(blocks('target/sparse')).toBeLessThan(100_000);
    // Zeros that are stored are written.
    expect(blocks('target/full')).toBeGreaterThanOrEqual(3_000_000);
});
describe('a full disk', () => {
    const lay = (sizes, options) => {
        for (const [name, size] of Object.entries(sizes))
            writeFileSync(join(scratch, 'snapshot', name), randomBytes(size));
        return join(mounted(mountImage('ext4', { megabytes: 16, ...options })), 'target');
    };
    const many = (count, size) => Object.fromEntries(Array.from({ length: count }, (_, file) => [`f${file}`, size]));
    itUnless(missingImage('ext4')).each([
        ['of small files', many(400, 60_000), undefined],
        ['of a large file', { a: 1000, large: 20 * megabyte }, undefined],
        ['of files that are too many for its inodes', many(300, 1), { make: ['-N', '128'] }]
    ])('%s is named, and no file is left half written', async (_, sizes, options) => {
        const target = lay(sizes, options);
        mkdirSync(target);
        const free = freeOn(target);
        for (const name of Object.keys(sizes).slice(0, 50))
            writeFileSync(join(target, name), `old ${name}`);
        await expect(restore(join(scratch, 'snapshot'), target)).rejects.toMatchObject({
            kind: 'room',
            message: expect.stringMatching(new RegExp(`^There is no space left, or no inode, on the filesystem of ${target} `))
        });
        const stored = new Map(treeEntries(join(scratch, 'snapshot')).map(({ path, sha256 }) => [path, sha256]));
        for (const { path, type, sha256 } of treeEntries(target)) {
            if (type !== 'file')
                continue;
            const isOld = readFileSync(join(target, path), 'utf8') === `old ${path}`;
            expect(isOld || sha256 === stored.get(path)).toBe(true);
        }
        expect(existsSync(join(target, '.snapshot-restore'))).toBe(false);
        for (const name of readdirSync(target))
            rmSync(join(target, name));
        expect(free - freeOn(target)).toBeLessThan(megabyte);
    });
    itUnless(missingImage('ext4'))('is named also where directories are made', async () => {
        for (let directory = 0; directory < 200; directory++)
            mkdirSync(join(scratch, 'snapshot', `d${directory}`));
        const target = lay({}, { make: ['-N', '64'] });
        await expect(restore(join(scratch, 'snapshot'), target)).rejects.toMatchObject({ kind: 'room' });
    });
});
describe('what is mounted inside the target', () => {
    itUnless(missingTmpfs()).each([
        ['another filesystem', (at) => mountTmpfs('size=8m', at)],
        [
            'a directory of the same one',
            (at) => {
                mkdirSync(join(scratch, 'bound'));
                return mountBind(join(scratch, 'bound'), at);
            }
        ]
    ])('is not written to, and named: %s', async (_, mount) => {
        const [snapshot, target] = [join(scratch, 'snapshot'), join(scratch, 'target')];
        mkdirSync(join(snapshot, 'dir'));
        for (const [name, size] of [
            ['dir/small', 10],
            ['dir/large', 2_000_000]
        ]) {
            rmSync(join(snapshot, 'dir'), { recursive: true });
            mkdirSync(join(snapshot, 'dir'));
            writeFileSync(join(snapshot, name), Buffer.alloc(size, 'x'));
            mkdirSync(join(target, 'dir'), { recursive: true });
            if (mounts.length === 0)
                mounted(mount(join(target, 'dir')));
            await expect(restore(snapshot, target)).rejects.toMatchObject({
                kind: 'target',
                message: expect.stringMatching(new RegExp(`^${name} cannot be put in place: it lies on another filesystem than .*mounted there`))
            });
            expect(readdirSync(join(target, 'dir'))).toEqual([]);
        }
    });
});
