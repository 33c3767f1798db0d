// Names with a date in them, as scripts write them: what is understood, and what is left alone rather than guessed.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathFromText } from "../../src/core/byte-path.js";
import { datedNameExamples, momentOf, parseDatedName, prefixOf } from "../../src/core/dated-name.js";
const none = '';
/** A machine an hour ahead of UTC all year. */
const localTime = ({ year, month, day, hour, minute, second }) => new Date(Date.UTC(year, month - 1, day, hour - 1, minute, second));
const momentIn = (name, prefix = '') => {
    const read = parseDatedName(pathFromText(name), pathFromText(prefix));
    if (read.kind !== 'dated')
        return read.kind;
    return momentOf(read.clock, read.zone, localTime).toISOString().slice(0, 19);
};
describe('a name that is a moment', () => {
    test.each([
        ['a day stays that day', '2024-01-10', '2024-01-10T00:00:00'],
        ['compact', '20240110', '2024-01-10T00:00:00'],
        ['with dots', '2024.01.10', '2024-01-10T00:00:00'],
        ['with underscores', '2024_01_10', '2024-01-10T00:00:00'],
        ['a leap day', '2024-02-29', '2024-02-29T00:00:00'],
        ['local time', '2024-01-10_12:00:00', '2024-01-10T11:00:00'],
        ['with dashes', '2024-01-10T12-00-00', '2024-01-10T11:00:00'],
        ['hours and minutes', '2024-01-10_1200', '2024-01-10T11:00:00'],
        ['hours and minutes with a colon', '2024-01-10 12:30', '2024-01-10T11:30:00'],
        ['compact with a time', '20240110-120000', '2024-01-10T11:00:00'],
        ['all digits', '20240110120005', '2024-01-10T11:00:05'],
        ['all digits to the minute', '202401101205', '2024-01-10T11:05:00'],
        ['a space between', '2024-01-10 12:00:00', '2024-01-10T11:00:00'],
        ['a dot between', '2024-01-10.120000', '2024-01-10T11:00:00'],
        ['an at sign between', '2024-01-10@12.00', '2024-01-10T11:00:00'],
        ['midnight of the new year', '2024-01-01_00:30', '2023-12-31T23:30:00'],
        ['UTC', '20240110T120000Z', '2024-01-10T12:00:00'],
        ['UTC by its name', '2024-01-10 12:00:00 UTC', '2024-01-10T12:00:00'],
        ['an offset', '2024-01-10T12:00:00+05:30', '2024-01-10T06:30:00'],
        ['an offset without a colon', '2024-01-10_12:00:00-0500', '2024-01-10T17:00:00'],
        ['an offset after a space', '2024-01-10 12:00 +0100', '2024-01-10T11:00:00'],
        ['an offset that begins like seconds', '2024-01-10T12-00-0500', '2024-01-10T17:00:00'],
        ['an offset of nothing', '2024-01-10T12:00-00:00', '2024-01-10T12:00:00']
    ])('%s', (_, name, expected) => {
        expect(momentIn(name)).toBe(expected);
    });
    test.each(datedNameExamples)('the example %s', name => {
        expect(momentIn(name)).toMatch(/^2024-01-10T/);
    });
    test('after a prefix, and only after it', () => {
        expect(momentIn('web-2024-01-10', 'web-')).toBe('2024-01-10T00:00:00');
        expect(momentIn('größe 2024-01-10', 'größe ')).toBe('2024-01-10T00:00:00');
        expect(momentIn('2024-01-10', 'web-')).toBe('other');
        expect(momentIn('db-2024-01-10', 'web-')).toBe('other');
    });
});
describe('a name that is not', () => {
    test.each([
        ['words', 'logs', 'other'],
        ['a number', '12345678', 'impossible'],
        ['a year', '2024', 'other'],
        ['an empty name', '', 'other'],
        ['mixed separators', '2024-01_10', 'other'],
        ['a day that no calendar has', '2024-02-30', 'impossible'],
        ['a month that no calendar has', '20241301', 'impossible'],
        ['no day at all, and then something', '2024-13-01.tmp', 'other'],
        ['an hour of 24', '2024-01-10_24:00', 'impossible'],
        ['minute 60', '2024-01-10_12:60', 'impossible'],
        ['a leap second', '2024-01-10_23:59:60', 'impossible'],
        ['before the epoch', '1969-12-31', 'impossible']
    ])('%s', (_, name, kind) => {
        expect(momentIn(name)).toBe(kind);
    });
    test.each([
        ['an unfinished one', '2024-01-10.partial', '.partial'],
        ['after the time', '2024-01-10_12:00:00.tmp', '.tmp'],
        ['with a dash', '2024-01-10-incomplete', '-incomplete'],
        ['a number that is no time', '2024-01-10-02', '-02'],
        ['digits right after a date with dashes', '2024-01-101200', '1200'],
        ['an offset that nobody lives in', '2024-01-10T12:00+15:00', '+15:00'],
        ['an offset with minute 75', '2024-01-10T12:00+01:75', '+01:75'],
        ['an old one', '20240110.old', '.old'],
        ['a space at its end', '2024-01-10 ', ' ']
    ])('goes on after the date: %s', (_, name, suffix) => {
        expect(parseDatedName(pathFromText(name), none)).toEqual({ kind: 'suffix', suffix });
    });
});
test.each(['2026-11-20T08-49-01Z', '2026-11-20T08-49-01Z-2'])('%s is an id of ours', id => {
    expect(parseDatedName(id, none)).toMatchObject({ kind: 'id', id });
});
test('every moment comes back from each way of writing it', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(fc.property(second, seconds => {
        const iso = new Date(seconds * 1000).toISOString().slice(0, 19);
        const digits = iso.replace(/\D/g, '');
        const written = [
            `${iso}Z`,
            `${iso}+00:00`,
            `${iso.replace('T', '_')}Z`,
            `${iso.replaceAll(':', '-')}+0000`,
            `${digits.slice(0, 8)}T${digits.slice(8)}Z`,
            `${digits}Z`
        ];
        for (const name of written)
            expect([name, momentIn(name)]).toEqual([name, iso]);
    }));
});
test('any bytes are read without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '2024-01-10', '20240110'), (text, date) => {
        const read = parseDatedName(pathFromText(date + text), none);
        expect(['id', 'dated', 'suffix', 'impossible', 'other']).toContain(read.kind);
    }));
});
describe('the prefix that someone forgot to give', () => {
    test.each([
        ['web-2024-01-10', 'web-'],
        ['backup.20240110-1200', 'backup.'],
        ['2024-01-10', undefined],
        ['logs', undefined],
        ['web-2024-01-10.tmp', undefined],
        ['v12024-01-10', undefined]
    ])('%s', (name, expected) => {
        expect(prefixOf(name)).toBe(expected);
    });
});
