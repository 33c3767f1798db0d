// Refusals and warnings that need the plan: no room, too much lost, too little linked.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('a', 'a');
});
describe('room for what is coming', () => {
    beforeEach(() => {
        world.source.write('big', 'x'.repeat(1_000_000));
    });
    test('too few bytes: the figures are in the message', async () => {
        world.disk.capacityBytes = world.disk.usage('/mnt') + 500_000;
        const { kind, message } = await world.fails();
        expect(kind).toBe('room');
        expect(message).toMatch(/^The volume \/mnt\/backup has no room.*needs about 1004 KiB \(2 files to store, 1 directory\), and 452 KiB are free/);
        expect(world.ids()).toEqual([]);
        expect(world.leftovers()).toEqual([]);
    });
    test('too few inodes: the figures are in the message', async () => {
        for (let at = 0; at < 50; at++)
            world.source.write(`small-${at}`, '');
        world.disk.capacityInodes = 60;
        const { kind, message } = await world.fails();
        expect(kind).toBe('room');
        expect(message).toMatch(/too few inodes.*needs about 57 .*and \d+ are free/);
        expect(world.leftovers()).toEqual([]);
    });
    test('what is linked needs none', async () => {
        await world.take();
        world.disk.capacityBytes = world.disk.usage('/mnt') + 100_000;
        world.disk.capacityInodes = 1000;
        const report = await world.take();
        expect(report).toMatchObject({ status: 'created', counts: { filesLinked: 2 } });
        expect(report.free.inodes).toBeLessThan(1000);
        expect(world.disk.at(`${seriesPath}/${report.snapshot}/big`)?.links).toBe(2);
    });
});
describe('a snapshot that lost too much', () => {
    beforeEach(async () => {
        for (let at = 0; at < 10; at++)
            world.source.write(`part-${at}`, 'x'.repeat(100));
        world.source.write('a', '');
        await world.take();
    });
    test('of its files', async () => {
        for (let at = 0; at < 6; at++)
            world.source.remove(`part-${at}`);
        world.source.write('big', 'x'.repeat(1000));
        expect(await world.fails({ maxShrink: 0.4 })).toEqual({
            kind: 'shrunk',
            message: expect.stringMatching(/has 6 files of 1\.4 KiB; the snapshot before, 2026-11-21T02-00-00Z, had 11 of 1000 B\. It lost 45\.5%, more than "max-shrink" \(40\.0%\)/)
        });
        expect(world.ids()).toHaveLength(1);
        expect(world.latest()).toBe(world.ids()[0]);
    });
    test('of its bytes', async () => {
        for (let at = 0; at < 6; at++)
            world.source.write(`part-${at}`, '');
        expect(await world.fails({ maxShrink: 0.5 })).toMatchObject({ message: expect.stringContaining('It lost 60.0%') });
    });
    test('just as much as is allowed, or when nothing is there to compare with: no refusal', async () => {
        for (let at = 0; at < 5; at++)
            world.source.write(`part-${at}`, '');
        expect(await world.take({ maxShrink: 0.5 })).toMatchObject({ status: 'created' });
        expect(await world.take({ maxShrink: 0, name: 'acme/other' })).toMatchObject({ status: 'created' });
    });
    test('a base that had nothing cannot be shrunk', async () => {
        for (let at = 0; at < 10; at++)
            world.source.write(`part-${at}`, '');
        await world.take();
        expect(await world.take({ maxShrink: 0 })).toMatchObject({ status: 'created' });
    });
});
describe('fewer links than expected', () => {
    test('are warned of, but not for a first snapshot', async () => {
        for (let at = 0; at < 4; at++)
            world.source.write(`part-${at}`, `1 of ${at}`);
        expect((await world.take({ minLinkRatio: 0.8 })).warnings).toEqual([]);
        for (let at = 0; at < 2; at++)
            world.source.write(`part-${at}`, `2 of ${at}`);
        expect((await world.take({ minLinkRatio: 0.8 })).warnings).toEqual([
            expect.stringMatching(/^Only 60\.0% of the files could be linked; "min-link-ratio" expects 80\.0%/)
        ]);
        world.source.write('part-0', '3');
        expect((await world.take({ minLinkRatio: 0.8 })).warnings).toEqual([]);
    });
});
