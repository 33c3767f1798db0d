// What is known to be damaged is not linked forward: the next snapshot stores a whole copy, and the one after it links to that.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { verifyFailure } from "../../src/core/report/verify-outcome.js";
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
import { seriesName, seriesPath } from "../support/fakes/world.js";
let world;
let third = '';
const whole = 'a'.repeat(5000);
const rotten = 'A' + 'a'.repeat(4999);
beforeEach(async () => {
    world = new VerifyWorld();
    [, , third] = await world.takeThree();
});
const rot = async (path = 'lib/a.js', data = rotten) => {
    world.disk.rot(world.at(third, path), data);
    expect((await world.verify()).ok).toBe(false);
};
const last = () => world.ids().at(-1) ?? '';
describe.each([
    ['although the source has another time', true],
    ['where the source, and so the key of the copy, has the very same time', false]
])('the next snapshot, %s,', (_, isRebuilt) => {
    test('stores a whole copy; the one after that links to the copy, and says nothing', async () => {
        if (isRebuilt)
            world.source.rebuild();
        await rot();
        const next = await world.take();
        expect(next).toMatchObject({ changed: false, counts: { filesCopied: 1, filesLinked: 3 } });
        expect(next.causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
        expect(next.warnings).toEqual([
            expect.stringMatching(/^One file could not be linked, because a verification found/)
        ]);
        expect(world.stored(last())['lib/a.js']).toBe(whole);
        expect(world.stored(third)['lib/a.js']).toBe(rotten);
        const copy = world.ino(last(), 'lib/a.js');
        expect(copy).not.toBe(world.ino(third, 'lib/a.js'));
        if (!isRebuilt) {
            const [now, then] = [last(), third].map(id => world.disk.at(world.at(id, 'lib/a.js'))?.mtimeNs);
            expect(now).toBe(then);
        }
        const after = await world.take();
        expect(after).toMatchObject({ counts: { filesCopied: 0, filesLinked: 4 }, warnings: [], causes: [] });
        expect(world.ino(last(), 'lib/a.js')).toBe(copy);
        expect((await world.verify({ snapshot: { by: 'latest' } })).ok).toBe(true);
        // Verified or not, what is damaged stays known while it is there.
        expect(world.known()).toHaveLength(1);
        expect((await world.take()).warnings).toEqual([]);
    });
});
test('a volume that was copied to another disk, damage and all, does not pass for whole by its new inodes', async () => {
    await rot();
    const { data = '', mtimeNs = 0n } = world.disk.at(world.at(third, 'lib/a.js')) ?? {};
    for (const id of world.ids())
        world.disk.write(world.at(id, 'lib/a.js'), data, { mtimeNs });
    world.volume.kept.clear();
    expect((await world.take()).causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
    expect(world.stored(last())['lib/a.js']).toBe(whole);
});
test('what is damaged, gone, and wanted again is an ordinary loss', async () => {
    await rot();
    world.disk.remove(world.at(third, 'lib/a.js'));
    expect((await world.take()).causes).toEqual([{ cause: 'altered', files: 1, bytes: 5000 }]);
});
test('what cannot even be looked at any more is not linked to', async () => {
    await rot();
    world.volume.closed = path => path === 'lib/a.js';
    expect((await world.take()).causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
});
test('a file that moved is not linked to the damaged one it was, and counts as moved', async () => {
    await rot();
    world.source.remove('lib/a.js');
    world.source.write('moved.js', whole);
    const next = await world.take();
    expect(next.causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
    expect(next.counts).toMatchObject({ filesMoved: 1, filesAdded: 0, filesRemoved: 0 });
    expect(world.stored(last())['moved.js']).toBe(whole);
});
test('a duplicate of it is stored with it, once', async () => {
    await rot();
    world.source.write('copy.js', whole);
    const next = await world.take();
    expect(next.causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
    expect(next.counts).toMatchObject({ filesCopied: 1, filesLinked: 4 });
    expect(world.ino(last(), 'copy.js')).toBe(world.ino(last(), 'lib/a.js'));
});
test('where the base has the same content elsewhere, whole, that is linked to', async () => {
    world.source.write('apart', whole);
    world.volume.afterProbe = () => (world.disk.linkLimit = 1);
    await world.take();
    world.volume.afterProbe = () => undefined;
    world.disk.linkLimit = 65_000;
    third = last();
    expect(world.ino(third, 'apart')).not.toBe(world.ino(third, 'lib/a.js'));
    await rot();
    expect(await world.take()).toMatchObject({ causes: [], counts: { filesLinked: 5 }, warnings: [] });
    expect(world.ino(last(), 'lib/a.js')).toBe(world.ino(third, 'apart'));
});
test('a branch that links from a series with known damage does not take it over', async () => {
    await rot();
    await world.take({ name: 'acme/app/build/dev', linkFrom: [seriesName] });
    const [dev = ''] = world.ids('acme/app/build/dev');
    expect(world.record(dev, 'acme/app/build/dev').causes).toContainEqual({ cause: 'damaged', files: 1, bytes: 5000 });
    expect(world.stored(dev, 'acme/app/build/dev')['lib/a.js']).toBe(whole);
});
test('a series learns what was found damaged in a branch that links from it', async () => {
    await world.take({ name: 'acme/app/build/dev', linkFrom: [seriesName] });
    await world.take({ name: 'acme/app/build/apart' });
    const [dev = ''] = world.ids('acme/app/build/dev');
    world.disk.rot(world.at(third, 'lib/a.js'), rotten);
    const report = await world.verify({ name: 'acme/app/build/dev' });
    expect(found(report)).toEqual([
        `content lib/a.js: ${[
            dev,
            ...world
                .ids()
                .toReversed()
                .map(id => `${seriesName}/${id}`)
        ].join(' ')}`
    ]);
    expect(verifyFailure(report)).toMatch(/^In 1 snapshot of the series `acme\/app\/build\/dev` and 3 of other series, 1 path/);
    expect(world.known()).toMatchObject([{ path: 'lib/a.js', snapshot: third }]);
    expect(world.known('acme/app/build/apart')).toEqual([]);
    expect((await world.take()).causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
    expect(world.stored(last())['lib/a.js']).toBe(whole);
});
test('other series are not walked where the kernel counts no more names than were told', async () => {
    await world.take({ name: 'acme/app/build/dev' });
    const real = world.volume.series.bind(world.volume);
    world.volume.series = name => {
        const sharing = () => Promise.reject(new Error('it is walked'));
        return name === seriesName ? real(name) : { ...real(name), sharing };
    };
    await rot();
    await world.take({ name: 'acme/app/build/branch', linkFrom: [seriesName] });
    world.disk.rot(world.at(third, 'lib/b.js'), 'B'.repeat(6000));
    await expect(world.verify()).rejects.toThrow('it is walked');
});
describe('compare: quick', () => {
    test('does not let rsync link to it', async () => {
        await rot();
        const next = await world.take({ compare: 'quick' });
        expect(next.causes).toEqual([{ cause: 'damaged', files: 1, bytes: 5000 }]);
        expect(next.counts).toMatchObject({ filesLinked: 3, filesCopied: 1 });
        expect(world.stored(last())).toEqual(world.built());
        expect(world.ino(last(), 'lib/a.js')).not.toBe(world.ino(third, 'lib/a.js'));
        expect((await world.take({ compare: 'quick' })).counts).toMatchObject({ filesLinked: 4 });
    });
    test('calls other bytes of the same size and time by their name', async () => {
        await rot();
        const mtimeNs = world.source.disk.at('/ws/dist/lib/a.js')?.mtimeNs ?? 0n;
        world.source.write('lib/a.js', 'c'.repeat(5000), { mtimeNs });
        expect((await world.take({ compare: 'quick' })).causes).toEqual([{ cause: 'content', files: 1, bytes: 5000 }]);
    });
    test('is foreseen by a dry run', async () => {
        await rot();
        for (const compare of ['quick', 'content'])
            expect((await world.take({ compare, dryRun: true })).causes).toEqual([
                { cause: 'damaged', files: 1, bytes: 5000 }
            ]);
    });
});
describe('skip-if-unchanged', () => {
    test.each(['content', 'quick'])('takes a new snapshot of an unchanged source (%s)', async (compare) => {
        await rot();
        const next = await world.take({ skipIfUnchanged: true, compare });
        expect(next.status).toBe('created');
        expect((await world.take({ skipIfUnchanged: true, compare })).status).toBe('unchanged');
    });
    test('says why', async () => {
        await rot();
        expect((await world.take({ skipIfUnchanged: true })).warnings).toContainEqual(expect.stringMatching(/found 1 file of the snapshot .* damaged\. A new one is taken, which is whole\./));
    });
});
test('a list of damage that cannot be used is a warning, and the snapshot is taken', async () => {
    world.disk.write(`${seriesPath}/.snapshots/damaged.json`, 'nonsense');
    const next = await world.take();
    expect(next).toMatchObject({ status: 'created', counts: { filesLinked: 4 } });
    expect(next.warnings).toEqual([expect.stringMatching(/is not known any more.*Verify all its snapshots/)]);
});
test('once retention has removed what is damaged, all is forgotten', async () => {
    await rot();
    const damaged = world.ids();
    await world.take();
    for (const id of damaged)
        for (const path of [id, `.snapshots/records/${id}.json`])
            world.disk.remove(`${seriesPath}/${path}`);
    expect(found(await world.verify())).toEqual([]);
    expect(world.known()).toEqual([]);
});
