// Runs that publish nothing on purpose: unchanged, dry, read-only.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { snapshotOutputs } from "../../src/core/report/outputs.js";
import { seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('a', 'a'.repeat(5000));
    world.source.write('lib/b', 'b'.repeat(5000));
});
const everything = () => world.disk.dump('/mnt');
describe('skip-if-unchanged', () => {
    test('publishes nothing when the newest snapshot holds the same', async () => {
        const first = await world.take();
        world.source.rebuild();
        const report = await world.take({ skipIfUnchanged: true });
        expect(report).toMatchObject({
            status: 'unchanged',
            snapshot: first.snapshot,
            snapshotPath: first.snapshotPath,
            base: { id: first.snapshot },
            changed: false,
            digest: first.digest,
            counts: { files: 2, filesLinked: 2, filesCopied: 0, filesAdded: 0, directories: 2 },
            bytes: { bytes: 10_000, bytesLinked: 10_000, bytesAdded: 0, bytesOnDisk: first.bytes.bytesOnDisk },
            totals: { snapshots: 1, bytesOnDisk: world.disk.usage(seriesPath) },
            causes: [],
            largest: []
        });
        expect(world.ids()).toEqual([first.snapshot]);
    });
    test('shows the tags and the pin of the snapshot that is there, not those that this run asked for', async () => {
        await world.take({ tags: ['nightly'], pin: true });
        expect(await world.take({ skipIfUnchanged: true })).toMatchObject({
            status: 'unchanged',
            tags: ['nightly'],
            pinned: true
        });
    });
    test.each([
        [
            'bytes',
            () => {
                world.source.write('a', 'A'.repeat(5000));
            }
        ],
        [
            'permissions',
            () => {
                world.source.disk.set('/ws/dist/a', { mode: 0o755 });
            }
        ],
        [
            'an empty directory',
            () => {
                world.source.disk.makeDirectory('/ws/dist/empty');
            }
        ],
        [
            'a file that is gone',
            () => {
                world.source.remove('a');
            }
        ]
    ])('publishes when there is a difference: %s', async (_, change) => {
        await world.take();
        change();
        expect(await world.take({ skipIfUnchanged: true })).toMatchObject({ status: 'created', changed: true });
    });
    test('publishes a first snapshot, and without it an equal one', async () => {
        expect(await world.take({ skipIfUnchanged: true })).toMatchObject({ status: 'created' });
        expect(await world.take()).toMatchObject({ status: 'created', changed: false });
    });
    test('equal times, equal snapshot: compare: quick knows that too', async () => {
        const first = await world.take({ compare: 'quick' });
        const second = await world.take({ compare: 'quick', skipIfUnchanged: true });
        expect(second).toMatchObject({ status: 'unchanged', digest: first.digest });
        world.source.write('new', 'n');
        expect(await world.take({ compare: 'quick', skipIfUnchanged: true })).toMatchObject({ status: 'created' });
    });
    test('what is equal to another series only is still published here', async () => {
        await world.take();
        const report = await world.take({ name: 'acme/feature', linkFrom: ['acme/app/build/main'], skipIfUnchanged: true });
        expect(report).toMatchObject({ status: 'created', changed: false, counts: { filesLinked: 2 } });
    });
});
describe('a dry run', () => {
    test('of a first snapshot says what it would store, and writes nothing at all', async () => {
        const before = everything();
        const report = await world.take({ dryRun: true });
        expect(report).toMatchObject({
            status: 'dry-run',
            snapshot: '',
            latestPath: '',
            changed: true,
            counts: { files: 2, filesLinked: 0, filesCopied: 2, filesAdded: 2, directories: 2 },
            bytes: { bytes: 10_000, bytesLinked: 0 },
            causes: [{ cause: 'new', files: 2, bytes: 10_000 }],
            totals: { snapshots: 0, bytesOnDisk: 0 }
        });
        expect(everything()).toEqual(before);
    });
    test.each(['content', 'quick'])('of a next one (%s) foretells what the real run then does', async (compare) => {
        await world.take({ compare });
        world.source.write('a', 'A'.repeat(6000));
        world.source.write('c', 'c');
        const before = everything();
        const foretold = await world.take({ dryRun: true, compare });
        expect(everything()).toEqual(before);
        const { counts, causes, base, bytes, largest } = await world.take({ compare });
        expect(foretold).toMatchObject({ status: 'dry-run', counts, causes, base, largest, changed: true });
        // The tree alone, as the report of the real run has it: our own files beside it are in neither.
        expect(foretold.bytes).toEqual(bytes);
    });
    test('of quick comparison calls new what is new, and permissions what has others', async () => {
        expect((await world.take({ dryRun: true, compare: 'quick' })).causes).toMatchObject([{ cause: 'new', files: 2 }]);
        await world.take({ compare: 'quick' });
        world.source.disk.set('/ws/dist/a', { mode: 0o755 });
        const { causes } = await world.take({ dryRun: true, compare: 'quick' });
        expect(causes).toMatchObject([{ cause: 'mode', files: 1 }]);
    });
    test('shows no tags and no pin: there is no snapshot that has them', async () => {
        expect(await world.take({ dryRun: true, tags: ['nightly'], pin: true })).toMatchObject({ tags: [], pinned: false });
    });
    test('of the same tree says that nothing changed', async () => {
        const first = await world.take();
        expect(await world.take({ dryRun: true })).toMatchObject({ changed: false, digest: first.digest, causes: [] });
    });
    test('on an unmarked filesystem of its own does not mark it', async () => {
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        const before = everything();
        expect(await world.take({ dryRun: true })).toMatchObject({ status: 'dry-run' });
        expect(everything()).toEqual(before);
    });
    test('meets the same refusals', async () => {
        world.disk.capacityBytes = world.disk.usage('/mnt') + 20_000;
        expect(await world.fails({ dryRun: true })).toMatchObject({ kind: 'room' });
        world.disk.capacityBytes = 2 ** 40;
        await world.take();
        world.source.remove('a');
        expect(await world.fails({ dryRun: true, maxShrink: 0.1 })).toMatchObject({ kind: 'shrunk' });
        world.volume.differs = { kind: 'missing' };
        expect(await world.fails({ dryRun: true })).toMatchObject({ kind: 'volume' });
    });
});
describe('read-only', () => {
    const untrusted = 'the run was started by a pull request from a fork';
    test.each([
        ['auto', untrusted, `Nothing is written, because ${untrusted}. Set "read-only: false" only where`],
        [true, undefined, 'Nothing is written, because "read-only" is true.'],
        [true, untrusted, 'Nothing is written, because "read-only" is true.']
    ])('read-only: %s, event: %s', async (readOnly, why, reason) => {
        if (why !== undefined)
            world.context = { ...world.context, untrusted: why };
        // Not even looked at: the volume may not be there for such a run.
        world.volume.differs = { kind: 'missing' };
        const before = everything();
        const report = await world.take({ readOnly });
        expect(report).toMatchObject({ status: 'skipped', reason: expect.stringContaining(reason), snapshot: '' });
        expect(everything()).toEqual(before);
    });
    test('shows no figures and no marks: nothing was measured, and no snapshot has them', async () => {
        await world.take();
        const report = await world.take({ readOnly: true, tags: ['nightly'], pin: true });
        expect(report).toMatchObject({ status: 'skipped', tags: [], pinned: false });
        const told = Object.entries(snapshotOutputs(report, '')).filter(([, value]) => value !== '');
        expect(told.map(([name]) => name)).toEqual(['status', 'pruned', 'pruned-ids', 'bytes-freed', 'duration-ms']);
    });
    test.each([
        ['auto', undefined],
        [false, undefined],
        [false, untrusted]
    ])('read-only: %s, event: %s writes', async (readOnly, why) => {
        if (why !== undefined)
            world.context = { ...world.context, untrusted: why };
        expect(await world.take({ readOnly })).toMatchObject({ status: 'created' });
    });
});
