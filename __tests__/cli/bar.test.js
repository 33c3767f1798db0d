// The line of a long phase: what is told first, what is left out where there is little room, and how the rest is reckoned.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barText, shareOf } from "../../src/cli/bar-text.js";
import { PaceMeter } from "../../src/cli/pace.js";
const mib = 1024 * 1024;
const half = { doing: 'hashing', files: 500, totalFiles: 1000, bytes: 50 * mib, totalBytes: 100 * mib };
const pace = { filesPerSecond: 1234, bytesPerSecond: 120 * mib, leftMs: 2400 };
describe('barText', () => {
    it.each([
        [
            200,
            'hashing ████████████░░░░░░░░░░░░  50%  3 s left  120 MiB/s  1,234 files/s  50.0 MiB of 100 MiB  500 of 1,000 files'
        ],
        [100, 'hashing ████████████░░░░░░░░░░░░  50%  3 s left  120 MiB/s  1,234 files/s  50.0 MiB of 100 MiB'],
        [79, 'hashing █████████░░░░░░░░░░  50%  3 s left  120 MiB/s  1,234 files/s'],
        [40, 'hashing █████░░░░░  50%  3 s left'],
        [26, 'hashing █████░░░░░  50%'],
        [12, 'hashing ████']
    ])('tells as much as fits into %i columns', (width, text) => {
        expect(barText(half, pace, width)).toBe(text);
    });
    it.each([
        ['nothing known of the end', { doing: 'listing', files: 1, bytes: 0 }, 'listing 1 file'],
        ['bytes without an end', { doing: 'listing', files: 2, bytes: mib }, 'listing 1.0 MiB  2 files'],
        [
            'files alone',
            { doing: 'linking', files: 1, bytes: 0, totalFiles: 4 },
            'linking ██████░░░░░░░░░░░░░░░░░░  25%  1 of 4 files'
        ],
        [
            'more than was foreseen',
            { doing: 'copying', files: 1, bytes: 9, totalFiles: 1, totalBytes: 4 },
            'copying ████████████████████████ 100%  9 B of 4 B  1 of 1 file'
        ]
    ])('tells of %s', (_, progress, text) => {
        expect(barText(progress, undefined, 200)).toBe(text);
    });
    it('rounds a share down: only all is 100%', () => {
        expect(barText({ doing: 'x', files: 999, bytes: 0, totalFiles: 1000 }, undefined, 80)).toContain(' 99%');
    });
    it('never is wider than the terminal', () => {
        fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(10), fc.nat(10), fc.boolean(), (width, files, bytes, ends) => {
            const progress = { doing: 'hashing', files, bytes, ...(ends && { totalFiles: 10, totalBytes: 10 }) };
            expect(barText(progress, pace, width).length).toBeLessThanOrEqual(width);
        }));
    });
});
it.each([
    [undefined, { doing: 'x', files: 1, bytes: 1 }],
    [0.5, half],
    [0.25, { ...half, bytes: 25 * mib }],
    [0.5, { doing: 'x', files: 500, totalFiles: 1000, bytes: 0, totalBytes: 0 }],
    [undefined, { doing: 'x', files: 0, totalFiles: 0, bytes: 0, totalBytes: 0 }]
])('a share of %s', (share, progress) => {
    expect(shareOf(progress)).toBe(share);
});
describe('PaceMeter', () => {
    const at = (files, bytes = 0) => ({ doing: 'x', files, totalFiles: 100, bytes, totalBytes: 1000 });
    it('says nothing of a moment', () => {
        const meter = new PaceMeter();
        expect(meter.take(at(0), 0)).toBeUndefined();
        expect(meter.take(at(50), 499)).toBeUndefined();
    });
    it('goes by files and bytes together', () => {
        const meter = new PaceMeter();
        meter.take(at(0), 0);
        // half of the files, and next to nothing of the bytes, which are few
        const first = meter.take(at(50, 100), 1000);
        expect(first).toMatchObject({ filesPerSecond: 50, bytesPerSecond: 100 });
        expect(first?.leftMs).toBeCloseTo(1000, -1);
        const second = meter.take(at(50, 1000), 2000);
        expect(second).toMatchObject({ filesPerSecond: 25, bytesPerSecond: 500 });
        expect(second?.leftMs).toBeCloseTo(2000, -1);
    });
    it('goes by the last ten seconds', () => {
        const meter = new PaceMeter();
        for (let second = 0; second <= 30; second++)
            meter.take(at(0, second), second * 1000);
        const pace = meter.take(at(0, 30 + 110), 31_000);
        expect(pace).toMatchObject({ bytesPerSecond: 120 / 11 });
    });
    it('begins anew with other work', () => {
        const meter = new PaceMeter();
        meter.take(at(0), 0);
        expect(meter.take({ ...at(90), doing: 'y' }, 5000)).toBeUndefined();
    });
    it('knows no end where there is none, and none when all is done or nothing moves', () => {
        const meter = new PaceMeter();
        meter.take({ doing: 'x', files: 0, bytes: 0 }, 0);
        expect(meter.take({ doing: 'x', files: 10, bytes: 10 }, 1000)).toEqual({ filesPerSecond: 10, bytesPerSecond: 10 });
        const other = new PaceMeter();
        other.take(at(50, 1000), 0);
        expect(other.take(at(50, 1000), 1000)).toEqual({ filesPerSecond: 0, bytesPerSecond: 0 });
    });
});
