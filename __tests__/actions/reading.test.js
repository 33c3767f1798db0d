// What every action that reads is sure of: the volume is one and is there, and a manifest is the one its record tells of.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { checkReading } from "../../src/actions/check-reading.js";
import { readManifest } from "../../src/actions/read-manifest.js";
import { cancelled, Failure } from "../../src/core/failure.js";
import { PruneWorld } from "../support/fakes/prune-world.js";
let world;
beforeEach(() => {
    world = new PruneWorld();
});
async function failureOf(work) {
    try {
        await work;
    }
    catch (error) {
        if (error instanceof Failure)
            return { kind: error.kind, message: error.message };
        throw error;
    }
    throw new Error('it was to fail');
}
describe('a volume', () => {
    const check = () => checkReading(world.volume, world.machine);
    test('need not be writable', async () => {
        world.volume.differs = { isWritable: false, isMount: false };
        await expect(check()).resolves.toBeUndefined();
    });
    test.each([
        ['missing', /^The volume "\/mnt\/backup" does not exist\. Is it mounted\? Mount it before the run\.$/],
        ['not-a-directory', /^The volume "\/mnt\/backup" is not a directory\.$/]
    ])('is refused when it is %s', async (kind, message) => {
        world.volume.differs = { kind, isWritable: false };
        expect(await failureOf(check())).toEqual({ kind: 'volume', message: expect.stringMatching(message) });
    });
    test('is refused without its marker, also a whole filesystem, which a snapshot would mark', async () => {
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        const before = world.disk.dump('/mnt/backup');
        expect((await failureOf(check())).message).toBe('The directory "/mnt/backup" is not marked as a volume. It lies on /mnt/backup (ext4); if the volume is not mounted just now, mount it. If it holds snapshots all the same, mark it again:\n' +
            "  printf '{\"format\":1}\\n' > '/mnt/backup/.snapshot-volume.json'");
        expect(world.disk.dump('/mnt/backup')).toEqual(before);
        world.disk.write('/mnt/backup/.snapshot-volume.json', '{');
        expect((await failureOf(check())).message).toMatch(/^The marker of the volume "\/mnt\/backup" cannot be used: .* mark it again:\n {2}printf/);
    });
    test('needs the tools', async () => {
        world.machine.missing = ['util-linux'];
        expect((await failureOf(check())).message).toMatch(/apt-get install -y util-linux$/);
    });
});
describe('a manifest', () => {
    let series;
    let id = '';
    beforeEach(async () => {
        const ids = await world.takeSome('acme/a', 2);
        id = ids.at(-1) ?? '';
        series = world.volume.series('acme/a');
    });
    const read = () => readManifest(series, world.record(id, 'acme/a'));
    const file = (of = id) => `/mnt/backup/acme/a/.snapshots/manifests/${of}.mtree`;
    const refusal = (what) => ({
        kind: 'stored',
        message: expect.stringMatching(`^The manifest of ${id} in the series "acme/a" ${what}\\. Without it nothing says what the files should be\\. ` +
            `Take the snapshot before it \\(before:${id}\\), or copy what is there by hand, unchecked:\n` +
            `  rsync -a -- '/mnt/backup/acme/a/${id}/' restored/$`)
    });
    test('is read', async () => {
        expect((await read()).map(({ path }) => path)).toEqual(['.', 'other', 'same']);
    });
    test('is refused when it is missing', async () => {
        world.disk.remove(file());
        expect(await failureOf(read())).toEqual(refusal('is missing'));
    });
    test('is refused when it is damaged, whatever is wrong with it', async () => {
        world.disk.write(file(), '#mtree\n# snapshot');
        expect(await failureOf(read())).toEqual(refusal('cannot be used: manifest line \\d .*'));
    });
    test('is refused when it is whole, but that of another snapshot', async () => {
        const [first = ''] = world.ids('acme/a');
        world.disk.write(file(), world.disk.at(file(first))?.data ?? '');
        expect(await failureOf(read())).toEqual(refusal('is not the one that its record tells of'));
    });
    test('is left when the run is cancelled', async () => {
        const stopped = { ...series, manifest: () => Promise.reject(cancelled()) };
        expect(await failureOf(readManifest(stopped, world.record(id, 'acme/a')))).toMatchObject({ kind: 'cancelled' });
    });
});
