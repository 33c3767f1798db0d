// Links that cannot be made, bases that cannot be used: the snapshot is whole all the same, and says what it cost and why.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
const own = `${seriesPath}/.snapshots`;
const inodeOf = (id, path) => world.disk.at(`${seriesPath}/${id}/${path}`)?.ino;
describe('an earlier snapshot that was tampered with', () => {
    test.each([
        [
            'edited',
            (path) => {
                world.disk.edit(path, 'edited inside');
            }
        ],
        [
            'edited with its mtime put back',
            (path) => {
                const mtimeNs = world.disk.at(path)?.mtimeNs ?? 0n;
                world.disk.edit(path, 'longer than it was');
                world.disk.set(path, { mtimeNs });
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
    ])('a file that was %s is stored anew, with a warning', async (_, tamper) => {
        world.source.write('lib/a', 'as built: a');
        world.source.write('lib/b', 'as built: b');
        const first = await world.take();
        tamper(`${seriesPath}/${first.snapshot}/lib/a`);
        // Who changes a snapshot by hand makes the kept disk use wrong; that it is counted anew then is not the subject here.
        world.volume.kept.clear();
        const second = await world.take();
        expect(world.stored(second.snapshot)).toEqual({ 'lib/a': 'as built: a', 'lib/b': 'as built: b' });
        expect(second.counts).toMatchObject({ filesLinked: 1, filesCopied: 1, filesChanged: 0 });
        expect(second.causes).toEqual([{ cause: 'altered', files: 1, bytes: 11 }]);
        expect(second.warnings).toEqual([
            expect.stringMatching(/^One file could not be linked, because the base no longer/)
        ]);
        expect((await world.take()).warnings).toEqual([]);
    });
    test('a symlink of it that is gone is made anew', async () => {
        world.source.write('a', 'a');
        world.source.disk.symlink('/ws/dist/current', 'v1');
        const first = await world.take();
        world.disk.remove(`${seriesPath}/${first.snapshot}/current`);
        const second = await world.take();
        expect(world.stored(second.snapshot)).toEqual({ a: 'a', current: 'v1' });
        expect(second.counts).toMatchObject({ filesLinked: 1, symlinks: 1 });
    });
});
describe('the filesystem makes no more links', () => {
    test('to one inode: one fresh copy, and the others are linked to that', async () => {
        for (const name of ['a', 'b', 'c', 'd', 'e'])
            world.source.write(name, 'one licence for all');
        const first = await world.take();
        expect(first.counts).toMatchObject({ filesCopied: 1, filesLinked: 4 });
        world.disk.linkLimit = 7;
        const second = await world.take();
        expect(second.counts).toMatchObject({ files: 5, filesCopied: 1, filesLinked: 4, filesChanged: 0 });
        expect(second.causes).toEqual([{ cause: 'link-limit', files: 1, bytes: 19 }]);
        expect(second.warnings).toEqual([expect.stringMatching(/as many links as the filesystem allows/)]);
        expect(world.disk.at(`${seriesPath}/${second.snapshot}/e`)?.links).toBe(3);
        expect(inodeOf(second.snapshot, 'a')).toBe(inodeOf(first.snapshot, 'a'));
    });
    test('of a first snapshot of equal files: as many copies as are needed', async () => {
        for (let at = 0; at < 9; at++)
            world.source.write(`lib/${at}`, 'one licence for all');
        world.disk.linkLimit = 3;
        const report = await world.take();
        expect(report.counts).toMatchObject({ files: 9, filesCopied: 3, filesLinked: 6 });
        expect(report.causes.map(({ cause, files }) => [cause, files])).toEqual([
            ['link-limit', 2],
            ['new', 1]
        ]);
    });
});
describe('every link is refused', () => {
    test.each([
        ['EXDEV', 'other-filesystem', /another filesystem.*Keep a series on one filesystem/],
        ['EPERM', 'refused', /the kernel or the filesystem refused it/]
    ])('with %s: full copies, counted as %s, with a warning', async (code, cause, says) => {
        for (let at = 0; at < 1200; at++)
            world.source.write(`lib/${at}`, `file ${at}`);
        await world.take();
        world.volume.beforeCopy = () => (world.disk.linkRefusal = undefined);
        world.volume.afterProbe = () => (world.disk.linkRefusal = code);
        const { snapshot, counts, causes, warnings, bytes } = await world.take();
        expect(counts).toMatchObject({ files: 1200, filesLinked: 0, filesCopied: 1200, filesChanged: 0 });
        expect(causes).toMatchObject([{ cause, files: 1200 }]);
        expect(warnings).toEqual([expect.stringMatching(/^1,200 files/)]);
        expect(warnings[0]).toMatch(says);
        expect(bytes.bytesAdded).toBe(bytes.bytesOnDisk);
        expect(world.stored(snapshot)).toEqual(world.built());
    });
});
describe('which snapshot is the base', () => {
    beforeEach(async () => {
        world.source.write('a', 'first');
        await world.take();
        world.source.write('b', 'second');
        await world.take();
    });
    test.each([
        [
            'is gone',
            (id) => {
                world.disk.remove(`${own}/manifests/${id}.mtree`);
            },
            /The manifest of .* \(ENOENT/
        ],
        [
            'lost its end',
            (id) => {
                world.disk.edit(`${own}/manifests/${id}.mtree`, '#mtree\n');
            },
            /The manifest of .* \(manifest line/
        ]
    ])("the newest one's manifest %s: the next older one, with a warning", async (_, damage, says) => {
        const [older, newest = ''] = world.ids();
        damage(newest);
        const report = await world.take();
        expect(report).toMatchObject({ base: { id: older }, counts: { filesLinked: 1, filesCopied: 1, filesAdded: 1 } });
        expect(report.warnings).toEqual([expect.stringMatching(says)]);
        expect(report.warnings[0]).toContain(newest);
    });
    test("the newest one's record is damaged: the next older one, with a warning, and it is not in the history", async () => {
        const [older, newest = ''] = world.ids();
        world.disk.edit(`${own}/records/${newest}.json`, '{"format":1}');
        const report = await world.take();
        expect(report).toMatchObject({ base: { id: older }, totals: { snapshots: 2 } });
        expect(report.warnings).toEqual([expect.stringMatching(/^The record of .* cannot be used \(the record is damaged/)]);
        expect(report.history.map(({ id }) => id)).toEqual([older, report.snapshot]);
    });
    test('a tree without a record is foreign: it is no base, and nothing is said of it', async () => {
        const newest = world.ids().at(-1);
        world.disk.write(`${seriesPath}/2026-11-22T12-00-00Z/theirs`, 'by hand');
        expect(await world.take()).toMatchObject({ base: { id: newest }, warnings: [] });
    });
    test('none is usable: everything is stored', async () => {
        for (const id of world.ids())
            world.disk.remove(`${own}/manifests/${id}.mtree`);
        const report = await world.take();
        expect(report.base).toBeUndefined();
        expect(report.counts).toMatchObject({ filesLinked: 0, filesCopied: 2, filesAdded: 2 });
        expect(report.warnings).toHaveLength(2);
    });
    test('another series, when this one has none yet', async () => {
        const main = world.ids().at(-1) ?? '';
        const name = 'acme/app/build/feature';
        world.source.write('c', 'of the feature');
        const report = await world.take({ name, linkFrom: [seriesName, 'acme/none-yet'] });
        expect(report).toMatchObject({
            series: name,
            base: { id: main, series: seriesName },
            counts: { filesLinked: 2, filesCopied: 1, filesAdded: 1 }
        });
        expect(world.record(report.snapshot, name).base).toEqual({ id: main, series: seriesName });
        expect(world.disk.at(`/mnt/backup/${name}/${report.snapshot}/a`)?.ino).toBe(inodeOf(main, 'a'));
        expect(world.reporter.infos).toContain('The series acme/none-yet has no complete snapshot to link against.');
    });
    test('another series after this one: own files first, theirs for what this one lacks', async () => {
        const name = 'acme/app/build/feature';
        world.source.remove('b');
        const first = await world.take({ name });
        world.source.write('b', 'second');
        const report = await world.take({ name, linkFrom: [seriesName, name] });
        expect(report).toMatchObject({
            base: { id: first.snapshot, series: name },
            counts: { filesLinked: 2, filesCopied: 0, filesAdded: 1 }
        });
        const inodes = ['a', 'b'].map(path => world.disk.at(`/mnt/backup/${name}/${report.snapshot}/${path}`)?.ino);
        expect(inodes).toEqual([
            world.disk.at(`/mnt/backup/${name}/${first.snapshot}/a`)?.ino,
            inodeOf(world.ids().at(-1) ?? '', 'b')
        ]);
    });
    test('never more than rsync takes', async () => {
        const linkFrom = [];
        for (let at = 0; at < 20; at++) {
            world.source.write('own', `of ${at}`);
            await world.take({ name: `other/${at}` });
            linkFrom.push(`other/${at}`);
        }
        // Only the last of them holds these bytes, and with the own series it would be the twenty-first base.
        expect((await world.take({ linkFrom })).counts).toMatchObject({ filesLinked: 2, filesCopied: 1 });
        world.source.write('own', 'of 18');
        expect((await world.take({ linkFrom })).counts).toMatchObject({ filesLinked: 3, filesCopied: 0 });
    });
});
