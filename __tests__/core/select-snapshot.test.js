// Which of the snapshots that are there is the one that is meant, and what is said when there is none or more than one.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSelector, selectSnapshot } from "../../src/core/selector.js";
import { someRecord } from "../support/records.js";
const now = new Date('2026-11-20T12:00:00Z');
const on = (id, more = {}) => ({ id, record: someRecord(id, more) });
const foreign = (id) => ({ id });
const damaged = (id) => ({ id, damage: 'the record is damaged: it is no JSON' });
/** The id of the 18th, 19th … of November at two. */
const day = (number) => `2026-11-${String(number)}T02-00-00Z`;
const select = (text, listed, latest) => {
    const read = parseSelector(text);
    if (!read.ok)
        throw new Error(read.why);
    return selectSnapshot(read.selector, listed, latest, now);
};
const newCommit = { run: { commit: 'ABCD1234'.padEnd(40, '0'), runId: '17' } };
const oldCommit = { run: { commit: 'abcdffff'.padEnd(40, '0'), runId: '16' } };
const listed = [
    on(`${day(20)}-2`, { ...newCommit, tags: ['release'] }),
    foreign(day(20)),
    damaged(day(19)),
    on(day(18), { ...newCommit, tags: ['release', 'v1'] }),
    on(day(17), oldCommit),
    on(day(16))
];
describe('finds', () => {
    test.each([
        ['latest', `${day(20)}-2`],
        [day(18), day(18)],
        ['2026-11-18', day(18)],
        ['2026-11-18T0', day(18)],
        // The whole id of a tree without a record is the start of this one.
        [`${day(20)}-`, `${day(20)}-2`],
        // Of all that begin so, one alone has a record.
        ['2026-11-20', `${day(20)}-2`],
        ['commit:abcd1', `${day(20)}-2`],
        [`commit:${'ABCD1234'.padEnd(40, '0')}`, `${day(20)}-2`],
        ['commit:abcdf', day(17)],
        ['run:17', `${day(20)}-2`],
        ['run:16', day(17)],
        ['tag:release', `${day(20)}-2`],
        ['tag:v1', day(18)],
        ['before:2026-11-20', day(18)],
        ['before:2026-11-18T02:00:00Z', day(17)],
        ['before:2026-11-18T02:00:00.001Z', day(18)],
        [`before:${day(18)}`, day(17)],
        [`before:${day(20)}-2`, day(18)],
        [`before:${day(20)}-3`, `${day(20)}-2`],
        ['before:2030-01-01', `${day(20)}-2`]
    ])('%s: %s', (text, id) => {
        expect(select(text, listed)).toMatchObject({ state: 'found', id, record: { id } });
    });
    test('the last one taken, where a clock that ran ahead dated another one later', () => {
        const ahead = on('2027-01-01T00-00-00Z', newCommit);
        const after = on(day(20), { ...newCommit, base: { id: ahead.id } });
        for (const text of ['latest', 'commit:abcd1234', 'run:17'])
            expect(select(text, [ahead, after], after.id)).toMatchObject({ id: after.id });
        expect(select('before:2027-06-01', [ahead, after], after.id)).toMatchObject({ id: ahead.id });
    });
    test('the newest although an interrupted run left the link behind', () => {
        expect(select('latest', [on(day(19), { base: { id: day(18) } }), on(day(18))], day(18))).toMatchObject({
            id: day(19)
        });
    });
});
describe('cannot tell', () => {
    test.each([
        ['2026', [`${day(20)}-2`, day(18), day(17), day(16)]],
        ['2026-11-1', [day(18), day(17), day(16)]],
        // Two commits start like that; whoever wrote it means one.
        ['commit:abcd', [`${day(20)}-2`, day(18), day(17)]]
    ])('%s', (text, ids) => {
        expect(select(text, listed)).toEqual({ state: 'ambiguous', ids });
    });
});
describe('finds nothing, and says what there is', () => {
    const there = `it has 6 snapshots, 2 of them without a usable record: the newest ${day(20)}-2, the oldest ${day(16)}`;
    test.each([
        ['2025', 'has no complete snapshot whose id starts with 2025'],
        ['commit:9999', 'has no snapshot of the commit 9999'],
        ['run:1', 'has no snapshot of the run 1'],
        ['tag:v2', 'has no snapshot with the tag v2'],
        ['before:2026-11-16', 'has no snapshot from before 2026-11-16T00:00:00Z'],
        ['before:2026-11-16T02:00:00.000Z', 'has no snapshot from before 2026-11-16T02:00:00Z']
    ])('%s', (text, why) => {
        expect(select(text, listed)).toEqual({ state: 'none', why: `${why}; ${there}` });
    });
    test.each([
        ['nothing', [], 'has no complete snapshot; it has none at all'],
        [
            'one tree',
            [foreign(day(1))],
            `has no complete snapshot; it has 1 snapshot, 1 of them without a usable record: ${day(1)}`
        ]
    ])('%s', (_, there, why) => {
        expect(select('latest', there)).toEqual({ state: 'none', why });
    });
    test('several trees without a record begin so', () => {
        expect(select('2026-11', [foreign(day(20)), damaged(day(19))])).toEqual({
            state: 'none',
            why: `has no complete snapshot whose id starts with 2026-11; it has 2 snapshots, 2 of them without a usable record: the newest ${day(20)}, the oldest ${day(19)}`
        });
    });
});
describe('never selects a tree without a usable record', () => {
    test.each([
        [
            day(20),
            day(20),
            `holds a tree ${day(20)} without a record: it was not taken by this program, and nothing says what should be in it`
        ],
        [
            '2026-11-19',
            day(19),
            `holds the snapshot ${day(19)}, but its record cannot be used (the record is damaged: it is no JSON)`
        ]
    ])('%s', (text, unusable, why) => {
        expect(select(text, listed)).toEqual({ state: 'none', why, unusable });
    });
    test('whatever is there, and however it is named', () => {
        const ids = [day(16), day(17), day(18), day(19), day(20), `${day(20)}-2`].reverse();
        const texts = [
            'latest',
            '2026',
            '2026-11-18',
            day(20),
            'commit:abcd1',
            'run:17',
            'tag:v1',
            'before:2026-11-18',
            'before:2030-01-01'
        ];
        const kinds = fc.array(fc.constantFrom('complete', 'foreign', 'damaged'), {
            minLength: ids.length,
            maxLength: ids.length
        });
        fc.assert(fc.property(kinds, fc.constantFrom(...texts), fc.option(fc.constantFrom(...ids), { nil: undefined }), (kinds, text, latest) => {
            const there = ids.map((id, at) => kinds[at] === 'complete'
                ? on(id, { ...newCommit, tags: ['v1'] })
                : kinds[at] === 'foreign'
                    ? foreign(id)
                    : damaged(id));
            const complete = there.flatMap(({ id, record }) => (record === undefined ? [] : [id]));
            const selected = select(text, there, latest);
            if (selected.state === 'found')
                expect(complete).toContain(selected.id);
            if (selected.state === 'ambiguous') {
                expect(selected.ids.length).toBeGreaterThan(1);
                expect(complete).toEqual(expect.arrayContaining([...selected.ids]));
            }
            if (selected.state === 'none' && text === 'latest')
                expect(complete).toEqual([]);
        }));
    });
});
test('an id that is none is never before anything', () => {
    expect(select('before:2026-11-18', [{ id: 'odd', record: someRecord(day(1)) }])).toMatchObject({ state: 'none' });
});
