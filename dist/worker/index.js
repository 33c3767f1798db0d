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
/** errno(3) on Linux, of what a volume may answer, and node has no name for. */
const unnamed = {
    '-116': ['ESTALE', 'stale file handle'],
    '-117': ['EUCLEAN', 'structure needs cleaning'],
    '-122': ['EDQUOT', 'disk quota exceeded']
};
const asUnnamed = /Unknown system error (-\d+)/;
/** The message of anything that was thrown. By property: an error of another realm is no instance of our Error. */
const messageOf = (thrown) => (textOf(thrown, 'message') ?? String(thrown)).replace(/^Unknown system error (-\d+): Unknown system error -\d+/, (said, number) => unnamed[number]?.join(': ') ?? said);
/** The system's code (`ENOSPC`) of anything that was thrown, if it has one. */
function codeOf(thrown) {
    const code = textOf(thrown, 'code');
    const number = asUnnamed.exec(code ?? '')?.[1];
    return number === undefined ? code : (unnamed[number]?.[0] ?? code);
}
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
;// CONCATENATED MODULE: ./src/core/entry.ts
// What one path of a snapshot is: the row that the listing fills, the plan compares and the manifest keeps.
/** The permission bits in the source, by which entries are compared. */
const sourceModeOf = (entry) => entry.sourceMode ?? entry.mode;
const sameOwner = (a, b) => a?.uid === b?.uid && a?.gid === b?.gid;

;// CONCATENATED MODULE: ./src/adapters/workers/pinned.ts
// Ways into a tree that no symlink can bend: each directory is opened below the one before it and held by a descriptor.



/** Of open(2): only to know the place, which asks for no permission on it. node:fs has no name for it. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW } = external_node_fs_namespaceObject.constants;
/** A directory that is held while it is worked in; a symlink that took its place is ENOTDIR. */
const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
/** Any file, only to be known and to have its attributes set; a symlink is opened itself. */
const fileFlags = O_PATH | O_NOFOLLOW;
/** Held at once: enough for the directories of a batch and those above them. */
const held = 64;
/** What the kernel takes for the inode behind a descriptor, wherever its name went; node:fs has no openat(2). */
const descriptorPath = (fd) => `/proc/self/fd/${fd}`;
/** Of this process, as another program may name it. */
const foreignPath = (fd) => `/proc/${process.pid}/fd/${fd}`;
class Pins {
    /** What was opened up on the way, for whoever began to close it again. */
    letIn = [];
    #root;
    #mayLetIn;
    #held = new Map();
    /** `root` is held by the caller. `mayLetIn`: directories below it may be made accessible to their owner. */
    constructor(root, mayLetIn = false) {
        this.#root = root;
        this.#mayLetIn = mayLetIn;
    }
    /** A path for node:fs of a name in a directory that is held. Throws what open(2) says of the directories above it. */
    at(path) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return fsPath(`${descriptorPath(this.directory(parentPath(path)))}/${name}`);
    }
    /** Valid until the next call. */
    directory(path) {
        if (path === '.')
            return this.#root;
        const known = this.#held.get(path);
        if (known !== undefined)
            return known;
        if (this.#held.size >= held)
            this.close();
        return this.#hold(path);
    }
    /** Does something at a path, letting its owner into the directory where that is all that is missing. */
    within(path, act) {
        try {
            return act(this.at(path));
        }
        catch (error) {
            if (codeOf(error) !== 'EACCES' || !this.#openUp(parentPath(path)))
                throw error;
            return act(this.at(path));
        }
    }
    close() {
        for (const fd of this.#held.values())
            (0,external_node_fs_namespaceObject.closeSync)(fd);
        this.#held.clear();
    }
    #hold(path) {
        const parent = parentPath(path);
        if (parent !== '.' && !this.#held.has(parent))
            this.#hold(parent);
        const fd = this.within(path, at => (0,external_node_fs_namespaceObject.openSync)(at, placeFlags));
        this.#held.set(path, fd);
        return fd;
    }
    /** Whether a second try is worth it; also where another thread was faster. */
    #openUp(path) {
        if (!this.#mayLetIn)
            return false;
        const fd = this.directory(path);
        const mode = (0,external_node_fs_namespaceObject.fstatSync)(fd).mode & 0o7777;
        if ((mode & 0o700) === 0o700)
            return true;
        try {
            (0,external_node_fs_namespaceObject.chmodSync)(descriptorPath(fd), mode | 0o700);
        }
        catch {
            // Not ours to open: what was refused in it is what there is to say.
            return false;
        }
        this.letIn.push({ path, mode });
        return true;
    }
}
/** The mount and the filesystem a descriptor lies on: a bind mount of the same filesystem has another mount. */
function mountOfDescriptor(fd) {
    const mount = /^mnt_id:\t(\d+)$/m.exec((0,external_node_fs_namespaceObject.readFileSync)(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    if (mount === undefined)
        throw new Error('the kernel does not say on which mount a descriptor lies');
    return `${mount} ${(0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true }).dev}`;
}

;// CONCATENATED MODULE: ./src/adapters/workers/place.ts
// Puts what was written aside into its place, and makes directories: by directories that are held, never through a symlink.




/** Under which a file lies aside. */
const stagedName = (number) => String(number).padStart(6, '0');
/** rename(2) replaces a file, a symlink or a FIFO, and refuses a directory. */
const place = ({ places, steps }) => untilRefused(places.root, steps, ({ number, path }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${stagedName(number)}`;
    pins.within(path, at => {
        (0,external_node_fs_namespaceObject.renameSync)(aside, at);
    });
});
const ensureDirectories = ({ root, paths }) => untilRefused(root, paths.map(path => ({ path })), ({ path }, pins) => {
    ensure(path, pins);
});
/** Another thread may be making the same ones. */
function ensure(path, pins) {
    if (path === '.')
        return;
    try {
        make(path, pins);
    }
    catch (error) {
        if (codeOf(error) !== 'ENOENT' || parentPath(path) === '.')
            throw error;
        ensure(parentPath(path), pins);
        make(path, pins);
    }
}
function make(path, pins) {
    try {
        pins.within(path, at => {
            (0,external_node_fs_namespaceObject.mkdirSync)(at, 0o700);
        });
    }
    catch (error) {
        if (codeOf(error) !== 'EEXIST')
            throw error;
        // Only a real directory can be held.
        pins.directory(path);
    }
}
function untilRefused(root, steps, act) {
    const pins = new Pins(root, true);
    const { letIn } = pins;
    try {
        for (const step of steps) {
            try {
                act(step, pins);
            }
            catch (error) {
                return { refused: refusedAt(step.path, error), letIn };
            }
        }
    }
    finally {
        pins.close();
    }
    return { letIn };
}
/** What has no code is a defect of ours, and is thrown on. */
function refusedAt(path, error) {
    const code = codeOf(error);
    if (code === undefined)
        throw error;
    return { path, code, message: messageOf(error) };
}

;// CONCATENATED MODULE: ./src/core/units.ts
// Numbers as a person reads them: bytes, counts, shares, durations and rates; never for a machine, which gets the plain number.
const unitNames = (/* unused pure expression or super */ null && (['KiB', 'MiB', 'GiB', 'TiB', 'PiB']));
/** `512 B`, `1.2 GiB`, `731 MiB`: 1024-based, one decimal below 100. */
function formatBytes(bytes) {
    if (bytes < 0)
        return `-${formatBytes(-bytes)}`;
    if (Math.round(bytes) < 1024)
        return `${Math.round(bytes)} B`;
    let value = bytes;
    let unit = '';
    for (const name of unitNames) {
        value /= 1024;
        unit = name;
        // what would be shown as 1024 is one of the next unit
        if (Math.round(value) < 1024)
            break;
    }
    return `${threeDigits(value)} ${unit}`;
}
/** `12,345` whatever the locale of the machine. */
function formatCount(count) {
    return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
/**
 * The percentage of a share (0.984 → `98.4`), one decimal. Only all is `100.0` and only nothing is `0.0`: 99,999 linked
 * files of 100,000 are `99.9`, so that a reader can trust the two ends.
 */
function percentText(share) {
    if (share < 0)
        return `-${percentText(-share)}`;
    const tenths = Math.round(share * 1000);
    if (tenths >= 1000 && share < 1)
        return '99.9';
    if (tenths === 0 && share > 0)
        return '0.1';
    return (tenths / 10).toFixed(1);
}
/** `98.4%`. */
const formatPercent = (share) => `${percentText(share)}%`;
/** `35 ms`, `0.8 s`, `1 min 05 s`, `2 h 03 min`. */
function formatDuration(ms) {
    if (ms < 99.5)
        return `${Math.max(0, Math.round(ms))} ms`;
    const tenths = Math.round(ms / 100);
    if (tenths < 600)
        return `${(tenths / 10).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
    const minutes = Math.round(ms / 60_000);
    return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}
/** `210 MiB/s`. Anything shorter than a millisecond counts as one, so that no rate is infinite. */
const formatRate = (bytes, ms) => `${formatBytes((bytes * 1000) / Math.max(1, ms))}/s`;
const twoDigits = (value) => String(value).padStart(2, '0');
function threeDigits(value) {
    const oneDecimal = value.toFixed(1);
    return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value));
}
/** `1 file`, `12,345 files`. */
const countOf = (count, one, many) => `${formatCount(count)} ${count === 1 ? one : many}`;

;// CONCATENATED MODULE: ./src/adapters/workers/stored-file.ts
// Opens a file whose bytes an entry describes, by directories that are held, and says why it is not that file.



/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const flags = external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK;
/** Not that of this file, but of the machine: the restore cannot go on. */
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
/** A regular file of the entry's size, to be closed by the caller; or what is there instead. */
function openStored(pins, { entry, from }) {
    let fd;
    try {
        fd = pins.within(entry.path, at => (0,external_node_fs_namespaceObject.openSync)(at, flags));
    }
    catch (error) {
        return unreadable(error, from);
    }
    const stat = (0,external_node_fs_namespaceObject.fstatSync)(fd);
    const why = !stat.isFile()
        ? 'it is not a regular file'
        : stat.size === entry.size
            ? undefined
            : sizes(stat.size, entry);
    if (why === undefined)
        return { fd, allocated: stat.blocks * 512 };
    (0,external_node_fs_namespaceObject.closeSync)(fd);
    return unfitOf(from, 'damaged', why);
}
/** What reading it said. */
function unreadable(error, from) {
    const code = codeOf(error) ?? '';
    if (code === '' || ofTheMachine.has(code))
        throw error;
    if (code === 'ENOENT')
        return unfitOf(from, 'missing', 'it is not there');
    if (code === 'ENOTDIR')
        return unfitOf(from, 'missing', 'a directory on the way to it is not there, or is none');
    if (code === 'ELOOP')
        return unfitOf(from, 'damaged', 'it is not a regular file but a symlink');
    return unfitOf(from, 'damaged', `it cannot be read: ${messageOf(error).replace(/,.*$/s, '')}`);
}
const otherBytes = (from) => unfitOf(from, 'damaged', 'its bytes are not those that were stored');
const sizes = (size, entry) => `it has ${formatCount(size)} bytes instead of ${formatCount(entry.size)}`;
const unfitOf = (from, problem, why) => ({
    problem: from === 'target' ? 'stale' : problem,
    why
});

;// CONCATENATED MODULE: ./src/adapters/workers/copy.ts
// Writes large files aside: sharing the stored blocks where the filesystem can, else copying, and hashing on the way.








const { COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, O_CREAT, O_EXCL, O_NOFOLLOW: copy_O_NOFOLLOW, O_RDWR } = external_node_fs_namespaceObject.constants;
/** What a filesystem says that cannot share blocks, or not between these two places. */
const cannotShare = new Set(['EXDEV', 'EOPNOTSUPP', 'ENOTSUP', 'EINVAL', 'ENOTTY', 'ENOSYS']);
/** No hole is smaller than a block. */
const block = 4096;
const zeros = external_node_buffer_namespaceObject.Buffer.alloc(block);
const chunk = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(1024 * 1024);
function copy(task) {
    const stored = new Pins(task.places.tree);
    const own = new Pins(task.places.root, true);
    const unfits = new Map();
    const cloned = new Set();
    let refused;
    let cannotClone;
    try {
        for (const [index, step] of task.steps.entries()) {
            const file = openStored(step.from === 'target' ? own : stored, step);
            if ('problem' in file) {
                unfits.set(index, file);
                continue;
            }
            const aside = `${descriptorPath(task.places.staging)}/${stagedName(step.number)}`;
            try {
                if (task.clone !== 'never' && step.from === 'snapshot' && cannotClone === undefined) {
                    cannotClone = cloneTo(aside, file);
                    if (cannotClone === undefined)
                        cloned.add(index);
                    else if (task.clone === 'must')
                        break;
                }
                const problem = fill(aside, file, step, task, cloned.has(index));
                if (problem !== undefined) {
                    (0,external_node_fs_namespaceObject.unlinkSync)(aside);
                    unfits.set(index, problem);
                }
            }
            catch (error) {
                refused = refusedAt(step.entry.path, error);
                break;
            }
            finally {
                (0,external_node_fs_namespaceObject.closeSync)(file.fd);
            }
        }
    }
    finally {
        stored.close();
        own.close();
    }
    const troubles = { ...(cannotClone !== undefined && { cannotClone }), ...(refused !== undefined && { refused }) };
    return { unfit: unfits, cloned, letIn: own.letIn, ...troubles };
}
/** Why it cannot be cloned; undefined when it was. */
function cloneTo(aside, file) {
    try {
        (0,external_node_fs_namespaceObject.copyFileSync)(descriptorPath(file.fd), aside, COPYFILE_FICLONE_FORCE | COPYFILE_EXCL);
        return undefined;
    }
    catch (error) {
        if (!cannotShare.has(codeOf(error) ?? ''))
            throw error;
        return messageOf(error).replace(/,.*$/s, '');
    }
}
/** Gives it its bytes, unless it has them, then owner and mode: chown(2) clears setuid. What refuses here is the target. */
function fill(aside, file, step, { verify, keepOwners }, isCloned) {
    const { entry, from } = step;
    // A clone has the stored file's mode, which may keep us out.
    if (isCloned)
        (0,external_node_fs_namespaceObject.chmodSync)(aside, 0o600);
    const fd = (0,external_node_fs_namespaceObject.openSync)(aside, O_RDWR | copy_O_NOFOLLOW | (isCloned ? 0 : O_CREAT | O_EXCL), 0o600);
    try {
        const isChecked = verify || from === 'target';
        if (!isCloned || isChecked) {
            const read = copyBytes(isCloned ? fd : file.fd, isCloned ? undefined : fd, file.allocated < entry.size, isChecked);
            if ('error' in read)
                return unreadable(read.error, from);
            if (read.size !== entry.size)
                return unfitOf(from, 'damaged', sizes(read.size, entry));
            if (isChecked && read.sha256 !== entry.sha256)
                return otherBytes(from);
        }
        if (keepOwners && entry.owner !== undefined)
            (0,external_node_fs_namespaceObject.fchownSync)(fd, entry.owner.uid, entry.owner.gid);
        (0,external_node_fs_namespaceObject.fchmodSync)(fd, sourceModeOf(entry));
        return undefined;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
/** From one descriptor to another, or only past the hash. An error is that of reading; one of writing is thrown. */
function copyBytes(from, to, hasHoles, isHashed) {
    const sum = isHashed ? (0,external_node_crypto_namespaceObject.createHash)('sha256') : undefined;
    let size = 0;
    for (;;) {
        let n;
        try {
            n = (0,external_node_fs_namespaceObject.readSync)(from, chunk, 0, chunk.length, size);
        }
        catch (error) {
            return { error };
        }
        if (n === 0)
            break;
        const piece = chunk.subarray(0, n);
        sum?.update(piece);
        if (to !== undefined) {
            if (hasHoles)
                writeWithHoles(to, piece, size);
            else
                writeWhole(to, piece, size);
        }
        size += n;
    }
    // A hole at the end has not been written.
    if (to !== undefined && hasHoles)
        (0,external_node_fs_namespaceObject.ftruncateSync)(to, size);
    return { size, ...(sum !== undefined && { sha256: sum.digest('hex') }) };
}
function writeWithHoles(to, piece, position) {
    for (let at = 0; at < piece.length; at += block) {
        const part = piece.subarray(at, at + block);
        if (!part.equals(zeros.subarray(0, part.length)))
            writeWhole(to, part, position + at);
    }
}
function writeWhole(to, piece, position) {
    for (let at = 0; at < piece.length;)
        at += (0,external_node_fs_namespaceObject.writeSync)(to, piece, at, piece.length - at, position + at);
}

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
            look_fill(rows, at, stat);
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
function look_fill(rows, at, stat) {
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
        look_fill(rows, at, stat);
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

;// CONCATENATED MODULE: ./src/adapters/decimal-seconds.ts
// Times as touch(1) and tar(5) take them: node:fs has them as floating seconds, which are 200 ns coarse by now.
/** Seconds with nine decimals: `-0.500000000` is half a second before the epoch. */
function decimalSeconds(ns) {
    const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0');
    return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

;// CONCATENATED MODULE: ./src/adapters/workers/tar-record.ts
// Members of a tar stream, byte for byte: our own names, and all that the manifest knows of the file.



const tarBlock = 512;
const tar_record_paddedToBlocks = (size) => Math.ceil(size / tarBlock) * tarBlock;
const tar_record_flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K' };
/** Where the fields of a header begin (POSIX.1-1988, ustar), and how many octal digits its numbers have. */
const field = { name: 0, mode: 100, uid: 108, gid: 116, size: 124, mtime: 136, sum: 148, flag: 156, link: 157 };
const shortDigits = 7;
const longDigits = 11;
/** What fits into the fields of a header. */
const longestLink = 100;
const highestId = 0o7777777;
/** The bytes of a target that its field cannot hold, ended with a NUL. */
const longTarget = ({ target }) => target !== undefined && target.length > longestLink ? `${target}\0` : undefined;
/** Bytes before a member's content: a block of pax records with its header, the header, and what holds a long target. */
function tar_record_tarHeaderSize(member) {
    const long = longTarget(member);
    return 3 * tarBlock + (long === undefined ? 0 : tarBlock + tar_record_paddedToBlocks(long.length));
}
/** Writes them, and says where the content begins. */
function writeTarHeader(to, start, member) {
    let at = start;
    const long = longTarget(member);
    // GNU's own form, which takes any bytes; a pax record would have to be UTF-8.
    if (long !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longLink, pathBytes(long));
    at = writeBlocks(to, at, tar_record_flags.pax, external_node_buffer_namespaceObject.Buffer.from(paxRecords(member), 'latin1'));
    writeHeader(to, at, tar_record_flags[member.type], member);
    return at + tarBlock;
}
/** Always a pax mtime, since only that has nanoseconds, times before 1970, and those after 2242. */
function paxRecords({ mtimeNs, uid, gid }) {
    const time = paxRecord('mtime', decimalSeconds(mtimeNs));
    if (uid <= highestId && gid <= highestId)
        return time;
    return time + paxRecord('uid', String(uid)) + paxRecord('gid', String(gid));
}
/** `<length> <key>=<value>\n`, the length counting itself. */
function paxRecord(key, value) {
    const rest = ` ${key}=${value}\n`;
    const digits = String(rest.length + String(rest.length).length).length;
    return `${rest.length + digits}${rest}`;
}
function writeBlocks(to, at, flag, content) {
    writeHeader(to, at, flag, { name: '././@LongLink', mode: 0o644, uid: 0, gid: 0, size: content.length });
    const end = at + tarBlock + tar_record_paddedToBlocks(content.length);
    to.fill(0, at + tarBlock + content.length, end);
    content.copy(to, at + tarBlock);
    return end;
}
/** What all headers have in common, and the sum of its bytes; the field of the sum counts as spaces. */
const blank = external_node_buffer_namespaceObject.Buffer.alloc(tarBlock);
blank.write('ustar\x0000', 257, 'latin1');
blank.fill(' ', field.sum, field.sum + 8);
const blankSum = blank.reduce((sum, byte) => sum + byte, 0);
/** The sum is made while writing: adding up every block again took a third of the time of packing. */
function writeHeader(to, at, flag, { name, mode, uid, gid, size, target }) {
    blank.copy(to, at);
    const sum = blankSum +
        writeText(to, at + field.name, name) +
        writeOctal(to, at + field.mode, mode, shortDigits) +
        writeOctal(to, at + field.uid, Math.min(uid, highestId), shortDigits) +
        writeOctal(to, at + field.gid, Math.min(gid, highestId), shortDigits) +
        writeOctal(to, at + field.size, size, longDigits) +
        writeOctal(to, at + field.mtime, 0, longDigits) +
        writeText(to, at + field.flag, flag) +
        writeText(to, at + field.link, target?.slice(0, longestLink) ?? '');
    writeOctal(to, at + field.sum, sum, 6);
    to[at + field.sum + 6] = 0;
}
/** One character is one byte. */
function writeText(to, at, text) {
    let sum = 0;
    for (let index = 0; index < text.length; index++) {
        const byte = text.charCodeAt(index);
        to[at + index] = byte;
        sum += byte;
    }
    return sum;
}
function writeOctal(to, at, value, digits) {
    let sum = 0;
    let rest = value;
    for (let index = digits - 1; index >= 0; index--) {
        const byte = 0x30 + (rest % 8);
        to[at + index] = byte;
        sum += byte;
        rest = Math.floor(rest / 8);
    }
    return sum;
}

;// CONCATENATED MODULE: ./src/adapters/workers/pack.ts
// Reads a batch of small files once and makes tar members of them, so that only what was verified reaches the target.








/** What a task packs at once. */
const packBytes = 2 * 1024 * 1024;
const bytes = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(packBytes);
function pack(task) {
    const stored = new Pins(task.places.tree);
    const own = new Pins(task.places.root, true);
    const unfit = new Map();
    let end = 0;
    try {
        for (const [index, step] of task.steps.entries()) {
            const member = memberOf(step, task.keepOwners);
            const content = writeTarHeader(bytes, end, member);
            const pins = step.from === 'target' ? own : stored;
            const problem = member.type === 'file' ? pack_fill(content, step, pins, task.verify) : undefined;
            // What is not fit is written over by the next one.
            if (problem !== undefined)
                unfit.set(index, problem);
            else
                end = content + tar_record_paddedToBlocks(member.size);
        }
        return { unfit, letIn: own.letIn, ...written(task, end) };
    }
    finally {
        stored.close();
        own.close();
    }
}
function written({ archive, offset, steps }, end) {
    try {
        for (let at = 0; at < end;)
            at += (0,external_node_fs_namespaceObject.writeSync)(archive, bytes, at, end - at, offset + at);
        return {};
    }
    catch (error) {
        return { refused: refusedAt(steps[0]?.entry.path ?? '.', error) };
    }
}
function memberOf({ number, entry }, keepOwners) {
    const { type, size, mtimeNs, target } = entry;
    const owner = keepOwners ? entry.owner : undefined;
    return {
        name: stagedName(number),
        type,
        mode: sourceModeOf(entry),
        // Not asked for unless owners are kept; then those of an entry that has none are ours.
        uid: owner?.uid ?? process.geteuid?.() ?? 0,
        gid: owner?.gid ?? process.getegid?.() ?? 0,
        size: type === 'file' ? size : 0,
        mtimeNs,
        ...(target !== undefined && { target })
    };
}
/** What a step takes in the archive, if it is fit. */
const packedSize = ({ entry }) => tarHeaderSize(entry) + paddedToBlocks(entry.size);
/** Reads the file straight to where it belongs, and pads it to whole blocks. */
function pack_fill(start, step, pins, verify) {
    const { entry, from } = step;
    const file = openStored(pins, step);
    if ('problem' in file)
        return file;
    try {
        for (let read = 0; read < entry.size;) {
            const n = (0,external_node_fs_namespaceObject.readSync)(file.fd, bytes, start + read, entry.size - read, null);
            if (n === 0)
                return unfitOf(from, 'damaged', sizes(read, entry));
            read += n;
        }
    }
    catch (error) {
        return unreadable(error, from);
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file.fd);
    }
    const end = start + entry.size;
    bytes.fill(0, end, start + tar_record_paddedToBlocks(entry.size));
    // The target's own is always looked at again: anybody may have written to it.
    const isChecked = verify || from === 'target';
    return isChecked && (0,external_node_crypto_namespaceObject.hash)('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined;
}

;// CONCATENATED MODULE: ./src/adapters/workers/remove.ts
// Deletes files and whole trees by directories that are held: no symlink is followed and no other filesystem entered.






/** In the words of errno(3), for what we refuse ourselves. */
const mounted = { code: 'EXDEV', message: 'something is mounted there' };
function remove({ root, paths }) {
    const pins = new Pins(root, true);
    const mount = mountOfDescriptor(root);
    const left = [];
    const seen = new Map();
    const mountAbove = (parent) => {
        const known = seen.get(parent) ?? mountOfDescriptor(pins.directory(parent));
        seen.set(parent, known);
        return known;
    };
    try {
        for (const path of paths) {
            try {
                if (mountAbove(parentPath(path)) !== mount)
                    left.push({ path, ...mounted });
                else
                    pins.within(path, at => {
                        removeAt(at, path, mount, left);
                    });
            }
            catch (error) {
                if (codeOf(error) !== 'ENOENT')
                    left.push(refusedAt(path, error));
            }
        }
    }
    finally {
        pins.close();
    }
    return { left, letIn: pins.letIn };
}
/** Throws what the kernel says of the path itself; what stays below it is added to `left`. */
function removeAt(at, path, mount, left) {
    try {
        (0,external_node_fs_namespaceObject.unlinkSync)(at);
    }
    catch (error) {
        // EPERM is what POSIX asks for, and some filesystems say.
        if (codeOf(error) !== 'EISDIR' && codeOf(error) !== 'EPERM')
            throw error;
        if (!removeDirectory(at, path, mount, left))
            throw error;
    }
}
/** False where there is no directory. */
function removeDirectory(at, path, mount, left) {
    let fd;
    try {
        fd = (0,external_node_fs_namespaceObject.openSync)(at, placeFlags);
    }
    catch (error) {
        if (codeOf(error) === 'ENOTDIR')
            return false;
        throw error;
    }
    try {
        if (mountOfDescriptor(fd) !== mount) {
            left.push({ path, ...mounted });
            return true;
        }
        // As sources have them; only directories, for a file's inode may be shared.
        const mode = (0,external_node_fs_namespaceObject.fstatSync)(fd).mode & 0o7777;
        if ((mode & 0o700) !== 0o700)
            (0,external_node_fs_namespaceObject.chmodSync)(descriptorPath(fd), mode | 0o700);
        const before = left.length;
        for (const name of (0,external_node_fs_namespaceObject.readdirSync)(descriptorPath(fd), { encoding: 'buffer' })) {
            const below = joinPath(path, pathFromBytes(name));
            try {
                removeAt(external_node_buffer_namespaceObject.Buffer.concat([external_node_buffer_namespaceObject.Buffer.from(`${descriptorPath(fd)}/`), name]), below, mount, left);
            }
            catch (error) {
                if (codeOf(error) !== 'ENOENT')
                    left.push(refusedAt(below, error));
            }
        }
        if (left.length > before)
            return true;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
    (0,external_node_fs_namespaceObject.rmdirSync)(at);
    return true;
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
        case 'names':
            return names(task);
        case 'pack':
            return pack(task);
        case 'copy':
            return copy(task);
        case 'place':
            return place(task);
        case 'ensure-directories':
            return ensureDirectories(task);
        case 'remove':
            return remove(task);
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
function names(task) {
    return task.directories.map(directory => {
        const path = fsPath(joinPath(task.root, directory));
        // readdir(2) would follow a symlink that stands there
        if (!isDirectory(path))
            return undefined;
        return (0,external_node_fs_namespaceObject.readdirSync)(path, { encoding: 'buffer' }).map((name) => pathFromBytes(name));
    });
}
function isDirectory(path) {
    try {
        return (0,external_node_fs_namespaceObject.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    }
    catch (error) {
        // Below a file there is nothing.
        if (codeOf(error) === 'ENOTDIR')
            return false;
        throw error;
    }
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

