// The inputs about retention: what a workflow may write, what it becomes, and every mistake with the right form beside it.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InputFailure } from "../../src/core/failure.js";
import { judge } from "../../src/core/retention/judge.js";
import { defaultPolicy, emptyPolicy } from "../../src/core/retention/policy.js";
import { InputReader, variableOf } from "../../src/inputs/input-reader.js";
import { readRetention, readRetentionRules } from "../../src/inputs/retention.js";
import { retentionDefaults, retentionRuleNames } from "../../src/inputs/retention-names.js";
const readerOf = (given) => new InputReader(Object.fromEntries(Object.entries(given).map(([name, text]) => [variableOf(name), text])), retentionDefaults);
function read(given) {
    const reader = readerOf(given);
    const inputs = readRetention(reader);
    reader.finish();
    return inputs;
}
function mistakes(given) {
    try {
        read(given);
    }
    catch (thrown) {
        if (thrown instanceof InputFailure)
            return thrown.mistakes;
        throw thrown;
    }
    return [];
}
const days = (count) => ({ months: 0, hours: count * 24 });
describe('without any', () => {
    it('keeps the last seven and thirty days, and prunes', () => {
        expect(read({})).toEqual({ prune: true, policy: defaultPolicy, space: {} });
        expect(read(Object.fromEntries(retentionRuleNames.map(name => [name, ''])))).toEqual(read({}));
    });
    it.each([
        [
            'keep-tags adds to the default',
            { 'keep-tags': 'release\nv1' },
            { ...defaultPolicy, keepTags: ['release', 'v1'] }
        ],
        ['a rule about space leaves it', { 'min-free-space': '20G' }, defaultPolicy],
        ['prune: false leaves it', { prune: 'false' }, defaultPolicy]
    ])('%s', (_, given, policy) => {
        expect(read(given).policy).toEqual(policy);
    });
});
describe('takes', () => {
    it.each([
        [
            'every count',
            {
                'keep-last': '1',
                'keep-hourly': '2',
                'keep-daily': '3',
                'keep-weekly': '4',
                'keep-monthly': '5',
                'keep-yearly': '6'
            },
            { keepLast: 1, keepHourly: 2, keepDaily: 3, keepWeekly: 4, keepMonthly: 5, keepYearly: 6 }
        ],
        ['a zero beside another rule', { 'keep-last': '0', 'keep-daily': ' 7\n' }, { keepDaily: 7 }],
        ['zeros beside a time', { 'keep-last': '0', 'keep-within': '8w' }, { keepWithin: days(56) }],
        ['a zero to keep tags alone', { 'keep-last': '0', 'keep-tags': 'release' }, { keepTags: ['release'] }],
        ['months', { 'keep-within': '6m' }, { keepWithin: { months: 6, hours: 0 } }],
        ['retention-days', { 'retention-days': '30' }, { keepWithin: days(30) }],
        ['the same time twice', { 'retention-days': '14', 'keep-within': '2w' }, { keepWithin: days(14) }],
        ['a tag once', { 'keep-last': '3', 'keep-tags': 'a\nb\na' }, { keepLast: 3, keepTags: ['a', 'b'] }]
    ])('%s', (_, given, policy) => {
        expect(read(given).policy).toEqual({ ...emptyPolicy, ...policy });
    });
    it.each([
        [{ 'min-free-space': '20G' }, { minFreeSpace: { text: '20G', amount: 20 * 1024 ** 3 } }],
        [{ 'min-free-space': ' 10% ' }, { minFreeSpace: { text: '10%', share: 0.1 } }],
        [{ 'min-free-inodes': '100000' }, { minFreeInodes: { text: '100000', amount: 100_000 } }],
        [{ 'min-free-inodes': '2.5%' }, { minFreeInodes: { text: '2.5%', share: 0.025 } }],
        [{ 'max-size': '1.5TiB' }, { maxSize: { text: '1.5TiB', amount: 1.5 * 1024 ** 4 } }],
        [{ 'max-size': '100%' }, { maxSize: { text: '100%', share: 1 } }],
        [{ 'min-free-space': '0%' }, { minFreeSpace: { text: '0%', share: 0 } }]
    ])('%j', (given, space) => {
        expect(read(given).space).toEqual(space);
    });
});
const format = 'write hours, days, weeks, months or years, such as 36h, 14d, 8w, 6m or 1y';
const sizes = 'write a number with K, M, G or T (1024-based, KiB and so on mean the same), such as 500M, 20G or 1.5TiB';
describe('refuses', () => {
    it.each([
        [
            'a zero alone',
            { 'keep-last': '0' },
            'keep-last: is 0, and no other rule keeps anything; write how many to keep, such as keep-last: 7, or leave them ' +
                'out for keep-last: 7 and keep-within: 30d'
        ],
        [
            'zeros everywhere',
            { 'keep-last': '0', 'keep-daily': '00', 'keep-yearly': '0', 'min-free-space': '20G', 'keep-tags': '\n' },
            'keep-last, keep-daily, keep-yearly: are all 0, and no other rule keeps anything; write how many to keep, such as ' +
                'keep-last: 7, or leave them out for keep-last: 7 and keep-within: 30d'
        ],
        ['a negative count', { 'keep-daily': '-1' }, 'keep-daily: "-1" is not a whole number from 0 to 999999999'],
        ['a text', { 'keep-weekly': 'all' }, 'keep-weekly: "all" is not a whole number from 0 to 999999999'],
        ['a fraction', { 'keep-last': '1.5' }, 'keep-last: "1.5" is not a whole number from 0 to 999999999'],
        ['a space', { 'keep-last': ' ' }, 'keep-last: "\\x20" is not a whole number from 0 to 999999999'],
        [
            'a time for a count',
            { 'keep-daily': '14D' },
            'keep-daily: "14D" has a unit, and this rule counts snapshots: write 14, or keep-within: 14d for all within that time'
        ],
        [
            'a time without a unit',
            { 'keep-within': '30' },
            'keep-within: "30" has no unit: write 30d for days, 30h for hours, 30w, 30m (months) or 30y'
        ],
        ['no time', { 'keep-within': '0' }, 'keep-within: "0" keeps nothing: write a time such as 14d, or leave it out'],
        ['no days', { 'keep-within': '0d' }, 'keep-within: "0d" keeps nothing: write a time such as 14d, or leave it out'],
        ['a negative time', { 'keep-within': '-14d' }, `keep-within: "-14d" is not an age: ${format}`],
        ['two times', { 'keep-within': '1y6m' }, `keep-within: "1y6m" is not an age: ${format}`],
        [
            'a unit for days',
            { 'retention-days': '30d' },
            'retention-days: "30d" is not a number of days: write 30; for other units there is keep-within'
        ],
        [
            'weeks for days',
            { 'retention-days': '4w' },
            'retention-days: "4w" is not a number of days: write a number of days such as 30; for other units there is keep-within'
        ],
        [
            'zero days',
            { 'retention-days': '0' },
            'retention-days: "0" keeps nothing: write a number of days such as 30, or leave it out'
        ],
        [
            'two times that differ',
            { 'retention-days': '30', 'keep-within': '14d' },
            'keep-within, retention-days: "14d" and "30" contradict each other: both say how far back everything is kept; ' +
                'write one of them'
        ],
        [
            'more than all',
            { 'min-free-space': '150%' },
            'min-free-space: "150%" is not a percentage: write 0% to 100%, such as 50% or 99.5%'
        ],
        [
            'all of the disk',
            { 'min-free-space': '100%' },
            'min-free-space: "100%" leaves no room for any snapshot: write what must be free, such as 20G or 10%'
        ],
        [
            'all inodes',
            { 'min-free-inodes': '100%' },
            'min-free-inodes: "100%" leaves no room for any snapshot: write what must be free, such as 100000 or 5%'
        ],
        [
            'a size without a unit',
            { 'max-size': '500' },
            `max-size: "500" is not a size: ${sizes}, or a percentage of the filesystem such as 10%`
        ],
        [
            'a negative size',
            { 'min-free-space': '-20G' },
            `min-free-space: "-20G" is not a size: ${sizes}, or a percentage of the filesystem such as 10%`
        ],
        [
            'no size',
            { 'max-size': '0G' },
            'max-size: "0G" leaves no room for any snapshot: write how large the series may get, such as 500G'
        ],
        [
            'no share',
            { 'max-size': '0%' },
            'max-size: "0%" leaves no room for any snapshot: write how large the series may get, such as 500G'
        ],
        [
            'a size of inodes',
            { 'min-free-inodes': '20G' },
            'min-free-inodes: "20G" is not a number of inodes: write a whole number such as 100000, or a percentage of the ' +
                'filesystem such as 10%'
        ],
        ['a guess at prune', { prune: 'no' }, 'prune: "no" is neither true nor false']
    ])('%s', (_, given, mistake) => {
        expect(mistakes(given)).toEqual([mistake]);
    });
    it('a tag that is none', () => {
        expect(mistakes({ 'keep-tags': 'release\nv 1' })).toEqual([
            expect.stringContaining('keep-tags: "v 1" is not a tag')
        ]);
    });
    it('all of them at once', () => {
        const found = mistakes({
            prune: 'yes',
            'keep-last': '-1',
            'keep-daily': 'seven',
            'keep-within': '30',
            'retention-days': '30d',
            'keep-tags': 'a b',
            'min-free-space': '150%',
            'min-free-inodes': 'many',
            'max-size': '500'
        });
        expect(found.map(text => text.replace(/:.*/s, ''))).toEqual([
            'prune',
            'keep-last',
            'keep-daily',
            'keep-within',
            'retention-days',
            'keep-tags',
            'min-free-space',
            'min-free-inodes',
            'max-size'
        ]);
    });
});
it('reads the rules alone where there is no prune', () => {
    const reader = new InputReader({ 'INPUT_KEEP-LAST': '3' }, {});
    expect(readRetentionRules(reader)).toEqual({ policy: { ...emptyPolicy, keepLast: 3 }, space: {} });
});
it('never lets a policy through that keeps nothing', () => {
    const text = fc.oneof(fc.constantFrom('', '0', '00', '1', '7', '-1', '30d', '0d', '14', ' ', 'x', 'a\nb'), fc.string());
    const given = fc.dictionary(fc.constantFrom(...retentionRuleNames), text);
    fc.assert(fc.property(given, inputs => {
        if (mistakes(inputs).length > 0)
            return;
        expect(() => judge([], read(inputs).policy, new Date(0))).not.toThrow();
    }), { numRuns: 2000 });
});
