// Which directories become which snapshots: by their names, the ids that are taken, and the link to the newest.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planAdoption } from "../../src/core/adoption.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { compareSnapshotIds } from "../../src/core/snapshot-id.js";
const localTime = ({ year, month, day, hour, minute, second }) => new Date(Date.UTC(year, month - 1, day, hour - 1, minute, second));
const dir = (name) => ({ name: pathFromText(name), kind: 'dir' });
const link = (name, target) => ({
    name: pathFromText(name),
    kind: 'link',
    target: pathFromText(target)
});
const planned = (names, more = {}) => planAdoption({
    names,
    prefix: '',
    utc: false,
    localTime,
    isSeries: false,
    taken: new Set(),
    recorded: new Set(),
    ...more
});
const trees = (plan) => plan.trees.map(({ name, id }) => `${name} ${id}`);
const left = (plan) => plan.left.map(({ name, why }) => `${name} ${why}`);
describe('ids', () => {
    it('are the moments of the names, the oldest first', () => {
        const names = ['2024-01-12_02:00', '2024-01-10', '20240111-020000Z'].map(dir);
        expect(trees(planned(names))).toEqual([
            '2024-01-10 2024-01-10T00-00-00Z',
            '20240111-020000Z 2024-01-11T02-00-00Z',
            '2024-01-12_02:00 2024-01-12T01-00-00Z'
        ]);
    });
    it('are in UTC when the names are', () => {
        expect(trees(planned([dir('2024-01-10_02:00')], { utc: true }))).toEqual(['2024-01-10_02:00 2024-01-10T02-00-00Z']);
        expect(trees(planned([dir('2024-01-10_02:00+01:00')], { utc: true }))).toEqual([
            '2024-01-10_02:00+01:00 2024-01-10T01-00-00Z'
        ]);
    });
    it('get a number where two names mean one second, or the series has it already', () => {
        expect(trees(planned([dir('20240110'), dir('2024-01-10')]))).toEqual([
            '2024-01-10 2024-01-10T00-00-00Z',
            '20240110 2024-01-10T00-00-00Z-2'
        ]);
        expect(trees(planned([dir('2024-01-10')], { taken: new Set(['2024-01-10T00-00-00Z']) }))).toEqual([
            '2024-01-10 2024-01-10T00-00-00Z-2'
        ]);
    });
    it('that are names already are kept, and given to no other', () => {
        const names = [
            dir('2024-01-10'),
            dir('2024-01-10T00-00-00Z'),
            dir('2024-01-10T00-00-00Z-10'),
            dir('2024-01-10T00-00-00Z-9')
        ];
        expect(trees(planned(names))).toEqual([
            '2024-01-10 2024-01-10T00-00-00Z-2',
            '2024-01-10T00-00-00Z 2024-01-10T00-00-00Z',
            '2024-01-10T00-00-00Z-9 2024-01-10T00-00-00Z-9',
            '2024-01-10T00-00-00Z-10 2024-01-10T00-00-00Z-10'
        ]);
    });
    it('of a snapshot that the series has are not given again', () => {
        const plan = planned([dir('2024-01-10T00-00-00Z')], { taken: new Set(['2024-01-10T00-00-00Z']) });
        expect([trees(plan), left(plan)]).toEqual([
            [],
            ['2024-01-10T00-00-00Z a snapshot 2024-01-10T00-00-00Z is in the series already']
        ]);
    });
    it('are unique and in order, whatever the names', () => {
        const name = fc.constantFrom('2024-01-10', '20240110', '2024-01-10_01:00', '2024-01-10T00-00-00Z', '2024-01-11', '20240110T0000Z');
        fc.assert(fc.property(fc.uniqueArray(name), names => {
            const { trees: found } = planned(names.map(dir));
            expect(found).toHaveLength(names.length);
            expect(new Set(found.map(({ id }) => id)).size).toBe(names.length);
            const moments = found.map(({ moment }) => moment.getTime());
            expect(moments).toEqual([...moments].sort((a, b) => a - b));
            // One after the other, as runs that were interrupted do it: each gets what it would have got.
            const taken = new Set();
            const rest = names.map(dir);
            for (const tree of found) {
                const [next] = planned(rest, { taken }).trees;
                expect(next).toMatchObject({ name: tree.name });
                expect(compareSnapshotIds(next?.id ?? '', tree.id)).toBe(0);
                taken.add(tree.id);
                rest.splice(rest.findIndex(({ name: one }) => one === tree.name), 1);
            }
        }));
    });
});
describe('what is left alone', () => {
    it('is told with the reason', () => {
        const names = ['logs', '2024-01-10.partial', '2024-02-30'].map(dir);
        expect(left(planned([...names, { name: '2024-01-09', kind: 'mount' }]))).toEqual([
            expect.stringMatching(/^2024-01-09 is a filesystem of its own/),
            '2024-01-10.partial its name goes on after the date, with ".partial"',
            '2024-02-30 its name is a date that no calendar has',
            'logs its name is no date'
        ]);
    });
    it('is not told of files, links and hidden directories', () => {
        const names = [
            { name: 'log.txt', kind: 'other' },
            link('2024-01-10', 'x'),
            dir('.snapshots')
        ];
        expect(planned(names)).toEqual({ trees: [], left: [] });
    });
    it('is what does not begin with the prefix', () => {
        const plan = planned([dir('web-2024-01-10'), dir('2024-01-11')], { prefix: 'web-' });
        expect([trees(plan), left(plan)]).toEqual([
            ['web-2024-01-10 2024-01-10T00-00-00Z'],
            ['2024-01-11 its name is no date']
        ]);
    });
});
describe('the link to the newest', () => {
    const days = ['2024-01-10', '2024-01-11', '2024-01-12'].map(dir);
    it.each([
        ['by its name', link('latest', '2024-01-11')],
        ['by another name', link('current', './2024-01-11/')],
        ['by an absolute path', link('latest', '/backups/web/2024-01-11')],
        ['written in another way', link('latest', '20240111')]
    ])('tells that what is newer may not be complete: %s', (_, latest) => {
        const plan = planned([...days, latest]);
        expect(trees(plan).map(text => text.slice(0, 10))).toEqual(['2024-01-10', '2024-01-11']);
        expect(left(plan)).toEqual([expect.stringMatching(/^2024-01-12 is newer than what the link \w+ points to/)]);
    });
    it('holds when its tree was adopted by an earlier run', () => {
        expect(trees(planned([dir('2024-01-12'), link('latest', '2024-01-11')]))).toEqual([]);
        expect(trees(planned([dir('2024-01-10'), link('latest', '2024-01-11')]))).toHaveLength(1);
    });
    it('may have the prefix', () => {
        const names = [dir('web-2024-01-10'), dir('web-2024-01-11'), link('web-latest', 'web-2024-01-10')];
        expect(trees(planned(names, { prefix: 'web-' }))).toHaveLength(1);
    });
    it.each([
        ['has another name', link('stable', '2024-01-10')],
        ['points to no date', link('latest', 'somewhere')],
        ['points to the root', link('latest', '/')]
    ])('says nothing when it %s', (_, latest) => {
        expect(trees(planned([...days, latest]))).toHaveLength(3);
    });
    it('may name an id', () => {
        expect(trees(planned([...days, link('latest', '2024-01-10T00-00-00Z')]))).toHaveLength(1);
    });
});
describe('the directory of the series itself', () => {
    const recorded = new Set(['2024-01-11T00-00-00Z']);
    const own = {
        isSeries: true,
        recorded,
        taken: new Set(['2024-01-11T00-00-00Z', '2024-01-12T00-00-00Z', '2024-01-09'])
    };
    it('gives its trees without a record, under the ids they have', () => {
        const names = ['2024-01-09', '2024-01-11T00-00-00Z', '2024-01-12T00-00-00Z'].map(dir);
        const plan = planned([...names, link('latest', '2024-01-11T00-00-00Z')], own);
        expect(trees(plan)).toEqual(['2024-01-09 2024-01-09T00-00-00Z', '2024-01-12T00-00-00Z 2024-01-12T00-00-00Z']);
        expect(plan.left).toEqual([]);
    });
    it('may have a link that is not ours', () => {
        expect(planned([dir('2024-01-09'), link('latest', '2024-01-09')], own).pointer).toEqual({
            name: 'latest',
            names: '2024-01-09'
        });
    });
});
