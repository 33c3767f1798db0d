// Listings as the tests of the reports use them: one series, several, none, and the names that cause trouble.
import { someRecord } from "../support/records.js";
export const series = 'octo/app/nightly/main';
export const listedOf = (id, more = {}, rest = {}) => ({
    series,
    id,
    path: `/mnt/backup/${rest.series ?? series}/${id}`,
    record: someRecord(id, {
        series: rest.series ?? series,
        files: 50_222,
        filesLinked: 50_000,
        filesCopied: 222,
        bytes: 766_509_056,
        bytesAdded: 4_300_000,
        ...more
    }),
    isLatest: false,
    ...rest
});
const run = {
    runId: '7000000017',
    url: 'https://github.com/octo/app/actions/runs/7000000017/attempts/1',
    commit: '8843d7f92416211de9ebb963ff4ce28125932878',
    ref: 'refs/heads/main'
};
/** Without a record. */
export const treeOf = (id, rest = {}) => ({
    series,
    id,
    path: `/mnt/backup/${series}/${id}`,
    isLatest: false,
    ...rest
});
export const one = {
    volume: '/mnt/backup',
    name: series,
    isPattern: false,
    series: [series],
    snapshots: [
        listedOf('2026-11-20T02-00-05Z', { run, tags: ['release', 'v1.2'], pinned: true }, { isLatest: true, bytesFreed: 6_291_456 }),
        listedOf('2026-11-19T02-00-03Z', { run: { ...run, ref: 'refs/tags/v1' } }, { bytesFreed: 4_194_304 }),
        treeOf('2026-11-18T02-00-04Z-2', { damage: 'the record is damaged: it is no JSON' }),
        treeOf('2026-11-18T02-00-04Z')
    ],
    startedAt: '2026-11-20T08:00:00.000Z',
    durationMs: 98.4,
    warnings: ['The record of x cannot be used.'],
    notes: ['1 tree was left alone: `snapshot-action adopt` makes a snapshot of it.'],
    run: { runId: '18' },
    program: '1.2.3'
};
export const none = { ...one, snapshots: [], warnings: [], notes: [] };
/** Nothing but what every snapshot has. */
export const plain = {
    ...none,
    snapshots: [
        listedOf('2026-11-19T02-00-03Z', { files: 1, filesLinked: 0, filesCopied: 1, bytes: 10, bytesAdded: 4096 })
    ]
};
export const several = {
    ...one,
    name: 'octo/app/**',
    isPattern: true,
    series: ['octo/app/dev', series],
    snapshots: [
        listedOf('2026-11-20T02-00-05Z', {}, { series: 'octo/app/dev' }),
        listedOf('2026-11-20T02-00-05Z', {}, { isLatest: true }),
        listedOf('2026-11-19T02-00-05Z', {}, { series: 'octo/app/dev', isLatest: true })
    ]
};
/** Newest first, each a second older than the one before. */
export const many = (count) => ({
    ...none,
    snapshots: Array.from({ length: count }, (_, at) => {
        const moment = new Date(Date.UTC(2026, 10, 20) - at * 1000).toISOString().slice(0, 19);
        return listedOf(`${moment.replaceAll(':', '-')}Z`, { run });
    })
});
/** What strangers may have named: branches, tags, a record's own words. */
export const nasty = (text) => ({
    ...several,
    volume: text,
    name: text,
    snapshots: [
        listedOf('2026-11-20T02-00-05Z', { run: { ...run, ref: text, commit: text, url: text }, tags: [text, 'a'] }, { series: text, isLatest: true }),
        treeOf('2026-11-19T02-00-05Z', { damage: text, series: text })
    ],
    warnings: [text],
    notes: [text]
});
export const every = { one, none, plain, several, nasty: nasty('##[error]<b>@you|`::warning::\n\u202e') };
