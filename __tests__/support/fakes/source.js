// A build's output on a disk in memory: listed and read as the real source is, and changed by a script while a run reads it.
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { allocatedOf } from "./disk.js";
export const sha256 = (data) => createHash('sha256').update(Buffer.from(data, 'latin1')).digest('hex');
export class MemorySource {
    disk;
    /** The directory that holds the build's output. */
    top;
    #keepOwners;
    /** Changed so shortly before they are read that their times would not show another change. */
    racy = new Set();
    /** Listed, but gone when they are read. */
    vanishing = new Set();
    secrets = [];
    specials = [];
    unusedExcludes = [];
    /** Where the runner's temporary directory lies in the source. */
    runnerTemp;
    /** What happens right after the source was read. */
    afterScan = () => undefined;
    /** What happens right after rsync has read a path, counted from 1. */
    afterCopyOf = () => undefined;
    /** What the latest run asked for. */
    request;
    #copied = new Map();
    constructor(disk, top, keepOwners) {
        this.disk = disk;
        this.top = top;
        this.#keepOwners = keepOwners;
        disk.makeDirectories(top);
    }
    write(path, data, attributes = {}) {
        this.disk.write(`${this.top}/${path}`, data, attributes);
    }
    remove(path) {
        this.disk.remove(`${this.top}/${path}`);
    }
    /** A clean build of the same things: every file is written anew, in time order, with the attributes it had. */
    rebuild() {
        for (const [path, { type, data, mode, uid, gid }] of this.disk.under(this.top)) {
            if (type === 'file')
                this.write(path, data, { mode, uid, gid });
        }
    }
    /** rsync reads a path below `root`. */
    read(root, path) {
        const inode = this.disk.at(path === '.' ? root : `${root}/${path}`);
        const seen = inode === undefined ? undefined : { ...inode };
        const time = (this.#copied.get(path) ?? 0) + 1;
        this.#copied.set(path, time);
        this.afterCopyOf(path, time);
        return seen;
    }
    resolve(request) {
        this.request = request;
        const lines = request.path.map(line => (line.startsWith('/') ? line : `${request.workspace}/${line}`));
        const [only] = lines;
        if (lines.length === 1 && only !== undefined && this.disk.at(only)?.type === 'dir') {
            const temp = this.runnerTemp === undefined ? {} : { runnerTemp: this.runnerTemp };
            return Promise.resolve({ root: only, places: [only], missing: [], ...temp, request });
        }
        const found = lines.filter(line => this.disk.at(line) !== undefined);
        return Promise.resolve({
            root: request.root,
            items: found.map(line => line.slice(request.root.length + 1)),
            places: found,
            missing: request.path.filter((_, index) => this.disk.at(lines[index] ?? '') === undefined),
            request
        });
    }
    scan(source, hash, onProgress) {
        const { root, items } = source;
        const isTaken = (path) => items?.some(item => path === item || path.startsWith(`${item}/`) || item.startsWith(`${path}/`)) ?? true;
        const gone = [...this.vanishing];
        for (const path of gone)
            this.disk.remove(`${root}/${path}`);
        const paths = this.disk.under(root).map(([path]) => path);
        const entries = ['.', ...paths.filter(isTaken)].flatMap(path => this.#entry(root, path, hash) ?? []);
        onProgress({ doing: hash ? 'hashing' : 'reading', files: entries.length, bytes: 0 });
        const { secrets, specials } = this;
        this.afterScan();
        return Promise.resolve({
            entries,
            secrets,
            specials,
            vanished: gone,
            unusedExcludes: this.unusedExcludes
        });
    }
    look(source, paths, hash) {
        return Promise.resolve(paths.map(path => this.#entry(source.root, path, hash)));
    }
    #entry(root, path, hash) {
        const inode = this.disk.at(path === '.' ? root : `${root}/${path}`);
        if (inode === undefined)
            return undefined;
        const { type, mode, uid, gid, data, mtimeNs, ctimeNs, ino } = inode;
        return {
            path: path,
            type,
            mode,
            ...(this.#keepOwners ? { owner: { uid, gid } } : {}),
            size: type === 'file' ? data.length : 0,
            mtimeNs,
            storedMtimeNs: mtimeNs,
            ...(type === 'file' && hash ? { sha256: sha256(data) } : {}),
            ...(type === 'link' ? { target: data } : {}),
            dev: 1n,
            ino,
            ctimeNs,
            allocated: allocatedOf(inode),
            isRacy: this.racy.has(path)
        };
    }
}
