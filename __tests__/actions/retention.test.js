// Retention at the end of a run: what goes, what stays whatever the rules say, and that it never harms the new snapshot.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { emptyPolicy } from "../../src/core/retention/policy.js";
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
const keepLast = (count, more = {}) => ({
    retention: { prune: true, policy: { ...emptyPolicy, keepLast: count }, space: {}, ...more }
});
const keepAll = keepLast(1, { prune: false });
/** Snapshots of a file that stays and one that is new each time; of two blocks each. */
async function takeSome(count, inputs = keepAll) {
    for (let at = 0; at < count; at++) {
        world.source.write('same', 's'.repeat(5000));
        world.source.write('other', `${at}`.padEnd(5000));
        await world.take(inputs);
    }
    return world.ids();
}
describe('after a snapshot', () => {
    test('what no rule keeps is gone, and what that freed is measured', async () => {
        const [first, second, third] = await takeSome(3);
        world.mayGo.add(String(first)).add(String(second));
        const before = world.disk.usage(seriesPath);
        world.source.write('other', 'final'.padEnd(5000));
        const report = await world.take(keepLast(2));
        expect(world.ids()).toEqual([third, report.snapshot]);
        expect(report.retention).toMatchObject({ kept: 2 });
        expect([...report.retention.prunedIds].sort()).toEqual([first, second]);
        // Of each, its own file (two blocks) and its directory; the shared file stays.
        expect(report.retention.bytesFreed).toBe(2 * 3 * 4096);
        expect(report.totals).toMatchObject({ snapshots: 2, bytesOnDisk: world.disk.usage(seriesPath) });
        expect(world.disk.usage(seriesPath)).toBeLessThan(before);
        expect(world.reporter.infos).toContainEqual(expect.stringMatching(`remove ${String(first)}: `));
        expect(world.disk.names(`${seriesPath}/.snapshots/records`)).toHaveLength(2);
    });
    test('prune: false leaves all', async () => {
        const ids = await takeSome(3);
        expect(await world.take(keepAll)).toMatchObject({ retention: { kept: 4, prunedIds: [], bytesFreed: 0 } });
        expect(world.ids()).toEqual(expect.arrayContaining(ids));
    });
    test('what is pinned, being read, or foreign stays', async () => {
        world.source.write('a', 'a');
        const { snapshot: pinned } = await world.take({ ...keepAll, pin: true });
        const [, read = '', gone = ''] = await takeSome(2);
        const foreign = '2026-11-20T12-00-00Z';
        world.disk.write(`${seriesPath}/${foreign}/theirs`, 'by hand');
        world.volume.readers.add(`${seriesName}/${read}`);
        world.mayGo.add(gone);
        const { snapshot } = await world.take(keepLast(1));
        expect(world.ids()).toEqual([foreign, pinned, read, snapshot]);
    });
    test('is applied also when nothing was published', async () => {
        const [first, second, third] = await takeSome(3);
        world.mayGo.add(String(first)).add(String(second));
        const report = await world.take({ ...keepLast(1), skipIfUnchanged: true });
        expect(report).toMatchObject({ status: 'unchanged', snapshot: third, retention: { kept: 1 } });
        expect(world.ids()).toEqual([third]);
    });
    test('a dry run only says what would go', async () => {
        const [first, second, third] = await takeSome(3);
        const before = world.disk.dump('/mnt');
        const { notes } = await world.take({ ...keepLast(1), dryRun: true });
        expect(notes.join('\n')).toContain(String(first));
        expect(notes.join('\n')).not.toContain(String(third));
        expect(world.ids()).toEqual([first, second, third]);
        expect(world.disk.dump('/mnt')).toEqual(before);
    });
});
describe('retention goes wrong', () => {
    test('that is a warning: the new snapshot is there', async () => {
        await takeSome(2);
        world.volume.trashFails = new Error('EIO');
        const report = await world.take(keepLast(1));
        expect(report).toMatchObject({ status: 'created', retention: { prunedIds: [] } });
        expect(report.warnings).toEqual([expect.stringMatching(/^Retention could not be applied.*EIO$/)]);
        expect(world.ids()).toHaveLength(3);
    });
    test('by being cancelled: the failure says that the snapshot is published', async () => {
        await takeSome(2);
        world.volume.trashFails = new Failure('cancelled', 'The run was cancelled.');
        const { kind, message } = await world.fails(keepLast(1));
        expect(kind).toBe('cancelled');
        expect(message).toBe(`Snapshot ${String(world.ids().at(-1))} is complete and published. The run was cancelled after that.`);
        expect(world.latest()).toBe(world.ids().at(-1));
    });
});
