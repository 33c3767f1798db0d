// A listing for people: the log's table and the summary's, with nobody's names obeyed and their size bounded.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listLog } from "../../src/core/report/list-log.js";
import { listOutcome } from "../../src/core/report/list-rows.js";
import { listSummary } from "../../src/core/report/list-summary.js";
import { nastyText, readBack } from "./display-names.js";
import { every, many, nasty, none, one, plain, several, treeOf } from "./report-list-examples.js";
const cases = Object.entries(every);
describe('the outcome', () => {
    test.each([
        [
            one,
            '4 snapshots',
            '2026-11-18T02-00-04Z to 2026-11-20T02-00-05Z in `octo/app/nightly/main`: 100,444 files of 1.4 GiB to look at, 8.2 MiB of them newly stored.'
        ],
        [
            plain,
            '1 snapshot',
            '2026-11-19T02-00-03Z in `octo/app/nightly/main`: 1 file of 10 B to look at, 4.0 KiB of them newly stored.'
        ],
        [none, 'No snapshots', 'There is no snapshot in `octo/app/nightly/main`.'],
        [
            several,
            '3 snapshots',
            '2026-11-19T02-00-05Z to 2026-11-20T02-00-05Z in the 2 series of `octo/app/**`: 150,666 files of 2.1 GiB to look at, 12.3 MiB of them newly stored.'
        ]
    ])('%#', (report, heading, sentence) => {
        expect(listOutcome(report)).toEqual({ heading, sentence });
    });
});
describe('the log', () => {
    test('has a row for each snapshot, the newest first, and a total', () => {
        expect(listLog(one).slice(2)).toEqual([
            '',
            'Snapshot                Taken (UTC)           Marks                            Files     Size    Added  Frees if removed  Commit   Ref',
            '2026-11-20T02-00-05Z    Fri 2026-11-20 02:00  latest, pinned, release, v1.2   50,222  731 MiB  4.1 MiB           6.0 MiB  8843d7f  main',
            '2026-11-19T02-00-03Z    Thu 2026-11-19 02:00                                  50,222  731 MiB  4.1 MiB           4.0 MiB  8843d7f  v1',
            '2026-11-18T02-00-04Z-2  Wed 2026-11-18 02:00  damaged',
            '2026-11-18T02-00-04Z    Wed 2026-11-18 02:00  foreign',
            '4 snapshots                                                                  100,444  1.4 GiB  8.2 MiB',
            '',
            '- 1 tree was left alone: `snapshot-action adopt` makes a snapshot of it.',
            '- The run took 98 ms.'
        ]);
    });
    test('has no columns in which nothing would stand, and one for the series where there are several', () => {
        expect(listLog(plain).slice(2, 6)).toEqual([
            '',
            'Snapshot              Taken (UTC)           Files  Size    Added',
            '2026-11-19T02-00-03Z  Thu 2026-11-19 02:00      1  10 B  4.0 KiB',
            '1 snapshot                                      1  10 B  4.0 KiB'
        ]);
        expect(listLog(several)[3]).toMatch(/^Snapshot +Series +Taken \(UTC\) +Marks +Files +Size +Added$/);
        expect(listLog(several)[4]).toMatch(/^2026-11-20T02-00-05Z {2}octo\/app\/dev +Fri 2026-11-20 02:00 +50,222/);
        expect(listLog(several)[5]).toMatch(/^2026-11-20T02-00-05Z {2}octo\/app\/nightly\/main +Fri 2026-11-20 02:00 +latest +50,222/);
    });
    test('has no date where the id is none', () => {
        expect(listLog({ ...none, snapshots: [treeOf('odd')] })[4]).toBe('odd         foreign');
    });
    test('has no table where there is nothing', () => {
        expect(listLog(none)).toEqual(['No snapshots', expect.any(String), '', '- The run took 98 ms.']);
    });
    test('says how many there are besides', () => {
        const lines = listLog(many(2010));
        expect(lines.filter(line => line.includes(' 8843d7f '))).toHaveLength(2000);
        expect(lines).toContain('and 10 more, all of which are in the JSON report');
        expect(lines.find(line => line.startsWith('2,010 snapshots '))).toMatch(/ 100,946,220 /);
    });
    test('holds no command and nothing unseen, whatever the names are', () => {
        const commands = /^\s*::|##\[|(?!\t)[\p{Cc}\p{Cf}]/u;
        fc.assert(fc.property(nastyText, text => {
            for (const line of listLog(nasty(text)))
                expect(line).not.toMatch(commands);
        }));
    });
});
describe('the summary', () => {
    test.each(cases)('%s starts with the outcome in words', (_, report) => {
        const { heading, sentence } = listOutcome(report);
        const shown = readBack(listSummary(report)).split('\n').slice(0, 3);
        if (report !== every.nasty)
            expect(shown).toEqual([`## ${heading}`, '', `**${sentence.replaceAll('`', '')}**`]);
        expect(shown[0]).toBe(`## ${heading}`);
    });
    test('has the table of the log, a warning as an alert, and the notes', () => {
        const text = readBack(listSummary(one));
        expect(text).toContain('| Snapshot | Taken (UTC) | Marks | Files | Size | Added | Frees if removed | Commit | Ref |\n' +
            '| :--- | :--- | :--- | ---: | ---: | ---: | ---: | :--- | :--- |\n' +
            '| 2026-11-20T02-00-05Z | Fri 2026-11-20 02:00 | latest, pinned, release, v1.2 | 50,222 | 731 MiB | 4.1 MiB | 6.0 MiB | 8843d7f | main |\n');
        expect(text).toContain('\n| 2026-11-18T02-00-04Z | Wed 2026-11-18 02:00 | foreign |  |  |  |  |  |  |\n');
        expect(text).toContain('\n| **4 snapshots** |  |  | **100,444** | **1.4 GiB** | **8.2 MiB** |  |  |  |\n');
        expect(text).toContain('\n> [!WARNING]\n> The record of x cannot be used.\n');
        expect(text).toContain('\n- 1 tree was left alone: snapshot-action adopt makes a snapshot of it.\n- The run took 98 ms.\n');
        expect(text).toMatch(/\nseries octo\/app\/nightly\/main · volume \/mnt\/backup · snapshot-action 1\.2\.3\n$/);
    });
    test('has no table where there is nothing', () => {
        expect(listSummary(none)).not.toMatch(/\||WARNING/);
    });
    test('shows forty, and says how many there are besides', () => {
        const text = readBack(listSummary(many(50)));
        expect(text.match(/\| 8843d7f \|/g)).toHaveLength(40);
        expect(text).toContain('\nand 10 more; the JSON report has all of them.\n');
        expect(text).toContain('| **50 snapshots** |');
    });
    test('has rows of as many cells as its head, and no Markdown or HTML but ours, whatever the names are', () => {
        fc.assert(fc.property(nastyText, text => {
            const markdown = listSummary(nasty(text));
            const rows = markdown.split('\n').filter(line => line.startsWith('|'));
            expect(new Set(rows.map(row => row.split('|').length)).size).toBe(1);
            expect(rows.length).toBe(5);
            const rest = markdown.split('\n').map(line => line
                .replace(/^(?:> )?(?:## |- |\[!WARNING\]$)/, '')
                .replace(/^>/, '')
                .replace(/^\|(?: :?---:? \|)+|---:/g, '')
                .replace(/<\/?(?:code|sub)>/g, '')
                .replace(/&#\d+;/g, '')
                .replaceAll('**', '')
                .replaceAll('|', '')
                // A time of day, of digits alone.
                .replace(/ \d\d:\d\d /g, ' '));
            for (const line of rest)
                expect(line).toMatch(/^[A-Za-z0-9 /.,%()'!?·-]*$/);
        }));
    });
    test('stays far below what GitHub drops whole, whatever the names are', () => {
        const long = nasty('\u{e0001}'.repeat(5000));
        const [worst] = long.snapshots;
        const full = {
            ...long,
            snapshots: Array.from({ length: 500 }, () => worst ?? one.snapshots[0]).filter(x => x !== undefined)
        };
        expect(Buffer.byteLength(listSummary({ ...full, warnings: full.snapshots.map(({ series }) => series) }))).toBeLessThan(200 * 1024);
    });
});
