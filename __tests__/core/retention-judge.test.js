// Which snapshots a policy keeps, and with which reasons: examples that read like a calendar.
import { describe, expect, it } from '@jest/globals';
import { judge } from "../../src/core/retention/judge.js";
import { defaultPolicy, emptyPolicy } from "../../src/core/retention/policy.js";
import { afterAll, days, idOf, idsOf, keptOf, nights, policyOf, reasonsOf, standing } from "./retention-examples.js";
describe('a rule', () => {
    it.each([
        [
            'keep-last counts snapshots, wherever they lie',
            { keepLast: 3 },
            [
                ['2026-11-20 08:49', 'newest, last 1'],
                ['2026-11-20 08:48', 'last 2'],
                ['2026-03-01', 'last 3']
            ],
            ['2026-02-28', '2025-01-01']
        ],
        [
            'keep-hourly takes the newest of each of the last hours that have one',
            { keepHourly: 3 },
            [
                ['2026-11-20 08:49', 'newest, hourly 1'],
                ['2026-11-20 07:59', 'hourly 2'],
                ['2026-11-19 23:00', 'hourly 3']
            ],
            ['2026-11-20 08:00', '2026-11-20 07:00', '2026-11-19 22:59', '2026-11-19 21:00']
        ],
        [
            'keep-daily takes the newest of each of the last days that have one, in UTC',
            { keepDaily: 3 },
            [
                ['2026-11-20 08:49', 'newest, daily 1'],
                ['2026-11-19 23:59', 'daily 2'],
                ['2026-11-02', 'daily 3']
            ],
            ['2026-11-20 00:00', '2026-11-19 23:58', '2026-11-01 23:59']
        ],
        [
            'keep-weekly counts weeks from Monday to Sunday, over the end of a year',
            { keepWeekly: 3 },
            [
                ['2027-01-04', 'newest, weekly 1'],
                ['2027-01-03 23:59', 'weekly 2'],
                ['2026-12-27 23:59', 'weekly 3']
            ],
            ['2026-12-28', '2026-12-21', '2026-12-20 23:59']
        ],
        [
            'keep-monthly takes the newest of each of the last months that have one',
            { keepMonthly: 3 },
            [
                ['2026-11-20', 'newest, monthly 1'],
                ['2026-10-31 23:59', 'monthly 2'],
                ['2025-12-24', 'monthly 3']
            ],
            ['2026-11-01', '2026-10-31 23:58', '2025-12-01', '2025-11-30']
        ],
        [
            'keep-yearly takes the newest of each of the last years that have one',
            { keepYearly: 2 },
            [
                ['2026-11-20', 'newest, yearly 1'],
                ['2024-12-31 23:59', 'yearly 2']
            ],
            ['2026-01-01', '2024-02-29', '2023-12-31 23:59']
        ],
        [
            'keep-within keeps all that is younger than this against the newest',
            { keepWithin: days(14) },
            [
                ['2026-11-20 08:49', 'newest, within 14d'],
                ['2026-11-20 08:48', 'within 14d'],
                ['2026-11-06 08:50', 'within 14d']
            ],
            ['2026-11-06 08:49', '2026-11-01']
        ],
        [
            'keep-within counts calendar months, a day that a month lacks rolling over',
            { keepWithin: { months: 1, hours: 0 } },
            [
                ['2026-03-31', 'newest, within 1m'],
                ['2026-03-03 00:01', 'within 1m']
            ],
            ['2026-03-03', '2026-02-28']
        ],
        [
            'keep-within that reaches further back than any date keeps all',
            { keepWithin: { months: 12 * 999_999, hours: 0 } },
            [
                ['2026-03-31', 'newest, within 999999y'],
                ['0000-01-01', 'within 999999y']
            ],
            []
        ]
    ])('%s', (_, rules, kept, removed) => {
        const snapshots = [...kept.map(([text]) => text), ...removed].map(text => standing(idOf(text)));
        expect(reasonsOf(snapshots.reverse(), rules)).toEqual({
            ...Object.fromEntries(kept.map(([text, reasons]) => [idOf(text), reasons])),
            ...Object.fromEntries(removed.map(text => [idOf(text), 'no rule keeps it']))
        });
    });
    it('that has counts left keeps the oldest one as well, as far as the history reaches', () => {
        const snapshots = ['2026-11-20', '2026-11-03', '2026-11-02'].map(text => standing(idOf(text)));
        expect(reasonsOf(snapshots, { keepMonthly: 2, keepDaily: 3, keepYearly: 1 })).toEqual({
            [idOf('2026-11-20')]: 'newest, daily 1, monthly 1, yearly 1',
            [idOf('2026-11-03')]: 'daily 2',
            [idOf('2026-11-02')]: 'daily 3, oldest monthly'
        });
    });
    it('keeps a snapshot that another rule keeps too: each gives its reason', () => {
        const snapshots = [
            standing(idOf('2026-11-20 08:49'), { tags: ['nightly', 'v2'], isPinned: true, isLatest: true }),
            standing(idOf('2026-11-19'), { tags: ['v1'], isBeingRead: true })
        ];
        const rules = {
            keepLast: 1,
            keepHourly: 2,
            keepDaily: 1,
            keepWeekly: 1,
            keepMonthly: 1,
            keepYearly: 1,
            keepWithin: days(2),
            keepTags: ['v1', 'v2']
        };
        expect(reasonsOf(snapshots, rules)).toEqual({
            [idOf('2026-11-20 08:49')]: 'newest, latest, pinned, tag v2, within 2d, last 1, hourly 1, daily 1, weekly 1, monthly 1, yearly 1',
            [idOf('2026-11-19')]: 'being read, tag v1, within 2d, hourly 2'
        });
    });
});
describe('keep-tags', () => {
    it('keeps every snapshot with any of the tags, however old', () => {
        const snapshots = [
            standing(idOf('2026-11-20')),
            standing(idOf('2019-01-01'), { tags: ['nightly', 'release'] }),
            standing(idOf('2018-01-01'), { tags: ['nightly'] })
        ];
        expect(keptOf(snapshots, { keepTags: ['release', 'v1'] })).toEqual([idOf('2026-11-20'), idOf('2019-01-01')]);
    });
});
describe('what is never removed', () => {
    const old = ['2026-11-20', '2026-11-19', '2026-11-18'].map(idOf);
    const [newest = '', middle = '', oldest = ''] = old;
    it.each([
        ['pinned', { isPinned: true }],
        ['being read', { isBeingRead: true }],
        ['foreign', { isForeign: true }],
        ['latest', { isLatest: true }]
    ])('%s', (reason, special) => {
        const verdicts = judge([standing(newest), standing(middle), standing(oldest, special)], policyOf({ keepLast: 1 }), afterAll);
        expect(verdicts).toEqual([
            { id: newest, decision: 'keep', reasons: ['newest', 'last 1'], isExempt: true },
            { id: middle, decision: 'remove', reasons: ['no rule keeps it'], isExempt: false },
            { id: oldest, decision: 'keep', reasons: [reason], isExempt: true }
        ]);
    });
    it('a foreign one takes no place from ours, and is not the newest complete one', () => {
        const snapshots = [standing(newest, { isForeign: true }), standing(middle), standing(oldest)];
        expect(reasonsOf(snapshots, { keepLast: 1 })).toEqual({
            [newest]: 'foreign',
            [middle]: 'newest, last 1',
            [oldest]: 'no rule keeps it'
        });
    });
    it('a pinned one takes the place of its period like any other', () => {
        const snapshots = [standing(newest), standing(middle, { isPinned: true }), standing(oldest)];
        expect(keptOf(snapshots, { keepDaily: 2 })).toEqual([newest, middle]);
    });
    it('the last of a second is the newest, -10 after -9', () => {
        const ids = ['', '-2', '-9', '-10'].map(serial => `${newest}${serial}`);
        const snapshots = ids.map(id => standing(id));
        expect(keptOf(snapshots, { keepDaily: 1 })).toEqual([`${newest}-10`]);
        expect(keptOf(snapshots, { keepLast: 3 })).toEqual([`${newest}-10`, `${newest}-9`, `${newest}-2`]);
    });
});
describe('keep-within', () => {
    it('after a rest is counted from the snapshot before the first new one, and from the second new one on from there', () => {
        const before = ['2026-03-10', '2026-03-09', '2026-02-20'].map(text => standing(idOf(text)));
        const first = standing(idOf('2026-11-20'));
        const second = standing(idOf('2026-11-21'));
        expect(keptOf([...before, first], { keepWithin: days(14) })).toEqual(['2026-11-20', '2026-03-10', '2026-03-09'].map(idOf));
        expect(keptOf([...before, first, second], { keepWithin: days(14) })).toEqual(['2026-11-21', '2026-11-20'].map(idOf));
    });
    it('shorter than the steps of a series keeps the newest and the one before', () => {
        const weekly = ['2026-11-22', '2026-11-15', '2026-11-08', '2026-11-01'].map(text => standing(idOf(text)));
        expect(keptOf(weekly, { keepWithin: days(3) })).toEqual(['2026-11-22', '2026-11-15'].map(idOf));
    });
});
it('judges no snapshots, one snapshot, and foreign ones alone', () => {
    expect(judge([], defaultPolicy, afterAll)).toEqual([]);
    expect(judge([standing(idOf('2026-11-20'))], defaultPolicy, afterAll)).toEqual([
        { id: idOf('2026-11-20'), decision: 'keep', reasons: ['newest', 'within 30d', 'last 1'], isExempt: true }
    ]);
    expect(reasonsOf([standing(idOf('2026-11-20'), { isForeign: true })], { keepLast: 1 })).toEqual({
        [idOf('2026-11-20')]: 'foreign'
    });
});
it('keeps the last seven and thirty days when nothing else was said', () => {
    expect(idsOf(judge(nights(50), defaultPolicy, afterAll), 'keep')).toHaveLength(30);
    expect(idsOf(judge(nights(50, 10), defaultPolicy, afterAll), 'keep')).toHaveLength(7);
});
describe('refuses', () => {
    it.each([
        ['a policy of nothing', {}],
        ['a window of no time', { keepWithin: days(0) }],
        ['a negative count', { keepLast: 7, keepDaily: -1 }],
        ['a part of a snapshot', { keepLast: 1.5 }],
        ['no number', { keepLast: Number.NaN }],
        ['a window ahead', { keepLast: 1, keepWithin: days(-1) }]
    ])('%s', (_, rules) => {
        expect(() => judge([], { ...emptyPolicy, ...rules }, afterAll)).toThrow(RangeError);
    });
    it('a name that is no id: its age cannot be told', () => {
        expect(() => judge([standing('backup-old')], defaultPolicy, afterAll)).toThrow('"backup-old" is no snapshot id');
    });
});
