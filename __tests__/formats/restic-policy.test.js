// Our judgements beside those of a real restic, over written and generated histories and policies (docs/adr/0008).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll as afterTests, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { judge } from "../../src/core/retention/judge.js";
import { defaultPolicy, momentBefore, spanText } from "../../src/core/retention/policy.js";
import { parseSnapshotId } from "../../src/core/snapshot-id.js";
import { dayMs, days, history, hourMs, idOf, policy, policyOf, standing } from "../core/retention-examples.js";
import { itUnless, missingTool } from "../support/skip-aloud.js";
import { password, writeRepository } from "./restic-repository.js";
const itWithRestic = itUnless(missingTool('restic', 'restic'));
/** Later than every history here and earlier than any run of this test: restic asks the real clock. */
const now = new Date('2026-06-01T00:00:00Z');
const every = (stepMs, count, last) => Array.from({ length: count }, (_, index) => standing(isoId(Date.parse(last) - index * stepMs)));
const isoId = (ms) => `${new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
const momentMs = (id) => parseSnapshotId(id)?.moment.getTime() ?? Number.NaN;
const timeOf = (id) => new Date(momentMs(id)).toISOString().replace('.000Z', 'Z');
/** Without what restic has no word for, and with one snapshot a second: it has no order for two. */
const plain = (snapshots) => [...new Map(snapshots.map(one => [one.id.slice(0, 20), one])).values()].map(({ id, tags }) => standing(id.slice(0, 20), { tags }));
const generated = fc
    .sample(history, { numRuns: 100, seed: 3 })
    .map(plain)
    .filter(snapshots => snapshots.length > 1)
    .map(snapshots => snapshots.filter(({ id }) => momentMs(id) < now.getTime()))
    .filter(snapshots => snapshots.length > 0);
const histories = {
    'twelve Sundays': every(7 * dayMs, 12, '2019-11-17T11:00:00Z'),
    'every day for three years': every(dayMs, 1100, '2025-12-31T02:00:04Z'),
    'every three hours for a month': every(3 * hourMs, 240, '2024-03-01T01:30:00Z'),
    'around a new year of 53 weeks': every(10 * hourMs, 60, '2021-01-12T05:00:00Z'),
    'one only': [standing(idOf('2025-02-28'))],
    'two on a day, then a rest of two years': ['2022-01-30 08:00', '2022-01-30 09:00', '2024-01-30 09:00'].map(text => standing(idOf(text))),
    'a month before March 31st': ['2025-03-31', '2025-03-03', '2025-03-04', '2025-02-28', '2025-02-27'].map(text => standing(idOf(text))),
    ...Object.fromEntries(generated.map((snapshots, index) => [`generated ${index}`, snapshots]))
};
/** Kept apart: what one of them does here is a difference that is meant. */
const aheadOfTime = { 'one from 2100': ['2025-05-01', '2025-05-02', '2100-01-01'].map(text => standing(idOf(text))) };
const stored = { ...histories, ...aheadOfTime };
const policies = [
    ['restic, documented: --keep-daily 4', policyOf({ keepDaily: 4 })],
    [
        'restic, documented: 7 daily, 5 weekly, 12 monthly, 75 yearly',
        policyOf({ keepDaily: 7, keepWeekly: 5, keepMonthly: 12, keepYearly: 75 })
    ],
    ['restic, documented: --keep-last 1', policyOf({ keepLast: 1 })],
    [
        'restic, documented: --keep-within 2y5m7d3h',
        policyOf({ keepWithin: { months: 29, hours: 7 * 24 + 3 }, keepLast: 1 })
    ],
    ['restic, documented: --keep-within 7d', policyOf({ keepWithin: days(7), keepLast: 1 })],
    ['our default', defaultPolicy],
    ['14 nightly, 8 weekly, 12 monthly', policyOf({ keepDaily: 14, keepWeekly: 8, keepMonthly: 12 })],
    ['a month', policyOf({ keepWithin: { months: 1, hours: 0 } })],
    ['hours', policyOf({ keepHourly: 24, keepWithin: { months: 0, hours: 36 } })],
    ['weeks alone', policyOf({ keepWeekly: 9 })],
    ['years alone', policyOf({ keepYearly: 2 })],
    ['tags', policyOf({ keepTags: ['release', 'v1.2'], keepLast: 2 })],
    ...fc.sample(policy, { numRuns: 40, seed: 8 }).map((one, index) => [`generated ${index}`, one])
];
let scratch = '';
beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'restic-policy-'));
    const snapshots = Object.entries(stored).flatMap(([host, all]) => all.map(({ id, tags }) => ({ host, time: timeOf(id), tags })));
    writeRepository(scratch, snapshots);
});
afterTests(() => {
    rmSync(scratch, { recursive: true });
});
function restic(...args) {
    const environment = { PATH: process.env.PATH, RESTIC_PASSWORD: password, TZ: 'UTC', LC_ALL: 'C', HOME: scratch };
    const { status, stdout, stderr, error } = spawnSync('restic', ['--no-cache', '--repo', scratch, ...args], {
        env: environment,
        encoding: 'utf8',
        maxBuffer: 1 << 28
    });
    if (error !== undefined)
        throw error;
    if (status !== 0)
        throw new Error(stderr);
    return stdout;
}
const options = (rules) => [
    ...['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'].flatMap(name => {
        const count = rules[`keep${name.charAt(0).toUpperCase()}${name.slice(1)}`];
        return count === 0 ? [] : [`--keep-${name}`, String(count)];
    }),
    ...(rules.keepWithin === undefined ? [] : ['--keep-within', spanText(rules.keepWithin).replace(' ', '')]),
    ...rules.keepTags.flatMap(tag => ['--keep-tag', tag])
];
/** What restic keeps of each history, as ids. */
function resticKeeps(rules) {
    const text = restic('forget', '--dry-run', '--no-lock', '--json', '--group-by', 'host', ...options(rules));
    const groups = JSON.parse(text);
    return new Map(groups.map(({ host, keep }) => [host, new Set((keep ?? []).map(({ time }) => isoId(Date.parse(time))))]));
}
/** restic 0.16.0 began to keep the oldest one while a rule has counts left (its issue 3624); Debian 12 has 0.14. */
function keepsOldest() {
    const [, minor] = /^restic 0\.(\d+)\./.exec(restic('version')) ?? [];
    return minor === undefined || Number(minor) >= 16;
}
function standsAlone(snapshots, { keepWithin }) {
    const [newest = Number.NaN, before = Number.NaN] = snapshots.map(({ id }) => momentMs(id)).sort((a, b) => b - a);
    return keepWithin !== undefined && before <= momentBefore(newest, keepWithin);
}
describe('restic keeps the same', () => {
    itWithRestic.each(policies)('%s', (_, rules) => {
        const theirs = resticKeeps(rules);
        const isNew = keepsOldest();
        expect([...theirs.keys()].sort()).toEqual(Object.keys(stored).sort());
        for (const [name, snapshots] of Object.entries(histories)) {
            const verdicts = judge(snapshots, rules, now);
            const ours = verdicts.filter(({ decision }) => decision === 'keep');
            // what is meant to differ is kept by these reasons alone
            const isMeant = (reasons) => reasons.every(reason => (!isNew && reason.startsWith('oldest ')) || (standsAlone(snapshots, rules) && reason.startsWith('within ')));
            const common = ours.filter(({ id, reasons }) => theirs.get(name)?.has(id) === true || !isMeant(reasons));
            expect({ name, kept: common.map(({ id }) => id).sort() }).toEqual({
                name,
                kept: [...(theirs.get(name) ?? [])].sort()
            });
        }
    });
});
describe('what is meant to differ', () => {
    const keptBeside = (name, rules) => ({
        ours: judge(stored[name] ?? [], rules, now)
            .filter(({ decision }) => decision === 'keep')
            .map(({ id }) => id.slice(0, 13)),
        theirs: [...(resticKeeps(rules).get(name) ?? [])]
            .map(id => id.slice(0, 13))
            .sort()
            .reverse()
    });
    itWithRestic('a newest snapshot that stands alone does not end the time before it', () => {
        const rested = 'two on a day, then a rest of two years';
        expect(keptBeside(rested, policyOf({ keepWithin: days(14) }))).toEqual({
            ours: ['2024-01-30T09', '2022-01-30T09', '2022-01-30T08'],
            theirs: ['2024-01-30T09']
        });
    });
    itWithRestic('the oldest stays while a rule has counts left, as in restic since 0.16', () => {
        const ours = ['2024-01-30T09', '2022-01-30T09', '2022-01-30T08'];
        expect(keptBeside('two on a day, then a rest of two years', policyOf({ keepDaily: 3 }))).toEqual({
            ours,
            theirs: keepsOldest() ? ours : ours.slice(0, 2)
        });
    });
    itWithRestic('a snapshot dated in the future takes no place from another', () => {
        expect(keptBeside('one from 2100', policyOf({ keepLast: 1 }))).toEqual({
            ours: ['2100-01-01T00', '2025-05-02T00'],
            theirs: ['2100-01-01T00']
        });
    });
});
