import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/core/failure.js
class Failure extends Error {
    name = 'Failure';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
class Unreachable extends (/* unused pure expression or super */ null && (Failure)) {
}
const cancelled = () => new Failure('cancelled', 'Cancelled. Nothing was published; what was begun is cleared by the next run.');
class InputFailure extends Failure {
    mistakes;
    constructor(mistakes) {
        const head = mistakes.length === 1 ? 'One input is wrong:' : `${mistakes.length} inputs are wrong:`;
        super('input', [head, ...mistakes.map(mistake => `  - ${mistake}`)].join('\n'));
        this.mistakes = mistakes;
    }
}
const unnamed = {
    '-116': ['ESTALE', 'stale file handle'],
    '-117': ['EUCLEAN', 'structure needs cleaning'],
    '-122': ['EDQUOT', 'disk quota exceeded']
};
const asUnnamed = /Unknown system error (-\d+)/;
const messageOf = (thrown) => (textOf(thrown, 'message') ?? String(thrown)).replace(/^Unknown system error (-\d+): Unknown system error -\d+/, (said, number) => unnamed[number]?.join(': ') ?? said);
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
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/adapters/workers/silence.js



const everyMs = 5000;
const isSilenceWatch = (data) => typeof data === 'object' && data !== null && 'lastWords' in data;
async function watchForSilence({ watched, limitMs, lastWords, output }) {
    for (;;) {
        const limit = setTimeout(() => {
            try {
                (0,external_node_fs_namespaceObject.writeSync)(output, lastWords);
            }
            finally {
                process.kill(process.pid, 'SIGKILL');
            }
        }, limitMs);
        await (0,promises_namespaceObject.statfs)(watched).catch(() => undefined);
        clearTimeout(limit);
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(everyMs);
    }
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");
;// CONCATENATED MODULE: ./lib/core/byte-path.js

const pathFromBytes = (bytes) => external_node_buffer_namespaceObject.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const pathFromText = (text) => (isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));
const pathBytes = (path) => external_node_buffer_namespaceObject.Buffer.from(path, 'latin1');
const pathText = (path) => (isAscii(path) ? path : pathBytes(path).toString('utf8'));
const fsPath = (path) => (isAscii(path) ? path : pathBytes(path));
const joinPath = (directory, name) => {
    if (name === '.')
        return directory;
    if (directory === '.')
        return name;
    return (directory.endsWith('/') ? directory + name : `${directory}/${name}`);
};
const parentPath = (path) => {
    const slash = path.lastIndexOf('/');
    return (slash < 0 ? '.' : path.slice(0, slash));
};
const comparePaths = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function isAscii(text) {
    return /^[\x00-\x7f]*$/.test(text);
}
function separatePaths(paths) {
    const bytes = Buffer.from(paths.join(''), 'latin1');
    let at = 0;
    return paths.map(path => bytes.toString('latin1', at, (at += path.length)));
}

;// CONCATENATED MODULE: ./lib/adapters/workers/pinned.js



const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = external_node_fs_namespaceObject.constants;
const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
const directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
const fileFlags = O_PATH | O_NOFOLLOW;
const held = 64;
const descriptorPath = (fd) => `/proc/self/fd/${fd}`;
const foreignPath = (fd) => `/proc/${process.pid}/fd/${fd}`;
class Pins {
    letIn = [];
    #root;
    #mayLetIn;
    #held = new Map();
    constructor(root, mayLetIn = false) {
        this.#root = root;
        this.#mayLetIn = mayLetIn;
    }
    at(path) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return fsPath(`${descriptorPath(this.directory(parentPath(path)))}/${name}`);
    }
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
            return false;
        }
        this.letIn.push({ path, mode });
        return true;
    }
}
function mountOfDescriptor(fd) {
    const mount = /^mnt_id:\t(\d+)$/m.exec((0,external_node_fs_namespaceObject.readFileSync)(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    if (mount === undefined)
        throw new Error('the kernel does not say on which mount a descriptor lies');
    return `${mount} ${(0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true }).dev}`;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/clone.js





const { COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, O_NOFOLLOW: clone_O_NOFOLLOW, O_NONBLOCK, O_RDONLY: clone_O_RDONLY, O_RDWR } = external_node_fs_namespaceObject.constants;
const readFlags = clone_O_RDONLY | clone_O_NOFOLLOW | O_NONBLOCK;
const cannotShare = new Set(['EXDEV', 'EOPNOTSUPP', 'ENOTSUP', 'ENOTTY', 'ENOSYS']);
const chunk = 1024 * 1024;
const fresh = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(chunk);
const clone_held = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(chunk);
const samples = 32;
const sampleSize = 4096;
function clone({ source, base, target, size }) {
    let old;
    try {
        old = (0,external_node_fs_namespaceObject.openSync)(fsPath(base), readFlags);
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(old, { bigint: true });
        if (!stat.isFile())
            return { state: 'refused', why: 'its old version is not a regular file', isFinal: false };
        if (!sharesAnything(source, old, Math.min(size, Number(stat.size))))
            return { state: 'refused', why: 'nothing is left of its old version', isFinal: false };
        (0,external_node_fs_namespaceObject.copyFileSync)(descriptorPath(old), fsPath(target), COPYFILE_FICLONE_FORCE | COPYFILE_EXCL);
        return opened(target, stat, size);
    }
    catch (error) {
        const code = codeOf(error) ?? '';
        if (code === '')
            throw error;
        if (code !== 'EEXIST')
            (0,external_node_fs_namespaceObject.rmSync)(fsPath(target), { force: true });
        return { state: 'refused', why: messageOf(error).replace(/,.*$/s, ''), isFinal: cannotShare.has(code) };
    }
    finally {
        if (old !== undefined)
            (0,external_node_fs_namespaceObject.closeSync)(old);
    }
}
function opened(target, old, size) {
    const fd = (0,external_node_fs_namespaceObject.openSync)(fsPath(target), fileFlags);
    try {
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
        if (!stat.isFile() || stat.nlink !== 1n || (stat.ino === old.ino && stat.dev === old.dev))
            return { state: 'shared' };
        (0,external_node_fs_namespaceObject.chmodSync)(descriptorPath(fd), 0o600);
        const own = (0,external_node_fs_namespaceObject.openSync)(descriptorPath(fd), O_RDWR);
        try {
            (0,external_node_fs_namespaceObject.ftruncateSync)(own, size);
        }
        finally {
            (0,external_node_fs_namespaceObject.closeSync)(own);
        }
        return { state: 'cloned', ino: stat.ino };
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
function sharesAnything(source, old, common) {
    const now = (0,external_node_fs_namespaceObject.openSync)(fsPath(source), readFlags);
    try {
        const step = Math.max(sampleSize, Math.floor(common / samples / sampleSize) * sampleSize);
        for (let at = 0; at + sampleSize <= common; at += step) {
            const read = (0,external_node_fs_namespaceObject.readSync)(now, fresh, 0, sampleSize, at);
            if ((0,external_node_fs_namespaceObject.readSync)(old, clone_held, 0, sampleSize, at) === read && isSame(0, read))
                return true;
        }
        return false;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(now);
    }
}
function patch({ source, target, ino, from, to, block }) {
    let [now, own] = [];
    try {
        now = (0,external_node_fs_namespaceObject.openSync)(fsPath(source), readFlags);
        own = (0,external_node_fs_namespaceObject.openSync)(fsPath(target), O_RDWR | clone_O_NOFOLLOW | O_NONBLOCK);
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(own, { bigint: true });
        if (stat.ino !== ino || stat.nlink !== 1n)
            return { state: 'shared' };
        if (!(0,external_node_fs_namespaceObject.fstatSync)(now).isFile())
            return { state: 'failed', why: 'it is no regular file any more' };
        let written = 0;
        for (let at = from; at < to;) {
            const wanted = Math.min(chunk, to - at);
            if (!isReadWhole(now, fresh, wanted, at) || !isReadWhole(own, clone_held, wanted, at))
                return { state: 'failed', why: 'it became shorter while it was read' };
            written += writeDifferences(own, at, wanted, block);
            at += wanted;
        }
        return { state: 'patched', written };
    }
    catch (error) {
        if (codeOf(error) === undefined)
            throw error;
        return { state: 'failed', why: messageOf(error) };
    }
    finally {
        for (const fd of [now, own])
            if (fd !== undefined)
                (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
function isReadWhole(fd, into, wanted, position) {
    for (let at = 0; at < wanted;) {
        const n = (0,external_node_fs_namespaceObject.readSync)(fd, into, at, wanted - at, position + at);
        if (n === 0)
            return false;
        at += n;
    }
    return true;
}
function writeDifferences(fd, position, size, block) {
    if (isSame(0, size))
        return 0;
    let blocks = 0;
    let start;
    for (let at = 0; at < size; at += block) {
        const isEqual = isSame(at, Math.min(at + block, size));
        if (!isEqual) {
            blocks++;
            start ??= at;
        }
        else if (start !== undefined) {
            writeWhole(fd, start, at, position);
            start = undefined;
        }
    }
    if (start !== undefined)
        writeWhole(fd, start, size, position);
    return blocks * block;
}
const isSame = (from, to) => fresh.compare(clone_held, from, to, from, to) === 0;
function writeWhole(fd, from, to, position) {
    for (let at = from; at < to;)
        at += (0,external_node_fs_namespaceObject.writeSync)(fd, fresh, at, to - at, position + at);
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/core/entry.js
const sourceModeOf = (entry) => entry.sourceMode ?? entry.mode;
function asStored(source, storedMtimeNs, storedMode) {
    const { sourceMode, mode } = source;
    if (sourceMode === undefined && (storedMode === undefined || storedMode === mode))
        return new StoredEntry(source, storedMtimeNs);
    const { path, type, size, mtimeNs, sha256, owner, target } = source;
    return {
        ...{ path, type, mode: storedMode ?? mode, sourceMode: sourceModeOf(source), size, mtimeNs, storedMtimeNs },
        ...(owner !== undefined && { owner }),
        ...(sha256 !== undefined && { sha256 }),
        ...(target !== undefined && { target })
    };
}
class StoredEntry {
    #source;
    #storedMtimeNs;
    constructor(source, storedMtimeNs) {
        this.#source = source;
        this.#storedMtimeNs = storedMtimeNs;
    }
    get path() {
        return this.#source.path;
    }
    get type() {
        return this.#source.type;
    }
    get mode() {
        return this.#source.mode;
    }
    get owner() {
        return this.#source.owner;
    }
    get size() {
        return this.#source.size;
    }
    get mtimeNs() {
        return this.#source.mtimeNs;
    }
    get storedMtimeNs() {
        return this.#storedMtimeNs;
    }
    get sha256() {
        return this.#source.sha256;
    }
    get target() {
        return this.#source.target;
    }
}
function entryWith(entry, changes) {
    const own = {};
    for (const name of reckonedBy(entry)) {
        const value = entry[name];
        if (value !== undefined)
            own[name] = value;
    }
    return { ...own, ...entry, ...changes };
}
const reckoned = new Map();
function reckonedBy(entry) {
    const kind = Object.getPrototypeOf(entry);
    let names = reckoned.get(kind);
    if (names === undefined) {
        const all = kind === Object.prototype ? [] : Object.entries(Object.getOwnPropertyDescriptors(kind));
        reckoned.set(kind, (names = all.filter(([, property]) => 'get' in property).map(([name]) => name)));
    }
    return names;
}
const isLocked = ({ mode }) => (mode & 0o300) !== 0o300;
const sameOwner = (a, b) => a?.uid === b?.uid && a?.gid === b?.gid;

;// CONCATENATED MODULE: ./lib/adapters/workers/place.js




const place_stagedName = (number) => String(number).padStart(6, '0');
const place = ({ places, steps }) => untilRefused(places.root, steps, ({ number, path, mode }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${place_stagedName(number)}`;
    if (mode !== undefined)
        (0,external_node_fs_namespaceObject.chmodSync)(aside, mode);
    pins.within(path, at => {
        (0,external_node_fs_namespaceObject.renameSync)(aside, at);
    });
});
const ensureDirectories = ({ root, paths }) => untilRefused(root, paths.map(path => ({ path })), ({ path }, pins) => {
    ensure(path, pins);
});
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
function refusedAt(path, error) {
    const code = codeOf(error);
    if (code === undefined)
        throw error;
    return { path, code, message: messageOf(error) };
}

;// CONCATENATED MODULE: ./lib/core/units.js
const unitNames = (/* unused pure expression or super */ null && (['KiB', 'MiB', 'GiB', 'TiB', 'PiB']));
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
        if (Math.round(value) < 1024)
            break;
    }
    return `${threeDigits(value)} ${unit}`;
}
function formatCount(count) {
    return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
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
const formatPercent = (share) => `${percentText(share)}%`;
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
const formatRate = (bytes, ms) => `${formatBytes((bytes * 1000) / Math.max(1, ms))}/s`;
const twoDigits = (value) => String(value).padStart(2, '0');
function threeDigits(value) {
    const oneDecimal = value.toFixed(1);
    return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value));
}
const countOf = (count, one, many) => `${formatCount(count)} ${count === 1 ? one : many}`;

;// CONCATENATED MODULE: ./lib/adapters/workers/stored-file.js



const flags = external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK;
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
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

;// CONCATENATED MODULE: ./lib/adapters/workers/copy.js








const { COPYFILE_EXCL: copy_COPYFILE_EXCL, COPYFILE_FICLONE_FORCE: copy_COPYFILE_FICLONE_FORCE, O_CREAT, O_EXCL, O_NOFOLLOW: copy_O_NOFOLLOW, O_RDWR: copy_O_RDWR } = external_node_fs_namespaceObject.constants;
const copy_cannotShare = new Set(['EXDEV', 'EOPNOTSUPP', 'ENOTSUP', 'EINVAL', 'ENOTTY', 'ENOSYS']);
const block = 4096;
const zeros = external_node_buffer_namespaceObject.Buffer.alloc(block);
const copy_chunk = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(1024 * 1024);
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
            const aside = `${descriptorPath(task.places.staging)}/${place_stagedName(step.number)}`;
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
function cloneTo(aside, file) {
    try {
        (0,external_node_fs_namespaceObject.copyFileSync)(descriptorPath(file.fd), aside, copy_COPYFILE_FICLONE_FORCE | copy_COPYFILE_EXCL);
        return undefined;
    }
    catch (error) {
        if (!copy_cannotShare.has(codeOf(error) ?? ''))
            throw error;
        return messageOf(error).replace(/,.*$/s, '');
    }
}
function fill(aside, file, step, { verify, keepOwners }, isCloned) {
    const { entry, from } = step;
    if (isCloned)
        (0,external_node_fs_namespaceObject.chmodSync)(aside, 0o600);
    const fd = (0,external_node_fs_namespaceObject.openSync)(aside, copy_O_RDWR | copy_O_NOFOLLOW | (isCloned ? 0 : O_CREAT | O_EXCL), 0o600);
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
function copyBytes(from, to, hasHoles, isHashed) {
    const sum = isHashed ? (0,external_node_crypto_namespaceObject.createHash)('sha256') : undefined;
    let size = 0;
    for (;;) {
        let n;
        try {
            n = (0,external_node_fs_namespaceObject.readSync)(from, copy_chunk, 0, copy_chunk.length, size);
        }
        catch (error) {
            return { error };
        }
        if (n === 0)
            break;
        const piece = copy_chunk.subarray(0, n);
        sum?.update(piece);
        if (to !== undefined) {
            if (hasHoles)
                writeWithHoles(to, piece, size);
            else
                copy_writeWhole(to, piece, size);
        }
        size += n;
    }
    if (to !== undefined && hasHoles)
        (0,external_node_fs_namespaceObject.ftruncateSync)(to, size);
    return { size, ...(sum !== undefined && { sha256: sum.digest('hex') }) };
}
function writeWithHoles(to, piece, position) {
    for (let at = 0; at < piece.length; at += block) {
        const part = piece.subarray(at, at + block);
        if (!part.equals(zeros.subarray(0, part.length)))
            copy_writeWhole(to, part, position + at);
    }
}
function copy_writeWhole(to, piece, position) {
    for (let at = 0; at < piece.length;)
        at += (0,external_node_fs_namespaceObject.writeSync)(to, piece, at, piece.length - at, position + at);
}

;// CONCATENATED MODULE: ./lib/adapters/workers/protocol.js
const wantedColumn = { tree: 0, size: 1, mtimeSeconds: 2, mtimeRest: 3, mode: 4, uid: 5, gid: 6 };
const wantedColumns = 7;
const factColumn = { size: 0, dev: 1, ino: 2, ctimeNs: 3 };
const factColumns = 4;
const column = {
    status: 0,
    type: 1,
    mode: 2,
    uid: 3,
    gid: 4,
    size: 5,
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
const lookStatus = { ok: 0n, gone: 1n, failed: 2n, unstable: 3n };
const typeCode = { file: 0n, dir: 1n, link: 2n, other: 3n };
const typeOf = (code) => code === typeCode.file ? 'file' : code === typeCode.dir ? 'dir' : code === typeCode.link ? 'link' : 'other';
const madeColumn = { ino: 0, allocated: 1, links: 2 };
const madeColumns = 3;

;// CONCATENATED MODULE: ./lib/adapters/workers/link.js




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
function link_link({ root, trees, paths, froms, wanted }) {
    const names = paths.split('\0');
    const sources = froms === undefined ? names : froms.split('\0');
    const made = new BigInt64Array(names.length * madeColumns);
    const failures = new Map();
    names.forEach((name, index) => {
        const tree = trees[Number(wanted[index * wantedColumns + wantedColumn.tree])] ?? root;
        const from = fsPath(joinPath(tree, sources[index] ?? name));
        const to = fsPath(joinPath(root, name));
        const refused = makeLink(from, to);
        if (refused !== undefined) {
            failures.set(index, refused);
            return;
        }
        const stat = (0,external_node_fs_namespaceObject.lstatSync)(to, { bigint: true });
        if (isAsStored(stat, wanted, index * wantedColumns)) {
            made[index * madeColumns + madeColumn.ino] = stat.ino;
            made[index * madeColumns + madeColumn.allocated] = stat.blocks * 512n;
            made[index * madeColumns + madeColumn.links] = stat.nlink;
            return;
        }
        (0,external_node_fs_namespaceObject.unlinkSync)(to);
        failures.set(index, { cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' });
    });
    return { made, failures };
}
function makeLink(from, to) {
    try {
        (0,external_node_fs_namespaceObject.linkSync)(from, to);
        return undefined;
    }
    catch (error) {
        const cause = causeOfRefusal[codeOf(error) ?? ''];
        if (cause === undefined)
            throw error;
        const isGone = cause === 'refused' && (0,external_node_fs_namespaceObject.lstatSync)(from, { throwIfNoEntry: false })?.isDirectory() === true;
        return { cause: isGone ? 'altered' : cause, why: messageOf(error) };
    }
}
function isAsStored(stat, wanted, at) {
    const mtimeNs = (wanted[at + wantedColumn.mtimeSeconds] ?? 0n) * second + (wanted[at + wantedColumn.mtimeRest] ?? 0n);
    if (stat.mtimeNs !== mtimeNs)
        return false;
    const uid = wanted[at + wantedColumn.uid];
    if (uid !== -1n && (stat.uid !== uid || stat.gid !== wanted[at + wantedColumn.gid]))
        return false;
    const mode = wanted[at + wantedColumn.mode];
    if (mode === -1n)
        return stat.isSymbolicLink();
    return stat.isFile() && stat.size === wanted[at + wantedColumn.size] && (stat.mode & 4095n) === mode;
}

;// CONCATENATED MODULE: ./lib/core/spread.js
const spreadSlot = (number, slots) => Math.imul(number, 0x9e37_79b1) >>> (Math.clz32(slots) + 1);

;// CONCATENATED MODULE: ./lib/core/stat-index.js



const header = external_node_buffer_namespaceObject.Buffer.from('snapshot-action stat index 1\n\0\0\0', 'latin1');
const rowBytes = 72;
const words = rowBytes / 8;
const start = header.length + 64;
const mostRows = 2_000_000;
const coarseNs = 3000000000n;
const racyNs = 50000000n;
function encodeStatIndex(of, entries, readAtNs) {
    const steady = entries.filter(entry => entry.type === 'file' && isSteady(entry, readAtNs)).slice(0, mostRows);
    const bytes = Buffer.alloc(start + steady.length * rowBytes);
    header.copy(bytes);
    ownerOf(of).copy(bytes, header.length + 32);
    const numbers = new BigInt64Array(bytes.buffer, bytes.byteOffset + start, steady.length * words);
    let at = 0;
    for (const { dev, ino, size, mtimeNs, ctimeNs, sha256 = '' } of steady) {
        numbers[at] = dev;
        numbers[at + 1] = ino;
        numbers[at + 2] = BigInt(size);
        numbers[at + 3] = mtimeNs;
        numbers[at + 4] = ctimeNs;
        bytes.write(sha256, start + at * 8 + 40, 'hex');
        at += words;
    }
    sumOf(bytes).copy(bytes, header.length);
    return bytes;
}
function isSteady({ isRacy, ctimeNs, mtimeNs, sha256 }, readAtNs) {
    if (isRacy || sha256 === undefined || BigInt.asIntN(64, mtimeNs) !== mtimeNs)
        return false;
    return ctimeNs % 1000000000n !== 0n || ctimeNs < readAtNs - coarseNs;
}
const ownerOf = (of) => createHash('sha256').update(of).digest();
const sumOf = (bytes) => createHash('sha256')
    .update(bytes.subarray(header.length + 32))
    .digest();
function decodeStatIndex(of, given) {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    const rowsLength = bytes.length - start;
    if (rowsLength <= 0 || rowsLength % rowBytes !== 0 || rowsLength / rowBytes > mostRows)
        return undefined;
    if (!bytes.subarray(0, header.length).equals(header))
        return undefined;
    if (!bytes.subarray(header.length + 32, start).equals(ownerOf(of)))
        return undefined;
    if (!bytes.subarray(header.length, header.length + 32).equals(sumOf(bytes)))
        return undefined;
    const rows = new SharedArrayBuffer(rowsLength);
    bytes.copy(Buffer.from(rows), 0, start);
    const count = rowsLength / rowBytes;
    const slots = new Int32Array(new SharedArrayBuffer(4 * 2 ** Math.ceil(Math.log2(count * 2 + 1))));
    const inodes = new BigUint64Array(rows);
    for (let row = 0; row < count; row++) {
        let slot = slotOf(inodes[row * words + 1] ?? 0n, slots.length);
        while (slots[slot] !== 0)
            slot = (slot + 1) & (slots.length - 1);
        slots[slot] = row + 1;
    }
    return { rows, slots: slots.buffer };
}
const slotOf = (ino, slots) => spreadSlot(Number(BigInt.asIntN(32, ino ^ (ino >> 32n))), slots);
class StatIndex {
    #rows;
    #signed;
    #bytes;
    #slots;
    constructor({ rows, slots }) {
        this.#rows = new BigUint64Array(rows);
        this.#signed = new BigInt64Array(rows);
        this.#bytes = external_node_buffer_namespaceObject.Buffer.from(rows);
        this.#slots = new Int32Array(slots);
    }
    find(dev, ino, size, mtimeNs, ctimeNs) {
        const slots = this.#slots;
        for (let slot = slotOf(ino, slots.length);; slot = (slot + 1) & (slots.length - 1)) {
            const row = slots[slot] ?? 0;
            if (row === 0)
                return undefined;
            const at = (row - 1) * words;
            if (this.#rows[at + 1] !== ino || this.#rows[at] !== dev)
                continue;
            const isSame = this.#rows[at + 2] === size && this.#signed[at + 3] === mtimeNs && this.#signed[at + 4] === ctimeNs;
            return isSame ? this.#bytes.toString('hex', at * 8 + 40, at * 8 + 72) : undefined;
        }
    }
}

;// CONCATENATED MODULE: external "node:perf_hooks"
const external_node_perf_hooks_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");
;// CONCATENATED MODULE: ./lib/adapters/system-clock.js

const systemClock = {
    now: () => new Date(),
    monotonicMs: () => external_node_perf_hooks_namespaceObject.performance.now()
};

;// CONCATENATED MODULE: ./lib/adapters/workers/look.js








const small = 256 * 1024;
const buffer = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(1024 * 1024);
const openFlags = external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK;
function look(task) {
    const rows = new Rows(task.paths.length, task.known);
    for (const path of task.paths)
        rows.add(joinPath(task.root, path), task.hash);
    return rows.result();
}
class Rows {
    bytes = 0;
    #known = 0;
    #asked = 0;
    #index;
    #rows;
    #count = 0;
    #digests = [];
    #targets = new Map();
    #errors = new Map();
    constructor(expected, known) {
        this.#index = known === undefined ? undefined : new StatIndex(known);
        this.#rows = new BigInt64Array(expected * columns);
    }
    get count() {
        return this.#count;
    }
    add(path, hash, isFile = false) {
        const index = this.#count++;
        const at = index * columns;
        if (at === this.#rows.length)
            this.#grow();
        let seen = { digest: noDigest };
        try {
            seen = this.#lookAgain(fsPath(path), index, hash, isFile);
        }
        catch (error) {
            const code = codeOf(error);
            if (code === 'ENOENT' || code === 'ENOTDIR')
                this.#rows[at + column.status] = lookStatus.gone;
            else {
                this.#rows[at + column.status] = lookStatus.failed;
                this.#errors.set(index, messageOf(error));
            }
        }
        this.#digests.push(seen.digest);
        return seen.stat;
    }
    #lookAgain(file, index, hash, isFile) {
        for (let left = looks;; left--) {
            try {
                return this.#lookOnce(file, index, hash, isFile && left === looks);
            }
            catch (error) {
                const code = codeOf(error);
                if (left === 1 || (code !== 'EINVAL' && code !== 'ELOOP'))
                    throw error;
            }
        }
    }
    #lookOnce(file, index, hash, isFile) {
        const stat = !isFile || !hash || this.#mayBeKnown() ? this.#look(file, index) : undefined;
        const known = hash && stat?.isFile() === true ? this.#find(stat) : undefined;
        if (known !== undefined)
            return { stat, digest: known };
        if (!hash || !(stat?.isFile() ?? true))
            return { stat, digest: noDigest };
        const find = stat === undefined ? this.#find.bind(this) : nothingKnown;
        const read = hashFile(file, this.#rows, index * columns, find);
        this.bytes += read.bytes;
        return read;
    }
    #mayBeKnown() {
        return this.#index !== undefined && (this.#asked < tries || this.#known * 2 > this.#asked);
    }
    result() {
        return {
            rows: this.#rows.slice(0, this.#count * columns),
            digests: this.#digests.join(''),
            targets: this.#targets,
            errors: this.#errors,
            bytes: this.bytes,
            known: this.#known
        };
    }
    #find({ dev, ino, size, mtimeNs, ctimeNs }) {
        if (this.#index === undefined)
            return undefined;
        const digest = this.#index.find(dev, ino, size, mtimeNs, ctimeNs);
        this.#asked++;
        if (digest !== undefined)
            this.#known++;
        return digest;
    }
    #look(file, index) {
        const stat = (0,external_node_fs_namespaceObject.lstatSync)(file, { bigint: true });
        look_fill(this.#rows, index * columns, stat);
        if (stat.isSymbolicLink())
            this.#targets.set(index, pathFromBytes((0,external_node_fs_namespaceObject.readlinkSync)(file, { encoding: 'buffer' })));
        return stat;
    }
    #grow() {
        const larger = new BigInt64Array(Math.max(this.#rows.length * 2, 64 * columns));
        larger.set(this.#rows);
        this.#rows = larger;
    }
}
const tries = 16;
const noDigest = '0'.repeat(64);
const looks = 5;
function look_fill(rows, at, stat) {
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
    rows[at + column.isRacy] = isRacy(stat.ctimeNs) ? 1n : 0n;
}
function isRacy(ctimeNs) {
    if (ctimeNs < racyFromNs)
        return false;
    racyFromNs = BigInt(systemClock.now().getTime()) * 1000000n - racyNs;
    return ctimeNs > racyFromNs;
}
let racyFromNs = 0n;
const nothingKnown = () => undefined;
function hashFile(file, rows, at, find) {
    const fd = (0,external_node_fs_namespaceObject.openSync)(file, openFlags);
    try {
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
        look_fill(rows, at, stat);
        if (!stat.isFile())
            return { stat, digest: noDigest, bytes: 0 };
        const known = find(stat);
        if (known !== undefined)
            return { stat, digest: known, bytes: 0 };
        const size = Number(stat.size);
        const hashed = size <= small ? hashSmall(fd, size) : hashLarge(fd);
        if (hashed.bytes !== size)
            rows[at + column.status] = lookStatus.unstable;
        return { stat, ...hashed };
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
function hashSmall(fd, size) {
    let read = 0;
    for (;;) {
        const n = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, read, buffer.length - read, null);
        read += n;
        if (n === 0 || read === buffer.length || read === size)
            break;
    }
    return { digest: (0,external_node_crypto_namespaceObject.hash)('sha256', buffer.subarray(0, read)), bytes: read };
}
function hashLarge(fd) {
    const sum = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    let read = 0;
    for (;;) {
        const n = (0,external_node_fs_namespaceObject.readSync)(fd, buffer, 0, buffer.length, null);
        if (n === 0)
            break;
        sum.update(buffer.subarray(0, n));
        read += n;
    }
    return { digest: sum.digest('hex'), bytes: read };
}

;// CONCATENATED MODULE: ./lib/adapters/decimal-seconds.js
function decimalSeconds(ns) {
    const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0');
    return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/tar-record.js



const tarBlock = 512;
const tar_record_paddedToBlocks = (size) => Math.ceil(size / tarBlock) * tarBlock;
const tar_record_flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K', longName: 'L' };
const tarFields = {
    name: 0,
    mode: 100,
    uid: 108,
    gid: 116,
    size: 124,
    mtime: 136,
    sum: 148,
    flag: 156,
    link: 157
};
const shortDigits = 7;
const longDigits = 11;
const longest = 100;
const highestId = 0o7777777;
const beyondField = (text) => text !== undefined && text.length > longest ? `${text}\0` : undefined;
const sizeBeyond = (long) => long === undefined ? 0 : tarBlock + tar_record_paddedToBlocks(long.length);
const tar_record_tarHeaderSize = ({ name, target }) => 3 * tarBlock + sizeBeyond(beyondField(name)) + sizeBeyond(beyondField(target));
function tarHeader(member) {
    const bytes = Buffer.alloc(tar_record_tarHeaderSize(member));
    writeTarHeader(bytes, 0, member);
    return bytes;
}
function writeTarHeader(to, start, member) {
    let at = start;
    const name = beyondField(member.name);
    if (name !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longName, pathBytes(name));
    const target = beyondField(member.target);
    if (target !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longLink, pathBytes(target));
    at = writeBlocks(to, at, tar_record_flags.pax, external_node_buffer_namespaceObject.Buffer.from(paxRecords(member), 'latin1'));
    writeHeader(to, at, tar_record_flags[member.type], member);
    return at + tarBlock;
}
function paxRecords({ mtimeNs, uid, gid }) {
    const time = paxRecord('mtime', decimalSeconds(mtimeNs));
    if (uid <= highestId && gid <= highestId)
        return time;
    return time + paxRecord('uid', String(uid)) + paxRecord('gid', String(gid));
}
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
const blank = external_node_buffer_namespaceObject.Buffer.alloc(tarBlock);
blank.write('ustar\x0000', 257, 'latin1');
blank.fill(' ', tarFields.sum, tarFields.sum + 8);
const blankSum = blank.reduce((sum, byte) => sum + byte, 0);
function writeHeader(to, at, flag, { name, mode, uid, gid, size, target }) {
    blank.copy(to, at);
    const sum = blankSum +
        writeText(to, at + tarFields.name, name.slice(0, longest)) +
        writeOctal(to, at + tarFields.mode, mode, shortDigits) +
        writeOctal(to, at + tarFields.uid, Math.min(uid, highestId), shortDigits) +
        writeOctal(to, at + tarFields.gid, Math.min(gid, highestId), shortDigits) +
        writeOctal(to, at + tarFields.size, size, longDigits) +
        writeOctal(to, at + tarFields.mtime, 0, longDigits) +
        writeText(to, at + tarFields.flag, flag) +
        writeText(to, at + tarFields.link, target?.slice(0, longest) ?? '');
    writeOctal(to, at + tarFields.sum, sum, 6);
    to[at + tarFields.sum + 6] = 0;
}
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

;// CONCATENATED MODULE: ./lib/adapters/workers/pack.js








const largestPacked = (/* unused pure expression or super */ null && (1024 * 1024));
const packBytes = 2 * 1024 * 1024;
const packBuffer = external_node_buffer_namespaceObject.Buffer.allocUnsafeSlow(packBytes);
const bytes = packBuffer;
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
        name: place_stagedName(number),
        type,
        mode: sourceModeOf(entry),
        uid: owner?.uid ?? process.geteuid?.() ?? 0,
        gid: owner?.gid ?? process.getegid?.() ?? 0,
        size: type === 'file' ? size : 0,
        mtimeNs,
        ...(target !== undefined && { target })
    };
}
const packedSize = ({ number, entry: { size, target } }) => tarHeaderSize({ name: stagedName(number), ...(target !== undefined && { target }) }) + paddedToBlocks(size);
function pack_fill(start, step, pins, verify) {
    const { entry, from, packed } = step;
    const problem = packed === undefined ? fillFromTree(start, step, pins) : fillFromArchive(start, step, packed);
    if (problem !== undefined)
        return problem;
    const end = start + entry.size;
    bytes.fill(0, end, start + tar_record_paddedToBlocks(entry.size));
    const isChecked = verify || from === 'target';
    return isChecked && (0,external_node_crypto_namespaceObject.hash)('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined;
}
function fillFromTree(start, step, pins) {
    const file = openStored(pins, step);
    if ('problem' in file)
        return file;
    try {
        return readTo(start, step, file.fd, 0);
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file.fd);
    }
}
function fillFromArchive(start, step, { archive, offset, size }) {
    const { entry, from } = step;
    return size === entry.size ? readTo(start, step, archive, offset) : unfitOf(from, 'damaged', sizes(size, entry));
}
function readTo(start, { entry, from }, fd, offset) {
    try {
        for (let read = 0; read < entry.size;) {
            const n = (0,external_node_fs_namespaceObject.readSync)(fd, bytes, start + read, entry.size - read, offset + read);
            if (n === 0)
                return unfitOf(from, 'damaged', sizes(read, entry));
            read += n;
        }
        return undefined;
    }
    catch (error) {
        return unreadable(error, from);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/workers/pack-source.js








function packSource(task) {
    const paths = task.paths.split('\0');
    const isPacked = new Uint8Array(paths.length);
    let end = 0;
    for (const [index, path] of paths.entries()) {
        const member = pack_source_memberOf(task, path, index, end);
        if (member === undefined)
            continue;
        writeTarHeader(packBuffer, end, member);
        end += tar_record_tarHeaderSize(member) + tar_record_paddedToBlocks(member.size);
        isPacked[index] = 1;
    }
    try {
        for (let at = 0; at < end;)
            at += (0,external_node_fs_namespaceObject.writeSync)(task.archive, packBuffer, at, end - at, task.offset + at);
        return { isPacked };
    }
    catch (error) {
        return { isPacked: new Uint8Array(paths.length), refused: messageOf(error) };
    }
}
function pack_source_memberOf(task, path, index, start) {
    const file = fsPath(joinPath(task.root, path));
    const isWhole = (stat) => isUntouched(stat, task.facts, index);
    try {
        const target = task.targets.get(index);
        if (target === undefined)
            return fileMember(task, path, file, index, start, isWhole);
        const stat = (0,external_node_fs_namespaceObject.lstatSync)(file, { bigint: true });
        return isWhole(stat) ? { ...member(task, path, stat), type: 'link', size: 0, target } : undefined;
    }
    catch {
        return undefined;
    }
}
function fileMember(task, path, file, index, start, isWhole) {
    const size = Number(task.facts[index * factColumns + factColumn.size]);
    const content = start + tar_record_tarHeaderSize({ name: path });
    const fd = (0,external_node_fs_namespaceObject.openSync)(file, openFlags);
    try {
        for (let read = 0; read < size;) {
            const n = (0,external_node_fs_namespaceObject.readSync)(fd, packBuffer, content + read, size - read, null);
            if (n === 0)
                return undefined;
            read += n;
        }
        const stat = (0,external_node_fs_namespaceObject.fstatSync)(fd, { bigint: true });
        if (!stat.isFile() || !isWhole(stat))
            return undefined;
        const digest = task.digests.get(index);
        if (digest !== undefined && (0,external_node_crypto_namespaceObject.hash)('sha256', packBuffer.subarray(content, content + size), 'hex') !== digest)
            return undefined;
        packBuffer.fill(0, content + size, content + tar_record_paddedToBlocks(size));
        return { ...member(task, path, stat), type: 'file', size };
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(fd);
    }
}
const isUntouched = ({ dev, ino, ctimeNs }, facts, index) => {
    const at = index * factColumns;
    return (facts[at + factColumn.ino] === BigInt.asIntN(64, ino) &&
        facts[at + factColumn.dev] === BigInt.asIntN(64, dev) &&
        facts[at + factColumn.ctimeNs] === ctimeNs);
};
function member({ keepOwners }, name, { mode, mtimeNs, uid, gid }) {
    const owner = keepOwners ? { uid: Number(uid), gid: Number(gid) } : { uid: 0, gid: 0 };
    return { name, mode: Number(mode & 4095n), ...owner, mtimeNs };
}

;// CONCATENATED MODULE: ./lib/adapters/workers/remove.js






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
function removeAt(at, path, mount, left) {
    try {
        (0,external_node_fs_namespaceObject.unlinkSync)(at);
    }
    catch (error) {
        if (codeOf(error) !== 'EISDIR' && codeOf(error) !== 'EPERM')
            throw error;
        if (!removeDirectory(at, path, mount, left))
            throw error;
    }
}
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

;// CONCATENATED MODULE: ./lib/core/secrets.js
const excludedNames = [
    '.git/',
    'git-credentials-*.config',
    '.env',
    '.env.*',
    '.envrc',
    '.ssh/',
    '.gnupg/',
    'secring.gpg',
    'id_rsa',
    'id_dsa',
    'id_ecdsa',
    'id_ecdsa_sk',
    'id_ed25519',
    'id_ed25519_sk',
    '*.key',
    '*.p8',
    '*.p12',
    '*.pfx',
    '*.ppk',
    '*.jks',
    '*.keystore',
    '*.kdbx',
    'key.pem',
    '*-key.pem',
    '*_key.pem',
    '*.key.pem',
    'privkey*.pem',
    'privatekey*.pem',
    'private.pem',
    '.netrc',
    '_netrc',
    '.npmrc',
    '.pypirc',
    '.pgpass',
    '.my.cnf',
    '.htpasswd',
    '.s3cfg',
    '.boto',
    '.git-credentials',
    '.dockercfg',
    '.vault-token',
    '.terraformrc',
    'gha-creds-*.json',
    'application_default_credentials.json',
    '.docker/config.json',
    '.aws/credentials',
    '.azure/accessTokens.json',
    '.azure/msal_token_cache.*',
    '.config/gcloud/',
    '.config/gh/hosts.yml',
    '.kube/config',
    '.terraform.d/credentials.tfrc.json',
    '.m2/settings.xml',
    '.m2/settings-security.xml',
    '.gradle/gradle.properties',
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.gem/credentials',
    '.composer/auth.json'
];
const harmlessNames = [
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '*public-key.pem',
    '*public_key.pem',
    '*pub-key.pem',
    '*pub_key.pem',
    '*public.key',
    '*.pub.key'
];
const secretRules = () => [
    ...harmlessNames.map(name => `+ ${name}`),
    ...excludedNames.map(name => `- ${name}`)
];
const patterns = new Set(excludedNames);
const isSecretPattern = (pattern) => patterns.has(pattern);

;// CONCATENATED MODULE: ./lib/core/secret-names.js

function lastPart(text) {
    return text.slice(text.lastIndexOf('/') + 1);
}
function expressionOf(pattern) {
    const parts = pattern.split('*');
    return parts.map(part => part.replaceAll('.', '\\.')).join('[^/]*');
}
const rules = secretRules().map(rule => {
    const pattern = rule.slice(2);
    const isOfDirectories = pattern.endsWith('/');
    const path = pattern.replace(/\/$/, '');
    return {
        pattern,
        name: lastPart(path),
        isExcluded: rule.startsWith('-'),
        isOfDirectories,
        expression: new RegExp(`(?:^|/)${expressionOf(path)}$`)
    };
});
const plainNames = new Set(rules.filter(({ name }) => !name.includes('*')).map(({ name }) => name));
const patternNames = new RegExp(`^(?:${rules
    .map(({ name }) => name)
    .filter(name => name.includes('*'))
    .map(expressionOf)
    .join('|')})$`);
function secretPatternOf(path, isDirectory) {
    const name = lastPart(path);
    if (!plainNames.has(name) && !patternNames.test(name))
        return undefined;
    const first = rules.find(({ isOfDirectories, expression }) => (isDirectory || !isOfDirectories) && expression.test(path));
    return first?.isExcluded === true ? first.pattern : undefined;
}
const isSecretName = (path, isDirectory) => secretPatternOf(path, isDirectory) !== undefined;

;// CONCATENATED MODULE: ./lib/adapters/workers/walk.js





const enough = { rows: 400, bytes: 16 * 1024 * 1024 };
function walk(task) {
    const rows = new Rows(enough.rows, task.known);
    const names = [];
    const walked = { directories: [], secrets: [], specials: [], unread: [], left: [...task.directories] };
    for (let path = walked.left.pop(); path !== undefined; path = walked.left.pop()) {
        readDirectory(task, path, rows, names, walked);
        if (rows.count >= enough.rows || rows.bytes >= enough.bytes)
            break;
    }
    return { ...walked, found: rows.result(), names: names.join('\0') };
}
function readDirectory(task, path, rows, names, walked) {
    const directory = joinPath(task.root, path);
    let found;
    try {
        found = namesIn(directory);
    }
    catch (error) {
        const why = reasonOf(error);
        walked.unread.push({ path, ...(why === undefined ? {} : { why }) });
        return;
    }
    let count = 0;
    for (const { name, type } of found) {
        const own = joinPath(path, name);
        const pattern = task.secrets ? secretPatternOf(own, type === 'dir') : undefined;
        if (pattern !== undefined)
            walked.secrets.push({ path: own, why: pattern });
        else if (type === 'device' || type === 'special')
            walked.specials.push({ path: own, why: type === 'device' ? 'device' : 'socket or FIFO' });
        else if (own !== task.never) {
            rows.add(joinPath(directory, name), task.hash, type === 'file');
            names.push(name);
            count++;
            if (type === 'dir')
                walked.left.push(own);
        }
    }
    walked.directories.push({ path, count });
}
function namesIn(directory) {
    const place = fsPath(directory);
    if (!(0,external_node_fs_namespaceObject.lstatSync)(place).isDirectory())
        throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' });
    const encoding = 'latin1';
    try {
        const found = (0,external_node_fs_namespaceObject.readdirSync)(place, { encoding, withFileTypes: true });
        return sorted(found.map(each => ({ name: each.name, type: walk_typeOf(each) })));
    }
    catch (error) {
        if (codeOf(error) !== 'ENOENT')
            throw error;
        const names = (0,external_node_fs_namespaceObject.readdirSync)(place, { encoding });
        return sorted(names.map(name => ({ name, type: walk_typeOf((0,external_node_fs_namespaceObject.lstatSync)(fsPath(joinPath(directory, name)))) })));
    }
}
const sorted = (found) => found.sort((a, b) => (a.name < b.name ? -1 : 1));
function walk_typeOf(found) {
    if (found.isFile())
        return 'file';
    if (found.isDirectory())
        return 'dir';
    if (found.isSymbolicLink())
        return 'link';
    return found.isBlockDevice() || found.isCharacterDevice() ? 'device' : 'special';
}
function reasonOf(error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : error.message;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/tasks.js












function perform(task) {
    switch (task.kind) {
        case 'look':
            return look(task);
        case 'walk':
            return walk(task);
        case 'link':
            return link_link(task);
        case 'make-directories':
            return makeDirectories(task);
        case 'names':
            return names(task);
        case 'pack-source':
            return packSource(task);
        case 'clone':
            return clone(task);
        case 'patch':
            return patch(task);
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
function makeDirectories(task) {
    for (const path of task.paths)
        (0,external_node_fs_namespaceObject.mkdirSync)(fsPath(joinPath(task.root, path)), { mode: 0o700 });
    return null;
}
function names(task) {
    return task.directories.map(directory => {
        const path = fsPath(joinPath(task.root, directory));
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
        if (codeOf(error) === 'ENOTDIR')
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/worker.js




if (isSilenceWatch(external_node_worker_threads_namespaceObject.workerData))
    void watchForSilence(external_node_worker_threads_namespaceObject.workerData);
else
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

