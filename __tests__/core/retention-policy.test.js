// Spans of time: how they are written, and how far back they reach.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentBefore, spanText } from "../../src/core/retention/policy.js";
import { parseAge } from "../../src/inputs/amounts.js";
describe('spanText', () => {
    it.each([
        [{ months: 0, hours: 14 * 24 }, '14d'],
        [{ months: 0, hours: 36 }, '36h'],
        [{ months: 0, hours: 8 * 7 * 24 }, '56d'],
        [{ months: 6, hours: 0 }, '6m'],
        [{ months: 12, hours: 0 }, '1y'],
        [{ months: 18, hours: 12 }, '18m 12h']
    ])('%j is %s', (span, text) => {
        expect(spanText(span)).toBe(text);
    });
    it('is read as what it was made from', () => {
        const one = fc.oneof(fc.record({ months: fc.integer({ min: 1, max: 9999 }), hours: fc.constant(0) }), fc.record({ months: fc.constant(0), hours: fc.integer({ min: 1, max: 9999 }) }));
        fc.assert(fc.property(one, span => {
            expect(parseAge(spanText(span))).toEqual({ ok: true, value: span });
        }));
    });
});
describe('momentBefore', () => {
    it.each([
        ['hours', '2026-03-01T01:00:00Z', { months: 0, hours: 2 }, '2026-02-28T23:00:00.000Z'],
        ['a month', '2026-03-15T12:00:00Z', { months: 1, hours: 0 }, '2026-02-15T12:00:00.000Z'],
        ['a month whose day is not there', '2026-03-31T12:00:00Z', { months: 1, hours: 0 }, '2026-03-03T12:00:00.000Z'],
        [
            'months over the new year, and hours',
            '2026-02-01T00:00:00Z',
            { months: 3, hours: 1 },
            '2025-10-31T23:00:00.000Z'
        ],
        ['a leap year back', '2024-02-29T00:00:00Z', { months: 12, hours: 0 }, '2023-03-01T00:00:00.000Z']
    ])('takes %s', (_, from, span, to) => {
        expect(new Date(momentBefore(Date.parse(from), span)).toISOString()).toBe(to);
    });
    it.each([
        ['months', { months: 12 * 999_999, hours: 0 }],
        ['hours', { months: 0, hours: 1e12 }]
    ])('is before everything for more %s than a date can tell', (_, span) => {
        expect(momentBefore(0, span)).toBeLessThan(new Date('0000-01-01T00:00:00Z').getTime());
    });
});
