// The outputs of a prune and its JSON report: what a workflow reads, and what a machine does.
import { describe, expect, test } from '@jest/globals';
import { pruneJson } from "../../src/core/report/prune-json.js";
import { pruneOutcome } from "../../src/core/report/prune-outcome.js";
import { pruneOutputNames, pruneOutputs } from "../../src/core/report/prune-outputs.js";
import { every, hostile, pruned, several } from "./report-prune-examples.js";
describe('outputs', () => {
    test.each(Object.entries(every))('%s has all of them', (_name, report) => {
        expect(Object.keys(pruneOutputs(report, '/tmp/r.json'))).toEqual([...pruneOutputNames]);
    });
    test('of a series', () => {
        const outputs = pruneOutputs({ ...pruned, durationMs: 12.7 }, '/tmp/r.json');
        const [series] = pruned.series;
        const removed = series?.snapshots.filter(({ decision }) => decision === 'remove') ?? [];
        expect(outputs).toMatchObject({
            status: 'pruned',
            series: '1',
            kept: '11',
            pruned: '19',
            'pruned-ids': JSON.stringify(removed.map(({ id }) => id)),
            'bytes-freed': String(series?.bytesFreed),
            'free-bytes': '123456789012',
            'free-inodes': '15998123',
            'duration-ms': '13',
            report: '/tmp/r.json'
        });
        const plan = JSON.parse(outputs.plan);
        expect(plan).toHaveLength(30);
        expect(plan.slice(6, 8)).toEqual([
            {
                series: 'octo/app/nightly/main',
                id: '2026-11-24T00-00-00Z',
                decision: 'keep',
                reasons: ['daily 7'],
                bytesFreed: 0
            },
            {
                series: 'octo/app/nightly/main',
                id: '2026-11-23T00-00-00Z',
                decision: 'remove',
                reasons: ['no rule keeps it'],
                bytesFreed: 4_328_672
            }
        ]);
    });
    test('of a pattern name the series with each id, also when it stands for one only', () => {
        const { 'pruned-ids': ids } = pruneOutputs(several, '');
        expect(JSON.parse(ids)[0]).toBe('octo/app/nightly/dev/2026-11-23T00-00-00Z');
        const one = pruneOutputs({ ...pruned, isPattern: true }, '');
        expect(JSON.parse(one['pruned-ids'])[0]).toBe('octo/app/nightly/main/2026-11-23T00-00-00Z');
    });
    test('of a filesystem that has as many inodes as it likes', () => {
        expect(pruneOutputs({ ...pruned, free: { bytes: 1 } }, '')).toMatchObject({ 'free-bytes': '1', 'free-inodes': '' });
    });
    test('of what was measured, where less came free than was reckoned with', () => {
        const [one] = pruned.series;
        if (one === undefined)
            throw new Error('the example has a series');
        const less = { ...pruned, series: [{ ...one, bytesFreed: 4096 }] };
        expect(pruneOutputs(less, '')).toMatchObject({ pruned: '19', 'bytes-freed': '4096' });
        expect(pruneOutcome(less).sentence).toContain('4.0 KiB came free');
    });
});
describe('the JSON report', () => {
    test.each(Object.entries(every))('%s has its schema and everything the report has', (_name, report) => {
        expect(JSON.parse(pruneJson(report))).toEqual({ schema: 1, ...report });
        expect(pruneJson(report)).toMatch(/^\{\n {2}"schema": 1,\n {2}"status": "[a-z-]+",\n[^]*\}\n$/);
    });
    test('printed, it shows what it is and holds no command', () => {
        expect(pruneJson(hostile)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|^\s*::|##\[/mu);
    });
});
