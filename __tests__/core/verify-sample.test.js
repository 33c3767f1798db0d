// Which files a sample takes: parts that cover everything, shares that are about as large as they say, budgets that are met.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { partOf, partOfDay, sampleOf, subsetText } from "../../src/core/verify-sample.js";
const sha = (text) => createHash('sha256').update(text).digest('hex');
const files = (count, size = () => 1) => Array.from({ length: count }, (_, at) => ({ ino: BigInt(at + 1), size: size(at), sha256: sha(String(at)) }));
const taken = (subset, seed, all) => {
    const sample = sampleOf(subset, seed);
    const now = all.filter(one => sample.take(one));
    return [...now, ...sample.rest()];
};
describe('all', () => {
    test('takes each at once', () => {
        expect(taken({ by: 'all' }, '', files(9))).toEqual(files(9));
        expect(sampleOf({ by: 'all' }, '').rest()).toEqual([]);
    });
});
describe('parts', () => {
    test('partition everything, whatever else there is, and are of one size', () => {
        fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.uniqueArray(fc.string(), { maxLength: 60 }), (of, names) => {
            const all = names.map((name, at) => ({ ino: BigInt(at), size: 1, sha256: sha(name) }));
            const parts = Array.from({ length: of }, (_, at) => taken({ by: 'part', part: at + 1, of }, String(at), all));
            expect(parts
                .flat()
                .map(one => one.sha256)
                .sort()).toEqual(all.map(one => one.sha256).sort());
            for (const one of all)
                expect(partOf(one.sha256, of)).toBe(partOf(sha(names[Number(one.ino)] ?? ''), of));
        }));
        for (let part = 1; part <= 7; part++) {
            const { length } = taken({ by: 'part', part, of: 7 }, '', files(7000));
            expect(length).toBeGreaterThan(900);
            expect(length).toBeLessThan(1100);
        }
    });
});
describe('the part whose turn it is', () => {
    const day = 24 * 3_600_000;
    test.each([
        ['daily', 1],
        ['weekly', 7]
    ])('comes round to every one on a %s schedule', (_, step) => {
        fc.assert(fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 40_000 }), (of, from) => {
            const seen = new Set();
            // From any day on; where rounds are shifted, one part may have its turn only at the end of the next.
            const runs = of % 7 === 0 ? 2 * of - 1 : of;
            for (let run = 0; run < runs; run++)
                seen.add(partOfDay(of, new Date((from + run * step) * day)));
            expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: of }, (_, at) => at + 1));
        }));
    });
    test('is the same all day, and the next one the day after', () => {
        expect(partOfDay(7, new Date('2026-11-20T00:00:00Z'))).toBe(partOfDay(7, new Date('2026-11-20T23:59:59Z')));
        expect(partOfDay(7, new Date('2026-11-20T00:00:00Z'))).not.toBe(partOfDay(7, new Date('2026-11-21T00:00:00Z')));
    });
});
describe('a share', () => {
    const share = (of) => ({ by: 'share', share: of });
    test.each([0.01, 0.05, 0.5])('of %d is about that much, of files and of bytes', of => {
        const all = files(20_000, at => (at % 10) + 1);
        const some = taken(share(of), 'seed', all);
        const bytes = (list) => list.reduce((sum, { size }) => sum + size, 0);
        expect(some.length / all.length).toBeCloseTo(of, 1.7);
        expect(bytes(some) / bytes(all)).toBeCloseTo(of, 1.7);
    });
    test('is another one for another seed, and the same for the same', () => {
        const all = files(1000);
        expect(taken(share(0.1), 'a', all)).toEqual(taken(share(0.1), 'a', all));
        expect(taken(share(0.1), 'a', all)).not.toEqual(taken(share(0.1), 'b', all));
    });
    test('is at least one file, of any that there are', () => {
        const drawn = new Set('abcdefghijklmnop'.split('').map(seed => {
            const some = taken(share(1e-12), seed, files(3));
            expect(some).toHaveLength(1);
            return some[0]?.ino;
        }));
        expect(drawn.size).toBe(3);
        expect(taken(share(0.5), '', [])).toEqual([]);
    });
});
describe('a number of bytes', () => {
    test('is met by as few as it takes in the order that was drawn, however many are offered', () => {
        const sizes = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 });
        fc.assert(fc.property(sizes, fc.integer({ min: 1, max: 2000 }), fc.string(), (list, bytes, seed) => {
            const all = files(list.length, at => list[at] ?? 0);
            const some = taken({ by: 'bytes', bytes }, seed, all);
            const sum = some.reduce((total, { size }) => total + size, 0);
            expect(some.length).toBeGreaterThan(0);
            if (some.length < all.length)
                expect(sum).toBeGreaterThanOrEqual(bytes);
            expect(sum - (some.at(-1)?.size ?? 0)).toBeLessThan(bytes);
            expect(new Set(some.map(({ ino }) => ino)).size).toBe(some.length);
        }));
    });
    test('is the same whether much was thrown away in between or not', () => {
        const all = files(20_000, at => (at % 100) + 1);
        const order = taken({ by: 'bytes', bytes: Number.MAX_SAFE_INTEGER }, 's', all);
        expect(order).toHaveLength(all.length);
        const some = taken({ by: 'bytes', bytes: 5000 }, 's', all);
        expect(order.slice(0, some.length)).toEqual(some);
    });
});
test.each([
    [{ by: 'all' }, '100%'],
    [{ by: 'share', share: 0.05 }, '5%'],
    [{ by: 'share', share: 0.995 }, '99.5%'],
    [{ by: 'part', part: 2, of: 7 }, '2/7'],
    [{ by: 'bytes', bytes: 500 * 1024 * 1024 }, '500 MiB']
])('%j is told as %s', (subset, text) => {
    expect(subsetText(subset)).toBe(text);
});
