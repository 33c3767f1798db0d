// Sentences that count: none, one and two of everything read as a person would write them.
import { describe, expect, test } from '@jest/globals';
import { pathFromText } from "../../src/core/byte-path.js";
import { causesTitle } from "../../src/core/report/causes.js";
import { facts, figureRows } from "../../src/core/report/figures.js";
import { leftOut, moreNames } from "../../src/core/report/left-out.js";
import { summaryAsText } from "../../src/core/report/log.js";
import { outcomeOf } from "../../src/core/report/outcome.js";
import { progressLine } from "../../src/core/report/progress.js";
import { snapshotSummary } from "../../src/core/report/summary.js";
import { counts, dryRun, first, typical, unchanged } from "./report-examples.js";
const base = 'snapshot 2026-11-19T02-00-00Z';
const instead = '4.1 MiB were stored instead of 731 MiB.';
/** Counts of so many files, of them linked. */
const files = (all, linked = 0) => ({ files: all, filesLinked: linked, filesCopied: all - linked });
const folder = { directories: 1, symlinks: 0 };
describe('the outcome of', () => {
    test.each([
        ['a first one', first, { ...files(0), ...folder }, 'It holds no files, only 1 directory.'],
        [
            'a first one',
            first,
            files(1),
            'The first snapshot of this series: the only file was stored, 731 MiB on the disk. The next one stores only what changes.'
        ],
        [
            'a first one',
            first,
            files(2, 1),
            'The first snapshot of this series: all 2 files were stored, 731 MiB on the disk. 1 file is a duplicate, stored once. The next one stores only what changes.'
        ],
        [
            'a first one',
            first,
            files(3, 2),
            'The first snapshot of this series: all 3 files were stored, 731 MiB on the disk. 2 files are duplicates, stored once. The next one stores only what changes.'
        ],
        ['a next one', typical, { ...files(0), ...folder }, 'It holds no files, only 1 directory.'],
        [
            'a next one',
            typical,
            files(1),
            `Nothing was saved: the only file could not be linked to ${base}, so all 4.1 MiB were stored again.`
        ],
        [
            'a next one',
            typical,
            files(2),
            `Nothing was saved: none of the 2 files could be linked to ${base}, so all 4.1 MiB were stored again.`
        ],
        ['a next one', typical, files(1, 1), `1 of 1 file (100.0%) was linked to ${base} instead of copied; ${instead}`],
        ['a next one', typical, files(2, 1), `1 of 2 files (50.0%) was linked to ${base} instead of copied; ${instead}`],
        ['a next one', typical, files(2, 2), `2 of 2 files (100.0%) were linked to ${base} instead of copied; ${instead}`]
    ])('%s', (_title, report, more, sentence) => {
        expect(outcomeOf({ ...report, ...counts(more) }).sentence).toBe(sentence);
    });
    test.each([
        [files(1, 1), `Nothing changed: the only file is a link to ${base}; ${instead}`],
        [files(2, 2), `Nothing changed: all 2 files are links to ${base}; ${instead}`],
        [files(2, 1), `Nothing changed, yet only 1 of 2 files (50.0%) could be linked to ${base}; ${instead}`]
    ])('a next one of the same, %j', (more, sentence) => {
        expect(outcomeOf({ ...typical, changed: false, ...counts(more) }).sentence).toBe(sentence);
    });
    test.each([
        [{ ...files(0), ...folder }, ': no files, only 1 directory.'],
        [{ ...files(0), directories: 2, symlinks: 1 }, ': no files, only 2 directories and 1 symlink.'],
        [{ ...files(0), directories: 2, symlinks: 2 }, ': no files, only 2 directories and 2 symlinks.'],
        [files(1), ' single file.'],
        [files(2), ' 2 files.']
    ])('an unchanged one, %j', (more, held) => {
        expect(outcomeOf({ ...unchanged, ...counts(more) }).sentence).toBe(`No new snapshot was needed: snapshot 2026-11-20T02-00-00Z already holds the same${held}`);
    });
    test.each([
        ['a first', { ...first, status: 'dry-run' }, { ...files(0), ...folder }, 'hold no files, only 1 directory.'],
        [
            'a first',
            { ...first, status: 'dry-run' },
            files(1),
            'be the first of this series and store the only file, about 731 MiB.'
        ],
        [
            'a first',
            { ...first, status: 'dry-run' },
            files(2),
            'be the first of this series and store all 2 files, about 731 MiB.'
        ],
        ['a next', dryRun, { ...files(0), ...folder }, 'hold no files, only 1 directory.'],
        ['a next', dryRun, files(1, 1), `link 1 of 1 file (100.0%) to ${base} and store about 4.1 MiB instead of 731 MiB.`],
        ['a next', dryRun, files(2, 1), `link 1 of 2 files (50.0%) to ${base} and store about 4.1 MiB instead of 731 MiB.`]
    ])('a dry run of %s one', (_title, report, more, sentence) => {
        expect(outcomeOf({ ...report, ...counts(more) }).sentence).toBe(`A snapshot now would ${sentence}`);
    });
    test.each([1, 2])('a dry run that can link none of %d', all => {
        expect(outcomeOf({ ...dryRun, ...counts(files(all)) }).sentence).toBe(`A snapshot now could link nothing to ${base} and would store all 4.1 MiB again.`);
    });
});
describe('the facts', () => {
    test.each([
        [counts({ filesAdded: 1, filesChanged: 1, filesMoved: 0, filesRemoved: 0 }), ': 1 file added, 1 changed.'],
        [
            counts({ filesAdded: 0, filesChanged: 2, filesMoved: 1, filesRemoved: 2 }),
            ': 2 files changed, 1 moved, 2 removed.'
        ],
        [{ retention: { kept: 1, prunedIds: [], bytesFreed: 0 } }, 'Retention keeps 1 snapshot.'],
        [{ retention: { kept: 2, prunedIds: [], bytesFreed: 0 } }, 'Retention keeps 2 snapshots.'],
        [{ tags: ['a'] }, 'Tag: `a`.'],
        [{ tags: ['a', 'b'] }, 'Tags: `a`, `b`.'],
        [{ free: { bytes: 0, inodes: 0 } }, 'The volume has 0 B and 0 inodes left.'],
        [{ free: { bytes: 1, inodes: 1 } }, 'The volume has 1 B and 1 inode left.'],
        [{ free: { bytes: 2, inodes: 2 } }, 'The volume has 2 B and 2 inodes left.'],
        [{ foreign: 1 }, '1 directory here looks like a snapshot but has no readable record; it is left alone.'],
        [{ foreign: 2 }, '2 directories here look like snapshots but have no readable record; they are left alone.']
    ])('%j', (more, fact) => {
        expect(facts({ ...typical, ...more })).toContainEqual(expect.stringContaining(fact));
    });
    test('of a dry run promise nothing that was not foreseen', () => {
        expect(facts({ ...dryRun, retention: { kept: 2, prunedIds: [], bytesFreed: 0 } }).join()).not.toContain('Retention');
    });
    test.each([
        ['none', { ...typical, foreign: 0 }],
        ['nobody looked', typical]
    ])('say nothing of foreign directories where there are: %s', (_title, report) => {
        expect(facts(report).join('\n')).not.toMatch(/looks? like/);
    });
});
test.each([
    [1, 'Why 1 file was copied', 'Why 1 file would be copied'],
    [2, 'Why 2 files were copied', 'Why 2 files would be copied']
])('the title over the causes of %d', (filesCopied, created, foretold) => {
    expect(causesTitle({ ...typical, ...counts({ filesCopied }) })).toBe(created);
    expect(causesTitle({ ...dryRun, ...counts({ filesCopied }) })).toBe(foretold);
});
test.each([
    [1, 'Whole series (1 snapshot)'],
    [2, 'Whole series (2 snapshots)']
])('the head of a series of %d', (snapshots, head) => {
    expect(figureRows({ ...dryRun, totals: { ...typical.totals, snapshots } })[0]).toContain(head);
});
describe('what was left out', () => {
    const some = (count, why) => Array.from({ length: count }, (_, index) => ({ path: pathFromText(`p${index}`), why: why(index) }));
    const kept = 'would be kept, readable for everybody who can read the volume.';
    const nothing = 'sockets, FIFOs and devices hold nothing that could be kept.';
    test.each([
        [1, 0, [`1 path looks like a secret. With \`exclude-secrets: false\` it ${kept}`]],
        [2, 0, [`2 paths look like secrets. With \`exclude-secrets: false\` they ${kept}`]],
        [0, 1, [`1 path is no file: ${nothing}`]],
        [0, 2, [`2 paths are no files: ${nothing}`]],
        [0, 0, undefined]
    ])('%d secrets and %d specials', (secrets, specials, sentences) => {
        const report = { ...typical, secrets: some(secrets, () => 'a'), specials: some(specials, () => 'b') };
        expect(leftOut(report)?.sentences).toEqual(sentences);
    });
    test.each([
        [10, []],
        [11, ['1 more reason is in the JSON report.']],
        [12, ['2 more reasons are in the JSON report.']]
    ])('%d reasons, told in the summary and in the log alike', (reasons, sentences) => {
        const report = { ...typical, specials: some(reasons, String) };
        expect(leftOut(report)?.sentences.slice(1)).toEqual(sentences);
        expect(snapshotSummary(report).includes('in the JSON report.')).toBe(reasons > 10);
        expect(summaryAsText(report).includes('in the JSON report.')).toBe(reasons > 10);
    });
    test.each([
        [3, ''],
        [4, ' and 1 more'],
        [5, ' and 2 more']
    ])('the first three names of %d', (count, more) => {
        const [group] = leftOut({ ...typical, secrets: some(count, () => 'a') })?.groups ?? [];
        expect(group && moreNames(group)).toBe(more);
    });
});
test.each([
    [0, undefined, 'listing 0 files'],
    [1, undefined, 'listing 1 file'],
    [2, undefined, 'listing 2 files'],
    [0, 1, 'listing 0 of 1 file'],
    [1, 2, 'listing 1 of 2 files']
])('progress: %d of %s', (done, totalFiles, line) => {
    const progress = { doing: 'listing', files: done, bytes: 0 };
    expect(progressLine(totalFiles === undefined ? progress : { ...progress, totalFiles }, 0)).toBe(line);
});
test('a rate of one file a second', () => {
    expect(progressLine({ doing: 'listing', files: 2, bytes: 0 }, 2000)).toBe('listing 2 files, 1 file/s');
});
