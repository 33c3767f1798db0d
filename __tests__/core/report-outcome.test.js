// The outcome of a run in words, for each way a run can end.
import { describe, expect, test } from '@jest/globals';
import { summaryAsText } from "../../src/core/report/log.js";
import { outcomeOf } from "../../src/core/report/outcome.js";
import { allCopied, counts, dryRun, every, first, skipped, typical, unchanged } from "./report-examples.js";
describe('the outcome in a sentence', () => {
    test.each([
        [
            'most files linked',
            typical,
            '12,345 of 12,400 files (99.6%) were linked to snapshot 2026-11-19T02-00-00Z instead of copied; 4.1 MiB were stored instead of 731 MiB.'
        ],
        [
            'against another series',
            { ...typical, base: { id: '2026-11-19T02-00-00Z', series: 'octo/app/nightly/dev' } },
            '12,345 of 12,400 files (99.6%) were linked to snapshot 2026-11-19T02-00-00Z of `octo/app/nightly/dev` instead of copied; 4.1 MiB were stored instead of 731 MiB.'
        ],
        [
            'a first snapshot',
            first,
            'The first snapshot of this series: all 12,400 files were stored, 731 MiB on the disk. The next one stores only what changes.'
        ],
        [
            'a first snapshot with duplicates',
            { ...first, ...counts({ filesLinked: 1 }) },
            'The first snapshot of this series: all 12,400 files were stored, 731 MiB on the disk. 1 file is a duplicate, stored once. The next one stores only what changes.'
        ],
        [
            'nothing changed',
            { ...typical, changed: false, ...counts({ filesLinked: 12_400, filesCopied: 0 }) },
            'Nothing changed: all 12,400 files are links to snapshot 2026-11-19T02-00-00Z; 4.1 MiB were stored instead of 731 MiB.'
        ],
        [
            'nothing changed, yet not all could be linked',
            { ...typical, changed: false },
            'Nothing changed, yet only 12,345 of 12,400 files (99.6%) could be linked to snapshot 2026-11-19T02-00-00Z; 4.1 MiB were stored instead of 731 MiB.'
        ],
        [
            'all copied',
            allCopied,
            'Nothing was saved: none of the 12,400 files could be linked to snapshot 2026-11-19T02-00-00Z, so all 731 MiB were stored again.'
        ],
        [
            'no files',
            { ...typical, ...counts({ files: 0, filesLinked: 0, directories: 1, symlinks: 0 }) },
            'It holds no files, only 1 directory.'
        ],
        [
            'nothing but symlinks',
            { ...typical, ...counts({ files: 0, filesLinked: 0, directories: 2, symlinks: 1 }) },
            'It holds no files, only 2 directories and 1 symlink.'
        ],
        [
            'unchanged',
            unchanged,
            'No new snapshot was needed: snapshot 2026-11-20T02-00-00Z already holds the same 12,400 files.'
        ],
        ['skipped', skipped, 'A pull request of the fork evil/app must not write.'],
        ['skipped without a reason', { ...typical, status: 'skipped' }, 'Nothing was written.'],
        [
            'a dry run',
            dryRun,
            'A snapshot now would link 12,345 of 12,400 files (99.6%) to snapshot 2026-11-19T02-00-00Z and store about 4.1 MiB instead of 731 MiB.'
        ],
        [
            'a dry run of what did not change',
            { ...dryRun, changed: false, ...counts({ files: 1, filesLinked: 1 }) },
            'Nothing has changed. A snapshot now would link 1 of 1 file (100.0%) to snapshot 2026-11-19T02-00-00Z and store about 4.1 MiB instead of 731 MiB.'
        ],
        [
            'a dry run of a first one',
            { ...first, status: 'dry-run' },
            'A snapshot now would be the first of this series and store all 12,400 files, about 731 MiB.'
        ]
    ])('%s', (_title, report, sentence) => {
        expect(outcomeOf(report).sentence).toBe(sentence);
    });
    test.each([
        ['typical', 'Snapshot 2026-11-20T02-00-00Z created'],
        ['unchanged', 'Unchanged since 2026-11-20T02-00-00Z'],
        ['skipped', 'Skipped: no snapshot was taken'],
        ['dryRun', 'Dry run: nothing was written']
    ])('the heading of %s', (name, heading) => {
        expect(outcomeOf(every[name]).heading).toBe(heading);
        expect(summaryAsText(every[name]).split('\n', 1)).toEqual([heading]);
    });
});
