// What a tree on the disk is, for comparing a snapshot with its source and its series with what it should take.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
/** Every entry below `top`, the top itself as ''. Names here are text; hostile ones have tests of their own. */
export const entriesOf = (top) => ['', ...readdirSync(top, { recursive: true, encoding: 'utf8' })].sort().map(path => {
    const stat = lstatSync(join(top, path), { bigint: true });
    const type = stat.isFile() ? 'file' : stat.isDirectory() ? 'dir' : stat.isSymbolicLink() ? 'link' : 'other';
    return {
        path,
        type,
        mode: Number(stat.mode) & 0o7777,
        size: type === 'file' ? Number(stat.size) : 0,
        mtimeNs: stat.mtimeNs,
        ...(type === 'link' ? { target: readlinkSync(join(top, path)) } : {})
    };
});
/** Paths, types, modes, sizes and link targets: all that a snapshot keeps on the disk, save contents and mtimes of links. */
export const shapeOf = (top) => entriesOf(top).map(({ path, type, mode, size, target }) => [path, type, mode.toString(8), size, ...(target === undefined ? [] : [target])].join(' '));
/** What `diff -r` finds; empty when the contents are equal byte for byte. */
export const contentDifferences = (one, other) => {
    try {
        return execFileSync('diff', ['-r', '--no-dereference', '--brief', '--', one, other], { encoding: 'utf8' });
    }
    catch (error) {
        // 1: there are differences, and stdout has them. Anything else is trouble.
        const { status, stdout } = error;
        if (status === 1 && stdout !== undefined)
            return stdout;
        throw error;
    }
};
/**
 * The least that trees can take together when every content is stored once for each mode it has, from blocks: the sum
 * of the distinct contents and of all directories and symlinks.
 */
export const leastDiskUse = (...tops) => {
    const contents = new Map();
    let others = 0;
    for (const top of tops) {
        for (const { path, type, mode } of entriesOf(top)) {
            const full = join(top, path);
            const allocated = lstatSync(full).blocks * 512;
            if (type !== 'file')
                others += allocated;
            else
                contents.set(`${createHash('sha256').update(readFileSync(full)).digest('hex')} ${mode}`, allocated);
        }
    }
    return [...contents.values()].reduce((sum, bytes) => sum + bytes, others);
};
