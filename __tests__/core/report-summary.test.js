// The step summary whatever the report is: its outcome first, its tables whole, nobody's names obeyed, its size bounded.
import { describe, expect, test } from '@jest/globals';
import { pathFromText } from "../../src/core/byte-path.js";
import { summaryAsText } from "../../src/core/report/log.js";
import { outcomeOf } from "../../src/core/report/outcome.js";
import { snapshotSummary, summaryLimitBytes } from "../../src/core/report/summary.js";
import { readBack } from "./display-names.js";
import { every, hostileNames, point, skipped, troubled } from "./report-examples.js";
const outsideFences = (markdown) => markdown.replace(/^```[\s\S]*?^```$/gm, '');
describe('every step summary', () => {
    const cases = Object.entries(every);
    test.each(cases)('%s starts with the outcome in words', (_name, report) => {
        const [heading, empty, sentence] = readBack(snapshotSummary(report)).split('\n');
        expect([heading, empty, sentence]).toEqual([
            `## ${outcomeOf(report).heading}`,
            '',
            `**${outcomeOf(report).sentence.replaceAll('`', '')}**`
        ]);
    });
    test.each(cases)('%s has tables whose rows have as many cells as their head', (_name, report) => {
        const tables = outsideFences(snapshotSummary(report)).match(/(?:^\|.*\n)+/gm) ?? [];
        expect(tables.length > 0).toBe(report !== skipped);
        for (const table of tables) {
            const cells = table
                .trimEnd()
                .split('\n')
                .map(row => row.split('|').length);
            expect(new Set(cells).size).toBe(1);
            expect(cells.length).toBeGreaterThan(2);
        }
    });
    test.each(cases)('%s has no HTML but ours, and no Markdown but ours', (_name, report) => {
        const lines = outsideFences(snapshotSummary(report)).split('\n');
        const markup = lines.map(line => line
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
    test.each(cases)('%s has nobody’s names in it as they are', (_name, report) => {
        const markdown = outsideFences(snapshotSummary(report));
        for (const name of hostileNames.filter(name => /[^\w ./-]/.test(name)))
            expect(markdown).not.toContain(name);
    });
    test.each(cases)('%s shows the same outcome and facts as text', (_name, report) => {
        const markdown = readBack(snapshotSummary(report));
        const facts = summaryAsText(report).match(/^- (?:Since|Retention|It is|The volume|The run) .*$/gm) ?? [];
        expect(facts.length).toBeGreaterThan(0);
        for (const fact of facts.filter(fact => !fact.includes('\\')))
            expect(markdown).toContain(fact.replaceAll('`', ''));
    });
});
/** As bad as it gets: long names that take most room as entities, and many of everything. */
const extreme = () => {
    const long = '@\u{10ffff}🎉 `'.repeat(2000);
    const path = pathFromText(long);
    const many = (item) => Array.from({ length: 3000 }, (_, index) => item(index));
    return {
        ...troubled,
        volume: long,
        series: long,
        snapshot: long,
        snapshotPath: `/${'`'.repeat(999)}`,
        base: { id: long, series: `${long}x` },
        phases: [{ phase: long, ms: 1900 }],
        causes: many(() => ({ cause: 'content', files: 1e15, bytes: 1e15 })),
        largest: many(() => ({ path, bytes: 1e15, cause: 'mode' })),
        history: many(() => ({ ...point(1, 1e15), id: long, pinned: true })),
        retention: { kept: 1e15, prunedIds: many(() => long), bytesFreed: 1e15 },
        secrets: many(index => ({ path, why: `${index}${long}` })),
        specials: many(index => ({ path, why: `${index}${long}` })),
        warnings: many(() => long),
        notes: many(() => long),
        tags: many(() => long),
        reason: long,
        program: long,
        rsync: long
    };
};
describe('an extreme report', () => {
    test.each(['created', 'unchanged', 'skipped', 'dry-run'])('stays within the limit when %s', status => {
        const size = Buffer.byteLength(snapshotSummary({ ...extreme(), status }));
        expect(size).toBeLessThan(summaryLimitBytes);
        expect(size).toBeGreaterThan(30_000);
    });
});
