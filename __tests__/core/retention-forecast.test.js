// The forecast of retention: tables that read like a calendar, and that it says what the judgement then does.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forecast } from "../../src/core/retention/forecast.js";
import { judge } from "../../src/core/retention/judge.js";
import { snapshotId } from "../../src/core/snapshot-id.js";
import { dayMs, days, nights, policyOf, standing } from "./retention-examples.js";
const now = new Date('2026-11-30T09:00:00Z');
/** `29` of a snapshot of November 29th → the day it goes, or `stays`. */
function calendar(snapshots, rules) {
    const { fates } = forecast(snapshots, policyOf(rules), now);
    return Object.fromEntries([...fates].map(([id, fate]) => [
        id.slice(5, 10),
        fate.goes ? new Date(fate.atMs).toISOString().slice(5, 10) : 'stays'
    ]));
}
test('keep-last: 3 with one a night: each goes three nights after it was taken', () => {
    expect(calendar(nights(3), { keepLast: 3 })).toEqual({ '11-30': '12-03', '11-29': '12-02', '11-28': '12-01' });
});
test('keep-daily: 2 and keep-weekly: 2: the Sunday stays longest', () => {
    // 2026-11-29 is a Sunday.
    expect(calendar(nights(3), { keepDaily: 2, keepWeekly: 2 })).toEqual({
        '11-30': '12-02',
        '11-29': '12-07',
        '11-28': '12-01'
    });
});
test('pinned and tagged ones stay, foreign ones have no fate', () => {
    const [newest, middle, oldest] = nights(3);
    const snapshots = [
        standing(newest?.id ?? '', { isPinned: true }),
        standing(middle?.id ?? '', { tags: ['release'] }),
        standing(oldest?.id ?? '', { isForeign: true })
    ];
    expect(calendar(snapshots, { keepLast: 1, keepTags: ['release'] })).toEqual({ '11-30': 'stays', '11-29': 'stays' });
});
test('weekly snapshots are supposed to go on weekly', () => {
    const { everyMs, fates } = forecast(nights(4, 7), policyOf({ keepLast: 2 }), now);
    expect(everyMs).toBe(7 * dayMs);
    // The two that no rule keeps go with the next run.
    expect([...fates.values()].map(fate => (fate.goes ? (fate.atMs - now.getTime()) / dayMs / 7 : 0)).sort()).toEqual([
        1, 1, 1, 2
    ]);
});
test('one snapshot alone: a day is supposed; one of an afternoon of tests: an hour at least', () => {
    expect(forecast(nights(1), policyOf({ keepLast: 1 }), now).everyMs).toBe(dayMs);
    const burst = [0, 1, 2].map(minute => standing(`2026-11-30T08-0${minute}-00Z`));
    expect(forecast(burst, policyOf({ keepLast: 1 }), now).everyMs).toBe(3_600_000);
});
test('none, and a policy that keeps nothing', () => {
    expect(forecast([], policyOf({ keepLast: 1 }), now).fates.size).toBe(0);
    expect(() => forecast(nights(2), policyOf({}), now)).toThrow('keeps nothing');
});
test('a series of thousands is judged in bounded work', () => {
    const { fates } = forecast(nights(3000), policyOf({ keepWithin: days(10_000) }), now);
    expect(fates.size).toBe(3000);
});
test('whatever the rules: what is said to go next is what the judgement removes with the next snapshot', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 25 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), (ages, keepLast, keepDaily, keepWeekly) => {
        const snapshots = ages.map(age => standing(snapshotId(new Date(now.getTime() - age * dayMs), () => false)));
        const policy = policyOf({ keepLast, keepDaily, keepWeekly });
        const { fates, everyMs } = forecast(snapshots, policy, now);
        const next = new Date(now.getTime() + everyMs);
        const fresh = standing(snapshotId(next, () => false), { isLatest: true });
        const removed = judge([...snapshots, fresh], policy, next).filter(({ decision }) => decision === 'remove');
        const said = [...fates].filter(([, fate]) => fate.goes && fate.atMs === next.getTime()).map(([id]) => id);
        expect(said.sort()).toEqual(removed.map(({ id }) => id).sort());
    }));
});
