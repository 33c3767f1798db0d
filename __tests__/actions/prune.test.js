// The prune action over one series in memory: what goes and what stays, who is waited for, and that nothing else is touched.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { pruneFailure } from "../../src/core/report/prune-outcome.js";
import { pruneOutputs } from "../../src/core/report/prune-outputs.js";
import { emptyPolicy } from "../../src/core/retention/policy.js";
import { idsOf, keepLast, ownBytes, PruneWorld } from "../support/fakes/prune-world.js";
let world;
beforeEach(() => {
    world = new PruneWorld();
});
describe('one series', () => {
    test('loses what no rule keeps, and tells why of each and what it freed', async () => {
        const [first = '', second = '', ...stay] = await world.takeSome('acme/a', 4);
        const used = world.disk.usage('/mnt/backup/acme/a');
        const report = await world.prune('acme/a');
        expect(world.ids('acme/a')).toEqual(stay);
        expect(world.latest('acme/a')).toBe(stay.at(-1));
        expect(report).toMatchObject({ status: 'pruned', isPattern: false, rules: ['keep-last: 2'], warnings: [] });
        expect(report.series).toEqual([
            {
                series: 'acme/a',
                state: 'done',
                bytesFreed: 2 * ownBytes,
                snapshots: [
                    expect.objectContaining({ id: stay[1], decision: 'keep', reasons: ['newest', 'latest', 'last 1'] }),
                    expect.objectContaining({ id: stay[0], decision: 'keep', reasons: ['last 2'], bytesFreed: 0 }),
                    expect.objectContaining({ id: second, decision: 'remove', bytesFreed: ownBytes }),
                    expect.objectContaining({
                        id: first,
                        decision: 'remove',
                        reasons: ['no rule keeps it'],
                        bytesFreed: ownBytes
                    })
                ]
            }
        ]);
        const own = '/mnt/backup/acme/a/.snapshots';
        for (const place of ['records', 'manifests'])
            expect(world.disk.names(`${own}/${place}`)).toHaveLength(2);
        expect(used - world.disk.usage('/mnt/backup/acme/a')).toBeGreaterThanOrEqual(2 * ownBytes);
        expect(world.reporter.infos).toContain(`remove ${first}: no rule keeps it (12.0 KiB)`);
        expect(world.reporter.infos).toContain(`keep ${String(stay[0])}: last 2`);
    });
    test('is left as it is when it was pruned before', async () => {
        await world.takeSome('acme/a', 3);
        await world.prune('acme/a');
        const before = world.disk.dump('/mnt/backup');
        expect(await world.prune('acme/a')).toMatchObject({ status: 'unchanged', series: [{ bytesFreed: 0 }] });
        expect(world.disk.dump('/mnt/backup')).toEqual(before);
    });
    test('keeps what is pinned, tagged, read, foreign or damaged; the last with a warning', async () => {
        const [pinned = ''] = await world.takeSome('acme/a', 1, { pin: true });
        const [, tagged = ''] = await world.takeSome('acme/a', 1, { tags: ['release'] });
        const [, , read = '', damaged = '', ...others] = await world.takeSome('acme/a', 5);
        const foreign = '2026-11-19T00-00-00Z';
        world.disk.write(`/mnt/backup/acme/a/${foreign}/theirs`, 'by hand');
        world.disk.write(`/mnt/backup/acme/a/.snapshots/records/${damaged}.json`, '{');
        world.volume.readers.add(`acme/a/${read}`);
        const policy = { ...emptyPolicy, keepLast: 1, keepTags: ['release'] };
        const report = await world.prune('acme/a', { retention: { policy, space: {} } });
        expect(world.ids('acme/a')).toEqual([foreign, pinned, tagged, read, damaged, others.at(-1)]);
        expect(report.series[0]?.snapshots.filter(({ decision }) => decision === 'keep')).toMatchObject([
            { reasons: ['newest', 'latest', 'last 1'] },
            { id: damaged, reasons: ['foreign'] },
            { id: read, reasons: ['being read'] },
            { id: tagged, reasons: ['tag release'], tags: ['release'], pinned: false },
            { id: pinned, reasons: ['pinned'], pinned: true, tags: [] },
            { id: foreign, reasons: ['foreign'] }
        ]);
        expect(report.warnings).toEqual([
            expect.stringMatching(`^Snapshot ${damaged} is kept, because its record cannot be used: `)
        ]);
        expect(world.reporter.warnings).toEqual(report.warnings);
    });
    test('loses the oldest beyond the rules when its size has a limit', async () => {
        const [first, second, third] = await world.takeSome('acme/a', 3);
        const bytes = world.disk.usage('/mnt/backup/acme/a') - ownBytes;
        const report = await world.prune('acme/a', keepLast(3, { maxSize: { text: '1M', amount: bytes } }));
        expect(idsOf(report, 'remove')).toEqual([first]);
        expect(world.ids('acme/a')).toEqual([second, third]);
        expect(report.rules).toEqual(['keep-last: 3', 'max-size: 1M']);
        expect(report.warnings).toEqual([]);
    });
    test('complains of a rule that cannot be met', async () => {
        const [, , third] = await world.takeSome('acme/a', 3);
        const report = await world.prune('acme/a', keepLast(3, { minFreeSpace: { text: '99%', share: 0.999_999_999 } }));
        expect(world.ids('acme/a')).toEqual([third]);
        expect(report.warnings).toEqual([expect.stringMatching(/^min-free-space 99% cannot be met/)]);
    });
    test('warns once of what cannot be deleted, and succeeds', async () => {
        await world.takeSome('acme/a', 3);
        world.volume.undeletable = ['rm: cannot remove x: Operation not permitted'];
        const report = await world.prune('acme/a');
        expect(report).toMatchObject({ status: 'pruned' });
        expect(report.warnings).toEqual([expect.stringMatching(/tried again by the next run: rm: cannot remove x/)]);
        expect(pruneFailure(report)).toBeUndefined();
    });
    test('is cleared of what a crashed run left', async () => {
        await world.takeSome('acme/a', 1);
        world.disk.write('/mnt/backup/acme/a/.snapshots/partial/2026-11-20T01-00-00Z/a', 'a');
        const report = await world.prune('acme/a');
        expect(report.notes).toEqual(['What an interrupted run had begun was cleared: 2026-11-20T01-00-00Z.']);
        expect(world.leftovers('acme/a')).toEqual([]);
    });
    test('is waited for while another run writes it', async () => {
        await world.takeSome('acme/a', 3);
        world.volume.locks.set('acme/a', { holder: 'https://github.com/run/1', freeAfterMs: 60_000 });
        expect(await world.prune('acme/a')).toMatchObject({ status: 'pruned', durationMs: 60_000 });
        expect(world.reporter.infos).toContain('Waiting for the series acme/a, which is being written by https://github.com/run/1');
    });
    test('that stays busy makes the run fail, in the words of the lock', async () => {
        await world.takeSome('acme/a', 3);
        world.volume.locks.set('acme/a', { holder: 'run 1', freeAfterMs: 600_001 });
        const report = await world.prune('acme/a');
        expect(report).toMatchObject({ status: 'failed', series: [{ state: 'locked', snapshots: [] }] });
        expect(pruneFailure(report)).toBe('The series is still being written by run 1.');
        expect(world.reporter.warnings).toEqual([]);
        expect(world.ids('acme/a')).toHaveLength(3);
    });
    test('says who holds it while it is pruned', async () => {
        await world.takeSome('acme/a', 1);
        const holders = [];
        const series = world.volume.series.bind(world.volume);
        world.volume.series = name => ({
            ...series(name),
            lock: (holder, timeoutMs, onWait) => {
                holders.push(holder);
                return series(name).lock(holder, timeoutMs, onWait);
            }
        });
        await world.prune('acme/a');
        world.context = { ...world.context, run: { url: 'https://github.com/run/2' } };
        await world.prune('acme/a');
        world.context = { ...world.context, run: {} };
        await world.prune('acme/a');
        const since = `since ${world.clock.now().toISOString()}`;
        expect(holders).toEqual([
            `run 17, ${since}`,
            `https://github.com/run/2, ${since}`,
            `a run outside GitHub Actions, ${since}`
        ]);
    });
});
describe('a dry run', () => {
    test('takes no lock, writes nothing, and tells what a run would do', async () => {
        const [first, second] = await world.takeSome('acme/a', 4);
        world.volume.locks.set('acme/a', { holder: 'run 1', freeAfterMs: 600_001 });
        const before = world.disk.dump('/mnt/backup');
        const dry = await world.prune('acme/a', { dryRun: true });
        expect(world.disk.dump('/mnt/backup')).toEqual(before);
        expect(dry.status).toBe('dry-run');
        expect(idsOf(dry, 'remove')).toEqual([second, first]);
        world.volume.locks.clear();
        const wet = await world.prune('acme/a');
        for (const output of ['kept', 'pruned', 'pruned-ids', 'bytes-freed', 'plan'])
            expect(pruneOutputs(dry, '')[output]).toBe(pruneOutputs(wet, '')[output]);
    });
    test('complains too', async () => {
        await world.takeSome('acme/a', 3);
        const report = await world.prune('acme/a', {
            dryRun: true,
            ...keepLast(1, { maxSize: { text: '1K', amount: 1024 } })
        });
        expect(report.warnings).toEqual([expect.stringMatching(/^max-size 1K cannot be met/)]);
    });
});
describe('an event that strangers can cause', () => {
    test.each([true, false])('removes nothing (dry-run: %s)', async (dryRun) => {
        await world.takeSome('acme/a', 4);
        world.context = { ...world.context, untrusted: 'the pull request came from another repository, evil/app' };
        const before = world.disk.dump('/mnt/backup');
        const report = await world.prune('acme/a', { dryRun });
        expect(report).toMatchObject({ status: 'skipped', series: [], reason: expect.stringContaining('evil/app') });
        expect(world.disk.dump('/mnt/backup')).toEqual(before);
        expect(pruneFailure(report)).toBeUndefined();
    });
});
test('a cancelled run ends at once', async () => {
    await world.takeSome('acme/a', 3);
    await world.takeSome('acme/b', 3);
    world.volume.trashFails = new Failure('cancelled', 'Cancelled.');
    await expect(world.pruneFails('acme/*')).resolves.toBe('Cancelled.');
});
test('a defect shows itself', async () => {
    await world.takeSome('acme/a', 3);
    world.volume.trashFails = new TypeError('undefined is not a function');
    await expect(world.prune('acme/a')).rejects.toThrow(TypeError);
});
