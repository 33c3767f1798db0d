// A volume, a machine and a series with which all is well, for tests that change one thing.
import { judgeAll } from "../../src/core/doctor/doctor.js";
export const yes = { works: true };
export const no = { works: false, why: 'EPERM: operation not permitted' };
export const place = {
    kind: 'directory',
    isWritable: true,
    isMount: true,
    isWholeFilesystem: true,
    mountPoint: '/mnt/backup',
    filesystem: 'ext4',
    marker: { state: 'present' },
    mountOptions: ['rw', 'relatime'],
    source: '/dev/sdb1'
};
const links = {
    hardLinks: yes,
    limit: { links: 65_000, reached: true, why: '' },
    symlinks: yes,
    renameOverSymlink: yes,
    directoryIsSafe: yes,
    noFollow: yes
};
const names = { foldsCase: false, normalises: false, long: yes, notUtf8: yes, newline: yes };
const attributes = {
    times: [{ set: 1700000001123456789n, stored: 1700000001123456789n }],
    modes: yes,
    setuid: yes,
    owners: yes,
    skewMs: 0
};
const safety = { lockRefuses: yes, lockDies: yes, fsync: yes, syncfs: yes, reflinks: yes };
export const tools = {
    rsync: { state: 'present', version: { flavour: 'rsync', version: [3, 2, 7], text: 'rsync 3.2.7' } },
    tar: 'tar (GNU tar) 1.34',
    missing: [],
    install: { rsync: 'apt-get install -y rsync', tools: '', tar: 'apt-get install -y tar' },
    node: '24.19.0'
};
export const series = {
    name: 'web',
    exists: true,
    snapshots: 12,
    foreign: [],
    damaged: [],
    latest: { state: 'link', target: '2026-11-19T02-00-00Z' },
    newest: '2026-11-19T02-00-00Z',
    current: '2026-11-19T02-00-00Z',
    partial: [],
    trash: [],
    lock: { state: 'free', holder: '' }
};
const room = { bytes: 6 * 2 ** 30, totalBytes: 10 * 2 ** 30, inodes: 500, totalInodes: 1000 };
const without = (facts, key) => Object.fromEntries(Object.entries(facts).filter(([name]) => name !== key));
export function groups(changes = {}) {
    const { without: gone, notTried } = changes;
    const facts = {
        place: { ...place, ...changes.place },
        ...(gone === 'room' ? {} : { room: changes.room ?? room }),
        tried: notTried === undefined
            ? {
                links: without({ ...links, ...changes.links }, gone),
                names: { ...names, ...changes.names },
                attributes: without({ ...attributes, ...changes.attributes }, gone),
                safety: { ...safety, ...changes.safety }
            }
            : { why: notTried }
    };
    const machine = without({ ...tools, ...changes.tools }, gone);
    const one = changes.series === undefined && gone !== 'newest' && gone !== 'current'
        ? undefined
        : without({ ...series, ...changes.series }, gone);
    return judgeAll('/mnt/backup', facts, machine, one, new Date('2026-11-20T02:00:00Z'));
}
export const rows = (changes = {}) => groups(changes).flatMap(group => group.rows);
export function row(key, changes) {
    const found = rows(changes).find(one => one.key === key);
    if (found === undefined)
        throw new Error(`there is no row ${key}`);
    return found;
}
