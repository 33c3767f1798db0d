// What holds for every history and every policy: properties of `judge` over generated ones.
import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { judge } from "../../src/core/retention/judge.js";
import { countRules } from "../../src/core/retention/periods.js";
import { emptyPolicy, momentBefore } from "../../src/core/retention/policy.js";
import { compareSnapshotIds, parseSnapshotId, snapshotId } from "../../src/core/snapshot-id.js";
import { afterAll, dayMs, history, idsOf, policy, span, standing, tags } from "./retention-examples.js";
const runs = { numRuns: 500 };
/** Before, among and after the snapshots of a history. */
const moment = fc.date({ min: new Date('1995-01-01'), max: new Date('2140-01-01'), noInvalidDate: true });
const kept = (snapshots, rules, now) => new Set(idsOf(judge(snapshots, rules, now), 'keep'));
const removed = (snapshots, rules, now) => new Set(idsOf(judge(snapshots, rules, now), 'remove'));
const msOf = (id) => parseSnapshotId(id)?.moment.getTime() ?? Number.NaN;
/** What each `keep-*` that counts keeps, by its name in the policy. */
const countsOf = (rules) => countRules.map(({ count }) => [count, rules[count]]);
const newestOf = (snapshots) => snapshots.toSorted((a, b) => compareSnapshotIds(b.id, a.id))[0];
const expectSubset = (part, whole) => {
    expect([...part].filter(id => !whole.has(id))).toEqual([]);
};
describe('judge', () => {
    it('gives every snapshot exactly one verdict with at least one reason, the newest first', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            const verdicts = judge(snapshots, rules, now);
            const ids = snapshots.map(({ id }) => id).sort(compareSnapshotIds);
            expect(verdicts.map(({ id }) => id).reverse()).toEqual(ids);
            expect(verdicts.every(({ reasons }) => reasons.length > 0 && reasons.every(reason => reason !== ''))).toBe(true);
            expect(verdicts.filter(({ decision, isExempt }) => decision === 'remove' && isExempt)).toEqual([]);
        }), runs);
    });
    it('does not depend on the order of the snapshots', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            const sorted = snapshots.toSorted((a, b) => compareSnapshotIds(a.id, b.id));
            expect(judge(snapshots, rules, now)).toEqual(judge(sorted, rules, now));
        }), runs);
    });
    it('changes nothing when it judges the survivors again', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            const survivors = snapshots.filter(({ id }) => kept(snapshots, rules, now).has(id));
            expect(removed(survivors, rules, now)).toEqual(new Set());
        }), runs);
    });
    it('never removes the newest complete one, nor what is pinned, being read, foreign or `latest`', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            const gone = removed(snapshots, rules, now);
            const newest = newestOf(snapshots.filter(({ isForeign }) => !isForeign));
            const exempt = snapshots.filter(one => one.isPinned || one.isBeingRead || one.isForeign || one.isLatest || one === newest);
            expect(exempt.filter(({ id }) => gone.has(id))).toEqual([]);
        }), runs);
    });
    it('never removes more when a rule is added', () => {
        fc.assert(fc.property(history, policy, policy, moment, (snapshots, rules, more, now) => {
            const within = rules.keepWithin ?? more.keepWithin;
            const counts = countsOf(rules).map(([name, count]) => [name, Math.max(count, more[name])]);
            const both = {
                ...emptyPolicy,
                ...Object.fromEntries(counts),
                keepTags: [...rules.keepTags, ...more.keepTags],
                ...(within === undefined ? {} : { keepWithin: within })
            };
            expectSubset(removed(snapshots, both, now), removed(snapshots, rules, now));
        }), runs);
    });
    it('keeps by several rules what each of them keeps alone', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            const alone = [
                ...countsOf(rules)
                    .filter(([, count]) => count > 0)
                    .map(([name, count]) => ({ ...emptyPolicy, [name]: count })),
                ...(rules.keepTags.length > 0 ? [{ ...emptyPolicy, keepTags: rules.keepTags }] : []),
                ...(rules.keepWithin === undefined ? [] : [{ ...emptyPolicy, keepWithin: rules.keepWithin }])
            ];
            const each = alone.flatMap(rule => [...kept(snapshots, rule, now)]);
            expect(kept(snapshots, rules, now)).toEqual(new Set(each));
        }), runs);
    });
    it('keeps what a pin or a reader is added to, and judges all others as before', () => {
        fc.assert(fc.property(history, policy, moment, fc.constantFrom('isPinned', 'isBeingRead'), (snapshots, rules, now, special) => {
            const all = snapshots.map((one, index) => (index % 3 === 0 ? { ...one, [special]: true } : one));
            const touched = all.filter((_, index) => index % 3 === 0).map(({ id }) => id);
            const before = kept(snapshots, rules, now);
            expect(kept(all, rules, now)).toEqual(new Set([...before, ...touched]));
        }), runs);
    });
});
describe('the clock', () => {
    it('removes nothing by moving: an earlier now never removes what a later one keeps', () => {
        fc.assert(fc.property(history, policy, moment, moment, (snapshots, rules, one, other) => {
            const [earlier, later] = one < other ? [one, other] : [other, one];
            expectSubset(removed(snapshots, rules, earlier), removed(snapshots, rules, later));
        }), runs);
    });
    it('has no say once nothing is dated in the future: no snapshot grows old by waiting', () => {
        fc.assert(fc.property(history, policy, moment, (snapshots, rules, now) => {
            fc.pre(snapshots.every(({ id }) => msOf(id) <= now.getTime()));
            expect(judge(snapshots, rules, now)).toEqual(judge(snapshots, rules, afterAll));
        }), runs);
    });
    it('a snapshot dated more than a day ahead changes no verdict on the others', () => {
        fc.assert(fc.property(history, policy, moment, fc.array(fc.integer({ min: dayMs + 1000, max: 9000 * dayMs }), { minLength: 1, maxLength: 5 }), (snapshots, rules, now, aheadMs) => {
            const taken = new Set(snapshots.map(({ id }) => id));
            const ahead = aheadMs.map(ms => {
                const id = snapshotId(new Date(now.getTime() + ms), candidate => taken.has(candidate));
                taken.add(id);
                return standing(id);
            });
            const all = judge([...snapshots, ...ahead], rules, now);
            const [theirs, others] = [true, false].map(isAhead => all.filter(({ id }) => ahead.some(one => one.id === id) === isAhead));
            expect(others).toEqual(judge(snapshots, rules, now));
            expect(theirs?.map(({ decision }) => decision)).toEqual(ahead.map(() => 'keep'));
        }), runs);
    });
    it('a jump longer than keep-within, taken for real, ends no window, and costs no count rule more than one', () => {
        fc.assert(fc.property(history, span, policy, fc.integer({ min: 1, max: 9000 * dayMs }), (snapshots, within, rules, more) => {
            const newest = newestOf(snapshots.filter(({ isForeign }) => !isForeign));
            fc.pre(newest !== undefined);
            // far enough that the old newest one lies before the new window
            let jumpMs = msOf(newest.id) + more;
            while (momentBefore(jumpMs, within) < msOf(newest.id))
                jumpMs += 40 * dayMs;
            const jumped = standing(snapshotId(new Date(jumpMs), () => false));
            const window = momentBefore(msOf(newest.id), within);
            const all = { ...rules, keepWithin: within };
            const gone = [...removed([...snapshots, jumped], all, afterAll)];
            expect(gone.filter(id => msOf(id) > window)).toEqual([]);
            const counts = { ...emptyPolicy, ...Object.fromEntries(countsOf(rules)), keepTags: tags };
            const before = kept(snapshots, counts, afterAll);
            const lost = [...removed([...snapshots, jumped], counts, afterAll)].filter(id => before.has(id));
            const active = countsOf(rules).filter(([, count]) => count > 0);
            // the one that was the oldest of a rule with counts left may go with them
            expect(lost.length).toBeLessThanOrEqual(active.length + 1);
        }), runs);
    });
});
