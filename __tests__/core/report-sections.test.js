// What each section of a step summary says, and which runs have it.
import { describe, expect, test } from '@jest/globals';
import { causes } from "../../src/core/cause.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { summaryAsText } from "../../src/core/report/log.js";
import { snapshotSummary } from "../../src/core/report/summary.js";
import { readBack } from "./display-names.js";
import { allCopied, counts, dryRun, every, first, skipped, troubled, typical } from "./report-examples.js";
describe('the sections of a step summary', () => {
    const sections = (report) => snapshotSummary(report).match(/^### .*$/gm) ?? [];
    test.each([
        [
            'typical',
            [
                '### Why 55 files were copied',
                '### Largest newly stored files',
                '### History of the series',
                '### Restore by hand'
            ]
        ],
        ['first', ['### Largest files', '### Restore by hand']],
        [
            'troubled',
            [
                '### Why 55 files were copied',
                '### Largest newly stored files',
                '### Left out',
                '### History of the series',
                '### Restore by hand'
            ]
        ],
        ['dryRun', ['### Why 55 files would be copied', '### Largest files to be stored', '### History of the series']],
        ['unchanged', ['### History of the series', '### Restore by hand']],
        ['skipped', []]
    ])('%s', (name, titles) => {
        expect(sections(every[name])).toEqual(titles);
    });
    const table = (report) => readBack(/(?:^\|.*\n)+/m.exec(snapshotSummary(report))?.[0] ?? '');
    test('the figures of this snapshot beside the whole series', () => {
        expect(table(typical)).toBe([
            '|  | This snapshot | Whole series (9 snapshots) |',
            '| :--- | ---: | ---: |',
            '| Files | 12,400 | 111,600 |',
            '| Linked, not copied | 12,345 (99.6%) | 98,760 (88.5%) |',
            '| Full copies would take | 731 MiB | 6.4 GiB |',
            '| Stored on the disk | 4.1 MiB | 980 MiB |',
            '| **Saved** | **727 MiB (99.4%)** | **5.5 GiB (85.1%)** |',
            ''
        ].join('\n'));
    });
    test('a first snapshot has nothing to be compared with', () => {
        expect(table(first)).toBe('|  | This snapshot |\n| :--- | ---: |\n| Files | 12,400 |\n| Stored on the disk | 731 MiB |\n');
    });
    test('no figures where there are none', () => {
        expect(snapshotSummary(skipped)).not.toContain('|');
        expect(summaryAsText(skipped)).not.toContain('Files');
        expect(readBack(snapshotSummary(skipped))).not.toContain('left.');
    });
    test('a warning is an alert, several are a list in one', () => {
        expect(snapshotSummary({ ...typical, warnings: ['Look here.'] })).toContain('\n\n> [!WARNING]\n> Look here.\n\n');
        expect(snapshotSummary({ ...typical, warnings: ['One.', 'Two.'] })).toContain('\n\n> [!WARNING]\n> - One.\n> - Two.\n\n');
    });
    test('of many warnings, the last line says how many more there are', () => {
        const warnings = Array.from({ length: 25 }, (_, index) => `Warning number ${index}.`);
        const markdown = readBack(snapshotSummary({ ...typical, warnings }));
        expect(markdown).toContain('> - Warning number 8.\n> - 16 more are in the log and in the JSON report.\n\n');
        expect(summaryAsText({ ...typical, warnings })).toContain('! Warning number 8.\n! 16 more are in the log and in the JSON report.\n\n');
    });
    test('each cause comes with what to do', () => {
        const report = { ...typical, causes: causes.map(cause => ({ cause, files: 1, bytes: 1 })) };
        const rows = /### Why[^\n]*\n\n((?:\|.*\n)+)/.exec(snapshotSummary(report))?.[1]?.trimEnd().split('\n').slice(2) ?? [];
        expect(rows).toHaveLength(causes.length);
        for (const row of rows)
            expect(readBack(row.replace(/<code>[a-z-]+<\/code>/, ''))).toMatch(/^\| [a-z, ]+ \(\) \| 1 \| 1 B \| [^|]{20,} \|$/);
        expect(readBack(snapshotSummary(allCopied))).toContain('| same content, new time (mtime) | 12,360 | 697 MiB | compare: content links these. |');
    });
    test.each(causes)('%s is called so in both tables, as it is in outputs and records', cause => {
        const report = {
            ...typical,
            causes: [{ cause, files: 1, bytes: 1 }],
            largest: [{ path: pathFromText('a'), bytes: 1, cause }]
        };
        const named = new RegExp(`^\\|.*[a-z] \\(<code>${cause}</code>\\) \\|`, 'gm');
        expect(snapshotSummary(report).match(named)).toHaveLength(2);
        expect(summaryAsText(report).split(`\`${cause}\``)).toHaveLength(3);
    });
    test('no causes where there are none', () => {
        expect(sections({ ...typical, causes: [] })).not.toContainEqual(expect.stringContaining('Why'));
        expect(sections({ ...typical, ...counts({ filesCopied: 1 }) })).toContain('### Why 1 file was copied');
    });
    test('facts that hold for some runs only', () => {
        const facts = (report) => readBack(snapshotSummary(report));
        expect(facts(troubled)).toContain('- It is pinned: retention never removes it.\n- Tags: release, v1.2.3.\n');
        expect(facts({ ...typical, tags: Array.from({ length: 12 }, (_, n) => `t${n}`) })).toContain('t9 and 2 more.');
        expect(facts({ ...typical, free: { bytes: 2048 } })).toContain('- The volume has 2.0 KiB left.');
        expect(facts({ ...typical, phases: [] })).toContain('- The run took 1.9 s.\n');
        expect(facts({ ...typical, retention: { kept: 0, prunedIds: [], bytesFreed: 0 } })).not.toContain('Retention');
        expect(facts({ ...typical, retention: { kept: 2, prunedIds: ['a', 'b', 'c', 'd'], bytesFreed: 1 } })).toContain('Retention keeps 2 snapshots and removed a, b, c, and 1 more, which freed 1 B.');
        expect(facts({ ...dryRun, retention: { kept: 2, prunedIds: ['a'], bytesFreed: 0 } })).toContain('Retention would keep 2 snapshots and remove a.');
        expect(facts({ ...typical, ...counts({ filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 }) })).not.toContain('Since');
        expect(facts({ ...typical, rsync: '' })).toMatch(/snapshot-action 0\.1\.0\n$/);
    });
    test('what was left out, by reason, the most frequent first', () => {
        const text = readBack(snapshotSummary(troubled));
        expect(text).toContain('12 paths look like secrets. With exclude-secrets: false they would be kept, readable for everybody who can read the volume. 1 path is no file: sockets, FIFOs and devices hold nothing that could be kept.');
        expect(text).toContain('| *.pem | 9 | certs/0.pem, certs/1.pem, certs/2.pem and 6 more |\n| .env* | 2 | .env, config/.env.local |\n');
    });
    test('one secret, several sockets, and more reasons than are shown', () => {
        const report = {
            ...typical,
            secrets: [{ path: pathFromText('.env'), why: '.env*' }],
            specials: Array.from({ length: 12 }, (_, n) => ({ path: pathFromText(`s${n}`), why: `kind ${n}` }))
        };
        const text = readBack(snapshotSummary(report));
        expect(text).toContain('1 path looks like a secret.');
        expect(text).toContain('12 paths are no files: sockets, FIFOs and devices hold nothing that could be kept. 3 more reasons are in the JSON report.');
        expect(summaryAsText(report)).toContain('Left out\n1 path looks like a secret.');
        expect(readBack(snapshotSummary({ ...report, secrets: [] }))).toContain('\n\n12 paths are no files:');
        expect(readBack(snapshotSummary({ ...report, specials: [] }))).toMatch(/can read the volume\.\n\n\|/);
    });
});
