// Where what is lost is still whole: looked for in every snapshot, and proven by reading it.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
import { seriesPath } from "../support/fakes/world.js";
let world;
let first = '';
let second = '';
let third = '';
beforeEach(async () => {
    world = new VerifyWorld();
    [first, second, third] = await world.takeThree();
});
describe('what is lost is looked for where it is whole', () => {
    const rotten = () => {
        world.disk.rot(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
    };
    test('in a later snapshot that has a copy of its own', async () => {
        rotten();
        await world.verify();
        await world.take();
        const [, , , fresh = ''] = world.ids();
        const report = await world.verify();
        expect(report.damaged[0]?.wholeIn).toEqual({ snapshot: fresh, path: 'lib/a.js', sameContent: true });
    });
    test('under another path', async () => {
        world.source.write('copy.js', 'a'.repeat(5000), { mode: 0o600 });
        await world.take();
        rotten();
        const report = await world.verify({ snapshot: { by: 'id', start: first } });
        expect(report.damaged[0]?.wholeIn).toEqual({ snapshot: world.ids()[3], path: 'copy.js', sameContent: true });
    });
    test('and if need be as another version of the same file', async () => {
        world.disk.rot(world.at(second, 'version'), 'X');
        const report = await world.verify();
        expect(report.damaged[0]?.wholeIn).toEqual({ snapshot: third, path: 'version', sameContent: false });
    });
    test('but never where that is damaged too', async () => {
        for (const id of [first, second, third])
            world.disk.rot(world.at(id, 'version'), 'X');
        const report = await world.verify({ snapshot: { by: 'latest' } });
        expect(found(report)).toEqual([`content version: ${third}`]);
        expect(report.damaged[0]?.wholeIn).toBeUndefined();
    });
    test('nor in a snapshot that is removed meanwhile; and where it cannot be held for another reason, that is an error', async () => {
        rotten();
        await world.verify();
        await world.take();
        const [, , , fresh = ''] = world.ids();
        const series = world.volume.series.bind(world.volume);
        const refuse = (error) => {
            world.volume.series = name => ({
                ...series(name),
                read: id => (id === fresh ? Promise.reject(error) : series(name).read(id))
            });
        };
        for (const kind of ['missing', 'locked']) {
            refuse(new Failure(kind, 'It is not there any more.'));
            const report = await world.verify({ snapshot: { by: 'id', start: first } });
            expect(report.damaged[0]?.wholeIn).toBeUndefined();
        }
        refuse(new TypeError('undefined is not a function'));
        await expect(world.verify({ snapshot: { by: 'id', start: first } })).rejects.toThrow(TypeError);
    });
    test('not for ever: of thousands, the first ones', async () => {
        for (let at = 0; at < 1001; at++)
            world.source.write(`many/${at}`, `content ${at}`);
        await world.take();
        const [, , , id = ''] = world.ids();
        for (let at = 0; at < 1001; at++)
            world.disk.remove(world.at(id, `many/${at}`));
        world.volume.kept.clear();
        await world.take();
        const report = await world.verify({ snapshot: { by: 'id', start: id } });
        expect(report.damaged).toHaveLength(1001);
        expect(report.damaged.filter(({ wholeIn }) => wholeIn !== undefined)).toHaveLength(1000);
        expect(report.notes).toEqual(['Whole copies were looked for of the first 1000 damaged files only.']);
    });
    test('nor when the run is cancelled while it is looked for', async () => {
        rotten();
        const series = world.volume.series.bind(world.volume);
        let calls = 0;
        world.volume.series = name => ({
            ...series(name),
            manifest: id => (++calls > 1 ? Promise.reject(new Failure('cancelled', 'Cancelled.')) : series(name).manifest(id))
        });
        await expect(world.verify({ snapshot: { by: 'id', start: first } })).rejects.toThrow('Cancelled.');
        expect(world.volume.readers.size).toBe(0);
    });
    test('nor in a snapshot that cannot be used', async () => {
        rotten();
        await world.verify();
        await world.take();
        const [, , , fresh = ''] = world.ids();
        world.disk.remove(`${seriesPath}/.snapshots/manifests/${fresh}.mtree`);
        const report = await world.verify({ snapshot: { by: 'id', start: first } });
        expect(report.damaged[0]?.wholeIn).toBeUndefined();
    });
});
