// Restores in memory: what comes back, what is left as it is, what is read, and what a run says of it.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { restoreOutputs } from "../../src/core/report/restore-outputs.js";
import { RestoreWorld, targetPath } from "../support/fakes/restore-world.js";
import { seriesName } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new RestoreWorld();
    world.source.write('a.js', 'a');
    world.source.write('lib/b.js', 'bb', { mode: 0o755 });
    world.source.write('lib/deep/c.js', 'ccc', { mode: 0o400 });
    world.source.disk.symlink('/ws/dist/lib/link', '../a.js');
    world.source.disk.makeDirectory('/ws/dist/empty', 0o700);
});
describe('into nothing', () => {
    test('brings back content, modes, symlinks and mtimes as the source had them', async () => {
        const { snapshot } = await world.take();
        const source = world.source.disk
            .under('/ws/dist')
            .map(([path, inode]) => [path, inode.mode, inode.mtimeNs, inode.data]);
        const report = await world.restore();
        expect(world.attributes()).toEqual(world.wanted(snapshot));
        expect(world.target.disk.under(targetPath).map(([path, inode]) => [path, inode.mode, inode.mtimeNs, inode.data])).toEqual(source);
        expect(report).toMatchObject({
            status: 'restored',
            from: { series: seriesName, snapshot, isExact: true },
            counts: {
                files: 3,
                directories: 4,
                symlinks: 1,
                filesSame: 0,
                filesAdjusted: 0,
                filesWritten: 3,
                symlinksMade: 1,
                directoriesMade: 4
            },
            bytes: { bytes: 6, bytesWritten: 6 },
            warnings: []
        });
    });
    test('brings the mtime that each snapshot had, not the one of the inode that they share', async () => {
        const { snapshot: first } = await world.take();
        world.source.rebuild();
        const { snapshot: second } = await world.take();
        const [before, after] = [world.wanted(first), world.wanted(second)];
        expect(before).not.toEqual(after);
        await world.restore({ selector: { by: 'id', start: first } });
        expect(world.attributes()).toEqual(before);
        await world.restore();
        expect(world.attributes()).toEqual(after);
    });
    test('makes no link into the snapshot', async () => {
        await world.take();
        await world.restore();
        for (const [, inode] of world.target.disk.under(targetPath))
            expect(inode.links).toBe(1);
    });
});
describe('into what is there already', () => {
    test('reads no stored file and writes nothing when it is the same', async () => {
        await world.take();
        await world.restore();
        const before = world.target.disk.dump('/work');
        const report = await world.restore();
        expect(world.target.disk.dump('/work')).toEqual(before);
        expect(world.target.reads).toEqual([]);
        expect(report).toMatchObject({ status: 'unchanged', counts: { filesSame: 3, filesWritten: 0, directoriesMade: 0 } });
        expect(restoreOutputs(report, '/r')).toMatchObject({ restored: 'true', verified: 'true', 'files-written': '0' });
    });
    test('brings only what differs', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.write('a.js', 'other');
        const report = await world.restore();
        expect(world.target.reads).toEqual(['a.js']);
        expect(world.attributes()).toEqual(world.wanted(snapshot));
        expect(report).toMatchObject({
            status: 'restored',
            counts: { filesSame: 2, filesWritten: 1 },
            bytes: { bytesWritten: 1 }
        });
    });
    test('finds other bytes of the same size and time, and the same bytes of another time', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.target.disk.rot(`${targetPath}/lib/b.js`, 'xx');
        world.target.disk.set(`${targetPath}/a.js`, { mtimeNs: 5n, mode: 0o600 });
        const report = await world.restore();
        expect(world.target.reads).toEqual(['lib/b.js']);
        expect(world.attributes()).toEqual(world.wanted(snapshot));
        expect(report.counts).toMatchObject({ filesSame: 1, filesAdjusted: 1, filesWritten: 1 });
    });
    test('trusts size and time when nothing is to be verified', async () => {
        await world.take();
        await world.restore();
        world.target.disk.rot(`${targetPath}/lib/b.js`, 'xx');
        const report = await world.restore({ verify: false });
        expect(report.status).toBe('unchanged');
        expect(world.at('lib/b.js')?.data).toBe('xx');
        expect(restoreOutputs(report, '').verified).toBe('false');
    });
    test('gives directories their attributes back, when only these differ', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.target.disk.set(`${targetPath}/lib`, { mode: 0o700, mtimeNs: 3n });
        expect(await world.restore()).toMatchObject({ status: 'restored', counts: { filesWritten: 0, filesSame: 3 } });
        expect(world.attributes()).toEqual(world.wanted(snapshot));
    });
    test('leaves what the snapshot does not have', async () => {
        await world.take();
        world.write('own/file', 'mine');
        await world.restore();
        expect(world.there()).toMatchObject({ 'own/file': 'mine', 'a.js': 'a' });
    });
    test('replaces a symlink, and never writes where it leads', async () => {
        const { snapshot } = await world.take();
        world.target.disk.makeDirectories(targetPath);
        world.target.disk.symlink(`${targetPath}/lib`, '/work/canary');
        world.target.disk.symlink(`${targetPath}/a.js`, '/work/canary/of-others');
        await world.restore();
        expect(world.attributes()).toEqual(world.wanted(snapshot));
    });
    test('replaces files where directories belong, and empty directories where files do', async () => {
        const { snapshot } = await world.take();
        world.write('lib', 'a file');
        world.target.disk.makeDirectory(`${targetPath}/a.js`);
        await world.restore();
        expect(world.attributes()).toEqual(world.wanted(snapshot));
    });
    test('clears what an interrupted restore left, also when there is nothing else to do', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.write('.snapshot-restore/000001', 'half');
        expect(await world.restore()).toMatchObject({ status: 'restored', counts: { filesSame: 3, filesWritten: 0 } });
        expect(world.attributes()).toEqual(world.wanted(snapshot));
        world.write('.snapshot-restore/000001', 'half');
        expect(await world.restore({ paths: ['a.js'] })).toMatchObject({ counts: { filesSame: 1, filesWritten: 0 } });
    });
    test('looks again where another restore has been there before it has the lock', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.write('a.js', 'older');
        world.target.beforeBegin = () => {
            world.target.mark = 'of another restore';
            world.write('lib/b.js', 'bb of the other one');
            world.write('a.js', 'a');
            world.write('extra', 'of the other one');
        };
        const report = await world.restore({ clean: true });
        expect(world.attributes()).toEqual(world.wanted(snapshot));
        expect(report).toMatchObject({
            status: 'restored',
            counts: { filesSame: 1, filesAdjusted: 1, filesWritten: 1, filesRemoved: 1 },
            removed: ['extra']
        });
    });
    test('writes nothing where another restore has made it impossible meanwhile', async () => {
        await world.take();
        world.target.beforeBegin = () => {
            world.target.mark = 'of another restore';
            world.write('a.js/precious', 'x');
        };
        await expect(world.restore()).rejects.toThrow(/a directory with something in it stands/);
        expect(world.there()).toEqual({ 'a.js/': '', 'a.js/precious': 'x' });
    });
    test('falls back to the snapshot where a file of the target changes meanwhile', async () => {
        const { snapshot } = await world.take();
        await world.restore();
        world.target.disk.set(`${targetPath}/a.js`, { mtimeNs: 5n });
        world.target.beforePut = () => {
            world.target.disk.edit(`${targetPath}/a.js`, 'z');
        };
        await world.restore();
        expect(world.attributes()).toEqual(world.wanted(snapshot));
    });
});
describe('owners', () => {
    test('come back when root restores what root has stored', async () => {
        world = new RestoreWorld({ isRoot: true });
        world.source.write('mine', 'm', { uid: 7, gid: 8 });
        await world.take();
        await world.restore();
        expect(world.at('mine')).toMatchObject({ uid: 7, gid: 8 });
        world.target.disk.set(`${targetPath}/mine`, { uid: 9 });
        expect(await world.restore()).toMatchObject({ status: 'restored', counts: { filesAdjusted: 1 } });
        expect(world.at('mine')).toMatchObject({ uid: 7, gid: 8 });
    });
    test('do not when anyone else does, which is told', async () => {
        world = new RestoreWorld({ isRoot: true });
        world.source.write('mine', 'm', { uid: 7, gid: 8 });
        await world.take();
        Object.assign(world.machine, { isRoot: false });
        const report = await world.restore();
        expect(world.at('mine')).toMatchObject({ uid: 0, gid: 0 });
        expect(report.notes).toEqual([expect.stringMatching(/^Owners are not brought back: only root/)]);
        expect((await world.restore()).status).toBe('unchanged');
    });
});
test('files may share their blocks with what is stored', async () => {
    world.target.canReflink = true;
    await world.take();
    expect((await world.restore()).counts).toMatchObject({ filesWritten: 3, filesReflinked: 3 });
});
test('what an interrupted restore had left in the source is not brought back', async () => {
    world.source.write('.snapshot-restore/000001', 'half');
    await world.take();
    const report = await world.restore();
    expect(Object.keys(world.there())).toEqual([
        'a.js',
        'empty/',
        'lib/',
        'lib/b.js',
        'lib/deep/',
        'lib/deep/c.js',
        'lib/link'
    ]);
    expect(report).toMatchObject({ status: 'restored', counts: { files: 3 } });
    expect(report.warnings).toEqual([expect.stringContaining('(.snapshot-restore), which is not brought back')]);
});
