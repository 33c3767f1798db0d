// Runs of one series after and beside each other: clocks, leftovers, the lock, cancellation.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
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
describe('clocks', () => {
    test('the newest snapshot is of the future: a warning, and it is still the base', async () => {
        world.clock.set('2026-11-10T02:00:00Z');
        const report = await world.take();
        expect(report).toMatchObject({ status: 'created', snapshot: '2026-11-11T02-00-00Z', base: { id: first } });
        expect(report.warnings).toEqual([expect.stringMatching(`The snapshot ${first} is dated in the future`)]);
        expect(world.latest()).toBe(report.snapshot);
    });
    test('two snapshots of one second have two ids', async () => {
        const again = () => {
            world.clock.set('2026-11-20T02:00:00Z');
            return world.take().then(({ snapshot }) => snapshot);
        };
        expect(await again()).toBe(`${first}-2`);
        expect(await again()).toBe(`${first}-3`);
        expect(world.ids()).toHaveLength(3);
    });
    test('an id that something else has in any place is not given again', async () => {
        const id = '2026-11-22T02-00-00Z';
        world.disk.write(`${seriesPath}/.snapshots/records/${id}.json`, '{}');
        expect((await world.take()).snapshot).toBe(`${id}-2`);
    });
});
describe('what a killed run left', () => {
    test('is cleared, and that is noted', async () => {
        const id = '2026-11-21T14-00-00Z';
        world.disk.write(`${seriesPath}/.snapshots/partial/${id}/half`, 'half');
        world.disk.write(`${seriesPath}/.snapshots/records/${id}.json`, '{}');
        world.disk.write(`${seriesPath}/.snapshots/trash/2026-10-01T02-00-00Z/old`, 'old');
        const report = await world.take();
        expect(report.notes).toContainEqual(`What an interrupted run had begun was cleared: ${id}.`);
        expect(world.leftovers()).toEqual([]);
        expect(world.disk.names(`${seriesPath}/.snapshots/trash`)).toEqual([]);
        expect(world.disk.names(`${seriesPath}/.snapshots/records`)).not.toContain(`${id}.json`);
    });
    test('and cannot be deleted fails no run', async () => {
        world.volume.undeletable = ["rm: cannot remove 'x': Operation not permitted"];
        const report = await world.take();
        expect(report).toMatchObject({ status: 'created', warnings: [expect.stringMatching(/rm: cannot remove 'x'/)] });
    });
});
describe('two runs of one series', () => {
    const other = 'https://example.org/runs/16, since 2026-11-22T01:59:00.000Z';
    test('the second waits, says for whom, and takes its snapshot', async () => {
        world.volume.locks.set(seriesName, { holder: other, freeAfterMs: 60_000 });
        const report = await world.take();
        expect(report).toMatchObject({ status: 'created', snapshot: '2026-11-22T02-01-00Z', durationMs: 60_000 });
        expect(report.phases).toContainEqual({ phase: 'Lock the series', ms: 60_000 });
        expect(world.reporter.infos).toContain(`Waiting for the series, which is being written by ${other}`);
    });
    test('the second gives up after lock-timeout, and changes nothing', async () => {
        world.volume.locks.set(seriesName, { holder: other, freeAfterMs: 60_000 });
        const { kind, message } = await world.fails({ lockTimeoutMs: 30_000 });
        expect(kind).toBe('locked');
        expect(message).toContain(other);
        expect(world.volume.locks.get(seriesName)?.holder).toBe(other);
        expect(world.ids()).toEqual([first]);
    });
    test('those of another series are not waited for', async () => {
        world.volume.locks.set('acme/other', { holder: other, freeAfterMs: 60_000 });
        expect(await world.take()).toMatchObject({ status: 'created', durationMs: 0 });
    });
    test.each([
        ['its address', { runId: '17', url: 'https://example.org/runs/17' }, 'https://example.org/runs/17'],
        ['its number', { runId: '17' }, 'run 17'],
        ['what it is not', {}, 'a run outside GitHub Actions']
    ])('who waits is told of the other run %s', async (_, run, who) => {
        world.context = { ...world.context, run };
        let holder;
        world.volume.beforeCopy = () => (holder = world.volume.locks.get(seriesName)?.holder);
        await world.take();
        expect(holder).toBe(`${who}, since 2026-11-22T02:00:00.000Z`);
    });
});
describe('a cancelled run', () => {
    test('leaves what it had begun, without the time to clear it, and the next run clears that', async () => {
        world.volume.beforeCopy = () => {
            throw new Failure('cancelled', 'The run was cancelled.');
        };
        expect(await world.fails()).toMatchObject({ kind: 'cancelled' });
        expect(world.leftovers()).toEqual(['2026-11-22T02-00-00Z']);
        world.volume.beforeCopy = () => undefined;
        await expectOnlyTheFirst();
    });
});
