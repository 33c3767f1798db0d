// A snapshot's tree and a target for it on the disk, entries read from the tree as a manifest has them, and a whole restore.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fsPath, joinPath, pathBytes, pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
/** The top first, the others in byte order. What is neither file, directory nor symlink is left out. */
export function treeEntries(top) {
    const root = pathFromText(top);
    const found = [];
    const visit = (path) => {
        const place = fsPath(joinPath(root, path));
        const stat = lstatSync(place, { bigint: true });
        const type = stat.isFile() ? 'file' : stat.isDirectory() ? 'dir' : 'link';
        found.push({
            path,
            type,
            mode: Number(stat.mode) & 0o7777,
            owner: { uid: Number(stat.uid), gid: Number(stat.gid) },
            size: type === 'file' ? Number(stat.size) : 0,
            mtimeNs: stat.mtimeNs,
            storedMtimeNs: stat.mtimeNs,
            ...(type === 'file' && { sha256: createHash('sha256').update(readFileSync(place)).digest('hex') }),
            ...(type === 'link' && { target: pathFromBytes(readlinkSync(place, { encoding: 'buffer' })) })
        });
        if (type !== 'dir')
            return;
        for (const name of readdirSync(place, { encoding: 'buffer' }))
            visit(joinPath(path, pathFromBytes(name)));
    };
    visit('.');
    return found.sort((a, b) => (a.path === '.' ? -1 : b.path === '.' ? 1 : a.path < b.path ? -1 : 1));
}
/** What a restore is to bring back, one line each; owners only where they are kept. */
export const described = (entries, withOwners = true) => entries.map(({ path, type, mode, owner, size, mtimeNs, sha256, target }) => [
    JSON.stringify(path),
    type,
    mode.toString(8),
    withOwners && `${owner?.uid}:${owner?.gid}`,
    size,
    mtimeNs,
    sha256,
    JSON.stringify(target)
].join(' '));
/** By xargs, since names may be any bytes. */
export function setTimes(top, times) {
    const input = times.map(([path, date]) => `--date=@${date}\0${joinPath(pathFromText(top), path)}\0`).join('');
    execFileSync('xargs', ['--null', '--max-args=2', 'touch', '--no-dereference'], {
        input: pathBytes(input)
    });
}
/** All of `entries` from the tree at `snapshot`, as the action does it. */
export async function restoreAll(target, snapshot, entries, options = {}) {
    const { from = 'snapshot', before, ...request } = options;
    const directories = entries.filter(({ type }) => type === 'dir');
    const restoring = await target.begin();
    try {
        await restoring.makeDirectories(directories.map(({ path }) => path).filter(path => path !== '.'));
        await before?.('put', restoring);
        const outcomes = await restoring.put({
            tree: pathFromText(snapshot),
            steps: entries.filter(({ type }) => type !== 'dir').map(entry => ({ entry, from })),
            verify: true,
            method: 'auto',
            keepOwners: true,
            ...request
        }, () => undefined);
        await before?.('finish', restoring);
        await restoring.finish(directories, request.keepOwners ?? true);
        return outcomes;
    }
    finally {
        await restoring.end();
    }
}
/** One that must not change, whatever is done beside it. */
export const fingerprint = (top) => execFileSync('sh', [
    '-c',
    'find . -printf "%P %y %m %n %T@ %C@ %l\\0" | sort -z; find . -type f -print0 | sort -z | xargs -0r sha256sum'
], {
    cwd: top,
    encoding: 'latin1'
});
