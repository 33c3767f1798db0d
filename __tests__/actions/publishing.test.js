// From the filled tree to the moment it is visible, and what is left when that moment does not come.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesPath, World } from "../support/fakes/world.js";
let world;
let first;
beforeEach(async () => {
    world = new World();
    world.source.write('a', 'a');
    world.source.write('lib/b', 'b');
    first = (await world.take()).snapshot;
    world.source.write('lib/b', 'B');
});
/** The newest snapshot is still the first one, and the next run succeeds without help. */
async function expectOnlyTheFirst() {
    expect(world.ids()).toEqual([first]);
    expect(world.latest()).toBe(first);
    const next = await world.take();
    expect(next).toMatchObject({ status: 'created', base: { id: first }, counts: { filesLinked: 1, filesCopied: 1 } });
    expect(world.leftovers()).toEqual([]);
}
describe('what was stored is not what was planned', () => {
    test.each([
        [
            'a file is missing',
            tree => {
                world.disk.remove(`${tree}/lib/b`);
            },
            'lib/b: is missing'
        ],
        [
            'a file is cut off',
            tree => {
                world.disk.rot(`${tree}/lib/b`, '');
            },
            'lib/b: has 0 bytes, not 1'
        ],
        [
            'a file has another mode',
            tree => {
                world.disk.set(`${tree}/lib/b`, { mode: 0o600 });
            },
            'lib/b: has mode 600, not 644'
        ],
        [
            'a file has another time',
            tree => {
                world.disk.set(`${tree}/lib/b`, { mtimeNs: 5n });
            },
            'lib/b: has another mtime'
        ],
        [
            'a directory has another mode',
            tree => {
                world.disk.set(`${tree}/lib`, { mode: 0o700 });
            },
            'lib: has mode 700, not 755'
        ],
        [
            'a file is a symlink',
            tree => {
                world.disk.symlink(`${tree}/lib/b`, '/etc/passwd');
            },
            'lib/b: is a link, not a file'
        ],
        [
            'a linked file is another one',
            tree => {
                world.disk.write(`${tree}/a`, 'a', { mtimeNs: world.disk.at(`${tree}/a`)?.mtimeNs ?? 0n });
            },
            'a: is not the file it was linked to'
        ]
    ])('%s', async (_, change, says) => {
        world.volume.afterSeal = tree => {
            change(tree);
        };
        const { kind, message } = await world.fails();
        expect(kind).toBe('stored');
        expect(message).toMatch(/^(1 stored path is|2 stored paths are) not what was to be stored, so nothing was published:\n/);
        expect(message.split('\n').slice(1)).toContain(`  ${says}`);
        expect(message).toMatch(/\nIf this happens again, the volume or its disk is at fault\.$/);
        world.volume.afterSeal = () => undefined;
        await expectOnlyTheFirst();
    });
    test('a symlink points elsewhere', async () => {
        world.source.disk.symlink('/ws/dist/current', 'v1');
        world.volume.afterSeal = tree => {
            world.disk.symlink(`${tree}/current`, 'v2');
        };
        expect((await world.fails()).message).toContain('current: points elsewhere');
    });
    test('many of them are counted, five are named', async () => {
        for (let at = 1; at <= 7; at++)
            world.source.write(`lib/new-${at}`, `${at}`);
        world.volume.afterSeal = tree => {
            for (let at = 1; at <= 7; at++)
                world.disk.rot(`${tree}/lib/new-${at}`, '');
        };
        expect((await world.fails()).message).toMatch(/^7 stored paths.*new-5: has 0 bytes, not 1\n {2}and 2 more\n/s);
    });
    test('another owner, where owners are kept', async () => {
        world = new World({ isRoot: true });
        world.source.write('a', 'a');
        world.volume.afterSeal = tree => {
            world.disk.set(`${tree}/a`, { uid: 7 });
        };
        expect((await world.fails()).message).toContain('a: has another owner');
    });
});
describe('a disk that lies', () => {
    beforeEach(() => {
        for (let at = 1; at <= 6; at++)
            world.source.write(`new-${at}`, `new ${at}`);
        world.volume.stores = (path, data) => (path.startsWith('new-') ? data.toUpperCase() : data);
    });
    test('is found by verify, before anything is published', async () => {
        const { kind, message } = await world.fails({ verify: true });
        expect(kind).toBe('stored');
        expect(message).toMatch(/^6 stored files read back with other bytes.*\n {2}new-1\n.*new-5\n {2}and 1 more\nCheck the volume's disk/s);
        world.volume.stores = (_, data) => data;
        const next = await world.take({ verify: true });
        expect(next).toMatchObject({ status: 'created', base: { id: first } });
        expect(world.reporter.infos).toContain('7 stored files read back and found right');
    });
});
describe('publishing breaks', () => {
    test.each(['manifest', 'record', 'rename'])('at the %s: nothing is published', async (step) => {
        world.volume.breaksAt = { step, error: new Error('EIO') };
        await expect(world.take()).rejects.toThrow('EIO');
        expect(world.disk.names(`${seriesPath}/.snapshots/records`)).toEqual([`${first}.json`]);
        expect(world.leftovers()).toEqual([]);
        world.volume.breaksAt = undefined;
        await expectOnlyTheFirst();
    });
    test('at latest: the snapshot stays, which is said, and the next run moves latest', async () => {
        world.volume.breaksAt = { step: 'latest', error: new Error('EIO') };
        await expect(world.take()).rejects.toThrow(/^Snapshot \S+ is complete and published\. What came after .*: EIO$/);
        const [, second = ''] = world.ids();
        expect(world.latest()).toBe(first);
        expect(world.stored(second)).toEqual(world.built());
        world.volume.breaksAt = { step: 'manifest', error: new Error('EIO again') };
        await expect(world.take()).rejects.toThrow('EIO again');
        expect(world.latest()).toBe(second);
        expect(world.reporter.infos).toContainEqual(expect.stringContaining(`points to ${second} again`));
        world.volume.breaksAt = undefined;
        expect(await world.take()).toMatchObject({ base: { id: second }, counts: { filesLinked: 2 } });
    });
    test('and clearing up does not work either: the first error is what is told', async () => {
        world.volume.breaksAt = { step: 'record', error: new Error('EIO') };
        world.volume.beforeCopy = () => (world.volume.clearingFails = new Error('EROFS'));
        await expect(world.take()).rejects.toThrow('EIO');
        expect(world.reporter.warnings).toEqual([expect.stringMatching(/is left for the next run to clear: EROFS/)]);
        expect(world.leftovers()).toHaveLength(1);
        Object.assign(world.volume, { clearingFails: undefined, beforeCopy: () => undefined, breaksAt: undefined });
        await expectOnlyTheFirst();
    });
    test('and the series cannot even be listed: the first error is what is told', async () => {
        world.volume.breaksAt = { step: 'record', error: new Error('EIO') };
        world.volume.beforeCopy = () => (world.volume.listingFails = new Error('ESTALE'));
        await expect(world.take()).rejects.toThrow('EIO');
        expect(world.reporter.warnings).toEqual([expect.stringContaining('ESTALE')]);
    });
    test('and something cannot be deleted: a warning, and the first error is what is told', async () => {
        world.volume.breaksAt = { step: 'record', error: new Error('EIO') };
        world.volume.beforeCopy = () => (world.volume.undeletable = ["rm: cannot remove 'x'", '2', '3', '4']);
        await expect(world.take()).rejects.toThrow('EIO');
        expect(world.reporter.warnings).toEqual([expect.stringMatching(/rm: cannot remove 'x'; 2; 3 and 1 more$/)]);
    });
});
describe('latest', () => {
    test.each([
        [
            'a directory',
            (path) => {
                world.disk.makeDirectory(path);
            }
        ],
        [
            'a file',
            (path) => {
                world.disk.write(path, 'theirs');
            }
        ]
    ])('is %s: refused, and not touched', async (what, put) => {
        world.disk.remove(`${seriesPath}/latest`);
        put(`${seriesPath}/latest`);
        const before = world.disk.at(`${seriesPath}/latest`)?.ino;
        expect(await world.fails()).toEqual({
            kind: 'volume',
            message: `${seriesPath}/latest is ${what}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`
        });
        expect(world.disk.at(`${seriesPath}/latest`)?.ino).toBe(before);
        expect(world.ids()).toEqual([first]);
    });
    test('that was removed is made again, also when nothing changed', async () => {
        world.source.write('lib/b', 'b');
        world.disk.remove(`${seriesPath}/latest`);
        const report = await world.take({ skipIfUnchanged: true });
        expect(report).toMatchObject({ status: 'unchanged', latestPath: `${seriesPath}/latest` });
        expect(world.latest()).toBe(first);
        expect(report.notes).toContainEqual(expect.stringContaining(`points to ${first} again`));
    });
});
