// Moments as people write them: a date is its first moment in UTC, any other moment says its time zone, and none is guessed.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseMoment } from "../../src/core/moment-text.js";
describe('a moment', () => {
    it.each([
        ['2026-11-19', '2026-11-19T00:00:00.000Z'],
        ['2024-02-29', '2024-02-29T00:00:00.000Z'],
        ['2026-11-19T02:00Z', '2026-11-19T02:00:00.000Z'],
        ['2026-11-19 02:00Z', '2026-11-19T02:00:00.000Z'],
        ['2026-11-19T02:00:05Z', '2026-11-19T02:00:05.000Z'],
        ['2026-11-19T02:00:05.5Z', '2026-11-19T02:00:05.500Z'],
        ['2026-11-19T02:00:05.123456789Z', '2026-11-19T02:00:05.123Z'],
        ['2026-11-19T02:00:00+01:00', '2026-11-19T01:00:00.000Z'],
        ['2026-11-19T02:00-0330', '2026-11-19T05:30:00.000Z'],
        ['2026-11-19T02:00+14', '2026-11-18T12:00:00.000Z'],
        ['2026-01-01T00:30+01:00', '2025-12-31T23:30:00.000Z']
    ])('%s is %s', (text, moment) => {
        expect(parseMoment(text)).toEqual({ ok: true, ms: Date.parse(moment) });
    });
    it('is what it says, of any time and zone', () => {
        const date = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
        fc.assert(fc.property(date, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offset) => {
            const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
            const [hours, minutes] = [Math.abs(offset) / 60, Math.abs(offset) % 60].map(part => String(Math.floor(part)).padStart(2, '0'));
            const zone = `${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
            expect(parseMoment(local + zone)).toEqual({ ok: true, ms: moment.getTime() });
        }));
    });
});
describe('refused', () => {
    it.each([
        [
            'no moment',
            ['', 'yesterday', '2026', '2026-11', '2026-11-19T02', '19.11.2026', '1795000000', '2026-11-19T', '2026-11-19Z']
        ],
        ['parts of another width', ['2026-1-9', '2026-11-19T2:00Z', '2026-11-19T02:00:5Z', '2026-11-19T02:00+1']],
        ['text around it', [' 2026-11-19', '2026-11-19\n', '2026-11-19T02:00Z!', '+002026-11-19']]
    ])('%s', (_, texts) => {
        for (const text of texts)
            expect([text, parseMoment(text)]).toEqual([
                text,
                { ok: false, why: expect.stringMatching(/^names no moment: write a date such as/) }
            ]);
    });
    it.each(['2026-11-19T02:00', '2026-11-19 02:00:00', '2026-11-19T02:00:00.5'])('%s, which has no time zone', text => {
        expect(parseMoment(text)).toEqual({
            ok: false,
            why: 'does not say of which time zone it is: write 2026-11-19T02:00Z for UTC, or an offset such as 2026-11-19T02:00+01:00'
        });
    });
    it.each([
        '2026-02-29',
        '2026-04-31',
        '2026-00-10',
        '2026-13-01',
        '2026-11-00',
        '2026-11-32',
        '2026-02-30T02:00Z',
        '2026-11-19T24:00Z',
        '2026-11-19T25:00Z',
        '2026-11-19T02:60Z',
        '2026-11-19T02:00:60Z',
        '2026-11-19T02:00+15:00',
        '2026-11-19T02:00+01:60'
    ])('%s, which no calendar or clock has', text => {
        expect(parseMoment(text)).toEqual({
            ok: false,
            why: expect.stringMatching(/^is a moment that no calendar and no clock has/)
        });
    });
});
