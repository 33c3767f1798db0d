// Samples of what is stored: every path is looked at, and only a part of the files is read.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
let world;
let first = '';
let second = '';
let third = '';
beforeEach(async () => {
    world = new VerifyWorld();
    [first, second, third] = await world.takeThree();
});
describe('a sample', () => {
    test('looks at every path, and reads only its part', async () => {
        let read = 0;
        for (const part of [1, 2, 3]) {
            const report = await world.verify({ subset: { by: 'part', part, of: 3 } });
            expect(report).toMatchObject({ ok: true, isSample: true, pathsLookedAt: 18, subset: `${part}/3` });
            read += report.filesChecked;
        }
        expect(read).toBe(6);
    });
    test('finds by lstat what it does not read', async () => {
        world.disk.remove(world.at(second, 'lib/a.js'));
        world.disk.set(world.at(second, 'top'), { mode: 0o600 });
        world.disk.rot(world.at(second, 'version'), 'longer');
        const report = await world.verify({ subset: { by: 'share', share: 1e-9 } });
        expect(report.filesChecked).toBe(1);
        expect(found(report)).toEqual([
            `size version: ${second}`,
            `missing lib/a.js: ${second}`,
            `attributes top: ${third} ${second} ${first}`
        ]);
    });
    test('of so many bytes ends with the file that makes them up, and draws others in another run', async () => {
        const one = await world.verify({ subset: { by: 'bytes', bytes: 1 } }, 'one');
        expect(one).toMatchObject({ ok: true, subset: '1 B' });
        expect(one.filesChecked).toBe(1);
        const drawn = new Set();
        for (const seed of 'abcdefghij') {
            await world.verify({ subset: { by: 'bytes', bytes: 1 } }, seed);
            drawn.add(String(world.volume.read));
        }
        expect(drawn.size).toBeGreaterThan(2);
        expect(await world.verify({ subset: { by: 'bytes', bytes: 1e9 } })).toMatchObject({ filesChecked: 6 });
    });
    test('finds rot in what it reads last', async () => {
        world.disk.rot(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
        const report = await world.verify({ subset: { by: 'bytes', bytes: 1e9 } });
        expect(found(report)).toEqual([`content lib/a.js: ${third} ${second} ${first}`]);
    });
    test('of the part whose turn it is goes on with the next one the day after', async () => {
        const subsets = [];
        for (let day = 0; day < 4; day++) {
            subsets.push((await world.verify({ subset: { by: 'turn', of: 4 } })).subset);
            world.clock.step(24 * 3_600_000);
        }
        expect(subsets.filter(subset => /^[1-4]\/4$/.test(subset))).toHaveLength(4);
        expect(new Set(subsets).size).toBeGreaterThanOrEqual(3);
    });
});
