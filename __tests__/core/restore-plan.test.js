// What a restore does about each thing that may stand in a target: nothing, attributes alone, or all of it.
import { describe, expect, test } from '@jest/globals';
import { directoriesOf, directoriesToFinish, pathsToHash, planRestore } from "../../src/core/restore-plan.js";
import { restoreRoom } from "../../src/core/restore-room.js";
import { dirOf, fileOf, linkOf, path, shaOf } from "./entries.js";
const rules = { keepOwners: false, trustTimes: false };
const asIs = (entry) => ({
    type: entry.type,
    mode: entry.mode,
    uid: 1,
    gid: 1,
    size: entry.type === 'dir' ? 4096 : entry.size,
    mtimeNs: entry.mtimeNs,
    links: 1,
    allocated: 4096,
    ...(entry.target === undefined ? {} : { target: entry.target })
});
const presentOf = (things) => new Map(Object.entries(things).flatMap(([name, now]) => (now === undefined ? [] : [[path(name), now]])));
const planOf = (entries, things, digests = {}, by = rules) => planRestore({ entries, parents: [] }, presentOf(things), new Map(Object.entries(digests).map(([name, content]) => [path(name), shaOf(content)])), by);
const file = fileOf('f', 'content', { owner: { uid: 7, gid: 8 } });
const link = linkOf('l', 'a', { owner: { uid: 7, gid: 8 } });
describe('a file', () => {
    const fate = (now, content, by = {}) => {
        const { same, steps } = planOf([file], { f: now }, content === undefined ? {} : { f: content }, { ...rules, ...by });
        return same.length === 1 ? 'same' : (steps[0]?.from ?? 'forgotten');
    };
    const there = asIs(file);
    test.each([
        ['not there', undefined, undefined, {}, 'snapshot'],
        ['there exactly so', there, 'content', {}, 'same'],
        ['other bytes of the same size', there, 'tnetnoc', {}, 'snapshot'],
        ['that cannot be read', there, undefined, {}, 'snapshot'],
        ['another size', { ...there, size: 1 }, undefined, {}, 'snapshot'],
        ['another mode', { ...there, mode: 0o600 }, 'content', {}, 'target'],
        ['another mtime, by a nanosecond', { ...there, mtimeNs: 11n }, 'content', {}, 'target'],
        ['another owner, which is left alone', there, 'content', { keepOwners: false }, 'same'],
        ['another owner', there, 'content', { keepOwners: true }, 'target'],
        ['its owner', { ...there, uid: 7, gid: 8 }, 'content', { keepOwners: true }, 'same'],
        ['a symlink', asIs(linkOf('f', 'x')), undefined, {}, 'snapshot'],
        ['a FIFO', { ...there, type: 'other' }, undefined, {}, 'snapshot'],
        ['trusted by size and time', there, undefined, { trustTimes: true }, 'same'],
        ['trusted, with another mode', { ...there, mode: 0o600 }, undefined, { trustTimes: true }, 'target'],
        ['not trusted, with another time', { ...there, mtimeNs: 11n }, undefined, { trustTimes: true }, 'snapshot']
    ])('%s', (_, now, content, by, expected) => {
        expect(fate(now, content, by)).toBe(expected);
    });
    test('that is empty needs no reading', () => {
        const empty = fileOf('f', '');
        const things = presentOf({ f: asIs(empty) });
        expect(pathsToHash([empty], things, rules)).toEqual([]);
        expect(planRestore({ entries: [empty], parents: [] }, things, new Map(), rules).same).toEqual([empty]);
    });
    test('has the mode that its source had, not the one it is stored with', () => {
        const stored = fileOf('f', '', { mode: 0o755, sourceMode: 0o4755 });
        expect(planOf([stored], { f: asIs(stored) }).steps).toEqual([{ entry: stored, from: 'target' }]);
        expect(planOf([stored], { f: { ...asIs(stored), mode: 0o4755 } }).same).toEqual([stored]);
    });
    test('is read where only its content can tell', () => {
        const entries = [fileOf('a', 'x'), fileOf('b', 'x'), fileOf('c', 'x'), fileOf('d', 'x'), dirOf('e')];
        const things = presentOf({
            a: asIs(fileOf('a', 'y')),
            b: { ...asIs(fileOf('b', 'x')), mtimeNs: 9n },
            c: asIs(fileOf('c', 'longer')),
            d: asIs(linkOf('d', 'x')),
            e: asIs(dirOf('e'))
        });
        expect(pathsToHash(entries, things, rules)).toEqual(['a', 'b']);
        expect(pathsToHash(entries, things, { ...rules, trustTimes: true })).toEqual([]);
    });
});
describe('a symlink', () => {
    test.each([
        ['not there', undefined, {}, false],
        ['there exactly so, whatever mode it shows', { ...asIs(link), mode: 0o755 }, {}, true],
        ['that leads elsewhere', { ...asIs(link), target: path('b') }, {}, false],
        ['of another time', { ...asIs(link), mtimeNs: 11n }, {}, false],
        ['of another owner', asIs(link), { keepOwners: true }, false],
        ['a file of that content', asIs(fileOf('l', 'a')), {}, false]
    ])('%s', (_, now, by, isSame) => {
        const { same, steps } = planOf([link], { l: now }, {}, { ...rules, ...by });
        expect([same, steps]).toEqual(isSame ? [[link], []] : [[], [{ entry: link, from: 'snapshot' }]]);
    });
});
describe('directories', () => {
    const entries = [dirOf('.'), dirOf('a'), dirOf('a/b'), fileOf('a/b/f', ''), dirOf('c')];
    const all = { '.': asIs(dirOf('.')), a: asIs(dirOf('a')), 'a/b': asIs(dirOf('a/b')), c: asIs(dirOf('c')) };
    const finished = (plan, removed = []) => directoriesToFinish({ entries, parents: [] }, plan, removed)
        .map(one => one.path)
        .join(' ');
    test('that are not there are made, parents first', () => {
        const plan = planOf(entries, {});
        expect(plan).toMatchObject({ make: ['.', 'a', 'c', 'a/b'], inTheWay: [], displaced: [] });
        expect(finished(plan)).toBe('. a a/b c');
    });
    test('take the place of anything else', () => {
        const plan = planOf(entries, { ...all, a: asIs(linkOf('a', 'elsewhere')), 'a/b': undefined });
        expect(plan).toMatchObject({ make: ['a', 'a/b'], inTheWay: ['a'] });
    });
    test('make way for files and symlinks', () => {
        const plan = planOf([dirOf('.'), fileOf('f', ''), link], {
            '.': asIs(dirOf('.')),
            f: asIs(dirOf('f')),
            l: asIs(dirOf('l'))
        });
        expect(plan).toMatchObject({ displaced: ['f', 'l'], inTheWay: [], make: [] });
        expect(plan.steps).toHaveLength(2);
    });
    test('are finished when something came into them or went, and the top always', () => {
        const there = { ...all, 'a/b/f': asIs(fileOf('a/b/f', '')) };
        expect(finished(planOf(entries, there))).toBe('.');
        expect(finished(planOf(entries, all))).toBe('. a/b');
        expect(finished(planOf(entries, there), ['c/gone', 'a/x'])).toBe('. a c');
        expect(finished(planOf(entries, { ...there, c: { ...all.c, mtimeNs: 3n } }))).toBe('. c');
        expect(finished(planOf(entries, { ...there, c: { ...all.c, mode: 0o700 } }))).toBe('. c');
    });
    test('that are only on the way are finished when they are new', () => {
        const selected = { parents: [dirOf('.'), dirOf('a'), dirOf('a/b')], entries: [fileOf('a/b/f', '')] };
        const things = presentOf({ '.': asIs(dirOf('.')), a: { ...all.a, mode: 0o700 } });
        const plan = planRestore(selected, things, new Map(), rules);
        expect(plan).toMatchObject({ make: ['a/b'] });
        expect(plan.differing.size).toBe(0);
        expect(directoriesToFinish(selected, plan, [])).toEqual([dirOf('a/b')]);
        expect(directoriesOf(selected)).toEqual(['.', 'a', 'a/b']);
    });
});
describe('the room it takes', () => {
    const size = 300 * 4096;
    const big = fileOf('f', 'x', { size });
    const roomOf = (things, entries = [big]) => {
        const { bytes, inodes } = restoreRoom(planOf(entries, things), presentOf(things));
        return [bytes / 4096, inodes];
    };
    test.each([
        ['a new file', {}, [300, 1]],
        ['one that grows: both are there for a moment', { f: { ...asIs(big), size: 4096 } }, [300, 1]],
        ['one of the same size', { f: { ...asIs(big), allocated: size } }, [300, 1]],
        ['one that shrinks', { f: { ...asIs(big), size: 2 * size, allocated: 2 * size } }, [300, 1]],
        ['one that has another name', { f: { ...asIs(big), links: 2, allocated: size } }, [300, 1]],
        ['in place of a symlink', { f: asIs(linkOf('f', 'x')) }, [300, 1]]
    ])('%s', (_, things, expected) => {
        expect(roomOf(things)).toEqual(expected);
    });
    test('is that of directories and symlinks too', () => {
        expect(roomOf({}, [dirOf('.'), dirOf('d'), link])).toEqual([3, 3]);
    });
    test('is that of the archive that small files come out of as well, as far as it is there at one time', () => {
        const small = (count, of) => Array.from({ length: count }, (_, index) => fileOf(`s${index}`, 'x', { size: of }));
        expect(roomOf({}, small(1, 4096))).toEqual([1 + 2, 1]);
        expect(roomOf({}, small(200, 1024 * 1024))[0]).toBe(200 * 256 + 64 * 256);
    });
    test('is bounded by what is written aside at one time', () => {
        const one = 64 * 1024 * 1024;
        const entries = Array.from({ length: 20 }, (_, index) => fileOf(`f${index}`, 'x', { size: one }));
        const things = Object.fromEntries(entries.map(entry => [entry.path, { ...asIs(entry), allocated: one }]));
        expect(roomOf(things, entries)[0] * 4096).toBe(9 * one);
    });
    test('is that of the blocks where a file has holes', () => {
        const plan = planOf([big], {});
        expect(restoreRoom(plan, new Map(), new Map([[big.path, 4096]])).bytes).toBe(4096);
        expect(restoreRoom(plan, new Map(), new Map([[big.path, 999 * 4096]])).bytes).toBe(size);
        const small = fileOf('s', 'x', { size: 10 * 4096 });
        expect(restoreRoom(planOf([small], {}), new Map(), new Map([[small.path, 4096]])).bytes).toBe(21 * 4096);
    });
});
