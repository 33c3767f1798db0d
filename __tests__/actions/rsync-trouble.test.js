// rsync could not store everything: never hidden, made good where a second attempt does it.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
/** Nothing was published, and the run left nothing behind. */
function expectNothing() {
    expect(world.ids()).toEqual([]);
    expect(world.latest()).toBeUndefined();
    expect(world.leftovers()).toEqual([]);
}
describe('rsync cannot store everything', () => {
    test('a file it refuses twice: a failure with its words', async () => {
        world.source.write('a', 'a');
        world.volume.refused.set('a', 'rsync: [receiver] mkstemp "a" failed: Permission denied (13)');
        const { kind, message } = await world.fails();
        expect(kind).toBe('source');
        expect(message).toContain('rsync: [receiver] mkstemp "a" failed: Permission denied (13)');
        expectNothing();
    });
    test('a directory it refuses twice: a failure with its words', async () => {
        world.source.write('lib/a', 'a');
        world.volume.refused.set('lib', 'rsync: failed to set permissions on "lib"');
        expect(await world.fails()).toEqual({
            kind: 'rsync',
            message: 'rsync could not store everything:\n  rsync: failed to set permissions on "lib"'
        });
        expectNothing();
    });
    test('status 23 is never hidden, also when every file looks right', async () => {
        world.source.write('a', 'a');
        world.volume.complaints.set('a', 'rsync: failed to set something that no lstat shows on "a"');
        expect(await world.fails()).toMatchObject({
            kind: 'rsync',
            message: expect.stringContaining('something that no lstat shows')
        });
        expectNothing();
    });
    test('a refusal that does not come again is made good by the second attempt', async () => {
        world.source.write('lib/a', 'a');
        world.volume.refused.set('lib/a', 'rsync: it is busy');
        world.source.afterCopyOf = path => {
            if (path === 'lib/a')
                world.volume.refused.clear();
        };
        world.volume.complaints.set('lib/a', 'rsync: it is busy');
        world.volume.afterCopy = () => {
            world.volume.complaints.clear();
        };
        const { snapshot } = await world.take();
        expect(world.stored(snapshot)).toEqual({ 'lib/a': 'a' });
    });
    test('a full disk ends the run, and what it took is free again', async () => {
        world.source.write('a', 'a'.repeat(100_000));
        const { bytes } = world.disk.free();
        world.volume.beforeCopy = () => {
            world.disk.capacityBytes -= world.disk.free().bytes - 50_000;
        };
        expect(await world.fails()).toMatchObject({ kind: 'room' });
        expectNothing();
        expect(world.disk.at(`${seriesPath}/.snapshots/partial`)?.type).toBe('dir');
        expect(bytes).toBeGreaterThan(world.disk.free().bytes);
    });
    test('a listing without its top is a defect, and nothing is published', async () => {
        world.source.write('a', 'a');
        const scan = world.source.scan.bind(world.source);
        world.source.scan = async (...args) => {
            const whole = await scan(...args);
            return { ...whole, entries: whole.entries.slice(1) };
        };
        await expect(world.take()).rejects.toThrow('the listing of the source lacks its top');
        expectNothing();
    });
    test('any other error goes on as it is', async () => {
        world.source.write('a', 'a');
        world.volume.beforeCopy = () => {
            throw new Error('a defect');
        };
        await expect(world.take()).rejects.toThrow('a defect');
        expect(world.leftovers(seriesName)).toEqual([]);
    });
});
