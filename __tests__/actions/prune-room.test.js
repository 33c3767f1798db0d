// Room on the volume for several series: the oldest snapshot of all goes first, and what they share is counted once.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { idsOf, keepLast, ownBytes, PruneWorld } from "../support/fakes/prune-world.js";
let world;
beforeEach(() => {
    world = new PruneWorld();
});
const everything = () => world.disk.dump('/mnt/backup');
describe('room on the volume', () => {
    /** So many blocks more than are free now. */
    const missing = (blocks) => ({
        minFreeSpace: { text: '1G', amount: world.disk.free().bytes + blocks * 4096 }
    });
    /** a1 b1 a2 b2 a3 b3, by age. */
    const takeInTurns = async () => {
        for (let at = 0; at < 3; at++)
            for (const name of ['b', 'a'].reverse())
                await world.takeSome(name, 1);
        return { a: world.ids('a'), b: world.ids('b') };
    };
    test.each([true, false])('is made by the oldest of all, not by the first series (dry-run: %s)', async (dryRun) => {
        const { a, b } = await takeInTurns();
        const before = everything();
        const report = await world.prune('*', { dryRun, ...keepLast(3, missing(3 * 3)) });
        expect(idsOf(report, 'remove').sort()).toEqual([a[0], a[1], b[0]].sort());
        expect(report.warnings).toEqual([]);
        expect(report.series.map(({ bytesFreed }) => bytesFreed)).toEqual([2 * ownBytes, ownBytes]);
        expect(report.series[0]?.snapshots[2]?.reasons).toEqual([expect.stringMatching(/^min-free-space 1G: .* free$/)]);
        if (dryRun)
            expect(everything()).toEqual(before);
        else
            expect([world.ids('a'), world.ids('b')]).toEqual([a.slice(2), b.slice(1)]);
    });
    test.each([true, false])('is not made where the rules made enough (dry-run: %s)', async (dryRun) => {
        const { a, b } = await takeInTurns();
        const report = await world.prune('*', { dryRun, ...keepLast(2, missing(2 * 3)) });
        expect(idsOf(report, 'remove')).toEqual([a[0], b[0]]);
        expect(report.series.map(({ bytesFreed }) => bytesFreed)).toEqual([ownBytes, ownBytes]);
    });
    test('is added up with what the rules made', async () => {
        const { a, b } = await takeInTurns();
        // Of each that the rules remove, its own three blocks, its record and its manifest: ten in all.
        const report = await world.prune('*', keepLast(2, missing(11)));
        expect(idsOf(report, 'remove')).toEqual([a[1], a[0], b[0]]);
        expect(report.series.map(({ bytesFreed }) => bytesFreed)).toEqual([2 * ownBytes, ownBytes]);
        expect(report.series[0]?.snapshots.map(({ reasons }) => reasons)).toEqual([
            ['newest', 'latest', 'last 1'],
            [expect.stringMatching(/^min-free-space/)],
            ['no rule keeps it']
        ]);
    });
    test.each([true, false])('leaves what is being read, and the newest of each (dry-run: %s)', async (dryRun) => {
        const { a, b } = await takeInTurns();
        world.volume.readers.add(`a/${String(a[0])}`);
        const report = await world.prune('*', { dryRun, ...keepLast(3, missing(1000)) });
        expect(idsOf(report, 'remove').sort()).toEqual([a[1], b[0], b[1]].sort());
        expect(report.series[0]?.snapshots[2]?.reasons).toEqual(['last 3', 'being read']);
        expect(report.warnings).toEqual([expect.stringMatching(/^min-free-space 1G cannot be met/)]);
    });
    test.each([true, false])('counts what two series share when the last of them goes (dry-run: %s)', async (dryRun) => {
        world.source.write('big', 'x'.repeat(40_000));
        await world.takeSome('a', 1);
        await world.takeSome('b', 1, { linkFrom: ['a'] });
        world.source.remove('big');
        for (const name of ['a', 'b'])
            await world.takeSome(name, 1);
        const used = world.disk.usage('/mnt/backup/a', '/mnt/backup/b');
        const report = await world.prune('*', { dryRun, ...keepLast(1) });
        // `same` is shared by all of `a` and `b`, `big` by the two that go.
        expect(report.series.map(({ bytesFreed }) => bytesFreed)).toEqual([ownBytes, ownBytes + 40_960]);
        const records = 2 * 2 * 4096;
        if (!dryRun)
            expect(used - world.disk.usage('/mnt/backup/a', '/mnt/backup/b')).toBe(2 * ownBytes + 40_960 + records);
    });
    test('is no reason to take what was pinned, or has become the newest, since it was planned', async () => {
        const { a, b } = await takeInTurns();
        const series = world.volume.series.bind(world.volume);
        let locks = 0;
        world.volume.series = name => ({
            ...series(name),
            lock: (...how) => {
                locks++;
                const text = world.disk.at(`/mnt/backup/a/.snapshots/records/${String(a[0])}.json`)?.data ?? '';
                if (locks === 3)
                    world.disk.write(`/mnt/backup/a/.snapshots/records/${String(a[0])}.json`, text.replace('"pinned": false', '"pinned": true').replace('"pinned":false', '"pinned":true'));
                return series(name).lock(...how);
            }
        });
        const report = await world.prune('*', keepLast(3, missing(2 * 3)));
        expect(world.ids('a')).toEqual(a);
        expect(world.ids('b')).toEqual(b.slice(1));
        expect(idsOf(report, 'remove')).toEqual([b[0]]);
    });
});
