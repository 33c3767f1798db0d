// A volume on real filesystems: what is mounted where, whether it is marked and can be written, what is free.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localVolume } from "../../src/adapters/volume/local-volume.js";
import { encodeMarker } from "../../src/core/marker.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { missingImage, missingTmpfs, mountBind, mountImage, mountTmpfs } from "../support/loop-image.js";
import { isRoot, itUnless } from "../support/skip-aloud.js";
const parts = adapterParts();
let scratch = '';
let path = '';
const mounted = [];
beforeEach(() => {
    scratch = scratchWith('volume');
    path = join(scratch, 'volume');
});
afterEach(() => {
    for (const each of mounted.splice(0).reverse())
        each.remove();
    rmSync(scratch, { recursive: true, force: true });
});
afterAll(() => parts.pool.close());
const volumeAt = (at) => localVolume(at, parts);
const stateOf = (at = path) => volumeAt(at).state();
const marker = () => join(path, '.snapshot-volume.json');
const itOnExt4 = itUnless(missingImage('ext4'));
const itOnTmpfs = itUnless(missingTmpfs());
describe('what is there', () => {
    it('a directory', async () => {
        const onRoot = execFileSync('stat', ['--format=%m', path], { encoding: 'utf8' }).trim();
        await expect(stateOf()).resolves.toMatchObject({
            kind: 'directory',
            isWritable: true,
            isMount: false,
            isWholeFilesystem: false,
            mountPoint: onRoot,
            marker: { state: 'absent' }
        });
    });
    it('nothing', async () => {
        await expect(stateOf(join(scratch, 'none'))).resolves.toMatchObject({
            kind: 'missing',
            marker: { state: 'absent' }
        });
        await expect(volumeAt(join(scratch, 'none')).places()).resolves.toEqual([]);
    });
    it('a dangling symlink is nothing', async () => {
        symlinkSync('nowhere', join(scratch, 'link'));
        await expect(stateOf(join(scratch, 'link'))).resolves.toMatchObject({ kind: 'missing' });
    });
    it('a file, and a path below a file', async () => {
        writeFileSync(join(scratch, 'file'), '');
        await expect(stateOf(join(scratch, 'file'))).resolves.toMatchObject({ kind: 'not-a-directory' });
        await expect(stateOf(join(scratch, 'file/below'))).resolves.toMatchObject({ kind: 'missing' });
    });
    it('a symlink to a directory is that directory', async () => {
        symlinkSync('volume', join(scratch, 'link'));
        await expect(stateOf(join(scratch, 'link'))).resolves.toMatchObject({ kind: 'directory' });
        await expect(volumeAt(join(scratch, 'link')).places()).resolves.toEqual([path]);
    });
    itUnless(isRoot ? 'a user who is not root (root may write everywhere)' : undefined)('not writable', async () => {
        chmodSync(path, 0o555);
        await expect(stateOf()).resolves.toMatchObject({ kind: 'directory', isWritable: false });
    });
});
describe('mounts', () => {
    itOnExt4('a filesystem of its own', async () => {
        const image = mountImage('ext4');
        mounted.push(image);
        await expect(stateOf(image.at)).resolves.toMatchObject({
            isMount: true,
            isWholeFilesystem: true,
            mountPoint: image.at,
            filesystem: 'ext4',
            isWritable: true
        });
        mkdirSync(join(image.at, 'sub'));
        await expect(stateOf(join(image.at, 'sub'))).resolves.toMatchObject({
            isMount: false,
            isWholeFilesystem: false,
            mountPoint: image.at
        });
        symlinkSync(image.at, join(scratch, 'link'));
        await expect(stateOf(join(scratch, 'link'))).resolves.toMatchObject({ isMount: true, isWholeFilesystem: true });
        image.remount('ro');
        await expect(stateOf(image.at)).resolves.toMatchObject({ isMount: true, isWritable: false });
    });
    itOnExt4('a directory of another filesystem, bound there, is a mount, but not a whole filesystem', async () => {
        const image = mountImage('ext4');
        mkdirSync(join(image.at, 'sub'));
        mounted.push(image, mountBind(join(image.at, 'sub'), path));
        await expect(stateOf()).resolves.toMatchObject({ isMount: true, isWholeFilesystem: false, filesystem: 'ext4' });
    });
    itOnTmpfs('of two at one place, the upper', async () => {
        mounted.push(mountTmpfs('size=1m', path), mountBind(scratch, path));
        await expect(stateOf()).resolves.toMatchObject({ isMount: true, isWholeFilesystem: false });
    });
    itOnTmpfs('a place with spaces, newlines and backslashes', async () => {
        const odd = join(scratch, 'a b\\040\nc\td größe');
        mkdirSync(odd);
        mounted.push(mountTmpfs('size=1m', odd));
        await expect(stateOf(odd)).resolves.toMatchObject({ isMount: true, isWholeFilesystem: true, filesystem: 'tmpfs' });
    });
});
describe('the marker', () => {
    it('is written whole, and read', async () => {
        const text = encodeMarker({ format: 1, created: '2026-11-20T08:49:01.000Z', program: '1.2.3' });
        await volumeAt(path).mark(text);
        expect(readFileSync(marker(), 'utf8')).toBe(text);
        expect(readdirSync(path)).toEqual(['.snapshot-volume.json']);
        await expect(stateOf()).resolves.toMatchObject({ marker: { state: 'present' } });
    });
    it.each([
        ['empty', ''],
        ['cut off', '{"format":'],
        ['of a later format', '{"format":2}'],
        ['something else', '[]']
    ])('is damaged when it is %s', async (_, text) => {
        writeFileSync(marker(), text);
        await expect(stateOf()).resolves.toMatchObject({ marker: { state: 'damaged' } });
    });
    it('is damaged when it cannot be read, and says why', async () => {
        mkdirSync(marker());
        await expect(stateOf()).resolves.toMatchObject({
            marker: { state: 'damaged', why: expect.stringContaining('EISDIR') }
        });
    });
    it('is never written through a symlink that waits in its place', async () => {
        const canary = join(scratch, 'canary');
        writeFileSync(canary, 'canary');
        for (const name of ['.snapshot-volume.json', '.snapshot-volume.json.tmp'])
            symlinkSync(canary, join(path, name));
        await volumeAt(path).mark('{"format":1}\n');
        expect(readFileSync(canary, 'utf8')).toBe('canary');
        expect(readFileSync(marker(), 'utf8')).toBe('{"format":1}\n');
    });
});
describe('what is free', () => {
    const df = (at, column) => Number(execFileSync('df', ['-B1', `--output=${column}`, at], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .at(-1));
    itOnExt4('on ext4, as df says', async () => {
        const image = mountImage('ext4', { make: ['-N', '100'] });
        mounted.push(image);
        const free = await volumeAt(image.at).free();
        expect(free).toEqual({
            bytes: df(image.at, 'avail'),
            totalBytes: df(image.at, 'size'),
            inodes: df(image.at, 'iavail'),
            totalInodes: df(image.at, 'itotal')
        });
        writeFileSync(join(image.at, 'file'), Buffer.alloc(1_000_000));
        expect((await volumeAt(image.at).free()).bytes).toBeLessThanOrEqual(free.bytes - 1_000_000);
        expect((await volumeAt(image.at).free()).inodes).toBe((free.inodes ?? 0) - 1);
    });
    itOnTmpfs('on tmpfs', async () => {
        const tmpfs = mountTmpfs('size=2m,nr_inodes=50');
        mounted.push(tmpfs);
        await expect(volumeAt(tmpfs.at).free()).resolves.toEqual({
            bytes: 2 * 1024 * 1024,
            totalBytes: 2 * 1024 * 1024,
            inodes: 49,
            totalInodes: 50
        });
    });
    itUnless(missingImage('btrfs'))('on btrfs, which has no fixed number of inodes', async () => {
        const image = mountImage('btrfs');
        mounted.push(image);
        expect(await volumeAt(image.at).free()).toEqual({
            bytes: df(image.at, 'avail'),
            totalBytes: df(image.at, 'size')
        });
    });
});
