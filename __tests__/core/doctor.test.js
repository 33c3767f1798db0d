// What doctor makes of facts: each thing that is not well is a warning or a failure with why it matters and what to do.
import { describe, expect, it } from '@jest/globals';
import { verdictOf } from "../../src/core/doctor/row.js";
import { groups, no, row, rows } from "./doctor-examples.js";
/** A trouble says why it matters and what to do; what is well, or was not looked at, says neither. */
function check([, key, changes, result, found]) {
    const judged = row(key, changes);
    expect([judged.result, judged.found]).toEqual([result, expect.stringMatching(found)]);
    const isTrouble = result === 'warning' || result === 'failure';
    expect([judged.why !== undefined, judged.mend !== undefined]).toEqual([isTrouble, isTrouble]);
}
it('finds nothing where all is well', () => {
    const all = rows({ series: {} });
    expect(all.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(verdictOf(all)).toBe('ok');
    expect(verdictOf(rows({ names: { foldsCase: true } }))).toBe('warning');
    expect(verdictOf(rows({ links: { hardLinks: no } }))).toBe('failure');
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
});
describe('the place', () => {
    const cases = [
        ['a part of a mount', 'volume', { place: { isMount: false } }, 'ok', /^a directory on "\/mnt\/backup"$/],
        ['missing', 'volume', { place: { kind: 'missing' } }, 'failure', /does not exist/],
        ['a file', 'volume', { place: { kind: 'not-a-directory' } }, 'failure', /is not a directory/],
        ['nothing more of a missing one', 'free-space', { place: { kind: 'missing' } }, 'skipped', /no volume/],
        [
            'not marked, a filesystem of its own',
            'marker',
            { place: { marker: { state: 'absent' } } },
            'ok',
            /first snapshot marks it/
        ],
        [
            'not marked, a bind mount',
            'marker',
            { place: { marker: { state: 'absent' }, isWholeFilesystem: false } },
            'failure',
            /^not marked/
        ],
        [
            'not marked, the root',
            'marker',
            { place: { marker: { state: 'absent' }, mountPoint: '/' } },
            'failure',
            /^not marked/
        ],
        [
            'a damaged marker',
            'marker',
            { place: { marker: { state: 'damaged', why: 'it is no JSON' } } },
            'failure',
            /it is no JSON/
        ],
        ['of another user', 'writable', { place: { isWritable: false } }, 'failure', /not by this user/],
        ['read-only', 'writable', { place: { mountOptions: ['ro'] } }, 'failure', /read-only/],
        ['in memory', 'filesystem', { place: { filesystem: 'tmpfs' } }, 'warning', /^tmpfs from/],
        ['in a container', 'filesystem', { place: { filesystem: 'overlay' } }, 'warning', /^overlay/],
        [
            'over the network',
            'filesystem',
            { place: { filesystem: 'nfs4', source: 'nas:/export' } },
            'ok',
            /^nfs4 from `nas:\/export` .*over the network$/
        ],
        ['by FUSE', 'filesystem', { place: { filesystem: 'fuseblk' } }, 'warning', /, by FUSE$/],
        [
            'by FUSE over the network',
            'filesystem',
            { place: { filesystem: 'fuse.sshfs' } },
            'warning',
            /by FUSE, over the network$/
        ]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
describe('the room', () => {
    const left = (bytes, inodes) => ({
        room: { bytes, totalBytes: 1000, ...(inodes === undefined ? {} : { inodes, totalInodes: 1000 }) }
    });
    const cases = [
        ['enough', 'free-space', left(50), 'ok', /^50 B of 1000 B \(5\.0%\)$/],
        ['little', 'free-space', left(49), 'warning', /4\.9%/],
        ['none', 'free-space', left(0), 'failure', /^none$/],
        ['of an empty filesystem', 'free-space', { room: { bytes: 0, totalBytes: 0 } }, 'failure', /^none$/],
        ['not known', 'free-space', { without: 'room' }, 'skipped', /not known/],
        ['inodes not known', 'free-inodes', { without: 'room' }, 'skipped', /not known/],
        ['as many inodes as there is room for', 'free-inodes', left(50), 'ok', /no fixed number/],
        ['few inodes', 'free-inodes', left(50, 49), 'warning', /^49 inodes \(4\.9%\)$/],
        ['one inode', 'free-inodes', left(50, 1), 'warning', /^1 inode /],
        ['no inodes', 'free-inodes', left(50, 0), 'failure', /^none$/],
        [
            'no inodes at all',
            'free-inodes',
            { room: { bytes: 9, totalBytes: 9, inodes: 0, totalInodes: 0 } },
            'failure',
            /^none$/
        ]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
describe('links', () => {
    const limit = (links, reached) => ({
        links: { limit: { links, reached, why: 'after 2.0 s' } }
    });
    const cases = [
        ['none', 'hard-links', { links: { hardLinks: no } }, 'failure', /^do not work: EPERM/],
        ['no limit without them', 'link-limit', { links: { hardLinks: no }, without: 'limit' }, 'skipped', /no hard links/],
        ['as many as ext4 has', 'link-limit', limit(65_000, true), 'ok', /^65,000 links$/],
        [
            'more than could be made',
            'link-limit',
            limit(12_345, false),
            'ok',
            /^more than 12,345 \(stopped after 2\.0 s\)$/
        ],
        ['few', 'link-limit', limit(177, true), 'warning', /^177 links$/],
        ['no symlinks', 'symlinks', { links: { symlinks: no } }, 'failure', /^do not work/],
        [
            'latest cannot be moved',
            'rename-over-symlink',
            { links: { renameOverSymlink: no } },
            'failure',
            /^does not work/
        ],
        [
            'nothing to move',
            'rename-over-symlink',
            { links: { symlinks: no, renameOverSymlink: no } },
            'skipped',
            /no symlinks/
        ],
        ['a tree can be replaced', 'rename-over-directory', { links: { directoryIsSafe: no } }, 'failure', /EPERM/],
        ['links are followed', 'no-follow', { links: { noFollow: no } }, 'warning', /EPERM/],
        ['no links to follow', 'no-follow', { links: { symlinks: no, noFollow: no } }, 'skipped', /no symlinks/]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
describe('names and attributes', () => {
    const time = (set, stored) => ({ attributes: { times: [{ set, stored }] } });
    const cases = [
        ['one case', 'letter-case', { names: { foldsCase: true } }, 'warning', /one file/],
        ['one spelling', 'unicode-forms', { names: { normalises: true } }, 'warning', /one file/],
        ['short names', 'long-names', { names: { long: no } }, 'warning', /^refused/],
        ['only UTF-8', 'names-not-utf8', { names: { notUtf8: no } }, 'warning', /^refused/],
        ['no newlines', 'names-newline', { names: { newline: no } }, 'warning', /^refused/],
        ['microseconds', 'timestamps', time(1123456789n, 1123456000n), 'ok', /1 µs/],
        ['seconds', 'timestamps', time(1123456789n, 1000000000n), 'warning', /1 s only/],
        ['another time', 'timestamps', time(1123456789n, 3601123456789n), 'failure', /other times/],
        ['no times', 'timestamps', { attributes: { times: { why: 'touch is not installed' } } }, 'skipped', /touch/],
        ['a little off', 'clock', { attributes: { skewMs: -1500 } }, 'ok', /^1\.5 s off$/],
        ['ahead', 'clock', { attributes: { skewMs: 60_000 } }, 'warning', /^1 min 00 s ahead of ours$/],
        ['behind', 'clock', { attributes: { skewMs: -3_600_000 } }, 'warning', /^1 h 00 min behind ours$/],
        ['modes lost', 'modes', { attributes: { modes: no } }, 'failure', /EPERM/],
        ['setuid lost', 'setuid', { attributes: { setuid: no } }, 'warning', /EPERM/],
        ['owners lost', 'owners', { attributes: { owners: no } }, 'failure', /EPERM/],
        ['not root', 'owners', { without: 'owners' }, 'skipped', /as root/]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
describe('locks and the disk', () => {
    const cases = [
        ['no locks', 'lock', { safety: { lockRefuses: no } }, 'failure', /EPERM/],
        ['locks that outlive their holder', 'lock-of-killed', { safety: { lockDies: no } }, 'failure', /EPERM/],
        ['no fsync', 'fsync', { safety: { fsync: no } }, 'failure', /EPERM/],
        ['no syncfs', 'syncfs', { safety: { syncfs: no } }, 'failure', /EPERM/],
        ['no reflinks', 'reflinks', { safety: { reflinks: no } }, 'ok', /^none here/]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
describe('this machine', () => {
    const rsync = (version) => ({
        tools: { rsync: { state: 'present', version: { flavour: 'rsync', version, text: `rsync ${version.join('.')}` } } }
    });
    const cases = [
        ['no rsync', 'rsync', { tools: { rsync: { state: 'absent' } } }, 'failure', /not installed/],
        [
            'something called rsync',
            'rsync',
            { tools: { rsync: { state: 'unknown', text: '\x1b[31m' } } },
            'failure',
            /\\x1b/
        ],
        [
            'openrsync',
            'rsync',
            { tools: { rsync: { state: 'present', version: { flavour: 'openrsync', text: 'openrsync' } } } },
            'failure',
            /^openrsync$/
        ],
        ['an old rsync', 'rsync', rsync([3, 1, 2]), 'failure', /too old/],
        ['a very old rsync', 'rsync', rsync([2, 9, 9]), 'failure', /too old/],
        ['the oldest rsync', 'rsync', rsync([3, 1, 3]), 'ok', /3\.1\.3/],
        [
            'busybox',
            'tools',
            { tools: { missing: ['coreutils'], install: { rsync: '', tools: 'apk add coreutils', tar: '' } } },
            'failure',
            /coreutils/
        ],
        ['no tar', 'tar', { without: 'tar' }, 'warning', /not installed/],
        ['another tar', 'tar', { tools: { tar: 'bsdtar 3.6.2' } }, 'warning', /^bsdtar 3\.6\.2, which is not GNU's$/],
        ['an old node', 'node', { tools: { node: '18.20.1' } }, 'failure', /too old/],
        ['an old minor of node', 'node', { tools: { node: '20.18.0' } }, 'failure', /too old/],
        ['the oldest node', 'node', { tools: { node: '20.19.0' } }, 'ok', /20\.19/],
        ['no version of node', 'node', { tools: { node: '' } }, 'failure', /too old/]
    ];
    it.each(cases)('%s', (...one) => {
        check(one);
    });
});
it('looks at no series that was not named', () => {
    expect(groups().map(({ title }) => title)).not.toContain('Series');
});
it('says what could not be tried, and all of it', () => {
    const all = rows({ notTried: 'not tried: the volume cannot be written' });
    const skipped = all.filter(({ result }) => result === 'skipped');
    expect(skipped.length).toBeGreaterThan(15);
    expect(all.map(({ key }) => key)).toEqual(rows().map(({ key }) => key));
});
