export const id = 80;
export const ids = [80];
export const modules = {

/***/ 80:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(573);
;// CONCATENATED MODULE: ./lib/core/display.js

const nameLimit = 120;
const sentenceLimit = 600;
const bytesOfCharacter = /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const everyUnseenButTab = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const oddSpace = /(?! )\p{Zs}/u;
function display_showName(path, limit = nameLimit) {
    return inert((path.match(bytesOfCharacter) ?? []).map(showCharacterBytes), limit);
}
function display_showText(text, limit = nameLimit) {
    return inert(Array.from(text, showCharacter), limit);
}
const inBackticks = (text, limit = nameLimit) => `\`${display_showText(text, limit).replaceAll('`', '\\x60')}\``;
const showsAsItIs = (text) => display_showText(text, Infinity) === text;
function safeLogLine(text) {
    return seen(text)
        .replace(/#(?=\t*#\t*\[)/g, '#\\')
        .replace(/^(\s*)(?=:\t*:)/, '$1\\');
}
const markdownCode = (path, limit = nameLimit) => code(display_showName(path, limit));
const markdownText = (text, limit = nameLimit) => code(display_showText(text, limit));
function markdownSentence(text, limit = sentenceLimit) {
    const shown = shorten(Array.from(seen(text.replaceAll('\t', ' '))), limit);
    return shown
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? code(part) : part.split(' ').map(word).join(' ')))
        .join('')
        .replace(brokenQuantity, '$1&#160;');
}
const brokenQuantity = /(\d) (?=(?:B|[KMGTP]iB|ms|s|min|h)(?![A-Za-z]))/g;
const plainWord = /^["'“‘(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d+(?:[.,]\d+)*%?)?["'”’).,;:!?]*$/u;
function word(text) {
    if (!plainWord.test(text))
        return wordAsCode(text);
    return /^\d+[.)]+$/.test(text) ? entities(text) : entities(text, /[^A-Za-z0-9.,%()'!?-]/gu);
}
const wordAsCode = (text) => text.replace(/^(["'“‘(]*)(.*?)(["'”’).,;:!?]*)$/, (_text, before, inner, after) => entities(before) + (inner.includes('(') ? code(inner + after) : code(inner) + entities(after)));
const code = (shown) => (shown === '' ? '' : `<code>${entities(shown)}</code>`);
const entities = (text, unsafe = /[^A-Za-z0-9 /-]/gu) => text.replace(unsafe, character => `&#${codePoint(character)};`);
const seen = (text) => text.replace(everyUnseenButTab, display_escape);
function showCharacterBytes(bytes) {
    if (bytes.length > 1)
        return showCharacter(external_node_buffer_.Buffer.from(bytes, 'latin1').toString('utf8'));
    return bytes > '\x7f' ? escapeByte(bytes.charCodeAt(0)) : showCharacter(bytes);
}
function showCharacter(character) {
    if (character === '\\')
        return '\\\\';
    return unseen.test(character) || oddSpace.test(character) ? display_escape(character) : character;
}
const letters = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
function display_escape(character) {
    const code = codePoint(character);
    const digits = code.toString(16);
    return (letters[character] ??
        (code < 0x80
            ? escapeByte(code)
            : code < 0x10000
                ? `\\u${digits.padStart(4, '0')}`
                : `\\U${digits.padStart(8, '0')}`));
}
const codePoint = (character) => Number(character.codePointAt(0));
const escapeByte = (byte) => `\\x${byte.toString(16).padStart(2, '0')}`;
function inert(shown, limit) {
    const last = shown.length - 1;
    const ends = shown.map((part, index) => (part === ' ' && (index === 0 || index === last) ? '\\x20' : part));
    return shorten(ends, limit).replaceAll('##[', '#\\x23[').replace(/^::/, '\\x3a:');
}
function shorten(parts, limit) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length <= limit)
        return parts.join('');
    const tail = take(parts.toReversed(), Math.ceil((limit - 1) * 0.6));
    const head = take(parts, Math.floor((limit - 1) * 0.4));
    return `${head.join('')}…${tail.toReversed().join('')}`;
}
function take(parts, room) {
    let length = 0;
    const end = parts.findIndex(part => (length += part.length) > room);
    return parts.slice(0, end);
}

;// CONCATENATED MODULE: ./lib/core/failure.js
class Failure extends Error {
    name = 'Failure';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
class Unreachable extends Failure {
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
const failure_messageOf = (thrown) => (textOf(thrown, 'message') ?? String(thrown)).replace(/^Unknown system error (-\d+): Unknown system error -\d+/, (said, number) => unnamed[number]?.join(': ') ?? said);
function failure_codeOf(thrown) {
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

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
;// CONCATENATED MODULE: ./lib/adapters/system-clock.js

const systemClock = {
    now: () => new Date(),
    monotonicMs: () => external_node_perf_hooks_.performance.now()
};

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"0.1.0"};
;// CONCATENATED MODULE: ./lib/program.js

const program = package_namespaceObject.rE;

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./lib/adapters/process.js




const stderrLimit = 64 * 1024;
function cleanEnvironment(env) {
    const clean = { LC_ALL: 'C' };
    for (const name of ['PATH', 'TMPDIR', 'USER', 'LOGNAME', 'TZ', 'RUNNER_TRACKING_ID']) {
        const value = env[name];
        if (value !== undefined)
            clean[name] = value;
    }
    return clean;
}
const foundSetpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isWhole) ?? '';
function realProcesses(env, stop, setpriv = foundSetpriv) {
    const childEnv = cleanEnvironment(env);
    return {
        run: (program, request) => new Promise((resolve, reject) => {
            if (stop.aborted) {
                reject(cancelled());
                return;
            }
            const [file, args] = setpriv === '' ? [program, request.args] : [setpriv, ['--pdeathsig', 'TERM', '--', program, ...request.args]];
            const child = (0,external_node_child_process_.spawn)(file, args, {
                env: { ...childEnv, ...request.env },
                cwd: request.cwd,
                detached: true,
                stdio: [request.stdin ?? 'pipe', 'pipe', 'pipe', ...(request.inherit === undefined ? [] : [request.inherit])]
            });
            const stdout = [];
            let stderr = '';
            const kill = () => {
                killGroup(child.pid, 'SIGTERM');
                setTimeout(() => {
                    killGroup(child.pid, 'SIGKILL');
                }, 1000).unref();
            };
            const forget = () => {
                for (const signal of [stop, request.end])
                    signal?.removeEventListener('abort', kill);
            };
            for (const signal of [stop, request.end])
                signal?.addEventListener('abort', kill, { once: true });
            child.stdout.on('data', (piece) => {
                if (request.onStdout === undefined)
                    stdout.push(piece);
                else
                    request.onStdout(piece);
            });
            child.stderr.on('data', (piece) => {
                if (stderr.length < stderrLimit)
                    stderr += piece.toString('latin1');
            });
            child.on('error', error => {
                forget();
                if (request.cwd !== undefined)
                    error.message += `, in '${request.cwd}'`;
                reject(error);
            });
            child.on('close', (code, signal) => {
                forget();
                if (stop.aborted) {
                    reject(cancelled());
                    return;
                }
                if (setpriv !== '' && code === 127) {
                    reject(Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' }));
                    return;
                }
                const status = code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]);
                resolve({ status, stdout: Buffer.concat(stdout), stderr: stderr.slice(0, stderrLimit) });
            });
            if (child.stdin === null)
                return;
            child.stdin.on('error', () => undefined);
            feed(child.stdin, request.input ?? []).catch(reject);
        })
    };
}
async function feed(stdin, input) {
    for await (const piece of input) {
        if (!stdin.write(piece)) {
            await new Promise(resolve => {
                const go = () => {
                    stdin.off('drain', go).off('close', go);
                    resolve();
                };
                stdin.once('drain', go).once('close', go);
            });
        }
    }
    stdin.end();
}
function killGroup(pid, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
    }
}
function isWhole(file) {
    return (0,external_node_fs_.existsSync)(file) && !(0,external_node_fs_.realpathSync)(file).endsWith('/busybox');
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(919);
;// CONCATENATED MODULE: ./lib/core/network-filesystem.js
const networks = /^(?:nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|afs|fuse\.(?:sshfs|glusterfs|ceph-fuse|s3fs|rclone|davfs2?))$/;
const isNetworkFilesystem = (name) => networks.test(name);

;// CONCATENATED MODULE: ./lib/core/quoted-value.js

const quoteValue = (text) => `"${display_showText(text).replaceAll('"', '\\"')}"`;

;// CONCATENATED MODULE: ./lib/core/units.js
const unitNames = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
function units_formatBytes(bytes) {
    if (bytes < 0)
        return `-${units_formatBytes(-bytes)}`;
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
function units_formatCount(count) {
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
const formatRate = (bytes, ms) => `${units_formatBytes((bytes * 1000) / Math.max(1, ms))}/s`;
const twoDigits = (value) => String(value).padStart(2, '0');
function threeDigits(value) {
    const oneDecimal = value.toFixed(1);
    return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value));
}
const countOf = (count, one, many) => `${units_formatCount(count)} ${count === 1 ? one : many}`;

;// CONCATENATED MODULE: ./lib/core/byte-path.js

const pathFromBytes = (bytes) => external_node_buffer_.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const pathFromText = (text) => (isAscii(text) ? text : external_node_buffer_.Buffer.from(text, 'utf8').toString('latin1'));
const pathBytes = (path) => external_node_buffer_.Buffer.from(path, 'latin1');
const pathText = (path) => (isAscii(path) ? path : pathBytes(path).toString('utf8'));
const fsPath = (path) => (isAscii(path) ? path : pathBytes(path));
const joinPath = (directory, name) => {
    if (name === '.')
        return directory;
    if (directory === '.')
        return name;
    return (directory.endsWith('/') ? directory + name : `${directory}/${name}`);
};
const byte_path_parentPath = (path) => {
    const slash = path.lastIndexOf('/');
    return (slash < 0 ? '.' : path.slice(0, slash));
};
const comparePaths = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function isAscii(text) {
    return /^[\x00-\x7f]*$/.test(text);
}
function separatePaths(paths) {
    const bytes = external_node_buffer_.Buffer.from(paths.join(''), 'latin1');
    let at = 0;
    return paths.map(path => bytes.toString('latin1', at, (at += path.length)));
}

;// CONCATENATED MODULE: ./lib/adapters/volume/mounts.js


function parseMountinfo(text) {
    return text
        .split('\n')
        .filter(line => line !== '')
        .map(line => {
        const words = line.split(' ');
        return {
            root: mounts_unescape(words[3] ?? ''),
            mountPoint: mounts_unescape(words[4] ?? ''),
            filesystem: words[words.indexOf('-', 6) + 1] ?? '',
            device: words[2] ?? '',
            source: mounts_unescape(words[words.indexOf('-', 6) + 2] ?? '')
        };
    });
}
function mountOf(mounts, path) {
    let best;
    for (const mount of mounts) {
        const prefix = mount.mountPoint === '/' ? '/' : `${mount.mountPoint}/`;
        if (path !== mount.mountPoint && !path.startsWith(prefix))
            continue;
        if (best === undefined || mount.mountPoint.length >= best.mountPoint.length)
            best = mount;
    }
    return best;
}
function standing(mounts, realPath) {
    const mount = mountOf(mounts, realPath);
    const isMount = mount?.mountPoint === realPath;
    return {
        isMount,
        mountPoint: mount?.mountPoint ?? '/',
        filesystem: mount?.filesystem ?? 'unknown',
        isWholeFilesystem: isMount && mount.root === '/'
    };
}
const readMounts = () => parseMountinfo(pathFromBytes((0,external_node_fs_.readFileSync)('/proc/self/mountinfo')));
const mounts_unescape = (word) => word.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));

;// CONCATENATED MODULE: ./lib/adapters/silence-watch.js





const silenceVariable = 'SNAPSHOT_VOLUME_TIMEOUT';
const defaultSilenceMs = 600_000;
function watchSilence(script, volume, limitMs, isWorkflow) {
    if (limitMs === 0 || !readMounts().some(({ filesystem }) => isNetworkFilesystem(filesystem)))
        return;
    const message = `The volume ${quoteValue(volume)} has not answered for ${formatDuration(limitMs)}, so the run was ended. ` +
        'What was published before is not touched, and what was begun is cleared by the next run. Check the server and the ' +
        `network; ${silenceVariable} in the runner's environment sets how long is waited.`;
    const watch = {
        watched: volume,
        limitMs,
        lastWords: isWorkflow ? `\n::error::${message.replaceAll('%', '%25')}\n` : `\nerror: ${message}\n`,
        output: isWorkflow ? 1 : 2
    };
    new external_node_worker_threads_.Worker(script, { workerData: watch }).unref();
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(455);
;// CONCATENATED MODULE: ./lib/adapters/own-file.js


const flags = external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
const readFlags = external_node_fs_.constants.O_RDONLY | flags;
const readAndWriteFlags = external_node_fs_.constants.O_RDWR | flags;
const readOwnFile = (file, mostBytes) => readBounded(file, mostBytes, flags);
const readNamedFile = (file, mostBytes) => readBounded(file, mostBytes, external_node_fs_.constants.O_NONBLOCK);
function readBounded(file, mostBytes, how) {
    const fd = openRegular(file, external_node_fs_.constants.O_RDONLY | how);
    try {
        const { size } = (0,external_node_fs_.fstatSync)(fd);
        if (size > mostBytes)
            throw tooLarge(size, mostBytes);
        const pieces = [];
        for (let read = 0;;) {
            const piece = Buffer.allocUnsafe(65_536);
            const n = (0,external_node_fs_.readSync)(fd, piece, 0, piece.length, null);
            if (n === 0)
                return Buffer.concat(pieces).toString('utf8');
            pieces.push(piece.subarray(0, n));
            read += n;
            if (read > mostBytes)
                throw tooLarge(read, mostBytes);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function openRegular(file, how) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, how);
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code === 'ELOOP')
            throw refused(code, 'it is a symlink, where a file of its own belongs');
        if (code === 'ENXIO')
            throw refused(code, 'it is not a regular file');
        throw error;
    }
    if ((0,external_node_fs_.fstatSync)(fd).isFile())
        return fd;
    (0,external_node_fs_.closeSync)(fd);
    throw refused('EINVAL', 'it is not a regular file');
}
const tooLarge = (bytes, mostBytes) => refused('EFBIG', `it has ${bytes} bytes, more than the ${mostBytes} it can have`);
const refused = (code, message) => Object.assign(new Error(message), { code });

;// CONCATENATED MODULE: ./lib/adapters/step-files.js




async function handOver({ json, outputs, summary }, files) {
    const attempt = async (work, otherwise, lost) => {
        try {
            return await work();
        }
        catch (error) {
            files.warn(`${lost}: ${messageOf(error)}`);
            return otherwise;
        }
    };
    const inTemp = `The JSON report could not be written to the runner's temporary directory, and the output "report" is empty`;
    writeOutputs(files.setOutput, outputs(await attempt(() => writeReport(files.tempDir, json), '', inTemp)));
    if (summary === undefined)
        return;
    const inSummary = 'The step summary could not be written; the outputs and the log have the outcome';
    await attempt(() => appendSummary(files.summaryFile, summary), false, inSummary);
}
function writeOutputs(setOutput, outputs) {
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
async function appendSummary(summaryFile, markdown) {
    if (summaryFile === undefined || summaryFile === '')
        return false;
    await appendFile(summaryFile, markdown);
    return true;
}
async function writeReport(tempDir, json) {
    const directory = await mkdtemp(join(tempDir, 'snapshot-report-'));
    const file = join(directory, 'report.json');
    await writeFile(file, json, { mode: 0o600, flag: 'wx' });
    return file;
}
const mostNamedBytes = 32 * 1024 * 1024;
function readText(file) {
    if (file === undefined || file === '')
        return undefined;
    try {
        return readNamedFile(file, mostNamedBytes);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(877);
;// CONCATENATED MODULE: ./lib/adapters/workers/pool.js




const most = 8;
const autoJobs = () => Math.min(Math.max((0,external_node_os_.availableParallelism)(), 2), most);
const engineFlags = ['--min-semi-space-size=8', '--no-concurrent-sweeping', '--initial-old-space-size=64'];
const lateFlags = ['--invocation-count-for-turbofan=30000'];
const isKnown = Number(process.versions.node.split('.')[0]) >= 24;
class WorkerPool {
    #jobs;
    #script;
    #stop;
    #idle = [];
    #all = new Set();
    #queue = [];
    #running = new Map();
    #nextId = 0;
    #isClosed = false;
    constructor(script, jobs, stop) {
        for (const flag of [...engineFlags, ...(isKnown ? lateFlags : [])])
            (0,external_node_v8_.setFlagsFromString)(flag);
        this.#script = script;
        this.#jobs = jobs;
        this.#stop = stop;
        stop.addEventListener('abort', () => {
            this.#fail(cancelled());
        });
    }
    get jobs() {
        return this.#jobs;
    }
    resize(jobs) {
        this.#jobs = jobs;
        this.#assign();
    }
    start() {
        while (!this.#isClosed && this.#all.size < this.#jobs)
            this.#idle.push(this.#start());
    }
    run(task) {
        return new Promise((resolve, reject) => {
            if (this.#stop.aborted) {
                reject(cancelled());
                return;
            }
            if (this.#isClosed) {
                reject(new Error('the threads were closed'));
                return;
            }
            this.#queue.push({ task, resolve, reject });
            this.#assign();
        });
    }
    async close() {
        this.#isClosed = true;
        this.#queue.length = 0;
        await Promise.all([...this.#all].map(worker => worker.terminate()));
        this.#all.clear();
        this.#idle.length = 0;
    }
    #assign() {
        while (!this.#isClosed && this.#queue.length > 0 && this.#running.size < this.#jobs) {
            const worker = this.#idle.pop() ?? this.#start();
            const next = this.#queue.shift();
            if (next === undefined)
                return;
            const id = this.#nextId++;
            this.#running.set(id, next);
            worker.postMessage({ id, task: next.task });
        }
    }
    #start() {
        const worker = new external_node_worker_threads_.Worker(this.#script);
        this.#all.add(worker);
        worker.on('message', (reply) => {
            const waiting = this.#running.get(reply.id);
            this.#running.delete(reply.id);
            this.#idle.push(worker);
            if ('error' in reply)
                waiting?.reject(Object.assign(new Error(reply.error.message), reply.error));
            else
                waiting?.resolve(reply.result);
            this.#assign();
        });
        worker.on('error', error => {
            this.#fail(error instanceof Error ? error : new Error(String(error)));
        });
        return worker;
    }
    #fail(error) {
        for (const waiting of [...this.#running.values(), ...this.#queue])
            waiting.reject(error);
        this.#running.clear();
        this.#queue.length = 0;
        void this.close();
    }
}

;// CONCATENATED MODULE: ./lib/core/tag.js
const isTag = (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

;// CONCATENATED MODULE: ./lib/inputs/did-you-mean.js
function didYouMean(text, words) {
    const word = nearest(text, words);
    return word === undefined ? '' : `; did you mean "${word}"?`;
}
function nearest(text, words) {
    const written = plain(text);
    const slips = Math.min(2, Math.floor(written.length / 3));
    const near = words.map(word => ({ word, distance: distance(written, plain(word), slips) }));
    return near.filter(({ distance }) => distance <= slips).sort((a, b) => a.distance - b.distance)[0]?.word;
}
const plain = (text) => text.trim().toLowerCase().replaceAll('_', '-');
function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most)
        return most + 1;
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (row, column) => rows[row]?.[column] ?? Infinity;
    for (let row = 1; row <= a.length; row++) {
        const cells = [row];
        rows.push(cells);
        for (let column = 1; column <= b.length; column++) {
            const isSame = a[row - 1] === b[column - 1];
            const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            cells.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), isSwap ? at(row - 2, column - 2) + 1 : Infinity));
        }
    }
    return at(a.length, b.length);
}

;// CONCATENATED MODULE: ./lib/inputs/fields.js


const parsed = (value) => ({ ok: true, value });
const wrong = (why) => ({ ok: false, why });
const parseBoolean = text => text === 'true' || text === 'false'
    ? parsed(text === 'true')
    : wrong(`is neither true nor false${didYouMean(text, ['true', 'false'])}`);
const oneOf = (words) => text => {
    const word = words.find(each => each === text);
    return word === undefined
        ? wrong(`is not allowed: use one of ${words.join(', ')}${didYouMean(text, words)}`)
        : parsed(word);
};
const integerBetween = (least, most) => text => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? parsed(number) : wrong(`is not a whole number from ${least} to ${most}`);
};
const wordOr = (word, parse) => text => {
    if (text === word)
        return parsed(word);
    const other = parse(text);
    return other.ok ? other : wrong(`${other.why}, nor the word ${word}`);
};
const parseTag = text => isTag(text)
    ? parsed(text)
    : wrong('is not a tag: write one per line, up to 64 letters, digits, ".", "_" or "-", starting with a letter or digit');
const splitLines = (text) => text
    .split('\n')
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line.trim() !== '');

;// CONCATENATED MODULE: ./lib/inputs/amounts.js

const kibibyte = 1024;
const sizeUnits = ['', 'K', 'M', 'G', 'T', 'P'];
const parseSizeBytes = text => {
    const allowed = 'write a number with K, M, G or T (1024-based, KiB and so on mean the same), such as 500M, 20G or 1.5TiB';
    if (/^\d+(\.\d+)?[KMGTP]B$/i.test(text))
        return wrong(`could mean 1000 or 1024 bytes to the K: ${allowed}`);
    const found = /^(\d{1,15}(?:\.\d{1,15})?)(?:B|([KMGTP])(?:iB)?)$/i.exec(text);
    if (found === null)
        return wrong(`is not a size: ${allowed}`);
    const power = sizeUnits.findIndex(unit => unit === (found[2] ?? '').toUpperCase());
    const bytes = Math.round(Number(found[1]) * kibibyte ** power);
    return Number.isSafeInteger(bytes) ? parsed(bytes) : wrong('is more than any volume holds');
};
const parseShare = text => {
    const found = /^(\d{1,3}(?:\.\d{1,15})?)%$/.exec(text);
    const share = Number(found?.[1]) / 100;
    return share <= 1 ? parsed(share) : wrong('is not a percentage: write 0% to 100%, such as 50% or 99.5%');
};
const secondMs = 1000;
const waitUnits = { s: secondMs, m: 60 * secondMs, h: 3600 * secondMs };
const longestWaitMs = 5 * 24 * 3600 * secondMs;
const parseWaitMs = text => {
    const found = /^(\d{1,9})([smh])$/.exec(text);
    const ms = Number(found?.[1]) * (waitUnits[found?.[2] ?? ''] ?? Number.NaN);
    return ms <= longestWaitMs
        ? parsed(ms)
        : wrong('is not a time to wait: write seconds, minutes or hours up to 120h, such as 30s, 10m or 2h');
};
const ageUnits = {
    h: { months: 0, hours: 1 },
    d: { months: 0, hours: 24 },
    w: { months: 0, hours: 7 * 24 },
    m: { months: 1, hours: 0 },
    y: { months: 12, hours: 0 }
};
const parseAge = text => {
    const found = /^([1-9]\d{0,5})([hdwmy])$/.exec(text);
    const unit = ageUnits[found?.[2] ?? ''];
    const count = Number(found?.[1]);
    return unit === undefined
        ? wrong('is not an age: write hours, days, weeks, months or years, such as 36h, 14d, 8w, 6m or 1y')
        : parsed({ months: unit.months * count, hours: unit.hours * count });
};

;// CONCATENATED MODULE: ./lib/inputs/trust.js
function distrust(env, event) {
    if (env.ACTIONS_CACHE_MODE?.trim().toLowerCase() === 'read') {
        return 'the run may only read caches (ACTIONS_CACHE_MODE=read), as runs of low trust do';
    }
    switch (env.GITHUB_EVENT_NAME) {
        case 'pull_request_target':
            return 'pull_request_target runs with full rights for anyone who opens a pull request';
        case 'pull_request':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return strangers(env, event, ['pull_request', 'head', 'repo'], ['pull_request', 'base', 'repo'], 'the pull request');
        case 'workflow_run':
            if (textAt(event, ['workflow_run', 'event']) === 'pull_request_target') {
                return 'the run that started this one was a pull_request_target, which anyone can cause';
            }
            return strangers(env, event, ['workflow_run', 'head_repository'], ['repository'], 'the run that started this one');
        default:
            return undefined;
    }
}
function strangers(env, event, head, base, what) {
    const [from, to] = [repositoryAt(event, head), repositoryAt(event, base)];
    if (to === undefined)
        return `the event file does not tell which repository ${what} came from`;
    if (from === undefined)
        return `${what} came from a repository that no longer exists`;
    const own = env.GITHUB_REPOSITORY ?? '';
    if (own !== '' && !isSame(own, to))
        return `the event file is that of another repository, ${to}`;
    return isSame(from, to) ? undefined : `${what} came from another repository, ${from}`;
}
const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();
function repositoryAt(event, path) {
    return textAt(event, [...path, 'full_name']);
}
function textAt(value, path) {
    const end = path.reduce((at, key) => typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined, value);
    return typeof end === 'string' && end !== '' ? end : undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/github-context.js


function parseEvent(text) {
    try {
        const event = JSON.parse(text ?? '');
        return typeof event === 'object' && event !== null ? event : undefined;
    }
    catch {
        return undefined;
    }
}
function readRunContext(env, event, around) {
    const untrusted = distrust(env, event);
    return {
        run: runInfo(env),
        workspace: external_node_path_.posix.resolve(around.cwd, env.GITHUB_WORKSPACE ?? ''),
        tempDir: external_node_path_.posix.resolve(around.cwd, around.tempDir, env.RUNNER_TEMP ?? ''),
        ...(untrusted === undefined ? {} : { untrusted }),
        defaults: runDefaults(env, event)
    };
}
function runDefaults(env, event) {
    return present({
        repository: env.GITHUB_REPOSITORY,
        job: env.GITHUB_JOB,
        refName: env.GITHUB_REF_NAME,
        defaultBranch: textAt(event, ['repository', 'default_branch'])
    });
}
function runInfo(env) {
    return present({
        repository: env.GITHUB_REPOSITORY,
        ref: env.GITHUB_REF,
        commit: env.GITHUB_SHA,
        workflow: env.GITHUB_WORKFLOW,
        job: env.GITHUB_JOB,
        event: env.GITHUB_EVENT_NAME,
        actor: env.GITHUB_ACTOR,
        runId: env.GITHUB_RUN_ID,
        runAttempt: env.GITHUB_RUN_ATTEMPT,
        runner: env.RUNNER_NAME,
        url: runUrl(env)
    });
}
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
    const attempt = env.GITHUB_RUN_ATTEMPT;
    if (!server || !repository || !run)
        return undefined;
    return `${server}/${repository}/actions/runs/${run}${attempt ? `/attempts/${attempt}` : ''}`;
}
function present(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

;// CONCATENATED MODULE: ./lib/world.js











async function withWorld(env, reporter, stop, work) {
    const closes = [];
    try {
        watchVolume(env);
        const event = parseEvent(readText(env.GITHUB_EVENT_PATH));
        return await work({
            env,
            context: readRunContext(env, event, { cwd: process.cwd(), tempDir: (0,external_node_os_.tmpdir)() }),
            processes: realProcesses(env, stop),
            reporter,
            startPool: jobs => {
                const pool = new WorkerPool(workerScript(), jobs ?? autoJobs(), stop);
                closes.push(() => pool.close());
                return pool;
            },
            atEnd: close => {
                closes.push(close);
            }
        });
    }
    finally {
        await Promise.all(closes.map(close => close()));
    }
}
function watchVolume(env) {
    const named = env.INPUT_VOLUME ?? '';
    const volume = named === '' ? (env.SNAPSHOT_VOLUME ?? '') : named;
    const limit = env[silenceVariable] ?? '';
    const parsed = limit === '' ? { ok: true, value: defaultSilenceMs } : parseWaitMs(limit);
    if (!parsed.ok)
        throw new InputFailure([`${silenceVariable}: ${quoteValue(limit)} ${parsed.why}`]);
    if ((0,external_node_path_.isAbsolute)(volume))
        watchSilence(workerScript(), volume, parsed.value, env.GITHUB_ACTIONS === 'true');
}
function stopOnSignals() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            stop.abort();
        });
    }
    return stop.signal;
}
const cancelledStatus = 130;
function workerScript() {
    const bundled = (0,external_node_path_.join)(import.meta.dirname, '..', 'worker', 'index.js');
    return (0,external_node_fs_.existsSync)(bundled) ? bundled : (0,external_node_path_.join)(import.meta.dirname, 'worker.ts');
}

;// CONCATENATED MODULE: ./lib/core/volume-address.js
const isRemote = (text) => /^[^/]+:/.test(text);
const userForm = /^[A-Za-z0-9_][A-Za-z0-9._+-]*\$?$/;
const hostForm = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/;
const ipv6Form = /^[0-9A-Fa-f:]+(?:\.[0-9.]+)?(?:%[A-Za-z0-9._-]+)?$/;
function readSshAddress(text) {
    const url = /^ssh:\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*)(?::([^/]*))?(\/.*)?$/s.exec(text);
    if (url !== null)
        return checked(url[1], url[2] ?? '', url[3], url[4] ?? '');
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1];
    if (scheme !== undefined) {
        return volume_address_wrong(scheme.toLowerCase() === 'ssh'
            ? 'is no address of a volume over ssh: write ssh://user@host/path, or ssh://user@host:port/path'
            : `is on another machine by ${scheme}://, which is not spoken here: write ssh://user@host/path, or mount it on this machine and give the path of the mount`);
    }
    const short = /^(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*):(.*)$/s.exec(text);
    if (short === null)
        return volume_address_wrong('is no address of a volume over ssh: write user@host:/path');
    const [, user, host = '', path = ''] = short;
    if (path.startsWith(':')) {
        return volume_address_wrong('is a module of an rsync daemon, which is not spoken here: write user@host:/path for a volume over ssh');
    }
    return checked(user, host, undefined, path);
}
function checked(user, host, port, path) {
    if (user !== undefined && !userForm.test(user))
        return volume_address_wrong(user.includes(':')
            ? 'has a password in it, which ssh does not take, and everybody who sees the address would read: use a key, "ssh-key"'
            : 'has a user that is no name of one: letters, digits, ".", "_", "+" and "-"');
    const isBracketed = host.startsWith('[');
    const name = isBracketed ? host.slice(1, -1) : host;
    if (!(isBracketed ? ipv6Form : hostForm).test(name))
        return volume_address_wrong('has a host that is no name or address of one; an IPv6 address stands in brackets');
    const number = port === undefined ? undefined : Number(port);
    if (number !== undefined && (!/^\d{1,5}$/.test(port ?? '') || number < 1 || number > 65_535))
        return volume_address_wrong('has a port that is not a whole number from 1 to 65535');
    if (!path.startsWith('/')) {
        return volume_address_wrong('does not say an absolute path on that machine: write user@host:/path; what is relative would be found from the home directory of the account');
    }
    const whole = path.replace(/\/+/g, '/').replace(/\/$/, '');
    if (whole === '')
        return volume_address_wrong('is that whole machine: write the directory that is the volume');
    if (whole.split('/').some(part => part === '.' || part === '..'))
        return volume_address_wrong('has a "." or ".." in its path: write where the volume really is');
    if (/[\0\n\r]/.test(whole))
        return volume_address_wrong('has a control character in its path');
    return {
        ok: true,
        address: {
            kind: 'ssh',
            ...(user === undefined ? {} : { user }),
            host: name,
            ...(number === undefined ? {} : { port: number }),
            path: whole
        }
    };
}
const volume_address_wrong = (why) => ({ ok: false, why });
function addressOf(volume) {
    if (!isRemote(volume))
        return { kind: 'local', path: volume };
    const read = readSshAddress(volume);
    if (!read.ok)
        throw new Error(`${volume} ${read.why}`);
    return read.address;
}
const hostText = ({ user, host, port }) => `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` (port ${port})`}`;
const sshCall = ({ user, host, port }, option) => `ssh ${option === undefined ? '' : `${option} `}${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`;

;// CONCATENATED MODULE: ./lib/inputs/places.js



const parseVolume = text => {
    const lines = splitLines(text);
    const [volume] = lines;
    if (volume === undefined || lines.length > 1)
        return wrong('is not one directory: write the path of a mounted volume');
    if (isRemote(volume)) {
        const read = readSshAddress(volume);
        return read.ok ? parsed(volume.replace(/\/+$/, '')) : wrong(read.why);
    }
    if (!volume.startsWith('/')) {
        return wrong('is relative: the directory a step runs in differs between workflows, and so would the volume; ' +
            'write an absolute path that starts with "/"');
    }
    if (isRoot(volume))
        return wrong('is the whole machine: write the directory that the volume is mounted on');
    return parsed(volume.replace(/\/+$/, ''));
};
const pathFrom = (directory) => text => {
    const lines = splitLines(text);
    const [path] = lines;
    return path === undefined || lines.length > 1 ? wrong('is not one path') : parsed(external_node_path_.posix.resolve(directory, path));
};
const sourceLineFrom = (workspace) => line => {
    if (line.startsWith('!')) {
        return line.slice(1).trim() === '' ? wrong('leaves nothing out: write a pattern after the "!"') : parsed(line);
    }
    const resolved = external_node_path_.posix.resolve(workspace, line);
    return isRoot(resolved) || /^\/+[*?]+(?:\/|$)/.test(resolved)
        ? wrong('is the whole machine: an empty variable in front of the slash does that; name the directory to back up')
        : parsed(line);
};
const isRoot = (path) => external_node_path_.posix.resolve('/', path) === '/';

;// CONCATENATED MODULE: ./lib/inputs/ssh.js



const sshDefaults = { 'ssh-strict': 'true' };
const sshInputNames = ['ssh-key', 'ssh-known-hosts'];
function readSsh(read, volume, directory) {
    const key = given(read, 'ssh-key', parseKey(directory));
    const knownHosts = given(read, 'ssh-known-hosts', parseKnownHosts(directory));
    const strict = read.value('ssh-strict', parseBoolean);
    if (!isRemote(volume))
        return {};
    return {
        ssh: { ...(key === undefined ? {} : { key }), ...(knownHosts === undefined ? {} : { knownHosts }), strict }
    };
}
function given(read, name, parse) {
    const text = read.text(name);
    if (text.trim() === '')
        return undefined;
    const result = parse(text);
    if (result.ok)
        return result.value;
    read.report(`${name}: ${result.why}`);
    return undefined;
}
const isPath = (text) => !text.includes('\n') && (text.startsWith('/') || !/^\S+\s+\S+\s+\S/.test(text));
const parseKey = (directory) => text => {
    const lines = text.trim().split(/\r?\n/);
    const [first = ''] = lines;
    const last = lines.at(-1) ?? '';
    if (/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----$/.test(first.trimEnd())) {
        if (!/^-----END [A-Z0-9 ]*PRIVATE KEY-----$/.test(last.trimEnd()))
            return wrong('is only a part of a private key: its last line is not "-----END … PRIVATE KEY-----"');
        return parsed({ text: `${lines.map(line => line.trimEnd()).join('\n')}\n` });
    }
    if (/^(?:ssh-|ecdsa-|sk-)\S+ \S/.test(first))
        return wrong('is a public key; what is needed is the private one, the file without ".pub"');
    if (lines.length > 1 || first.includes('-----'))
        return wrong('is no private key: its first line is not "-----BEGIN … PRIVATE KEY-----", or its lines were joined');
    return fileIn(directory, first);
};
const parseKnownHosts = (directory) => text => {
    if (isPath(text.trim()))
        return fileIn(directory, text.trim());
    const wrongLine = text
        .split(/\r?\n/)
        .find(line => line.trim() !== '' && !line.startsWith('#') && !/^(?:@\S+\s+)?\S+\s+\S+\s+\S+/.test(line));
    if (wrongLine !== undefined)
        return wrong('has a line that is not "<host> <kind of key> <key>", as ssh-keyscan prints it');
    return parsed({ text: `${text.replaceAll('\r', '').trimEnd()}\n` });
};
function fileIn(directory, text) {
    if (/["\n\r]/.test(text))
        return wrong('is no path that can be given to ssh');
    const path = pathFrom(directory)(text);
    return path.ok ? parsed({ file: path.value }) : wrong('is not one path');
}

;// CONCATENATED MODULE: ./lib/inputs/adopt-names.js

const adoptDefaults = {
    ...sshDefaults,
    utc: 'false',
    'lock-timeout': '10m',
    'dry-run': 'false',
    jobs: 'auto'
};
const withoutDefault = ['volume', 'name', 'matrix', 'path', 'prefix', ...sshInputNames];
const adoptInputNames = [
    ...withoutDefault,
    ...Object.keys(adoptDefaults)
];

;// CONCATENATED MODULE: ./lib/core/snapshot-id.js
const highestSerial = 9999;
const snapshot_id_form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-([2-9]|[1-9]\d{1,3}))?$/;
function snapshotId(moment, taken) {
    const year = moment.getUTCFullYear();
    if (!(year >= 0 && year <= 9999))
        throw new RangeError(`a snapshot cannot be named after ${String(moment)}: its year must be 0 to 9999`);
    const first = `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
    for (let serial = 1; serial <= highestSerial; serial++) {
        const id = serial === 1 ? first : `${first}-${serial}`;
        if (!taken(id))
            return id;
    }
    throw new RangeError(`all ${highestSerial} ids of the second ${first} are taken`);
}
function parseSnapshotId(text) {
    const match = snapshot_id_form.exec(text);
    if (match === null)
        return undefined;
    const [, year, month, day, hour, minute, second, serial] = match;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
    const moment = new Date(iso);
    if (moment.getUTCDate() !== Number(day))
        return undefined;
    return { moment, serial: Number(serial ?? 1) };
}
const isSnapshotId = (text) => parseSnapshotId(text) !== undefined;
function compareSnapshotIds(a, b) {
    const [left, right] = [momentOf(a), momentOf(b)];
    return left.moment.getTime() - right.moment.getTime() || left.serial - right.serial;
}
const oldestFirst = (ids) => ids
    .map(id => ({ id, ...momentOf(id) }))
    .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial)
    .map(({ id }) => id);
function momentOf(id) {
    const parsed = parseSnapshotId(id);
    if (parsed === undefined)
        throw new TypeError(`${JSON.stringify(id)} is no snapshot id`);
    return parsed;
}

;// CONCATENATED MODULE: ./lib/core/current-snapshot.js

function currentSnapshot(listed, latest, now) {
    const complete = listed.filter(({ record }) => record !== undefined);
    const pointed = complete.find(({ id }) => id === latest);
    const newest = complete.find(({ id }) => !isAfter(id, now)) ?? complete[0];
    if (pointed === undefined || newest === undefined)
        return newest;
    return isAfter(pointed.id, now) || descends(pointed, newest.id, complete) ? pointed : newest;
}
const isAfter = (id, now) => (parseSnapshotId(id)?.moment.getTime() ?? 0) > now.getTime();
function descends(from, ancestor, complete) {
    const byId = new Map(complete.map(one => [one.id, one]));
    const seen = new Set();
    for (let one = from; one !== undefined && !seen.has(one.id);) {
        seen.add(one.id);
        const base = one.record?.base;
        if (base === undefined || base.series !== undefined)
            return false;
        if (base.id === ancestor)
            return true;
        one = byId.get(base.id);
    }
    return false;
}

;// CONCATENATED MODULE: ./lib/core/latest-link.js

const latestName = 'latest';
function snapshotOfLatest(target) {
    const id = target.replace(/^\.\//, '').replace(/\/$/, '');
    return isSnapshotId(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./lib/core/json-fields.js



function parseJsonFields(text, mostBytes, damage) {
    const bytes = external_node_buffer_.Buffer.byteLength(text);
    if (bytes > mostBytes)
        throw damage(`it has ${bytes} bytes, more than the ${mostBytes} it can have`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw damage(`it is no JSON: ${quoteValue(failure_messageOf(error))}`);
    }
    return new JsonFields(value, '', damage);
}
class JsonFields {
    #object;
    #prefix;
    #damage;
    constructor(value, prefix, damage) {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
            throw damage(`${prefix === '' ? 'it' : prefix.slice(0, -1)} is ${describe(value)}; expected an object`);
        this.#object = value;
        this.#prefix = prefix;
        this.#damage = damage;
    }
    format(known) {
        const format = this.count('format');
        if (format > known)
            throw this.#damage(`it has format ${format}, written by a newer version; this one knows format ${known}: update the action`);
        if (format !== known)
            throw this.#wrong('format', String(known));
        return known;
    }
    has(key) {
        return Object.hasOwn(this.#object, key);
    }
    text(key, rule) {
        const value = this.#get(key);
        if (typeof value !== 'string')
            throw this.#wrong(key, rule?.expected ?? 'text');
        if (rule !== undefined && !rule.allows(value))
            throw this.#wrong(key, rule.expected);
        return value;
    }
    oneOf(key, allowed) {
        const value = this.#get(key);
        const found = allowed.find(one => one === value);
        if (found === undefined)
            throw this.#wrong(key, allowed.map(one => JSON.stringify(one)).join(' or '));
        return found;
    }
    count(key) {
        const value = this.#get(key);
        if (!Number.isSafeInteger(value) || Number(value) < 0)
            throw this.#wrong(key, 'a whole number from 0 to 2^53');
        return Number(value);
    }
    amount(key) {
        const value = this.#get(key);
        if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
            throw this.#wrong(key, 'a number from 0');
        return value;
    }
    flag(key) {
        const value = this.#get(key);
        if (typeof value !== 'boolean')
            throw this.#wrong(key, 'true or false');
        return value;
    }
    object(key) {
        return new JsonFields(this.#get(key), `${this.#prefix}${key}.`, this.#damage);
    }
    list(key, read) {
        const value = this.#get(key);
        if (!Array.isArray(value))
            throw this.#wrong(key, 'a list');
        const items = new JsonFields(Object.fromEntries(value.entries()), `${this.#prefix}${key}.`, this.#damage);
        return value.map((_, index) => read(items, String(index)));
    }
    #get(key) {
        return this.has(key) ? this.#object[key] : undefined;
    }
    #wrong(key, expected) {
        return this.#damage(`${this.#prefix}${key} is ${describe(this.#get(key))}; expected ${expected}`);
    }
}
function describe(value) {
    if (value === undefined)
        return 'missing';
    if (typeof value === 'string')
        return quoteValue(value);
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}
const utcMoment = {
    allows: text => {
        if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/.test(text))
            return false;
        const moment = new Date(text);
        return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text.slice(0, 19);
    },
    expected: 'a UTC moment such as "2026-11-20T08:49:01Z"'
};
const nonEmpty = { allows: text => text !== '', expected: 'a text that is not empty' };

;// CONCATENATED MODULE: ./lib/core/shell-word.js
const shellWord = (text) => `'${text.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./lib/core/marker.js



const markerName = '.snapshot-volume.json';
const markerFormat = 1;
const mostMarkerBytes = 65_536;
class MarkerDamage extends Error {
    name = 'MarkerDamage';
    constructor(problem) {
        super(`the marker ${markerName} is damaged: ${problem}`);
    }
}
function encodeMarker(marker) {
    const text = `${JSON.stringify(marker)}\n`;
    decodeMarker(text);
    return text;
}
function decodeMarker(text) {
    const fields = parseJsonFields(text, mostMarkerBytes, problem => new MarkerDamage(problem));
    return {
        format: fields.format(markerFormat),
        ...(fields.has('created') && { created: fields.text('created', utcMoment) }),
        ...(fields.has('program') && { program: fields.text('program', nonEmpty) })
    };
}
function markByHand(volume) {
    const read = isRemote(volume) ? readSshAddress(volume) : undefined;
    if (read?.ok !== true)
        return markAt(volume);
    const { user, host, port, path } = read.address;
    const to = user === undefined ? host : `${user}@${host}`;
    return ['ssh', ...(port === undefined ? [] : ['-p', String(port)]), '--', to, shellWord(markAt(path))].join(' ');
}
function markAt(volumePath) {
    const path = volumePath.endsWith('/') ? `${volumePath}${markerName}` : `${volumePath}/${markerName}`;
    return `printf '{"format":${markerFormat}}\\n' > ${shellWord(path)}`;
}

;// CONCATENATED MODULE: ./lib/core/report/adopt-model.js
const noFigures = {
    files: 0,
    filesLinked: 0,
    bytes: 0,
    bytesLinked: 0,
    bytesOnDisk: 0,
    bytesAdded: 0,
    specials: 0
};

;// CONCATENATED MODULE: ./lib/core/dated-name.js

const datedNameExamples = [
    '2024-01-10',
    '2024-01-10_12:00:00',
    '2024-01-10T12-00-00',
    '20240110-120000'
];
const date = /^(\d{4})(?:([-_.])(\d{2})\2(\d{2})|(\d{2})(\d{2}))/;
const time = /^[Tt_ .@-]?(\d{2})(?:([:._-]?)(\d{2})(?:\2(\d{2}))?)/;
const zone = /^ ?(?:([Zz]|UTC)|([+-])(\d{2}):?(\d{2}))$/;
function parseDatedName(name, prefix) {
    if (!name.startsWith(prefix))
        return { kind: 'other' };
    const text = name.slice(prefix.length);
    const own = parseSnapshotId(text);
    if (own !== undefined)
        return { kind: 'id', id: text, ...own };
    const found = date.exec(text);
    if (found === null)
        return { kind: 'other' };
    const [whole, year, separator, month, day, compactMonth, compactDay] = found;
    const rest = text.slice(whole.length);
    const onDay = { year: Number(year), month: Number(month ?? compactMonth), day: Number(day ?? compactDay) };
    if (rest === '')
        return dated_name_checked({ ...onDay, hour: 0, minute: 0, second: 0 }, 'day');
    const clock = separator !== undefined && /^\d/.test(rest) ? undefined : clockOf(rest);
    if (clock === undefined) {
        return isPossible({ ...onDay, hour: 0, minute: 0, second: 0 })
            ? { kind: 'suffix', suffix: (rest.slice(time.exec(rest)?.[0].length ?? 0) || rest) }
            : { kind: 'other' };
    }
    return dated_name_checked({ ...onDay, ...clock.of }, clock.zone);
}
function clockOf(rest) {
    const found = time.exec(rest);
    if (found === null)
        return undefined;
    const [whole, hour, separator, minute, second] = found;
    const readings = [
        [whole.length, second ?? '0'],
        ...(second === undefined ? [] : [[whole.length - String(separator).length - 2, '0']])
    ];
    for (const [length, seconds] of readings) {
        const named = zoneOf(rest.slice(length));
        if (named === undefined)
            continue;
        return { of: { hour: Number(hour), minute: Number(minute), second: Number(seconds) }, zone: named };
    }
    return undefined;
}
function zoneOf(text) {
    if (text === '')
        return 'local';
    const found = zone.exec(text);
    if (found === null)
        return undefined;
    const [, utc, sign, hours, minutes] = found;
    if (utc !== undefined)
        return 0;
    const east = Number(hours) * 60 + Number(minutes);
    if (Number(minutes) > 59 || east > farthestZone)
        return undefined;
    return sign === '-' && east !== 0 ? -east : east;
}
const farthestZone = 14 * 60;
const dated_name_checked = (clock, named) => isPossible(clock) ? { kind: 'dated', clock, zone: named } : { kind: 'impossible' };
function isPossible(clock) {
    const { year, month, day, hour, minute, second } = clock;
    if (year < 1970 || hour > 23 || minute > 59 || second > 59)
        return false;
    const moment = new Date(utcMs(clock));
    return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}
const utcMs = ({ year, month, day, hour, minute, second }) => Date.UTC(year, month - 1, day, hour, minute, second);
function dated_name_momentOf(clock, named, localTime) {
    if (named === 'local')
        return localTime(clock);
    return new Date(utcMs(clock) - (named === 'day' ? 0 : named * 60_000));
}
function prefixOf(name) {
    const found = /^(.*?)(?<!\d)(?:19|20)\d{2}(?:[-_.]?)\d{2}/.exec(name)?.[1];
    if (found === undefined || found === '')
        return undefined;
    return parseDatedName(name, found).kind === 'dated' ? found : undefined;
}

;// CONCATENATED MODULE: ./lib/core/adoption.js




const adoptedTag = 'adopted';
function planAdoption(request) {
    const left = [];
    const dated = [];
    const pointer = pointerIn(request);
    for (const item of request.names) {
        if (item.kind === 'link' || item.kind === 'other' || item.name.startsWith('.'))
            continue;
        const read = dateOf(item, request);
        if (read === undefined)
            continue;
        if ('why' in read)
            left.push(read);
        else
            dated.push(read);
    }
    const complete = dated.filter(tree => {
        const why = pointer === undefined ? undefined : whyIncomplete(tree, pointer, request);
        if (why !== undefined)
            left.push({ name: tree.name, why });
        return why === undefined;
    });
    return {
        trees: withIds(complete, request),
        left: left.sort((a, b) => comparePaths(a.name, b.name)),
        ...(pointer === undefined ? {} : { pointer })
    };
}
function whyIncomplete({ moment }, { name, names }, request) {
    const newest = momentOfName(names, request);
    if (newest === undefined || moment.getTime() <= newest.getTime())
        return undefined;
    return `is newer than what the link ${display_showName(name)} points to, so it may not be complete; point the link to it to have it adopted`;
}
function withIds(dated, { taken }) {
    const given = new Set(dated.flatMap(({ id }) => id ?? []));
    return [...dated]
        .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial || comparePaths(a.name, b.name))
        .map(({ name, moment, id }) => {
        const own = id ?? snapshotId(moment, candidate => taken.has(candidate) || given.has(candidate));
        given.add(own);
        return { name, id: own, moment };
    });
}
function dateOf({ name, kind }, request) {
    const read = parseDatedName(name, request.prefix);
    if (read.kind === 'id' && request.isSeries && request.recorded.has(read.id))
        return undefined;
    const no = (why) => ({ name, why });
    if (read.kind === 'other')
        return no('its name is no date');
    if (read.kind === 'suffix')
        return no(`its name goes on after the date, with "${display_showName(read.suffix)}"`);
    if (read.kind === 'impossible')
        return no('its name is a date that no calendar has');
    if (kind === 'mount')
        return no('is a filesystem of its own, or has one mounted below it, and cannot be renamed into the series');
    if (read.kind === 'dated')
        return { name, moment: dated_name_momentOf(read.clock, read.zone, zoned(request)), serial: 0 };
    if (!request.isSeries && request.taken.has(read.id))
        return no(`a snapshot ${read.id} is in the series already`);
    return { name, id: read.id, moment: read.moment, serial: read.serial };
}
function momentOfName(name, request) {
    const read = parseDatedName(name, request.prefix);
    if (read.kind === 'dated')
        return dated_name_momentOf(read.clock, read.zone, zoned(request));
    return read.kind === 'id' ? read.moment : undefined;
}
const zoned = ({ utc, localTime }) => utc ? clock => dated_name_momentOf(clock, 0, localTime) : localTime;
const pointers = ['latest', 'current'];
function pointerIn({ names, prefix, isSeries, recorded }) {
    for (const { name, target } of names) {
        if (target === undefined)
            continue;
        const isPointer = pointers.some(word => name === word || name === `${prefix}${word}`);
        const last = target.replace(/\/+$/, '').split('/').at(-1);
        if (!isPointer || last === undefined || (isSeries && recorded.has(last)))
            continue;
        return { name, names: last };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/core/rsync-output.js
const unescapeRsync = (text) => (text.includes('\\#')
    ? text.replace(/\\#([0-3][0-7]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 8)))
    : text);
const types = { f: 'file', d: 'dir', L: 'link', S: 'special', D: 'device' };
const itemized = /^[<>ch.]([fdLDS])[.+?a-zA-Z ]{9} /;
const itemizedLength = 12;
const filtered = /^\[[a-z]+\] (hiding|showing) (file|directory) /;
const because = ' because of pattern ';
function parseListingLine(line) {
    const type = types[itemized.exec(line)?.[1] ?? ''];
    if (type !== undefined)
        return { kind: 'entry', type, path: nameOf(line.slice(itemizedLength), type) };
    const match = filtered.exec(line);
    const end = line.lastIndexOf(because);
    if (match === null || end < match[0].length)
        return { kind: 'other', text: line };
    return {
        kind: match[1] === 'hiding' ? 'hidden' : 'shown',
        path: unescapeRsync(line.slice(match[0].length, end)),
        isDirectory: match[2] === 'directory',
        pattern: unescapeRsync(line.slice(end + because.length))
    };
}
const nameOf = (text, type) => unescapeRsync(type === 'dir' && text.endsWith('/') ? text.slice(0, -1) : text);
class ListingReader {
    #take;
    #rest = '';
    constructor(take) {
        this.#take = take;
    }
    push(piece) {
        const text = this.#rest + piece.toString('latin1');
        const end = text.lastIndexOf('\n');
        this.#rest = text.slice(end + 1);
        if (end >= 0)
            for (const line of text.slice(0, end).split('\n'))
                this.#take(parseListingLine(line));
    }
    end() {
        if (this.#rest !== '')
            this.#take({ kind: 'other', text: this.#rest });
        this.#rest = '';
    }
}
const oldestRsync = [3, 1, 3];
function parseRsyncVersion(output) {
    const open = /^openrsync(?: (\d[\w.]*))?(?:: protocol version (\d+))?/m.exec(output);
    if (open !== null) {
        const [, version, protocol] = open;
        return { flavour: 'openrsync', text: `openrsync${naming(' ', version)}${naming(' protocol ', protocol)}` };
    }
    const match = /^rsync {1,2}version v?((\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?[\w.+-]*)/m.exec(output);
    if (match === null)
        return undefined;
    const [, text, major, minor, patch] = match;
    return {
        flavour: 'rsync',
        version: [Number(major), Number(minor), Number(patch ?? 0)],
        text: `rsync${naming(' ', text)}`
    };
}
const naming = (before, text) => (text === undefined ? '' : `${before}${text}`);
const meanings = {
    0: 'it finished without an error',
    1: 'an option or argument was wrong, or this rsync is too old for it',
    2: 'the two rsyncs speak no common protocol: one is too old',
    3: 'an input or output file or directory could not be selected: it may be missing or not be permitted',
    4: 'the other rsync cannot do what was asked',
    5: 'the conversation between the two rsyncs could not be started: the far one may be missing, or its login shell prints text',
    6: 'a daemon could not write to its log file',
    10: 'the network connection failed',
    11: 'a file could not be read or written: most often the disk or the quota is full',
    12: 'the other rsync went away in the middle: it was killed, crashed, ran out of disk, or the connection broke',
    13: 'rsync could not report what went wrong',
    14: 'the rsync processes could not talk to each other: the system may be out of processes or memory',
    15: 'a part of rsync that was to be used only once was used again',
    16: 'a part of rsync crashed or was killed',
    19: 'rsync was stopped by SIGUSR1',
    20: 'rsync was stopped by a signal (SIGINT, SIGTERM or SIGHUP)',
    21: 'rsync lost one of its own processes',
    22: 'rsync ran out of memory',
    23: 'some files could not be transferred: unreadable, or refused by the volume',
    24: 'some files vanished while they were being copied',
    25: 'rsync stopped at its --max-delete limit',
    30: 'no data came for as long as the time limit allows',
    35: 'the daemon could not be reached within the time limit',
    124: 'the command on the far side could not be run',
    125: 'the command on the far side was killed',
    126: 'rsync was found but may not be executed',
    127: 'rsync was not found',
    255: 'ssh could not connect or log in, or lost the connection'
};
function explainRsyncExit(code) {
    if (code > 128 && code < 128 + 65)
        return `rsync was killed by signal ${code - 128} (exit code ${code})`;
    return `${meanings[code] ?? 'rsync ended in a way that its manual does not list'} (exit code ${code})`;
}

;// CONCATENATED MODULE: ./lib/core/within.js
const isWithin = (directory, path) => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
const pathBelow = (directory, path) => (path === directory ? '.' : path.slice(directory === '/' ? 1 : directory.length + 1));

;// CONCATENATED MODULE: ./lib/actions/check.js






async function checkMachine(machine) {
    const found = await machine.rsync();
    if (found.state === 'absent') {
        throw new Failure('rsync', `rsync is not installed on this machine. Install it with:\n  ${await machine.installLine(['rsync'])}`);
    }
    if (found.state === 'unknown') {
        throw new Failure('rsync', `What is called rsync on this machine does not say its version (${quoteValue(found.text)}). Install rsync with:\n  ${await machine.installLine(['rsync'])}`);
    }
    const { version } = found;
    if (version.flavour === 'openrsync') {
        throw new Failure('rsync', `The rsync of this machine is openrsync, which cannot link against an earlier tree or keep nanoseconds. Install rsync with:\n  ${await machine.installLine(['rsync'])}`);
    }
    if (isOlder(version.version, oldestRsync)) {
        throw new Failure('rsync', `rsync ${version.version.join('.')} is too old; ${oldestRsync.join('.')} or newer is needed. Update it with:\n  ${await machine.installLine(['rsync'])}`);
    }
    await checkTools(machine);
    return `rsync ${version.version.join('.')}`;
}
async function checkTools(machine, purpose) {
    const packages = await machine.missingPackages(purpose);
    if (packages.length > 0) {
        throw new Failure('rsync', `Tools of ${packages.join(', ')} that lock, measure, delete and write are not on this machine, or lack the options that are needed. Install them with:\n  ${await machine.installLine(packages)}`);
    }
}
async function checkVolume(volume, requireMount) {
    const name = quoteValue(volume.name);
    const state = await volume.state();
    if (state.kind === 'missing') {
        throw new Failure('volume', `The volume ${name} does not exist. Is it mounted? Mount it, or create the directory, before the run; it is never created here, because a missing mount would then fill the disk below it.`);
    }
    if (state.kind === 'not-a-directory')
        throw new Failure('volume', `The volume ${name} is not a directory.`);
    if (requireMount && !state.isMount) {
        throw new Failure('volume', `The volume ${name} is not a mount of its own: it lies on ${state.mountPoint} (${state.filesystem}), and "require-mount" is true. Is it mounted? Mount it, or give the mount point itself as "volume".`);
    }
    if (!state.isWritable) {
        throw new Failure('volume', `The volume ${name} cannot be written by the runner's user. Give that user the directory, and check that it is not mounted read-only.`);
    }
    if (state.marker.state === 'damaged') {
        throw new Failure('volume', `The marker of the volume ${name} cannot be used: ${state.marker.why}. If this really is the volume, mark it again:\n  ${markByHand(volume.name)}`);
    }
    if (state.marker.state === 'present')
        return { mark: false };
    return { mark: mayBeMarked(volume, state) };
}
function mayBeMarked(volume, state) {
    if (state.isWholeFilesystem && state.mountPoint !== '/')
        return true;
    throw new Failure('volume', `The directory ${quoteValue(volume.name)} is not marked as a volume. It lies on ${state.mountPoint} (${state.filesystem}); if the volume is not mounted just now, mount it. If this directory is where snapshots are to be kept, mark it once, by hand:\n  ${markByHand(volume.name)}`);
}
function checkLinks(volume, probe, requireHardlinks) {
    if (!probe.symlinks.works) {
        throw new Failure('links', `The volume ${quoteValue(volume.name)} cannot hold symlinks (${probe.symlinks.why}), and "latest" is one. Use a filesystem such as ext4, xfs, btrfs or NFS.`);
    }
    if (!probe.hardLinks.works && requireHardlinks) {
        throw new Failure('links', `Hard links do not work on the volume ${quoteValue(volume.name)} (${probe.hardLinks.why}), so every snapshot would take the room of a full copy. Use a filesystem such as ext4, xfs, btrfs or NFS, or set "require-hardlinks: false" to pay for full copies.`);
    }
}
async function checkOverlap(volume, source) {
    const [realPath, ...others] = await volume.places();
    if (realPath === undefined)
        return;
    for (const volumePath of [realPath, ...others]) {
        for (const place of source.places) {
            const isInside = isWithin(volumePath, place);
            if (!isInside && !isWithin(place, volumePath))
                continue;
            const how = isInside ? 'lies inside the volume' : 'contains the volume';
            const seenAt = volumePath === realPath ? '' : `, which is also mounted at ${quoteValue(pathText(volumePath))}`;
            throw new Failure('source', `The source ${quoteValue(pathText(place))} ${how} ${quoteValue(pathText(realPath))}${seenAt}. Set "path" to the directory of the build's output alone.`);
        }
    }
}
const isOlder = ([major, minor, patch], [oldMajor, oldMinor, oldPatch]) => major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch;

;// CONCATENATED MODULE: ./lib/actions/adopt-check.js









async function checkAdoption(story) {
    const { inputs, context, ports } = story;
    if (context.untrusted !== undefined) {
        throw new Failure('volume', `Nothing is adopted, because ${context.untrusted}. Adopt at a terminal, or in a workflow that strangers cannot start.`);
    }
    await checkTools(ports.machine);
    const checked = await checkVolume(ports.volume, false);
    const path = quoteValue(inputs.path);
    const state = await ports.old.state();
    if (state.kind === 'missing')
        throw new Failure('source', `The directory ${path} does not exist; "path" is the one that holds the dated trees.`);
    if (state.kind === 'not-a-directory')
        throw new Failure('source', `${path} is not a directory; "path" is the one that holds the dated trees.`);
    if (state.otherSeries !== undefined) {
        throw new Failure('source', `The directory ${path} is a series of snapshots already, or lies in one: ${quoteValue(state.otherSeries)}. Only trees that belong to no series are adopted${state.otherSeries === inputs.path ? '; give its own name as "name" to adopt those in it that have no record' : ''}.`);
    }
    if (!state.isSameFilesystem)
        throw cannotRename(story, 'they are on different filesystems');
    return checked;
}
async function checkRename(story) {
    const probe = await story.ports.old.probeRename();
    if (!probe.works)
        throw cannotRename(story, probe.why);
}
function cannotRename({ inputs }, why) {
    const { path, volume } = inputs;
    const what = `Trees cannot be renamed from ${quoteValue(path)} to the volume ${quoteValue(volume)} (${why}), so they cannot be adopted without copying. Make a directory on their own filesystem the volume. Or copy them`;
    return new Failure('volume', `${what}${copyAdvice(inputs)}`);
}
function copyAdvice({ path, prefix, volume, name }) {
    const address = addressOf(volume);
    if (address.kind === 'ssh') {
        const copies = `${address.path}/.old/`;
        const command = `rsync -aH -- ${shellWord(`${path}/`)} ${shellWord(copies)}`;
        return ` there, all at once, so that they go on sharing files, and adopt ${quoteValue(copies)}:\n  ${sshCall(address)} ${shellWord(command)}`;
    }
    const trees = `${shellWord(`${path}/${prefix}`)}[12][0-9]*/`;
    return `, oldest first; each then is a snapshot of the moment at which it is copied:\n  for tree in ${trees}; do snapshot-action save "$tree" --volume ${shellWord(volume)} --name ${shellWord(name)} --tags adopted; done`;
}
async function plan(story, series) {
    const { inputs, ports } = story;
    const names = await ports.old.names();
    const { isSeries } = await ports.old.state();
    const listed = await series.list();
    const begun = await ports.old.begun();
    const found = planAdoption({
        names,
        prefix: pathFromText(inputs.prefix),
        utc: inputs.utc,
        localTime: ports.localTime,
        isSeries,
        taken: new Set([...(await series.takenIds())].filter(id => !begun.has(id))),
        recorded: new Set(listed.flatMap(({ id, record, damage }) => ((record ?? damage) === undefined ? [] : [id])))
    });
    story.left = [...found.left, ...listed.flatMap(({ id, damage }) => damaged(id, damage))];
    const hasDate = found.trees.length > 0 || found.left.some(({ why }) => why !== noDate);
    if (!hasDate && found.left.length > 0 && !isSeries)
        throw nothingDated(story, found);
    return found;
}
const damaged = (id, damage) => damage === undefined
    ? []
    : [{ name: pathFromText(id), why: `is in the series with a record that cannot be used: ${damage}` }];
const noDate = 'its name is no date';
function nothingDated({ inputs }, { left }) {
    const prefixes = new Set(left.flatMap(({ name }) => prefixOf(name) ?? []));
    const [prefix] = prefixes;
    const names = left
        .slice(0, 3)
        .map(({ name }) => display_showName(name))
        .join(', ');
    const advice = prefix === undefined
        ? `Names are understood that begin with a date${inputs.prefix === '' ? '' : ` after ${quoteValue(inputs.prefix)}`}, such as ${datedNameExamples.join(', ')}.`
        : `If ${inBackticks(display_showName(prefix))} is what stands before the date, give it as "prefix"${prefixes.size > 1 ? ', and each of the others in a run of its own' : ''}.`;
    return new Failure('source', `No directory in ${quoteValue(inputs.path)} has a date for a name; there are ${names}. ${advice}`);
}

;// CONCATENATED MODULE: ./lib/actions/adopt-story.js
class AdoptStory {
    inputs;
    context;
    ports;
    program;
    trees = [];
    left = [];
    latest = '';
    #startedAt;
    #startedMs;
    #warnings = [];
    #notes = [];
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.program = program;
        this.#startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    warn(sentence) {
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        this.#notes.push(sentence);
    }
    lock(series) {
        const { run } = this.context;
        const who = run.url ?? (run.runId === undefined ? 'an adoption' : `run ${run.runId}`);
        return series.lock(`${who}, since ${this.ports.clock.now().toISOString()}`, this.inputs.lockTimeoutMs, other => {
            this.ports.reporter.info(`Waiting for the series, which is being written by ${other}`);
        });
    }
    report() {
        const { inputs, program, trees, left, latest } = this;
        return {
            status: this.#status(),
            volume: inputs.volume,
            series: inputs.name,
            path: inputs.path,
            trees,
            left,
            latest,
            warnings: this.#warnings,
            notes: this.#notes,
            startedAt: this.#startedAt,
            durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
            program
        };
    }
    #status() {
        if (this.trees.length === 0)
            return 'nothing';
        if (this.inputs.dryRun)
            return 'dry-run';
        return this.trees.some(({ state }) => state === 'adopted') ? 'adopted' : 'failed';
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
;// CONCATENATED MODULE: ./lib/core/manifest/document-order.js

const pattern = /[*?[]/;
const isPattern = (path) => pattern.test(path);
const ordered = new WeakSet();
function inDocumentOrder(entries) {
    if (ordered.has(entries))
        return entries;
    const sorted = sortedAsWritten(entries);
    ordered.add(sorted);
    return sorted;
}
function sortedAsWritten(entries) {
    const plain = [];
    const patterns = [];
    let isSorted = true;
    let previous;
    for (const entry of entries) {
        const { path } = entry;
        if (pattern.test(path)) {
            patterns.push(entry);
            continue;
        }
        if (isSorted && previous !== undefined)
            isSorted = previous === '.' || (previous < path && path !== '.');
        previous = path;
        plain.push(entry);
    }
    if (!isSorted)
        plain.sort((a, b) => compareWritten(a.path, b.path));
    patterns.sort((a, b) => comparePatterns(a.path, b.path));
    return plain.concat(patterns);
}
function compareInDocument(a, b) {
    const isOne = pattern.test(a);
    if (isOne !== pattern.test(b))
        return isOne ? 1 : -1;
    return isOne ? comparePatterns(a, b) : compareWritten(a, b);
}
function compareWritten(a, b) {
    if (a === '.' || b === '.')
        return a === b ? 0 : a === '.' ? -1 : 1;
    return comparePaths(a, b);
}
function comparePatterns(a, b) {
    const left = a.split('/');
    const right = b.split('/');
    const index = left.findIndex((part, at) => part !== right[at]);
    const first = left[index];
    const second = right[index];
    if (first === undefined)
        return left.length - right.length;
    if (second === undefined)
        return 1;
    const isOne = pattern.test(first);
    if (isOne !== pattern.test(second))
        return isOne ? 1 : -1;
    return generality(first) > generality(second) ? -1 : 1;
}
const generality = (part) => part.replace(/[*?[]/g, mark => (mark === '*' ? '\x00' : mark === '?' ? '\x01' : '\x02'));

;// CONCATENATED MODULE: ./lib/core/manifest/damage.js
class ManifestDamage extends Error {
    name = 'ManifestDamage';
    line;
    problem;
    constructor(line, problem) {
        super(`manifest line ${line} ${problem}`);
        this.line = line;
        this.problem = problem;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/entry-problem.js
const earliestNs = -(2n ** 63n) * 1000000000n;
const latestNs = 2n ** 63n * 1000000000n - 1n;
const highestId = 0xffff_fffe;
const badSegment = /(?:^|\/)\.{0,2}(?:\/|$)/;
function entryProblem(entry) {
    return (pathProblem(entry.path) ??
        numberProblem(entry) ??
        timeProblem('mtime', entry.mtimeNs) ??
        timeProblem('stored mtime', entry.storedMtimeNs) ??
        contentProblem(entry));
}
function pathProblem(path) {
    if (path === '.')
        return undefined;
    if (badSegment.test(path))
        return 'has an absolute path or one with an empty, "." or ".." part';
    return path.includes('\0') ? 'has a NUL byte in its path' : undefined;
}
function numberProblem(entry) {
    const { type, mode, sourceMode, size, owner } = entry;
    if (!entry_problem_isWithin(mode, 0o7777))
        return 'has a mode that is not 0 to 07777';
    if (sourceMode !== undefined && !entry_problem_isWithin(sourceMode, 0o7777))
        return 'has a source mode that is not 0 to 07777';
    if (sourceMode !== undefined && type === 'link')
        return 'has a source mode, which a symlink has not';
    if (!entry_problem_isWithin(size, Number.MAX_SAFE_INTEGER))
        return 'has a size that is not a whole number up to 2^53';
    if (size !== 0 && type !== 'file')
        return 'has a size, which only a file may have';
    if (owner !== undefined && !(entry_problem_isWithin(owner.uid, highestId) && entry_problem_isWithin(owner.gid, highestId)))
        return 'has an owner or group that is not 0 to 4294967294';
    return undefined;
}
const entry_problem_isWithin = (value, most) => Number.isSafeInteger(value) && value >= 0 && value <= most;
const timeProblem = (what, ns) => ns < earliestNs || ns > latestNs ? `has a ${what} that is out of range` : undefined;
function contentProblem({ type, sha256, target }) {
    if (type === 'file' && sha256 === undefined)
        return 'is a file without its sha256';
    if (type !== 'file' && sha256 !== undefined)
        return 'has a sha256, which only a file may have';
    if (sha256 !== undefined && (sha256.length !== 64 || /[^0-9a-f]/.test(sha256)))
        return 'has a sha256 that is not 64 hexadecimal digits';
    if (type === 'link' && target === undefined)
        return 'is a symlink without its target';
    if (type !== 'link' && target !== undefined)
        return 'has a link target, which only a symlink may have';
    if (target !== undefined && (target === '' || target.includes('\0')))
        return 'has a link target that no symlink can have';
    return undefined;
}

;// CONCATENATED MODULE: ./lib/core/manifest/mtree-text.js
const unsafe = /[^A-Za-z0-9._\-/+,@:%~]/;
const everyUnsafe = new RegExp(unsafe, 'g');
const octal = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`);
function escapeBytes(bytes) {
    if (!unsafe.test(bytes))
        return bytes;
    return bytes.replace(everyUnsafe, byte => {
        const escaped = octal[byte.charCodeAt(0)];
        if (escaped === undefined)
            throw new RangeError('a path holds a character that is no byte: read it with pathFromText');
        return escaped;
    });
}
const mtree_text_escape = /\\(?:[0-3][0-7]{2}|M?\^[?-_]|M-[!-~]|[\\#abfnrstv])/y;
const mtree_text_letters = '\\#abfnrstv';
const lettersMean = '\\#\x07\b\f\n\r \t\v';
function unescapeBytes(word) {
    if (/[^!-~]/.test(word))
        return undefined;
    let slash = word.indexOf('\\');
    if (slash < 0)
        return word;
    let bytes = '';
    let from = 0;
    for (; slash >= 0; slash = word.indexOf('\\', from)) {
        mtree_text_escape.lastIndex = slash;
        const match = mtree_text_escape.exec(word);
        if (match === null)
            return undefined;
        bytes += word.slice(from, slash) + byteOf(match[0]);
        from = mtree_text_escape.lastIndex;
    }
    return (bytes + word.slice(from));
}
function byteOf(form) {
    const last = form.charCodeAt(form.length - 1);
    switch (form.charAt(1)) {
        case 'M':
            return String.fromCharCode((form.charAt(2) === '^' ? last ^ 0x40 : last) | 0x80);
        case '^':
            return String.fromCharCode(last ^ 0x40);
        case '0':
        case '1':
        case '2':
        case '3':
            return String.fromCharCode(parseInt(form.slice(1), 8));
        default:
            return lettersMean.charAt(mtree_text_letters.indexOf(form.charAt(1)));
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/mtree-line.js





function encodeEntry(entry) {
    const problem = entryProblem(entry);
    if (problem !== undefined)
        throw new TypeError(`the entry ${display_showName(entry.path)} ${problem}`);
    const [before, what] = [head(entry, entry.mode), content(entry)];
    const line = `${before} time=${timeText(entry.storedMtimeNs)}${what}${tags(entry)}`;
    return { line, timeless: entry.sourceMode === undefined ? before + what : timelessLine(entry) };
}
const timelessLine = (entry) => `${head(entry, entry.sourceMode ?? entry.mode)}${content(entry)}`;
function head({ path, type, owner, size }, mode) {
    const name = path === '.' ? '.' : `./${escapeBytes(path)}`;
    const ids = owner === undefined ? '' : ` uid=${owner.uid} gid=${owner.gid}`;
    return `${name} type=${type} mode=${modeText(mode)}${ids}${type === 'file' ? ` size=${size}` : ''}`;
}
function content({ sha256, target }) {
    if (sha256 !== undefined)
        return ` sha256=${sha256}`;
    return target === undefined ? '' : ` link=${escapeBytes(target)}`;
}
function tags({ mtimeNs, storedMtimeNs, mode, sourceMode }) {
    const mtime = mtimeNs === storedMtimeNs ? '' : `mtime:${timeText(mtimeNs)}`;
    const source = sourceMode === undefined || sourceMode === mode ? '' : `mode:${modeText(sourceMode)}`;
    if (mtime === '' && source === '')
        return '';
    return ` tags=${mtime}${mtime === '' || source === '' ? '' : ','}${source}`;
}
const modeText = (mode) => mode === 0o644 ? '0644' : mode === 0o755 ? '0755' : mode.toString(8).padStart(4, '0');
function timeText(ns) {
    if (ns < 0n) {
        const seconds = (ns - 999999999n) / 1000000000n;
        return `${seconds}.${String(ns - seconds * 1000000000n).padStart(9, '0')}`;
    }
    const digits = ns < 1000000000n ? String(ns).padStart(10, '0') : String(ns);
    return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
function decodeEntry(line, number) {
    const space = line.indexOf(' ');
    const path = pathOf(space < 0 ? line : line.slice(0, space), number);
    const values = new Values(number);
    if (space >= 0)
        for (const word of line.slice(space + 1).split(' '))
            values.take(word);
    const entry = values.entry(path);
    const problem = entryProblem(entry);
    if (problem !== undefined)
        throw new ManifestDamage(number, problem);
    return entry;
}
function pathOf(word, number) {
    const path = unescapeBytes(word);
    if (path === undefined)
        throw new ManifestDamage(number, `has a name that cannot be decoded: ${quoteValue(word)}`);
    if (path !== '.' && !path.startsWith('./'))
        throw new ManifestDamage(number, `has a path that does not start with "./": ${quoteValue(word)}`);
    return path === '.' ? path : path.slice(2);
}
class Values {
    #line;
    #type;
    #mode;
    #sourceMode;
    #uid;
    #gid;
    #size;
    #time;
    #sourceTime;
    #sha256;
    #target;
    constructor(line) {
        this.#line = line;
    }
    take(word) {
        const equals = word.indexOf('=');
        if (equals < 0)
            return;
        const value = word.slice(equals + 1);
        switch (word.slice(0, equals)) {
            case 'type':
                this.#type = this.#once('type', this.#type, isType(value) ? value : undefined, value);
                return;
            case 'mode':
                this.#mode = this.#once('mode', this.#mode, modeOf(value), value);
                return;
            case 'uid':
                this.#uid = this.#once('uid', this.#uid, wholeOf(value), value);
                return;
            case 'gid':
                this.#gid = this.#once('gid', this.#gid, wholeOf(value), value);
                return;
            case 'size':
                this.#size = this.#once('size', this.#size, wholeOf(value), value);
                return;
            case 'time':
                this.#time = this.#once('time', this.#time, timeOf(value), value);
                return;
            case 'sha256':
                this.#sha256 = this.#once('sha256', this.#sha256, value, value);
                return;
            case 'link':
                this.#target = this.#once('link', this.#target, unescapeBytes(value), value);
                return;
            case 'tags':
                for (const tag of value.split(','))
                    this.#takeTag(tag);
        }
    }
    #takeTag(tag) {
        if (tag.startsWith('mtime:')) {
            const value = tag.slice('mtime:'.length);
            this.#sourceTime = this.#once('mtime tag', this.#sourceTime, timeOf(value), value);
        }
        else if (tag.startsWith('mode:')) {
            const value = tag.slice('mode:'.length);
            this.#sourceMode = this.#once('mode tag', this.#sourceMode, modeOf(value), value);
        }
    }
    entry(path) {
        const type = this.#needed('type', this.#type);
        const time = this.#needed('time', this.#time);
        if ((this.#uid === undefined) !== (this.#gid === undefined))
            throw this.#damage('has only one of uid and gid');
        return {
            path,
            type,
            mode: this.#needed('mode', this.#mode),
            ...(this.#sourceMode !== undefined && { sourceMode: this.#sourceMode }),
            ...(this.#uid !== undefined && this.#gid !== undefined && { owner: { uid: this.#uid, gid: this.#gid } }),
            size: type === 'file' ? this.#needed('size', this.#size) : (this.#size ?? 0),
            mtimeNs: this.#sourceTime ?? time,
            storedMtimeNs: time,
            ...(this.#sha256 !== undefined && { sha256: this.#sha256 }),
            ...(this.#target !== undefined && { target: this.#target })
        };
    }
    #once(word, before, value, text) {
        if (before !== undefined)
            throw this.#damage(`says ${word} twice`);
        if (value === undefined)
            throw this.#damage(`has a ${word} that cannot be read: ${quoteValue(text)}`);
        return value;
    }
    #needed(word, value) {
        if (value === undefined)
            throw this.#damage(`has no ${word}`);
        return value;
    }
    #damage(problem) {
        return new ManifestDamage(this.#line, problem);
    }
}
const isType = (text) => text === 'file' || text === 'dir' || text === 'link';
const modeOf = (text) => (/^[0-7]{1,5}$/.test(text) ? parseInt(text, 8) : undefined);
const wholeOf = (text) => (/^\d{1,16}$/.test(text) ? Number(text) : undefined);
function timeOf(text) {
    if (!/^(?:-[1-9]\d{0,18}|\d{1,19})\.\d{9}$/.test(text))
        return undefined;
    const dot = text.length - 10;
    const fraction = text.slice(dot + 1);
    if (text.startsWith('-'))
        return BigInt(text.slice(0, dot)) * 1000000000n + BigInt(fraction);
    return BigInt(text.slice(0, dot) + fraction);
}

;// CONCATENATED MODULE: ./lib/core/manifest/tree-digest.js



const pieceLength = 65_536;
class TreeDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #piece = '';
    take(line) {
        this.#piece += `${line}\n`;
        if (this.#piece.length < pieceLength)
            return;
        this.#hash.update(this.#piece, 'latin1');
        this.#piece = '';
    }
    end() {
        return `sha256:${this.#hash.update(this.#piece, 'latin1').digest('hex')}`;
    }
}
const known = new WeakMap();
function rememberDigest(entries, digest) {
    known.set(entries, digest);
}
function manifestDigest(entries) {
    const digest = known.get(entries);
    if (digest !== undefined)
        return digest;
    const lines = new TreeDigest();
    for (const entry of inDocumentOrder(entries))
        lines.take(timelessLine(entry));
    return lines.end();
}

;// CONCATENATED MODULE: ./lib/core/entry.js
const entry_sourceModeOf = (entry) => entry.sourceMode ?? entry.mode;
function asStored(source, storedMtimeNs, storedMode) {
    const { path, type, mode, sourceMode, size, mtimeNs, sha256, owner, target } = source;
    const isOther = sourceMode !== undefined || (storedMode !== undefined && storedMode !== mode);
    if (!isOther && type === 'file' && sha256 !== undefined) {
        return owner === undefined
            ? { path, type, mode, size, mtimeNs, storedMtimeNs, sha256 }
            : { path, type, mode, size, mtimeNs, storedMtimeNs, sha256, owner };
    }
    return {
        ...{ path, type, mode: storedMode ?? mode, size, mtimeNs, storedMtimeNs },
        ...(isOther && { sourceMode: entry_sourceModeOf(source) }),
        ...(owner !== undefined && { owner }),
        ...(sha256 !== undefined && { sha256 }),
        ...(target !== undefined && { target })
    };
}
const isLocked = ({ mode }) => (mode & 0o300) !== 0o300;
const sameOwner = (a, b) => a?.uid === b?.uid && a?.gid === b?.gid;

;// CONCATENATED MODULE: ./lib/core/link-step.js
function linkTo(path, tree, stored) {
    const { size, storedMtimeNs, mode, owner, type } = stored;
    const from = stored.path === path ? path : stored.path;
    if (type === 'link')
        return { path, tree, from, size, storedMtimeNs, ...(owner === undefined ? {} : { owner }) };
    return owner === undefined
        ? { path, tree, from, size, storedMtimeNs, mode }
        : { path, tree, from, size, storedMtimeNs, mode, owner };
}

;// CONCATENATED MODULE: ./lib/core/path-index.js
class PathIndex {
    #entries;
    #next = 0;
    constructor(entries) {
        this.#entries = isInOrder(entries) ? entries : inOrder(entries);
    }
    get(path) {
        const next = this.#entries[this.#next];
        if (next?.path === path) {
            this.#next++;
            return next;
        }
        const at = this.#firstFrom(path);
        const found = this.#entries[at];
        if (found?.path !== path) {
            this.#next = at;
            return undefined;
        }
        this.#next = at + 1;
        return found;
    }
    #firstFrom(path) {
        let low = 0;
        let high = this.#entries.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const entry = this.#entries[middle];
            if (entry !== undefined && (entry.path === '.' || entry.path < path))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
function isInOrder(entries) {
    let previous;
    for (const { path } of entries) {
        if (previous !== undefined && previous !== '.' && previous >= path)
            return false;
        if (path === '.' && previous !== undefined)
            return false;
        previous = path;
    }
    return true;
}
function inOrder(entries) {
    const byPath = new Map(entries.map(entry => [entry.path, entry]));
    byPath.delete('.');
    return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

;// CONCATENATED MODULE: ./lib/core/plan.js



const contentKey = (entry) => entry.sha256 === undefined || entry.size === 0
    ? undefined
    : `${entry.sha256} ${entry_sourceModeOf(entry)} ${entry.owner?.uid ?? ''} ${entry.owner?.gid ?? ''}`;
function planByContent(source, bases) {
    const strangers = new Set();
    const indexes = bases.map(base => new Index(base, strangers));
    const ownSteps = source.map(entry => (entry.type === 'dir' ? undefined : samePath(entry, indexes)));
    for (const [at, { sha256 }] of source.entries()) {
        const step = ownSteps[at];
        if (sha256 !== undefined && (step === undefined || !plan_isWhole(step, indexes)))
            strangers.add(sha256);
    }
    const index = new PathIndex(source);
    const isInSource = (path) => index.get(path)?.type === 'file';
    const first = indexes[0];
    const movedFrom = new Set();
    const directories = [];
    const symlinks = [];
    const links = [];
    const unlinked = [];
    let filesAdded = 0;
    let filesChanged = 0;
    let filesMoved = 0;
    for (const [at, entry] of source.entries()) {
        if (entry.type === 'dir') {
            directories.push(entry);
            continue;
        }
        const step = ownSteps[at] ?? sameContent(entry, indexes, isInSource);
        const whole = step === undefined || plan_isWhole(step, indexes) ? step : wholeCopy(entry, indexes);
        if (whole !== undefined)
            links.push({ entry, step: whole });
        else if (entry.type === 'link')
            symlinks.push(entry);
        else
            unlinked.push({ entry, cause: step === undefined ? causeOfCopy(entry, first) : 'damaged' });
        if (entry.type !== 'file')
            continue;
        const before = first?.byPath.get(entry.path);
        if (before?.type === 'file') {
            if (!isSameFile(entry, before))
                filesChanged++;
        }
        else if (step !== undefined &&
            first !== undefined &&
            isFrom(step, first) &&
            !isInSource(step.from) &&
            !movedFrom.has(step.from)) {
            movedFrom.add(step.from);
            filesMoved++;
        }
        else
            filesAdded++;
    }
    let filesRemoved = 0;
    for (const entry of first?.base.entries ?? []) {
        if (entry.type === 'file' && !isInSource(entry.path) && !movedFrom.has(entry.path))
            filesRemoved++;
    }
    return {
        directories,
        symlinks,
        links,
        ...shareCopies(unlinked),
        difference: { filesAdded, filesChanged, filesMoved, filesRemoved }
    };
}
function shareCopies(wanted) {
    const leaders = new Map();
    const copies = [];
    const twins = [];
    for (const copy of wanted) {
        const key = contentKey(copy.entry);
        const of = key === undefined ? undefined : leaders.get(key);
        if (of !== undefined)
            twins.push({ entry: copy.entry, of, cause: copy.cause });
        else {
            if (key !== undefined)
                leaders.set(key, copy.entry.path);
            copies.push(copy);
        }
    }
    return { copies, twins };
}
class Index {
    base;
    tree;
    byPath;
    #strangers;
    #byContent;
    constructor(base, strangers) {
        this.base = base;
        this.tree = { series: base.series, id: base.id };
        this.byPath = new PathIndex(base.entries);
        this.#strangers = strangers;
    }
    get byContent() {
        return (this.#byContent ??= indexByContent(this.base, this.#strangers));
    }
}
function indexByContent({ entries }, wanted) {
    const byContent = new Map();
    for (const entry of entries) {
        if (entry.sha256 === undefined || !wanted.has(entry.sha256))
            continue;
        const key = contentKey(entry);
        if (key === undefined)
            continue;
        const holders = byContent.get(key);
        if (holders === undefined)
            byContent.set(key, { entries: [entry], next: 0 });
        else
            holders.entries.push(entry);
    }
    return byContent;
}
const isFrom = (step, index) => step.tree === index.tree;
const isSameFile = (a, b) => a.sha256 !== undefined &&
    a.sha256 === b.sha256 &&
    a.size === b.size &&
    entry_sourceModeOf(a) === entry_sourceModeOf(b) &&
    sameOwner(a.owner, b.owner);
function samePath(entry, indexes) {
    for (const index of indexes) {
        const before = index.byPath.get(entry.path);
        if (before?.type !== entry.type)
            continue;
        const isSame = entry.type === 'link'
            ? entry.target === before.target && sameOwner(entry.owner, before.owner)
            : isSameFile(entry, before);
        if (isSame)
            return stepTo(entry, before, index);
    }
    return undefined;
}
function sameContent(entry, indexes, isInSource) {
    const key = contentKey(entry);
    if (key === undefined)
        return undefined;
    for (const index of indexes) {
        const holders = index.byContent.get(key);
        if (holders === undefined)
            continue;
        while (holders.next < holders.entries.length) {
            const holder = holders.entries[holders.next++];
            if (holder !== undefined && !isInSource(holder.path))
                return stepTo(entry, holder, index);
        }
        const holder = holders.entries[0];
        if (holder !== undefined)
            return stepTo(entry, holder, index);
    }
    return undefined;
}
const plan_isWhole = (step, indexes) => indexes.find(index => isFrom(step, index))?.base.damaged?.has(step.from) !== true;
function wholeCopy(entry, indexes) {
    const key = contentKey(entry);
    if (key === undefined)
        return undefined;
    for (const index of indexes) {
        const holder = index.byContent.get(key)?.entries.find(({ path }) => index.base.damaged?.has(path) !== true);
        if (holder !== undefined)
            return stepTo(entry, holder, index);
    }
    return undefined;
}
const stepTo = (entry, before, index) => linkTo(entry.path, index.tree, before);
function causeOfCopy(entry, first) {
    const before = first?.byPath.get(entry.path);
    if (before?.type !== 'file')
        return 'new';
    if (before.sha256 !== entry.sha256)
        return 'content';
    if (entry_sourceModeOf(before) !== entry_sourceModeOf(entry))
        return 'mode';
    if (!sameOwner(before.owner, entry.owner))
        return 'owner';
    return 'content';
}

;// CONCATENATED MODULE: ./lib/core/plan-quick.js

function planByTimes(source, bases) {
    const indexes = bases.map(base => ({ base, files: filesOf(base) }));
    const first = indexes[0]?.files;
    const directories = [];
    const symlinks = [];
    const expected = [];
    const rest = [];
    const fresh = [];
    const seen = new Set();
    let filesAdded = 0;
    let filesChanged = 0;
    for (const entry of source) {
        if (entry.type === 'dir')
            directories.push(entry);
        else if (entry.type === 'link')
            symlinks.push(entry);
        else {
            seen.add(entry.path);
            const match = indexes.find(index => isQuickEqual(entry, index.files.get(entry.path)));
            const before = match?.files.get(entry.path);
            const damaged = indexes.find(({ base, files }) => base.damaged?.has(entry.path) === true && isQuickEqual(entry, files.get(entry.path)));
            const beforeDamage = damaged?.files.get(entry.path);
            if (beforeDamage !== undefined)
                fresh.push({ entry, before: beforeDamage });
            else if (match !== undefined && before !== undefined)
                expected.push({ entry, base: match.base, before });
            else
                rest.push(entry);
            const old = first?.get(entry.path);
            if (old === undefined)
                filesAdded++;
            else if (!isQuickEqual(entry, old))
                filesChanged++;
        }
    }
    let filesRemoved = 0;
    for (const path of first?.keys() ?? [])
        if (!seen.has(path))
            filesRemoved++;
    const difference = { filesAdded, filesChanged, filesMoved: 0, filesRemoved };
    return { directories, symlinks, expected, rest, fresh, difference };
}
function causeOfQuickCopy(entry, before) {
    if (before?.type !== 'file')
        return 'new';
    const isOther = entry.sha256 === undefined ? before.size !== entry.size : before.sha256 !== entry.sha256;
    if (isOther)
        return 'content';
    if (before.mode !== entry.mode)
        return 'mode';
    return sameOwner(before.owner, entry.owner) ? 'mtime' : 'owner';
}
function filesOf(base) {
    const files = new Map();
    for (const entry of base.entries)
        if (entry.type === 'file')
            files.set(entry.path, entry);
    return files;
}
const isQuickEqual = (entry, before) => entry.size === before?.size &&
    entry.mtimeNs === before.storedMtimeNs &&
    entry.mode === before.mode &&
    sameOwner(entry.owner, before.owner);

;// CONCATENATED MODULE: ./lib/core/record.js
const recordFormat = 1;
const mostLargest = 10;
const countsOf = (of) => ({
    files: of.files,
    filesLinked: of.filesLinked,
    filesCopied: of.filesCopied,
    filesAdded: of.filesAdded,
    filesChanged: of.filesChanged,
    filesMoved: of.filesMoved,
    filesRemoved: of.filesRemoved,
    directories: of.directories,
    symlinks: of.symlinks
});
const bytesOf = (of) => ({
    bytes: of.bytes,
    bytesLinked: of.bytesLinked,
    bytesAdded: of.bytesAdded,
    bytesOnDisk: of.bytesOnDisk
});

;// CONCATENATED MODULE: ./lib/core/cause.js
const cause_causes = [
    'new',
    'content',
    'mode',
    'owner',
    'mtime',
    'link-limit',
    'other-filesystem',
    'altered',
    'damaged',
    'refused'
];

;// CONCATENATED MODULE: ./lib/core/settled.js

const largestKept = 20;
function tally(settled) {
    const byCause = new Map(cause_causes.map(cause => [cause, { files: 0, bytes: 0 }]));
    const copied = [];
    const sum = { files: 0, filesLinked: 0, filesCopied: 0, directories: 0, symlinks: 0, bytes: 0, bytesLinked: 0 };
    for (const { entry, how, cause } of settled) {
        if (entry.type === 'dir')
            sum.directories++;
        else if (entry.type === 'link')
            sum.symlinks++;
        else {
            sum.files++;
            sum.bytes += entry.size;
            if (how === 'linked') {
                sum.filesLinked++;
                sum.bytesLinked += entry.size;
            }
            else {
                sum.filesCopied++;
                const counted = byCause.get(cause ?? 'new');
                if (counted !== undefined) {
                    counted.files++;
                    counted.bytes += entry.size;
                }
                copied.push({ path: entry.path, bytes: entry.size, cause: cause ?? 'new' });
            }
        }
    }
    return {
        ...sum,
        causes: [...byCause]
            .map(([cause, { files, bytes }]) => ({ cause, files, bytes }))
            .filter(({ files }) => files > 0)
            .sort((a, b) => b.bytes - a.bytes || b.files - a.files),
        largest: copied.sort((a, b) => b.bytes - a.bytes).slice(0, largestKept)
    };
}

;// CONCATENATED MODULE: ./lib/core/adopted-tree.js






const keyOf = ({ dev, ino }) => `${dev} ${ino}`;
class KnownInodes {
    #known = new Map();
    add(entries, id) {
        for (const entry of entries) {
            if (entry.type === 'dir')
                continue;
            const { mtimeNs, ctimeNs, size, sha256 } = entry;
            const content = sha256 === undefined ? {} : { sha256 };
            this.#known.set(keyOf(entry), { mtimeNs, ctimeNs, size, ...content, lastIn: id });
        }
    }
    lastTreeOf(entry) {
        return this.#known.get(keyOf(entry))?.lastIn;
    }
    withContents(entries) {
        const unread = new Map();
        const known = entries.map(entry => {
            if (entry.type !== 'file')
                return entry;
            const before = this.#known.get(keyOf(entry));
            const isSame = before?.size === entry.size && before.mtimeNs === entry.storedMtimeNs && before.ctimeNs === entry.ctimeNs;
            if (isSame && before.sha256 !== undefined)
                return { ...entry, sha256: before.sha256 };
            if (!unread.has(keyOf(entry)))
                unread.set(keyOf(entry), entry.path);
            return entry;
        });
        return { entries: known, unread: [...unread.values()] };
    }
}
function spreadContents(entries, read) {
    const contents = new Map(read.map(entry => [keyOf(entry), entry.sha256]));
    return entries.map(entry => {
        const sha256 = entry.type === 'file' && entry.sha256 === undefined ? contents.get(keyOf(entry)) : undefined;
        return sha256 === undefined ? entry : { ...entry, sha256 };
    });
}
function isSameTree(one, other) {
    const seen = new Map(one.map(entry => [entry.path, entry]));
    return (one.length === other.length &&
        other.every(entry => {
            const before = seen.get(entry.path);
            return before !== undefined && keyOf(before) === keyOf(entry) && before.ctimeNs === entry.ctimeNs;
        }));
}
const withStoredTop = (entries) => entries.map(entry => entry.path === '.' && (entry.mode & 0o700) !== 0o700
    ? { ...entry, mode: entry.mode | 0o700, sourceMode: entry.mode }
    : entry);
function sharedWith(entries, known, previous) {
    const here = new Set();
    const shares = new Map();
    const isLinked = new Set();
    let bytesOnDisk = 0;
    let bytesAdded = 0;
    for (const entry of entries) {
        if (entry.type === 'dir') {
            bytesOnDisk += entry.allocated;
            bytesAdded += entry.allocated;
            continue;
        }
        const tree = known.lastTreeOf(entry);
        if (tree !== undefined || here.has(keyOf(entry)))
            isLinked.add(entry.path);
        if (here.has(keyOf(entry)))
            continue;
        here.add(keyOf(entry));
        bytesOnDisk += entry.allocated;
        if (tree === undefined)
            bytesAdded += entry.allocated;
        else
            shares.set(tree, (shares.get(tree) ?? 0) + 1);
    }
    const [base] = [...shares].sort(([a, files], [b, others]) => Number(a === previous) - Number(b === previous) || others - files);
    return { bytesOnDisk, bytesAdded, isLinked, ...(base === undefined ? {} : { base: base[0] }) };
}
function recordOfAdopted({ id, series, moment, base, shared, entries, ...tree }) {
    const { causes, ...sums } = tally(settledOf(entries, shared, base?.entries ?? []));
    const { difference } = planByContent(entries, base === undefined ? [] : [base]);
    return {
        format: recordFormat,
        id,
        series,
        status: 'complete',
        startedAt: moment.toISOString(),
        finishedAt: moment.toISOString(),
        durationMs: 0,
        ...(base === undefined ? {} : { base: { id: base.id } }),
        compare: 'quick',
        digest: manifestDigest(entries),
        ownersKept: tree.ownersKept,
        tags: [adoptedTag],
        pinned: false,
        run: {},
        program: tree.program,
        causes,
        ...countsOf({ ...sums, ...difference }),
        bytes: sums.bytes,
        bytesLinked: sums.bytesLinked,
        bytesAdded: shared.bytesAdded,
        bytesOnDisk: shared.bytesOnDisk
    };
}
function settledOf(entries, { isLinked }, before) {
    const old = new Map(before.map(entry => [entry.path, entry]));
    return entries.map((entry) => {
        if (entry.type !== 'file')
            return { entry, how: 'made' };
        if (isLinked.has(entry.path))
            return { entry, how: 'linked' };
        return { entry, how: 'copied', cause: causeOfQuickCopy(entry, old.get(entry.path)) };
    });
}

;// CONCATENATED MODULE: ./lib/core/manifest/tree-shape.js


class TreeShape {
    #directories = new Set();
    #previous;
    #parent;
    admit({ path, type }) {
        const previous = this.#previous;
        this.#previous = path;
        if (previous === undefined) {
            if (path !== '.' || type !== 'dir')
                return 'is not the top directory, which comes first';
        }
        else {
            const order = compareInDocument(previous, path);
            if (order === 0)
                return 'has the same path as the one before';
            if (order > 0)
                return 'is out of order';
            const parent = byte_path_parentPath(path);
            if (parent !== this.#parent && !this.#directories.has(parent))
                return 'lies in what is not a directory';
            this.#parent = parent;
        }
        if (type === 'dir')
            this.#directories.add(path);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/manifest.js







const manifest_pieceLength = 65_536;
function* encodeManifest(header, entries, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const shape = new TreeShape();
    let piece = `#mtree\n# snapshot ${headerWord(header.id)} of ${headerWord(header.series)}\n`;
    for (const entry of inDocumentOrder(entries)) {
        const { line, timeless } = encodeEntry(entry);
        piece += `${line}\n`;
        digest?.take(timeless);
        const problem = shape.admit(entry);
        if (problem !== undefined)
            throw new TypeError(`the entry ${display_showName(entry.path)} ${problem}`);
        if (piece.length < manifest_pieceLength)
            continue;
        hash.update(piece, 'latin1');
        yield piece;
        piece = '';
    }
    if (entries.length === 0)
        throw new TypeError('a manifest needs at least the top directory');
    hash.update(piece, 'latin1');
    yield `${piece}# end ${entries.length} entries sha256:${hash.digest('hex')}\n`;
}
function headerWord(text) {
    if (text === '')
        throw new TypeError('a manifest needs the id and the series of its snapshot');
    return escapeBytes(pathFromText(text));
}

;// CONCATENATED MODULE: ./lib/core/no-space.js


class NoSpace extends Failure {
    isAsked;
    #words;
    constructor(words, options, room) {
        super('room', words(shortageOf(room)), options);
        this.#words = words;
        this.isAsked = room !== undefined;
    }
    with(room) {
        return new NoSpace(this.#words, { cause: this.cause }, room);
    }
}
const fewInodes = 16;
const fewBytes = 65_536;
function shortageOf(room) {
    const either = { what: 'no space left, or no inode', shownBy: 'df shows space, df -i shows inodes' };
    if (room === undefined)
        return either;
    const { bytes, inodes } = room;
    const space = { what: 'no space left', shownBy: 'df shows space' };
    if (inodes === undefined)
        return { ...space, what: `${space.what} (${units_formatBytes(bytes)} free now)` };
    const figures = `(${units_formatBytes(bytes)} and ${countOf(inodes, 'inode', 'inodes')} free now)`;
    if (inodes >= fewInodes) {
        return { ...space, what: `${space.what}${bytes < fewBytes ? '' : ' for what was being written'} ${figures}` };
    }
    if (bytes < fewBytes)
        return { ...either, what: `${either.what} ${figures}` };
    return {
        what: `no inode left ${figures}`,
        shownBy: 'df -i shows inodes; each file, directory and symlink takes one'
    };
}

;// CONCATENATED MODULE: ./lib/core/system-failure.js


const failing = {
    kind: 'volume',
    what: 'A disk, or the connection to one, is failing',
    mend: 'Look into the log of the kernel (dmesg), and check the disk or the server before the next run.'
};
const notAllowed = {
    kind: 'volume',
    what: "The runner's user may not do that",
    mend: 'Let that user read the source and write the volume, and let one user own all snapshots of a series.'
};
const tooMany = {
    kind: 'volume',
    what: 'Too many files are open on this machine',
    mend: 'Raise the limit (ulimit -n), or set "jobs" to a smaller number.'
};
const refusals = {
    EDQUOT: { kind: 'room', what: 'The quota is used up', mend: 'Free space, raise the quota, or keep fewer snapshots.' },
    EROFS: {
        kind: 'volume',
        what: 'The filesystem is read-only',
        mend: 'A disk with errors may have become so: check it.'
    },
    EIO: failing,
    ESTALE: failing,
    EUCLEAN: failing,
    ENOTCONN: failing,
    ETIMEDOUT: failing,
    EACCES: notAllowed,
    EPERM: notAllowed,
    EMFILE: tooMany,
    ENFILE: tooMany
};
const disturbed = {
    kind: 'volume',
    what: 'Something else changes what is ours on the volume',
    mend: 'Let nothing but this action write in a series, and run it again.'
};
const isDisturbed = (code, message) => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code) && message.includes('/.snapshots/');
const noSpace = (error) => new NoSpace(({ what, shownBy }) => `There is ${what}: ${failure_messageOf(error)}.\nFree some (${shownBy}), or keep fewer snapshots.`, { cause: error });
function systemFailure(error) {
    const code = failure_codeOf(error) ?? '';
    if (code === 'ENOSPC')
        return noSpace(error);
    const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
    const refusal = known ?? (isDisturbed(code, failure_messageOf(error)) ? disturbed : undefined);
    if (refusal === undefined)
        return undefined;
    const { kind, what, mend } = refusal;
    return new Failure(kind, `${what}: ${failure_messageOf(error)}.\n${mend}`, { cause: error });
}
const failureOf = (thrown) => thrown instanceof Failure ? thrown : systemFailure(thrown);

;// CONCATENATED MODULE: ./lib/actions/shortage.js


async function withShortage(place, thrown) {
    const failure = failureOf(thrown);
    if (!(failure instanceof NoSpace) || failure.isAsked)
        return thrown;
    try {
        return failure.with(await place.free());
    }
    catch {
        return thrown;
    }
}

;// CONCATENATED MODULE: ./lib/actions/one-of-many.js



async function troubleOf(volume, thrown) {
    const error = await withShortage(volume, thrown);
    const failure = failureOf(error);
    const isOfSystem = /^E(?!RR_)/.test(failure_codeOf(error) ?? '');
    if (failure?.kind === 'cancelled' || (failure === undefined && !isOfSystem))
        throw error;
    return { error, failure, why: failure_messageOf(failure ?? error) };
}

;// CONCATENATED MODULE: ./lib/actions/adopt-tree.js







class Adopter {
    #story;
    #series;
    #known = new KnownInodes();
    #ids;
    #before;
    constructor(story, series, recorded) {
        this.#story = story;
        this.#series = series;
        this.#ids = new Set(recorded);
    }
    foresee(tree) {
        return this.#attempt(async () => {
            const previous = await this.#goTo(tree.id);
            const { entries, specials } = await this.#read(tree);
            const shared = sharedWith(entries, this.#known, previous);
            this.#remember(tree.id, entries);
            return figuresOf(entries, shared, specials.length);
        });
    }
    adopt(tree) {
        return this.#attempt(async () => {
            const { ports, program } = this.#story;
            const previous = await this.#goTo(tree.id);
            const { entries, specials } = await this.#hashed(tree);
            const shared = sharedWith(entries, this.#known, previous);
            const series = this.#series.name;
            const base = await this.#base(shared);
            const record = recordOfAdopted({
                ...{ id: tree.id, series, moment: tree.moment, program, entries, shared },
                ownersKept: ports.machine.isRoot,
                ...(base === undefined ? {} : { base })
            });
            const top = entries[0];
            const topMode = top?.sourceMode === undefined ? undefined : top.mode;
            await ports.old.take(tree.name, record, encodeManifest({ id: tree.id, series }, entries), topMode);
            this.#remember(tree.id, entries);
            return figuresOf(entries, shared, specials.length);
        });
    }
    async #attempt(work) {
        try {
            return { done: await work() };
        }
        catch (thrown) {
            const { error, failure, why } = await troubleOf(this.#story.ports.volume, thrown);
            if (failure?.kind === 'room' || failure instanceof Unreachable)
                throw error;
            return { why: why.replaceAll('\n', ' ') };
        }
    }
    async #read({ name }) {
        const tree = await this.#story.ports.old.read(name, this.#story.ports.reporter.progress);
        if (tree.unreadable !== undefined) {
            const { path, why } = tree.unreadable;
            throw new Failure('source', `${display_showName(path)} could not be read: ${why}`);
        }
        if (tree.elsewhere !== undefined) {
            throw new Failure('source', `${display_showName(tree.elsewhere)} in it is on another filesystem, or a btrfs subvolume of its own`);
        }
        return tree;
    }
    async #hashed(tree) {
        const { old, reporter } = this.#story.ports;
        const first = await this.#read(tree);
        const { entries, unread } = this.#known.withContents(first.entries);
        const read = await old.hash(tree.name, unread, reporter.progress);
        const second = await this.#read(tree);
        if (!isSameTree(first.entries, second.entries) || !isSameTree(read, entriesAt(second.entries, unread)))
            throw new Failure('source', 'it changed while it was read: is something writing there?');
        return { ...second, entries: withStoredTop(spreadContents(entries, read)) };
    }
    async #goTo(id) {
        const previous = [...this.#ids]
            .filter(one => compareSnapshotIds(one, id) < 0)
            .sort(compareSnapshotIds)
            .at(-1);
        if (previous === undefined || previous === this.#before?.id)
            return previous;
        try {
            const manifest = await this.#series.manifest(previous);
            const contents = new Map(manifest.map(entry => [entry.path, entry.sha256]));
            const { entries } = await this.#story.ports.old.readSnapshot(previous);
            const stored = new Map(manifest.map(entry => [entry.path, entry]));
            const known = entries.map(entry => {
                const sha256 = isAsStored(entry, stored.get(entry.path)) ? contents.get(entry.path) : undefined;
                return sha256 === undefined ? entry : { ...entry, sha256 };
            });
            this.#known.add(known, previous);
            this.#before = { series: this.#series.name, id: previous, entries: manifest };
            return previous;
        }
        catch (error) {
            if (error instanceof Failure && error.kind === 'cancelled')
                throw error;
            this.#story.note(`The snapshot ${previous} could not be compared with, and its files count as not shared: ${failure_messageOf(error)}`);
            this.#ids.delete(previous);
            return undefined;
        }
    }
    async #base({ base }) {
        if (base === undefined)
            return undefined;
        if (base === this.#before?.id)
            return this.#before;
        return { series: this.#series.name, id: base, entries: await this.#series.manifest(base) };
    }
    #remember(id, entries) {
        this.#known.add(entries, id);
        this.#ids.add(id);
        this.#before = { series: this.#series.name, id, entries };
    }
}
function entriesAt(entries, paths) {
    const wanted = new Set(paths);
    return entries.filter(({ path }) => wanted.has(path));
}
const isAsStored = (entry, stored) => stored?.type === 'file' && stored.size === entry.size && stored.storedMtimeNs === entry.storedMtimeNs;
function figuresOf(entries, shared, specials) {
    const { files, filesLinked, bytes, bytesLinked } = tally(settledOf(entries, shared, []));
    const { bytesOnDisk, bytesAdded } = shared;
    return { files, filesLinked, bytes, bytesLinked, bytesOnDisk, bytesAdded, specials };
}

;// CONCATENATED MODULE: ./lib/actions/findings.js

const sentences = {
    'link-limit': ({ files, theirFiles, copies, toThem }) => `${files} could not be linked, because ${theirFiles} as many links as the filesystem allows. ${copies} stored. Nothing needs to be done: later snapshots link to ${toThem}, so the room is paid for once.`,
    'other-filesystem': ({ files, copies }) => `${files} could not be linked, because the base lies on another filesystem. ${copies} stored. Keep a series on one filesystem.`,
    altered: ({ files, copies }) => `${files} could not be linked, because the base no longer holds what was stored: something changed or removed it inside an old snapshot. ${copies} stored, so the new snapshot is right; the old ones are damaged.`,
    damaged: ({ files, copies }) => `${files} could not be linked, because a verification found the stored bytes damaged. ${copies} stored, so the new snapshot is right; the old ones are damaged. Check the disk of the volume.`,
    refused: ({ files, copies }) => `${files} could not be linked, because the kernel or the filesystem refused it. ${copies} stored. Let one user own all snapshots of a series.`
};
const wordsFor = (count) => count === 1
    ? { files: 'One file', theirFiles: 'its stored file has', copies: 'A fresh copy was', toThem: 'this copy' }
    : {
        files: `${units_formatCount(count)} files`,
        theirFiles: 'their stored files have',
        copies: 'Fresh copies were',
        toThem: 'these copies'
    };
const findings = (inputs, record) => [
    ...record.causes.flatMap(({ cause, files }) => sentences[cause]?.(wordsFor(files)) ?? []),
    ...ratioTooLow(inputs, record)
];
function ratioTooLow({ minLinkRatio }, record) {
    if (minLinkRatio === undefined || record.base === undefined || record.files === 0)
        return [];
    const ratio = record.filesLinked / record.files;
    if (ratio >= minLinkRatio)
        return [];
    return [
        `Only ${formatPercent(ratio)} of the files could be linked; "min-link-ratio" expects ${formatPercent(minLinkRatio)}. The summary says why files were copied.`
    ];
}
const cannotDelete = (left) => `Some of what was to be deleted could not be, and is tried again by the next run: ${left.slice(0, 3).join('; ')}${left.length > 3 ? ` and ${units_formatCount(left.length - 3)} more` : ''}`;

;// CONCATENATED MODULE: ./lib/actions/adopt.js











async function adopt(inputs, context, ports, program) {
    const story = new AdoptStory(inputs, context, ports, program);
    const { mark } = await ports.reporter.phase('Check', () => checkAdoption(story));
    const series = ports.volume.series(inputs.name);
    const foreseen = await plan(story, series);
    if (inputs.dryRun) {
        await foreseeAll(story, series, foreseen);
        return story.report();
    }
    const latest = await latestShouldBe(story, series);
    if (foreseen.trees.length === 0 && latest.is === latest.shouldBe) {
        story.latest = latest.is;
        return story.report();
    }
    await checkRename(story);
    if (mark) {
        await ports.volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program }));
        story.note('The volume is a filesystem of its own and was marked as a volume at this first use.');
    }
    const lock = await ports.reporter.phase('Lock the series', () => story.lock(series));
    try {
        await adoptAll(story, series);
    }
    finally {
        await lock.release();
    }
    return story.report();
}
async function foreseeAll(story, series, { trees }) {
    const adopter = new Adopter(story, series, await recordedIn(series));
    await story.ports.reporter.phase('Look at the trees', async () => {
        for (const tree of trees)
            tell(story, tree, 'planned', await adopter.foresee(tree));
    });
}
async function adoptAll(story, series) {
    const { reporter, old } = story.ports;
    const { left } = await series.clear();
    if (left.length > 0)
        story.warn(cannotDelete(left));
    await refuseBlockedLatest(series);
    const { trees, pointer } = await plan(story, series);
    const { isSeries } = await old.state();
    const adopter = new Adopter(story, series, await recordedIn(series));
    await reporter.phase('Adopt', async () => {
        await old.sync();
        for (const tree of trees) {
            const attempt = await adopter.adopt(tree);
            tell(story, tree, 'adopted', attempt);
            if ('done' in attempt && isSeries && pointer?.names === tree.name)
                await series.pointLatest(tree.id);
        }
    });
    story.latest = await pointNewest(story, series);
    if (pointer !== undefined && !isSeries)
        tellOfOldLink(story, pointer);
}
const recordedIn = async (series) => (await series.list()).flatMap(({ id, record }) => (record === undefined ? [] : [id]));
function tell(story, { name, id }, state, attempt) {
    const { reporter, clock } = story.ports;
    if ('why' in attempt) {
        story.trees.push({ state: 'failed', name, id, why: attempt.why, figures: noFigures });
        reporter.info(`${display_showName(name)} stays where it is: ${attempt.why}`);
        return;
    }
    const { files, filesLinked, specials } = attempt.done;
    story.trees.push({ state, name, id, figures: attempt.done });
    const shared = files === 0 ? '' : `, ${formatPercent(filesLinked / files)} of them links`;
    reporter.info(`${display_showName(name)} → ${id}: ${countOf(files, 'file', 'files')}${shared}`);
    if (specials > 0) {
        const those = specials === 1
            ? 'it stays in its place, and the manifest does not have it'
            : 'they stay in their place, and the manifest does not have them';
        story.note(`${display_showName(name)} holds ${countOf(specials, 'FIFO, socket or device', 'FIFOs, sockets or devices')}: ${those}.`);
    }
    if (isAfter(id, clock.now()))
        story.note(`${display_showName(name)} is dated in the future: are its names in another time zone ("utc"), or was a clock wrong?`);
}
async function refuseBlockedLatest(series) {
    const { state, target } = await series.latest();
    if (state !== 'blocked')
        return;
    throw new Failure('volume', `${series.path}/latest is ${target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`);
}
async function latestShouldBe({ ports }, series) {
    const is = snapshotOfLatest((await series.latest()).target) ?? '';
    return { is, shouldBe: currentSnapshot(await series.list(), is, ports.clock.now())?.id ?? is };
}
async function pointNewest(story, series) {
    const { is, shouldBe } = await latestShouldBe(story, series);
    if (is !== shouldBe)
        await series.pointLatest(shouldBe);
    return shouldBe;
}
function tellOfOldLink(story, { name, names }) {
    const taken = story.trees.find(tree => tree.state === 'adopted' && tree.name === names);
    if (taken === undefined)
        return;
    const link = `${story.ports.old.path}/${display_showName(name)}`;
    story.warn(`The link ${link} leads nowhere now: what it named is the snapshot ${taken.id}. Remove it, and see that no script runs any more that links against it, which would make a full copy.`);
}

;// CONCATENATED MODULE: ./lib/adapters/local-time.js
const localTime = ({ year, month, day, hour, minute, second }) => new Date(year, month - 1, day, hour, minute, second);

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/shared.js
const busyStatus = 75;
const goneStatus = 66;
const foreignStatus = 67;
const refusedStatus = 68;
const own = `own() {
  if [ -L "$1" ]; then echo 'it is a symlink, where a file of its own belongs' >&2; return ${refusedStatus}; fi
  [ -e "$1" ] || return ${goneStatus}
  if [ ! -f "$1" ]; then echo 'it is not a regular file' >&2; return ${refusedStatus}; fi
  bytes=$(stat -c %s -- "$1") || return 74
  if [ "$bytes" -gt "$2" ]; then echo "it has $bytes bytes, more than the $2 it can have" >&2; return ${refusedStatus}; fi
  dd if="$1" bs=65536 count="$2" iflag=count_bytes,nofollow,nonblock,fullblock status=none
}
`;
const guard = `if [ -L "$own/lock" ] || [ ! -f "$own/lock" ]; then echo 'the lock of the series is gone' >&2; exit ${busyStatus}; fi
exec 8<>"$own/lock"
if ! flock -s -n -E ${busyStatus} 8; then echo 'the series is locked by another run' >&2; exit ${busyStatus}; fi
IFS= read -r holder <"$own/lock" || holder=
if [ "$holder" != "$token" ]; then echo 'the series was locked by another run' >&2; exit ${busyStatus}; fi
`;
const receiveLater = (file) => `rm -f -- "${file}"
cat >"${file}"
if [ "$(stat -c %s -- "${file}")" != "$size" ]; then rm -f -- "${file}"; echo 'it did not come whole' >&2; exit 74; fi
`;
const receive = (file) => `${receiveLater(file)}sync -- "${file}"
`;
const heard = `while beat=$(timeout "$silence" dd bs=1 count=1 2>/dev/null) && [ -n "$beat" ]; do :; done
`;
const snapshotNames = `isThere() { [ -e "$series/$id" ] || [ -L "$series/$id" ]; }
forget() { rm -f -- "$record" "$manifest"; }
taken() { printf taken; exit 73; }
`;
const storeTexts = `record=$own/records/$id.json
manifest=$own/manifests/$id.mtree.gz
rm -f -- "$record.tmp" "$manifest.tmp"
(umask 077 && exec head -c "$size" >"$manifest.tmp")
(umask go-w && exec cat >"$record.tmp")
if [ "$(stat -c %s -- "$manifest.tmp")" != "$size" ] || [ "$(stat -c %s -- "$record.tmp")" != "$recordSize" ]; then
  printf cut
  echo 'manifest and record did not come whole' >&2
  exit 73
fi
chmod -- "$(printf %o "$((0$readers & 0$(stat -c %a -- "$own/manifests")))")" "$manifest.tmp"
sync -- "$manifest.tmp" "$record.tmp"
mv -T -- "$manifest.tmp" "$manifest"
sync -- "$own/manifests"
mv -T -- "$record.tmp" "$record"
sync -- "$own/records"
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-failure.js





const codes = {
    'No space left on device': 'ENOSPC',
    'Disk quota exceeded': 'EDQUOT',
    'Read-only file system': 'EROFS',
    'Input/output error': 'EIO',
    'Stale file handle': 'ESTALE',
    'Structure needs cleaning': 'EUCLEAN',
    'Transport endpoint is not connected': 'ENOTCONN',
    'Connection timed out': 'ETIMEDOUT',
    'Permission denied': 'EACCES',
    'Operation not permitted': 'EPERM',
    'Too many open files': 'EMFILE'
};
const inWords = new RegExp(`(?:: |^)(${Object.keys(codes).join('|')})$`, 'm');
const codeSaid = (text) => {
    const match = inWords.exec(text);
    return match?.[1] === undefined ? undefined : codes[match[1]];
};
function farFailure(address, { status, stderr }, doing) {
    if (status === busyStatus)
        return lockLost(address);
    const lines = stderr.split('\n').filter(line => line.trim() !== '');
    const code = codeSaid(stderr);
    const said = display_showText((lines.find(line => codeSaid(line) === code) ?? lines[0] ?? `it ended with status ${status}`).trim(), 400);
    const text = `${doing} on ${hostText(address)}: ${said}`;
    const known = code === undefined ? undefined : systemFailure(Object.assign(new Error(text), { code }));
    return known ?? new Failure('volume', text);
}
const lockLost = (address) => new Failure('locked', `The lock of the series on ${hostText(address)} was lost, and another run has it, or something it began still writes. Nothing was published by this run. Run it again once that one is done.`);

;// CONCATENATED MODULE: ./lib/core/zoned-time.js
const dayMs = 86_400_000;
function zonedTime(zone) {
    const format = formatOf(zone);
    if (format === undefined)
        return undefined;
    return ({ year, month, day, hour, minute, second }) => {
        const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
        const [before, after] = [offsetMs(format, wallMs - dayMs), offsetMs(format, wallMs + dayMs)];
        const isRight = (offset) => offsetMs(format, wallMs - offset) === offset;
        return new Date(wallMs - (isRight(before) || !isRight(after) ? before : after));
    };
}
function formatOf(timeZone) {
    const numeric = 'numeric';
    const fields = {
        year: numeric,
        month: numeric,
        day: numeric,
        hour: numeric,
        minute: numeric,
        second: numeric
    };
    try {
        return new Intl.DateTimeFormat('en-US', { ...fields, timeZone, hourCycle: 'h23' });
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
function offsetMs(format, moment) {
    const shown = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const at = (type) => shown.get(type) ?? NaN;
    return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - moment;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/tree.js

const enter = `cd -- "$tree" 2>/dev/null || exit ${goneStatus}\n`;
const ofStored = '%y %m %U %G %s %T@ %i %n %b';
const pathAndTarget = '\\0%p\\0%l\\0';
const format = `${ofStored} %D %C@${pathAndTarget}`;
const shortFormat = `${ofStored}${pathAndTarget}`;
const linksAtOnce = 2000;
const lookAtMade = `xargs -0 -r -n ${linksAtOnce} sh -c 'exec find "$@" -maxdepth 0 -printf "${shortFormat}" 2>/dev/null' sh`;
const lookAtPaths = `xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -printf "${format}"' sh
exit 0
`;
const walkAll = `exec find . -xdev -printf '${format}'
`;
const look = `${enter}${lookAtPaths}`;
const tree_hash = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -type f -print0' sh | xargs -0 -r sha256sum --zero --
exit 0
`;
const names = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 1 -printf "%d%y\\0%H\\0%f\\0"' sh
exit 0
`;
const explain = (command) => `${enter}xargs -0 -r -n 1 sh -c 'printf "%s\\0" "$(${command} 2>&1 >/dev/null)"' sh
exit 0
`;
const whyNotSeen = explain('stat -- "$1"');
const whyNotRead = explain('sha256sum -- "$1"');
const whyNotListed = explain('ls -A -- "$1"');
const makeDirectories = `${guard}${enter}exec xargs -0 -r mkdir -m 700 --
`;
const tree_link = `${guard}${enter}cd -- "$from" || exit ${goneStatus}
turn=$own/links.tmp
rm -f -- "$turn"
: >"$turn" || exit 74
export tree turn
xargs -0 -r -n ${linksAtOnce} -P 2 sh -c '
cp --link --no-dereference --parents --target-directory="$tree" -- "$@"
exec 9>"$turn"
flock -x 9
printf "%s\\0" "$@"' sh | { cd -- "$tree" && ${lookAtMade}; }
rm -f -- "$turn"
exit 0
`;
const lookAtLinks = `${enter}${lookAtMade}
exit 0
`;
const linkPairs = `${guard}${enter}xargs -0 -r -n 2 -P 4 ln --physical --no-target-directory --
exit 0
`;
const extract = `${guard}${enter}refuse() { printf %64s refused; exit "$1"; }
unset TAR_OPTIONS
if [ "$owners" = no ]; then
  probe=.snapshot-probe-$$
  (umask 0; mkdir -- "$probe" && : >"$probe/file") || refuse 74
  modes=$(stat -c %a -- "$probe/file" "$probe")
  rm -rf -- "$probe" || refuse 74
  case $modes in
    666?*777) ;;
    *) echo 'a default ACL of the volume, or its server, changes the modes of new files' >&2; refuse ${refusedStatus} ;;
  esac
fi
tar "$@" || refuse "$?"
`;
const unlink = `${guard}${enter}exec xargs -0 -r rm -f --
`;
const attributes = `${guard}${enter}xargs -0 -r -n 4 sh -c '
if [ "$1" != - ]; then chown -- "$1" "$4" || exit 255; fi
chmod -- "$2" "$4" && touch --no-create --date="$3" -- "$4" || exit 255' sh || exit 74
`;
const sync = `${guard}exec sync --file-system -- "$tree"
`;
const writingRsync = `${guard}exec rsync "$@"
`;
const readingRsync = 'exec rsync "$@"\n';

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/adoption.js


const adoption_enter = `cd -P -- "$path" || exit 74
top=\${PWD%/}
`;
const enterTree = `${adoption_enter}cd -P -- "./$name" 2>/dev/null || {
  stat -- "./$name/." >/dev/null || :
  exit ${goneStatus}
}
if [ "$PWD" != "$top/$name" ]; then exit ${foreignStatus}; fi
`;
const state = `if [ ! -e "$path" ]; then
  said=$(stat -L -- "$path" 2>&1 >/dev/null)
  case $said in
    *': No such file or directory' | *': Not a directory') printf 'missing\\0'; exit 0 ;;
    *) printf '%s\\n' "$said" >&2; exit 74 ;;
  esac
fi
if [ ! -d "$path" ]; then printf 'not-a-directory\\0'; exit 0; fi
${adoption_enter}printf 'directory\\0%s\\0%s\\0%s\\0' "$(stat -c '%d %i' .)" \\
  "$(stat -L -c '%d %i' -- "$series" 2>/dev/null)" "$(stat -L -c %d -- "$volume")"
at=$top
while :; do
  if [ -e "$at/.snapshots/records" ]; then printf '%s\\0' "\${at:-/}"; break; fi
  [ -n "$at" ] || break
  at=\${at%/*}
done
`;
const adoption_names = `${adoption_enter}printf '%s\\0%s\\0' "$PWD" "$(stat -c %d .)"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
exec find . -mindepth 1 -maxdepth 1 -printf '%y %D\\0%f\\0%l\\0'
`;
const adoption_zone = `printf '%s\\0' "\${TZ-}" "$([ ! -e /etc/localtime ] || readlink -f -- /etc/localtime)"
`;
const clock = `printf '%s\\0\\0\\0' "$(date +%s.%N)"
`;
const adoption_look = `${enterTree}${clock}${lookAtPaths}`;
const read = `${enterTree}${clock}${walkAll}`;
const rename = `rename() {
  case $(mv --help 2>/dev/null) in
    *--no-copy*) mv --no-copy -T -- "$1" "$2" ;;
    *) (exec 3>&-; ulimit -S -n 4 && exec mv -T -- "$1" "$2") ;;
  esac
}
`;
const copying = (more = '') => `case $said in
  *'Too many open files' | *'Invalid cross-device link')
    ${more}said='they are on different filesystems or mounts' ;;
esac
`;
const probeRename = `${adoption_enter}${rename}clear() {
  for each; do
    if [ -d "$each" ] && [ ! -L "$each" ]; then
      rm -f -- "$each/probe"
      rmdir -- "$each"
    fi
  done
}
clear ./.snapshot-probe-* 2>/dev/null
probe=$(mktemp -d -- ./.snapshot-probe-XXXXXX 2>&1) || { printf '%s\\0' "$probe"; exit 0; }
there=$volume/\${probe#./}.there
said=$({ : >"$probe/probe" && rename "$probe" "$there"; } 2>&1) && said=works
${copying()}clear "$probe" "$there" || exit 74
printf '%s\\0' "$said"
`;
const adoption_take = `set -e
${guard}${snapshotNames}${rename}${enterTree}here=$(stat -c '%d %i' .)
isHere() { [ "$(stat -c '%d %i' -- "$1" 2>/dev/null)" = "$here" ]; }
if [ -n "$topMode" ]; then chmod -- "$topMode" .; fi
if isHere "$series/$id"; then
${storeTexts}exit 0
fi
if isThere; then taken; fi
${storeTexts}if isThere; then forget; taken; fi
if ! said=$(rename "$top/$name" "$series/$id" 2>&1) && ! isHere "$series/$id"; then
  forget
${copying('find "$series/$id" -xdev -depth ! -type f -delete 2>/dev/null || :\n    ')}  printf '%s\\n' "$said" >&2
  exit 74
fi
if ! isHere "$series/$id"; then forget; printf swapped; exit 73; fi
sync -- "$series" "$top"
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-local-time.js






async function farLocalTime(connection) {
    const { address } = connection;
    const result = await connection.run(adoption_zone);
    if (result.status !== 0)
        throw farFailure(address, result, 'The time zone could not be asked for');
    const [variable = '', file = ''] = result.stdout.toString('utf8').split('\0');
    const given = variable.replace(/^:/, '');
    const named = zoneNamed((given === '/etc/localtime' ? '' : given) || file || 'UTC');
    return (zonedTime(named) ??
        (() => {
            throw new Failure('source', `Names of trees say no time zone, and that of ${hostText(address)} is not known by its name (${quoteValue(named)}). Give "utc" if they are in UTC. Or let that account have a TZ that is known (Europe/Paris, …), as ~/.ssh/environment or SetEnv in its sshd_config set it.`);
        }));
}
const zoneNamed = (text) => text.replace(/^.*\/zoneinfo\/(?:posix\/|right\/)?/, '');

;// CONCATENATED MODULE: ./lib/core/stat-index.js


const header = external_node_buffer_.Buffer.from('snapshot-action stat index 1\n\0\0\0', 'latin1');
const rowBytes = 72;
const words = rowBytes / 8;
const start = header.length + 64;
const mostRows = 2_000_000;
const coarseNs = 3000000000n;
const racyNs = 50000000n;
function encodeStatIndex(of, entries, readAtNs) {
    const steady = entries.filter(entry => entry.type === 'file' && isSteady(entry, readAtNs)).slice(0, mostRows);
    const bytes = external_node_buffer_.Buffer.alloc(start + steady.length * rowBytes);
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
const ownerOf = (of) => (0,external_node_crypto_.createHash)('sha256').update(of).digest();
const sumOf = (bytes) => (0,external_node_crypto_.createHash)('sha256')
    .update(bytes.subarray(header.length + 32))
    .digest();
function decodeStatIndex(of, given) {
    const bytes = external_node_buffer_.Buffer.from(given.buffer, given.byteOffset, given.byteLength);
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
    bytes.copy(external_node_buffer_.Buffer.from(rows), 0, start);
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
const slotOf = (ino, slots) => Math.imul(Number(BigInt.asIntN(32, ino ^ (ino >> 32n))), 0x9e37_79b1) >>> (Math.clz32(slots) + 1);
class StatIndex {
    #rows;
    #signed;
    #bytes;
    #slots;
    constructor({ rows, slots }) {
        this.#rows = new BigUint64Array(rows);
        this.#signed = new BigInt64Array(rows);
        this.#bytes = Buffer.from(rows);
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

;// CONCATENATED MODULE: ./lib/adapters/ssh/nul-list.js

function fieldsOf(count, take) {
    let rest = '';
    let fields = [];
    return {
        push: piece => {
            const parts = (rest + piece.toString('latin1')).split('\0');
            rest = parts.pop() ?? '';
            for (const part of parts) {
                fields.push(part);
                if (fields.length < count)
                    continue;
                take(fields);
                fields = [];
            }
        }
    };
}
const asArgument = (path) => (path === '.' ? '.' : `./${path}`);
const relative = (argument) => (argument.startsWith('./') ? argument.slice(2) : argument);
const firstLength = 16 * 1024;
const nul_list_pieceLength = 256 * 1024;
function* listOf(paths) {
    yield* wordsOf(map(paths, asArgument));
}
function* wordsOf(words) {
    let text = '';
    let length = firstLength;
    for (const word of words) {
        text += `${word}\0`;
        if (text.length < length)
            continue;
        yield external_node_buffer_.Buffer.from(text, 'latin1');
        text = '';
        length = Math.min(2 * length, nul_list_pieceLength);
    }
    if (text !== '')
        yield external_node_buffer_.Buffer.from(text, 'latin1');
}
function* map(items, change) {
    for (const item of items)
        yield change(item);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-stat.js

const far_stat_types = { f: 'file', d: 'dir', l: 'link' };
class StatReader {
    seen = new Map();
    #reader;
    constructor(of) {
        this.#reader = fieldsOf(3, ([numbers = '', path = '', target = '']) => {
            this.seen.set(relative(path), of(numbers, target));
        });
    }
    push(piece) {
        this.#reader.push(piece);
    }
}
function statOf(numbers, target) {
    const [dev = '', ctime = ''] = numbers.split(' ').slice(9);
    return { ...storedOf(numbers, target), dev: BigInt(dev), ctimeNs: nanoseconds(ctime) };
}
function storedOf(numbers, target) {
    const [type = '', mode = '', uid, gid, size, mtime = '', ino = '', links, blocks] = numbers.split(' ');
    return {
        type: far_stat_types[type] ?? 'other',
        mode: parseInt(mode, 8),
        uid: Number(uid),
        gid: Number(gid),
        size: Number(size),
        mtimeNs: nanoseconds(mtime),
        ino: BigInt(ino),
        links: Number(links),
        allocated: Number(blocks) * 512,
        ...(type === 'l' ? { target } : {})
    };
}
const second = 1000000000n;
function nanoseconds(text) {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole) * second + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-old-tree.js





const step = 500;
async function readFarTree({ connection, path, name, keepOwners }, { paths, onProgress } = {}) {
    const entries = [];
    const specials = [];
    let elsewhere;
    let nowNs;
    const reader = fieldsOf(3, ([numbers = '', at = '', target = '']) => {
        if (nowNs === undefined) {
            nowNs = nanoseconds(numbers);
            return;
        }
        const stat = statOf(numbers, target);
        const entry = entryOf(stat, relative(at), keepOwners, nowNs);
        if (entry === undefined) {
            specials.push(relative(at));
            return;
        }
        entries.push(entry);
        if (entry.type === 'dir' && entry.dev !== entries[0]?.dev)
            elsewhere ??= entry.path;
        if (entries.length % step === 0)
            onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 });
    });
    const onStdout = (piece) => {
        reader.push(piece);
    };
    const [script, input] = paths === undefined ? [read, []] : [adoption_look, listOf(paths)];
    const { status, stderr } = await connection.run(script, { path, name }, { input, onStdout });
    onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 });
    const why = far_old_tree_whyNotRead(status, stderr);
    return {
        entries,
        specials,
        ...(elsewhere !== undefined && { elsewhere }),
        ...(why !== undefined && { unreadable: { path: '.', why } })
    };
}
function far_old_tree_whyNotRead(status, stderr) {
    if (status === 0)
        return undefined;
    if (status === foreignStatus)
        return 'a symlink stands in its place';
    const [said] = stderr.split('\n').filter(line => line !== '');
    return said ?? (status === goneStatus ? 'it vanished while it was read' : `the far command ended with ${status}`);
}
function entryOf(stat, path, keepOwners, nowNs) {
    const { type, mode, mtimeNs, dev, ino, ctimeNs, allocated, uid, gid, target } = stat;
    if (type === 'other')
        return undefined;
    return {
        path,
        type,
        mode: type === 'link' ? 0o777 : mode,
        size: type === 'file' ? stat.size : 0,
        mtimeNs,
        storedMtimeNs: mtimeNs,
        ...{ dev, ino, ctimeNs, allocated },
        isRacy: ctimeNs > nowNs - racyNs,
        ...(keepOwners && { owner: { uid, gid } }),
        ...(target !== undefined && { target })
    };
}

;// CONCATENATED MODULE: ./lib/core/page/model.js
const pageMark = '<!-- snapshot-action: the page of a series -->';
const pageName = 'index.html';
const minuteOf = (id) => `${id.slice(0, 10)} ${id.slice(11, 16).replace('-', ':')}`;
const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

;// CONCATENATED MODULE: ./lib/adapters/volume/layout.js


const ownDirectory = '.snapshots';
function seriesLayout(volume, name) {
    const series = (0,external_node_path_.join)(volume, name);
    const own = (0,external_node_path_.join)(series, ownDirectory);
    const records = (0,external_node_path_.join)(own, 'records');
    const manifests = (0,external_node_path_.join)(own, 'manifests');
    return {
        series,
        own,
        records,
        manifests,
        latest: (0,external_node_path_.join)(series, 'latest'),
        lock: (0,external_node_path_.join)(own, 'lock'),
        partial: (0,external_node_path_.join)(own, 'partial'),
        trash: (0,external_node_path_.join)(own, 'trash'),
        page: (0,external_node_path_.join)(series, pageName),
        pageAside: (0,external_node_path_.join)(own, `${pageName}.${process.pid}.tmp`),
        damaged: (0,external_node_path_.join)(own, 'damaged.json'),
        snapshot: id => (0,external_node_path_.join)(series, id),
        record: id => (0,external_node_path_.join)(records, `${id}.json`),
        manifest: id => (0,external_node_path_.join)(manifests, `${id}.mtree.gz`)
    };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/channel.js

const silenceSeconds = 120;
const beatMs = 10_000;
function openChannel(processes, program, args, env) {
    const input = new Pushed();
    const kill = new AbortController();
    const messages = [];
    let wake = () => undefined;
    let isOver = false;
    let rest = '';
    let onPiece;
    const beat = setInterval(() => {
        void input.push('.');
    }, beatMs);
    beat.unref();
    const ended = processes
        .run(program, {
        args,
        env,
        input,
        end: kill.signal,
        onStdout: piece => {
            if (onPiece !== undefined) {
                onPiece(piece);
                return;
            }
            const parts = (rest + piece.toString('latin1')).split('\0');
            rest = parts.pop() ?? '';
            messages.push(...parts);
            wake();
        }
    })
        .finally(() => {
        clearInterval(beat);
        isOver = true;
        wake();
    });
    ended.catch(() => undefined);
    return {
        ended,
        get isOver() {
            return isOver;
        },
        next: async () => {
            while (messages.length === 0 && !isOver) {
                await new Promise(resolve => {
                    wake = resolve;
                });
            }
            const message = messages.shift();
            return message === undefined ? undefined : external_node_buffer_.Buffer.from(message, 'latin1').toString('utf8');
        },
        takeOver: take => {
            onPiece = take;
            const come = [...messages, rest].join('\0');
            if (come !== '')
                take(external_node_buffer_.Buffer.from(come, 'latin1'));
        },
        send: pieces => input.push(external_node_buffer_.Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? external_node_buffer_.Buffer.from(piece) : piece)))),
        kill: async () => {
            input.finish();
            kill.abort();
            await ended.catch(() => undefined);
        },
        end: async () => {
            input.finish();
            const patience = setTimeout(() => {
                kill.abort();
            }, endMs);
            try {
                await ended;
            }
            catch {
            }
            finally {
                clearTimeout(patience);
            }
        }
    };
}
const endMs = 3000;
class Pushed {
    #pieces = [];
    #wake = () => undefined;
    #isFinished = false;
    push(bytes) {
        return new Promise(taken => {
            this.#pieces.push({ bytes: typeof bytes === 'string' ? external_node_buffer_.Buffer.from(bytes) : bytes, taken });
            this.#wake();
        });
    }
    finish() {
        this.#isFinished = true;
        this.#wake();
    }
    async *[Symbol.asyncIterator]() {
        for (;;) {
            const piece = this.#pieces.shift();
            if (piece !== undefined) {
                piece.taken();
                yield piece.bytes;
            }
            else if (this.#isFinished)
                return;
            else {
                await new Promise(resolve => {
                    this.#wake = resolve;
                });
            }
        }
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/private-files.js



const fits = (directory) => directory.length <= 60 && /^[A-Za-z0-9/._-]+$/.test(directory);
const keepAlive = { seconds: 10, count: 3 };
const connectSeconds = 20;
function privateFiles(tempDir, address, access) {
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(fits(tempDir) ? tempDir : (0,external_node_os_.tmpdir)(), 'snapshot-ssh-'));
    try {
        const keyFile = fileFor(directory, 'key', access.key);
        const hostsFile = fileFor(directory, 'given_hosts', access.knownHosts);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'known_hosts'), '', { mode: 0o600 });
        const config = (0,external_node_path_.join)(directory, 'config');
        (0,external_node_fs_.writeFileSync)(config, configText(directory, address, access.strict, keyFile, hostsFile), { mode: 0o600 });
        return {
            directory,
            config,
            forgetKey: () => {
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(directory, 'key'), { force: true });
            },
            remove: () => {
                (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
            }
        };
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        throw error;
    }
}
function fileFor(directory, name, given) {
    if (given === undefined)
        return undefined;
    if ('file' in given)
        return given.file;
    const file = (0,external_node_path_.join)(directory, name);
    (0,external_node_fs_.writeFileSync)(file, given.text, { mode: 0o600, flag: 'wx' });
    return file;
}
function configText(directory, { user, host, port }, strict, key, knownHosts) {
    const there = [
        `ControlPath ${(0,external_node_path_.join)(directory, 'c')}`,
        'RemoteCommand none',
        ...(user === undefined ? [] : [`User ${user}`]),
        ...(port === undefined ? [] : [`Port ${port}`]),
        ...(key === undefined ? [] : [`IdentityFile ${quoted(key)}`, 'IdentitiesOnly yes'])
    ];
    const anywhere = [
        'ControlPath none',
        'ControlMaster no',
        'ControlPersist no',
        'BatchMode yes',
        `StrictHostKeyChecking ${strict ? 'yes' : 'accept-new'}`,
        `ConnectTimeout ${connectSeconds}`,
        `ServerAliveInterval ${keepAlive.seconds}`,
        `ServerAliveCountMax ${keepAlive.count}`,
        'EscapeChar none',
        'RequestTTY no',
        'PermitLocalCommand no',
        'ForwardAgent no',
        'ForwardX11 no',
        'ClearAllForwardings yes',
        [
            `UserKnownHostsFile ${(0,external_node_path_.join)(directory, 'known_hosts')}`,
            ...(knownHosts === undefined ? [] : [quoted(knownHosts)]),
            '~/.ssh/known_hosts',
            '~/.ssh/known_hosts2'
        ].join(' ')
    ];
    const section = (hosts, lines) => [
        `Host ${hosts}`,
        ...lines.map(line => `  ${line}`)
    ];
    return [
        ...section(host, there),
        ...section('*', anywhere),
        'Include ~/.ssh/config',
        'Include /etc/ssh/ssh_config',
        ''
    ].join('\n');
}
const quoted = (path) => `"${path.replaceAll('%', '%%')}"`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/trouble.js





const sshFailed = 255;
const keyscan = ({ host, port }) => `ssh-keyscan ${port === undefined ? '' : `-p ${port} `}${shellWord(host)}`;
const sessionRefused = /Session open refused by peer|open failed: connect failed|administratively prohibited/;
const isSessionRefused = (said) => sessionRefused.test(said);
const trouble_known = [
    {
        said: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
        tell: address => `The host key of ${hostText(address)} is not the one that is known: either that machine was set up anew, or somebody else answers for it. Nothing was sent. Ask its administrator for the new key, and only then put it in the place of the old one ("ssh-known-hosts", or ~/.ssh/known_hosts of this user).`
    },
    {
        said: /No \S+ host key is known for|Host key verification failed/,
        tell: address => `The host key of ${hostText(address)} is not known here, so it could be any machine. Nothing was sent. Give the key as "ssh-known-hosts"; this prints what the machine says of itself, to be compared with what its administrator says:\n  ${keyscan(address)}`
    },
    {
        said: /Load key "[^"]*": (error in libcrypto|invalid format|incorrect passphrase[^\n]*|[^\n]*)/,
        tell: (address, [, why = '']) => `The key for ${hostText(address)} cannot be used (${display_showText(why)}). It has to be a private key that OpenSSH reads, whole with its line breaks, and without a passphrase.`
    },
    {
        said: /Permission denied \(([^)]*)\)/,
        tell: (address, [, methods = '']) => `${hostText(address)} does not let us in with the key that we have (it takes ${display_showText(methods)}). Is the public part of "ssh-key" in ~/.ssh/authorized_keys of that account, in one line, and is it that user? See what the machine makes of it:\n  ${sshCall(address, '-v')} true`
    },
    {
        said: /Too many authentication failures/,
        tell: address => `${hostText(address)} hung up, because too many keys of the agent were tried before the right one. Give the one that it takes as "ssh-key".`
    },
    {
        said: /Could not resolve hostname ([^\n]*?): ([^\n]*)/,
        tell: (address, [, , why = '']) => `The host ${inBackticks(display_showText(address.host))} of the volume is not found (${display_showText(why)}). Is its name right, and does this machine's name service know it?`
    },
    {
        said: /Connection refused/,
        tell: address => `${hostText(address)} refuses the connection: no ssh server listens there. Is it running, and is this its port? ssh://user@host:port/path says another one.`
    },
    {
        said: /(Connection timed out|No route to host|Network is unreachable|Operation timed out)/,
        tell: (address, [, why = '']) => `${hostText(address)} does not answer (${why}). Is the machine up, and is there a way to it from this one: network, VPN, firewall?`
    },
    {
        said: /Timeout, server [^\n]*not responding/,
        tell: address => `${hostText(address)} stopped answering: nothing came for ${keepAlive.seconds * keepAlive.count} seconds, and the connection was given up.`
    },
    {
        said: sessionRefused,
        tell: address => `${hostText(address)} refuses to run several commands over one connection. Set MaxSessions to 10, its default, in sshd_config there.`
    },
    {
        said: /command not found|No such file or directory: sh|not found/,
        tell: address => `The account ${hostText(address)} cannot run a POSIX shell. It takes a login shell that runs commands, such as sh or bash, and the coreutils.`
    }
];
function connectionFailure(address, said, isOpen) {
    const message = trouble_words(address, said.replaceAll('\r', ''), isOpen);
    return isOpen ? new Unreachable('volume', message) : new Failure('volume', message);
}
function trouble_words(address, said, isOpen) {
    for (const { said: form, tell } of trouble_known) {
        const match = form.exec(said);
        if (match !== null)
            return `${tell(address, match)}${isOpen ? afterwards : ''}`;
    }
    const last = firstLines(said);
    return isOpen
        ? `The connection to ${hostText(address)} was lost${last === '' ? '' : ` (${last})`}.${afterwards}`
        : `${hostText(address)} cannot be reached over ssh${last === '' ? '' : `: ${last}`}. Try it by hand:\n  ${sshCall(address)} true`;
}
const afterwards = '\nWhat was stored before is as it was, and what was begun there is cleared by the next run. If this run had published its snapshot already, it is listed.';
function firstLines(said) {
    const lines = said
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '' && !/^(Warning: Permanently added|debug\d:|Shared connection to)/.test(line));
    return display_showText(lines.slice(-3).join('; '), 400);
}

;// CONCATENATED MODULE: ./lib/core/series-name.js



const segmentBytes = 255;
const nameBytes = 1024;
const series_name_unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u;
function validateSeriesName(text) {
    const why = text === '' ? 'is empty: a series needs a name' : whyNotName(text);
    return why === undefined ? { ok: true, name: text } : { ok: false, why };
}
function whyNotName(text) {
    if (text.startsWith('/'))
        return 'starts with a slash: a name is relative to the volume';
    if (text.endsWith('/'))
        return 'ends with a slash: leave it out';
    if (byteLength(text) > nameBytes)
        return `is ${byteLength(text)} bytes long: at most ${nameBytes} are allowed`;
    return text
        .split('/')
        .map(whyNotSegment)
        .find(why => why !== undefined);
}
function whyNotSegment(segment) {
    if (segment === '')
        return 'has two slashes in a row: no part of a name may be empty';
    if (segment === '.' || segment === '..')
        return `has a part "${segment}": a name may not lead anywhere else`;
    if (segment.startsWith('.'))
        return 'has a part that starts with a dot: such names are kept for our own files';
    if (series_name_unseen.test(segment))
        return 'has control, invisible or reordering characters: use visible ones';
    if (/^\s|\s$/.test(segment))
        return 'has a part that begins or ends with a space: leave the space out';
    if (segment === 'latest')
        return 'has a part "latest": that is the link to the newest snapshot';
    if (isSnapshotId(segment))
        return 'has a part that is the id of a snapshot: a tree of that name would be taken for one';
    const bytes = byteLength(segment);
    return bytes > segmentBytes ? `has a part of ${bytes} bytes: at most ${segmentBytes} are allowed` : undefined;
}
function defaultSeriesName(parts) {
    const texts = [...parts.repository.split('/'), parts.job].map(encode);
    return [...texts, ...matrixSegments(parts.matrix), encode(parts.refName)].map(asSegment).join('/');
}
function matrixSegments(matrix) {
    if (typeof matrix !== 'object' || matrix === null)
        return [];
    const values = Object.values(matrix).map(value => encode(valueText(value)).replaceAll(',', '%2C'));
    return values.length === 0 ? [] : [values.join(',')];
}
function valueText(value) {
    if (value === '')
        return '""';
    return typeof value === 'string' ? value : JSON.stringify(value);
}
const encode = (text) => text.replace(new RegExp(`[%/]|${series_name_unseen.source}`, 'gu'), percentBytes);
function asSegment(encoded) {
    const bare = encoded.replace(/^[.\s]|\s$/gu, percentBytes);
    const segment = bare === 'latest' || isSnapshotId(bare) ? bare.replace(/^./, percentBytes) : bare;
    return byteLength(segment) > segmentBytes ? series_name_shorten(segment) : segment;
}
function series_name_shorten(segment) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(segment).digest('hex').slice(0, 32);
    const start = external_node_buffer_.Buffer.from(segment, 'utf8').subarray(0, segmentBytes - 2 - hash.length);
    return `${start.toString('utf8').replace(/(?:\ufffd|%[0-9A-F]?)$/, '')}%~${hash}`;
}
const percentBytes = (text) => Array.from(external_node_buffer_.Buffer.from(text, 'utf8'), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const byteLength = (text) => external_node_buffer_.Buffer.byteLength(text, 'utf8');

;// CONCATENATED MODULE: ./lib/core/record-text.js





const mostRecordBytes = 1_048_576;
class RecordDamage extends Error {
    name = 'RecordDamage';
    constructor(problem) {
        super(`the record is damaged: ${problem}`);
    }
}
function encodeRecord(record) {
    const text = `${JSON.stringify(record, undefined, 2)}\n`;
    decodeRecord(text);
    return text;
}
function decodeRecord(text) {
    const fields = parseJsonFields(text, mostRecordBytes, problem => new RecordDamage(problem));
    const record = {
        format: fields.format(recordFormat),
        id: fields.text('id', snapshotIdRule),
        series: fields.text('series', seriesRule),
        status: fields.oneOf('status', ['complete']),
        startedAt: fields.text('startedAt', utcMoment),
        finishedAt: fields.text('finishedAt', utcMoment),
        durationMs: fields.amount('durationMs'),
        ...(fields.has('base') && { base: baseOf(fields.object('base')) }),
        ...(fields.has('linkedFrom') && {
            linkedFrom: fields.list('linkedFrom', (items, index) => items.text(index, seriesRule))
        }),
        compare: fields.oneOf('compare', ['content', 'quick']),
        digest: fields.text('digest', digestRule),
        ownersKept: fields.flag('ownersKept'),
        files: fields.count('files'),
        filesLinked: fields.count('filesLinked'),
        filesCopied: fields.count('filesCopied'),
        filesAdded: fields.count('filesAdded'),
        filesChanged: fields.count('filesChanged'),
        filesMoved: fields.count('filesMoved'),
        filesRemoved: fields.count('filesRemoved'),
        directories: fields.count('directories'),
        symlinks: fields.count('symlinks'),
        bytes: fields.count('bytes'),
        bytesLinked: fields.count('bytesLinked'),
        bytesAdded: fields.count('bytesAdded'),
        bytesOnDisk: fields.count('bytesOnDisk'),
        causes: fields.list('causes', (items, index) => causeOf(items.object(index))),
        ...(fields.has('clones') && { clones: clonesOf(fields.object('clones')) }),
        ...(fields.has('largest') && {
            largest: fields.list('largest', (items, index) => largestOf(items.object(index)))
        }),
        ...(fields.has('retention') && { retention: policyOf(fields.object('retention')) }),
        tags: fields.list('tags', (items, index) => items.text(index, nonEmpty)),
        pinned: fields.flag('pinned'),
        run: runOf(fields.object('run')),
        program: fields.text('program')
    };
    const { files, filesLinked, filesCopied } = record;
    if (files !== filesLinked + filesCopied)
        throw new RecordDamage(`files is ${files}; expected the sum of filesLinked ${filesLinked} and filesCopied ${filesCopied}`);
    return record;
}
const baseOf = (fields) => ({
    id: fields.text('id', nameRule),
    ...(fields.has('series') && { series: fields.text('series', seriesRule) })
});
const causeOf = (fields) => ({
    cause: fields.oneOf('cause', cause_causes),
    files: fields.count('files'),
    bytes: fields.count('bytes')
});
const clonesOf = (fields) => ({
    files: fields.count('files'),
    bytesOnDisk: fields.count('bytesOnDisk'),
    bytesWritten: fields.count('bytesWritten')
});
const largestOf = (fields) => ({
    path: fields.text('path'),
    bytes: fields.count('bytes'),
    cause: fields.oneOf('cause', cause_causes)
});
const policyOf = (fields) => ({
    keepLast: fields.count('keepLast'),
    keepHourly: fields.count('keepHourly'),
    keepDaily: fields.count('keepDaily'),
    keepWeekly: fields.count('keepWeekly'),
    keepMonthly: fields.count('keepMonthly'),
    keepYearly: fields.count('keepYearly'),
    ...(fields.has('keepWithin') && { keepWithin: spanOf(fields.object('keepWithin')) }),
    keepTags: fields.list('keepTags', (items, index) => items.text(index, nonEmpty))
});
const spanOf = (fields) => ({ months: fields.count('months'), hours: fields.count('hours') });
const runFields = [
    'repository',
    'ref',
    'commit',
    'workflow',
    'job',
    'event',
    'actor',
    'runId',
    'runAttempt',
    'runner',
    'url'
];
const runOf = (fields) => Object.fromEntries(runFields.filter(key => fields.has(key)).map(key => [key, fields.text(key)]));
const snapshotIdRule = {
    allows: isSnapshotId,
    expected: 'the id of a snapshot such as "2026-11-20T08-49-01Z"'
};
const nameRule = {
    allows: text => /^[^/\x00-\x1f\x7f]{1,255}$/.test(text) && text !== '.' && text !== '..',
    expected: 'the name of a directory'
};
const seriesRule = {
    allows: text => validateSeriesName(text).ok,
    expected: 'the name of a series such as "owner/repo/job/main"'
};
const digestRule = {
    allows: text => /^sha256:[0-9a-f]{64}$/.test(text),
    expected: '"sha256:" and 64 hexadecimal digits'
};

;// CONCATENATED MODULE: ./lib/core/first-few.js

const named = 5;
function firstAsLines(items, show) {
    const { shown, more } = firstOf(items, show);
    return [...shown, ...(more === undefined ? [] : [`and ${more}`])].map(line => `\n  ${line}`).join('');
}
function firstInline(items, show) {
    const { shown, more } = firstOf(items, show);
    return shown.join(', ') + (more === undefined ? '' : ` and ${more}`);
}
const firstOf = (items, show) => ({
    shown: items.slice(0, named).map(item => show(item)),
    more: items.length > named ? `${units_formatCount(items.length - named)} more` : undefined
});

;// CONCATENATED MODULE: ./lib/core/old-version.js
const largeFile = 8 * 1024 * 1024;
function oldVersions(source, bases) {
    const large = source.filter(isLarge);
    const versions = new Map();
    if (large.length === 0 || bases.length === 0)
        return versions;
    for (const base of bases) {
        const held = base.entries.filter(entry => isLarge(entry) && base.damaged?.has(entry.path) !== true);
        const byPath = new Map(held.map(entry => [entry.path, entry]));
        const staying = new Set(held.length === 0 ? [] : source.flatMap(({ path }) => (byPath.has(path) ? path : [])));
        const goneByName = new Map();
        for (const entry of held.filter(({ path }) => !staying.has(path))) {
            const name = old_version_nameOf(entry.path);
            goneByName.set(name, [...(goneByName.get(name) ?? []), entry]);
        }
        for (const { path, size } of large) {
            const old = byPath.get(path) ?? old_version_nearest(goneByName.get(old_version_nameOf(path)) ?? [], size);
            if (old === undefined || versions.has(path))
                continue;
            versions.set(path, { path, tree: { series: base.series, id: base.id }, from: old.path, size });
        }
    }
    return versions;
}
const isLarge = ({ type, size }) => type === 'file' && size >= largeFile;
const old_version_nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
function old_version_nearest(candidates, size) {
    let best;
    for (const entry of candidates) {
        if (best === undefined || Math.abs(entry.size - size) < Math.abs(best.size - size))
            best = entry;
    }
    return best;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/pinned.js



const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = external_node_fs_.constants;
const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
const directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
const fileFlags = O_PATH | O_NOFOLLOW;
const held = 64;
const pinned_descriptorPath = (fd) => `/proc/self/fd/${fd}`;
const foreignPath = (fd) => `/proc/${process.pid}/fd/${fd}`;
class pinned_Pins {
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
        return fsPath(`${pinned_descriptorPath(this.directory(byte_path_parentPath(path)))}/${name}`);
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
            if (failure_codeOf(error) !== 'EACCES' || !this.#openUp(byte_path_parentPath(path)))
                throw error;
            return act(this.at(path));
        }
    }
    close() {
        for (const fd of this.#held.values())
            (0,external_node_fs_.closeSync)(fd);
        this.#held.clear();
    }
    #hold(path) {
        const parent = byte_path_parentPath(path);
        if (parent !== '.' && !this.#held.has(parent))
            this.#hold(parent);
        const fd = this.within(path, at => (0,external_node_fs_.openSync)(at, placeFlags));
        this.#held.set(path, fd);
        return fd;
    }
    #openUp(path) {
        if (!this.#mayLetIn)
            return false;
        const fd = this.directory(path);
        const mode = (0,external_node_fs_.fstatSync)(fd).mode & 0o7777;
        if ((mode & 0o700) === 0o700)
            return true;
        try {
            (0,external_node_fs_.chmodSync)(pinned_descriptorPath(fd), mode | 0o700);
        }
        catch {
            return false;
        }
        this.letIn.push({ path, mode });
        return true;
    }
}
function mountOfDescriptor(fd) {
    const mount = /^mnt_id:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    if (mount === undefined)
        throw new Error('the kernel does not say on which mount a descriptor lies');
    return `${mount} ${fstatSync(fd, { bigint: true }).dev}`;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/shared-extents.js






const sharing = new Set(['xfs', 'btrfs', 'bcachefs', 'ocfs2']);
const atOnce = 64;
const shared_extents_flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
function canShareBlocks(trees) {
    const mounts = readMounts();
    return trees.some(tree => sharing.has(mountOf(mounts, pathFromText(tree))?.filesystem ?? ''));
}
async function sharedExtents(processes, tree) {
    const found = new Map();
    if (!canShareBlocks([tree]))
        return found;
    const files = await largeFilesIn(processes, tree);
    for (let at = 0; at < files.length; at += atOnce) {
        const open = new Map();
        try {
            for (const { ino, path } of files.slice(at, at + atOnce)) {
                const fd = openedAs(path, ino);
                if (fd !== undefined)
                    open.set(foreignPath(fd), { fd, ino });
            }
            if (open.size === 0)
                continue;
            const result = await processes.run('filefrag', { args: ['-v', ...open.keys()] });
            for (const [name, extents] of parseFilefrag(result.stdout.toString('latin1'))) {
                const ino = open.get(name)?.ino;
                if (ino !== undefined && extents.length > 0)
                    found.set(ino, extents);
            }
        }
        catch (error) {
            if (failure_codeOf(error) === 'ENOENT')
                return found;
            throw error;
        }
        finally {
            for (const { fd } of open.values())
                (0,external_node_fs_.closeSync)(fd);
        }
    }
    return found;
}
async function largeFilesIn(processes, tree) {
    const isLarge = ['-xdev', '-type', 'f', '-size', `+${largeFile / 1024 - 1}k`];
    const listed = await processes.run('find', { args: [tree, ...isLarge, '-printf', '%i %p\\0'] });
    const files = new Map();
    for (const line of pathFromBytes(listed.stdout).split('\0')) {
        const space = line.indexOf(' ');
        const path = line.slice(space + 1);
        if (space > 0)
            files.set(line.slice(0, space), fsPath(path));
    }
    return Array.from(files, ([ino, path]) => ({ ino, path }));
}
function openedAs(path, ino) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, shared_extents_flags);
    }
    catch {
        return undefined;
    }
    if (String((0,external_node_fs_.fstatSync)(fd, { bigint: true }).ino) === ino)
        return fd;
    (0,external_node_fs_.closeSync)(fd);
    return undefined;
}
function parseFilefrag(text) {
    const files = new Map();
    let [extents, block] = [[], 0];
    for (const line of text.split('\n')) {
        const file = /^File size of (\S+) is \d+ \(\d+ blocks? of (\d+) bytes\)$/.exec(line);
        if (file !== null) {
            ;
            [extents, block] = [[], Number(file[2])];
            files.set(file[1] ?? '', extents);
            continue;
        }
        const extent = /^ *\d+: +\d+\.\. *\d+: +(\d+)\.\. *\d+: +(\d+):(?: +\d+:)? +(\S*)$/.exec(line);
        if (extent?.[3]?.split(',').includes('shared') === true)
            extents.push({ at: Number(extent[1]) * block, bytes: Number(extent[2]) * block });
    }
    return files;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/inode-use.js





const inodeFormat = '%d %i %n %b %y\\n';
class InodeCounter {
    #trees = [];
    #rest = '';
    push(piece) {
        const lines = (this.#rest + piece.toString('latin1')).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#count(line);
    }
    finish(trees, { status, stderr }) {
        const lines = stderr.split('\n');
        const said = lines.length > 1 ? lines.slice(0, -1) : lines;
        const trouble = said.find(line => line !== '' && !line.endsWith(': Permission denied'));
        const isWhole = status === 0 || (trouble === undefined && stderr !== '');
        if (!isWhole || this.#trees.length !== trees.length) {
            const ended = `find ended with ${status}, and told of ${this.#trees.length} of ${trees.length} trees`;
            const names = firstInline(trees, tree => tree);
            throw new Failure('volume', `${names} could not be looked through: ${trouble ?? (stderr === '' ? ended : said[0])}`);
        }
        return this.#trees.map(uses => [...uses].map(([ino, use]) => ({ ino, ...use })));
    }
    #count(line) {
        const [depth, ino = '', links, blocks, type] = line.split(' ');
        if (depth === '0')
            this.#trees.push(new Map());
        const uses = this.#trees.at(-1);
        const known = uses?.get(ino);
        if (known !== undefined)
            known.linksHere++;
        else
            uses?.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 });
    }
}
async function inodesOf(processes, directory, names, mayShareBlocks = () => false) {
    if (names.length === 0)
        return [];
    const trees = names.map(name => (0,external_node_path_.join)(directory, name));
    const counter = new InodeCounter();
    const result = await processes
        .run('find', {
        args: [...names, '-xdev', '-printf', inodeFormat],
        cwd: directory,
        onStdout: piece => {
            counter.push(piece);
        }
    })
        .catch((error) => {
        if ((0,external_node_fs_.existsSync)(directory))
            throw error;
        throw new Failure('volume', `${directory} could not be looked through: it is not there`, { cause: error });
    });
    const counted = counter.finish(trees, result);
    if (!canShareBlocks(trees) || !mayShareBlocks())
        return counted;
    const all = [];
    for (const [index, uses] of counted.entries()) {
        const shared = await sharedExtents(processes, trees[index] ?? '');
        all.push(uses.map(use => {
            const extents = shared.get(use.ino);
            return extents === undefined ? use : { ...use, shared: extents };
        }));
    }
    return all;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/series.js



const trees = `find . -mindepth 1 -maxdepth 1 -printf 'S%y%f\\0'\n`;
const records = `find . -mindepth 1 -maxdepth 1 -regex '\\./[0-9TZ-]+\\.json'`;
const survey = `[ -d "$series" ] || exit 0
cd -- "$series" || exit 74
${trees}[ -d .snapshots/partial ] && find .snapshots/partial -mindepth 1 -maxdepth 1 -printf 'P%y%f\\0'
[ -d .snapshots/trash ] && find .snapshots/trash -mindepth 1 -maxdepth 1 -printf 'T%y%f\\0'
${trees}if [ -L latest ]; then printf 'L%s\\0' "$(readlink -- latest)"
elif [ -d latest ]; then printf 'Ba directory\\0'
elif [ -e latest ]; then printf 'Ba file\\0'; fi
cd .snapshots/records 2>/dev/null || exit 0
${records} \\( \\
  -type l -printf 'E%f\\0it is a symlink, where a file of its own belongs\\0' -o \\
  ! -type f -printf 'E%f\\0it is not a regular file\\0' -o \\
  -size +${mostRecordBytes}c -printf 'E%f\\0it has %s bytes, more than the ${mostRecordBytes} it can have\\0' \\)
printf 'R\\0'
${records} -type f ! -size +${mostRecordBytes}c -print0 | xargs -0 -r head -v -c ${mostRecordBytes} --
exit 0
`;
const lock = `make() {
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if mkdir -- "$1" 2>/dev/null; then sync -- "\${1%/*}"; return 0; fi
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if [ -e "$1" ] || [ -L "$1" ]; then printf 'not a directory\\0%s\\0' "$1"; exit 73; fi
  mkdir -- "$1" || exit 73
}
at=$volume
for part; do at=$at/$part; make "$at"; done
for part in records manifests partial trash; do make "$own/$part"; done
if [ -L "$own/lock" ]; then printf 'symlink\\0'; exit 73; fi
if [ -e "$own/lock" ] && [ ! -f "$own/lock" ]; then printf 'special\\0'; exit 73; fi
exec 9<>"$own/lock"
waited=no
while :; do
  flock -x -n -E ${busyStatus} 9
  case $? in
    0)
      printf '%s\\n' "$token" >"$own/lock" || exit 74
      if flock -s -n -E ${busyStatus} 9; then break; fi ;;
    ${busyStatus}) ;;
    *) printf 'unsupported\\0'; exit 74 ;;
  esac
  if [ "$waited" = no ]; then printf 'busy\\0%s\\0' "$(head -c 2000 -- "$own/lock" | head -n 1)"; waited=yes; fi
  beat=$(timeout 0.5 dd bs=1 count=1 2>/dev/null)
  if [ $? = 0 ] && [ -z "$beat" ]; then exit 0; fi
done
printf 'locked\\0'
${heard}`;
const hold = `record=$own/records/$id.json
if [ -L "$record" ] || [ ! -f "$record" ]; then printf 'gone\\0'; exit 0; fi
exec 9<"$record"
flock -s -w 10 -E ${busyStatus} 9
case $? in
  0) ;;
  ${busyStatus}) printf 'busy\\0'; exit 0 ;;
  *) printf 'unsupported\\0'; exit 74 ;;
esac
if [ "$(stat -c %i -- "$record" 2>/dev/null)" != "$(stat -L -c %i /proc/self/fd/9)" ] ||
  [ ! -d "$series/$id" ] || [ -L "$series/$id" ]; then printf 'gone\\0'; exit 0; fi
printf 'held\\0'
${heard}`;
const newest = `${own}newest=
for record in "$own"/records/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then newest=$id; fi
done
printf '%s\\0' "$newest"
[ -n "$newest" ] || exit 0
own "$own/manifests/$newest.mtree.gz" "$most"
`;
const isBeingRead = `[ -f "$own/records/$id.json" ] || exit 0
flock -x -n -E ${busyStatus} -- "$own/records/$id.json" true
[ $? = ${busyStatus} ] && printf yes
exit 0
`;
const begin = `${guard}mkdir -m 700 -- "$own/partial/$id" || exit 73
stat -f -c %T -- "$own/partial/$id"
`;
const series_link = `rm -f -- "$own/latest.tmp"
ln -s -T -- "$id" "$own/latest.tmp"
mv -T -- "$own/latest.tmp" "$series/latest"
sync -- "$series"
`;
const pointLatest = `set -e
${guard}${series_link}`;
const publish = `set -e
${guard}${snapshotNames}if isThere; then taken; fi
if [ "$(stat -c %m -- "$own/partial/$id")" != "$(stat -c %m -- "$series")" ]; then printf 'other mount'; exit 73; fi
${storeTexts}if isThere; then forget; taken; fi
mv -T -- "$own/partial/$id" "$series/$id"
sync -- "$series" "$own/partial"
${series_link}`;
const leftovers = `[ -d "$own" ] || exit 0
cd -- "$own" || exit 74
find partial trash -mindepth 1 -maxdepth 1 -printf '%H/%f\\0'
find . records manifests -mindepth 1 -maxdepth 1 -name '*.tmp' -printf '%H/%f\\0'
printf '\\0%s\\0' "$(realpath -- "$own")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
`;
const forget = `${guard}for id; do
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then continue; fi
  rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
`;
const rm = 'rm --recursive --force --one-file-system --preserve-root=all --';
const remove = `${guard}cd -- "$own" || exit 74
find "$@" -xdev -mindepth 2 -maxdepth 2 -type d -print0 2>/dev/null | xargs -0 -r -P 4 -n 16 ${rm} 2>/dev/null
${rm} "$@" 2>/dev/null && exit 0
for each; do find "$each" -xdev -type d ! -perm -0700 -exec chmod u+rwx -- {} \\; 2>/dev/null; done
exec ${rm} "$@"
`;
const trash = `${guard}trashed=
for id; do
  record=$own/records/$id.json
  if [ ! -f "$record" ]; then echo "there is no record of $id" >&2; exit 74; fi
  if [ "$(stat -c %m -- "$series/$id")" != "$(stat -c %m -- "$own/trash")" ]; then
    echo "$series/$id is a mount of its own, and cannot be moved into the trash" >&2
    exit 74
  fi
  flock -x -n -E ${busyStatus} -- "$record" mv -T -- "$series/$id" "$own/trash/$id"
  case $? in
    0) printf 'T%s\\0' "$id"; trashed=yes ;;
    ${busyStatus}) printf 'R%s\\0' "$id" ;;
    *) exit 74 ;;
  esac
done
[ -n "$trashed" ] || exit 0
sync -- "$series" "$own/trash" || exit 74
for id; do
  [ -e "$series/$id" ] || rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
sync -- "$own/records"
`;
const inodes = `cd -- "$series" || exit 74
exec find "$@" -xdev -printf '${inodeFormat}'
`;
const device = `exec stat -c %d -- "$series"
`;
const series_sharing = `cd -- "$series" || exit 74
exec find "$@"
`;
const isPageOfOurs = `[ ! -L "$page" ] && [ -f "$page" ] && head -c 200 -- "$page" | grep -qF -- "$mark"`;
const hasPage = `page=$series/$name
if ${isPageOfOurs}; then printf yes; fi
`;
const writePage = `set -e
page=$series/$name
if [ -e "$page" ] || [ -L "$page" ]; then
  if ! { ${isPageOfOurs}; }; then exit ${foreignStatus}; fi
fi
aside=$own/$name.$$.tmp
${receive('$aside')}mv -T -- "$aside" "$page"
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-lock.js









async function lockSeries(connection, layout, name, holder, timeoutMs, onWait) {
    const token = `${holder.replaceAll(/\s+/g, ' ')} [${(0,external_node_crypto_.randomBytes)(6).toString('hex')}]`;
    const channel = connection.hold(lock, {
        volume: connection.address.path,
        own: layout.own,
        token,
        silence: String(silenceSeconds),
        list: [...name.split('/'), '.snapshots']
    });
    let other = '';
    const patience = new Promise(resolve => {
        setTimeout(() => {
            resolve('late');
        }, timeoutMs).unref();
    });
    try {
        for (;;) {
            const message = other === '' ? await channel.next() : await Promise.race([channel.next(), patience]);
            if (message === 'locked')
                break;
            if (message === 'late')
                throw stillHeld(other, timeoutMs);
            if (message !== 'busy')
                throw await notLocked(connection, channel, message);
            other = holderOf(await channel.next());
            onWait(other);
            if (timeoutMs === 0)
                throw stillHeld(other, timeoutMs);
        }
    }
    catch (error) {
        await channel.end();
        throw error;
    }
    return { token, release: () => channel.end() };
}
const holderOf = (line) => {
    const text = (line ?? '').trim();
    return text === '' ? 'another run' : display_showText(text);
};
const stillHeld = (holder, timeoutMs) => new Failure('locked', `The series is still being written by ${holder} after ${formatDuration(timeoutMs)}. Wait for that run, or raise "lock-timeout".`);
async function notLocked(connection, channel, message) {
    const { address } = connection;
    if (message === 'not a directory') {
        return new Failure('volume', `${display_showText((await channel.next()) ?? '')} on ${hostText(address)} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`);
    }
    if (message === 'symlink') {
        return new Failure('volume', `The lock of the series on ${hostText(address)} is a symlink, where a file of its own belongs. Remove the link.`);
    }
    if (message === 'special') {
        return new Failure('volume', `The lock of the series on ${hostText(address)} is not a regular file. Move away what stands in its place.`);
    }
    const result = await channel.ended;
    const lost = await connection.failureOf(result);
    if (lost !== undefined)
        return lost;
    const said = result.stderr.trim();
    if (message === 'unsupported') {
        return new Failure('locked', `The lock could not be taken on ${hostText(address)}${said === '' ? '' : ` (${display_showText(said)})`}. The volume's filesystem may not support flock(2).`);
    }
    return said === '' && result.status === 0
        ? connectionFailure(address, '', true)
        : farFailure(address, result, 'The series could not be locked');
}
async function holdSnapshot(connection, layout, id) {
    const channel = connection.hold(hold, {
        series: layout.series,
        own: layout.own,
        id,
        silence: String(silenceSeconds)
    });
    const message = await channel.next();
    if (message === 'held')
        return { release: () => channel.end() };
    if (message === undefined || message === 'unsupported')
        throw await notLocked(connection, channel, message);
    await channel.end();
    if (message === 'gone') {
        throw new Failure('missing', `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`);
    }
    throw new Failure('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(75);
;// CONCATENATED MODULE: ./lib/core/all-of.js
async function allOf(promises) {
    await Promise.allSettled(promises);
    return await Promise.all(promises);
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(522);
;// CONCATENATED MODULE: ./lib/core/manifest/usual-line.js
class Owners {
    #last = { uid: 0, gid: 0 };
    of(uid, gid) {
        if (this.#last.uid !== uid || this.#last.gid !== gid)
            this.#last = { uid, gid };
        return this.#last;
    }
}
function usual_line_entryOf(path, mode, size, mtimeNs, storedMtimeNs, sha256, owner) {
    if (sha256 === undefined) {
        const directory = { path, type: 'dir', mode, size, mtimeNs, storedMtimeNs };
        return owner === undefined ? directory : { ...directory, owner };
    }
    return owner === undefined
        ? { path, type: 'file', mode, size, mtimeNs, storedMtimeNs, sha256 }
        : { path, type: 'file', mode, size, mtimeNs, storedMtimeNs, sha256, owner };
}
const zero = 0x30;
const slash = 0x2f;
const dot = 0x2e;
const usual_line_plain = tableOf(/[A-Za-z0-9._\-/+,@:%~]/);
const hexadecimal = tableOf(/[0-9a-f]/);
function tableOf(characters) {
    return Uint8Array.from({ length: 256 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));
}
const mostDigits = 15;
class UsualLineReader {
    #owners;
    #line = '';
    #at = 0;
    constructor(owners) {
        this.#owners = owners;
    }
    read(line, bytes, start) {
        this.#line = line;
        this.#at = 2;
        if (!line.startsWith('./') || !this.#plainPath())
            return undefined;
        const pathEnd = this.#at;
        const isFile = this.#word(' type=file mode=');
        if (!isFile && !this.#word(' type=dir mode='))
            return undefined;
        const mode = this.#mode();
        const owner = this.#owner();
        const size = isFile ? this.#number(' size=') : 0;
        const timeAt = this.#at;
        const storedMtimeNs = this.#word(' time=') ? this.#time() : undefined;
        const timeEnd = this.#at;
        const digestEnd = isFile ? this.#digest() : 0;
        const tagsAt = this.#at;
        const mtimeNs = this.#word(' tags=mtime:') ? this.#time() : storedMtimeNs;
        if (mode < 0 || owner === null || size < 0 || storedMtimeNs === undefined || mtimeNs === undefined)
            return undefined;
        if (this.#at !== line.length || digestEnd === undefined)
            return undefined;
        const path = bytes.toString('latin1', start + 2, start + pathEnd);
        const sha256 = isFile ? bytes.toString('latin1', start + digestEnd - 64, start + digestEnd) : undefined;
        const entry = usual_line_entryOf(path, mode, size, mtimeNs, storedMtimeNs, sha256, owner);
        return { entry, timeless: line.slice(0, timeAt) + line.slice(timeEnd, tagsAt) };
    }
    #word(word) {
        if (!this.#line.startsWith(word, this.#at))
            return false;
        this.#at += word.length;
        return true;
    }
    #plainPath() {
        const line = this.#line;
        let part = this.#at;
        for (let at = part; at < line.length; at++) {
            const code = line.charCodeAt(at);
            const isEnd = code === 0x20;
            if (code === slash || isEnd) {
                const length = at - part;
                if (length === 0)
                    return false;
                if (length <= 2 && line.charCodeAt(part) === dot && line.charCodeAt(at - 1) === dot)
                    return false;
                part = at + 1;
            }
            if (isEnd) {
                this.#at = at;
                return true;
            }
            if (usual_line_plain[code] !== 1)
                return false;
        }
        return false;
    }
    #mode() {
        let mode = 0;
        for (let left = 4; left > 0; left--) {
            const digit = this.#line.charCodeAt(this.#at++) - zero;
            if (!(digit >= 0 && digit <= 7))
                return -1;
            mode = mode * 8 + digit;
        }
        return mode;
    }
    #owner() {
        if (!this.#line.startsWith(' uid=', this.#at))
            return undefined;
        const uid = this.#number(' uid=');
        const gid = this.#number(' gid=');
        return uid < 0 || gid < 0 || uid > 0x7fff_ffff || gid > 0x7fff_ffff ? null : this.#owners.of(uid, gid);
    }
    #number(word) {
        return this.#word(word) ? this.#digits() : -1;
    }
    #digits() {
        const from = this.#at;
        let value = 0;
        for (let digit = this.#digit(from); digit >= 0; digit = this.#digit(this.#at)) {
            value = value * 10 + digit;
            this.#at++;
        }
        const length = this.#at - from;
        return length === 0 || length > mostDigits || (length > 1 && this.#digit(from) === 0) ? -1 : value;
    }
    #digit(at) {
        const digit = this.#line.charCodeAt(at) - zero;
        return digit >= 0 && digit <= 9 ? digit : -1;
    }
    #time() {
        const seconds = this.#digits();
        if (seconds < 0 || this.#line.charCodeAt(this.#at++) !== dot)
            return undefined;
        let rest = 0;
        for (let left = 9; left > 0; left--) {
            const digit = this.#digit(this.#at++);
            if (digit < 0)
                return undefined;
            rest = rest * 10 + digit;
        }
        return seconds > 9_000_000_000 ? undefined : BigInt(seconds) * 1000000000n + BigInt(rest);
    }
    #digest() {
        if (!this.#word(' sha256='))
            return undefined;
        const end = this.#at + 64;
        for (; this.#at < end; this.#at++)
            if (hexadecimal[this.#line.charCodeAt(this.#at)] !== 1)
                return undefined;
        return end;
    }
}

;// CONCATENATED MODULE: ./lib/core/manifest/manifest-reader.js












const longestLine = 1_048_576;
function decodeManifest(pieces) {
    const reader = new ManifestReader();
    for (const piece of pieces)
        reader.push(piece);
    return reader.finish();
}
class ManifestReader {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #shape = new TreeShape();
    #entries = [];
    #usual = new UsualLineReader(new Owners());
    #digest = new TreeDigest();
    #header;
    #rest = '';
    #line = 0;
    #isEnded = false;
    get isEnded() {
        return this.#isEnded;
    }
    push(piece) {
        const text = this.#rest + piece;
        const bytes = external_node_buffer_.Buffer.from(text, 'latin1');
        let from = 0;
        for (let newline = text.indexOf('\n'); newline >= 0 && !this.#isEnded; newline = text.indexOf('\n', from)) {
            this.#line++;
            const line = text.slice(from, newline);
            if (line.startsWith('# end ')) {
                this.#hash.update(text.slice(0, from), 'latin1');
                this.#end(line);
            }
            else
                this.#take(line, bytes, from);
            from = newline + 1;
        }
        this.#rest = text.slice(from);
        if (this.#isEnded) {
            if (this.#rest !== '')
                throw this.#damage(1, 'comes after the "# end" line, which is the last');
            return;
        }
        this.#hash.update(text.slice(0, from), 'latin1');
        if (this.#rest.length > longestLine)
            throw this.#damage(1, `is longer than ${longestLine} characters`);
    }
    finish() {
        if (!this.#isEnded || this.#header === undefined)
            throw this.#damage(1, 'is missing: the text ends without its "# end" line, so it was cut off');
        const last = this.#entries.at(-1);
        if (last !== undefined && isPattern(last.path))
            this.#entries.sort((a, b) => compareWritten(a.path, b.path));
        rememberDigest(this.#entries, this.#digest.end());
        return { ...this.#header, entries: this.#entries };
    }
    #take(line, bytes, start) {
        if (this.#line === 1) {
            if (line !== '#mtree')
                throw this.#damage(0, `is not "#mtree" but ${quoteValue(line)}`);
        }
        else if (this.#line === 2)
            this.#header = this.#headerOf(line);
        else if (line.startsWith('.'))
            this.#takeEntry(line, bytes, start);
        else if (line.startsWith('/'))
            throw this.#damage(0, `is a command, which our manifests never have: ${quoteValue(line)}`);
        else if (!line.startsWith('#'))
            throw this.#damage(0, `is neither an entry nor a comment: ${quoteValue(line)}`);
    }
    #takeEntry(line, bytes, start) {
        const usual = this.#usual.read(line, bytes, start);
        const entry = usual?.entry ?? decodeEntry(line, this.#line);
        const problem = this.#shape.admit(entry);
        if (problem !== undefined)
            throw this.#damage(0, `${problem}: ${display_showName(entry.path)}`);
        this.#digest.take(usual?.timeless ?? timelessLine(entry));
        this.#entries.push(entry);
    }
    #headerOf(line) {
        const [, id, series] = /^# snapshot (\S+) of (\S+)$/.exec(line) ?? [];
        const names = [id, series].map(word => unescapeBytes(word ?? ''));
        if (!names[0] || !names[1])
            throw this.#damage(0, `is not "# snapshot … of …" but ${quoteValue(line)}`);
        return { id: pathText(names[0]), series: pathText(names[1]) };
    }
    #end(line) {
        if (this.#entries.length === 0)
            throw this.#damage(0, 'ends a manifest that does not even hold the top directory');
        this.#isEnded = true;
        const [, count, digest] = /^# end (\d{1,16}) entries sha256:([0-9a-f]{64})$/.exec(line) ?? [];
        if (count === undefined)
            throw this.#damage(0, `is not "# end … entries sha256:…" but ${quoteValue(line)}`);
        if (Number(count) !== this.#entries.length)
            throw this.#damage(0, `promises ${count} entries, but there are ${this.#entries.length}`);
        if (digest !== this.#hash.digest('hex'))
            throw this.#damage(0, 'has a digest that the lines before it do not have');
    }
    #damage(linesOn, problem) {
        return new ManifestDamage(this.#line + linesOn, problem);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/manifest-file.js






const mostTimesItsSize = 200;
const mostPackedBytes = 512 * 1024 * 1024;
const manifest_file_pieceLength = 256 * 1024;
const freeBytes = 64 * 1024 * 1024;
async function readManifest(layout, series, id) {
    const packed = (0,external_node_fs_.createReadStream)('', { fd: openRegular(layout.manifest(id), readFlags), highWaterMark: manifest_file_pieceLength });
    return await unpackManifest(packed, () => packed.bytesRead, series, id);
}
async function unpackManifest(packed, bytesRead, series, id) {
    const reader = new ManifestReader();
    let unpackedBytes = 0;
    const upToItsEnd = async function* (pieces) {
        for await (const piece of pieces) {
            if (reader.isEnded)
                throw new Failure('volume', 'it goes on after its end');
            yield piece;
        }
    };
    await (0,external_node_stream_promises_.pipeline)(packed, upToItsEnd, (0,external_node_zlib_.createGunzip)({ chunkSize: manifest_file_pieceLength }), async (pieces) => {
        for await (const piece of pieces) {
            unpackedBytes += piece.length;
            if (unpackedBytes > freeBytes && unpackedBytes > bytesRead() * mostTimesItsSize)
                throw new Failure('volume', `it unpacks to more than ${mostTimesItsSize} times its size, as no manifest does`);
            reader.push(piece.toString('latin1'));
        }
    });
    const manifest = reader.finish();
    if (manifest.id !== id || manifest.series !== series) {
        throw new Failure('volume', `it is that of ${manifest.id} of ${manifest.series}`);
    }
    return manifest.entries;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/volume.js


const volume_state = `${own}kind=missing
if [ -d "$volume" ]; then kind=directory; elif [ -e "$volume" ] || [ -L "$volume" ]; then kind=not-a-directory; fi
writable=no
if [ -w "$volume" ] && [ -x "$volume" ]; then writable=yes; fi
printf '%s\\0%s\\0%s\\0' "$kind" "$writable" "$(realpath -- "$volume" 2>/dev/null || printf %s "$volume")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
marker=$volume/${markerName}
text=$(own "$marker" ${mostMarkerBytes} 2>&1)
case $? in
  0) printf 'text\\0%s\\0' "$text" ;;
  ${goneStatus}) printf 'absent\\0\\0' ;;
  *) printf 'unreadable\\0%s\\0' "$text" ;;
esac
`;
const mark = `set -e
marker=$volume/${markerName}
${receive('$marker.tmp')}mv -T -- "$marker.tmp" "$marker"
sync -- "$volume"
`;
const free = `stat -f --printf '%a %S %b %d %c' -- "$volume"
`;
const probeLinks = `find "$volume" -mindepth 1 -maxdepth 1 -type d -name '.snapshot-probe-*' -mmin +60 -exec rm -rf -- {} +
scratch=$(mktemp -d -- "$volume/.snapshot-probe-XXXXXX") || exit 73
trap 'rm -rf -- "$scratch"' EXIT
printf 'probe\\n' >"$scratch/file" || exit 73
tell() { if [ -z "$1" ]; then printf 'works\\0'; else printf '%s\\0' "$1"; fi; }
said=$(ln -P -T -- "$scratch/file" "$scratch/link" 2>&1) && {
  one=$(stat -c '%i %h' -- "$scratch/file")
  other=$(stat -c '%i %h' -- "$scratch/link")
  said='the link that was made does not share its file'
  if [ "$one" = "$other" ] && [ "\${one##* }" = 2 ]; then said=; fi
}
tell "$said"
said=$({
  ln -s -T -- one "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink" &&
  ln -s -T -- two "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink"
} 2>&1) && {
  said='a symlink could not be replaced by a rename'
  if [ "$(readlink -- "$scratch/symlink")" = two ]; then said=; fi
}
tell "$said"
[ "$isRoot" = yes ] || exit 0
said=$(chown 1:1 -- "$scratch/file" 2>&1) && {
  said='the owner that was set is not the one that is shown'
  if [ "$(stat -c %u:%g -- "$scratch/file")" = 1:1 ]; then said=; fi
}
case $said in *': Invalid argument') said= ;; esac
tell "$said"
`;
const seriesNames = `cd -- "$volume" || exit 74
find . -mindepth 1 -maxdepth 513 -type d \\( \\
  -name .snapshots -printf '%P\\0' -prune -o \\
  -name '.*' -prune -o \\
  -name '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]Z*' -prune \\) 2>/dev/null
exit 0
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/own-files.js


const readOwn = `${own}own "$file" "$most"
`;
const write = `${receive('$file.tmp')}mv -T -- "$file.tmp" "$file"
sync -- "\${file%/*}"
`;
const writeOwn = `set -e
${guard}${write}`;
const removeOwn = `set -e
${guard}rm -f -- "$file"
sync -- "\${file%/*}"
`;
const diskUse = `cd -- "$series" || exit 74
exec du --summarize --total --block-size=1 -- "$@"
`;
const ownUse = `stat -c %b -- "$series" "$series/latest" "$series/$name" 2>/dev/null || :
printf '\\0'
cd -- "$series" || exit 74
du --summarize --total --block-size=1 -- .snapshots || :
`;
const keepCounted = `set -e
${guard}if [ ! -d "$file" ]; then
(
${receiveLater('$file.tmp')}mv -T -- "$file.tmp" "$file"
) || rm -f -- "$file.tmp"
fi
set +e
${ownUse}printf '\\0'
${free}`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-own-file.js




async function readFarFile(connection, file, mostBytes, asked = {}) {
    const result = await connection.run(readOwn, { file, most: String(mostBytes) }, asked);
    if (result.status === goneStatus)
        return undefined;
    if (result.status === refusedStatus)
        throw refused('EINVAL', result.stderr.trim());
    if (result.status !== 0)
        throw farFailure(connection.address, result, `${file} could not be read`);
    return result.stdout;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-manifest.js







async function readFarManifest({ connection, layout, series }, id) {
    return await unpacked(series, Promise.resolve(id), async (onStdout) => {
        const found = await readFarFile(connection, layout.manifest(id), mostPackedBytes, { isLong: true, onStdout });
        if (found === undefined)
            throw Object.assign(new Error(`ENOENT: there is no manifest of ${id}`), { code: 'ENOENT' });
    });
}
function readNewest({ connection, layout, series }) {
    let name = () => undefined;
    const named = new Promise(resolve => {
        name = resolve;
    });
    const entries = unpacked(series, named, async (onPiece) => {
        let start = external_node_buffer_.Buffer.alloc(0);
        const onStdout = (piece) => {
            if (start === undefined) {
                onPiece(piece);
                return;
            }
            start = external_node_buffer_.Buffer.concat([start, piece]);
            const end = start.indexOf(0);
            if (end < 0)
                return;
            name(start.toString('latin1', 0, end));
            onPiece(start.subarray(end + 1));
            start = undefined;
        };
        try {
            const values = { series: layout.series, own: layout.own, most: String(mostPackedBytes) };
            const result = await connection.run(newest, values, { isLong: true, onStdout });
            if (result.status !== 0)
                throw farFailure(connection.address, result, 'The newest manifest could not be read');
        }
        finally {
            name('');
        }
    });
    entries.catch(() => undefined);
    return async (id) => {
        try {
            return (await named) === id ? await entries : undefined;
        }
        catch {
            return undefined;
        }
    };
}
async function unpacked(series, named, read) {
    const packed = new external_node_stream_.PassThrough();
    let bytes = 0;
    const fill = async () => {
        try {
            await read(piece => {
                bytes += piece.length;
                packed.write(piece);
            });
            packed.end();
        }
        catch (error) {
            packed.destroy(error instanceof Error ? error : new Error(String(error)));
            throw error;
        }
    };
    const unpack = async () => {
        const id = await named;
        return await unpackManifest(packed, () => bytes, series, id);
    };
    const [, entries] = await allOf([fill(), unpack()]);
    return entries;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/survey.js

const unread = /^head: (?:cannot open|error reading) '\.\/([0-9TZ-]+)\.json'(?: for reading)?: (.+)$/gm;
const heading = /==> \.\/([0-9TZ-]+)\.json <==\n/;
function surveyFrom({ stdout, stderr }) {
    const trees = new Map();
    const partial = new Map();
    const trash = new Map();
    const records = new Map();
    const places = { S: trees, P: partial, T: trash };
    let latest = { state: 'absent', target: '' };
    const fields = stdout.toString('latin1').split('\0');
    let at = 0;
    for (; at < fields.length - 1 && fields[at] !== 'R'; at++) {
        const letter = fields[at]?.charAt(0) ?? '';
        const rest = utf8(fields[at]?.slice(1) ?? '');
        if (letter === 'L')
            latest = { state: 'link', target: rest };
        else if (letter === 'B')
            latest = { state: 'blocked', target: rest };
        else if (letter === 'E')
            records.set(rest.replace(/\.json$/, ''), { why: utf8(fields[++at] ?? '') });
        else
            places[letter]?.set(rest.slice(1), rest.charAt(0));
    }
    const [, ...told] = fields
        .slice(at + 1)
        .join('\0')
        .split(heading);
    for (let one = 0; one < told.length; one += 2)
        records.set(told[one] ?? '', { text: utf8(told[one + 1] ?? '') });
    for (const [, id = '', why = ''] of stderr.matchAll(unread))
        if (why !== 'No such file or directory')
            records.set(id, { why });
    return { trees, partial, trash, latest, records };
}
const utf8 = (bytes) => external_node_buffer_.Buffer.from(bytes, 'latin1').toString('utf8');

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-place.js






function farPlace(series, connection, packing) {
    const layout = seriesLayout(connection.address.path, series);
    const own = { series: layout.series, own: layout.own };
    let held;
    let freed;
    let changes = 0;
    let known;
    let ahead;
    let newest;
    const noting = () => {
        if (held === undefined)
            throw new Error('the far series is only written under the lock');
        return { token: held.token };
    };
    const ask = async (script, doing, values = {}, asked = {}) => {
        const result = await connection.run(script, { ...own, ...values }, asked);
        if (result.status !== 0)
            throw farFailure(connection.address, result, doing);
        return result;
    };
    const look = async () => surveyFrom(await ask(survey, 'The series could not be listed', {}, { isNext: true }));
    return {
        connection,
        layout,
        series,
        ...(packing !== undefined && { packing }),
        get isLocked() {
            return held !== undefined;
        },
        lock: async (holder, timeoutMs, onWait) => {
            await freed;
            const lock = await lockSeries(connection, layout, series, holder, timeoutMs, onWait);
            held = lock;
            known = undefined;
            newest = undefined;
            return {
                release: () => {
                    freed = lock.release();
                    if (held === lock) {
                        held = undefined;
                        known = undefined;
                    }
                    return Promise.resolve();
                }
            };
        },
        survey: async () => {
            if (held !== undefined)
                return await (known ??= look());
            const asked = ahead;
            ahead = undefined;
            return (await asked?.catch(() => undefined)) ?? (await look());
        },
        askAhead: () => {
            ahead = look();
            ahead.catch(() => undefined);
            newest = readNewest({ connection, layout, series });
        },
        newest: async (id) => {
            const asked = newest;
            newest = undefined;
            return held === undefined ? await asked?.(id) : undefined;
        },
        ask,
        noting,
        get changes() {
            return changes;
        },
        writing: () => {
            connection.room.changes();
            known = undefined;
            changes++;
            return noting();
        }
    };
}

;// CONCATENATED MODULE: ./lib/core/known-damage.js




const knownDamageFormat = 1;
const knownKinds = ['content', 'size', 'unreadable'];
const mostKnownDamage = 10_000;
const mostDamageBytes = 256 * 1024 * 1024;
class KnownDamageProblem extends Error {
    name = 'KnownDamageProblem';
}
const damageKey = ({ sha256, size, storedMtimeNs }) => `${sha256 ?? ''} ${size} ${storedMtimeNs}`;
function encodeKnownDamage(damaged) {
    const items = damaged.map(({ path, storedMtimeNs, ino, ...rest }) => ({
        path: escapeBytes(path),
        ...rest,
        storedMtimeNs: String(storedMtimeNs),
        ino: String(ino)
    }));
    return `${JSON.stringify({ format: knownDamageFormat, damaged: items }, undefined, 1)}\n`;
}
function decodeKnownDamage(text) {
    const fields = parseJsonFields(text, mostDamageBytes, problem => new KnownDamageProblem(problem));
    fields.format(knownDamageFormat);
    return fields.list('damaged', (items, index) => {
        const item = items.object(index);
        return {
            path: known_damage_pathOf(item.text('path', nonEmpty)),
            snapshot: item.text('snapshot', idRule),
            kind: item.oneOf('kind', knownKinds),
            sha256: item.text('sha256', sha256Rule),
            size: item.count('size'),
            storedMtimeNs: BigInt(item.text('storedMtimeNs', numberRule)),
            ino: BigInt(item.text('ino', inodeRule)),
            foundAt: item.text('foundAt', utcMoment)
        };
    });
}
function known_damage_pathOf(text) {
    const path = unescapeBytes(text);
    if (path === undefined)
        throw new KnownDamageProblem(`a path is ${quoteValue(text)}; expected one as in a manifest`);
    return path;
}
const idRule = { allows: isSnapshotId, expected: 'the id of a snapshot' };
const sha256Rule = { allows: text => /^[0-9a-f]{64}$/.test(text), expected: '64 hexadecimal digits' };
const numberRule = { allows: text => /^-?\d{1,30}$/.test(text), expected: 'nanoseconds' };
const inodeRule = { allows: text => /^\d{1,20}$/.test(text), expected: 'the number of an inode' };
function updateKnownDamage(before, verdicts) {
    const old = new Map(before.map(one => [identity(one), one]));
    const found = new Map();
    for (const one of verdicts.found) {
        const foundAt = old.get(identity(one))?.foundAt ?? one.foundAt;
        found.set(identity(one), { ...one, foundAt });
    }
    const stays = (one) => !found.has(identity(one)) && !verdicts.isEverything && !verdicts.whole.has(one.ino);
    return [...before.filter(stays), ...found.values()];
}
const identity = (one) => `${one.ino} ${damageKey(one)}`;
const isSameKnowledge = (a, b) => encodeKnownDamage(a) === encodeKnownDamage(b);

;// CONCATENATED MODULE: ./lib/adapters/volume/shared-names.js

const mostAsked = 200;
function sharingArgs(ids, inodes) {
    const asked = [...inodes].flatMap((ino, index) => [...(index === 0 ? [] : ['-o']), '-inum', String(ino)]);
    const filter = inodes.size <= mostAsked ? ['(', ...asked, ')'] : [];
    return [...ids, '-xdev', '-mindepth', '1', ...filter, '-printf', '%i %H %P\\0'];
}
class SharedNames {
    #inodes;
    #names = [];
    #rest = '';
    constructor(inodes) {
        this.#inodes = inodes;
    }
    push(piece) {
        const records = (this.#rest + piece.toString('latin1')).split('\0');
        this.#rest = records.pop() ?? '';
        for (const record of records) {
            const [, ino = '', id = '', path = ''] = /^(\d+) (\S+) (.*)$/s.exec(record) ?? [];
            if (ino !== '' && this.#inodes.has(BigInt(ino)))
                this.#names.push({ id, path: path, ino: BigInt(ino) });
        }
    }
    finish(series, { status, stderr }) {
        const known = /: (?:Permission denied|No such file or directory|Input\/output error)$/;
        const trouble = stderr.split('\n').find(line => line !== '' && !known.test(line));
        if (status !== 0 && (trouble !== undefined || stderr === ''))
            throw new Failure('volume', `${series} could not be looked through: ${trouble ?? `find ended with ${status}`}`);
        return this.#names;
    }
}
async function namesOf(processes, layout, ids, inodes) {
    if (inodes.size === 0 || ids.length === 0)
        return [];
    const names = new SharedNames(inodes);
    const result = await processes.run('find', {
        args: sharingArgs(ids, inodes),
        cwd: layout.series,
        onStdout: piece => {
            names.push(piece);
        }
    });
    return names.finish(layout.series, result);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/durable.js

function writeDurably(file, pieces, mode = 0o644) {
    const aside = `${file}.tmp`;
    (0,external_node_fs_.rmSync)(aside, { force: true });
    const fd = (0,external_node_fs_.openSync)(aside, 'wx', mode);
    try {
        for (const piece of pieces)
            writeWhole(fd, typeof piece === 'string' ? Buffer.from(piece) : piece);
        (0,external_node_fs_.fsyncSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
    renameSurely(aside, file);
}
function renameSurely(from, to) {
    const moving = lookAt(from);
    try {
        (0,external_node_fs_.renameSync)(from, to);
    }
    catch (error) {
        const there = lookAt(to);
        const isDone = lookAt(from) === undefined && there?.ino === moving?.ino && there?.dev === moving?.dev;
        if (moving === undefined || !isDone)
            throw error;
    }
}
const lookAt = (path) => (0,external_node_fs_.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
function syncPath(path) {
    const fd = (0,external_node_fs_.openSync)(path, 'r');
    try {
        (0,external_node_fs_.fsyncSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function writeWhole(fd, bytes) {
    for (let at = 0; at < bytes.length;)
        at += (0,external_node_fs_.writeSync)(fd, bytes, at);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/series-page.js




function series_page_writePage(layout, html) {
    const { page, pageAside } = layout;
    if ((0,external_node_fs_.lstatSync)(page, { throwIfNoEntry: false }) !== undefined && !isOurs(page)) {
        throw foreignPage(page);
    }
    writeDurably(pageAside, [html]);
    renameSurely(pageAside, page);
}
const series_page_hasPage = ({ page }) => (0,external_node_fs_.lstatSync)(page, { throwIfNoEntry: false }) !== undefined && isOurs(page);
const foreignPage = (page) => new Failure('volume', `${page} is not a page that this program wrote, so it is not replaced. Move it away, or leave the page out.`);
function isOurs(page) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(page, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ELOOP')
            return false;
        throw error;
    }
    try {
        const start = Buffer.alloc(200);
        const read = (0,external_node_fs_.readSync)(fd, start, 0, start.length, 0);
        return start.toString('latin1', 0, read).includes(pageMark);
    }
    catch (error) {
        if (failure_codeOf(error) === 'EISDIR')
            return false;
        throw error;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/stored-texts.js



function judgeRecord(id, text) {
    try {
        const record = decodeRecord(text);
        return record.id === id ? { id, record } : { id, damage: `its record is that of ${record.id}` };
    }
    catch (error) {
        return { id, damage: failure_messageOf(error) };
    }
}
function judgeMarker(text) {
    try {
        decodeMarker(text);
        return { state: 'present' };
    }
    catch (error) {
        return { state: 'damaged', why: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./lib/core/retention/extents.js
const sizeOf = (extents) => extents.reduce((sum, { bytes }) => sum + bytes, 0);
function without(extents, others) {
    const holes = merged(others);
    const left = [];
    let hole = 0;
    for (const { at, bytes } of sorted(extents)) {
        const end = at + bytes;
        while (hole > 0 && (holes[hole - 1]?.end ?? 0) > at)
            hole--;
        while (hole < holes.length && (holes[hole]?.end ?? 0) <= at)
            hole++;
        let from = at;
        for (let next = hole; next < holes.length; next++) {
            const { at: start, end: stop } = holes[next] ?? { at: end, end };
            if (start >= end)
                break;
            if (start > from)
                left.push({ at: from, bytes: start - from });
            from = Math.max(from, stop);
        }
        if (from < end)
            left.push({ at: from, bytes: end - from });
    }
    return left;
}
const overlap = (extents, others) => sizeOf(extents) - sizeOf(without(extents, others));
const sorted = (extents) => [...extents].sort((a, b) => a.at - b.at);
function merged(extents) {
    const ranges = [];
    for (const { at, bytes } of sorted(extents)) {
        const last = ranges.at(-1);
        if (last !== undefined && at <= last.end)
            last.end = Math.max(last.end, at + bytes);
        else
            ranges.push({ at, end: at + bytes });
    }
    return ranges;
}

;// CONCATENATED MODULE: ./lib/core/retention/freed.js

class FreedCounter {
    #seen = new Map();
    #gone = [];
    add(tree) {
        let bytes = 0;
        let inodes = 0;
        for (const inode of tree) {
            const { ino, links, linksHere } = inode;
            const seen = (this.#seen.get(ino) ?? 0) + linksHere;
            if (seen >= links) {
                bytes += this.#bytesOf(inode);
                inodes++;
                this.#seen.delete(ino);
            }
            else
                this.#seen.set(ino, seen);
        }
        return { bytes, inodes };
    }
    #bytesOf({ allocated, shared = [], held = [] }) {
        if (shared.length === 0)
            return allocated;
        const free = overlap(without(shared, held), this.#gone);
        this.#gone.push(...shared);
        return Math.max(0, allocated - sizeOf(shared)) + free;
    }
}
function withHeld(tree, staying) {
    const held = sharedIn(staying.flat());
    return held.length === 0 ? tree : tree.map(inode => (inode.shared === undefined ? inode : { ...inode, held }));
}
const bytesBeyond = ({ allocated, shared = [] }, held) => Math.max(0, allocated - (held.length === 0 ? 0 : overlap(shared, held)));
const sharedIn = (tree) => tree.flatMap(({ shared = [] }) => shared);

;// CONCATENATED MODULE: ./lib/adapters/volume/usage.js








const mostUsageBytes = 16 * 1024 * 1024;
async function countSeries(series, snapshots, mayKeep) {
    const ofSnapshots = isWoven(snapshots)
        ? await series.diskUse(snapshots.map(({ id }) => id))
        : await countSteps(series, snapshots, mayKeep);
    return ofSnapshots + (await series.ownUse());
}
async function countAdded(series, snapshots, added) {
    if (!isWoven(snapshots))
        await countSteps(series, snapshots, true, added);
}
async function countSteps(series, snapshots, mayKeep, added) {
    const text = await series.kept();
    const kept = readKept(text);
    const hasClones = snapshots.some(({ record }) => record?.clones !== undefined);
    const steps = {};
    let sum = 0;
    for (const [index, { id, record }] of snapshots.entries()) {
        const after = snapshots[index - 1]?.id ?? '';
        const brought = added?.id === id && record?.base?.id === after ? added.bytes : undefined;
        const known = added?.recount === true ? undefined : (knownStep(kept[id], record, after) ?? brought);
        const bytes = known ?? (await walkStep(series, id, after, hasClones));
        steps[id] = { after, bytes };
        sum += bytes;
    }
    const counted = `${JSON.stringify(steps)}\n`;
    if (mayKeep && counted !== text)
        await series.keep(counted);
    return sum;
}
function localCounted(processes, layout) {
    const file = (0,external_node_path_.join)(layout.own, 'usage.json');
    return {
        kept: () => Promise.resolve(usage_textOf(file)),
        keep: text => {
            try {
                if ((0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isDirectory() !== true)
                    writeDurably(file, [text]);
            }
            catch (error) {
                if (failure_codeOf(error) === undefined)
                    throw error;
            }
            return Promise.resolve();
        },
        inodes: async (id, hasClones) => (await inodesOf(processes, layout.series, [id], () => hasClones)).flat(),
        diskUse: ids => diskUsage(processes, layout.series, ids),
        ownUse: () => ownUsage(processes, layout)
    };
}
async function ownUsage(processes, { series, latest, page }) {
    const blocks = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.blocks ?? 0;
    return (await diskUsage(processes, series, [ownDirectory])) + (blocks(series) + blocks(latest) + blocks(page)) * 512;
}
function isWoven(snapshots) {
    const order = new Map(snapshots.map(({ id }, index) => [id, index]));
    return snapshots.some(({ record }, index) => {
        if (index === 0 || record === undefined)
            return false;
        const base = order.get(record.base?.id ?? '');
        return (record.linkedFrom !== undefined || record.base?.series !== undefined || (base !== undefined && base < index - 1));
    });
}
function knownStep(kept, record, after) {
    if (kept?.after === after)
        return kept.bytes;
    return after === '' ? record?.bytesOnDisk : undefined;
}
async function walkStep(series, id, after, hasClones) {
    const before = after === '' ? [] : await series.inodes(after, hasClones);
    const shared = new Set(before.map(({ ino }) => ino));
    const inodes = await series.inodes(id, hasClones);
    const held = sharedIn(before);
    return inodes.reduce((sum, inode) => (shared.has(inode.ino) ? sum : sum + bytesBeyond(inode, held)), 0);
}
async function diskUsage(processes, directory, names) {
    if (names.length === 0)
        return 0;
    const args = ['--summarize', '--total', '--block-size=1', '--', ...names];
    const result = await processes.run('du', { args, cwd: directory });
    return totalSaid(result, directory);
}
function totalSaid({ stdout, stderr }, directory) {
    const total = /(\d+)\ttotal\n$/.exec(stdout.toString('latin1'))?.[1];
    if (total === undefined) {
        throw new Failure('volume', `The disk use of ${directory} could not be measured: du said ${stderr.trim()}`);
    }
    return Number(total);
}
function readKept(text) {
    let value;
    try {
        value = JSON.parse(text ?? '');
    }
    catch {
        return {};
    }
    if (typeof value !== 'object' || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => isStep(entry[1])));
}
function usage_textOf(file) {
    try {
        return readOwnFile(file, mostUsageBytes);
    }
    catch {
        return undefined;
    }
}
function isStep(value) {
    if (typeof value !== 'object' || value === null || !('after' in value) || !('bytes' in value))
        return false;
    return typeof value.after === 'string' && Number.isSafeInteger(value.bytes) && Number(value.bytes) >= 0;
}

;// CONCATENATED MODULE: ./lib/core/far-command.js


const prelude = 'set -u\numask o-w\nLC_ALL=C\nexport LC_ALL\nPATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\nexport PATH\n';
const far_command_opener = `exec sh -c 'eval "$(printf %s "$0" | base64 -d)"'`;
const farCommand = (script, values) => `${far_command_opener} ${external_node_buffer_.Buffer.from(farScript(script, values), 'utf8').toString('base64')}`;
function farScript(script, { list, ...values }) {
    const assignments = Object.entries(values).map(([name, value]) => `${name}=${shellWord(String(value))}\n`);
    const parameters = list === undefined ? '' : `set -- ${list.map(shellWord).join(' ')}\n`;
    return `${prelude}${assignments.join('')}${parameters}${script}`;
}
const farOpener = (/* unused pure expression or super */ null && (far_command_opener));

;// CONCATENATED MODULE: ./lib/core/rsync-args.js

const listingArgs = (intent) => [
    '--dry-run',
    '--recursive',
    '--links',
    '-D',
    '--out-format=%i %n',
    '--debug=FILTER1',
    ...(intent.oneFileSystem ? ['--one-file-system'] : []),
    ...filterArgs(intent),
    ...intent.extra,
    ...(intent.fromList ? ['--from0', '--files-from=-'] : []),
    '--',
    directory(intent.root),
    directory(intent.emptyDirectory)
];
function filterArgs(intent) {
    return [
        ...(intent.neverListed === undefined ? [] : [`--filter=- ${anchored(intent.neverListed)}`]),
        ...intent.include.map(pattern => `--filter=+ ${pattern}`),
        ...intent.exclude.map(pattern => `--filter=- ${pattern}`),
        ...(intent.filterFile === undefined ? [] : [`--filter=. ${intent.filterFile}`]),
        ...intent.secretRules.map(rule => `--filter=${rule}`)
    ];
}
function anchored(path) {
    const text = pathText(path);
    return `/${/[*?[]/.test(text) ? text.replace(/[\\*?[]/g, '\\$&') : text}/`;
}
const copyArgs = (intent) => [
    '--archive',
    '--no-D',
    ...(intent.keepOwners ? ['--numeric-ids'] : ['--no-owner', '--no-group']),
    ...(intent.isSparse ? ['--sparse'] : []),
    '--modify-window=-1',
    ...(intent.linkDest.length > 0
        ? intent.linkDest.map(tree => `--link-dest=${tree}`)
        :
            [intent.isFilled === true ? '--size-only' : '--ignore-times']),
    '--out-format=%i %l',
    ...intent.extra,
    '--no-implied-dirs',
    '--from0',
    '--files-from=-',
    '--',
    directory(intent.root),
    directory(intent.destination)
];
const directory = (path) => (path.endsWith('/') ? path : `${path}/`);

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
const protocol_second = 1000000000n;
const lookStatus = { ok: 0n, gone: 1n, failed: 2n, unstable: 3n };
const typeCode = { file: 0n, dir: 1n, link: 2n, other: 3n };
const madeColumn = { ino: 0, allocated: 1, links: 2 };
const madeColumns = 3;

;// CONCATENATED MODULE: ./lib/adapters/looked.js


class RowReader {
    #hash;
    #keepOwners;
    #owners = new Map();
    #dev = 0n;
    #digests = '';
    #digestBytes = external_node_buffer_.Buffer.alloc(0);
    constructor(hash, keepOwners) {
        this.#hash = hash;
        this.#keepOwners = keepOwners;
    }
    entry(path, index, { rows, digests, targets }) {
        const at = index * columns;
        if (rows[at + column.status] !== lookStatus.ok)
            return undefined;
        const kind = rows[at + column.type];
        if (kind === typeCode.other)
            return undefined;
        const type = kind === typeCode.file ? 'file' : kind === typeCode.dir ? 'dir' : 'link';
        const mtimeNs = (rows[at + column.mtimeSeconds] ?? 0n) * protocol_second + (rows[at + column.mtimeRest] ?? 0n);
        const mode = type === 'link' ? 0o777 : Number(rows[at + column.mode]);
        const size = type === 'file' ? Number(rows[at + column.size]) : 0;
        const storedMtimeNs = mtimeNs;
        const dev = this.#device(rows[at + column.dev] ?? 0n);
        const ino = rows[at + column.ino] ?? 0n;
        const ctimeNs = rows[at + column.ctimeNs] ?? 0n;
        const allocated = Number(rows[at + column.allocated]);
        const isRacy = rows[at + column.isRacy] === 1n;
        const owner = this.#keepOwners
            ? this.#owner(Number(rows[at + column.uid]), Number(rows[at + column.gid]))
            : undefined;
        if (this.#hash && type === 'file') {
            const sha256 = this.#digest(digests, index);
            return owner === undefined
                ? { path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy, sha256 }
                : { path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy, sha256, owner };
        }
        const target = type === 'link' ? targets.get(index) : undefined;
        return {
            ...{ path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy },
            ...(owner !== undefined && { owner }),
            ...(target !== undefined && { target })
        };
    }
    read(path, index, result) {
        const entry = this.entry(path, index, result);
        if (entry !== undefined)
            return { state: 'seen', path, entry };
        const status = result.rows[index * columns + column.status];
        if (status === lookStatus.gone)
            return { state: 'gone', path };
        if (status === lookStatus.failed)
            return { state: 'failed', path, why: result.errors.get(index) ?? 'it could not be read' };
        if (status === lookStatus.unstable)
            return { state: 'failed', path, why: 'it kept changing while it was read' };
        return { state: 'other', path };
    }
    #digest(digests, index) {
        if (this.#digests !== digests) {
            this.#digests = digests;
            this.#digestBytes = external_node_buffer_.Buffer.from(digests, 'latin1');
        }
        return this.#digestBytes.toString('latin1', index * 64, index * 64 + 64);
    }
    #device(dev) {
        if (dev !== this.#dev)
            this.#dev = dev;
        return this.#dev;
    }
    #owner(uid, gid) {
        const key = uid * 2 ** 32 + gid;
        let owner = this.#owners.get(key);
        if (owner === undefined) {
            owner = { uid, gid };
            this.#owners.set(key, owner);
        }
        return owner;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/look-ahead.js


const batchSize = 200;
class LookAhead {
    #pool;
    #root;
    #hash;
    #reader;
    #results = [];
    #index;
    known = 0;
    #batch = [];
    #files = 0;
    #bytes = 0;
    #listed = 0;
    constructor(pool, root, hash, keepOwners, index) {
        this.#index = index;
        this.#pool = pool;
        this.#root = root;
        this.#hash = hash;
        this.#reader = new RowReader(hash, keepOwners);
    }
    add(path, onProgress) {
        this.#listed++;
        this.#batch.push(path);
        if (this.#batch.length >= batchSize)
            this.#send(onProgress);
    }
    async finish(onProgress) {
        this.#send(onProgress);
        return (await Promise.all(this.#results)).flat();
    }
    #send(onProgress) {
        if (this.#batch.length === 0)
            return;
        const paths = separatePaths(this.#batch);
        this.#batch = [];
        const known = this.#index === undefined ? {} : { known: this.#index };
        const result = this.#pool.run({ kind: 'look', root: this.#root, paths, hash: this.#hash, ...known }).then(rows => {
            this.#files += paths.length;
            this.#bytes += rows.bytes;
            this.known += rows.known;
            onProgress?.({
                doing: this.#hash ? 'hashing' : 'reading',
                files: this.#files,
                bytes: this.#bytes,
                totalFiles: this.#listed
            });
            return paths.map((path, index) => this.#reader.read(path, index, rows));
        });
        result.catch(() => undefined);
        this.#results.push(result);
    }
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(6);
;// CONCATENATED MODULE: ./lib/core/glob.js

const hasMagic = (text) => /[*?[\]{}]|[@!+]\(/.test(text);
const matcherOf = (glob) => picomatch(glob, { dot: true, nonegate: true });

;// CONCATENATED MODULE: ./lib/adapters/path-pattern.js


function patternOf(line, workspace) {
    if (!hasMagic(line))
        return undefined;
    const segments = external_node_path_.posix.normalize(line).split('/');
    const first = segments.findIndex(segment => hasMagic(segment) || segment.includes('\\'));
    if (first < 0)
        return undefined;
    const before = segments.slice(0, first).join('/');
    return {
        directory: external_node_path_.posix.resolve(external_node_path_.posix.isAbsolute(line) ? '/' : workspace, before),
        glob: segments.slice(first).join('/')
    };
}

;// CONCATENATED MODULE: ./lib/adapters/real-path.js




const realPath = (path) => pathFromBytes(external_node_fs_.realpathSync.native(fsPath(pathFromText(path)), { encoding: 'buffer' }));
function realAsFarAsThere(path) {
    try {
        return realPath(path);
    }
    catch (error) {
        const isUnreachable = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'].includes(failure_codeOf(error) ?? '');
        if (!isUnreachable || (0,external_node_path_.dirname)(path) === path)
            throw error;
        return joinPath(realAsFarAsThere((0,external_node_path_.dirname)(path)), pathFromText(external_node_path_.posix.basename(path)));
    }
}
const leadsToDirectory = (path) => looked(external_node_fs_.statSync, path)?.isDirectory() ?? false;
const isSymlink = (path) => looked(external_node_fs_.lstatSync, path)?.isSymbolicLink() ?? false;
const isThere = (path) => looked(external_node_fs_.lstatSync, path) !== undefined;
function looked(look, path) {
    try {
        return look(path, { throwIfNoEntry: false });
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOTDIR' || failure_codeOf(error) === 'ELOOP')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/exclude-lines.js





class ExcludeLines {
    #root;
    #lines;
    #unused;
    constructor({ root, request }) {
        this.#root = pathText(root);
        this.#lines = request.path.filter(line => line.startsWith('!')).map(line => excludeLine(line, request.workspace));
        this.#unused = new Set(this.#lines);
    }
    leavesOut(path) {
        if (this.#lines.length === 0)
            return false;
        const text = external_node_path_.posix.join(this.#root, pathText(path));
        let isTaken = false;
        for (const line of this.#lines) {
            if ((isTaken && !this.#unused.has(line)) || !line.matches(text))
                continue;
            isTaken = true;
            this.#unused.delete(line);
        }
        return isTaken;
    }
    unused() {
        return [...this.#unused].map(({ line }) => line);
    }
}
function excludeLine(line, workspace) {
    const written = line.slice(1);
    const path = (0,external_node_path_.resolve)(workspace, written);
    const pattern = isThere(path) ? undefined : patternOf(written, workspace);
    if (pattern === undefined) {
        const place = pathText(joinPath(realAsFarAsThere((0,external_node_path_.dirname)(path)), pathFromText(external_node_path_.posix.basename(path))));
        return { line, matches: asked => asked === place };
    }
    const directory = pathText(realAsFarAsThere(pattern.directory));
    const below = directory === '/' ? '/' : `${directory}/`;
    const isMatch = matcherOf(pattern.glob.replace(/\/$/, ''));
    return { line, matches: asked => asked.startsWith(below) && isMatch(asked.slice(below.length)) };
}

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

;// CONCATENATED MODULE: ./lib/adapters/filter-file.js





function refuseFilterFile(path) {
    const why = whyNot(path);
    if (why !== undefined)
        throw new InputFailure([`filter-file: ${quoteValue(path)} ${why}`]);
}
function whyNot(path) {
    try {
        const stat = (0,external_node_fs_.statSync)(path);
        if (stat.isDirectory())
            return 'is a directory: name a file of rsync filter rules';
        if (!stat.isFile())
            return 'is not a regular file: name a file of rsync filter rules';
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        if (isSecretName(pathFromText(path), false))
            return 'has the name of a file that holds secrets, and they would be shown in the log: name a file of rsync filter rules';
        return undefined;
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return 'does not exist: a relative path starts from the workspace; was the repository checked out?';
        if (code === 'EACCES')
            return "cannot be read: let the runner's user read it";
        return `cannot be read: ${failure_messageOf(error)}`;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/path-matches.js





function matchesOf({ directory, glob }) {
    const isDirectoryMeant = glob.endsWith('/');
    const segments = glob.replace(/\/$/, '').split('/');
    const isMatch = matcherOf(segments.join('/'));
    const firstOpen = segments.findIndex(isOpen);
    const levels = segments.slice(0, firstOpen < 0 ? undefined : firstOpen).map(matcherOf);
    const deepest = firstOpen < 0 ? segments.length : Infinity;
    const found = [];
    const walk = (above, inside, level) => {
        for (const entry of entriesOf(above)) {
            const name = pathFromBytes(entry.name);
            if (levels[level]?.(pathText(name)) === false)
                continue;
            const path = joinPath(above, name);
            const below = joinPath(inside, name);
            if ((entry.isDirectory() || !isDirectoryMeant) && isMatch(pathText(below)))
                found.push(path);
            else if (entry.isDirectory() && level + 1 < deepest)
                walk(path, below, level + 1);
        }
    };
    walk(pathFromText(directory), '.', 0);
    return found;
}
const isOpen = (segment) => segment.includes('**') || brackets.some(([open, close]) => segment.split(open).length !== segment.split(close).length);
const brackets = [
    ['{', '}'],
    ['(', ')'],
    ['[', ']']
];
function entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(fsPath(directory), { withFileTypes: true, encoding: 'buffer' });
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP')
            return [];
        if (code !== 'EACCES')
            throw error;
        throw new Failure('source', `A pattern of "path" leads into ${quoteValue(pathText(directory))}, which the runner's user may not read. Let that user read it, or write a pattern that does not lead there.`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./lib/adapters/runner-temp.js




function tempBelow(root, temp) {
    const path = pathBelow(root, temp);
    if (pathFromText(pathText(path)) === path)
        return path;
    throw new Failure('source', `The runner's temporary directory ${quoteValue(pathText(temp))} lies in the source, in a directory whose own name is not UTF-8, which cannot be given to rsync to leave out; rename that directory.`);
}
const isTheTemp = (given) => new Failure('source', `The path ${quoteValue(given)} is the runner's temporary directory, which is always left out: files of the runner and of this action come and go in it. Name what is to be kept of it, for example a directory below it.`);

;// CONCATENATED MODULE: ./lib/adapters/source-paths.js









function resolveSource(request, temp) {
    const lines = request.path.filter(line => !line.startsWith('!'));
    const only = lines.length === 1 ? lines[0] : undefined;
    if (only !== undefined) {
        const path = (0,external_node_path_.resolve)(request.workspace, only);
        if (leadsToDirectory(path))
            return wholeDirectory(request, only, realPath(path), temp);
    }
    return severalPaths(request, lines, temp);
}
function wholeDirectory(request, given, root, temp) {
    refusePlace(root, given);
    if (root === temp)
        throw isTheTemp(given);
    const runnerTemp = isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {};
    return { root, places: [root], missing: [], ...runnerTemp, request };
}
function severalPaths(request, lines, temp) {
    const base = (0,external_node_path_.resolve)(request.root);
    if (!leadsToDirectory(base)) {
        const given = quoteValue(request.root);
        throw new Failure('source', `The root ${given} is not a directory; "root" is the one that several paths are kept relative to.`);
    }
    const root = realPath(base);
    const realDirectory = remembered(realPath);
    const missing = [];
    const found = new Map();
    for (const line of lines) {
        const matches = expand(line, request.workspace, temp);
        if (matches.length === 0)
            missing.push(line);
        for (const match of matches)
            if (found.get(match.path)?.isNamed !== true)
                found.set(match.path, match);
    }
    const items = [];
    const places = [];
    let holdsTemp = false;
    for (const { path, isNamed, isFromTemp } of [...found.values()].sort(byPath)) {
        const directory = realDirectory((0,external_node_path_.dirname)(path));
        const place = path === base ? root : joinPath(directory, pathFromText(external_node_path_.posix.basename(path)));
        if (place === temp && isNamed)
            throw isTheTemp(path);
        holdsTemp ||= isWithin(place, temp);
        if (!isFromTemp && isWithin(temp, place)) {
            holdsTemp = true;
            continue;
        }
        const item = itemOf(path, base, root, directory);
        if (isNamed && item !== '.')
            refuseLinkedDirectory(path);
        refusePlace(place, path);
        items.push(item);
        places.push(place);
    }
    const runnerTemp = holdsTemp && isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {};
    return { root, items, places, missing, ...runnerTemp, request };
}
const byPath = (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
function expand(line, workspace, temp) {
    const path = (0,external_node_path_.resolve)(workspace, line);
    if (isThere(path))
        return [{ path, isNamed: true, isFromTemp: true }];
    const pattern = patternOf(line, workspace);
    if (pattern === undefined)
        return [];
    const isFromTemp = isWithin(temp, realAsFarAsThere(pattern.directory));
    return matchesOf(pattern).map(match => {
        const path = pathText(match);
        if (pathFromText(path) !== match) {
            throw new Failure('source', `The path ${quoteValue(line)} matches a name that is not UTF-8; give its directory instead of a pattern.`);
        }
        return { path, isNamed: false, isFromTemp };
    });
}
function itemOf(path, base, root, directory) {
    const inside = (0,external_node_path_.relative)(base, path);
    if (inside === '..' || inside.startsWith('../') || (0,external_node_path_.isAbsolute)(inside)) {
        throw new Failure('source', `The path ${quoteValue(path)} lies outside the root ${quoteValue(base)}; several paths are kept relative to "root", so set it to a directory that holds them all.`);
    }
    if (inside === '')
        return '.';
    if (pathText(directory) !== external_node_path_.posix.join(pathText(root), (0,external_node_path_.dirname)(inside))) {
        throw new Failure('source', `The path ${quoteValue(path)} lies behind a symlink; give the path with symlinks resolved (${quoteValue(pathText(directory))}).`);
    }
    return pathFromText(inside);
}
function refuseLinkedDirectory(path) {
    if (!isSymlink(path) || !leadsToDirectory(path))
        return;
    throw new Failure('source', `The path ${quoteValue(path)} is a symlink to a directory; among several paths it would be stored as a symlink, without what is in the directory. Write the directory itself: ${quoteValue(pathText(realPath(path)))}.`);
}
function refusePlace(place, given) {
    if (pathFromText(pathText(place)) !== place) {
        throw new Failure('source', `The path ${quoteValue(given)} leads to a directory whose own name is not UTF-8, which cannot be given to rsync; rename that directory.`);
    }
    if (place === '/') {
        throw new Failure('source', `The path ${quoteValue(given)} is the root of the whole system. If it came from a variable, the variable was empty.`);
    }
}
function remembered(find) {
    const known = new Map();
    return path => {
        const place = known.get(path) ?? find(path);
        known.set(path, place);
        return place;
    };
}

;// CONCATENATED MODULE: ./lib/adapters/source-walk.js



function isWholeTree({ items, request }) {
    const { include, exclude, filterFile, oneFileSystem, listingArgs, path } = request;
    const hasRules = include.length + exclude.length + listingArgs.length > 0 || filterFile !== undefined;
    return items === undefined && !hasRules && !oneFileSystem && !path.some(line => line.startsWith('!'));
}
const source_walk_most = 32;
async function walkSource(pool, source, hash, keepOwners, onProgress, index) {
    const reader = new RowReader(hash, keepOwners);
    const directories = new Map();
    const others = [];
    const secrets = [];
    const specials = [];
    const unread = [];
    let files = 0;
    let bytes = 0;
    let known = 0;
    const take = (result) => {
        const paths = pathsOf(result);
        let row = 0;
        for (const { path, count } of result.directories) {
            const entries = [];
            for (const end = row + count; row < end; row++) {
                const own = paths[row] ?? '';
                const entry = reader.entry(own, row, result.found);
                if (entry === undefined)
                    others.push(reader.read(own, row, result.found));
                else
                    entries.push(entry);
            }
            directories.set(path, entries);
        }
        secrets.push(...result.secrets);
        specials.push(...result.specials);
        unread.push(...result.unread);
        files += row;
        bytes += result.found.bytes;
        known += result.found.known;
        onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes, totalFiles: files });
    };
    onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes });
    const top = new LookAhead(pool, source.root, false, keepOwners);
    top.add('.');
    const never = source.runnerTemp === undefined ? {} : { never: source.runnerTemp };
    await everyDirectory(pool.jobs, async (given) => {
        const result = await pool.run({
            kind: 'walk',
            root: source.root,
            directories: given,
            hash,
            secrets: source.request.excludeSecrets,
            ...never,
            ...(index === undefined ? {} : { known: index })
        });
        take(result);
        return result.left;
    });
    const entries = [];
    for (const looked of await top.finish()) {
        if (looked.state === 'seen')
            entries.push(looked.entry);
        else
            others.push(looked);
    }
    source_walk_inOrder(directories, '.', entries);
    return { entries, others, secrets, specials, unread, known };
}
function pathsOf({ names, directories }) {
    const each = names.split('\0');
    let row = 0;
    return separatePaths(directories.flatMap(({ path, count }) => each.slice(row, (row += count)).map(name => joinPath(path, name))));
}
async function everyDirectory(jobs, read) {
    const waiting = ['.'];
    let running = 0;
    await new Promise((done, fail) => {
        const next = () => {
            if (waiting.length === 0 && running === 0)
                done();
            while (waiting.length > 0 && running < jobs) {
                const share = Math.min(Math.max(Math.ceil(waiting.length / (2 * jobs)), 1), source_walk_most);
                running++;
                read(waiting.splice(-share)).then(left => {
                    running--;
                    for (const path of left)
                        waiting.push(path);
                    next();
                }, fail);
            }
        };
        next();
    });
}
function source_walk_inOrder(directories, path, into) {
    const waiting = [];
    const release = (before) => {
        for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
            if (before !== undefined && `${last}/` > before)
                return;
            waiting.pop();
            source_walk_inOrder(directories, last, into);
        }
    };
    for (const entry of directories.get(path) ?? []) {
        if (waiting.length > 0)
            release(entry.path);
        into.push(entry);
        if (entry.type === 'dir')
            waiting.push(entry.path);
    }
    release(undefined);
}

;// CONCATENATED MODULE: ./lib/adapters/stat-index-owner.js


const ownerOfIndex = (root) => `${machineId()}\0${(0,external_node_os_.hostname)()}\0${root}`;
function machineId() {
    try {
        return (0,external_node_fs_.readFileSync)('/etc/machine-id', 'latin1').trim();
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./lib/adapters/local-source.js




















function localSource(parts) {
    return {
        resolve: request => Promise.resolve().then(() => {
            if (request.filterFile !== undefined)
                refuseFilterFile(request.filterFile);
            return resolveSource(request, realPath(parts.tempDir));
        }),
        scan: async (source, hash, onProgress, given) => {
            const owner = ownerOfIndex(source.root);
            const index = given === undefined || !hash ? undefined : decodeStatIndex(owner, given);
            const readAtNs = BigInt(systemClock.now().getTime()) * 1000000n;
            const found = await (isWholeTree(source) ? scanWhole : scan)(parts, source, hash, onProgress, index);
            return hash ? { ...found, index: () => encodeStatIndex(owner, found.entries, readAtNs) } : found;
        },
        look: async (source, paths, hash) => {
            const ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners);
            for (const path of paths)
                ahead.add(path);
            const looked = await ahead.finish();
            return looked.map(result => {
                if (result.state === 'failed')
                    throw local_source_unreadable([result]);
                return result.state === 'seen' ? result.entry : undefined;
            });
        }
    };
}
async function scan(parts, source, hash, onProgress, index) {
    const lines = new ExcludeLines(source);
    const { runnerTemp } = source;
    const isTemp = (path) => path === runnerTemp && source.items?.some(item => item.startsWith(`${runnerTemp}/`)) !== true;
    const excluded = new Set();
    let secrets = [];
    let specials = [];
    let ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index);
    const take = (item) => {
        if (item.kind === 'hidden' && isSecretPattern(item.pattern))
            secrets.push({ path: item.path, why: item.pattern });
        if (item.kind === 'hidden')
            lines.leavesOut(item.path);
        if (item.kind !== 'entry' || item.path === '.')
            return;
        const isTaken = lines.leavesOut(item.path);
        if (isTaken || excluded.has(byte_path_parentPath(item.path)) || isTemp(item.path))
            excluded.add(item.path);
        else if (item.type === 'special' || item.type === 'device')
            specials.push({ path: item.path, why: item.type === 'device' ? 'device' : 'socket or FIFO' });
        else
            ahead.add(item.path, onProgress);
    };
    ahead.add('.');
    let listing = await list(parts, source, take);
    if (listing.status === 23 || listing.status === 24) {
        await ahead.finish();
        [secrets, specials, ahead] = [[], [], new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index)];
        excluded.clear();
        ahead.add('.');
        listing = await list(parts, source, take);
    }
    const looked = await ahead.finish(onProgress);
    if (listing.status !== 0 && listing.status !== 24)
        throw notListed(listing);
    const sorted = await sortOut(parts, source, hash, looked, { secrets, specials });
    return { ...sorted, unusedExcludes: lines.unused(), filesKnown: ahead.known };
}
async function scanWhole(parts, source, hash, onProgress, index) {
    const walk = () => walkSource(parts.pool, source, hash, parts.keepOwners, onProgress, index);
    let walked = await walk();
    if (walked.unread.length > 0)
        walked = await walk();
    const { entries, others, unread } = walked;
    const refused = unread.filter(({ why }) => why !== undefined);
    if (refused.length > 0) {
        const lines = firstAsLines(refused, ({ path, why = '' }) => `${display_showName(path)}: ${why}`);
        throw new Failure('source', `The source could not be listed: some directories could not be read:${lines}`);
    }
    const gone = new Set(unread.map(({ path }) => path));
    const sorted = await sortOut(parts, source, hash, others, walked);
    const all = sorted.entries.length === 0 ? entries : [...entries, ...sorted.entries].sort(byTreeOrder);
    return {
        ...sorted,
        entries: gone.size === 0 ? all : all.filter(({ path }) => !gone.has(path)),
        vanished: [...sorted.vanished, ...gone].sort(comparePaths),
        unusedExcludes: [],
        filesKnown: walked.known
    };
}
const byTreeOrder = (a, b) => a.path === '.' ? -1 : b.path === '.' ? 1 : comparePaths(a.path, b.path);
async function sortOut(parts, source, hash, looked, leftOut) {
    const entries = [];
    const failed = [];
    const vanished = [];
    const again = new LookAhead(parts.pool, source.root, hash, parts.keepOwners);
    const settle = (result, isLast) => {
        if (result.state === 'seen')
            entries.push(result.entry);
        else if (result.state === 'other')
            leftOut.specials.push({ path: result.path, why: 'socket or FIFO' });
        else if (!isLast)
            again.add(result.path);
        else if (result.state === 'gone')
            vanished.push(result.path);
        else
            failed.push(result);
    };
    for (const result of looked)
        settle(result, false);
    for (const result of await again.finish())
        settle(result, true);
    if (failed.length > 0)
        throw local_source_unreadable(failed);
    const byPath = (a, b) => comparePaths(a.path, b.path);
    return {
        entries: entries.sort(byTreeOrder),
        secrets: leftOut.secrets.sort(byPath),
        specials: leftOut.specials.sort(byPath),
        vanished: vanished.sort(comparePaths)
    };
}
async function list(parts, source, take) {
    const empty = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parts.tempDir, 'snapshot-listing-'));
    try {
        const reader = new ListingReader(take);
        const { request, items, runnerTemp } = source;
        const result = await parts.processes.run('rsync', {
            args: listingArgs({
                include: request.include,
                exclude: request.exclude,
                ...(request.filterFile === undefined ? {} : { filterFile: request.filterFile }),
                secretRules: request.excludeSecrets ? secretRules() : [],
                ...(runnerTemp === undefined ? {} : { neverListed: runnerTemp }),
                oneFileSystem: request.oneFileSystem,
                extra: request.listingArgs,
                fromList: items !== undefined,
                root: pathText(source.root),
                emptyDirectory: empty
            }),
            ...(items === undefined ? {} : { input: nulSeparated(items) }),
            onStdout: piece => {
                reader.push(piece);
            }
        });
        reader.end();
        const messages = result.stderr.split('\n').filter(line => line !== '');
        const dropped = messages.find(message => message.startsWith('discarding over-long filter'));
        if (dropped !== undefined)
            throw tooLongRule(dropped);
        return { status: result.status, messages };
    }
    finally {
        (0,external_node_fs_.rmdirSync)(empty);
    }
}
function* nulSeparated(paths) {
    const batch = 1000;
    for (let at = 0; at < paths.length; at += batch) {
        const text = paths.slice(at, at + batch).map(path => (path === '.' ? '.\0' : `./${path}\0`));
        yield pathBytes(text.join(''));
    }
}
const tooLongRule = (message) => new Failure('source', `A filter rule is longer than rsync takes (4,095 bytes): ${quoteValue(message.replace(/^[^:]*: /, ''))}. Shorten that line of "exclude", "include" or "filter-file". Nothing was stored.`);
function notListed(listing) {
    const messages = firstAsLines(listing.messages, message => message);
    return new Failure('source', `The source could not be listed: ${explainRsyncExit(listing.status)}${messages}`);
}
function local_source_unreadable(failed) {
    const lines = firstAsLines(failed, result => `${display_showName(result.path)}: ${result.state === 'failed' ? result.why : 'gone'}`);
    return new Failure('source', `${failed.length} of the source's files could not be read, so the snapshot would not be whole:${lines}\nLet the runner's user read them, or leave them out with "exclude".`);
}

;// CONCATENATED MODULE: ./lib/core/install-line.js
const families = [
    { ids: ['debian', 'ubuntu'], command: ['apt-get', 'install', '-y'] },
    { ids: ['alpine'], command: ['apk', 'add'] },
    { ids: ['fedora', 'rhel', 'centos'], command: ['dnf', 'install', '-y'] },
    { ids: ['arch'], command: ['pacman', '-S', '--noconfirm'] },
    { ids: ['suse', 'opensuse'], command: ['zypper', 'install', '-y'] }
];
function installLine(osRelease, isRoot, packages) {
    const ids = ['ID', 'ID_LIKE'].flatMap(key => install_line_valueOf(osRelease, key).split(' '));
    const family = families.find(candidate => candidate.ids.some(id => ids.includes(id)));
    if (family === undefined)
        return `install ${packages.join(' and ')} with this system's package manager`;
    const install = [...(isRoot ? [] : ['sudo']), ...family.command, ...packages].join(' ');
    if (family.command[0] !== 'apt-get')
        return install;
    return `${isRoot ? '' : 'sudo '}apt-get update && ${install}`;
}
function install_line_valueOf(osRelease, key) {
    const line = osRelease.split('\n').find(text => text.startsWith(`${key}=`)) ?? '';
    return line.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-rsync.js




function checkRsync({ address, far }) {
    const install = installLine(far.osRelease, far.isRoot, ['rsync']);
    const { rsync } = far;
    if (rsync === undefined) {
        throw new Failure('rsync', `There is no rsync on ${hostText(address)}. Install it there with:\n  ${install}`);
    }
    if (rsync.flavour === 'openrsync') {
        throw new Failure('rsync', `The rsync of ${hostText(address)} is openrsync, which cannot keep nanoseconds. Install rsync there with:\n  ${install}`);
    }
    const [major, minor, patch] = rsync.version;
    const [oldMajor, oldMinor, oldPatch] = oldestRsync;
    const age = major - oldMajor || minor - oldMinor || patch - oldPatch;
    if (age < 0) {
        throw new Failure('rsync', `rsync ${rsync.version.join('.')} on ${hostText(address)} is too old; ${oldestRsync.join('.')} or newer is needed. Update it there with:\n  ${install}`);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-files.js









const mostBytes = 512 * 1024 * 1024;
const mostFiles = 100_000;
async function* bringFiles(connection, tree, files, onProgress) {
    checkRsync(connection);
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    let done = { files: 0, bytes: 0 };
    for (const part of partsOf(files)) {
        const near = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(connection.scratch, 'files-'));
        try {
            const before = done;
            if (part.length > 0) {
                await bringPart(connection, tree, near, part, (count, bytes) => {
                    done = { files: before.files + count, bytes: before.bytes + bytes };
                    onProgress({ doing: 'fetching', ...done, totalFiles: files.length, totalBytes });
                });
            }
            yield { tree: pathFromText(near), count: part.length };
        }
        finally {
            (0,external_node_fs_.rmSync)(near, { recursive: true, force: true });
        }
    }
}
function* partsOf(files) {
    let part = [];
    let bytes = 0;
    for (const file of files) {
        if (part.length > 0 && (part.length >= mostFiles || bytes + file.size > mostBytes)) {
            yield part;
            part = [];
            bytes = 0;
        }
        part.push(file);
        bytes += file.size;
    }
    yield part;
}
async function bringPart(connection, tree, near, files, onFiles) {
    let rest = '';
    let count = 0;
    let bytes = 0;
    const result = await connection.rsync([
        '--links',
        '--sparse',
        '--perms',
        '--chmod=u+rwX',
        '--whole-file',
        '--ignore-times',
        '--out-format=%i %l',
        '-s',
        '--timeout=120',
        `--rsync-path=${farCommand(readingRsync, {})}`,
        '--from0',
        '--files-from=-',
        '--',
        `${connection.rsyncPath(tree)}/`,
        `${near}/`
    ], {
        input: nulSeparated(files.map(({ path }) => path)),
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                const size = /^>f\S+ (\d+)$/.exec(line)?.[1];
                if (size === undefined)
                    continue;
                count++;
                bytes += Number(size);
            }
            onFiles(count, bytes);
        }
    });
    if (result.status === 0 || result.status === 23 || result.status === 24)
        return;
    const said = result.stderr
        .split('\n')
        .filter(line => line !== '')
        .slice(0, 5)
        .map(line => `\n  ${line}`)
        .join('');
    if (/No space left on device|Disk quota exceeded/.test(said))
        throw new Failure('room', `There is no room in ${connection.scratch} for the files that come from the volume, ${mostBytes / 1024 / 1024} MiB at a time or one larger file.${said}\nFree some, or let RUNNER_TEMP (at a terminal: TMPDIR) name a place with more. What was restored before is whole.`);
    throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said}`);
}

;// CONCATENATED MODULE: ./lib/core/room.js
const block = 4096;
const manifestLine = 100;
const ownFiles = 4;
function treeRoom(copies, directories, symlinks) {
    let bytes = directories * block;
    for (const { size, allocated } of copies)
        bytes += Math.ceil((allocated < size ? allocated : size) / block) * block;
    return { bytes, inodes: copies.length + directories + symlinks };
}
function roomNeeded(copies, directories, symlinks, entries) {
    const tree = treeRoom(copies, directories, symlinks);
    return { bytes: tree.bytes + entries * manifestLine + ownFiles * block, inodes: tree.inodes + ownFiles };
}
const isSparse = (entry) => entry.allocated < entry.size;

;// CONCATENATED MODULE: ./lib/adapters/batches.js
function batchesOf(items, mostItems, mostBytes = Infinity, bytesOf = () => 0) {
    const batches = [];
    let batch = [];
    let bytes = 0;
    for (const item of items) {
        const more = bytesOf(item);
        if (batch.length > 0 && (batch.length >= mostItems || bytes + more > mostBytes)) {
            batches.push(batch);
            [batch, bytes] = [[], 0];
        }
        batch.push(item);
        bytes += more;
    }
    return batch.length === 0 ? batches : [...batches, batch];
}

;// CONCATENATED MODULE: ./lib/adapters/workers/place.js




const place_stagedName = (number) => String(number).padStart(6, '0');
const place = ({ places, steps }) => untilRefused(places.root, steps, ({ number, path, mode }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${place_stagedName(number)}`;
    if (mode !== undefined)
        chmodSync(aside, mode);
    pins.within(path, at => {
        renameSync(aside, at);
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
            mkdirSync(at, 0o700);
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
                return { refused: place_refusedAt(step.path, error), letIn };
            }
        }
    }
    finally {
        pins.close();
    }
    return { letIn };
}
function place_refusedAt(path, error) {
    const code = codeOf(error);
    if (code === undefined)
        throw error;
    return { path, code, message: messageOf(error) };
}

;// CONCATENATED MODULE: ./lib/adapters/workers/stored-file.js



const stored_file_flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
function stored_file_openStored(pins, { entry, from }) {
    let fd;
    try {
        fd = pins.within(entry.path, at => openSync(at, stored_file_flags));
    }
    catch (error) {
        return stored_file_unreadable(error, from);
    }
    const stat = fstatSync(fd);
    const why = !stat.isFile()
        ? 'it is not a regular file'
        : stat.size === entry.size
            ? undefined
            : stored_file_sizes(stat.size, entry);
    if (why === undefined)
        return { fd, allocated: stat.blocks * 512 };
    closeSync(fd);
    return stored_file_unfitOf(from, 'damaged', why);
}
function stored_file_unreadable(error, from) {
    const code = codeOf(error) ?? '';
    if (code === '' || ofTheMachine.has(code))
        throw error;
    if (code === 'ENOENT')
        return stored_file_unfitOf(from, 'missing', 'it is not there');
    if (code === 'ENOTDIR')
        return stored_file_unfitOf(from, 'missing', 'a directory on the way to it is not there, or is none');
    if (code === 'ELOOP')
        return stored_file_unfitOf(from, 'damaged', 'it is not a regular file but a symlink');
    return stored_file_unfitOf(from, 'damaged', `it cannot be read: ${messageOf(error).replace(/,.*$/s, '')}`);
}
const stored_file_otherBytes = (from) => stored_file_unfitOf(from, 'damaged', 'its bytes are not those that were stored');
const stored_file_sizes = (size, entry) => `it has ${formatCount(size)} bytes instead of ${formatCount(entry.size)}`;
const stored_file_unfitOf = (from, problem, why) => ({
    problem: from === 'target' ? 'stale' : problem,
    why
});

;// CONCATENATED MODULE: ./lib/adapters/decimal-seconds.js
function decimalSeconds(ns) {
    const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0');
    return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

;// CONCATENATED MODULE: ./lib/adapters/workers/tar-record.js



const tarBlock = 512;
const tar_record_paddedToBlocks = (size) => Math.ceil(size / tarBlock) * tarBlock;
const tar_record_flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K', longName: 'L' };
const field = { name: 0, mode: 100, uid: 108, gid: 116, size: 124, mtime: 136, sum: 148, flag: 156, link: 157 };
const shortDigits = 7;
const longDigits = 11;
const longest = 100;
const tar_record_highestId = 0o7777777;
const beyondField = (text) => text !== undefined && text.length > longest ? `${text}\0` : undefined;
const sizeBeyond = (long) => long === undefined ? 0 : tarBlock + tar_record_paddedToBlocks(long.length);
const tarHeaderSize = ({ name, target }) => 3 * tarBlock + sizeBeyond(beyondField(name)) + sizeBeyond(beyondField(target));
function tarHeader(member) {
    const bytes = external_node_buffer_.Buffer.alloc(tarHeaderSize(member));
    tar_record_writeTarHeader(bytes, 0, member);
    return bytes;
}
function tar_record_writeTarHeader(to, start, member) {
    let at = start;
    const name = beyondField(member.name);
    if (name !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longName, pathBytes(name));
    const target = beyondField(member.target);
    if (target !== undefined)
        at = writeBlocks(to, at, tar_record_flags.longLink, pathBytes(target));
    at = writeBlocks(to, at, tar_record_flags.pax, external_node_buffer_.Buffer.from(paxRecords(member), 'latin1'));
    writeHeader(to, at, tar_record_flags[member.type], member);
    return at + tarBlock;
}
function paxRecords({ mtimeNs, uid, gid }) {
    const time = paxRecord('mtime', decimalSeconds(mtimeNs));
    if (uid <= tar_record_highestId && gid <= tar_record_highestId)
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
const blank = external_node_buffer_.Buffer.alloc(tarBlock);
blank.write('ustar\x0000', 257, 'latin1');
blank.fill(' ', field.sum, field.sum + 8);
const blankSum = blank.reduce((sum, byte) => sum + byte, 0);
function writeHeader(to, at, flag, { name, mode, uid, gid, size, target }) {
    blank.copy(to, at);
    const sum = blankSum +
        writeText(to, at + field.name, name.slice(0, longest)) +
        writeOctal(to, at + field.mode, mode, shortDigits) +
        writeOctal(to, at + field.uid, Math.min(uid, tar_record_highestId), shortDigits) +
        writeOctal(to, at + field.gid, Math.min(gid, tar_record_highestId), shortDigits) +
        writeOctal(to, at + field.size, size, longDigits) +
        writeOctal(to, at + field.mtime, 0, longDigits) +
        writeText(to, at + field.flag, flag) +
        writeText(to, at + field.link, target?.slice(0, longest) ?? '');
    writeOctal(to, at + field.sum, sum, 6);
    to[at + field.sum + 6] = 0;
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








const packBytes = 2 * 1024 * 1024;
const packBuffer = external_node_buffer_.Buffer.allocUnsafeSlow(packBytes);
const bytes = (/* unused pure expression or super */ null && (packBuffer));
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
            const problem = member.type === 'file' ? fill(content, step, pins, task.verify) : undefined;
            if (problem !== undefined)
                unfit.set(index, problem);
            else
                end = content + paddedToBlocks(member.size);
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
            at += writeSync(archive, bytes, at, end - at, offset + at);
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
        uid: owner?.uid ?? process.geteuid?.() ?? 0,
        gid: owner?.gid ?? process.getegid?.() ?? 0,
        size: type === 'file' ? size : 0,
        mtimeNs,
        ...(target !== undefined && { target })
    };
}
const packedSize = ({ number, entry: { size, target } }) => tarHeaderSize({ name: place_stagedName(number), ...(target !== undefined && { target }) }) + tar_record_paddedToBlocks(size);
function fill(start, step, pins, verify) {
    const { entry, from } = step;
    const file = openStored(pins, step);
    if ('problem' in file)
        return file;
    try {
        for (let read = 0; read < entry.size;) {
            const n = readSync(file.fd, bytes, start + read, entry.size - read, null);
            if (n === 0)
                return unfitOf(from, 'damaged', sizes(read, entry));
            read += n;
        }
    }
    catch (error) {
        return unreadable(error, from);
    }
    finally {
        closeSync(file.fd);
    }
    const end = start + entry.size;
    bytes.fill(0, end, start + paddedToBlocks(entry.size));
    const isChecked = verify || from === 'target';
    return isChecked && hash('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined;
}

;// CONCATENATED MODULE: ./lib/adapters/packed-chunks.js











const largest = 1024 * 1024;
const batchFiles = 200;
const canBePacked = (entry) => entry.type === 'link' || (entry.type === 'file' && entry.size <= largest && !isSparse(entry));
const chunksOf = (entries, mostFiles, mostBytes) => batchesOf(entries, mostFiles, mostBytes, packed_chunks_packedSize);
const packed_chunks_sizeOf = (entries) => entries.reduce((sum, { size }) => sum + size, 0);
const packed_chunks_packedSize = ({ path, size, target }) => tarHeaderSize({ name: path, ...(target !== undefined && { target }) }) + tar_record_paddedToBlocks(size);
async function inArchive(packing, request, chunk, use) {
    const archive = openArchive(packing.tempDir);
    let isOver = false;
    try {
        const left = await packed_chunks_pack(packing, request, chunk, archive);
        if (left.length < chunk.length)
            await use(archive);
        return left;
    }
    catch (error) {
        isOver = error instanceof Failure;
        throw error;
    }
    finally {
        if (!isOver)
            (0,external_node_fs_.closeSync)(archive);
    }
}
function openArchive(directory) {
    const file = (0,external_node_path_.join)(directory, `snapshot-archive-${(0,external_node_crypto_.randomUUID)()}`);
    const fd = (0,external_node_fs_.openSync)(file, 'wx+', 0o600);
    (0,external_node_fs_.unlinkSync)(file);
    return fd;
}
async function packed_chunks_pack({ pool }, { root, keepOwners }, chunk, archive) {
    let end = 0;
    const batches = batchesOf(chunk, batchFiles, packBytes, packed_chunks_packedSize).map(async (batch) => {
        const offset = end;
        for (const entry of batch)
            end += packed_chunks_packedSize(entry);
        const paths = batch.map(({ path }) => path).join('\0');
        const kind = 'pack-source';
        const result = await pool.run({ kind, root, paths, ...factsOf(batch), keepOwners, archive, offset });
        if (result.refused !== undefined)
            throw new Error(result.refused);
        return batch.filter((_, index) => result.isPacked[index] !== 1);
    });
    return (await allOf(batches)).flat();
}
function factsOf(batch) {
    const facts = new BigInt64Array(batch.length * factColumns);
    const digests = new Map();
    const targets = new Map();
    for (const [index, { size, dev, ino, ctimeNs, isRacy, sha256, target }] of batch.entries()) {
        const at = index * factColumns;
        facts[at + factColumn.size] = BigInt(size);
        facts[at + factColumn.dev] = dev;
        facts[at + factColumn.ino] = ino;
        facts[at + factColumn.ctimeNs] = ctimeNs;
        if (target !== undefined)
            targets.set(index, target);
        if (isRacy && sha256 !== undefined)
            digests.set(index, sha256);
    }
    return { facts, digests, targets };
}
function* directoryMembers(directories) {
    for (const some of batchesOf(directories, directoriesAtOnce)) {
        yield external_node_buffer_.Buffer.concat(some.map(({ path, mode, mtimeNs, owner = { uid: 0, gid: 0 } }) => tarHeader({ name: path, type: 'dir', mode, ...owner, size: 0, mtimeNs })));
    }
}
const directoriesAtOnce = 500;

;// CONCATENATED MODULE: ./lib/adapters/copy-many.js



const isForPacking = ({ entries, linkDest, extraArgs }) => entries !== undefined && linkDest.length === 0 && extraArgs.length === 0;
async function copyMany(ways, { entries = [], paths, totalBytes }, cloned, onProgress) {
    const directories = [];
    const small = [];
    const rest = [];
    for (const entry of entries) {
        if (cloned.has(entry.path))
            continue;
        if (entry.type === 'dir')
            directories.push(entry);
        else
            (canBePacked(entry) ? small : rest).push(entry);
    }
    const further = addedUp(({ files, bytes }) => {
        onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
    });
    const byRsync = (some) => ways.rsync(copy_many_pathsOf(some), false, further());
    const large = async () => [
        await byRsync(rest),
        await ways.rsync([...cloned.keys()], true, further())
    ];
    const [packed, outcomes] = await allOf([ways.pack(small, further()), large()]);
    const left = await byRsync(packed.left);
    const open = directories.filter(entry => !isLocked(entry));
    const refused = packed.refused ?? (open.length === 0 ? undefined : await ways.setDirectories(open));
    const late = refused === undefined ? directories.filter(isLocked) : directories;
    const unsure = [...copy_many_pathsOf([...rest, ...packed.left, ...directories]), ...cloned.keys()];
    return {
        ...together([...outcomes, left, await byRsync(late)]),
        cloned,
        unsure: new Set(unsure),
        ...(refused !== undefined && { refused })
    };
}
const copy_many_pathsOf = (entries) => entries.map(({ path }) => path);
function addedUp(tell) {
    const all = { files: 0, bytes: 0 };
    return () => {
        let last = { files: 0, bytes: 0 };
        return ({ files, bytes }) => {
            all.files += files - last.files;
            all.bytes += bytes - last.bytes;
            last = { files, bytes };
            tell(all);
        };
    };
}
const together = (outcomes) => ({
    status: [23, 24].find(status => outcomes.some(outcome => outcome.status === status)) ?? 0,
    messages: outcomes.flatMap(({ messages }) => messages)
});

;// CONCATENATED MODULE: ./lib/core/manifest/readers.js
const hiddenFromGroup = / type=(?:file mode=[0-7]*[0-3][0-7]|dir mode=[0-7]*[0-46][0-7]) /;
const hiddenFromOthers = / type=(?:file mode=[0-7]*[0-3]|dir mode=[0-7]*[0-46]) /;
const hasOwners = / uid=\d/;
class Readers {
    #isOfGroup = true;
    #isOfOthers = true;
    take(piece) {
        if (hiddenFromOthers.test(piece))
            this.#isOfOthers = false;
        if (hiddenFromGroup.test(piece) || hasOwners.test(piece))
            this.#isOfGroup = false;
    }
    get mode() {
        return 0o600 | (this.#isOfGroup || this.#isOfOthers ? 0o040 : 0) | (this.#isOfOthers ? 0o004 : 0);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/packed-manifest.js




async function* watched(manifest, readers) {
    for await (const piece of manifest) {
        readers.take(piece);
        yield piece;
    }
}
const manifestGzip = () => (0,external_node_zlib_.createGzip)({ level: 3, memLevel: 9 });
async function packManifest(manifest) {
    const readers = new Readers();
    const pieces = [];
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(watched(manifest, readers)), manifestGzip(), async (packed) => {
        for await (const piece of packed)
            pieces.push(piece);
    });
    return { pieces, readersMode: readers.mode };
}
const isPacked = (manifest) => 'readersMode' in manifest;

;// CONCATENATED MODULE: ./lib/adapters/volume/rsync-copy.js






async function rsyncCopy(request, run, onProgress) {
    let files = 0;
    let bytes = 0;
    let rest = '';
    const args = copyArgs({
        keepOwners: request.keepOwners,
        isSparse: request.isSparse,
        isFilled: request.isFilled ?? false,
        linkDest: request.linkDest,
        extra: [...request.more, ...request.extraArgs],
        root: pathText(request.root),
        destination: request.destination
    });
    const result = await run(args, {
        input: nulSeparated(request.paths),
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                files++;
                bytes += Number(fileSize.exec(line)?.[1] ?? 0);
            }
            onProgress({ doing: 'copying', files, bytes, totalFiles: request.paths.length, totalBytes: request.totalBytes });
        }
    });
    const messages = result.stderr.split('\n').filter(line => line !== '');
    const said = messages.slice(0, 5).map(message => `\n  ${message}`);
    if (result.status !== 0) {
        if (messages.some(message => rsync_copy_noSpace.test(message))) {
            throw new NoSpace(({ what, shownBy }) => `The volume is full: there is ${what}, and not all of the snapshot is stored.${said.join('')}\nFree some (${shownBy}), or keep fewer snapshots. Nothing was published.`);
        }
        if (messages.some(message => noQuota.test(message))) {
            throw new Failure('room', `The quota on the volume is used up, and not all of the snapshot is stored.${said.join('')}\nFree space, raise the quota, or keep fewer snapshots. Nothing was published.`);
        }
    }
    if (result.status === 0 || result.status === 23 || result.status === 24)
        return { status: result.status, messages };
    throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said.join('')}`);
}
const fileSize = /^.f\S* (\d+)$/;
const rsync_copy_noSpace = /: No space left on device \(\d+\)$/;
const noQuota = /: Disk quota exceeded \(\d+\)$/;

;// CONCATENATED MODULE: ./lib/core/group-by.js
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-tree.js








const isGoneLine = /: (?:No such file or directory|Not a directory)$/;
const hashers = 4;
class FarTree {
    path;
    connection;
    constructor(connection, path) {
        this.connection = connection;
        this.path = path;
    }
    async inspect(paths, onProgress) {
        const seen = await this.look(paths);
        const failed = seen.find(isUnreadable);
        if (failed !== undefined)
            throw farFailure(this.connection.address, { status: 74, stderr: failed.unreadable }, 'A stored file could not be looked at');
        onProgress?.({ doing: 'checking', files: paths.length, bytes: 0, totalFiles: paths.length });
        return seen;
    }
    async hash(paths, onProgress) {
        let files = 0;
        const digests = await this.#digests(paths, count => {
            files += count;
            onProgress?.({ doing: 'reading back', files, bytes: 0, totalFiles: paths.length });
        });
        return paths.map(path => digests.get(path));
    }
    async names(directories) {
        const found = await this.list(directories);
        const failed = found.find(isUnreadable);
        if (failed !== undefined)
            throw farFailure(this.connection.address, { status: 74, stderr: failed.unreadable }, 'A stored directory could not be read');
        return found;
    }
    async look(paths) {
        if (paths.length === 0)
            return [];
        const reader = new StatReader(statOf);
        const { stderr } = await this.#run(look, paths, reader);
        const { seen } = reader;
        const missing = hasTrouble(stderr) ? paths.filter(path => !seen.has(path)) : [];
        const whys = await this.#explain(whyNotSeen, missing);
        return paths.map(path => seen.get(path) ?? whys.get(path));
    }
    async reread(files, onRead) {
        const sizes = new Map(files.map(({ path, size }) => [path, size]));
        const digests = await this.#digests([...sizes.keys()], (count, paths) => {
            onRead?.(count, paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0));
        }, sizes);
        const missing = files.map(({ path }) => path).filter(path => !digests.has(path));
        const whys = await this.#explain(whyNotRead, missing);
        return files.map(({ path }) => digests.get(path) ?? whys.get(path));
    }
    async list(directories) {
        if (directories.length === 0)
            return [];
        const held = new Map();
        const reader = fieldsOf(3, ([kind = '', start = '', name = '']) => {
            const directory = relative(start);
            if (kind === '0d')
                held.set(directory, []);
            else if (!kind.startsWith('0'))
                held.get(directory)?.push(name);
        });
        const { stderr } = await this.#run(names, directories, reader);
        const empty = stderr === '' ? [] : directories.filter(path => held.get(path)?.length === 0);
        const whys = await this.#explain(whyNotListed, empty);
        return directories.map(path => whys.get(path) ?? held.get(path));
    }
    async #digests(paths, onBatch, sizes) {
        const digests = new Map();
        const parts = balanced(paths, sizes);
        await allOf(parts.map(async (part) => {
            let read = [];
            const tell = () => {
                if (read.length === 0)
                    return;
                onBatch(read.length, read);
                read = [];
            };
            const reader = fieldsOf(1, ([record = '']) => {
                const path = relative(record.slice(66));
                digests.set(path, record.slice(0, 64));
                read.push(path);
                if (read.length >= 100)
                    tell();
            });
            await this.#run(tree_hash, part, reader);
            tell();
        }));
        return digests;
    }
    async #explain(script, paths) {
        const whys = new Map();
        if (paths.length === 0)
            return whys;
        let index = 0;
        const reader = fieldsOf(1, ([said = '']) => {
            const path = paths[index++];
            if (path === undefined || said === '' || isGoneLine.test(said))
                return;
            whys.set(path, { unreadable: external_node_buffer_.Buffer.from(said.slice(said.lastIndexOf(': ') + 2), 'latin1').toString('utf8') });
        });
        await this.#run(script, paths, reader);
        return whys;
    }
    ask(script, asked) {
        return this.connection.run(script, { tree: this.path }, asked);
    }
    async #run(script, paths, reader) {
        const onStdout = (piece) => {
            reader.push(piece);
        };
        const result = await this.ask(script, { input: listOf(paths), onStdout });
        if (result.status === goneStatus)
            return { stderr: '' };
        if (result.status !== 0 && result.stderr === '')
            throw new Failure('volume', `${this.path} could not be looked at: the far command ended with status ${result.status}`);
        return result;
    }
}
const isUnreadable = (seen) => typeof seen === 'object' && seen !== null && 'unreadable' in seen;
const hasTrouble = (stderr) => stderr.length >= 64 * 1024 || stderr.split('\n').some(line => line !== '' && !isGoneLine.test(line));
function balanced(paths, sizes) {
    if (paths.length === 0)
        return [];
    const weightOf = (path) => (sizes?.get(path) ?? 0) + 100_000;
    const total = paths.reduce((sum, path) => sum + weightOf(path), 0);
    const parts = [[]];
    let weight = 0;
    for (const path of paths) {
        if (weight >= (total / hashers) * parts.length && parts.length < hashers)
            parts.push([]);
        parts.at(-1)?.push(path);
        weight += weightOf(path);
    }
    return parts;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/link-refusal.js
const unknownRefusal = { cause: 'refused', why: 'the link was not made, and nothing was said of it' };
function link_refusal_isAsStored(step, now) {
    if (now?.mtimeNs !== step.storedMtimeNs)
        return false;
    const { owner, mode } = step;
    if (owner !== undefined && (now.uid !== owner.uid || now.gid !== owner.gid))
        return false;
    if (mode === undefined)
        return now.type === 'link';
    return now.type === 'file' && now.size === step.size && now.mode === mode;
}
function link_refusal_causeOf(step, held, said) {
    if (!link_refusal_isAsStored(step, held))
        return { cause: 'altered', why: 'what it was to be linked to is not what was stored' };
    if (said.includes('Too many links') && (held?.links ?? 0) > 100)
        return { cause: 'link-limit', why: 'Too many links' };
    if (said.includes('Invalid cross-device link'))
        return { cause: 'other-filesystem', why: 'Invalid cross-device link' };
    return {
        cause: 'refused',
        why: said
            .split('\n')
            .find(line => line !== '')
            ?.replace(/^.*: /, '') ?? unknownRefusal.why
    };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-links.js










async function makeLinks(tree, steps) {
    const isSameName = ({ tree: of, from, path }) => of !== 'self' && from === path;
    const sameName = groupBy(steps.filter(isSameName), step => tree.rootOf(step.tree));
    const renamed = steps.filter(step => !isSameName(step));
    const pairs = renamed.flatMap(step => [latin1(`${tree.rootOf(step.tree)}/`) + step.from, asArgument(step.path)]);
    const reader = new StatReader(storedOf);
    const asked = [...sameName].map(([from, some]) => linked(tree, tree_link, listOf(some.map(({ path }) => path)), reader, { from }));
    if (renamed.length > 0) {
        asked.push(linked(tree, linkPairs, wordsOf(pairs), reader));
        asked.push(linked(tree, lookAtLinks, listOf(renamed.map(({ path }) => path)), reader));
    }
    return { said: (await allOf(asked)).join('\n'), seen: reader.seen };
}
async function linked({ connection, values }, script, input, reader, more = {}) {
    const onStdout = (piece) => {
        reader.push(piece);
    };
    const result = await connection.run(script, { ...values, ...more }, { input, onStdout, isNext: true });
    const code = codeSaid(result.stderr);
    const isSeen = result.status === 0 || result.status === goneStatus;
    if (!isSeen || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS')
        throw farFailure(connection.address, result, 'Links could not be made');
    return result.stderr;
}
async function far_links_refusals({ connection, rootOf }, steps, said) {
    const refused = new Map();
    for (const [root, asked] of groupBy(steps, ({ tree }) => rootOf(tree))) {
        const held = await new FarTree(connection, root).look(asked.map(({ from }) => from));
        asked.forEach((step, index) => {
            const now = held[index];
            refused.set(step, link_refusal_causeOf(step, now !== undefined && 'ino' in now ? now : undefined, said));
        });
    }
    return refused;
}
const latin1 = (text) => external_node_buffer_.Buffer.from(text, 'utf8').toString('latin1');

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-copy.js
const rsyncSilence = 120;
const farCopyOptions = ({ linkDest, versions = [] }, far, isFuse, rootOf) => {
    const [old] = linkDest.length > 0 ? [] : versions.filter(({ from, path }) => from === path);
    return [
        '-s',
        `--timeout=${rsyncSilence}`,
        ...(isFuse && knowsFsync(far) ? ['--fsync'] : []),
        ...(old === undefined ? [] : [`--copy-dest=${rootOf(old.tree)}`])
    ];
};
function knowsFsync({ rsync }) {
    if (rsync === undefined || !('version' in rsync))
        return false;
    const [major, minor, patch] = rsync.version;
    return major > 3 || (major === 3 && (minor > 2 || (minor === 2 && patch >= 4)));
}

;// CONCATENATED MODULE: ./lib/adapters/extract-args.js
const blocksInRecord = 512;
const extractArgs = (archive, keepOwners) => [
    '--extract',
    `--file=${archive}`,
    '--ignore-zeros',
    `--blocking-factor=${blocksInRecord}`,
    '--preserve-permissions',
    '--absolute-names',
    ...(keepOwners ? ['--same-owner', '--numeric-owner'] : ['--no-same-owner']),
    '--warning=no-timestamp'
];
const refusalOf = ({ status, stderr }) => status === 0 ? undefined : (stderr.split('\n').find(line => line !== '') ?? `tar ended with status ${status}`);

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-packed.js








const chunkFiles = 1000;
const chunkBytes = 8 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
const archiveEnd = external_node_buffer_.Buffer.alloc(1024);
async function packCopies(place, packing, request, entries, onProgress) {
    if (entries.length === 0)
        return { left: [] };
    const left = [];
    let files = 0;
    let bytes = 0;
    const tell = () => {
        const { paths, totalBytes } = request;
        onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
    };
    const chunks = chunksOf(entries, chunkFiles, chunkBytes);
    const packed = chunks.map(chunk => async () => {
        let archive = external_node_buffer_.Buffer.alloc(0);
        const kept = await inArchive(packing, request, chunk, fd => {
            archive = (0,external_node_fs_.readFileSync)(fd);
        });
        left.push(...kept);
        files += chunk.length - kept.length;
        bytes += packed_chunks_sizeOf(chunk) - packed_chunks_sizeOf(kept);
        return archive;
    });
    let problem;
    const input = async function* (isWanted) {
        try {
            yield* archives(isWanted);
        }
        catch (error) {
            problem = error;
        }
        yield archiveEnd;
    };
    const archives = async function* (isWanted) {
        for await (const archive of oneAhead(packed)) {
            for (let at = 0; at < archive.length && isWanted(); at += pieceBytes)
                yield archive.subarray(at, at + pieceBytes);
            if (!isWanted())
                return;
            tell();
        }
    };
    const said = await extracted(place, input, { isLong: true });
    if (problem instanceof Failure)
        throw problem;
    const refused = said ?? (problem === undefined ? undefined : failure_messageOf(problem));
    if (refused === undefined)
        return { left };
    files = 0;
    bytes = 0;
    tell();
    return { left: entries, refused };
}
const setDirectories = (place, directories) => extracted(place, () => directoryMembers(directories), { isNext: true });
async function extracted({ connection, values, keepOwners }, input, asked) {
    let isWanted = true;
    const onStdout = () => {
        isWanted = false;
    };
    const told = { ...values, owners: keepOwners ? 'yes' : 'no', list: extractArgs('-', keepOwners) };
    const result = await connection.run(extract, told, { ...asked, onStdout, input: input(() => isWanted) });
    if (result.status === busyStatus || result.status === goneStatus)
        throw farFailure(connection.address, result, 'The new tree could not be written');
    return refusalOf(result);
}
async function* oneAhead(works) {
    let next = works[0]?.();
    for (const [index] of works.entries()) {
        const result = await next;
        next = works[index + 1]?.();
        next?.catch(() => undefined);
        yield result;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-texts.js



async function packTexts(record, manifest) {
    const { pieces, readersMode } = isPacked(manifest) ? manifest : await packManifest(manifest);
    const text = external_node_buffer_.Buffer.from(encodeRecord(record));
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return {
        values: { size: String(size), recordSize: String(text.length), readers: readersMode.toString(8) },
        input: gathered([...pieces, text])
    };
}
const far_texts_pieceBytes = 1024 * 1024;
function* gathered(pieces) {
    let some = [];
    let bytes = 0;
    for (const piece of pieces) {
        if (bytes > 0 && bytes + piece.length > far_texts_pieceBytes) {
            yield external_node_buffer_.Buffer.concat(some);
            some = [];
            bytes = 0;
        }
        some.push(piece);
        bytes += piece.length;
    }
    yield external_node_buffer_.Buffer.concat(some);
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/held-back.js
const patienceMs = 60_000;
async function heldBack(until, work, patience = patienceMs) {
    const end = new AbortController();
    let timer;
    const late = new Promise(resolve => {
        timer = setTimeout(() => {
            resolve(false);
        }, patience);
    });
    const mayGo = Promise.race([until.then(() => true), late])
        .catch(() => false)
        .finally(() => {
        clearTimeout(timer);
    });
    const begun = work(input => ({ held: onceTrue(mayGo, input), end: end.signal }));
    begun.catch(() => undefined);
    const isGoing = await mayGo;
    if (isGoing)
        return await begun;
    end.abort();
    await begun.catch(() => undefined);
    await until;
    return await work(input => ({ held: input, end: new AbortController().signal }));
}
async function* onceTrue(mayGo, input) {
    if (await mayGo)
        yield* input;
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-partial.js





















class FarPartial extends FarTree {
    linksToCopyBeside = Infinity;
    preparesCopies = true;
    #place;
    #id;
    begun;
    #done = Promise.resolve();
    constructor(place, id, begun) {
        super(place.connection, `${place.layout.partial}/${id}`);
        this.#place = place;
        this.#id = id;
        this.begun = begun;
        this.#later(begun);
    }
    makeDirectories(paths) {
        if (paths.length > 0)
            this.#later(this.#write(makeDirectories, 'Directories could not be made', listOf(paths)));
        return Promise.resolve();
    }
    async link(steps, onProgress, onMade) {
        if (steps.length === 0)
            return [];
        const tree = { connection: this.connection, values: this.#values(), rootOf: this.#roots() };
        const { seen, said } = await this.#after(makeLinks(tree, steps));
        onMade?.();
        const missing = steps.filter(({ path }) => !seen.has(path)).map(({ path }) => path);
        const there = await this.inspect(missing);
        const late = new Map(missing.map((path, index) => [path, there[index]]));
        const stored = steps.map(({ path }) => seen.get(path) ?? late.get(path));
        onProgress({ doing: 'linking', files: steps.length, bytes: 0, totalFiles: steps.length });
        const altered = steps.filter((step, index) => stored[index] !== undefined && !link_refusal_isAsStored(step, stored[index]));
        if (altered.length > 0)
            await this.#write(unlink, 'Links could not be taken back', listOf(altered.map(({ path }) => path)));
        const refused = await far_links_refusals(tree, steps.filter((_, index) => stored[index] === undefined), said);
        return steps.map((step, index) => {
            const now = stored[index];
            if (now === undefined)
                return { linked: false, ...(refused.get(step) ?? unknownRefusal) };
            if (link_refusal_isAsStored(step, now))
                return { linked: true, ino: now.ino, allocated: now.allocated, links: now.links };
            return { linked: false, cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' };
        });
    }
    async copy(request, onProgress) {
        const { connection } = this;
        const isFuse = (await this.#after(this.begun)).startsWith('fuse');
        const byRsync = (paths, tell) => this.#rsync({ ...request, paths }, isFuse, tell);
        const { packing } = this.#place;
        if (isFuse || packing === undefined || !connection.far.hasGnuTar || !isForPacking(request))
            return await byRsync(request.paths, onProgress);
        const { keepOwners, after = noWait } = request;
        const place = { connection, values: this.#values(), keepOwners };
        const ways = {
            pack: (entries, tell) => packCopies(place, packing, request, entries, tell),
            setDirectories: async (directories) => {
                const [refused] = await allOf([setDirectories(place, directories), after()]);
                return refused;
            },
            rsync: async (paths, _isBegun, tell) => (paths.length === 0 ? { status: 0, messages: [] } : byRsync(paths, tell))
        };
        return await this.#after(copyMany(ways, request, new Map(), onProgress));
    }
    async #rsync(request, isFuse, onProgress) {
        const { connection } = this;
        const more = [
            `--rsync-path=${farCommand(writingRsync, this.#values())}`,
            ...farCopyOptions(request, connection.far, isFuse, this.#roots())
        ];
        const copy = hold => rsyncCopy({ ...request, destination: connection.rsyncPath(this.path), more }, async (args, { input = [], onStdout }) => {
            const { held, end } = hold(input);
            const result = await connection.rsync(args, { input: held, end, ...(onStdout && { onStdout }) });
            if (result.status !== 0 && lockSaid.test(result.stderr))
                throw lockLost(connection.address);
            return result;
        }, onProgress);
        return await heldBack(this.#after((request.after ?? noWait)()), copy);
    }
    async seal(directories, paths = [], onProgress) {
        const words = directories
            .toReversed()
            .flatMap(({ owner, mode, mtimeNs, path }) => [
            owner === undefined ? '-' : `${owner.uid}:${owner.gid}`,
            mode.toString(8).padStart(4, '0'),
            `@${decimalSeconds(mtimeNs)}`,
            asArgument(path)
        ]);
        this.#later(this.#write(attributes, 'The new tree could not be given its attributes', wordsOf(words)));
        this.#later(this.#synced());
        const seen = await this.inspect(paths, onProgress);
        await this.#done;
        return seen;
    }
    async #synced() {
        const result = await this.connection.run(sync, this.#values(), { isNext: true });
        if (result.status === 0)
            return;
        if (result.status === busyStatus || codeSaid(result.stderr) !== undefined)
            throw farFailure(this.connection.address, result, 'The new tree could not be put on stable storage');
        throw new Failure('stored', `The volume on ${hostText(this.connection.address)} did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`);
    }
    async publish(record, manifest) {
        const { values: texts, input } = await this.#after(packTexts(record, manifest));
        const { series, own } = this.#place.layout;
        const values = { series, own, id: this.#id, ...texts, ...this.#place.writing() };
        const published = this.connection.run(publish, values, { input, isNext: true });
        this.#place.survey().catch(() => undefined);
        const result = await published;
        if (result.status === 0)
            return;
        const why = result.stdout.toString('latin1');
        const path = this.#place.layout.snapshot(this.#id);
        if (why === 'taken')
            throw new Failure('volume', `${path} is there already; nothing was published.`);
        if (why === 'other mount')
            throw new Failure('volume', `${this.path} is a mount of its own, and cannot be renamed to ${path}; nothing was published.`);
        throw farFailure(this.connection.address, result, 'The snapshot could not be published');
    }
    async pack(manifest) {
        await this.connection.sent();
        return await packManifest(manifest);
    }
    async ask(script, asked) {
        const isLong = script === tree_hash;
        if (isLong)
            await this.#done;
        return await this.#after(super.ask(script, { ...asked, isNext: !isLong }));
    }
    #later(work) {
        this.#done = this.#after(work);
        this.#done.catch(() => undefined);
    }
    async #after(work) {
        const [, result] = await allOf([this.#done, work]);
        return result;
    }
    #roots() {
        const known = new Map();
        return tree => {
            if (tree === 'self')
                return this.path;
            const name = `${tree.series}/${tree.id}`;
            const root = known.get(name) ?? seriesLayout(this.connection.address.path, tree.series).snapshot(tree.id);
            known.set(name, root);
            return root;
        };
    }
    async #write(script, doing, input) {
        const result = await this.connection.run(script, this.#values(), { input, isNext: true });
        if (result.status !== 0)
            throw farFailure(this.connection.address, result, doing);
    }
    #values() {
        return { own: this.#place.layout.own, tree: this.path, ...this.#place.writing() };
    }
}
const noWait = () => Promise.resolve();
const lockSaid = /the (?:lock of the series is gone|series (?:is|was) locked by another run)/;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-removal.js







async function far_removal_leftovers(place) {
    const doing = 'What is left of earlier runs could not be looked at';
    const { stdout } = await place.ask(leftovers, doing, {}, { isNext: true });
    const text = stdout.toString('latin1');
    const fields = text.split('\0');
    const end = fields.indexOf('');
    const paths = fields.slice(0, end);
    const [real = '', mounts = ''] = fields.slice(end + 1);
    const points = parseMountinfo(mounts).map(({ mountPoint }) => mountPoint);
    const isMounted = (path) => points.some(point => isWithin(`${real}/${path.replace(/^\.\//, '')}`, point));
    return { paths: paths.filter(path => !isMounted(path)), mounted: paths.filter(isMounted) };
}
async function far_removal_remove(place, { paths, mounted }) {
    const there = mounted.map(path => `${place.layout.own}/${path}: something is mounted there or below`);
    if (paths.length === 0)
        return there;
    const list = paths.map(path => Buffer.from(path, 'latin1').toString('utf8'));
    const values = { own: place.layout.own, list, ...place.writing() };
    const result = await place.connection.run(remove, values, { isNext: true });
    if (result.status === busyStatus)
        throw farFailure(place.connection.address, result, 'What is left could not be removed');
    return result.status === 0 ? there : [...there, ...result.stderr.split('\n').filter(line => line !== '')];
}
async function clearSeries(place, asked) {
    const [{ partial, trash }, left] = await allOf([place.survey(), asked]);
    const begun = [...partial.keys()];
    const ids = [...begun, ...trash.keys()];
    if (ids.length > 0)
        await place.ask(forget, 'What is left of earlier runs could not be removed', { list: ids, ...place.writing() }, { isNext: true });
    return { begun, left: await far_removal_remove(place, left) };
}
async function emptyTrash(place, inodesOf) {
    const all = await far_removal_leftovers(place);
    const inTrash = (path) => path.startsWith('trash/');
    const left = await far_removal_remove(place, { paths: all.paths.filter(inTrash), mounted: all.mounted.filter(inTrash) });
    const inodes = left.length === 0 ? [] : (await inodesOf([`${ownDirectory}/trash`])).flat();
    return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) };
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-usage.js






class FarUsage {
    inodes;
    #place;
    #file;
    #kept;
    #asked;
    #own;
    constructor(place, inodes) {
        this.#place = place;
        this.#file = `${place.layout.own}/usage.json`;
        this.inodes = async (id) => (await inodes([id])).flat();
    }
    async kept() {
        const asked = (this.#asked ??= this.#read());
        this.#kept ??= await asked;
        return this.#kept;
    }
    async #read() {
        try {
            return (await readFarFile(this.#place.connection, this.#file, mostUsageBytes, { isNext: true }))?.toString('utf8');
        }
        catch (error) {
            if (error instanceof Failure && error.kind === 'cancelled')
                throw error;
            return undefined;
        }
    }
    async keep(text) {
        const bytes = external_node_buffer_.Buffer.from(text);
        const { connection } = this.#place;
        const volume = connection.address.path;
        const values = { file: this.#file, size: String(bytes.length), name: pageName, volume, ...this.#place.noting() };
        const doing = 'What was counted could not be kept';
        const { changes } = this.#place;
        connection.room.changes();
        const said = await this.#place.ask(keepCounted, doing, values, { input: [bytes] });
        this.#own = { bytes: this.#ownSaid(said), changes };
        const [, , free] = said.stdout.toString('latin1').split('\0');
        if (free !== undefined)
            connection.room.said(free);
        this.#kept = text;
    }
    forgetOwn() {
        this.#own = undefined;
    }
    async diskUse(names) {
        if (names.length === 0)
            return 0;
        const { connection, layout } = this.#place;
        const result = await connection.run(diskUse, { series: layout.series, list: names });
        return totalSaid(result, layout.series);
    }
    async ownUse() {
        if (this.#own?.changes === this.#place.changes)
            return this.#own.bytes;
        return this.#ownSaid(await this.#place.ask(ownUse, 'The series could not be measured', { name: pageName }));
    }
    #ownSaid({ stdout, stderr }) {
        const [blocks = '', disk = ''] = stdout.toString('latin1').split('\0');
        const total = totalSaid({ stdout: external_node_buffer_.Buffer.from(disk), stderr }, this.#place.layout.series);
        return total + blocks.split('\n').reduce((sum, line) => sum + Number(line), 0) * 512;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-series.js























function farSeries(volume, place) {
    const { connection, layout, series: name } = place;
    const survey = () => place.survey();
    let counted;
    let damage;
    let left;
    const inodes = (names) => far_series_inodesOf(place, names);
    const begun = (id) => {
        const asked = place.ask(begin, 'The new tree could not be begun', { id, ...place.writing() }, { isNext: true });
        return new FarPartial(place, id, asked.then(({ stdout }) => stdout.toString('latin1')));
    };
    const askUnderLock = () => {
        left = far_removal_leftovers(place);
        damage = knownDamage(place);
        counted = new FarUsage(place, inodes);
        for (const asked of [survey(), left, damage, counted.kept()])
            asked.catch(() => undefined);
    };
    return {
        name,
        path: `${volume}/${name}`,
        lock: async (holder, timeoutMs, onWait) => {
            const held = await place.lock(holder, timeoutMs, onWait);
            askUnderLock();
            return {
                release: async () => {
                    await held.release();
                    counted = undefined;
                    damage = undefined;
                    left = undefined;
                }
            };
        },
        clear: () => {
            const asked = left ?? far_removal_leftovers(place);
            left = undefined;
            return clearSeries(place, asked);
        },
        list: async () => listingOf(await survey()).reverse(),
        lost: async () => lostIn(await survey()),
        latest: async () => (await survey()).latest,
        pointLatest: async (id) => {
            await place.ask(pointLatest, 'latest could not be moved', { id, ...place.writing() });
        },
        takenIds: async () => {
            const { trees, partial, trash, records } = await survey();
            return new Set([...trees.keys(), ...partial.keys(), ...trash.keys(), ...records.keys()]);
        },
        manifest: async (id) => (await place.newest(id)) ?? (await readFarManifest(place, id)),
        tree: id => new FarTree(connection, layout.snapshot(id)),
        bring: (id, files, onProgress) => bringFiles(connection, layout.snapshot(id), files, onProgress),
        read: id => holdSnapshot(connection, layout, id),
        inodes,
        isBeingRead: async (id) => (await place.ask(isBeingRead, 'A snapshot could not be asked for its readers', { id })).stdout.length > 0,
        trash: ids => far_series_trash(place, ids),
        emptyTrash: () => emptyTrash(place, inodes),
        begin: async (id) => {
            const partial = begun(id);
            await partial.begun;
            return partial;
        },
        beginAhead: begun,
        bytesOnDisk: async () => {
            const listed = listingOf(await survey());
            counted ??= new FarUsage(place, inodes);
            const bytes = await countSeries(counted, listed, place.isLocked);
            if (!place.isLocked)
                counted = undefined;
            return bytes;
        },
        countAdded: async (added) => {
            if (!place.isLocked)
                throw new Error('what was counted is only kept under the lock');
            const listed = listingOf(await survey());
            await countAdded((counted ??= new FarUsage(place, inodes)), listed, added);
        },
        device: async () => (await place.ask(device, 'The series could not be looked at')).stdout.toString('latin1').trim(),
        sharing: async (wanted) => {
            const ids = wanted.size === 0 ? [] : snapshotsIn(await survey());
            return ids.length === 0 ? [] : await far_series_sharing(place, ids, wanted);
        },
        hasPage: () => far_series_hasPage(place),
        writePage: async (html) => {
            connection.room.changes();
            counted?.forgetOwn();
            await far_series_writePage(place, html);
        },
        knownDamage: () => damage ?? knownDamage(place),
        keepDamage: async (damaged) => {
            damage = undefined;
            const bytes = external_node_buffer_.Buffer.from(damaged.length === 0 ? '' : encodeKnownDamage(damaged));
            const values = { file: layout.damaged, size: String(bytes.length), ...place.writing() };
            const doing = 'The list of damaged files could not be written';
            if (damaged.length === 0)
                await place.ask(removeOwn, doing, values);
            else
                await place.ask(writeOwn, doing, values, { input: [bytes] });
        }
    };
}
const snapshotsIn = ({ trees }) => oldestFirst([...trees].flatMap(([id, type]) => (type === 'd' && isSnapshotId(id) ? [id] : [])));
const listingOf = (survey) => snapshotsIn(survey).map((id) => {
    const record = survey.records.get(id);
    if (record === undefined)
        return { id };
    return 'why' in record ? { id, damage: record.why } : judgeRecord(id, record.text);
});
function lostIn({ trees, partial, trash, records }) {
    const isThere = (id) => [trees, partial, trash].some(place => place.get(id) === 'd');
    return [...records].flatMap(([id, record]) => {
        if (!isSnapshotId(id) || isThere(id))
            return [];
        const judged = 'why' in record ? undefined : judgeRecord(id, record.text).record;
        return [{ id, isAdopted: judged?.tags.includes(adoptedTag) ?? false }];
    });
}
async function far_series_inodesOf(place, names) {
    if (names.length === 0)
        return [];
    const counter = new InodeCounter();
    const onStdout = (piece) => {
        counter.push(piece);
    };
    const { series } = place.layout;
    const result = await place.connection.run(inodes, { series, list: names }, { onStdout });
    return counter.finish(names.map(name => `${series}/${name}`), result);
}
async function far_series_sharing(place, ids, wanted) {
    const names = new SharedNames(wanted);
    const { series } = place.layout;
    const values = { series, list: sharingArgs(ids, wanted) };
    const onStdout = (piece) => {
        names.push(piece);
    };
    return names.finish(series, await place.connection.run(series_sharing, values, { onStdout }));
}
async function far_series_trash(place, ids) {
    if (ids.length === 0)
        return { trashed: [], beingRead: [] };
    const { stdout } = await place.ask(trash, 'Snapshots could not be moved into the trash', {
        list: ids,
        ...place.writing()
    });
    const said = stdout.toString('latin1').split('\0');
    const named = (letter) => said.flatMap(word => (word.startsWith(letter) ? [word.slice(letter.length)] : []));
    return { trashed: named('T'), beingRead: named('R') };
}
async function far_series_hasPage({ connection, layout }) {
    const result = await connection.run(hasPage, { series: layout.series, name: pageName, mark: pageMark });
    if (result.status !== 0)
        throw farFailure(connection.address, result, 'The page of the series could not be looked for');
    return result.stdout.toString('latin1') === 'yes';
}
async function far_series_writePage({ connection, layout }, html) {
    const page = external_node_buffer_.Buffer.from(html);
    const values = {
        series: layout.series,
        own: layout.own,
        name: pageName,
        mark: pageMark,
        size: String(page.length)
    };
    const result = await connection.run(writePage, values, { input: [page] });
    if (result.status === foreignStatus)
        throw foreignPage(layout.page);
    if (result.status !== 0)
        throw farFailure(connection.address, result, 'The page of the series could not be written');
}
async function knownDamage(place) {
    try {
        const text = await readFarFile(place.connection, place.layout.damaged, mostDamageBytes, { isNext: true });
        return { damaged: text === undefined ? [] : decodeKnownDamage(text.toString('utf8')) };
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        return { damaged: [], problem: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-adoption.js
















function farAdoption(volume, connection, { path, name, keepOwners }) {
    const place = farPlace(name, connection);
    const series = farSeries(volume.name, place);
    const at = (directory, tree) => ({ connection, path: directory, name: tree, keepOwners });
    const asked = async (script) => fieldsIn((await place.ask(script, `${path} could not be looked at`, { path, volume: connection.address.path })).stdout);
    return {
        volume: { ...volume, series: wanted => (wanted === name ? series : volume.series(wanted)) },
        old: {
            path,
            state: async () => stateFrom(await asked(state)),
            names: () => far_adoption_namesOf(place, path),
            probeRename: async () => {
                const [why = ''] = await asked(probeRename);
                return why === 'works' ? { works: true } : { works: false, why: far_adoption_utf8(why) };
            },
            begun: async () => new Set((await series.lost()).flatMap(({ id, isAdopted }) => (isAdopted ? [id] : []))),
            read: (tree, onProgress) => readFarTree(at(path, far_adoption_textOf(tree)), { onProgress }),
            readSnapshot: id => readFarTree(at(place.layout.series, id)),
            hash: (tree, paths, onProgress) => far_adoption_hash(at(path, far_adoption_textOf(tree)), paths, onProgress),
            sync: async () => {
                const values = { tree: place.layout.own, ...place.noting() };
                await place.ask(sync, 'What was written so far could not be put on stable storage', values);
            },
            take: (tree, record, manifest, topMode) => far_adoption_take(place, path, { tree, record, manifest, topMode })
        },
        localTime: () => farLocalTime(connection)
    };
}
function far_adoption_textOf(tree) {
    const text = pathText(tree);
    if (pathFromText(text) !== tree)
        throw new Failure('source', `${display_showName(tree)} is no name in UTF-8`);
    return text;
}
const fieldsIn = (answer) => answer.toString('latin1').split('\0').slice(0, -1);
const far_adoption_utf8 = (bytes) => external_node_buffer_.Buffer.from(bytes, 'latin1').toString('utf8');
function stateFrom([kind = '', own, series, device, other]) {
    if (kind === 'missing' || kind === 'not-a-directory')
        return { kind, isSeries: false, isSameFilesystem: true };
    const isSeries = own === series;
    return {
        kind: 'directory',
        isSeries,
        isSameFilesystem: own?.split(' ')[0] === device,
        ...(!isSeries && other !== undefined && { otherSeries: far_adoption_utf8(other) })
    };
}
async function far_adoption_namesOf({ connection }, path) {
    const result = await connection.run(adoption_names, { path });
    if (result.status !== 0 && (result.stderr === '' || hasTrouble(result.stderr)))
        throw farFailure(connection.address, result, `${path} could not be looked at`);
    const [real = '', device = '', mounts = '', ...fields] = fieldsIn(result.stdout);
    const mounted = parseMountinfo(mounts);
    const found = [];
    for (let index = 0; index + 2 < fields.length; index += 3) {
        const [type = '', dev = ''] = (fields[index] ?? '').split(' ');
        const name = (fields[index + 1] ?? '');
        if (type === 'l')
            found.push({ name, kind: 'link', target: (fields[index + 2] ?? '') });
        else if (type !== 'd')
            found.push({ name, kind: 'other' });
        else {
            const below = joinPath(real, name);
            const isMount = dev !== device || mounted.some(({ mountPoint }) => isWithin(below, mountPoint));
            found.push({ name, kind: isMount ? 'mount' : 'dir' });
        }
    }
    return found;
}
async function far_adoption_hash(place, paths, onProgress) {
    if (paths.length === 0)
        return [];
    const tree = `${place.path}/${place.name}`;
    const fail = (path, why) => new Failure('source', `${display_showName(joinPath(pathFromText(tree), path))} could not be read: ${why}`);
    const { entries, unreadable } = await readFarTree(place, { paths });
    if (unreadable !== undefined)
        throw fail(unreadable.path, unreadable.why);
    const seen = new Map(entries.map(entry => [entry.path, entry]));
    const files = paths.map(path => {
        const entry = seen.get(path);
        if (entry?.type !== 'file')
            throw fail(path, 'it changed while it was read');
        return entry;
    });
    const done = { files: 0, bytes: 0 };
    const digests = await new FarTree(place.connection, tree).reread(files, (count, bytes) => {
        done.files += count;
        done.bytes += bytes;
        onProgress({ doing: 'hashing', ...done, totalFiles: files.length });
    });
    return files.map((entry, index) => {
        const sha256 = digests[index];
        if (sha256 === undefined)
            throw fail(entry.path, 'it changed while it was read');
        if (isUnreadable(sha256))
            throw fail(entry.path, sha256.unreadable);
        return { ...entry, sha256 };
    });
}
async function far_adoption_take(place, path, { tree, record, manifest, topMode }) {
    const { connection, layout } = place;
    const { values: texts, input } = await packTexts(record, manifest);
    const { series, own } = layout;
    const mode = topMode === undefined ? '' : topMode.toString(8).padStart(4, '0');
    const values = { series, own, id: record.id, path, name: far_adoption_textOf(tree), topMode: mode, ...texts, ...place.writing() };
    const result = await connection.run(adoption_take, values, { input });
    if (result.status === 0)
        return;
    const snapshot = layout.snapshot(record.id);
    const said = result.stdout.toString('latin1');
    if (said === 'taken')
        throw new Failure('volume', `${snapshot} is there already; nothing was published.`);
    if (said === 'swapped')
        throw new Failure('volume', `What was renamed to ${snapshot} is not the tree that was read; nothing was published.`);
    if (result.status === foreignStatus)
        throw new Failure('source', `a symlink stands in the place of ${path}/${display_showName(tree)}`);
    if (result.status === goneStatus)
        throw new Failure('source', `${path}/${display_showName(tree)} was removed before it could be published. See who else works in ${path}.`);
    throw farFailure(connection.address, result, `${path}/${display_showName(tree)} could not be made a snapshot`);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/clone-versions.js





const rangeBytes = 64 * 1024 * 1024;
const [smallestBlock, largestBlock] = [4096, 1024 * 1024];
async function cloneVersions(place, parts, request, onProgress) {
    const cloned = new Map();
    const left = [...(request.versions ?? [])];
    const block = Math.min(Math.max((0,external_node_fs_.statfsSync)(fsPath(place.root)).bsize, smallestBlock), largestBlock);
    let isRefused = false;
    let bytes = 0;
    const work = async () => {
        for (let next = left.shift(); next !== undefined && !isRefused; next = left.shift()) {
            const done = await cloneOne(place, parts, request.root, block, next, more => {
                bytes += more;
                const { totalBytes, paths } = request;
                onProgress({ doing: 'copying', files: cloned.size, bytes, totalFiles: paths.length, totalBytes });
            });
            if (done === 'never')
                isRefused = true;
            else if (done !== undefined)
                cloned.set(next.path, done);
        }
    };
    await Promise.all(Array.from({ length: parts.pool.jobs }, work));
    return cloned;
}
async function cloneOne({ volume, root, filesystem }, { pool, processes }, sourceRoot, block, { path, tree, from, size }, onBytes) {
    const source = joinPath(sourceRoot, path);
    const target = joinPath(root, path);
    const baseRoot = tree === 'self' ? root : pathFromText(seriesLayout(volume, tree.series).snapshot(tree.id));
    const start = await pool.run({ kind: 'clone', source, base: joinPath(baseRoot, from), target, size });
    if (start.state === 'shared')
        throw isShared(path);
    if (start.state === 'refused')
        return start.isFinal ? 'never' : undefined;
    if (filesystem === 'xfs')
        await allocateByBlocks(processes, target);
    const ranges = [];
    for (let at = 0; at < size; at += rangeBytes) {
        const to = Math.min(at + rangeBytes, size);
        const range = pool.run({ kind: 'patch', source, target, ino: start.ino, from: at, to, block });
        ranges.push(range.then(result => {
            onBytes(to - at);
            return result;
        }));
    }
    const results = await Promise.all(ranges);
    if (results.some(({ state }) => state === 'shared'))
        throw isShared(path);
    if (results.some(({ state }) => state === 'failed')) {
        (0,external_node_fs_.rmSync)(fsPath(target), { force: true });
        return undefined;
    }
    return results.reduce((sum, result) => sum + (result.state === 'patched' ? result.written : 0), 0);
}
async function allocateByBlocks(processes, target) {
    const name = fsPath(target);
    if (typeof name !== 'string')
        return;
    try {
        await processes.run('xfs_io', { args: ['-c', 'cowextsize 4096', name] });
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            throw error;
    }
}
const isShared = (path) => new Failure('volume', `${display_showName(path)} was to start as a clone of its old version, and what the volume made is no file of its own but shares the stored one. It was not touched and nothing was published. Check the filesystem of the volume.`);

;// CONCATENATED MODULE: ./lib/adapters/mode-probe.js



const mode_probe_all = 0o777;
function keepsModes(directory) {
    const file = (0,external_node_path_.join)(directory, `.snapshot-probe-${(0,external_node_crypto_.randomUUID)()}`);
    const before = process.umask(0);
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, 'wx', mode_probe_all);
    }
    finally {
        process.umask(before);
    }
    try {
        return ((0,external_node_fs_.fstatSync)(fd).mode & 0o7777) === mode_probe_all;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
        (0,external_node_fs_.unlinkSync)(file);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/packed-copies.js





const packed_copies_chunkFiles = 8000;
const packed_copies_chunkBytes = 32 * 1024 * 1024;
const lanes = 2;
async function packed_copies_packCopies(place, parts, request, entries, onProgress) {
    if (entries.length === 0)
        return { left: [] };
    const why = packed_copies_whyNot(place, request);
    if (why !== undefined)
        return { left: entries, refused: why };
    const left = [];
    const chunks = chunksOf(entries, packed_copies_chunkFiles, packed_copies_chunkBytes);
    const waiting = chunks.values();
    let refused;
    let files = 0;
    let bytes = 0;
    const store = (chunk) => inArchive(parts, request, chunk, archive => packed_copies_extract(place, parts, request.keepOwners, { stdin: archive }));
    const work = async () => {
        for (const chunk of waiting) {
            let kept = chunk;
            try {
                if (refused === undefined)
                    kept = await store(chunk);
            }
            catch (error) {
                if (error instanceof Failure)
                    throw error;
                refused ??= failure_messageOf(error);
            }
            left.push(...kept);
            files += chunk.length - kept.length;
            bytes += packed_chunks_sizeOf(chunk) - packed_chunks_sizeOf(kept);
            const { paths, totalBytes } = request;
            onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes });
        }
    };
    await allOf(Array.from({ length: Math.min(lanes, chunks.length) }, work));
    return { left, ...(refused !== undefined && { refused }) };
}
async function packed_copies_setDirectories(place, parts, keepOwners, directories) {
    try {
        await packed_copies_extract(place, parts, keepOwners, { input: directoryMembers(directories) });
        return undefined;
    }
    catch (error) {
        if (error instanceof Failure)
            throw error;
        return failure_messageOf(error);
    }
}
function packed_copies_whyNot({ tree }, { keepOwners }) {
    try {
        return keepOwners || keepsModes(tree)
            ? undefined
            : 'a default ACL of the volume, or its server, changes the modes of new files';
    }
    catch (error) {
        return failure_messageOf(error);
    }
}
async function packed_copies_extract(place, { processes }, keepOwners, from) {
    const { tree, lockFd } = place;
    const args = extractArgs('-', keepOwners);
    const refused = refusalOf(await processes.run('tar', { args, cwd: tree, inherit: lockFd, ...from }));
    if (refused !== undefined)
        throw new Error(refused);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-copy.js






async function localCopy(place, parts, request, onProgress) {
    const root = pathFromText(place.tree);
    const filesystem = mountOf(readMounts(), root)?.filesystem ?? '';
    const isFuse = filesystem.startsWith('fuse');
    const cloned = isFuse || request.versions === undefined
        ? new Map()
        : await cloneVersions({ volume: place.volume, root, filesystem }, parts, request, onProgress);
    const copy = async (rest, isFilled, tell) => {
        if (rest.length === 0)
            return { status: 0, messages: [] };
        return await rsyncCopy({ ...request, paths: rest, isFilled, destination: '.', more: isFuse ? ['--fsync'] : [] }, (args, streams) => parts.processes.run('rsync', { args, cwd: place.tree, inherit: place.lockFd, ...streams }), tell);
    };
    if (!isFuse && isForPacking(request) && isMany(request)) {
        const ways = {
            pack: (entries, tell) => packed_copies_packCopies(place, parts, request, entries, tell),
            setDirectories: directories => packed_copies_setDirectories(place, parts, request.keepOwners, directories),
            rsync: copy
        };
        return await copyMany(ways, request, cloned, onProgress);
    }
    const rest = cloned.size === 0 ? request.paths : request.paths.filter(name => !cloned.has(name));
    const outcomes = [await copy(rest, false, onProgress), await copy([...cloned.keys()], true, onProgress)];
    return { ...together(outcomes), cloned };
}
const fewest = 500;
const fewestDirectories = 50;
const isMany = ({ paths, entries = [] }) => paths.length >= fewest || (paths.length >= fewestDirectories && entries.every(({ type }) => type === 'dir'));

;// CONCATENATED MODULE: ./lib/adapters/volume/held-directory.js





function holdDirectory(volume, segments, makeWith) {
    let path = volume;
    let fd = (0,external_node_fs_.openSync)(`${volume}/.`, placeFlags);
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        const above = fd;
        try {
            if (makeWith !== undefined)
                makeDurably(above, segment, makeWith);
            fd = openBelow(above, segment, path);
        }
        finally {
            (0,external_node_fs_.closeSync)(above);
        }
    }
    return {
        path,
        fd,
        names: () => (0,external_node_fs_.readdirSync)(pinned_descriptorPath(fd)),
        at: name => `${pinned_descriptorPath(fd)}/${name}`,
        make: (name, mode) => {
            makeDurably(fd, name, mode);
            (0,external_node_fs_.closeSync)(openBelow(fd, name, (0,external_node_path_.join)(path, name)));
        },
        close: () => {
            (0,external_node_fs_.closeSync)(fd);
        }
    };
}
function openBelow(above, name, path) {
    try {
        return (0,external_node_fs_.openSync)(`${pinned_descriptorPath(above)}/${name}`, placeFlags);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOTDIR' || failure_codeOf(error) === 'ELOOP')
            throw noDirectory(path);
        throw error;
    }
}
function makeDurably(above, name, mode) {
    try {
        (0,external_node_fs_.mkdirSync)(`${pinned_descriptorPath(above)}/${name}`, { mode });
        syncPath(`${pinned_descriptorPath(above)}/.`);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'EEXIST')
            throw error;
    }
}
const noDirectory = (path) => new Failure('volume', `${path} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`);

;// CONCATENATED MODULE: ./lib/adapters/volume/removal.js






const parallel = 4;
const removal_remove = ['--recursive', '--force', '--one-file-system', '--preserve-root=all', '--'];
async function removeTrees(processes, { fd, path }, names) {
    if (names.length === 0)
        return [];
    const mounts = readMounts();
    const real = pathFromText(external_node_fs_.realpathSync.native(pinned_descriptorPath(fd)));
    const isMounted = (name) => mountedBelow(mounts, joinPath(real, pathFromText(name)));
    const prefix = `${foreignPath(fd)}/`;
    const rest = names.filter(name => !isMounted(name)).map(name => `${prefix}${name}`);
    const left = await removeAll(processes, rest);
    return [
        ...names.filter(isMounted).map(name => `${path}/${name}: something is mounted there or below`),
        ...left.map(said => said.replaceAll(prefix, `${path}/`))
    ];
}
const mountedBelow = (mounts, tree) => mounts.some(({ mountPoint }) => mountPoint === tree || mountPoint.startsWith(`${tree}/`));
async function removeAll(processes, paths) {
    if (paths.length === 0)
        return [];
    paths.forEach(closeToOthers);
    await removeInParts(processes, paths);
    const rest = { args: [...removal_remove, ...paths] };
    if ((await processes.run('rm', rest)).status === 0)
        return [];
    const isLocked = ['-xdev', '-type', 'd', '!', '-perm', '-0700'];
    for (const path of paths) {
        await processes.run('find', { args: [path, ...isLocked, '-exec', 'chmod', 'u+rwx', '--', '{}', ';'] });
    }
    const second = await processes.run('rm', rest);
    return second.status === 0 ? [] : second.stderr.split('\n').filter(line => line !== '');
}
function closeToOthers(path) {
    try {
        if ((0,external_node_fs_.lstatSync)(path).isDirectory())
            (0,external_node_fs_.chmodSync)(path, 0o700);
    }
    catch (error) {
        if (failure_codeOf(error) === undefined)
            throw error;
    }
}
async function removeInParts(processes, paths) {
    const parts = [];
    await processes.run('find', {
        args: [...paths, '-xdev', '-mindepth', '2', '-maxdepth', '2', '-type', 'd', '-print0'],
        onStdout: piece => parts.push(piece)
    });
    if (parts.length === 0)
        return;
    const xargs = ['--null', `--max-procs=${parallel}`, '--max-args=16', '--no-run-if-empty', 'rm', ...removal_remove];
    await processes.run('xargs', { args: xargs, input: parts });
}
function removeFile(file) {
    try {
        (0,external_node_fs_.unlinkSync)(file);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT' && failure_codeOf(error) !== 'EISDIR')
            throw error;
    }
}
function namesIn(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/known-damage-file.js





function known_damage_file_knownDamage(layout) {
    try {
        return { damaged: decodeKnownDamage(readOwnFile(layout.damaged, mostDamageBytes)) };
    }
    catch (error) {
        return failure_codeOf(error) === 'ENOENT' ? { damaged: [] } : { damaged: [], problem: failure_messageOf(error) };
    }
}
function keepDamage(layout, damaged) {
    if (damaged.length === 0)
        removeFile(layout.damaged);
    else
        writeDurably(layout.damaged, [encodeKnownDamage(damaged)], 0o640);
    syncPath(layout.own);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/lock.js







const busy = 75;
const descriptor = 3;
const longestHolder = 4096;
async function lockFile(processes, file, holder, timeoutMs, onWait) {
    const fd = lock_open(file);
    try {
        if (!(await flock(processes, fd, ['--nonblock']))) {
            onWait(lock_holderOf(file));
            const seconds = Math.max(timeoutMs / 1000, 0.001);
            if (!(await flock(processes, fd, ['--timeout', String(seconds)]))) {
                throw new Failure('locked', `The series is still being written by ${lock_holderOf(file)} after ${formatDuration(timeoutMs)}. Wait for that run, or raise "lock-timeout".`);
            }
        }
        (0,external_node_fs_.ftruncateSync)(fd, 0);
        (0,external_node_fs_.writeSync)(fd, `${holder}\n`);
        return {
            fd,
            release: () => {
                (0,external_node_fs_.closeSync)(fd);
            }
        };
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
}
const tryLock = (processes, fd) => flock(processes, fd, ['--nonblock']);
function tryLockAtOnce(fd) {
    const args = ['--exclusive', '--nonblock', String(descriptor)];
    const stdio = ['ignore', 'ignore', 'ignore', fd];
    return (0,external_node_child_process_.spawnSync)('flock', args, { env: cleanEnvironment(process.env), stdio: [...stdio] }).status === 0;
}
const shareLock = (processes, fd, timeoutMs) => flock(processes, fd, ['--timeout', String(timeoutMs / 1000)], '--shared');
function lock_open(file) {
    const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o660);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ELOOP')
            throw error;
        throw new Failure('volume', `The lock ${file} is a symlink, where a file of its own belongs. Remove the link.`);
    }
    if ((0,external_node_fs_.fstatSync)(fd).isFile())
        return fd;
    (0,external_node_fs_.closeSync)(fd);
    throw new Failure('volume', `The lock ${file} is not a regular file. Remove it, while no run writes the series.`);
}
async function flock(processes, fd, how, kind = '--exclusive') {
    const args = [kind, ...how, '--conflict-exit-code', String(busy), String(descriptor)];
    const result = await processes.run('flock', { args, inherit: fd });
    if (result.status === 0)
        return true;
    if (result.status === busy)
        return false;
    const said = result.stderr.trim();
    throw new Failure('locked', `The lock could not be taken: flock ended with status ${result.status}${said === '' ? '' : ` (${said})`}. The volume's filesystem may not support flock(2).`);
}
function lock_holderOf(file) {
    const fd = openRegular(file, readFlags);
    try {
        const bytes = Buffer.alloc(longestHolder);
        const text = bytes.toString('utf8', 0, (0,external_node_fs_.readSync)(fd, bytes)).trim();
        return text === '' ? 'another run' : display_showText(text);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/lost-trees.js







const ending = '.json';
function lostTrees(layout) {
    const isIn = (place, id) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(place, id), { throwIfNoEntry: false })?.isDirectory() ?? false;
    const places = [layout.series, layout.partial, layout.trash, layout.series];
    return namesIn(layout.records)
        .flatMap(file => (file.endsWith(ending) ? file.slice(0, -ending.length) : []))
        .filter(id => isSnapshotId(id) && !places.some(place => isIn(place, id)) && (0,external_node_fs_.existsSync)(layout.record(id)))
        .map(id => ({ id, isAdopted: isAdopted(layout.record(id)) }));
}
function isAdopted(file) {
    try {
        return decodeRecord(readOwnFile(file, mostRecordBytes)).tags.includes(adoptedTag);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/read-lock.js




const longestRemovalMs = 10_000;
async function readSnapshot(processes, layout, id) {
    const fd = openRecord(layout, id);
    try {
        if (!(await shareLock(processes, fd, longestRemovalMs))) {
            throw new Failure('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`);
        }
        if (!isStillThere(layout, id, (0,external_node_fs_.fstatSync)(fd, { bigint: true }).ino))
            throw gone(layout, id);
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
    return {
        release: () => {
            (0,external_node_fs_.closeSync)(fd);
            return Promise.resolve();
        }
    };
}
function openRecord(layout, id) {
    try {
        return (0,external_node_fs_.openSync)(layout.record(id), readFlags);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            throw gone(layout, id);
        throw error;
    }
}
function isStillThere(layout, id, ino) {
    return ((0,external_node_fs_.statSync)(layout.record(id), { bigint: true, throwIfNoEntry: false })?.ino === ino &&
        (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false })?.isDirectory() === true);
}
const gone = (layout, id) => new Failure('missing', `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`);

;// CONCATENATED MODULE: ./lib/adapters/volume/source-index-file.js



const source_index_file_mostBytes = 256 * 1024 * 1024;
const fileOf = (layout) => (0,external_node_path_.join)(layout.own, 'source-index');
async function sourceIndex(layout) {
    const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
    const file = await (0,promises_.open)(fileOf(layout), flags).catch(() => undefined);
    if (file === undefined)
        return undefined;
    try {
        const stat = await file.stat();
        return stat.isFile() && stat.size <= source_index_file_mostBytes ? await file.readFile() : undefined;
    }
    catch {
        return undefined;
    }
    finally {
        await file.close();
    }
}
async function keepSourceIndex(layout, index) {
    const aside = `${fileOf(layout)}.tmp`;
    await (0,promises_.rm)(aside, { force: true });
    const file = await (0,promises_.open)(aside, 'wx', 0o600);
    try {
        await file.writeFile(index);
    }
    finally {
        await file.close();
    }
    await (0,promises_.rename)(aside, fileOf(layout));
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-tree.js


const local_tree_batchSize = 500;
const hashBatchSize = 100;
function localTree(path, pool) {
    const root = pathFromText(path);
    return {
        path,
        inspect: (paths, onProgress) => lookAll(pool, root, paths, false, local_tree_storedOf, onProgress),
        hash: (paths, onProgress) => lookAll(pool, root, paths, true, digestOf, onProgress),
        names: directories => local_tree_namesIn(pool, root, directories)
    };
}
async function lookAll(pool, root, paths, hash, read, onProgress) {
    const size = hash ? hashBatchSize : local_tree_batchSize;
    let files = 0;
    let bytes = 0;
    const batches = [];
    for (let at = 0; at < paths.length; at += size) {
        const batch = paths.slice(at, at + size);
        const rows = pool.run({ kind: 'look', root, paths: batch, hash }).then(result => {
            files += batch.length;
            bytes += result.bytes;
            onProgress?.({ doing: hash ? 'reading back' : 'checking', files, bytes, totalFiles: paths.length });
            return batch.map((_, index) => read(result, index));
        });
        batches.push(rows);
    }
    return (await Promise.all(batches)).flat();
}
function local_tree_storedOf({ rows, errors, targets }, index) {
    const at = index * columns;
    const status = rows[at + column.status];
    if (status === lookStatus.gone)
        return undefined;
    if (status === lookStatus.failed)
        throw asThrown(errors.get(index) ?? 'a stored file could not be looked at');
    const type = rows[at + column.type];
    const stored = {
        type: type === typeCode.file ? 'file' : type === typeCode.dir ? 'dir' : type === typeCode.link ? 'link' : 'other',
        mode: Number(rows[at + column.mode]),
        uid: Number(rows[at + column.uid]),
        gid: Number(rows[at + column.gid]),
        size: Number(rows[at + column.size]),
        mtimeNs: (rows[at + column.mtimeSeconds] ?? 0n) * protocol_second + (rows[at + column.mtimeRest] ?? 0n),
        ino: rows[at + column.ino] ?? 0n,
        links: Number(rows[at + column.links]),
        allocated: Number(rows[at + column.allocated])
    };
    const target = targets.get(index);
    return target === undefined ? stored : { ...stored, target };
}
function asThrown(message) {
    const code = /^(E[A-Z0-9]+): /.exec(message)?.[1];
    return Object.assign(new Error(message), code === undefined ? {} : { code });
}
function digestOf(result, index) {
    const at = index * columns;
    if (result.rows[at + column.status] !== lookStatus.ok || result.rows[at + column.type] !== typeCode.file)
        return undefined;
    return result.digests.slice(index * 64, index * 64 + 64);
}
async function local_tree_namesIn(pool, root, directories) {
    const batches = [];
    for (let at = 0; at < directories.length; at += local_tree_batchSize) {
        batches.push(pool.run({ kind: 'names', root, directories: directories.slice(at, at + local_tree_batchSize) }));
    }
    return (await Promise.all(batches)).flat();
}

;// CONCATENATED MODULE: ./lib/adapters/volume/stored-tree.js




const lookBatch = 500;
const listBatch = 200;
const readBatch = { files: 100, bytes: 4 * 1024 * 1024 };
function storedTree(path, pool) {
    const root = pathFromText(path);
    return {
        ...localTree(path, pool),
        look: async (paths) => {
            const batches = slices(paths, lookBatch).map(async (batch) => {
                const result = await pool.run({ kind: 'look', root, paths: batch, hash: false });
                return batch.map((_, index) => failure(result, index) ?? local_tree_storedOf(result, index));
            });
            return (await Promise.all(batches)).flat();
        },
        reread: async (files, onRead) => {
            const batches = byBytes(files).map(async (batch) => {
                const paths = batch.map(file => file.path);
                const result = await pool.run({ kind: 'look', root, paths, hash: true });
                onRead?.(batch.length, result.bytes);
                return batch.map((_, index) => failure(result, index) ?? digestOf(result, index));
            });
            return (await Promise.all(batches)).flat();
        },
        list: async (directories) => {
            const batches = slices(directories, listBatch).map(batch => listAll(pool, root, batch));
            return (await Promise.all(batches)).flat();
        }
    };
}
function failure(result, index) {
    const status = result.rows[index * columns + column.status];
    if (status === lookStatus.unstable)
        return { unreadable: 'its size changed while it was read, or its end was not there' };
    if (status !== lookStatus.failed)
        return undefined;
    return { unreadable: inShort(result.errors.get(index) ?? 'for an unknown reason') };
}
const inShort = (message) => /^[A-Z][A-Z0-9]+: [^,]+/.exec(message)?.[0] ?? message;
async function listAll(pool, root, directories) {
    try {
        return await pool.run({ kind: 'names', root, directories });
    }
    catch (error) {
        if (error instanceof Failure)
            throw error;
        if (directories.length === 1)
            return [{ unreadable: inShort(failure_messageOf(error)) }];
        const one = directories.map(directory => listAll(pool, root, [directory]));
        return (await Promise.all(one)).flat();
    }
}
function slices(items, size) {
    const count = Math.ceil(items.length / size);
    return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
function byBytes(files) {
    const batches = [];
    let batch = [];
    let bytes = 0;
    for (const file of files) {
        if (batch.length > 0 && (batch.length >= readBatch.files || bytes + file.size > readBatch.bytes)) {
            batches.push(batch);
            batch = [];
            bytes = 0;
        }
        batch.push(file);
        bytes += file.size;
    }
    if (batch.length > 0)
        batches.push(batch);
    return batches;
}

;// CONCATENATED MODULE: ./lib/adapters/volume/trash.js







async function trash_trash(processes, layout, ids) {
    const trashed = [];
    const beingRead = [];
    for (const id of ids) {
        const claim = await claimSnapshot(processes, layout, id);
        if (claim === undefined) {
            beingRead.push(id);
            continue;
        }
        try {
            renameSurely(layout.snapshot(id), (0,external_node_path_.join)(layout.trash, id));
            trashed.push(id);
        }
        finally {
            (0,external_node_fs_.closeSync)(claim);
        }
    }
    if (trashed.length === 0)
        return { trashed, beingRead };
    syncPath(layout.series);
    syncPath(layout.trash);
    for (const id of trashed)
        for (const file of [layout.record(id), layout.manifest(id)])
            removeFile(file);
    syncPath(layout.records);
    return { trashed, beingRead };
}
async function trash_isBeingRead(processes, layout, id) {
    try {
        const claim = await claimSnapshot(processes, layout, id);
        if (claim === undefined)
            return true;
        (0,external_node_fs_.closeSync)(claim);
        return false;
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT' || failure_codeOf(error) === 'EACCES' || failure_codeOf(error) === 'EROFS')
            return false;
        throw error;
    }
}
async function claimSnapshot(processes, layout, id) {
    const fd = (0,external_node_fs_.openSync)(layout.record(id), readAndWriteFlags);
    try {
        if (await tryLock(processes, fd))
            return fd;
        (0,external_node_fs_.closeSync)(fd);
        return undefined;
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-series.js
























function localSeries(volume, name, parts) {
    const layout = seriesLayout(volume, name);
    const counted = localCounted(parts.processes, layout);
    let held;
    const holdOwn = (...names) => holdDirectory(volume, [...name.split('/'), ownDirectory, ...names]);
    const snapshotIds = () => namesIn(layout.series).filter(id => isSnapshotId(id) && isDirectory(layout.snapshot(id)));
    const listing = () => oldestFirst(snapshotIds()).flatMap(id => listed(layout, id) ?? []);
    return {
        name,
        path: layout.series,
        lock: async (holder, timeoutMs, onWait) => {
            makeSeries(volume, name);
            held = await lockFile(parts.processes, layout.lock, holder, timeoutMs, onWait);
            return {
                release: () => {
                    held?.release();
                    held = undefined;
                    return Promise.resolve();
                }
            };
        },
        clear: () => clear(holdOwn, layout, parts),
        list: () => Promise.resolve(listing().reverse()),
        lost: () => Promise.resolve(lostTrees(layout)),
        latest: () => Promise.resolve(latestState(layout)),
        pointLatest: id => {
            local_series_pointLatest(layout, id);
            return Promise.resolve();
        },
        takenIds: () => {
            const own = [layout.partial, layout.trash].flatMap(namesIn);
            const records = namesIn(layout.records).map(file => file.replace(/\.json$/, ''));
            return Promise.resolve(new Set([...namesIn(layout.series), ...own, ...records]));
        },
        manifest: id => readManifest(layout, name, id),
        tree: id => storedTree(layout.snapshot(id), parts.pool),
        read: id => readSnapshot(parts.processes, layout, id),
        inodes: ids => inodesOf(parts.processes, layout.series, ids, () => hasClones(listing())),
        isBeingRead: id => trash_isBeingRead(parts.processes, layout, id),
        trash: ids => trash_trash(parts.processes, layout, ids),
        emptyTrash: async () => {
            const left = await removeTrash(holdOwn, parts);
            const inodes = left.length === 0 ? [] : (await inodesOf(parts.processes, layout.own, ['trash'])).flat();
            return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) };
        },
        begin: id => {
            if (held === undefined)
                throw new Error('a tree is only begun under the lock');
            const partial = holdOwn('partial');
            try {
                (0,external_node_fs_.mkdirSync)(partial.at(id), { mode: 0o700 });
            }
            finally {
                partial.close();
            }
            const where = { volume, series: name, layout, id, lockFd: held.fd };
            return Promise.resolve(localPartial(where, parts));
        },
        bytesOnDisk: () => countSeries(counted, listing(), held !== undefined),
        countAdded: async (added) => {
            if (held === undefined)
                throw new Error('what was counted is only kept under the lock');
            await countAdded(counted, listing(), added);
        },
        device: () => Promise.resolve(String((0,external_node_fs_.lstatSync)(layout.series, { bigint: true }).dev)),
        sharing: inodes => namesOf(parts.processes, layout, snapshotIds(), inodes),
        hasPage: () => Promise.resolve().then(() => series_page_hasPage(layout)),
        writePage: html => Promise.resolve().then(() => {
            series_page_writePage(layout, html);
        }),
        sourceIndex: () => sourceIndex(layout),
        keepSourceIndex: index => keepSourceIndex(layout, index),
        knownDamage: () => Promise.resolve(known_damage_file_knownDamage(layout)),
        keepDamage: damaged => {
            if (held === undefined)
                throw new Error('what is known of damage is only written under the lock');
            keepDamage(layout, damaged);
            return Promise.resolve();
        }
    };
}
const hasClones = (snapshots) => snapshots.some(({ record }) => record?.clones !== undefined);
function makeSeries(volume, name) {
    const own = holdDirectory(volume, [...name.split('/'), ownDirectory], directoryMode);
    try {
        for (const place of ['records', 'manifests', 'partial', 'trash'])
            own.make(place, directoryMode);
    }
    finally {
        own.close();
    }
}
const directoryMode = 0o775;
async function clear(holdOwn, layout, parts) {
    const held = [];
    const hold = (...names) => {
        const directory = holdOwn(...names);
        held.push(directory);
        return directory;
    };
    try {
        const [partial, trash, records, manifests] = [hold('partial'), hold('trash'), hold('records'), hold('manifests')];
        const [begun, trashed] = [partial.names(), trash.names()];
        for (const id of [...begun, ...trashed]) {
            if (isDirectory(layout.snapshot(id)))
                continue;
            for (const file of [records.at(`${id}.json`), manifests.at(`${id}.mtree.gz`)])
                removeFile(file);
        }
        const left = [
            ...(await removeTrees(parts.processes, partial, begun)),
            ...(await removeTrees(parts.processes, trash, trashed))
        ];
        for (const directory of [records, manifests, hold()]) {
            const aside = directory.names().filter(name => name.endsWith('.tmp'));
            left.push(...(await removeTrees(parts.processes, directory, aside)));
        }
        return { begun, left };
    }
    finally {
        for (const directory of held)
            directory.close();
    }
}
async function removeTrash(holdOwn, parts) {
    const trash = holdOwn('trash');
    try {
        return await removeTrees(parts.processes, trash, trash.names());
    }
    finally {
        trash.close();
    }
}
function listed(layout, id) {
    try {
        return judgeRecord(id, readOwnFile(layout.record(id), mostRecordBytes));
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            return { id, damage: failure_messageOf(error) };
        return isDirectory(layout.snapshot(id)) ? { id } : undefined;
    }
}
function latestState(layout) {
    const stat = (0,external_node_fs_.lstatSync)(layout.latest, { throwIfNoEntry: false });
    if (stat === undefined)
        return { state: 'absent', target: '' };
    if (stat.isSymbolicLink())
        return { state: 'link', target: (0,external_node_fs_.readlinkSync)(layout.latest) };
    return { state: 'blocked', target: stat.isDirectory() ? 'a directory' : 'a file' };
}
function local_series_pointLatest(layout, id) {
    const aside = (0,external_node_path_.join)(layout.own, 'latest.tmp');
    (0,external_node_fs_.rmSync)(aside, { force: true });
    (0,external_node_fs_.symlinkSync)(id, aside);
    renameSurely(aside, layout.latest);
    syncPath(layout.series);
}
const isDirectory = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

;// CONCATENATED MODULE: ./lib/adapters/volume/make-links.js

const linkBatch = 500;
async function make_links_makeLinks(pool, root, steps, rootOf, onProgress) {
    let files = 0;
    const batches = [];
    for (let at = 0; at < steps.length; at += linkBatch) {
        const batch = steps.slice(at, at + linkBatch);
        const outcomes = pool.run(packed(root, batch, rootOf)).then(result => {
            files += batch.length;
            onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length });
            return batch.map((_, index) => outcomeOf(result, index));
        });
        batches.push(outcomes);
    }
    return (await Promise.all(batches)).flat();
}
function packed(root, steps, rootOf) {
    const trees = [];
    const wanted = new BigInt64Array(steps.length * wantedColumns);
    const isSame = steps.every(({ path, from }) => path === from);
    steps.forEach(({ tree, size, storedMtimeNs, mode, owner }, index) => {
        const at = index * wantedColumns;
        let number = trees.indexOf(tree);
        if (number < 0)
            number = trees.push(tree) - 1;
        wanted[at + wantedColumn.tree] = BigInt(number);
        wanted[at + wantedColumn.size] = BigInt(size);
        wanted[at + wantedColumn.mtimeSeconds] = storedMtimeNs / protocol_second;
        wanted[at + wantedColumn.mtimeRest] = storedMtimeNs % protocol_second;
        wanted[at + wantedColumn.mode] = mode === undefined ? -1n : BigInt(mode);
        wanted[at + wantedColumn.uid] = owner === undefined ? -1n : BigInt(owner.uid);
        wanted[at + wantedColumn.gid] = owner === undefined ? -1n : BigInt(owner.gid);
    });
    return {
        kind: 'link',
        root,
        trees: trees.map(rootOf),
        paths: steps.map(({ path }) => path).join('\0'),
        ...(isSame ? {} : { froms: steps.map(({ from }) => from).join('\0') }),
        wanted
    };
}
function outcomeOf({ made, failures }, index) {
    const at = index * madeColumns;
    const ino = made[at + madeColumn.ino] ?? 0n;
    const failure = ino === 0n ? failures.get(index) : undefined;
    if (failure !== undefined)
        return { linked: false, ...failure };
    return {
        linked: true,
        ino,
        allocated: Number(made[at + madeColumn.allocated]),
        links: Number(made[at + madeColumn.links])
    };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/publish-tree.js







async function publishTree(layout, id, tree, record, manifest) {
    refuseTaken(layout, id);
    await writeManifest(layout, id, manifest);
    writeDurably(layout.record(id), [record]);
    syncPath(layout.records);
    try {
        refuseTaken(layout, id);
    }
    catch (error) {
        for (const file of [layout.record(id), layout.manifest(id)])
            (0,external_node_fs_.rmSync)(file, { force: true });
        throw error;
    }
    moveIntoPlace(tree, layout.snapshot(id));
    syncPath(layout.series);
    syncPath(tree.directory);
}
function moveIntoPlace(tree, snapshot) {
    try {
        renameSurely(tree.path, snapshot);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            throw error;
        throw new Failure('volume', `The tree was removed before it could be published as ${snapshot}: ${failure_messageOf(error)}. Nothing was published; see who else works in ${tree.directory}.`, { cause: error });
    }
}
async function publishInPlace(layout, id, record, manifest) {
    await writeManifest(layout, id, manifest);
    writeDurably(layout.record(id), [record]);
    syncPath(layout.records);
}
async function writeManifest(layout, id, manifest) {
    const aside = `${layout.manifest(id)}.tmp`;
    (0,external_node_fs_.rmSync)(aside, { force: true });
    const file = (0,external_node_fs_.createWriteStream)(aside, { flags: 'wx', mode: 0o600 });
    const readersMode = await (isPacked(manifest) ? publish_tree_written(manifest, file) : packedInto(manifest, file));
    (0,external_node_fs_.chmodSync)(aside, readersMode & (0,external_node_fs_.lstatSync)(layout.manifests).mode);
    syncPath(aside);
    renameSurely(aside, layout.manifest(id));
    syncPath(layout.manifests);
}
async function publish_tree_written({ pieces, readersMode }, file) {
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(pieces), file);
    return readersMode;
}
async function packedInto(manifest, file) {
    const readers = new Readers();
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(watched(manifest, readers)), manifestGzip(), file);
    return readers.mode;
}
function refuseTaken(layout, id) {
    if ((0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) === undefined)
        return;
    throw new Failure('volume', `${layout.snapshot(id)} is there already; nothing was published.`);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-partial.js















const linksToCopyBeside = 2000;
const directoryBatch = 200;
function localPartial(where, parts) {
    const path = (0,external_node_path_.join)(where.layout.partial, where.id);
    const root = pathFromText(path);
    const tree = localTree(path, parts.pool);
    return {
        ...tree,
        makeDirectories: paths => inPlace(where, () => local_partial_makeDirectories(parts, root, paths)),
        link: (steps, onProgress) => {
            const rootOf = (tree) => tree === 'self' ? root : pathFromText(seriesLayout(where.volume, tree.series).snapshot(tree.id));
            return inPlace(where, () => make_links_makeLinks(parts.pool, root, steps, rootOf, onProgress));
        },
        linksToCopyBeside,
        copy: (request, onProgress) => inPlace(where, () => localCopy({ volume: where.volume, tree: path, lockFd: where.lockFd }, parts, request, onProgress)),
        seal: (directories, paths = [], onProgress) => inPlace(where, async () => {
            for (const entry of directories.toReversed())
                await setAttributes(parts, joinPath(root, entry.path), entry);
            await syncFilesystem(parts, path);
            return await tree.inspect(paths, onProgress);
        }),
        publish: async (record, manifest) => {
            const { layout, id } = where;
            await publishTree(layout, id, { path, directory: layout.partial }, encodeRecord(record), manifest);
            local_series_pointLatest(layout, id);
        },
        pack: packManifest
    };
}
async function local_partial_makeDirectories(parts, root, paths) {
    const make = async (some) => {
        await parts.pool.run({ kind: 'make-directories', root, paths: some });
    };
    await make(paths.filter(path => !path.includes('/')));
    const batches = [];
    let last = '';
    for (const path of paths) {
        const slash = path.indexOf('/');
        if (slash < 0)
            continue;
        const top = path.slice(0, slash);
        const batch = batches.at(-1);
        if (batch !== undefined && (top === last || batch.length < directoryBatch))
            batch.push(path);
        else
            batches.push([path]);
        last = top;
    }
    await Promise.all(batches.map(make));
}
async function inPlace({ layout, id }, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof Failure || !['ENOENT', 'ENOTDIR', 'ELOOP'].includes(failure_codeOf(error) ?? ''))
            throw error;
        throw new Failure('volume', `The tree of ${id} is not where it was made any more: ${failure_messageOf(error)}. Something else changes ${layout.own}; let nothing but this action write there. Nothing was published.`, { cause: error });
    }
}
async function setAttributes(parts, directory, entry) {
    const path = fsPath(directory);
    if (entry.owner !== undefined)
        (0,external_node_fs_.chownSync)(path, entry.owner.uid, entry.owner.gid);
    (0,external_node_fs_.chmodSync)(path, entry.mode);
    const touch = ['touch', '--no-create', `--date=@${decimalSeconds(entry.mtimeNs)}`, '--'];
    const touched = await parts.processes.run('xargs', {
        args: ['--null', ...touch],
        input: [pathBytes(directory), external_node_buffer_.Buffer.alloc(1)]
    });
    if (touched.status !== 0) {
        throw new Failure('volume', `The time of ${display_showName(directory)} could not be set: ${touched.stderr.trim()}`);
    }
}
async function syncFilesystem(parts, path) {
    const result = await parts.processes.run('sync', { args: ['--file-system', path] });
    if (result.status !== 0) {
        throw new Failure('stored', `The volume did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/old-tree.js



const old_tree_batchSize = 500;
async function readOldTree(parts, root, onProgress) {
    const entries = [];
    const specials = [];
    const end = (more) => ({ entries, specials, ...more });
    let level = ['.'];
    while (level.length > 0) {
        const look = new LookAhead(parts.pool, root, false, parts.isRoot);
        for (const path of level)
            look.add(path);
        const directories = [];
        for (const looked of await look.finish()) {
            if (looked.state === 'gone')
                return end({ unreadable: { path: looked.path, why: 'it vanished while it was read' } });
            if (looked.state === 'failed')
                return end({ unreadable: { path: looked.path, why: looked.why } });
            if (looked.state === 'other') {
                specials.push(looked.path);
                continue;
            }
            const { entry } = looked;
            entries.push(entry);
            if (entry.type !== 'dir')
                continue;
            if (entry.dev !== entries[0]?.dev)
                return end({ elsewhere: entry.path });
            directories.push(entry.path);
        }
        onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 });
        const below = await childrenOf(parts, root, directories);
        if ('why' in below)
            return end({ unreadable: below });
        level = below.paths;
    }
    return end({});
}
async function childrenOf(parts, root, directories) {
    try {
        const batches = [];
        for (let from = 0; from < directories.length; from += old_tree_batchSize) {
            const batch = directories.slice(from, from + old_tree_batchSize);
            batches.push(parts.pool.run({ kind: 'names', root, directories: batch }));
        }
        const names = (await Promise.all(batches)).flat();
        const paths = [];
        for (const [index, directory] of directories.entries()) {
            const found = names[index];
            if (found === undefined)
                return { path: directory, why: 'it vanished while it was read' };
            for (const name of found)
                paths.push(joinPath(directory, name));
        }
        return { paths };
    }
    catch (error) {
        if (error instanceof Failure || failure_codeOf(error) === undefined)
            throw error;
        return { path: '.', why: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/old-directory.js


















const probePrefix = '.snapshot-probe-';
function oldDirectory(path, volume, series, parts) {
    const layout = seriesLayout(volume, series);
    const at = (name) => joinPath(realPath(path), name);
    const now = (work) => Promise.resolve().then(work);
    return {
        path,
        state: () => now(() => stateOf(path, volume, layout)),
        names: () => now(() => old_directory_namesOf(realPath(path))),
        probeRename: () => now(() => old_directory_probeRename(path, volume)),
        begun: () => now(() => begunIn(layout)),
        read: (name, onProgress) => readOldTree(parts, at(name), onProgress),
        readSnapshot: id => readOldTree(parts, pathFromText(layout.snapshot(id))),
        hash: (name, paths, onProgress) => old_directory_hash(parts, at(name), paths, onProgress),
        sync: () => syncFilesystem(parts, layout.own),
        take: async (name, record, manifest, topMode) => {
            const tree = at(name);
            const inode = openedTree(tree, topMode);
            await old_directory_take(layout, { path: fsPath(tree), directory: path, inode }, record, manifest);
        }
    };
}
function stateOf(path, volume, layout) {
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    const none = { isSeries: false, isSameFilesystem: true };
    if (stat === undefined)
        return { kind: 'missing', ...none };
    if (!stat.isDirectory())
        return { kind: 'not-a-directory', ...none };
    const real = realPath(path);
    const isSeries = (0,external_node_fs_.existsSync)(layout.series) && realPath(layout.series) === real;
    const other = isSeries ? undefined : seriesAround(pathText(real));
    return {
        kind: 'directory',
        isSeries,
        isSameFilesystem: stat.dev === (0,external_node_fs_.statSync)(volume).dev,
        ...(other === undefined ? {} : { otherSeries: other })
    };
}
function seriesAround(path) {
    for (let directory = path;; directory = (0,external_node_path_.dirname)(directory)) {
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, ownDirectory, 'records')))
            return directory;
        if (directory === (0,external_node_path_.dirname)(directory))
            return undefined;
    }
}
function old_directory_namesOf(real) {
    const { dev } = (0,external_node_fs_.lstatSync)(fsPath(real));
    const mounts = readMounts();
    return (0,external_node_fs_.readdirSync)(fsPath(real), { encoding: 'buffer' }).flatMap((bytes) => {
        const name = pathFromBytes(bytes);
        const path = joinPath(real, name);
        const stat = (0,external_node_fs_.lstatSync)(fsPath(path), { throwIfNoEntry: false });
        if (stat === undefined)
            return [];
        if (stat.isSymbolicLink()) {
            return [{ name, kind: 'link', target: pathFromBytes((0,external_node_fs_.readlinkSync)(fsPath(path), { encoding: 'buffer' })) }];
        }
        if (!stat.isDirectory())
            return [{ name, kind: 'other' }];
        const isMount = stat.dev !== dev || mounts.some(({ mountPoint }) => isWithin(path, mountPoint));
        return [{ name, kind: isMount ? 'mount' : 'dir' }];
    });
}
function old_directory_probeRename(path, volume) {
    for (const left of namesIn(path).filter(name => name.startsWith(probePrefix)))
        removeEmpty((0,external_node_path_.join)(path, left));
    let probe;
    try {
        probe = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(path, probePrefix));
        const there = (0,external_node_path_.join)(volume, probe.slice(path.length).replaceAll('/', ''));
        (0,external_node_fs_.renameSync)(probe, there);
        probe = there;
        return { works: true };
    }
    catch (error) {
        return { works: false, why: failure_messageOf(error) };
    }
    finally {
        if (probe !== undefined)
            (0,external_node_fs_.rmdirSync)(probe);
    }
}
function removeEmpty(directory) {
    try {
        (0,external_node_fs_.rmdirSync)(directory);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOTEMPTY' && failure_codeOf(error) !== 'ENOTDIR')
            throw error;
    }
}
const begunIn = (layout) => new Set(lostTrees(layout).flatMap(({ id, isAdopted }) => (isAdopted ? [id] : [])));
async function old_directory_hash(parts, root, paths, onProgress) {
    const look = new LookAhead(parts.pool, root, true, parts.isRoot);
    for (const path of paths)
        look.add(path, onProgress);
    return (await look.finish(onProgress)).map(looked => {
        if (looked.state === 'seen')
            return looked.entry;
        const why = looked.state === 'failed' ? looked.why : 'it changed while it was read';
        throw new Failure('source', `${display_showName(joinPath(root, looked.path))} could not be read: ${why}`);
    });
}
function openedTree(tree, topMode) {
    const fd = openedDirectory(tree);
    try {
        if (topMode !== undefined)
            (0,external_node_fs_.fchmodSync)(fd, topMode);
        return (0,external_node_fs_.fstatSync)(fd, { bigint: true });
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function openedDirectory(path) {
    try {
        return (0,external_node_fs_.openSync)(fsPath(path), directoryFlags);
    }
    catch (error) {
        const said = {
            ENOENT: 'was removed before it could be published',
            ENOTDIR: 'is no directory any more',
            ELOOP: 'is no directory any more'
        };
        const why = said[failure_codeOf(error) ?? ''];
        if (why === undefined)
            throw error;
        throw new Failure('source', `${display_showName(path)} ${why}.`, { cause: error });
    }
}
async function old_directory_take(layout, tree, record, manifest) {
    const { id } = record;
    const text = encodeRecord(record);
    const isThere = (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined;
    const forget = () => {
        for (const file of [layout.record(id), layout.manifest(id)])
            (0,external_node_fs_.rmSync)(file, { force: true });
    };
    if (isThere && isAt(tree.inode, layout.snapshot(id))) {
        await publishInPlace(layout, id, text, manifest);
        return;
    }
    try {
        await publishTree(layout, id, tree, text, manifest);
    }
    catch (error) {
        const isPublished = (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined;
        if (!isPublished)
            forget();
        throw error;
    }
    if (isAt(tree.inode, layout.snapshot(id)))
        return;
    forget();
    throw new Failure('volume', `What was renamed to ${layout.snapshot(id)} is not the tree that was read; nothing was published. See who else works in ${tree.directory}.`);
}
function isAt({ dev, ino }, path) {
    const found = (0,external_node_fs_.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
    return found?.dev === dev && found.ino === ino;
}

;// CONCATENATED MODULE: ./lib/core/report/inert-json.js
const inertJson = (json) => json
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, inert_json_escape)
    .replaceAll('##[', '#\\u0023[');
const inert_json_escape = (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');

;// CONCATENATED MODULE: ./lib/core/report/adopt-json.js


const adoptReportSchema = 1;
function adoptJson(report) {
    const { trees, left, ...others } = report;
    const value = {
        schema: adoptReportSchema,
        ...others,
        trees: trees.map(({ name, id, state, why, figures }) => ({
            name: display_showName(name, Infinity),
            id,
            state,
            why,
            ...figures
        })),
        left: left.map(({ name, why }) => ({ name: display_showName(name, Infinity), why }))
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}

;// CONCATENATED MODULE: ./lib/core/report/bounded.js

const shownSentences = 10;
function bounded_bounded(sentences) {
    if (sentences.length <= shownSentences)
        return sentences;
    const shown = sentences.slice(0, shownSentences - 1);
    return [...shown, `${units_formatCount(sentences.length - shown.length)} more are in the log and in the JSON report.`];
}

;// CONCATENATED MODULE: ./lib/core/report/rows.js
function rows_aligned(rows, alignment) {
    const widths = Array.from(alignment, (_, column) => Math.max(0, ...rows.map(row => row[column]?.length ?? 0)));
    const set = (row) => widths.map((width, column) => {
        const cell = row[column] ?? '';
        return alignment[column] === 'r' ? cell.padStart(width) : cell.padEnd(width);
    });
    return rows.map(row => set(row).join('  ').trimEnd());
}
function markdownTable(rows, alignment) {
    const [head = [], ...body] = rows;
    const line = (row) => `| ${row.join(' | ')} |`;
    const rule = head.map((_, column) => (alignment[column] === 'r' ? '---:' : ':---'));
    return [line(head), line(rule), ...body.map(line)].join('\n');
}

;// CONCATENATED MODULE: ./lib/core/report/adopt-log.js




const shownLeft = 20;
const adoptLog = (report) => [outcome(report), table(report), failed(report), leftAlone(report), adopt_log_facts(report)]
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine);
function adoptFailure({ trees, path }) {
    const undone = trees.filter(({ state }) => state === 'failed');
    if (undone.length === 0)
        return undefined;
    const lines = undone.slice(0, shownLeft).map(({ name, why = '' }) => `\n  ${display_showName(name)}: ${why}`);
    const more = undone.length > lines.length ? `\n  and ${units_formatCount(undone.length - lines.length)} more` : '';
    return `${countOf(undone.length, 'tree', 'trees')} of ${units_formatCount(trees.length)} could not be adopted and ${undone.length === 1 ? 'is' : 'are'} still in ${display_showText(path)}:${lines.join('')}${more}\nWhen that is mended, run it again: it goes on where it ended.`;
}
function outcome(report) {
    const { status, trees, series, path } = report;
    const from = display_showText(path);
    const into = display_showText(series);
    const taken = trees.filter(({ state }) => state !== 'failed');
    const bytes = taken.reduce((sum, { figures }) => sum + figures.bytesOnDisk, 0);
    const added = taken.reduce((sum, { figures }) => sum + figures.bytesAdded, 0);
    const sizes = `What would be ${units_formatBytes(bytes)} as full copies takes ${units_formatBytes(added)}`;
    switch (status) {
        case 'adopted':
            return [
                `Adopted ${countOf(taken.length, 'tree', 'trees')} into ${into}`,
                `Nothing was copied. ${sizes}, as before.`
            ];
        case 'dry-run':
            return [
                'Dry run: nothing was moved',
                `A run now would adopt ${countOf(taken.length, 'tree', 'trees')} of ${from} into ${into}. ${sizes}.`
            ];
        case 'nothing':
            return ['Nothing to adopt', `There is no tree in ${from} that is not a snapshot already.`];
        case 'failed':
            return ['Failed: nothing was adopted', `No tree of ${from} could be adopted.`];
    }
}
function table({ trees, status }) {
    const taken = trees.filter(({ state }) => state !== 'failed');
    if (taken.length === 0)
        return [];
    const head = ['Old name', status === 'dry-run' ? 'Would be' : 'Snapshot', 'Files', 'Size', 'Shared', 'Added'];
    return rows_aligned([head, ...taken.map(row)], 'llrrrr').map(indented);
}
const row = ({ name, id, figures }) => [
    display_showName(name, 60),
    id,
    units_formatCount(figures.files),
    units_formatBytes(figures.bytes),
    figures.files === 0 ? '' : formatPercent(figures.filesLinked / figures.files),
    units_formatBytes(figures.bytesAdded)
];
function failed({ trees }) {
    const undone = trees.filter(({ state }) => state === 'failed');
    if (undone.length === 0)
        return [];
    return ['Not adopted', ...bounded_bounded(undone.map(({ name, why = '' }) => `${display_showName(name, 60)}: ${why}`)).map(indented)];
}
function leftAlone({ left }) {
    if (left.length === 0)
        return [];
    const rows = left.slice(0, shownLeft).map(({ name, why }) => [display_showName(name, 60), why]);
    const more = left.length > rows.length ? [`and ${units_formatCount(left.length - rows.length)} more`] : [];
    return ['Left alone', ...[...rows_aligned(rows, 'll'), ...more].map(indented)];
}
const adopt_log_facts = ({ latest, notes, durationMs }) => [
    ...bounded_bounded(notes).map(note => `- ${note}`),
    ...(latest === '' ? [] : [`- latest points to ${latest}.`]),
    `- The run took ${formatDuration(durationMs)}.`
];
const indented = (line) => `  ${line}`;

;// CONCATENATED MODULE: ./lib/inputs/input-reader.js



const variableOf = (input) => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
class InputReader {
    #env;
    #defaults;
    #mistakes = [];
    constructor(env, defaults) {
        this.#env = env;
        this.#defaults = defaults;
    }
    text(name) {
        const text = this.#env[variableOf(name)] ?? '';
        if (!text.includes('\0'))
            return text;
        this.mistake(name, text, 'has a NUL character: take it out');
        return '';
    }
    lines(name) {
        return splitLines(this.text(name));
    }
    each(name, parse) {
        return this.lines(name).flatMap(line => this.check(name, line, parse) ?? []);
    }
    optional(name, parse) {
        const text = this.text(name);
        return text === '' ? undefined : this.check(name, text, one => parse(one.trim()));
    }
    value(name, parse) {
        const given = this.optional(name, parse);
        if (given !== undefined)
            return given;
        const standard = parse(this.#defaults[name]);
        if (!standard.ok)
            throw new Error(`the default of ${name} ${standard.why}`);
        return standard.value;
    }
    check(label, text, parse) {
        const result = parse(text);
        if (result.ok)
            return result.value;
        this.mistake(label, text, result.why);
        return undefined;
    }
    mistake(label, text, why) {
        this.report(`${label}: ${quoteValue(text)} ${why}`);
    }
    report(mistake) {
        this.#mistakes.push(mistake);
    }
    finish() {
        if (this.#mistakes.length > 0)
            throw new InputFailure(this.#mistakes);
    }
}

;// CONCATENATED MODULE: ./lib/inputs/series.js


function readOwnSeries(read, defaults) {
    const matrix = read.optional('matrix', parseMatrix);
    if (read.text('name') !== '')
        return { name: read.optional('name', parseSeriesName) ?? '' };
    const parts = namePartsOf(defaults, matrix);
    if (parts !== undefined)
        return { name: read.check('name', defaultSeriesName(parts), parseSeriesName) ?? '', parts };
    read.report('name: is missing, and without a repository, job and branch (outside GitHub Actions) there is nothing to make ' +
        'a default from; give the series a name');
    return { name: '' };
}
function readSeries(read, defaults) {
    const { name, parts } = readOwnSeries(read, defaults);
    const listed = read.each('link-from', parseSeriesName);
    if (parts === undefined || listed.length > 0 || defaults.defaultBranch === undefined) {
        return { name, linkFrom: others(name, listed) };
    }
    return { name, linkFrom: others(name, [defaultSeriesName({ ...parts, refName: defaults.defaultBranch })]) };
}
const others = (name, series) => [...new Set(series)].filter(one => one !== name);
function namePartsOf({ repository, job, refName }, matrix) {
    return repository === undefined || job === undefined || refName === undefined
        ? undefined
        : { repository, job, refName, matrix };
}
const parseSeriesName = text => {
    const checked = validateSeriesName(text);
    return checked.ok ? parsed(checked.name) : wrong(checked.why);
};
const parseMatrix = text => {
    const problem = wrong('is not the JSON of a matrix: leave this input out, the action fills it in');
    try {
        const matrix = JSON.parse(text);
        return typeof matrix === 'object' && !Array.isArray(matrix) ? parsed(matrix) : problem;
    }
    catch {
        return problem;
    }
};

;// CONCATENATED MODULE: ./lib/inputs/unknown-inputs.js



function findUnknownInputs(env, known) {
    const mistakes = [];
    const warnings = [];
    if (env.GITHUB_ACTIONS !== 'true')
        return { mistakes, warnings };
    const ours = new Set(known.map(variableOf));
    const handsDown = [env.ACT, env.GITEA_ACTIONS, env.FORGEJO_ACTIONS].includes('true');
    for (const variable of Object.keys(env).sort()) {
        if (!variable.startsWith('INPUT_') || ours.has(variable))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const meant = nearest(name, known);
        if (meant === undefined)
            warnings.push(`${quoteValue(name)} is not an input of this action and has no effect`);
        else {
            const text = `${quoteValue(name)} is not an input of this action; did you mean "${meant}"?`;
            if (handsDown)
                warnings.push(text);
            else
                mistakes.push(text);
        }
    }
    return { mistakes, warnings };
}

;// CONCATENATED MODULE: ./lib/inputs/volume.js


function readVolume(read, env, mayBeNone = false) {
    if (read.text('volume') !== '')
        return check(read, 'volume', read.text('volume'));
    const standard = env.SNAPSHOT_VOLUME ?? '';
    if (standard !== '')
        return check(read, 'SNAPSHOT_VOLUME', standard);
    if (mayBeNone)
        return '';
    read.report('volume: is missing; give the absolute path of the mounted volume or ssh://user@host/path, or set SNAPSHOT_VOLUME in the environment of ' +
        'the runner (its .env file) for all workflows');
    return '';
}
function check(read, label, text) {
    const result = parseVolume(text);
    if (result.ok)
        return result.value;
    read.mistake(label, text.replace(/^([^/]*:\/\/)?([^:/@]*):[^/@]*@/, '$1$2:…@'), result.why);
    return '';
}

;// CONCATENATED MODULE: ./lib/inputs/adopt.js










const mostJobs = 64;
function readAdoptInputs(env, context) {
    const read = new InputReader(env, adoptDefaults);
    const unknown = findUnknownInputs(env, adoptInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)));
    const volume = readVolume(read, env);
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name: readOwnSeries(read, context.defaults).name,
        path: readPath(read, volume, context.workspace),
        prefix: read.check('prefix', read.text('prefix'), parsePrefix) ?? '',
        utc: read.value('utc', parseBoolean),
        lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
        dryRun: read.value('dry-run', parseBoolean),
        ...(jobs === 'auto' ? {} : { jobs }),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
function readPath(read, volume, workspace) {
    if (read.text('path') === '') {
        read.report('path: is missing; give the directory that holds the dated trees');
        return '';
    }
    return read.check('path', read.text('path'), isRemote(volume) ? parseFarPath : pathFrom(workspace)) ?? '';
}
const parseFarPath = text => {
    if (text.startsWith('/'))
        return pathFrom('/')(text);
    return wrong(isRemote(text)
        ? 'is an address: the trees are on the machine of the volume, so write their path there alone, which starts with "/"'
        : 'is relative: the trees are on the machine of the volume, so write their absolute path there, which starts with "/"');
};
const parsePrefix = text => /[/\n]/.test(text)
    ? wrong('is no start of a name: it may have neither a slash nor a newline; the directory itself belongs into "path"')
    : parsed(text);

;// CONCATENATED MODULE: ./lib/adapters/tool-suite.js


function fileOfTool(tool, path) {
    for (const directory of path.split(':')) {
        if (!directory.startsWith('/'))
            return undefined;
        const file = (0,external_node_path_.join)(directory, tool);
        try {
            (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
            if ((0,external_node_fs_.statSync)(file).isFile())
                return file;
        }
        catch {
        }
    }
    return undefined;
}
function strangersTo(witness, tools, path) {
    const known = fileOfTool(witness, path);
    if (known === undefined)
        return tools;
    return tools.filter(tool => {
        const file = fileOfTool(tool, path);
        if (file === undefined || (0,external_node_path_.dirname)(file) !== (0,external_node_path_.dirname)(known))
            return true;
        try {
            const real = (0,external_node_fs_.realpathSync)(file);
            return (0,external_node_path_.basename)(real) !== tool && real !== (0,external_node_fs_.realpathSync)(known);
        }
        catch {
            return true;
        }
    });
}

;// CONCATENATED MODULE: ./lib/adapters/local-machine.js






const tools = [
    { tool: 'flock', from: 'util-linux', sign: 'util-linux' },
    { tool: 'find', from: 'findutils', sign: 'findutils', others: ['xargs'] },
    { tool: 'touch', from: 'coreutils', sign: 'coreutils', others: ['rm', 'sync', 'du'] }
];
const restoringTools = [{ tool: 'tar', from: 'tar', sign: 'GNU tar' }];
const toAsk = (all, path) => all.flatMap(suite => [suite, ...strangersTo(suite.tool, suite.others ?? [], path).map(tool => ({ ...suite, tool }))]);
function localMachine(env) {
    const isRoot = process.getuid?.() === 0;
    const ask = (tool) => textOfVersion(tool, cleanEnvironment(env));
    return {
        isRoot,
        rsync: async () => {
            const answer = await ask('rsync');
            if (answer === undefined)
                return { state: 'absent' };
            const version = parseRsyncVersion(answer);
            return version === undefined ? { state: 'unknown', text: answer.slice(0, 200) } : { state: 'present', version };
        },
        missingPackages: async (purpose) => {
            const needed = toAsk(purpose === 'restoring' ? [...tools, ...restoringTools] : tools, env.PATH ?? '');
            const answers = await Promise.all(needed.map(async ({ tool, sign }) => (await ask(tool))?.includes(sign) === true));
            return [...new Set(needed.filter((_, index) => answers[index] !== true).map(({ from }) => from))];
        },
        installLine: packages => Promise.resolve(installLine(osRelease(), isRoot, packages))
    };
}
const textOfVersion = (tool, env) => new Promise((resolve, reject) => {
    const child = (0,external_node_child_process_.execFile)(tool, ['--version'], { env }, (error, stdout) => {
        if (error === null || typeof error.code === 'number')
            resolve(stdout);
        else if (error.code === 'ENOENT' || error.code === 'EACCES')
            resolve(undefined);
        else
            reject(new Error(`${tool} could not be asked for its version`, { cause: error }));
    });
    child.stdin?.end();
});
function osRelease() {
    for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
        try {
            return (0,external_node_fs_.readFileSync)(file, 'utf8');
        }
        catch {
        }
    }
    return '';
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(500);
;// CONCATENATED MODULE: ./lib/adapters/ssh/far-room.js
class FarRoom {
    #said;
    said(answer) {
        this.#said = answer;
    }
    changes() {
        this.#said = undefined;
    }
    take() {
        const said = this.#said;
        this.#said = undefined;
        return said;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-answer.js


class FarAnswer {
    result;
    #mark;
    #take;
    #stdout = [];
    #resolve;
    #rest = external_node_buffer_.Buffer.alloc(0);
    #isOutput = true;
    #status;
    #toCome = 0;
    #said = '';
    constructor(token, onStdout) {
        this.#mark = external_node_buffer_.Buffer.from(`\0${token} `);
        this.#take = onStdout ?? (piece => this.#stdout.push(piece));
        this.result = new Promise(resolve => {
            this.#resolve = resolve;
        });
    }
    push(piece) {
        this.#rest = this.#rest.length === 0 ? piece : external_node_buffer_.Buffer.concat([this.#rest, piece]);
        if (this.#isOutput)
            this.#output();
        return this.#isOutput ? undefined : this.#end();
    }
    #output() {
        const at = this.#rest.indexOf(this.#mark);
        const end = at === -1 ? Math.max(0, this.#rest.length - this.#mark.length + 1) : at;
        if (end > 0)
            this.#take(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(at === -1 ? end : end + this.#mark.length);
        this.#isOutput = at === -1;
    }
    #end() {
        if (this.#status === undefined) {
            const newline = this.#rest.indexOf('\n');
            if (newline === -1)
                return undefined;
            const [status = NaN, length = NaN] = this.#rest.subarray(0, newline).toString('latin1').split(' ').map(Number);
            this.#status = status;
            this.#toCome = length;
            this.#rest = this.#rest.subarray(newline + 1);
        }
        const [said, after] = [this.#rest.subarray(0, this.#toCome), this.#rest.subarray(this.#toCome)];
        this.#toCome -= said.length;
        if (this.#said.length < stderrLimit)
            this.#said += said.toString('latin1', 0, stderrLimit);
        this.#rest = external_node_buffer_.Buffer.alloc(0);
        if (this.#toCome > 0)
            return undefined;
        const stderr = this.#said.slice(0, stderrLimit);
        this.#resolve({ status: this.#status, stdout: external_node_buffer_.Buffer.concat(this.#stdout), stderr });
        return after;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-shell.js




class FarShell {
    #channel;
    #answers = [];
    #sent = Promise.resolve();
    constructor(channel) {
        this.#channel = channel;
    }
    listen() {
        this.#channel.takeOver(piece => {
            let rest = piece;
            while (rest !== undefined && rest.length > 0) {
                rest = this.#answers[0]?.push(rest);
                if (rest !== undefined)
                    this.#answers.shift();
            }
        });
        return this;
    }
    get isFree() {
        return this.#answers.length === 0 && !this.isOver;
    }
    get isOver() {
        return this.#channel.isOver;
    }
    get sent() {
        return Promise.race([this.#sent, this.#channel.ended.catch(() => undefined)]);
    }
    async run(script, values, { input, onStdout }) {
        const token = (0,external_node_crypto_.randomBytes)(16).toString('hex');
        const answer = new FarAnswer(token, onStdout);
        this.#answers.push(answer);
        const text = external_node_buffer_.Buffer.from(farScript(script, values));
        const asked = this.#sent.then(() => this.#ask(token, text, input ?? []));
        this.#sent = asked.catch(() => undefined);
        try {
            await Promise.race([asked, this.#channel.ended]);
            return await Promise.race([answer.result, this.#channel.ended.then(() => undefined)]);
        }
        catch (error) {
            void this.#channel.kill();
            throw error;
        }
    }
    async #ask(token, script, input) {
        await this.#channel.send([`${token} ${script.length}\n`, script]);
        for await (const piece of input)
            if (piece.length > 0)
                await this.#channel.send([`${piece.length}\n`, piece]);
        await this.#channel.send(['0\n']);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/last-words.js

const last_words_patienceMs = 1500;
async function endOf(master) {
    let timer;
    const late = new Promise(resolve => {
        timer = setTimeout(() => {
            resolve(undefined);
        }, last_words_patienceMs);
    });
    try {
        return await Promise.race([master.ended, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
async function lastWords(master, otherwise) {
    const said = (await endOf(master))?.stderr ?? '';
    return said === '' ? otherwise : said;
}
async function isRefused({ ended, isOver }) {
    if (!isOver)
        return false;
    try {
        return isSessionRefused((await ended).stderr);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/greeting.js







async function greet(address, shell, master) {
    const hear = () => greeting_heard(address, shell, master);
    const noise = await hear();
    if (noise !== '')
        throw noisy(address, noise);
    const first = await hear();
    if (first !== 'hello')
        throw noisy(address, first);
    const [uid, osRelease, rsync] = [await hear(), await hear(), await hear()];
    const [tar, missing] = [await hear(), await hear()];
    await hear();
    const version = parseRsyncVersion(rsync);
    const known = { isRoot: uid === '0', osRelease, hasGnuTar: tar.includes('GNU tar') };
    const far = version === undefined ? known : { ...known, rsync: version };
    const packages = [...new Set(missing.split(' ').filter(name => name !== ''))].sort();
    if (packages.length > 0) {
        throw new Failure('volume', `On ${hostText(address)}, tools of ${packages.join(', ')} that lock, measure, link and delete are missing, or lack the options that are needed. Install them there with:\n  ${installLine(osRelease, far.isRoot, packages)}`);
    }
    return far;
}
async function greeting_heard(address, shell, master) {
    const message = await shell.next();
    if (message !== undefined)
        return message;
    const said = await shell.ended.then(({ stderr }) => stderr, (error) => {
        if (failure_codeOf(error) === 'ENOENT')
            return 'sh: command not found';
        throw error;
    });
    throw connectionFailure(address, isSessionRefused(said) ? said : await lastWords(master, said), false);
}
async function notConnected(address, master) {
    try {
        const { stderr } = await master.ended;
        return connectionFailure(address, stderr, false);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            return error;
        return new Failure('volume', 'There is no ssh on this machine, with which the volume is to be reached. Install it (Debian and Ubuntu: openssh-client; Fedora: openssh-clients).', { cause: error });
    }
}
const noisy = (address, noise) => new Failure('volume', `The account ${hostText(address)} prints something at every login (${display_showText(noise.trim(), 100)}), in which no answer is to be found. Keep the shell's startup files (.bashrc, .cshrc, …) silent where there is no terminal.`);

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/serve.js
const serve_bytes = `bytes() { dd bs="$1" count=1 iflag=fullblock 2>/dev/null; }
`;
const waiting = `${serve_bytes}printf 'ready\\0'
IFS= read -r size || exit 0
script=$(bytes "\${size##*.}")
eval "$script"
`;
const serve = `exec 3>&1
${serve_bytes}pieces() {
  while IFS= read -r size; do
    size=\${size##*.}
    if [ "$size" = 0 ]; then return; fi
    bytes "$size"
  done
}
while IFS= read -r request; do
  request=\${request##*.}
  token=\${request%% *}
  script=$(bytes "\${request#* }")
  said=$({ pieces | { (eval "$script"); status=$?; cat >/dev/null; exit "$status"; } >&3; } 2>&1)
  status=$?
  printf '\\0%s %s %s\\n%s' "$token" "$status" "\${#said}" "$said"
done
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/hello.js

const hello_tools = [
    'flock:util-linux:util-linux',
    'find:findutils:findutils',
    'xargs:findutils:findutils',
    'stat:coreutils:coreutils',
    'sync:coreutils:coreutils',
    'cp:coreutils:coreutils',
    'mv:coreutils:coreutils',
    'rm:coreutils:coreutils',
    'du:coreutils:coreutils',
    'dd:coreutils:coreutils',
    'touch:coreutils:coreutils',
    'sha256sum:coreutils:coreutils',
    'timeout:coreutils:coreutils'
];
const hello = `exec 4<&0 </dev/null
printf '\\0hello\\0%s\\0' "$(id -u)"
printf '%s\\0' "$(cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null)"
printf '%s\\0' "$(rsync --version 2>/dev/null | head -n 3)"
printf '%s\\0' "$(tar --version 2>/dev/null | head -n 1)"
newline='
'
missing=$(
  for each in ${hello_tools.join(' ')}; do
    {
      tool=\${each%%:*}
      sign=\${each##*:}
      package=\${each#*:}
      package=\${package%:*}
      said=$("$tool" --version 2>/dev/null)
      case \${said%%"$newline"*} in
        *"$sign"* | *uutils*) ;;
        *) printf ' %s' "$package" ;;
      esac
    } &
  done
  wait
)
printf '%s\\0ready\\0' "$missing"
exec 0<&4 4<&-
${serve}`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/spare-sessions.js


class SpareSessions {
    #ready = [];
    #all = [];
    add(channel) {
        this.#all.push(channel);
        void channel.next().then(said => {
            if (said === 'ready')
                this.#ready.push(channel);
        });
    }
    get isNone() {
        return this.#all.length === 0;
    }
    take(script, values) {
        for (let channel = this.#ready.shift(); channel !== undefined; channel = this.#ready.shift()) {
            if (channel.isOver)
                continue;
            const text = external_node_buffer_.Buffer.from(farScript(script, values));
            void channel.send([`${text.length}\n`, text]);
            return channel;
        }
        return undefined;
    }
    async kill() {
        this.#ready.length = 0;
        await Promise.all(this.#all.splice(0).map(channel => channel.kill()));
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/ssh-args.js


const overIt = ['-o', 'ControlMaster=no', '-o', 'ProxyCommand=false'];
const sessionArgs = ({ config }, { host }, script, values) => ['-F', config, ...overIt, '--', host, farCommand(script, values)];
const untilWeEnd = String.raw `exec 3<&0; { cat <&3; kill "$PPID"; } >/dev/null 2>&1 & printf 'connected\0'`;
const sayWhenConnected = ['-o', 'PermitLocalCommand=yes', '-o', `LocalCommand=${untilWeEnd}`];
const rsyncLost = new Set([10, 12, 30, 35, sshFailed]);
const agentOf = (authSock) => authSock === undefined || authSock === '' ? {} : { SSH_AUTH_SOCK: authSock };

;// CONCATENATED MODULE: ./lib/adapters/ssh/connection.js













class Connection {
    address;
    scratch;
    room = new FarRoom();
    #parts;
    #files;
    #master;
    #shells;
    #spares = new SpareSessions();
    #far;
    #inOrder;
    #own;
    constructor(address, parts, files, master, shell) {
        this.address = address;
        this.scratch = files.directory;
        this.#parts = parts;
        this.#files = files;
        this.#master = master;
        this.#own = [shell];
        this.#inOrder = new FarShell(shell);
        this.#shells = [this.#inOrder];
    }
    static async open(address, access, parts) {
        const connection = await Connection.reach(address, access, parts);
        await connection.greeted();
        return connection;
    }
    static async reach(address, access, parts) {
        const files = privateFiles(parts.tempDir, address, access);
        const open = (...args) => openChannel(parts.processes, 'ssh', args, agentOf(parts.authSock));
        const master = open('-F', files.config, '-M', '-N', ...sayWhenConnected, '--', address.host);
        try {
            if ((await master.next()) !== 'connected')
                throw await notConnected(address, master);
            files.forgetKey();
            const session = (script) => open(...sessionArgs(files, address, script, {}));
            const connection = new Connection(address, parts, files, master, session(hello));
            for (let count = 0; count < (parts.spares ?? 0); count++)
                connection.#spares.add(session(waiting));
            return connection;
        }
        catch (error) {
            await master.kill();
            files.remove();
            throw error;
        }
    }
    async greeted() {
        try {
            this.#far = await this.#greeting(placeTries);
            this.#inOrder.listen();
        }
        catch (error) {
            await this.close();
            throw error;
        }
    }
    async #greeting(tries) {
        const [shell] = this.#own;
        try {
            return await greet(this.address, shell, this.#master);
        }
        catch (error) {
            const mayHelp = tries > 0 && (tries < placeTries || !this.#spares.isNone);
            if (!mayHelp || !(await isRefused(shell)))
                throw error;
        }
        await this.#spares.kill();
        if (tries < placeTries)
            await (0,external_node_timers_promises_.setTimeout)(200);
        this.#own[0] = this.#open(hello, {});
        this.#inOrder = new FarShell(this.#own[0]);
        this.#shells.splice(0, 1, this.#inOrder);
        return await this.#greeting(tries - 1);
    }
    get far() {
        if (this.#far === undefined)
            throw new Error('the far machine has not said yet what it is');
        return this.#far;
    }
    async run(script, values = {}, { isNext = false, isLong = false, ...more } = {}) {
        const others = this.#shells.filter(one => one !== this.#inOrder);
        const free = (shells) => shells.find(one => one.isFree);
        const isEarly = isLong && this.#far === undefined;
        const shell = isNext
            ? this.#orderly()
            : isEarly
                ? undefined
                : isLong
                    ? (free(others) ?? this.#anotherShell() ?? free(this.#shells))
                    : (free(this.#shells) ?? this.#anotherShell());
        if (shell !== undefined) {
            const answer = await shell.run(script, values, more);
            if (answer === undefined)
                throw await this.#lost('the shell that it ran ended');
            return answer;
        }
        const args = sessionArgs(this.#files, this.address, script, values);
        const result = await this.#parts.processes.run('ssh', { ...more, args, env: agentOf(this.#parts.authSock) });
        if (result.status !== sshFailed)
            return result;
        if (isSessionRefused(result.stderr))
            throw connectionFailure(this.address, result.stderr, true);
        throw await this.#lost(result.stderr);
    }
    async sent() {
        await this.#inOrder.sent;
    }
    hold(script, values) {
        return this.#spares.take(script, values) ?? this.#open(script, values);
    }
    async failureOf(result) {
        const isLost = result.status === sshFailed || (await endOf(this.#master)) !== undefined;
        return isLost ? await this.#lost(result.stderr) : undefined;
    }
    async rsync(args, more) {
        const shell = ['ssh', '-F', this.#files.config, ...overIt].join(' ');
        const result = await this.#parts.processes.run('rsync', {
            ...more,
            args: [`--rsh=${shell}`, ...args],
            env: agentOf(this.#parts.authSock)
        });
        const lost = rsyncLost.has(result.status) ? await this.failureOf(result) : undefined;
        if (lost !== undefined)
            throw lost;
        return result;
    }
    rsyncPath(path) {
        const { host } = this.address;
        return `${host.includes(':') ? `[${host}]` : host}:${path}`;
    }
    async close() {
        await Promise.all([this.#spares.kill(), ...this.#own.map(channel => channel.kill()), this.#master.kill()]);
        this.#files.remove();
    }
    #open(script, values) {
        const args = sessionArgs(this.#files, this.address, script, values);
        return openChannel(this.#parts.processes, 'ssh', args, agentOf(this.#parts.authSock));
    }
    #orderly() {
        if (this.#inOrder.isOver)
            this.#inOrder = this.#anotherShell() ?? this.#newShell();
        return this.#inOrder;
    }
    #newShell() {
        const channel = this.#open(serve, {});
        this.#own.push(channel);
        return this.#shellOf(channel);
    }
    #anotherShell() {
        const channel = this.#spares.take(serve, {});
        return channel && this.#shellOf(channel);
    }
    #shellOf(channel) {
        const shell = new FarShell(channel).listen();
        this.#shells.push(shell);
        return shell;
    }
    async #lost(said) {
        return connectionFailure(this.address, await lastWords(this.#master, said), true);
    }
}
const placeTries = 5;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-volume.js









function farVolume(name, connection, keepsOwners, packing) {
    const { path } = connection.address;
    const series = new Map();
    const known = (wanted) => {
        const found = series.get(wanted);
        if (found !== undefined)
            return found;
        const place = farPlace(wanted, connection, packing);
        const made = { place, series: farSeries(name, place) };
        series.set(wanted, made);
        return made;
    };
    let stateAhead;
    const ask = async (script, doing, input) => {
        const result = await connection.run(script, {
            volume: path,
            ...(script === probeLinks && { isRoot: keepsOwners() ? 'yes' : 'no' }),
            size: String(input?.length ?? 0)
        }, { isNext: true, ...(input && { input: [input] }) });
        if (result.status !== 0)
            throw farFailure(connection.address, result, doing);
        return result.stdout;
    };
    const askState = () => ask(volume_state, 'The volume could not be looked at');
    return {
        name,
        isSlowToAnswer: true,
        places: () => Promise.resolve([]),
        askAhead: wanted => {
            stateAhead = askState();
            stateAhead.catch(() => undefined);
            known(wanted).place.askAhead();
        },
        state: async () => {
            const ahead = stateAhead;
            stateAhead = undefined;
            return far_volume_stateFrom((await ahead?.catch(() => undefined)) ?? (await askState()));
        },
        mark: async (text) => {
            await ask(mark, 'The volume could not be marked', external_node_buffer_.Buffer.from(text));
        },
        probeLinks: async () => {
            checkRsync(connection);
            return probeFrom(await ask(probeLinks, 'Links could not be tried on the volume'));
        },
        free: async () => freeFrom(connection.room.take() ??
            (await ask(free, 'The room on the volume could not be asked for')).toString('latin1')),
        series: wanted => known(wanted).series,
        seriesNames: async () => {
            const names = await ask(seriesNames, 'The series of the volume could not be found');
            return (names
                .toString('utf8')
                .split('\0')
                .filter(found => found.includes('/'))
                .map(found => found.replace(/\/\.snapshots$/, ''))
                .sort());
        }
    };
}
function far_volume_stateFrom(answer) {
    const [kind, writable, realPath = '', mounts = '', marker, text = ''] = answer.toString('latin1').split('\0');
    return {
        kind: kind === 'directory' || kind === 'not-a-directory' ? kind : 'missing',
        isWritable: writable === 'yes',
        ...standing(parseMountinfo(pathFromLatin1(mounts)), pathFromLatin1(realPath)),
        marker: marker === 'text'
            ? judgeMarker(external_node_buffer_.Buffer.from(text, 'latin1').toString('utf8'))
            : marker === 'unreadable'
                ? { state: 'damaged', why: text }
                : { state: 'absent' }
    };
}
const pathFromLatin1 = (text) => text;
function probeFrom(answer) {
    const [hard = '', soft = '', owners = ''] = answer.toString('utf8').split('\0');
    const judged = (said) => said === 'works' ? { works: true } : { works: false, why: said.slice(said.lastIndexOf(': ') + 2) };
    return { hardLinks: judged(hard), symlinks: judged(soft), ...(owners !== '' && { owners: judged(owners) }) };
}
function freeFrom(answer) {
    const [available = 0, size = 0, blocks = 0, freeInodes = 0, inodes = 0] = answer.split(' ').map(Number);
    const free = { bytes: available * size, totalBytes: blocks * size };
    return inodes === 0 ? free : { ...free, inodes: freeInodes, totalInodes: inodes };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/absent-volume.js

function absentVolume(name, why) {
    const refuse = () => Promise.reject(new Failure('volume', why));
    return {
        name,
        places: () => Promise.resolve([]),
        state: refuse,
        mark: refuse,
        isSlowToAnswer: false,
        probeLinks: refuse,
        free: refuse,
        series: () => {
            throw new Failure('volume', why);
        },
        seriesNames: refuse
    };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/link-probe.js




const prefix = '.snapshot-probe-';
const someoneElse = { uid: 1, gid: 1 };
const oldMs = 3_600_000;
function link_probe_probeLinks(volume, isRoot) {
    clearOldProbes(volume);
    const scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(volume, prefix));
    try {
        const file = (0,external_node_path_.join)(scratch, 'file');
        (0,external_node_fs_.writeFileSync)(file, 'probe\n');
        return {
            hardLinks: tried(() => {
                (0,external_node_fs_.linkSync)(file, (0,external_node_path_.join)(scratch, 'link'));
                const [a, b] = [(0,external_node_fs_.lstatSync)(file, { bigint: true }), (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(scratch, 'link'), { bigint: true })];
                if (a.ino !== b.ino || a.nlink !== 2n)
                    throw new Error('the link that was made does not share its file');
            }),
            symlinks: tried(() => {
                const link = (0,external_node_path_.join)(scratch, 'symlink');
                (0,external_node_fs_.symlinkSync)('one', (0,external_node_path_.join)(scratch, 'new'));
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(scratch, 'new'), link);
                (0,external_node_fs_.symlinkSync)('two', (0,external_node_path_.join)(scratch, 'new'));
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(scratch, 'new'), link);
                if ((0,external_node_fs_.readlinkSync)(link) !== 'two')
                    throw new Error('a symlink could not be replaced by a rename');
            }),
            ...(isRoot && {
                owners: tried(() => {
                    const { uid, gid } = someoneElse;
                    try {
                        (0,external_node_fs_.chownSync)(file, uid, gid);
                    }
                    catch (error) {
                        if (failure_codeOf(error) === 'EINVAL')
                            return;
                        throw error;
                    }
                    const stat = (0,external_node_fs_.lstatSync)(file);
                    if (stat.uid !== uid || stat.gid !== gid)
                        throw new Error('the owner that was set is not the one that is shown');
                })
            })
        };
    }
    finally {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true });
    }
}
function clearOldProbes(volume) {
    for (const name of (0,external_node_fs_.readdirSync)(volume)) {
        if (!name.startsWith(prefix))
            continue;
        const path = (0,external_node_path_.join)(volume, name);
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true &&
            stat.uid === process.geteuid?.() &&
            systemClock.now().getTime() - stat.mtimeMs > oldMs)
            (0,external_node_fs_.rmSync)(path, { recursive: true });
    }
}
function tried(attempt) {
    try {
        attempt();
        return { works: true };
    }
    catch (error) {
        return { works: false, why: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/series-names.js





const deepest = 512;
function seriesIn(volume) {
    const found = [];
    const visit = (directory, name, depth) => {
        if (depth > deepest)
            return;
        for (const entry of directoriesIn(directory)) {
            if (entry.name === ownDirectory && name !== '')
                found.push(name);
            else if (!entry.name.startsWith('.') && !isSnapshotId(entry.name)) {
                visit((0,external_node_path_.join)(directory, entry.name), name === '' ? entry.name : `${name}/${entry.name}`, depth + 1);
            }
        }
    };
    visit(volume, '', 0);
    return found.sort();
}
function directoriesIn(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true }).filter(entry => entry.isDirectory());
    }
    catch (error) {
        if (failure_codeOf(error) === 'EACCES' || failure_codeOf(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/volume-places.js





function placesOf(path, mounts) {
    const own = mountOf(mounts, path);
    if (own === undefined)
        return [path];
    const inFilesystem = joinPath(own.root, pathBelow(own.mountPoint, path));
    const others = mounts
        .filter(({ device }) => device === own.device)
        .flatMap(({ root, mountPoint }) => {
        if (isWithin(root, inFilesystem))
            return [{ shows: path, at: joinPath(mountPoint, pathBelow(root, inFilesystem)) }];
        if (!isWithin(inFilesystem, root))
            return [];
        return [{ shows: joinPath(path, pathBelow(inFilesystem, root)), at: mountPoint }];
    })
        .filter(({ shows, at }) => at !== shows && volume_places_isSame(shows, at));
    return [...new Set([path, ...others.map(({ at }) => at)])];
}
function volume_places_isSame(a, b) {
    const [one, other] = [volume_places_identity(a), volume_places_identity(b)];
    return one !== undefined && one === other;
}
function volume_places_identity(path) {
    try {
        const { dev, ino } = (0,external_node_fs_.statSync)(fsPath(path), { bigint: true });
        return `${dev} ${ino}`;
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(failure_codeOf(error) ?? ''))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/local-volume.js













function localVolume(path, parts) {
    const realPath = () => {
        try {
            return pathFromBytes(external_node_fs_.realpathSync.native(path, { encoding: 'buffer' }));
        }
        catch (error) {
            const code = failure_codeOf(error);
            if (code === 'ENOENT' || code === 'ENOTDIR')
                return undefined;
            throw error;
        }
    };
    return {
        name: path,
        places: () => Promise.resolve().then(() => {
            const real = realPath();
            return real === undefined ? [] : placesOf(real, readMounts());
        }),
        state: () => Promise.resolve(volumeState(path, realPath() ?? pathFromText(path))),
        mark: text => {
            writeDurably((0,external_node_path_.join)(path, markerName), [text]);
            syncPath(path);
            return Promise.resolve();
        },
        isSlowToAnswer: false,
        probeLinks: () => Promise.resolve(link_probe_probeLinks(path, parts.isRoot)),
        free: () => Promise.resolve(freeOn(path)),
        series: name => localSeries(path, name, parts),
        seriesNames: () => Promise.resolve(seriesIn(path))
    };
}
function volumeState(path, realPath) {
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    return {
        kind: stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : 'not-a-directory',
        isWritable: isWritable(path),
        ...standing(readMounts(), realPath),
        marker: markerState(path)
    };
}
function markerState(path) {
    let text;
    try {
        text = readOwnFile((0,external_node_path_.join)(path, markerName), mostMarkerBytes);
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return { state: 'absent' };
        return { state: 'damaged', why: failure_messageOf(error) };
    }
    return judgeMarker(text);
}
function isWritable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
function freeOn(path) {
    const stat = (0,external_node_fs_.statfsSync)(path);
    const free = { bytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize };
    return stat.files === 0 ? free : { ...free, inodes: stat.ffree, totalInodes: stat.files };
}

;// CONCATENATED MODULE: ./lib/wiring/open-volume.js








async function openVolumeIfThere(world, inputs) {
    const none = (why) => ({
        volume: absentVolume(inputs.volume, why),
        ...onThisMachine(world, inputs)
    });
    if (inputs.volume === '')
        return none('No volume was given, and SNAPSHOT_VOLUME is not set.');
    try {
        return await openVolume(world, inputs);
    }
    catch (error) {
        if (!(error instanceof Failure) || error.kind !== 'volume')
            throw error;
        return none(error.message);
    }
}
function onThisMachine({ env, context, processes, startPool }, { jobs }) {
    const machine = localMachine(env);
    const { tempDir } = context;
    return { machine, parts: { processes, pool: startPool(jobs), clock: systemClock, isRoot: machine.isRoot, tempDir } };
}
const sparesOfASnapshot = 2;
async function openVolume(world, inputs, meanwhile) {
    const { env, context, processes } = world;
    const { volume: name, ssh } = inputs;
    const { machine, parts } = onThisMachine(world, inputs);
    const address = addressOf(name);
    if (address.kind === 'local')
        return { volume: localVolume(address.path, parts), machine, parts };
    const { SSH_AUTH_SOCK: authSock } = env;
    const reaching = Connection.reach(address, ssh ?? { strict: true }, {
        processes,
        tempDir: context.tempDir,
        ...(meanwhile !== undefined && { spares: sparesOfASnapshot }),
        ...(authSock === undefined ? {} : { authSock })
    });
    reaching.catch(() => undefined);
    meanwhile?.begin({ machine, parts });
    const connection = await reaching;
    const isRoot = () => machine.isRoot && connection.far.isRoot;
    const volume = farVolume(name, connection, isRoot, parts);
    if (meanwhile !== undefined)
        volume.askAhead(meanwhile.series);
    await connection.greeted();
    world.atEnd(() => connection.close());
    return { volume, machine: { ...machine, isRoot: isRoot() }, parts, connection };
}
function unopenedVolume(world, inputs) {
    const volume = absentVolume(inputs.volume, 'The volume was not opened, because this run writes nothing.');
    return { volume, ...onThisMachine(world, inputs) };
}

;// CONCATENATED MODULE: ./lib/wiring/adopt.js











async function adoptWith(world) {
    const { env, context, reporter } = world;
    const inputs = readAdoptInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const isTrusted = context.untrusted === undefined;
    const { volume, machine, parts, connection } = isTrusted
        ? await openVolume(world, inputs)
        : unopenedVolume(world, inputs);
    const { path, name } = inputs;
    const far = connection === undefined ? undefined : farAdoption(volume, connection, { path, name, keepOwners: machine.isRoot });
    const ports = {
        volume: far?.volume ?? volume,
        old: far?.old ?? oldDirectory(path, inputs.volume, name, parts),
        localTime: far === undefined || inputs.utc ? localTime : await far.localTime(),
        machine,
        clock: systemClock,
        reporter
    };
    const report = await adopt(inputs, context, ports, program);
    const failure = adoptFailure(report);
    return {
        log: adoptLog(report),
        json: adoptJson(report),
        outputs: () => ({}),
        ...(failure !== undefined && { failure: new Failure('source', failure) })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/shared-flags.js
const volume = {
    input: 'volume',
    takes: '<path>',
    help: 'Absolute path of the mounted volume that holds all snapshots, or its address over ssh: ssh://user@host/path, user@host:/path.',
    otherwise: '$SNAPSHOT_VOLUME'
};
const ssh = {
    title: 'Over ssh',
    flags: [
        {
            input: 'ssh-key',
            takes: '<file>',
            help: 'The private key for a volume over ssh.',
            otherwise: 'your own keys and agent'
        },
        {
            input: 'ssh-known-hosts',
            takes: '<file>',
            help: 'Known hosts to trust besides those of the user and the system, as ssh-keyscan prints them.'
        },
        { input: 'ssh-strict', help: 'Refuse a host whose key is not known.' }
    ]
};
const dryRun = (help) => ({ input: 'dry-run', help });
const rule = (input, takes, help) => ({ input, takes, help });
const retention = {
    title: 'Retention (without any rule: --keep-last 7 and --keep-within 30d)',
    flags: [
        rule('keep-last', '<count>', 'Keep the newest so many snapshots.'),
        rule('keep-hourly', '<count>', 'Keep the newest snapshot of each of so many hours that have one.'),
        rule('keep-daily', '<count>', 'Keep the newest snapshot of each of so many days that have one.'),
        rule('keep-weekly', '<count>', 'Keep the newest snapshot of each of so many weeks that have one.'),
        rule('keep-monthly', '<count>', 'Keep the newest snapshot of each of so many months that have one.'),
        rule('keep-yearly', '<count>', 'Keep the newest snapshot of each of so many years that have one.'),
        rule('keep-within', '<age>', 'Keep every snapshot that is not older than this when the newest was taken: 36h, 14d, 8w, 6m (months), 1y.'),
        rule('retention-days', '<days>', 'The same as keep-within in days: 30.'),
        {
            input: 'keep-tags',
            takes: '<tag>',
            repeats: true,
            help: 'Keep every snapshot that has one of these tags.'
        },
        rule('min-free-space', '<amount>', 'Beyond the rules, remove the oldest unpinned snapshots until so much is free on the volume: 20G, 10%.'),
        rule('min-free-inodes', '<amount>', 'Beyond the rules, remove the oldest unpinned snapshots until so many inodes are free: 100000, 5%.'),
        rule('max-size', '<amount>', 'Beyond the rules, remove the oldest unpinned snapshots until the series takes no more than this on the disk: 500G, 50% of the filesystem.')
    ]
};

;// CONCATENATED MODULE: ./lib/cli/commands/adopt.js



const adopt_adopt = {
    name: 'adopt',
    summary: 'take dated trees of another script into a series',
    description: 'Makes a directory of dated trees (2024-01-10, 2024-01-10_12:00:00, …, with or without a link to the newest) a series of snapshots, without copying a file. They have to lie on the filesystem of the volume; with a volume over ssh, on its machine.',
    operands: [
        {
            input: 'path',
            shown: '<directory>',
            help: 'The directory that holds the dated trees; with a volume over ssh, its absolute path there.'
        }
    ],
    groups: [
        {
            title: 'Where to',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series that the trees become snapshots of.',
                    otherwise: 'in GitHub Actions that of this job, else none'
                },
                rule('lock-timeout', '<time>', 'How long to wait for another run that is writing the same series, in seconds, minutes or hours: 30s, 10m, 2h.')
            ]
        },
        {
            title: 'How',
            flags: [
                rule('prefix', '<text>', 'What stands before the date in the names of the trees, such as daily-.'),
                {
                    input: 'utc',
                    help: 'Names that say no time zone are in UTC, and not in the time of the machine that has them.'
                },
                rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
                dryRun('Tell what would be adopted, but write and move nothing.')
            ]
        },
        ssh
    ],
    examples: [
        {
            says: 'What would become of them?',
            line: 'snapshot-action adopt /mnt/backup/old --volume /mnt/backup --name octo/app --dry-run'
        },
        { says: 'Adopt them', line: 'snapshot-action adopt /mnt/backup/old --volume /mnt/backup --name octo/app' },
        {
            says: 'Trees that are called daily-2024-01-10',
            line: 'snapshot-action adopt /mnt/backup/old --prefix daily- --utc --volume /mnt/backup --name octo/app'
        },
        {
            says: 'Trees on the machine of a volume over ssh',
            line: 'snapshot-action adopt /srv/old --volume ssh://me@nas/srv/snapshots --name octo/app'
        }
    ],
    defaults: adoptDefaults,
    run: adoptWith
};

;// CONCATENATED MODULE: ./lib/inputs/diff-names.js

const diffDefaults = {
    ...sshDefaults,
    limit: '50',
    all: 'false'
};
const diff_names_withoutDefault = ['volume', 'name', 'name-b', 'from', 'to', 'matrix', ...sshInputNames];
const diffInputNames = [
    ...diff_names_withoutDefault,
    ...Object.keys(diffDefaults)
];

;// CONCATENATED MODULE: ./lib/core/tree-diff.js



function diffTrees(before, after) {
    const olds = new Map(before.map(entry => [entry.path, entry]));
    const news = new Map(after.map(entry => [entry.path, entry]));
    const pairs = [];
    for (const entry of after) {
        const old = olds.get(entry.path);
        if (old === undefined)
            continue;
        pairs.push({ before: old, after: entry, differences: differencesOf(old, entry) });
    }
    const gone = before.filter(({ path }) => !news.has(path));
    const come = after.filter(({ path }) => !olds.has(path));
    const moved = pairMoved(gone, come);
    const movedFrom = new Set(moved.map(pair => pair.before));
    const movedTo = new Set(moved.map(pair => pair.after));
    const differing = pairs.filter(({ differences }) => differences.length > 0);
    return {
        added: come.filter(entry => !movedTo.has(entry)).sort(largestFirst),
        removed: gone.filter(entry => !movedFrom.has(entry)).sort(largestFirst),
        changed: differing.filter(isOfContent).sort(largestPairFirst),
        moved: moved.sort(largestPairFirst),
        attributes: differing.filter(pair => !isOfContent(pair)).sort(largestPairFirst),
        unchanged: pairs.length - differing.length
    };
}
const isEqual = ({ added, removed, changed, moved, attributes }) => [added, removed, changed, moved, attributes].every(list => list.length === 0);
const isOfContent = ({ differences }) => differences.some(difference => difference === 'type' || difference === 'content' || difference === 'target');
function differencesOf(before, after) {
    if (before.type !== after.type)
        return ['type'];
    return [
        ...(before.sha256 !== after.sha256 ? ['content'] : []),
        ...(before.target !== after.target ? ['target'] : []),
        ...attributesOf(before, after)
    ];
}
const attributesOf = (before, after) => [
    ...(entry_sourceModeOf(before) !== entry_sourceModeOf(after) ? ['mode'] : []),
    ...(before.owner !== undefined && after.owner !== undefined && !sameOwner(before.owner, after.owner)
        ? ['owner']
        : [])
];
function pairMoved(gone, come) {
    const sources = byContent(gone);
    return [...byContent(come)].flatMap(([sha256, to]) => {
        const from = sources.get(sha256) ?? [];
        const names = groupBy(from, tree_diff_nameOf);
        const named = [...groupBy(to, tree_diff_nameOf)].flatMap(([name, entries]) => zip(names.get(name) ?? [], entries));
        const taken = new Set(named.flat());
        const isLeft = (entry) => !taken.has(entry);
        return [...named, ...zip(from.filter(isLeft), to.filter(isLeft))].map(([before, after]) => ({
            before,
            after,
            differences: attributesOf(before, after)
        }));
    });
}
const byContent = (entries) => groupBy(entries.filter(({ size, sha256 }) => size > 0 && sha256 !== undefined).sort((a, b) => comparePaths(a.path, b.path)), ({ sha256 }) => String(sha256));
const zip = (from, to) => from.flatMap((entry, at) => {
    const other = to[at];
    return other === undefined ? [] : [[entry, other]];
});
const tree_diff_nameOf = ({ path }) => path.slice(path.lastIndexOf('/') + 1);
const largestFirst = (a, b) => b.size - a.size || comparePaths(a.path, b.path);
const largestPairFirst = (a, b) => tree_diff_sizeOf(b) - tree_diff_sizeOf(a) || comparePaths(a.after.path, b.after.path);
const tree_diff_sizeOf = ({ before, after }) => Math.max(before.size, after.size);

;// CONCATENATED MODULE: ./lib/actions/check-reading.js




async function checkReading(volume, machine, purpose) {
    const name = quoteValue(volume.name);
    const { kind, marker, mountPoint, filesystem } = await volume.state();
    if (kind === 'missing') {
        throw new Failure('volume', `The volume ${name} does not exist. Is it mounted? Mount it before the run.`);
    }
    if (kind === 'not-a-directory')
        throw new Failure('volume', `The volume ${name} is not a directory.`);
    if (marker.state === 'damaged') {
        throw new Failure('volume', `The marker of the volume ${name} cannot be used: ${marker.why}. If this really is the volume, mark it again:\n  ${markByHand(volume.name)}`);
    }
    if (marker.state === 'absent') {
        throw new Failure('volume', `The directory ${name} is not marked as a volume. It lies on ${mountPoint} (${filesystem}); if the volume is not mounted just now, mount it. If it holds snapshots all the same, mark it again:\n  ${markByHand(volume.name)}`);
    }
    await checkTools(machine, purpose);
}

;// CONCATENATED MODULE: ./lib/core/moment-text.js

const moment_text_form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const mostOffsetHours = 14;
function parseMoment(text) {
    const match = moment_text_form.exec(text);
    if (match === null) {
        return {
            ok: false,
            why: 'names no moment: write a date such as 2026-11-19 (its first moment in UTC), a moment such as 2026-11-19T02:00Z or 2026-11-19T02:00:00+01:00, or an id'
        };
    }
    const [, date = '', time, seconds = ':00', zone] = match;
    if (time !== undefined && zone === undefined) {
        return {
            ok: false,
            why: `does not say of which time zone it is: write ${date}T${time}Z for UTC, or an offset such as ${date}T${time}+01:00`
        };
    }
    const ms = moment_text_momentOf(date, `${time ?? '00:00'}${seconds}`, zone ?? 'Z');
    return ms === undefined
        ? { ok: false, why: 'is a moment that no calendar and no clock has: look at its month, day, hour and offset' }
        : { ok: true, ms };
}
function moment_text_momentOf(date, time, zone) {
    const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
    const isOnCalendar = parseSnapshotId(`${date}T00-00-00Z`) !== undefined && !time.startsWith('24');
    if (!isOnCalendar || Number(hours) > mostOffsetHours || Number(minutes) > 59)
        return undefined;
    const [clock, fraction = ''] = time.split('.');
    const ms = Date.parse(`${date}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${sign}${hours}:${minutes}`);
    return Number.isNaN(ms) ? undefined : ms;
}

;// CONCATENATED MODULE: ./lib/core/selector.js





const selectorPrefixes = ['commit', 'run', 'tag', 'before'];
function parseSelector(text) {
    if (text === 'latest')
        return right({ by: 'latest' });
    if (isStartOfId(text))
        return right({ by: 'id', start: text });
    const [, prefix, value = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    switch (prefix) {
        case 'commit':
            return /^[0-9a-f]{4,64}$/i.test(value)
                ? right({ by: 'commit', sha: value.toLowerCase() })
                : selector_wrong('names no commit: after "commit:" comes a SHA or the start of one, 4 to 64 hexadecimal digits');
        case 'run':
            return /^\d{1,20}$/.test(value)
                ? right({ by: 'run', id: value })
                : selector_wrong('names no run: after "run:" come the digits of its id, as in the address of the run');
        case 'tag':
            return isTag(value)
                ? right({ by: 'tag', word: value })
                : selector_wrong('names no tag: after "tag:" come up to 64 letters, digits, ".", "_" or "-"');
        case 'before': {
            const id = parseSnapshotId(value);
            if (id !== undefined)
                return right({ by: 'before', momentMs: orderMs(id.moment, id.serial) });
            const moment = parseMoment(value);
            return moment.ok ? right({ by: 'before', momentMs: moment.ms }) : moment;
        }
        default:
            return selector_wrong(`is not a way to name a snapshot: write latest, an id or the start of one (2026-11-19, 2026-11-19T02), commit:<sha>, run:<id>, tag:<word> or before:<moment>${meant(text)}`);
    }
}
function meant(text) {
    if (/^\d{5,20}$/.test(text))
        return `; did you mean "run:${text}"?`;
    return /^[0-9a-f]{7,64}$/i.test(text) ? `; did you mean "commit:${text}"?` : '';
}
const moments = ['0000-01-01T00-00-00Z', '0000-10-10T00-00-00Z'];
const serials = ['2', '0'];
const isStartOfId = (text) => text.length >= 4 && [...moments.map(id => id.slice(text.length)), ...serials].some(tail => isSnapshotId(text + tail));
const orderMs = (moment, serial) => moment.getTime() + (serial - 1) / 16;
const right = (selector) => ({ ok: true, selector });
const selector_wrong = (why) => ({ ok: false, why });
function selectorText(selector) {
    switch (selector.by) {
        case 'latest':
            return 'latest';
        case 'id':
            return selector.start;
        case 'commit':
            return `commit:${selector.sha}`;
        case 'run':
            return `run:${selector.id}`;
        case 'tag':
            return `tag:${selector.word}`;
        case 'before':
            return `before:${momentText(selector.momentMs)}`;
    }
}
const momentText = (ms) => new Date(Math.floor(ms)).toISOString().replace('.000Z', 'Z');
function selectSnapshot(selector, listed, latest, now) {
    const complete = listed.filter(isRecorded);
    const last = (matching, what) => foundOr(currentSnapshot(matching, latest, now), listed, what);
    switch (selector.by) {
        case 'latest':
            return last(complete, 'complete snapshot');
        case 'id':
            return selectById(selector.start, listed);
        case 'commit': {
            const commitOf = ({ record }) => record.run.commit?.toLowerCase() ?? '';
            const matching = complete.filter(one => commitOf(one).startsWith(selector.sha));
            if (new Set(matching.map(commitOf)).size > 1)
                return ambiguous(matching);
            return last(matching, `snapshot of the commit ${selector.sha}`);
        }
        case 'run': {
            const matching = complete.filter(({ record }) => record.run.runId === selector.id);
            return last(matching, `snapshot of the run ${selector.id}`);
        }
        case 'tag': {
            const matching = complete.filter(({ record }) => record.tags.includes(selector.word));
            return last(matching, `snapshot with the tag ${selector.word}`);
        }
        case 'before': {
            const newest = complete.find(({ id }) => orderOf(id) < selector.momentMs);
            return foundOr(newest, listed, `snapshot from before ${momentText(selector.momentMs)}`);
        }
    }
}
function selectById(start, listed) {
    const exact = listed.filter(({ id }) => id === start);
    const meant = exact.length > 0 ? exact : listed.filter(({ id }) => id.startsWith(start));
    const usable = meant.filter(isRecorded);
    if (usable.length > 1)
        return ambiguous(usable);
    const [tree, ...others] = meant;
    if (usable.length === 0 && tree !== undefined && others.length === 0)
        return { state: 'none', why: whyUnusable(tree), unusable: tree.id };
    return foundOr(usable[0], listed, `complete snapshot whose id starts with ${start}`);
}
const whyUnusable = ({ id, damage }) => damage === undefined
    ? `holds a tree ${id} without a record: it was not taken by this program, and nothing says what should be in it`
    : `holds the snapshot ${id}, but its record cannot be used (${damage})`;
function foundOr(one, listed, what) {
    if (one !== undefined)
        return { state: 'found', id: one.id, record: one.record };
    return { state: 'none', why: `has no ${what}; ${whatIsThere(listed)}` };
}
function whatIsThere(listed) {
    const without = listed.filter(one => !isRecorded(one)).length;
    const [newest] = listed;
    const oldest = listed.at(-1);
    if (newest === undefined || oldest === undefined)
        return 'it has none at all';
    const which = listed.length === 1 ? newest.id : `the newest ${newest.id}, the oldest ${oldest.id}`;
    const unusable = without === 0 ? '' : `, ${units_formatCount(without)} of them without a usable record`;
    return `it has ${countOf(listed.length, 'snapshot', 'snapshots')}${unusable}: ${which}`;
}
const ambiguous = (ones) => ({ state: 'ambiguous', ids: ones.map(({ id }) => id) });
const isRecorded = (one) => one.record !== undefined;
function orderOf(id) {
    const parsed = parseSnapshotId(id);
    return parsed === undefined ? Infinity : orderMs(parsed.moment, parsed.serial);
}

;// CONCATENATED MODULE: ./lib/actions/choose-snapshot.js







async function chooseSnapshot(volume, names, selector, now) {
    const whys = [];
    for (const name of new Set(names)) {
        const series = volume.series(name);
        const listed = await series.list();
        const latest = await series.latest();
        const target = latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined;
        const selected = selectSnapshot(selector, listed, target, now);
        switch (selected.state) {
            case 'found':
                return { state: 'found', series, record: selected.record, listed, matchedName: name };
            case 'ambiguous':
                throw choose_snapshot_tooMany(selector, series, selected.ids);
            case 'none':
                whys.push((listed.length === 0 ? await whyNothing(volume, name, selected.why) : sentence(series, listed, selected)) +
                    (selector.by === 'id' ? await whyLost(series, selector.start) : ''));
        }
    }
    return { state: 'none', why: whys.join('\n') };
}
function choose_snapshot_tooMany(selector, series, ids) {
    const what = selector.by === 'commit' ? 'of several commits' : 'of several ids';
    return new InputFailure([
        `${quoteValue(selectorText(selector))} is the start ${what} in the series ${quoteValue(series.name)}: ${firstInline(ids, id => id)}. Write more of it.`
    ]);
}
async function whyNothing(volume, name, why) {
    const names = await volume.seriesNames();
    if (names.includes(name))
        return `The series ${quoteValue(name)} ${why}.`;
    const what = `There is no series ${quoteValue(name)} on the volume ${quoteValue(volume.name)}`;
    return `${what}${didYouMean(name, names)}.`.replace(/\?\.$/, '?');
}
async function whyLost(series, start) {
    const ids = (await series.lost()).flatMap(({ id }) => (id.startsWith(start) ? [id] : []));
    if (ids.length === 0)
        return '';
    return ` Of ${firstInline(ids, id => id)} there is a record, and ${ids.length === 1 ? 'its directory is' : 'their directories are'} gone: moved away, or removed by hand?`;
}
function sentence(series, listed, { why, unusable }) {
    const said = `The series ${quoteValue(series.name)} ${why}.`;
    if (unusable === undefined)
        return said;
    const isForeign = listed.some(({ id, damage }) => id === unusable && damage === undefined);
    const adopt = isForeign ? ' "snapshot-action adopt" makes a snapshot of it.' : '';
    return `${said}${adopt} Its files can be copied by hand:\n  ${copyByHand(series, unusable)}`;
}
const copyByHand = (series, id) => `rsync -a -- ${shellWord(`${series.path}/${id}/`)} restored/`;

;// CONCATENATED MODULE: ./lib/actions/read-manifest.js




async function read_manifest_readManifest(series, record) {
    const { id, digest } = record;
    let entries;
    try {
        entries = await series.manifest(id);
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        throw unusable(series, id, failure_codeOf(error) === 'ENOENT' ? 'is missing' : `cannot be used: ${failure_messageOf(error)}`, error);
    }
    if (manifestDigest(entries) !== digest)
        throw unusable(series, id, 'is not the one that its record tells of');
    return entries;
}
function unusable(series, id, what, cause) {
    return new Failure('stored', `The manifest of ${id} in the series ${quoteValue(series.name)} ${what}. Without it nothing says what the files should be. Take the snapshot before it (before:${id}), or copy what is there by hand, unchecked:\n  ${copyByHand(series, id)}`, cause === undefined ? {} : { cause });
}

;// CONCATENATED MODULE: ./lib/actions/diff.js







async function diff(inputs, ports, program) {
    const { volume, machine, reporter } = ports;
    const { before, after } = await reporter.phase('Find the snapshots', async () => {
        await checkReading(volume, machine);
        return await findBoth(inputs, ports);
    });
    return await reporter.phase('Compare', async () => {
        const [old, now] = [await diff_entriesOf(before), await diff_entriesOf(after)];
        return {
            volume: inputs.volume,
            before: sideOf(before),
            after: sideOf(after),
            diff: diffTrees(old, now),
            rows: inputs.rows,
            program
        };
    });
}
async function findBoth({ name, otherName = name, from, to = { by: 'latest' } }, ports) {
    const after = await find(ports, otherName, to);
    if (from !== undefined)
        return { before: await find(ports, name, from), after };
    if (otherName !== name)
        return { before: await find(ports, name, { by: 'latest' }), after };
    return { before: theOneBefore(after), after };
}
async function find({ volume, clock }, name, selector) {
    const chosen = await chooseSnapshot(volume, [name], selector, clock.now());
    if (chosen.state === 'found')
        return chosen;
    throw new Failure('missing', chosen.why);
}
function theOneBefore({ series, record, listed }) {
    const earlier = listed.flatMap(one => one.record !== undefined && compareSnapshotIds(one.id, record.id) < 0 ? [one.record] : []);
    const [newest] = earlier;
    if (newest !== undefined)
        return { series, record: newest, listed };
    throw new Failure('missing', `${record.id} is the oldest complete snapshot of the series ${quoteValue(series.name)}: there is none before it to compare it with. Name two snapshots, or another series.`);
}
async function diff_entriesOf({ series, record }) {
    const lock = await series.read(record.id);
    try {
        return await read_manifest_readManifest(series, record);
    }
    finally {
        await lock.release();
    }
}
const sideOf = ({ series, record }) => ({
    series: series.name,
    record,
    path: `${series.path}/${record.id}`
});

;// CONCATENATED MODULE: ./lib/core/report/diff-model.js

const diffLists = (/* unused pure expression or super */ null && (['added', 'removed', 'changed', 'moved', 'attributes']));
const statusOf = ({ diff }) => (isEqual(diff) ? 'equal' : 'different');

;// CONCATENATED MODULE: ./lib/core/report/diff-totals.js
const entryTotals = (entries) => ({
    files: entries.filter(({ type }) => type === 'file').length,
    directories: entries.filter(({ type }) => type === 'dir').length,
    symlinks: entries.filter(({ type }) => type === 'link').length,
    bytes: diff_totals_bytesOf(entries)
});
function pairTotals(pairs) {
    const after = pairs.map(pair => pair.after);
    return { ...entryTotals(after), bytesMore: diff_totals_bytesOf(after) - diff_totals_bytesOf(pairs.map(pair => pair.before)) };
}
const diff_totals_bytesOf = (entries) => entries.reduce((sum, { size }) => sum + size, 0);

;// CONCATENATED MODULE: ./lib/core/report/diff-json.js






const diffReportSchema = 1;
function diffJson(report) {
    const { added, removed, changed, moved, attributes, unchanged } = report.diff;
    const value = {
        schema: diffReportSchema,
        status: statusOf(report),
        volume: report.volume,
        before: side(report.before),
        after: side(report.after),
        totals: {
            added: entryTotals(added),
            removed: entryTotals(removed),
            changed: pairTotals(changed),
            moved: pairTotals(moved),
            attributes: pairTotals(attributes),
            unchanged
        },
        added: added.map(entry => ({ ...diff_json_named('path', entry.path), ...said(entry) })),
        removed: removed.map(entry => ({ ...diff_json_named('path', entry.path), ...said(entry) })),
        changed: changed.map(diff_json_samePath),
        moved: moved.map(({ before, after, differences }) => ({
            ...diff_json_named('from', before.path),
            ...diff_json_named('to', after.path),
            differences,
            before: said(before),
            after: said(after)
        })),
        attributes: attributes.map(diff_json_samePath),
        program: report.program
    };
    return `${inertJson(JSON.stringify(value, null, 2))}\n`;
}
const side = ({ series, record, path }) => ({
    series,
    snapshot: record.id,
    path,
    startedAt: record.startedAt,
    files: record.files,
    bytes: record.bytes,
    digest: record.digest
});
const diff_json_samePath = ({ before, after, differences }) => ({
    ...diff_json_named('path', after.path),
    differences,
    before: said(before),
    after: said(after)
});
const said = (entry) => ({
    type: entry.type,
    ...(entry.type === 'file' && { bytes: entry.size }),
    mode: entry_sourceModeOf(entry).toString(8).padStart(4, '0'),
    ...(entry.owner !== undefined && { owner: entry.owner }),
    ...(entry.sha256 !== undefined && { sha256: entry.sha256 }),
    ...(entry.target !== undefined && diff_json_named('target', entry.target))
});
function diff_json_named(key, path) {
    const text = pathText(path);
    const isExact = external_node_buffer_.Buffer.from(text, 'utf8').equals(pathBytes(path));
    return { [key]: text, ...(isExact ? {} : { [`${key}Base64`]: pathBytes(path).toString('base64') }) };
}

;// CONCATENATED MODULE: ./lib/core/report/diff-log.js







function diffLog(report) {
    const { diff, rows } = report;
    const sections = [
        [diff_log_heading(report), diff_log_sentence(report)],
        section('Added', entryTotals(diff.added), diff.added.map(entryRow), rows, 'rl'),
        section('Removed', entryTotals(diff.removed), diff.removed.map(entryRow), rows, 'rl'),
        section('Changed', pairTotals(diff.changed), diff.changed.map(changedRow), rows, 'rrl'),
        section('Moved', pairTotals(diff.moved), diff.moved.map(movedRow), rows, 'rl'),
        section('Other attributes', pairTotals(diff.attributes), diff.attributes.map(attributesRow), rows, 'll')
    ];
    return sections
        .filter(lines => lines.length > 0)
        .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
        .map(safeLogLine);
}
function diff_log_heading({ before, after, diff, ...report }) {
    const [one, other] = before.series === after.series ? [before.record.id, after.record.id] : [diff_log_name(before), diff_log_name(after)];
    if (statusOf({ before, after, diff, ...report }) === 'different')
        return `${one} → ${other}`;
    return one === other ? `${one} is the same snapshot` : `${one} and ${other} are equal`;
}
const diff_log_name = ({ series, record }) => `${display_showText(series)}/${record.id}`;
function diff_log_sentence({ before, after, diff }) {
    const files = (side) => `${countOf(side.record.files, 'file', 'files')}, ${units_formatBytes(side.record.bytes)}`;
    const kept = `${countOf(diff.unchanged, 'path', 'paths')} the same`;
    return files(before) === files(after)
        ? `${files(after)} in both; ${kept}.`
        : `${files(before)} → ${files(after)}; ${kept}.`;
}
function section(title, totals, rows, limit, alignment) {
    if (rows.length === 0)
        return [];
    const shown = rows_aligned(rows.slice(0, limit), alignment).map(line => `  ${line}`);
    const more = rows.length > limit ? [`  and ${units_formatCount(rows.length - limit)} more (--all shows them)`] : [];
    return [`${title}: ${sums(totals, totals.bytesMore ?? 0)}`, ...shown, ...more];
}
function sums({ files, directories, symlinks, bytes }, bytesMore) {
    return [
        ...(files > 0 ? [`${countOf(files, 'file', 'files')} (${units_formatBytes(bytes)}${delta(bytesMore)})`] : []),
        ...(directories > 0 ? [countOf(directories, 'directory', 'directories')] : []),
        ...(symlinks > 0 ? [countOf(symlinks, 'symlink', 'symlinks')] : [])
    ].join(', ');
}
const delta = (bytes) => (bytes === 0 ? '' : `, ${signed(bytes)}`);
const signed = (bytes) => `${bytes > 0 ? '+' : ''}${units_formatBytes(bytes)}`;
const entryRow = (entry) => [sizeText(entry), shown(entry)];
function changedRow({ before, after, differences }) {
    const grown = after.size - before.size;
    const how = differences.includes('type')
        ? ` (was a ${diff_log_words[before.type]}, is a ${diff_log_words[after.type]})`
        : `${wasTarget(before)}${diff_log_attributes({ before, after, differences })}`;
    return [sizeText(after), grown === 0 ? '' : signed(grown), `${shown(after)}${how}`];
}
const wasTarget = ({ target }) => (target === undefined ? '' : ` (was ${display_showName(target)})`);
const movedRow = (pair) => [
    units_formatBytes(tree_diff_sizeOf(pair)),
    `${display_showName(pair.before.path)} → ${display_showName(pair.after.path)}${diff_log_attributes(pair)}`
];
const attributesRow = (pair) => [shown(pair.after), attributeWords(pair).join(', ')];
const diff_log_words = { file: 'file', dir: 'directory', link: 'symlink' };
const diff_log_attributes = (pair) => {
    const said = attributeWords(pair);
    return said.length === 0 ? '' : ` (${said.join(', ')})`;
};
const attributeWords = ({ before, after, differences }) => [
    ...(differences.includes('mode') ? [`mode ${mode(before)} → ${mode(after)}`] : []),
    ...(differences.includes('owner') ? [`owner ${owner(before)} → ${owner(after)}`] : [])
];
const mode = (entry) => entry_sourceModeOf(entry).toString(8).padStart(4, '0');
const owner = ({ owner }) => `${String(owner?.uid)}:${String(owner?.gid)}`;
const sizeText = ({ type, size }) => (type === 'file' ? units_formatBytes(size) : diff_log_words[type]);
function shown({ path, type, target }) {
    if (path === '.')
        return './ (the top directory)';
    if (target !== undefined)
        return `${display_showName(path)} → ${display_showName(target)}`;
    return type === 'dir' ? `${display_showName(path)}/` : display_showName(path);
}

;// CONCATENATED MODULE: ./lib/inputs/selector.js



const parseSnapshotSelector = text => {
    const checked = parseSelector(text);
    return checked.ok ? parsed(checked.selector) : wrong(checked.why + slip(text));
};
function slip(text) {
    const colon = text.indexOf(':');
    const [prefix, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon)];
    const word = nearest(prefix, colon < 0 ? ['latest'] : selectorPrefixes);
    return word === undefined || word === prefix ? '' : `; did you mean "${word}${rest}"?`;
}

;// CONCATENATED MODULE: ./lib/inputs/diff.js








const diff_mostRows = 1_000_000;
function readDiffInputs(env, context) {
    const read = new InputReader(env, diffDefaults);
    const unknown = findUnknownInputs(env, diffInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const otherName = read.optional('name-b', parseSeriesName);
    const from = read.optional('from', parseSnapshotSelector);
    const to = read.optional('to', parseSnapshotSelector);
    const limit = read.value('limit', integerBetween(1, diff_mostRows));
    const volume = readVolume(read, env);
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name: readOwnSeries(read, context.defaults).name,
        ...(otherName !== undefined && { otherName }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        rows: read.value('all', parseBoolean) ? Infinity : limit,
        warnings: unknown.warnings
    };
    if (otherName !== undefined && (from === undefined) !== (to === undefined)) {
        read.report('name-b: with two series, say which snapshot of each is meant, or of neither for the latest of both');
    }
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/wiring/diff.js







async function diffWith(world) {
    const { env, context, reporter } = world;
    const inputs = readDiffInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine } = await openVolume(world, inputs);
    const report = await diff(inputs, { volume, machine, clock: systemClock, reporter }, program);
    return { log: diffLog(report), json: diffJson(report), outputs: () => ({}) };
}

;// CONCATENATED MODULE: ./lib/cli/commands/diff.js



const diff_diff = {
    name: 'diff',
    summary: 'show what changed between two snapshots',
    description: 'Shows what was added, removed, changed and moved between two snapshots, the largest first. Content decides; times never count. With one snapshot, it is compared with the one before it; with none, the latest is.',
    operands: [
        {
            input: 'from',
            shown: '[from]',
            help: 'A snapshot: latest, an id or the start of one, commit:<sha>, run:<id>, tag:<word> or before:<moment>.'
        },
        { input: 'to', shown: '[to]', help: 'The one it is compared with.' }
    ],
    operandsOf: count => (count === 1 ? ['to'] : ['from', 'to']),
    groups: [
        {
            title: 'Where',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series of the snapshots.',
                    otherwise: 'in GitHub Actions that of this job, else none'
                },
                rule('name-b', '<series>', 'The series of the second snapshot, when it is another one.')
            ]
        },
        {
            title: 'How much of it',
            flags: [rule('limit', '<rows>', 'So many rows of each list.'), { input: 'all', help: 'All rows.' }]
        },
        ssh
    ],
    examples: [
        { says: 'What came with the newest snapshot?', line: 'snapshot-action diff --volume /mnt/backup --name octo/app' },
        {
            says: 'What changed since a release?',
            line: 'snapshot-action diff tag:v1.2.0 latest --volume /mnt/backup --name octo/app'
        },
        {
            says: 'Two branches',
            line: 'snapshot-action diff --volume /mnt/backup --name octo/app/main --name-b octo/app/next --all'
        }
    ],
    defaults: diffDefaults,
    run: diffWith
};

;// CONCATENATED MODULE: ./lib/inputs/doctor-names.js

const doctorDefaults = { ...sshDefaults };
const doctorInputNames = ['volume', 'name', ...sshInputNames, 'ssh-strict'];

;// CONCATENATED MODULE: ./lib/core/doctor/row.js
const ok = (subject, found, value) => ({
    ...subject,
    result: 'ok',
    found,
    ...(value === undefined ? {} : { value })
});
const skipped = (subject, found) => ({ ...subject, result: 'skipped', found });
const warning = (subject, trouble) => ({ ...subject, result: 'warning', ...trouble });
const row_failure = (subject, trouble) => ({ ...subject, result: 'failure', ...trouble });
function verdictOf(rows) {
    if (rows.some(({ result }) => result === 'failure'))
        return 'failure';
    return rows.some(({ result }) => result === 'warning') ? 'warning' : 'ok';
}

;// CONCATENATED MODULE: ./lib/core/doctor/attributes.js


const attributeSubjects = {
    case: { key: 'letter-case', title: 'letter case' },
    unicode: { key: 'unicode-forms', title: 'Unicode forms' },
    long: { key: 'long-names', title: 'long names' },
    notUtf8: { key: 'names-not-utf8', title: 'names not UTF-8' },
    newline: { key: 'names-newline', title: 'names with newline' },
    times: { key: 'timestamps', title: 'timestamps' },
    clock: { key: 'clock', title: 'clock' },
    modes: { key: 'modes', title: 'modes' },
    setuid: { key: 'setuid', title: 'setuid' },
    owners: { key: 'owners', title: 'owners' }
};
const subjects = attributeSubjects;
const judgeAttributes = (names, facts) => [
    ...judgeNames(names),
    ...judgeTimes(facts),
    kept(subjects.modes, facts.modes, 'Restores would still give files their mode: the manifest has it. But a run compares what is stored, and would fail.'),
    facts.setuid.works
        ? ok(subjects.setuid, 'kept')
        : warning(subjects.setuid, {
            found: facts.setuid.why,
            why: 'A stored setuid bit is lost in the tree; the manifest has it, and a restore puts it back.',
            mend: 'Nothing, unless the source has such files.'
        }),
    facts.owners === undefined
        ? skipped(subjects.owners, 'kept only when the runner works as root')
        : kept(subjects.owners, facts.owners, 'As root, owners are kept, and a run fails where they come out different.')
];
function kept(subject, works, why) {
    if (works.works)
        return ok(subject, 'kept');
    return row_failure(subject, {
        found: works.why,
        why,
        mend: 'Use a filesystem with modes and owners of its own (ext4, xfs, btrfs), mounted without uid=, umask= or root_squash.'
    });
}
function judgeNames({ foldsCase, normalises, long, notUtf8, newline }) {
    const twins = 'Two files of a build whose names differ in that alone cannot both be stored, and the run fails.';
    const other = 'Use a filesystem that takes names as bytes, such as ext4, xfs or btrfs, for builds that have such files.';
    const taken = (subject, works) => works.works
        ? ok(subject, 'kept byte for byte')
        : warning(subject, {
            found: `refused: ${works.why}`,
            why: 'A build with such a file cannot be stored, and the run fails.',
            mend: other
        });
    return [
        foldsCase
            ? warning(subjects.case, { found: 'a and A are one file', value: true, why: twins, mend: other })
            : ok(subjects.case, 'a and A are two files', false),
        normalises
            ? warning(subjects.unicode, { found: 'é in its two spellings is one file', value: true, why: twins, mend: other })
            : ok(subjects.unicode, 'é in its two spellings is two files', false),
        taken(subjects.long, long),
        taken(subjects.notUtf8, notUtf8),
        taken(subjects.newline, newline)
    ];
}
const precisions = [
    [1n, '1 ns'],
    [100n, '100 ns'],
    [1000n, '1 µs'],
    [1000000n, '1 ms'],
    [10000000n, '10 ms'],
    [1000000000n, '1 s'],
    [2000000000n, '2 s']
];
function precisionOf(times) {
    return precisions.find(([step]) => times.every(({ set, stored }) => stored % step === 0n && (stored > set ? stored - set : set - stored) < step));
}
const mostSkewMs = 5_000;
function judgeTimes({ times, skewMs }) {
    return [judgePrecision(times), judgeClock(skewMs)];
}
function judgePrecision(times) {
    if ('why' in times)
        return skipped(subjects.times, times.why);
    const precision = precisionOf(times);
    if (precision === undefined) {
        return row_failure(subjects.times, {
            found: 'come back as other times',
            why: 'A run sets the time of each file and compares what is stored, and would fail.',
            mend: 'Look for mount options about time zones (tz=, time_offset=), or use another filesystem.'
        });
    }
    const [step, text] = precision;
    if (step < 1000000000n)
        return ok(subjects.times, `kept to ${text}`, Number(step));
    return warning(subjects.times, {
        found: `kept to ${text} only`,
        value: Number(step),
        why: 'The manifest has every time to the nanosecond, so restores are exact; but `compare: quick` may miss a change within that time.',
        mend: 'Stay with `compare: content`.'
    });
}
function judgeClock(skewMs) {
    const off = Math.abs(skewMs);
    const value = Math.round(skewMs);
    if (off <= mostSkewMs)
        return ok(subjects.clock, off < 1000 ? 'the same as ours' : `${formatDuration(off)} off`, value);
    return warning(subjects.clock, {
        found: `${formatDuration(off)} ${skewMs > 0 ? 'ahead of' : 'behind'} ours`,
        value,
        why: 'The server that keeps the files and this machine disagree on the time; snapshots are named and dated by ours.',
        mend: 'Let both set their clocks by NTP.'
    });
}

;// CONCATENATED MODULE: ./lib/core/doctor/links.js


const linkSubjects = {
    hardLinks: { key: 'hard-links', title: 'hard links' },
    limit: { key: 'link-limit', title: 'link limit' },
    symlinks: { key: 'symlinks', title: 'symlinks' },
    renameOverSymlink: { key: 'rename-over-symlink', title: 'move of latest' },
    directoryIsSafe: { key: 'rename-over-directory', title: 'rename over a tree' },
    noFollow: { key: 'no-follow', title: 'O_NOFOLLOW' }
};
const better = 'Use a filesystem such as ext4, xfs, btrfs or NFS.';
function judgeLinks(facts) {
    const { hardLinks, symlinks, renameOverSymlink, directoryIsSafe, noFollow } = facts;
    return [
        hardLinks.works
            ? ok(linkSubjects.hardLinks, 'work')
            : row_failure(linkSubjects.hardLinks, {
                found: `do not work: ${hardLinks.why}`,
                why: 'Every snapshot would take the room of a full copy.',
                mend: `${better} With "require-hardlinks: false" full copies are made.`
            }),
        judgeLimit(facts),
        symlinks.works
            ? ok(linkSubjects.symlinks, 'work')
            : row_failure(linkSubjects.symlinks, {
                found: `do not work: ${symlinks.why}`,
                why: '"latest" is a symlink, and so may be files of a build.',
                mend: better
            }),
        renameOverSymlink.works
            ? ok(linkSubjects.renameOverSymlink, 'one rename over the old link')
            : symlinks.works
                ? row_failure(linkSubjects.renameOverSymlink, {
                    found: `does not work: ${renameOverSymlink.why}`,
                    why: '"latest" is moved by renaming a new link over the old one, so that there always is one.',
                    mend: better
                })
                : skipped(linkSubjects.renameOverSymlink, 'there are no symlinks'),
        directoryIsSafe.works
            ? ok(linkSubjects.directoryIsSafe, 'refused, as it should be')
            : row_failure(linkSubjects.directoryIsSafe, {
                found: directoryIsSafe.why,
                why: 'A rename must never replace a tree that is there.',
                mend: better
            }),
        noFollow.works
            ? ok(linkSubjects.noFollow, 'refuses a symlink, as it should')
            : symlinks.works
                ? warning(linkSubjects.noFollow, {
                    found: noFollow.why,
                    why: 'Somebody who can write to the volume could lead a reader out of it by a symlink.',
                    mend: 'Let only the user of the runner write to the volume.'
                })
                : skipped(linkSubjects.noFollow, 'there are no symlinks')
    ];
}
const fewLinks = 730;
function judgeLimit({ limit }) {
    const { limit: subject } = linkSubjects;
    if (limit === undefined)
        return skipped(subject, 'there are no hard links');
    const { links, reached, why } = limit;
    if (!reached)
        return ok(subject, `more than ${units_formatCount(links)} (stopped ${why})`, links);
    const found = countOf(links, 'link', 'links');
    if (links >= fewLinks)
        return ok(subject, found, links);
    return warning(subject, {
        found,
        value: links,
        why: 'A file that is in more snapshots than this is stored afresh, which a run tells and does by itself.',
        mend: 'Keep fewer snapshots than this, or take that room into account.'
    });
}

;// CONCATENATED MODULE: ./lib/core/doctor/place.js






const place_subjects = {
    volume: { key: 'volume', title: 'volume' },
    marker: { key: 'marker', title: 'marker' },
    writable: { key: 'writable', title: 'writable' },
    filesystem: { key: 'filesystem', title: 'filesystem' },
    space: { key: 'free-space', title: 'free space' },
    inodes: { key: 'free-inodes', title: 'free inodes' }
};
function judgePlace(volume, place, room) {
    const there = judgeVolume(volume, place);
    if (there.result === 'failure') {
        return [
            there,
            ...Object.values(place_subjects)
                .slice(1)
                .map(subject => skipped(subject, 'there is no volume to look at'))
        ];
    }
    return [there, place_judgeMarker(volume, place), judgeWritable(place), judgeFilesystem(place), ...judgeRoom(room)];
}
function judgeVolume(volume, { kind, isMount, mountPoint }) {
    const name = quoteValue(volume);
    if (kind === 'missing') {
        return row_failure(place_subjects.volume, {
            found: `${name} does not exist`,
            why: 'A missing mount would fill the disk below it, so the directory is never made by a run.',
            mend: 'Mount the volume, or create the directory where snapshots are to be kept.'
        });
    }
    if (kind === 'not-a-directory') {
        return row_failure(place_subjects.volume, {
            found: `${name} is not a directory`,
            why: 'Snapshots are directories, and lie in one.',
            mend: 'Give the directory that the volume is mounted on.'
        });
    }
    return ok(place_subjects.volume, isMount ? 'a directory, and a mount of its own' : `a directory on ${quoteValue(mountPoint)}`);
}
function place_judgeMarker(volume, { marker, isWholeFilesystem, mountPoint }) {
    if (marker.state === 'present')
        return ok(place_subjects.marker, 'marked as a volume');
    if (marker.state === 'damaged') {
        return row_failure(place_subjects.marker, {
            found: marker.why,
            why: 'The marker tells the volume from the empty place where it should be mounted.',
            mend: `If this really is the volume, mark it again:\n${markByHand(volume)}`
        });
    }
    if (isWholeFilesystem && mountPoint !== '/')
        return ok(place_subjects.marker, 'not marked yet; the first snapshot marks it, since it is a filesystem of its own');
    return row_failure(place_subjects.marker, {
        found: 'not marked as a volume',
        why: 'It may be the empty place where the volume should be mounted, and a run writes nothing there.',
        mend: `Mount the volume; or if snapshots are to be kept right here, mark it once:\n${markByHand(volume)}`
    });
}
function judgeWritable({ isWritable, mountOptions }) {
    if (mountOptions.includes('ro')) {
        return row_failure(place_subjects.writable, {
            found: 'mounted read-only',
            why: 'Nothing can be stored; a disk with errors may have become so.',
            mend: 'Look into the log of the kernel (dmesg), and mount it with rw once it is sound. Restoring and verifying work as it is.'
        });
    }
    if (isWritable)
        return ok(place_subjects.writable, 'by this user');
    return row_failure(place_subjects.writable, {
        found: 'not by this user',
        why: 'Snapshots are stored by the user that the runner works as.',
        mend: 'Give that user the directory (chown), or run this as that user.'
    });
}
function judgeFilesystem({ filesystem, mountOptions, source }) {
    const what = `${filesystem} from ${inBackticks(source)} (${mountOptions.join(',')})`;
    const { filesystem: subject } = place_subjects;
    if (filesystem === 'tmpfs' || filesystem === 'ramfs') {
        return warning(subject, {
            found: what,
            value: filesystem,
            why: 'It lies in memory: all snapshots are gone when the machine restarts.',
            mend: 'Mount a disk for what is to last.'
        });
    }
    if (filesystem === 'overlay') {
        return warning(subject, {
            found: what,
            value: filesystem,
            why: 'It is the inside of a container: all snapshots go with it.',
            mend: 'Mount a directory of the host into the container, and give that.'
        });
    }
    const kind = isNetworkFilesystem(filesystem) ? ', over the network' : '';
    if (filesystem.startsWith('fuse')) {
        return warning(subject, {
            found: `${what}, by FUSE${kind}`,
            value: filesystem,
            why: 'syncfs(2) reaches nobody there, so each file is synced by itself, which is slow; locks may hold on this machine only.',
            mend: 'Mount it by the kernel where it can (NFS for sshfs), and let no second machine write the same series.'
        });
    }
    return ok(subject, `${what}${kind}`, filesystem);
}
const least = { share: 0.05, inodeShare: 0.05 };
function judgeRoom(room) {
    if (room === undefined)
        return [skipped(place_subjects.space, 'not known'), skipped(place_subjects.inodes, 'not known')];
    const { bytes, totalBytes, inodes, totalInodes } = room;
    const share = totalBytes === 0 ? 0 : bytes / totalBytes;
    const found = `${units_formatBytes(bytes)} of ${units_formatBytes(totalBytes)} (${formatPercent(share)})`;
    const why = 'A snapshot that does not fit is not published, so there is no new one until there is room.';
    const mend = 'Keep fewer snapshots (retention rules, min-free-space), or make the volume larger.';
    const space = bytes === 0
        ? row_failure(place_subjects.space, { found: 'none', value: bytes, why, mend })
        : share < least.share
            ? warning(place_subjects.space, { found, value: bytes, why, mend })
            : ok(place_subjects.space, found, bytes);
    if (inodes === undefined || totalInodes === undefined)
        return [space, ok(place_subjects.inodes, 'no fixed number on this filesystem')];
    const left = totalInodes === 0 ? 0 : inodes / totalInodes;
    const text = `${countOf(inodes, 'inode', 'inodes')} (${formatPercent(left)})`;
    const more = {
        why: 'Every new file and every directory of a snapshot takes one, however small it is.',
        mend: 'Keep fewer snapshots (min-free-inodes), or make a filesystem with more inodes (mkfs.ext4 -i 8192, xfs, btrfs).'
    };
    if (inodes === 0)
        return [space, row_failure(place_subjects.inodes, { found: 'none', value: 0, ...more })];
    if (left < least.inodeShare)
        return [space, warning(place_subjects.inodes, { found: text, value: inodes, ...more })];
    return [space, ok(place_subjects.inodes, text, inodes)];
}

;// CONCATENATED MODULE: ./lib/core/doctor/safety.js

const safetySubjects = {
    lock: { key: 'lock', title: 'flock' },
    lockDies: { key: 'lock-of-killed', title: 'lock of a killed run' },
    fsync: { key: 'fsync', title: 'fsync' },
    syncfs: { key: 'syncfs', title: 'syncfs' },
    reflinks: { key: 'reflinks', title: 'reflinks' }
};
const safety_better = 'Mount it with locks (not nolock, nobrl or local_lock), or use ext4, xfs, btrfs or NFS version 4.';
function judgeSafety({ lockRefuses, lockDies, fsync, syncfs, reflinks }) {
    const lasts = (subject, works) => works.works
        ? ok(subject, 'works')
        : row_failure(subject, {
            found: works.why,
            why: 'Without it nobody knows what is on the disk after a power cut, so nothing is published.',
            mend: 'Look into the log of the kernel (dmesg); check the disk or the server.'
        });
    return [
        lockRefuses.works
            ? ok(safetySubjects.lock, 'a second process is refused')
            : row_failure(safetySubjects.lock, {
                found: lockRefuses.why,
                why: 'Two runs could write one series at once.',
                mend: safety_better
            }),
        lockDies.works
            ? ok(safetySubjects.lockDies, 'free at once')
            : row_failure(safetySubjects.lockDies, {
                found: lockDies.why,
                why: 'After a run that was killed, the series would stay locked.',
                mend: safety_better
            }),
        lasts(safetySubjects.fsync, fsync),
        lasts(safetySubjects.syncfs, syncfs),
        reflinks.works
            ? ok(safetySubjects.reflinks, 'work', true)
            : ok(safetySubjects.reflinks, 'none here; restores copy, which is as good and takes longer', false)
    ];
}

;// CONCATENATED MODULE: ./lib/core/doctor/series.js






const series_subjects = {
    snapshots: { key: 'series-snapshots', title: 'snapshots' },
    latest: { key: 'series-latest', title: 'latest' },
    records: { key: 'series-records', title: 'records' },
    foreign: { key: 'series-foreign', title: 'foreign trees' },
    lock: { key: 'series-lock', title: 'lock' },
    leftovers: { key: 'series-leftovers', title: 'leftovers' }
};
function judgeSeries(facts, now) {
    if (!facts.exists) {
        const none = warning(series_subjects.snapshots, {
            found: `there is no series ${display_showText(facts.name)}`,
            value: 0,
            why: 'Nothing was ever stored under this name.',
            mend: 'Look at its name; `list` tells which series there are.'
        });
        return [
            none,
            ...Object.values(series_subjects)
                .slice(1)
                .map(subject => skipped(subject, 'there is no series'))
        ];
    }
    return [
        judgeSnapshots(facts, now),
        judgeLatest(facts),
        judgeRecords(facts),
        judgeForeign(facts),
        judgeLock(facts),
        judgeLeftovers(facts)
    ];
}
const series_oldMs = 4 * 24 * 3_600_000;
function judgeSnapshots({ snapshots, newest }, now) {
    const moment = newest === undefined ? undefined : parseSnapshotId(newest)?.moment;
    if (newest === undefined || moment === undefined) {
        return warning(series_subjects.snapshots, {
            found: 'none that is complete',
            value: 0,
            why: 'There is nothing to restore.',
            mend: 'Look into the log of the last run.'
        });
    }
    const ageMs = now.getTime() - moment.getTime();
    const count = countOf(snapshots, 'snapshot', 'snapshots');
    if (ageMs < 0) {
        return warning(series_subjects.snapshots, {
            found: `${count}, the newest of them (${newest}) dated in the future`,
            value: snapshots,
            why: 'The clock of the machine that took it was wrong, or ours is.',
            mend: 'Let both set their clocks by NTP.'
        });
    }
    const found = `${count}, the newest ${age(ageMs)} old (${newest})`;
    if (ageMs <= series_oldMs)
        return ok(series_subjects.snapshots, found, snapshots);
    return warning(series_subjects.snapshots, {
        found,
        value: snapshots,
        why: 'What was built since is in no snapshot.',
        mend: 'See whether the workflow still runs, unless this series is no longer written.'
    });
}
const series_dayMs = 24 * 3_600_000;
const age = (ms) => ms < 2 * series_dayMs ? formatDuration(ms) : countOf(Math.floor(ms / series_dayMs), 'day', 'days');
function judgeLatest({ latest, current }) {
    const shown = display_showText(latest.target);
    if (latest.state === 'blocked') {
        return row_failure(series_subjects.latest, {
            found: `is ${shown}, not a link`,
            why: 'No run can move it, so each fails.',
            mend: 'Move it away; the next run makes the link.'
        });
    }
    if (current === undefined)
        return latest.state === 'absent'
            ? ok(series_subjects.latest, 'absent, as there is no complete snapshot')
            : repaired(`points to ${shown}, and there is no complete snapshot`);
    if (latest.state === 'absent')
        return repaired('is missing');
    return snapshotOfLatest(latest.target) === current
        ? ok(series_subjects.latest, `points to ${current}`)
        : repaired(`points to ${shown}, not to ${current}`);
}
const repaired = (found) => warning(series_subjects.latest, {
    found,
    why: 'Whoever reads by it gets the wrong snapshot, or none.',
    mend: 'Nothing: the next run repairs it.'
});
function judgeRecords({ damaged }) {
    if (damaged.length === 0)
        return ok(series_subjects.records, 'all can be read', 0);
    return warning(series_subjects.records, {
        found: `${countOf(damaged.length, 'record', 'records')} cannot be used: ${firstInline(damaged, ({ id, why }) => `${id} (${display_showText(why)})`)}`,
        value: damaged.length,
        why: 'Such a snapshot is kept for ever, and nothing is linked to it. Its files are untouched.',
        mend: 'Check the disk. The tree can be copied from as it is, and removed by hand once it is not needed.'
    });
}
function judgeForeign({ foreign }) {
    if (foreign.length === 0)
        return ok(series_subjects.foreign, 'none', 0);
    return warning(series_subjects.foreign, {
        found: `${countOf(foreign.length, 'tree', 'trees')} without a record: ${firstInline(foreign, id => id)}`,
        value: foreign.length,
        why: 'They are not ours, so nothing is linked to them and nothing prunes them.',
        mend: 'Make them snapshots of the series with `adopt`, or remove them by hand.'
    });
}
function judgeLock({ lock }) {
    switch (lock.state) {
        case 'free':
            return ok(series_subjects.lock, 'free');
        case 'held':
            return ok(series_subjects.lock, `held by ${display_showText(lock.holder)}`);
        case 'unknown':
            return skipped(series_subjects.lock, display_showText(lock.why));
    }
}
function judgeLeftovers({ partial, trash, lock }) {
    if (partial.length + trash.length === 0)
        return ok(series_subjects.leftovers, 'none', 0);
    const found = [
        ...(partial.length === 0 ? [] : [`begun: ${firstInline(partial, id => display_showText(id))}`]),
        ...(trash.length === 0 ? [] : [`half deleted: ${firstInline(trash, id => display_showText(id))}`])
    ].join('; ');
    const value = partial.length + trash.length;
    if (lock.state === 'held')
        return ok(series_subjects.leftovers, `${found}, of the run that is writing now`, value);
    return warning(series_subjects.leftovers, {
        found,
        value,
        why: 'A run was interrupted. What it left takes room and harms nobody.',
        mend: 'Nothing: the next run of the series clears it.'
    });
}

;// CONCATENATED MODULE: ./lib/core/doctor/tools.js



const tools_subjects = {
    rsync: { key: 'rsync', title: 'rsync' },
    farRsync: { key: 'far-rsync', title: 'rsync there' },
    tools: { key: 'tools', title: 'tools' },
    tar: { key: 'tar', title: 'tar' },
    node: { key: 'node', title: 'node' }
};
const oldestNode = [20, 19];
const judgeTools = (facts) => [
    judgeRsync(facts, tools_subjects.rsync),
    ...judgeFar(facts),
    judgeOthers(facts),
    judgeTar(facts),
    judgeNode(facts)
];
function judgeRsync({ rsync, install }, subject) {
    const why = 'It lists the source and copies what is new.';
    const mend = `Install it:\n${install.rsync}`;
    if (rsync.state === 'absent')
        return row_failure(subject, { found: 'is not installed', why, mend });
    if (rsync.state === 'unknown') {
        return row_failure(subject, { found: `does not say its version: ${display_showText(rsync.text, 60)}`, why, mend });
    }
    const { version } = rsync;
    if (version.flavour === 'openrsync') {
        const lacks = 'It cannot link against an earlier tree, nor keep nanoseconds.';
        return row_failure(subject, { found: display_showText(version.text), value: version.text, why: lacks, mend });
    }
    if (tools_isOlder(version.version, oldestRsync)) {
        const needs = `Options are used that came with ${oldestRsync.join('.')}.`;
        return row_failure(subject, { found: `${version.text} is too old`, value: version.text, why: needs, mend });
    }
    return ok(subject, version.text, version.text);
}
function judgeFar({ far }) {
    if (far === undefined)
        return [];
    const install = { rsync: `${far.install}\non ${far.host}` };
    const { rsync } = far;
    return [
        judgeRsync({ rsync: rsync === undefined ? { state: 'absent' } : { state: 'present', version: rsync }, install }, tools_subjects.farRsync)
    ];
}
function judgeOthers({ missing, install }) {
    if (missing.length === 0)
        return ok(tools_subjects.tools, 'flock, find, xargs and the coreutils are there');
    return row_failure(tools_subjects.tools, {
        found: `missing, or without the options that are used: ${missing.join(', ')}`,
        why: 'They lock, measure and delete.',
        mend: `Install them:\n${install.tools}`
    });
}
function judgeTar({ tar, install }) {
    if (tar?.includes('GNU tar') === true)
        return ok(tools_subjects.tar, display_showText(tar, 60), tar);
    return warning(tools_subjects.tar, {
        found: tar === undefined ? 'is not installed' : `${display_showText(tar, 60)}, which is not GNU's`,
        why: 'Restores use GNU tar; snapshots do without.',
        mend: `Install it before a restore:\n${install.tar}`
    });
}
function judgeNode({ node }) {
    const [major = 0, minor = 0] = node.split('.').map(Number);
    if (!tools_isOlder([major, minor, 0], [...oldestNode, 0]))
        return ok(tools_subjects.node, node, node);
    return row_failure(tools_subjects.node, {
        found: `${node} is too old`,
        value: node,
        why: `${oldestNode.join('.')} is the oldest that has all that is used.`,
        mend: 'Use the Node of the runner, or a newer one.'
    });
}
const tools_isOlder = ([major, minor, patch], [oldMajor, oldMinor, oldPatch]) => major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch;

;// CONCATENATED MODULE: ./lib/core/doctor/doctor.js







function judgeAll(volume, facts, tools, series, now) {
    const { tried } = facts;
    const parts = 'why' in tried
        ? [linkSubjects, attributeSubjects, safetySubjects].map(subjects => Object.values(subjects).map(subject => skipped(subject, tried.why)))
        : [judgeLinks(tried.links), judgeAttributes(tried.names, tried.attributes), judgeSafety(tried.safety)];
    const [links = [], attributes = [], safety = []] = parts;
    return [
        { title: 'Volume', rows: judgePlace(volume, facts.place, facts.room) },
        { title: 'Links', rows: links },
        { title: 'Names and attributes', rows: attributes },
        { title: 'Locks and disk', rows: safety },
        { title: 'This machine', rows: judgeTools(tools) },
        ...(series === undefined ? [] : [{ title: 'Series', rows: judgeSeries(series, now) }])
    ];
}

;// CONCATENATED MODULE: ./lib/actions/doctor.js

async function doctor(inputs, ports, program) {
    const { probe, clock, reporter } = ports;
    const from = clock.monotonicMs();
    const facts = await reporter.phase('Try the volume', () => probe.look());
    const tools = await reporter.phase('Look at this machine', () => probe.tools());
    const { name } = inputs;
    const isThere = facts.place.kind === 'directory';
    const series = name === undefined || !isThere ? undefined : await reporter.phase('Look at the series', () => probe.series(name));
    return {
        volume: inputs.volume,
        ...(series === undefined ? {} : { series: series.name }),
        groups: judgeAll(inputs.volume, facts, tools, series, clock.now()),
        durationMs: Math.round(clock.monotonicMs() - from),
        program
    };
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-place.js

async function lookAtPlace(volume) {
    const { kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker } = await volume.state();
    const table = (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'latin1');
    return {
        ...{ kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker },
        ...mountDetails(table, mountPoint)
    };
}
function mountDetails(table, mountPoint) {
    const words = table
        .split('\n')
        .map(line => line.split(' '))
        .findLast(columns => doctor_place_unescape(columns[4] ?? '') === mountPoint);
    if (words === undefined)
        return { mountOptions: [], source: 'unknown' };
    const dash = words.indexOf('-', 6);
    const options = [words[5], words[dash + 3]].flatMap(text => (text === undefined ? [] : text.split(',')));
    return { mountOptions: [...new Set(options)], source: doctor_place_unescape(words[dash + 2] ?? 'unknown') };
}
const doctor_place_unescape = (word) => word.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-series.js








async function lookAtSeries(path, volume, name, { processes, clock }) {
    const layout = seriesLayout(path, name);
    return await seriesFacts(volume.series(name), clock, {
        exists: (0,external_node_fs_.existsSync)(layout.own),
        partial: namesIn(layout.partial),
        trash: namesIn(layout.trash),
        lock: await lockState(processes, layout.lock)
    });
}
async function seriesFacts(series, clock, own) {
    const listed = await series.list();
    const latest = await series.latest();
    const complete = listed.filter(({ record }) => record !== undefined);
    const [newest] = complete;
    const current = currentSnapshot(listed, latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined, clock.now());
    return {
        ...own,
        name: series.name,
        exists: own.exists || listed.length > 0,
        snapshots: complete.length,
        foreign: listed.filter(({ record, damage }) => (record ?? damage) === undefined).map(({ id }) => id),
        damaged: listed.flatMap(({ id, damage }) => (damage === undefined ? [] : [{ id, why: damage }])),
        latest,
        ...(newest === undefined ? {} : { newest: newest.id }),
        ...(current === undefined ? {} : { current: current.id })
    };
}
const doctor_series_busy = 75;
async function lockState(processes, file) {
    let fd;
    try {
        fd = openRegular(file, readFlags);
        const args = ['--nonblock', '--conflict-exit-code', String(doctor_series_busy), '3'];
        const { status, stderr } = await processes.run('flock', { args: ['--shared', ...args], inherit: fd });
        const alone = status === 0 ? await processes.run('flock', { args: ['--exclusive', ...args], inherit: fd }) : undefined;
        if (status === 0 && alone?.status !== doctor_series_busy)
            return { state: 'free', holder: '' };
        if (status === doctor_series_busy || alone?.status === doctor_series_busy)
            return { state: 'held', holder: lock_holderOf(file) };
        return { state: 'unknown', why: stderr.trim() || `flock ended with status ${status}` };
    }
    catch (error) {
        if (failure_codeOf(error) === undefined)
            throw error;
        if (failure_codeOf(error) === 'ENOENT' && fd === undefined)
            return { state: 'free', holder: '' };
        return { state: 'unknown', why: failure_messageOf(error) };
    }
    finally {
        if (fd !== undefined)
            (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/ssh/scripts/doctor.js

const doctor_moments = ['1700000001.123456789', '1700000002.987654321', '1700000003.500000001', '1700000005.000000000'];
const tryAll = `find "$volume" -mindepth 1 -maxdepth 1 -type d -name '.snapshot-doctor-*' -mmin +60 -exec rm -rf -- {} +
scratch=$(mktemp -d -- "$volume/.snapshot-doctor-XXXXXX") || exit 73
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 73
tell() { printf '%s\\0%s\\0' "$1" "$2"; }
try() {
  key=$1
  shift
  if said=$("$@" 2>&1); then tell "$key" works; else tell "$key" "\${said:-it was refused}"; fi
}
printf 'probe\\n' >file || exit 73
tell written "$(find file -printf '%T@')"
for moment in ${doctor_moments.join(' ')}; do
  if said=$(touch --no-create --date="@$moment" -- file 2>&1); then tell time "$moment $(find file -printf '%T@')"
  else tell time "why $said"; fi
done
mode() { chmod "$1" file && [ "$(stat -c %a file)" = "$1" ] || { echo "mode $1 came back as $(stat -c %a file)"; false; }; }
modes() { mode 640 && mode 755 && mode 600; }
try modes modes
try setuid mode 4755
owner() { chown 12345:12345 file && [ "$(stat -c %u:%g file)" = 12345:12345 ] || { echo 'a file given to user 12345 belongs to another'; false; }; }
[ "$isRoot" = no ] || try owners owner
mkdir names long bytes newline
: >names/a
if [ -e names/A ]; then tell foldsCase yes; fi
: >"names/$(printf '\\303\\251')"
if [ -e "names/$(printf 'e\\314\\201')" ]; then tell normalises yes; fi
keeps() { : >"$1/$2" && [ "$(find "$1" -mindepth 1 -printf '%f')" = "$2" ] || { echo 'the name came back as another'; false; }; }
try long keeps long "$(printf '%255s' '' | tr ' ' n)"
try notUtf8 keeps bytes "$(printf 'b\\377\\376')"
try newline keeps newline "$(printf 'a\\nb')"
: >lock
refuses() {
  exec 7<>lock
  flock -x -n 7 || return 1
  flock -x -n -E ${busyStatus} lock true
  [ $? = ${busyStatus} ] || { echo 'a second process got the lock as well'; return 1; }
}
try lockRefuses refuses
dies() {
  (flock -x -w 5 6 && : >lock.held && exec sleep 60) 6>>lock &
  holder=$!
  tries=0
  until [ -e lock.held ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then kill -9 "$holder"; echo 'it could not be tried'; return 1; fi
    sleep 0.05
  done
  kill -9 "$holder"
  wait "$holder" 2>/dev/null
  flock -x -w 2 lock true || { echo 'it was still held 2 s after its holder was killed'; return 1; }
}
try lockDies dies
try fsync sync file .
try syncfs sync --file-system .
try reflinks cp --reflink=always file clone
printf 'probe\\n' >linked
hard() {
  ln -P -T linked link || return 1
  [ "$(stat -c '%i %h' linked)" = "$(stat -c %i link) 2" ] || { echo 'the link that was made does not share its file'; return 1; }
}
try hardLinks hard
mkdir links
if ln linked links/1 2>/dev/null; then
  said=$(timeout 5 sh -c 'n=1; while [ "$n" -le 16 ]; do cp -al links more-$n || exit 1; mv more-$n links/ || exit 1; n=$((n + 1)); done' 2>&1)
  case $said in
    *'Too many links'*) tell limit "reached $(stat -c %h linked)" ;;
    *) tell limit "stopped $(stat -c %h linked)" ;;
  esac
fi
soft() { ln -s -T one latest && [ "$(readlink latest)" = one ]; }
try symlinks soft
over() { ln -s -T two new && mv -T new latest && [ "$(readlink latest)" = two ]; }
try renameOverSymlink over
safe() { mkdir tree; : >plain; ! mv -T plain tree 2>/dev/null; }
try directoryIsSafe safe
follow() { ln -s -T linked to-linked && ! dd if=to-linked iflag=nofollow of=/dev/null 2>/dev/null; }
try noFollow follow
exit 0
`;
const doctor_lockState = `[ -d "$own" ] || exit 0
printf 'exists\\0'
[ -f "$own/lock" ] || { printf 'free\\0\\0'; exit 0; }
said=$(flock -x -n -E ${busyStatus} -- "$own/lock" true 2>&1)
case $? in
  0) printf 'free\\0\\0' ;;
  ${busyStatus}) printf 'held\\0%s\\0' "$(head -c 2000 -- "$own/lock" | head -n 1)" ;;
  *) printf 'unknown\\0%s\\0' "$said" ;;
esac
`;

;// CONCATENATED MODULE: ./lib/adapters/ssh/far-doctor.js











function farProbe(volume, connection, clock, tools) {
    const { address, far } = connection;
    return {
        look: async () => {
            const state = await volume.state();
            const answer = await connection.run(volume_state, { volume: address.path });
            const table = answer.stdout.toString('latin1').split('\0')[3] ?? '';
            const place = { ...state, ...mountDetails(table, state.mountPoint) };
            if (place.kind !== 'directory')
                return { place, tried: { why: 'there is no volume to try it on' } };
            const room = await volume.free();
            if (!place.isWritable)
                return { place, room, tried: { why: 'not tried: the volume cannot be written' } };
            return { place, room, tried: await tryOn(connection, clock) };
        },
        tools: async () => ({
            ...(await tools()),
            far: {
                host: hostText(address),
                ...(far.rsync === undefined ? {} : { rsync: far.rsync }),
                install: installLine(far.osRelease, far.isRoot, ['rsync'])
            }
        }),
        series: name => far_doctor_lookAtSeries(connection, volume, name, clock)
    };
}
async function tryOn(connection, clock) {
    const { address, far } = connection;
    const before = clock.now().getTime();
    const result = await connection.run(tryAll, { volume: address.path, isRoot: far.isRoot ? 'yes' : 'no' });
    const after = clock.now().getTime();
    if (result.status !== 0)
        return { why: `not tried: ${farFailure(address, result, 'A scratch directory').message}` };
    return triedFrom(result.stdout.toString('utf8'), before, after, far.isRoot);
}
function triedFrom(answer, before, after, isRoot) {
    const fields = answer.split('\0');
    const said = new Map();
    for (let at = 0; at + 1 < fields.length; at += 2) {
        const key = fields[at] ?? '';
        said.set(key, [...(said.get(key) ?? []), fields[at + 1] ?? '']);
    }
    const first = (key) => said.get(key)?.[0] ?? '';
    const works = (key) => first(key) === 'works' ? { works: true } : { works: false, why: first(key).trim() || 'it was not tried' };
    const written = Number(nanoseconds(first('written')) / 1000000n);
    const [limit = '', links = ''] = first('limit').split(' ');
    return {
        attributes: {
            skewMs: written < before ? Math.min(0, written - before) : Math.max(0, written - after),
            times: timesFrom(said.get('time') ?? []),
            modes: works('modes'),
            setuid: works('setuid'),
            ...(isRoot ? { owners: works('owners') } : {})
        },
        names: {
            foldsCase: said.has('foldsCase'),
            normalises: said.has('normalises'),
            long: works('long'),
            notUtf8: works('notUtf8'),
            newline: works('newline')
        },
        safety: {
            lockRefuses: works('lockRefuses'),
            lockDies: works('lockDies'),
            fsync: works('fsync'),
            syncfs: works('syncfs'),
            reflinks: works('reflinks')
        },
        links: {
            hardLinks: works('hardLinks'),
            ...(limit === '' ? {} : { limit: { links: Number(links), reached: limit === 'reached', why: 'there' } }),
            symlinks: works('symlinks'),
            renameOverSymlink: works('renameOverSymlink'),
            directoryIsSafe: works('directoryIsSafe'),
            noFollow: works('noFollow')
        }
    };
}
function timesFrom(times) {
    const failed = times.find(time => time.startsWith('why '));
    if (failed !== undefined)
        return { why: `touch could not set a time: ${failed.slice(4)}` };
    return times.map(time => {
        const [set = '', stored = ''] = time.split(' ');
        return { set: nanoseconds(set), stored: nanoseconds(stored) };
    });
}
async function far_doctor_lookAtSeries(connection, volume, name, clock) {
    const { own, series } = seriesLayout(connection.address.path, name);
    const { partial, trash } = surveyFrom(await connection.run(survey, { series, own }));
    const [exists, state, said = ''] = (await connection.run(doctor_lockState, { own })).stdout.toString('utf8').split('\0');
    return await seriesFacts(volume.series(name), clock, {
        exists: exists === 'exists',
        partial: [...partial.keys()],
        trash: [...trash.keys()],
        lock: state === 'held'
            ? { state, holder: said === '' ? 'another run' : said }
            : state === 'unknown'
                ? { state, why: said }
                : { state: 'free', holder: '' }
    });
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-tried.js

class Refused extends Error {
}
function doctor_tried_tried(attempt) {
    try {
        attempt();
        return { works: true };
    }
    catch (error) {
        if (!(error instanceof Refused) && failure_codeOf(error) === undefined)
            throw error;
        return { works: false, why: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-attributes.js




const doctor_attributes_moments = [
    '1700000001.123456789',
    '1700000002.987654321',
    '1700000003.500000001',
    '1700000005.000000000'
];
const stranger = 12_345;
async function probeAttributes(scratch, parts) {
    const file = (0,external_node_path_.join)(scratch, 'attributes');
    const skewMs = skewOf(file, parts);
    return {
        skewMs,
        times: await timesOf(file, parts),
        modes: doctor_tried_tried(() => {
            for (const mode of [0o640, 0o755, 0o600])
                setMode(file, mode);
        }),
        setuid: doctor_tried_tried(() => {
            setMode(file, 0o4755);
        }),
        ...(parts.isRoot
            ? {
                owners: doctor_tried_tried(() => {
                    (0,external_node_fs_.chownSync)(file, stranger, stranger);
                    const { uid, gid } = (0,external_node_fs_.lstatSync)(file);
                    if (uid !== stranger || gid !== stranger)
                        throw new Refused(`a file given to user ${stranger} belongs to user ${uid}`);
                })
            }
            : {})
    };
}
function skewOf(file, { clock }) {
    const before = clock.now().getTime();
    (0,external_node_fs_.writeFileSync)(file, 'probe\n');
    const after = clock.now().getTime();
    const { mtimeMs } = (0,external_node_fs_.lstatSync)(file);
    return mtimeMs < before ? Math.min(0, mtimeMs - before) : Math.max(0, mtimeMs - after);
}
async function timesOf(file, { processes }) {
    const times = [];
    try {
        for (const moment of doctor_attributes_moments) {
            const result = await processes.run('touch', { args: ['--no-create', `--date=@${moment}`, '--', file] });
            if (result.status !== 0)
                return { why: `touch could not set a time: ${result.stderr.trim()}` };
            times.push({ set: BigInt(moment.replace('.', '')), stored: (0,external_node_fs_.lstatSync)(file, { bigint: true }).mtimeNs });
        }
        return times;
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            throw error;
        return { why: 'touch, which sets times, is not installed' };
    }
}
function setMode(file, mode) {
    (0,external_node_fs_.chmodSync)(file, mode);
    const now = (0,external_node_fs_.lstatSync)(file).mode & 0o7777;
    if (now !== mode)
        throw new Refused(`mode ${mode.toString(8)} came back as ${now.toString(8)}`);
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-links.js







const mostLinks = 70_000;
const longestMs = 2000;
function probeLinkFacts(scratch) {
    const at = (name) => (0,external_node_path_.join)(scratch, name);
    (0,external_node_fs_.writeFileSync)(at('linked'), 'probe\n');
    const hardLinks = doctor_tried_tried(() => {
        (0,external_node_fs_.linkSync)(at('linked'), at('link'));
        const [a, b] = [(0,external_node_fs_.lstatSync)(at('linked'), { bigint: true }), (0,external_node_fs_.lstatSync)(at('link'), { bigint: true })];
        if (a.ino !== b.ino || a.nlink !== 2n)
            throw new Refused('the link that was made does not share its file');
    });
    const symlinks = doctor_tried_tried(() => {
        (0,external_node_fs_.symlinkSync)('one', at('latest'));
        if ((0,external_node_fs_.readlinkSync)(at('latest')) !== 'one')
            throw new Refused('the link that was made says something else');
    });
    return {
        hardLinks,
        ...(hardLinks.works ? { limit: linkLimit(scratch, mostLinks, longestMs) } : {}),
        symlinks,
        renameOverSymlink: ifWorks(symlinks, () => {
            (0,external_node_fs_.symlinkSync)('two', at('new'));
            (0,external_node_fs_.renameSync)(at('new'), at('latest'));
            if ((0,external_node_fs_.readlinkSync)(at('latest')) !== 'two')
                throw new Refused('the old link is still there');
        }),
        directoryIsSafe: doctor_tried_tried(() => {
            (0,external_node_fs_.mkdirSync)(at('tree'));
            (0,external_node_fs_.writeFileSync)(at('file'), '');
            if (succeeds(() => {
                (0,external_node_fs_.renameSync)(at('file'), at('tree'));
            }))
                throw new Refused('a file that was renamed over a directory replaced it');
        }),
        noFollow: ifWorks(symlinks, () => {
            (0,external_node_fs_.symlinkSync)('linked', at('to-linked'));
            if (succeeds(() => {
                (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(at('to-linked'), external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW));
            }))
                throw new Refused('a symlink was followed although that was forbidden');
        })
    };
}
function linkLimit(scratch, most, longest) {
    const directory = (0,external_node_path_.join)(scratch, 'links');
    (0,external_node_fs_.mkdirSync)(directory);
    const file = (0,external_node_path_.join)(directory, '1');
    (0,external_node_fs_.writeFileSync)(file, 'probe\n');
    const from = systemClock.monotonicMs();
    for (let links = 1;; links++) {
        if (links >= most)
            return { links, reached: false, why: 'there' };
        if (systemClock.monotonicMs() - from > longest)
            return { links, reached: false, why: `after ${formatDuration(longest)}` };
        try {
            (0,external_node_fs_.linkSync)(file, (0,external_node_path_.join)(directory, String(links + 1)));
        }
        catch (error) {
            const code = failure_codeOf(error);
            if (code === undefined)
                throw error;
            return code === 'EMLINK'
                ? { links, reached: true, why: '' }
                : { links, reached: false, why: `by ${failure_messageOf(error)}` };
        }
    }
}
const ifWorks = (symlinks, attempt) => (symlinks.works ? doctor_tried_tried(attempt) : symlinks);
function succeeds(attempt) {
    try {
        attempt();
        return true;
    }
    catch (error) {
        if (failure_codeOf(error) === undefined)
            throw error;
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-names.js




function probeNames(scratch) {
    const directory = (0,external_node_path_.join)(scratch, 'names');
    (0,external_node_fs_.mkdirSync)(directory);
    const [composed, decomposed] = ['\u00e9', 'e\u0301'];
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'a'), '');
    const spelled = doctor_tried_tried(() => {
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, composed), '');
    });
    return {
        foldsCase: (0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, 'A')),
        normalises: spelled.works && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, decomposed)),
        long: keeps(scratch, 'long', external_node_buffer_.Buffer.alloc(255, 'n')),
        notUtf8: keeps(scratch, 'bytes', external_node_buffer_.Buffer.from([0x62, 0xff, 0xfe])),
        newline: keeps(scratch, 'newline', external_node_buffer_.Buffer.from('a\nb'))
    };
}
function keeps(scratch, into, name) {
    const directory = (0,external_node_path_.join)(scratch, into);
    (0,external_node_fs_.mkdirSync)(directory);
    return doctor_tried_tried(() => {
        (0,external_node_fs_.writeFileSync)(external_node_buffer_.Buffer.concat([external_node_buffer_.Buffer.from(`${directory}/`), name]), '');
        if ((0,external_node_fs_.readdirSync)(directory, { encoding: 'buffer' })[0]?.equals(name) !== true)
            throw new Refused('the name came back as another');
    });
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-safety.js





const doctor_safety_busy = 75;
const killedHolder = `
  ( flock --exclusive --timeout 5 9 && : > "$1.held" && exec sleep 60 ) 9>>"$1" &
  holder=$!
  tries=0
  until [ -e "$1.held" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then kill -9 "$holder"; exit 3; fi
    sleep 0.05
  done
  flock --exclusive --nonblock --conflict-exit-code ${doctor_safety_busy} "$1" true
  [ $? -eq ${doctor_safety_busy} ] || { kill -9 "$holder"; exit 5; }
  kill -9 "$holder"
  wait "$holder" 2> /dev/null
  flock --exclusive --timeout 2 --conflict-exit-code 4 "$1" true
`;
async function probeSafety(scratch, processes) {
    const file = (0,external_node_path_.join)(scratch, 'safe');
    (0,external_node_fs_.writeFileSync)(file, 'probe\n');
    return {
        ...(await probeLocks((0,external_node_path_.join)(scratch, 'lock'), processes)),
        fsync: doctor_tried_tried(() => {
            const fd = (0,external_node_fs_.openSync)(file, 'r+');
            try {
                (0,external_node_fs_.fsyncSync)(fd);
            }
            finally {
                (0,external_node_fs_.closeSync)(fd);
            }
            syncPath(scratch);
        }),
        syncfs: await run(processes, 'sync', ['--file-system', scratch]),
        reflinks: doctor_tried_tried(() => {
            (0,external_node_fs_.copyFileSync)(file, (0,external_node_path_.join)(scratch, 'clone'), external_node_fs_.constants.COPYFILE_FICLONE_FORCE);
        })
    };
}
async function probeLocks(lock, processes) {
    (0,external_node_fs_.writeFileSync)(lock, '');
    const fd = (0,external_node_fs_.openSync)(lock, 'r+');
    let refuses;
    try {
        const ours = await run(processes, 'flock', ['--exclusive', '--nonblock', '3'], fd);
        if (!ours.works)
            return { lockRefuses: ours, lockDies: ours };
        const args = ['--exclusive', '--nonblock', '--conflict-exit-code', String(doctor_safety_busy), lock, 'true'];
        const { status } = await processes.run('flock', { args });
        refuses = status === doctor_safety_busy ? { works: true } : { works: false, why: 'a second process got the lock as well' };
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
    if (!refuses.works)
        return { lockRefuses: refuses, lockDies: refuses };
    const { status } = await processes.run('sh', { args: ['-c', killedHolder, 'sh', lock] });
    const why = status === 4 ? 'it was still held 2 s after its holder was killed' : `it could not be tried (status ${status})`;
    return { lockRefuses: refuses, lockDies: status === 0 ? { works: true } : { works: false, why } };
}
async function run(processes, tool, args, inherit) {
    try {
        const result = await processes.run(tool, { args, ...(inherit === undefined ? {} : { inherit }) });
        if (result.status === 0)
            return { works: true };
        return { works: false, why: result.stderr.trim() || `${tool} ended with status ${result.status}` };
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            throw error;
        return { works: false, why: `${tool} is not installed` };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/volume/doctor-probe.js











const doctor_probe_prefix = '.snapshot-doctor-';
const doctor_probe_oldMs = 3_600_000;
function volumeProbe(path, machine, parts) {
    const volume = localVolume(path, parts);
    return {
        look: async () => {
            const place = await lookAtPlace(volume);
            if (place.kind !== 'directory')
                return { place, tried: { why: 'there is no volume to try it on' } };
            const room = await volume.free();
            if (!place.isWritable)
                return { place, room, tried: { why: 'not tried: the volume cannot be written' } };
            return { place, room, tried: await doctor_probe_tryAll(path, parts) };
        },
        tools: () => toolsOf(machine, parts),
        series: name => lookAtSeries(path, volume, name, parts)
    };
}
async function doctor_probe_tryAll(volume, parts) {
    let scratch;
    try {
        clearOld(volume);
        scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(volume, doctor_probe_prefix));
        const attributes = await probeAttributes(scratch, parts);
        const tried = {
            attributes,
            names: probeNames(scratch),
            safety: await probeSafety(scratch, parts.processes),
            links: probeLinkFacts(scratch)
        };
        return tried;
    }
    catch (error) {
        if (error instanceof Failure || failure_codeOf(error) === undefined)
            throw error;
        return { why: `not tried: ${failure_messageOf(error)}` };
    }
    finally {
        if (scratch !== undefined)
            (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
function clearOld(volume) {
    for (const name of (0,external_node_fs_.readdirSync)(volume).filter(one => one.startsWith(doctor_probe_prefix))) {
        const path = (0,external_node_path_.join)(volume, name);
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true &&
            stat.uid === process.geteuid?.() &&
            systemClock.now().getTime() - stat.mtimeMs > doctor_probe_oldMs)
            (0,external_node_fs_.rmSync)(path, { recursive: true });
    }
}
async function toolsOf(machine, parts) {
    const rsync = await machine.rsync();
    const missing = await machine.missingPackages();
    const tar = await tarOf(parts);
    return {
        rsync,
        missing,
        ...(tar === undefined ? {} : { tar }),
        install: {
            rsync: await machine.installLine(['rsync']),
            tools: missing.length === 0 ? '' : await machine.installLine(missing),
            tar: await machine.installLine(['tar'])
        },
        node: process.versions.node
    };
}
async function tarOf({ processes }) {
    try {
        const { stdout, stderr } = await processes.run('tar', { args: ['--version'] });
        return `${stdout.toString('utf8')}${stderr}`.split('\n')[0];
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/core/report/doctor-report.js





const marks = { ok: '✓', warning: '!', failure: '✗', skipped: '-' };
function doctorLog(report) {
    const lines = [
        `Volume ${display_showText(report.volume)}${report.series === undefined ? '' : `, series ${display_showText(report.series)}`}`,
        ...report.groups.flatMap(({ title, rows }) => ['', title, ...doctor_report_table(rows)]),
        '',
        doctor_report_ending(rowsOf(report))
    ];
    return lines.map(safeLogLine);
}
const titleWidth = 20;
function doctor_report_table(rows) {
    const cells = rows.map(({ result, title, found }) => [
        marks[result],
        title.padEnd(titleWidth),
        found.replaceAll('\n', ' ')
    ]);
    return rows_aligned(cells, 'lll').flatMap((line, index) => [`  ${line}`, ...advice(rows[index])]);
}
function advice(row) {
    const lines = [row?.why, ...(row?.mend?.split('\n') ?? [])].flatMap(line => line ?? []);
    return lines.map(line => `${' '.repeat(titleWidth + 7)}${line}`);
}
function doctor_report_ending(rows) {
    const count = (result) => rows.filter(row => row.result === result).length;
    const [failures, warnings, left] = [count('failure'), count('warning'), count('skipped')];
    const parts = [
        ...(failures === 0 ? [] : [`${countOf(failures, 'thing', 'things')} to mend`]),
        ...(warnings === 0 ? [] : [`${countOf(warnings, 'thing', 'things')} to know`]),
        ...(left === 0 ? [] : [`${left} not looked at`])
    ];
    return parts.length === 0
        ? 'All is well.'
        : `${failures === 0 ? 'Snapshots work here' : 'Snapshots do not work here'}: ${parts.join(', ')}.`;
}
const rowsOf = ({ groups }) => groups.flatMap(({ rows }) => rows);
function doctorFailure(report) {
    const failures = rowsOf(report).filter(({ result }) => result === 'failure');
    if (failures.length === 0)
        return undefined;
    const lines = failures.map(({ title, found, mend = '' }) => `\n  ${title}: ${found.replaceAll('\n', ' ')}\n    ${mend.replaceAll('\n', '\n    ')}`);
    return `The volume ${display_showText(report.volume)} has ${countOf(failures.length, 'failure', 'failures')}:${lines.join('')}`;
}
const doctorReportSchema = 1;
function doctorJson(report) {
    const rows = report.groups.flatMap(group => group.rows.map(row => ({ group: group.title, ...row })));
    const { volume, series, durationMs, program } = report;
    const value = {
        schema: doctorReportSchema,
        volume,
        series,
        result: verdictOf(rows),
        rows,
        durationMs,
        program
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}

;// CONCATENATED MODULE: ./lib/inputs/doctor.js






function readDoctorInputs(env, { workspace } = { workspace: '/' }) {
    const read = new InputReader(env, doctorDefaults);
    const unknown = findUnknownInputs(env, doctorInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const name = read.optional('name', parseSeriesName);
    const volume = readVolume(read, env);
    const inputs = {
        volume,
        ...readSsh(read, volume, workspace),
        ...(name === undefined ? {} : { name }),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/wiring/doctor.js









async function doctorWith(world) {
    const { env, context, reporter } = world;
    const inputs = readDoctorInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine, parts, connection } = await openVolume(world, inputs);
    const probe = connection === undefined
        ? volumeProbe(inputs.volume, machine, parts)
        : farProbe(volume, connection, systemClock, () => toolsOf(machine, parts));
    const ports = { probe, clock: systemClock, reporter };
    const report = await doctor(inputs, ports, program);
    const failure = doctorFailure(report);
    return {
        log: doctorLog(report),
        json: doctorJson(report),
        outputs: () => ({}),
        ...(failure !== undefined && { failure: new Failure('volume', failure) })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/doctor.js



const doctor_doctor = {
    name: 'doctor',
    summary: 'show what works on a volume, and what to do',
    description: 'Tries on the volume what snapshots need of it: links, renames, times, locks, space and the tools of this machine. Each failure comes with what to do. What is tried in a scratch directory is removed again.',
    operands: [],
    groups: [
        {
            title: 'Where',
            flags: [volume, { input: 'name', takes: '<series>', help: 'A series to look at as well.' }]
        },
        ssh
    ],
    examples: [
        { says: 'Is this disk fit for snapshots?', line: 'snapshot-action doctor --volume /mnt/backup' },
        { says: 'And this series of it', line: 'snapshot-action doctor --volume /mnt/backup --name octo/app' },
        {
            says: 'For a machine',
            line: "snapshot-action doctor --volume /mnt/backup --json | jq '.rows'"
        }
    ],
    defaults: doctorDefaults,
    run: doctorWith
};

;// CONCATENATED MODULE: ./lib/inputs/list-names.js

const listDefaults = {
    ...sshDefaults,
    measure: 'auto',
    html: 'false',
    summary: 'true'
};
const list_names_withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames];
const listInputNames = [
    ...list_names_withoutDefault,
    ...Object.keys(listDefaults)
];

;// CONCATENATED MODULE: ./lib/core/report/list-model.js
function list_model_statusOf({ record, damage }) {
    if (record !== undefined)
        return 'complete';
    return damage === undefined ? 'foreign' : 'damaged';
}
function latestOf({ snapshots, isPattern }) {
    const latest = snapshots.find(({ isLatest }) => isLatest);
    if (latest === undefined)
        return '';
    return isPattern ? `${latest.series}/${latest.id}` : latest.id;
}
const totalsOf = (snapshots) => snapshots.reduce((sum, { record }) => ({
    files: sum.files + (record?.files ?? 0),
    bytes: sum.bytes + (record?.bytes ?? 0),
    bytesAdded: sum.bytesAdded + (record?.bytesAdded ?? 0)
}), { files: 0, bytes: 0, bytesAdded: 0 });

;// CONCATENATED MODULE: ./lib/core/series-glob.js
const hasWildcards = (text) => /[*?[{]/.test(text);
function matchSeries(pattern, names) {
    const expression = new RegExp(`^(?:${translate(pattern, true, true)})$`, 'u');
    return names.filter(name => expression.test(name));
}
function translate(piece, before, after) {
    let out = '';
    for (let at = 0; at < piece.length;) {
        const rest = piece.slice(at);
        const isStart = at === 0 ? before : piece[at - 1] === '/';
        const isEnd = (end) => (end === piece.length ? after : piece[end] === '/');
        const stars = /^\*+/.exec(rest)?.[0].length ?? 0;
        const choice = alternatives(rest);
        const set = characterSet(rest);
        if (stars === 2 && isStart && isEnd(at + 2)) {
            const isLast = at + 2 === piece.length;
            out += isLast ? '.+' : '(?:[^/]+/)*';
            at += isLast ? 2 : 3;
        }
        else if (stars > 0) {
            out += '[^/]*';
            at += stars;
        }
        else if (rest.startsWith('?')) {
            out += '[^/]';
            at++;
        }
        else if (choice !== undefined) {
            const end = at + choice.length;
            out += `(?:${choice.items.map(item => translate(item, isStart, isEnd(end))).join('|')})`;
            at = end;
        }
        else if (set !== undefined) {
            out += set.expression;
            at += set.length;
        }
        else {
            out += escaped(rest.charAt(0));
            at++;
        }
    }
    return out;
}
function alternatives(text) {
    if (!text.startsWith('{'))
        return undefined;
    const items = [];
    let depth = 0;
    let from = 1;
    for (let at = 0; at < text.length; at++) {
        const character = text[at];
        if (character === '{')
            depth++;
        else if (character === ',' && depth === 1) {
            items.push(text.slice(from, at));
            from = at + 1;
        }
        else if (character === '}' && --depth === 0) {
            return items.length === 0 ? undefined : { items: [...items, text.slice(from, at)], length: at + 1 };
        }
    }
    return undefined;
}
function characterSet(text) {
    const [whole, negation = '', inside = ''] = /^\[(!?)(\]?[^\]/]*)\]/u.exec(text) ?? [];
    if (whole === undefined || inside === '')
        return undefined;
    const members = Array.from(inside.matchAll(/(.)-(.)|./gsu), ([one, from, to]) => {
        if (from === undefined || to === undefined)
            return member(one);
        return series_glob_codePoint(from) <= series_glob_codePoint(to) ? `${member(from)}-${member(to)}` : Array.from(one, member).join('');
    });
    return { expression: `[${negation === '' ? '' : '^/'}${members.join('')}]`, length: whole.length };
}
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, character => `\\${character}`);
const member = (text) => (text === '-' ? '\\-' : escaped(text));
const series_glob_codePoint = (text) => Number(text.codePointAt(0));

;// CONCATENATED MODULE: ./lib/actions/choose-series.js






async function chooseSeries(named, volume) {
    const names = (await volume.seriesNames()).filter(name => validateSeriesName(name).ok);
    if (names.includes(named.name))
        return { names: [named.name], isPattern: false };
    const isPattern = !named.isDefaultName && hasWildcards(named.name);
    const matching = isPattern ? matchSeries(named.name, names) : [];
    if (matching.length === 0)
        throw noSeries(named, volume, names, isPattern);
    return { names: matching, isPattern };
}
function noSeries(named, volume, names, isPattern) {
    const on = `on the volume ${quoteValue(volume.name)}`;
    const name = quoteValue(named.name);
    if (names.length === 0) {
        return new Failure('volume', `There is no series at all ${on}. Is "volume" the directory that snapshots are taken to?`);
    }
    const below = names.filter(one => one.startsWith(`${named.name}/`)).length;
    const advice = [
        ...(below > 0 ? [`${quoteValue(`${named.name}/**`)} means all ${units_formatCount(below)} below it.`] : []),
        ...(named.isDefaultName
            ? ['The name was left out, and the default is that of this very job and branch; give the name of the series.']
            : [])
    ];
    const what = isPattern
        ? `No series ${on} matches ${name}.`
        : `There is no series ${name} ${on}${didYouMean(named.name, names)}.`;
    return new Failure('volume', [what.replace(/\?\.$/, '?'), ...advice, existing(named.name, names)].join(' '));
}
const shownNames = 8;
function existing(name, names) {
    const sorted = names.toSorted((a, b) => sharedStart(b, name) - sharedStart(a, name));
    const more = names.length > shownNames ? `\n  and ${units_formatCount(names.length - shownNames)} more` : '';
    return `There are:${sorted
        .slice(0, shownNames)
        .map(one => `\n  ${quoteValue(one)}`)
        .join('')}${more}`;
}
function sharedStart(a, b) {
    const end = Array.from(a).findIndex((character, at) => character !== Array.from(b)[at]);
    return end < 0 ? a.length : end;
}

;// CONCATENATED MODULE: ./lib/actions/measure-freed.js



const mostUnasked = 500_000;
async function measureFreed(listed, measure, volume, reporter, remarks) {
    const chosen = new Set(toMeasure(listed, measure, remarks));
    if (chosen.size === 0)
        return listed;
    return await reporter.phase('Measure', async () => {
        const measured = new Map();
        let files = 0;
        const totalFiles = sum([...chosen]);
        for (const batch of batches(listed.filter(one => chosen.has(one)))) {
            for (const [one, result] of await measureBatch(batch, volume, remarks))
                measured.set(one, result);
            files += sum(batch);
            reporter.progress({ doing: 'measuring', files, bytes: 0, totalFiles });
        }
        return listed.flatMap(one => (measured.has(one) ? (measured.get(one) ?? []) : one));
    });
}
const measure_freed_most = { snapshots: 1000, inodes: 50_000 };
function batches(snapshots) {
    const all = [];
    const open = new Map();
    for (const one of snapshots) {
        const batch = open.get(one.series);
        if (batch !== undefined && hasRoom(batch, one))
            batch.push(one);
        else {
            const own = [one];
            all.push(own);
            if (one.record !== undefined)
                open.set(one.series, own);
        }
    }
    return all;
}
const hasRoom = (batch, one) => one.record !== undefined && batch.length < measure_freed_most.snapshots && sum(batch) + inodesIn(one) <= measure_freed_most.inodes;
const sum = (snapshots) => snapshots.reduce((all, one) => all + inodesIn(one), 0);
function toMeasure(listed, measure, { notes }) {
    if (measure !== 'auto')
        return measure ? listed : [];
    const inodes = sum(listed);
    if (inodes > mostUnasked) {
        notes.push(`What removing a snapshot would free was not measured, because ${units_formatCount(inodes)} files and directories would have to be looked at; \`measure: true\` does it.`);
        return [];
    }
    const known = listed.filter(({ record }) => record !== undefined);
    const unknown = listed.length - known.length;
    if (unknown > 0) {
        notes.push(`What removing ${countOf(unknown, 'tree without a usable record', 'trees without a usable record')} would free was not measured; \`measure: true\` does it.`);
    }
    return known;
}
const inodesIn = ({ record }) => record === undefined ? 0 : record.files + record.directories + record.symlinks;
async function measureBatch(batch, volume, remarks) {
    const [first] = batch;
    if (first === undefined)
        return [];
    const series = volume.series(first.series);
    try {
        const inodes = await series.inodes(batch.map(({ id }) => id));
        return batch.map((one, index) => [one, { ...one, bytesFreed: new FreedCounter().add(inodes[index] ?? []).bytes }]);
    }
    catch (error) {
        if (!(error instanceof Failure) || error.kind === 'cancelled')
            throw error;
        if (batch.length > 1) {
            const half = Math.ceil(batch.length / 2);
            const one = await measureBatch(batch.slice(0, half), volume, remarks);
            return [...one, ...(await measureBatch(batch.slice(half), volume, remarks))];
        }
        if (!(await series.list()).some(({ id }) => id === first.id))
            return [[first, undefined]];
        remarks.warnings.push(`What removing ${first.series}/${first.id} would free could not be measured: ${failure_messageOf(error)}`);
        return [[first, first]];
    }
}

;// CONCATENATED MODULE: ./lib/core/page/fate-words.js

const soonMs = 7 * 86_400_000;
function lotOf({ record, fate }) {
    if (record?.pinned === true)
        return 'pinned';
    if (fate === undefined)
        return 'unknown';
    return fate.goes ? 'goes' : 'stays';
}
const goesSoon = ({ fate }, writtenAtMs) => fate?.goes === true && fate.atMs - writtenAtMs <= soonMs;
function fateWords(snapshot) {
    const { record, damage, fate } = snapshot;
    if (damage !== undefined)
        return 'left alone: its record cannot be used';
    if (record === undefined)
        return 'left alone: not taken by this program';
    if (record.pinned)
        return 'pinned: stays';
    if (fate === undefined)
        return 'nothing is removed unasked';
    return fate.goes ? `goes about ${dayOf(fate.atMs)}` : `stays beyond ${dayOf(fate.untilMs)}`;
}

;// CONCATENATED MODULE: ./lib/core/page/html.js

const html_entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};
const escapeHtml = (text) => text.replace(/[&<>"']/g, character => html_entities[character] ?? '');
const shownHtml = (text, limit = 300) => escapeHtml(display_showText(text, limit));
const linkHtml = (address, text) => /^https?:\/\/[^\s"'<>\\]+$/.test(address) && address.length < 2000
    ? `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${shownHtml(text)}</a>`
    : shownHtml(text);

;// CONCATENATED MODULE: ./lib/core/page/calendar.js




const mostMonths = 12;
const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const byStrength = ['pinned', 'stays', 'goes', 'unknown'];
function calendarHtml(snapshots, writtenAtMs) {
    const days = Map.groupBy(snapshots, ({ id }) => id.slice(0, 10));
    const found = [...new Set([...days.keys()].map(day => day.slice(0, 7)))];
    const shown = found.slice(0, mostMonths).reverse();
    const hidden = found.length - shown.length;
    return [
        '<div class="months">',
        ...shown.map(month => monthHtml(month, days, writtenAtMs)),
        '</div>',
        '<p class="keys"><span class="day stays">1</span> stays <span class="day goes">1</span> goes, as the rules are now <span class="day goes soon">1</span> goes within a week <span class="day pinned">1</span> pinned <span class="day unknown">1</span> left alone</p>',
        hidden > 0
            ? `<p class="quiet">${countOf(hidden, 'earlier month is', 'earlier months are')} in the list below.</p>`
            : ''
    ].join('\n');
}
function monthHtml(month, days, writtenAtMs) {
    const [year, number] = month.split('-').map(Number);
    if (year === undefined || number === undefined)
        return '';
    const first = new Date(Date.UTC(year, number - 1, 1));
    const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
    const before = (first.getUTCDay() + 6) % 7;
    const cells = Array.from({ length: before + length }, (_, index) => {
        if (index < before)
            return '<td></td>';
        const day = String(index - before + 1);
        return dayHtml(day, days.get(`${month}-${day.padStart(2, '0')}`) ?? [], writtenAtMs);
    });
    const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => {
        const week = cells.slice(row * 7, row * 7 + 7);
        return `<tr>${week.join('')}${'<td></td>'.repeat(7 - week.length)}</tr>`;
    });
    return `<table class="month"><caption>${months[number - 1] ?? ''} ${year}</caption><thead><tr>${weekdays.map(name => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
function dayHtml(day, snapshots, writtenAtMs) {
    const [newest] = snapshots;
    if (newest === undefined)
        return `<td><span class="none">${day}</span></td>`;
    const lots = snapshots.map(lotOf);
    const lot = byStrength.find(one => lots.includes(one)) ?? 'unknown';
    const soon = lot === 'goes' && snapshots.every(one => goesSoon(one, writtenAtMs)) ? ' soon' : '';
    const said = snapshots.map(one => `${minuteOf(one.id)} ${fateWords(one)}`).join('\n');
    const count = snapshots.length > 1 ? `<sup aria-hidden="true">${snapshots.length}</sup>` : '';
    return `<td><a class="day ${lot}${soon}" href="#s-${newest.id}" title="${escapeHtml(said)}" aria-label="${escapeHtml(`${day}: ${countOf(snapshots.length, 'snapshot', 'snapshots')}: ${said}`)}">${day}${count}</a></td>`;
}

;// CONCATENATED MODULE: ./lib/core/page/chart.js



const mostBars = 90;
const width = 920;
const height = 240;
const left = 76;
const bottom = 28;
const chart_top = 12;
function chartHtml(snapshots) {
    const all = snapshots.flatMap(({ id, record }) => (record === undefined ? [] : [{ id, record }])).reverse();
    const bars = all.slice(-mostBars);
    const most = Math.max(0, ...bars.map(({ record }) => Math.max(record.bytesOnDisk, record.bytesAdded)));
    if (bars.length < 2 || most === 0)
        return '';
    const scale = niceTop(most);
    const step = (width - left - 8) / bars.length;
    const y = (bytes) => chart_top + (height - chart_top - bottom) * (1 - bytes / scale);
    const earlier = all.length - bars.length;
    return [
        '<figure>',
        `<svg class="chart" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="chart-title chart-text">`,
        '<title id="chart-title">Size of each snapshot</title>',
        `<desc id="chart-text">${escapeHtml(chart_inWords(bars))}</desc>`,
        ...[0, 0.25, 0.5, 0.75, 1].map(part => {
            const at = y(scale * part).toFixed(1);
            return `<line class="grid" x1="${left}" x2="${width}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${at}" dy=".32em" text-anchor="end">${units_formatBytes(scale * part)}</text>`;
        }),
        ...bars.map((bar, index) => barSvg(bar, left + 4 + index * step, step, y)),
        ...labels(bars, step),
        '</svg>',
        '<figcaption><span class="key full"></span> to look at: what a full copy takes <span class="key added"></span> newly stored',
        earlier > 0 ? ` · ${countOf(earlier, 'earlier snapshot is', 'earlier snapshots are')} in the list below` : '',
        '</figcaption>',
        '</figure>'
    ].join('\n');
}
function barSvg({ id, record }, x, step, y) {
    const wide = Math.max(1, step * 0.74);
    const rect = (bytes, name, inset) => {
        const high = Math.max(bytes > 0 ? 1.5 : 0, y(0) - y(bytes));
        return `<rect class="${name}" x="${(x + inset).toFixed(1)}" width="${Math.max(1, wide - 2 * inset).toFixed(1)}" y="${(y(0) - high).toFixed(1)}" height="${high.toFixed(1)}" rx="1.5"/>`;
    };
    const said = `${minuteOf(id)}: ${units_formatBytes(record.bytesOnDisk)} to look at, ${units_formatBytes(record.bytesAdded)} newly stored`;
    return `<a href="#s-${id}" tabindex="-1"><title>${said}</title>${rect(record.bytesOnDisk, 'full', 0)}${rect(record.bytesAdded, 'added', wide * 0.18)}</a>`;
}
function labels(bars, step) {
    const each = Math.max(1, Math.ceil(64 / step));
    return bars.flatMap(({ id }, index) => {
        if ((bars.length - 1 - index) % each !== 0)
            return [];
        const at = (left + 4 + index * step + step * 0.37).toFixed(1);
        return [`<text class="tick" x="${at}" y="${height - 8}" text-anchor="middle">${id.slice(5, 10)}</text>`];
    });
}
const chart_inWords = (bars) => {
    const [first] = bars;
    const last = bars.at(-1);
    if (first === undefined || last === undefined)
        return '';
    const added = bars.slice(1).reduce((sum, { record }) => sum + record.bytesAdded, 0);
    return `${countOf(bars.length, 'snapshot', 'snapshots')} from ${minuteOf(first.id)} to ${minuteOf(last.id)}. The newest is ${units_formatBytes(last.record.bytesOnDisk)} to look at; those after the first of them took ${units_formatBytes(added)} together. The list below has every figure.`;
};
function niceTop(bytes) {
    const unit = 1024 ** Math.max(0, Math.floor(Math.log(bytes) / Math.log(1024)));
    const value = bytes / unit;
    const power = 10 ** Math.floor(Math.log10(value));
    const nice = [1, 2, 4, 8, 10].find(step => step * power >= value) ?? 10;
    return nice * power * unit;
}

;// CONCATENATED MODULE: ./lib/core/page/script.js
const script = `
const copy = async (button) => {
  const text = button.previousElementSibling.textContent
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const range = document.createRange()
    range.selectNodeContents(button.previousElementSibling)
    const selection = getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
    if (!document.execCommand('copy')) { button.textContent = 'Press Ctrl-C'; return }
  }
  button.textContent = 'Copied'
  document.getElementById('said').textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => copy(button))
}
const open = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const details = target && target.querySelector('details')
  if (!details) return
  details.open = true
  details.querySelector('summary').focus({ preventScroll: true })
}
addEventListener('hashchange', open)
open()
`;

;// CONCATENATED MODULE: ./lib/core/report/by-hand.js



const longestPath = 1000;
function by_hand_restoreByHand({ status, snapshotPath }) {
    if ((status !== 'created' && status !== 'unchanged') || snapshotPath === '')
        return undefined;
    return by_hand_copyByHand(snapshotPath);
}
function by_hand_copyByHand(snapshotPath) {
    const command = showsAsItIs(snapshotPath) && snapshotPath.length <= longestPath ? commandFor(snapshotPath) : undefined;
    if (command === undefined)
        return {
            sentence: 'The path of this snapshot cannot be shown here so that it could be pasted. The output `snapshot-path` has it; copy from there with `rsync -a`, which makes no links into the snapshot.'
        };
    return {
        command,
        sentence: 'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.'
    };
}
function commandFor(snapshotPath) {
    if (isRemote(snapshotPath)) {
        const read = readSshAddress(snapshotPath);
        return read.ok ? fromFar(read.address) : undefined;
    }
    return snapshotPath.startsWith('/') ? `rsync -a -- ${shellWord(`${snapshotPath}/`)} restored/` : undefined;
}
function fromFar({ user, host, port, path }) {
    const account = `${user === undefined ? '' : `${user}@`}${host.includes(':') ? `[${host}]` : host}`;
    const shell = port === undefined ? '' : `-e ${shellWord(`ssh -p ${port}`)} `;
    return `rsync -a -s ${shell}-- ${shellWord(`${account}:${path}/`)} restored/`;
}

;// CONCATENATED MODULE: ./lib/core/report/causes.js


const causes_words = {
    new: 'new file',
    content: 'other content',
    mode: 'same content, other permissions',
    owner: 'same content, other owner',
    mtime: 'same content, new time',
    'link-limit': 'out of links',
    'other-filesystem': 'base on another filesystem',
    altered: 'altered in the base',
    damaged: 'damaged in the base',
    refused: 'link refused'
};
const causeLabel = (cause) => `${causes_words[cause]} (\`${cause}\`)`;
const causes_advice = {
    new: 'Expected. `exclude` leaves out what need not be kept.',
    content: 'Expected where the build changed them. Otherwise make it reproducible, for example with `SOURCE_DATE_EPOCH`.',
    mode: 'Set one `umask` before the build, and look for a `chmod` in it.',
    owner: 'Build as the same user each time, in containers too.',
    mtime: '`compare: content` links these.',
    'link-limit': 'Nothing, it heals itself: the stored file had all the links it can have, and later snapshots link to the fresh copy.',
    'other-filesystem': 'Keep the series, and those named by `link-from`, on one filesystem.',
    altered: 'Somebody wrote into an earlier snapshot. Verify it before you trust it.',
    damaged: 'Check the disk: a verification found the stored bytes damaged. This snapshot has whole copies again.',
    refused: 'Build as the user who owns the volume, or see `fs.protected_hardlinks`.'
};
function causesTitle({ status, base, causes, counts }) {
    if (status !== 'created' && status !== 'dry-run')
        return '';
    if (causes.length === 0 || (base === undefined && causes.every(({ cause }) => cause === 'new')))
        return '';
    const files = countOf(counts.filesCopied, 'file', 'files');
    if (status === 'dry-run')
        return `Why ${files} would be copied`;
    return `Why ${files} ${counts.filesCopied === 1 ? 'was' : 'were'} copied`;
}
const causeRows = ({ causes }) => [
    ['Because', 'Files', 'Size', 'What to do'],
    ...causes
        .slice(0, cause_causes.length)
        .map(({ cause, files, bytes }) => [causeLabel(cause), units_formatCount(files), units_formatBytes(bytes), causes_advice[cause]])
];

;// CONCATENATED MODULE: ./lib/core/page/snapshots.js








const mostDetailed = 300;
function snapshotsHtml(model) {
    const writtenAtMs = Date.parse(model.writtenAt);
    return [
        '<ol class="snapshots" reversed>',
        ...model.snapshots.map((one, index) => itemHtml(one, model, index < mostDetailed, writtenAtMs)),
        '</ol>'
    ].join('\n');
}
function itemHtml(one, model, isDetailed, writtenAtMs) {
    const { id, record } = one;
    const soon = goesSoon(one, writtenAtMs) ? ' soon' : '';
    const line = [
        `<span class="when"><time datetime="${isoOf(id)}">${minuteOf(id)}</time>${one.isLatest ? ' <b class="tag latest">latest</b>' : ''}${(record?.tags ?? []).map(tag => ` <b class="tag">${shownHtml(tag)}</b>`).join('')}${record?.pinned === true ? ' <b class="tag pin">pinned</b>' : ''}</span>`,
        ...(record === undefined
            ? ['<span class="figures"></span>']
            : [
                `<span class="figures"><span>${countOf(record.files, 'file', 'files')}</span><span>${units_formatBytes(record.bytesOnDisk)}</span><span class="new">+${units_formatBytes(record.bytesAdded)}</span></span>`
            ]),
        `<span class="fate ${lotOf(one)}${soon}">${escapeHtml(fateWords(one))}</span>`
    ].join('');
    if (!isDetailed || record === undefined) {
        const why = one.damage === undefined ? '' : `<p class="quiet">${shownHtml(one.damage)}</p>`;
        return `<li id="s-${id}"><div class="line">${line}</div>${why}</li>`;
    }
    return `<li id="s-${id}"><details><summary class="line">${line}</summary>${detailHtml(one, record, model)}</details></li>`;
}
function detailHtml(one, record, model) {
    return [
        '<div class="detail">',
        `<p>${snapshots_inWords(record)}</p>`,
        one.reasons.length > 0 ? `<p>Kept now by: ${one.reasons.map(reason => shownHtml(reason)).join(', ')}.</p>` : '',
        largestHtml(record),
        record.causes.length > 0
            ? `<p class="quiet">Stored because of ${record.causes.map(({ cause, files, bytes }) => `${escapeHtml(causeLabel(cause).replaceAll('`', ''))}: ${units_formatCount(files)}, ${units_formatBytes(bytes)}`).join('; ')}.</p>`
            : '',
        '<h3>Get it back</h3>',
        ...commands(one, model).map(commandHtml),
        runHtml(record),
        '</div>'
    ].join('\n');
}
function snapshots_inWords(record) {
    const { files, filesLinked, filesAdded, filesChanged, filesMoved, filesRemoved, base } = record;
    const share = files === 0 ? '' : ` (${formatPercent(filesLinked / files)})`;
    const changes = [
        [filesAdded, 'added'],
        [filesChanged, 'changed'],
        [filesMoved, 'moved'],
        [filesRemoved, 'removed']
    ];
    const said = changes.flatMap(([count, word]) => (count === 0 ? [] : [`${units_formatCount(count)} ${word}`]));
    const since = base === undefined
        ? 'The first of its series.'
        : `Since ${shownHtml(base.id)}: ${said.length === 0 ? 'nothing changed' : said.join(', ')}.`;
    return `${units_formatCount(filesLinked)} of ${countOf(files, 'file', 'files')}${share} are links. ${since} Taken in ${formatDuration(record.durationMs)}.`;
}
function largestHtml({ largest = [] }) {
    if (largest.length === 0)
        return '';
    const rows = largest.map(({ path, bytes, cause }) => `<tr><td><code>${shownHtml(path)}</code></td><td class="number">${units_formatBytes(bytes)}</td><td>${escapeHtml(causeLabel(cause).replace(/ \(.*/, ''))}</td></tr>`);
    return `<table class="largest"><caption>Largest newly stored files</caption><thead><tr><th scope="col">File</th><th scope="col" class="number">Size</th><th scope="col">Because</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
function commands({ id, path }, { volume, series }) {
    const words = ['--volume', volume, '--name', series, '--snapshot', id];
    const byHand = by_hand_copyByHand(path).command;
    return [
        ...(words.every(showsAsItIs) ? [`snapshot-action restore ${words.map(snapshots_quoted).join(' ')} --path restored`] : []),
        ...(byHand === undefined ? [] : [byHand])
    ];
}
const snapshots_quoted = (word) => (/^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : shellWord(word));
const commandHtml = (command) => `<div class="command"><pre tabindex="0"><code>${escapeHtml(command)}</code></pre><button type="button" data-copy hidden>Copy</button></div>`;
function runHtml({ run, compare, program }) {
    const facts = [
        run.url === undefined
            ? (run.runId ?? '') && `run ${shownHtml(run.runId ?? '')}`
            : linkHtml(run.url, `run ${run.runId ?? ''}`),
        run.workflow && shownHtml(run.workflow),
        run.job && `job ${shownHtml(run.job)}`,
        run.ref && shownHtml(run.ref),
        run.commit && `commit <code>${shownHtml(run.commit)}</code>`,
        run.actor && `by ${shownHtml(run.actor)}`,
        `compare: ${compare}`,
        shownHtml(program)
    ].filter(fact => fact !== undefined && fact !== '');
    return `<p class="quiet">${facts.join(' · ')}</p>`;
}
const isoOf = (id) => `${id.slice(0, 11)}${id.slice(11, 20).replaceAll('-', ':')}`;

;// CONCATENATED MODULE: ./lib/core/page/style.js
const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--quiet:#59636e;--line:#d1d9e0;--card:#f6f8fa;--full:#c2cad3;--blue:#0969da;--blue-bg:#ddf4ff;--green:#1a7f37;--green-bg:#dafbe1;--amber:#9a6700;--amber-bg:#fff8c5;--red:#a40e26;--red-bg:#ffebe9;--violet:#6639ba;--violet-bg:#fbefff}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--card:#151b23;--full:#4a525c;--blue:#58a6ff;--blue-bg:#121d2f;--green:#56d364;--green-bg:#12261e;--amber:#e3b341;--amber-bg:#2a2111;--red:#ff9492;--red-bg:#2d1214;--violet:#d2a8ff;--violet-bg:#271a3d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{margin:1rem 0 .35rem;font-size:.95rem}
a{color:var(--blue)}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.25rem .5rem}
.quiet,figcaption,.keys{color:var(--quiet);font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.85em}
code{overflow-wrap:anywhere}
.big{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0 0;padding:0}
.big div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.big dt{color:var(--quiet);font-size:.875rem}.big dd{margin:0;font-size:1.2rem;font-weight:600}
figure{margin:0}.chart{width:100%;height:auto;display:block}
.chart .full,.key.full{fill:var(--full);background:var(--full)}.chart .added,.key.added{fill:var(--blue);background:var(--blue)}
.chart .grid{stroke:var(--line);stroke-width:1}.chart .tick{fill:var(--quiet);font-size:12px}
.chart a:hover .full,.chart a:focus .full{fill:var(--quiet)}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .2em 0 .6em}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1.25rem}
.month{border-collapse:separate;border-spacing:2px;font-size:.8rem;text-align:center;width:100%;table-layout:fixed}
.month caption{font-weight:600;font-size:.9rem;text-align:left;padding:0 0 .25rem .3rem}
.month th{color:var(--quiet);font-weight:400}.month td{padding:0;height:1.9rem}
.none{color:var(--quiet)}
.day{display:inline-block;min-width:1.7rem;line-height:1.6rem;border-radius:5px;border:1px solid transparent;text-decoration:none;font-weight:600;padding:0 .2rem}
.day sup{font-size:.65em;font-weight:400;line-height:0}
.day.stays,.fate.stays{color:var(--green);background:var(--green-bg)}.day.goes,.fate.goes{color:var(--amber);background:var(--amber-bg)}
.day.soon,.fate.soon{color:var(--red);background:var(--red-bg)}.day.pinned,.fate.pinned{color:var(--violet);background:var(--violet-bg)}
.day.unknown,.fate.unknown{color:var(--quiet);background:var(--card)}
.day{border-color:currentColor}.keys .day{margin-left:.9rem;text-align:center;font-size:.8rem}.keys .day:first-child{margin-left:0}
.snapshots{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:8px}
.snapshots>li{border-top:1px solid var(--line);scroll-margin-top:1rem}.snapshots>li:first-child{border-top:0}
.snapshots>li:target{background:var(--blue-bg)}
.line{display:grid;grid-template-columns:minmax(12rem,1.4fr) minmax(16rem,1.5fr) minmax(11rem,1fr);gap:.25rem 1rem;align-items:center;padding:.55rem 1rem .55rem 2rem;position:relative}
summary.line{cursor:pointer;list-style:none}summary.line::-webkit-details-marker{display:none}
summary.line::before{content:"";position:absolute;left:.9rem;top:1.15rem;border:.3rem solid transparent;border-left-color:var(--quiet);transform-origin:25% 50%}
details[open]>summary.line::before{transform:rotate(90deg)}summary.line:hover{background:var(--card)}
.when{font-weight:600;font-variant-numeric:tabular-nums}
.figures{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.5rem;font-variant-numeric:tabular-nums;text-align:right;font-size:.9rem}
.new{color:var(--blue);font-weight:600}
.fate{font-size:.85rem;border-radius:1rem;padding:.1rem .7rem;justify-self:start}
.tag{font-size:.75rem;font-weight:500;border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;margin-left:.15rem}
.tag.latest{color:var(--blue);border-color:currentColor}.tag.pin{color:var(--violet);border-color:currentColor}
.detail{padding:0 1rem 1rem 2rem}.detail p{margin:.4rem 0}
.largest{border-collapse:collapse;width:100%;font-size:.875rem;margin:.5rem 0}.largest caption{text-align:left;font-weight:600;padding:.25rem 0}
.largest th,.largest td{text-align:left;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}.largest th{font-weight:400;color:var(--quiet)}
.largest .number{text-align:right;white-space:nowrap}
.command{display:flex;gap:.5rem;align-items:start;margin:.35rem 0}
.command pre{flex:1;margin:0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere}
button{font:inherit;font-size:.85rem;color:var(--fg);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem;cursor:pointer}
footer{padding-top:2rem;padding-bottom:3rem}
@media (max-width:46rem){.line{grid-template-columns:1fr}.figures{text-align:left;grid-template-columns:auto auto auto;justify-content:start;gap:1.25rem}}
@media print{details>*{display:block}button{display:none}}
`;

;// CONCATENATED MODULE: ./lib/core/page/page.js









const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
function hashOf(text) {
    return `sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}`;
}
function seriesPage(model) {
    const { series, volume, writtenAt, program, snapshots } = model;
    return `<!doctype html>
${pageMark}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${shownHtml(series)} · snapshots</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#snapshots">To the list of snapshots</a>
<header>
<h1>${shownHtml(series)}</h1>
<p class="quiet">Snapshots on <code>${shownHtml(volume)}</code></p>
${figuresHtml(model)}
</header>
<main>
${page_section('size', 'To look at, and on the disk', chartHtml(snapshots))}
${page_section('calendar', 'Calendar', snapshots.length === 0 ? '' : `${calendarHtml(snapshots, Date.parse(writtenAt))}\n${rulesHtml(model)}`)}
${page_section('snapshots', 'Snapshots', snapshots.length === 0 ? '<p>There is none yet.</p>' : snapshotsHtml(model))}
</main>
<footer class="quiet">
<p>Copy out of a snapshot; never link, move or edit files inside one: a file is shared by all snapshots that hold it. All times are UTC.</p>
<p>Written ${minuteOf(writtenAt.replaceAll(':', '-'))} by ${shownHtml(program)}.</p>
<p id="said" role="status" aria-live="polite"></p>
</footer>
<script>${script}</script>
</body>
</html>
`;
}
const page_section = (id, title, body) => body === '' ? '' : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${body}\n</section>`;
function figuresHtml({ snapshots, bytesOnDisk }) {
    const records = snapshots.flatMap(({ record }) => record ?? []);
    const full = records.reduce((sum, record) => sum + record.bytesOnDisk, 0);
    const newest = snapshots.find(({ isLatest }) => isLatest);
    const figures = [
        ['Snapshots', units_formatCount(records.length)],
        ['Newest', newest === undefined ? 'none' : minuteOf(newest.id)],
        ['Full copies would take', units_formatBytes(full)],
        ...(bytesOnDisk === undefined
            ? []
            : [
                ['On the disk', units_formatBytes(bytesOnDisk)],
                ['Saved', full === 0 ? '–' : formatPercent(Math.max(0, 1 - bytesOnDisk / full))]
            ])
    ];
    return `<dl class="big">${figures.map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
}
function rulesHtml({ rules, everyMs }) {
    if (rules.length === 0)
        return '<p class="quiet">No retention is applied here, or none is known of.</p>';
    const often = everyMs === undefined ? '' : `, supposing that a snapshot is taken every ${everyWords(everyMs)}`;
    return `<p class="quiet">As the rules are now (${rules.map(rule => `<code>${shownHtml(rule)}</code>`).join(', ')})${often}. Rules about space may take the oldest sooner.</p>`;
}
function everyWords(ms) {
    const hours = Math.max(1, Math.round(ms / 3_600_000));
    const days = Math.round(hours / 24);
    if (hours < 36 && hours !== 24)
        return hours === 1 ? 'hour' : `${hours} hours`;
    return days === 1 ? 'day' : `${days} days`;
}

;// CONCATENATED MODULE: ./lib/core/retention/policy.js
const emptyPolicy = {
    keepLast: 0,
    keepHourly: 0,
    keepDaily: 0,
    keepWeekly: 0,
    keepMonthly: 0,
    keepYearly: 0,
    keepTags: []
};
const dayHours = 24;
const defaultPolicy = {
    ...emptyPolicy,
    keepLast: 7,
    keepWithin: { months: 0, hours: 30 * dayHours }
};
function spanText({ months, hours }) {
    const calendar = months % 12 === 0 ? `${months / 12}y` : `${months}m`;
    const clock = hours % dayHours === 0 ? `${hours / dayHours}d` : `${hours}h`;
    return [...(months > 0 ? [calendar] : []), ...(hours > 0 ? [clock] : [])].join(' ');
}
const hourMs = 3_600_000;
function momentBefore(momentMs, { months, hours }) {
    const moment = new Date(momentMs);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    const beforeMs = moment.getTime() - hours * hourMs;
    return Number.isNaN(beforeMs) ? Number.NEGATIVE_INFINITY : beforeMs;
}

;// CONCATENATED MODULE: ./lib/core/report/prune-rules.js

const counts = [
    ['keep-last', 'keepLast'],
    ['keep-hourly', 'keepHourly'],
    ['keep-daily', 'keepDaily'],
    ['keep-weekly', 'keepWeekly'],
    ['keep-monthly', 'keepMonthly'],
    ['keep-yearly', 'keepYearly']
];
const limits = [
    ['min-free-space', 'minFreeSpace'],
    ['min-free-inodes', 'minFreeInodes'],
    ['max-size', 'maxSize']
];
const rulesInWords = (policy, space) => [
    ...counts.flatMap(([name, key]) => (policy[key] > 0 ? [`${name}: ${policy[key]}`] : [])),
    ...(policy.keepWithin === undefined ? [] : [`keep-within: ${spanText(policy.keepWithin)}`]),
    ...policy.keepTags.map(tag => `keep-tags: ${tag}`),
    ...limits.flatMap(([name, key]) => {
        const limit = space[key];
        return limit === undefined ? [] : [`${name}: ${limit.text}`];
    })
];

;// CONCATENATED MODULE: ./lib/core/retention/periods.js
const periods_hourMs = 3_600_000;
const periods_dayMs = 24 * periods_hourMs;
const thursday = 3;
const countRules = [
    { name: 'last', count: 'keepLast', periodOf: (_, position) => position },
    { name: 'hourly', count: 'keepHourly', periodOf: moment => Math.floor(moment.getTime() / periods_hourMs) },
    { name: 'daily', count: 'keepDaily', periodOf: periods_dayOf },
    { name: 'weekly', count: 'keepWeekly', periodOf: moment => Math.floor((periods_dayOf(moment) + thursday) / 7) },
    { name: 'monthly', count: 'keepMonthly', periodOf: monthOf },
    { name: 'yearly', count: 'keepYearly', periodOf: moment => moment.getUTCFullYear() }
];
function periods_dayOf(moment) {
    return Math.floor(moment.getTime() / periods_dayMs);
}
function monthOf(moment) {
    return moment.getUTCFullYear() * 12 + moment.getUTCMonth();
}

;// CONCATENATED MODULE: ./lib/core/retention/judge.js



const clockToleranceMs = 24 * 3_600_000;
function judge(snapshots, policy, now) {
    checkPolicy(policy);
    const dated = newestFirst(snapshots);
    const horizonMs = now.getTime() + clockToleranceMs;
    const counted = dated.filter(({ snapshot, momentMs }) => !snapshot.isForeign && momentMs <= horizonMs);
    const kept = keptByRules(counted, policy);
    return dated.map(one => {
        const exempt = exemptions(one.snapshot);
        if (one === counted[0])
            exempt.unshift('newest');
        if (one.momentMs > horizonMs)
            exempt.push('dated in the future');
        const reasons = [...exempt, ...(kept.get(one) ?? [])];
        const { id } = one.snapshot;
        return reasons.length > 0
            ? { id, decision: 'keep', reasons, isExempt: exempt.length > 0 }
            : { id, decision: 'remove', reasons: ['no rule keeps it'], isExempt: false };
    });
}
function exemptions(snapshot) {
    const exempt = [];
    if (snapshot.isLatest)
        exempt.push('latest');
    if (snapshot.isPinned)
        exempt.push('pinned');
    if (snapshot.isBeingRead)
        exempt.push('being read');
    if (snapshot.isForeign)
        exempt.push('foreign');
    return exempt;
}
function checkPolicy(policy) {
    const counts = countRules.map(rule => policy[rule.count]);
    if (!counts.every(count => Number.isSafeInteger(count) && count >= 0))
        throw new RangeError(`a retention policy counts whole snapshots, not ${counts.join(', ')}`);
    const { months, hours } = policy.keepWithin ?? { months: 0, hours: 0 };
    if (!(months >= 0 && hours >= 0))
        throw new RangeError(`a retention policy looks back, not ${months} m ${hours} h`);
    if (counts.every(count => count === 0) && months + hours === 0 && policy.keepTags.length === 0)
        throw new RangeError('a retention policy that keeps nothing is refused');
}
function newestFirst(snapshots) {
    const dated = snapshots.map(snapshot => {
        const parsed = parseSnapshotId(snapshot.id);
        if (parsed === undefined)
            throw new TypeError(`${JSON.stringify(snapshot.id)} is no snapshot id`);
        return { snapshot, moment: parsed.moment, momentMs: parsed.moment.getTime(), serial: parsed.serial };
    });
    return dated.sort((a, b) => b.momentMs - a.momentMs || b.serial - a.serial);
}
function keptByRules(counted, policy) {
    const startMs = windowStart(counted, policy.keepWithin);
    const within = policy.keepWithin === undefined ? '' : `within ${spanText(policy.keepWithin)}`;
    const rules = countRules.map(rule => ({ ...rule, most: policy[rule.count], found: 0, period: Number.NaN }));
    const kept = new Map();
    for (const [position, one] of counted.entries()) {
        const reasons = policy.keepTags.filter(tag => one.snapshot.tags.includes(tag)).map(tag => `tag ${tag}`);
        if (one.momentMs > startMs)
            reasons.push(within);
        const isOldest = position === counted.length - 1;
        for (const rule of rules) {
            if (rule.found === rule.most)
                continue;
            const period = rule.periodOf(one.moment, position);
            if (period !== rule.period) {
                rule.period = period;
                rule.found++;
                reasons.push(`${rule.name} ${rule.found}`);
            }
            else if (isOldest)
                reasons.push(`oldest ${rule.name}`);
        }
        if (reasons.length > 0)
            kept.set(one, reasons);
    }
    return kept;
}
function windowStart([newest, before], span) {
    if (newest === undefined || span === undefined)
        return Number.POSITIVE_INFINITY;
    const startMs = momentBefore(newest.momentMs, span);
    return before === undefined || before.momentMs > startMs ? startMs : momentBefore(before.momentMs, span);
}

;// CONCATENATED MODULE: ./lib/core/retention/forecast.js


const forecast_dayMs = 86_400_000;
const forecast_hourMs = 3_600_000;
const gapsLookedAt = 14;
const mostRuns = 400;
const mostJudged = 200_000;
function forecast(snapshots, policy, now) {
    const dated = snapshots.flatMap(one => {
        const moment = parseSnapshotId(one.id)?.moment.getTime();
        return one.isForeign || moment === undefined || moment > now.getTime() ? [] : [moment];
    });
    const everyMs = habit(dated);
    const fates = new Map();
    let there = snapshots.map(one => ({ ...one, isBeingRead: false }));
    const ours = new Set(there.filter(one => !one.isForeign).map(({ id }) => id));
    let atMs = now.getTime();
    const runs = Math.min(mostRuns, Math.ceil(mostJudged / Math.max(1, snapshots.length)));
    for (let run = 0; run < runs && fates.size < ours.size; run++) {
        atMs += everyMs;
        const taken = new Set(there.map(({ id }) => id));
        const id = snapshotId(new Date(atMs), candidate => taken.has(candidate));
        const fresh = { id, tags: [], isPinned: false, isBeingRead: false, isForeign: false, isLatest: true };
        there = [...there.map(one => ({ ...one, isLatest: false })), fresh];
        const kept = new Set();
        for (const verdict of judge(there, policy, new Date(atMs))) {
            if (verdict.decision === 'keep')
                kept.add(verdict.id);
            else if (ours.has(verdict.id))
                fates.set(verdict.id, { goes: true, atMs });
        }
        there = there.filter(one => kept.has(one.id));
    }
    for (const id of ours)
        if (!fates.has(id))
            fates.set(id, { goes: false, untilMs: atMs });
    return { everyMs, fates };
}
function habit(moments) {
    const sorted = moments.toSorted((a, b) => b - a).slice(0, gapsLookedAt + 1);
    const gaps = sorted
        .slice(1)
        .map((moment, index) => (sorted[index] ?? moment) - moment)
        .sort((a, b) => a - b);
    const median = gaps[Math.floor(gaps.length / 2)];
    return median === undefined ? forecast_dayMs : Math.max(forecast_hourMs, median);
}

;// CONCATENATED MODULE: ./lib/core/retention/space-rules.js

const isEnough = (amount, limit) => amount >= limit;
const wouldBeFree = (standing) => `there would be ${standing}`;
const measures = [
    {
        name: 'min-free-space',
        limit: 'minFreeSpace',
        amount: space => space.freeBytes,
        whole: space => space.totalBytes,
        isMet: isEnough,
        standing: bytes => `${units_formatBytes(bytes)} free`,
        wouldBe: wouldBeFree
    },
    {
        name: 'min-free-inodes',
        limit: 'minFreeInodes',
        amount: space => space.freeInodes,
        whole: space => space.totalInodes,
        isMet: isEnough,
        standing: inodes => `${units_formatCount(inodes)} inodes free`,
        wouldBe: wouldBeFree
    },
    {
        name: 'max-size',
        limit: 'maxSize',
        amount: space => space.seriesBytes,
        whole: space => space.totalBytes,
        isMet: (amount, limit) => amount <= limit,
        standing: bytes => `the series takes ${units_formatBytes(bytes)}`,
        wouldBe: standing => standing.replace('takes', 'would still take')
    }
];
function measure(rules, space) {
    return measures.flatMap(one => {
        const limit = rules[one.limit];
        if (limit === undefined)
            return [];
        const [amount, whole] = [one.amount(space), one.whole(space)];
        const rule = `${one.name} ${limit.text}`;
        if (amount === undefined || whole === undefined) {
            const complaint = `${rule} has no effect: the filesystem of this volume has no fixed number of inodes`;
            return { state: 'unknown', reason: rule, complaint };
        }
        const share = 'share' in limit ? ` (${formatPercent(amount / Math.max(1, whole))})` : '';
        const standing = one.standing(amount) + share;
        return {
            state: one.isMet(amount, 'share' in limit ? limit.share * whole : limit.amount) ? 'met' : 'broken',
            reason: `${rule}: ${standing}`,
            complaint: `${rule} cannot be met: ${one.wouldBe(standing)} with every snapshot removed that may be. What is left is the ` +
                'newest, and what is pinned, being read, foreign or dated in the future: make room on the volume, or change the rule'
        };
    });
}
const space_rules_without = (space, { bytes, inodes }) => ({
    ...space,
    freeBytes: space.freeBytes + bytes,
    seriesBytes: space.seriesBytes - bytes,
    ...(space.freeInodes === undefined ? {} : { freeInodes: space.freeInodes + inodes })
});

;// CONCATENATED MODULE: ./lib/core/retention/removal-plan.js

function* planRemovals(verdicts, rules, space) {
    const planned = new Map(verdicts.map(verdict => [verdict.id, verdict]));
    const oldestFirst = verdicts.toReversed();
    let left = space;
    for (const verdict of oldestFirst.filter(({ decision }) => decision === 'remove')) {
        const freed = yield verdict.id;
        left = space_rules_without(left, freed);
        planned.set(verdict.id, { ...verdict, freed });
    }
    for (const verdict of oldestFirst.filter(({ decision, isExempt }) => decision === 'keep' && !isExempt)) {
        const broken = measure(rules, left).filter(({ state }) => state === 'broken');
        if (broken.length === 0)
            break;
        const freed = yield verdict.id;
        left = space_rules_without(left, freed);
        planned.set(verdict.id, { ...verdict, decision: 'remove', reasons: broken.map(({ reason }) => reason), freed });
    }
    return {
        verdicts: [...planned.values()],
        complaints: measure(rules, left).flatMap(({ state, complaint }) => (state === 'met' ? [] : [complaint]))
    };
}

;// CONCATENATED MODULE: ./lib/actions/inodes-to-free.js


async function inodesToFree(series, id, gone) {
    const [tree = []] = await series.inodes([id]);
    if (tree.every(({ shared }) => shared === undefined))
        return tree;
    const staying = (await series.list()).map(listed => listed.id).filter(other => other !== id && !gone.has(other));
    const older = staying.filter(other => compareSnapshotIds(other, id) < 0).sort(compareSnapshotIds);
    const newer = staying.filter(other => compareSnapshotIds(other, id) > 0).sort(compareSnapshotIds);
    const besides = [older.at(-1), newer[0]].filter(beside => beside !== undefined);
    return withHeld(tree, await series.inodes(besides));
}

;// CONCATENATED MODULE: ./lib/actions/retain.js





async function foresee(volume, series, rules, now) {
    const listed = await series.list();
    const latest = await series.latest();
    const standing = listed.map(one => standingOf(one, latest.target));
    const first = judge(standing, rules.policy, now);
    const asked = hasSpaceRule(rules.space) ? first.filter(({ isExempt }) => !isExempt) : first.filter(isRemoved);
    const read = new Set();
    for (const { id } of asked)
        if (await series.isBeingRead(id))
            read.add(id);
    const verdicts = read.size === 0
        ? first
        : judge(standing.map(one => (read.has(one.id) ? { ...one, isBeingRead: true } : one)), rules.policy, now);
    const inodes = new Map();
    const counter = new FreedCounter();
    const seriesBytes = rules.space.maxSize === undefined ? 0 : await series.bytesOnDisk();
    const removals = planRemovals(verdicts, rules.space, await spaceOn(volume, seriesBytes));
    let step = removals.next();
    while (step.done !== true) {
        const tree = await inodesToFree(series, step.value, inodes);
        inodes.set(step.value, tree);
        step = removals.next(counter.add(tree));
    }
    return { plan: step.value, inodes };
}
async function retain(volume, series, rules, now) {
    return await carryOut(series, await foresee(volume, series, rules, now));
}
async function carryOut(series, { plan, inodes }) {
    const doomed = plan.verdicts.filter(isRemoved).map(({ id }) => id);
    const { trashed, beingRead } = await series.trash(doomed.toReversed());
    const { left, leftInodes } = await series.emptyTrash();
    return {
        verdicts: plan.verdicts.map(verdict => keptIfRead(verdict, beingRead)),
        removedIds: trashed,
        bytesFreed: freedBy(trashed, inodes, leftInodes),
        warnings: [...plan.complaints, ...(left.length > 0 ? [cannotDelete(left)] : [])]
    };
}
const isRemoved = ({ decision }) => decision === 'remove';
const standingOf = ({ id, record }, latest) => ({
    id,
    tags: record?.tags ?? [],
    isPinned: record?.pinned ?? false,
    isBeingRead: false,
    isForeign: record === undefined,
    isLatest: id === latest
});
async function spaceOn(volume, seriesBytes) {
    const { bytes, totalBytes, inodes, totalInodes } = await volume.free();
    return {
        freeBytes: bytes,
        totalBytes,
        ...(inodes === undefined || totalInodes === undefined ? {} : { freeInodes: inodes, totalInodes }),
        seriesBytes
    };
}
function freedBy(ids, inodes, left) {
    const counter = new FreedCounter();
    let bytes = 0;
    for (const id of ids)
        bytes += counter.add((inodes.get(id) ?? []).filter(({ ino }) => !left.has(ino))).bytes;
    return bytes;
}
function keptIfRead(verdict, beingRead) {
    if (!beingRead.includes(verdict.id))
        return verdict;
    const { id } = verdict;
    return { id, decision: 'keep', reasons: ['being read'], isExempt: true };
}
const hasSpaceRule = (space) => Object.keys(space).length > 0;

;// CONCATENATED MODULE: ./lib/actions/series-page.js







async function writeSeriesPage(series, { volume, now, program }) {
    const listed = await series.list();
    const { state, target } = await series.latest();
    const latest = currentSnapshot(listed, state === 'link' ? snapshotOfLatest(target) : undefined, now);
    const policy = listed.find(({ record }) => record?.retention !== undefined)?.record?.retention;
    const judged = policy === undefined ? undefined : judgedBy(policy, listed, target, now);
    const page = seriesPage({
        volume,
        series: series.name,
        snapshots: listed.map(one => ({
            ...one,
            path: series.tree(one.id).path,
            isLatest: one === latest,
            ...(judged?.of(one.id) ?? { reasons: [] })
        })),
        ...(listed.length > 0 && { bytesOnDisk: await series.bytesOnDisk() }),
        rules: policy === undefined ? [] : rulesInWords(policy, {}),
        ...(judged && { everyMs: judged.everyMs }),
        writtenAt: now.toISOString(),
        program
    });
    await series.writePage(page);
}
function judgedBy(policy, listed, target, now) {
    const standing = listed.map(one => standingOf(one, target));
    const verdicts = new Map(judge(standing, policy, now).map(({ id, reasons, decision }) => [id, { reasons, decision }]));
    const { fates, everyMs } = forecast(standing, policy, now);
    return {
        everyMs,
        of: id => {
            const verdict = verdicts.get(id);
            const fate = fates.get(id);
            return { reasons: verdict?.decision === 'keep' ? verdict.reasons : [], ...(fate && { fate }) };
        }
    };
}

;// CONCATENATED MODULE: ./lib/actions/list.js











async function list_list(inputs, context, ports, program) {
    const { volume, machine, clock, reporter } = ports;
    const startedAt = clock.now().toISOString();
    const startedMs = clock.monotonicMs();
    const remarks = { warnings: [], notes: [] };
    const { names, isPattern } = await reporter.phase('Check', async () => {
        await checkReading(volume, machine);
        return await chooseSeries(inputs, volume);
    });
    const listed = await reporter.phase('List', async () => {
        const found = [];
        for (const name of names)
            found.push(...(await snapshotsOf(volume.series(name), clock.now())));
        return found.sort((a, b) => compareSnapshotIds(b.id, a.id));
    });
    for (const name of names)
        await remarkOnLost(volume.series(name), remarks);
    remarkOn(listed, clock.now(), remarks);
    const snapshots = await measureFreed(listed, inputs.measure, volume, reporter, remarks);
    for (const warning of remarks.warnings)
        reporter.warning(warning);
    if (inputs.html)
        await writePages(names, inputs.volume, ports, program);
    return {
        volume: inputs.volume,
        name: inputs.name,
        isPattern,
        series: names,
        snapshots,
        startedAt,
        durationMs: Math.round(clock.monotonicMs() - startedMs),
        ...remarks,
        run: context.run,
        program
    };
}
async function writePages(names, volumeName, { volume, clock, reporter }, program) {
    await reporter.phase('Write the pages', async () => {
        for (const name of names) {
            const series = volume.series(name);
            await writeSeriesPage(series, { volume: volumeName, now: clock.now(), program });
            reporter.info(`The page of ${name} is ${series.path}/${pageName}`);
        }
    });
}
async function snapshotsOf(series, now) {
    const listed = await series.list();
    const { state, target } = await series.latest();
    const current = currentSnapshot(listed, state === 'link' ? snapshotOfLatest(target) : undefined, now);
    return listed.map(one => ({
        ...one,
        series: series.name,
        path: `${series.path}/${one.id}`,
        isLatest: one === current
    }));
}
async function remarkOnLost(series, { warnings }) {
    const lost = (await series.lost()).filter(({ isAdopted }) => !isAdopted);
    if (lost.length === 0)
        return;
    warnings.push(`Of ${countOf(lost.length, 'snapshot', 'snapshots')} of ${series.name} there is a record, and no directory any more: ${firstInline(lost, ({ id }) => id)}. Moved away, or removed by hand? Once you know that it is gone for good, remove its record below .snapshots.`);
}
function remarkOn(listed, now, { warnings, notes }) {
    for (const { id, series, damage } of listed) {
        if (damage === undefined)
            continue;
        warnings.push(`The record of ${series}/${id} cannot be used (${damage}), so the snapshot is not restored, verified or pruned. Its files are as they are, and can be copied by hand.`);
    }
    const ahead = listed.find(({ id, record }) => record !== undefined && isAfter(id, now));
    if (ahead !== undefined) {
        warnings.push(`The snapshot ${ahead.series}/${ahead.id} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`);
    }
    const foreign = listed.filter(one => list_model_statusOf(one) === 'foreign');
    if (foreign.length === 0)
        return;
    const trees = firstInline(foreign, ({ id }) => id);
    notes.push(`${countOf(foreign.length, 'tree was', 'trees were')} not taken by this program and so left alone by it: ${trees}. \`snapshot-action adopt\` makes a snapshot of such a tree.`);
}

;// CONCATENATED MODULE: ./lib/core/report/list-json.js


const listReportSchema = 1;
function listItem(snapshot, isPattern) {
    const { series, id, path, record, damage, bytesFreed } = snapshot;
    const run = record?.run;
    return {
        ...(isPattern && { series }),
        id,
        path,
        status: list_model_statusOf(snapshot),
        ...(damage !== undefined && { why: damage }),
        tags: record?.tags ?? [],
        pinned: record?.pinned ?? false,
        run: run?.runId === undefined && run?.url === undefined ? null : { id: run.runId ?? null, url: run.url ?? null },
        commit: run?.commit ?? null,
        ref: run?.ref ?? null,
        files: record?.files ?? null,
        bytes: record?.bytes ?? null,
        'bytes-added': record?.bytesAdded ?? null,
        'bytes-freed-if-removed': bytesFreed ?? null
    };
}
function listJson(report) {
    const value = {
        schema: listReportSchema,
        volume: report.volume,
        name: report.name,
        isPattern: report.isPattern,
        series: report.series,
        latest: latestOf(report),
        snapshots: report.snapshots.map(snapshot => listItem(snapshot, report.isPattern)),
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        warnings: report.warnings,
        notes: report.notes,
        run: report.run,
        program: report.program
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}

;// CONCATENATED MODULE: ./lib/core/report/list-rows.js




const list_rows_columns = [
    { title: 'Snapshot', kind: 'code', of: ({ id }) => id },
    { title: 'Series', kind: 'code', of: ({ series }) => series },
    { title: 'Taken (UTC)', kind: 'date', of: ({ id }) => list_rows_dateOf(id) },
    { title: 'Marks', kind: 'code', of: marksOf },
    { title: 'Files', kind: 'figure', of: ({ record }) => (record === undefined ? '' : units_formatCount(record.files)) },
    { title: 'Size', kind: 'figure', of: ({ record }) => (record === undefined ? '' : units_formatBytes(record.bytes)) },
    { title: 'Added', kind: 'figure', of: ({ record }) => (record === undefined ? '' : units_formatBytes(record.bytesAdded)) },
    {
        title: 'Frees if removed',
        kind: 'figure',
        of: ({ bytesFreed }) => (bytesFreed === undefined ? '' : units_formatBytes(bytesFreed))
    },
    { title: 'Commit', kind: 'code', of: ({ record }) => record?.run.commit?.slice(0, shortCommit) ?? '' },
    { title: 'Ref', kind: 'code', of: ({ record }) => record?.run.ref?.replace(/^refs\/(?:heads|tags)\//, '') ?? '' }
];
const shortCommit = 7;
function listTable({ snapshots, isPattern }, limit) {
    const shown = snapshots.slice(0, limit);
    const used = list_rows_columns.filter(({ title, of }) => title === 'Series' ? isPattern : shown.some(snapshot => of(snapshot) !== ''));
    const { files, bytes, bytesAdded } = totalsOf(snapshots);
    const total = {
        Snapshot: countOf(snapshots.length, 'snapshot', 'snapshots'),
        Files: units_formatCount(files),
        Size: units_formatBytes(bytes),
        Added: units_formatBytes(bytesAdded)
    };
    return {
        kinds: used.map(({ kind }) => kind),
        rows: [used.map(({ title }) => title), ...shown.map(snapshot => used.map(({ of }) => of(snapshot)))],
        total: used.map(({ title }) => total[title] ?? ''),
        more: snapshots.length - shown.length
    };
}
function list_rows_dateOf(id) {
    const moment = parseSnapshotId(id)?.moment;
    if (moment === undefined)
        return '';
    return `${moment.toUTCString().slice(0, 3)} ${moment.toISOString().slice(0, 16).replace('T', ' ')}`;
}
function marksOf(snapshot) {
    const { record, isLatest } = snapshot;
    const status = list_model_statusOf(snapshot);
    return [
        ...(isLatest ? ['latest'] : []),
        ...(status === 'complete' ? [] : [status]),
        ...(record?.pinned === true ? ['pinned'] : []),
        ...(record?.tags ?? [])
    ].join(', ');
}
function listOutcome(report) {
    const { name, isPattern, series, snapshots } = report;
    const [newest] = snapshots;
    const oldest = snapshots.at(-1);
    const where = isPattern
        ? `the ${countOf(series.length, 'series', 'series')} of ${inBackticks(name)}`
        : inBackticks(name);
    if (newest === undefined || oldest === undefined)
        return { heading: 'No snapshots', sentence: `There is no snapshot in ${where}.` };
    const { files, bytes, bytesAdded } = totalsOf(snapshots);
    const span = snapshots.length === 1 ? newest.id : `${oldest.id} to ${newest.id}`;
    return {
        heading: countOf(snapshots.length, 'snapshot', 'snapshots'),
        sentence: `${display_showText(span)} in ${where}: ${countOf(files, 'file', 'files')} of ${units_formatBytes(bytes)} to look at, ${units_formatBytes(bytesAdded)} of them newly stored.`
    };
}

;// CONCATENATED MODULE: ./lib/core/report/list-log.js




const list_log_mostRows = 2000;
function listLog(report) {
    const { heading, sentence } = listOutcome(report);
    const facts = [...report.notes, `The run took ${formatDuration(report.durationMs)}.`];
    return [heading, sentence, ...list_log_table(report), '', ...facts.map(fact => `- ${fact}`)].map(safeLogLine);
}
function list_log_table(report) {
    if (report.snapshots.length === 0)
        return [];
    const { kinds, rows, total, more } = listTable(report, list_log_mostRows);
    const shown = [...rows, total].map(row => row.map(cell => display_showText(cell)));
    const lines = rows_aligned(shown, kinds.map(kind => (kind === 'figure' ? 'r' : 'l')).join(''));
    return [
        '',
        ...lines.slice(0, -1),
        ...(more === 0 ? [] : [`and ${units_formatCount(more)} more, all of which are in the JSON report`]),
        ...lines.slice(-1)
    ];
}

;// CONCATENATED MODULE: ./lib/core/report/list-outputs.js




const listOutputNames = (/* unused pure expression or super */ null && (['snapshots', 'count', 'latest', 'duration-ms', 'report']));
const mostCharacters = (900 * 1024) / 2;
function listOutputs(report, reportPath) {
    return {
        snapshots: `[${fitting(report).join(',')}]`,
        count: String(report.snapshots.length),
        latest: latestOf(report),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}
function leftOutOfOutputs(report) {
    const all = report.snapshots.length;
    const left = all - fitting(report).length;
    if (left === 0)
        return undefined;
    return `The output "snapshots" has the newest ${units_formatCount(all - left)} of ${units_formatCount(all)} snapshots, ${units_formatCount(left)} are left out: GitHub takes no more than 1 MB of outputs. All are in the JSON report, whose path is the output "report".`;
}
function fitting({ snapshots, isPattern }) {
    const items = [];
    let length = '[]'.length;
    for (const snapshot of snapshots) {
        const item = inertJson(JSON.stringify(listItem(snapshot, isPattern)));
        length += item.length + ','.length;
        if (length > mostCharacters)
            break;
        items.push(item);
    }
    return items;
}

;// CONCATENATED MODULE: ./lib/core/report/alert.js


function alert_alert(sentences) {
    if (sentences.length === 0)
        return [];
    const shown = bounded_bounded(sentences).map(sentence => markdownSentence(sentence, 400));
    const lines = shown.length === 1 ? shown : shown.map(sentence => `- ${sentence}`);
    return [['[!WARNING]', ...lines].map(line => `> ${line}`).join('\n')];
}

;// CONCATENATED MODULE: ./lib/core/report/list-summary.js






const list_summary_most = { rows: 40, cell: 80, note: 300 };
function listSummary(report) {
    const { heading, sentence } = listOutcome(report);
    const sections = [
        `## ${list_summary_plain(heading)}`,
        `**${list_summary_plain(sentence)}**`,
        ...alert_alert(report.warnings),
        ...list_summary_table(report),
        [...bounded_bounded(report.notes), `The run took ${formatDuration(report.durationMs)}.`]
            .map(note => `- ${list_summary_plain(note, list_summary_most.note)}`)
            .join('\n'),
        footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function list_summary_table(report) {
    if (report.snapshots.length === 0)
        return [];
    const { kinds, rows, total, more } = listTable(report, list_summary_most.rows);
    const [head = [], ...body] = rows;
    const cells = body.map(row => row.map((text, column) => cell(text, kinds[column])));
    return [
        markdownTable([head, ...cells, total.map(text => (text === '' ? '' : `**${list_summary_plain(text)}**`))], kinds.map(kind => (kind === 'figure' ? 'r' : 'l')).join('')),
        ...(more === 0 ? [] : [list_summary_plain(`and ${units_formatCount(more)} more; the JSON report has all of them.`)])
    ];
}
function cell(text, kind) {
    if (kind === 'date')
        return text;
    return kind === 'figure' ? list_summary_plain(text) : markdownText(text, list_summary_most.cell);
}
function footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const list_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./lib/inputs/list.js







function readListInputs(env, context) {
    const read = new InputReader(env, listDefaults);
    const unknown = findUnknownInputs(env, listInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const { name, parts } = readOwnSeries(read, context.defaults);
    const measure = read.value('measure', oneOf(['auto', 'true', 'false']));
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name,
        isDefaultName: parts !== undefined,
        measure: measure === 'auto' ? measure : measure === 'true',
        html: read.value('html', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/wiring/list.js









async function listWith(world) {
    const { env, context, reporter } = world;
    const inputs = readListInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine } = await openVolume(world, inputs);
    const report = await list_list(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    return {
        log: listLog(report),
        json: listJson(report),
        outputs: reportPath => {
            const leftOut = leftOutOfOutputs(report);
            if (leftOut !== undefined)
                reporter.warning(leftOut);
            return listOutputs(report, reportPath);
        },
        ...(inputs.summary && { summary: listSummary(report) })
    };
}

;// CONCATENATED MODULE: ./lib/core/report/list-overview.js




function listOverview({ volume, series, snapshots, notes }) {
    const bySeries = new Map(series.map(name => [name, snapshots.filter(one => one.series === name)]));
    const hasOthers = snapshots.some(isOther);
    const head = ['Series', 'Snapshots', ...(hasOthers ? ['Others'] : []), 'Newest', 'Files', 'Size', 'Stored in all'];
    const rows = [...bySeries].map(([name, own]) => rowOf(name, own, hasOthers));
    return [
        `${countOf(series.length, 'series', 'series')} on ${display_showText(volume)}`,
        `${countOf(snapshots.length, 'snapshot', 'snapshots')}; give the name of a series to see its own.`,
        '',
        ...rows_aligned([head, ...rows], hasOthers ? 'lrrlrrr' : 'lrlrrr'),
        ...(notes.length === 0 ? [] : ['', ...notes.map(note => `- ${note}`)])
    ].map(safeLogLine);
}
const isOther = (snapshot) => list_model_statusOf(snapshot) !== 'complete';
function rowOf(name, own, hasOthers) {
    const complete = own.filter(one => !isOther(one));
    const current = own.find(({ isLatest }) => isLatest);
    const { files, bytes } = totalsOf(current === undefined ? [] : [current]);
    return [
        display_showText(name),
        units_formatCount(complete.length),
        ...(hasOthers ? [units_formatCount(own.length - complete.length)] : []),
        current?.id ?? 'none',
        units_formatCount(files),
        units_formatBytes(bytes),
        units_formatBytes(totalsOf(own).bytesAdded)
    ];
}

;// CONCATENATED MODULE: ./lib/wiring/list-all.js







async function listAllWith(world) {
    const { env, context, reporter } = world;
    const inputs = readListInputs({ ...env, INPUT_NAME: '**', INPUT_MEASURE: env.INPUT_MEASURE ?? 'false' }, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine } = await openVolume(world, inputs);
    const report = await list_list(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    return { log: listOverview(report), json: listJson(report), outputs: () => ({}) };
}

;// CONCATENATED MODULE: ./lib/cli/commands/list.js




const commands_list_list = {
    name: 'list',
    summary: 'show the series of a volume, or the snapshots of one',
    description: 'Shows the snapshots of a series, the newest first, with what each holds and what it added. Without --name it shows which series the volume has.',
    operands: [],
    groups: [
        {
            title: 'Where',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series to list, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
                    otherwise: 'all, told series by series'
                }
            ]
        },
        {
            title: 'How much of it',
            flags: [
                {
                    input: 'html',
                    help: 'Write a page for people, index.html, into the directory of each series that is listed.'
                },
                rule('measure', '<when>', 'Whether every tree is looked through for what removing it alone would free. auto does that for up to 500,000 files and directories in all, true always, false never.')
            ]
        },
        ssh
    ],
    examples: [
        { says: 'Which series are there?', line: 'snapshot-action list --volume /mnt/backup' },
        { says: 'The snapshots of one', line: 'snapshot-action list --volume /mnt/backup --name octo/app' },
        {
            says: 'The commit of the newest snapshot',
            line: "snapshot-action list --volume /mnt/backup --name octo/app --json | jq -r '.snapshots[0].commit'"
        }
    ],
    defaults: listDefaults,
    run: world => (isNameless(world.env, world.context.defaults) ? listAllWith(world) : listWith(world))
};
const isNameless = (env, { repository, job, refName }) => env.INPUT_NAME === undefined && (repository === undefined || job === undefined || refName === undefined);

;// CONCATENATED MODULE: ./lib/inputs/retention-names.js
const retentionRuleNames = [
    'keep-last',
    'keep-hourly',
    'keep-daily',
    'keep-weekly',
    'keep-monthly',
    'keep-yearly',
    'keep-within',
    'retention-days',
    'keep-tags',
    'min-free-space',
    'min-free-inodes',
    'max-size'
];
const retentionDefaults = { prune: 'true' };

;// CONCATENATED MODULE: ./lib/inputs/prune-names.js


const pruneDefaults = {
    ...sshDefaults,
    'lock-timeout': '10m',
    'dry-run': 'false',
    summary: 'true'
};
const prune_names_withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames];
const pruneInputNames = [
    ...prune_names_withoutDefault,
    ...retentionRuleNames,
    ...Object.keys(pruneDefaults)
];

;// CONCATENATED MODULE: ./lib/core/report/prune-model.js
const isLeft = (one) => one.state !== 'done';
const prune_model_isRemoved = ({ decision }) => decision === 'remove';
function prune_model_totalsOf(series) {
    const snapshots = series.flatMap(one => one.snapshots);
    const removed = snapshots.filter(prune_model_isRemoved).length;
    return {
        kept: snapshots.length - removed,
        removed,
        bytesFreed: series.reduce((sum, { bytesFreed }) => sum + bytesFreed, 0)
    };
}

;// CONCATENATED MODULE: ./lib/core/report/prune-outcome.js



function pruneOutcome(report) {
    switch (report.status) {
        case 'pruned':
            return { heading: 'Pruned', sentence: whatWent(report) };
        case 'unchanged':
            return { heading: 'Nothing to prune', sentence: whatStays(report) };
        case 'dry-run':
            return { heading: 'Dry run: nothing was removed', sentence: whatWouldGo(report) };
        case 'skipped':
            return {
                heading: 'Skipped: nothing was removed',
                sentence: display_showText(report.reason ?? 'Nothing was removed.', 500)
            };
        case 'failed':
            return { heading: 'Failed: nothing was removed', sentence: whatFailed(report) };
    }
}
function pruneFailure({ series }) {
    const failed = series.filter(({ state }) => state === 'failed');
    const undone = series.filter(isLeft);
    if (failed.length === 0 && (undone.length === 0 || undone.length < series.length))
        return undefined;
    const [only] = undone;
    if (only !== undefined && series.length === 1)
        return only.why;
    return `${units_formatCount(undone.length)} of ${units_formatCount(series.length)} series could not be pruned:${lines(undone)}`;
}
const whyLeft = ({ series, why }) => `Series ${inBackticks(series)} was left alone: ${display_showText(why.replaceAll('\n', ' '), 300)}`;
const shownLines = 10;
function lines(listed) {
    const shown = listed.slice(0, shownLines).map(({ series, why }) => `\n  ${display_showText(series)}: ${why}`);
    return shown.join('') + (listed.length > shownLines ? `\n  and ${units_formatCount(listed.length - shownLines)} more` : '');
}
function whatWent(report) {
    const { kept, removed, bytesFreed } = prune_model_totalsOf(report.series);
    return `Removed ${units_formatCount(removed)} of ${snapshots(kept + removed)}${inSeries(report)}; ${units_formatBytes(bytesFreed)} came free.`;
}
function whatWouldGo(report) {
    const { kept, removed, bytesFreed } = prune_model_totalsOf(report.series);
    if (removed === 0)
        return `Nothing would be removed. ${whatStays(report)}`;
    return `A run now would remove ${units_formatCount(removed)} of ${snapshots(kept + removed)}${inSeries(report)}; ${units_formatBytes(bytesFreed)} would come free.`;
}
function whatStays(report) {
    const { kept } = prune_model_totalsOf(report.series);
    if (kept === 0)
        return `There are no snapshots${inSeries(report)}.`;
    return kept === 1 ? `The only snapshot${inSeries(report)} stays.` : `All ${snapshots(kept)}${inSeries(report)} stay.`;
}
function whatFailed({ series }) {
    const [only] = series.filter(isLeft);
    return series.length === 1 && only !== undefined
        ? whyLeft(only)
        : `None of the ${units_formatCount(series.length)} series could be pruned.`;
}
const inSeries = ({ series, isPattern }) => isPattern ? ` in ${units_formatCount(series.filter(({ state }) => state === 'done').length)} series` : '';
const snapshots = (count) => countOf(count, 'snapshot', 'snapshots');

;// CONCATENATED MODULE: ./lib/actions/prune-check.js





async function checkPrune(inputs, { machine, volume }) {
    await checkTools(machine);
    const { mark } = await checkVolume(volume, false);
    if (mark) {
        throw new Failure('volume', `The volume ${quoteValue(volume.name)} is not marked as a volume, and a prune marks none. If it holds snapshots, mark it again:\n  ${markByHand(volume.name)}`);
    }
    return await chooseSeries(inputs, volume);
}

;// CONCATENATED MODULE: ./lib/actions/prune-page.js


async function renewPage(story, series, removed) {
    if (removed.length === 0)
        return;
    const { inputs, ports, program } = story;
    try {
        if (!(await series.hasPage()))
            return;
        await writeSeriesPage(series, { volume: inputs.volume, now: ports.clock.now(), program });
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        story.warn(series, `The page of the series could not be written anew, and shows snapshots that are gone: ${failure_messageOf(error)}`);
    }
}

;// CONCATENATED MODULE: ./lib/actions/prune-room.js







async function foreseeRoom(story) {
    const { parts, complaints } = await planTogether(story);
    for (const complaint of complaints)
        story.warnOfAll(complaint);
    for (const part of parts) {
        const bytesFreed = part.verdicts.reduce((sum, { freed }) => sum + (freed?.bytes ?? 0), 0);
        story.replace({ ...part, bytesFreed });
    }
}
async function makeRoom(story) {
    if (Object.keys(volumeRules(story.inputs.retention.space)).length === 0)
        return;
    const { reporter } = story.ports;
    await reporter.phase('Make room', async () => {
        const { parts, complaints } = await planTogether(story);
        for (const part of parts.filter(({ inodes }) => inodes.size > 0)) {
            await story.attempt(part.series.name, () => prune_room_remove(story, part));
        }
        for (const complaint of complaints)
            story.warnOfAll(complaint);
    });
}
async function prune_room_remove(story, part) {
    const { inputs, ports } = story;
    const { series } = part;
    const lock = await story.lock(series, inputs.lockTimeoutMs);
    try {
        const planned = new Map(part.verdicts.map(verdict => [verdict.id, verdict]));
        const rules = { policy: inputs.retention.policy, space: {} };
        const { plan, inodes } = await foresee(ports.volume, series, rules, ports.clock.now());
        const verdicts = plan.verdicts.map(now => (now.isExempt ? now : (planned.get(now.id) ?? now)));
        const outlook = { plan: { verdicts, complaints: [] }, inodes: new Map([...part.inodes, ...inodes]) };
        const retained = await carryOut(series, outlook);
        for (const warning of retained.warnings)
            story.warn(series, warning);
        for (const id of retained.removedIds)
            ports.reporter.info(`remove ${series.name}/${id}: ${reasonsOf(retained.verdicts, id)}`);
        await renewPage(story, series, retained.removedIds);
        const before = part.verdicts.filter(one => isRemoved(one) && !part.inodes.has(one.id));
        return {
            ...part,
            verdicts: [...retained.verdicts, ...before].sort((a, b) => compareSnapshotIds(b.id, a.id)),
            bytesFreed: part.bytesFreed + retained.bytesFreed
        };
    }
    finally {
        await lock.release();
    }
}
async function planTogether(story) {
    const { volume } = story.ports;
    const rules = volumeRules(story.inputs.retention.space);
    const space = await spaceOn(volume, 0);
    const isShort = measure(rules, space).some(({ state }) => state === 'broken');
    const isThere = (verdict) => story.inputs.dryRun || !isRemoved(verdict);
    const known = new Map();
    const verdicts = [];
    for (const part of story.parts()) {
        for (const verdict of part.verdicts.filter(isThere)) {
            const key = prune_room_keyOf(part.series, verdict.id);
            known.set(key, { part, id: verdict.id });
            verdicts.push({ ...(isShort ? await asRead(part.series, verdict) : verdict), id: key });
        }
    }
    const ageOf = (key) => known.get(key)?.id ?? '';
    verdicts.sort((a, b) => compareSnapshotIds(ageOf(b.id), ageOf(a.id)) || (a.id < b.id ? -1 : 1));
    const inodes = new Map();
    const counter = new FreedCounter();
    const removals = planRemovals(verdicts, rules, space);
    let step = removals.next();
    while (step.done !== true) {
        const key = step.value;
        const tree = await prune_room_inodesOf(known.get(key), key, inodes);
        inodes.set(key, tree);
        step = removals.next(counter.add(tree));
    }
    const planned = new Map(step.value.verdicts.map(verdict => [verdict.id, verdict]));
    return { parts: story.parts().map(part => withPlan(part, planned, inodes)), complaints: step.value.complaints };
}
const prune_room_inodesOf = async (of, key, gone) => {
    if (of === undefined)
        throw new Error(`${key} is no snapshot that was given`);
    const { part, id } = of;
    return (part.inodes.get(id) ?? (await inodesToFree(part.series, id, { has: other => gone.has(prune_room_keyOf(part.series, other)) })));
};
function withPlan(part, planned, inodes) {
    const own = part.verdicts.map(({ id }) => ({ id, tree: inodes.get(prune_room_keyOf(part.series, id)) }));
    return {
        ...part,
        verdicts: part.verdicts.map(verdict => {
            const now = planned.get(prune_room_keyOf(part.series, verdict.id));
            return now === undefined ? verdict : { ...now, id: verdict.id };
        }),
        inodes: new Map(own.flatMap(({ id, tree }) => (tree === undefined ? [] : [[id, tree]])))
    };
}
const prune_room_keyOf = (series, id) => `${series.name}/${id}`;
async function asRead(series, verdict) {
    if (verdict.isExempt || !(await series.isBeingRead(verdict.id)))
        return verdict;
    return { ...verdict, decision: 'keep', reasons: [...verdict.reasons, 'being read'], isExempt: true };
}
function volumeRules({ minFreeSpace, minFreeInodes }) {
    return {
        ...(minFreeSpace === undefined ? {} : { minFreeSpace }),
        ...(minFreeInodes === undefined ? {} : { minFreeInodes })
    };
}
const reasonsOf = (verdicts, wanted) => verdicts.find(({ id }) => id === wanted)?.reasons.join(', ') ?? '';

;// CONCATENATED MODULE: ./lib/actions/prune-story.js



class PruneStory {
    inputs;
    context;
    ports;
    program;
    isPattern = false;
    #startedAt;
    #startedMs;
    #outcomes = new Map();
    #warnings = [];
    #notes = [];
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.program = program;
        this.#startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    warn(series, sentence) {
        const named = this.#named(series, sentence);
        if (this.#warnings.includes(named))
            return;
        this.#warnings.push(named);
        this.ports.reporter.warning(named);
    }
    warnOfAll(sentence) {
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(series, sentence) {
        const named = this.#named(series, sentence);
        this.#notes.push(named);
        this.ports.reporter.info(named);
    }
    async attempt(name, work) {
        try {
            this.#outcomes.set(name, { part: await work() });
        }
        catch (thrown) {
            const { failure, why } = await troubleOf(this.ports.volume, thrown);
            this.#outcomes.set(name, { state: failure?.kind === 'locked' ? 'locked' : 'failed', why });
        }
    }
    isLocked(name) {
        const outcome = this.#outcomes.get(name);
        return outcome !== undefined && 'state' in outcome && outcome.state === 'locked';
    }
    parts() {
        return [...this.#outcomes.values()].flatMap(outcome => ('part' in outcome ? outcome.part : []));
    }
    replace(part) {
        this.#outcomes.set(part.series.name, { part });
    }
    lock(series, timeoutMs) {
        const { run } = this.context;
        const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`);
        return series.lock(`${who}, since ${this.ports.clock.now().toISOString()}`, timeoutMs, other => {
            if (timeoutMs > 0)
                this.ports.reporter.info(`Waiting for the series ${series.name}, which is being written by ${other}`);
        });
    }
    async report(names) {
        const series = names.map(name => this.#prunedSeries(name));
        return { ...this.#report(this.#status(series)), series, free: await this.ports.volume.free() };
    }
    skipped(reason) {
        this.ports.reporter.info(reason);
        return { ...this.#report('skipped'), reason, series: [], free: { bytes: 0 } };
    }
    #status(series) {
        if (series.every(({ state }) => state !== 'done'))
            return 'failed';
        if (this.inputs.dryRun)
            return 'dry-run';
        return series.some(({ snapshots }) => snapshots.some(isRemoved)) ? 'pruned' : 'unchanged';
    }
    #report(status) {
        return {
            status,
            volume: this.inputs.volume,
            name: this.inputs.name,
            isPattern: this.isPattern,
            rules: rulesInWords(this.inputs.retention.policy, this.inputs.retention.space),
            startedAt: this.#startedAt,
            durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
            warnings: this.#warnings,
            notes: this.#notes,
            run: this.context.run,
            program: this.program
        };
    }
    #prunedSeries(name) {
        const outcome = this.#outcomes.get(name);
        if (outcome === undefined)
            throw new Error(`the series ${name} was forgotten`);
        if ('state' in outcome)
            return { series: name, ...outcome, snapshots: [], bytesFreed: 0 };
        const { verdicts, listed, bytesFreed } = outcome.part;
        const records = new Map(listed.map(({ id, record }) => [id, record]));
        return {
            series: name,
            state: 'done',
            snapshots: verdicts.map((verdict) => {
                const { id, decision, reasons, freed } = verdict;
                const record = records.get(id);
                const own = isRemoved(verdict) ? (freed?.bytes ?? 0) : 0;
                return {
                    id,
                    decision,
                    reasons,
                    bytesFreed: own,
                    pinned: record?.pinned ?? false,
                    tags: record?.tags ?? []
                };
            }),
            bytesFreed
        };
    }
    #named(series, sentence) {
        return this.isPattern ? `${series.name}: ${sentence}` : sentence;
    }
}

;// CONCATENATED MODULE: ./lib/actions/prune.js









async function prune(inputs, context, ports, program) {
    const story = new PruneStory(inputs, context, ports, program);
    if (context.untrusted !== undefined) {
        return story.skipped(`Nothing is removed, because ${context.untrusted}. Prune where strangers cannot start the workflow: on a schedule, after a push, or by hand.`);
    }
    const { names, isPattern } = await ports.reporter.phase('Check', () => checkPrune(inputs, ports));
    story.isPattern = isPattern;
    if (inputs.dryRun)
        await prune_foreseeAll(story, names);
    else
        await pruneAll(story, names);
    const report = await story.report(names);
    if (pruneFailure(report) === undefined)
        for (const one of report.series.filter(isLeft))
            ports.reporter.warning(whyLeft(one));
    return report;
}
function ownRules({ policy, space }, names) {
    const { maxSize } = space;
    return names.length === 1 ? { policy, space } : { policy, space: maxSize === undefined ? {} : { maxSize } };
}
async function prune_foreseeAll(story, names) {
    const rules = ownRules(story.inputs.retention, names);
    for (const name of names)
        await story.attempt(name, () => foreseeOne(story, name, rules));
    if (names.length > 1)
        await foreseeRoom(story);
}
async function foreseeOne(story, name, rules) {
    const { volume, reporter, clock } = story.ports;
    return await reporter.phase(`Judge ${name}`, async () => {
        const series = volume.series(name);
        const listed = await listWhole(story, series);
        const { plan, inodes } = await foresee(volume, series, rules, clock.now());
        for (const complaint of plan.complaints)
            story.warn(series, complaint);
        const { verdicts } = plan;
        prune_tell(story, verdicts);
        return {
            series,
            listed,
            verdicts,
            inodes,
            bytesFreed: verdicts.reduce((sum, one) => sum + (one.freed?.bytes ?? 0), 0)
        };
    });
}
async function pruneAll(story, names) {
    const { inputs, ports } = story;
    const rules = ownRules(inputs.retention, names);
    const isOne = names.length === 1;
    const visit = (name, timeoutMs) => story.attempt(name, () => pruneOne(story, name, rules, timeoutMs));
    for (const name of names)
        await visit(name, isOne ? inputs.lockTimeoutMs : 0);
    if (isOne)
        return;
    const deadlineMs = ports.clock.monotonicMs() + inputs.lockTimeoutMs;
    for (const name of names.filter(name => story.isLocked(name)))
        await visit(name, Math.max(0, deadlineMs - ports.clock.monotonicMs()));
    await makeRoom(story);
}
async function pruneOne(story, name, rules, timeoutMs) {
    const { volume, reporter, clock } = story.ports;
    return await reporter.phase(`Prune ${name}`, async () => {
        const series = volume.series(name);
        const lock = await story.lock(series, timeoutMs);
        try {
            const { begun, left } = await series.clear();
            if (begun.length > 0)
                story.note(series, `What an interrupted run had begun was cleared: ${begun.join(', ')}.`);
            if (left.length > 0)
                story.warn(series, cannotDelete(left));
            const listed = await listWhole(story, series);
            const retained = await retain(volume, series, rules, clock.now());
            warnOf(story, series, retained);
            prune_tell(story, retained.verdicts);
            await renewPage(story, series, retained.removedIds);
            return { series, listed, verdicts: retained.verdicts, inodes: new Map(), bytesFreed: retained.bytesFreed };
        }
        finally {
            await lock.release();
        }
    });
}
async function listWhole(story, series) {
    const listed = await series.list();
    for (const { id, damage } of listed) {
        if (damage !== undefined)
            story.warn(series, `Snapshot ${id} is kept, because its record cannot be used: ${damage}`);
    }
    return listed;
}
const warnOf = (story, series, { warnings }) => {
    for (const warning of warnings)
        story.warn(series, warning);
};
function prune_tell(story, verdicts) {
    for (const verdict of verdicts) {
        const frees = isRemoved(verdict) ? ` (${units_formatBytes(verdict.freed?.bytes ?? 0)})` : '';
        story.ports.reporter.info(`${verdict.decision} ${verdict.id}: ${verdict.reasons.join(', ')}${frees}`);
    }
}

;// CONCATENATED MODULE: ./lib/core/report/prune-json.js

const pruneReportSchema = 1;
function pruneJson(report) {
    const value = {
        schema: pruneReportSchema,
        status: report.status,
        reason: report.reason,
        volume: report.volume,
        name: report.name,
        isPattern: report.isPattern,
        rules: report.rules,
        series: report.series,
        free: report.free,
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        warnings: report.warnings,
        notes: report.notes,
        run: report.run,
        program: report.program
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}

;// CONCATENATED MODULE: ./lib/core/retention/calendar.js


const signs = { keep: '█', remove: '░', none: '·' };
const calendar_head = '         1   5    10   15   20   25   30';
const legend = `${signs.keep} a snapshot of that day stays  ${signs.remove} all of that day go  ${signs.none} there is none`;
const longestGap = 3;
function calendarText(verdicts) {
    const months = new Map();
    for (const { id, decision } of verdicts) {
        const moment = parseSnapshotId(id)?.moment;
        if (moment === undefined)
            throw new TypeError(`${JSON.stringify(id)} is no snapshot id`);
        const month = monthOf(moment);
        const days = months.get(month) ?? new Map();
        const day = moment.getUTCDate();
        days.set(day, days.get(day) === 'keep' ? 'keep' : decision);
        months.set(month, days);
    }
    if (months.size === 0)
        return '';
    const lines = [calendar_head];
    let previous;
    for (const [month, days] of [...months].sort(([a], [b]) => a - b)) {
        const missed = month - (previous ?? month - 1) - 1;
        if (missed >= longestGap)
            lines.push(`…        ${missed} months without a snapshot`);
        else
            for (let empty = month - missed; empty < month; empty++)
                lines.push(calendar_row(empty, new Map()));
        lines.push(calendar_row(month, days));
        previous = month;
    }
    return [...lines, '', legend].join('\n');
}
function calendar_row(month, days) {
    const [year, index] = [Math.floor(month / 12), month % 12];
    const name = `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`;
    const cells = Array.from({ length: daysIn(year, index) }, (_, day) => signs[days.get(day + 1) ?? 'none']);
    return `${name}  ${cells.join('')}`;
}
function daysIn(year, index) {
    const moment = new Date(0);
    moment.setUTCFullYear(year, index + 1, 0);
    return moment.getUTCDate();
}

;// CONCATENATED MODULE: ./lib/core/report/prune-rows.js





function pick(snapshots, limit, isDryRun) {
    const goes = snapshots.filter(prune_model_isRemoved);
    const stays = snapshots.filter(snapshot => !prune_model_isRemoved(snapshot));
    const goesShown = Math.min(goes.length, Math.max(Math.floor(limit / 2), limit - stays.length));
    const shown = new Set([...goes.slice(0, goesShown), ...stays.slice(0, limit - goesShown)]);
    const more = [
        ...moreOf(stays.filter(snapshot => !shown.has(snapshot)).length, 'more that stays', 'more that stay'),
        ...moreOf(goes.filter(snapshot => !shown.has(snapshot)).length, isDryRun ? 'more that would go' : 'more that was removed', isDryRun ? 'more that would go' : 'more that were removed')
    ];
    return { shown: snapshots.filter(snapshot => shown.has(snapshot)), more: more.join(', ') };
}
const moreOf = (count, one, many) => (count === 0 ? [] : [countOf(count, one, many)]);
function snapshotRows(snapshots, isDryRun) {
    const isMarked = snapshots.some(({ tags }) => tags.length > 0);
    const row = (id, fate, because, frees, tags) => [
        id,
        fate,
        because,
        frees,
        ...(isMarked ? [tags] : [])
    ];
    return [
        row('Snapshot', '', 'Because', isDryRun ? 'Would free' : 'Freed', 'Tags'),
        ...snapshots.map(snapshot => row(snapshot.id, prune_model_isRemoved(snapshot) ? (isDryRun ? 'would go' : 'removed') : 'stays', snapshot.reasons.join(', '), prune_model_isRemoved(snapshot) ? units_formatBytes(snapshot.bytesFreed) : '', snapshot.tags.join(', ')))
    ];
}
function overview(series, limit, isDryRun) {
    const counted = series.map(one => ({ one, totals: prune_model_totalsOf([one]) }));
    const sorted = counted.toSorted((a, b) => b.totals.removed - a.totals.removed);
    return {
        rows: [
            isDryRun ? ['Series', 'Stay', 'Would go', 'Would free'] : ['Series', 'Stay', 'Removed', 'Freed'],
            ...sorted
                .slice(0, limit)
                .map(({ one, totals }) => one.state === 'done'
                ? [one.series, units_formatCount(totals.kept), units_formatCount(totals.removed), units_formatBytes(totals.bytesFreed)]
                : [one.series, 'left alone', '', ''])
        ],
        more: Math.max(0, sorted.length - limit)
    };
}
const shownMonths = 24;
function calendar(snapshots) {
    const months = new Set(snapshots.map(prune_rows_monthOf));
    const newest = new Set([...months].slice(0, shownMonths));
    const shown = snapshots.filter(snapshot => newest.has(prune_rows_monthOf(snapshot)));
    const hidden = months.size - newest.size;
    const older = snapshots.length - shown.length;
    return [
        calendarText(shown),
        ...(hidden === 0
            ? []
            : [`and ${countOf(older, 'snapshot', 'snapshots')} of ${countOf(hidden, 'earlier month', 'earlier months')}`])
    ].join('\n');
}
const prune_rows_monthOf = ({ id }) => id.slice(0, 7);
function pruneFacts(report) {
    const { status, rules, free, durationMs } = report;
    if (status === 'skipped')
        return [];
    return [
        `By these rules: ${rules.map(rule => inBackticks(rule)).join(', ')}.`,
        ...beingRead(report),
        free.inodes === undefined
            ? `The volume has ${units_formatBytes(free.bytes)} left.`
            : `The volume has ${units_formatBytes(free.bytes)} and ${units_formatCount(free.inodes)} inodes left.`,
        `The run took ${formatDuration(durationMs)}.`
    ];
}
function beingRead({ series, isPattern }) {
    const ids = series.flatMap(one => one.snapshots
        .filter(({ reasons }) => reasons.length === 1 && reasons[0] === 'being read')
        .map(({ id }) => (isPattern ? `${one.series}/${id}` : id)));
    if (ids.length === 0)
        return [];
    const named = ids.slice(0, 3).map(id => inBackticks(id));
    const more = ids.length > named.length ? ` and ${units_formatCount(ids.length - named.length)} more` : '';
    return [`Being read, and so left for the next run: ${named.join(', ')}${more}.`];
}
const troubles = (report) => [
    ...(report.series.length === 1 ? [] : report.series.filter(isLeft).map(whyLeft)),
    ...report.warnings
];

;// CONCATENATED MODULE: ./lib/core/report/prune-log.js






const prune_log_most = { removed: 20, series: 20 };
const pruneLog = (report) => {
    const { heading, sentence } = pruneOutcome(report);
    const sections = [
        [heading, sentence],
        report.isPattern ? several(report) : single(report),
        pruneFacts(report).map(fact => `- ${fact}`)
    ];
    return sections
        .filter(section => section.length > 0)
        .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
        .map(safeLogLine);
};
function single({ series, status }) {
    const snapshots = series.flatMap(one => one.snapshots);
    if (snapshots.length === 0)
        return [];
    const { shown, more } = pick(snapshots.filter(prune_model_isRemoved), prune_log_most.removed, status === 'dry-run');
    const rows = snapshotRows(shown, status === 'dry-run').slice(1);
    return [
        ...rows_aligned(rows.map(row => row.map(cell => display_showText(cell, 200))), 'lllr').map(prune_log_indented),
        ...(more === '' ? [] : [prune_log_indented(`and ${more}`)]),
        ...(shown.length === 0 ? [] : ['']),
        ...calendar(snapshots).split('\n').map(prune_log_indented)
    ];
}
function several({ series, status }) {
    const { rows, more } = overview(series, prune_log_most.series, status === 'dry-run');
    return [
        ...rows_aligned(rows.map(row => row.map(cell => display_showText(cell))), 'lrrr').map(prune_log_indented),
        ...(more === 0 ? [] : [prune_log_indented(`and ${units_formatCount(more)} more`)])
    ];
}
const prune_log_indented = (line) => (line === '' ? '' : `  ${line}`);

;// CONCATENATED MODULE: ./lib/core/report/prune-outputs.js


const pruneOutputNames = (/* unused pure expression or super */ null && ([
    'status',
    'series',
    'kept',
    'pruned',
    'pruned-ids',
    'bytes-freed',
    'plan',
    'free-bytes',
    'free-inodes',
    'duration-ms',
    'report'
]));
function pruneOutputs(report, reportPath) {
    const { series, free } = report;
    const { kept, removed, bytesFreed } = prune_model_totalsOf(series);
    const all = series.flatMap(one => one.snapshots.map(snapshot => ({ series: one.series, snapshot })));
    return {
        status: report.status,
        series: String(series.length),
        kept: String(kept),
        pruned: String(removed),
        'pruned-ids': inertJson(JSON.stringify(all
            .filter(({ snapshot }) => prune_model_isRemoved(snapshot))
            .map(({ series, snapshot }) => (report.isPattern ? `${series}/${snapshot.id}` : snapshot.id)))),
        'bytes-freed': String(bytesFreed),
        plan: inertJson(JSON.stringify(all.map(({ series, snapshot: { id, decision, reasons, bytesFreed } }) => ({
            series,
            id,
            decision,
            reasons,
            bytesFreed
        })))),
        'free-bytes': String(free.bytes),
        'free-inodes': free.inodes === undefined ? '' : String(free.inodes),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./lib/core/report/prune-summary.js







const prune_summary_most = { snapshots: 40, series: 20, opened: 5, snapshotsOfEach: 12, reasons: 200, tags: 60, note: 300 };
function pruneSummary(report) {
    const { heading, sentence } = pruneOutcome(report);
    const sections = [
        `## ${prune_summary_plain(heading)}`,
        `**${prune_summary_plain(sentence)}**`,
        ...alert_alert(troubles(report)),
        ...prune_summary_sentences(report),
        ...(report.isPattern ? prune_summary_several(report) : report.series.flatMap(one => prune_summary_single(one, report))),
        prune_summary_footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function prune_summary_sentences(report) {
    const listed = [...pruneFacts(report), ...bounded_bounded(report.notes)];
    return listed.length === 0 ? [] : [listed.map(sentence => `- ${prune_summary_plain(sentence, prune_summary_most.note)}`).join('\n')];
}
const prune_summary_single = (one, report) => one.snapshots.length === 0
    ? []
    : ['### What stays', picture(one), '### Why', ...prune_summary_snapshots(one, report, prune_summary_most.snapshots)];
function prune_summary_several(report) {
    const { rows, more } = overview(report.series, prune_summary_most.series, report.status === 'dry-run');
    const [head = [], ...body] = rows;
    const opened = report.series.filter(({ snapshots }) => snapshots.some(({ decision }) => decision === 'remove'));
    return [
        '### Series',
        markdownTable([head, ...body.map(([series = '', ...figures]) => [markdownText(series), ...figures.map(figure)])], 'lrrr'),
        ...(more > 0 ? [prune_summary_plain(`and ${units_formatCount(more)} more series in the JSON report.`)] : []),
        ...opened
            .slice(0, prune_summary_most.opened)
            .flatMap(one => [
            `<details>\n<summary>${markdownText(one.series)}</summary>`,
            ...prune_summary_snapshots(one, report, prune_summary_most.snapshotsOfEach),
            picture(one),
            '</details>'
        ])
    ];
}
function prune_summary_snapshots({ snapshots }, { status }, limit) {
    const { shown, more } = pick(snapshots, limit, status === 'dry-run');
    return [
        markdownTable(cells(snapshotRows(shown, status === 'dry-run')), 'lllrl'),
        ...(more === '' ? [] : [prune_summary_plain(`and ${more}; the JSON report has all of them.`)])
    ];
}
const cells = ([head = [], ...rows]) => [
    head,
    ...rows.map(([id = '', fate = '', because = '', frees = '', ...tags]) => [
        markdownText(id),
        fate === 'stays' ? fate : `**${fate}**`,
        prune_summary_plain(because, prune_summary_most.reasons),
        prune_summary_plain(frees),
        ...tags.map(tag => markdownText(tag, prune_summary_most.tags))
    ])
];
const picture = ({ snapshots }) => `\`\`\`text\n${calendar(snapshots)}\n\`\`\``;
const figure = (text) => prune_summary_plain(text);
function prune_summary_footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const prune_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./lib/inputs/retention.js




function readRetention(read) {
    return { prune: read.value('prune', parseBoolean), ...readRetentionRules(read) };
}
function readRetentionRules(read) {
    return { policy: readPolicy(read), space: readSpace(read) };
}
const retention_counts = {
    'keep-last': 'keepLast',
    'keep-hourly': 'keepHourly',
    'keep-daily': 'keepDaily',
    'keep-weekly': 'keepWeekly',
    'keep-monthly': 'keepMonthly',
    'keep-yearly': 'keepYearly'
};
const countNames = Object.keys(retention_counts);
function readPolicy(read) {
    const isGiven = (name) => read.text(name) !== '';
    const found = countNames.map(name => [retention_counts[name], read.optional(name, parseCount)]);
    const keepWithin = readWithin(read);
    const keepTags = [...new Set(read.each('keep-tags', parseTag))];
    const given = countNames.filter(isGiven);
    const isWindowGiven = isGiven('keep-within') || isGiven('retention-days');
    if (given.length === 0 && !isWindowGiven)
        return { ...defaultPolicy, keepTags };
    if (!isWindowGiven && read.lines('keep-tags').length === 0)
        refuseZero(read, given);
    return {
        ...emptyPolicy,
        ...Object.fromEntries(found.map(([name, count]) => [name, count ?? 0])),
        ...(keepWithin === undefined ? {} : { keepWithin }),
        keepTags
    };
}
function refuseZero(read, given) {
    if (!given.every(name => /^0+$/.test(read.text(name).trim())))
        return;
    read.report(`${given.join(', ')}: ${given.length === 1 ? 'is 0' : 'are all 0'}, and no other rule keeps anything; write how many ` +
        'to keep, such as keep-last: 7, or leave them out for keep-last: 7 and keep-within: 30d');
}
function readWithin(read) {
    const within = read.optional('keep-within', parseSpan);
    const days = read.optional('retention-days', parseDays);
    if (within === undefined || days === undefined)
        return within ?? days;
    if (within.months !== days.months || within.hours !== days.hours) {
        read.report(`keep-within, retention-days: ${quoteValue(read.text('keep-within'))} and ${quoteValue(read.text('retention-days'))} ` +
            'contradict each other: both say how far back everything is kept; write one of them');
    }
    return within;
}
const mostCounted = 999_999_999;
const parseCount = text => {
    const withUnit = /^(\d+)[hdwmy]$/i.exec(text);
    if (withUnit?.[1] !== undefined) {
        return wrong(`has a unit, and this rule counts snapshots: write ${withUnit[1]}, or keep-within: ${text.toLowerCase()} ` +
            'for all within that time');
    }
    return /^\d{1,9}$/.test(text) ? parsed(Number(text)) : wrong(`is not a whole number from 0 to ${mostCounted}`);
};
const parseSpan = text => {
    if (/^0+[hdwmy]?$/i.test(text))
        return wrong('keeps nothing: write a time such as 14d, or leave it out');
    if (/^\d+$/.test(text)) {
        return wrong(`has no unit: write ${text}d for days, ${text}h for hours, ${text}w, ${text}m (months) or ${text}y`);
    }
    return parseAge(text);
};
const parseDays = text => {
    if (/^0+d?$/i.test(text))
        return wrong('keeps nothing: write a number of days such as 30, or leave it out');
    if (/^\d{1,6}$/.test(text))
        return parsed({ months: 0, hours: Number(text) * dayHours });
    const days = /^(\d{1,6})d$/i.exec(text)?.[1] ?? 'a number of days such as 30';
    return wrong(`is not a number of days: write ${days}; for other units there is keep-within`);
};
function readSpace(read) {
    const minFreeSpace = read.optional('min-free-space', freePart(parseSizeBytes, '20G or 10%'));
    const minFreeInodes = read.optional('min-free-inodes', freePart(parseInodes, '100000 or 5%'));
    const maxSize = read.optional('max-size', parseMaxSize);
    return {
        ...(minFreeSpace === undefined ? {} : { minFreeSpace }),
        ...(minFreeInodes === undefined ? {} : { minFreeInodes }),
        ...(maxSize === undefined ? {} : { maxSize })
    };
}
const limitOf = (parseAmount) => text => {
    const isShare = text.endsWith('%');
    const part = isShare ? parseShare(text) : parseAmount(text);
    if (!part.ok)
        return isShare ? part : wrong(`${part.why}, or a percentage of the filesystem such as 10%`);
    return parsed(isShare ? { text, share: part.value } : { text, amount: part.value });
};
const freePart = (parseAmount, example) => text => {
    const limit = limitOf(parseAmount)(text);
    return limit.ok && 'share' in limit.value && limit.value.share === 1
        ? wrong(`leaves no room for any snapshot: write what must be free, such as ${example}`)
        : limit;
};
const parseInodes = text => /^\d{1,15}$/.test(text)
    ? parsed(Number(text))
    : wrong('is not a number of inodes: write a whole number such as 100000');
const parseMaxSize = text => {
    const limit = limitOf(parseSizeBytes)(text);
    const isNothing = limit.ok && ('share' in limit.value ? limit.value.share : limit.value.amount) === 0;
    return isNothing ? wrong('leaves no room for any snapshot: write how large the series may get, such as 500G') : limit;
};

;// CONCATENATED MODULE: ./lib/inputs/prune.js









function readPruneInputs(env, context) {
    const read = new InputReader(env, pruneDefaults);
    const unknown = findUnknownInputs(env, pruneInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const { name, parts } = readOwnSeries(read, context.defaults);
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name,
        isDefaultName: parts !== undefined,
        retention: readRetentionRules(read),
        lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
        dryRun: read.value('dry-run', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/wiring/prune.js











async function pruneWith(world) {
    const { env, context, reporter } = world;
    const inputs = readPruneInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine } = await openVolume(world, inputs);
    const report = await prune(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    const failure = pruneFailure(report);
    return {
        log: pruneLog(report),
        json: pruneJson(report),
        outputs: reportPath => pruneOutputs(report, reportPath),
        ...(inputs.summary && { summary: pruneSummary(report) }),
        ...(failure !== undefined && {
            failure: new Failure(report.series.every(({ state }) => state === 'locked') ? 'locked' : 'volume', failure)
        })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/prune.js



const prune_prune = {
    name: 'prune',
    summary: 'remove what the rules do not keep',
    description: 'Removes the snapshots that no rule keeps, and says why each stays or goes. It does not ask: look at --dry-run first. The newest complete snapshot, pinned ones and those that are being read always stay.',
    operands: [],
    groups: [
        {
            title: 'Where',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series to prune, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
                    otherwise: 'in GitHub Actions that of this job, else none'
                },
                rule('lock-timeout', '<time>', 'How long to wait for runs that are writing a series, all in all, in seconds, minutes or hours: 30s, 10m, 2h.'),
                dryRun('Tell what would be removed, but lock and remove nothing.')
            ]
        },
        retention,
        ssh
    ],
    examples: [
        {
            says: 'What would go?',
            line: 'snapshot-action prune --volume /mnt/backup --name octo/app --keep-daily 14 --keep-monthly 12 --dry-run'
        },
        {
            says: 'All series of one owner',
            line: "snapshot-action prune --volume /mnt/backup --name 'octo/**' --keep-within 90d"
        },
        {
            says: 'Make room, the oldest first',
            line: "snapshot-action prune --volume /mnt/backup --name '**' --min-free-space 10%"
        }
    ],
    defaults: pruneDefaults,
    run: pruneWith
};

;// CONCATENATED MODULE: ./lib/inputs/restore-names.js

const restoreDefaults = {
    ...sshDefaults,
    snapshot: 'latest',
    clean: 'false',
    verify: 'true',
    'fail-on-miss': 'false',
    'lookup-only': 'false',
    'cache-fallback': 'false',
    method: 'auto',
    jobs: 'auto',
    'dry-run': 'false',
    summary: 'true'
};
const restore_names_withoutDefault = ['volume', 'name', 'path', 'paths', 'fallback-names', 'matrix', ...sshInputNames];
const restoreInputNames = [
    ...restore_names_withoutDefault,
    ...Object.keys(restoreDefaults)
];

;// CONCATENATED MODULE: ./lib/core/cache-key.js

const cache_key_format = 'snapshot-1';
const mostOfName = 200;
function cacheKeys(series) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(series).digest('hex').slice(0, 32);
    const start = `${cache_key_format}/${series.replace(/[^A-Za-z0-9._/-]/g, '_').slice(0, mostOfName)}/${hash}`;
    return {
        snapshots: `${start}/at/`,
        snapshot: id => `${start}/at/${id}/`,
        files: digest => `${start}/${digest.replace(':', '-')}/`
    };
}

;// CONCATENATED MODULE: ./lib/core/path-selection.js



class PathSelection {
    isWhole;
    #lines;
    #unused;
    constructor(lines, isThere) {
        this.isWhole = lines.length === 0;
        this.#lines = lines.map(line => lineOf(line, isThere));
        this.#unused = new Set(this.#lines);
    }
    standing(path, isDirectory, above) {
        if (this.isWhole)
            return 'in';
        let standing = above;
        for (const line of this.#lines) {
            const decides = line.leavesOut ? standing !== 'left-out' : standing === 'out';
            if ((!decides && !this.#unused.has(line)) || !line.matches(path, isDirectory))
                continue;
            this.#unused.delete(line);
            if (decides)
                standing = line.leavesOut ? 'left-out' : 'in';
        }
        return standing;
    }
    unused() {
        const unused = [...this.#unused];
        return {
            meant: unused.filter(line => !line.leavesOut).map(({ line }) => line),
            leftOut: unused.filter(line => line.leavesOut).map(({ line }) => line)
        };
    }
}
function lineOf(line, isThere) {
    const leavesOut = line.startsWith('!');
    const normal = external_node_path_.posix.normalize(leavesOut ? line.slice(1) : line);
    const written = normal.replace(/\/$/, '');
    const isDirectoryMeant = written !== normal;
    const name = pathFromText(written);
    const isPattern = !isThere(name) && hasMagic(written);
    const isMatch = isPattern ? matcherOf(written) : undefined;
    return {
        line,
        leavesOut,
        matches: (path, isDirectory) => {
            if (isDirectoryMeant && !isDirectory)
                return false;
            return isMatch === undefined ? path === name : path !== '.' && isMatch(pathText(path));
        }
    };
}
function selectEntries(entries, selection) {
    if (selection.isWhole)
        return { entries, parents: [] };
    const standings = new Map();
    const needed = new Set();
    const meant = entries.filter(({ path, type }) => {
        const standing = selection.standing(path, type === 'dir', standings.get(byte_path_parentPath(path)) ?? 'out');
        if (type === 'dir')
            standings.set(path, standing);
        if (standing !== 'in')
            return false;
        for (let on = path; !needed.has(on); on = byte_path_parentPath(on))
            needed.add(on);
        return true;
    });
    return {
        entries: meant,
        parents: entries.filter(({ path, type }) => type === 'dir' && needed.has(path) && standings.get(path) !== 'in')
    };
}

;// CONCATENATED MODULE: ./lib/core/restore-staging.js
const stagingName = '.snapshot-restore';
const isStaging = (path) => path === stagingName || path.startsWith(`${stagingName}/`);

;// CONCATENATED MODULE: ./lib/actions/restore-choice.js













const mostChoices = 3;
async function choose(story, names) {
    const { inputs, ports } = story;
    for (let turn = 1;; turn++) {
        const chosen = await chooseSnapshot(story.volume, names, inputs.selector, ports.clock.now());
        if (chosen.state === 'none')
            return chosen.why;
        try {
            const lock = await chosen.series.read(chosen.record.id);
            await restore_choice_tell(story, chosen);
            return { series: chosen.series, record: chosen.record, lock };
        }
        catch (error) {
            if (!(error instanceof Failure && error.kind === 'missing') || turn === mostChoices)
                throw error;
        }
    }
}
async function restore_choice_tell(story, { series, record, listed }) {
    const { inputs, ports } = story;
    story.found(series, record);
    ports.reporter.info(`Snapshot ${record.id} of ${series.name}: ${countOf(record.files, 'file', 'files')}, ${units_formatBytes(record.bytes)}`);
    if (series.name !== inputs.name)
        ports.reporter.info(`The series ${inputs.name} has no such snapshot; this one is of ${series.name}`);
    if (inputs.selector.by !== 'latest')
        return;
    for (const { id } of await series.lost()) {
        if (compareSnapshotIds(id, record.id) > 0)
            story.warn(`Of the newer snapshot ${id} there is a record, and its directory is gone: moved away, or removed by hand? This is the newest one that is there.`);
    }
    for (const { id, damage } of listed) {
        if (id === record.id)
            return;
        if (damage !== undefined)
            story.warn(`The newer snapshot ${id} was passed over, because its record cannot be used: ${damage}`);
    }
}
async function readWanted(story, { series, record }) {
    const { inputs, ports } = story;
    const all = await read_manifest_readManifest(series, record);
    const snapshot = new Map(all.map(entry => [entry.path, entry]));
    const selection = new PathSelection(inputs.paths, path => snapshot.has(path));
    const entries = all.filter(({ path }) => !isStaging(path));
    if (entries.length < all.length) {
        story.warn(`The snapshot holds what an interrupted restore had left in its source (${stagingName}), which is not brought back.`);
    }
    const selected = selectEntries(entries, selection);
    const { meant, leftOut } = selection.unused();
    if (meant.length > 0)
        throw nothingMatches(meant, record, entries);
    if (leftOut.length > 0) {
        const unused = firstInline(leftOut, line => display_showText(line));
        story.note(`Of the lines of "paths" that leave something out, these matched nothing: ${unused}.`);
    }
    story.selected(selected);
    if (record.ownersKept && !ports.machine.isRoot)
        story.note('Owners are not brought back: only root may give files away. What is restored belongs to this user.');
    return { selected, snapshot, selection };
}
function nothingMatches(lines, { id }, entries) {
    const names = entries.map(({ path }) => pathText(path));
    return new InputFailure(lines.map(line => `paths: ${quoteValue(line)} matches nothing in the snapshot ${id}${hint(line, names)}`));
}
function hint(line, names) {
    const inside = line.replace(/^(?:\.?\/)+|\/$/g, '');
    if (line.endsWith('/') && names.includes(inside))
        return `; that is no directory: write ${quoteValue(inside)}`;
    const isDeeper = inside === '' ? undefined : matcherOf(`**/${inside}`);
    if (isDeeper !== undefined && names.some(name => isDeeper(name)))
        return `; there is such a thing deeper in it: write ${quoteValue(`**/${inside}`)}`;
    const meant = didYouMean(inside, names);
    if (meant !== '')
        return meant;
    const top = names.filter(name => name !== '.' && !name.includes('/')).sort();
    return top.length === 0 ? '; it is empty' : `; at its top there are ${firstInline(top, name => display_showText(name))}`;
}

;// CONCATENATED MODULE: ./lib/actions/restore-cache.js





async function chooseCopy(story, copies, onVolume) {
    const inCache = await restore_cache_take(story, copies);
    if (typeof inCache === 'string')
        return `${onVolume}\n${inCache}`;
    story.note(`It is not taken from the volume but from its copy in the GitHub Actions cache. ${onVolume}`);
    return inCache;
}
async function restore_cache_take(story, copies) {
    const { inputs } = story;
    if (copies.unavailable !== undefined)
        return `There is no copy to take instead: ${copies.unavailable}.`;
    const whys = [];
    for (const name of [inputs.name, ...inputs.fallbackNames]) {
        const keys = cacheKeys(name);
        const newest = await copies.bringSnapshot(keys.snapshots, name);
        if (newest.state !== 'found') {
            whys.push(`${restore_cache_whyNot(newest)} of the series ${quoteValue(name)}.`);
            continue;
        }
        story.restoreFrom(copies.volume, 'cache');
        const held = await choose(story, [name]);
        if (typeof held === 'string') {
            whys.push(`In the GitHub Actions cache: ${held}`);
            continue;
        }
        const whole = await bring(story, copies, held, keys);
        if (typeof whole !== 'string')
            return whole;
        story.lost();
        whys.push(whole);
    }
    return whys.join('\n');
}
const restore_cache_whyNot = (found) => found.state === 'absent'
    ? 'The GitHub Actions cache has no copy'
    : `The GitHub Actions cache could not be asked (${found.why}) for a copy`;
async function bring(story, copies, held, keys) {
    try {
        const lacking = await bringParts(story, copies, held, keys);
        if (lacking === undefined)
            return held;
        await held.lock.release();
        return lacking;
    }
    catch (error) {
        await held.lock.release();
        throw error;
    }
}
async function bringParts({ inputs, ports }, copies, { series, record }, keys) {
    const { id, digest } = record;
    const snapshotKey = keys.snapshot(id);
    const filesKey = keys.files(digest);
    const own = await copies.bringSnapshot(snapshotKey, series.name);
    if (own.state !== 'found')
        return `${restore_cache_whyNot(own)} of the snapshot ${id} any more.`;
    try {
        await read_manifest_readManifest(series, record);
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        throw restore_cache_damaged(id, snapshotKey, error);
    }
    const looksOnly = inputs.lookupOnly || inputs.dryRun;
    const files = looksOnly
        ? await copies.find(filesKey)
        : await copies.bringFiles(filesKey, series.name, id, ports.reporter.progress);
    ports.reporter.info(`Copy in the cache: ${filesKey}`);
    return files.state === 'found' ? undefined : `${restore_cache_whyNot(files)} of the files of the snapshot ${id}.`;
}
const restore_cache_damaged = (id, key, cause) => new Failure('stored', `The copy of ${id} in the GitHub Actions cache cannot be used: its manifest is damaged, or is another snapshot's. Delete that entry (gh cache delete ${quoteValue(key)}); the next snapshot copies itself anew.`, { cause });

;// CONCATENATED MODULE: ./lib/actions/restore-check.js








async function checkRestore(story) {
    await restore_check_checkVolume(story);
    return story.inputs.lookupOnly ? undefined : await checkTarget(story);
}
async function restore_check_checkVolume(story) {
    const { volume, machine, copies } = story.ports;
    try {
        await checkReading(volume, machine, 'restoring');
    }
    catch (error) {
        const failure = failureOf(error);
        if (copies === undefined || failure?.kind !== 'volume')
            throw error;
        await checkTools(machine, 'restoring');
        const isFar = volume.name !== '' && addressOf(volume.name).kind !== 'local';
        if (isFar || (await standsThere(volume)))
            story.warn(failure.message);
        story.withoutVolume(failure.message);
        story.restoreFrom(copies.volume, 'cache');
    }
}
async function standsThere(volume) {
    try {
        return (await volume.state()).kind !== 'missing';
    }
    catch {
        return false;
    }
}
async function checkTarget({ inputs, ports, volume }) {
    const state = await ports.target.state();
    if (state.kind === 'not-a-directory') {
        throw new Failure('target', `The target ${quoteValue(inputs.path)} is not a directory. "path" names the directory that the contents of the snapshot are restored into; one file of it is chosen with "paths".`);
    }
    await checkApart(volume, state, inputs.path);
    if (!state.isWritable && !inputs.dryRun) {
        throw new Failure('target', `The target ${quoteValue(inputs.path)} cannot be ${state.kind === 'missing' ? 'made' : 'written'} by the runner's user. Give that user the directory, check that it is not mounted read-only, or set "path" to another one.`);
    }
    return state;
}
async function checkApart(volume, { kind, realPath }, path) {
    for (const place of await volume.places()) {
        const isInside = isWithin(place, realPath);
        if (!isInside && (kind === 'missing' || !isWithin(realPath, place)))
            continue;
        throw new Failure('target', `The target ${quoteValue(path)} ${isInside ? 'lies inside the volume' : 'contains the volume'} ${quoteValue(pathText(place))}, where nothing but snapshots may be written. Set "path" to a directory outside of it.`);
    }
}

;// CONCATENATED MODULE: ./lib/core/restore-clean.js



function* planClean(question) {
    const { clean } = question;
    const extras = [];
    const displaced = [];
    const spared = [];
    let open = [
        ...(clean ? [{ path: '.', above: 'out', kind: 'shared', into: extras }] : []),
        ...question.displaced.map(path => ({ path, above: 'in', kind: 'displaced', into: displaced }))
    ];
    while (open.length > 0) {
        const listings = yield open.map(({ path }) => path);
        open = open.flatMap((one, index) => opened(question, one, listings[index], spared));
    }
    const result = { displaced: [], blocked: [], removals: [] };
    for (const one of displaced) {
        if (isRemovable(one))
            result.displaced.push(removalOf(one));
        else
            result.blocked.push(one.path);
    }
    const collect = (one) => {
        if (isRemovable(one))
            result.removals.push(removalOf(one));
        else
            one.below.forEach(collect);
    };
    extras.forEach(collect);
    const byPath = (a, b) => comparePaths(a.path, b.path);
    return {
        displaced: result.displaced.sort(byPath),
        blocked: result.blocked.sort(comparePaths),
        removals: result.removals.sort(byPath),
        spared: spared.sort(comparePaths)
    };
}
function opened(question, one, names, spared) {
    const { selection, clean } = question;
    const isDirectory = names !== undefined;
    if (one.kind === 'shared') {
        const standing = selection.standing(one.path, true, one.above);
        return standing === 'left-out' ? [] : within(question, one.path, names ?? [], standing, one.into);
    }
    if (one.kind === 'displaced') {
        const extra = { path: one.path, isDirectory: true, isDoomed: clean || (names ?? []).length === 0, below: [] };
        one.into.push(extra);
        return clean ? within(question, one.path, names ?? [], 'in', extra.below) : [];
    }
    const standing = selection.standing(one.path, isDirectory, one.above);
    const isSecret = isSecretName(one.path, isDirectory);
    if (isSecret && standing === 'in')
        spared.push(one.path);
    const extra = { path: one.path, isDirectory, isDoomed: standing === 'in' && !isSecret, below: [] };
    one.into.push(extra);
    return isSecret || standing === 'left-out' ? [] : within(question, one.path, names ?? [], standing, extra.below);
}
function within({ snapshot }, directory, names, above, into) {
    return names.flatMap((name) => {
        const path = joinPath(directory, name);
        if (isStaging(path))
            return [];
        const type = snapshot.get(path)?.type;
        if (type === undefined)
            return [{ path, above, kind: 'extra', into }];
        return type === 'dir' ? [{ path, above, kind: 'shared', into }] : [];
    });
}
const isRemovable = ({ isDoomed, below }) => isDoomed && below.every(isRemovable);
const removalOf = (extra) => ({ path: extra.path, files: filesIn(extra) });
const filesIn = ({ isDirectory, below }) => isDirectory ? below.reduce((sum, one) => sum + filesIn(one), 0) : 1;

;// CONCATENATED MODULE: ./lib/core/restore-plan.js


const pathsToHash = (entries, present, rules) => rules.trustTimes
    ? []
    : entries
        .filter(({ path, type, size }) => {
        const now = present.get(path);
        return type === 'file' && size > 0 && now?.type === 'file' && now.size === size;
    })
        .map(({ path }) => path);
function planRestore({ entries, parents }, present, digests, rules) {
    const same = [];
    const steps = [];
    const displaced = [];
    const differing = new Set();
    for (const entry of entries) {
        const now = present.get(entry.path);
        if (entry.type === 'dir') {
            if (now?.type === 'dir' && !hasAttributes(entry, now, rules))
                differing.add(entry.path);
            continue;
        }
        if (now?.type === 'dir')
            displaced.push(entry.path);
        const holds = now?.type === entry.type && hasContent(entry, now, digests, rules);
        if (holds && hasAttributes(entry, now, rules))
            same.push(entry);
        else
            steps.push({ entry, from: holds && entry.type === 'file' ? 'target' : 'snapshot' });
    }
    const missing = directoriesOf({ entries, parents }).filter(path => present.get(path)?.type !== 'dir');
    return {
        same,
        steps,
        make: missing,
        inTheWay: missing.filter(path => present.has(path)),
        displaced,
        differing
    };
}
const directoriesOf = ({ entries, parents }) => [...parents, ...entries]
    .filter(({ type }) => type === 'dir')
    .map(({ path }) => ({ path, depth: depthOf(path) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ path }) => path);
const depthOf = (path) => (path === '.' ? 0 : path.split('/').length);
function hasContent(entry, now, digests, { trustTimes }) {
    if (entry.type === 'link')
        return now.target === entry.target;
    if (now.size !== entry.size)
        return false;
    if (entry.size === 0)
        return true;
    return trustTimes ? now.mtimeNs === entry.mtimeNs : digests.get(entry.path) === entry.sha256;
}
const hasAttributes = (entry, now, { keepOwners }) => (entry.type === 'link' || now.mode === entry_sourceModeOf(entry)) &&
    now.mtimeNs === entry.mtimeNs &&
    (!keepOwners || entry.owner === undefined || sameOwner(entry.owner, now));
function directoriesToFinish({ entries, parents }, { make, steps, differing }, removed) {
    const made = new Set(make);
    const touched = new Set(['.', ...[...make, ...steps.map(({ entry }) => entry.path), ...removed].map(byte_path_parentPath)]);
    return [
        ...parents.filter(({ path }) => made.has(path)),
        ...entries.filter(({ path, type }) => type === 'dir' && (made.has(path) || differing.has(path) || touched.has(path)))
    ];
}

;// CONCATENATED MODULE: ./lib/actions/restore-look.js








async function lookAtTarget(story, held, wanted, state) {
    try {
        return await restore_look_look(story, held, wanted, state);
    }
    catch (error) {
        if (error instanceof Failure || !/\bEACCES\b/.test(failure_messageOf(error)))
            throw error;
        throw new Failure('target', `The target ${quoteValue(story.inputs.path)} holds a directory that the runner's user may not look into, so nothing was written: ${display_showText(failure_messageOf(error), 500)}\nGive that user the directory (chmod u+rx), or move it away.`, { cause: error });
    }
}
async function restore_look_look({ inputs, ports }, { record }, { selected, snapshot, selection }, state) {
    const { target, machine, reporter } = ports;
    const rules = { keepOwners: machine.isRoot && record.ownersKept, trustTimes: !inputs.verify };
    const present = state.kind === 'missing' ? new Map() : await inspect(target, selected);
    const asked = pathsToHash(selected.entries, present, rules);
    const digests = new Map();
    const hashed = await target.hash(asked, reporter.progress);
    asked.forEach((path, index) => {
        const digest = hashed[index];
        if (digest !== undefined)
            digests.set(path, digest);
    });
    const plan = planRestore(selected, present, digests, rules);
    const question = { snapshot, selection, clean: inputs.clean, displaced: plan.displaced };
    const clean = await answered(planClean(question), target);
    if (clean.blocked.length > 0)
        throw blocked(clean.blocked, inputs.path, inputs.clean);
    return { present, plan, clean, rules };
}
async function inspect(target, selected) {
    const present = new Map();
    const ask = async (paths) => {
        const found = await target.inspect(paths);
        paths.forEach((path, index) => {
            const now = found[index];
            if (now !== undefined)
                present.set(path, now);
        });
    };
    const isReachable = (path) => path === '.' || present.get(byte_path_parentPath(path))?.type === 'dir';
    for (const level of byDepth(directoriesOf(selected)))
        await ask(level.filter(isReachable));
    const others = selected.entries.filter(({ type }) => type !== 'dir').map(({ path }) => path);
    await ask(others.filter(isReachable));
    return present;
}
function byDepth(paths) {
    const levels = [];
    let depth = -1;
    for (const path of paths) {
        if (depthOf(path) > depth)
            levels.push([]);
        depth = depthOf(path);
        levels.at(-1)?.push(path);
    }
    return levels;
}
async function answered(planning, target) {
    let step = planning.next();
    while (step.done !== true)
        step = planning.next(await target.names(step.value));
    return step.value;
}
function blocked(paths, target, isClean) {
    const many = paths.length > 1;
    return new Failure('target', `In the target ${quoteValue(target)}, ${many ? `${units_formatCount(paths.length)} directories with something in them stand` : 'a directory with something in it stands'} where the snapshot has a file or a symlink, so nothing was written:${firstAsLines(paths, path => display_showName(path))}\n${isClean
        ? `"clean" does not remove ${many ? 'them, because they hold' : 'it, because it holds'} names that snapshots leave out (.git, .env, keys) or that "paths" leaves out, which nobody could bring back.`
        : `Move ${many ? 'them' : 'it'} away, or set "clean: true", which removes what the snapshot does not have.`}`);
}

;// CONCATENATED MODULE: ./lib/core/restore-room.js
const restore_room_block = 4096;
const aside = { largeFiles: 8, bytesOfOthers: 64 * 1024 * 1024, files: 8192 };
const restore_room_packed = { upTo: 1024 * 1024, headers: 1536, unit: 512, atOnce: 64 * 1024 * 1024 };
function restoreRoom({ steps, make }, present, allocatedOf = new Map()) {
    const twice = [];
    let bytes = make.length * restore_room_block;
    let inodes = make.length;
    let replaced = 0;
    let archived = 0;
    for (const { entry } of steps) {
        const old = present.get(entry.path);
        if (old === undefined)
            inodes++;
        else
            replaced++;
        const isPacked = entry.size <= restore_room_packed.upTo;
        if (isPacked)
            archived += restore_room_packed.headers + roundUp(entry.size, restore_room_packed.unit);
        if (entry.type !== 'file')
            continue;
        const size = roundUp(Math.min(entry.size, isPacked ? Infinity : (allocatedOf.get(entry.path) ?? Infinity)), restore_room_block);
        const freed = old?.type === 'file' && old.links === 1 ? old.allocated : 0;
        bytes += Math.max(0, size - freed);
        twice.push(Math.min(size, freed));
    }
    const large = restore_room_sum(twice.sort((a, b) => b - a).slice(0, aside.largeFiles));
    return {
        bytes: bytes + Math.min(restore_room_sum(twice), large + aside.bytesOfOthers) + roundUp(Math.min(archived, restore_room_packed.atOnce), restore_room_block),
        inodes: inodes + Math.min(replaced, aside.files)
    };
}
const roundUp = (size, unit) => Math.ceil(size / unit) * unit;
const restore_room_sum = (sizes) => sizes.reduce((total, size) => total + size, 0);

;// CONCATENATED MODULE: ./lib/actions/restore-room.js





async function checkRestoreRoom(story, held, { plan, present }) {
    const { inputs, ports } = story;
    const free = await ports.target.free();
    const atMost = restoreRoom(plan, present);
    const isShort = atMost.bytes > free.bytes && !(await mayShareBlocks(story, free));
    const needed = isShort ? restoreRoom(plan, present, await allocatedOf(held, plan.steps)) : atMost;
    const nothing = 'Free some there, restore less of the snapshot with "paths", or set "path" to another place. Nothing was written.';
    if (isShort && needed.bytes > free.bytes) {
        throw new Failure('room', `The target ${quoteValue(inputs.path)} has no room for this restore: it needs up to ${units_formatBytes(needed.bytes)}, and ${units_formatBytes(free.bytes)} are free. ${nothing}`);
    }
    if (free.inodes !== undefined && needed.inodes > free.inodes) {
        throw new Failure('room', `The target ${quoteValue(inputs.path)} has too few inodes for this restore: it needs up to ${units_formatCount(needed.inodes)}, and ${units_formatCount(free.inodes)} are free. ${nothing}`);
    }
}
const restore_room_sharing = ['btrfs', 'xfs', 'bcachefs', 'zfs'];
async function mayShareBlocks({ inputs, volume }, free) {
    if (inputs.method === 'copy')
        return false;
    const { filesystem } = await volume.state();
    return restore_room_sharing.includes(filesystem) && (await volume.free()).totalBytes === free.totalBytes;
}
async function allocatedOf({ series, record }, steps) {
    const paths = steps
        .filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot')
        .map(({ entry }) => entry.path);
    const stored = await series.tree(record.id).inspect(paths);
    return new Map(paths.flatMap((path, index) => {
        const now = stored[index];
        return now === undefined ? [] : [[path, now.allocated]];
    }));
}

;// CONCATENATED MODULE: ./lib/actions/restore-story.js


class RestoreStory {
    inputs;
    context;
    ports;
    hasBegun = false;
    volume;
    noVolume;
    #source = 'volume';
    #program;
    #startedAt;
    #startedMs;
    #phases = [];
    #warnings = [];
    #notes = [];
    #from;
    #selected = { entries: [], parents: [] };
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.volume = ports.volume;
        this.#program = program;
        this.#startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    async phase(name, work) {
        const from = this.ports.clock.monotonicMs();
        try {
            return await this.ports.reporter.phase(name, work);
        }
        finally {
            this.#phases.push({ phase: name, ms: Math.round(this.ports.clock.monotonicMs() - from) });
        }
    }
    warn(sentence) {
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        this.#notes.push(sentence);
        this.ports.reporter.info(sentence);
    }
    restoreFrom(volume, source) {
        this.volume = volume;
        this.#source = source;
    }
    withoutVolume(why) {
        this.noVolume = why;
    }
    found(series, { id, run, startedAt }) {
        this.#from = {
            series: series.name,
            snapshot: id,
            source: this.#source,
            snapshotPath: this.#source === 'cache' ? '' : `${series.path}/${id}`,
            isExact: series.name === this.inputs.name,
            takenAt: startedAt,
            run
        };
    }
    lost() {
        this.#from = undefined;
    }
    selected(selected) {
        this.#selected = selected;
    }
    reworded(error) {
        if (!(error instanceof Failure) || error.kind !== 'cancelled')
            return error;
        const { message } = cancelled();
        const [word = ''] = message.split(' ');
        return new Failure('cancelled', this.hasBegun
            ? `${word} The target holds some restored files; run the restore again.`
            : `${word} Nothing was written to the target.`);
    }
    report(status, done = {}) {
        const { inputs, context } = this;
        const { entries } = this.#selected;
        const files = entries.filter(({ type }) => type === 'file');
        const { counts, bytes, ...rest } = done;
        return {
            status,
            volume: inputs.volume,
            name: inputs.name,
            fallbackNames: inputs.fallbackNames,
            selector: selectorText(inputs.selector),
            target: inputs.path,
            paths: inputs.paths,
            clean: inputs.clean,
            verify: inputs.verify,
            ...(this.#from === undefined ? {} : { from: this.#from }),
            counts: {
                files: files.length,
                directories: entries.filter(({ type }) => type === 'dir').length,
                symlinks: entries.filter(({ type }) => type === 'link').length,
                filesSame: 0,
                filesAdjusted: 0,
                filesWritten: 0,
                filesReflinked: 0,
                symlinksMade: 0,
                directoriesMade: 0,
                filesRemoved: 0,
                ...counts
            },
            bytes: { bytes: files.reduce((sum, { size }) => sum + size, 0), bytesWritten: 0, ...bytes },
            writingMs: 0,
            lost: [],
            removed: [],
            spared: [],
            notRemoved: [],
            ...rest,
            startedAt: this.#startedAt,
            durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
            phases: this.#phases,
            warnings: this.#warnings,
            notes: this.#notes,
            run: context.run,
            program: this.#program
        };
    }
}

;// CONCATENATED MODULE: ./lib/actions/restore-put.js

async function putFrom(series, id, restoring, request, onProgress) {
    if (series.bring === undefined)
        return await restoring.put({ ...request, tree: pathFromText(series.tree(id).path) }, onProgress);
    const outcomes = await putInParts(series, id, restoring, request, onProgress);
    const again = request.steps.flatMap(({ entry, from }, index) => from === 'target' && outcomes[index]?.put === false ? [{ step: { entry, from: 'snapshot' }, index }] : []);
    if (again.length === 0)
        return outcomes;
    const steps = again.map(({ step }) => step);
    const second = await putInParts(series, id, restoring, { ...request, steps }, onProgress);
    again.forEach(({ index }, at) => {
        const outcome = second[at];
        if (outcome !== undefined)
            outcomes[index] = outcome;
    });
    return outcomes;
}
async function putInParts(series, id, restoring, request, onProgress) {
    const read = request.steps.filter(isRead);
    const others = request.steps.filter(step => !isRead(step));
    const outcomes = new Map();
    let bytes = 0;
    const totalBytes = request.steps.reduce((sum, { entry }) => sum + entry.size, 0);
    const put = async (steps, tree) => {
        const [filesBefore, bytesBefore] = [outcomes.size, bytes];
        const put = await restoring.put({ ...request, steps, tree }, progress => {
            const files = filesBefore + progress.files;
            onProgress({
                ...progress,
                files,
                bytes: bytesBefore + progress.bytes,
                totalFiles: request.steps.length,
                totalBytes
            });
        });
        steps.forEach((step, index) => {
            const outcome = put[index];
            if (outcome !== undefined)
                outcomes.set(step, outcome);
            bytes += step.entry.size;
        });
    };
    let at = 0;
    let pending = others;
    const files = read.map(({ entry }) => ({ path: entry.path, size: entry.size }));
    for await (const { tree, count } of series.bring?.(id, files, onProgress) ?? []) {
        await put([...read.slice(at, at + count), ...pending], tree);
        pending = [];
        at += count;
    }
    return request.steps.map(step => {
        const outcome = outcomes.get(step);
        if (outcome === undefined)
            throw new Error('a step of a restore was not put');
        return outcome;
    });
}
const isRead = ({ entry, from }) => from === 'snapshot' && entry.type === 'file';

;// CONCATENATED MODULE: ./lib/actions/restore-write.js








async function restore_write_write(story, held, wanted, outlook, seen) {
    const restoring = await story.ports.target.begin();
    try {
        const isAsSeen = seen !== undefined && restoring.mark === seen;
        const current = isAsSeen ? outlook : await lookAgain(story, held, wanted);
        const unread = await readBeforeDisplacing(held, current);
        story.hasBegun = true;
        const written = await writeLocked(story, held, wanted, current, restoring, unread);
        await story.ports.target.confirm();
        return written;
    }
    catch (error) {
        throw await withShortage(story.ports.target, error);
    }
    finally {
        await restoring.end();
    }
}
async function lookAgain(story, held, wanted) {
    const outlook = await story.phase('Look at the target again', async () => lookAtTarget(story, held, wanted, await checkTarget(story)));
    await checkRestoreRoom(story, held, outlook);
    return outlook;
}
async function writeLocked(story, held, { selected }, { plan, clean, rules }, restoring, unread) {
    const { inputs, ports } = story;
    const left = new Set(unread.map(({ path }) => path));
    const displaced = clean.displaced.filter(({ path }) => !left.has(path));
    const steps = plan.steps.filter(({ entry }) => !left.has(entry.path));
    const startedMs = ports.clock.monotonicMs();
    const outcomes = await story.phase('Restore files', async () => {
        await makeWay(restoring, [...plan.inTheWay, ...restore_write_pathsOf(displaced)]);
        await restoring.makeDirectories(plan.make.filter(path => path !== '.'));
        const { verify, method } = inputs;
        const request = { steps, verify, method, keepOwners: rules.keepOwners };
        return await putFrom(held.series, held.record.id, restoring, request, ports.reporter.progress);
    });
    const writingMs = Math.round(ports.clock.monotonicMs() - startedMs);
    const lost = [...unread, ...lostOf(steps, outcomes)];
    const doomed = lost.length > 0 ? [] : clean.removals;
    const removal = await story.phase('Finish', async () => {
        const notRemoved = doomed.length === 0 ? [] : await restoring.remove(restore_write_pathsOf(doomed));
        await restoring.finish(directoriesToFinish(selected, plan, restore_write_pathsOf(doomed)), rules.keepOwners);
        return { notRemoved, gone: notRemoved.length === 0 ? doomed : await goneOf(story, doomed) };
    });
    const put = steps.flatMap((step, index) => {
        const outcome = outcomes[index];
        return outcome?.put === true ? { ...step, how: outcome.how } : [];
    });
    const brought = put.filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot');
    return {
        writingMs,
        lost,
        removed: restore_write_pathsOf(removal.gone),
        spared: lost.length > 0 ? [] : clean.spared,
        notRemoved: removal.notRemoved,
        counts: {
            filesSame: filesSameIn(plan),
            filesAdjusted: put.filter(({ from }) => from === 'target').length,
            filesWritten: brought.length,
            filesReflinked: brought.filter(({ how }) => how === 'reflinked').length,
            symlinksMade: put.filter(({ entry }) => entry.type === 'link').length,
            directoriesMade: plan.make.length,
            filesRemoved: restore_write_filesIn(displaced) + restore_write_filesIn(removal.gone)
        },
        bytes: { bytesWritten: brought.reduce((sum, { entry }) => sum + entry.size, 0) }
    };
}
const restore_write_pathsOf = (removals) => removals.map(({ path }) => path);
const filesSameIn = ({ same }) => same.filter(({ type }) => type === 'file').length;
const restore_write_filesIn = (removals) => removals.reduce((sum, { files }) => sum + files, 0);
async function readBeforeDisplacing({ series, record }, { plan, clean }) {
    const full = new Set(restore_write_pathsOf(clean.displaced.filter(({ files }) => files > 0)));
    const entries = plan.steps.map(({ entry }) => entry).filter(({ path, type }) => type === 'file' && full.has(path));
    const digests = entries.length === 0 ? [] : await series.tree(record.id).hash(entries.map(({ path }) => path));
    return entries.flatMap(({ path, sha256 }, index) => {
        const digest = digests[index];
        if (digest === undefined)
            return [{ path, problem: 'missing', why: 'it is not there, or cannot be read' }];
        return digest === sha256 ? [] : [{ path, problem: 'damaged', why: 'its bytes are not those that were stored' }];
    });
}
async function makeWay(restoring, paths) {
    if (paths.length === 0)
        return;
    const left = await restoring.remove(paths);
    if (left.length === 0)
        return;
    throw new Failure('target', `What stands in the target where the snapshot has something else could not be removed:${firstAsLines(left, line => line)}\nNothing was restored yet. Move it away, and run the restore again.`);
}
const lostOf = (steps, outcomes) => steps.flatMap(({ entry: { path } }, index) => {
    const outcome = outcomes[index];
    return outcome?.put === false ? [{ path, problem: outcome.problem, why: outcome.why }] : [];
});
async function goneOf({ ports }, doomed) {
    const now = await ports.target.inspect(restore_write_pathsOf(doomed));
    return doomed.filter((_, index) => now[index] === undefined);
}

;// CONCATENATED MODULE: ./lib/actions/restore.js









async function restore(inputs, context, ports, program) {
    const story = new RestoreStory(inputs, context, ports, program);
    try {
        return await restore_find(story);
    }
    catch (error) {
        throw story.reworded(error);
    }
}
async function restore_find(story) {
    const state = await story.phase('Check', () => checkRestore(story));
    const held = await findSnapshot(story);
    if (typeof held === 'string')
        return missed(story, held);
    try {
        const wanted = await story.phase('Read the manifest', () => readWanted(story, held));
        return state === undefined ? story.report('found') : await into(story, held, wanted, state);
    }
    finally {
        await held.lock.release();
    }
}
async function findSnapshot(story) {
    const { inputs, ports, noVolume } = story;
    const names = [inputs.name, ...inputs.fallbackNames];
    const onVolume = noVolume ?? (await story.phase('Find the snapshot', () => choose(story, names)));
    const { copies } = ports;
    if (typeof onVolume !== 'string' || copies === undefined)
        return onVolume;
    return await story.phase('Find a copy in the cache', () => chooseCopy(story, copies, onVolume));
}
function missed(story, why) {
    if (story.inputs.failOnMiss) {
        throw new Failure('missing', `There is no snapshot to restore. ${why}\nWith "fail-on-miss: false" the step goes on.`);
    }
    story.ports.reporter.notice(`There is no snapshot to restore. ${why.replaceAll('\n', ' ')}`);
    return story.report('missed', { reason: why });
}
async function into(story, held, wanted, state) {
    const outlook = await story.phase('Look at the target', () => lookAtTarget(story, held, wanted, state));
    const { plan } = outlook;
    restore_tell(story, outlook);
    const filesSame = filesSameIn(plan);
    if (isNothing(outlook) && (story.inputs.dryRun || state.mark !== undefined)) {
        await story.ports.target.confirm();
        const same = { counts: { filesSame }, spared: outlook.clean.spared };
        return story.report(story.inputs.dryRun ? 'dry-run' : 'unchanged', same);
    }
    await checkRestoreRoom(story, held, outlook);
    if (story.inputs.dryRun)
        return foreseen(story, outlook, filesSame);
    const written = await restore_write_write(story, held, wanted, outlook, state.mark);
    const isWhole = written.lost.length === 0 && written.notRemoved.length === 0;
    return story.report(isWhole ? 'restored' : 'partial', written);
}
const isNothing = ({ plan, clean }) => plan.steps.length === 0 && plan.make.length === 0 && plan.differing.size === 0 && clean.removals.length === 0;
function restore_tell({ ports }, { plan, clean }) {
    const bytes = plan.steps.reduce((sum, { entry }) => sum + entry.size, 0);
    ports.reporter.info(`${countOf(plan.same.length, 'file or symlink is', 'files and symlinks are')} there already; ${countOf(plan.steps.length, 'one is', 'are')} to be written (${units_formatBytes(bytes)})`);
    if (clean.removals.length > 0)
        ports.reporter.info(`${countOf(restore_write_filesIn(clean.removals), 'file is', 'files are')} to be removed by "clean"`);
}
function foreseen(story, { plan, clean }, filesSame) {
    const brought = plan.steps.filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot');
    return story.report('dry-run', {
        removed: clean.removals.map(({ path }) => path),
        spared: clean.spared,
        counts: {
            filesSame,
            filesAdjusted: plan.steps.filter(({ from }) => from === 'target').length,
            filesWritten: brought.length,
            symlinksMade: plan.steps.filter(({ entry }) => entry.type === 'link').length,
            directoriesMade: plan.make.length,
            filesRemoved: restore_write_filesIn(clean.displaced) + restore_write_filesIn(clean.removals)
        },
        bytes: { bytesWritten: brought.reduce((sum, { entry }) => sum + entry.size, 0) }
    });
}

;// CONCATENATED MODULE: ./lib/adapters/target/mark.js



const missingMark = 'missing';
const markOf = (root) => marked((0,external_node_fs_.fstatSync)(root, { bigint: true }));
const markIn = (root) => (0,external_node_fs_.lstatSync)(`${pinned_descriptorPath(root)}/${stagingName}`, { throwIfNoEntry: false }) === undefined
    ? markOf(root)
    : undefined;
const marked = ({ dev, ino, ctimeNs }) => `${dev} ${ino} ${ctimeNs}`;

;// CONCATENATED MODULE: ./lib/adapters/target/refusals.js



const whole = 'Every file in the target is whole, the old one or the new one.';
function refusal(target, { path, code, message }) {
    const [where, file] = [display_showText(target), display_showName(path)];
    const said = message.replace(/,.*$/s, '');
    switch (code) {
        case 'ENOSPC':
            return noRoom(target, `${file}: ${said}`);
        case 'EDQUOT':
            return refusals_noQuota(target, `${file}: ${said}`);
        case 'EXDEV':
            return new Failure('target', `${file} cannot be put in place: it lies on another filesystem than ${where}, which is mounted there. ${whole} Unmount it, or restore what lies there into it by a run of its own ("path" and "paths").`);
        case 'ENOENT':
        case 'ENOTDIR':
        case 'ELOOP':
            return new Failure('target', `${file} could not be written: a directory on the way to it in ${where} was removed or replaced while restoring (${said}). Nothing was written where it leads. Let nothing else write there meanwhile, and restore again.`);
        case 'EISDIR':
        case 'ENOTEMPTY':
        case 'EEXIST':
            return new Failure('target', `${file} could not be put in place: something else came to be there in ${where} while restoring (${said}). Let nothing else write there meanwhile, and restore again.`);
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
            return new Failure('target', `${file} could not be written in ${where}: ${said}. ${whole} Let the runner's user write there, and restore again.`);
        default:
            return new Failure('target', `${file} could not be written in ${where}: ${said}. ${whole}`);
    }
}
const noRoom = (target, said) => new NoSpace(({ what, shownBy }) => `There is ${what}, on the filesystem of ${display_showText(target)} (${said}). ${whole} Free some there (${shownBy}), or restore only some "paths".`);
const refusals_noQuota = (target, said) => new Failure('room', `The quota on the filesystem of ${display_showText(target)} is used up (${said}). ${whole} Free space there, raise the quota, or restore only some "paths".`);
function refusals_refusalOf(target, path, error) {
    const code = failure_codeOf(error);
    return code === undefined || error instanceof Failure
        ? error
        : refusal(target, { path, code, message: failure_messageOf(error) });
}

;// CONCATENATED MODULE: ./lib/adapters/target/extract.js






async function extract_extract(site, directory, archive, keepOwners, pathOf) {
    const result = await site.parts.processes.run('tar', {
        args: extractArgs(typeof archive === 'string' ? archive : '-', keepOwners),
        ...(typeof archive !== 'string' && { input: archive }),
        inherit: site.staging.lock,
        cwd: foreignPath(directory)
    });
    if (result.status === 0)
        return;
    const messages = result.stderr.split('\n').filter(line => line !== '');
    const named = messages.map(message => withPath(message, pathOf));
    const said = (words) => named[messages.findIndex(message => words.test(message))];
    const full = said(/No space left on device/);
    if (full !== undefined)
        throw noRoom(site.path, full);
    const used = said(/Disk quota exceeded/);
    if (used !== undefined)
        throw refusals_noQuota(site.path, used);
    throw new Failure('target', `tar could not write into ${display_showText(site.path)} (status ${result.status}):${firstAsLines(named, message => message)}`);
}
function withPath(message, pathOf) {
    const [, name, said = ''] = /^tar: (\d+): (.*)$/s.exec(message) ?? [];
    const path = name === undefined ? undefined : pathOf(name);
    return path === undefined ? display_showText(message) : `${display_showName(path)}: ${display_showText(said)}`;
}

;// CONCATENATED MODULE: ./lib/adapters/target/site.js






const site_top = '.';
const isCancel = (error) => error instanceof Failure && error.kind === 'cancelled';
class Site {
    path;
    parts;
    staging;
    canClone;
    #opened = new Map();
    #nextNumber = 0;
    constructor(path, parts, staging) {
        this.path = path;
        this.parts = parts;
        this.staging = staging;
        if (staging.topMode !== undefined)
            this.#opened.set(site_top, staging.topMode);
    }
    async run(task) {
        try {
            return await this.parts.pool.run(task);
        }
        catch (error) {
            if (isCancel(error))
                await this.parts.pool.close();
            throw error;
        }
    }
    numbers(count) {
        const first = this.#nextNumber;
        this.#nextNumber += count;
        return first;
    }
    settle({ refused, letIn }) {
        for (const { path, mode } of letIn)
            if (!this.#opened.has(path))
                this.#opened.set(path, mode);
        if (refused !== undefined)
            throw refusal(this.path, refused);
    }
    finished(path) {
        this.#opened.delete(path);
    }
    closeUp() {
        const pins = new pinned_Pins(this.staging.root);
        try {
            const below = [...this.#opened].filter(([path]) => path !== site_top).sort(([a], [b]) => b.length - a.length);
            for (const [path, mode] of below) {
                try {
                    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(pins.directory(path)), mode);
                }
                catch (error) {
                    if (failure_codeOf(error) !== 'ENOENT' && failure_codeOf(error) !== 'ENOTDIR')
                        throw error;
                }
            }
            const mode = this.#opened.get(site_top);
            if (mode === undefined)
                return;
            this.staging.takeDown();
            (0,external_node_fs_.chmodSync)(pinned_descriptorPath(this.staging.root), mode);
        }
        finally {
            this.#opened.clear();
            pins.close();
        }
    }
    refuseStaging(paths) {
        for (const path of paths) {
            if (isStaging(path)) {
                throw new Failure('target', `The snapshot holds ${stagingName}, the name under which a restore keeps what it is writing in ${display_showText(this.path)}. Leave it out with "paths".`);
            }
        }
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/touch.js





const touch_parallel = 4;
async function touch(site, directory, touches, follows) {
    if (touches.length === 0)
        return;
    const pairs = touches.map(({ name, mtimeNs }) => `--date=@${decimalSeconds(mtimeNs)}\0${name}\0`);
    const command = ['touch', '--no-create', ...(follows ? [] : ['--no-dereference'])];
    const result = await site.parts.processes.run('xargs', {
        args: ['--null', '--max-args=2', `--max-procs=${touch_parallel}`, ...command],
        input: [external_node_buffer_.Buffer.from(pairs.join(''), 'latin1')],
        inherit: site.staging.lock,
        cwd: foreignPath(directory)
    });
    if (result.status === 0)
        return;
    const said = result.stderr.trim().split('\n')[0] ?? '';
    throw new Failure('target', `The time of a file in ${display_showText(site.path)} could not be set: ${display_showText(said)}`);
}

;// CONCATENATED MODULE: ./lib/adapters/target/finish.js









const batch = 1024;
async function finish(site, directories, keepOwners) {
    site.refuseStaging(directories.map(({ path }) => path));
    const deepestFirst = directories.filter(({ path }) => path !== '.').sort((a, b) => (a.path < b.path ? 1 : -1));
    for (let at = 0; at < deepestFirst.length; at += batch) {
        await finishBatch(site, deepestFirst.slice(at, at + batch), keepOwners);
    }
    const top = directories.filter(({ path }) => path === '.');
    if (top.length === 0)
        return;
    site.staging.takeDown();
    await finishBatch(site, top, keepOwners);
}
async function finishBatch(site, directories, keepOwners) {
    const { root } = site.staging;
    const open = [];
    const pins = new pinned_Pins(root, true);
    try {
        for (const entry of directories) {
            open.push({ entry, fd: refusing(site, entry.path, () => openDirectory(pins, root, entry.path)) });
        }
        await finish_setAttributes(site, open, keepOwners);
        for (const { entry, fd } of open) {
            refusing(site, entry.path, () => {
                mend(fd, entry, keepOwners);
            });
        }
    }
    finally {
        for (const { fd } of open)
            (0,external_node_fs_.closeSync)(fd);
        pins.close();
        site.settle(pins);
    }
    for (const { path } of directories)
        site.finished(path);
}
const openDirectory = (pins, root, path) => path === '.' ? (0,external_node_fs_.openSync)(`${pinned_descriptorPath(root)}/.`, placeFlags) : pins.within(path, at => (0,external_node_fs_.openSync)(at, placeFlags));
async function finish_setAttributes(site, open, keepOwners) {
    const members = open.map(({ entry, fd }) => tarHeader({
        name: `${foreignPath(fd)}/.`,
        type: 'dir',
        mode: entry_sourceModeOf(entry),
        uid: entry.owner?.uid ?? process.geteuid?.() ?? 0,
        gid: entry.owner?.gid ?? process.getegid?.() ?? 0,
        size: 0,
        mtimeNs: entry.mtimeNs
    }));
    try {
        await extract_extract(site, site.staging.root, members, keepOwners, () => undefined);
    }
    catch (error) {
        if (!(error instanceof Failure) || isCancel(error))
            throw error;
        for (const { entry, fd } of open) {
            refusing(site, entry.path, () => {
                mend(fd, entry, keepOwners);
            });
        }
        const touches = open.map(({ entry, fd }) => ({ name: foreignPath(fd), mtimeNs: entry.mtimeNs }));
        await touch(site, site.staging.root, touches, true);
    }
}
function mend(fd, entry, keepOwners) {
    const stat = (0,external_node_fs_.fstatSync)(fd);
    const { owner } = entry;
    const isOwned = !keepOwners || owner === undefined || (stat.uid === owner.uid && stat.gid === owner.gid);
    if (!isOwned)
        (0,external_node_fs_.chownSync)(pinned_descriptorPath(fd), owner.uid, owner.gid);
    const mode = entry_sourceModeOf(entry);
    if (!isOwned || (stat.mode & 0o7777) !== mode)
        (0,external_node_fs_.chmodSync)(pinned_descriptorPath(fd), mode);
}
function refusing(site, path, act) {
    try {
        return act();
    }
    catch (error) {
        throw refusals_refusalOf(site.path, path, error);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/put-job.js
class PutJob {
    site;
    request;
    places;
    #first;
    #outcomes;
    #onProgress;
    #totalBytes;
    #stale = [];
    #turn = Promise.resolve();
    #files = 0;
    #bytes = 0;
    constructor(site, request, tree, onProgress) {
        this.site = site;
        this.request = request;
        this.places = { tree, root: site.staging.root, staging: site.staging.directory };
        this.#first = site.numbers(request.steps.length);
        this.#outcomes = new Array(request.steps.length);
        this.#onProgress = onProgress;
        this.#totalBytes = request.steps.reduce((sum, { entry }) => sum + entry.size, 0);
    }
    steps() {
        return this.request.steps.map((step, index) => ({ ...step, number: this.#first + index }));
    }
    stepOf(number) {
        const step = this.request.steps[number - this.#first];
        return step && { ...step, number };
    }
    put(step, how) {
        this.#outcomes[step.number - this.#first] = { put: true, how };
    }
    notPut(step, { problem, why }) {
        if (problem === 'stale')
            this.#stale.push({ ...step, from: 'snapshot' });
        else
            this.#outcomes[step.number - this.#first] = { put: false, problem, why };
    }
    takeStale() {
        const stale = this.#stale;
        this.#stale = [];
        return stale;
    }
    alone(work) {
        const done = this.#turn.then(work);
        this.#turn = done.catch(() => undefined);
        return done;
    }
    progress(steps) {
        this.#files += steps.length;
        for (const { entry } of steps)
            this.#bytes += entry.size;
        this.#onProgress({
            doing: 'restoring',
            files: this.#files,
            bytes: this.#bytes,
            totalFiles: this.request.steps.length,
            totalBytes: this.#totalBytes
        });
    }
    outcomes() {
        if (this.#outcomes.includes(undefined))
            throw new Error('a step of a restore has no outcome');
        return this.#outcomes;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/place.js


const place_batchFiles = 500;
function place_place(job, staging, steps, { cloned, isMasked = false } = {}) {
    return job.alone(async () => {
        const { site } = job;
        const places = { root: job.places.root, staging };
        for (const batch of batchesOf(steps, place_batchFiles)) {
            const numbered = batch.map(({ number, entry }) => ({
                number,
                path: entry.path,
                ...(isMasked && entry.type === 'file' && { mode: entry_sourceModeOf(entry) })
            }));
            site.settle(await site.run({ kind: 'place', places, steps: numbered }));
        }
        for (const step of steps) {
            job.put(step, step.entry.type === 'link' ? 'made' : cloned?.has(step.number) === true ? 'reflinked' : 'copied');
        }
    });
}

;// CONCATENATED MODULE: ./lib/adapters/target/put-large.js











const groupFiles = 512;
const groupBytes = 256 * 1024 * 1024;
const taskFiles = 32;
const taskBytes = 8 * 1024 * 1024;
const put_large_sizeOf = ({ entry }) => entry.size;
async function putLarge(job, steps) {
    for (const group of batchesOf(steps, groupFiles, groupBytes, put_large_sizeOf)) {
        const cloned = new Set();
        const copies = batchesOf(group, taskFiles, taskBytes, put_large_sizeOf).map(task => copy(job, task, cloned));
        const fit = (await allOf(copies)).flat();
        await touch(job.site, job.places.staging, fit.map(({ number, entry }) => ({ name: place_stagedName(number), mtimeNs: entry.mtimeNs })), false);
        await place_place(job, job.places.staging, fit, { cloned });
    }
}
async function copy(job, steps, cloned) {
    const { site, places, request } = job;
    const { verify, keepOwners } = request;
    const result = await site.run({ kind: 'copy', places, steps, verify, keepOwners, clone: cloning(job) });
    if (result.cannotClone !== undefined) {
        site.canClone = false;
        if (request.method === 'reflink')
            throw cannotClone(job, result.cannotClone);
    }
    site.settle(result);
    job.progress(steps);
    return steps.filter((step, index) => {
        const problem = result.unfit.get(index);
        if (problem !== undefined)
            job.notPut(step, problem);
        else if (result.cloned.has(index))
            cloned.add(step.number);
        return problem === undefined;
    });
}
function cloning({ request, site }) {
    if (request.method === 'reflink')
        return 'must';
    return request.method === 'copy' || site.canClone === false ? 'never' : 'try';
}
const cannotClone = ({ site }, why) => new Failure('target', `method: "reflink" cannot share the stored blocks with ${display_showText(site.path)} (${why}): the volume and the target have to lie on one filesystem that can, such as xfs or btrfs. Take "auto" or "copy".`);
const mendedAtOnce = 128;
async function mendLarge(job, steps) {
    const others = [];
    for (const group of batchesOf(steps, mendedAtOnce)) {
        const open = new Map();
        const pins = new pinned_Pins(job.places.root, true);
        try {
            for (const step of group) {
                try {
                    const fd = pins.within(step.entry.path, at => (0,external_node_fs_.openSync)(at, fileFlags));
                    open.set(step, fd);
                    if (!put_large_mend(fd, step, job.request.keepOwners))
                        others.push(step);
                }
                catch (error) {
                    throw refusals_refusalOf(job.site.path, step.entry.path, error);
                }
            }
            const mended = group.filter(step => !others.includes(step));
            const touches = mended.map(step => ({ name: foreignPath(open.get(step) ?? -1), mtimeNs: step.entry.mtimeNs }));
            await touch(job.site, job.places.root, touches, true);
            for (const step of mended)
                job.put(step, 'made');
            job.progress(mended);
        }
        finally {
            for (const fd of open.values())
                (0,external_node_fs_.closeSync)(fd);
            pins.close();
            job.site.settle(pins);
        }
    }
    return others;
}
function put_large_mend(fd, { entry }, keepOwners) {
    const stat = (0,external_node_fs_.fstatSync)(fd);
    if (!stat.isFile() || stat.size !== entry.size || stat.nlink !== 1)
        return false;
    if (keepOwners && entry.owner !== undefined)
        (0,external_node_fs_.chownSync)(pinned_descriptorPath(fd), entry.owner.uid, entry.owner.gid);
    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(fd), entry_sourceModeOf(entry));
    return true;
}

;// CONCATENATED MODULE: ./lib/adapters/target/staging-place.js







const lockName = 'lock';
const archiveName = 'archive';
const isNumber = (name) => /^\d{6,}$/.test(name);
function openStaging(path, root) {
    const place = `${pinned_descriptorPath(root)}/${stagingName}`;
    let isNew = false;
    try {
        (0,external_node_fs_.mkdirSync)(place, 0o700);
        isNew = true;
    }
    catch (error) {
        if (failure_codeOf(error) !== 'EEXIST')
            throw refusals_refusalOf(path, stagingName, error);
    }
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(place, directoryFlags);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            return undefined;
        if (failure_codeOf(error) === 'ENOTDIR' || failure_codeOf(error) === 'ELOOP')
            throw notOurs(path, 'is a symlink or a file');
        throw notOurs(path, `cannot be opened (${failure_messageOf(error).replace(/,.*$/s, '')})`);
    }
    try {
        const { uid } = (0,external_node_fs_.fstatSync)(fd);
        if (uid !== process.geteuid?.())
            throw notOurs(path, `belongs to another user (${uid})`);
        const foreign = foreignIn(pinned_descriptorPath(fd));
        if (foreign !== undefined)
            throw notOurs(path, `holds ${display_showText(foreign)}, which no restore has left`);
        (0,external_node_fs_.fchmodSync)(fd, 0o700);
        return { fd, isNew };
    }
    catch (error) {
        (0,external_node_fs_.closeSync)(fd);
        throw error;
    }
}
function foreignIn(directory) {
    for (const entry of (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true })) {
        const { name } = entry;
        if (name === lockName ? !entry.isFile() : !isNumber(name))
            return name;
        if (!entry.isDirectory())
            continue;
        const inLane = (0,external_node_fs_.readdirSync)(`${directory}/${name}`, { withFileTypes: true });
        const foreign = inLane.find(each => each.isDirectory() || !(each.name === archiveName || isNumber(each.name)));
        if (foreign !== undefined)
            return `${name}/${foreign.name}`;
    }
    return undefined;
}
function openLock(path, directory) {
    const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    try {
        return (0,external_node_fs_.openSync)(`${pinned_descriptorPath(directory)}/${lockName}`, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            return undefined;
        if (failure_codeOf(error) === 'ELOOP' || failure_codeOf(error) === 'EISDIR')
            throw notOurs(path, 'holds a lock that is no file');
        throw refusals_refusalOf(path, `${stagingName}/${lockName}`, error);
    }
}
const staging_place_busy = (path) => new Failure('locked', `Another restore is writing into ${display_showText(path)}. Wait until it has ended, and try again.`);
const notOurs = (path, what) => new Failure('target', `${display_showText((0,external_node_path_.join)(path, stagingName))} ${what}: a restore keeps there what it is writing. Move it away or remove it, and try again.`);

;// CONCATENATED MODULE: ./lib/adapters/target/put-small.js











const put_small_batchFiles = 200;
const put_small_chunkFiles = 8000;
const put_small_chunkBytes = 32 * 1024 * 1024;
const put_small_lanes = 2;
async function putSmall(job, steps) {
    const chunks = batchesOf(steps, put_small_chunkFiles, put_small_chunkBytes, packedSize);
    const waiting = chunks.values();
    let hasFailed = false;
    const work = async () => {
        const lane = job.site.staging.openLane(place_stagedName(job.site.numbers(1)));
        try {
            const isMasked = !job.request.keepOwners && !lane.keepsModes();
            for (const chunk of waiting) {
                if (hasFailed)
                    break;
                await putChunk(job, lane.fd, chunk, isMasked);
            }
        }
        catch (error) {
            hasFailed = true;
            throw error;
        }
        finally {
            lane.close();
        }
    };
    await allOf(Array.from({ length: Math.min(put_small_lanes, chunks.length) }, work));
}
async function putChunk(job, lane, steps, isMasked) {
    const { site, request } = job;
    const archive = `${pinned_descriptorPath(lane)}/${archiveName}`;
    let fit;
    try {
        fit = await put_small_pack(job, steps, archive);
        const pathOf = (number) => job.stepOf(Number(number))?.entry.path;
        if (fit.length > 0)
            await extract_extract(site, lane, archiveName, request.keepOwners, pathOf);
    }
    finally {
        (0,external_node_fs_.rmSync)(archive, { force: true });
    }
    await place_place(job, lane, fit, { isMasked });
}
async function put_small_pack(job, steps, archive) {
    const { site, places, request } = job;
    const { verify, keepOwners } = request;
    const fd = openNew(job, archive);
    try {
        let end = 0;
        const batches = batchesOf(steps, put_small_batchFiles, packBytes, packedSize).map(async (batch) => {
            const offset = end;
            for (const step of batch)
                end += packedSize(step);
            const task = { kind: 'pack', places, steps: batch, verify, keepOwners, archive: fd, offset };
            const { unfit, ...result } = await site.run(task);
            site.settle(result);
            job.progress(batch);
            return batch.filter((step, index) => {
                const problem = unfit.get(index);
                if (problem !== undefined)
                    job.notPut(step, problem);
                return problem === undefined;
            });
        });
        return (await allOf(batches)).flat();
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function openNew({ site }, file) {
    try {
        return (0,external_node_fs_.openSync)(file, 'wx', 0o600);
    }
    catch (error) {
        throw refusals_refusalOf(site.path, stagingName, error);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/put.js








const small = 1024 * 1024;
async function put(site, request, onProgress) {
    site.refuseStaging(request.steps.map(({ entry }) => entry.path));
    const tree = openTree(request.tree);
    try {
        const job = new PutJob(site, request, tree, onProgress);
        for (let steps = job.steps(); steps.length > 0; steps = job.takeStale())
            await putAll(job, steps);
        return job.outcomes();
    }
    finally {
        (0,external_node_fs_.closeSync)(tree);
    }
}
async function putAll(job, steps) {
    const isSmall = (step) => step.entry.size <= small && !(job.request.method === 'reflink' && step.from === 'snapshot' && step.entry.size > 0);
    const large = steps.filter(step => !isSmall(step));
    const others = await mendLarge(job, large.filter(({ from }) => from === 'target'));
    await putLarge(job, [...large.filter(({ from }) => from === 'snapshot'), ...others]);
    await putSmall(job, steps.filter(isSmall));
}
function openTree(tree) {
    try {
        return (0,external_node_fs_.openSync)(fsPath(tree), placeFlags);
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
        throw new Failure('missing', `The snapshot's tree ${display_showName(tree, 1000)} is not there, or is no directory: ${display_showText(pathText(tree))} was removed meanwhile.`);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/restoring.js




const restoring_directoryBatch = 500;
const removalBatch = 200;
function restoring(site, onEnd) {
    const { mark } = site.staging;
    return {
        ...(mark !== undefined && { mark }),
        makeDirectories: paths => restoring_makeDirectories(site, paths),
        put: (request, onProgress) => put(site, request, onProgress),
        remove: paths => restoring_remove(site, paths),
        finish: (directories, keepOwners) => finish(site, directories, keepOwners),
        end: () => Promise.resolve().then(() => {
            onEnd();
            end(site);
        })
    };
}
async function restoring_makeDirectories(site, paths) {
    site.refuseStaging(paths);
    const batches = inBatches(paths, restoring_directoryBatch).map(async (batch) => {
        site.settle(await site.run({ kind: 'ensure-directories', root: site.staging.root, paths: batch }));
    });
    await allOf(batches);
}
async function restoring_remove(site, paths) {
    site.refuseStaging(paths);
    if (paths.includes('.'))
        throw new Error('the target itself is never removed');
    const batches = inBatches(paths, removalBatch).map(async (batch) => {
        const { left, letIn } = await site.run({ kind: 'remove', root: site.staging.root, paths: batch });
        site.settle({ letIn });
        return left.map(({ path, message }) => `${display_showName(path)}: ${message.replace(/,.*$/s, '')}`);
    });
    return (await allOf(batches)).flat();
}
function end(site) {
    try {
        site.closeUp();
    }
    finally {
        site.staging.close();
    }
}
function inBatches(items, size) {
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

;// CONCATENATED MODULE: ./lib/adapters/target/staging.js











const tries = 20;
class Staging {
    root;
    directory;
    lock;
    mark;
    topMode;
    #path;
    #isThere = true;
    #isOpen = true;
    constructor(path, { root, directory, lock, mark, topMode }) {
        this.#path = path;
        this.root = root;
        this.directory = directory;
        this.lock = lock;
        this.mark = mark;
        this.topMode = topMode;
    }
    static async begin(processes, path, seen) {
        const { root, isNew } = seen === undefined ? openTarget(path) : { root: openAgain(seen), isNew: false };
        const mark = isNew ? missingMark : markOf(root);
        let topMode;
        try {
            for (let left = tries; left > 0; left--) {
                topMode ??= letIn(root);
                const held = await staging_take(processes, path, root);
                if (held === undefined)
                    continue;
                const isAlone = left === tries && held.isNew;
                const staging = new Staging(path, { ...held, root, mark: isAlone ? mark : undefined, topMode });
                staging.#clear();
                return staging;
            }
            throw staging_place_busy(path);
        }
        catch (error) {
            if (topMode !== undefined)
                (0,external_node_fs_.chmodSync)(pinned_descriptorPath(root), topMode);
            (0,external_node_fs_.closeSync)(root);
            throw error;
        }
    }
    openLane(name) {
        const place = `${pinned_descriptorPath(this.directory)}/${name}`;
        try {
            (0,external_node_fs_.mkdirSync)(place, 0o700);
            const fd = (0,external_node_fs_.openSync)(place, directoryFlags);
            return {
                fd,
                keepsModes: () => {
                    try {
                        return keepsModes(pinned_descriptorPath(fd));
                    }
                    catch (error) {
                        throw refusals_refusalOf(this.#path, stagingName, error);
                    }
                },
                close: () => {
                    (0,external_node_fs_.closeSync)(fd);
                    (0,external_node_fs_.rmSync)(place, { recursive: true });
                }
            };
        }
        catch (error) {
            throw refusals_refusalOf(this.#path, stagingName, error);
        }
    }
    takeDown() {
        if (!this.#isThere)
            return;
        this.#isThere = false;
        try {
            this.#clear();
            (0,external_node_fs_.unlinkSync)(`${pinned_descriptorPath(this.directory)}/${lockName}`);
            (0,external_node_fs_.rmdirSync)(`${pinned_descriptorPath(this.root)}/${stagingName}`);
        }
        catch (error) {
            if (failure_codeOf(error) === 'ENOTEMPTY' || failure_codeOf(error) === 'ENOENT')
                return;
            throw new Failure('target', `${display_showText((0,external_node_path_.join)(this.#path, stagingName))} could not be removed: ${failure_messageOf(error)}. Remove it by hand.`, { cause: error });
        }
    }
    close() {
        if (!this.#isOpen)
            return;
        this.#isOpen = false;
        try {
            this.takeDown();
        }
        finally {
            for (const fd of [this.lock, this.directory, this.root])
                (0,external_node_fs_.closeSync)(fd);
        }
    }
    #clear() {
        const directory = pinned_descriptorPath(this.directory);
        for (const name of (0,external_node_fs_.readdirSync)(directory))
            if (name !== lockName)
                (0,external_node_fs_.rmSync)(`${directory}/${name}`, { recursive: true });
    }
}
const openAgain = (fd) => (0,external_node_fs_.openSync)(pinned_descriptorPath(fd), placeFlags & ~external_node_fs_.constants.O_NOFOLLOW);
function openTarget(path) {
    try {
        const isNew = (0,external_node_fs_.mkdirSync)(path, { recursive: true }) !== undefined;
        return { root: (0,external_node_fs_.openSync)(path, placeFlags & ~external_node_fs_.constants.O_NOFOLLOW), isNew };
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'ELOOP')
            throw refusals_refusalOf(path, '.', error);
        throw new Failure('target', `${display_showText(path)} cannot be restored into: it, or something on the way to it, is there and is not a directory. Move that away, or give another "path".`);
    }
}
async function staging_take(processes, path, root) {
    const open = [];
    try {
        const staging = openStaging(path, root);
        if (staging === undefined)
            return undefined;
        const { fd: directory, isNew } = staging;
        open.push(directory);
        const lock = openLock(path, directory);
        if (lock === undefined)
            return undefined;
        open.push(lock);
        if (!(await lockedOrGone(processes, root, directory, lock)))
            throw staging_place_busy(path);
        if (!isTheLock(root, lock))
            return undefined;
        open.length = 0;
        return { directory, lock, isNew };
    }
    finally {
        for (const fd of open)
            (0,external_node_fs_.closeSync)(fd);
    }
}
async function lockedOrGone(processes, root, directory, lock) {
    try {
        return await tryLock(processes, lock);
    }
    catch (error) {
        if (tryLockAtOnce(lock) && isTheLock(root, lock) && (0,external_node_fs_.readdirSync)(pinned_descriptorPath(directory)).length === 1) {
            (0,external_node_fs_.unlinkSync)(`${pinned_descriptorPath(directory)}/${lockName}`);
            (0,external_node_fs_.rmdirSync)(`${pinned_descriptorPath(root)}/${stagingName}`);
        }
        throw error;
    }
}
function isTheLock(root, lock) {
    const named = `${pinned_descriptorPath(root)}/${stagingName}/${lockName}`;
    const found = (0,external_node_fs_.lstatSync)(named, { bigint: true, throwIfNoEntry: false });
    const held = (0,external_node_fs_.fstatSync)(lock, { bigint: true });
    return found?.ino === held.ino && found.dev === held.dev;
}
function letIn(root) {
    const stat = (0,external_node_fs_.fstatSync)(root);
    const mode = stat.mode & 0o7777;
    if ((mode & 0o700) === 0o700 || process.geteuid?.() === 0 || stat.uid !== process.geteuid?.())
        return undefined;
    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(root), mode | 0o700);
    return mode;
}

;// CONCATENATED MODULE: ./lib/adapters/target/target-place.js




const target_place_noDirectory = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES']);
class TargetPlace {
    path;
    #root;
    #isLent = false;
    constructor(path) {
        this.path = path;
    }
    hold() {
        if (this.#isLent)
            return this.#root;
        const before = this.#root;
        this.#root = undefined;
        if (before !== undefined)
            (0,external_node_fs_.closeSync)(before);
        this.#root = openPlace(this.path);
        return this.#root;
    }
    get seen() {
        return this.#root;
    }
    get held() {
        return this.#root ?? this.hold();
    }
    lend(root) {
        if (!this.#isLent && this.#root !== undefined)
            (0,external_node_fs_.closeSync)(this.#root);
        this.#isLent = true;
        this.#root = root;
    }
    giveBack() {
        this.#isLent = false;
        this.#root = undefined;
    }
    get top() {
        const root = this.held;
        return root === undefined ? `${this.path}/.` : `${pinned_descriptorPath(root)}/.`;
    }
    confirm() {
        const root = this.#root;
        if (root === undefined)
            return;
        const held = (0,external_node_fs_.fstatSync)(root, { bigint: true });
        const named = placeNow(this.path);
        if (named?.dev === held.dev && named.ino === held.ino)
            return;
        throw new Failure('target', `The target ${display_showText(this.path)} was taken away, or replaced by another directory, while it was restored into; what is there now has not been restored. Run the restore again when nothing else moves that directory.`);
    }
    async named(act) {
        const root = this.held;
        try {
            return await act();
        }
        catch (error) {
            if (root === undefined || !(error instanceof Error))
                throw error;
            error.message = error.message.replace(new RegExp(`${pinned_descriptorPath(root)}(?:/\\.)?(?![0-9])`, 'g'), () => this.path);
            throw error;
        }
    }
}
function openPlace(path) {
    try {
        return (0,external_node_fs_.openSync)(path, placeFlags & ~external_node_fs_.constants.O_NOFOLLOW);
    }
    catch (error) {
        if (target_place_noDirectory.has(failure_codeOf(error) ?? ''))
            return undefined;
        throw error;
    }
}
function placeNow(path) {
    try {
        return (0,external_node_fs_.statSync)(path, { bigint: true });
    }
    catch (error) {
        if (target_place_noDirectory.has(failure_codeOf(error) ?? ''))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/target/local-target.js













function localTarget(path, parts) {
    const place = new TargetPlace(path);
    const look = (act) => place.named(() => act(localTree(place.top, parts.pool)));
    return {
        path,
        inspect: (paths, onProgress) => look(tree => tree.inspect(withoutOurs(paths), onProgress)),
        hash: (paths, onProgress) => look(tree => tree.hash(withoutOurs(paths), onProgress)),
        names: async (directories) => {
            const found = await look(tree => tree.names(withoutOurs(directories)));
            return found.map((names, index) => directories[index] === '.' ? names?.filter(name => name !== stagingName) : names);
        },
        state: () => place.named(() => Promise.resolve().then(() => targetState(place))),
        free: () => Promise.resolve().then(() => freeOn(local_target_nearest(path))),
        confirm: () => Promise.resolve().then(() => {
            place.confirm();
        }),
        begin: async () => {
            place.confirm();
            const site = new Site(path, parts, await Staging.begin(parts.processes, path, place.seen));
            place.lend(site.staging.root);
            return restoring(site, () => {
                place.giveBack();
            });
        }
    };
}
const nowhere = `${stagingName}/nothing`;
const withoutOurs = (paths) => paths.map(path => (isStaging(path) ? nowhere : path));
function targetState(place) {
    const root = place.hold();
    if (root !== undefined) {
        const held = pinned_descriptorPath(root);
        const mark = markIfReachable(root);
        return {
            kind: 'directory',
            realPath: realOf(root, place.path),
            isWritable: local_target_isWritable(held, true),
            ...(mark !== undefined && { mark })
        };
    }
    const { path } = place;
    const there = local_target_nearest(path);
    const isDirectory = leadsToDirectory(there);
    if (isDirectory && there === path)
        return targetState(place);
    return {
        kind: isDirectory ? 'missing' : 'not-a-directory',
        realPath: realAsFarAsThere(path),
        isWritable: isDirectory && local_target_isWritable(there, false),
        mark: missingMark
    };
}
function realOf(root, path) {
    try {
        return realPath(pinned_descriptorPath(root));
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            throw error;
        return realAsFarAsThere(path);
    }
}
function markIfReachable(root) {
    try {
        return markIn(root);
    }
    catch (error) {
        if (failure_codeOf(error) === 'EACCES')
            return undefined;
        throw error;
    }
}
function local_target_nearest(path) {
    return isReachable(path) || (0,external_node_path_.dirname)(path) === path ? path : local_target_nearest((0,external_node_path_.dirname)(path));
}
function isReachable(path) {
    try {
        return isThere(path);
    }
    catch (error) {
        if (failure_codeOf(error) === 'EACCES')
            return false;
        throw error;
    }
}
function local_target_isWritable(path, mayLetIn) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return true;
    }
    catch (error) {
        return mayLetIn && failure_codeOf(error) === 'EACCES' && (0,external_node_fs_.statSync)(path).uid === process.geteuid?.();
    }
}

;// CONCATENATED MODULE: ./lib/core/report/model.js
const isMeasured = ({ status }) => status !== 'skipped';

;// CONCATENATED MODULE: ./lib/core/report/json.js




const reportSchema = 1;
function jsonReport(report) {
    const value = {
        schema: reportSchema,
        status: report.status,
        reason: report.reason,
        volume: report.volume,
        series: report.series,
        snapshot: report.snapshot,
        snapshotPath: report.snapshotPath,
        latestPath: report.latestPath,
        base: report.base,
        ...(isMeasured(report) && { changed: report.changed }),
        compare: report.compare,
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        phases: report.phases,
        ...(isMeasured(report) && measured(report)),
        ownersKept: report.ownersKept,
        secrets: report.secrets.map(json_withPath),
        specials: report.specials.map(json_withPath),
        warnings: report.warnings,
        notes: report.notes,
        tags: report.tags,
        pinned: report.pinned,
        run: report.run,
        program: report.program,
        rsync: report.rsync
    };
    return `${inertJson(JSON.stringify(value, plainNumber, 2))}\n`;
}
const measured = (report) => ({
    counts: report.counts,
    bytes: report.bytes,
    causes: report.causes,
    clones: report.clones,
    largest: report.largest.map(json_withPath),
    history: report.history,
    foreign: report.foreign,
    totals: report.totals,
    retention: report.retention,
    free: report.free,
    digest: report.digest,
    cacheCopy: report.cacheCopy
});
function json_withPath(item) {
    const { path, ...rest } = item;
    const text = pathText(path);
    return { path: text, ...(spells(text, path) ? {} : { pathBase64: pathBytes(path).toString('base64') }), ...rest };
}
const spells = (text, path) => external_node_buffer_.Buffer.from(text, 'utf8').equals(pathBytes(path));
function plainNumber(_key, value) {
    if (typeof value !== 'bigint')
        return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

;// CONCATENATED MODULE: ./lib/core/report/restore-model.js
const isRestored = ({ status }) => status === 'restored' || status === 'unchanged';
const isVerified = (report) => report.verify && isRestored(report);

;// CONCATENATED MODULE: ./lib/core/report/restore-json.js



const restoreReportSchema = 1;
function restoreJson(report) {
    const { status, from, counts, bytes } = report;
    const isLooked = status !== 'missed' && status !== 'found';
    const value = {
        schema: restoreReportSchema,
        status,
        reason: report.reason,
        restored: isRestored(report),
        volume: report.volume,
        name: report.name,
        fallbackNames: report.fallbackNames,
        selector: report.selector,
        target: report.target,
        paths: report.paths,
        clean: report.clean,
        verify: report.verify,
        from,
        ...(from !== undefined && {
            files: counts.files,
            directories: counts.directories,
            symlinks: counts.symlinks,
            bytes: bytes.bytes
        }),
        ...(isLooked && restore_json_looked(report)),
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        phases: report.phases,
        warnings: report.warnings,
        notes: report.notes,
        run: report.run,
        program: report.program
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}
function restore_json_looked(report) {
    const { counts } = report;
    return {
        filesSame: counts.filesSame,
        filesAdjusted: counts.filesAdjusted,
        filesWritten: counts.filesWritten,
        filesReflinked: counts.filesReflinked,
        symlinksMade: counts.symlinksMade,
        directoriesMade: counts.directoriesMade,
        filesRemoved: counts.filesRemoved,
        bytesWritten: report.bytes.bytesWritten,
        writingMs: report.writingMs,
        ...(report.status !== 'dry-run' && { verified: isVerified(report) }),
        lost: report.lost.map(json_withPath),
        removed: report.removed.map(path => json_withPath({ path })),
        spared: report.spared.map(path => json_withPath({ path })),
        notRemoved: report.notRemoved
    };
}

;// CONCATENATED MODULE: ./lib/core/report/restore-outcome.js



function restoreOutcome(report) {
    const { status, from } = report;
    if (from === undefined)
        return { heading: 'Nothing to restore', sentence: missing(report) };
    const snapshot = `Snapshot ${display_showText(from.snapshot)}${whence(from)}`;
    switch (status) {
        case 'restored':
        case 'missed':
            return { heading: 'Restored', sentence: `${snapshot}: ${restore_outcome_held(report)}. ${restore_outcome_written(report)}${restore_outcome_checked(report)}.` };
        case 'unchanged':
            return {
                heading: 'Restored: all was there already',
                sentence: `${snapshot}: ${restore_outcome_held(report)}. Nothing had to be written${restore_outcome_checked(report)}.`
            };
        case 'partial':
            return {
                heading: 'Partly restored',
                sentence: `${snapshot}: ${restore_outcome_held(report)}. ${restore_outcome_written(report)}, ${restore_outcome_short(report)}.`
            };
        case 'found':
            return {
                heading: 'Snapshot found',
                sentence: `${snapshot}: ${restore_outcome_held(report)}. Nothing was restored (\`lookup-only\`).`
            };
        case 'dry-run':
            return { heading: 'Dry run: nothing was written', sentence: `${snapshot}: ${restore_outcome_held(report)}. ${restore_outcome_foreseen(report)}.` };
    }
}
function whence({ series, run: { commit, ref } }) {
    const at = [
        ...(commit === undefined ? [] : [`commit ${display_showText(restore_outcome_shortCommit(commit))}`]),
        ...(ref === undefined ? [] : [`on ${display_showText(shortRef(ref), 60)}`])
    ];
    return ` of ${inBackticks(series)}${at.length === 0 ? '' : ` (${at.join(' ')})`}`;
}
const restore_outcome_shortCommit = (commit) => (/^[0-9a-f]{40,64}$/i.test(commit) ? commit.slice(0, 7) : commit);
const shortRef = (ref) => ref.replace(/^refs\/(?:heads|tags|remotes)\//, '');
const missing = ({ reason = '' }) => reason === '' ? 'There is no such snapshot.' : display_showText(reason.replaceAll('\n', ' '), 500);
function restore_outcome_held({ counts, bytes }) {
    if (counts.files > 0)
        return `${countOf(counts.files, 'file', 'files')}, ${units_formatBytes(bytes.bytes)}`;
    return counts.symlinks > 0
        ? `no files, ${countOf(counts.symlinks, 'symlink', 'symlinks')}`
        : `no files, ${countOf(counts.directories, 'directory', 'directories')}`;
}
function restore_outcome_written({ counts, bytes, writingMs }) {
    const { files, filesWritten } = counts;
    const there = counts.filesSame + counts.filesAdjusted;
    const brought = `written (${amount(bytes.bytesWritten, writingMs)})`;
    if (files === 0)
        return 'What it holds was put in place';
    if (filesWritten === files)
        return files === 1 ? `It was ${brought}` : `All were ${brought}`;
    if (there === files)
        return files === 1 ? 'It was there already' : 'All were there already';
    const parts = [
        ...(there === 0 ? [] : [`${units_formatCount(there)} ${were(there)} there already`]),
        `${units_formatCount(filesWritten)} ${were(filesWritten)} ${filesWritten === 0 ? 'written' : brought}`
    ];
    return parts.join(', ');
}
const were = (count) => (count === 1 ? 'was' : 'were');
const shortestForRateMs = 100;
const amount = (bytes, ms) => ms < shortestForRateMs ? units_formatBytes(bytes) : `${units_formatBytes(bytes)} at ${formatRate(bytes, ms)}`;
function restore_outcome_checked(report) {
    if (report.counts.files === 0)
        return '';
    return isVerified(report) ? ', and all contents were verified' : '; contents were not verified (`verify: false`)';
}
function restore_outcome_short({ lost, notRemoved }) {
    const what = [
        ...(lost.length === 0 ? [] : [`${countOf(lost.length, 'stored file is', 'stored files are')} damaged or missing`]),
        ...(notRemoved.length === 0 ? [] : [`${countOf(notRemoved.length, 'path', 'paths')} could not be removed`])
    ];
    return `but ${what.join(' and ')}`;
}
function restore_outcome_foreseen({ counts, bytes }) {
    const { files, filesWritten, filesRemoved } = counts;
    const there = files - filesWritten;
    const parts = [
        filesWritten === 0
            ? 'A run now would write no file'
            : `A run now would write ${units_formatCount(filesWritten)} (${units_formatBytes(bytes.bytesWritten)})`,
        ...(filesRemoved === 0 ? [] : [`remove ${countOf(filesRemoved, 'other file', 'other files')}`])
    ];
    return `${parts.join(' and ')}${there === 0 ? '' : `; ${units_formatCount(there)} ${there === 1 ? 'is' : 'are'} there already`}`;
}
const restore_outcome_named = 10;
function restoreFailure(report) {
    const { lost, notRemoved, from } = report;
    if (lost.length > 0 && from !== undefined)
        return { kind: 'damage', text: damageText(lost, from) };
    if (notRemoved.length === 0)
        return undefined;
    return {
        kind: 'target',
        text: `Everything was restored, but "clean" could not remove ${countOf(notRemoved.length, 'path', 'paths')} that the snapshot does not have:${restore_outcome_lines(notRemoved)}\nRemove what is named there, or give the runner's user the directories, and run the restore again.`
    };
}
function damageText(lost, { snapshot: id, source }) {
    const isOne = lost.length === 1;
    return `There ${isOne ? 'is' : 'are'} ${countOf(lost.length, 'stored file', 'stored files')} of the snapshot ${display_showText(id)} that ${isOne ? 'is' : 'are'} damaged or missing. ${isOne ? 'It was' : 'They were'} not restored, and what the target had in ${isOne ? 'its' : 'their'} place was left alone; everything else was restored, and nothing was cleaned.${restore_outcome_lines(lost.map(({ path, why }) => `${display_showName(path)}: ${why}`))}\n${source === 'cache' ? damagedCopy : earlier(id, isOne)}`;
}
const earlier = (id, isOne) => `An earlier snapshot may hold ${isOne ? 'it' : 'them'} intact: restore with "snapshot: before:${display_showText(id)}" and ${isOne ? 'this file' : 'these files'} as "paths". The verify action, with "snapshot: all", names the snapshots that share the damage and the newest that is whole.`;
const damagedCopy = 'It is the copy in the GitHub Actions cache that is damaged. Delete its entries (gh cache list, gh cache delete); the next snapshot copies itself anew.';
const restore_outcome_lines = (listed) => [...listed.slice(0, restore_outcome_named), ...(listed.length > restore_outcome_named ? [`and ${units_formatCount(listed.length - restore_outcome_named)} more`] : [])]
    .map(line => `\n  ${line}`)
    .join('');

;// CONCATENATED MODULE: ./lib/core/report/restore-facts.js


function restoreFacts(report) {
    const { status, from, durationMs } = report;
    if (from === undefined)
        return [...asked(report), `The run took ${formatDuration(durationMs)}.`];
    return [
        ...(status === 'found' ? [] : [restore_facts_place(report)]),
        ...selection(report),
        taken(from, report),
        ...restore_facts_copy(from),
        ...standIn(from, report),
        ...details(report),
        ...cleaned(report),
        `The run took ${formatDuration(durationMs)}.`
    ];
}
const asked = ({ name, fallbackNames, selector }) => [
    `Asked for ${inBackticks(selector)} of ${restore_facts_firstOf([name, ...fallbackNames].map(one => inBackticks(one)))}.`
];
const restore_facts_place = ({ status, target }) => `${status === 'dry-run' ? 'It would be restored into' : 'It is in'} ${inBackticks(target, 300)}.`;
const selection = ({ paths }) => paths.length === 0 ? [] : [`Of the snapshot, only ${restore_facts_firstOf(paths.map(line => inBackticks(line)))}.`];
function taken({ run, takenAt }, { selector }) {
    const by = run.runId === undefined
        ? ''
        : ` by run ${display_showText(run.runId, 40)}${run.workflow === undefined ? '' : ` of ${inBackticks(run.workflow, 60)}`}`;
    const moment = display_showText(takenAt.replace(/\.\d+Z$/, 'Z'), 40);
    return `The snapshot was taken ${moment}${by}; it was chosen by ${inBackticks(selector)}.`;
}
const restore_facts_copy = ({ source }) => source === 'volume' ? [] : ['It is the copy that `cache-copy` had put into the GitHub Actions cache.'];
const standIn = ({ isExact, series }, { name }) => isExact ? [] : [`${inBackticks(name)} has no such snapshot; ${inBackticks(series)} stands in for it.`];
function details({ status, counts }) {
    if (status === 'found')
        return [];
    const would = status === 'dry-run' ? 'would get' : 'got';
    const parts = [
        ...(counts.filesAdjusted === 0
            ? []
            : [
                `${countOf(counts.filesAdjusted, 'file', 'files')} had the right content and ${would} only ${counts.filesAdjusted === 1 ? 'its' : 'their'} mode, owner or time back`
            ]),
        ...(counts.filesReflinked === 0
            ? []
            : [
                `${countOf(counts.filesReflinked, 'file shares', 'files share')} blocks with the stored ${counts.filesReflinked === 1 ? 'one' : 'ones'} (reflink)`
            ]),
        ...(counts.symlinksMade === 0
            ? []
            : [
                `${countOf(counts.symlinksMade, 'symlink', 'symlinks')} ${status === 'dry-run' ? 'would be' : counts.symlinksMade === 1 ? 'was' : 'were'} made`
            ])
    ];
    return parts.map(part => `${part}.`);
}
function cleaned(report) {
    const { clean, status, counts, spared, lost } = report;
    if (!clean || status === 'found')
        return [];
    if (lost.length > 0)
        return ['Nothing was cleaned, because not everything could be brought back.'];
    const directoriesAlone = counts.filesRemoved === 0 && report.removed.length > 0;
    const removed = directoriesAlone
        ? countOf(report.removed.length, 'empty directory', 'empty directories')
        : countOf(counts.filesRemoved, 'file', 'files');
    const left = restore_facts_firstOf(spared.map(path => inBackticks(display_showName(path, 80))));
    const isNone = counts.filesRemoved === 0 && report.removed.length === 0 && report.notRemoved.length === 0;
    return [
        isNone
            ? 'There is nothing for `clean` to remove.'
            : `\`clean\` ${status === 'dry-run' ? 'would remove' : 'removed'} ${removed} that the snapshot does not have.`,
        ...(spared.length === 0 ? [] : [`It leaves what snapshots never hold: ${left}.`])
    ];
}
const shownOfList = 5;
function restore_facts_firstOf(items) {
    const more = items.length - shownOfList;
    return items.slice(0, shownOfList).join(', ') + (more > 0 ? ` and ${units_formatCount(more)} more` : '');
}

;// CONCATENATED MODULE: ./lib/core/report/restore-log.js





const restore_log_most = 20;
function restoreLog(report) {
    const { heading, sentence } = restoreOutcome(report);
    const sections = [
        [heading, sentence],
        restoreFacts(report).map(fact => `- ${fact}`),
        lost(report),
        restore_log_list('Not removed', report.notRemoved.map(line => display_showText(line, 300)))
    ];
    return sections
        .filter(section => section.length > 0)
        .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
        .map(safeLogLine);
}
const lost = ({ lost }) => restore_log_list('Not restored', rows_aligned(lost.map(({ path, why }) => [display_showName(path), why]), 'll'));
function restore_log_list(title, lines) {
    if (lines.length === 0)
        return [];
    const more = lines.length - restore_log_most;
    return [
        title,
        ...lines.slice(0, restore_log_most).map(line => `  ${line}`),
        ...(more > 0 ? [`  and ${units_formatCount(more)} more`] : [])
    ];
}

;// CONCATENATED MODULE: ./lib/core/report/restore-outputs.js

const restoreOutputNames = (/* unused pure expression or super */ null && ([
    'restored',
    'snapshot',
    'matched-name',
    'exact-match',
    'commit',
    'files',
    'bytes',
    'verified',
    'source',
    'files-written',
    'bytes-written',
    'files-removed',
    'path',
    'duration-ms',
    'report'
]));
function restoreOutputs(report, reportPath) {
    const { status, from, counts, bytes } = report;
    const found = (value) => (from === undefined ? '' : String(value));
    const looked = (value) => (status === 'found' ? '' : found(value));
    return {
        restored: String(isRestored(report)),
        snapshot: from?.snapshot ?? '',
        'matched-name': from?.series ?? '',
        'exact-match': found(from?.isExact ?? false),
        commit: from?.run.commit ?? '',
        files: found(counts.files),
        bytes: found(bytes.bytes),
        verified: status === 'dry-run' ? '' : looked(isVerified(report)),
        source: from?.source ?? '',
        'files-written': looked(counts.filesWritten),
        'bytes-written': looked(bytes.bytesWritten),
        'files-removed': looked(counts.filesRemoved),
        path: report.target,
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./lib/core/report/restore-summary.js








const restore_summary_most = { lost: 30, notRemoved: 10, outcome: 900 };
function restoreSummary(report) {
    const { heading, sentence } = restoreOutcome(report);
    const sections = [
        `## ${restore_summary_plain(heading)}`,
        `**${restore_summary_plain(sentence, restore_summary_most.outcome)}**`,
        ...alert_alert(report.warnings),
        [...restoreFacts(report), ...bounded_bounded(report.notes)].map(fact => `- ${restore_summary_plain(fact)}`).join('\n'),
        ...restore_summary_lost(report),
        ...notRemoved(report),
        ...byHand(report),
        restore_summary_footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function restore_summary_lost({ lost }) {
    if (lost.length === 0)
        return [];
    const rows = lost.slice(0, restore_summary_most.lost).map(({ path, why }) => [markdownCode(path), restore_summary_plain(why)]);
    const more = lost.length - rows.length;
    return [
        '### Not restored',
        restore_summary_plain('The target still has its old file in the place of each.'),
        markdownTable([['File', 'What is wrong'], ...rows], 'll'),
        ...(more > 0 ? [restore_summary_plain(`and ${units_formatCount(more)} more in the JSON report.`)] : [])
    ];
}
function notRemoved({ notRemoved }) {
    if (notRemoved.length === 0)
        return [];
    const shown = notRemoved.slice(0, restore_summary_most.notRemoved).map(line => `- ${markdownText(line, 300)}`);
    const more = notRemoved.length - shown.length;
    return [
        '### Not removed',
        [...shown, ...(more > 0 ? [`- ${restore_summary_plain(`and ${units_formatCount(more)} more`)}`] : [])].join('\n')
    ];
}
function byHand({ status, from }) {
    if (from === undefined || from.source === 'cache')
        return [];
    const { command, sentence } = by_hand_copyByHand(from.snapshotPath);
    const text = [...(command === undefined ? [] : [`\`\`\`sh\n${command}\n\`\`\``]), restore_summary_plain(sentence)];
    if (status === 'partial')
        return ['### The same by hand', ...text];
    return ['<details>\n<summary>The same by hand</summary>', ...text, '</details>'];
}
function restore_summary_footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, ...(volume === '' ? [] : [`volume ${markdownText(volume)}`])];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const restore_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./lib/core/rsync-dangers.js
const dangers = [
    {
        options: ['--inplace', '--append', '--append-verify', '--write-devices'],
        why: 'it writes into files in place, and a file may be shared with every earlier snapshot'
    },
    {
        options: [
            '--del',
            '--delete',
            '--delete-before',
            '--delete-during',
            '--delete-delay',
            '--delete-after',
            '--delete-excluded',
            '--delete-missing-args',
            '--force',
            '--ignore-errors',
            '--max-delete'
        ],
        why: 'it is about deleting from the destination, and a snapshot always starts empty'
    },
    { options: ['--remove-source-files', '--remove-sent-files'], why: 'it deletes the files that were to be backed up' },
    {
        options: ['-e', '--rsh', '--rsync-path', '-M', '--remote-option', '--copy-as', '--password-file', '--early-input'],
        why: 'it runs or reads something of its own choice, on this machine or a remote one'
    },
    {
        options: ['--old-args', '--old-dirs', '--old-d', '--no-secluded-args', '--no-s', '--trust-sender', '--blocking-io'],
        why: 'it turns off what protects file names or checks the other side'
    },
    {
        options: ['--insecure-links', '--confine-root', '--keep-dirlinks', '-K'],
        why: 'it follows symlinks in the destination, which may lead out of the snapshot'
    },
    {
        options: ['-L', '--copy-links', '--copy-unsafe-links', '-k', '--copy-dirlinks', '--copy-devices'],
        why: 'it stores what a link or device points to instead of the link, so that the snapshot is not what was listed'
    },
    {
        options: ['--safe-links', '--munge-links', '--no-links', '--no-l'],
        why: 'it leaves out or rewrites symlinks, so that the snapshot is not what was listed'
    },
    {
        options: ['-f', '--filter', '-F', '--exclude-from', '--include-from'],
        why: 'filter rules belong in the input filter-file, where the list of files is made from them too'
    },
    { options: ['--exclude', '--include'], why: 'patterns belong in the inputs exclude and include' },
    {
        options: ['--files-from', '-0', '--from0', '-R', '--relative', '-d', '--dirs', '-r', '--recursive', '--mkpath'],
        why: 'the list of files is made from the inputs path and root'
    },
    { options: ['-x', '--one-file-system'], why: 'this is the input one-file-system' },
    {
        options: ['--link-dest', '--copy-dest', '--compare-dest', '-y', '--fuzzy'],
        why: 'what to link against is chosen from the series; further ones are named by the input link-from'
    },
    {
        options: ['-b', '--backup', '--backup-dir', '--suffix'],
        why: 'it adds files to the destination that are not in the source'
    },
    {
        options: ['-P', '--partial', '--partial-dir', '--delay-updates', '-T', '--temp-dir'],
        why: 'it leaves or puts unfinished files where they could be taken for stored ones'
    },
    {
        options: ['--log-file', '--log-file-format', '--write-batch', '--only-write-batch', '--read-batch'],
        why: 'it reads or writes a file outside the snapshot'
    },
    {
        options: [
            '--chmod',
            '--chown',
            '--usermap',
            '--groupmap',
            '--numeric-ids',
            '--fake-super',
            '--super',
            '--executability',
            '-E'
        ],
        why: 'it changes modes or owners, so that the snapshot is not what was listed'
    },
    { options: ['--iconv'], why: 'it changes file names, which are kept byte for byte' },
    {
        options: ['-u', '--update', '--existing', '--ignore-existing', '--ignore-non-existing', '--ignore-missing-args'],
        why: 'it skips files that belong in the snapshot'
    },
    {
        options: ['-c', '--checksum', '-I', '--ignore-times', '--size-only', '--modify-window', '-@'],
        why: 'how files are compared is the input compare'
    },
    { options: ['-n', '--dry-run', '--list-only'], why: 'this is the input dry-run' },
    {
        options: ['-a', '--archive', '-l', '--links', '-p', '--perms', '-t', '--times', '-g', '--group', '-o', '--owner'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: ['-A', '--acls', '-X', '--xattrs', '-H', '--hard-links', '-U', '--atimes', '-N', '--crtimes', '-D'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: ['-O', '--omit-dir-times', '-J', '--omit-link-times', '--no-times', '--no-t', '--no-perms', '--no-p'],
        why: 'what is kept of each file is settled, and the same for all snapshots'
    },
    {
        options: [
            '-v',
            '--verbose',
            '-q',
            '--quiet',
            '-h',
            '--human-readable',
            '-i',
            '--itemize-changes',
            '-8',
            '--8-bit-output',
            '--progress',
            '--stats',
            '--info',
            '--debug',
            '--out-format',
            '--stderr',
            '--outbuf'
        ],
        why: 'it changes the output of rsync, which is read by this program'
    },
    { options: ['--stop-after', '--stop-at', '--time-limit'], why: 'it ends rsync before everything is stored' }
];
const whyByOption = new Map(dangers.flatMap(({ options, why }) => options.map(option => [option, why])));
const dangerOf = (option) => whyByOption.get(option);

;// CONCATENATED MODULE: ./lib/core/rsync-options.js


const rsync_options_kibibyte = 1024;
const leastRate = 512;
const rsync_options_largestBlock = 128 * rsync_options_kibibyte;
const allowed = {
    '--max-size': { use: 'listing', form: '--max-size=SIZE', whyNot: whyNotSize },
    '--min-size': { use: 'listing', form: '--min-size=SIZE', whyNot: whyNotSize },
    '--cvs-exclude': { use: 'listing', form: '--cvs-exclude' },
    '-C': { use: 'listing', form: '-C' },
    '--prune-empty-dirs': { use: 'listing', form: '--prune-empty-dirs' },
    '-m': { use: 'listing', form: '-m' },
    '--bwlimit': { use: 'copying', form: '--bwlimit=RATE', whyNot: whyNotRate },
    '--timeout': { use: 'copying', form: '--timeout=SECONDS', whyNot: whyNotSeconds },
    '--fsync': { use: 'copying', form: '--fsync' },
    '--preallocate': { use: 'copying', form: '--preallocate' },
    '--whole-file': { use: 'copying', form: '--whole-file' },
    '-W': { use: 'copying', form: '-W' },
    '--block-size': { use: 'copying', form: '--block-size=SIZE', whyNot: whyNotBlock }
};
const allowedForms = Object.values(allowed).map(option => option.form);
function parseRsyncOptions(args) {
    const listing = [];
    const copying = [];
    const mistakes = [];
    for (const arg of args) {
        const { name, value } = split(arg);
        const option = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
        if (option === undefined) {
            mistakes.push(`${quoteValue(arg)} ${whyRefused(name)}`);
            continue;
        }
        const why = whyNotValue(option, value);
        if (why !== undefined) {
            mistakes.push(`${quoteValue(arg)} ${why}`);
            continue;
        }
        if (option.use === 'listing')
            listing.push(arg);
        else
            copying.push(arg);
    }
    return { listing, copying, mistakes };
}
function split(arg) {
    const equals = arg.indexOf('=');
    return equals < 0 ? { name: arg, value: undefined } : { name: arg.slice(0, equals), value: arg.slice(equals + 1) };
}
function whyNotValue(option, value) {
    if (option.whyNot === undefined)
        return value === undefined ? undefined : `takes no value: write ${option.form}`;
    if (value === undefined || value === '')
        return `needs a value on the same line: write ${option.form}`;
    return option.whyNot(value);
}
function whyRefused(name) {
    const danger = dangerOf(name);
    if (danger !== undefined)
        return `is refused: ${danger}`;
    if (!name.startsWith('-'))
        return 'is not an option: write each option on a line of its own, its value after "="';
    if (/^-[^-]./u.test(name))
        return 'is refused: give each option a line of its own, so that each can be checked';
    return `is not among the options that are known to be harmless: ${allowedForms.join(' ')}`;
}
function whyNotSize(value) {
    return Number.isSafeInteger(rsync_options_sizeOf(value, 1)) ? undefined : 'has no size that rsync reads: write 500, 1.5M or 20GiB';
}
function whyNotRate(value) {
    const rate = rsync_options_sizeOf(value, rsync_options_kibibyte);
    if (!Number.isSafeInteger(rate))
        return 'has no rate that rsync reads: write 5000 (KiB a second), 1.5M or 0 for no limit';
    return rate > 0 && rate < leastRate ? 'is below the least rate of rsync, 512 bytes a second' : undefined;
}
function whyNotBlock(value) {
    const size = rsync_options_sizeOf(value, 1);
    return size >= 1 && size <= rsync_options_largestBlock
        ? undefined
        : 'has no block size that rsync takes: 1 to 131072 bytes, or 128K';
}
function whyNotSeconds(value) {
    return /^\d{1,9}$/.test(value) ? undefined : 'has no number of seconds: write 600, or 0 for none';
}
function rsync_options_sizeOf(value, unit) {
    const found = /^(\d+(?:\.\d+)?)(?:(b)|([kmgtp])(ib|b)?)?([+-]1)?$/i.exec(value);
    if (found === null)
        return Number.NaN;
    const [, amount, bytes, prefix, suffix, offset] = found;
    const base = suffix?.toLowerCase() === 'b' ? 1000 : rsync_options_kibibyte;
    const factor = prefix === undefined ? unit : base ** ('kmgtp'.indexOf(prefix.toLowerCase()) + 1);
    return Math.floor(Number(amount) * (bytes === undefined ? factor : 1)) + Number(offset ?? 0);
}

;// CONCATENATED MODULE: ./lib/inputs/snapshot-names.js


const snapshotDefaults = {
    ...sshDefaults,
    'exclude-secrets': 'true',
    'one-file-system': 'false',
    compare: 'content',
    'require-hardlinks': 'true',
    'require-mount': 'false',
    'if-no-files-found': 'error',
    'skip-if-unchanged': 'false',
    'on-vanished': 'error',
    pin: 'false',
    verify: 'false',
    jobs: 'auto',
    'read-only': 'auto',
    'lock-timeout': '10m',
    'dry-run': 'false',
    'cache-copy': 'false',
    page: 'false',
    summary: 'true',
    ...retentionDefaults
};
const snapshot_names_withoutDefault = [
    'volume',
    'name',
    'path',
    'root',
    'exclude',
    'include',
    'filter-file',
    'link-from',
    'max-shrink',
    'min-link-ratio',
    'tags',
    'rsync-args',
    'matrix',
    ...sshInputNames,
    ...retentionRuleNames
];
const snapshotInputNames = [
    ...snapshot_names_withoutDefault,
    ...Object.keys(snapshotDefaults)
];

;// CONCATENATED MODULE: ./lib/inputs/snapshot.js











const snapshot_mostJobs = 64;
function readSnapshotInputs(env, context) {
    const read = new InputReader(env, snapshotDefaults);
    const unknown = findUnknownInputs(env, snapshotInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const filterFile = read.optional('filter-file', pathFrom(context.workspace));
    const maxShrink = read.optional('max-shrink', parseShare);
    const minLinkRatio = read.optional('min-link-ratio', parseShare);
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, snapshot_mostJobs)));
    const readOnly = read.value('read-only', oneOf(['auto', 'true', 'false']));
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        ...readSeries(read, context.defaults),
        path: snapshot_readPath(read, context.workspace),
        root: read.optional('root', pathFrom(context.workspace)) ?? context.workspace,
        include: read.lines('include'),
        exclude: read.lines('exclude'),
        ...(filterFile === undefined ? {} : { filterFile }),
        excludeSecrets: read.value('exclude-secrets', parseBoolean),
        oneFileSystem: read.value('one-file-system', parseBoolean),
        compare: read.value('compare', oneOf(['content', 'quick'])),
        requireHardlinks: read.value('require-hardlinks', parseBoolean),
        requireMount: read.value('require-mount', parseBoolean),
        ifNoFilesFound: read.value('if-no-files-found', oneOf(['error', 'warn', 'ignore'])),
        skipIfUnchanged: read.value('skip-if-unchanged', parseBoolean),
        onVanished: read.value('on-vanished', oneOf(['error', 'warn'])),
        ...(maxShrink === undefined ? {} : { maxShrink }),
        ...(minLinkRatio === undefined ? {} : { minLinkRatio }),
        tags: [...new Set(read.each('tags', parseTag))],
        pin: read.value('pin', parseBoolean),
        verify: read.value('verify', parseBoolean),
        ...(jobs === 'auto' ? {} : { jobs }),
        rsyncArgs: readRsyncArgs(read),
        readOnly: readOnly === 'auto' ? 'auto' : readOnly === 'true',
        lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
        retention: readRetention(read),
        dryRun: read.value('dry-run', parseBoolean),
        cacheCopy: read.value('cache-copy', parseBoolean),
        page: read.value('page', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
function snapshot_readPath(read, workspace) {
    if (read.lines('path').length === 0) {
        read.mistake('path', read.text('path'), 'is empty: name what to back up; if it comes from a variable, that is not set');
        return [];
    }
    const lines = read.each('path', sourceLineFrom(workspace));
    if (read.lines('path').every(line => line.startsWith('!'))) {
        read.report('path: has only lines that leave something out; add one without "!" that says what to back up');
    }
    return lines;
}
function readRsyncArgs(read) {
    const args = read.lines('rsync-args');
    parseRsyncOptions(args).mistakes.forEach(mistake => {
        read.report(`rsync-args: ${mistake}`);
    });
    return args;
}

;// CONCATENATED MODULE: ./lib/inputs/restore.js











function readRestoreInputs(env, context) {
    const read = new InputReader(env, restoreDefaults);
    const unknown = findUnknownInputs(env, restoreInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const cacheFallback = read.value('cache-fallback', parseBoolean);
    const volume = readVolume(read, env, cacheFallback);
    const { name } = readOwnSeries(read, context.defaults);
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, snapshot_mostJobs)));
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name,
        fallbackNames: [...new Set(read.each('fallback-names', parseSeriesName))].filter(other => other !== name),
        selector: read.value('snapshot', parseSnapshotSelector),
        path: read.check('path', read.text('path') === '' ? context.workspace : read.text('path'), targetFrom(context.workspace)) ?? '',
        paths: readPaths(read),
        clean: read.value('clean', parseBoolean),
        verify: read.value('verify', parseBoolean),
        failOnMiss: read.value('fail-on-miss', parseBoolean),
        lookupOnly: read.value('lookup-only', parseBoolean),
        cacheFallback,
        method: read.value('method', oneOf(['auto', 'copy', 'reflink'])),
        ...(jobs === 'auto' ? {} : { jobs }),
        dryRun: read.value('dry-run', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
const targetFrom = (workspace) => text => {
    const path = pathFrom(workspace)(text);
    return path.ok && path.value === '/'
        ? wrong('is the whole machine: an empty variable in front of the slash does that; name the directory to restore into')
        : path;
};
function readPaths(read) {
    const lines = read.each('paths', parsePathLine);
    const written = read.lines('paths');
    if (written.length > 0 && written.every(line => line.startsWith('!'))) {
        read.report('paths: has only lines that leave something out; add one without "!" that says what to restore, such as **');
    }
    return lines;
}
const parsePathLine = line => {
    const path = line.startsWith('!') ? line.slice(1) : line;
    if (path.trim() === '')
        return wrong('leaves nothing out: write a pattern after the "!"');
    if (path.startsWith('/')) {
        return wrong('is absolute: paths are those within the snapshot, whose top is what was the "path" of the backup');
    }
    return /^\.\.(?:\/|$)/.test(external_node_path_.posix.normalize(path))
        ? wrong('leads out of the snapshot: paths are those within it')
        : parsed(line);
};

;// CONCATENATED MODULE: ./lib/adapters/cache/archive.js



async function archive_pack(processes, archive, tree, paths) {
    await tar(processes, 'packed', {
        args: [
            '--append',
            `--file=${archive}`,
            '--format=gnu',
            '--sparse',
            '--no-recursion',
            '--owner=0',
            '--group=0',
            '--numeric-owner',
            '--mode=u=rwX,go=',
            '--null',
            '--verbatim-files-from',
            '--files-from=-'
        ],
        input: nulSeparated(paths),
        cwd: tree
    });
}
async function unpack(processes, archive, into) {
    await tar(processes, 'unpacked', {
        args: ['--extract', `--file=${archive}`, '--touch', '--no-same-owner', '--no-same-permissions'],
        cwd: into
    });
}
async function tar(processes, what, request) {
    const { status, stderr } = await processes.run('tar', request);
    const isAllLinks = stderr.split('\n').every(line => line === '' || line.endsWith(': file changed as we read it'));
    if (status === 0 || (status === 1 && isAllLinks))
        return;
    const said = stderr
        .trim()
        .split('\n')
        .slice(0, 3)
        .map(line => display_showText(line, 300))
        .join('; ');
    const full = /No space left on device|Disk quota exceeded/.test(stderr);
    throw new Failure(full ? 'room' : 'volume', `The copy could not be ${what} in the runner's temporary directory (tar, status ${status}): ${said}`);
}

;// CONCATENATED MODULE: ./lib/adapters/cache/protocol.js
const demands = (/* unused pure expression or super */ null && (['find', 'save', 'bring']));
const isDemand = (text) => demands.some(demand => demand === text);
const cachedDirectory = 'snapshot-action';
const answerFile = '../answer.json';

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(193);
;// CONCATENATED MODULE: ./lib/adapters/cache/printed.js

const printed_words = {
    Sent: 'sending to the GitHub Actions cache',
    Received: 'receiving from the GitHub Actions cache'
};
class Printed {
    #onProgress;
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #lines = [];
    #rest = '';
    constructor(onProgress) {
        this.#onProgress = onProgress;
    }
    take(piece) {
        const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/);
        this.#rest = lines.pop() ?? '';
        for (const line of lines) {
            if (!this.#isProgress(line))
                this.#lines.push(line);
        }
    }
    text() {
        return [...this.#lines, this.#rest].join('\n');
    }
    #isProgress(line) {
        const [, verb, bytes, totalBytes] = /^(Sent|Received) (\d+) of (\d+) \(/.exec(line) ?? [];
        if (verb !== 'Sent' && verb !== 'Received')
            return false;
        this.#onProgress?.({
            doing: printed_words[verb],
            files: 0,
            totalFiles: 0,
            bytes: Number(bytes),
            totalBytes: Number(totalBytes)
        });
        return true;
    }
}
function troubleIn(printed) {
    const lines = printed.split(/\r?\n/).flatMap(line => {
        const [, command] = /^::(?:warning|error)[^:]*::(.*)$/.exec(line) ?? [];
        if (command !== undefined)
            return [command.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%')];
        return /^(?:Failed to (?:save|restore)|Cache (?:save|restore) skipped)/.test(line) ? [line] : [];
    });
    return [...new Set(lines.map(line => line.trim().replace(/[.:]$/, '')))];
}

;// CONCATENATED MODULE: ./lib/adapters/cache/client.js








const limitMs = { find: 3 * 60_000, save: 60 * 60_000, bring: 60 * 60_000 };
const variables = /^(?:ACTIONS_(?:CACHE_URL|CACHE_SERVICE_V2|CACHE_MODE|RESULTS_URL|RUNTIME_TOKEN)|GITHUB_SERVER_URL|GITHUB_REPOSITORY|(?:https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SEGMENT_DOWNLOAD_TIMEOUT_MINS|CACHE_UPLOAD_(?:CONCURRENCY|CHUNK_SIZE))$/i;
function whyNoCache(env) {
    if ((env.ACTIONS_RUNTIME_TOKEN ?? '') !== '' &&
        `${env.ACTIONS_RESULTS_URL ?? ''}${env.ACTIONS_CACHE_URL ?? ''}` !== '')
        return undefined;
    return 'this run has no GitHub Actions cache (ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are not set)';
}
class CacheClient {
    #processes;
    #script;
    #env;
    #scratch;
    #limitMs;
    constructor(processes, script, env, scratch, limits = limitMs) {
        this.#processes = processes;
        this.#script = script;
        this.#scratch = scratch;
        this.#limitMs = limits;
        const given = Object.entries(env).flatMap(([name, value]) => value !== undefined && variables.test(name) ? [[name, value]] : []);
        this.#env = {
            ...Object.fromEntries(given),
            PATH: scratch.bin,
            GITHUB_WORKSPACE: scratch.workspace,
            RUNNER_TEMP: scratch.temp,
            TMPDIR: scratch.temp
        };
    }
    async ask(demand, [key, ...starts], onProgress) {
        const answerPath = (0,external_node_path_.join)(this.#scratch.workspace, answerFile);
        (0,external_node_fs_.rmSync)(answerPath, { force: true });
        const end = AbortSignal.timeout(this.#limitMs[demand]);
        const printed = new Printed(onProgress);
        const { status, stderr } = await this.#processes.run(process.execPath, {
            args: ['--no-warnings', this.#script, demand, key, ...starts],
            cwd: this.#scratch.workspace,
            env: this.#env,
            onStdout: piece => {
                printed.take(piece);
            },
            end
        });
        const answer = status === 0 ? answerIn(answerPath) : undefined;
        const why = end.aborted
            ? `the cache did not answer for ${formatDuration(this.#limitMs[demand])}`
            : `the program that asks the cache ended with status ${status}`;
        const said = troubleIn(printed.text());
        const trouble = answer === undefined
            ? [...said, why, ...errorIn(stderr)]
            : [...said, ...(answer.thrown === undefined ? [] : [answer.thrown])];
        const words = trouble.filter(line => line !== '').map(line => display_showText(line, 300));
        return { ...answer, ...(words.length > 0 && { trouble: words.join('; ') }) };
    }
}
function answerIn(file) {
    try {
        return JSON.parse(readOwnFile(file, 65_536));
    }
    catch (error) {
        return { thrown: `no answer can be read: ${failure_messageOf(error)}` };
    }
}
const errorIn = (stderr) => /^\w*Error\b.*$/m.exec(stderr)?.slice(0, 1) ?? [];

;// CONCATENATED MODULE: ./lib/adapters/cache/scratch.js






const scratch_tar = `#!/bin/sh
for argument do
  shift
  [ "$argument" = -P ] || set -- "$@" "$argument"
done
exec "\${0%/*}/real/tar" "$@"
`;
const gzip = `#!/bin/sh
exec "\${0%/*}/real/gzip" -1 "$@"
`;
const scratch_fits = (directory) => /^[A-Za-z0-9/._-]+$/.test(directory);
function makeScratch(tempDir, path) {
    const [realTar, realGzip] = [findTool('tar', path), findTool('gzip', path)];
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(scratch_fits(tempDir) ? tempDir : (0,external_node_os_.tmpdir)(), 'snapshot-cache-'));
    const at = (...names) => (0,external_node_path_.join)(directory, ...names);
    try {
        for (const name of ['bin/real', 'workspace', 'temp', 'volume'])
            (0,external_node_fs_.mkdirSync)(at(name), { recursive: true });
        (0,external_node_fs_.symlinkSync)(realTar, at('bin/real/tar'));
        (0,external_node_fs_.symlinkSync)(realGzip, at('bin/real/gzip'));
        (0,external_node_fs_.writeFileSync)(at('bin/tar'), scratch_tar, { mode: 0o755 });
        (0,external_node_fs_.writeFileSync)(at('bin/gzip'), gzip, { mode: 0o755 });
        (0,external_node_fs_.writeFileSync)(at('volume', markerName), `{"format":${markerFormat}}\n`);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        throw error;
    }
    const cached = at('workspace', cachedDirectory);
    const clear = () => {
        (0,external_node_fs_.rmSync)(cached, { recursive: true, force: true });
        (0,external_node_fs_.mkdirSync)(cached);
    };
    clear();
    return {
        directory,
        bin: at('bin'),
        workspace: at('workspace'),
        temp: at('temp'),
        cached,
        volume: at('volume'),
        clear,
        remove: () => {
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        }
    };
}
function findTool(name, path) {
    const found = path
        .split(external_node_path_.delimiter)
        .filter(external_node_path_.isAbsolute)
        .map(directory => (0,external_node_path_.join)(directory, name))
        .find(isExecutable);
    if (found === undefined)
        throw new Failure('volume', `there is no ${name} in PATH, with which copies are packed`);
    return found;
}
function isExecutable(file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/cache/snapshot-entry.js










const manifestName = 'manifest.mtree.gz';
const recordName = (at) => `record-${String(at).padStart(4, '0')}.json`;
const isRecord = (name) => /^record-\d{4}\.json$/.test(name);
async function writeSnapshot(directory, records, manifest) {
    const [record] = records;
    if (record === undefined)
        throw new Error('a copy needs its record');
    const text = encodeManifest({ id: record.id, series: record.series }, manifest);
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(text), (0,external_node_zlib_.createGzip)(), (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(directory, manifestName)));
    records.forEach((one, at) => {
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, recordName(at)), encodeRecord(one));
    });
}
function layOut(directory, volume, series) {
    const layout = seriesLayout(volume, series);
    if (!(0,external_node_fs_.lstatSync)(directory).isDirectory())
        return;
    for (const own of [layout.records, layout.manifests])
        (0,external_node_fs_.mkdirSync)(own, { recursive: true });
    for (const name of (0,external_node_fs_.readdirSync)(directory).filter(isRecord).sort()) {
        const record = recordIn((0,external_node_path_.join)(directory, name));
        if (record?.series !== series)
            continue;
        (0,external_node_fs_.mkdirSync)(layout.snapshot(record.id), { recursive: true });
        (0,external_node_fs_.writeFileSync)(layout.record(record.id), encodeRecord(record));
        const manifest = (0,external_node_path_.join)(directory, manifestName);
        if (name === recordName(0) && (0,external_node_fs_.lstatSync)(manifest, { throwIfNoEntry: false })?.isFile() === true)
            (0,external_node_fs_.renameSync)(manifest, layout.manifest(record.id));
    }
}
function recordIn(file) {
    try {
        return decodeRecord(readOwnFile(file, mostRecordBytes));
    }
    catch (error) {
        if (error instanceof RecordDamage || failure_codeOf(error) !== undefined)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/cache/snapshot-copies.js










const snapshot_copies_archiveName = 'files.tar';
const volumeName = 'the GitHub Actions cache';
function snapshotCopies(parts) {
    const why = whyNoCache(parts.env);
    if (why !== undefined)
        return noCopies(why);
    try {
        return usableCopies(parts, makeScratch(parts.tempDir, parts.env.PATH ?? ''));
    }
    catch (error) {
        return noCopies(failure_messageOf(error));
    }
}
function noCopies(unavailable) {
    const trouble = { state: 'failed', why: unavailable };
    const refuse = () => Promise.resolve(trouble);
    return {
        unavailable,
        volume: absentVolume(volumeName, `${unavailable}.`),
        find: refuse,
        keepFiles: refuse,
        keepSnapshot: refuse,
        bringSnapshot: refuse,
        bringFiles: refuse,
        close: () => undefined
    };
}
function usableCopies({ processes, env, script, volumeAt }, scratch) {
    const client = new CacheClient(processes, script, env, scratch);
    const brought = new Set();
    return {
        volume: { ...volumeAt(scratch.volume), name: volumeName },
        find: async (key) => found(await client.ask('find', [key]), matched => matched === key),
        keepFiles: (key, series, id, files, onProgress) => keep(scratch, client, key, () => packFiles(processes, scratch, series, id, files, onProgress), onProgress),
        keepSnapshot: (key, records, manifest) => keep(scratch, client, key, () => writeSnapshot(scratch.cached, records, manifest)),
        bringSnapshot: async (start, series) => {
            if (brought.has(start))
                return { state: 'found' };
            const take = (answer) => {
                brought.add(answer);
                layOut(scratch.cached, scratch.volume, series);
            };
            return await snapshot_copies_bring(scratch, client, [start, start], take);
        },
        bringFiles: (key, series, id, onProgress) => {
            const take = async () => {
                const archive = (0,external_node_path_.join)(scratch.cached, snapshot_copies_archiveName);
                if (isFile(archive))
                    await unpack(processes, archive, seriesLayout(scratch.volume, series).snapshot(id));
            };
            return snapshot_copies_bring(scratch, client, [key], take, onProgress);
        },
        close: () => {
            scratch.remove();
        }
    };
}
async function snapshot_copies_bring(scratch, client, keys, take, onProgress) {
    const [key, start] = keys;
    scratch.clear();
    try {
        const answer = await client.ask('bring', keys, onProgress);
        const state = found(answer, matched => (start === undefined ? matched === key : matched.startsWith(start)));
        if (state.state === 'found')
            await take(answer.matched ?? key);
        return state;
    }
    finally {
        scratch.clear();
    }
}
function found({ matched, trouble }, isMeant) {
    if (matched !== undefined && isMeant(matched))
        return { state: 'found' };
    return trouble === undefined ? { state: 'absent' } : { state: 'failed', why: trouble };
}
async function keep(scratch, client, key, fill, onProgress) {
    scratch.clear();
    try {
        await fill();
        const { isSaved, trouble } = await client.ask('save', [key], onProgress);
        return isSaved === true
            ? { state: 'kept' }
            : { state: 'failed', why: trouble ?? 'the cache refused it and did not say why' };
    }
    finally {
        scratch.clear();
    }
}
const isFile = (file) => (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isFile() === true;
async function packFiles(processes, scratch, series, id, files, onProgress) {
    const archive = (0,external_node_path_.join)(scratch.cached, snapshot_copies_archiveName);
    if (files.length === 0)
        return;
    const paths = files.map(({ path }) => path);
    if (series.bring === undefined) {
        await archive_pack(processes, archive, series.tree(id).path, paths);
        return;
    }
    let at = 0;
    for await (const { tree, count } of series.bring(id, files, onProgress)) {
        await archive_pack(processes, archive, pathText(tree), paths.slice(at, at + count));
        at += count;
    }
    if (at < paths.length)
        throw new Failure('volume', 'not all files of the snapshot came from the volume');
}

;// CONCATENATED MODULE: ./lib/wiring/open-copies.js




function openCopies({ env, context, processes, atEnd }, parts) {
    const copies = snapshotCopies({
        processes,
        env,
        tempDir: context.tempDir,
        script: cacheScript(),
        volumeAt: directory => localVolume(directory, parts)
    });
    atEnd(() => {
        copies.close();
        return Promise.resolve();
    });
    return copies;
}
function cacheScript() {
    const source = (0,external_node_path_.join)(import.meta.dirname, '..', 'cache.ts');
    return (0,external_node_fs_.existsSync)(source) ? source : (0,external_node_path_.join)(import.meta.dirname, '..', 'cache', 'index.js');
}

;// CONCATENATED MODULE: ./lib/wiring/restore.js













async function restoreWith(world) {
    const { env, context, reporter } = world;
    const inputs = readRestoreInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const open = inputs.cacheFallback ? openVolumeIfThere : openVolume;
    const { volume, machine, parts } = await open(world, inputs);
    const ports = {
        volume,
        ...(inputs.cacheFallback && { copies: openCopies(world, parts) }),
        target: localTarget(inputs.path, parts),
        machine,
        clock: systemClock,
        reporter
    };
    const report = await restore(inputs, context, ports, program);
    const failure = restoreFailure(report);
    return {
        log: restoreLog(report),
        json: restoreJson(report),
        outputs: reportPath => restoreOutputs(report, reportPath),
        ...(inputs.summary && { summary: restoreSummary(report) }),
        ...(failure !== undefined && { failure: new Failure(failure.kind, failure.text) })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/restore.js



const restore_restore = {
    name: 'restore',
    summary: 'bring a snapshot back, or some paths of it',
    description: 'Copies a snapshot, or some paths of it, into a directory. Files that are there already are not copied again, nothing is ever linked into the snapshot, and each file is checked while it is copied.',
    operands: [],
    groups: [
        {
            title: 'Which',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series to restore from.',
                    otherwise: 'in GitHub Actions that of this job, else none'
                },
                {
                    input: 'fallback-names',
                    takes: '<series>',
                    repeats: true,
                    help: 'Series to take it from when name has no such snapshot, the first that has one.'
                },
                rule('snapshot', '<snapshot>', 'Which snapshot: latest, an id or the start of one (2026-11-19), commit:<sha>, run:<id>, tag:<word> or before:<moment>.'),
                {
                    input: 'paths',
                    takes: '<path>',
                    repeats: true,
                    help: 'Restore only these paths and patterns, relative to the top of the snapshot; a directory brings all below it, and an argument that starts with ! leaves out.'
                },
                {
                    input: 'fail-on-miss',
                    help: 'Fail when there is no such snapshot, instead of going on with restored being false.'
                }
            ]
        },
        {
            title: 'Where to, and how',
            flags: [
                {
                    input: 'path',
                    takes: '<path>',
                    help: 'The directory that the contents of the snapshot come into, absolute or relative to the current directory.',
                    otherwise: 'the current directory'
                },
                {
                    input: 'clean',
                    help: 'Remove from path what the snapshot does not have; with paths, only what these cover. .git/, .env files and keys, which snapshots leave out by default, are never removed.'
                },
                {
                    input: 'verify',
                    help: 'Compare every content with its SHA-256, of files that are written and of those that are there already.'
                },
                rule('method', '<how>', 'How files are brought: copy, reflink (share the stored blocks, or fail), or auto, which shares those of large files where the filesystem can.'),
                rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
                { input: 'lookup-only', help: 'Find the snapshot, but restore nothing.' },
                dryRun('Tell what would be written and removed, but change nothing.')
            ]
        },
        ssh
    ],
    examples: [
        {
            says: 'The newest snapshot into a directory of its own',
            line: 'snapshot-action restore --volume /mnt/backup --name octo/app --path restored'
        },
        {
            says: 'Two directories, as they were on a day',
            line: 'snapshot-action restore --snapshot before:2026-11-19 --paths etc --paths srv/www --path restored --volume /mnt/backup --name host'
        },
        {
            says: 'Make a directory what it was at a commit, and nothing else',
            line: 'snapshot-action restore --snapshot commit:4f2a9c1 --clean --path dist --volume /mnt/backup --name octo/app'
        },
        {
            says: 'What would be written and removed?',
            line: 'snapshot-action restore --clean --path dist --dry-run --volume /mnt/backup --name octo/app'
        }
    ],
    defaults: restoreDefaults,
    presets: { 'fail-on-miss': 'true' },
    run: restoreWith
};

;// CONCATENATED MODULE: ./lib/actions/read-source.js




async function readSource(inputs, ports, story, source) {
    const hash = inputs.compare === 'content';
    const index = hash ? await ports.volume.series(inputs.name).sourceIndex?.() : undefined;
    const scan = await story.source.scan(source, hash, ports.reporter.progress, index);
    if ((scan.filesKnown ?? 0) > 0) {
        ports.reporter.info(`${countOf(scan.filesKnown ?? 0, 'file was', 'files were')} not read: inode, size and times are those that were hashed last time`);
    }
    onVanished(inputs, story, scan.vanished);
    story.secrets = scan.secrets;
    story.specials = scan.specials;
    sayLeftOut(ports, 'because of secrets they may hold ("exclude-secrets")', scan.secrets);
    sayLeftOut(ports, 'being sockets, FIFOs or devices', scan.specials);
    if (source.runnerTemp !== undefined)
        story.note(`${display_showName(source.runnerTemp)} was left out: it is the runner's temporary directory.`);
    if (scan.unusedExcludes.length > 0) {
        const unused = firstInline(scan.unusedExcludes, line => display_showText(line));
        story.note(`Of the lines of "path" that leave something out, these matched nothing that was listed: ${unused}.`);
    }
    const held = scan.entries.filter(entry => entry.type !== 'dir').length;
    ports.reporter.info(`${countOf(held, 'file or symlink', 'files and symlinks')} in ${countOf(scan.entries.length - held, 'directory', 'directories')}`);
    ports.parallelism?.settle({ files: held, bytes: scan.entries.reduce((sum, { size }) => sum + size, 0) });
    if (held > 0)
        return scan;
    story.nothingFound(`The source ${inputs.path.map(line => display_showText(line)).join(', ')} holds no files.`);
    return undefined;
}
function hasSource(story, source) {
    if (source.missing.length === 0)
        return true;
    const missing = source.missing.map(line => display_showText(line)).join(', ');
    story.nothingFound(`The source ${missing} does not exist: no file or directory, and no pattern that matches anything.`);
    return (source.items?.length ?? 0) > 0;
}
function onVanished(inputs, story, vanished) {
    if (vanished.length === 0)
        return;
    const sentence = `${countOf(vanished.length, 'path', 'paths')} vanished from the source while it was read: ${read_source_namesOf(vanished)}.`;
    if (inputs.onVanished === 'warn')
        story.warn(`${sentence} They are not in the snapshot.`);
    else {
        throw new Failure('source', `${sentence} Take the snapshot after the build has ended, leave them out with "exclude", or set "on-vanished: warn".`);
    }
}
function sayLeftOut(ports, what, leftOut) {
    if (leftOut.length === 0)
        return;
    ports.reporter.info(`${countOf(leftOut.length, 'path', 'paths')} left out, ${what}: ${read_source_namesOf(leftOut.map(({ path }) => path))}`);
}
const read_source_namesOf = (paths) => firstInline(paths, path => display_showName(path));
function indexToKeep(story, series, scan) {
    if (series.keepSourceIndex === undefined)
        return undefined;
    const isSame = scan.filesKnown === scan.entries.filter(({ type }) => type === 'file').length;
    try {
        return isSame ? undefined : scan.index?.();
    }
    catch (error) {
        story.note(notKept(error));
        return undefined;
    }
}
async function keepIndex(story, series, index) {
    if (index === undefined || series.keepSourceIndex === undefined)
        return;
    try {
        await series.keepSourceIndex(index);
    }
    catch (error) {
        story.note(notKept(error));
    }
}
const notKept = (error) => `The index of the source could not be kept, so that the next run reads every file: ${failure_messageOf(error)}`;

;// CONCATENATED MODULE: ./lib/actions/prepare.js





const sourceRequest = (inputs, { workspace }) => ({
    path: inputs.path,
    workspace,
    root: inputs.root,
    include: inputs.include,
    exclude: inputs.exclude,
    ...(inputs.filterFile === undefined ? {} : { filterFile: inputs.filterFile }),
    excludeSecrets: inputs.excludeSecrets,
    oneFileSystem: inputs.oneFileSystem,
    listingArgs: parseRsyncOptions(inputs.rsyncArgs).listing
});
async function prepare(story, lock, isThere = Promise.resolve(false)) {
    const { inputs, ports } = story;
    const { volume } = ports;
    story.rsync = await checkMachine(ports.machine);
    const { mark } = await checkVolume(volume, inputs.requireMount);
    const source = await ports.source.resolve(sourceRequest(inputs, story.context));
    if (!hasSource(story, source))
        return undefined;
    await checkOverlap(volume, source);
    if (source.items === undefined && inputs.root !== story.context.workspace) {
        story.warn('"root" has no effect: "path" is one directory, and its contents are the top of the snapshot.');
    }
    ports.reporter.info(`Volume ${volume.name}, series ${inputs.name}, ${story.rsync}`);
    if (!ports.machine.isRoot)
        story.note('Owners are left alone: they are kept only when the runner works as root.');
    if (inputs.dryRun)
        return source;
    const probing = volume.probeLinks();
    probing.catch(() => undefined);
    if (!mark && (await isThere))
        lock.ask();
    const probe = await probing;
    checkLinks(volume, probe, inputs.requireHardlinks);
    story.hardLinksWork = probe.hardLinks.works;
    if (probe.owners?.works === false) {
        story.leaveOwners();
        story.note(`Owners are left alone: root may not give files away on this volume (${probe.owners.why}); an NFS server does so with root_squash.`);
    }
    if (mark) {
        await volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program: story.program }));
        story.note('The volume is a filesystem of its own and was marked as a volume at this first use.');
    }
    return source;
}
class SeriesLock {
    #locker;
    #series;
    #asked;
    #held;
    #isOver = false;
    hasWaited = false;
    constructor(locker, series) {
        this.#locker = locker;
        this.#series = series;
    }
    ask() {
        if (this.#isOver)
            return;
        this.#asked ??= this.#lock();
        this.#asked.catch(() => undefined);
    }
    async taken() {
        const early = this.#asked;
        try {
            await (early ?? this.#lock());
        }
        catch (error) {
            if (early === undefined || !(error instanceof Failure) || error.kind !== 'locked')
                throw error;
            await this.#lock();
        }
    }
    async release() {
        this.#isOver = true;
        await this.#held?.release();
    }
    async #lock() {
        const { inputs, ports, context } = this.#locker;
        const { run } = context;
        const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`);
        const holder = `${who}, since ${ports.clock.now().toISOString()}`;
        const held = await this.#series.lock(holder, inputs.lockTimeoutMs, other => {
            this.hasWaited = true;
            if (!this.#isOver)
                ports.reporter.info(`Waiting for the series, which is being written by ${other}`);
        });
        if (this.#isOver)
            await held.release();
        else
            this.#held = held;
    }
}

;// CONCATENATED MODULE: ./lib/actions/read-only.js
function whyReadOnly(inputs, context) {
    if (inputs.readOnly === true)
        return 'Nothing is written, because "read-only" is true.';
    if (inputs.readOnly === false || context.untrusted === undefined)
        return undefined;
    return `Nothing is written, because ${context.untrusted}. Set "read-only: false" only where strangers cannot start this workflow.`;
}

;// CONCATENATED MODULE: ./lib/core/a-turn.js
const aTurn = () => new Promise(resolve => setImmediate(resolve));

;// CONCATENATED MODULE: ./lib/core/once.js
class Once {
    #value;
    #isThere = true;
    constructor(value) {
        this.#value = value;
    }
    peek() {
        if (!this.#isThere)
            throw new Error('what was used up is asked for again');
        return this.#value;
    }
    take() {
        const value = this.peek();
        this.#value = undefined;
        this.#isThere = false;
        return value;
    }
}

;// CONCATENATED MODULE: ./lib/core/ending.js


function endingOf(thrown) {
    const error = failureOf(thrown) ?? thrown;
    const causes = ending_causeOf(error);
    if (error instanceof Failure)
        return { failure: error, message: error.message, more: causes };
    const stack = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
    return { message: `Unexpected error; please report it. ${failure_messageOf(error)}`, more: [...stack, ...causes] };
}
function ending_causeOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const said = cause === undefined ? '' : failure_messageOf(cause);
    return said === '' || failure_messageOf(error).includes(said) ? [] : [`Caused by: ${said}`];
}

;// CONCATENATED MODULE: ./lib/actions/cache-copy.js







const mostRecords = 200;
async function copyToCache(story, report) {
    const { copies } = story.ports;
    const { status, snapshot, digest } = report;
    if (copies === undefined || (status !== 'created' && status !== 'unchanged'))
        return report;
    const cacheCopy = await story.phase('Copy into the cache', () => attempt(story, copies, snapshot, digest));
    if (cacheCopy.state === 'failed')
        story.warn(`The snapshot ${snapshot} is complete, but has no copy in the GitHub Actions cache: ${cacheCopy.why}. The next run tries again.`);
    return { ...report, cacheCopy, durationMs: story.durationMs() };
}
async function attempt(story, copies, id, digest) {
    const key = cacheKeys(story.inputs.name).files(digest);
    try {
        return await cache_copy_copy(story, copies, id, key);
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        return cache_copy_failed(key, endingOf(error).message);
    }
}
const cache_copy_failed = (key, why) => ({
    state: 'failed',
    key,
    why: why.replace(/\s*\n\s*/g, ' ').replace(/\.$/, '')
});
async function cache_copy_copy(story, copies, id, key) {
    const { volume, machine } = story.ports;
    if (copies.unavailable !== undefined)
        return cache_copy_failed(key, copies.unavailable);
    const missing = await machine.missingPackages('restoring');
    if (missing.length > 0)
        return cache_copy_failed(key, `tools of ${missing.join(', ')} are missing: ${await machine.installLine(missing)}`);
    const series = volume.series(story.inputs.name);
    const lock = await series.read(id);
    try {
        const records = await recordsFrom(series, id);
        const [record] = records;
        if (record === undefined)
            return cache_copy_failed(key, 'its record cannot be read');
        const manifest = await read_manifest_readManifest(series, record);
        const files = manifest.filter(({ type }) => type === 'file');
        const state = await keepFiles(copies, key, series, id, files, story.ports.reporter);
        if (typeof state !== 'string')
            return cache_copy_failed(key, state.why);
        const kept = await keepSnapshot(copies, records, manifest);
        if (kept.state === 'failed')
            return cache_copy_failed(key, kept.why);
        if (state === 'present') {
            story.ports.reporter.info(`The cache has these files already: ${key}`);
            return { state, key };
        }
        const bytes = cache_copy_bytesOf(files);
        story.ports.reporter.info(`Copied into the cache: ${key}`);
        return { state, key, bytes };
    }
    finally {
        await lock.release();
    }
}
const cache_copy_bytesOf = (files) => files.reduce((sum, { size }) => sum + size, 0);
async function recordsFrom(series, id) {
    const listed = await series.list();
    const at = listed.findIndex(one => one.id === id && one.record !== undefined);
    return at < 0 ? [] : listed.slice(at, at + mostRecords).flatMap(({ record }) => record ?? []);
}
async function keepFiles(copies, key, series, id, files, reporter) {
    const there = await copies.find(key);
    if (there.state === 'found')
        return 'present';
    if (there.state === 'failed')
        return there;
    reporter.info(`Copying ${countOf(files.length, 'file', 'files')} of ${units_formatBytes(cache_copy_bytesOf(files))} into the cache: read and compared, packed, then sent`);
    const damaged = await damagedIn(series, id, files, reporter.progress);
    if (damaged !== undefined)
        return { state: 'failed', why: damaged };
    const kept = await keptOrThere(copies, key, () => copies.keepFiles(key, series, id, files, reporter.progress));
    return kept.state === 'failed' ? kept : 'copied';
}
async function damagedIn(series, id, files, onProgress) {
    const paths = files.map(({ path }) => path);
    const digests = await series.tree(id).hash(paths, onProgress);
    const damaged = files.filter(({ sha256 }, index) => digests[index] !== sha256);
    return damaged.length === 0
        ? undefined
        : `stored files are damaged or missing (${firstInline(damaged, ({ path }) => display_showName(path))}), and no damage is copied; the verify action tells more`;
}
async function keepSnapshot(copies, records, manifest) {
    const [record] = records;
    if (record === undefined)
        throw new Error('a copy needs its record');
    const key = cacheKeys(record.series).snapshot(record.id);
    const there = await copies.find(key);
    if (there.state === 'failed')
        return there;
    if (there.state === 'found')
        return { state: 'kept' };
    return await keptOrThere(copies, key, () => copies.keepSnapshot(key, records, manifest));
}
async function keptOrThere(copies, key, keep) {
    const kept = await keep();
    if (kept.state === 'kept')
        return kept;
    const there = await copies.find(key);
    return there.state === 'found' ? { state: 'kept' } : kept;
}

;// CONCATENATED MODULE: ./lib/actions/known-damage.js

async function markDamage(volume, bases) {
    const warnings = [];
    const known = new Map();
    for (const name of new Set(bases.map(({ series }) => series))) {
        const { damaged, problem } = await volume.series(name).knownDamage();
        if (problem !== undefined) {
            warnings.push(`Which files of the series ${name} are damaged is not known any more, as the list of them cannot be used (${problem}): some could be linked to. Verify all its snapshots, which writes the list anew.`);
        }
        for (const one of damaged)
            known.set(damageKey(one), [...(known.get(damageKey(one)) ?? []), one]);
    }
    if (known.size === 0)
        return { bases, warnings };
    const marked = [];
    for (const base of bases) {
        const damaged = await known_damage_damagedIn(volume.series(base.series), base, known);
        marked.push(damaged.size === 0 ? base : { ...base, damaged });
    }
    return { bases: marked, warnings };
}
async function known_damage_damagedIn(series, base, known) {
    const suspects = base.entries.filter(entry => entry.type === 'file' && known.has(damageKey(entry)));
    const tree = series.tree(base.id);
    const seen = await tree.look(suspects.map(({ path }) => path));
    const damaged = new Set();
    const doubtful = [];
    suspects.forEach((entry, index) => {
        const held = seen[index];
        if (held === undefined)
            return;
        if (!('ino' in held) || known.get(damageKey(entry))?.some(({ ino }) => ino === held.ino) === true)
            damaged.add(entry.path);
        else
            doubtful.push({ entry, ino: held.ino });
    });
    const files = [...new Map(doubtful.map(one => [one.ino, one.entry])).entries()];
    const digests = await tree.reread(files.map(([, entry]) => entry));
    const rotten = new Set(files.filter(([, { sha256 }], index) => digests[index] !== sha256).map(([ino]) => ino));
    for (const { entry, ino } of doubtful)
        if (rotten.has(ino))
            damaged.add(entry.path);
    return damaged;
}

;// CONCATENATED MODULE: ./lib/actions/misplaced-directories.js


async function markMisplaced(volume, bases) {
    const warnings = [];
    const sound = [];
    for (const base of bases) {
        const behind = await behindOthers(volume, base);
        const [first] = behind;
        if (first === undefined)
            sound.push(base);
        else {
            sound.push({ ...base, damaged: new Set([...(base.damaged ?? []), ...behind]) });
            warnings.push(`In the snapshot ${base.id} of ${base.series} something else stands where a directory was stored, on the way to ${display_showName(first)}: nothing behind it is linked to. Somebody changed that snapshot; "verify" tells what else.`);
        }
    }
    return { bases: sound, warnings };
}
async function behindOthers(volume, { series, id, entries }) {
    const directories = entries.filter(({ type, path }) => type === 'dir' && path !== '.').map(({ path }) => path);
    const stored = await volume.series(series).tree(id).inspect(directories);
    const replaced = new Set();
    directories.forEach((path, index) => {
        const now = stored[index];
        if ((now !== undefined && now.type !== 'dir') || replaced.has(byte_path_parentPath(path)))
            replaced.add(path);
    });
    if (replaced.size === 0)
        return new Set();
    return new Set(entries.filter(({ path, type }) => type !== 'dir' && replaced.has(byte_path_parentPath(path))).map(({ path }) => path));
}

;// CONCATENATED MODULE: ./lib/actions/bases.js




const bases_most = 20;
async function chooseBases(volume, own, listed, linkFrom, reporter, ahead) {
    const bases = [];
    const warnings = [];
    let record;
    for (const name of [own.name, ...linkFrom.filter(other => other !== own.name)]) {
        if (bases.length === bases_most) {
            warnings.push(`"link-from" names more series than can be linked against: the first ${bases_most} that have a snapshot are.`);
            break;
        }
        const series = name === own.name ? own : volume.series(name);
        const found = await (name === own.name
            ? newestReadable(series, listed, warnings, ahead)
            : newestReadable(series, await series.list(), warnings));
        if (found === undefined) {
            if (name !== own.name)
                reporter.info(`The series ${name} has no complete snapshot to link against.`);
            continue;
        }
        bases.push(found.base);
        record ??= found.record;
    }
    const marked = await markDamage(volume, bases);
    const sound = markMisplaced(volume, marked.bases);
    sound.catch(() => undefined);
    return {
        bases: marked.bases,
        warnings: [...warnings, ...marked.warnings],
        sound,
        ...(record === undefined ? {} : { record })
    };
}
async function readAhead(series) {
    try {
        const newest = (await series.list()).find(({ record }) => record !== undefined);
        if (newest?.record === undefined)
            return undefined;
        const { id, record } = newest;
        const entries = series
            .manifest(id)
            .then(found => (manifestDigest(found) === record.digest ? found : undefined))
            .catch(() => undefined);
        return { id, digest: record.digest, entries };
    }
    catch {
        return undefined;
    }
}
async function newestReadable(series, listed, warnings, ahead) {
    for (const { id, damage } of listed) {
        if (damage === undefined)
            continue;
        warnings.push(`The record of ${id} cannot be used (${damage}), so nothing is linked to that snapshot; its files are untouched.`);
    }
    for (const { id, record } of listed) {
        if (record === undefined)
            continue;
        try {
            const known = ahead?.id === id ? await ahead.entries : undefined;
            if (known !== undefined && ahead?.digest === record.digest)
                return { base: { series: series.name, id, entries: known }, record };
            const entries = await series.manifest(id);
            if (manifestDigest(entries) !== record.digest)
                throw new Error('its digest is not the one in the record');
            return { base: { series: series.name, id, entries }, record };
        }
        catch (error) {
            warnings.push(`The manifest of ${id} cannot be used (${failure_messageOf(error)}), so nothing is linked to that snapshot; its files are untouched.`);
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/actions/current.js



async function listCurrentFirst(story, series) {
    const listed = await series.list();
    const latest = await series.latest();
    const now = story.ports.clock.now();
    const current = currentSnapshot(listed, latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined, now);
    const ahead = listed.find(({ id, record }) => record !== undefined && isAfter(id, now));
    if (ahead !== undefined) {
        story.warn(`The snapshot ${ahead.id} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`);
    }
    return current === undefined ? listed : [current, ...listed.filter(({ id }) => id !== current.id)];
}
async function repairLatest(story, series, current) {
    const latest = await series.latest();
    if (latest.state === 'blocked') {
        throw new Failure('volume', `${series.path}/latest is ${latest.target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`);
    }
    if (current?.record === undefined || snapshotOfLatest(latest.target) === current.id)
        return;
    await series.pointLatest(current.id);
    story.note(`latest did not point to the last complete snapshot, and points to ${current.id} again.`);
}

;// CONCATENATED MODULE: ./lib/actions/unchanged.js


async function isUnchanged(story, series, current, planned) {
    const { tags, pin } = story.inputs;
    if (current.digest !== planned.digest || planned.base?.id !== current.id || planned.base.series !== series.name)
        return false;
    if (!tags.every(tag => current.tags.includes(tag)) || (pin && !current.pinned)) {
        story.note(`Nothing changed since ${current.id}, but it lacks a tag or the pin asked for, so a new snapshot is taken.`);
        return false;
    }
    const { entries, damaged } = planned.base;
    if (damaged !== undefined) {
        story.warn(`Nothing changed in the source, but a verification found ${countOf(damaged.size, 'file', 'files')} of the snapshot ${current.id} damaged. A new one is taken, which is whole.`);
        return false;
    }
    const stored = await series.tree(current.id).inspect(entries.map(({ path }) => path));
    const isWhole = entries.every((entry, index) => {
        const now = stored[index];
        if (now?.type !== entry.type)
            return false;
        if (entry.type === 'link')
            return now.target === entry.target;
        if (now.mode !== entry.mode || (entry.owner !== undefined && !sameOwner(entry.owner, now)))
            return false;
        return entry.type === 'dir' || (now.size === entry.size && now.mtimeNs === entry.storedMtimeNs);
    });
    if (!isWhole) {
        story.warn(`Nothing changed in the source, but the snapshot ${current.id} is no longer what was stored: something changed or removed files in it. A new one is taken.`);
    }
    return isWhole;
}

;// CONCATENATED MODULE: ./lib/core/stored-time.js
const granularities = [1n, 100n, 1000n, 1000000n, 1000000000n, 2000000000n];
const farthest = 2n ** 31n * 1000000000n;
const isSameTime = (stored, source) => source < 0n ||
    source >= farthest ||
    granularities.some(step => stored % step === 0n && (stored > source ? stored - source : source - stored) < step);

;// CONCATENATED MODULE: ./lib/actions/copy-files.js







async function copyFiles(work, entries) {
    if (entries.length === 0)
        return { entries: [], changed: new Set(), vanished: [], orphaned: [], cloned: new Map() };
    const first = await copy_files_attempt(work, entries);
    if (first.again.length === 0 && first.messages.length === 0)
        return { entries, changed: new Set(), vanished: [], orphaned: [], cloned: first.cloned };
    const seen = await work.from.look(work.source, first.again.map(entry => entry.path), work.hash);
    const fresh = new Map(seen.flatMap(entry => (entry === undefined ? [] : [[entry.path, entry]])));
    const turned = first.again.find(({ path, type }) => fresh.has(path) && fresh.get(path)?.type !== type);
    if (turned !== undefined)
        throw keepsChanging([turned.path]);
    const retaken = entriesOfSecond(entries, first, fresh);
    const second = await copy_files_attempt({ ...work, linkDest: [], versions: new Map() }, retaken);
    const there = await work.from.look(work.source, second.again.map(entry => entry.path), false);
    const restless = second.again.filter((_, index) => there[index] !== undefined);
    if (restless.length > 0)
        throw keepsChanging(restless.map(entry => entry.path), second.messages);
    if (second.messages.length > 0 && second.again.length === 0)
        throw notTransferred(second.messages);
    const gone = [...first.again.filter(({ path }) => !fresh.has(path)), ...second.again];
    const vanished = new Set(await notStored(work, gone));
    return {
        entries: entries.filter(({ path }) => !vanished.has(path)).map(entry => fresh.get(entry.path) ?? entry),
        changed: new Set(fresh.keys()),
        vanished: [...vanished],
        orphaned: gone.filter(({ path, type }) => type === 'dir' && !vanished.has(path)),
        cloned: copy_files_without(first.cloned, [...retaken.map(({ path }) => path), ...vanished])
    };
}
const copy_files_without = (map, keys) => {
    const left = new Map(map);
    for (const key of keys)
        left.delete(key);
    return left;
};
function entriesOfSecond(entries, { again, messages }, fresh) {
    const holding = new Set(again.map(({ path }) => byte_path_parentPath(path)));
    const isMeant = ({ path, type }) => fresh.has(path) ||
        (type === 'dir' && holding.has(path)) ||
        (messages.length > 0 && (again.length === 0 || type !== 'file'));
    const gone = new Set(again.filter(({ path }) => !fresh.has(path)));
    return entries.filter(entry => isMeant(entry) && !gone.has(entry)).map(entry => fresh.get(entry.path) ?? entry);
}
async function notStored(work, gone) {
    const paths = gone.map(entry => entry.path);
    const stored = await work.partial.inspect(paths);
    const digests = work.hash ? await work.partial.hash(paths) : [];
    const isWhole = (entry, index) => isStored(entry, stored[index]) && (!work.hash || digests[index] === entry.sha256);
    const torn = gone.filter((entry, index) => entry.type !== 'dir' && stored[index] !== undefined && !isWhole(entry, index));
    if (torn.length > 0)
        throw keepsChanging(torn.map(entry => entry.path));
    return paths.filter((_, index) => stored[index] === undefined);
}
async function copy_files_attempt(work, entries) {
    if (entries.length === 0)
        return { again: [], messages: [], cloned: new Map() };
    const paths = entries.map(entry => entry.path);
    const outcome = await work.partial.copy({
        root: work.source.root,
        paths,
        ...(work.hash && { entries }),
        keepOwners: work.keepOwners,
        isSparse: entries.some(isSparse),
        linkDest: work.linkDest,
        extraArgs: work.extraArgs,
        totalBytes: entries.reduce((sum, entry) => sum + entry.size, 0),
        versions: paths.flatMap(path => work.versions?.get(path) ?? []),
        ...(work.after && { after: work.after })
    }, work.onProgress);
    if (outcome.refused !== undefined)
        work.onNote(slower(outcome.refused));
    const { unsure } = outcome;
    const open = unsure === undefined ? entries : entries.filter(({ path }) => unsure.has(path));
    const now = await work.from.look(work.source, open.map(({ path }) => path), false);
    const files = open.filter(({ type }) => type === 'file');
    const held = await work.partial.inspect(files.map(({ path }) => path));
    const stored = new Map(files.map((entry, index) => [entry, held[index]]));
    const again = open.filter((entry, index) => !isUntouched(entry, now[index]) || (entry.type === 'file' && !isStored(entry, stored.get(entry))));
    const known = new Set(again);
    const racy = work.hash ? open.filter(entry => entry.type === 'file' && entry.isRacy && !known.has(entry)) : [];
    const digests = await work.partial.hash(racy.map(entry => entry.path));
    again.push(...racy.filter((entry, index) => digests[index] !== entry.sha256));
    const cloned = outcome.cloned ?? new Map();
    return { again, messages: outcome.status === 23 ? outcome.messages : [], cloned };
}
const slower = (refused) => `Small files could not be stored by tar (${refused}), so rsync copied them, which takes longer.`;
const isUntouched = (before, now) => now?.type === before.type &&
    now.dev === before.dev &&
    now.ino === before.ino &&
    now.size === before.size &&
    now.mtimeNs === before.mtimeNs &&
    now.ctimeNs === before.ctimeNs;
const isStored = (entry, stored) => stored?.type === entry.type &&
    (entry.type !== 'file' || stored.size === entry.size) &&
    stored.target === entry.target &&
    (entry.type === 'link' || isSameTime(stored.mtimeNs, entry.mtimeNs));
function keepsChanging(paths, messages = []) {
    const names = firstAsLines(paths, path => display_showName(path));
    const said = firstAsLines(messages, message => `rsync: ${message}`);
    return new Failure('source', `${countOf(paths.length, 'path', 'paths')} of the source could not be stored as read, also at the second attempt; something is still writing there:${names}${said}\nTake the snapshot after the build has ended, or leave out with "exclude" what it still writes.`);
}
const notTransferred = (messages) => new Failure('rsync', `rsync could not store everything:${firstAsLines(messages, message => message)}`);

;// CONCATENATED MODULE: ./lib/actions/foreseen.js

const foreseen_most = 100_000;
function foreseen_foresee(plan, directories) {
    if (plan.twins.length > 0 || plan.links.length + plan.copies.length > foreseen_most)
        return undefined;
    const linked = plan.links.map(({ entry, step }) => asStored(entry, step.storedMtimeNs, step.mode));
    return { linked, entries: [...linked, ...plan.copies.map(({ entry }) => entry), ...plan.symlinks, ...directories] };
}

;// CONCATENATED MODULE: ./lib/actions/link-all.js

async function linkAll(work, wanted, take, onMade) {
    if (wanted.length === 0)
        return;
    const outcomes = await work.partial.link(wanted.map(({ step }) => step), work.onProgress, onMade);
    wanted.forEach((item, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
            throw new Error('a link was asked for and has no outcome');
        take(item, outcome, index);
    });
}
function linkedAs(source, { storedMtimeNs, mode, tree }, { ino, allocated, links }, entry = asStored(source, storedMtimeNs, mode)) {
    if (tree === 'self')
        return { entry, how: 'linked', ino };
    const fromSeries = tree.series;
    return source.type === 'file' && allocated !== undefined && links !== undefined
        ? { entry, how: 'linked', ino, fromSeries, allocated, links }
        : { entry, how: 'linked', ino, fromSeries };
}

;// CONCATENATED MODULE: ./lib/actions/fill.js








async function fillByContent(work, plan, onPlanned = () => undefined) {
    const directories = plan.directories.filter(entry => entry.path !== '.');
    await work.partial.makeDirectories(directories.map(entry => entry.path));
    const locked = directories.filter(isLocked);
    const open = directories.filter(entry => !isLocked(entry));
    const foreseen = work.partial.preparesCopies === true ? foreseen_foresee(plan, directories) : undefined;
    const isBeside = plan.links.length >= work.partial.linksToCopyBeside;
    const begun = linkAndCopy(work, plan, foreseen?.linked, isBeside ? [] : open, isBeside);
    if (foreseen !== undefined)
        onPlanned(foreseen.entries);
    const first = await begun;
    const late = await copyLeft(work, first);
    const { settled, vanished, orphaned, alongside } = first;
    append(settled, late);
    const holding = new Set(late.map(({ entry }) => byte_path_parentPath(entry.path)));
    const gone = new Set(orphaned);
    const again = alongside.filter(entry => entry.type === 'dir' && holding.has(entry.path) && !gone.has(entry));
    const left = isBeside ? directories : locked;
    if (foreseen === undefined)
        onPlanned([...settled.map(({ entry }) => entry), ...left]);
    const last = await copyFiles(work, [...(isBeside ? open : again), ...locked]);
    const fresh = new Map(last.entries.map(entry => [entry.path, entry]));
    const all = last.changed.size === 0 ? settled : settled.map(item => withEntry(item, fresh.get(item.entry.path)));
    for (const { path } of left) {
        const entry = fresh.get(path);
        if (entry !== undefined)
            all.push({ entry, how: 'made' });
    }
    append(vanished, last.vanished);
    return { settled: all, vanished, orphaned: [...orphaned, ...last.orphaned] };
}
async function linkAndCopy(work, plan, foreseen, directories, isBeside) {
    const settled = [];
    let symlinks = [...plan.symlinks];
    let wanted = [];
    let onMade = () => undefined;
    const made = new Promise(resolve => {
        onMade = resolve;
    });
    const linking = linkAll(work, plan.links, ({ entry, step }, outcome, index) => {
        if (outcome.linked)
            settled.push(linkedAs(entry, step, outcome, foreseen?.[index]));
        else if (entry.type === 'link')
            symlinks.push(entry);
        else
            wanted.push({ entry, cause: outcome.cause });
    }, onMade);
    const copies = isBeside ? silentUntil(linking, work) : await readyToCopy(work, () => Promise.race([made, linking]));
    const others = [...directories, ...symlinks];
    symlinks = [];
    const refused = wanted;
    wanted = [];
    const shared = refused.length === 0 ? plan : shareCopies([...plan.copies, ...plan.twins, ...refused]);
    const copying = copyRound(copies, shared, others);
    const [first] = await allOf([copying, linking]);
    for (const entry of first.alongside)
        settled.push({ entry, how: 'made' });
    append(settled, first.settled);
    return { ...first, settled, vanished: [...first.vanished], left: [...wanted, ...first.left], symlinks };
}
async function copyLeft(work, first) {
    const { linked, symlinks, vanished } = first;
    const late = [...linked];
    if (symlinks.length > 0) {
        const again = await copyFiles(work, symlinks);
        for (const entry of again.entries)
            late.push({ entry, how: 'made' });
        append(vanished, again.vanished);
    }
    for (let { left } = first; left.length > 0;) {
        const round = await copyRound(work, shareCopies(left));
        append(late, round.settled);
        append(late, round.linked);
        append(vanished, round.vanished);
        left = round.left;
    }
    return late;
}
async function readyToCopy(work, made) {
    if (work.partial.preparesCopies === true)
        return { ...work, after: made };
    await made();
    return work;
}
function silentUntil(other, work) {
    let isSilent = true;
    const end = () => {
        isSilent = false;
    };
    other.then(end, end);
    return {
        ...work,
        onProgress: progress => {
            if (!isSilent)
                work.onProgress(progress);
        }
    };
}
const withEntry = (item, entry) => entry === undefined || item.how !== 'made' ? item : { ...item, entry };
function append(to, items) {
    for (const item of items)
        to.push(item);
}
async function copyRound(work, { copies, twins }, others = []) {
    const copied = await copyFiles(work, [...others, ...copies.map(copy => copy.entry)]);
    const causes = new Map(copies.map(copy => [copy.entry.path, copy.cause]));
    const stored = new Map();
    const settled = [];
    const alongside = [];
    for (const entry of copied.entries) {
        const cause = causes.get(entry.path);
        if (cause === undefined)
            alongside.push(entry);
        else {
            stored.set(entry.path, entry);
            settled.push({ entry, how: 'copied', cause, ...writtenOf(copied.cloned.get(entry.path)) });
        }
    }
    const left = [];
    const leaders = [...new Set(twins.map(({ of }) => of))];
    const held = new Map((await work.partial.inspect(leaders)).map((inode, index) => [leaders[index], inode]));
    const steps = [];
    for (const { entry, of, cause } of twins) {
        const leader = stored.get(of);
        const inode = held.get(of);
        if (leader === undefined || inode === undefined || copied.changed.has(of))
            left.push({ entry, cause });
        else {
            const { mtimeNs: storedMtimeNs, mode } = inode;
            steps.push({ entry, cause, step: linkTo(entry.path, 'self', { ...leader, storedMtimeNs, mode }) });
        }
    }
    const linked = [];
    await linkAll(work, steps, ({ entry, step, cause }, outcome) => {
        if (outcome.linked)
            linked.push(linkedAs(entry, step, outcome));
        else
            left.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause });
    });
    return { settled, linked, vanished: copied.vanished, left, alongside, orphaned: copied.orphaned };
}
const writtenOf = (written) => (written === undefined ? {} : { written });

;// CONCATENATED MODULE: ./lib/actions/fill-quick.js



async function fillByTimes(work, volume, plan, bases) {
    const others = [...plan.directories.filter(entry => entry.path !== '.'), ...plan.symlinks];
    const files = [...plan.expected.map(({ entry }) => entry), ...plan.rest];
    const fresh = await copyFiles({ ...work, linkDest: [] }, plan.fresh.map(({ entry }) => entry));
    const copied = both(fresh, await copyFiles(work, [...others, ...files]));
    const entries = new Map(copied.entries.map(entry => [entry.path, entry]));
    const symlinks = copied.entries.filter(entry => entry.type === 'link');
    const settled = copied.entries
        .filter(entry => entry.type === 'dir')
        .map(entry => ({ entry, how: 'made' }));
    settled.push(...(await settledSymlinks(work, volume, symlinks, bases)));
    const held = await storedInBases(volume, plan);
    const stored = await work.partial.inspect(plan.expected.map(({ entry }) => entry.path));
    const damaged = new Map(plan.fresh.map(({ entry, before }) => [entry.path, before.sha256]));
    const unlinked = [...plan.rest.map(entry => entry.path), ...damaged.keys()];
    const refusals = new Map();
    plan.expected.forEach((expected, index) => {
        const { entry, base, before } = expected;
        const now = entries.get(entry.path);
        const ino = held.get(entry.path)?.ino;
        if (now === undefined || before.sha256 === undefined || ino === undefined || stored[index]?.ino !== ino) {
            unlinked.push(entry.path);
            refusals.set(entry.path, expected);
        }
        else
            settled.push({ entry: { ...now, sha256: before.sha256 }, how: 'linked', ino, fromSeries: base.series });
    });
    const old = new Map(bases[0]?.entries.map(entry => [entry.path, entry]) ?? []);
    const present = unlinked.filter(path => entries.has(path));
    const digests = await work.partial.hash(present, work.onProgress);
    present.forEach((path, index) => {
        const entry = entries.get(path);
        const sha256 = digests[index];
        if (entry === undefined || sha256 === undefined)
            throw new Error('a file that was just stored cannot be read back');
        const whole = { ...entry, sha256 };
        const before = refusals.get(path)?.before;
        const isRefused = before?.sha256 === sha256 && !copied.changed.has(path);
        const cause = isRefused
            ? causeOfRefusal(before, held.get(path))
            : damaged.get(path) === sha256
                ? 'damaged'
                : causeOfQuickCopy(whole, old.get(path));
        settled.push({ entry: whole, how: 'copied', cause });
    });
    return { settled, vanished: copied.vanished, orphaned: copied.orphaned };
}
const both = (one, other) => ({
    entries: [...one.entries, ...other.entries],
    changed: new Set([...one.changed, ...other.changed]),
    vanished: [...one.vanished, ...other.vanished],
    orphaned: [...one.orphaned, ...other.orphaned],
    cloned: new Map([...one.cloned, ...other.cloned])
});
async function settledSymlinks(work, volume, symlinks, bases) {
    const stored = await work.partial.inspect(symlinks.map(entry => entry.path));
    const inodes = new Map(symlinks.map(({ path }, index) => [path, stored[index]]));
    const shared = symlinks.filter(({ path }) => (inodes.get(path)?.links ?? 0) > 1).map(entry => entry.path);
    const origins = new Map();
    for (const { series, id } of shared.length === 0 ? [] : bases) {
        const held = await volume.series(series).tree(id).inspect(shared);
        shared.forEach((path, index) => {
            const ino = inodes.get(path)?.ino;
            if (ino !== undefined && ino === held[index]?.ino && !origins.has(path)) {
                origins.set(path, { ino, fromSeries: series });
            }
        });
    }
    return symlinks.map(entry => {
        const origin = origins.get(entry.path);
        return origin === undefined ? { entry, how: 'made' } : { entry, how: 'linked', ...origin };
    });
}
const fewestLinksAllowed = 177;
function causeOfRefusal(before, held) {
    const isAsStored = held?.size === before.size &&
        held.mtimeNs === before.storedMtimeNs &&
        held.mode === before.mode &&
        (before.owner === undefined || sameOwner(before.owner, held));
    if (!isAsStored)
        return 'altered';
    return held.links >= fewestLinksAllowed ? 'link-limit' : 'refused';
}
async function storedInBases(volume, plan) {
    const held = new Map();
    for (const base of new Set(plan.expected.map(expected => expected.base))) {
        const paths = plan.expected.filter(expected => expected.base === base).map(({ entry }) => entry.path);
        const stored = await volume.series(base.series).tree(base.id).inspect(paths);
        paths.forEach((path, index) => {
            const inode = stored[index];
            if (inode !== undefined)
                held.set(path, inode);
        });
    }
    return held;
}

;// CONCATENATED MODULE: ./lib/actions/planned.js









function planFor(inputs, scan, { bases, record }) {
    const read = scan.entries[0];
    if (read?.path !== '.')
        throw new Error('the listing of the source lacks its top');
    const top = storedTop(read);
    const entries = top === read ? scan.entries : scan.entries.with(0, top);
    const base = bases[0];
    const common = {
        top,
        entries,
        bases,
        ...(base === undefined ? {} : { base }),
        ...(record === undefined ? {} : { baseRecord: record })
    };
    if (inputs.compare === 'content') {
        const plan = planByContent(entries, bases);
        let digest;
        return {
            ...common,
            how: { by: 'content', plan },
            difference: plan.difference,
            get digest() {
                return (digest ??= manifestDigest(entries));
            }
        };
    }
    const plan = planByTimes(entries, bases);
    const known = plan.rest.length === 0 && plan.fresh.length === 0
        ? { digest: manifestDigest(withKnownContents(entries, plan)) }
        : {};
    return { ...common, how: { by: 'times', plan }, difference: plan.difference, ...known };
}
const storedTop = (top) => (top.mode & 0o700) === 0o700 ? top : { ...top, mode: top.mode | 0o700, sourceMode: top.mode };
function withKnownContents(entries, plan) {
    const known = new Map(plan.expected.map(({ entry, before }) => [entry.path, before.sha256]));
    return entries.map(entry => {
        const sha256 = known.get(entry.path);
        return sha256 === undefined ? entry : { ...entry, sha256 };
    });
}
function readyPlan({ top, entries, bases, baseRecord, how, difference }) {
    const common = { top, entries, difference, ...(baseRecord !== undefined && { baseRecord }) };
    if (how.by === 'times')
        return { ...common, bases, how: { ...how, bases } };
    const emptied = bases.map(({ series, id, damaged }) => ({ series, id, ...(damaged !== undefined && { damaged }) }));
    return { ...common, bases: emptied, how, versions: oldVersions(entries, bases) };
}
async function planned_fill(story, source, partial, planned, onPlanned) {
    const { inputs, ports } = story;
    const { volume } = ports;
    const isQuick = planned.how.by === 'times';
    const work = {
        partial,
        source,
        from: story.source,
        hash: !isQuick,
        keepOwners: story.keepOwners,
        ...(planned.versions !== undefined && { versions: planned.versions }),
        linkDest: isQuick ? planned.bases.map(({ series, id }) => volume.series(series).tree(id).path) : [],
        extraArgs: parseRsyncOptions(inputs.rsyncArgs).copying,
        onProgress: ports.reporter.progress,
        onNote: text => {
            story.note(text);
        }
    };
    const filled = planned.how.by === 'content'
        ? await fillByContent(work, planned.how.plan, entries => {
            onPlanned([planned.top, ...entries]);
        })
        : await fillByTimes(work, volume, planned.how.plan, planned.how.bases);
    onVanished(inputs, story, filled.vanished);
    if (filled.vanished.length > 0 && filled.settled.every(({ entry }) => entry.type === 'dir')) {
        throw new Failure('source', 'All files of the source vanished while they were copied, so there is nothing to publish. Take the snapshot after the build has ended, before anything cleans up.');
    }
    return { ...filled, settled: [{ entry: planned.top, how: 'made' }, ...filled.settled] };
}
async function comparedOf(story, planned, vanished) {
    const { top, bases, baseRecord } = planned;
    const base = bases[0];
    return {
        top,
        ...(base !== undefined && { base: { series: base.series, id: base.id } }),
        ...(baseRecord !== undefined && { baseRecord }),
        difference: vanished.length === 0 ? planned.difference : await differenceWithout(story, planned, new Set(vanished))
    };
}
async function differenceWithout(story, { how, entries, bases, difference }, gone) {
    const left = entries.filter(({ path }) => !gone.has(path));
    if (how.by === 'times')
        return planByTimes(left, how.bases).difference;
    try {
        const again = [];
        for (const base of bases) {
            again.push({ ...base, entries: await story.ports.volume.series(base.series).manifest(base.id) });
        }
        return planByContent(left, again).difference;
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        story.warn(`What vanished is still in the counts of added, changed, moved and removed files, because the base could not be read again (${failure_messageOf(error)}).`);
        return difference;
    }
}
function settledAsPlanned({ how, base }) {
    const { directories, symlinks } = how.plan;
    const made = [...directories, ...symlinks].map((entry) => ({ entry, how: 'made' }));
    if (how.by === 'times') {
        const linked = how.plan.expected.map(({ entry }) => ({ entry, how: 'linked' }));
        const old = new Map(base?.entries.map(entry => [entry.path, entry]));
        const copied = how.plan.rest.map((entry) => ({
            entry,
            how: 'copied',
            cause: causeOfQuickCopy(entry, old.get(entry.path))
        }));
        const fresh = how.plan.fresh.map(({ entry }) => ({ entry, how: 'copied', cause: 'damaged' }));
        return [...made, ...linked, ...copied, ...fresh];
    }
    const linked = [...how.plan.links, ...how.plan.twins].map(({ entry }) => ({
        entry,
        how: 'linked'
    }));
    const copied = how.plan.copies.map(({ entry, cause }) => ({ entry, how: 'copied', cause }));
    return [...made, ...linked, ...copied];
}

;// CONCATENATED MODULE: ./lib/actions/series-part.js

async function seriesPart(volume, series, retained) {
    const listed = await series.list();
    const records = listed.flatMap(({ record }) => record ?? []).reverse();
    const latest = await series.latest();
    const [bytesOnDisk, free] = await allOf([listed.length === 0 ? 0 : series.bytesOnDisk(), volume.free()]);
    return {
        latestPath: latest.state === 'link' ? `${series.path}/latest` : '',
        history: records.map(({ id, files, filesLinked, bytesOnDisk, bytesAdded, pinned, tags }) => ({
            id,
            files,
            filesLinked,
            bytesOnDisk,
            bytesAdded,
            pinned,
            tags
        })),
        foreign: listed.filter(({ record }) => record === undefined).length,
        totals: {
            snapshots: records.length,
            bytes: records.reduce((sum, record) => sum + record.bytesOnDisk, 0),
            bytesOnDisk
        },
        retention: { kept: records.length, prunedIds: retained?.removedIds ?? [], bytesFreed: retained?.bytesFreed ?? 0 },
        free
    };
}
const emptyReport = {
    status: 'skipped',
    volume: '',
    series: '',
    snapshot: '',
    snapshotPath: '',
    latestPath: '',
    changed: false,
    compare: 'content',
    startedAt: '',
    durationMs: 0,
    phases: [],
    counts: {
        files: 0,
        filesLinked: 0,
        filesCopied: 0,
        filesAdded: 0,
        filesChanged: 0,
        filesMoved: 0,
        filesRemoved: 0,
        directories: 0,
        symlinks: 0
    },
    bytes: { bytes: 0, bytesLinked: 0, bytesAdded: 0, bytesOnDisk: 0 },
    causes: [],
    largest: [],
    history: [],
    totals: { snapshots: 0, bytes: 0, bytesOnDisk: 0 },
    retention: { kept: 0, prunedIds: [], bytesFreed: 0 },
    free: { bytes: 0 },
    digest: '',
    ownersKept: false,
    secrets: [],
    specials: [],
    warnings: [],
    notes: [],
    tags: [],
    pinned: false,
    run: {},
    program: '',
    rsync: ''
};

;// CONCATENATED MODULE: ./lib/actions/snapshot-report.js






function takenAs(story, id, compared, settled, measured, digest) {
    const { largest, causes, ...sums } = tally(settled);
    const { inputs, ports, context, program } = story;
    const { base } = compared;
    const record = {
        format: recordFormat,
        id,
        series: inputs.name,
        status: 'complete',
        startedAt: story.startedAt,
        finishedAt: ports.clock.now().toISOString(),
        durationMs: story.durationMs(),
        ...(base === undefined
            ? {}
            : { base: { id: base.id, ...(base.series === inputs.name ? {} : { series: base.series }) } }),
        ...linkedFrom(settled, inputs.name),
        compare: inputs.compare,
        digest,
        ownersKept: story.keepOwners,
        causes,
        largest: largest.slice(0, mostLargest).map(({ path, ...rest }) => ({ ...rest, path: display_showName(path) })),
        ...(inputs.retention.prune && { retention: inputs.retention.policy }),
        tags: inputs.tags,
        pinned: inputs.pin,
        run: context.run,
        program,
        ...sums,
        ...compared.difference,
        bytesAdded: measured.bytesAdded,
        bytesOnDisk: measured.bytesOnDisk,
        ...(measured.clones.files === 0 ? {} : { clones: measured.clones })
    };
    return { record, largest, seriesBytesAdded: measured.seriesBytesAdded, compared };
}
function linkedFrom(settled, own) {
    const others = new Set();
    for (const { fromSeries } of settled)
        if (fromSeries !== undefined)
            others.add(fromSeries);
    others.delete(own);
    return others.size === 0 ? {} : { linkedFrom: [...others].sort() };
}
async function reportCreated(story, series, { record, largest, compared }, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    return {
        ...story.report('created'),
        ...ofSeries,
        ...snapshot_report_baseOf(compared),
        snapshot: record.id,
        snapshotPath: `${series.path}/${record.id}`,
        changed: record.digest !== compared.baseRecord?.digest,
        counts: countsOf(record),
        bytes: bytesOf(record),
        causes: record.causes,
        ...(record.clones === undefined ? {} : { clones: record.clones }),
        largest,
        digest: record.digest,
        ...snapshot_report_marksOf(record)
    };
}
async function reportUnchanged(story, series, newest, planned, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    const none = { filesCopied: 0, filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 };
    return {
        ...story.report('unchanged'),
        ...ofSeries,
        ...snapshot_report_baseOf(planned),
        snapshot: newest.id,
        snapshotPath: `${series.path}/${newest.id}`,
        counts: { ...countsOf(newest), ...none, filesLinked: newest.files },
        bytes: { ...bytesOf(newest), bytesLinked: newest.bytes, bytesAdded: 0 },
        digest: newest.digest,
        ...snapshot_report_marksOf(newest)
    };
}
async function reportDryRun(story, series, planned) {
    const settled = settledAsPlanned(planned);
    const counts = tally(settled);
    const ofSeries = await seriesPart(story.ports.volume, series);
    const room = (of) => {
        const files = of.filter(({ entry }) => entry.type === 'file').map(({ entry }) => entry);
        return treeRoom(files, counts.directories, counts.symlinks).bytes;
    };
    return {
        ...story.report('dry-run'),
        ...ofSeries,
        ...snapshot_report_baseOf(planned),
        changed: planned.digest === undefined || planned.digest !== planned.baseRecord?.digest,
        counts: countsOf({ ...counts, ...planned.difference }),
        bytes: {
            bytes: counts.bytes,
            bytesLinked: counts.bytesLinked,
            bytesAdded: room(settled.filter(({ how }) => how !== 'linked')),
            bytesOnDisk: room(settled)
        },
        causes: counts.causes,
        largest: counts.largest,
        digest: planned.digest ?? '',
        ...unmarked
    };
}
const reportSkipped = (story, reason) => ({
    ...story.report('skipped'),
    ...unmarked,
    reason
});
const snapshot_report_marksOf = ({ tags, pinned }) => ({ tags, pinned });
const unmarked = { tags: [], pinned: false };
const snapshot_report_baseOf = ({ base }) => base === undefined ? {} : { base: { id: base.id, series: base.series } };

;// CONCATENATED MODULE: ./lib/actions/guards.js




function checkShrink(inputs, planned) {
    const before = planned.baseRecord;
    if (inputs.maxShrink === undefined || before === undefined)
        return;
    const files = planned.entries.filter(entry => entry.type === 'file');
    const bytes = files.reduce((sum, entry) => sum + entry.size, 0);
    const lost = (now, then) => (then === 0 ? 0 : (then - now) / then);
    const share = Math.max(lost(files.length, before.files), lost(bytes, before.bytes));
    if (share <= inputs.maxShrink)
        return;
    throw new Failure('shrunk', `The source has ${countOf(files.length, 'file', 'files')} of ${units_formatBytes(bytes)}; the snapshot before, ${before.id}, had ${units_formatCount(before.files)} of ${units_formatBytes(before.bytes)}. ` +
        `It lost ${formatPercent(share)}, more than "max-shrink" (${formatPercent(inputs.maxShrink)}) allows. Nothing was published; if this is right, raise "max-shrink" for one run.`);
}
async function checkRoom(volume, planned, hardLinksWork) {
    const settled = settledAsPlanned(planned);
    const copies = settled
        .filter(({ how, entry }) => entry.type === 'file' && (how === 'copied' || !hardLinksWork))
        .map(({ entry }) => entry);
    const made = (type) => settled.filter(({ how, entry }) => how === 'made' && entry.type === type).length;
    const needed = roomNeeded(copies, made('dir'), made('link'), settled.length);
    const free = await volume.free();
    if (needed.bytes > free.bytes) {
        throw new Failure('room', `The volume ${volume.name} has no room for this snapshot: it needs about ${units_formatBytes(needed.bytes)} (${countOf(copies.length, 'file', 'files')} to store, ${countOf(made('dir'), 'directory', 'directories')}), and ${units_formatBytes(free.bytes)} are free. Free space, or leave files out with "exclude". Nothing was written.`);
    }
    if (free.inodes !== undefined && needed.inodes > free.inodes) {
        throw new Failure('room', `The volume ${volume.name} has too few inodes for this snapshot: it needs about ${units_formatCount(needed.inodes)} (one for each new file and each directory), and ${units_formatCount(free.inodes)} are free. Remove snapshots or other files there. Nothing was written.`);
    }
}

;// CONCATENATED MODULE: ./lib/actions/without-owners.js
const withoutOwners = (source) => ({
    resolve: request => source.resolve(request),
    scan: async (...given) => {
        const scan = await source.scan(...given);
        return { ...scan, entries: scan.entries.map(ownerless) };
    },
    look: async (...given) => {
        const entries = await source.look(...given);
        return entries.map(entry => (entry === undefined ? undefined : ownerless(entry)));
    }
});
function ownerless(entry) {
    const { owner, ...rest } = entry;
    return owner === undefined ? entry : rest;
}

;// CONCATENATED MODULE: ./lib/actions/story.js




class Story {
    inputs;
    context;
    ports;
    program;
    startedAt;
    rsync = '';
    hardLinksWork = true;
    keepOwners;
    source;
    publishedId = '';
    secrets = [];
    specials = [];
    #startedMs;
    #phases = [];
    #warnings = [];
    #notes = [];
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.program = program;
        this.keepOwners = ports.machine.isRoot;
        this.source = ports.source;
        this.startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    async phase(name, work) {
        const from = this.ports.clock.monotonicMs();
        try {
            return await this.ports.reporter.phase(name, work);
        }
        finally {
            this.#phases.push({ phase: name, ms: Math.round(this.ports.clock.monotonicMs() - from) });
        }
    }
    warn(sentence) {
        if (this.#warnings.includes(sentence))
            return;
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        if (this.#notes.includes(sentence))
            return;
        this.#notes.push(sentence);
        this.ports.reporter.info(sentence);
    }
    isInFuture(id) {
        const moment = parseSnapshotId(id)?.moment;
        return moment !== undefined && moment.getTime() > this.ports.clock.now().getTime();
    }
    leaveOwners() {
        this.keepOwners = false;
        this.source = withoutOwners(this.source);
    }
    nothingFound(sentence) {
        if (this.inputs.ifNoFilesFound === 'error') {
            throw new Failure('source', `${sentence} Did the build run, and is "path" right? Nothing was written; "if-no-files-found: warn" lets the run pass.`);
        }
        if (this.inputs.ifNoFilesFound === 'warn')
            this.warn(sentence);
        else
            this.note(sentence);
    }
    durationMs() {
        return Math.round(this.ports.clock.monotonicMs() - this.#startedMs);
    }
    report(status) {
        return {
            ...emptyReport,
            status,
            volume: this.ports.volume.name,
            series: this.inputs.name,
            compare: this.inputs.compare,
            startedAt: this.startedAt,
            durationMs: this.durationMs(),
            phases: this.#phases,
            ownersKept: this.keepOwners,
            secrets: this.secrets,
            specials: this.specials,
            warnings: this.#warnings,
            notes: this.#notes,
            run: this.context.run,
            program: this.program,
            rsync: this.rsync
        };
    }
}

;// CONCATENATED MODULE: ./lib/actions/check-stored.js







async function checkStored(partial, directories, settled, series, onProgress) {
    const toLook = settled.filter(item => !isSeen(item));
    const stored = await partial.seal(directories, toLook.map(({ entry }) => entry.path), onProgress);
    const wrong = [];
    const entries = [];
    const counted = new Set();
    const written = writtenInto(toLook, stored);
    const clones = { files: written.size, bytesOnDisk: 0, bytesWritten: 0 };
    let bytesOnDisk = 0;
    let bytesAdded = 0;
    let seriesBytesAdded = 0;
    const count = ({ ino, allocated, own }, isShared, fromSeries) => {
        if (isShared) {
            if (counted.has(ino))
                return;
            counted.add(ino);
        }
        if (written.has(ino)) {
            clones.bytesOnDisk += allocated;
            clones.bytesWritten += own;
        }
        bytesOnDisk += allocated;
        if (fromSeries === undefined)
            bytesAdded += own;
        if (fromSeries !== series)
            seriesBytesAdded += own;
    };
    let looked = 0;
    for (const item of settled) {
        const { entry, fromSeries } = item;
        if (isSeen(item)) {
            entries.push(entry);
            count({ ino: item.ino, allocated: item.allocated, own: item.allocated }, item.links > 1, fromSeries);
            continue;
        }
        const now = stored[looked++];
        const why = whatIsWrong(item, now);
        if (why !== undefined)
            wrong.push(`${display_showName(entry.path)}: ${why}`);
        if (now === undefined)
            continue;
        const isDropped = now.mode !== entry.mode && now.type !== 'link';
        if (isDropped)
            entries.push({ ...entry, mode: now.mode, sourceMode: entry_sourceModeOf(entry), storedMtimeNs: now.mtimeNs });
        else
            entries.push(now.mtimeNs === entry.storedMtimeNs ? entry : { ...entry, storedMtimeNs: now.mtimeNs });
        const isOfBase = item.how === 'made' && now.type === 'link' && now.links > 1;
        const isShared = now.links > 1 && now.type !== 'dir';
        const own = Math.min(written.get(now.ino) ?? now.allocated, now.allocated);
        count({ ino: now.ino, allocated: now.allocated, own }, isShared, isOfBase ? series : fromSeries);
    }
    if (wrong.length > 0) {
        throw new Failure('stored', `${countOf(wrong.length, 'stored path is', 'stored paths are')} not what was to be stored, so nothing was published:${firstAsLines(wrong, line => line)}\nIf this happens again, the volume or its disk is at fault.`);
    }
    return { entries: inDocumentOrder(entries), bytesOnDisk, bytesAdded, seriesBytesAdded, clones };
}
const isSeen = (item) => item.ino !== undefined && item.allocated !== undefined && item.links !== undefined;
function writtenInto(settled, stored) {
    const written = new Map();
    settled.forEach((item, index) => {
        const ino = stored[index]?.ino;
        if (item.written !== undefined && ino !== undefined)
            written.set(ino, item.written);
    });
    return written;
}
function whatIsWrong({ entry, ino }, stored) {
    if (stored === undefined)
        return 'is missing';
    if (stored.type !== entry.type)
        return `is a ${stored.type}, not a ${entry.type}`;
    if (entry.type === 'link')
        return stored.target === entry.target ? undefined : 'points elsewhere';
    if (entry.type === 'file' && stored.size !== entry.size)
        return `has ${stored.size} bytes, not ${entry.size}`;
    const isDropped = entry.owner === undefined && stored.mode === (entry.mode & ~0o6000);
    if (stored.mode !== entry.mode && !isDropped)
        return `has mode ${stored.mode.toString(8)}, not ${entry.mode.toString(8)}`;
    if (entry.owner !== undefined && !sameOwner(entry.owner, stored))
        return 'has another owner';
    if (ino !== undefined && stored.ino !== ino)
        return 'is not the file it was linked to';
    return isSameTime(stored.mtimeNs, entry.storedMtimeNs) ? undefined : 'has another mtime';
}

;// CONCATENATED MODULE: ./lib/actions/manifest-ahead.js




class ManifestAhead {
    #header;
    #planned;
    #ready;
    constructor(header, planned, partial) {
        this.#header = header;
        this.#planned = planned;
        this.#ready = this.#make(partial);
        this.#ready.catch(() => undefined);
    }
    async of(entries) {
        const planned = this.#inOrder();
        const isAsPlanned = entries.length === planned.length && entries.every((entry, index) => entry === planned[index]);
        const ready = isAsPlanned ? await this.#ready : undefined;
        return ready ?? { digest: manifestDigest(entries), text: encodeManifest(this.#header, entries) };
    }
    async #make(partial) {
        const digest = new TreeDigest();
        const text = await partial.pack(this.#text(digest));
        return { digest: digest.end(), text };
    }
    async *#text(digest) {
        for (const piece of encodeManifest(this.#header, this.#inOrder(), digest)) {
            yield piece;
            await aTurn();
        }
    }
    #inOrder() {
        return (this.#planned = inDocumentOrder(this.#planned));
    }
}

;// CONCATENATED MODULE: ./lib/actions/verify-stored.js




async function verifyStored(partial, settled, reporter) {
    const copied = settled.filter(({ how, entry }) => how === 'copied' && entry.type === 'file').map(({ entry }) => entry);
    const digests = await partial.hash(copied.map(entry => entry.path), reporter.progress);
    const wrong = copied.filter((entry, index) => digests[index] !== entry.sha256);
    if (wrong.length > 0) {
        const names = firstAsLines(wrong, entry => display_showName(entry.path));
        throw new Failure('stored', `${countOf(wrong.length, 'stored file', 'stored files')} read back with other bytes than the source had, so nothing was published:${names}\nCheck the volume's disk and its cables, and the machine's memory.`);
    }
    reporter.info(`${countOf(copied.length, 'stored file', 'stored files')} read back and found right`);
}

;// CONCATENATED MODULE: ./lib/actions/store.js









async function store(story, series, source, planned) {
    const { ports } = story;
    const used = await series.takenIds();
    const id = snapshotId(ports.clock.now(), candidate => used.has(candidate));
    const partial = series.beginAhead?.(id) ?? (await series.begin(id));
    try {
        const header = { id, series: series.name };
        const stored = await story.phase('Fill', () => filledAs(story, source, partial, readyPlan(planned.take()), header));
        const taken = await checkAndPublish(story, series, header, partial, stored);
        story.publishedId = id;
        return taken;
    }
    catch (thrown) {
        const error = await withShortage(ports.volume, thrown);
        await clearUp(story, partial, series, id, error);
        throw error;
    }
}
async function filledAs(story, source, partial, planned, header) {
    let ahead;
    const filled = await planned_fill(story, source, partial, planned, entries => {
        if (entries.length <= mostBesidePlan)
            ahead = new ManifestAhead(header, entries, partial);
    });
    return { filled, compared: await comparedOf(story, planned, filled.vanished), ...(ahead !== undefined && { ahead }) };
}
const mostBesidePlan = 100_000;
const store_entriesOf = ({ settled }) => settled.map(({ entry }) => entry);
async function checkAndPublish(story, series, header, partial, { filled, compared, ahead }) {
    const { settled, orphaned } = filled;
    const { inputs, ports } = story;
    const { measured, manifest } = await story.phase('Check what was stored', async () => {
        const begun = ahead ?? new ManifestAhead(header, store_entriesOf(filled), partial);
        const result = await checkStored(partial, [compared.top, ...orphaned], settled, series.name, ports.reporter.progress);
        if (inputs.verify)
            await verifyStored(partial, settled, ports.reporter);
        return { measured: result, manifest: await begun.of(result.entries) };
    });
    const taken = takenAs(story, header.id, compared, settled, measured, manifest.digest);
    const { record } = taken;
    for (const warning of findings(inputs, record))
        story.warn(warning);
    await story.phase('Publish', () => partial.publish(record, manifest.text));
    return taken;
}
async function clearUp(story, partial, series, id, error) {
    if (error instanceof Failure && error.kind === 'cancelled')
        return;
    try {
        const isPublished = (await series.list()).some(listed => listed.id === id);
        if (isPublished) {
            story.publishedId = id;
            return;
        }
        const { left } = await series.clear();
        if (left.length > 0)
            story.warn(cannotDelete(left));
    }
    catch (failure) {
        story.warn(`The unfinished tree ${partial.path} is left for the next run to clear: ${failure_messageOf(failure)}`);
    }
}

;// CONCATENATED MODULE: ./lib/actions/snapshot.js



















async function takeSnapshot(inputs, context, ports, program) {
    const story = new Story(inputs, context, ports, program);
    const readOnly = whyReadOnly(inputs, context);
    if (readOnly !== undefined)
        return reportSkipped(story, readOnly);
    try {
        return await copyToCache(story, await snapshot_take(story));
    }
    catch (thrown) {
        const error = await withShortage(ports.volume, thrown);
        throw story.publishedId === '' ? error : afterPublishing(story.publishedId, error);
    }
}
const noFiles = 'The source holds no files.';
async function snapshot_take(story) {
    const series = story.ports.volume.series(story.inputs.name);
    const lock = new SeriesLock(story, series);
    try {
        return await takeUnder(story, series, lock);
    }
    finally {
        await lock.release();
    }
}
async function takeUnder(story, series, lock) {
    const { inputs, ports } = story;
    const early = ports.volume.isSlowToAnswer ? readAhead(series) : undefined;
    const isThere = early?.then(newest => newest !== undefined);
    const source = await story.phase('Check', () => prepare(story, lock, isThere));
    if (source === undefined)
        return reportSkipped(story, 'The source is missing.');
    const read = () => story.phase('Read the source', async () => {
        const scan = await readSource(inputs, ports, story, source);
        return scan && new Once(scan);
    });
    const ahead = new Once(early ?? readAhead(series));
    let scan = await read();
    if (scan === undefined)
        return reportSkipped(story, noFiles);
    if (inputs.dryRun)
        return await snapshot_dryRun(inputs, ports, story, series, scan, ahead);
    await story.phase('Lock the series', () => lock.taken());
    if (lock.hasWaited)
        scan = await read();
    if (scan === undefined)
        return reportSkipped(story, noFiles);
    return await takeLocked(inputs, ports, story, series, source, scan, ahead);
}
function afterPublishing(id, error) {
    const kind = error instanceof Failure ? error.kind : 'stored';
    const what = kind === 'cancelled' ? 'The run was cancelled after that.' : `What came after it failed: ${failure_messageOf(error)}`;
    return new Failure(kind, `Snapshot ${id} is complete and published. ${what}`, kind === 'cancelled' ? {} : { cause: error });
}
async function takeLocked(inputs, ports, story, series, source, scan, ahead) {
    const { begun, left } = await series.clear();
    if (begun.length > 0)
        story.note(`What an interrupted run had begun was cleared: ${begun.join(', ')}.`);
    if (left.length > 0)
        story.warn(cannotDelete(left));
    const listed = await listCurrentFirst(story, series);
    await repairLatest(story, series, listed[0]);
    const free = ports.volume.free();
    free.catch(() => undefined);
    const planned = await story.phase('Plan', () => snapshot_plan(inputs, ports, story, series, listed, scan, ahead));
    const index = indexToKeep(story, series, scan.take());
    const current = listed[0]?.record;
    if (current !== undefined && inputs.skipIfUnchanged && (await isUnchanged(story, series, current, planned.peek()))) {
        await keepIndex(story, series, index);
        return await unchanged(story, series, current, planned.take());
    }
    checkShrink(inputs, planned.peek());
    await checkRoom({ name: ports.volume.name, free: () => free }, planned.peek(), story.hardLinksWork);
    const taken = await store(story, series, source, planned);
    const { id } = taken.record;
    const recount = taken.record.causes.some(({ cause }) => cause === 'altered');
    await keepIndex(story, series, index);
    await series.countAdded({ id, bytes: taken.seriesBytesAdded, recount });
    const retained = await snapshot_retention(story, series);
    await page(story, series);
    return await reportCreated(story, series, taken, retained);
}
async function unchanged(story, series, current, planned) {
    const retained = await snapshot_retention(story, series);
    await page(story, series);
    return await reportUnchanged(story, series, current, planned, retained);
}
async function page(story, series) {
    const { inputs, ports, program } = story;
    if (!inputs.page)
        return;
    try {
        await writeSeriesPage(series, { volume: inputs.volume, now: ports.clock.now(), program });
    }
    catch (error) {
        if (error instanceof Failure && error.kind === 'cancelled')
            throw error;
        story.warn(`The page of the series could not be written: ${failure_messageOf(error)}`);
    }
}
async function snapshot_retention(story, series) {
    const { inputs, ports } = story;
    if (!inputs.retention.prune)
        return undefined;
    return await story.phase('Retain', async () => {
        try {
            const retained = await retain(ports.volume, series, inputs.retention, ports.clock.now());
            for (const warning of retained.warnings)
                story.warn(warning);
            for (const { id, decision, reasons } of retained.verdicts)
                ports.reporter.info(`${decision} ${id}: ${reasons.join(', ')}`);
            return retained;
        }
        catch (error) {
            if (error instanceof Failure && error.kind === 'cancelled')
                throw error;
            story.warn(`Retention could not be applied, and is tried again by the next run: ${failure_messageOf(error)}`);
            return undefined;
        }
    });
}
async function snapshot_plan(inputs, ports, story, series, listed, scan, ahead) {
    const chosen = await chooseBases(ports.volume, series, listed, inputs.linkFrom, ports.reporter, await ahead.take());
    await aTurn();
    let planned = planFor(inputs, scan.peek(), chosen);
    const { bases, warnings } = await chosen.sound;
    for (const warning of [...chosen.warnings, ...warnings])
        story.warn(warning);
    if (warnings.length > 0)
        planned = planFor(inputs, scan.peek(), { ...chosen, bases });
    const { base } = planned;
    ports.reporter.info(base === undefined
        ? 'The first snapshot of this series: everything is stored.'
        : `Compared with ${base.series}/${base.id}`);
    return new Once(planned);
}
async function snapshot_dryRun(inputs, ports, story, series, scan, ahead) {
    const listed = await listCurrentFirst(story, series);
    const planned = (await story.phase('Plan', () => snapshot_plan(inputs, ports, story, series, listed, scan, ahead))).take();
    checkShrink(inputs, planned);
    await checkRoom(ports.volume, planned, story.hardLinksWork);
    if (inputs.retention.prune) {
        const outlook = await foresee(ports.volume, series, inputs.retention, ports.clock.now());
        const doomed = outlook.plan.verdicts.filter(isRemoved);
        if (doomed.length > 0)
            story.note(`Retention would remove ${doomed.map(({ id }) => id).join(', ')}.`);
    }
    return await reportDryRun(story, series, planned);
}

;// CONCATENATED MODULE: ./lib/adapters/disk-under.js




const network = new Set([
    ...[
        'nfs',
        'nfs4',
        'cifs',
        'smb3',
        'smbfs',
        'ncpfs',
        'afs',
        'ceph',
        '9p',
        'lustre',
        'gpfs',
        'beegfs',
        'ocfs2',
        'gfs2'
    ],
    ...[
        'sshfs',
        'ceph',
        'glusterfs',
        's3fs',
        'rclone',
        'gcsfuse',
        'blobfuse',
        'blobfuse2',
        'mount-s3',
        'davfs',
        'juicefs'
    ].map(name => `fuse.${name}`)
]);
const kernelHere = { mounts: readMounts, sys: '/sys' };
function diskUnder(path, kernel = kernelHere) {
    try {
        return lookUnder(path, kernel, 0);
    }
    catch {
        return { kind: 'unknown', filesystem: 'unknown' };
    }
}
const disk_under_deepest = 8;
function lookUnder(path, kernel, depth) {
    const mount = mountOf(kernel.mounts(), pathFromText((0,external_node_fs_.realpathSync)(path)));
    if (mount === undefined || depth > disk_under_deepest)
        return { kind: 'unknown', filesystem: mount?.filesystem ?? 'unknown' };
    const { filesystem } = mount;
    if (network.has(filesystem))
        return { kind: 'network', filesystem };
    const device = deviceOf(mount);
    return device === undefined ? { kind: 'unknown', filesystem } : { ...kindOf(device, kernel, depth), filesystem };
}
function deviceOf({ device, source }) {
    if (!device.startsWith('0:'))
        return device;
    if (!source.startsWith('/'))
        return undefined;
    const { rdev } = (0,external_node_fs_.statSync)(fsPath(source), { bigint: true });
    if (rdev === 0n)
        return undefined;
    const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn);
    const minor = (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn);
    return `${major}:${minor}`;
}
function kindOf(device, kernel, depth) {
    const own = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(kernel.sys, 'dev/block', device));
    return kindOfBlock((0,external_node_fs_.existsSync)((0,external_node_path_.join)(own, 'partition')) ? (0,external_node_path_.dirname)(own) : own, kernel, depth);
}
function kindOfBlock(block, kernel, depth) {
    if (depth > disk_under_deepest)
        return { kind: 'unknown' };
    const backing = (0,external_node_path_.join)(block, 'loop/backing_file');
    if ((0,external_node_fs_.existsSync)(backing))
        return lookUnder((0,external_node_fs_.readFileSync)(backing, 'utf8').trimEnd(), kernel, depth + 1);
    const slaves = disk_under_namesIn((0,external_node_path_.join)(block, 'slaves')).map(name => (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(block, 'slaves', name)));
    if (slaves.length > 0) {
        const kinds = slaves.map(slave => kindOfBlock(wholeDisk(slave), kernel, depth + 1).kind);
        return { kind: ['rotational', 'network', 'unknown'].find(kind => kinds.includes(kind)) ?? 'solid' };
    }
    const isRotational = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(block, 'queue/rotational'), 'utf8').trim() === '1';
    if (!isRotational)
        return { kind: 'solid' };
    return { kind: isVirtual(block) ? 'unknown' : 'rotational' };
}
const wholeDisk = (block) => ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(block, 'partition')) ? (0,external_node_path_.dirname)(block) : block);
const isVirtual = (block) => /\/(?:vd|xvd)[a-z]+$/.test(block);
const disk_under_namesIn = (directory) => (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false })?.isDirectory() === true ? (0,external_node_fs_.readdirSync)(directory) : [];

;// CONCATENATED MODULE: ./lib/core/jobs.js

const mostLocal = 8;
const [fewestRemote, mostRemote] = [8, 16];
const onRotating = 2;
const filesEach = 250;
const bytesEach = 64 * 1024 * 1024;
function chooseJobs(cores, disk, work) {
    const { jobs, why } = byDisk(Math.max(1, cores), disk);
    if (work === undefined)
        return { jobs, why };
    const useful = Math.max(1, Math.ceil(work.files / filesEach), Math.ceil(work.bytes / bytesEach));
    const load = `${countOf(work.files, 'file', 'files')} of ${units_formatBytes(work.bytes)}`;
    return useful < jobs
        ? { jobs: useful, why: `${load} give no more of them enough to do` }
        : { jobs, why: `${why}, for ${load}` };
}
function byDisk(cores, { kind, filesystem }) {
    const has = `${units_formatCount(cores)} ${cores === 1 ? 'core' : 'cores'}`;
    const local = Math.min(Math.max(cores, 2), mostLocal);
    switch (kind) {
        case 'network':
            return {
                jobs: Math.min(Math.max(cores * 4, fewestRemote), mostRemote),
                why: `the volume is on a network (${filesystem}), where threads mostly wait`
            };
        case 'rotational':
            return { jobs: onRotating, why: 'the disk under the volume rotates, so that more would wait for its head' };
        case 'solid':
            return { jobs: local, why: `there are ${has} and the disk under the volume does not rotate` };
        case 'unknown':
            return { jobs: local, why: `there are ${has}, and nothing is known of the disk under the volume (${filesystem})` };
    }
}

;// CONCATENATED MODULE: ./lib/adapters/parallelism.js


function autoParallelism(pool, disk, reporter, cores = (0,external_node_os_.availableParallelism)()) {
    pool.resize(chooseJobs(cores, disk).jobs);
    return {
        settle: work => {
            const chosen = chooseJobs(cores, disk, work);
            pool.resize(chosen.jobs);
            reporter.info(`jobs: auto takes ${chosen.jobs}, because ${chosen.why}.`);
            return chosen;
        }
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(975);
;// CONCATENATED MODULE: ./lib/adapters/source-ahead.js

function sourceAhead(source, request, hash) {
    let onProgress = () => undefined;
    const resolved = source.resolve(request);
    const scanned = resolved.then(async (found) => {
        if (found.missing.length > 0)
            return undefined;
        return await source.scan(found, hash, progress => {
            onProgress(progress);
        });
    });
    for (const promise of [resolved, scanned])
        promise.catch(() => undefined);
    let isTaken = false;
    const isMeant = async (found, wantsHash, index) => !isTaken && wantsHash === hash && index === undefined && found === (await resolved.catch(() => undefined));
    return {
        resolve: asked => ((0,external_node_util_.isDeepStrictEqual)(asked, request) ? resolved : source.resolve(asked)),
        scan: async (found, wantsHash, tell, index) => {
            if (!(await isMeant(found, wantsHash, index)))
                return await source.scan(found, wantsHash, tell, index);
            isTaken = true;
            onProgress = tell;
            return (await scanned) ?? (await source.scan(found, wantsHash, tell));
        },
        look: (...given) => source.look(...given)
    };
}

;// CONCATENATED MODULE: ./lib/core/report/clones.js

function clonesSentence(clones) {
    if (clones === undefined || clones.files === 0)
        return [];
    const { files, bytesOnDisk, bytesWritten } = clones;
    const what = countOf(files, 'large file shares', 'large files share');
    return [
        `${what} unchanged blocks with the version before: ${units_formatBytes(bytesWritten)} of ${units_formatBytes(bytesOnDisk)} were written. \`du\` counts such files in full.`
    ];
}

;// CONCATENATED MODULE: ./lib/core/report/cache-copy.js


const isCopied = ({ state }) => state !== 'failed';
function cacheCopyFacts(copy) {
    switch (copy?.state) {
        case 'copied':
            return [
                `A copy is in the GitHub Actions cache: ${units_formatBytes(copy.bytes)} of files went there, as ${inBackticks(copy.key, 300)}.`
            ];
        case 'present':
            return [`A copy is in the GitHub Actions cache: its files were there already, as ${inBackticks(copy.key, 300)}.`];
        default:
            return [];
    }
}

;// CONCATENATED MODULE: ./lib/core/report/outputs.js



const snapshotOutputNames = (/* unused pure expression or super */ null && ([
    'status',
    'snapshot',
    'snapshot-path',
    'latest-path',
    'base',
    'changed',
    'files',
    'files-linked',
    'files-copied',
    'files-added',
    'files-changed',
    'files-moved',
    'files-removed',
    'bytes',
    'bytes-linked',
    'bytes-added',
    'savings-percent',
    'series-snapshots',
    'series-bytes',
    'series-bytes-on-disk',
    'series-savings-percent',
    'kept',
    'pruned',
    'pruned-ids',
    'bytes-freed',
    'free-bytes',
    'free-inodes',
    'digest',
    'cache-copied',
    'cache-key',
    'duration-ms',
    'report'
]));
function snapshotOutputs(report, reportPath) {
    const { counts, bytes, totals, retention, free, cacheCopy } = report;
    const measured = (value) => (isMeasured(report) ? String(value) : '');
    return {
        status: report.status,
        snapshot: report.snapshot,
        'snapshot-path': report.snapshotPath,
        'latest-path': report.latestPath,
        base: report.base?.id ?? '',
        changed: measured(report.changed),
        files: measured(counts.files),
        'files-linked': measured(counts.filesLinked),
        'files-copied': measured(counts.filesCopied),
        'files-added': measured(counts.filesAdded),
        'files-changed': measured(counts.filesChanged),
        'files-moved': measured(counts.filesMoved),
        'files-removed': measured(counts.filesRemoved),
        bytes: measured(bytes.bytes),
        'bytes-linked': measured(bytes.bytesLinked),
        'bytes-added': measured(bytes.bytesAdded),
        'savings-percent': measured(percentText(shareOf(bytes.bytesLinked, bytes.bytes))),
        'series-snapshots': measured(totals.snapshots),
        'series-bytes': measured(totals.bytes),
        'series-bytes-on-disk': measured(totals.bytesOnDisk),
        'series-savings-percent': measured(percentText(savedShare(totals.bytes, totals.bytesOnDisk))),
        kept: measured(retention.kept),
        pruned: String(retention.prunedIds.length),
        'pruned-ids': JSON.stringify(retention.prunedIds),
        'bytes-freed': String(retention.bytesFreed),
        'free-bytes': measured(free.bytes),
        'free-inodes': measured(free.inodes ?? ''),
        digest: report.digest,
        'cache-copied': cacheCopy === undefined ? '' : String(isCopied(cacheCopy)),
        'cache-key': cacheCopy !== undefined && isCopied(cacheCopy) ? cacheCopy.key : '',
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}
const shareOf = (part, whole) => (whole === 0 ? 0 : part / whole);
const savedShare = (fullBytes, storedBytes) => Math.max(0, shareOf(fullBytes - storedBytes, fullBytes));

;// CONCATENATED MODULE: ./lib/core/report/figures.js






function figureRows(report) {
    const columns = [ofSnapshot(report), ofSeries(report)].filter(column => column !== undefined);
    if (columns.length === 0)
        return [];
    const nothingToCompare = report.base === undefined && columns.every(({ figures }) => figures.linked === 0);
    const row = (label, show) => [
        label,
        ...columns.map(({ figures }) => show(figures))
    ];
    const head = ['', ...columns.map(column => column.title)];
    const files = row('Files', figures => units_formatCount(figures.files));
    const stored = row('Stored on the disk', figures => units_formatBytes(figures.storedBytes));
    if (nothingToCompare)
        return [head, files, stored];
    return [
        head,
        files,
        row('Linked, not copied', figures => withShare(units_formatCount(figures.linked), shareOf(figures.linked, figures.files))),
        row('Full copies would take', figures => units_formatBytes(figures.fullBytes)),
        stored,
        row('Saved', ({ fullBytes, storedBytes }) => withShare(units_formatBytes(Math.max(0, fullBytes - storedBytes)), savedShare(fullBytes, storedBytes)))
    ];
}
function ofSnapshot({ status, counts, bytes }) {
    if (status !== 'created' && status !== 'dry-run')
        return undefined;
    return {
        title: status === 'created' ? 'This snapshot' : 'A snapshot now',
        figures: {
            files: counts.files,
            linked: counts.filesLinked,
            fullBytes: bytes.bytesOnDisk,
            storedBytes: bytes.bytesAdded
        }
    };
}
function ofSeries({ status, totals, history }) {
    if (totals.snapshots === 0 || (totals.snapshots === 1 && status === 'created'))
        return undefined;
    return {
        title: `Whole series (${countOf(totals.snapshots, 'snapshot', 'snapshots')})`,
        figures: {
            files: history.reduce((sum, point) => sum + point.files, 0),
            linked: history.reduce((sum, point) => sum + point.filesLinked, 0),
            fullBytes: totals.bytes,
            storedBytes: totals.bytesOnDisk
        }
    };
}
const withShare = (text, share) => `${text} (${formatPercent(share)})`;
function figures_facts(report) {
    const { free } = report;
    return [
        ...where(report),
        ...changes(report),
        ...clonesSentence(report.clones),
        ...retained(report),
        ...figures_marks(report),
        ...cacheCopyFacts(report.cacheCopy),
        ...foreign(report),
        ...(!isMeasured(report)
            ? []
            : [
                free.inodes === undefined
                    ? `The volume has ${units_formatBytes(free.bytes)} left.`
                    : `The volume has ${units_formatBytes(free.bytes)} and ${countOf(free.inodes, 'inode', 'inodes')} left.`
            ]),
        `The run took ${formatDuration(report.durationMs)}${figures_longest(report)}.`
    ];
}
const where = ({ status, snapshotPath }) => status === 'created'
    ? [`It is a plain directory, ${inBackticks(snapshotPath, 300)}, and \`latest\` points to it.`]
    : [];
function changes({ status, base, counts }) {
    if (base === undefined || (status !== 'created' && status !== 'dry-run'))
        return [];
    const parts = [
        [counts.filesAdded, 'added'],
        [counts.filesChanged, 'changed'],
        [counts.filesMoved, 'moved'],
        [counts.filesRemoved, 'removed']
    ].filter(([count]) => count > 0);
    if (parts.length === 0)
        return [];
    const list = parts.map(([count, done], index) => index === 0 ? `${countOf(count, 'file', 'files')} ${done}` : `${units_formatCount(count)} ${done}`);
    return [`Since ${display_showText(base.id)}: ${list.join(', ')}.`];
}
function retained({ status, retention: { kept, prunedIds, bytesFreed } }) {
    if (kept === 0 && prunedIds.length === 0)
        return [];
    if (status === 'dry-run' && prunedIds.length === 0)
        return [];
    const keeps = `Retention ${status === 'dry-run' ? 'would keep' : 'keeps'} ${countOf(kept, 'snapshot', 'snapshots')}`;
    if (prunedIds.length === 0)
        return [`${keeps}.`];
    const named = prunedIds.slice(0, 3).map(id => display_showText(id));
    const more = prunedIds.length > named.length ? `, and ${units_formatCount(prunedIds.length - named.length)} more` : '';
    const list = `${named.join(', ')}${more}`;
    return [
        status === 'dry-run'
            ? `${keeps} and remove ${list}.`
            : `${keeps} and removed ${list}, which freed ${units_formatBytes(bytesFreed)}.`
    ];
}
function figures_marks({ pinned, tags }) {
    const named = tags.slice(0, 10).map(tag => inBackticks(tag, 40));
    const more = tags.length > named.length ? ` and ${units_formatCount(tags.length - named.length)} more` : '';
    return [
        ...(pinned ? ['It is pinned: retention never removes it.'] : []),
        ...(named.length > 0 ? [`${tags.length === 1 ? 'Tag' : 'Tags'}: ${named.join(', ')}${more}.`] : [])
    ];
}
function foreign({ foreign = 0 }) {
    if (foreign === 0)
        return [];
    return foreign === 1
        ? ['1 directory here looks like a snapshot but has no readable record; it is left alone.']
        : [`${units_formatCount(foreign)} directories here look like snapshots but have no readable record; they are left alone.`];
}
function figures_longest({ phases, durationMs }) {
    const slowest = phases.reduce((most, phase) => (phase.ms > most.ms ? phase : most), { phase: '', ms: 0 });
    if (slowest.phase === '' || slowest.ms * 2 < durationMs)
        return '';
    return `, most of it in “${display_showText(slowest.phase, 60)}” (${formatDuration(slowest.ms)})`;
}

;// CONCATENATED MODULE: ./lib/core/report/history.js




const shownPoints = 14;
const history_lastPoints = (history) => history.slice(-shownPoints);
const history_isWorthAChart = (points) => points.length > 1 && points.some(point => point.bytesOnDisk > 0);
const ourId = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d{1,6})?$/;
const labelForms = [
    id => id.slice(5, 10),
    id => `${id.slice(5, 10)} ${id.slice(11, 16).replace('-', ':')}`,
    id => `${id.slice(5, 10)} ${id.slice(11, 19).replaceAll('-', ':')}${id.slice(20)}`,
    id => id
];
function pointLabels(points) {
    if (points.every(point => ourId.test(point.id)))
        for (const form of labelForms) {
            const labels = points.map(point => form(point.id));
            if (new Set(labels).size === labels.length)
                return labels;
        }
    return points.map((_, index) => String(index + 1));
}
const palette = { full: '#8c959f', stored: '#1f6feb' };
function mermaidChart(points) {
    const top = Math.max(...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)));
    const unit = unitFor(top);
    const values = (bytes) => points.map(point => inUnit(bytes(point), unit.bytes)).join(', ');
    const labels = pointLabels(points);
    const lying = labels.some(label => label.length > 5);
    const settings = {
        xyChart: lying ? { width: 900, height: 80 + 24 * points.length } : { width: 900, height: 300 },
        themeVariables: {
            xyChart: { backgroundColor: 'transparent', plotColorPalette: `${palette.full}, ${palette.stored}` }
        }
    };
    return [
        '```mermaid',
        `%%{init: ${JSON.stringify(settings)}}%%`,
        lying ? 'xychart-beta horizontal' : 'xychart-beta',
        `  x-axis [${labels.map(label => `"${label}"`).join(', ')}]`,
        `  y-axis "${unit.name}" 0 --> ${inUnit(top * 1.05, unit.bytes)}`,
        `  bar [${values(point => point.bytesOnDisk)}]`,
        `  bar [${values(point => point.bytesAdded)}]`,
        '```'
    ].join('\n');
}
const history_unitNames = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
function unitFor(bytes) {
    let unit = { name: 'B', bytes: 1 };
    for (const [power, name] of history_unitNames.entries())
        if (bytes >= 1024 ** power)
            unit = { name, bytes: 1024 ** power };
    return unit;
}
const inUnit = (bytes, unit) => String(Number((bytes / unit).toFixed(2)));
const historyRows = (points) => [
    ['Snapshot', 'Files', 'Linked', 'Full copy', 'Newly stored', 'Saved'],
    ...points
        .map(point => [
        display_showText(point.id, 40) + (point.pinned ? ' (pinned)' : ''),
        units_formatCount(point.files),
        formatPercent(shareOf(point.filesLinked, point.files)),
        units_formatBytes(point.bytesOnDisk),
        units_formatBytes(point.bytesAdded),
        formatPercent(savedShare(point.bytesOnDisk, point.bytesAdded))
    ])
        .toReversed()
];
function history_textChart(points, width = 40) {
    const top = Math.max(1, ...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)));
    const labels = pointLabels(points);
    const rows = points.map((point, index) => [
        labels[index] ?? '',
        textBar((point.bytesAdded / top) * width, (point.bytesOnDisk / top) * width),
        formatBytes(point.bytesAdded),
        `of ${formatBytes(point.bytesOnDisk)}`
    ]);
    return aligned(rows, 'llrr');
}
const partialCells = '▏▎▍▌▋▊▉';
function textBar(stored, full) {
    const eighths = stored === 0 ? 0 : Math.max(1, Math.round(stored * 8));
    const solid = '█'.repeat(Math.floor(eighths / 8)) + partialCells.charAt((eighths % 8) - 1);
    return solid + '░'.repeat(Math.max(0, Math.round(full) - solid.length));
}

;// CONCATENATED MODULE: ./lib/core/report/largest.js
function largestFiles({ status, base, largest }, limit) {
    if (largest.length === 0 || (status !== 'created' && status !== 'dry-run'))
        return undefined;
    const files = largest.slice(0, limit);
    const withCauses = base !== undefined || files.some(file => file.cause !== 'new');
    const newly = withCauses ? 'newly stored ' : '';
    return { title: `Largest ${status === 'dry-run' ? 'files to be stored' : `${newly}files`}`, files, withCauses };
}

;// CONCATENATED MODULE: ./lib/core/report/outcome.js



function outcome_outcomeOf(report) {
    const id = display_showText(report.snapshot);
    switch (report.status) {
        case 'created':
            return { heading: `Snapshot ${id} created`, sentence: whatWasStored(report) };
        case 'unchanged':
            return {
                heading: `Unchanged since ${id}`,
                sentence: `No new snapshot was needed: snapshot ${id} already holds the same${whatIsHeld(report)}.`
            };
        case 'skipped':
            return {
                heading: 'Skipped: no snapshot was taken',
                sentence: display_showText(report.reason ?? 'Nothing was written.', 500)
            };
        case 'dry-run':
            return { heading: 'Dry run: nothing was written', sentence: whatWouldBeStored(report) };
    }
}
function whatWasStored(report) {
    const { counts, bytes } = report;
    const added = units_formatBytes(bytes.bytesAdded);
    const full = units_formatBytes(bytes.bytesOnDisk);
    const base = outcome_baseOf(report);
    if (counts.files === 0)
        return `It holds ${holds(report)}.`;
    if (base === undefined)
        return `The first snapshot of this series: ${allFiles(report)} ${counts.files === 1 ? 'was' : 'were'} stored, ${added} on the disk.${duplicates(report)} The next one stores only what changes.`;
    if (!report.changed && counts.filesCopied > 0 && counts.filesLinked > 0)
        return `Nothing changed, yet only ${linkedOf(report)} could be linked to ${base}; ${added} were stored instead of ${full}.`;
    if (!report.changed && counts.filesLinked > 0)
        return `Nothing changed: ${allFiles(report)} ${counts.files === 1 ? 'is a link' : 'are links'} to ${base}; ${added} were stored instead of ${full}.`;
    if (counts.filesLinked === 0)
        return counts.files === 1
            ? `Nothing was saved: the only file could not be linked to ${base}, so all ${added} were stored again.`
            : `Nothing was saved: none of the ${units_formatCount(counts.files)} files could be linked to ${base}, so all ${added} were stored again.`;
    return `${linkedOf(report)} ${counts.filesLinked === 1 ? 'was' : 'were'} linked to ${base} instead of copied; ${added} were stored instead of ${full}.`;
}
function whatWouldBeStored(report) {
    const { counts, bytes } = report;
    const added = units_formatBytes(bytes.bytesAdded);
    const base = outcome_baseOf(report);
    if (counts.files === 0)
        return `A snapshot now would hold ${holds(report)}.`;
    if (base === undefined)
        return `A snapshot now would be the first of this series and store ${allFiles(report)}, about ${added}.${duplicates(report)}`;
    const changes = report.changed ? '' : 'Nothing has changed. ';
    return counts.filesLinked === 0
        ? `${changes}A snapshot now could link nothing to ${base} and would store all ${added} again.`
        : `${changes}A snapshot now would link ${linkedOf(report)} to ${base} and store about ${added} instead of ${units_formatBytes(bytes.bytesOnDisk)}.`;
}
const duplicates = ({ counts }) => counts.filesLinked === 0
    ? ''
    : ` ${countOf(counts.filesLinked, 'file is a duplicate', 'files are duplicates')}, stored once.`;
function outcome_baseOf({ base, series }) {
    if (base === undefined)
        return undefined;
    return base.series === series
        ? `snapshot ${display_showText(base.id)}`
        : `snapshot ${display_showText(base.id)} of ${inBackticks(base.series)}`;
}
const allFiles = ({ counts }) => counts.files === 1 ? 'the only file' : `all ${units_formatCount(counts.files)} files`;
function holds({ counts }) {
    if (counts.files > 0)
        return countOf(counts.files, 'file', 'files');
    const directories = countOf(counts.directories, 'directory', 'directories');
    return counts.symlinks === 0
        ? `no files, only ${directories}`
        : `no files, only ${directories} and ${countOf(counts.symlinks, 'symlink', 'symlinks')}`;
}
function whatIsHeld(report) {
    const { files } = report.counts;
    if (files === 0)
        return `: ${holds(report)}`;
    return files === 1 ? ' single file' : ` ${holds(report)}`;
}
const linkedOf = ({ counts }) => `${units_formatCount(counts.filesLinked)} of ${countOf(counts.files, 'file', 'files')} (${formatPercent(shareOf(counts.filesLinked, counts.files))})`;

;// CONCATENATED MODULE: ./lib/core/report/log.js












const loggedFiles = 5;
const summarisedFiles = 10;
const logSummary = (report) => log_lines([log_outcome(report), figures(report), clonesSentence(report.clones), causes(report), log_largest(report, loggedFiles)]);
function summaryAsText(report) {
    const sections = [
        log_outcome(report),
        bounded(report.warnings).map(warning => `! ${warning}`),
        figures(report),
        [...facts(report), ...bounded(report.notes)].map(sentence => `- ${sentence}`),
        causes(report),
        log_largest(report, summarisedFiles),
        omissions(report),
        log_history(report),
        log_byHand(report)
    ];
    return `${log_lines(sections).join('\n')}\n`;
}
const log_lines = (sections) => sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine);
function log_outcome(report) {
    const { heading, sentence } = outcome_outcomeOf(report);
    return [heading, sentence];
}
const figures = (report) => log_columns(figureRows(report), 'lrr');
function causes(report) {
    const title = causesTitle(report);
    if (title === '')
        return [];
    const rows = causeRows(report).slice(1);
    return [
        title,
        ...log_columns(rows.map(([because = '', files = '', size = '', advice = '']) => [files, size, `${because}: ${advice}`]), 'rrl')
    ];
}
function log_largest(report, limit) {
    const shown = largestFiles(report, limit);
    if (shown === undefined)
        return [];
    const rows = shown.files.map(({ path, bytes, cause }) => [
        units_formatBytes(bytes),
        ...(shown.withCauses ? [causeLabel(cause)] : []),
        display_showName(path)
    ]);
    return [shown.title, ...log_columns(rows, 'rll')];
}
function omissions(report) {
    const omitted = leftOut(report);
    if (omitted === undefined)
        return [];
    const rows = omitted.groups.map(group => [
        showText(group.why, 60),
        formatCount(group.count),
        group.first.map(path => showName(path, 80)).join(', ') + moreNames(group)
    ]);
    return ['Left out', ...omitted.sentences, ...log_columns(rows, 'lrl')];
}
function log_history(report) {
    const points = lastPoints(report.history);
    return isWorthAChart(points)
        ? ['History of the series (█ newly stored, ░ shared with earlier ones)', ...textChart(points).map(log_indented)]
        : [];
}
function log_byHand(report) {
    const restore = restoreByHand(report);
    if (restore === undefined)
        return [];
    return [
        'Restore by hand',
        ...(restore.command === undefined ? [] : [log_indented(restore.command)]),
        log_indented(restore.sentence)
    ];
}
const log_indented = (line) => `  ${line}`;
const log_columns = (rows, alignment) => rows_aligned(rows, alignment).map(log_indented);

;// CONCATENATED MODULE: ./lib/core/report/left-out.js

const shownReasons = 10;
const left_out_shownNames = 3;
function left_out_leftOut({ secrets, specials }) {
    if (secrets.length + specials.length === 0)
        return undefined;
    const groups = [...grouped(secrets), ...grouped(specials)];
    return {
        groups: groups.slice(0, shownReasons),
        sentences: [
            ...ofSecrets(secrets.length),
            ...ofSpecials(specials.length),
            ...ofMoreReasons(groups.length - shownReasons)
        ]
    };
}
function ofSecrets(count) {
    if (count === 0)
        return [];
    const they = count === 1 ? 'it' : 'they';
    return [
        `${countOf(count, 'path looks like a secret', 'paths look like secrets')}. With \`exclude-secrets: false\` ${they} would be kept, readable for everybody who can read the volume.`
    ];
}
const ofSpecials = (count) => count === 0
    ? []
    : [
        `${countOf(count, 'path is no file', 'paths are no files')}: sockets, FIFOs and devices hold nothing that could be kept.`
    ];
const ofMoreReasons = (count) => count <= 0 ? [] : [`${countOf(count, 'more reason is', 'more reasons are')} in the JSON report.`];
function grouped(items) {
    const groups = new Map();
    for (const { why, path } of items) {
        const group = groups.get(why) ?? { why, count: 0, first: [] };
        groups.set(why, group);
        group.count += 1;
        if (group.first.length < left_out_shownNames)
            group.first.push(path);
    }
    return [...groups.values()].sort((a, b) => b.count - a.count);
}
const left_out_moreNames = ({ count, first }) => count > first.length ? ` and ${units_formatCount(count - first.length)} more` : '';

;// CONCATENATED MODULE: ./lib/core/report/summary.js












const summaryLimitBytes = (/* unused pure expression or super */ null && (200 * 1024));
const shownFiles = 10;
function snapshotSummary(report) {
    const { heading, sentence } = outcome_outcomeOf(report);
    const sections = [
        `## ${markdownSentence(heading)}`,
        `**${markdownSentence(sentence)}**`,
        ...alert_alert(report.warnings),
        ...summary_figures(report),
        ...summary_causes(report),
        ...summary_largest(report),
        ...summary_omissions(report),
        ...summary_history(report),
        ...summary_byHand(report),
        summary_footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function summary_figures(report) {
    const rows = figureRows(report);
    const emphasised = rows.map(row => (row[0] === 'Saved' ? row.map(strong) : row.map(summary_plain)));
    const sentences = [...figures_facts(report), ...bounded_bounded(report.notes)];
    return [
        ...(rows.length > 0 ? [markdownTable(emphasised, 'lrr')] : []),
        sentences.map(sentence => `- ${markdownSentence(sentence)}`).join('\n')
    ];
}
function summary_causes(report) {
    const title = causesTitle(report);
    return title === '' ? [] : [`### ${summary_plain(title)}`, markdownTable(summary_cells(causeRows(report)), 'lrrl')];
}
function summary_largest(report) {
    const shown = largestFiles(report, shownFiles);
    if (shown === undefined)
        return [];
    const because = (words) => (shown.withCauses ? [words] : []);
    const rows = shown.files.map(({ path, bytes, cause }) => [
        markdownCode(path),
        summary_plain(units_formatBytes(bytes)),
        ...because(summary_plain(causeLabel(cause)))
    ]);
    return [`### ${shown.title}`, markdownTable([['File', 'Size', ...because('Because')], ...rows], 'lrl')];
}
function summary_omissions(report) {
    const omitted = left_out_leftOut(report);
    if (omitted === undefined)
        return [];
    const rows = omitted.groups.map(group => [
        markdownText(group.why, 60),
        units_formatCount(group.count),
        group.first.map(path => markdownCode(path, 80)).join(', ') + left_out_moreNames(group)
    ]);
    return [
        '### Left out',
        omitted.sentences.map(text => markdownSentence(text)).join(' '),
        markdownTable([['Reason', 'Paths', 'First ones'], ...rows], 'lrl')
    ];
}
function summary_history(report) {
    const points = history_lastPoints(report.history);
    if (!history_isWorthAChart(points))
        return [];
    return [
        '### History of the series',
        'Grey is the size of a full copy, blue what was newly stored.',
        mermaidChart(points),
        '<details><summary>The same numbers as a table</summary>',
        markdownTable(summary_cells(historyRows(points)), 'lrrrrr'),
        '</details>'
    ];
}
function summary_byHand(report) {
    const restore = by_hand_restoreByHand(report);
    if (restore === undefined)
        return [];
    return [
        '### Restore by hand',
        ...(restore.command === undefined ? [] : [`\`\`\`sh\n${restore.command}\n\`\`\``]),
        summary_plain(restore.sentence)
    ];
}
function summary_footer({ series, volume, program, rsync }) {
    const parts = [
        `series ${markdownText(series)}`,
        `volume ${markdownText(volume)}`,
        `snapshot-action ${markdownText(program, 40)}`,
        ...(rsync === '' ? [] : [summary_plain(rsync)])
    ];
    return `<sub>${parts.join(' · ')}</sub>`;
}
const summary_plain = (text) => markdownSentence(text);
const strong = (text) => `**${summary_plain(text)}**`;
const summary_cells = (rows) => rows.map(row => row.map(summary_plain));

;// CONCATENATED MODULE: ./lib/wiring/snapshot.js

















async function snapshotWith(world) {
    const { env, context, reporter } = world;
    const inputs = readSnapshotInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const report = await takeSnapshot(inputs, context, await portsFor(world, inputs), program);
    return {
        log: logSummary(report),
        json: jsonReport(report),
        outputs: reportPath => snapshotOutputs(report, reportPath),
        ...(inputs.summary && { summary: snapshotSummary(report) })
    };
}
async function portsFor(world, inputs) {
    const { context, reporter } = world;
    const sourceOf = ({ parts, machine }) => localSource({ ...parts, tempDir: context.tempDir, keepOwners: machine.isRoot });
    const common = { clock: systemClock, reporter };
    if (whyReadOnly(inputs, context) !== undefined) {
        const unopened = unopenedVolume(world, inputs);
        return { ...common, volume: unopened.volume, machine: unopened.machine, source: sourceOf(unopened) };
    }
    let ahead;
    const opened = await openVolume(world, inputs, {
        begin: own => {
            own.parts.pool.start();
            ahead = sourceAhead(sourceOf(own), sourceRequest(inputs, context), inputs.compare === 'content');
        },
        series: inputs.name
    });
    const { volume, machine, parts, connection } = opened;
    parts.pool.start();
    return {
        ...common,
        volume,
        machine,
        source: ahead === undefined ? sourceOf(opened) : machine.isRoot ? ahead : withoutOwners(ahead),
        ...(inputs.cacheCopy && { copies: openCopies(world, parts) }),
        ...(inputs.jobs === undefined &&
            connection === undefined && {
            parallelism: autoParallelism(parts.pool, diskUnder(inputs.volume), reporter)
        })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/save.js



const save = {
    name: 'save',
    summary: 'take a snapshot, and apply retention',
    description: 'Takes a snapshot: files that did not change are hard links into the one before. What is published is complete and on stable storage, and a run that fails leaves everything as it was.',
    operands: [
        {
            input: 'path',
            shown: '<path...>',
            repeats: true,
            help: 'What to back up: one directory, whose contents become the top of the snapshot, or several files, directories and globs. An argument that starts with ! leaves out what it matches.'
        }
    ],
    groups: [
        {
            title: 'Where to',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series that the snapshot belongs to, a relative path on the volume.',
                    otherwise: 'in GitHub Actions <owner>/<repo>/<job>/<ref name>, else none'
                },
                {
                    input: 'link-from',
                    takes: '<series>',
                    repeats: true,
                    help: 'Further series to link against, newest snapshot of each.'
                },
                { input: 'require-hardlinks', help: 'Refuse a volume on which hard links do not work.' },
                {
                    input: 'require-mount',
                    help: 'Refuse a volume that is not a mount of its own, so that a missing mount never fills the disk below it.'
                },
                rule('lock-timeout', '<time>', 'How long to wait for another run that is writing the same series, in seconds, minutes or hours: 30s, 10m, 2h.')
            ]
        },
        {
            title: 'What of it',
            flags: [
                {
                    input: 'root',
                    takes: '<path>',
                    help: 'With several paths: the directory they are kept relative to.',
                    otherwise: 'the current directory'
                },
                { input: 'exclude', takes: '<pattern>', repeats: true, help: 'rsync patterns of what to leave out.' },
                {
                    input: 'include',
                    takes: '<pattern>',
                    repeats: true,
                    help: 'rsync patterns of what to keep although exclude or exclude-secrets would leave it out.'
                },
                rule('filter-file', '<path>', 'A file of rsync filter rules, for what exclude and include cannot say.'),
                {
                    input: 'exclude-secrets',
                    help: 'Leave out .git/, .env files, private keys and credential files, and say which.'
                },
                {
                    input: 'one-file-system',
                    help: 'Do not go into directories of path on which another filesystem is mounted.'
                },
                rule('if-no-files-found', '<what>', 'What to do when path has no files: error fails, warn and ignore store nothing, with and without a warning.'),
                rule('on-vanished', '<what>', 'What to do when files disappear while they are read, after one retry: error fails, warn stores the rest.')
            ]
        },
        {
            title: 'How',
            flags: [
                rule('compare', '<how>', 'How to find out what did not change. content compares SHA-256 sums and is right whatever a build does to file times; quick trusts size and time to the nanosecond, as rsync does.'),
                { input: 'skip-if-unchanged', help: 'Publish no snapshot when the newest one of the series holds the same.' },
                rule('max-shrink', '<share>', 'Fail when the snapshot has lost more than this share of the files or bytes of the one before, such as 50%.'),
                rule('min-link-ratio', '<share>', 'Warn when a smaller share of the files than this could be linked, such as 80%.'),
                {
                    input: 'tags',
                    takes: '<tag>',
                    repeats: true,
                    help: 'Words to find the snapshot by: up to 64 letters, digits, ., _ or -.'
                },
                { input: 'pin', help: 'Mark the snapshot as one that is never pruned.' },
                { input: 'verify', help: 'Read back and hash every newly stored file before the snapshot is published.' },
                rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
                {
                    input: 'rsync-args',
                    takes: '<option>',
                    repeats: true,
                    help: 'Further rsync options, from a list of harmless ones: --bwlimit=, --timeout=, --fsync, --preallocate, --whole-file, --block-size=, --max-size=, --min-size=, --cvs-exclude, --prune-empty-dirs.'
                },
                {
                    input: 'page',
                    help: 'Write a page for people into the series, index.html: sizes over time, a calendar with what retention will do, the largest changes, commands to restore.'
                },
                dryRun('Plan and report, but write nothing to the volume.')
            ]
        },
        {
            title: retention.title,
            flags: [{ input: 'prune', help: 'Apply retention after publishing.' }, ...retention.flags]
        },
        ssh
    ],
    examples: [
        { says: 'A directory', line: 'snapshot-action save dist --volume /mnt/backup --name octo/app' },
        {
            says: 'What would be stored, and why',
            line: 'snapshot-action save dist --volume /mnt/backup --name octo/app --dry-run'
        },
        {
            says: 'Two directories without their caches, two weeks back',
            line: "snapshot-action save /etc /srv --root / --exclude '*.cache' --keep-daily 14 --volume /mnt/backup --name host"
        },
        {
            says: 'One to keep',
            line: 'snapshot-action save dist --tags v1.2.0 --pin --volume /mnt/backup --name octo/app'
        }
    ],
    defaults: snapshotDefaults,
    run: snapshotWith
};

;// CONCATENATED MODULE: ./lib/inputs/verify-names.js

const verifyDefaults = {
    ...sshDefaults,
    snapshot: 'latest',
    subset: '100%',
    'on-damage': 'fail',
    jobs: 'auto',
    'lock-timeout': '10m',
    'dry-run': 'false',
    summary: 'true'
};
const verify_names_withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames];
const verifyInputNames = [
    ...verify_names_withoutDefault,
    ...Object.keys(verifyDefaults)
];

;// CONCATENATED MODULE: ./lib/actions/note-damage.js




async function noteDamage(run) {
    const cases = run.book.cases();
    const others = run.sharing.map(series => ({ series, whole: new Set(), isPartial: true }));
    for (const part of [...run.parts, ...others]) {
        const verdicts = {
            found: cases.flatMap(one => knownOf(one, part, run.ports.clock.now()) ?? []),
            whole: part.whole,
            isEverything: run.inputs.snapshot === 'all' && !run.isSample && !part.isPartial
        };
        const { damaged } = await part.series.knownDamage();
        if (isSameKnowledge(damaged, updateKnownDamage(damaged, verdicts)))
            continue;
        const obstacle = await whyNotNoted(run);
        if (obstacle === undefined)
            await note(run, part, verdicts);
        else
            notNoted(run, part, obstacle);
    }
}
function knownOf({ kind, ino, entry, names }, { series }, now) {
    const known = knownKinds.find(one => one === kind);
    const name = names.find(one => one.series === series.name);
    if (known === undefined || ino === undefined || entry?.sha256 === undefined || name === undefined)
        return undefined;
    const { sha256, size, storedMtimeNs } = entry;
    const { path, snapshot } = name;
    return { path, snapshot, kind: known, sha256, size, storedMtimeNs, ino, foundAt: now.toISOString() };
}
async function whyNotNoted({ inputs, context, ports }) {
    if (inputs.dryRun)
        return '"dry-run" is true';
    if (context.untrusted !== undefined)
        return context.untrusted;
    const { isWritable } = await ports.volume.state();
    return isWritable ? undefined : 'the volume cannot be written by this user';
}
async function note(run, part, verdicts) {
    const { series } = part;
    try {
        const lock = await series.lock(note_damage_holderOf(run), run.inputs.lockTimeoutMs, other => {
            run.ports.reporter.info(`Waiting for the series ${series.name}, which is being written by ${other}`);
        });
        try {
            const { damaged } = await series.knownDamage();
            const now = updateKnownDamage(damaged, verdicts);
            await series.keepDamage(now.slice(0, mostKnownDamage));
            if (now.length > mostKnownDamage) {
                run.isNoted = false;
                run.warn(`Of the damaged files of the series ${series.name}, only ${units_formatCount(mostKnownDamage)} could be noted: the next snapshot may link to others. Take none on this volume before it is mended.`);
            }
        }
        finally {
            await lock.release();
        }
    }
    catch (error) {
        const failure = failureOf(error);
        if (failure === undefined || failure.kind === 'cancelled')
            throw error;
        notNoted(run, part, failure_messageOf(error));
    }
}
function notNoted(run, { series }, why) {
    const sentence = `What was found in the series ${series.name} was not noted beside it, so the next snapshot does not know of it: ${why}`;
    run.isNoted = false;
    if (run.inputs.dryRun)
        run.note(sentence);
    else
        run.warn(sentence);
}
function note_damage_holderOf({ context, ports }) {
    const { run } = context;
    const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`);
    return `${who}, since ${ports.clock.now().toISOString()}`;
}

;// CONCATENATED MODULE: ./lib/actions/shared-damage.js


async function findSharedDamage(run) {
    for (const { series, device } of run.parts)
        await findIn(run, series, device, () => true);
    const verified = new Set(run.parts.map(({ series }) => series.name));
    const { volume } = run.ports;
    const links = await linksOf(run);
    for (const name of await volume.seriesNames()) {
        if (verified.has(name) || !validateSeriesName(name).ok)
            continue;
        if ([...links].every(([one, count]) => count <= one.names.length))
            return;
        const series = volume.series(name);
        if (await findIn(run, series, await series.device(), isOfInode))
            run.sharing.push(series);
    }
}
async function findIn({ book }, series, device, isMeant) {
    const names = await series.sharing(book.inodes(device, isMeant));
    for (const { id, path, ino } of names)
        book.share({ series: series.name, device, id }, ino, path);
    return names.length > 0;
}
const isOfInode = (kind) => knownKinds.some(known => known === kind);
async function linksOf({ book, ports }) {
    const links = new Map();
    for (const one of book.cases().filter(({ kind }) => isOfInode(kind))) {
        const { series, id } = one.place;
        const [held] = await ports.volume.series(series).tree(id).look([one.path]);
        if (held !== undefined && 'links' in held)
            links.set(one, held.links);
    }
    return links;
}

;// CONCATENATED MODULE: ./lib/core/verify-damage.js

const damageKinds = [
    'record',
    'manifest',
    'content',
    'size',
    'unreadable',
    'missing',
    'type',
    'target',
    'extra',
    'attributes'
];
const verify_damage_lost = new Set(['content', 'size', 'unreadable', 'missing', 'type']);
const touched = new Set(['extra', 'attributes']);
const isLost = (kind) => verify_damage_lost.has(kind);
const isTouched = (kind) => touched.has(kind);
function differenceOf(entry, held) {
    const { path } = entry;
    if (held === undefined)
        return { kind: 'missing', path, why: `a ${wordFor(entry.type)} is gone`, entry };
    const { ino } = held;
    if (held.type !== entry.type)
        return { kind: 'type', path, why: `a ${wordFor(held.type)} in the place of a ${wordFor(entry.type)}`, entry };
    if (held.target !== entry.target)
        return { kind: 'target', path, why: 'the symlink points elsewhere', entry };
    if (entry.type === 'file' && held.size !== entry.size) {
        const why = `${held.size} bytes instead of ${entry.size}${verify_damage_written(entry, held)}`;
        return { kind: 'size', path, why, entry, ino };
    }
    const why = verify_damage_attributesOf(entry, held);
    return why === '' ? undefined : { kind: 'attributes', path, why, entry, ino };
}
const rotten = (entry, held) => ({
    kind: 'content',
    path: entry.path,
    why: held.mtimeNs === entry.storedMtimeNs ? 'other bytes, same size and time' : `other bytes${verify_damage_written(entry, held)}`,
    entry,
    ino: held.ino
});
const isMtimeAlone = (entry, held) => held.mtimeNs !== entry.storedMtimeNs && verify_damage_attributesOf(entry, { ...held, mtimeNs: entry.storedMtimeNs }) === '';
const verify_damage_written = (entry, held) => held.mtimeNs === entry.storedMtimeNs ? '' : ', and a later or earlier time: somebody wrote to it';
function verify_damage_attributesOf(entry, held) {
    return [
        ...(entry.type === 'link' || held.mode === entry.mode
            ? []
            : [`mode ${held.mode.toString(8)} instead of ${entry.mode.toString(8)}`]),
        ...(entry.owner === undefined || sameOwner(entry.owner, held)
            ? []
            : [`owner ${ids(held)} instead of ${ids(entry.owner)}`]),
        ...(held.mtimeNs === entry.storedMtimeNs ? [] : ['another time of its last change'])
    ].join(', ');
}
const ids = ({ uid, gid }) => `${uid}:${gid}`;
const wordFor = (type) => verify_damage_words[type];
const verify_damage_words = {
    file: 'file',
    dir: 'directory',
    link: 'symlink',
    other: 'FIFO, socket or device'
};

;// CONCATENATED MODULE: ./lib/core/verify-book.js


class DamageBook {
    #cases = new Map();
    #byInode = new Map();
    add(place, finding) {
        const key = verify_book_keyOf(place, finding);
        let open = this.#cases.get(key);
        if (open === undefined) {
            const byName = new Map();
            open = {
                ...finding,
                place,
                byName,
                get names() {
                    return [...byName.values()].sort((a, b) => ownFirst(place, a, b) || verify_book_newestFirst(a, b));
                }
            };
            this.#cases.set(key, open);
            const inode = inodeOf(place, finding);
            if (inode !== undefined) {
                const known = this.#byInode.get(inode.key);
                if (known === undefined)
                    this.#byInode.set(inode.key, { ...inode, device: place.device, cases: [open] });
                else
                    known.cases.push(open);
            }
        }
        verify_book_note(open, place, finding.path);
    }
    share(place, ino, path) {
        for (const open of this.#byInode.get(inodeKey(place, ino))?.cases ?? [])
            verify_book_note(open, place, path);
    }
    inodes(device, isMeant = () => true) {
        const all = [...this.#byInode.values()].filter(one => one.device === device);
        return new Set(all.filter(({ cases }) => cases.some(({ kind }) => isMeant(kind))).map(({ ino }) => ino));
    }
    cases() {
        const order = (one) => damageKinds.indexOf(one.kind);
        const minor = new Set([...this.#byInode.values()]
            .filter(({ cases }) => cases.some(({ kind }) => !isTouched(kind)))
            .flatMap(({ cases }) => cases.filter(({ kind }) => isTouched(kind))));
        return [...this.#cases.values()]
            .filter(one => !minor.has(one))
            .sort((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    }
}
const verify_book_note = (open, { series, id }, path) => {
    const key = `${series} ${id} ${path}`;
    if (!open.byName.has(key))
        open.byName.set(key, { series, snapshot: id, path });
};
const ownFirst = ({ series }, a, b) => Number(b.series === series) - Number(a.series === series);
const verify_book_newestFirst = (a, b) => (a.series < b.series ? -1 : a.series > b.series ? 1 : 0) || compareSnapshotIds(b.snapshot, a.snapshot);
const inodeKey = ({ device }, ino) => `${device} ${ino}`;
const inodeOf = (place, { ino, entry }) => ino === undefined || entry?.type !== 'file' ? undefined : { key: inodeKey(place, ino), ino };
function verify_book_keyOf(place, finding) {
    const inode = inodeOf(place, finding);
    return inode === undefined
        ? [place.series, finding.kind, finding.path, finding.why].join('\0')
        : [inode.key, finding.kind, finding.entry?.sha256].join('\0');
}
const damageOf = ({ kind, path, why, place, names, entry, ino, below, wholeIn }) => ({
    kind,
    series: place.series,
    path,
    why,
    names,
    ...(entry?.type === 'file' && { size: entry.size }),
    ...(entry?.sha256 !== undefined && { sha256: entry.sha256 }),
    ...(ino !== undefined && { inode: ino }),
    below: below ?? 0,
    ...(wholeIn !== undefined && { wholeIn })
});

;// CONCATENATED MODULE: ./lib/core/verify-ledger.js
class InodeLedger {
    #contents = new Map();
    claim(ino, sha256) {
        const key = ino <= Number.MAX_SAFE_INTEGER ? Number(ino) : ino;
        const content = parseInt(sha256.slice(0, 13), 16);
        if (this.#contents.get(key) === content)
            return false;
        this.#contents.set(key, content);
        return true;
    }
}

;// CONCATENATED MODULE: ./lib/core/verify-sample.js


function sampleOf(subset, seed) {
    switch (subset.by) {
        case 'all':
            return { take: () => true, rest: () => [] };
        case 'share':
            return new Share(subset.share, seed);
        case 'part':
            return { take: ({ sha256 }) => partOf(sha256, subset.of) === subset.part, rest: () => [] };
        case 'bytes':
            return new Budget(subset.bytes, seed);
    }
}
const partOf = (sha256, of) => (parseInt(sha256.slice(0, 12), 16) % of) + 1;
const verify_sample_dayMs = 24 * 3_600_000;
const daysOfWeek = 7;
function partOfDay(of, now) {
    const day = Math.floor(now.getTime() / verify_sample_dayMs);
    const turn = of % daysOfWeek === 0 ? day + Math.floor(day / of) : day;
    return (turn % of) + 1;
}
const draw = (seed, { ino }) => parseInt((0,external_node_crypto_.hash)('sha256', `${seed} ${String(ino)}`).slice(0, 12), 16) / 2 ** 48;
class Share {
    #share;
    #seed;
    #hasTaken = false;
    #least;
    constructor(share, seed) {
        this.#share = share;
        this.#seed = seed;
    }
    take(candidate) {
        const at = draw(this.#seed, candidate);
        if (at < this.#share) {
            this.#hasTaken = true;
            return true;
        }
        if (this.#least === undefined || at < this.#least.at)
            this.#least = { candidate, at };
        return false;
    }
    rest() {
        return this.#hasTaken || this.#least === undefined ? [] : [this.#least.candidate];
    }
}
class Budget {
    #bytes;
    #seed;
    #kept = [];
    #trimAt = 1000;
    constructor(bytes, seed) {
        this.#bytes = bytes;
        this.#seed = seed;
    }
    take(candidate) {
        this.#kept.push({ candidate, at: draw(this.#seed, candidate) });
        if (this.#kept.length >= this.#trimAt) {
            this.#trim();
            this.#trimAt = 2 * this.#kept.length + 1000;
        }
        return false;
    }
    rest() {
        this.#trim();
        return this.#kept.map(({ candidate }) => candidate);
    }
    #trim() {
        this.#kept.sort((a, b) => a.at - b.at);
        let sum = 0;
        const last = this.#kept.findIndex(({ candidate }) => (sum += candidate.size) >= this.#bytes);
        if (last >= 0)
            this.#kept = this.#kept.slice(0, last + 1);
    }
}
function subsetText(subset) {
    switch (subset.by) {
        case 'all':
            return '100%';
        case 'share':
            return `${Number((subset.share * 100).toFixed(6))}%`;
        case 'part':
            return `${subset.part}/${subset.of}`;
        case 'bytes':
            return units_formatBytes(subset.bytes);
    }
}

;// CONCATENATED MODULE: ./lib/actions/verify-run.js





class VerifyRun {
    inputs;
    context;
    ports;
    book = new DamageBook();
    sample;
    parts = [];
    sharing = [];
    missing = [];
    isPattern = false;
    knownBefore = 0;
    isNoted = true;
    #program;
    #seed;
    #subset;
    #startedAt;
    #startedMs;
    #ledgers = new Map();
    #warnings = [];
    #notes = [];
    #pathsLookedAt = 0;
    #filesLookedAt = 0;
    #filesChecked = 0;
    #bytesChecked = 0;
    constructor(inputs, context, ports, program, seed) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.#program = program;
        this.#seed = seed;
        this.#startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
        this.#subset = dueToday(inputs.subset, ports.clock.now());
        this.sample = sampleOf(this.#subset, seed);
    }
    get isSample() {
        return this.#subset.by !== 'all';
    }
    warn(sentence) {
        if (this.#warnings.includes(sentence))
            return;
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        if (this.#notes.includes(sentence))
            return;
        this.#notes.push(sentence);
        this.ports.reporter.info(sentence);
    }
    wants(one) {
        const { sha256, size } = one.file.entry;
        const { ino } = one.file.held;
        if (sha256 === undefined || !this.#ledger(one.place.device).claim(ino, sha256))
            return false;
        return this.sample.take({ ...one, sha256, size, ino });
    }
    looked(paths, files) {
        this.#pathsLookedAt += paths;
        this.#filesLookedAt += files;
        this.#tell();
    }
    read(files, bytes) {
        this.#filesChecked += files;
        this.#bytesChecked += bytes;
        this.#tell();
    }
    report() {
        const damaged = this.book.cases().map(damageOf);
        const { inputs } = this;
        return {
            ok: damaged.length === 0,
            volume: inputs.volume,
            name: inputs.name,
            isPattern: this.isPattern,
            selected: inputs.snapshot === 'all' ? 'all' : selectorText(inputs.snapshot),
            subset: subsetText(this.#subset),
            isSample: this.isSample,
            seed: this.#seed,
            series: this.parts.map(({ series, checked }) => ({ series: series.name, snapshots: checked })),
            snapshotsChecked: this.parts.reduce((sum, { checked }) => sum + checked.length, 0),
            filesLookedAt: this.#filesLookedAt,
            pathsLookedAt: this.#pathsLookedAt,
            filesChecked: this.#filesChecked,
            bytesChecked: this.#bytesChecked,
            damaged,
            knownBefore: this.knownBefore,
            isNoted: this.isNoted,
            startedAt: this.#startedAt,
            durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
            warnings: this.#warnings,
            notes: this.#notes,
            run: this.context.run,
            program: this.#program
        };
    }
    #ledger(device) {
        const ledger = this.#ledgers.get(device) ?? new InodeLedger();
        this.#ledgers.set(device, ledger);
        return ledger;
    }
    #tell() {
        const records = this.parts.flatMap(({ chosen }) => chosen.flatMap(({ record }) => record ?? []));
        const [only] = records;
        this.ports.reporter.progress({
            doing: 'verifying',
            files: this.#filesLookedAt,
            bytes: this.#bytesChecked,
            totalFiles: records.reduce((sum, { files }) => sum + files, 0),
            ...(records.length === 1 && only !== undefined && !this.isSample && { totalBytes: only.bytes })
        });
    }
}
const dueToday = (subset, now) => subset.by === 'turn' ? { by: 'part', part: partOfDay(subset.of, now), of: subset.of } : subset;
const isCancelled = (error) => error instanceof Failure && error.kind === 'cancelled';

;// CONCATENATED MODULE: ./lib/core/verify-findings.js

function tidy(findings, timeAlone) {
    const tops = new Set(findings.filter(isTop).map(({ path }) => path));
    const below = new Map();
    const told = findings.filter(finding => {
        const top = highestAbove(finding.path, tops);
        if (top === undefined)
            return true;
        below.set(top, (below.get(top) ?? 0) + 1);
        return false;
    });
    const changed = new Set(told.filter(finding => !timeAlone.has(finding)).map(({ path }) => byte_path_parentPath(path)));
    const taken = new Set();
    return told
        .filter(finding => !timeAlone.has(finding) || !changed.has(finding.path))
        .map(finding => {
        const count = isTop(finding) && !taken.has(finding.path) ? below.get(finding.path) : undefined;
        if (count === undefined)
            return finding;
        taken.add(finding.path);
        return { ...finding, below: count };
    });
}
const isTop = ({ kind, entry }) => entry?.type === 'dir' && (kind === 'missing' || kind === 'type' || kind === 'unreadable');
function highestAbove(path, tops) {
    let top;
    for (let at = path; tops.size > 0 && at !== '.';) {
        at = byte_path_parentPath(at);
        if (tops.has(at))
            top = at;
    }
    return top;
}

;// CONCATENATED MODULE: ./lib/actions/verify-tree.js



const lookedAtOnce = 2000;
const mostReading = 4;
const large = 32 * 1024 * 1024;
async function checkTree(check) {
    const { tree, entries } = check;
    const findings = [];
    const timeAlone = new Set();
    const directories = [];
    const reading = [];
    const ordered = readingOrder(entries);
    for (let at = 0; at < ordered.length; at += lookedAtOnce) {
        const batch = ordered.slice(at, at + lookedAtOnce);
        const seen = await tree.look(batch.map(({ path }) => path));
        const files = [];
        batch.forEach((entry, index) => {
            const held = seen[index];
            const finding = verify_tree_isUnreadable(held) ? verify_tree_unreadable(entry, held) : differenceOf(entry, held);
            if (held === undefined || verify_tree_isUnreadable(held) || held.type !== entry.type) {
                if (finding !== undefined)
                    findings.push(finding);
                return;
            }
            if (entry.type === 'dir')
                directories.push(entry);
            const file = { entry, held, ...(finding !== undefined && { finding }) };
            if (entry.type === 'file' && finding?.kind !== 'size' && check.wants(file))
                files.push(file);
            else if (finding !== undefined) {
                findings.push(finding);
                if (entry.type === 'dir' && isMtimeAlone(entry, held))
                    timeAlone.add(finding);
            }
        });
        check.onLooked(batch);
        if (files.length === 0)
            continue;
        const read = readFiles(check, files);
        read.catch(() => undefined);
        reading.push(read);
        if (reading.length >= mostReading)
            findings.push(...((await reading.shift()) ?? []));
    }
    const added = await extras(check, directories, findings);
    return tidy([...findings, ...added, ...(await Promise.all(reading)).flat()], timeAlone);
}
async function readFiles({ tree, onRead, onWhole }, files) {
    const digests = await tree.reread(files.map(({ entry }) => entry), onRead);
    return files.flatMap((file, index) => {
        const { entry, held, finding } = file;
        const digest = digests[index];
        if (digest === undefined)
            return { kind: 'missing', path: entry.path, why: 'it vanished while it was verified', entry };
        if (typeof digest !== 'string')
            return { ...verify_tree_unreadable(entry, digest), ino: held.ino };
        if (digest !== entry.sha256)
            return rotten(entry, held);
        onWhole(file);
        return finding ?? [];
    });
}
function readingOrder(entries) {
    const first = entries.filter(({ size }) => size >= large).sort((a, b) => b.size - a.size);
    return first.length === 0 ? entries : [...first, ...entries.filter(({ size }) => size < large)];
}
const verify_tree_isUnreadable = (seen) => seen !== undefined && 'unreadable' in seen;
const verify_tree_unreadable = (entry, { unreadable }) => ({
    kind: 'unreadable',
    path: entry.path,
    why: unreadable,
    entry
});
async function extras({ tree, entries, onSpecials }, directories, findings) {
    const counts = new Map();
    for (const { path } of entries) {
        if (path === '.')
            continue;
        const parent = byte_path_parentPath(path);
        counts.set(parent, (counts.get(parent) ?? 0) + 1);
    }
    for (const { kind, path } of findings)
        if (kind === 'missing')
            counts.set(byte_path_parentPath(path), -1);
    const listed = await tree.list(directories.map(({ path }) => path));
    const found = [];
    const doubtful = new Map();
    directories.forEach((directory, index) => {
        const names = listed[index];
        if (verify_tree_isUnreadable(names))
            found.push(verify_tree_unreadable(directory, names));
        else if (names !== undefined && names.length !== (counts.get(directory.path) ?? 0))
            doubtful.set(directory.path, names);
    });
    if (doubtful.size === 0)
        return found;
    const known = new Set(entries.filter(({ path }) => doubtful.has(byte_path_parentPath(path))).map(({ path }) => path));
    const unknown = [...doubtful].flatMap(([directory, names]) => names.map(name => joinPath(directory, name)).filter(path => !known.has(path)));
    const seen = onSpecials === undefined ? [] : await tree.look(unknown);
    const extra = unknown.filter((_, index) => !isSpecial(seen[index]));
    if (extra.length < unknown.length)
        onSpecials?.(unknown.length - extra.length);
    return [...found, ...extra.map((path) => ({ kind: 'extra', path, why: 'it was never stored there' }))];
}
const isSpecial = (seen) => seen !== undefined && 'type' in seen && seen.type === 'other';

;// CONCATENATED MODULE: ./lib/actions/verify-series.js









const verify_series_top = '.';
async function choosePart(run, name) {
    const { volume, clock } = run.ports;
    const series = volume.series(name);
    const listed = await series.list();
    const device = await series.device();
    for (const { id, damage } of listed) {
        if (damage !== undefined)
            run.book.add({ series: name, device, id }, { kind: 'record', path: verify_series_top, why: `its record cannot be used: ${damage}` });
    }
    await findLost(run, series, device);
    const chosen = await chooseFrom(run, name, listed, clock.now());
    const { damaged, problem } = await series.knownDamage();
    if (problem !== undefined)
        run.warn(`What was known of damage in the series ${name} cannot be read, and is made anew: ${problem}`);
    const suspects = new Set(damaged.map(({ ino }) => ino));
    run.knownBefore += damaged.length;
    run.parts.push({ series, device, chosen, checked: [], suspects, whole: new Set(), isPartial: problem !== undefined });
}
async function findLost(run, series, device) {
    const begun = [];
    for (const { id, isAdopted } of await series.lost()) {
        if (isAdopted)
            begun.push(id);
        else
            run.book.add({ series: series.name, device, id }, { kind: 'missing', path: verify_series_top, why: 'its directory is gone, and its record is still there' });
    }
    if (begun.length > 0)
        run.note(`Of ${series.name}, ${firstInline(begun, id => id)} ${begun.length === 1 ? 'has' : 'have'} a record of an adoption and no tree: the adoption was interrupted (run it again), or the tree was removed.`);
}
async function chooseFrom(run, name, listed, now) {
    const { snapshot } = run.inputs;
    if (snapshot === 'all') {
        const foreign = listed.filter(({ record, damage }) => record === undefined && damage === undefined);
        if (foreign.length > 0) {
            run.note(`${countOf(foreign.length, 'directory', 'directories')} of ${name} ${foreign.length === 1 ? 'looks like a snapshot and has' : 'look like snapshots and have'} no record: nothing says what should be there, and nothing was verified.`);
        }
        const known = listed.filter(one => !foreign.includes(one));
        if (known.length === 0)
            run.missing.push(`The series ${name} holds no snapshot to verify.`);
        return known;
    }
    const chosen = await chooseSnapshot(run.ports.volume, [name], snapshot, now);
    if (chosen.state === 'none') {
        run.missing.push(chosen.why);
        return [];
    }
    return [{ id: chosen.record.id, record: chosen.record }];
}
async function verifyPart(run, part) {
    const specials = { trees: 0, paths: 0 };
    for (const listed of part.chosen) {
        const place = { series: part.series.name, device: part.device, id: listed.id };
        await verify_series_held(run, part, listed, async () => {
            part.checked.push(listed.id);
            const entries = await manifestOf(run, part, place, listed);
            if (entries === undefined) {
                part.isPartial = true;
                return;
            }
            const findings = await checkTree({
                tree: part.series.tree(listed.id),
                entries,
                wants: file => run.wants({ part, place, listed, file }),
                onLooked: batch => {
                    run.looked(batch.length, batch.filter(({ type }) => type === 'file').length);
                },
                ...(listed.record?.tags.includes(adoptedTag) === true && {
                    onSpecials: count => {
                        specials.trees++;
                        specials.paths += count;
                    }
                }),
                ...readingOf(run, part)
            });
            for (const finding of findings) {
                run.book.add(place, finding);
                if (finding.kind === 'unreadable' && finding.ino === undefined)
                    part.isPartial = true;
            }
        });
    }
    if (specials.trees > 0)
        run.note(`${countOf(specials.trees, 'adopted snapshot', 'adopted snapshots')} of ${part.series.name} ${specials.trees === 1 ? 'holds' : 'hold'} ${countOf(specials.paths, 'FIFO, socket or device', 'FIFOs, sockets or devices')}: adopting left ${specials.paths === 1 ? 'it' : 'them'} in place, manifests do not keep such paths, and nothing was verified of ${specials.paths === 1 ? 'it' : 'them'}.`);
}
async function verifyWaiting(run) {
    const bySnapshot = groupBy(run.sample.rest(), ({ place }) => `${place.series}/${place.id}`);
    for (const waiting of bySnapshot.values()) {
        const [first] = waiting;
        if (first !== undefined)
            await verify_series_held(run, first.part, first.listed, () => readWaiting(run, first, waiting));
    }
}
async function readWaiting(run, { part, place }, waiting) {
    const files = waiting.map(({ file }) => file).sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1));
    const tree = part.series.tree(place.id);
    for (const finding of await readFiles({ tree, ...readingOf(run, part) }, files))
        run.book.add(place, finding);
}
const readingOf = (run, part) => ({
    onRead: (files, bytes) => {
        run.read(files, bytes);
    },
    onWhole: ({ held }) => {
        if (part.suspects.has(held.ino))
            part.whole.add(held.ino);
    }
});
async function verify_series_held(run, part, { id, record }, work) {
    let lock;
    try {
        if (record !== undefined)
            lock = await part.series.read(id);
    }
    catch (error) {
        if (!(error instanceof Failure) || (error.kind !== 'missing' && error.kind !== 'locked'))
            throw error;
        run.note(`${id} of ${part.series.name} was removed by another run before it could be verified.`);
        part.isPartial = true;
        return;
    }
    try {
        await work();
    }
    finally {
        await lock?.release();
    }
}
async function manifestOf(run, part, place, { id, record }) {
    let why = 'its manifest is not the one that its record tells of';
    try {
        const entries = await part.series.manifest(id);
        if (record === undefined || manifestDigest(entries) === record.digest)
            return entries;
    }
    catch (error) {
        if (isCancelled(error))
            throw error;
        why = failure_codeOf(error) === 'ENOENT' ? 'its manifest is missing' : `its manifest cannot be used: ${failure_messageOf(error)}`;
    }
    run.book.add(place, { kind: 'manifest', path: verify_series_top, why });
    return undefined;
}

;// CONCATENATED MODULE: ./lib/actions/whole-copies.js



const mostLookedFor = 1000;
const mostTried = 8;
async function findWholeCopies(run) {
    const lost = run.book.cases().filter(({ kind, entry }) => isLost(kind) && entry?.type === 'file');
    if (lost.length > mostLookedFor)
        run.note(`Whole copies were looked for of the first ${mostLookedFor} damaged files only.`);
    for (const part of run.parts) {
        const wanted = lost.slice(0, mostLookedFor).filter(({ place }) => place.series === part.series.name);
        if (wanted.length > 0)
            await whole_copies_findIn(part.series, run.book.inodes(part.device, isLost), wanted);
    }
}
async function whole_copies_findIn(series, damaged, wanted) {
    const others = new Map();
    let left = wanted;
    for (const { id, record } of await series.list()) {
        if (record === undefined || left.length === 0)
            continue;
        await reading(series, id, async (entries) => {
            const found = await wholeIn(series, id, damaged, left, entries);
            for (const one of left) {
                const copy = found.get(one);
                if (copy?.sameContent === true)
                    one.wholeIn = copy;
                else if (copy !== undefined && !others.has(one))
                    others.set(one, copy);
            }
        });
        left = left.filter(one => one.wholeIn === undefined);
    }
    for (const one of left) {
        const other = others.get(one);
        if (other !== undefined)
            one.wholeIn = other;
    }
}
async function reading(series, id, work) {
    let lock;
    try {
        lock = await series.read(id);
    }
    catch (error) {
        if (error instanceof Failure && (error.kind === 'missing' || error.kind === 'locked'))
            return;
        throw error;
    }
    try {
        const entries = await series.manifest(id).catch((error) => {
            if (isCancelled(error))
                throw error;
            return undefined;
        });
        if (entries !== undefined)
            await work(entries);
    }
    finally {
        await lock.release();
    }
}
async function wholeIn(series, id, damaged, wanted, entries) {
    const contents = new Set(wanted.map(({ entry }) => entry?.sha256));
    const paths = new Set(wanted.map(({ path }) => path));
    const byContent = new Map();
    const byPath = new Map();
    for (const entry of entries) {
        if (entry.sha256 === undefined)
            continue;
        if (paths.has(entry.path))
            byPath.set(entry.path, entry);
        if (!contents.has(entry.sha256))
            continue;
        const holders = byContent.get(entry.sha256);
        if (holders === undefined)
            byContent.set(entry.sha256, [entry]);
        else
            holders.push(entry);
    }
    const isWhole = await proven(series, id, damaged, [...[...byContent.values()].flatMap(few), ...byPath.values()]);
    const found = new Map();
    for (const one of wanted) {
        const here = byPath.get(one.path);
        const same = few(byContent.get(one.entry?.sha256 ?? '') ?? []);
        const holders = here?.sha256 === one.entry?.sha256 && here !== undefined ? [here, ...same] : same;
        const holder = holders.find(({ path }) => isWhole.has(path));
        if (holder !== undefined)
            found.set(one, { snapshot: id, path: holder.path, sameContent: true });
        else if (here !== undefined && isWhole.has(here.path))
            found.set(one, { snapshot: id, path: here.path, sameContent: false });
    }
    return found;
}
const few = (holders) => holders.slice(0, mostTried);
async function proven(series, id, damaged, candidates) {
    const tree = series.tree(id);
    const unique = [...new Map(candidates.map(entry => [entry.path, entry])).values()];
    const seen = await tree.look(unique.map(({ path }) => path));
    const sound = unique.filter((entry, index) => {
        const held = seen[index];
        return held !== undefined && 'ino' in held && !damaged.has(held.ino) && held.size === entry.size;
    });
    const digests = await tree.reread(sound);
    return new Set(sound.filter((entry, index) => digests[index] === entry.sha256).map(({ path }) => path));
}

;// CONCATENATED MODULE: ./lib/actions/verify.js








async function verify(inputs, context, ports, program, seed) {
    const run = new VerifyRun(inputs, context, ports, program, seed);
    const { reporter } = ports;
    await reporter.phase('Check', async () => {
        await checkReading(ports.volume, ports.machine);
        const { names, isPattern } = await chooseSeries(inputs, ports.volume);
        run.isPattern = isPattern;
        for (const name of names)
            await choosePart(run, name);
    });
    const chosen = run.parts.filter(part => part.chosen.length > 0);
    if (chosen.length > 0)
        for (const why of run.missing)
            run.note(why);
    for (const part of chosen)
        await reporter.phase(`Verify ${part.series.name}`, () => verifyPart(run, part));
    if (run.sample.rest().length > 0)
        await reporter.phase('Read the sample', () => verifyWaiting(run));
    if (run.book.cases().length > 0)
        await reporter.phase('Look into the damage', () => lookInto(run));
    await noteDamage(run);
    const report = run.report();
    if (report.ok && report.snapshotsChecked === 0)
        throw nothingVerified(run);
    return report;
}
async function lookInto(run) {
    await findSharedDamage(run);
    await findWholeCopies(run);
}
function nothingVerified({ missing }) {
    const whys = missing.length > 0 ? missing : ['The snapshots that were to be verified were removed by another run.'];
    return new Failure('missing', `Nothing was verified. ${whys.join('\n')}`);
}

;// CONCATENATED MODULE: ./lib/core/report/verify-json.js



const verifyReportSchema = 1;
function verifyJson(report) {
    const value = {
        schema: verifyReportSchema,
        ok: report.ok,
        volume: report.volume,
        name: report.name,
        isPattern: report.isPattern,
        selected: report.selected,
        subset: report.subset,
        seed: report.seed,
        series: report.series,
        snapshotsChecked: report.snapshotsChecked,
        pathsLookedAt: report.pathsLookedAt,
        filesLookedAt: report.filesLookedAt,
        filesChecked: report.filesChecked,
        bytesChecked: report.bytesChecked,
        damaged: report.damaged.map(damageJson),
        knownBefore: report.knownBefore,
        isNoted: report.isNoted,
        startedAt: report.startedAt,
        durationMs: report.durationMs,
        warnings: report.warnings,
        notes: report.notes,
        run: report.run,
        program: report.program
    };
    return `${inertJson(JSON.stringify(value, undefined, 2))}\n`;
}
const damageJson = ({ kind, path, names, wholeIn, inode, ...rest }) => ({
    what: kind,
    ...verify_json_named(path),
    ...rest,
    ...(inode !== undefined && { inode: String(inode) }),
    names: names.map(({ path, ...where }) => ({ ...where, ...verify_json_named(path) })),
    ...(wholeIn !== undefined && { wholeIn: { ...wholeIn, ...verify_json_named(wholeIn.path) } })
});
function verify_json_named(path) {
    const text = pathText(path);
    const bytes = pathBytes(path);
    return external_node_buffer_.Buffer.from(text, 'utf8').equals(bytes) ? { path: text } : { path: text, pathBase64: bytes.toString('base64') };
}

;// CONCATENATED MODULE: ./lib/core/report/verify-model.js

function verify_model_snapshotsOf({ names, series: own }, isPattern) {
    return [
        ...new Set(names.map(({ series, snapshot }) => (isPattern || series !== own ? `${series}/${snapshot}` : snapshot)))
    ];
}
const isOnlyTouched = ({ damaged }) => damaged.every(({ kind }) => isTouched(kind));

;// CONCATENATED MODULE: ./lib/core/report/verify-words.js




const verify_words_words = {
    record: 'damaged record',
    manifest: 'damaged manifest',
    content: 'other bytes',
    size: 'other size',
    unreadable: 'cannot be read',
    missing: 'missing',
    type: 'replaced',
    target: 'other target',
    extra: 'added',
    attributes: 'other attributes'
};
const kindLabel = (kind) => `${verify_words_words[kind]} (\`${kind}\`)`;
const verify_words_nameOf = ({ path, below, kind }, show) => {
    if (kind === 'record' || kind === 'manifest' || (kind === 'missing' && path === '.'))
        return 'the whole snapshot';
    return below === 0 ? show(path) : `${show(path)} and ${countOf(below, 'path', 'paths')} below it`;
};
function sharedBy(damage, isPattern, most) {
    const ids = verify_model_snapshotsOf(damage, isPattern);
    const shown = ids.slice(0, most).map(id => display_showText(id));
    return shown.join(', ') + (ids.length > most ? ` and ${units_formatCount(ids.length - most)} more` : '');
}
const otherNames = ({ names, path }) => new Set(names.filter(name => name.path !== path).map(name => name.path)).size;
function wholeText({ wholeIn, path }, show) {
    if (wholeIn === undefined)
        return '';
    const { snapshot, sameContent } = wholeIn;
    if (!sameContent)
        return `${display_showText(snapshot)}, another version`;
    return wholeIn.path === path ? display_showText(snapshot) : `${display_showText(snapshot)}, as ${show(wholeIn.path)}`;
}
const damageLine = (damage, isPattern) => `${verify_words_nameOf(damage, display_showName)}: ${damage.why}; in ${sharedBy(damage, isPattern, 3)}`;
function verify_words_advice({ damaged, isNoted }) {
    const has = (...kinds) => damaged.some(({ kind }) => kinds.includes(kind));
    const isRestorable = damaged.some(({ wholeIn }) => wholeIn !== undefined);
    return [
        ...(has('content', 'size', 'unreadable')
            ? [
                'Check the disk and what leads to it: `smartctl -a`, the log of the kernel (`dmesg`), cables, memory. Until that is done, keep another copy of what matters.'
            ]
            : []),
        ...(has('content', 'size', 'unreadable') && isNoted
            ? ['The next snapshot is not linked to these files: it stores whole copies of what the source still has.']
            : []),
        ...(isRestorable
            ? ['Restore lost files from the snapshot in which they are whole, into a directory outside of the volume.']
            : []),
        ...(has('content', 'size', 'unreadable', 'missing', 'type', 'target')
            ? [
                'Mend nothing inside a snapshot: a file there is shared by all that hold it. Retention removes damaged snapshots in time.'
            ]
            : []),
        ...(damaged.some(({ kind }) => isTouched(kind)) || has('missing', 'type', 'target')
            ? [
                'Something wrote into a snapshot: a job, a person, a repair of the filesystem. Let only the user of the runner write to the volume.'
            ]
            : []),
        ...(damaged.some(({ kind, path }) => kind === 'missing' && path === '.')
            ? [
                'A directory that is gone may lie in `lost+found` after a repair of the filesystem. Of a snapshot that was removed on purpose, remove the record as well: `.snapshots/records/<id>.json`. `prune` does both.'
            ]
            : []),
        ...(has('record', 'manifest')
            ? [
                'Without its record or manifest nothing says what a snapshot should hold: it is neither restored nor linked to. Its files can still be copied by hand.'
            ]
            : [])
    ];
}

;// CONCATENATED MODULE: ./lib/core/report/verify-outcome.js






function verifyOutcome(report) {
    if (report.ok)
        return { heading: verify_outcome_proven(report), sentence: whatWasRead(report) };
    if (isOnlyTouched(report))
        return { heading: 'Snapshots were changed', sentence: `${verify_outcome_whatIsWrong(report)}.` };
    return { heading: 'Damage found', sentence: `${verify_outcome_whatIsWrong(report)}.` };
}
function verifyFailure(report) {
    if (report.ok)
        return undefined;
    const lines = firstAsLines(report.damaged, damage => damageLine(damage, report.isPattern));
    const [first = ''] = verify_words_advice(report);
    return `${verify_outcome_whatIsWrong(report)}:${lines}\n${first}\nThe summary and the JSON report have all of it, and what to do.`;
}
function verify_outcome_proven(report) {
    const where = verify_outcome_snapshots(report);
    if (!report.isSample)
        return `Verified: ${verify_outcome_allFiles(report)} of ${where} ${report.filesLookedAt === 1 ? 'is' : 'are'} as stored`;
    return `Verified: a sample of ${where} is as stored`;
}
function whatWasRead(report) {
    const read = `${countOf(report.filesChecked, 'stored file', 'stored files')} of ${units_formatBytes(report.bytesChecked)}`;
    const others = `nothing is missing, added or changed among ${countOf(report.pathsLookedAt, 'path', 'paths')}`;
    const proof = `${report.filesChecked === 1 ? 'was read and has' : 'were read and have'} the bytes that were stored`;
    if (!report.isSample)
        return `${read} ${proof}; ${others}.`;
    if (report.filesChecked === 0)
        return `No file falls into this part (\`${report.subset}\`), so none was read; ${others}.`;
    return `${read} (\`${report.subset}\`) ${proof}; ${others}.`;
}
function verify_outcome_whatIsWrong(report) {
    const { damaged, isPattern } = report;
    const lost = damaged.filter(({ kind }) => !isTouched(kind));
    const changed = damaged.length - lost.length;
    const affected = new Set(damaged.flatMap(damage => verify_model_snapshotsOf(damage, isPattern))).size;
    const elsewhere = isPattern ? 0 : new Set(damaged.flatMap(inOtherSeries)).size;
    const parts = [
        ...(lost.length > 0 ? [`${countOf(lost.length, 'path is', 'paths are')} not what was stored`] : []),
        ...(changed > 0
            ? [`${countOf(changed, 'path was', 'paths were')} added or had attributes changed, with nothing of it lost`]
            : [])
    ];
    const others = elsewhere === 0 ? '' : ` and ${units_formatCount(elsewhere)} of other series`;
    const where = isPattern ? '' : ` of the series ${inBackticks(report.name)}${others}`;
    return `In ${countOf(affected - elsewhere, 'snapshot', 'snapshots')}${where}, ${parts.join('; ')}`;
}
const inOtherSeries = ({ names, series: own }) => names.flatMap(({ series, snapshot }) => (series === own ? [] : [`${series}/${snapshot}`]));
const verify_outcome_snapshots = ({ snapshotsChecked, series }) => {
    const [first] = series.flatMap(one => one.snapshots);
    return snapshotsChecked === 1 && first !== undefined
        ? `snapshot ${first}`
        : `${units_formatCount(snapshotsChecked)} snapshots`;
};
const verify_outcome_allFiles = ({ filesLookedAt }) => filesLookedAt === 1 ? 'the only file' : `all ${units_formatCount(filesLookedAt)} files`;

;// CONCATENATED MODULE: ./lib/core/report/verify-log.js






const mostOfKind = 20;
function verifyLog(report) {
    const { heading, sentence } = verifyOutcome(report);
    const sections = [
        [heading, sentence],
        ...damageKinds.map(kind => group(kind, report)),
        verify_words_advice(report).map(line => `- ${line}`),
        [`The run took ${formatDuration(report.durationMs)}.`]
    ];
    return sections
        .filter(section => section.length > 0)
        .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
        .map(safeLogLine);
}
function group(kind, { damaged, isPattern }) {
    const all = damaged.filter(damage => damage.kind === kind);
    if (all.length === 0)
        return [];
    const more = all.length - mostOfKind;
    return [
        `${kindLabel(kind)}: ${countOf(all.length, 'case', 'cases')}`,
        ...all.slice(0, mostOfKind).map(damage => `  ${damageLine(damage, isPattern)}${verify_log_whole(damage)}`),
        ...(more > 0 ? [`  and ${units_formatCount(more)} more`] : [])
    ];
}
function verify_log_whole(damage) {
    const text = wholeText(damage, display_showName);
    return text === '' ? '' : `; whole in ${text}`;
}

;// CONCATENATED MODULE: ./lib/core/report/verify-outputs.js



const verifyOutputNames = (/* unused pure expression or super */ null && ([
    'ok',
    'snapshots-checked',
    'files-checked',
    'bytes-checked',
    'damaged',
    'duration-ms',
    'report'
]));
const mostDamagedOutput = 200;
const mostSnapshots = 50;
function verifyOutputs(report, reportPath) {
    return {
        ok: String(report.ok),
        'snapshots-checked': String(report.snapshotsChecked),
        'files-checked': String(report.filesChecked),
        'bytes-checked': String(report.bytesChecked),
        damaged: inertJson(JSON.stringify(report.damaged.slice(0, mostDamagedOutput).map(damage => ({
            path: pathText(damage.path),
            what: damage.kind,
            why: damage.why,
            snapshots: verify_model_snapshotsOf(damage, report.isPattern).slice(0, mostSnapshots),
            ...(damage.wholeIn !== undefined && {
                wholeIn: { ...damage.wholeIn, path: pathText(damage.wholeIn.path) }
            })
        })))),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./lib/core/report/verify-summary.js








const verify_summary_most = { damaged: 50, snapshots: 5, why: 160, name: 90 };
function verifySummary(report) {
    const { heading, sentence } = verifyOutcome(report);
    const sections = [
        `## ${verify_summary_plain(heading)}`,
        `**${verify_summary_plain(sentence)}**`,
        ...alert_alert(report.warnings),
        ...verify_summary_table(report),
        ...whatToDo(report),
        verify_summary_facts(report),
        verify_summary_footer(report)
    ];
    return `${sections.join('\n\n')}\n`;
}
function verify_summary_table(report) {
    const { damaged, isPattern } = report;
    if (damaged.length === 0)
        return [];
    const more = damaged.length - verify_summary_most.damaged;
    const rows = damaged
        .slice(0, verify_summary_most.damaged)
        .map(damage => [
        verify_summary_named(damage),
        `${verify_summary_plain(kindLabel(damage.kind))}: ${verify_summary_plain(damage.why, verify_summary_most.why)}`,
        verify_summary_plain(sharedBy(damage, isPattern, verify_summary_most.snapshots)),
        wholeText(damage, path => markdownCode(path, verify_summary_most.name))
    ]);
    return [
        markdownTable([['Path', 'What is wrong', 'Shared by', 'Whole in'], ...rows], 'llll'),
        ...(more > 0 ? [verify_summary_plain(`and ${units_formatCount(more)} more in the JSON report.`)] : [])
    ];
}
function verify_summary_named(damage) {
    const others = otherNames(damage);
    const name = verify_words_nameOf(damage, path => markdownCode(path, verify_summary_most.name));
    return others === 0 ? name : `${name} and ${countOf(others, 'other name', 'other names')} of it`;
}
function whatToDo(report) {
    const listed = verify_words_advice(report);
    return listed.length === 0 ? [] : ['### What to do', listed.map(line => `- ${verify_summary_plain(line)}`).join('\n')];
}
function verify_summary_facts(report) {
    const sample = report.isSample
        ? [`A sample of the stored files was read (\`${report.subset}\`), each once however many snapshots share it.`]
        : ['Every stored file was read, once however many snapshots share it.'];
    const listed = [...sample, ...bounded_bounded(report.notes), `The run took ${formatDuration(report.durationMs)}.`];
    return listed.map(sentence => `- ${verify_summary_plain(sentence, 300)}`).join('\n');
}
function verify_summary_footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const verify_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./lib/inputs/subset.js


const mostParts = 1000;
const parseSubset = text => {
    const allowed = 'write a share (5%), one part of several (2/7), the part whose turn it is (auto/7), or a size (500M)';
    const [, part = '', of = ''] = /^(auto|\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
    if (of !== '')
        return parsePart(part, Number(of));
    if (text.endsWith('%')) {
        const share = parseShare(text);
        if (!share.ok)
            return wrong(`${share.why}; or ${allowed.slice('write '.length)}`);
        if (share.value === 0)
            return wrong('would read nothing: write more than 0%');
        return parsed(share.value === 1 ? { by: 'all' } : { by: 'share', share: share.value });
    }
    const size = parseSizeBytes(text);
    if (!size.ok)
        return wrong(/^\d/.test(text) ? `${size.why}; or ${allowed}` : `is not a part of anything: ${allowed}`);
    return size.value === 0 ? wrong('would read nothing: write more than 0') : parsed({ by: 'bytes', bytes: size.value });
};
function parsePart(part, of) {
    if (of < 1 || of > mostParts)
        return wrong(`has a wrong number of parts: write 1 to ${mostParts} behind the slash`);
    if (part === 'auto')
        return parsed(of === 1 ? { by: 'all' } : { by: 'turn', of });
    const number = Number(part);
    if (number < 1 || number > of)
        return wrong(`names no part: write 1 to ${of} before the slash`);
    return parsed(of === 1 ? { by: 'all' } : { by: 'part', part: number, of });
}

;// CONCATENATED MODULE: ./lib/inputs/verify.js











function readVerifyInputs(env, context) {
    const read = new InputReader(env, verifyDefaults);
    const unknown = findUnknownInputs(env, verifyInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const { name, parts } = readOwnSeries(read, context.defaults);
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, snapshot_mostJobs)));
    const inputs = {
        volume,
        ...readSsh(read, volume, context.workspace),
        name,
        isDefaultName: parts !== undefined,
        snapshot: read.value('snapshot', wordOr('all', parseSnapshotSelector)),
        subset: read.value('subset', parseSubset),
        onDamage: read.value('on-damage', oneOf(['fail', 'warn'])),
        ...(jobs === 'auto' ? {} : { jobs }),
        lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
        dryRun: read.value('dry-run', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./lib/wiring/verify.js












async function verifyWith(world) {
    const { env, context, reporter } = world;
    const inputs = readVerifyInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const { volume, machine } = await openVolume(world, inputs);
    const ports = { volume, machine, clock: systemClock, reporter };
    const report = await verify(inputs, context, ports, program, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
    const failure = verifyFailure(report);
    if (failure !== undefined && inputs.onDamage === 'warn')
        reporter.warning(failure);
    return {
        log: verifyLog(report),
        json: verifyJson(report),
        outputs: reportPath => verifyOutputs(report, reportPath),
        ...(inputs.summary && { summary: verifySummary(report) }),
        ...(failure !== undefined && inputs.onDamage === 'fail' && { failure: new Failure('damage', failure) })
    };
}

;// CONCATENATED MODULE: ./lib/cli/commands/verify.js



const verify_verify = {
    name: 'verify',
    summary: 'prove that stored files are what was stored',
    description: 'Reads stored files back and compares them with what was stored: bit rot, missing, added and changed files are told apart, with the snapshots that share them. Exit status 3 says that something is damaged.',
    operands: [],
    groups: [
        {
            title: 'What',
            flags: [
                volume,
                {
                    input: 'name',
                    takes: '<series>',
                    help: 'The series to verify, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
                    otherwise: 'in GitHub Actions that of this job, else none'
                },
                rule('snapshot', '<snapshot>', 'What to verify: latest, all, an id or the start of one, commit:<sha>, run:<id>, tag:<word> or before:<moment>.'),
                rule('subset', '<part>', 'How much of it is read: a random share (5%) or so many bytes (500M), one part of several (2/7), or the part whose turn it is on this day (auto/7). Attributes and names are checked of every path.')
            ]
        },
        {
            title: 'How',
            flags: [
                rule('on-damage', '<what>', 'Whether the command fails when anything is not as it was stored: fail, or warn.'),
                rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
                rule('lock-timeout', '<time>', 'How long to wait for a run that is writing the series when damage is to be noted beside it, in seconds, minutes or hours: 30s, 10m, 2h.'),
                dryRun('Verify, but do not note damage beside the series; the next snapshot would not know of it.')
            ]
        },
        ssh
    ],
    examples: [
        { says: 'The newest snapshot', line: 'snapshot-action verify --volume /mnt/backup --name octo/app' },
        {
            says: 'All of a series, a seventh each day of a week',
            line: 'snapshot-action verify --snapshot all --subset auto/7 --volume /mnt/backup --name octo/app'
        },
        {
            says: 'A sample of every series',
            line: "snapshot-action verify --snapshot all --subset 5% --volume /mnt/backup --name '**'"
        }
    ],
    defaults: verifyDefaults,
    run: verifyWith
};

;// CONCATENATED MODULE: ./lib/cli/commands.js








const commands_commands = [save, restore_restore, commands_list_list, diff_diff, prune_prune, verify_verify, doctor_doctor, adopt_adopt];

;// CONCATENATED MODULE: ./lib/cli/environment.js

function commandEnvironment(env, { presets = {} }, given) {
    const inherited = Object.entries(env).filter(([name]) => !name.startsWith('INPUT_') && name !== 'GITHUB_WORKSPACE');
    const inputs = Object.entries({ ...asLists(presets), ...given }).map(([input, values]) => [
        variableOf(input),
        values.join('\n')
    ]);
    return Object.fromEntries([...inherited, ...inputs]);
}
const asLists = (values) => Object.fromEntries(Object.entries(values).map(([input, value]) => [input, [value]]));

;// CONCATENATED MODULE: ./lib/cli/exit-status.js
const exitStatus = { done: 0, failed: 1, usage: 2, damage: 3, locked: 4, cancelled: 130 };
const ofKind = {
    input: exitStatus.usage,
    damage: exitStatus.damage,
    locked: exitStatus.locked,
    cancelled: exitStatus.cancelled
};
const statusOfKind = (kind) => ofKind[kind] ?? exitStatus.failed;

// EXTERNAL MODULE: ./node_modules/commander/index.js + 6 modules
var commander = __webpack_require__(375);
;// CONCATENATED MODULE: ./lib/cli/spec.js
const flagsOf = ({ groups }) => groups.flatMap(({ flags }) => flags);
const isTruth = ({ takes }) => takes === undefined;
function standardOf({ defaults, presets = {} }, flag) {
    const value = presets[flag.input] ?? flag.otherwise ?? defaults[flag.input];
    return isTruth(flag) && value === 'false' ? undefined : value;
}

;// CONCATENATED MODULE: ./lib/cli/help.js


const about = `Keeps directory trees as hard-linked snapshots on a volume: every snapshot is a plain, complete tree, and what did not
change takes no room. A volume is a directory that an administrator has marked as one; a series is a name on it, under
which snapshots of one thing are kept.`;
const starts = [
    { says: 'Take a snapshot of a directory', line: 'snapshot-action save dist --volume /mnt/backup --name octo/app' },
    { says: 'What is there?', line: 'snapshot-action list --volume /mnt/backup' },
    {
        says: 'Get the newest snapshot back',
        line: 'snapshot-action restore --volume /mnt/backup --name octo/app --path restored'
    },
    { says: 'All flags of a command', line: 'snapshot-action help restore' }
];
const statuses = `Exit status: 0 done, 1 failed, 2 wrong usage, 3 damage found, 4 locked by another run, 130 cancelled.
SNAPSHOT_VOLUME in the environment is the volume where --volume is left out.`;
function addHelp(program, specs, look) {
    program.description(reflow(about)).usage('<command> [options]');
    program.addHelpText('after', () => `\n${examples(starts, look)}\n\n${statuses}`);
    for (const spec of specs) {
        const command = program.commands.find(one => one.name() === spec.name);
        command?.addHelpText('after', () => `\n${examples(spec.examples, look)}`);
    }
    for (const command of [program, ...program.commands]) {
        const spec = specs.find(one => one.name === command.name());
        const flags = new Map(spec === undefined ? [] : flagsOf(spec).map(flag => [`--${flag.input}`, { spec, flag }]));
        command.addHelpOption(new commander/* Option */.c$('-h, --help', 'Show this help.').helpGroup(spec === undefined ? 'Options:' : 'General:'));
        command.configureHelp({
            helpWidth: look.width,
            showGlobalOptions: false,
            styleTitle: look.bold,
            subcommandTerm: one => one.name(),
            optionTerm: option => {
                const known = flags.get(option.long ?? '');
                return known === undefined ? option.flags : termOf(known.spec, known.flag);
            },
            optionDescription: option => {
                const known = flags.get(option.long ?? '');
                return known === undefined ? option.description : help_describe(known.spec, known.flag);
            }
        });
    }
}
const termOf = (spec, flag) => isTruth(flag)
    ? `--${standardOf(spec, flag) === undefined ? '' : '[no-]'}${flag.input}`
    : `--${flag.input} ${flag.takes ?? ''}`;
function help_describe(spec, flag) {
    const standard = standardOf(spec, flag);
    const remarks = [
        ...(flag.repeats ? ['may repeat'] : []),
        ...(standard === undefined
            ? []
            : [isTruth(flag) ? `default: ${standard === 'true' ? 'yes' : standard}` : `default: ${standard}`])
    ];
    return remarks.length === 0 ? flag.help : `${flag.help} (${remarks.join('; ')})`;
}
const examples = (list, { bold }) => [bold('Examples:'), ...list.map(({ says, line }) => `  # ${says}\n  ${line}`)].join('\n');
const reflow = (text) => text.replaceAll('\n', ' ');

;// CONCATENATED MODULE: ./lib/cli/spelled-out.js
function spellOut(args, truths, valued, onMissing) {
    const isTruth = (arg) => arg.startsWith('--') && truths.has(arg.slice(2));
    const isNo = (arg) => arg.startsWith('--no-') && truths.has(arg.slice(5));
    const isValued = (arg) => arg.startsWith('--') && valued.has(arg.slice(2));
    const out = [];
    for (let at = 0; at < args.length; at++) {
        const arg = args[at] ?? '';
        const next = args[at + 1];
        if (arg === '--')
            return [...out, ...args.slice(at)];
        if (isTruth(arg)) {
            const isSaid = next === 'true' || next === 'false';
            out.push(`${arg}=${isSaid ? next : 'true'}`);
            if (isSaid)
                at++;
        }
        else if (isNo(arg))
            out.push(`--${arg.slice(5)}=false`);
        else if (isValued(arg) && next !== undefined) {
            if (isTruth(next) || isNo(next) || isValued(next))
                onMissing(arg, next);
            out.push(arg, next);
            at++;
        }
        else
            out.push(arg);
    }
    return out;
}

;// CONCATENATED MODULE: ./lib/cli/usage-mistake.js
class UsageMistake extends Error {
    name = 'UsageMistake';
    help;
    constructor(message, help) {
        super(message);
        this.help = help;
    }
}

;// CONCATENATED MODULE: ./lib/cli/parser.js





function parseCommandLine(args, specs, version, look, say) {
    let call;
    const program = programOf(specs, version, look, say, chosen => {
        call = chosen;
    });
    const [name = '', ...rest] = args;
    const spec = specs.find(one => one.name === name);
    try {
        program.parse(spec === undefined ? [...args] : [name, ...spelledFor(spec, rest)], { from: 'user' });
    }
    catch (error) {
        if (!(error instanceof commander/* CommanderError */.b7))
            throw error;
        if (error.exitCode !== 0) {
            const about = spec === undefined ? '' : `${name} `;
            throw new UsageMistake(error.message.replace(/^error: /, ''), `snapshot-action ${about}--help`);
        }
    }
    return call;
}
function helpText(name, specs, look) {
    const pieces = [];
    const keep = (text) => void pieces.push(text);
    const program = programOf(specs, '', look, keep, () => undefined);
    (program.commands.find(command => command.name() === name) ?? program).outputHelp();
    return pieces.join('');
}
function spelledFor(spec, args) {
    const named = (flags) => new Set(flags.map(({ input }) => input));
    const flags = flagsOf(spec);
    return spellOut(args, named(flags.filter(isTruth)), named(flags.filter(flag => !isTruth(flag))), (flag, next) => {
        throw new UsageMistake(`${flag} needs a value, and ${next} is a flag`, `snapshot-action ${spec.name} --help`);
    });
}
function programOf(specs, version, look, say, chosen) {
    const program = new commander/* Command */.uB('snapshot-action')
        .exitOverride()
        .configureOutput({ writeOut: say, writeErr: () => undefined, outputError: () => undefined })
        .version(version, '-V, --version', 'Show the version.')
        .helpCommand(false);
    for (const spec of specs)
        addCommand(program, spec, chosen);
    program
        .command('help')
        .summary('show the help of a command')
        .argument('[command]')
        .action((name) => {
        const about = program.commands.find(command => command.name() === name);
        if (name !== undefined && about === undefined)
            program.parse([name], { from: 'user' });
        else
            (about ?? program).help();
    });
    addHelp(program, specs, look);
    return program;
}
function addCommand(program, spec, chosen) {
    const command = program.command(spec.name).summary(spec.summary).description(spec.description);
    for (const { input, help, repeats } of spec.operands)
        command.argument(`[${input}${repeats ? '...' : ''}]`, help);
    command.usage(['[options]', ...spec.operands.map(({ shown }) => shown)].join(' '));
    for (const { title, flags } of spec.groups)
        for (const flag of flags)
            command.addOption(optionOf(spec, flag).helpGroup(`${title}:`));
    const general = [
        new commander/* Option */.c$('--json', 'Write the report as JSON to standard output, and all else to standard error.'),
        new commander/* Option */.c$('-q, --quiet', 'Tell only of the result, warnings and errors.').conflicts('verbose'),
        new commander/* Option */.c$('--verbose', 'Tell all that is done.')
    ];
    for (const option of general)
        command.addOption(option.helpGroup('General:'));
    command.action(() => {
        const options = command.opts();
        chosen({
            spec,
            given: { ...valuesOf(spec, command), ...operandsOf(spec, command.args) },
            json: options.json === true,
            quiet: options.quiet === true,
            verbose: options.verbose === true
        });
    });
}
function optionOf(spec, flag) {
    const option = new commander/* Option */.c$(`--${flag.input} ${flag.takes ?? '<true|false>'}`);
    return option.argParser((value, before) => {
        if (value === '')
            throw new UsageMistake(`--${flag.input} is empty: if its value comes from a variable, that is not set. Leave the flag out for what holds without it`, `snapshot-action ${spec.name} --help`);
        if (before === undefined || isTruth(flag))
            return [value];
        if (flag.repeats)
            return [...before, value];
        throw new UsageMistake(`--${flag.input} is given twice, and takes one value`, `snapshot-action ${spec.name} --help`);
    });
}
const valuesOf = (spec, command) => Object.fromEntries(flagsOf(spec).flatMap(flag => {
    const values = command.getOptionValue(optionOf(spec, flag).attributeName());
    return values === undefined ? [] : [[flag.input, values]];
}));
function operandsOf(spec, args) {
    const mistake = (what) => new UsageMistake(what, `snapshot-action ${spec.name} --help`);
    for (const [index, arg] of args.entries()) {
        const operand = spec.operands[index] ?? spec.operands.at(-1);
        const what = `operand ${index + 1} (${parser_nameOf(operand)})`;
        if (arg === '')
            throw mistake(`${what} is empty: if it comes from a variable, that is not set`);
        if (/[\n\r]/.test(arg))
            throw mistake(`${what} has a line break in it, which no value can have; name a directory above it instead`);
    }
    const inputs = spec.operandsOf?.(args.length) ?? spec.operands.map(({ input }) => input);
    const values = args.map((arg, index) => spec.operands.at(-1)?.repeats === true && index >= inputs.length - 1
        ? [inputs.at(-1) ?? '', args.slice(inputs.length - 1)]
        : [inputs[index] ?? '', [arg]]);
    return Object.fromEntries(values);
}
const parser_nameOf = (operand) => operand?.input ?? '';

// EXTERNAL MODULE: ./node_modules/cli-progress/cli-progress.js
var cli_progress = __webpack_require__(502);
;// CONCATENATED MODULE: ./lib/cli/bar-text.js


const widestBar = 24;
const narrowestBar = 10;
function barText(progress, pace, width) {
    const share = bar_text_shareOf(progress);
    const doing = safeLogLine(progress.doing);
    const facts = [
        ...(share === undefined ? [] : [`${String(Math.floor(share * 100)).padStart(3)}%`]),
        ...(pace?.leftMs === undefined ? [] : [`${roughly(pace.leftMs)} left`]),
        ...(pace !== undefined && pace.bytesPerSecond > 0 ? [`${units_formatBytes(pace.bytesPerSecond)}/s`] : []),
        ...(pace !== undefined && pace.filesPerSecond >= 1 ? [rateOf(pace.filesPerSecond)] : []),
        ...(isOfBytes(progress) ? [bar_text_bytesOf(progress)] : []),
        bar_text_filesOf(progress)
    ];
    const length = share === undefined ? 0 : Math.min(widestBar, Math.max(narrowestBar, Math.floor(width / 4)));
    const done = Math.floor((share ?? 0) * length);
    const start = [doing, ...(length === 0 ? [] : ['█'.repeat(done) + '░'.repeat(length - done)])].join(' ');
    const line = () => `${start} ${facts.join('  ')}`;
    while (facts.length > 1 && line().length > width)
        facts.pop();
    return line().slice(0, width);
}
function bar_text_shareOf({ files, bytes, totalFiles = 0, totalBytes = 0 }) {
    if (totalBytes > 0)
        return Math.min(1, bytes / totalBytes);
    return totalFiles > 0 ? Math.min(1, files / totalFiles) : undefined;
}
const isOfBytes = ({ bytes, totalBytes = 0 }) => bytes > 0 || totalBytes > 0;
const bar_text_bytesOf = ({ bytes, totalBytes }) => totalBytes === undefined ? units_formatBytes(bytes) : `${units_formatBytes(bytes)} of ${units_formatBytes(totalBytes)}`;
const bar_text_filesOf = ({ files, totalFiles }) => totalFiles === undefined
    ? countOf(files, 'file', 'files')
    : `${units_formatCount(files)} of ${countOf(totalFiles, 'file', 'files')}`;
const rateOf = (filesPerSecond) => {
    const whole = Math.round(filesPerSecond);
    return `${units_formatCount(whole)} ${whole === 1 ? 'file' : 'files'}/s`;
};
const roughly = (ms) => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s');

;// CONCATENATED MODULE: ./lib/core/progress.js
const bytesOfAFile = 32 * 1024;
const workOf = ({ files, bytes }) => bytes + files * bytesOfAFile;
function timeLeftMs({ totalFiles, totalBytes, files, bytes }, lately, elapsedMs) {
    const pace = workOf(lately);
    if (pace <= 0 || (totalFiles === undefined && totalBytes === undefined))
        return 0;
    const rest = { files: (totalFiles ?? files) - files, bytes: (totalBytes ?? bytes) - bytes };
    return (Math.max(0, workOf(rest)) / pace) * elapsedMs;
}

;// CONCATENATED MODULE: ./lib/cli/pace.js

const windowMs = 10_000;
const shortestMs = 500;
class PaceMeter {
    #samples = [];
    take(progress, atMs) {
        if (this.#samples[0]?.progress.doing !== progress.doing)
            this.#samples = [];
        this.#samples.push({ atMs, progress });
        const firstWithin = this.#samples.findIndex(sample => sample.atMs >= atMs - windowMs);
        this.#samples.splice(0, Math.max(0, firstWithin - 1));
        const [first] = this.#samples;
        const elapsedMs = first === undefined ? 0 : atMs - first.atMs;
        if (first === undefined || elapsedMs < shortestMs)
            return undefined;
        const files = progress.files - first.progress.files;
        const bytes = progress.bytes - first.progress.bytes;
        const leftMs = timeLeftMs(progress, { files, bytes }, elapsedMs);
        return {
            filesPerSecond: (files * 1000) / elapsedMs,
            bytesPerSecond: (bytes * 1000) / elapsedMs,
            ...(leftMs > 0 && { leftMs })
        };
    }
}

;// CONCATENATED MODULE: ./lib/cli/progress-bar.js



const columnsOf = ({ columns = 0 }) => (columns > 0 ? columns : 80);
class ProgressBar {
    #stream;
    #clock;
    #style;
    #meter = new PaceMeter();
    #bar;
    #progress;
    #pace;
    constructor(stream, clock, style) {
        this.#stream = stream;
        this.#clock = clock;
        this.#style = style;
    }
    show(progress) {
        this.#pace = this.#meter.take(progress, this.#clock.monotonicMs());
        this.#progress = progress;
        if (this.#bar !== undefined) {
            this.#bar.update(progress.files);
            return;
        }
        const options = {
            stream: this.#stream,
            format: () => this.#text(),
            hideCursor: true,
            clearOnComplete: true,
            gracefulExit: false
        };
        this.#bar = new cli_progress.SingleBar(options);
        this.#bar.start(progress.totalFiles ?? 0, progress.files);
    }
    hide() {
        this.#bar?.stop();
        this.#bar = undefined;
    }
    #text() {
        if (this.#progress === undefined)
            return '';
        return this.#style(barText(this.#progress, this.#pace, columnsOf(this.#stream) - 1));
    }
}

;// CONCATENATED MODULE: ./lib/cli/series-hint.js






const shownSeries = 10;
function seriesHint(env) {
    const given = env.INPUT_VOLUME ?? env.SNAPSHOT_VOLUME ?? '';
    const volume = parseVolume(given);
    if (!volume.ok)
        return [];
    if (addressOf(volume.value).kind === 'ssh')
        return [
            'Which series there are, this tells:',
            `  ${['snapshot-action list --volume', shellWord(volume.value), ...sshFlags(env)].join(' ')}`
        ];
    const names = namesOn(volume.value);
    if (names.length === 0)
        return [];
    const more = names.length - shownSeries;
    return [
        `On ${quoteValue(volume.value)} there ${names.length === 1 ? 'is' : 'are'}:`,
        ...names.slice(0, shownSeries).map(name => `  --name ${quoteValue(name)}`),
        ...(more > 0 ? [`  and ${units_formatCount(more)} more: snapshot-action list --volume ${shellWord(volume.value)}`] : [])
    ];
}
const sshFlags = (env) => [
    ['--ssh-key', env['INPUT_SSH-KEY']],
    ['--ssh-known-hosts', env['INPUT_SSH-KNOWN-HOSTS']]
].flatMap(([flag = '', text = '']) => (text === '' || text.includes('\n') ? [] : [flag, shellWord(text)]));
function namesOn(volume) {
    try {
        return seriesIn(volume);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/cli/style.js

function wantsColour(env, isTerminal) {
    const { NO_COLOR: no = '', FORCE_COLOR: force, TERM: term } = env;
    if (no !== '')
        return false;
    if (force !== undefined)
        return force !== '0' && force !== 'false';
    return isTerminal && term !== 'dumb';
}
function styleFor(isColoured) {
    const paint = (format) => (text) => isColoured ? (0,external_node_util_.styleText)(format, text, { validateStream: false }) : text;
    return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), yellow: paint('yellow'), green: paint('green') };
}

;// CONCATENATED MODULE: ./lib/core/report/progress.js


const progress_shortestForRateMs = 1000;
function progressLine(now, elapsedMs, before) {
    const files = now.files - (before?.files ?? 0);
    const bytes = now.bytes - (before?.bytes ?? 0);
    const rated = elapsedMs >= progress_shortestForRateMs;
    const left = rated ? timeLeftMs(now, { files, bytes }, elapsedMs) : 0;
    const isOfFiles = now.totalFiles !== 0;
    const isOfBytes = now.bytes > 0 || (now.totalBytes ?? 0) > 0;
    return [
        isOfFiles ? `${now.doing} ${progress_filesOf(now)}` : `${now.doing}: ${progress_bytesOf(now)}`,
        ...(isOfFiles && isOfBytes ? [progress_bytesOf(now)] : []),
        ...(rated && bytes > 0 ? [formatRate(bytes, elapsedMs)] : []),
        ...(rated && bytes <= 0 && files > 0 ? [countOf(Math.round((files * 1000) / elapsedMs), 'file/s', 'files/s')] : []),
        ...(left > 0 ? [`about ${progress_roughly(left)} left`] : [])
    ].join(', ');
}
const progress_filesOf = ({ files, totalFiles }) => totalFiles === undefined
    ? countOf(files, 'file', 'files')
    : `${units_formatCount(files)} of ${countOf(totalFiles, 'file', 'files')}`;
const progress_bytesOf = ({ bytes, totalBytes }) => totalBytes === undefined ? units_formatBytes(bytes) : `${units_formatBytes(bytes)} of ${units_formatBytes(totalBytes)}`;
const progress_roughly = (ms) => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s');

;// CONCATENATED MODULE: ./lib/cli/terminal-reporter.js




const terminal_reporter_shownLines = 5;
const terminal_reporter_titleWidth = 24;
const progressEveryMs = 5000;
function terminalReporter({ stream, isTerminal, style, clock, quiet, verbose }) {
    const bar = new ProgressBar(stream, clock, style.dim);
    const running = [];
    const pace = { shownMs: clock.monotonicMs(), begun: undefined };
    let isLive = false;
    const write = (line) => {
        stream.write(`${line}\n`);
    };
    const live = (text) => {
        clear();
        stream.write(style.dim(text.slice(0, columnsOf(stream) - 1)));
        isLive = true;
    };
    const clear = () => {
        bar.hide();
        if (isLive)
            stream.write('\r\u001b[K');
        isLive = false;
    };
    const showRunning = (more = '') => {
        const phase = running.at(-1);
        if (isTerminal && !quiet && phase !== undefined)
            live(`… ${phase.title}${more === '' ? '' : `: ${more}`}`);
    };
    const above = (line) => {
        clear();
        write(line);
        showRunning();
    };
    const closePhase = (title, lines, isDone, took) => {
        if (quiet)
            return;
        if (!isTerminal) {
            write(`${title} ${isDone ? 'took' : 'failed after'} ${took}`);
            return;
        }
        clear();
        write(`${isDone ? style.green('✓') : style.red('✗')} ${title.padEnd(terminal_reporter_titleWidth)} ${style.dim(took.padStart(8))}`);
        const shown = verbose || lines.length <= terminal_reporter_shownLines ? lines : lines.slice(0, terminal_reporter_shownLines - 1);
        for (const line of shown)
            write(style.dim(`  ${line}`));
        const more = lines.length - shown.length;
        if (more > 0)
            write(style.dim(`  and ${countOf(more, 'line', 'lines')} more with --verbose`));
        showRunning();
    };
    return {
        async phase(title, work) {
            const phase = { title: safeLogLine(title), lines: [] };
            const startedMs = clock.monotonicMs();
            pace.shownMs = startedMs;
            pace.begun = undefined;
            running.push(phase);
            showRunning();
            let isDone = false;
            try {
                const result = await work();
                isDone = true;
                return result;
            }
            finally {
                running.splice(running.indexOf(phase), 1);
                closePhase(phase.title, phase.lines, isDone, formatDuration(clock.monotonicMs() - startedMs));
            }
        },
        info(text) {
            if (quiet)
                return;
            const line = safeLogLine(text);
            const phase = running.at(-1);
            if (isTerminal && phase !== undefined) {
                phase.lines.push(line);
                showRunning(line);
            }
            else
                write(isTerminal ? style.dim(`  ${line}`) : line);
        },
        notice(text) {
            if (!quiet)
                above(`${style.bold('note:')} ${safeLogLine(text)}`);
        },
        warning(text) {
            above(`${style.yellow('warning:')} ${safeLogLine(text)}`);
        },
        error(text) {
            clear();
            const [first = '', ...others] = text.split('\n').map(safeLogLine);
            for (const line of [`${style.red('error:')} ${first}`, ...others])
                write(line);
        },
        progress(progress) {
            if (quiet)
                return;
            if (isTerminal) {
                if (isLive)
                    clear();
                bar.show(progress);
                return;
            }
            const nowMs = clock.monotonicMs();
            if (pace.begun?.progress.doing !== progress.doing)
                pace.begun = { atMs: nowMs, progress };
            if (nowMs - pace.shownMs < progressEveryMs)
                return;
            pace.shownMs = nowMs;
            write(safeLogLine(progressLine(progress, nowMs - pace.begun.atMs, pace.begun.progress)));
        },
        finish: clear
    };
}

;// CONCATENATED MODULE: ./lib/cli/trouble.js






function trouble_troubleOf(thrown, spec) {
    if (thrown instanceof UsageMistake)
        return { kind: 'input', message: thrown.message, more: [seeHelp(thrown.help)], status: exitStatus.usage };
    if (thrown instanceof InputFailure && spec !== undefined) {
        const more = [seeHelp(`snapshot-action ${spec.name} --help`)];
        return { kind: 'input', message: inFlags(thrown.mistakes, spec), more, status: exitStatus.usage };
    }
    const { failure, message, more } = endingOf(thrown);
    if (failure === undefined)
        return { kind: 'unexpected', message, more, status: exitStatus.failed };
    return { kind: failure.kind, message, more, status: statusOfKind(failure.kind) };
}
const troubleJson = ({ kind, message }) => `${inertJson(JSON.stringify({ error: { kind, message } }, null, 2))}\n`;
const ofRunners = ' of the runner (its .env file) for all workflows';
const seeHelp = (line) => `See: ${line}`;
function inFlags(mistakes, spec) {
    const flags = new Set(flagsOf(spec).map(({ input }) => input));
    const operands = new Map(spec.operands.map(({ input, shown }) => [input, shown]));
    const label = (name) => operands.get(name) ?? (flags.has(name) ? `--${name}` : name);
    const lines = mistakes.map(mistake => mistake
        .replace(/^[a-z-]+(?:, [a-z-]+)*(?=: )/, labels => labels.split(', ').map(label).join(', '))
        .replace(/^([^":]+): (?=is |are |has )/, '$1 ')
        .replace(ofRunners, ''));
    const [only] = lines;
    if (lines.length === 1 && only !== undefined)
        return only;
    return [`${lines.length} things are wrong:`, ...lines.map(line => `  ${line}`)].join('\n');
}

;// CONCATENATED MODULE: ./lib/cli/command-line.js














async function commandLine(args, env, out, err) {
    const look = lookOf(env, out);
    if (args.length === 0) {
        err.write(helpText('', commands_commands, lookOf(env, err)));
        return exitStatus.usage;
    }
    let call;
    try {
        call = parseCommandLine(args, commands_commands, program, look, text => out.write(text));
    }
    catch (error) {
        const reporter = reporterFor({ quiet: true, verbose: false }, env, err);
        return tellTrouble(trouble_troubleOf(error, undefined), reporter, args.includes('--json') ? out : undefined, err);
    }
    return call === undefined ? exitStatus.done : await command_line_run(call, env, out, err);
}
async function command_line_run(call, env, out, err) {
    const { spec, given, json } = call;
    const stop = stopOnSignals();
    const reporter = reporterFor(call, env, err);
    const commandEnv = commandEnvironment(env, spec, given);
    let told;
    try {
        told = await withWorld(commandEnv, reporter, stop, spec.run);
        reporter.finish();
        command_line_tell(told, call, env, out, err);
        if (told.failure !== undefined)
            throw told.failure;
        return exitStatus.done;
    }
    catch (error) {
        const trouble = trouble_troubleOf(error, spec);
        const isNameless = error instanceof InputFailure && error.mistakes.some(mistake => mistake.startsWith('name: is missing'));
        const more = isNameless ? [...seriesHint(commandEnv), ...trouble.more] : trouble.more;
        const status = tellTrouble({ ...trouble, more }, reporter, json && told === undefined ? out : undefined, err);
        return stop.aborted ? exitStatus.cancelled : status;
    }
    finally {
        reporter.finish();
    }
}
function command_line_tell({ log, json }, call, env, out, err) {
    if (call.json)
        out.write(json);
    if (call.json && call.quiet)
        return;
    const to = call.json ? err : out;
    const { bold } = styleFor(wantsColour(env, to.isTTY));
    const [heading = '', ...lines] = log;
    if (to.isTTY && !call.quiet)
        to.write('\n');
    to.write(`${[bold(heading), ...lines].join('\n')}\n`);
}
function tellTrouble({ status, more, ...trouble }, reporter, json, err) {
    json?.write(troubleJson({ status, more, ...trouble }));
    reporter.error(trouble.message);
    for (const line of more)
        err.write(`${safeLogLine(line)}\n`);
    return status;
}
function reporterFor(call, env, err) {
    return terminalReporter({
        stream: err,
        isTerminal: err.isTTY && env.TERM !== 'dumb',
        style: styleFor(wantsColour(env, err.isTTY)),
        clock: systemClock,
        quiet: call.quiet,
        verbose: call.verbose
    });
}
const widestHelp = 100;
const lookOf = (env, to) => ({
    width: Math.min(columnsOf(to), widestHelp),
    bold: styleFor(wantsColour(env, to.isTTY)).bold
});

;// CONCATENATED MODULE: ./lib/cli/main.js




async function main() {
    const unwritten = new Set();
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', error => {
            if (failure_codeOf(error) === 'EPIPE' || unwritten.has(stream))
                return;
            unwritten.add(stream);
            process.exitCode = failedUnless(process.exitCode);
            if (stream === process.stdout)
                process.stderr.write(`error: Standard output could not be written: ${safeLogLine(failure_messageOf(error))}\n`);
        });
    }
    const status = await commandLine(process.argv.slice(2), process.env, process.stdout, process.stderr);
    process.exitCode = unwritten.size > 0 ? failedUnless(status) : status;
}
const failedUnless = (status) => status === undefined || status === exitStatus.done ? exitStatus.failed : status;


/***/ })

};
