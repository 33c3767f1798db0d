// Reports as runs leave them: the starting points of the report's tests.
import { pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
const mebibyte = 2 ** 20;
const mebibytes = (count) => Math.round(count * mebibyte);
export const seriesPath = '/mnt/backup/octo/app/nightly/main';
export const point = (day, bytesAdded, more = {}) => ({
    id: `2026-11-${String(day).padStart(2, '0')}T02-00-00Z`,
    files: 12_400,
    filesLinked: 12_345,
    bytesOnDisk: 731 * mebibyte,
    bytesAdded,
    pinned: false,
    tags: [],
    ...more
});
/** A second night: 99.6 % linked. */
export const typical = {
    status: 'created',
    volume: '/mnt/backup',
    series: 'octo/app/nightly/main',
    snapshot: '2026-11-20T02-00-00Z',
    snapshotPath: `${seriesPath}/2026-11-20T02-00-00Z`,
    latestPath: `${seriesPath}/latest`,
    base: { id: '2026-11-19T02-00-00Z', series: 'octo/app/nightly/main' },
    changed: true,
    compare: 'content',
    startedAt: '2026-11-20T02:00:00.000Z',
    durationMs: 1930,
    phases: [
        { phase: 'List the source', ms: 210 },
        { phase: 'Hash what is new', ms: 1130 },
        { phase: 'Link and copy', ms: 480 }
    ],
    counts: {
        files: 12_400,
        filesLinked: 12_345,
        filesCopied: 55,
        filesAdded: 12,
        filesChanged: 40,
        filesMoved: 3,
        filesRemoved: 1,
        directories: 840,
        symlinks: 12
    },
    bytes: {
        bytes: 700 * mebibyte,
        bytesLinked: 697 * mebibyte,
        bytesAdded: mebibytes(4.1),
        bytesOnDisk: 731 * mebibyte
    },
    causes: [
        { cause: 'content', files: 40, bytes: mebibytes(2.6) },
        { cause: 'new', files: 12, bytes: mebibytes(0.9) },
        { cause: 'mode', files: 3, bytes: 12_000 }
    ],
    largest: [
        { path: pathFromText('dist/server/chunks/vendor-3f9a1c.js'), bytes: mebibytes(1.4), cause: 'content' },
        { path: pathFromText('dist/client/assets/index-b81d07.css'), bytes: 510_000, cause: 'content' },
        { path: pathFromText('dist/client/img/größe_2x.webp'), bytes: 340_112, cause: 'new' },
        { path: pathFromText('bin/run.sh'), bytes: 4_096, cause: 'mode' }
    ],
    history: [
        point(12, 731 * mebibyte, { filesLinked: 0, pinned: true }),
        point(13, 6 * mebibyte),
        point(14, 31 * mebibyte),
        point(15, 4 * mebibyte),
        point(16, 180 * mebibyte),
        point(17, 5 * mebibyte),
        point(18, 12 * mebibyte),
        point(19, mebibytes(3.4)),
        point(20, mebibytes(4.1))
    ],
    totals: { snapshots: 9, bytes: 9 * 731 * mebibyte, bytesOnDisk: 980 * mebibyte },
    retention: { kept: 9, prunedIds: ['2026-10-21T02-00-00Z'], bytesFreed: 12 * mebibyte },
    free: { bytes: 120 * 1024 * mebibyte, inodes: 3_201_234 },
    digest: `sha256:${'4f'.repeat(32)}`,
    ownersKept: true,
    secrets: [],
    specials: [],
    warnings: [],
    notes: [],
    tags: [],
    pinned: false,
    run: { repository: 'octo/app', runId: '123', ref: 'refs/heads/main' },
    program: '0.1.0',
    rsync: 'rsync 3.2.7'
};
/** The first night: nothing to link against. */
export const first = {
    ...(({ base, ...others }) => (base === undefined ? typical : others))(typical),
    snapshot: '2026-11-12T02-00-00Z',
    snapshotPath: `${seriesPath}/2026-11-12T02-00-00Z`,
    counts: {
        ...typical.counts,
        filesLinked: 0,
        filesCopied: 12_400,
        filesAdded: 12_400,
        filesChanged: 0,
        filesMoved: 0
    },
    bytes: { ...typical.bytes, bytesLinked: 0, bytesAdded: 731 * mebibyte },
    causes: [{ cause: 'new', files: 12_400, bytes: 700 * mebibyte }],
    largest: typical.largest.map(file => ({ ...file, cause: 'new' })),
    history: [point(12, 731 * mebibyte, { filesLinked: 0 })],
    totals: { snapshots: 1, bytes: 731 * mebibyte, bytesOnDisk: mebibytes(731.4) },
    retention: { kept: 1, prunedIds: [], bytesFreed: 0 }
};
/** `compare: quick` after a rebuild: every mtime is new. */
export const allCopied = {
    ...typical,
    compare: 'quick',
    counts: { ...typical.counts, filesLinked: 0, filesCopied: 12_400, filesAdded: 0, filesMoved: 0, filesRemoved: 0 },
    bytes: { ...typical.bytes, bytesLinked: 0, bytesAdded: 731 * mebibyte },
    causes: [
        { cause: 'mtime', files: 12_360, bytes: 697 * mebibyte },
        { cause: 'content', files: 40, bytes: 3 * mebibyte }
    ],
    largest: typical.largest.map(file => ({ ...file, cause: 'mtime' })),
    history: [...typical.history.slice(0, -1), point(20, 731 * mebibyte, { filesLinked: 0 })],
    warnings: ['Only 0.0% of the files could be linked, less than `min-link-ratio: 80%` asks for.']
};
/** Something for every section. */
export const troubled = {
    ...typical,
    warnings: [
        'The clock went back: the newest snapshot 2026-11-21T02-00-00Z lies in the future. Set the clock of this machine.',
        '3 files of /mnt/backup/octo/app/nightly/main/2026-11-19T02-00-00Z are not as they were stored; they were copied again.'
    ],
    notes: ['Owners are not kept: this runs as uid 1001, not as root.'],
    causes: [
        ...typical.causes,
        { cause: 'altered', files: 3, bytes: 9_000 },
        { cause: 'link-limit', files: 1, bytes: 0 },
        { cause: 'owner', files: 1, bytes: 10 },
        { cause: 'other-filesystem', files: 1, bytes: 10 },
        { cause: 'refused', files: 1, bytes: 10 }
    ],
    secrets: [
        { path: pathFromText('.env'), why: '.env*' },
        { path: pathFromText('config/.env.local'), why: '.env*' },
        { path: pathFromText('deploy/id_ed25519'), why: 'id_*' },
        ...Array.from({ length: 9 }, (_, n) => ({ path: pathFromText(`certs/${n}.pem`), why: '*.pem' }))
    ],
    specials: [{ path: pathFromText('run/app.sock'), why: 'socket' }],
    tags: ['release', 'v1.2.3'],
    pinned: true,
    foreign: 2
};
function zeros(figures) {
    return Object.fromEntries(Object.keys(figures).map(name => [name, 0]));
}
export const hostileNames = [
    '::error::pwned',
    '  ::set-output name=x::y',
    '##[group]open',
    'a\n::warning::b',
    '`</code><img src=x onerror=alert(1)>`',
    '| a | b |\n| --- | --- |',
    '@octocat #1 octo/app#2 :tada: https://evil.example www.evil.example',
    '[click](javascript:alert(1))',
    '**bold** _em_ ~~del~~ $x^2$ <!-- c -->',
    '\u202egnp.exe\u2066\u200b',
    '\x1b[31mred\x1b]0;title\x07',
    '```\n# Heading',
    '&lt;b&gt; &#64;octocat',
    '> [!WARNING]\n> x',
    '1. one',
    '---'
];
const hostileText = hostileNames.join(' ');
/** Strangers named everything. */
export const hostile = {
    ...troubled,
    series: `octo/app/nightly/${hostileText}`,
    volume: '/mnt/`b`/$(touch x)',
    snapshotPath: "/mnt/it's ::a/`b`/$(touch x)/2026-11-20T02-00-00Z",
    base: { id: '2026-11-19T02-00-00Z', series: 'octo/**app**/@octocat <b>' },
    largest: [
        ...hostileNames.map(name => ({ path: pathFromText(name), bytes: 1234, cause: 'new' })),
        { path: pathFromBytes(new Uint8Array([0x61, 0xff, 0xfe, 0x0a])), bytes: 1, cause: 'new' }
    ].toReversed(),
    secrets: hostileNames.map(name => ({ path: pathFromText(name), why: name })),
    warnings: hostileNames.map(name => `The file ${name} went away.`),
    notes: [...hostileNames],
    tags: [...hostileNames],
    retention: { kept: 1, prunedIds: [...hostileNames], bytesFreed: 1 },
    phases: [{ phase: hostileText, ms: 1900 }],
    digest: hostileText,
    program: hostileText,
    rsync: hostileText
};
export const dryRun = { ...typical, status: 'dry-run' };
export const unchanged = { ...typical, status: 'unchanged', changed: false };
/** Zeros that nobody measured. */
export const skipped = {
    ...(({ base, ...others }) => (base === undefined ? typical : others))(typical),
    status: 'skipped',
    reason: 'A pull request of the fork evil/app must not write.',
    snapshot: '',
    snapshotPath: '',
    latestPath: '',
    changed: false,
    counts: zeros(typical.counts),
    bytes: zeros(typical.bytes),
    causes: [],
    largest: [],
    history: [],
    totals: zeros(typical.totals),
    retention: { kept: 0, prunedIds: [], bytesFreed: 0 },
    free: { bytes: 0 },
    digest: ''
};
export const every = { typical, first, allCopied, troubled, hostile, dryRun, unchanged, skipped };
/** Other counts for a report. */
export const counts = (more) => ({
    counts: { ...typical.counts, ...more }
});
