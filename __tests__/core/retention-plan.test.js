// What goes beyond the rules to make room: how much, in which order, why, and what is said when it does not help.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from "../../src/core/retention/judge.js";
import { planRemovals } from "../../src/core/retention/removal-plan.js";
import { measure } from "../../src/core/retention/space-rules.js";
import { afterAll, history, idsOf, nights, policy, policyOf, standing } from "./retention-examples.js";
const gib = 1024 ** 3;
/** 100 GiB, 12 of it free; a million inodes, 30,000 free; the series takes 40 GiB. */
const space = {
    freeBytes: 12 * gib,
    totalBytes: 100 * gib,
    freeInodes: 30_000,
    totalInodes: 1_000_000,
    seriesBytes: 40 * gib
};
const each = { bytes: 3 * gib, inodes: 10_000 };
/** Runs a plan to its end; tells what it asked for as well. */
function run(verdicts, rules, of = space, freed = () => each) {
    const asked = [];
    const removals = planRemovals(verdicts, rules, of);
    let step = removals.next();
    while (step.done !== true) {
        asked.push(step.value);
        step = removals.next(freed(step.value));
    }
    return { ...step.value, asked };
}
const month = nights(10);
const ids = month.map(({ id }) => id);
const keepAll = judge(month, policyOf({ keepLast: 99 }), afterAll);
const reasons = (plan) => plan.verdicts.filter(({ decision }) => decision === 'remove').flatMap(one => one.reasons);
const minFree20G = { minFreeSpace: { text: '20G', amount: 20 * gib } };
describe('without rules about space', () => {
    it('removes what the rules remove, oldest first, and tells what each frees', () => {
        const verdicts = judge(month, policyOf({ keepLast: 8 }), afterAll);
        const plan = run(verdicts, {});
        expect(plan.asked).toEqual([ids[9], ids[8]]);
        expect(plan.complaints).toEqual([]);
        expect(plan.verdicts).toEqual(verdicts.map(verdict => (verdict.decision === 'remove' ? { ...verdict, freed: each } : verdict)));
    });
    it('asks for nothing where nothing goes', () => {
        expect(run(keepAll, {})).toEqual({ asked: [], complaints: [], verdicts: keepAll });
        expect(run([], minFree20G).asked).toEqual([]);
    });
});
describe('a rule about space', () => {
    it.each([
        [
            'min-free-space, until it holds',
            minFree20G,
            ['min-free-space 20G: 12.0 GiB free', 'min-free-space 20G: 15.0 GiB free', 'min-free-space 20G: 18.0 GiB free']
        ],
        [
            'min-free-space as a share of the filesystem',
            { minFreeSpace: { text: '15%', share: 0.15 } },
            ['min-free-space 15%: 12.0 GiB free (12.0%)']
        ],
        [
            'min-free-inodes',
            { minFreeInodes: { text: '50000', amount: 50_000 } },
            ['min-free-inodes 50000: 30,000 inodes free', 'min-free-inodes 50000: 40,000 inodes free']
        ],
        [
            'min-free-inodes as a share of the filesystem',
            { minFreeInodes: { text: '5%', share: 0.05 } },
            ['min-free-inodes 5%: 30,000 inodes free (3.0%)', 'min-free-inodes 5%: 40,000 inodes free (4.0%)']
        ],
        [
            'max-size',
            { maxSize: { text: '36G', amount: 36 * gib } },
            ['max-size 36G: the series takes 40.0 GiB', 'max-size 36G: the series takes 37.0 GiB']
        ],
        [
            'max-size as a share of the filesystem',
            { maxSize: { text: '39%', share: 0.39 } },
            ['max-size 39%: the series takes 40.0 GiB (40.0%)']
        ],
        ['that holds already', { ...minFree20G, minFreeSpace: { text: '12G', amount: 12 * gib } }, []]
    ])('removes by %s', (_, rules, expected) => {
        const plan = run(keepAll, rules);
        expect(reasons(plan).reverse()).toEqual(expected);
        expect(plan.asked).toEqual(ids.toReversed().slice(0, expected.length));
        expect(plan.complaints).toEqual([]);
    });
    it('gives every rule that does not hold as a reason', () => {
        const rules = { ...minFree20G, maxSize: { text: '39G', amount: 39 * gib } };
        expect(run(keepAll, rules).verdicts.at(-1)?.reasons).toEqual([
            'min-free-space 20G: 12.0 GiB free',
            'max-size 39G: the series takes 40.0 GiB'
        ]);
    });
    it('counts first what the rules remove anyway', () => {
        const verdicts = judge(month, policyOf({ keepLast: 8 }), afterAll);
        expect(reasons(run(verdicts, minFree20G))).toEqual([
            'min-free-space 20G: 18.0 GiB free',
            'no rule keeps it',
            'no rule keeps it'
        ]);
    });
    it('goes on over a snapshot that frees nothing: what it shares is freed with the next', () => {
        const plan = run(keepAll, minFree20G, space, id => id === ids[8] ? { bytes: 9 * gib, inodes: 0 } : { bytes: 0, inodes: 0 });
        expect(plan.asked).toEqual([ids[9], ids[8]]);
    });
    it('passes over what is never removed, and stops at the newest', () => {
        const special = [
            { isPinned: true },
            { isForeign: true },
            { isBeingRead: true },
            { isLatest: true },
            { tags: ['release'] }
        ];
        const snapshots = month.slice(0, 6).map((one, index) => standing(one.id, special[index - 1] ?? {}));
        const ahead = standing('2036-01-01T00-00-00Z');
        const now = new Date('2026-12-01T00:00:00Z');
        const verdicts = judge([...snapshots, ahead], policyOf({ keepLast: 99, keepTags: ['release'] }), now);
        const plan = run(verdicts, minFree20G);
        // the tagged one: tags are a rule as any other, a pin is not
        expect(plan.asked).toEqual([ids[5]]);
        expect(plan.complaints).toEqual([
            'min-free-space 20G cannot be met: there would be 15.0 GiB free with every snapshot removed that may be. What is ' +
                'left is the newest, and what is pinned, being read, foreign or dated in the future: make room on the volume, ' +
                'or change the rule'
        ]);
    });
    it('that cannot be met leaves the newest, and says how far it came', () => {
        const plan = run(keepAll, { maxSize: { text: '1G', amount: gib } });
        expect(idsOf([...plan.verdicts], 'keep')).toEqual([ids[0]]);
        expect(plan.complaints).toEqual([
            expect.stringMatching(/^max-size 1G cannot be met: the series would still take 13\.0 GiB with every snapshot removed/)
        ]);
    });
    it('about inodes has no effect where a filesystem has no fixed number of them, and that is said', () => {
        const { freeBytes, totalBytes, seriesBytes } = space;
        const btrfs = { freeBytes, totalBytes, seriesBytes };
        const plan = run(keepAll, { minFreeInodes: { text: '5%', share: 0.05 } }, btrfs);
        expect(plan.asked).toEqual([]);
        expect(plan.complaints).toEqual([
            'min-free-inodes 5% has no effect: the filesystem of this volume has no fixed number of inodes'
        ]);
        expect(run(keepAll, minFree20G, btrfs).asked).toHaveLength(3);
    });
});
describe('for every history, every policy and every volume', () => {
    const amount = fc.integer({ min: 0, max: 100 });
    const limit = fc.option(fc.oneof(amount.map(value => ({ text: `${value}B`, amount: value })), amount.map(value => ({ text: `${value}%`, share: value / 100 }))), { nil: undefined });
    const rules = fc
        .record({ minFreeSpace: limit, minFreeInodes: limit, maxSize: limit })
        .map(all => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)));
    const volume = fc.tuple(amount, amount, amount).map(([freeBytes, freeInodes, seriesBytes]) => ({
        freeBytes,
        freeInodes,
        seriesBytes,
        totalBytes: 200,
        totalInodes: 200
    }));
    const case_ = fc.record({ snapshots: history, rules, volume, keep: policy, frees: fc.array(fc.nat({ max: 9 })) });
    it('removes at least what the rules remove, never what is exempt, the oldest first, and stops when it holds', () => {
        fc.assert(fc.property(case_, ({ snapshots, rules, volume, keep, frees }) => {
            const verdicts = judge(snapshots, keep, afterAll);
            let left = volume;
            const states = [];
            const plan = run(verdicts, rules, volume, id => {
                states.push(measure(rules, left).every(({ state }) => state === 'met'));
                const bytes = frees[Number(id.slice(17, 19)) % Math.max(1, frees.length)] ?? 0;
                left = {
                    ...left,
                    freeBytes: left.freeBytes + bytes,
                    freeInodes: (left.freeInodes ?? 0) + 1,
                    seriesBytes: left.seriesBytes - bytes
                };
                return { bytes, inodes: 1 };
            });
            const gone = plan.verdicts.filter(({ decision }) => decision === 'remove');
            expect(plan.verdicts.map(({ id }) => id)).toEqual(verdicts.map(({ id }) => id));
            expect(gone.map(({ id }) => id).sort()).toEqual(plan.asked.toSorted());
            expect(gone.every(({ isExempt, freed }) => !isExempt && freed !== undefined)).toBe(true);
            const byRules = idsOf(verdicts, 'remove').reverse();
            const bySpace = verdicts.filter(one => one.decision === 'keep' && !one.isExempt).map(({ id }) => id);
            const taken = plan.asked.length - byRules.length;
            expect(plan.asked).toEqual([...byRules, ...bySpace.reverse().slice(0, taken)]);
            // no removal for space while all rules held, and an end only when they hold or nothing is left
            expect(states.slice(byRules.length)).not.toContain(true);
            const holds = measure(rules, left).every(({ state }) => state === 'met');
            expect(holds || taken === bySpace.length).toBe(true);
            expect(plan.complaints.length === 0).toBe(holds);
        }), { numRuns: 500 });
    });
});
