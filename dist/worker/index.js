import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./src/core/failure.ts
// Errors that a person can act on, with the data behind them; anything else is a defect and shows its stack.
/** A failure whose message says what happened with which value, what was expected, and what to do. */
class Failure extends Error {
    name = 'Failure';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
/** The run was told to stop, and whatever it had begun is cleared by the next one. */
const cancelled = () => new Failure('cancelled', 'Cancelled. Nothing was published; what was begun is cleared by the next run.');
/** Every wrong input of a run, reported at once; nothing has been written when this is thrown. */
class InputFailure extends Failure {
    mistakes;
    constructor(mistakes) {
        const head = mistakes.length === 1 ? 'One input is wrong:' : `${mistakes.length} inputs are wrong:`;
        super('input', [head, ...mistakes.map(mistake => `  - ${mistake}`)].join('\n'));
        this.mistakes = mistakes;
    }
}
/** The message of anything that was thrown. By property: an error of another realm is no instance of our Error. */
const messageOf = (thrown) => textOf(thrown, 'message') ?? String(thrown);
/** The system's code (`ENOSPC`) of anything that was thrown, if it has one. */
const codeOf = (thrown) => textOf(thrown, 'code');
function textOf(thrown, name) {
    if (typeof thrown !== 'object' || thrown === null || !(name in thrown))
        return undefined;
    const value = thrown[name];
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");
;// CONCATENATED MODULE: ./src/core/byte-path.ts
// File names as the kernel has them: any bytes but NUL, kept one character per byte so that no name is ever lost or changed.

/** The path that these raw bytes spell, as a directory listing gives them. */
const pathFromBytes = (bytes) => external_node_buffer_namespaceObject.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
/** The path that a text spells in UTF-8, as an input gives it. */
const pathFromText = (text) => (isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));
/** The bytes to hand to the kernel. */
const pathBytes = (path) => external_node_buffer_namespaceObject.Buffer.from(path, 'latin1');
/** The text of a path, with U+FFFD where its bytes are not UTF-8: only for reading, never to open a file. */
const pathText = (path) => (isAscii(path) ? path : pathBytes(path).toString('utf8'));
/** What node:fs takes: the string itself while each character is one UTF-8 byte (faster), else the bytes. */
const fsPath = (path) => (isAscii(path) ? path : pathBytes(path));
/** `directory/name`; the top (`.`) adds nothing. */
const joinPath = (directory, name) => {
    if (name === '.')
        return directory;
    if (directory === '.')
        return name;
    return (directory.endsWith('/') ? directory + name : `${directory}/${name}`);
};
/** The directory a path lies in; the top lies in itself. */
const parentPath = (path) => {
    const slash = path.lastIndexOf('/');
    return (slash < 0 ? '.' : path.slice(0, slash));
};
/** Byte order, the order of the manifest. */
const comparePaths = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function isAscii(text) {
    // eslint-disable-next-line no-control-regex -- the range is meant: every byte that is its own UTF-8
    return /^[\x00-\x7f]*$/.test(text);
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:perf_hooks"
const external_node_perf_hooks_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");
;// CONCATENATED MODULE: ./src/adapters/system-clock.ts
// The only place that asks the machine for the time.

const systemClock = {
    now: () => new Date(),
    monotonicMs: () => external_node_perf_hooks_namespaceObject.performance.now()
};

;// CONCATENATED MODULE: ./src/adapters/workers/protocol.ts
// What the main thread and the worker threads say to each other: batches of paths in, packed rows out.
/** Columns of a look's rows, 64-bit signed integers each; ctimes in nanoseconds, only to be compared. */
const column = {
    status: 0,
    type: 1,
    mode: 2,
    uid: 3,
    gid: 4,
    size: 5,
    /** Of the mtime, which in nanoseconds passes 64 bits in the year 2262: whole seconds, and the rest. */
    mtimeSeconds: 6,
    ctimeNs: 7,
    dev: 8,
    ino: 9,
    links: 10,
    allocated: 11,
    isRacy: 12,
    mtimeRest: 13
};
const columns = 14;
const second = 1000000000n;
/** `unstable`: the file grew or shrank while it was read. */
const lookStatus = { ok: 0n, gone: 1n, failed: 2n, unstable: 3n };
const typeCode = { file: 0n, dir: 1n, link: 2n, other: 3n };

;// CONCATENATED MODULE: ./src/adapters/workers/look.ts
// Looks at a batch of paths: lstat, link targets, and the SHA-256 of regular files, never following a symlink.







/** A file up to this size is read in one call and hashed in one call. */
const small = 256 * 1024;
const buffer = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(1024 * 1024);
/** Kernel timestamps come from a coarse clock (up to 10 ms a tick), so a change this soon after another may not show. */
const racyMs = 50;
/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const openFlags = external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK;
function look(task) {
    const count = task.paths.length;
    const rows = new BigInt64Array(count * columns);
    const digests = new Uint8Array(count * 32);
    const targets = new Map();
    const errors = new Map();
    let bytes = 0;
    task.paths.forEach((path, index) => {
        const at = index * columns;
        const file = fsPath(joinPath(task.root, path));
        try {
            const stat = (0,external_node_fs_namespaceObject.lstatSync)(file, { bigint: true });
            fill(rows, at, stat);
            if (stat.isSymbolicLink())
                targets.set(index, pathFromBytes((0,external_node_fs_namespaceObject.readlinkSync)(file, { encoding: 'buffer' })));
            else if (task.hash && stat.isFile()) {
                const read = hashFile(file, rows, at, digests.subarray(index * 32, index * 32 + 32));
                bytes += read;
            }
        }
        catch (error) {
            const code = codeOf(error);
            if (code === 'ENOENT' || code === 'ENOTDIR')
                rows[at + column.status] = lookStatus.gone;
            else {
                rows[at + column.status] = lookStatus.failed;
                // ELOOP: a symlink stands where a file was listed, so the tree is changing under us.
                errors.set(index, messageOf(error));
            }
        }
    });
    return { rows, digests, targets, errors, bytes };
}
function fill(rows, at, stat) {
    const now = BigInt(systemClock.now().getTime()) * 1000000n;
    rows[at + column.type] = stat.isFile()
        ? typeCode.file
        : stat.isDirectory()
            ? typeCode.dir
            : stat.isSymbolicLink()
                ? typeCode.link
                : typeCode.other;
    rows[at + column.mode] = stat.mode & 4095n;
    rows[at + column.uid] = stat.uid;
    rows[at + column.gid] = stat.gid;
    rows[at + column.size] = stat.size;
    rows[at + column.mtimeSeconds] = stat.mtimeNs / second;
    rows[at + column.mtimeRest] = stat.mtimeNs % second;
    rows[at + column.ctimeNs] = stat.ctimeNs;
    rows[at + column.dev] = stat.dev;
    rows[at + column.ino] = stat.ino;
    rows[at + column.links] = stat.nlink;
    rows[at + column.allocated] = stat.blocks * 512n;
    rows[at + column.isRacy] = now - stat.ctimeNs < BigInt(racyMs) * 1000000n ? 1n : 0n;
}
/** Bytes read. The row is filled again from the open descriptor: it describes the very inode that was hashed. */
function hashFile(file, rows, at, digest) {
    const fd = (0,external_node_fs_namespaceObject.openSync)(file, openFlags);
    try {
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
        fill(rows, at, stat);
        if (!stat.isFile())
            return 0;
        const size = Number(stat.size);
        const read = size <= small ? hashSmall(fd, digest) : hashLarge(fd, digest);
        if (read !== size)
            rows[at + column.status] = lookStatus.unstable;
        return read;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
function hashSmall(fd, digest) {
    let read = 0;
    for (;;) {
        const n = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, read, buffer.length - read, null);
        read += n;
        // A short read of a regular file is its end, but for a file that grew past the buffer meanwhile.
        if (n === 0 || read === buffer.length || read < small)
            break;
    }
    digest.set((0,external_node_crypto_namespaceObject.hash)('sha256', buffer.subarray(0, read), 'buffer'));
    return read;
}
function hashLarge(fd, digest) {
    const sum = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    let read = 0;
    for (;;) {
        const n = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, 0, buffer.length, null);
        if (n === 0)
            break;
        sum.update(buffer.subarray(0, n));
        read += n;
    }
    digest.set(sum.digest());
    return read;
}

;// CONCATENATED MODULE: ./src/adapters/workers/tasks.ts
// What a worker thread does with a batch: synchronous calls, which are several times faster here than promises.




function perform(task) {
    switch (task.kind) {
        case 'look':
            return look(task);
        case 'link':
            return tasks_link(task);
        case 'make-directories':
            return makeDirectories(task);
    }
}
/** Refusals that concern this one file, so that it is copied instead; anything else (disk full) ends the run. */
const causeOfRefusal = {
    EMLINK: 'link-limit',
    EXDEV: 'other-filesystem',
    ENOENT: 'altered',
    ENOTDIR: 'altered',
    ELOOP: 'altered',
    EPERM: 'refused',
    EACCES: 'refused',
    ENOSYS: 'refused',
    ENOTSUP: 'refused',
    EOPNOTSUPP: 'refused'
};
function tasks_link(task) {
    const inodes = new BigInt64Array(task.steps.length);
    const failures = new Map();
    task.steps.forEach((step, index) => {
        const to = fsPath(joinPath(task.root, step.path));
        try {
            (0,external_node_fs_namespaceObject.linkSync)(fsPath(step.from), to);
        }
        catch (error) {
            const cause = causeOfRefusal[codeOf(error) ?? ''];
            if (cause === undefined)
                throw error;
            // link(2) refuses a directory like a file that may not be linked; what stands there is no longer what was stored.
            const isGone = cause === 'refused' && (0,external_node_fs_namespaceObject.lstatSync)(fsPath(step.from), { throwIfNoEntry: false })?.isDirectory() === true;
            failures.set(index, { cause: isGone ? 'altered' : cause, why: messageOf(error) });
            return;
        }
        // Looked at through the new name: it is the inode that was really linked, whatever happened to the old name since.
        const stat = (0,external_node_fs_namespaceObject.lstatSync)(to, { bigint: true });
        if (isAsStored(stat, step))
            inodes[index] = stat.ino;
        else {
            (0,external_node_fs_namespaceObject.unlinkSync)(to);
            failures.set(index, { cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' });
        }
    });
    return { inodes, failures };
}
function isAsStored(stat, step) {
    const { owner, mode } = step;
    if (stat.mtimeNs !== step.storedMtimeNs)
        return false;
    if (owner !== undefined && (Number(stat.uid) !== owner.uid || Number(stat.gid) !== owner.gid))
        return false;
    if (mode === undefined)
        return stat.isSymbolicLink();
    return stat.isFile() && Number(stat.size) === step.size && Number(stat.mode & 4095n) === mode;
}
function makeDirectories(task) {
    // Writable for us alone until rsync gives each its own mode: a source directory may be read-only.
    for (const path of task.paths)
        (0,external_node_fs_namespaceObject.mkdirSync)(fsPath(joinPath(task.root, path)), { mode: 0o700 });
    return null;
}

;// CONCATENATED MODULE: ./src/worker.ts
// Entry of a worker thread: performs the tasks it is sent, one after the other.



external_node_worker_threads_namespaceObject.parentPort?.on('message', ({ id, task }) => {
    let reply;
    try {
        reply = { id, result: perform(task) };
    }
    catch (error) {
        const code = codeOf(error);
        reply = { id, error: { message: messageOf(error), ...(code === undefined ? {} : { code }) } };
    }
    external_node_worker_threads_namespaceObject.parentPort?.postMessage(reply);
});

