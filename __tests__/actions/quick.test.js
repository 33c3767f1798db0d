// compare: quick, rsync's own comparison by size and time: cheap, and only as right as the times are.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('a', 'bytes of a');
    world.source.write('lib/b', 'bytes of b');
    world.source.disk.symlink('/ws/dist/current', 'lib');
});
const quick = { compare: 'quick' };
describe('what is linked', () => {
    test('files of the same size and time; the manifest knows their content', async () => {
        const first = await world.take(quick);
        expect(first).toMatchObject({ compare: 'quick', counts: { files: 2, filesCopied: 2, filesAdded: 2, symlinks: 1 } });
        expect(first.causes).toEqual([{ cause: 'new', files: 2, bytes: 20 }]);
        world.source.write('lib/b', 'other bytes');
        const second = await world.take(quick);
        expect(second.counts).toMatchObject({ filesLinked: 1, filesCopied: 1, filesChanged: 1 });
        expect(second.causes).toEqual([{ cause: 'content', files: 1, bytes: 11 }]);
        expect(world.stored(second.snapshot)).toEqual(world.built());
    });
    test('nothing of a rebuilt tree, and the cause says why', async () => {
        await world.take(quick);
        world.source.rebuild();
        const { counts, causes, warnings } = await world.take(quick);
        expect(counts).toMatchObject({ filesLinked: 0, filesCopied: 2, filesChanged: 2 });
        expect(causes).toEqual([{ cause: 'mtime', files: 2, bytes: 20 }]);
        expect(warnings).toEqual([]);
    });
    test('the old bytes, where a build clamps its times: the price of trusting them', async () => {
        world.source.write('a', 'old bytes', { mtimeNs: 1000000000n });
        await world.take(quick);
        world.source.write('a', 'new bytes', { mtimeNs: 1000000000n });
        const { snapshot } = await world.take(quick);
        expect(world.stored(snapshot)).toMatchObject({ a: 'old bytes' });
        expect(world.stored((await world.take()).snapshot)).toMatchObject({ a: 'new bytes' });
    });
    test('what is in further series', async () => {
        await world.take(quick);
        const report = await world.take({ ...quick, name: 'acme/feature', linkFrom: [seriesName] });
        expect(report).toMatchObject({ base: { series: seriesName }, counts: { filesLinked: 2, filesCopied: 0 } });
    });
});
describe('why files are stored again', () => {
    test('permissions and owner', async () => {
        world = new World({ isRoot: true });
        for (const name of ['mode', 'owner', 'same'])
            world.source.write(name, `${name} bytes`);
        await world.take(quick);
        world.source.disk.set('/ws/dist/mode', { mode: 0o755 });
        world.source.disk.set('/ws/dist/owner', { uid: 7 });
        const { counts, causes } = await world.take(quick);
        expect(counts).toMatchObject({ filesLinked: 1, filesCopied: 2 });
        expect(causes.map(({ cause }) => cause).sort()).toEqual(['mode', 'owner']);
    });
    test.each([
        [
            'edited',
            (path) => {
                world.disk.edit(path, 'edited inside');
            }
        ],
        [
            'given other permissions',
            (path) => {
                world.disk.set(path, { mode: 0o600 });
            }
        ],
        [
            'given to another owner',
            (path) => {
                world.disk.set(path, { uid: 7 });
            }
        ],
        [
            'touched',
            (path) => {
                world.disk.set(path, { mtimeNs: 1n });
            }
        ],
        [
            'deleted',
            (path) => {
                world.disk.remove(path);
            }
        ]
    ])('a file that was %s inside the base is not carried forward, with a warning', async (_, tamper) => {
        world = new World({ isRoot: true });
        world.source.write('a', 'bytes of a');
        world.source.write('b', 'bytes of b');
        const first = await world.take(quick);
        tamper(`${seriesPath}/${first.snapshot}/a`);
        world.volume.kept.clear();
        const { snapshot, causes, warnings } = await world.take(quick);
        expect(world.stored(snapshot)).toEqual(world.built());
        expect(causes).toEqual([{ cause: 'altered', files: 1, bytes: 10 }]);
        expect(warnings).toEqual([expect.stringMatching(/no longer holds what was stored/)]);
    });
    test('no more links to one file, which rsync passes over in silence', async () => {
        for (let at = 0; at < 200; at++)
            world.source.write(`licences/${at}`, 'one for all', { mtimeNs: 5n });
        await world.take();
        world.disk.linkLimit = 200;
        const { counts, causes, warnings } = await world.take(quick);
        expect(counts).toMatchObject({ filesLinked: 2, filesCopied: 200, filesChanged: 0 });
        expect(causes).toEqual([{ cause: 'link-limit', files: 200, bytes: 2200 }]);
        expect(warnings).toEqual([expect.stringMatching(/as many links as the filesystem allows/)]);
    });
    test('links do not work there', async () => {
        world.disk.linkRefusal = 'EPERM';
        await world.take({ ...quick, requireHardlinks: false });
        const { causes } = await world.take({ ...quick, requireHardlinks: false });
        expect(causes).toEqual([{ cause: 'refused', files: 2, bytes: 20 }]);
    });
});
describe('files that change meanwhile', () => {
    test('vanish: the rest is stored', async () => {
        await world.take(quick);
        world.source.write('lib/new', 'n');
        world.source.afterScan = () => {
            world.source.remove('lib/new');
            world.source.remove('a');
        };
        const report = await world.take({ ...quick, onVanished: 'warn' });
        expect(report.counts).toMatchObject({ files: 1, filesLinked: 1, filesAdded: 0, filesRemoved: 1 });
        expect(report.warnings).toEqual([expect.stringMatching(/^2 paths vanished/)]);
    });
    test('vanish right after they were copied: they were stored whole, and stay', async () => {
        world.source.afterCopyOf = path => {
            if (path === 'lib/b')
                world.source.remove(path);
        };
        const report = await world.take(quick);
        expect(report).toMatchObject({ counts: { files: 2 }, warnings: [] });
        expect(world.stored(report.snapshot)).toMatchObject({ 'lib/b': 'bytes of b' });
    });
    test('change after they were listed: what is there now is stored', async () => {
        await world.take(quick);
        world.source.afterScan = () => {
            world.source.write('a', 'written late');
        };
        const { snapshot, causes } = await world.take(quick);
        expect(world.stored(snapshot)).toEqual(world.built());
        expect(causes).toEqual([{ cause: 'content', files: 1, bytes: 12 }]);
    });
    test('are written again with the same bytes: only their time is new', async () => {
        await world.take(quick);
        world.source.afterScan = () => {
            world.source.write('a', 'bytes of a');
        };
        const { causes, warnings } = await world.take(quick);
        expect(causes).toEqual([{ cause: 'mtime', files: 1, bytes: 10 }]);
        expect(warnings).toEqual([]);
    });
    test('what cannot be read back is a defect of the volume, and nothing is published', async () => {
        world.volume.unreadable = path => path.endsWith('lib/b');
        await expect(world.take(quick)).rejects.toThrow('cannot be read back');
        expect(world.ids()).toEqual([]);
    });
});
