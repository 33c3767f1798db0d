// A filesystem in a Map: inodes with link counts, attributes, times and blocks, and the refusals that a real one gives.
const block = 4096;
export const systemError = (code, path) => Object.assign(new Error(`${code}: ${path}`), { code, path });
export class Disk {
    #names = new Map();
    #clock;
    #ticks = 0n;
    #next = 2n;
    capacityBytes = 2 ** 40;
    /** Absent: as many as there is room for (btrfs). */
    capacityInodes;
    linkLimit = 65_000;
    linkRefusal;
    symlinksWork = true;
    /** What mtimes are cut to: 1 on ext4, a second on some network filesystems, two on FAT. */
    granularityNs = 1n;
    constructor(clock, root) {
        this.#clock = clock;
        const parts = root.split('/').slice(1);
        parts.forEach((_, index) => {
            this.makeDirectory(`/${parts.slice(0, index + 1).join('/')}`);
        });
    }
    at(path) {
        return this.#names.get(path);
    }
    /** Everything below a directory, by paths relative to it, in byte order. */
    under(directory) {
        const prefix = `${directory}/`;
        return [...this.#names]
            .filter(([path]) => path.startsWith(prefix))
            .map(([path, inode]) => [path.slice(prefix.length), inode])
            .sort(([a], [b]) => (a < b ? -1 : 1));
    }
    names(directory) {
        return this.under(directory)
            .map(([path]) => path)
            .filter(path => !path.includes('/'));
    }
    makeDirectory(path, mode = 0o755) {
        if (this.#names.has(path))
            throw systemError('EEXIST', path);
        this.#name(path, this.#inode('dir', '', { mode }));
    }
    /** With all its parents, as `mkdir -p`. */
    makeDirectories(path) {
        if (this.#names.get(path)?.type === 'dir')
            return;
        if (path.lastIndexOf('/') > 0)
            this.makeDirectories(parentOf(path));
        this.makeDirectory(path);
    }
    /** A new file of that name; one that was there keeps its inode for its other names, as after a rename(2) over it. */
    write(path, data, attributes = {}) {
        this.makeDirectories(parentOf(path));
        const inode = this.#inode('file', data, attributes);
        if (allocatedOf(inode) > this.free().bytes)
            throw systemError('ENOSPC', path);
        this.#name(path, inode);
    }
    symlink(path, target, attributes = {}) {
        if (!this.symlinksWork)
            throw systemError('EPERM', path);
        this.makeDirectories(parentOf(path));
        this.#name(path, this.#inode('link', target, { ...attributes, mode: 0o777 }));
    }
    link(from, to) {
        const inode = this.#there(from);
        if (this.linkRefusal !== undefined)
            throw systemError(this.linkRefusal, to);
        if (inode.links >= this.linkLimit)
            throw systemError('EMLINK', to);
        if (this.#names.has(to))
            throw systemError('EEXIST', to);
        this.#name(to, inode);
        inode.links++;
    }
    /** Writes into the inode that is there: every name it has gets to see that. */
    edit(path, data) {
        Object.assign(this.#there(path), { data, mtimeNs: this.#tick(), ctimeNs: this.#tick() });
    }
    /** Other bytes and not a trace of it in any time: a rotten bit, or a change within one tick of the kernel's clock. */
    rot(path, data) {
        this.#there(path).data = data;
    }
    set(path, attributes) {
        Object.assign(this.#there(path), this.#cut(attributes), { ctimeNs: this.#tick() });
    }
    rename(from, to) {
        const moved = [...this.#names].filter(([path]) => path === from || path.startsWith(`${from}/`));
        if (moved.length === 0)
            throw systemError('ENOENT', from);
        for (const [path] of moved)
            this.#names.delete(path);
        for (const [path, inode] of moved)
            this.#put(to + path.slice(from.length), inode);
        for (const directory of [parentOf(from), parentOf(to)])
            this.#touch(directory);
    }
    remove(path) {
        for (const name of [...this.#names.keys()]) {
            if (name === path || name.startsWith(`${path}/`))
                this.#unname(name);
        }
        this.#touch(parentOf(path));
    }
    /** Allocated bytes of directories and what is in them, each inode once, as `du` counts. */
    usage(...directories) {
        const inodes = new Set(directories.flatMap(directory => [this.#there(directory), ...this.under(directory).map(([, inode]) => inode)]));
        return [...inodes].reduce((sum, inode) => sum + allocatedOf(inode), 0);
    }
    free() {
        const inodes = new Set(this.#names.values());
        const used = [...inodes].reduce((sum, inode) => sum + allocatedOf(inode), 0);
        const room = { bytes: Math.max(0, this.capacityBytes - used), totalBytes: this.capacityBytes };
        const { capacityInodes } = this;
        return capacityInodes === undefined
            ? room
            : { ...room, inodes: capacityInodes - inodes.size, totalInodes: capacityInodes };
    }
    /** A line for everything below a directory, with all there is to know of it but its link count and ctime. */
    dump(directory) {
        return this.under(directory).map(([path, inode]) => [path, inode.type, inode.mode.toString(8), inode.uid, inode.gid, inode.mtimeNs, inode.ino, inode.data].join(' '));
    }
    #there(path) {
        const inode = this.#names.get(path);
        if (inode === undefined)
            throw systemError('ENOENT', path);
        return inode;
    }
    #inode(type, data, attributes) {
        const at = this.#tick();
        const mode = type === 'file' ? 0o644 : 0o755;
        const common = { uid: 1001, gid: 1001, mode, mtimeNs: at, ctimeNs: at, links: 0 };
        return { ...common, ino: this.#next++, type, data, ...this.#cut(attributes) };
    }
    #cut({ mtimeNs, ...others }) {
        return mtimeNs === undefined ? others : { ...others, mtimeNs: mtimeNs - (mtimeNs % this.granularityNs) };
    }
    #name(path, inode) {
        if (inode.links === 0)
            inode.links = 1;
        this.#put(path, inode);
        this.#touch(parentOf(path));
    }
    #put(path, inode) {
        this.#unname(path);
        this.#names.set(path, inode);
    }
    #unname(path) {
        const inode = this.#names.get(path);
        if (inode !== undefined)
            inode.links--;
        this.#names.delete(path);
    }
    #touch(directory) {
        const inode = this.#names.get(directory);
        if (inode !== undefined)
            Object.assign(inode, { mtimeNs: this.#tick(), ctimeNs: this.#tick() });
    }
    /** Every operation has a time of its own, as with a kernel clock that is fine enough. */
    #tick() {
        return BigInt(this.#clock.now().getTime()) * 1000000n + ++this.#ticks;
    }
}
/** A symlink this short lies in its inode; a directory takes a block. */
export const allocatedOf = ({ type, data, sparse }) => sparse ?? (type === 'link' ? 0 : type === 'dir' ? block : Math.ceil(data.length / block) * block);
export const parentOf = (path) => path.slice(0, path.lastIndexOf('/'));
