// The list action over series in memory: what it tells of each snapshot, and that it writes nothing.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { statusOf } from "../../src/core/report/list-model.js";
import { freedOf, ListWorld, recordFile } from "../support/fakes/list-world.js";
import { ownBytes } from "../support/fakes/prune-world.js";
let world;
beforeEach(() => {
    world = new ListWorld();
});
describe('one series', () => {
    test('is told newest first, with the record of each, the current one, and what each alone would free', async () => {
        const ids = await world.takeSome('acme/a', 3, { tags: ['nightly'] });
        const report = await world.list('acme/a');
        expect(report).toMatchObject({
            volume: '/mnt/backup',
            name: 'acme/a',
            isPattern: false,
            series: ['acme/a'],
            startedAt: world.clock.now().toISOString(),
            warnings: [],
            notes: [],
            run: { runId: '17' },
            program: '1.2.3'
        });
        expect(report.snapshots).toEqual(ids.toReversed().map((id, at) => ({
            series: 'acme/a',
            id,
            path: `/mnt/backup/acme/a/${id}`,
            record: world.record(id, 'acme/a'),
            isLatest: at === 0,
            bytesFreed: ownBytes
        })));
        // What a prune of that one frees.
        expect((await world.prune('acme/a')).series[0]?.bytesFreed).toBe(ownBytes);
    });
    test('may be empty', async () => {
        world.disk.makeDirectories('/mnt/backup/acme/new/.snapshots');
        expect(await world.list('acme/new')).toMatchObject({ series: ['acme/new'], snapshots: [], warnings: [], notes: [] });
        expect(world.reporter.phases).toEqual(['Check', 'List']);
    });
    test('may be on a volume that cannot be written, locked by a run, and be asked for by a stranger', async () => {
        const [id] = await world.takeSome('acme/a', 1);
        world.volume.differs = { isWritable: false };
        world.volume.locks.set('acme/a', { holder: 'another run', freeAfterMs: Infinity });
        world.context = { ...world.context, untrusted: 'the pull request came from another repository' };
        expect((await world.list('acme/a')).snapshots).toMatchObject([{ id }]);
    });
    test('warns of a snapshot whose directory is gone', async () => {
        const [first = '', second = ''] = await world.takeSome('acme/a', 2);
        world.disk.remove(`/mnt/backup/acme/a/${second}`);
        const report = await world.list('acme/a');
        expect(report.snapshots).toMatchObject([{ id: first }]);
        expect(report.warnings).toEqual([
            expect.stringContaining(`there is a record, and no directory any more: ${second}.`)
        ]);
    });
    test('tells trees without a usable record, and what to do about them', async () => {
        const [first = '', second = ''] = await world.takeSome('acme/a', 2);
        world.disk.write('/mnt/backup/acme/a/2026-01-01T00-00-00Z/theirs', 'by hand');
        world.disk.write(recordFile('acme/a', second), '{');
        const report = await world.list('acme/a');
        expect(report.snapshots.map(one => [one.id, statusOf(one), one.isLatest, one.bytesFreed])).toEqual([
            [second, 'damaged', false, undefined],
            [first, 'complete', true, ownBytes],
            ['2026-01-01T00-00-00Z', 'foreign', false, undefined]
        ]);
        expect(report.warnings).toEqual([
            expect.stringMatching(`^The record of acme/a/${second} cannot be used \\(the record is damaged: .*\\), so the snapshot is not restored`)
        ]);
        expect(report.notes).toEqual([
            '1 tree was not taken by this program and so left alone by it: 2026-01-01T00-00-00Z. `snapshot-action adopt` makes a snapshot of such a tree.',
            'What removing 2 trees without a usable record would free was not measured; `measure: true` does it.'
        ]);
        expect(freedOf(await world.list('acme/a', { measure: true }))).toEqual([ownBytes, ownBytes, 2 * 4096]);
    });
    test('warns of a snapshot that is dated in the future', async () => {
        const [id] = await world.takeSome('acme/a', 1);
        world.clock.set('2026-01-01T00:00:00Z');
        expect((await world.list('acme/a')).warnings).toEqual([
            `The snapshot acme/a/${String(id)} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`
        ]);
    });
});
describe('several series', () => {
    let a = [];
    let b = [];
    beforeEach(async () => {
        await world.takeSome('acme/a', 1);
        b = await world.takeSome('acme/b', 2);
        a = await world.takeSome('acme/a', 1);
    });
    test('are told together, newest first, each with its own current one', async () => {
        const report = await world.list('acme/*');
        expect(report).toMatchObject({ isPattern: true, series: ['acme/a', 'acme/b'] });
        expect(report.snapshots.map(({ series, id, isLatest }) => [series, id, isLatest])).toEqual([
            ['acme/a', a[1], true],
            ['acme/b', b[1], true],
            ['acme/b', b[0], false],
            ['acme/a', a[0], false]
        ]);
    });
    test('taken in the same second stand in the order of their names', async () => {
        const [id = ''] = b;
        const files = [`${id}/x`, `.snapshots/records/${id}.json`];
        for (const name of ['acme/z', 'acme/c', 'acme/d'])
            for (const file of files)
                world.disk.write(`/mnt/backup/${name}/${file}`, '{');
        const { snapshots } = await world.list('acme/{z,d,c}');
        expect(snapshots.map(({ series }) => series)).toEqual(['acme/c', 'acme/d', 'acme/z']);
    });
    test('are chosen as a prune chooses them', async () => {
        expect((await world.list('acme/b')).isPattern).toBe(false);
        expect(await world.listFails('acme/bb')).toMatch(/^There is no series "acme\/bb" .*; did you mean "acme\/b"\? There are:\n/);
        expect(await world.listFails('acme/{a,b}', { isDefaultName: true })).toMatch(/The name was left out/);
        expect(await world.listFails('lib/**')).toMatch(/^No series on the volume "\/mnt\/backup" matches "lib\/\*\*"/);
    });
    test('need a volume that is one', async () => {
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        expect(await world.listFails('acme/*')).toMatch(/is not marked as a volume/);
    });
});
