// Histories, snapshots and policies for the tests of retention: written by hand, and generated.
import fc from 'fast-check';
import { judge } from "../../src/core/retention/judge.js";
import { emptyPolicy } from "../../src/core/retention/policy.js";
import { snapshotId } from "../../src/core/snapshot-id.js";
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** A snapshot of this id that nothing is special about. */
export const standing = (id, special = {}) => ({
    id,
    tags: [],
    isPinned: false,
    isBeingRead: false,
    isForeign: false,
    isLatest: false,
    ...special
});
/** `2026-11-20` and `2026-11-20 08:49` are ids for lazy writers. */
export const idOf = (text) => {
    const [day = '', time = '00:00'] = text.split(' ');
    return `${day}T${time.replace(':', '-')}-00Z`;
};
export const policyOf = (rules) => ({ ...emptyPolicy, ...rules });
export const idsOf = (verdicts, decision) => verdicts.filter(verdict => verdict.decision === decision).map(({ id }) => id);
/** A moment after all of them: no clock is wrong. */
export const afterAll = new Date('9999-12-31T23:59:59Z');
export const keptOf = (snapshots, rules, now = afterAll) => idsOf(judge(snapshots, policyOf(rules), now), 'keep');
export const reasonsOf = (snapshots, rules, now = afterAll) => Object.fromEntries(judge(snapshots, policyOf(rules), now).map(({ id, reasons }) => [id, reasons.join(', ')]));
export const days = (count) => ({ months: 0, hours: count * 24 });
/** This many at midnight, each so many days before the next, the last on 2026-11-30. */
export const nights = (length, stepDays = 1) => Array.from({ length }, (_, index) => standing(idOf(new Date(Date.UTC(2026, 10, 30) - index * stepDays * dayMs).toISOString().slice(0, 10))));
export const tags = ['nightly', 'release', 'v1.2'];
/** From bursts of minutes over nights to years of rest between two snapshots. */
const gapMs = fc.oneof(fc.integer({ min: 0, max: 2 * hourMs }), fc.integer({ min: 0, max: 3 * dayMs }), fc.constant(dayMs), fc.integer({ min: 0, max: 60 * dayMs }), { arbitrary: fc.integer({ min: 0, max: 900 * dayMs }), weight: 1 });
const special = fc.record({
    tags: fc.subarray(tags),
    isPinned: rarely(),
    isBeingRead: rarely(),
    isForeign: rarely(),
    isLatest: rarely()
});
function rarely() {
    return fc.integer({ min: 0, max: 9 }).map(number => number === 7);
}
/** Up to 40 snapshots in no order, several of one second among them. */
export const history = fc
    .tuple(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2030, 0) }), fc.array(fc.tuple(gapMs, special), { maxLength: 40, size: 'max' }))
    .chain(([startMs, steps]) => {
    const taken = new Set();
    let momentMs = startMs;
    const snapshots = steps.map(([gap, one]) => {
        momentMs += gap;
        const id = snapshotId(new Date(momentMs), candidate => taken.has(candidate));
        taken.add(id);
        return standing(id, one);
    });
    return fc.shuffledSubarray(snapshots, { minLength: snapshots.length });
});
const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }));
export const span = fc
    .record({
    months: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.integer({ min: 0, max: 24 })),
    hours: fc.oneof(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 0, max: 60 }).map(days => days * 24))
})
    .filter(({ months, hours }) => months + hours > 0);
/** Any set of rules that keeps something. */
export const policy = fc
    .record({
    keepLast: count,
    keepHourly: count,
    keepDaily: count,
    keepWeekly: count,
    keepMonthly: count,
    keepYearly: count,
    keepTags: fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, fc.subarray(tags)),
    within: fc.option(span, { nil: undefined })
})
    .map(({ within, ...rest }) => ({ ...rest, ...(within === undefined ? {} : { keepWithin: within }) }))
    .filter(one => one.keepWithin !== undefined || Object.values(one).some(value => typeof value === 'number' && value > 0));
