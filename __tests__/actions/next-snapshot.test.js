// The main job: a first snapshot, and the ones after it, which store only what is new.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
const block = 4096;
/** A build of 200 files of 5,000 bytes, so two blocks each, in 5 directories, and a symlink. 1 % are of this version. */
function build(version) {
    for (let at = 0; at < 200; at++) {
        const isOfVersion = at % 100 === 7;
        world.source.write(`lib/part-${at % 4}/file-${at}.js`, `${at} ${isOfVersion ? version : ''}`.padEnd(5000, '.'));
    }
    world.source.disk.symlink('/ws/dist/main.js', 'lib/part-0/file-0.js');
}
describe('a first snapshot', () => {
    test('is the whole tree, and latest points to it', async () => {
        build('1');
        const report = await world.take({ tags: ['nightly'], pin: true });
        expect(report).toMatchObject({
            status: 'created',
            snapshot: '2026-11-21T02-00-00Z',
            snapshotPath: `${seriesPath}/2026-11-21T02-00-00Z`,
            latestPath: `${seriesPath}/latest`,
            changed: true,
            counts: { files: 200, filesLinked: 0, filesCopied: 200, filesAdded: 200, directories: 6, symlinks: 1 },
            bytes: { bytes: 1_000_000, bytesLinked: 0, bytesAdded: (400 + 6) * block, bytesOnDisk: (400 + 6) * block },
            causes: [{ cause: 'new', files: 200, bytes: 1_000_000 }],
            totals: { snapshots: 1, bytes: (400 + 6) * block },
            warnings: [],
            rsync: 'rsync 3.2.7'
        });
        expect(report.base).toBeUndefined();
        expect(world.stored(report.snapshot)).toEqual(world.built());
        expect(world.record(report.snapshot)).toMatchObject({
            series: seriesName,
            program: '1.2.3',
            tags: ['nightly'],
            pinned: true,
            run: { runId: '17' },
            ownersKept: false
        });
        expect(report.notes).toEqual([expect.stringContaining('Owners are left alone')]);
    });
    test('of what several paths name has only those, below the root', async () => {
        build('1');
        world.source.disk.write('/ws/README.md', 'read me');
        world.source.disk.write('/ws/notes.txt', 'not asked for');
        const { snapshot } = await world.take({ path: ['README.md', 'dist/lib/part-1'] });
        const stored = Object.keys(world.stored(snapshot));
        expect(stored).toHaveLength(51);
        expect(stored).toEqual(expect.arrayContaining(['README.md', 'dist/lib/part-1/file-1.js']));
    });
    test('is possible on a volume that is not on this machine, or has no fixed number of inodes', async () => {
        build('1');
        world.volume.isHere = false;
        expect((await world.take()).free.inodes).toBeUndefined();
    });
    test('of a top directory that its owner may not write to is u+rwx, and its manifest knows better', async () => {
        world.source.write('a', 'a');
        world.source.disk.set('/ws/dist', { mode: 0o555 });
        const { snapshot } = await world.take();
        expect(world.disk.at(`${seriesPath}/${snapshot}`)?.mode).toBe(0o755);
        expect(world.manifest(snapshot)[0]).toMatchObject({ path: '.', mode: 0o755, sourceMode: 0o555 });
    });
    test('asks for exactly what the inputs say is to be listed', async () => {
        build('1');
        await world.take({
            include: ['*.js'],
            exclude: ['*'],
            filterFile: '/ws/.rsync-filter',
            excludeSecrets: false,
            oneFileSystem: true,
            rsyncArgs: ['--max-size=1G', '--fsync']
        });
        expect(world.source.request).toEqual({
            path: ['dist'],
            workspace: '/ws',
            root: '/ws',
            include: ['*.js'],
            exclude: ['*'],
            filterFile: '/ws/.rsync-filter',
            excludeSecrets: false,
            oneFileSystem: true,
            listingArgs: ['--max-size=1G']
        });
    });
    test('says what was left out', async () => {
        build('1');
        world.source.secrets = [{ path: '.env', why: '.env' }];
        world.source.specials = [{ path: 'pipe', why: 'socket or FIFO' }];
        const report = await world.take();
        expect(report).toMatchObject({ secrets: world.source.secrets, specials: world.source.specials });
        expect(world.reporter.infos).toEqual(expect.arrayContaining([expect.stringMatching(/secrets.*\.env/), expect.stringMatching(/sockets.*pipe/)]));
    });
});
describe('the next snapshot', () => {
    test('of a rebuilt tree with 1 % changed links all the rest, although every mtime is new', async () => {
        build('1');
        const first = await world.take();
        build('2');
        const second = await world.take();
        expect(second).toMatchObject({
            status: 'created',
            base: { id: first.snapshot, series: seriesName },
            changed: true,
            counts: {
                ...{ files: 200, filesLinked: 198, filesCopied: 2 },
                ...{ filesAdded: 0, filesChanged: 2, filesMoved: 0, filesRemoved: 0 }
            },
            // Two files of two blocks each, and every directory again.
            bytes: { bytes: 1_000_000, bytesLinked: 990_000, bytesAdded: (4 + 6) * block, bytesOnDisk: (400 + 6) * block },
            causes: [{ cause: 'content', files: 2, bytes: 10_000 }],
            largest: [
                { path: 'lib/part-3/file-7.js', bytes: 5000, cause: 'content' },
                { path: 'lib/part-3/file-107.js', bytes: 5000, cause: 'content' }
            ].sort((a, b) => (a.path < b.path ? -1 : 1)),
            totals: { snapshots: 2, bytes: 2 * (400 + 6) * block },
            warnings: []
        });
        expect(second.history.map(({ id, filesLinked }) => [id, filesLinked])).toEqual([
            [first.snapshot, 0],
            [second.snapshot, 198]
        ]);
        expect(world.stored(second.snapshot)).toEqual(world.built());
        expect(world.stored(first.snapshot)).not.toEqual(world.built());
    });
    test('knows the exact mtime each file had, while the linked inode keeps its own', async () => {
        world.source.write('a', 'same bytes');
        await world.take();
        world.source.rebuild();
        const { snapshot } = await world.take();
        const mtimeNs = world.source.disk.at('/ws/dist/a')?.mtimeNs;
        const entry = world.manifest(snapshot).find(({ path }) => path === 'a');
        expect(entry?.mtimeNs).toBe(mtimeNs);
        expect(entry?.storedMtimeNs).toBe(world.disk.at(`${seriesPath}/${snapshot}/a`)?.mtimeNs);
        expect(entry?.storedMtimeNs).not.toBe(mtimeNs);
    });
    test('of the same tree adds its directories, and says that nothing changed', async () => {
        build('1');
        const first = await world.take();
        world.source.rebuild();
        const second = await world.take();
        expect(second).toMatchObject({
            changed: false,
            digest: first.digest,
            counts: { filesLinked: 200, filesCopied: 0 },
            bytes: { bytesAdded: 6 * block },
            causes: [],
            largest: []
        });
    });
    test('links a file that moved, and one that was doubled', async () => {
        world.source.write('old/engine.js', 'engine'.repeat(1000));
        world.source.write('stays.js', 'stays'.repeat(1000));
        const first = await world.take();
        world.source.disk.rename('/ws/dist/old/engine.js', '/ws/dist/engine.js');
        world.source.disk.remove('/ws/dist/old');
        world.source.write('copy.js', 'stays'.repeat(1000));
        const { snapshot, counts, bytes } = await world.take();
        expect(counts).toMatchObject({ filesLinked: 3, filesCopied: 0, filesMoved: 1, filesAdded: 1, filesRemoved: 0 });
        expect(bytes.bytesAdded).toBe(block);
        const inode = (path) => world.disk.at(`${seriesPath}/${path}`)?.ino;
        expect(inode(`${snapshot}/engine.js`)).toBe(inode(`${first.snapshot}/old/engine.js`));
        expect(inode(`${snapshot}/copy.js`)).toBe(inode(`${first.snapshot}/stays.js`));
    });
    test('stores equal new files once, and an empty file each time', async () => {
        world.source.write('a/licence', 'the same licence');
        world.source.write('b/licence', 'the same licence');
        world.source.write('a/empty', '');
        world.source.write('b/empty', '');
        const { snapshot, counts, bytes } = await world.take();
        expect(counts).toMatchObject({ files: 4, filesCopied: 3, filesLinked: 1, filesAdded: 4 });
        expect(bytes).toMatchObject({ bytes: 32, bytesLinked: 16, bytesAdded: 4 * block });
        expect(world.disk.at(`${seriesPath}/${snapshot}/b/licence`)?.links).toBe(2);
        expect(world.disk.at(`${seriesPath}/${snapshot}/b/empty`)?.links).toBe(1);
    });
    test('does all that on a volume that holds only whole seconds', async () => {
        world.disk.granularityNs = 1000000000n;
        for (let at = 0; at < 9; at++)
            world.source.write(`lib/${at}`, 'one licence for all');
        expect((await world.take()).counts).toMatchObject({ filesCopied: 1, filesLinked: 8 });
        world.source.rebuild();
        expect(await world.take()).toMatchObject({ counts: { filesCopied: 0, filesLinked: 9 }, warnings: [] });
    });
    test('shares symlinks too, and makes those that point elsewhere', async () => {
        world.source.write('a', 'a');
        world.source.disk.symlink('/ws/dist/current', 'v1');
        world.source.disk.symlink('/ws/dist/same', '../anywhere');
        await world.take();
        world.source.disk.symlink('/ws/dist/current', 'v2');
        world.source.disk.symlink('/ws/dist/same', '../anywhere');
        const { snapshot, counts } = await world.take();
        expect(counts).toMatchObject({ symlinks: 2, files: 1 });
        expect(world.stored(snapshot)).toEqual({ a: 'a', current: 'v2', same: '../anywhere' });
        expect(world.disk.at(`${seriesPath}/${snapshot}/same`)?.links).toBe(2);
    });
    test('keeps files with holes and empty directories', async () => {
        world.source.write('image', '\0'.repeat(100_000), { sparse: 8192 });
        world.source.disk.makeDirectory('/ws/dist/empty');
        const { snapshot, bytes } = await world.take();
        expect(bytes.bytesAdded).toBe(8192 + 2 * block);
        expect(world.disk.at(`${seriesPath}/${snapshot}/empty`)?.type).toBe('dir');
    });
});
