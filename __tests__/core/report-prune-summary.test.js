// The step summary of a prune: its outcome first, what goes beside what stays, nobody's names obeyed, its size bounded.
import { describe, expect, test } from '@jest/globals';
import { pruneOutcome } from "../../src/core/report/prune-outcome.js";
import { calendar, pick, pruneFacts, troubles } from "../../src/core/report/prune-rows.js";
import { pruneSummary } from "../../src/core/report/prune-summary.js";
import { summaryLimitBytes } from "../../src/core/report/summary.js";
import { readBack } from "./display-names.js";
import { broken, dryRun, every, full, judged, locked, pruned, seriesOf, several, skipped } from "./report-prune-examples.js";
import { policyOf } from "./retention-examples.js";
const outsideFences = (markdown) => markdown.replace(/^```[\s\S]*?^```$/gm, '');
const cases = Object.entries(every);
describe('every step summary', () => {
    test.each(cases)('%s starts with the outcome in words', (_name, report) => {
        const [heading, empty, sentence] = readBack(pruneSummary(report)).split('\n');
        const outcome = pruneOutcome(report);
        expect([heading, empty, sentence]).toEqual([
            `## ${outcome.heading}`,
            '',
            `**${outcome.sentence.replaceAll('`', '')}**`
        ]);
    });
    test.each(cases)('%s has tables whose rows have as many cells as their head', (_name, report) => {
        for (const table of outsideFences(pruneSummary(report)).match(/(?:^\|.*\n)+/gm) ?? []) {
            const cells = table
                .trimEnd()
                .split('\n')
                .map(row => row.split('|').length);
            expect(new Set(cells).size).toBe(1);
            expect(cells.length).toBeGreaterThan(2);
        }
    });
    test.each(cases)('%s has no HTML but ours, and no Markdown but ours', (_name, report) => {
        const markup = outsideFences(pruneSummary(report))
            .split('\n')
            .map(line => line
            .replace(/^(?:> )?(?:## |### |- |\[!WARNING\]$)/, '')
            .replace(/^>/, '')
            .replace(/^\|(?: :?---:? \|)+|---:/g, '')
            .replace(/<\/?(?:code|sub|details|summary)>/g, '')
            .replace(/&#\d+;/g, '')
            .replaceAll('**', '')
            .replaceAll('|', ''));
        for (const line of markup)
            expect(line).toMatch(/^[A-Za-z0-9 /.,%()'!?·-]*$/);
    });
});
const lineOf = (report, id) => readBack(pruneSummary(report))
    .split('\n')
    .find(line => line.startsWith(`| ${id}`)) ?? '';
describe('the summary of a series', () => {
    test('tells of each snapshot whether it stays and why', () => {
        expect(lineOf(pruned, '2026-11-30')).toBe('| 2026-11-30T00-00-00Z | stays | newest, latest, daily 1, weekly 1 |  |  |');
        expect(lineOf(pruned, '2026-11-23')).toBe('| 2026-11-23T00-00-00Z | **removed** | no rule keeps it | 4.1 MiB |  |');
        expect(lineOf(pruned, '2026-11-21')).toBe('| 2026-11-21T00-00-00Z | stays | tag release |  | release, v1.2 |');
        expect(lineOf(dryRun, '2026-11-23')).toContain('| **would go** |');
    });
    test('has a column for tags only where there are any', () => {
        expect(readBack(pruneSummary(pruned))).toContain('| Snapshot |  | Because | Freed | Tags |\n');
        const untagged = { ...pruned, series: [seriesOf(pruned.name, judged(5))] };
        expect(readBack(pruneSummary(untagged))).toContain('| Snapshot |  | Because | Freed |\n');
    });
    test('shows what stays as a calendar', () => {
        expect(pruneSummary(pruned)).toContain('\n### What stays\n\n```text\n         1   5    10');
        expect(pruneSummary(pruned)).toContain('\n2026-11  ░░░░░░░░░░█░░░█░░░░░██░███████\n');
    });
    test('is short where there is nothing to show', () => {
        expect(pruneSummary(skipped)).not.toMatch(/\||###|```|By these rules/);
        expect(pruneSummary({ ...pruned, status: 'unchanged', series: [seriesOf(pruned.name, [])] })).not.toMatch(/\||###/);
    });
    test('says what is left out of the table', () => {
        const long = { ...pruned, series: [seriesOf(pruned.name, judged(400, policyOf({ keepDaily: 100 })))] };
        expect(readBack(pruneSummary(long))).toMatch(/\nand 80 more that stay, 280 more that were removed; the JSON report has all of them\.\n/);
    });
    test('has a rule that cannot be met as an alert', () => {
        expect(readBack(pruneSummary(full))).toContain('\n> [!WARNING]\n> min-free-space 50% cannot be met: there would be');
    });
});
describe('the summary of several series', () => {
    test('begins with a table of them, and opens those that lost something', () => {
        const markdown = readBack(pruneSummary(several));
        expect(markdown).toContain('| Series | Stay | Removed | Freed |\n');
        expect(markdown).toContain('| octo/app/nightly/main | 11 | 49 | 208 MiB |\n');
        expect(markdown).toContain('| octo/app/nightly/feature%2Fx | left alone |  |  |\n');
        expect(pruneSummary(several).match(/<details>/g)).toHaveLength(2);
    });
    test('counts those it has no room for', () => {
        const many = Array.from({ length: 30 }, (_, index) => seriesOf(`s${index}`, judged(12)));
        const markdown = pruneSummary({ ...several, status: 'dry-run', series: many });
        expect(readBack(markdown)).toContain('\nand 10 more series in the JSON report.\n');
        expect(readBack(markdown)).toContain('| Series | Stay | Would go | Would free |\n');
        expect(markdown.match(/<details>/g)).toHaveLength(5);
    });
    test('has those that were left alone as an alert; a single one is the outcome already', () => {
        expect(troubles(broken)).toEqual([
            expect.stringMatching(/^Series `octo\/app\/nightly\/feature%2Fx` was left alone: The series is still being/),
            'Series `octo/app/z` was left alone: EACCES: permission denied',
            ...broken.warnings
        ]);
        expect(troubles(locked)).toEqual([]);
    });
});
describe('what a page has room for', () => {
    const snapshots = (pattern) => Array.from(pattern, (character, index) => ({
        id: `2026-11-30T00-00-00Z-${pattern.length - index + 1}`,
        decision: character === 'k' ? 'keep' : 'remove',
        reasons: [],
        bytesFreed: 0,
        pinned: false,
        tags: []
    }));
    const shape = (pattern, isDryRun = false) => {
        const { shown, more } = pick(snapshots(pattern), 4, isDryRun);
        return `${shown.map(({ decision }) => decision.charAt(0)).join('')} ${more}`;
    };
    test.each([
        ['kkrr', 'kkrr '],
        ['', ' '],
        ['kkkkkk', 'kkkk 2 more that stay'],
        ['rrrrr', 'rrrr 1 more that was removed'],
        ['kkkkkr', 'kkkr 2 more that stay'],
        ['krrrrr', 'krrr 2 more that were removed'],
        ['krkrkrkr', 'krkr 2 more that stay, 2 more that were removed'],
        ['kkkkrrr', 'kkrr 2 more that stay, 1 more that was removed'],
        ['rrrkkkk', 'rrkk 2 more that stay, 1 more that was removed'],
        ['kkkrr', 'kkrr 1 more that stays']
    ])('%s is shown as %s', (pattern, expected) => {
        expect(shape(pattern)).toBe(expected);
    });
    test('in a dry run nothing was removed', () => {
        expect(shape('rrrrr', true)).toBe('rrrr 1 more that would go');
        expect(shape('rrrrrr', true)).toBe('rrrr 2 more that would go');
    });
    test('the calendar has the newest two years, and counts the others', () => {
        const lines = calendar(judged(1000)).split('\n');
        expect(lines.filter(line => /^\d{4}-\d\d /.test(line))).toHaveLength(24);
        expect(lines.at(-1)).toBe('and 270 snapshots of 9 earlier months');
        expect(calendar(judged(30))).not.toContain('earlier');
    });
});
describe('facts', () => {
    const withRead = (count, isPattern = false) => ({
        ...pruned,
        isPattern,
        series: [
            seriesOf('a', judged(10).map((one, index) => (index < count ? { ...one, decision: 'keep', reasons: ['being read'] } : one)))
        ]
    });
    test('name those that would have gone were they not being read', () => {
        expect(pruneFacts(withRead(1))[1]).toBe('Being read, and so left for the next run: `2026-11-30T00-00-00Z`.');
        expect(pruneFacts(withRead(5, true))[1]).toMatch(/: `a\/2026-11-30T00-00-00Z`, `a\/[^`]*`, `a\/[^`]*` and 2 more\.$/);
        expect(pruneFacts(pruned)).toHaveLength(3);
    });
    test('leave out inodes where they are not counted', () => {
        expect(pruneFacts({ ...pruned, free: { bytes: 1024 } })).toContain('The volume has 1.0 KiB left.');
    });
});
/** As bad as it gets: long names that take most room as entities, and many of everything. */
const extreme = () => {
    const long = '@\u{10ffff}🎉 `'.repeat(150);
    const many = (count, item) => Array.from({ length: count }, (_, index) => item(index));
    const snapshots = judged(500).map(one => ({
        ...one,
        reasons: many(20, () => long),
        tags: many(20, () => long),
        bytesFreed: 1e15
    }));
    return {
        ...several,
        volume: long,
        name: long,
        rules: many(30, () => long),
        series: many(100, index => index % 3 === 0
            ? { series: long, state: 'failed', why: long, snapshots: [], bytesFreed: 0 }
            : { ...seriesOf(`${index}${long}`, snapshots) }),
        warnings: many(300, () => long),
        notes: many(300, () => long),
        reason: long,
        program: long
    };
};
describe('an extreme report', () => {
    const alone = () => ({ ...extreme(), isPattern: false, series: extreme().series.slice(1, 2) });
    test.each([
        ...['pruned', 'unchanged', 'dry-run', 'failed'].map((status) => [
            status,
            { ...extreme(), status }
        ]),
        ['pruned, of one series', alone()]
    ])('stays within the limit when %s', (_title, report) => {
        const size = Buffer.byteLength(pruneSummary(report));
        expect(size).toBeLessThan(summaryLimitBytes);
        expect(size).toBeGreaterThan(30_000);
    });
});
