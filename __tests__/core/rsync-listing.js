// Lists a real directory with the real rsync, for tests of what it prints.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fsPath, joinPath, pathFromText } from "../../src/core/byte-path.js";
import { listingArgs } from "../../src/core/rsync-args.js";
import { ListingReader } from "../../src/core/rsync-output.js";
/** Calls `work` with a new empty directory, which is removed afterwards. */
export function inScratch(work) {
    const scratch = mkdtempSync(join(tmpdir(), 'rsync-listing-'));
    try {
        return work(scratch);
    }
    finally {
        rmSync(scratch, { recursive: true });
    }
}
/** Files, directories where a name ends in a slash, symlinks where it has an `@` at its end. */
export function makeTree(root, names) {
    for (const name of names) {
        const path = joinPath(pathFromText(root), name);
        mkdirSync(fsPath(name.endsWith('/') ? path : dirname(path)), { recursive: true });
        if (name.endsWith('@'))
            symlinkSync('x', fsPath(path.slice(0, -1)));
        else if (!name.endsWith('/'))
            writeFileSync(fsPath(path), '');
    }
}
/** What rsync says of a directory, read byte by byte when `pieceLength` is 1. */
export function listReal(root, filters = {}, pieceLength = 4096) {
    return inScratch(emptyDirectory => {
        const args = listingArgs({
            include: [],
            exclude: [],
            secretRules: [],
            oneFileSystem: false,
            extra: [],
            fromList: false,
            root,
            emptyDirectory,
            ...filters
        });
        const { stdout, stderr, status, error } = spawnSync('rsync', args, { env: { ...process.env, LC_ALL: 'C' } });
        if (error !== undefined)
            throw error;
        if (status !== 0)
            throw new Error(`rsync failed with ${String(status)}: ${stderr.toString()}`);
        const items = [];
        const reader = new ListingReader(item => items.push(item));
        for (let at = 0; at < stdout.length; at += pieceLength)
            reader.push(stdout.subarray(at, at + pieceLength));
        reader.end();
        return items;
    });
}
