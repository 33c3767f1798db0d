// The verify action over a series in memory: every kind of damage is told apart, with who shares it and where it is whole.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
import { seriesPath } from "../support/fakes/world.js";
let world;
let first = '';
let second = '';
let third = '';
beforeEach(async () => {
    world = new VerifyWorld();
    [first, second, third] = await world.takeThree();
});
describe('a series in which all is as it was stored', () => {
    test('is proven, each inode being read once however many snapshots share it', async () => {
        const before = world.disk.dump('/mnt/backup');
        const report = await world.verify();
        expect(report).toMatchObject({
            ...{ ok: true, damaged: [], warnings: [], isPattern: false, isSample: false, selected: 'all', subset: '100%' },
            ...{ snapshotsChecked: 3, filesLookedAt: 12, pathsLookedAt: 18, isNoted: true, seed: 'seed' },
            // Three that are shared, and one of each.
            ...{ filesChecked: 6, bytesChecked: 11_103 }
        });
        expect(report.series).toEqual([{ series: 'acme/app/build/main', snapshots: [third, second, first] }]);
        expect(world.disk.dump('/mnt/backup')).toEqual(before);
        expect(world.volume.read).toHaveLength(6);
        expect(world.reporter.progressed.at(-1)).toEqual({ doing: 'verifying', files: 12, bytes: 11_103, totalFiles: 12 });
    });
    test('of one snapshot, how much there is to read is known beforehand', async () => {
        const report = await world.verify({ snapshot: { by: 'latest' } });
        expect(report).toMatchObject({ ok: true, snapshotsChecked: 1, filesChecked: 4, selected: 'latest' });
        expect(world.reporter.progressed.at(-1)).toMatchObject({ totalFiles: 4, totalBytes: 11_101 });
    });
    test('large files are begun with, so that none is left when all else is done', async () => {
        world.source.write('z-large', 'z'.repeat(33 * 1024 * 1024));
        await world.take();
        await world.verify({ snapshot: { by: 'latest' } });
        expect(world.volume.read[0]).toMatch(/z-large$/);
    });
});
describe('told apart is', () => {
    test('a rotten bit, with every snapshot that shares it', async () => {
        world.disk.rot(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
        const report = await world.verify();
        expect(report.ok).toBe(false);
        expect(found(report)).toEqual([`content lib/a.js: ${third} ${second} ${first}`]);
        expect(report.damaged[0]).toMatchObject({ why: 'other bytes, same size and time', size: 5000, below: 0 });
        expect(report.damaged[0]?.inode).toBe(world.ino(first, 'lib/a.js'));
        expect(report.damaged[0]?.wholeIn).toBeUndefined();
        expect(world.volume.read.filter(path => path.endsWith('a.js'))).toHaveLength(1);
    });
    test('a rotten bit, with those that share it although only one was asked for', async () => {
        world.disk.rot(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
        const report = await world.verify({ snapshot: { by: 'id', start: second } });
        expect(found(report)).toEqual([`content lib/a.js: ${third} ${second} ${first}`]);
    });
    test('what was written there, from rot', async () => {
        world.disk.edit(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
        const report = await world.verify();
        expect(found(report)).toEqual([`content lib/a.js: ${third} ${second} ${first}`]);
        expect(report.damaged[0]?.why).toMatch(/somebody wrote to it/);
    });
    test('a file that was cut off', async () => {
        world.disk.rot(world.at(third, 'version'), '');
        const report = await world.verify();
        expect(found(report)).toEqual([`size version: ${third}`]);
        expect(report.damaged[0]?.why).toBe('0 bytes instead of 1');
    });
    test('a file that cannot be read', async () => {
        world.volume.unreadable = path => path === 'lib/b.js';
        const report = await world.verify();
        expect(found(report)).toEqual([`unreadable lib/b.js: ${third} ${second} ${first}`]);
        expect(report.damaged[0]?.why).toBe('EIO: i/o error');
    });
    test('a path of which not even lstat can be had, which is not noted because it has no inode', async () => {
        world.volume.closed = path => path === 'top';
        expect(found(await world.verify())).toEqual([`unreadable top: ${third} ${second} ${first}`]);
        expect(world.known()).toEqual([]);
    });
    test('a directory that cannot be looked into', async () => {
        world.volume.closed = path => path === 'lib';
        expect(found(await world.verify())).toEqual([`unreadable lib: ${third} ${second} ${first}`]);
    });
    test('a missing file, whose directory has another time for that reason alone', async () => {
        world.disk.remove(world.at(second, 'lib/a.js'));
        expect(found(await world.verify())).toEqual([`missing lib/a.js: ${second}`]);
    });
    test('a missing directory, which is one loss', async () => {
        world.disk.remove(world.at(second, 'lib'));
        const report = await world.verify();
        expect(found(report)).toEqual([`missing lib: ${second}`]);
        expect(report.damaged[0]?.below).toBe(2);
    });
    test('something that was never stored there', async () => {
        world.disk.write(world.at(second, 'lib/note.txt'), 'by hand');
        expect(found(await world.verify())).toEqual([`extra lib/note.txt: ${second}`]);
    });
    test('something added in the place of something missing', async () => {
        world.disk.rename(world.at(second, 'lib/a.js'), world.at(second, 'lib/c.js'));
        const report = await world.verify();
        expect(found(report)).toEqual([`missing lib/a.js: ${second}`, `extra lib/c.js: ${second}`]);
    });
    test.each([
        ['another mode', { mode: 0o600 }, 'mode 600 instead of 644'],
        ['another time', { mtimeNs: 5n }, 'another time of its last change']
    ])('%s, with bytes that are right', async (_, attributes, why) => {
        world.disk.set(world.at(first, 'top'), attributes);
        const report = await world.verify();
        expect(found(report)).toEqual([`attributes top: ${third} ${second} ${first}`]);
        expect(report.damaged[0]).toMatchObject({ why });
        expect(world.known()).toEqual([]);
    });
    test('another owner, where owners are kept', async () => {
        world = new VerifyWorld({ isRoot: true });
        [first, second, third] = await world.takeThree();
        world.disk.set(world.at(first, 'top'), { uid: 7 });
        expect((await world.verify()).damaged[0]?.why).toBe('owner 7:1001 instead of 1001:1001');
    });
    test('a directory of which nothing but the time differs', async () => {
        world.disk.set(world.at(first, 'lib'), { mtimeNs: 5n });
        expect(found(await world.verify())).toEqual([`attributes lib: ${first}`]);
    });
    test('a symlink that took a file’s place, and one that points elsewhere', async () => {
        world.source.disk.symlink('/ws/dist/current', 'v1');
        world.clock.step(1);
        await world.take();
        const last = world.ids().at(-1) ?? '';
        world.disk.symlink(world.at(last, 'current'), 'v2');
        world.disk.symlink(world.at(second, 'top'), '/etc/passwd');
        expect(found(await world.verify())).toEqual([`type top: ${second}`, `target current: ${last}`]);
    });
    test('a damaged manifest, a missing one, and one of another snapshot', async () => {
        const manifest = (id) => `${seriesPath}/.snapshots/manifests/${id}.mtree`;
        const other = world.disk.at(manifest(first))?.data ?? '';
        world.disk.write(manifest(second), other);
        world.disk.remove(manifest(third));
        const report = await world.verify();
        expect(found(report)).toEqual([`manifest .: ${third}`, `manifest .: ${second}`]);
        expect(report.damaged.map(({ why }) => why)).toEqual([
            'its manifest is missing',
            'its manifest is not the one that its record tells of'
        ]);
        // The others go on.
        expect(report).toMatchObject({ snapshotsChecked: 3, filesChecked: 4 });
        world.disk.write(manifest(second), 'nonsense');
        expect((await world.verify()).damaged.map(({ why }) => why)).toContainEqual(expect.stringMatching(/cannot be used/));
    });
    test('a damaged record, whichever snapshot was asked for; its tree is held against its manifest all the same', async () => {
        world.disk.write(`${seriesPath}/.snapshots/records/${second}.json`, '{');
        world.disk.rot(world.at(second, 'version'), 'X');
        expect(found(await world.verify({ snapshot: { by: 'latest' } }))).toEqual([`record .: ${second}`]);
        expect(found(await world.verify())).toEqual([`record .: ${second}`, `content version: ${second}`]);
    });
    test('the same loss in two snapshots, told once', async () => {
        for (const id of [first, third])
            world.disk.remove(world.at(id, 'top'));
        expect(found(await world.verify())).toEqual([`missing top: ${third} ${first}`]);
    });
});
test('a file that vanishes while it is read is missing', async () => {
    const series = world.volume.series.bind(world.volume);
    world.volume.series = name => ({
        ...series(name),
        tree: id => ({
            ...series(name).tree(id),
            reread: async (files, onRead) => {
                const digests = await series(name).tree(id).reread(files, onRead);
                return digests.map((digest, at) => (files[at]?.path === 'top' ? undefined : digest));
            }
        })
    });
    const report = await world.verify();
    expect(report.damaged[0]).toMatchObject({ kind: 'missing', path: 'top', why: 'it vanished while it was verified' });
});
test('a run that is cancelled while it reads ends at once', async () => {
    const series = world.volume.series.bind(world.volume);
    const cancelled = new Failure('cancelled', 'Cancelled.');
    for (const method of ['look', 'reread', 'list']) {
        world.volume.series = name => ({
            ...series(name),
            tree: id => ({ ...series(name).tree(id), [method]: () => Promise.reject(cancelled) })
        });
        await expect(world.verify()).rejects.toThrow('Cancelled.');
    }
    world.volume.series = name => ({ ...series(name), manifest: () => Promise.reject(cancelled) });
    await expect(world.verify()).rejects.toThrow('Cancelled.');
});
test('hostile names are data in all of it', async () => {
    const name = '::error::x\u001b[31m\n##[group]y';
    world.source.write(name, 'hostile');
    await world.take();
    world.disk.rot(world.at(world.ids()[3] ?? '', name), 'HOSTILE');
    const report = await world.verify();
    expect(report.damaged[0]?.path).toBe(name);
});
