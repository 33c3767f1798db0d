// How numbers read, at and around the places where one unit gives way to the next.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatBytes, formatCount, formatDuration, formatPercent, formatRate, percentText } from "../../src/core/units.js";
const kib = 1024;
const mib = kib * 1024;
const gib = mib * 1024;
describe('formatBytes', () => {
    it.each([
        [0, '0 B'],
        [1, '1 B'],
        [1023, '1023 B'],
        [1023.4, '1023 B'],
        [1023.6, '1.0 KiB'],
        [kib, '1.0 KiB'],
        [1536, '1.5 KiB'],
        [99.94 * kib, '99.9 KiB'],
        [99.96 * kib, '100 KiB'],
        [mib - 1, '1.0 MiB'],
        [731 * mib, '731 MiB'],
        [1.2 * gib, '1.2 GiB'],
        [3.5 * gib * kib, '3.5 TiB'],
        [2 * gib * mib, '2.0 PiB'],
        [5000 * gib * mib, '5000 PiB'],
        [-1536, '-1.5 KiB']
    ])('%d is %s', (bytes, text) => {
        expect(formatBytes(bytes)).toBe(text);
    });
    it('never shows 1024 of a unit that has a next one', () => {
        fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), bytes => {
            expect(Number(formatBytes(bytes).split(' ')[0])).toBeLessThan(1024);
        }));
    });
});
describe('formatCount', () => {
    it.each([
        [0, '0'],
        [999, '999'],
        [1000, '1,000'],
        [12_345, '12,345'],
        [1_234_567, '1,234,567'],
        [-12_345, '-12,345'],
        [-100, '-100']
    ])('%d is %s', (count, text) => {
        expect(formatCount(count)).toBe(text);
    });
});
describe('formatPercent', () => {
    it.each([
        [0, '0.0%'],
        [0.000_001, '0.1%'],
        [0.5, '50.0%'],
        [0.984, '98.4%'],
        [0.999_99, '99.9%'],
        [1, '100.0%'],
        [1.25, '125.0%'],
        [-0.031, '-3.1%']
    ])('%d is %s', (share, text) => {
        expect(formatPercent(share)).toBe(text);
    });
    it('keeps 0.0 for nothing and 100.0 for all', () => {
        fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), all => {
            expect(percentText((all - 1) / all)).not.toBe('100.0');
            expect(percentText(1 / all)).not.toBe('0.0');
            expect(percentText(all / all)).toBe('100.0');
        }));
    });
});
describe('formatDuration', () => {
    it.each([
        [-3, '0 ms'],
        [0, '0 ms'],
        [35, '35 ms'],
        [99.4, '99 ms'],
        [99.6, '0.1 s'],
        [800, '0.8 s'],
        [59_949, '59.9 s'],
        [59_950, '1 min 00 s'],
        [65_000, '1 min 05 s'],
        [3_599_499, '59 min 59 s'],
        [3_599_500, '1 h 00 min'],
        [7_380_000, '2 h 03 min'],
        [180_000_000, '50 h 00 min']
    ])('%d ms is %s', (ms, text) => {
        expect(formatDuration(ms)).toBe(text);
    });
});
describe('formatRate', () => {
    it.each([
        ['over a second', 210 * mib, 1000, '210 MiB/s'],
        ['over a longer time', 3 * gib, 2000, '1.5 GiB/s'],
        ['nothing', 0, 500, '0 B/s'],
        ['in no time', 5, 0, '4.9 KiB/s']
    ])('%s', (_, bytes, ms, text) => {
        expect(formatRate(bytes, ms)).toBe(text);
    });
});
