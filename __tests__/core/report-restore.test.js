// A restore in words, for each way it can end; and when it makes the run fail.
import { describe, expect, test } from '@jest/globals';
import { pathFromText } from "../../src/core/byte-path.js";
import { restoreFailure, restoreOutcome, shortCommit, shortRef } from "../../src/core/report/restore-outcome.js";
import { damaged, dryRun, every, found, intoNothing, missed, restored, stuck, unchanged } from "./report-restore-examples.js";
const snapshot = 'Snapshot 2026-11-20T02-00-05Z of `octo/app/nightly/main`';
const ofMain = `${snapshot} (commit 1a2b3c4 on main): 50,222 files, 731 MiB.`;
const counting = (report, counts) => ({
    ...report,
    counts: { ...report.counts, ...counts }
});
describe('the outcome in words', () => {
    test.each([
        [
            'some of it brought',
            restored,
            'Restored',
            `${ofMain} 49,520 were there already, 702 were written (10.0 MiB at 40.0 MiB/s), and all contents were verified.`
        ],
        [
            'all of it brought',
            intoNothing,
            'Restored',
            `${ofMain} All were written (731 MiB at 244 MiB/s), and all contents were verified.`
        ],
        [
            'nothing brought but attributes',
            counting(restored, { filesSame: 50_000, filesAdjusted: 222, filesWritten: 0 }),
            'Restored',
            `${ofMain} All were there already, and all contents were verified.`
        ],
        [
            'not verified, too fast for a rate',
            { ...restored, verify: false, writingMs: 99 },
            'Restored',
            `${ofMain} 49,520 were there already, 702 were written (10.0 MiB); contents were not verified (\`verify: false\`).`
        ],
        [
            'one file',
            { ...counting(intoNothing, { files: 1, filesWritten: 1 }), bytes: { bytes: 5, bytesWritten: 5 }, writingMs: 1 },
            'Restored',
            `${snapshot} (commit 1a2b3c4 on main): 1 file, 5 B. It was written (5 B), and all contents were verified.`
        ],
        [
            'one file that was there',
            {
                ...counting(restored, { files: 1, filesSame: 1, filesAdjusted: 0, filesWritten: 0 }),
                bytes: { bytes: 5, bytesWritten: 0 }
            },
            'Restored',
            `${snapshot} (commit 1a2b3c4 on main): 1 file, 5 B. It was there already, and all contents were verified.`
        ],
        [
            'symlinks alone',
            counting(intoNothing, { files: 0, filesWritten: 0 }),
            'Restored',
            `${snapshot} (commit 1a2b3c4 on main): no files, 12 symlinks. What it holds was put in place.`
        ],
        [
            'directories alone',
            counting(intoNothing, { files: 0, filesWritten: 0, symlinks: 0, directories: 1 }),
            'Restored',
            `${snapshot} (commit 1a2b3c4 on main): no files, 1 directory. What it holds was put in place.`
        ],
        [
            'nothing to do',
            unchanged,
            'Restored: all was there already',
            `${ofMain} Nothing had to be written, and all contents were verified.`
        ],
        [
            'damage',
            damaged,
            'Partly restored',
            `${ofMain} 49,520 were there already, 699 were written (10.0 MiB at 40.0 MiB/s), but 3 stored files are damaged or missing.`
        ],
        [
            'nothing but damage, and one that is left',
            {
                ...counting(damaged, { filesSame: 0, filesAdjusted: 0, filesWritten: 0 }),
                lost: damaged.lost.slice(0, 1),
                notRemoved: ['a', 'b']
            },
            'Partly restored',
            `${ofMain} 0 were written, but 1 stored file is damaged or missing and 2 paths could not be removed.`
        ],
        [
            'one there, one brought, one damaged',
            {
                ...counting(damaged, { files: 3, filesSame: 1, filesAdjusted: 0, filesWritten: 1 }),
                bytes: { bytes: 30, bytesWritten: 10 },
                writingMs: 0
            },
            'Partly restored',
            `${snapshot} (commit 1a2b3c4 on main): 3 files, 30 B. 1 was there already, 1 was written (10 B), but 3 stored files are damaged or missing.`
        ],
        ['found', found, 'Snapshot found', `${snapshot}: 50,222 files, 731 MiB. Nothing was restored (\`lookup-only\`).`],
        [
            'a dry run',
            dryRun,
            'Dry run: nothing was written',
            `${ofMain} A run now would write 702 (10.0 MiB) and remove 31 other files; 49,520 are there already.`
        ],
        [
            'a dry run with nothing to do',
            { ...unchanged, status: 'dry-run' },
            'Dry run: nothing was written',
            `${ofMain} A run now would write no file; 50,222 are there already.`
        ],
        [
            'a dry run with everything to do, but for one',
            { ...counting(dryRun, { files: 2, filesWritten: 1, filesRemoved: 0 }), bytes: { bytes: 3, bytesWritten: 1 } },
            'Dry run: nothing was written',
            `${snapshot} (commit 1a2b3c4 on main): 2 files, 3 B. A run now would write 1 (1 B); 1 is there already.`
        ],
        [
            'a dry run into nothing',
            { ...intoNothing, status: 'dry-run' },
            'Dry run: nothing was written',
            `${ofMain} A run now would write 50,222 (731 MiB).`
        ],
        [
            'a miss',
            missed,
            'Nothing to restore',
            'There is no series "octo/app/nightly/mian" on the volume "/mnt/backup"; did you mean "octo/app/nightly/main"?'
        ]
    ])('%s', (_, report, heading, sentence) => {
        expect(restoreOutcome(report)).toEqual({ heading, sentence });
    });
    test('a miss without a reason', () => {
        const { reason, ...others } = missed;
        expect(reason).toBeDefined();
        expect(restoreOutcome(others).sentence).toBe('There is no such snapshot.');
    });
    test.each([
        ['1a2b3c4d'.padEnd(40, '0'), '1a2b3c4'],
        ['a'.repeat(64), 'aaaaaaa'],
        ['main', 'main']
    ])('commit %s is %s', (commit, expected) => {
        expect(shortCommit(commit)).toBe(expected);
    });
    test.each([
        ['refs/heads/feature/x', 'feature/x'],
        ['refs/tags/v1', 'v1'],
        ['refs/pull/12/merge', 'refs/pull/12/merge']
    ])('ref %s is %s', (ref, expected) => {
        expect(shortRef(ref)).toBe(expected);
    });
});
describe('what makes the run fail', () => {
    test.each(['restored', 'intoNothing', 'unchanged', 'cleaned', 'missed', 'found', 'dryRun'])('not %s', name => {
        expect(restoreFailure(every[name])).toBeUndefined();
    });
    test('damage, by up to ten names, with what can be done', () => {
        const many = Array.from({ length: 12 }, (_, index) => ({
            path: pathFromText(`f${index}`),
            problem: 'missing',
            why: 'it is not there'
        }));
        const { kind, text } = restoreFailure({ ...damaged, lost: many }) ?? { kind: '', text: '' };
        expect(kind).toBe('damage');
        expect(text.split('\n')).toEqual([
            'There are 12 stored files of the snapshot 2026-11-20T02-00-05Z that are damaged or missing. They were not restored, and what the target had in their place was left alone; everything else was restored, and nothing was cleaned.',
            ...many.slice(0, 10).map(({ path }) => `  ${path}: it is not there`),
            '  and 2 more',
            'An earlier snapshot may hold them intact: restore with "snapshot: before:2026-11-20T02-00-05Z" and these files as "paths". The verify action, with "snapshot: all", names the snapshots that share the damage and the newest that is whole.'
        ]);
        expect(restoreFailure({ ...damaged, lost: many.slice(0, 1) })?.text).toMatch(/^There is 1 stored file of the snapshot \S+ that is damaged or missing\. It was not .* in its place .* hold it intact: .* this file as "paths"/s);
    });
    test('nothing is lost of what was not there', () => {
        expect(restoreFailure({ ...missed, lost: damaged.lost })).toBeUndefined();
    });
    test('what could not be removed', () => {
        expect(restoreFailure(stuck)).toEqual({
            kind: 'target',
            text: expect.stringMatching(/^Everything was restored, but "clean" could not remove 1 path that the snapshot does not have:\n {2}old\/immutable: EPERM: operation not permitted\nRemove/)
        });
    });
});
