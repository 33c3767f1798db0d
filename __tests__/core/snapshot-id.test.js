// Ids of snapshots: made from moments, told apart from every other name, and put in order.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { snapshotOfLatest } from "../../src/core/latest-link.js";
import { compareSnapshotIds, oldestFirst, isSnapshotId, parseSnapshotId, snapshotId } from "../../src/core/snapshot-id.js";
const moment = new Date('2026-11-20T08:49:01.987Z');
const nameableMoment = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true
});
describe('snapshotId', () => {
    it.each([
        ['the moment in UTC, to the second', [], '2026-11-20T08-49-01Z'],
        ['-2 when it is taken', ['2026-11-20T08-49-01Z'], '2026-11-20T08-49-01Z-2'],
        ['-3 when that is too', ['2026-11-20T08-49-01Z', '2026-11-20T08-49-01Z-2'], '2026-11-20T08-49-01Z-3'],
        ['the first that is free', ['2026-11-20T08-49-01Z', '2026-11-20T08-49-01Z-3'], '2026-11-20T08-49-01Z-2']
    ])('is %s', (_, taken, id) => {
        expect(snapshotId(moment, name => taken.includes(name))).toBe(id);
    });
    it('gives up when ten thousand are taken', () => {
        expect(() => snapshotId(moment, () => true)).toThrow('all 9999 ids of the second 2026-11-20T08-49-01Z are taken');
    });
    it.each([
        ['no moment', NaN],
        ['a year of five digits', Date.UTC(10_000, 0)],
        ['a year before 0', Date.UTC(-1, 0)]
    ])('refuses %s', (_, ms) => {
        expect(() => snapshotId(new Date(ms), () => false)).toThrow(RangeError);
    });
    it('says its moment and serial when it is parsed', () => {
        fc.assert(fc.property(nameableMoment, fc.integer({ min: 1, max: 50 }), (date, serial) => {
            const names = new Set();
            while (names.size < serial)
                names.add(snapshotId(date, name => names.has(name)));
            const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
            expect(parseSnapshotId([...names].at(-1) ?? '')).toEqual({ moment: second, serial });
        }));
    });
});
describe('parseSnapshotId', () => {
    it.each([
        '2026-11-20T08-49-01Z',
        '2024-02-29T23-59-59Z',
        '0000-01-01T00-00-00Z',
        '9999-12-31T23-59-59Z-2',
        '2026-11-20T08-49-01Z-10',
        '2026-11-20T08-49-01Z-9999'
    ])('takes %s', id => {
        expect(isSnapshotId(id)).toBe(true);
    });
    it.each([
        '',
        'latest',
        '2026-11-20',
        '2026-11-20T08:49:01Z',
        '2026-11-20T08-49-01',
        '2026-11-20T08-49-01z',
        '2026-11-20T08-49-01Z ',
        '2026-11-20T08-49-01Z\n',
        '2026-11-20T08-49-01Z-',
        '2026-11-20T08-49-01Z-0',
        '2026-11-20T08-49-01Z-1',
        '2026-11-20T08-49-01Z-02',
        '2026-11-20T08-49-01Z-10000',
        '2026-11-20T08-49-01Z-2-2',
        '2026-11-20T08-49-01.000Z',
        '2026-02-29T00-00-00Z',
        '2026-02-30T00-00-00Z',
        '2026-04-31T00-00-00Z',
        '2026-13-01T00-00-00Z',
        '2026-00-01T00-00-00Z',
        '2026-01-00T00-00-00Z',
        '2026-01-01T24-00-00Z',
        '2026-01-01T00-60-00Z',
        '2026-01-01T00-00-60Z',
        '+02026-01-01T00-00-00Z',
        '٢٠٢٦-01-01T00-00-00Z'
    ])('does not take %j', text => {
        expect(parseSnapshotId(text)).toBeUndefined();
    });
});
describe('compareSnapshotIds', () => {
    it('puts the oldest first, serials as numbers', () => {
        const ids = [
            '2025-12-31T23-59-59Z',
            '2026-11-20T08-49-01Z',
            '2026-11-20T08-49-01Z-2',
            '2026-11-20T08-49-01Z-9',
            '2026-11-20T08-49-01Z-10',
            '2026-11-20T08-49-02Z'
        ];
        expect([...ids].reverse().sort(compareSnapshotIds)).toEqual(ids);
        expect(compareSnapshotIds('2026-11-20T08-49-01Z', '2026-11-20T08-49-01Z')).toBe(0);
    });
    it('refuses to place what is no id', () => {
        expect(() => compareSnapshotIds('2026-11-20T08-49-01Z', 'latest')).toThrow('"latest" is no snapshot id');
    });
});
describe('snapshotOfLatest', () => {
    it.each([
        ['2026-11-20T08-49-01Z', '2026-11-20T08-49-01Z'],
        ['2026-11-20T08-49-01Z-2', '2026-11-20T08-49-01Z-2'],
        ['./2026-11-20T08-49-01Z/', '2026-11-20T08-49-01Z'],
        ['../2026-11-20T08-49-01Z', undefined],
        ['/mnt/2026-11-20T08-49-01Z', undefined],
        ['2026-11-20T08-49-01Z/..', undefined],
        ['latest', undefined],
        ['.', undefined],
        ['', undefined]
    ])('%j names %j', (target, id) => {
        expect(snapshotOfLatest(target)).toBe(id);
    });
});
it('puts ids in order, the tenth of a second after its ninth', () => {
    const second = '2026-11-20T08-49-01Z';
    const ids = [`${second}-10`, '2026-11-20T08-49-02Z', second, `${second}-9`, '2025-01-01T00-00-00Z'];
    expect(oldestFirst(ids)).toEqual([
        '2025-01-01T00-00-00Z',
        second,
        `${second}-9`,
        `${second}-10`,
        '2026-11-20T08-49-02Z'
    ]);
    expect(() => oldestFirst(['latest'])).toThrow('latest');
});
