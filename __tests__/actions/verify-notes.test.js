// What a verification notes beside a series, what becomes of that later, and what keeps it from noting.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { mostKnownDamage } from "../../src/core/known-damage.js";
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
import { seriesPath } from "../support/fakes/world.js";
let world;
let first = '';
let third = '';
const rotten = 'A' + 'a'.repeat(4999);
const whole = 'a'.repeat(5000);
beforeEach(async () => {
    world = new VerifyWorld();
    [first, , third] = await world.takeThree();
});
const noted = () => world.known().map(({ kind, path, snapshot }) => `${kind} ${path} ${snapshot}`);
describe('damage is noted', () => {
    test('with the newest snapshot that has it, and the moment at which it was first found', async () => {
        world.disk.rot(world.at(first, 'lib/a.js'), rotten);
        await world.verify({ snapshot: { by: 'id', start: first } });
        expect(noted()).toEqual([`content lib/a.js ${third}`]);
        const before = world.disk.at(`${seriesPath}/.snapshots/damaged.json`)?.data;
        world.clock.step(1000);
        const again = await world.verify();
        expect(again).toMatchObject({ ok: false, knownBefore: 1, isNoted: true });
        expect(world.disk.at(`${seriesPath}/.snapshots/damaged.json`)?.data).toBe(before);
    });
    test('only for what could be linked to', async () => {
        world.disk.remove(world.at(first, 'lib/b.js'));
        world.disk.write(world.at(first, 'lib/note'), 'x');
        world.disk.set(world.at(first, 'top'), { mode: 0o600 });
        expect((await world.verify()).damaged).toHaveLength(3);
        expect(noted()).toEqual([]);
    });
    test('and forgotten once that very inode was read and is whole', async () => {
        world.disk.rot(world.at(first, 'lib/a.js'), rotten);
        await world.verify();
        world.disk.rot(world.at(first, 'lib/a.js'), whole);
        // Another snapshot alone, of which it is a part as well.
        await world.verify({ snapshot: { by: 'latest' } });
        expect(noted()).toEqual([]);
    });
    test('but not because it was not looked at', async () => {
        world.disk.rot(world.at(first, 'version'), 'X');
        await world.verify();
        expect(noted()).toEqual([`content version ${first}`]);
        await world.verify({ snapshot: { by: 'latest' } });
        await world.verify({ subset: { by: 'share', share: 1e-9 } });
        expect(noted()).toEqual([`content version ${first}`]);
    });
    test('and forgotten once everything was read and it is not there any more', async () => {
        world.disk.rot(world.at(first, 'version'), 'X');
        await world.verify();
        for (const path of [first, `.snapshots/records/${first}.json`])
            world.disk.remove(`${seriesPath}/${path}`);
        expect((await world.verify()).ok).toBe(true);
        expect(noted()).toEqual([]);
    });
    test('and not forgotten when something could not be looked at', async () => {
        world.disk.rot(world.at(first, 'version'), 'X');
        await world.verify();
        world.disk.remove(`${seriesPath}/.snapshots/manifests/${first}.mtree`);
        expect(found(await world.verify())).toEqual([`manifest .: ${first}`]);
        expect(noted()).toEqual([`content version ${first}`]);
    });
    test('anew when the list itself was damaged', async () => {
        world.disk.rot(world.at(first, 'version'), 'X');
        world.disk.write(`${seriesPath}/.snapshots/damaged.json`, '{"format":1,"damaged":[{}]}');
        const report = await world.verify();
        expect(report.warnings).toEqual([expect.stringMatching(/cannot be read, and is made anew: damaged\.0\.path/)]);
        expect(noted()).toEqual([`content version ${first}`]);
        expect((await world.verify()).warnings).toEqual([]);
    });
});
describe('it is not noted, and that is said,', () => {
    const left = 'was not noted beside it, so the next snapshot does not know of it: ';
    beforeEach(() => {
        world.disk.rot(world.at(first, 'lib/a.js'), rotten);
    });
    test.each([
        [
            'for an event that strangers can cause',
            () => (world.context = { ...world.context, untrusted: 'a fork did it' }),
            'a fork did it'
        ],
        [
            'on a volume that cannot be written',
            () => (world.volume.differs = { isWritable: false }),
            'the volume cannot be written by this user'
        ],
        [
            'while another run writes the series for too long',
            () => world.volume.locks.set('acme/app/build/main', { holder: 'run 1', freeAfterMs: 600_001 }),
            'The series is still being written by run 1.'
        ],
        [
            'on a full disk',
            () => (world.volume.keepingFails = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' })),
            'ENOSPC: no space'
        ]
    ])('%s', async (_, given, why) => {
        given();
        const report = await world.verify();
        expect(report).toMatchObject({ ok: false, isNoted: false });
        expect(report.warnings).toEqual([`What was found in the series acme/app/build/main ${left}${why}`]);
        expect(noted()).toEqual([]);
    });
    test('in a dry run, which is no warning', async () => {
        const report = await world.verify({ dryRun: true });
        expect(report).toMatchObject({ ok: false, isNoted: false, warnings: [] });
        expect(report.notes).toEqual([expect.stringContaining(`${left}"dry-run" is true`)]);
        expect(noted()).toEqual([]);
    });
    test('but waited for while another run writes the series', async () => {
        world.volume.locks.set('acme/app/build/main', { holder: 'run 1', freeAfterMs: 60_000 });
        expect(await world.verify()).toMatchObject({ isNoted: true, warnings: [] });
        expect(world.reporter.infos).toContain('Waiting for the series acme/app/build/main, which is being written by run 1');
        expect(noted()).toHaveLength(1);
    });
    test('where a defect shows itself, or the run is cancelled', async () => {
        world.volume.keepingFails = new TypeError('undefined is not a function');
        await expect(world.verify()).rejects.toThrow(TypeError);
        world.volume.keepingFails = new Failure('cancelled', 'Cancelled.');
        await expect(world.verify()).rejects.toThrow('Cancelled.');
    });
});
test('of more damage than can be noted, that is said', async () => {
    const line = (ino) => ({
        ...{ path: 'x', snapshot: first, kind: 'unreadable', sha256: '0'.repeat(64), size: 1, storedMtimeNs: '1' },
        ino: String(ino + 1_000_000),
        foundAt: '2026-11-20T02:00:00Z'
    });
    const full = { format: 1, damaged: Array.from({ length: mostKnownDamage }, (_, at) => line(at)) };
    world.disk.write(`${seriesPath}/.snapshots/damaged.json`, JSON.stringify(full));
    world.disk.rot(world.at(first, 'lib/a.js'), rotten);
    const report = await world.verify({ snapshot: { by: 'latest' } });
    expect(report).toMatchObject({ isNoted: false, knownBefore: mostKnownDamage });
    expect(report.warnings).toEqual([
        expect.stringMatching(/^Of the damaged files of the series .* only 10,000 could be noted/)
    ]);
    expect(world.known()).toHaveLength(mostKnownDamage);
});
test('nothing is locked where there is nothing to note', async () => {
    world.volume.locks.set('acme/app/build/main', { holder: 'run 1', freeAfterMs: 600_001 });
    world.disk.remove(world.at(first, 'top'));
    expect(await world.verify()).toMatchObject({ ok: false, warnings: [] });
});
