export const id = 879;
export const ids = [879];
export const modules = {

/***/ 879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(573);
;// CONCATENATED MODULE: ./src/core/display.ts
// Names and texts of strangers, made safe to show in a log or a summary: every character is visible and none is obeyed.

/** Names longer than this many characters lose their middle: enough to know a file by, little enough for a table. */
const nameLimit = 120;
/** A sentence may hold a name or two. */
const sentenceLimit = 600;
/** One well-formed UTF-8 character, else one stray byte; over a string that has one character per byte. */
const bytesOfCharacter = 
// eslint-disable-next-line no-control-regex -- the range is meant: every byte that is its own UTF-8
/[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;
/**
 * What cannot be seen or turns the text around it: controls, format and bidi characters, line and paragraph separators,
 * lone surrogates, private and unassigned ones, and all that Unicode calls ignorable. The last matter to the runner:
 * it looks for `::` by the rules of a language, which skip ignorable characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const everyUnseenButTab = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Spaces that are not the space. */
const oddSpace = /(?! )\p{Zs}/u;
/**
 * A file name for a log: its UTF-8 text, with C escapes for what cannot be seen and for bytes that are no UTF-8, so that
 * the bytes can be had back (while it is not shortened). Alone on a line, or within one, it never is a runner's command.
 */
function display_showName(path, limit = nameLimit) {
    return inert((path.match(bytesOfCharacter) ?? []).map(showCharacterBytes), limit);
}
/** The same for a text: a branch, a series, a user. */
function display_showText(text, limit = nameLimit) {
    return inert(Array.from(text, showCharacter), limit);
}
/** The same within the backticks that mark code in our sentences: none of its own ends them. */
const inBackticks = (text, limit = nameLimit) => `\`${display_showText(text, limit).replaceAll('`', '\\x60')}\``;
/** Whether a text shows exactly what it is, so that it can be copied from the screen. */
const showsAsItIs = (text) => display_showText(text, Infinity) === text;
/**
 * A whole line of the log, whoever wrote it (rsync's stderr too): one line stays one line, and the runner finds no
 * command in it. It takes `::command` at the start of a trimmed line and `##[command]` anywhere.
 */
function safeLogLine(text) {
    return seen(text)
        .replaceAll('##[', '#\\#[')
        .replace(/^(\s*)::/, '$1\\::');
}
/** A file name for a cell, list or sentence of the summary: no Markdown, HTML, mention, link or end of cell in it. */
const markdownCode = (path, limit = nameLimit) => code(display_showName(path, limit));
/** The same for a text. */
const markdownText = (text, limit = nameLimit) => code(display_showText(text, limit));
/**
 * A sentence for the summary. What is in backticks, and every word that is neither a plain word nor a number, is set as
 * code: GitHub then makes no mention, reference, emoji or link of it, and paths and options read well.
 */
function markdownSentence(text, limit = sentenceLimit) {
    const shown = shorten(Array.from(seen(text.replaceAll('\t', ' '))), limit);
    return shown
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? code(part) : part.split(' ').map(word).join(' ')))
        .join('')
        .replace(brokenQuantity, '$1&#160;');
}
/** The space between a number and its unit, where no line should break. */
const brokenQuantity = /(\d) (?=(?:B|[KMGTP]iB|ms|s|min|h)(?![A-Za-z]))/g;
/** Words, numbers (`12,345`, `99.6%`) and the punctuation around them. `GH-1` and `www.x` are neither. */
const plainWord = /^["'“‘(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d+(?:[.,]\d+)*%?)?["'”’).,;:!?]*$/u;
function word(text) {
    if (!plainWord.test(text))
        return wordAsCode(text);
    // `1.` and `1)` would begin a list
    return /^\d+[.)]+$/.test(text) ? entities(text) : entities(text, /[^A-Za-z0-9.,%()'!?-]/gu);
}
/** The sentence's own punctuation stays outside of the code, but in `f(x)` the parenthesis is a part of the word. */
const wordAsCode = (text) => text.replace(/^(["'“‘(]*)(.*?)(["'”’).,;:!?]*)$/, (_text, before, inner, after) => entities(before) + (inner.includes('(') ? code(inner + after) : code(inner) + entities(after)));
const code = (shown) => (shown === '' ? '' : `<code>${entities(shown)}</code>`);
/** Markdown takes no structure from a numeric entity. `_` is one as well: `<code>_a_</code>` would be emphasis. */
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
/** A character always has one. */
const codePoint = (character) => Number(character.codePointAt(0));
const escapeByte = (byte) => `\\x${byte.toString(16).padStart(2, '0')}`;
/** Joins what is shown; a space at an end is made visible, and neither form of a command is left. */
function inert(shown, limit) {
    const last = shown.length - 1;
    const ends = shown.map((part, index) => (part === ' ' && (index === 0 || index === last) ? '\\x20' : part));
    return shorten(ends, limit).replaceAll('##[', '#\\x23[').replace(/^::/, '\\x3a:');
}
/** Takes out the middle, whole characters and whole escapes at a time; the end of a name says more than its start. */
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
const failure_messageOf = (thrown) => (textOf(thrown, 'message') ?? String(thrown)).replace(/^Unknown system error (-\d+): Unknown system error -\d+/, (said, number) => unnamed[number]?.join(': ') ?? said);
/** The system's code (`ENOSPC`) of anything that was thrown, if it has one. */
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
;// CONCATENATED MODULE: ./src/adapters/system-clock.ts
// The only place that asks the machine for the time.

const systemClock = {
    now: () => new Date(),
    monotonicMs: () => external_node_perf_hooks_.performance.now()
};

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"0.1.0"};
;// CONCATENATED MODULE: ./src/program.ts
// The version of this program, as records and reports name it.

const program = package_namespaceObject.rE;

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./src/adapters/process.ts
// Runs a program with an argument array in a clean environment, stops it when the run is cancelled, and says how it ended.




const stderrLimit = 64 * 1024;
/**
 * What a program gets to see: enough to be found and to find its files. Not `RSYNC_*` and `POPT*`, which change what
 * rsync does, nor HOME, since rsync takes aliases for its options from `~/.popt` (`rsync alias --archive --inplace`);
 * nor the step's inputs and tokens. `LC_ALL=C` keeps its messages parseable.
 */
function cleanEnvironment(env) {
    const clean = { LC_ALL: 'C' };
    // RUNNER_TRACKING_ID is how the runner finds what a job left running.
    for (const name of ['PATH', 'TMPDIR', 'USER', 'LOGNAME', 'TZ', 'RUNNER_TRACKING_ID']) {
        const value = env[name];
        if (value !== undefined)
            clean[name] = value;
    }
    return clean;
}
/** Ends the program when we die, also by SIGKILL: without it an orphaned rsync would go on writing. Empty: not there. */
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
            // A process group of its own, so that a cancel reaches rsync's generator and receiver too.
            const child = (0,external_node_child_process_.spawn)(file, args, {
                env: childEnv,
                cwd: request.cwd,
                detached: true,
                stdio: ['pipe', 'pipe', 'pipe', ...(request.inherit === undefined ? [] : [request.inherit])]
            });
            const stdout = [];
            let stderr = '';
            const kill = () => {
                killGroup(child.pid, 'SIGTERM');
                setTimeout(() => {
                    killGroup(child.pid, 'SIGKILL');
                }, 1000).unref();
            };
            stop.addEventListener('abort', kill, { once: true });
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
                stop.removeEventListener('abort', kill);
                reject(error);
            });
            child.on('close', (code, signal) => {
                stop.removeEventListener('abort', kill);
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
            // A program that stops reading early says why by its exit status; the broken pipe adds nothing.
            child.stdin.on('error', () => undefined);
            feed(child.stdin, request.input ?? []).catch(reject);
        })
    };
}
async function feed(stdin, input) {
    for await (const piece of input) {
        if (!stdin.write(piece)) {
            await new Promise(resolve => {
                stdin.once('drain', resolve);
                stdin.once('close', resolve);
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
        // The group is already gone, which is what was wanted.
    }
}
/** Busybox's has no --pdeathsig, and every program would fail with it. */
function isWhole(file) {
    return (0,external_node_fs_.existsSync)(file) && !(0,external_node_fs_.realpathSync)(file).endsWith('/busybox');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(455);
;// CONCATENATED MODULE: ./src/adapters/step-files.ts
// What a step hands to the runner and to later steps by files: outputs, the step summary, and the JSON report.




/**
 * Writes all of it. What was done on the volume is done by now, so that a report or a summary that cannot be written is
 * a warning, and the outputs are set all the same: later steps need them.
 */
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
/** Each value is written as it is, whatever lines it has: `@actions/core` fences it with a random delimiter. */
function writeOutputs(setOutput, outputs) {
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
/**
 * Appends to the file that GITHUB_STEP_SUMMARY names, and says whether there is one: outside of a workflow there is
 * none, where `core.summary.write()` would throw.
 */
async function appendSummary(summaryFile, markdown) {
    if (summaryFile === undefined || summaryFile === '')
        return false;
    await appendFile(summaryFile, markdown);
    return true;
}
/**
 * Writes the JSON report into a fresh directory of its own below `tempDir`, readable for this user only, since it names
 * what is on the volume. Returns the file's path.
 */
async function writeReport(tempDir, json) {
    const directory = await mkdtemp(join(tempDir, 'snapshot-report-'));
    const file = join(directory, 'report.json');
    await writeFile(file, json, { mode: 0o600, flag: 'wx' });
    return file;
}
/** The text of a file that the runner names; absent where there is none or it cannot be read. */
function readText(file) {
    if (file === undefined || file === '')
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        // Without its event a run is judged by the rest of what is known of it; see distrust().
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(919);
;// CONCATENATED MODULE: ./src/adapters/workers/pool.ts
// A few worker threads with one queue: tasks are given out as threads come free, results come back in any order.



/** Beyond this, threads wait for the disk and each other more than they work (measured up to 16 on one SSD). */
const most = 8;
const autoJobs = () => Math.min(Math.max((0,external_node_os_.availableParallelism)(), 2), most);
class WorkerPool {
    jobs;
    #script;
    #stop;
    #idle = [];
    #all = new Set();
    #queue = [];
    #running = new Map();
    #nextId = 0;
    /** `script`: absolute path of the worker's entry. Threads start with the first task that needs them. */
    constructor(script, jobs, stop) {
        this.#script = script;
        this.jobs = jobs;
        this.#stop = stop;
        stop.addEventListener('abort', () => {
            this.#fail(cancelled());
        });
    }
    run(task) {
        return new Promise((resolve, reject) => {
            if (this.#stop.aborted) {
                reject(cancelled());
                return;
            }
            this.#queue.push({ task, resolve, reject });
            this.#assign();
        });
    }
    /** Threads do not keep the process alive after this; tasks still running are abandoned. */
    async close() {
        await Promise.all([...this.#all].map(worker => worker.terminate()));
        this.#all.clear();
        this.#idle.length = 0;
    }
    #assign() {
        while (this.#queue.length > 0) {
            const worker = this.#idle.pop() ?? (this.#all.size < this.jobs ? this.#start() : undefined);
            if (worker === undefined)
                return;
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

;// CONCATENATED MODULE: ./src/inputs/trust.ts
// Whether the event behind a run may write to the volume: code of strangers must not choose what later runs restore.
/** Why this event must not write; undefined for a trusted one. `event` is the event file's JSON, undefined if unreadable. */
function distrust(env, event) {
    // The runner's own judgement (2.336 and later), or the workflow's `cache-mode: read`. The other modes are about the
    // cache alone: `none` is what a careful workflow says that has no use for it.
    if (env.ACTIONS_CACHE_MODE?.trim().toLowerCase() === 'read') {
        return 'the run may only read caches (ACTIONS_CACHE_MODE=read), as runs of low trust do';
    }
    switch (env.GITHUB_EVENT_NAME) {
        case 'pull_request_target':
            return 'pull_request_target runs with full rights for anyone who opens a pull request';
        case 'pull_request':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return strangers(event, ['pull_request', 'head', 'repo'], ['pull_request', 'base', 'repo'], 'the pull request');
        case 'workflow_run':
            if (textAt(event, ['workflow_run', 'event']) === 'pull_request_target') {
                return 'the run that started this one was a pull_request_target, which anyone can cause';
            }
            // Whatever else started the first run: the repository's own events have its own head.
            return strangers(event, ['workflow_run', 'head_repository'], ['repository'], 'the run that started this one');
        default:
            // issue_comment among them: anyone may comment, but it runs the default branch's code. A workflow that checks out
            // a pull request on a comment has to set read-only itself; the event does not tell.
            return undefined;
    }
}
/** A deleted fork has no repository, and an unreadable event no proof: both are a stranger's. */
function strangers(event, head, base, what) {
    const [from, to] = [repositoryAt(event, head), repositoryAt(event, base)];
    if (to === undefined)
        return `the event file does not tell which repository ${what} came from`;
    if (from === undefined)
        return `${what} came from a repository that no longer exists`;
    return from.toLowerCase() === to.toLowerCase() ? undefined : `${what} came from another repository, ${from}`;
}
function repositoryAt(event, path) {
    return textAt(event, [...path, 'full_name']);
}
/** The text at the end of a path of keys, if there is a non-empty one. */
function textAt(value, path) {
    const end = path.reduce((at, key) => typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined, value);
    return typeof end === 'string' && end !== '' ? end : undefined;
}

;// CONCATENATED MODULE: ./src/inputs/github-context.ts
// The run as the runner tells it: GITHUB_*, RUNNER_* and the event file, none of which is needed outside GitHub.


/**
 * What the event file says; undefined when it is missing, damaged or no JSON object, which for the events that need
 * it counts as untrusted (`distrust`).
 */
function parseEvent(text) {
    try {
        const event = JSON.parse(text ?? '');
        return typeof event === 'object' && event !== null ? event : undefined;
    }
    catch {
        return undefined;
    }
}
/** `event` is what `parseEvent` gave. */
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
/** Without what is empty or missing: a record says nothing rather than nothing at length. */
function present(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

;// CONCATENATED MODULE: ./src/world.ts
// The world an action is given, by a runner or at a terminal: its environment, programs, threads, and whom it tells.







/** What `work` is given ends with it. `env` has the inputs as the runner hands them over, `INPUT_<NAME>`. */
async function withWorld(env, reporter, stop, work) {
    const pools = [];
    try {
        const event = parseEvent(readText(env.GITHUB_EVENT_PATH));
        return await work({
            env,
            context: readRunContext(env, event, { cwd: process.cwd(), tempDir: (0,external_node_os_.tmpdir)() }),
            processes: realProcesses(env, stop),
            reporter,
            startPool: jobs => {
                const pool = new WorkerPool(workerScript(), jobs ?? autoJobs(), stop);
                pools.push(pool);
                return pool;
            }
        });
    }
    finally {
        await Promise.all(pools.map(pool => pool.close()));
    }
}
/** Aborted by the first of the signals that mean the end: Ctrl-C, and what a runner sends. */
function stopOnSignals() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            stop.abort();
        });
    }
    return stop.signal;
}
/** 128 + SIGINT, as a shell says it. */
const cancelledStatus = 130;
/** Beside this file in the bundle (`dist/<name>/`, `dist/worker/`), and in the sources when they are run as they are. */
function workerScript() {
    const bundled = (0,external_node_path_.join)(import.meta.dirname, '..', 'worker', 'index.js');
    return (0,external_node_fs_.existsSync)(bundled) ? bundled : (0,external_node_path_.join)(import.meta.dirname, 'worker.ts');
}

;// CONCATENATED MODULE: ./src/inputs/adopt-names.ts
// The names of the inputs of `adopt`, with the defaults of those that have one.
/** An input that was left out or is empty has this value. */
const adoptDefaults = {
    utc: 'false',
    'lock-timeout': '10m',
    'dry-run': 'false',
    jobs: 'auto'
};
const withoutDefault = ['volume', 'name', 'matrix', 'path', 'prefix'];
/** Every input, in no order that matters. */
const adoptInputNames = [
    ...withoutDefault,
    ...Object.keys(adoptDefaults)
];

;// CONCATENATED MODULE: ./src/core/snapshot-id.ts
// The id of a snapshot: its UTC moment as a directory name, `2026-11-20T08-49-01Z`, with `-2`, `-3` when that is taken.
/** Snapshots of one second. Ten thousand would be a defect somewhere else, and must not become an endless search. */
const highestSerial = 9999;
const snapshot_id_form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-([2-9]|[1-9]\d{1,3}))?$/;
/** The first free id of this moment. */
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
/** What an id says; undefined for any other text, a moment that no calendar has (February 30th) included. */
function parseSnapshotId(text) {
    const match = snapshot_id_form.exec(text);
    if (match === null)
        return undefined;
    const [, year, month, day, hour, minute, second, serial] = match;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
    const moment = new Date(iso);
    // Minute 60 is refused; an hour of 24 is read as the next day's 0, and a February 30th may be rolled over.
    if (moment.getUTCDate() !== Number(day))
        return undefined;
    return { moment, serial: Number(serial ?? 1) };
}
const isSnapshotId = (text) => parseSnapshotId(text) !== undefined;
/** Oldest first; `-10` after `-9`. Throws for a text that is no id. */
function compareSnapshotIds(a, b) {
    const [left, right] = [momentOf(a), momentOf(b)];
    return left.moment.getTime() - right.moment.getTime() || left.serial - right.serial;
}
/** The ids, oldest first, each read once. */
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

;// CONCATENATED MODULE: ./src/core/current-snapshot.ts
// Which snapshot of a series is the current one: the last that was published, which a wrong clock can make differ from the newest.

/**
 * `listed`, the newest first; `latest`, the id that the link names. Usually both agree. Where they do not, either a run was
 * interrupted between publishing and moving the link: then the newest is current. Or the newest was dated by a clock that
 * ran ahead, and `latest` was linked against it since: then `latest` is. What is dated after `now` is only current when
 * the link says so.
 */
function currentSnapshot(listed, latest, now) {
    const complete = listed.filter(({ record }) => record !== undefined);
    const pointed = complete.find(({ id }) => id === latest);
    const newest = complete.find(({ id }) => !isAfter(id, now)) ?? complete[0];
    if (pointed === undefined || newest === undefined)
        return newest;
    return isAfter(pointed.id, now) || descends(pointed, newest.id, complete) ? pointed : newest;
}
const isAfter = (id, now) => (parseSnapshotId(id)?.moment.getTime() ?? 0) > now.getTime();
/** Whether it was linked against that other one, or against one that was. */
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

;// CONCATENATED MODULE: ./src/core/latest-link.ts
// What the link `latest` of a series may say: the id of a snapshot beside it, and nothing that leads anywhere else.

const latestName = 'latest';
/** The id that the link names; undefined when it points to anything but a snapshot of its own series. */
function snapshotOfLatest(target) {
    // an administrator who sets it by hand may write `./<id>/`
    const id = target.replace(/^\.\//, '').replace(/\/$/, '');
    return isSnapshotId(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./src/core/quoted-value.ts
// How a message shows a value that someone typed: in quotes, on one line, everything in it visible, and not too long.

/** What reads like the right value but is not can be seen to differ, and no value can start a line of its own. */
const quoteValue = (text) => `"${display_showText(text).replaceAll('"', '\\"')}"`;

;// CONCATENATED MODULE: ./src/core/json-fields.ts
// Reads the fields of a JSON object that anyone may have written: each is of its type and range, or is named as damage.



/** The object that a text holds. */
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
    /** `prefix` stands before the names of the fields: empty, or `run.`. */
    constructor(value, prefix, damage) {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
            throw damage(`${prefix === '' ? 'it' : prefix.slice(0, -1)} is ${describe(value)}; expected an object`);
        this.#object = value;
        this.#prefix = prefix;
        this.#damage = damage;
    }
    /** The `format` field; refuses what a later version of this program wrote. */
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
    /** A whole number that is exact, 0 or more. */
    count(key) {
        const value = this.#get(key);
        if (!Number.isSafeInteger(value) || Number(value) < 0)
            throw this.#wrong(key, 'a whole number from 0 to 2^53');
        return Number(value);
    }
    /** Any finite number from 0. */
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
    /** Each item as the field `<index>` of an object of its own. */
    list(key, read) {
        const value = this.#get(key);
        if (!Array.isArray(value))
            throw this.#wrong(key, 'a list');
        const items = new JsonFields(Object.fromEntries(value.entries()), `${this.#prefix}${key}.`, this.#damage);
        return value.map((_, index) => read(items, String(index)));
    }
    /** Never the prototype's: a field called `constructor` is not there unless it was written. */
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
    // what is left of JSON is written as it was
    return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}
/** A moment as `toISOString` writes it, the milliseconds left out or not. */
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

;// CONCATENATED MODULE: ./src/core/shell-word.ts
// A text as one word of a POSIX shell, for commands that a person pastes.
/** Between single quotes a shell takes everything as it is, but for the quote itself. */
const shellWord = (text) => `'${text.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./src/core/marker.ts
// The marker of a volume: the file that says 'snapshots may be kept here'. Its absence means a missing mount, or a mistake.


const markerName = '.snapshot-volume.json';
const markerFormat = 1;
const mostMarkerBytes = 65_536;
/** A marker that does not say that this is a volume we know. */
class MarkerDamage extends Error {
    name = 'MarkerDamage';
    constructor(problem) {
        super(`the marker ${markerName} is damaged: ${problem}`);
    }
}
/** The file's text. Throws `MarkerDamage` for a marker that could not be read back. */
function encodeMarker(marker) {
    const text = `${JSON.stringify(marker)}\n`;
    decodeMarker(text);
    return text;
}
/** The marker that a text holds. Throws `MarkerDamage`. */
function decodeMarker(text) {
    const fields = parseJsonFields(text, mostMarkerBytes, problem => new MarkerDamage(problem));
    return {
        format: fields.format(markerFormat),
        ...(fields.has('created') && { created: fields.text('created', utcMoment) }),
        ...(fields.has('program') && { program: fields.text('program', nonEmpty) })
    };
}
/** The shell command with which an administrator marks a volume. */
function markByHand(volumePath) {
    const path = volumePath.endsWith('/') ? `${volumePath}${markerName}` : `${volumePath}/${markerName}`;
    return `printf '{"format":${markerFormat}}\\n' > ${shellWord(path)}`;
}

;// CONCATENATED MODULE: ./src/core/report/adopt-model.ts
// Everything one run of `adopt` has to say; its log and JSON report read this.
const noFigures = {
    files: 0,
    filesLinked: 0,
    bytes: 0,
    bytesLinked: 0,
    bytesOnDisk: 0,
    bytesAdded: 0,
    specials: 0
};

;// CONCATENATED MODULE: ./src/core/units.ts
// Numbers as a person reads them: bytes, counts, shares, durations and rates; never for a machine, which gets the plain number.
const unitNames = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** `512 B`, `1.2 GiB`, `731 MiB`: 1024-based, one decimal below 100. */
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
        // what would be shown as 1024 is one of the next unit
        if (Math.round(value) < 1024)
            break;
    }
    return `${threeDigits(value)} ${unit}`;
}
/** `12,345` whatever the locale of the machine. */
function units_formatCount(count) {
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
const formatRate = (bytes, ms) => `${units_formatBytes((bytes * 1000) / Math.max(1, ms))}/s`;
const twoDigits = (value) => String(value).padStart(2, '0');
function threeDigits(value) {
    const oneDecimal = value.toFixed(1);
    return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value));
}
/** `1 file`, `12,345 files`. */
const countOf = (count, one, many) => `${units_formatCount(count)} ${count === 1 ? one : many}`;

;// CONCATENATED MODULE: ./src/core/byte-path.ts
// File names as the kernel has them: any bytes but NUL, kept one character per byte so that no name is ever lost or changed.

/** The path that these raw bytes spell, as a directory listing gives them. */
const pathFromBytes = (bytes) => external_node_buffer_.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
/** The path that a text spells in UTF-8, as an input gives it. */
const pathFromText = (text) => (isAscii(text) ? text : external_node_buffer_.Buffer.from(text, 'utf8').toString('latin1'));
/** The bytes to hand to the kernel. */
const pathBytes = (path) => external_node_buffer_.Buffer.from(path, 'latin1');
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
const byte_path_parentPath = (path) => {
    const slash = path.lastIndexOf('/');
    return (slash < 0 ? '.' : path.slice(0, slash));
};
/** Byte order, the order of the manifest. */
const comparePaths = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function isAscii(text) {
    // eslint-disable-next-line no-control-regex -- the range is meant: every byte that is its own UTF-8
    return /^[\x00-\x7f]*$/.test(text);
}

;// CONCATENATED MODULE: ./src/core/dated-name.ts
// What the name of a directory says about when its tree was made: the ways in which backup scripts write `date` into a name.

/** As people read them; what `parseDatedName` takes, told when nothing was recognised. */
const datedNameExamples = [
    '2024-01-10',
    '2024-01-10_12:00:00',
    '2024-01-10T12-00-00',
    '20240110-120000'
];
/** `2024-01-10`, `2024_01_10`, `2024.01.10`, `20240110`. */
const date = /^(\d{4})(?:([-_.])(\d{2})\2(\d{2})|(\d{2})(\d{2}))/;
/**
 * `12:00:00`, `12-00`, `1200`, with what stands between it and the date. A compact date may be followed at once; after a
 * date with dashes there is something between. Two digits alone are no time: `2024-01-10-02` may be the second of its day.
 */
const time = /^[Tt_ .@-]?(\d{2})(?:([:._-]?)(\d{2})(?:\2(\d{2}))?)/;
const zone = /^ ?(?:([Zz]|UTC)|([+-])(\d{2}):?(\d{2}))$/;
/** `prefix`: what stands before the date, `web-`. A name that does not begin with it is of something else. */
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
        return checked({ ...onDay, hour: 0, minute: 0, second: 0 }, 'day');
    // `2024-01-1012`: without anything between, only numbers without separators are read.
    const clock = separator !== undefined && /^\d/.test(rest) ? undefined : clockOf(rest);
    if (clock === undefined) {
        return isPossible({ ...onDay, hour: 0, minute: 0, second: 0 })
            ? { kind: 'suffix', suffix: (rest.slice(time.exec(rest)?.[0].length ?? 0) || rest) }
            : { kind: 'other' };
    }
    return checked({ ...onDay, ...clock.of }, clock.zone);
}
function clockOf(rest) {
    const found = time.exec(rest);
    if (found === null)
        return undefined;
    const [whole, hour, separator, minute, second] = found;
    const readings = [
        [whole.length, second ?? '0'],
        // `T12-00-0500`: what was read as seconds may begin a zone.
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
/** Minutes; Kiribati is 14 hours ahead. */
const farthestZone = 14 * 60;
const checked = (clock, named) => isPossible(clock) ? { kind: 'dated', clock, zone: named } : { kind: 'impossible' };
/** No tree is older than the epoch: such a number is something else. */
function isPossible(clock) {
    const { year, month, day, hour, minute, second } = clock;
    if (year < 1970 || hour > 23 || minute > 59 || second > 59)
        return false;
    const moment = new Date(utcMs(clock));
    return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}
const utcMs = ({ year, month, day, hour, minute, second }) => Date.UTC(year, month - 1, day, hour, minute, second);
/** `localTime`: what the wall clock of the machine means, by its time zone and summer times. */
function dated_name_momentOf(clock, named, localTime) {
    if (named === 'local')
        return localTime(clock);
    return new Date(utcMs(clock) - (named === 'day' ? 0 : named * 60_000));
}
/** What stands before the date in a name that has one further on: `web-` of `web-2024-01-10`. */
function prefixOf(name) {
    const found = /^(.*?)(?<!\d)(?:19|20)\d{2}(?:[-_.]?)\d{2}/.exec(name)?.[1];
    if (found === undefined || found === '')
        return undefined;
    return parseDatedName(name, found).kind === 'dated' ? found : undefined;
}

;// CONCATENATED MODULE: ./src/core/adoption.ts
// Which directories become which snapshots, by their names alone: nothing is read and nothing is moved here.




/** What every adopted snapshot is tagged with. */
const adoptedTag = 'adopted';
/** Deterministic: run again after a part of it was done, the rest gets the ids it would have got. */
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
/** A script moves its link when a tree is whole: one that is newer was perhaps interrupted, or is being written. */
function whyIncomplete({ moment }, { name, names }, request) {
    const newest = momentOfName(names, request);
    if (newest === undefined || moment.getTime() <= newest.getTime())
        return undefined;
    return `is newer than what the link ${display_showName(name)} points to, so it may not be complete; point the link to it to have it adopted`;
}
/** Ids that names already have come first: they are kept, and a date that means the same second gets another. */
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
/** Undefined for what is a snapshot of the series already: there is nothing to do and nothing to tell. */
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
/** The tree it names may be adopted by now, and so the link lead nowhere: what it says is still true. */
function pointerIn({ names, prefix, isSeries, recorded }) {
    for (const { name, target } of names) {
        if (target === undefined)
            continue;
        const isPointer = pointers.some(word => name === word || name === `${prefix}${word}`);
        const last = target.replace(/\/+$/, '').split('/').at(-1);
        // Ours says what was published last, which tells nothing about trees that were never ours.
        if (!isPointer || last === undefined || (isSeries && recorded.has(last)))
            continue;
        return { name, names: last };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/core/rsync-output.ts
// What rsync says, understood: the lines of a listing, its version, its exit codes. Pinned to LC_ALL=C by whoever runs it.
/**
 * The bytes of a name as rsync wrote it. It writes control bytes and those beyond ASCII as `\#` and three octal digits,
 * and a backslash that would read as the start of such an escape likewise (`\#134`); so nothing is ambiguous.
 */
const unescapeRsync = (text) => (text.includes('\\#')
    ? text.replace(/\\#([0-3][0-7]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 8)))
    : text);
const types = { f: 'file', d: 'dir', L: 'link', S: 'special', D: 'device' };
/** `YXcstpoguax` and a space: what is done, the type, and nine attributes (rsync(1), --itemize-changes). */
const itemized = /^[<>ch.]([fdLDS])[.+?a-zA-Z ]{9} /;
const itemizedLength = 12;
const filtered = /^\[[a-z]+\] (hiding|showing) (file|directory) /;
const because = ' because of pattern ';
/** Reads one line without its newline. */
function parseListingLine(line) {
    const type = types[itemized.exec(line)?.[1] ?? ''];
    if (type !== undefined)
        return { kind: 'entry', type, path: nameOf(line.slice(itemizedLength), type) };
    const match = filtered.exec(line);
    // the last one: a name may contain these words, and our own patterns do not
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
/** Directories are listed with a slash at the end, the top as `./`. */
const nameOf = (text, type) => unescapeRsync(type === 'dir' && text.endsWith('/') ? text.slice(0, -1) : text);
/** Reads a listing from its raw output, wherever the pieces are cut, and hands on each line as it is complete. */
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
    /**
     * To be called at the end of the output. What stands after the last newline is half a line: its name may be cut off,
     * so it is never an entry, only text.
     */
    end() {
        if (this.#rest !== '')
            this.#take({ kind: 'other', text: this.#rest });
        this.#rest = '';
    }
}
/** The first with nanoseconds, `--debug=FILTER` and a negative `--modify-window`; of 2018. */
const oldestRsync = [3, 1, 3];
/** Which rsync this is, from what `rsync --version` prints. Undefined for a program that is no rsync. */
function parseRsyncVersion(output) {
    // first: it also prints a line that reads like rsync's own
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
/** In plain words (rsync(1), EXIT VALUES; 124 to 127 are a shell's, 255 is ssh's). */
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
/** Half a sentence, to follow 'rsync failed: '. Always names the code. */
function explainRsyncExit(code) {
    // a shell's way to say that a program was killed
    if (code > 128 && code < 128 + 65)
        return `rsync was killed by signal ${code - 128} (exit code ${code})`;
    return `${meanings[code] ?? 'rsync ended in a way that its manual does not list'} (exit code ${code})`;
}

;// CONCATENATED MODULE: ./src/core/within.ts
// Whether one absolute path lies within another, by their names alone: symlinks were resolved before, or do not matter.
/** Also for the directory itself. */
const isWithin = (directory, path) => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
/** What is left of a path within a directory; `.` for the directory itself. */
const pathBelow = (directory, path) => (path === directory ? '.' : path.slice(directory === '/' ? 1 : directory.length + 1));

;// CONCATENATED MODULE: ./src/actions/check.ts
// Everything that is made sure of before the first byte is written to the volume; each refusal says what to do.






/** The rsync that is there, if it is one that can do the work. */
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
/** The tools around rsync: flock, find, xargs and the coreutils; for a restore, tar. */
async function checkTools(machine, purpose) {
    const packages = await machine.missingPackages(purpose);
    if (packages.length > 0) {
        throw new Failure('rsync', `Tools of ${packages.join(', ')} that lock, measure, delete and write are not on this machine, or lack the options that are needed. Install them with:\n  ${await machine.installLine(packages)}`);
    }
}
/** The volume is there, is what it was, and can be written; whether it may be marked as a volume now is the answer. */
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
/**
 * Only a whole filesystem mounted at this very place is marked without being asked. Any other unmarked directory may be
 * the empty place where a volume should have been mounted, also a bind mount that a container was given of it.
 */
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
/** Neither may hold the other: a snapshot of itself would grow without end. */
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

;// CONCATENATED MODULE: ./src/actions/adopt-check.ts
// Everything that is made sure of before a tree is adopted: the volume, the old directory, and that a rename leads from one to the other.








/** Whether the volume is to be marked at this first use. */
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
/** By a rename that is really made. */
async function checkRename(story) {
    const probe = await story.ports.old.probeRename();
    if (!probe.works)
        throw cannotRename(story, probe.why);
}
function cannotRename({ inputs }, why) {
    const { path, prefix, volume, name } = inputs;
    const trees = `${shellWord(`${path}/${prefix}`)}[12][0-9]*/`;
    return new Failure('volume', `Trees cannot be renamed from ${quoteValue(path)} to the volume ${quoteValue(volume)} (${why}), so they cannot be adopted without copying. Make a directory on their own filesystem the volume. Or copy them, oldest first; each then is a snapshot of the moment at which it is copied:\n` +
        `  for tree in ${trees}; do snapshot-action save "$tree" --volume ${shellWord(volume)} --name ${shellWord(name)} --tags adopted; done`);
}
async function plan(story, series) {
    const { inputs, ports } = story;
    const names = await ports.old.names();
    const { isSeries } = await ports.old.state();
    const listed = await series.list();
    // Those that an interrupted adoption wrote a record for are to be given again, to the same trees.
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
/** Most likely the wrong directory, or a prefix that is missing. */
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

;// CONCATENATED MODULE: ./src/actions/adopt-story.ts
// What an adoption has found out so far; whichever way the run ends, the report is told from this.
class AdoptStory {
    inputs;
    context;
    ports;
    program;
    trees = [];
    left = [];
    /** The id that `latest` points to at the end. */
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
    /** Something someone must act on. */
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
;// CONCATENATED MODULE: ./src/core/manifest/document-order.ts
// The order of a manifest's lines: by path, but names that mtree would take for patterns after all others.
//
// mtree(8) matches every name with `*`, `?` or `[` in it as a pattern, escaped or not (it cannot even check its own `mtree
// -c` output of such a tree), and the first line of a directory that matches a file is that file's. With `[id].js` before
// `d.js`, a sound tree would be reported as lacking `d.js`. So plain names come first and the most general pattern last.
// What remains: a file that was added beside one called `*` goes unnoticed by mtree, and of siblings called `*` and `?` it
// can never tell which is which.

const pattern = /[*?[]/;
/** The entries as a manifest lists them; the given ones stay as they are. */
function inDocumentOrder(entries) {
    const plain = [];
    const patterns = [];
    for (const entry of entries)
        (pattern.test(entry.path) ? patterns : plain).push(entry);
    plain.sort((a, b) => compareWritten(a.path, b.path));
    patterns.sort((a, b) => comparePatterns(a.path, b.path));
    return plain.concat(patterns);
}
/** Negative when `a` stands before `b` in a manifest, zero for the same path only. */
function compareInDocument(a, b) {
    const isPattern = pattern.test(a);
    if (isPattern !== pattern.test(b))
        return isPattern ? 1 : -1;
    return isPattern ? comparePatterns(a, b) : compareWritten(a, b);
}
/** By bytes as they are written: `.` before `./-x`, although `-` is before `.`. */
function compareWritten(a, b) {
    if (a === '.' || b === '.')
        return a === b ? 0 : a === '.' ? -1 : 1;
    return comparePaths(a, b);
}
/** Part by part; a directory before what it holds, plain names before patterns, `ab*` before `a*` before `*`. */
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
    const isPattern = pattern.test(first);
    if (isPattern !== pattern.test(second))
        return isPattern ? 1 : -1;
    return generality(first) > generality(second) ? -1 : 1;
}
/** The less a character says, the lower: what `*` stands for, then `?`, then a bracket, then only itself. */
const generality = (part) => part.replace(/[*?[]/g, mark => (mark === '*' ? '\x00' : mark === '?' ? '\x01' : '\x02'));

;// CONCATENATED MODULE: ./src/core/manifest/damage.ts
// The error of a manifest that cannot be trusted; it carries where and what, and never anything that was read so far.
class ManifestDamage extends Error {
    name = 'ManifestDamage';
    /** Counted from 1. */
    line;
    problem;
    constructor(line, problem) {
        super(`manifest line ${line} ${problem}`);
        this.line = line;
        this.problem = problem;
    }
}

;// CONCATENATED MODULE: ./src/core/manifest/entry-problem.ts
// What an entry must be to stand in a manifest; asked by the writer and the reader alike, so that neither outdoes the other.
/** What the kernel can hold: 64-bit seconds. */
const earliestNs = -(2n ** 63n) * 1000000000n;
const latestNs = 2n ** 63n * 1000000000n - 1n;
/** (uid_t) -1 stands for 'leave as it is' in chown(2), so it is no owner. */
const highestId = 0xffff_fffe;
/** Empty, `.` and `..` segments: a path with one is not the only name of its file, or leads out of the tree. */
const badSegment = /(?:^|\/)\.{0,2}(?:\/|$)/;
/** What is wrong with an entry, as the rest of a sentence; undefined when nothing is. */
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
    // searched for what is wrong: matching all 64 takes twice as long, and this is asked of every file
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

;// CONCATENATED MODULE: ./src/core/manifest/mtree-text.ts
// Names and link targets as mtree(5) writes them: printable text in which every doubtful byte is an octal escape.
/**
 * Everything outside this set is written as `\ooo`. `=` is among it because libarchive writes it so, `#` because a line
 * may start with one; `*`, `?` and `[` because they look like patterns, though mtree takes even escaped ones for patterns
 * (see document-order.ts).
 */
const unsafe = /[^A-Za-z0-9._\-/+,@:%~]/;
const everyUnsafe = new RegExp(unsafe, 'g');
const octal = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`);
/** The bytes as one word of ASCII without spaces. */
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
/** vis(3): `\M-x` sets the high bit of x, `\^x` is a control character, `\M^x` both; the rest as in C, `\s` a space. */
const mtree_text_escape = /\\(?:[0-3][0-7]{2}|M?\^[?-_]|M-[!-~]|[\\#abfnrstv])/y;
const mtree_text_letters = '\\#abfnrstv';
const lettersMean = '\\#\x07\b\f\n\r \t\v';
/** The bytes behind a word that this program, bsdtar or `mtree -c` wrote; undefined when it holds anything else. */
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

;// CONCATENATED MODULE: ./src/core/manifest/mtree-line.ts
// One entry as one line of mtree(5), and back. What a stock mtree checks is what lies on the volume; what the source had
// and the volume has not is kept in mtree's own `tags` keyword, which stock readers carry along silently.





/** The line without its newline. Throws for an entry that could not be read back: that is a defect, not bad input. */
function encodeEntry(entry) {
    const problem = entryProblem(entry);
    if (problem !== undefined)
        throw new TypeError(`the entry ${display_showName(entry.path)} ${problem}`);
    return `${head(entry, entry.mode)} time=${timeText(entry.storedMtimeNs)}${content(entry)}${tags(entry)}`;
}
/** The line that digests cover: the same for equal trees, whenever they were made. */
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
const modeText = (mode) => mode.toString(8).padStart(4, '0');
/**
 * `<seconds>.<9 digits>`. All nine, because mtree reads `.5` as 5 ns where others read half a second. Before 1970 the
 * seconds are rounded down and the nanoseconds count up from there, as in struct timespec.
 */
function timeText(ns) {
    if (ns < 0n) {
        const seconds = (ns - 999999999n) / 1000000000n;
        return `${seconds}.${String(ns - seconds * 1000000000n).padStart(9, '0')}`;
    }
    const digits = String(ns).padStart(10, '0');
    return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
/** Reads a line that starts with `.`; unknown keywords are passed over, so that later versions may add some. */
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
/** The keywords of one line while they are read. */
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

;// CONCATENATED MODULE: ./src/core/manifest/tree-shape.ts
// Whether entries, one after the other, make one tree: each path once, in order, each below a directory that came before.
// A manifest that names `a` a symlink and then a file `a/b` would make a restore write wherever `a` points.


class TreeShape {
    #directories = new Set();
    #previous;
    #parent;
    /** Takes the next entry; what is wrong with its place, as the rest of a sentence, if anything. */
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

;// CONCATENATED MODULE: ./src/core/manifest/manifest.ts
// A whole manifest as a text of ASCII lines, in pieces: the tree as a stock mtree checks it, and the proof that it is whole.
//
//   #mtree
//   # snapshot 2026-11-20T08-49-01Z of owner/repo/job/main
//   . type=dir mode=0755 time=1795164541.000000000
//   ./a\040b type=file mode=0644 size=12 time=1795164541.000000005 sha256=… tags=mtime:1795164600.000000000
//   ./l type=link mode=0777 time=1795164541.000000000 link=a\040b
//   # end 3 entries sha256:…
//
// The last line covers every byte before it: no part can be lost or altered without being noticed.







/** Long enough that compressing and writing cost nothing per piece, short enough not to matter in memory. */
const pieceLength = 65_536;
/** The text in pieces, ASCII only. The entries may come in any order; together they must be one tree, its top `.`. */
function* encodeManifest(header, entries) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const shape = new TreeShape();
    let piece = `#mtree\n# snapshot ${headerWord(header.id)} of ${headerWord(header.series)}\n`;
    for (const entry of inDocumentOrder(entries)) {
        piece += `${encodeEntry(entry)}\n`;
        const problem = shape.admit(entry);
        if (problem !== undefined)
            throw new TypeError(`the entry ${display_showName(entry.path)} ${problem}`);
        if (piece.length < pieceLength)
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
/**
 * `sha256:…` over what the tree holds and not when it was made: types, permissions, owners, contents, link targets. Equal
 * trees have equal digests, whatever order their entries come in.
 */
function manifestDigest(entries) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let piece = '';
    for (const entry of inDocumentOrder(entries)) {
        piece += `${timelessLine(entry)}\n`;
        if (piece.length < pieceLength)
            continue;
        hash.update(piece, 'latin1');
        piece = '';
    }
    return `sha256:${hash.update(piece, 'latin1').digest('hex')}`;
}
function headerWord(text) {
    if (text === '')
        throw new TypeError('a manifest needs the id and the series of its snapshot');
    return escapeBytes(pathFromText(text));
}

;// CONCATENATED MODULE: ./src/core/entry.ts
// What one path of a snapshot is: the row that the listing fills, the plan compares and the manifest keeps.
/** The permission bits in the source, by which entries are compared. */
const entry_sourceModeOf = (entry) => entry.sourceMode ?? entry.mode;
const sameOwner = (a, b) => a?.uid === b?.uid && a?.gid === b?.gid;

;// CONCATENATED MODULE: ./src/core/link-step.ts
// One hard link to be made into the tree being written, and what came of it.
/** The step that links `path` to what an entry of some tree stands for, as it was stored there. */
const linkTo = (path, tree, stored) => ({
    path,
    tree,
    from: stored.path,
    size: stored.size,
    storedMtimeNs: stored.storedMtimeNs,
    ...(stored.type === 'link' ? {} : { mode: stored.mode }),
    ...(stored.owner === undefined ? {} : { owner: stored.owner })
});

;// CONCATENATED MODULE: ./src/core/plan.ts
// Decides, for every path of the source, whether it is linked or copied, and why. Pure: two listings in, a plan out.


/**
 * What two files must share to share an inode: content, permission bits, owner. Absent when there is no content to go by,
 * and for empty files, where a shared inode saves nothing and only brings the link limit nearer.
 */
const contentKey = (entry) => entry.sha256 === undefined || entry.size === 0
    ? undefined
    : `${entry.sha256} ${entry_sourceModeOf(entry)} ${entry.owner?.uid ?? ''} ${entry.owner?.gid ?? ''}`;
/** Plans by content: every file entry of the source carries its SHA-256. Earlier bases are preferred. */
function planByContent(source, bases) {
    const indexes = bases.map(indexBase);
    // Of files only: one whose name a directory or symlink has now is gone.
    const sourcePaths = new Set(source.filter(entry => entry.type === 'file').map(entry => entry.path));
    const first = indexes[0];
    const movedFrom = new Set();
    const directories = [];
    const symlinks = [];
    const links = [];
    const unlinked = [];
    let filesAdded = 0;
    let filesChanged = 0;
    let filesMoved = 0;
    for (const entry of source) {
        if (entry.type === 'dir') {
            directories.push(entry);
            continue;
        }
        const step = samePath(entry, indexes) ?? sameContent(entry, indexes, sourcePaths);
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
            !sourcePaths.has(step.from) &&
            !movedFrom.has(step.from)) {
            movedFrom.add(step.from);
            filesMoved++;
        }
        else
            filesAdded++;
    }
    let filesRemoved = 0;
    for (const entry of first?.base.entries ?? []) {
        if (entry.type === 'file' && !sourcePaths.has(entry.path) && !movedFrom.has(entry.path))
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
/** Of copies with the same content and attributes, the first stays a copy and the others become its twins. */
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
function indexBase(base) {
    const byPath = new Map();
    const byContent = new Map();
    for (const entry of base.entries) {
        byPath.set(entry.path, entry);
        const key = contentKey(entry);
        if (key === undefined)
            continue;
        const holders = byContent.get(key);
        if (holders === undefined)
            byContent.set(key, { entries: [entry], next: 0 });
        else
            holders.entries.push(entry);
    }
    return { base, tree: { series: base.series, id: base.id }, byPath, byContent };
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
function sameContent(entry, indexes, sourcePaths) {
    const key = contentKey(entry);
    if (key === undefined)
        return undefined;
    for (const index of indexes) {
        const holders = index.byContent.get(key);
        if (holders === undefined)
            continue;
        // A path that is gone is where the file was moved from, and each such path explains one move; a path that stays
        // makes this one a duplicate. The cursor keeps a content with thousands of holders from being searched each time.
        while (holders.next < holders.entries.length) {
            const holder = holders.entries[holders.next++];
            if (holder !== undefined && !sourcePaths.has(holder.path))
                return stepTo(entry, holder, index);
        }
        const holder = holders.entries[0];
        if (holder !== undefined)
            return stepTo(entry, holder, index);
    }
    return undefined;
}
/** What a step links to is not known to be damaged. */
const plan_isWhole = (step, indexes) => indexes.find(index => isFrom(step, index))?.base.damaged?.has(step.from) !== true;
/** The same content elsewhere in a base, for a file whose own link would lead to a damaged one. */
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

;// CONCATENATED MODULE: ./src/core/plan-quick.ts
// The plan of `compare: quick`: what rsync's own comparison of size and time is expected to link. Pure.

/** Plans by size and nanosecond mtime against what lies on the volume, as `rsync -a --modify-window=-1 --link-dest` does. */
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
/** Why rsync copies a file of `compare: quick`: for sure once its stored copy was hashed, before that as far as sizes tell. */
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

;// CONCATENATED MODULE: ./src/core/record.ts
// The record of a snapshot: one small JSON file that says when, from which run, how much, and how it went.
const recordFormat = 1;
/** The counts alone, of a record or whatever else carries them. */
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

;// CONCATENATED MODULE: ./src/core/cause.ts
// Why a file was stored again instead of being linked.
/**
 * - `new`: no path of that name in the base, and its content nowhere there.
 * - `content`: same path, other bytes.
 * - `mode`, `owner`: same bytes, but a link would share the old permission bits or owner.
 * - `mtime`: `compare: quick` only: same bytes, but a new mtime, which rsync's quick check takes for a change.
 * - `link-limit`: the inode has as many links as the filesystem allows (ext4: 65,000).
 * - `other-filesystem`: the base lies on another filesystem.
 * - `altered`: the stored file is not as it was stored (size or mtime), so it is not carried forward.
 * - `damaged`: a verification found the stored file damaged, so it is not carried forward.
 * - `refused`: the filesystem or kernel refused the link (no hard links there, protected_hardlinks, permissions).
 */
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

;// CONCATENATED MODULE: ./src/core/settled.ts
// How each path of a new tree came to be, and the counts and sums over all of them.

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

;// CONCATENATED MODULE: ./src/core/adopted-tree.ts
// What an old tree is as a snapshot: which of its files earlier trees hold too, what it added to the disk, what it is linked to.






const keyOf = ({ dev, ino }) => `${dev} ${ino}`;
/** The inodes of all trees so far: each is read once, however many trees share it. */
class KnownInodes {
    #known = new Map();
    /** Takes in the files and symlinks of a tree; trees come oldest first. */
    add(entries, id) {
        for (const entry of entries) {
            if (entry.type === 'dir')
                continue;
            const { mtimeNs, ctimeNs, size, sha256 } = entry;
            const content = sha256 === undefined ? {} : { sha256 };
            this.#known.set(keyOf(entry), { mtimeNs, ctimeNs, size, ...content, lastIn: id });
        }
    }
    /** The newest tree that holds this inode too. */
    lastTreeOf(entry) {
        return this.#known.get(keyOf(entry))?.lastIn;
    }
    /** With contents where they are known, and one path for each inode that has to be read. */
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
/** Gives every name of an inode the content that was read by one of them. */
function spreadContents(entries, read) {
    const contents = new Map(read.map(entry => [keyOf(entry), entry.sha256]));
    return entries.map(entry => {
        const sha256 = entry.type === 'file' && entry.sha256 === undefined ? contents.get(keyOf(entry)) : undefined;
        return sha256 === undefined ? entry : { ...entry, sha256 };
    });
}
/** Whether two looks at a tree saw the same: nothing came, went or was touched in between. */
function isSameTree(one, other) {
    const seen = new Map(one.map(entry => [entry.path, entry]));
    return (one.length === other.length &&
        other.every(entry => {
            const before = seen.get(entry.path);
            return before !== undefined && keyOf(before) === keyOf(entry) && before.ctimeNs === entry.ctimeNs;
        }));
}
/** Our own u+rwx on the top: without it the tree could be renamed neither into place nor later into trash. */
const withStoredTop = (entries) => entries.map(entry => entry.path === '.' && (entry.mode & 0o700) !== 0o700
    ? { ...entry, mode: entry.mode | 0o700, sourceMode: entry.mode }
    : entry);
/** `previous`: the tree before this one, if there is any. */
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
    // One that takes files from past the tree before it is linked to that older one: the disk use of a series is counted
    // from each snapshot to the next, unless a record says that files come from further back.
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

;// CONCATENATED MODULE: ./src/core/system-failure.ts
// What the system said when it refused a call, in words for a person: a full disk is no defect of ours.

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
/** The codes of errno(3) that are about the machine and not about this program. */
const refusals = {
    ENOSPC: {
        kind: 'room',
        what: 'There is no space left, or no inode',
        mend: 'Free some (df shows space, df -i shows inodes), or keep fewer snapshots.'
    },
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
/** Undefined for what is no refusal of the system that we know: then it is a defect, and its stack is what helps. */
function systemFailure(error) {
    const code = failure_codeOf(error) ?? '';
    const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
    if (refusal === undefined)
        return undefined;
    const { kind, what, mend } = refusal;
    return new Failure(kind, `${what}: ${failure_messageOf(error)}.\n${mend}`, { cause: error });
}

;// CONCATENATED MODULE: ./src/actions/adopt-tree.ts
// One old tree: read, hashed where its inodes are not known yet, compared with the one before, and taken into the series.







class Adopter {
    #story;
    #series;
    #known = new KnownInodes();
    /** Snapshots of the series with a record, as far as they are done. */
    #ids;
    /** The last tree that was looked at, whether its snapshot is new or was there. */
    #before;
    constructor(story, series, recorded) {
        this.#story = story;
        this.#series = series;
        this.#ids = new Set(recorded);
    }
    /** Looks only, for a dry run. */
    foresee(tree) {
        return this.#attempt(async () => {
            const previous = await this.#goTo(tree.id);
            const { entries, specials } = await this.#read(tree);
            const shared = sharedWith(entries, this.#known, previous);
            this.#remember(tree.id, entries);
            return figuresOf(entries, shared, specials.length);
        });
    }
    /** Only under the lock. */
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
        catch (error) {
            const failure = error instanceof Failure ? error : systemFailure(error);
            const isOfSystem = /^E(?!RR_)/.test(failure_codeOf(error) ?? '');
            // The room that is missing for one record is missing for all. Anything unknown is a defect, which shows its stack.
            const isOver = failure?.kind === 'cancelled' || failure?.kind === 'room';
            if (isOver || (failure === undefined && !isOfSystem))
                throw error;
            return { why: failure_messageOf(failure ?? error).replaceAll('\n', ' ') };
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
        // The script that made it may be at work right now.
        if (!isSameTree(first.entries, second.entries) || !isSameTree(read, entriesAt(second.entries, unread)))
            throw new Failure('source', 'it changed while it was read: is something writing there?');
        return { ...second, entries: withStoredTop(spreadContents(entries, read)) };
    }
    /** Sees to it that the snapshot right before `id` is known, whoever made it; its id. */
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
            // As it was stored: what was altered since is not what its manifest says, and is read.
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

;// CONCATENATED MODULE: ./src/actions/findings.ts
// What a filled tree tells that someone must act on, as sentences.

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
/** Reasons why links could not be made, and `min-link-ratio`: savings that have gone are noticed when they go. */
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
/** What rm could not delete, in its own words; bounded, because a tree may hold a million such files. */
const cannotDelete = (left) => `Some of what was to be deleted could not be, and is tried again by the next run: ${left.slice(0, 3).join('; ')}${left.length > 3 ? ` and ${units_formatCount(left.length - 3)} more` : ''}`;

;// CONCATENATED MODULE: ./src/actions/adopt.ts
// Adoption as a story: check, plan by names, lock, and then one tree after the other, oldest first, each by one rename.











/**
 * Takes dated trees into a series. Throws a `Failure` when nothing was begun; what went wrong with single trees is in the
 * report. Killed at any moment, each tree is either where it was or a whole snapshot, and the next run goes on.
 */
async function adopt(inputs, context, ports, program) {
    const story = new AdoptStory(inputs, context, ports, program);
    const series = ports.volume.series(inputs.name);
    const { mark } = await ports.reporter.phase('Check', () => checkAdoption(story));
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
    // What was planned before the lock may have been adopted by another run meanwhile.
    const { trees, pointer } = await plan(story, series);
    const { isSeries } = await old.state();
    const adopter = new Adopter(story, series, await recordedIn(series));
    await reporter.phase('Adopt', async () => {
        // What is already there may be younger than the last flush of the disk, and `latest` will point to it.
        await old.sync();
        for (const tree of trees) {
            const attempt = await adopter.adopt(tree);
            tell(story, tree, 'adopted', attempt);
            // The series' own link leads nowhere from here on; that must not last until the end.
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
/** What it points to, and the current snapshot: one of these only where the series has none that is newer. */
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
/** Not ours, so it is not touched; but a script that still links against it would make full copies from now on. */
function tellOfOldLink(story, { name, names }) {
    const taken = story.trees.find(tree => tree.state === 'adopted' && tree.name === names);
    if (taken === undefined)
        return;
    const link = `${story.ports.old.path}/${display_showName(name)}`;
    story.warn(`The link ${link} leads nowhere now: what it named is the snapshot ${taken.id}. Remove it, and see that no script runs any more that links against it, which would make a full copy.`);
}

;// CONCATENATED MODULE: ./src/core/install-line.ts
// How a package is installed on the system at hand, from its os-release(5).
const families = [
    { ids: ['debian', 'ubuntu'], command: ['apt-get', 'install', '-y'] },
    { ids: ['alpine'], command: ['apk', 'add'] },
    { ids: ['fedora', 'rhel', 'centos'], command: ['dnf', 'install', '-y'] },
    { ids: ['arch'], command: ['pacman', '-S', '--noconfirm'] },
    { ids: ['suse', 'opensuse'], command: ['zypper', 'install', '-y'] }
];
/** The command line that installs `packages`; for a system that is not known, words that say what to do. */
function installLine(osRelease, isRoot, packages) {
    const ids = ['ID', 'ID_LIKE'].flatMap(key => install_line_valueOf(osRelease, key).split(' '));
    const family = families.find(candidate => candidate.ids.some(id => ids.includes(id)));
    if (family === undefined)
        return `install ${packages.join(' and ')} with this system's package manager`;
    const install = [...(isRoot ? [] : ['sudo']), ...family.command, ...packages].join(' ');
    if (family.command[0] !== 'apt-get')
        return install;
    // A fresh image has no package lists, and without them the install fails.
    return `${isRoot ? '' : 'sudo '}apt-get update && ${install}`;
}
function install_line_valueOf(osRelease, key) {
    const line = osRelease.split('\n').find(text => text.startsWith(`${key}=`)) ?? '';
    return line.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
}

;// CONCATENATED MODULE: ./src/adapters/local-machine.ts
// The machine the run is on: its rsync, its flock, its package manager.





/** With a word of what `--version` says: busybox's and toybox's lack options that we use, and know no such option. */
const tools = [
    { tool: 'flock', from: 'util-linux', sign: 'util-linux' },
    { tool: 'find', from: 'findutils', sign: 'findutils' },
    { tool: 'xargs', from: 'findutils', sign: 'findutils' },
    // GNU's coreutils, or the rewrite in Rust that some systems have: both say so.
    { tool: 'rm', from: 'coreutils', sign: 'coreutils' },
    { tool: 'touch', from: 'coreutils', sign: 'coreutils' },
    { tool: 'sync', from: 'coreutils', sign: 'coreutils' },
    { tool: 'du', from: 'coreutils', sign: 'coreutils' }
];
/** What else a restore writes with. */
const restoringTools = [{ tool: 'tar', from: 'tar', sign: 'GNU tar' }];
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
            const needed = purpose === 'restoring' ? [...tools, ...restoringTools] : tools;
            const answers = await Promise.all(needed.map(async ({ tool, sign }) => (await ask(tool))?.includes(sign) === true));
            return [...new Set(needed.filter((_, index) => answers[index] !== true).map(({ from }) => from))];
        },
        installLine: packages => Promise.resolve(installLine(osRelease(), isRoot, packages))
    };
}
/** Undefined where there is no such program, or none in a directory that this user may look into. */
const textOfVersion = (tool, env) => new Promise((resolve, reject) => {
    const child = (0,external_node_child_process_.execFile)(tool, ['--version'], { env }, (error, stdout) => {
        // A number is its exit status; it may have said who it is all the same.
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
            // The second is where the first comes from; a system with neither is simply not known.
        }
    }
    return '';
}

;// CONCATENATED MODULE: ./src/adapters/local-time.ts
// What a clock on the wall of this machine means, by its time zone and summer times (TZ, /etc/localtime).
/** Of an hour that a summer time repeats, the first; of one that it leaves out, the hour after. */
const localTime = ({ year, month, day, hour, minute, second }) => new Date(year, month - 1, day, hour, minute, second);

;// CONCATENATED MODULE: ./src/adapters/volume/durable.ts
// Files that are there after a power cut: written aside, synced, renamed into place, and the directory synced.

/** Replaces `file` whole or not at all. `pieces` are written as UTF-8 text or as bytes. */
function writeDurably(file, pieces) {
    const aside = `${file}.tmp`;
    // A crash may have left one. Made anew, never opened: a symlink that waits there would lead us out of the volume.
    (0,external_node_fs_.rmSync)(aside, { force: true });
    const fd = (0,external_node_fs_.openSync)(aside, 'wx', 0o644);
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
/**
 * rename(2), whose answer is not believed when it is an error: a server may have done it, lost its answer, and refuse the
 * repeated request (ENOENT, since the old name is gone). What it was to move tells, by its inode.
 */
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
/** Makes a file's bytes durable, or a directory's names: a rename is only in memory until its directory is synced. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/link-probe.ts
// Makes real links in a scratch directory of the volume: what a filesystem says it can do is not asked, it is tried.




const prefix = '.snapshot-probe-';
/** A probe takes milliseconds, also on a slow server. */
const oldMs = 3_600_000;
function probeLinks(volume) {
    clearOldProbes(volume);
    const scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(volume, prefix));
    try {
        const file = (0,external_node_path_.join)(scratch, 'file');
        (0,external_node_fs_.writeFileSync)(file, 'probe\n');
        return {
            hardLinks: tried(() => {
                (0,external_node_fs_.linkSync)(file, (0,external_node_path_.join)(scratch, 'link'));
                const [a, b] = [(0,external_node_fs_.lstatSync)(file, { bigint: true }), (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(scratch, 'link'), { bigint: true })];
                // Some network and FUSE filesystems answer "done" and make a copy, or keep no count.
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
            })
        };
    }
    finally {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true });
    }
}
/** What a run left that was killed while it probed; another run's probe of this very moment is left alone. */
function clearOldProbes(volume) {
    for (const name of (0,external_node_fs_.readdirSync)(volume)) {
        if (!name.startsWith(prefix))
            continue;
        const path = (0,external_node_path_.join)(volume, name);
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true && systemClock.now().getTime() - stat.mtimeMs > oldMs)
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

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(522);
;// CONCATENATED MODULE: ./src/core/manifest/manifest-reader.ts
// Reads a manifest back from pieces of text; gives nothing until its last line has proven that it is whole and unaltered.









/** Far beyond a path and a link target of PATH_MAX, every byte escaped; a longer line is not ours and must not fill the memory. */
const longestLine = 1_048_576;
/** The manifest whose text these pieces (latin1) make; throws `ManifestDamage` for any other text. */
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
    #header;
    #rest = '';
    #line = 0;
    #isEnded = false;
    /** Takes the next piece, decoded as latin1, cut anywhere. Throws `ManifestDamage`; the reader is of no use after that. */
    push(piece) {
        const text = this.#rest + piece;
        let from = 0;
        for (let newline = text.indexOf('\n'); newline >= 0 && !this.#isEnded; newline = text.indexOf('\n', from)) {
            this.#line++;
            const line = text.slice(from, newline);
            if (line.startsWith('# end ')) {
                this.#hash.update(text.slice(0, from), 'latin1');
                this.#end(line);
            }
            else
                this.#take(line);
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
    /** What was read, once all of it was pushed. */
    finish() {
        if (!this.#isEnded || this.#header === undefined)
            throw this.#damage(1, 'is missing: the text ends without its "# end" line, so it was cut off');
        return { ...this.#header, entries: this.#entries.sort((a, b) => compareWritten(a.path, b.path)) };
    }
    #take(line) {
        if (this.#line === 1) {
            if (line !== '#mtree')
                throw this.#damage(0, `is not "#mtree" but ${quoteValue(line)}`);
        }
        else if (this.#line === 2)
            this.#header = this.#headerOf(line);
        else if (line.startsWith('.'))
            this.#takeEntry(line);
        else if (line.startsWith('/'))
            throw this.#damage(0, `is a command, which our manifests never have: ${quoteValue(line)}`);
        else if (!line.startsWith('#'))
            throw this.#damage(0, `is neither an entry nor a comment: ${quoteValue(line)}`);
    }
    #takeEntry(line) {
        const entry = decodeEntry(line, this.#line);
        const problem = this.#shape.admit(entry);
        if (problem !== undefined)
            throw this.#damage(0, `${problem}: ${display_showName(entry.path)}`);
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

;// CONCATENATED MODULE: ./src/core/series-name.ts
// The name of a series: which names may become a directory under the volume, and the name a run has by default.



/** ext4, xfs and btrfs: bytes of one file name. */
const segmentBytes = 255;
/** Leaves three quarters of PATH_MAX (4096) to the volume's own path and the tree in the snapshot. */
const nameBytes = 1024;
/** Characters that cannot be seen, reorder what is seen, or stand for bytes that were no text. */
const series_name_unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u;
/** Whether this text may name a series; the reason, if not, continues a sentence that starts with the text. */
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
/**
 * `<owner>/<repo>/<job>[/<matrix values>]/<ref name>`. Every part is encoded so that it is always one valid segment and
 * no two refs share one: branch names are chosen by whoever can push.
 */
function defaultSeriesName(parts) {
    const texts = [...parts.repository.split('/'), parts.job].map(encode);
    return [...texts, ...matrixSegments(parts.matrix), encode(parts.refName)].map(asSegment).join('/');
}
/** The values of a leg in the matrix's own key order, `linux,20`; nested ones as JSON. None for a job without a matrix. */
function matrixSegments(matrix) {
    if (typeof matrix !== 'object' || matrix === null)
        return [];
    const values = Object.values(matrix).map(value => encode(valueText(value)).replaceAll(',', '%2C'));
    return values.length === 0 ? [] : [values.join(',')];
}
function valueText(value) {
    // an empty value alone would be an empty segment, and between two commas nobody would see it
    if (value === '')
        return '""';
    return typeof value === 'string' ? value : JSON.stringify(value);
}
/** `%` is encoded too, so that a branch that is really called `a%2Fb` does not become `a/b`. */
const encode = (text) => text.replace(new RegExp(`[%/]|${series_name_unseen.source}`, 'gu'), percentBytes);
/** Encoded text as one valid segment: never hidden, reserved, padded with spaces or too long. */
function asSegment(encoded) {
    const bare = encoded.replace(/^[.\s]|\s$/gu, percentBytes);
    const segment = bare === 'latest' || isSnapshotId(bare) ? bare.replace(/^./, percentBytes) : bare;
    return byteLength(segment) > segmentBytes ? series_name_shorten(segment) : segment;
}
/** A start and a hash of the whole, joined by `%~`, which no encoding gives: long refs stay apart, also from made-up ones. */
function series_name_shorten(segment) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(segment).digest('hex').slice(0, 32);
    const start = external_node_buffer_.Buffer.from(segment, 'utf8').subarray(0, segmentBytes - 2 - hash.length);
    // neither half a character nor half an escape at the cut
    return `${start.toString('utf8').replace(/(?:\ufffd|%[0-9A-F]?)$/, '')}%~${hash}`;
}
const percentBytes = (text) => Array.from(external_node_buffer_.Buffer.from(text, 'utf8'), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const byteLength = (text) => external_node_buffer_.Buffer.byteLength(text, 'utf8');

;// CONCATENATED MODULE: ./src/core/record-text.ts
// The record of a snapshot as JSON, and back from whatever a volume holds under its name.





/** A record has about 1 KB. */
const mostRecordBytes = 1_048_576;
/** A record that says nothing that could be relied on. */
class RecordDamage extends Error {
    name = 'RecordDamage';
    constructor(problem) {
        super(`the record is damaged: ${problem}`);
    }
}
/** The file's text. Throws `RecordDamage` for a record that could not be read back. */
function encodeRecord(record) {
    const text = `${JSON.stringify(record, undefined, 2)}\n`;
    decodeRecord(text);
    return text;
}
/** The record that a text holds; fields that this version does not know are left out. Throws `RecordDamage`. */
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
/** The name of a directory: a base may be a foreign tree that was adopted under its own name. */
const nameRule = {
    // eslint-disable-next-line no-control-regex -- control characters are what is refused
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

;// CONCATENATED MODULE: ./src/core/known-damage.ts
// The stored files of a series that a verification found damaged, as they are kept beside it: new snapshots must not link to them.




const knownDamageFormat = 1;
/** Of the inode; anything else shows itself when it is to be linked. */
const knownKinds = ['content', 'size', 'unreadable'];
/** More than this, and the disk is beyond what a list could help with. */
const mostKnownDamage = 10_000;
const mostBytes = 256 * 1024 * 1024;
class KnownDamageProblem extends Error {
    name = 'KnownDamageProblem';
}
/** What was stored, as far as two manifests can tell of the same inode. */
const damageKey = ({ sha256, size, storedMtimeNs }) => `${sha256 ?? ''} ${size} ${storedMtimeNs}`;
/** The file's text. Names are written as in a manifest, so that any bytes come back as they were. */
function encodeKnownDamage(damaged) {
    const items = damaged.map(({ path, storedMtimeNs, ino, ...rest }) => ({
        path: escapeBytes(path),
        ...rest,
        storedMtimeNs: String(storedMtimeNs),
        ino: String(ino)
    }));
    return `${JSON.stringify({ format: knownDamageFormat, damaged: items }, undefined, 1)}\n`;
}
/** Throws `KnownDamageProblem` for a text that says nothing that could be relied on. */
function decodeKnownDamage(text) {
    const fields = parseJsonFields(text, mostBytes, problem => new KnownDamageProblem(problem));
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
/** What is known from now on. Something found before keeps the moment at which it was first found. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/known-damage-file.ts
// The list of damaged files beside a series' snapshots, `.snapshots/damaged.json`; absent while nothing is known to be damaged.




function knownDamage(layout) {
    try {
        return { damaged: decodeKnownDamage((0,external_node_fs_.readFileSync)(layout.damaged, 'utf8')) };
    }
    catch (error) {
        return failure_codeOf(error) === 'ENOENT' ? { damaged: [] } : { damaged: [], problem: failure_messageOf(error) };
    }
}
function keepDamage(layout, damaged) {
    if (damaged.length === 0)
        (0,external_node_fs_.rmSync)(layout.damaged, { force: true });
    else
        writeDurably(layout.damaged, [encodeKnownDamage(damaged)]);
    syncPath(layout.own);
}

;// CONCATENATED MODULE: ./src/adapters/volume/layout.ts
// Where things lie in a series' directory (DESIGN §4), as absolute paths.

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
        damaged: (0,external_node_path_.join)(own, 'damaged.json'),
        snapshot: id => (0,external_node_path_.join)(series, id),
        record: id => (0,external_node_path_.join)(records, `${id}.json`),
        manifest: id => (0,external_node_path_.join)(manifests, `${id}.mtree.gz`)
    };
}

;// CONCATENATED MODULE: ./src/core/rsync-args.ts
// What we ask of rsync, as argument arrays: intent in, argv out, with the reason for every option. See rsync(1).

/** A dry run that prints one line for each entry, and one for each that a filter rule hides. */
const listingArgs = (intent) => [
    '--dry-run',
    // Explicit, because --files-from takes the recursion out of -a. -D so that sockets and devices are seen and reported.
    '--recursive',
    '--links',
    '-D',
    // The item's kind, then its name to the end of the line; unambiguous where ls-like listings are not (` -> `).
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
/** First match wins in rsync, so: what is never listed, what to include, what to exclude, the file of rules, then what we leave out ourselves. */
function filterArgs(intent) {
    return [
        ...(intent.neverListed === undefined ? [] : [`--filter=- ${anchored(intent.neverListed)}`]),
        // Not --exclude=…: there a pattern such as `!` or `+ x` is read as a rule of another kind.
        ...intent.include.map(pattern => `--filter=+ ${pattern}`),
        ...intent.exclude.map(pattern => `--filter=- ${pattern}`),
        ...(intent.filterFile === undefined ? [] : [`--filter=. ${intent.filterFile}`]),
        ...intent.secretRules.map(rule => `--filter=${rule}`)
    ];
}
/**
 * A pattern that matches this directory and nothing else. rsync takes a pattern without wildcards as it is, backslashes
 * too; with one of `*?[` in it, a backslash takes the meaning from what follows it.
 */
function anchored(path) {
    const text = pathText(path);
    return `/${/[*?[]/.test(text) ? text.replace(/[\\*?[]/g, '\\$&') : text}/`;
}
/** Copies the paths on standard input, NUL-separated: files, symlinks, and directories without their contents. */
const copyArgs = (intent) => [
    '--archive',
    // Sockets, FIFOs and devices are not listed; should one take a file's place, it is skipped, not made.
    '--no-D',
    // Names of another machine's users mean nothing on the day of the restore; numbers do.
    ...(intent.keepOwners ? ['--numeric-ids'] : ['--no-owner', '--no-group']),
    ...(intent.isSparse ? ['--sparse'] : []),
    // Nanoseconds count. Without it two files of the same whole second are the same file to --link-dest, and a directory
    // whose mtime was renewed within the second of the source's is left with the wrong one.
    '--modify-window=-1',
    ...(intent.linkDest.length > 0
        ? intent.linkDest.map(tree => `--link-dest=${tree}`)
        : // What to copy was decided by content. rsync's own check of size and time must not decide it again: on the second
            // copy of a file that changed meanwhile it would take the first one for current.
            ['--ignore-times']),
    '--out-format=%l',
    ...intent.extra,
    // The directories on the way to a file have their own turn, when nothing comes into them any more.
    '--no-implied-dirs',
    '--from0',
    '--files-from=-',
    '--',
    directory(intent.root),
    directory(intent.destination)
];
/** With a trailing slash it means the contents, and a symlink to a directory is entered. */
const directory = (path) => (path.endsWith('/') ? path : `${path}/`);

;// CONCATENATED MODULE: ./src/adapters/decimal-seconds.ts
// Times as touch(1) and tar(5) take them: node:fs has them as floating seconds, which are 200 ns coarse by now.
/** Seconds with nine decimals: `-0.500000000` is half a second before the epoch. */
function decimalSeconds(ns) {
    const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0');
    return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

;// CONCATENATED MODULE: ./src/core/first-few.ts
// The first few of what may be thousands, and how many more there are: a message names enough to start from.

const named = 5;
/** For an error: a line of its own for each, indented, every one with its newline in front. */
function firstAsLines(items, show) {
    const { shown, more } = firstOf(items, show);
    return [...shown, ...(more === undefined ? [] : [`and ${more}`])].map(line => `\n  ${line}`).join('');
}
/** Within a sentence: `a, b, c, d, e and 1,234 more`. */
function firstInline(items, show) {
    const { shown, more } = firstOf(items, show);
    return shown.join(', ') + (more === undefined ? '' : ` and ${more}`);
}
const firstOf = (items, show) => ({
    shown: items.slice(0, named).map(item => show(item)),
    more: items.length > named ? `${units_formatCount(items.length - named)} more` : undefined
});

;// CONCATENATED MODULE: ./src/core/secrets.ts
// Which names `exclude-secrets` leaves out, as rsync filter rules. They belong at the end of the filter list: rsync takes the
// first rule that matches, so what a user includes or excludes by name comes before them, and their `+` rules open nothing.
/**
 * Only names: a secret inside an ordinary file is not found. Deliberately wide where a leak costs more than a missing file:
 * `*.key` also leaves out public keys of that name and Keynote files, `.env` also a directory; an include brings them back.
 */
const excludedNames = [
    // the checkout action leaves its token in .git/config
    '.git/',
    // or, since its version 6, in a file of this name in the runner's temporary directory
    'git-credentials-*.config',
    '.env',
    '.env.*',
    '.envrc',
    // private keys
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
    // credentials that tools keep under a name of their own
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
/** Harmless names that the patterns above would match: templates of settings, and public halves of keys. */
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
/** The rules in rsync's filter syntax, one an argument of `--filter`, in order. */
const secretRules = () => [
    ...harmlessNames.map(name => `+ ${name}`),
    ...excludedNames.map(name => `- ${name}`)
];
const patterns = new Set(excludedNames);
/** Whether a pattern that rsync names as its reason for hiding a path is one of these rules. */
const isSecretPattern = (pattern) => patterns.has(pattern);

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

;// CONCATENATED MODULE: ./src/adapters/look-ahead.ts
// Reads paths in batches on the worker threads while more of them are still being listed, and puts the rows into words.


/** Large enough that messages cost little, small enough that threads end together. */
const batchSize = 200;
class LookAhead {
    #pool;
    #root;
    #hash;
    #keepOwners;
    #results = [];
    #batch = [];
    #files = 0;
    #bytes = 0;
    #listed = 0;
    constructor(pool, root, hash, keepOwners) {
        this.#pool = pool;
        this.#root = root;
        this.#hash = hash;
        this.#keepOwners = keepOwners;
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
        const paths = this.#batch;
        if (paths.length === 0)
            return;
        this.#batch = [];
        const result = this.#pool.run({ kind: 'look', root: this.#root, paths, hash: this.#hash }).then(rows => {
            this.#files += paths.length;
            this.#bytes += rows.bytes;
            onProgress?.({
                doing: this.#hash ? 'hashing' : 'reading',
                files: this.#files,
                bytes: this.#bytes,
                totalFiles: this.#listed
            });
            return paths.map((path, index) => this.#read(path, index, rows));
        });
        // A failure is met when finish() awaits it; until then it must not count as unhandled.
        result.catch(() => undefined);
        this.#results.push(result);
    }
    #read(path, index, result) {
        const cell = (name) => result.rows[index * columns + column[name]] ?? 0n;
        const status = cell('status');
        if (status === lookStatus.gone)
            return { state: 'gone', path };
        if (status === lookStatus.failed)
            return { state: 'failed', path, why: result.errors.get(index) ?? 'it could not be read' };
        if (status === lookStatus.unstable)
            return { state: 'failed', path, why: 'it kept changing while it was read' };
        const kind = cell('type');
        if (kind === typeCode.other)
            return { state: 'other', path };
        const type = kind === typeCode.file ? 'file' : kind === typeCode.dir ? 'dir' : 'link';
        const target = result.targets.get(index);
        const digest = result.digests.subarray(index * 32, index * 32 + 32);
        const mtimeNs = cell('mtimeSeconds') * second + cell('mtimeRest');
        const entry = {
            path,
            type,
            mode: type === 'link' ? 0o777 : Number(cell('mode')),
            ...(this.#keepOwners ? { owner: { uid: Number(cell('uid')), gid: Number(cell('gid')) } } : {}),
            size: type === 'file' ? Number(cell('size')) : 0,
            mtimeNs,
            storedMtimeNs: mtimeNs,
            ...(type === 'file' && this.#hash ? { sha256: external_node_buffer_.Buffer.from(digest).toString('hex') } : {}),
            ...(target === undefined ? {} : { target }),
            dev: cell('dev'),
            ino: cell('ino'),
            ctimeNs: cell('ctimeNs'),
            allocated: Number(cell('allocated')),
            isRacy: cell('isRacy') === 1n
        };
        return { state: 'seen', path, entry };
    }
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(6);
var picomatch_default = /*#__PURE__*/__webpack_require__.n(picomatch);
;// CONCATENATED MODULE: ./src/core/glob.ts
// What a pattern of paths matches, the same wherever patterns are taken: dot files are files, and a `!` in front is a name.

/** Whether a text has wildcards, so that it could mean several paths. */
const hasMagic = (text) => /[*?[\]{}]|[@!+]\(/.test(text);
/** Asked with paths as they are written: relative, without dots. */
const matcherOf = (glob) => picomatch_default()(glob, { dot: true, nonegate: true });

;// CONCATENATED MODULE: ./src/adapters/path-pattern.ts
// A line of `path` that is a glob, cut where its wildcards begin: the directory before them is a name like any other.


/** Absent for a line without wildcards. */
function patternOf(line, workspace) {
    if (!hasMagic(line))
        return undefined;
    const segments = external_node_path_.posix.normalize(line).split('/');
    // A name with a backslash may be an escape, which only the matcher can read.
    const first = segments.findIndex(segment => hasMagic(segment) || segment.includes('\\'));
    if (first < 0)
        return undefined;
    const before = segments.slice(0, first).join('/');
    return {
        directory: external_node_path_.posix.resolve(external_node_path_.posix.isAbsolute(line) ? '/' : workspace, before),
        glob: segments.slice(first).join('/')
    };
}

;// CONCATENATED MODULE: ./src/adapters/real-path.ts
// What node:fs says of a path of the source, with symlinks followed or not as each name tells.




/** The native one: the other reads link targets as UTF-8, and does not find what they lead to when they are not. */
const realPath = (path) => pathFromBytes(external_node_fs_.realpathSync.native(fsPath(pathFromText(path)), { encoding: 'buffer' }));
/** The real path of as much of it as there is; what is not there, or cannot be reached, stays as it is written. */
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
/** Follows symlinks. */
const leadsToDirectory = (path) => looked(external_node_fs_.statSync, path)?.isDirectory() ?? false;
/** Of the name itself. */
const isSymlink = (path) => looked(external_node_fs_.lstatSync, path)?.isSymbolicLink() ?? false;
/** The name itself, wherever it leads: a dangling symlink is there. */
const isThere = (path) => looked(external_node_fs_.lstatSync, path) !== undefined;
function looked(look, path) {
    try {
        return look(path, { throwIfNoEntry: false });
    }
    catch (error) {
        // Below a file there is nothing, nor behind a symlink to itself.
        if (failure_codeOf(error) === 'ENOTDIR' || failure_codeOf(error) === 'ELOOP')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/adapters/exclude-lines.ts
// The `!` lines of `path`: what each leaves out of the source, and which of them leave out nothing.





class ExcludeLines {
    #root;
    #lines;
    #unused;
    constructor({ root, request }) {
        this.#root = pathText(root);
        this.#lines = request.path.filter(line => line.startsWith('!')).map(line => excludeLine(line, request.workspace));
        this.#unused = new Set(this.#lines);
    }
    /** Whether a path of the source, relative to its root, is left out; parents are not looked at. */
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
    /** Lines that matched no path they were asked about. */
    unused() {
        return [...this.#unused].map(({ line }) => line);
    }
}
/** As with the other lines, what has this very name comes first; only then it is a pattern. */
function excludeLine(line, workspace) {
    const written = line.slice(1);
    const path = (0,external_node_path_.resolve)(workspace, written);
    const pattern = isThere(path) ? undefined : patternOf(written, workspace);
    if (pattern === undefined) {
        // A symlink is left out as what it is; those on the way to it are not in the paths that are asked about.
        const place = pathText(joinPath(realAsFarAsThere((0,external_node_path_.dirname)(path)), pathFromText(external_node_path_.posix.basename(path))));
        return { line, matches: asked => asked === place };
    }
    const directory = pathText(realAsFarAsThere(pattern.directory));
    const below = directory === '/' ? '/' : `${directory}/`;
    const isMatch = matcherOf(pattern.glob.replace(/\/$/, ''));
    return { line, matches: asked => asked.startsWith(below) && isMatch(asked.slice(below.length)) };
}

;// CONCATENATED MODULE: ./src/adapters/filter-file.ts
// `filter-file` on the disk: rsync takes a directory without a word, and of a missing file it says only half.



/** Throws unless it is a regular file, or leads to one, that can be read. */
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

;// CONCATENATED MODULE: ./src/adapters/path-matches.ts
// What a pattern of `path` finds on the disk: every kind of thing, symlinks as themselves, and nothing behind them.





/** Absolute paths, in no order. What is in a directory that matches is not looked at: it comes with it. */
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
/** Whether a segment may match more than one name: `**`, or a brace or parenthesis that ends in another segment. */
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
        // Nothing has such a name, or no longer.
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP')
            return [];
        if (code !== 'EACCES')
            throw error;
        throw new Failure('source', `A pattern of "path" leads into ${quoteValue(pathText(directory))}, which the runner's user may not read. Let that user read it, or write a pattern that does not lead there.`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./src/adapters/runner-temp.ts
// The runner's temporary directory, in which our own scratch files come and go: it is never a part of the source.




/** The path of the temporary directory below `root`, for rsync to leave out. */
function tempBelow(root, temp) {
    const path = pathBelow(root, temp);
    if (pathFromText(pathText(path)) === path)
        return path;
    throw new Failure('source', `The runner's temporary directory ${quoteValue(pathText(temp))} lies in the source, in a directory whose own name is not UTF-8, which cannot be given to rsync to leave out; rename that directory.`);
}
const isTheTemp = (given) => new Failure('source', `The path ${quoteValue(given)} is the runner's temporary directory, which is always left out: files of the runner and of this action come and go in it. Name what is to be kept of it, for example a directory below it.`);

;// CONCATENATED MODULE: ./src/adapters/source-paths.ts
// Turns the lines of `path` into places on the disk: literal names first, then globs. `!` lines have a file of their own.









/** `temp` is the runner's temporary directory, symlinks resolved; it is kept out of the source. */
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
            // What a wildcard found there was not asked for by name.
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
        // As a text it is another name, and would be left out without a word.
        if (pathFromText(path) !== match) {
            throw new Failure('source', `The path ${quoteValue(line)} matches a name that is not UTF-8; give its directory instead of a pattern.`);
        }
        return { path, isNamed: false, isFromTemp };
    });
}
/** `directory` is the real path of the one that `path` lies in. */
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
/** Somebody who names a directory means what is in it, and a link among several paths would be kept without that. */
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
/** Many matches share few directories. */
function remembered(find) {
    const known = new Map();
    return path => {
        const place = known.get(path) ?? find(path);
        known.set(path, place);
        return place;
    };
}

;// CONCATENATED MODULE: ./src/adapters/local-source.ts
// The source on this machine's disks: rsync lists it, worker threads read it. Nothing here ever writes to it.















function localSource(parts) {
    return {
        resolve: request => Promise.resolve().then(() => {
            if (request.filterFile !== undefined)
                refuseFilterFile(request.filterFile);
            return resolveSource(request, realPath(parts.tempDir));
        }),
        scan: (source, hash, onProgress) => scan(parts, source, hash, onProgress),
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
async function scan(parts, source, hash, onProgress) {
    const lines = new ExcludeLines(source);
    const { runnerTemp } = source;
    // What was asked for by name in there is listed below it.
    const isTemp = (path) => path === runnerTemp && source.items?.some(item => item.startsWith(`${runnerTemp}/`)) !== true;
    const excluded = new Set();
    let secrets = [];
    let specials = [];
    let ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners);
    const take = (item) => {
        if (item.kind === 'hidden' && isSecretPattern(item.pattern))
            secrets.push({ path: item.path, why: item.pattern });
        if (item.kind === 'hidden')
            lines.leavesOut(item.path);
        if (item.kind !== 'entry' || item.path === '.')
            return;
        // Always asked, so that a line counts as used also where another one, or its parent's, was first.
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
        // Something vanished or refused while a build was still writing: one more look, then it counts.
        await ahead.finish();
        [secrets, specials, ahead] = [[], [], new LookAhead(parts.pool, source.root, hash, parts.keepOwners)];
        excluded.clear();
        ahead.add('.');
        listing = await list(parts, source, take);
    }
    const looked = await ahead.finish(onProgress);
    if (listing.status !== 0 && listing.status !== 24)
        throw notListed(listing);
    const sorted = await sortOut(parts, source, hash, looked, { secrets, specials });
    return { ...sorted, unusedExcludes: lines.unused() };
}
/** Second looks for what changed under us, and the result in order; what still cannot be read fails the run. */
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
        entries: entries.sort((a, b) => (a.path === '.' ? -1 : b.path === '.' ? 1 : comparePaths(a.path, b.path))),
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
        return { status: result.status, messages: result.stderr.split('\n').filter(line => line !== '') };
    }
    finally {
        (0,external_node_fs_.rmdirSync)(empty);
    }
}
/** Paths as `--from0 --files-from=-` takes them; `./` keeps a name such as `#x` from being read as a comment. */
function* nulSeparated(paths) {
    const batch = 1000;
    for (let at = 0; at < paths.length; at += batch) {
        const text = paths.slice(at, at + batch).map(path => (path === '.' ? '.\0' : `./${path}\0`));
        yield pathBytes(text.join(''));
    }
}
function notListed(listing) {
    const messages = firstAsLines(listing.messages, message => message);
    return new Failure('source', `The source could not be listed: ${explainRsyncExit(listing.status)}${messages}`);
}
function local_source_unreadable(failed) {
    const lines = firstAsLines(failed, result => `${display_showName(result.path)}: ${result.state === 'failed' ? result.why : 'gone'}`);
    return new Failure('source', `${failed.length} of the source's files could not be read, so the snapshot would not be whole:${lines}\nLet the runner's user read them, or leave them out with "exclude".`);
}

;// CONCATENATED MODULE: ./src/adapters/volume/local-tree.ts
// A tree on the volume, looked at in batches by the worker threads.



/** Small enough that all threads have work to the end, large enough that messages cost little. */
const local_tree_batchSize = 500;
const hashBatchSize = 100;
function localTree(path, pool) {
    const root = pathFromText(path);
    return {
        path,
        inspect: (paths, onProgress) => lookAll(pool, root, paths, false, storedOf, onProgress),
        hash: (paths, onProgress) => lookAll(pool, root, paths, true, digestOf, onProgress),
        names: directories => namesIn(pool, root, directories)
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
/** Absent where there is nothing. Throws for what could not be looked at. */
function storedOf(result, index) {
    const cell = (name) => result.rows[index * columns + column[name]] ?? 0n;
    const status = cell('status');
    if (status === lookStatus.gone)
        return undefined;
    if (status === lookStatus.failed)
        throw asThrown(result.errors.get(index) ?? 'a stored file could not be looked at');
    const type = cell('type');
    const target = result.targets.get(index);
    return {
        type: type === typeCode.file ? 'file' : type === typeCode.dir ? 'dir' : type === typeCode.link ? 'link' : 'other',
        mode: Number(cell('mode')),
        uid: Number(cell('uid')),
        gid: Number(cell('gid')),
        size: Number(cell('size')),
        mtimeNs: cell('mtimeSeconds') * second + cell('mtimeRest'),
        ino: cell('ino'),
        links: Number(cell('links')),
        allocated: Number(cell('allocated')),
        ...(target === undefined ? {} : { target })
    };
}
/** As the system threw it in the worker, with its code: what it refuses is no defect of ours. */
function asThrown(message) {
    const code = /^(E[A-Z0-9]+): /.exec(message)?.[1];
    return Object.assign(new Error(message), code === undefined ? {} : { code });
}
/** Absent for what is no regular file, or could not be read whole. */
function digestOf(result, index) {
    const at = index * columns;
    if (result.rows[at + column.status] !== lookStatus.ok || result.rows[at + column.type] !== typeCode.file)
        return undefined;
    return external_node_buffer_.Buffer.from(result.digests.subarray(index * 32, index * 32 + 32)).toString('hex');
}
async function namesIn(pool, root, directories) {
    const batches = [];
    for (let at = 0; at < directories.length; at += local_tree_batchSize) {
        batches.push(pool.run({ kind: 'names', root, directories: directories.slice(at, at + local_tree_batchSize) }));
    }
    return (await Promise.all(batches)).flat();
}

;// CONCATENATED MODULE: ./src/adapters/volume/mounts.ts
// Which mount a directory lies on, from the kernel's own table (proc(5), mountinfo).


/** Columns: id, parent, major:minor, root, mount point, options, any number of tags, `-`, type, source, options. */
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
            device: words[2] ?? ''
        };
    });
}
/** The mount with the longest matching mount point; of two at the same place the later one hides the earlier. */
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
const readMounts = () => parseMountinfo(pathFromBytes((0,external_node_fs_.readFileSync)('/proc/self/mountinfo')));
const mounts_unescape = (word) => word.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(75);
;// CONCATENATED MODULE: ./src/adapters/volume/publish-tree.ts
// The moment a tree becomes a snapshot: manifest and record on stable storage first, then one rename makes it visible.






/** Each step is durable before the next one, so that a crash at any point leaves the old state or the new one. */
async function publishTree(layout, id, tree, record, manifest) {
    // Before there is a record, which would make a stranger's directory of that name pass for ours.
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
    renameSurely(tree.path, layout.snapshot(id));
    syncPath(layout.series);
    syncPath(tree.directory);
}
/** A tree that lies where a snapshot of that id belongs becomes one with its record, which is written last. */
async function publishInPlace(layout, id, record, manifest) {
    await writeManifest(layout, id, manifest);
    writeDurably(layout.record(id), [record]);
    syncPath(layout.records);
}
async function writeManifest(layout, id, manifest) {
    const aside = `${layout.manifest(id)}.tmp`;
    (0,external_node_fs_.rmSync)(aside, { force: true });
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(manifest), (0,external_node_zlib_.createGzip)({ level: 3 }), (0,external_node_fs_.createWriteStream)(aside, { flags: 'wx' }));
    syncPath(aside);
    renameSurely(aside, layout.manifest(id));
    syncPath(layout.manifests);
}
/** rename(2) onto an empty directory would replace it without a word. */
function refuseTaken(layout, id) {
    if ((0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) === undefined)
        return;
    throw new Failure('volume', `${layout.snapshot(id)} is there already; nothing was published.`);
}

;// CONCATENATED MODULE: ./src/adapters/volume/local-partial.ts
// The tree being written on this machine: links by the worker threads, copies by rsync, then one rename makes it visible.
















/** Links are cheap each, so a batch is large; directories go to one thread, because a parent must be there first. */
const linkBatch = 500;
function localPartial(where, parts) {
    const path = (0,external_node_path_.join)(where.layout.partial, where.id);
    const root = pathFromText(path);
    return {
        ...localTree(path, parts.pool),
        makeDirectories: async (paths) => {
            await parts.pool.run({ kind: 'make-directories', root, paths });
        },
        link: (steps, onProgress) => local_partial_link(where, parts, root, steps, onProgress),
        copy: (request, onProgress) => copy(where, parts, path, request, onProgress),
        seal: async (directories) => {
            // The deepest first: the mode of one above may not let us in any more.
            for (const entry of directories.toReversed())
                await setAttributes(parts, joinPath(root, entry.path), entry);
            await syncFilesystem(parts, path);
        },
        publish: async (record, manifest) => {
            const { layout, id } = where;
            await publishTree(layout, id, { path, directory: layout.partial }, encodeRecord(record), manifest);
            pointLatest(layout, id);
        }
    };
}
async function local_partial_link(where, parts, root, steps, onProgress) {
    const rootOf = (tree) => tree === 'self' ? root : pathFromText(seriesLayout(where.volume, tree.series).snapshot(tree.id));
    let files = 0;
    const batches = [];
    for (let at = 0; at < steps.length; at += linkBatch) {
        const batch = steps.slice(at, at + linkBatch);
        const named = batch.map(({ tree, from, ...step }) => ({ ...step, from: joinPath(rootOf(tree), from) }));
        const outcomes = parts.pool.run({ kind: 'link', root, steps: named }).then(result => {
            files += batch.length;
            onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length });
            return batch.map((_, index) => {
                const failure = result.failures.get(index);
                return failure === undefined ? { linked: true, ino: result.inodes[index] ?? 0n } : { linked: false, ...failure };
            });
        });
        batches.push(outcomes);
    }
    return (await Promise.all(batches)).flat();
}
async function copy(where, parts, path, request, onProgress) {
    // There syncfs(2) reaches nobody; each file has to be synced as it is written.
    const isFuse = mountOf(readMounts(), pathFromText(path))?.filesystem.startsWith('fuse') ?? false;
    let files = 0;
    let bytes = 0;
    let rest = '';
    const result = await parts.processes.run('rsync', {
        args: copyArgs({
            keepOwners: request.keepOwners,
            isSparse: request.isSparse,
            linkDest: request.linkDest,
            extra: [...(isFuse ? ['--fsync'] : []), ...request.extraArgs],
            root: pathText(request.root),
            destination: path
        }),
        inherit: where.lockFd,
        input: nulSeparated(request.paths),
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
                files++;
                if (/^\d+$/.test(line))
                    bytes += Number(line);
            }
            onProgress({ doing: 'copying', files, bytes, totalFiles: request.paths.length, totalBytes: request.totalBytes });
        }
    });
    const messages = result.stderr.split('\n').filter(line => line !== '');
    const said = messages.slice(0, 5).map(message => `\n  ${message}`);
    // Without an inode rsync says 23, as if this were about single files.
    if (result.status !== 0 && messages.some(message => noSpace.test(message))) {
        throw new Failure('room', `The volume is full: there is no space left, or no inode, for all of the snapshot.${said.join('')}\nFree some (df shows space, df -i shows inodes), or keep fewer snapshots. Nothing was published.`);
    }
    if (result.status === 0 || result.status === 23 || result.status === 24)
        return { status: result.status, messages };
    throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said.join('')}`);
}
/** At the end of a message, where no file name stands. */
const noSpace = /: (?:No space left on device|Disk quota exceeded) \(\d+\)$/;
async function setAttributes(parts, directory, entry) {
    const path = fsPath(directory);
    if (entry.owner !== undefined)
        (0,external_node_fs_.chownSync)(path, entry.owner.uid, entry.owner.gid);
    (0,external_node_fs_.chmodSync)(path, entry.mode);
    // node:fs takes times as floating seconds, which are 200 ns coarse by now; touch takes every digit.
    // By xargs, because a name may be any bytes, and an argument of ours is text.
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

;// CONCATENATED MODULE: ./src/adapters/volume/lock.ts
// The kernel's lock on a series: flock(2) on a descriptor we hold, so that it is free the moment its last holder is gone.






/** flock's exit status when the lock is busy; its default, 1, also means other failures. */
const busy = 75;
const descriptor = 3;
async function lockFile(processes, file, holder, timeoutMs, onWait) {
    const fd = lock_open(file);
    try {
        if (!(await flock(processes, fd, ['--nonblock']))) {
            onWait(holderOf(file));
            const seconds = Math.max(timeoutMs / 1000, 0.001);
            if (!(await flock(processes, fd, ['--timeout', String(seconds)]))) {
                throw new Failure('locked', `The series is still being written by ${holderOf(file)} after ${formatDuration(timeoutMs)}. Wait for that run, or raise "lock-timeout".`);
            }
        }
        // For the people who will wait: it is never read to decide anything.
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
/** Takes the lock alone if nobody else holds it; it is free again when the descriptor is closed. */
const tryLock = (processes, fd) => flock(processes, fd, ['--nonblock']);
/** The same where nothing can be waited for, as after a cancel, which lets no other program start. */
function tryLockAtOnce(fd) {
    const args = ['--exclusive', '--nonblock', String(descriptor)];
    const stdio = ['ignore', 'ignore', 'ignore', fd];
    return (0,external_node_child_process_.spawnSync)('flock', args, { env: cleanEnvironment(process.env), stdio: [...stdio] }).status === 0;
}
/** Takes the lock together with others who only read; false when somebody has it alone for longer than `timeoutMs`. */
const shareLock = (processes, fd, timeoutMs) => flock(processes, fd, ['--timeout', String(timeoutMs / 1000)], '--shared');
/** Never unlinked: two runs could then hold locks on two files of that name. Nor followed, since it is written to. */
function lock_open(file) {
    const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = external_node_fs_.constants;
    try {
        return (0,external_node_fs_.openSync)(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o666);
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ELOOP')
            throw error;
        throw new Failure('volume', `The lock ${file} is a symlink, where a file of its own belongs. Remove the link.`);
    }
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
function holderOf(file) {
    const text = (0,external_node_fs_.readFileSync)(file, 'utf8').trim();
    return text === '' ? 'another run' : display_showText(text);
}

;// CONCATENATED MODULE: ./src/adapters/volume/inode-use.ts
// What a tree holds, inode by inode, as find(1) counts it: fast, and without a manifest that could be damaged.

/** What lies in a directory that we may not enter is not counted: such a tree must not be kept for ever for its sake. */
async function inodesOf(processes, tree) {
    const uses = new Map();
    let rest = '';
    const result = await processes.run('find', {
        // Inode, number of links, blocks of 512 bytes, type; a directory's link count is not about names of its own.
        args: [tree, '-xdev', '-printf', '%i %n %b %y\\n'],
        onStdout: piece => {
            const lines = (rest + piece.toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                count(uses, line);
        }
    });
    const trouble = result.stderr.split('\n').find(line => line !== '' && !line.endsWith(': Permission denied'));
    if (result.status !== 0 && (trouble !== undefined || result.stderr === ''))
        throw new Failure('volume', `${tree} could not be looked through: ${trouble ?? `find ended with ${result.status}`}`);
    return [...uses].map(([ino, use]) => ({ ino, ...use }));
}
function count(uses, line) {
    const [ino = '', links, blocks, type] = line.split(' ');
    const known = uses.get(ino);
    if (known !== undefined)
        known.linksHere++;
    else
        uses.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 });
}

;// CONCATENATED MODULE: ./src/adapters/volume/removal.ts
// Deletes whole trees on directory descriptors (coreutils rm), never following a link and never leaving the filesystem.






/** Unlinking waits for the journal more than for the processor; measured best on two cores and one disk. */
const parallel = 4;
/**
 * Arguments of rm for one tree after another; never a shell. Each argument is a start of its own to --one-file-system,
 * which would empty what is mounted right there; --preserve-root=all refuses that.
 */
const remove = ['--recursive', '--force', '--one-file-system', '--preserve-root=all', '--'];
/** What could not be deleted, as `rm` says it; empty when all is gone. */
async function removeTrees(processes, given) {
    const mounts = readMounts();
    const mounted = new Set(given.filter(path => mountedBelow(mounts, path)));
    const left = await removeAll(processes, given.filter(path => !mounted.has(path)));
    return [...Array.from(mounted, path => `${path}: something is mounted there or below`), ...left];
}
/** By the kernel's own table: a bind mount of the same filesystem has our device number, and rm would empty it. */
function mountedBelow(mounts, path) {
    const real = pathFromText((0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(path)));
    const tree = joinPath(real, pathFromText((0,external_node_path_.basename)(path)));
    return mounts.some(({ mountPoint }) => mountPoint === tree || mountPoint.startsWith(`${tree}/`));
}
async function removeAll(processes, paths) {
    if (paths.length === 0)
        return [];
    await removeInParts(processes, paths);
    const rest = { args: [...remove, ...paths] };
    if ((await processes.run('rm', rest)).status === 0)
        return [];
    // Directories that their owner may not write to, as sources have them. Only directories: a file's inode is shared.
    const isLocked = ['-xdev', '-type', 'd', '!', '-perm', '-0700'];
    for (const path of paths) {
        await processes.run('find', { args: [path, ...isLocked, '-exec', 'chmod', 'u+rwx', '--', '{}', ';'] });
    }
    const second = await processes.run('rm', rest);
    return second.status === 0 ? [] : second.stderr.split('\n').filter(line => line !== '');
}
/**
 * The directories two levels down, several at a time, so that more than one thread unlinks; what they leave is for the
 * caller's last rm, so their own failures do not matter here.
 */
async function removeInParts(processes, paths) {
    const parts = [];
    await processes.run('find', {
        args: [...paths, '-xdev', '-mindepth', '2', '-maxdepth', '2', '-type', 'd', '-print0'],
        onStdout: piece => parts.push(piece)
    });
    if (parts.length === 0)
        return;
    const xargs = ['--null', `--max-procs=${parallel}`, '--max-args=16', '--no-run-if-empty', 'rm', ...remove];
    await processes.run('xargs', { args: xargs, input: parts });
}
/** The names in a directory; none when there is no directory. */
function removal_namesIn(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory);
    }
    catch (error) {
        if (failure_codeOf(error) === 'ENOENT')
            return [];
        throw error;
    }
}
const pathsIn = (directory) => removal_namesIn(directory).map(name => (0,external_node_path_.join)(directory, name));

;// CONCATENATED MODULE: ./src/adapters/volume/lost-trees.ts
// Which snapshots have a record and no tree any more, neither in their place nor where one lies that is made or removed.






const ending = '.json';
/** Without a lock: what another run publishes or removes right now is not lost, so the first place is asked twice. */
function lostTrees(layout) {
    const isIn = (place, id) => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(place, id), { throwIfNoEntry: false })?.isDirectory() ?? false;
    const places = [layout.series, layout.partial, layout.trash, layout.series];
    return removal_namesIn(layout.records)
        .flatMap(file => (file.endsWith(ending) ? file.slice(0, -ending.length) : []))
        .filter(id => isSnapshotId(id) && !places.some(place => isIn(place, id)) && (0,external_node_fs_.existsSync)(layout.record(id)))
        .map(id => ({ id, isAdopted: isAdopted(layout.record(id)) }));
}
/** A record that cannot be read is not known to be of an adoption. */
function isAdopted(file) {
    try {
        return decodeRecord((0,external_node_fs_.readFileSync)(file, 'utf8')).tags.includes(adoptedTag);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/adapters/volume/read-lock.ts
// Holds a snapshot against removal while it is read: a shared flock on its record, which whoever removes it needs alone.



/** A removal holds a record for one rename; this is for a machine that is stuck. */
const longestRemovalMs = 10_000;
async function readSnapshot(processes, layout, id) {
    const fd = openRecord(layout, id);
    try {
        if (!(await shareLock(processes, fd, longestRemovalMs))) {
            throw new Failure('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`);
        }
        // What was locked may be the record of a snapshot that was removed between the two steps.
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
        return (0,external_node_fs_.openSync)(layout.record(id), 'r');
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

;// CONCATENATED MODULE: ./src/adapters/volume/shared-names.ts
// Under which names, in which snapshots, an inode is found: by one walk of find(1), which needs no manifest.

/** As many are asked of find itself, which then need not print every name there is; more are sorted out here. */
const mostAsked = 200;
async function namesOf(processes, layout, ids, inodes) {
    if (inodes.size === 0 || ids.length === 0)
        return [];
    const names = [];
    const take = (record) => {
        const [, ino = '', id = '', path = ''] = /^(\d+) (\S+) (.*)$/s.exec(record) ?? [];
        if (ino !== '' && inodes.has(BigInt(ino)))
            names.push({ id, path: path, ino: BigInt(ino) });
    };
    const asked = [...inodes].flatMap((ino, index) => [...(index === 0 ? [] : ['-o']), '-inum', String(ino)]);
    const filter = inodes.size <= mostAsked ? ['(', ...asked, ')'] : [];
    let rest = '';
    const result = await processes.run('find', {
        // The starting point, which is the id, and the path below it. A name may hold anything but NUL.
        args: [...ids, '-xdev', '-mindepth', '1', ...filter, '-printf', '%i %H %P\\0'],
        cwd: layout.series,
        onStdout: piece => {
            const records = (rest + piece.toString('latin1')).split('\0');
            rest = records.pop() ?? '';
            records.forEach(take);
        }
    });
    // What may not be entered, or cannot be read, is told by the verification itself; a snapshot may be pruned meanwhile.
    const known = /: (?:Permission denied|No such file or directory|Input\/output error)$/;
    const trouble = result.stderr.split('\n').find(line => line !== '' && !known.test(line));
    if (result.status !== 0 && (trouble !== undefined || result.stderr === ''))
        throw new Failure('volume', `${layout.series} could not be looked through: ${trouble ?? `find ended with ${result.status}`}`);
    return names;
}

;// CONCATENATED MODULE: ./src/adapters/volume/stored-tree.ts
// A snapshot's tree read for proof, by the worker threads: whatever the kernel says of a path is the answer for that path.




const lookBatch = 500;
const listBatch = 200;
/** Whichever comes first: many small files make one message, and a large file keeps no other one waiting. */
const readBatch = { files: 100, bytes: 4 * 1024 * 1024 };
function storedTree(path, pool) {
    const root = pathFromText(path);
    return {
        ...localTree(path, pool),
        look: async (paths) => {
            const batches = slices(paths, lookBatch).map(async (batch) => {
                const result = await pool.run({ kind: 'look', root, paths: batch, hash: false });
                return batch.map((_, index) => failure(result, index) ?? storedOf(result, index));
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
/** `EIO: i/o error, read '/mnt/…'` without the path, which the reader has already. */
const inShort = (message) => /^[A-Z][A-Z0-9]+: [^,]+/.exec(message)?.[0] ?? message;
/** All at once; and one by one when that fails, for then one of them is the reason. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/trash.ts
// Takes snapshots out of the listing: one rename each, under the lock, never while somebody reads them.





/**
 * The tree goes first: with its record gone first, a crash would leave a tree that is nobody's, and is never removed. A
 * record whose tree is in trash is removed by the next run's clear().
 */
async function trash(processes, layout, ids) {
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
            (0,external_node_fs_.rmSync)(file, { force: true });
    syncPath(layout.records);
    return { trashed, beingRead };
}
async function isBeingRead(processes, layout, id) {
    try {
        const claim = await claimSnapshot(processes, layout, id);
        if (claim === undefined)
            return true;
        (0,external_node_fs_.closeSync)(claim);
        return false;
    }
    catch (error) {
        // Foreign, or on a volume we may only look at: nothing is removed there anyway.
        if (failure_codeOf(error) === 'ENOENT' || failure_codeOf(error) === 'EACCES' || failure_codeOf(error) === 'EROFS')
            return false;
        throw error;
    }
}
/** A reader holds a shared lock on the record, so ours alone means that there is none; a descriptor, to be closed. */
async function claimSnapshot(processes, layout, id) {
    const fd = (0,external_node_fs_.openSync)(layout.record(id), 'r+');
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

;// CONCATENATED MODULE: ./src/adapters/volume/usage.ts
// How much a series really takes, as du counts it, in steps from each snapshot to the next, so that hardly any tree is walked.






/**
 * `snapshots`, oldest first. Files are linked from one snapshot to the next, so those that share an inode stand side by
 * side, and a step is right whatever else is removed. The oldest takes what its record says; a step that is not known,
 * because snapshots between were removed, is counted by walking its two trees. A series in which an inode may have come
 * back, past a snapshot that lacks it, is walked whole.
 */
async function seriesBytesOnDisk(processes, layout, snapshots, added, mayKeep) {
    if (isWoven(snapshots)) {
        const ids = snapshots.map(({ id }) => id);
        return (await diskUsage(processes, layout.series, ids)) + (await ownUsage(processes, layout));
    }
    const file = (0,external_node_path_.join)(layout.own, 'usage.json');
    const kept = readKept(file);
    const steps = {};
    let sum = 0;
    for (const [index, { id, record }] of snapshots.entries()) {
        const after = snapshots[index - 1]?.id ?? '';
        const brought = added?.id === id && record?.base?.id === after ? added.bytes : undefined;
        const known = added?.recount === true ? undefined : (knownStep(kept[id], record, after) ?? brought);
        const bytes = known ?? (await walkStep(processes, layout, id, after));
        steps[id] = { after, bytes };
        sum += bytes;
    }
    if (mayKeep)
        writeDurably(file, [`${JSON.stringify(steps)}\n`]);
    return sum + (await ownUsage(processes, layout));
}
/** Of what is ours beside the snapshots, `latest` included (on btrfs a symlink takes a block), and of the series' own directory. */
async function ownUsage(processes, { series, latest }) {
    const blocks = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.blocks ?? 0;
    return (await diskUsage(processes, series, [ownDirectory])) + (blocks(series) + blocks(latest)) * 512;
}
/** Whether a snapshot was linked past the one before it: to an older one, or to another series that may share with those. */
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
async function walkStep(processes, layout, id, after) {
    const before = after === '' ? [] : await inodesOf(processes, layout.snapshot(after));
    const shared = new Set(before.map(({ ino }) => ino));
    const inodes = await inodesOf(processes, layout.snapshot(id));
    return inodes.reduce((sum, { ino, allocated }) => (shared.has(ino) ? sum : sum + allocated), 0);
}
/** Allocated bytes below `names`, each inode once. */
async function diskUsage(processes, directory, names) {
    if (names.length === 0)
        return 0;
    const args = ['--summarize', '--total', '--block-size=1', '--', ...names];
    const result = await processes.run('du', { args, cwd: directory });
    const total = /(\d+)\ttotal\n$/.exec(result.stdout.toString('latin1'))?.[1];
    if (total === undefined) {
        throw new Failure('volume', `The disk use of ${directory} could not be measured: du said ${result.stderr.trim()}`);
    }
    return Number(total);
}
/** Whatever is not sound is left out: it only saves a walk, so the walk is made. */
function readKept(file) {
    let value;
    try {
        value = JSON.parse((0,external_node_fs_.readFileSync)(file, 'utf8'));
    }
    catch {
        return {};
    }
    if (typeof value !== 'object' || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => isStep(entry[1])));
}
function isStep(value) {
    if (typeof value !== 'object' || value === null || !('after' in value) || !('bytes' in value))
        return false;
    return typeof value.after === 'string' && Number.isSafeInteger(value.bytes) && Number(value.bytes) >= 0;
}

;// CONCATENATED MODULE: ./src/adapters/volume/local-series.ts
// A series on this machine: its directory listing, records, lock and leftovers (DESIGN §4).





















function localSeries(volume, name, parts) {
    const layout = seriesLayout(volume, name);
    let held;
    const snapshotIds = () => removal_namesIn(layout.series).filter(id => isSnapshotId(id) && isDirectory(layout.snapshot(id)));
    const listing = () => oldestFirst(snapshotIds()).flatMap(id => listed(layout, id) ?? []);
    return {
        name,
        path: layout.series,
        lock: async (holder, timeoutMs, onWait) => {
            makeSeries(volume, name, layout);
            held = await lockFile(parts.processes, layout.lock, holder, timeoutMs, onWait);
            return {
                release: () => {
                    held?.release();
                    held = undefined;
                    return Promise.resolve();
                }
            };
        },
        clear: () => clear(layout, parts),
        list: () => Promise.resolve(listing().reverse()),
        lost: () => Promise.resolve(lostTrees(layout)),
        latest: () => Promise.resolve(latestState(layout)),
        pointLatest: id => {
            pointLatest(layout, id);
            return Promise.resolve();
        },
        takenIds: () => {
            const own = [layout.partial, layout.trash].flatMap(removal_namesIn);
            const records = removal_namesIn(layout.records).map(file => file.replace(/\.json$/, ''));
            return Promise.resolve(new Set([...removal_namesIn(layout.series), ...own, ...records]));
        },
        manifest: id => readManifest(layout, name, id),
        tree: id => storedTree(layout.snapshot(id), parts.pool),
        read: id => readSnapshot(parts.processes, layout, id),
        inodes: id => inodesOf(parts.processes, layout.snapshot(id)),
        isBeingRead: id => isBeingRead(parts.processes, layout, id),
        trash: ids => trash(parts.processes, layout, ids),
        emptyTrash: async () => {
            const left = await removeTrees(parts.processes, pathsIn(layout.trash));
            const inodes = left.length === 0 ? [] : await inodesOf(parts.processes, layout.trash);
            return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) };
        },
        begin: id => {
            if (held === undefined)
                throw new Error('a tree is only begun under the lock');
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(layout.partial, id), { mode: 0o700 });
            const where = { volume, series: name, layout, id, lockFd: held.fd };
            return Promise.resolve(localPartial(where, parts));
        },
        bytesOnDisk: added => seriesBytesOnDisk(parts.processes, layout, listing(), added, held !== undefined),
        device: () => Promise.resolve(String((0,external_node_fs_.lstatSync)(layout.series, { bigint: true }).dev)),
        sharing: inodes => namesOf(parts.processes, layout, snapshotIds(), inodes),
        knownDamage: () => Promise.resolve(knownDamage(layout)),
        keepDamage: damaged => {
            if (held === undefined)
                throw new Error('what is known of damage is only written under the lock');
            keepDamage(layout, damaged);
            return Promise.resolve();
        }
    };
}
/** Each directory on the way must be a real one: a symlink there would lead the series out of the volume. */
function makeSeries(volume, name, layout) {
    let directory = volume;
    for (const segment of [...name.split('/'), '.snapshots']) {
        directory = (0,external_node_path_.join)(directory, segment);
        makeDirectory(directory);
    }
    for (const own of [layout.records, layout.manifests, layout.partial, layout.trash])
        makeDirectory(own);
}
function makeDirectory(directory) {
    try {
        (0,external_node_fs_.mkdirSync)(directory);
        syncPath((0,external_node_path_.dirname)(directory));
    }
    catch (error) {
        if (failure_codeOf(error) !== 'EEXIST')
            throw error;
        if (isDirectory(directory))
            return;
        throw new Failure('volume', `${directory} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`);
    }
}
/**
 * Clears what a crash left. The record goes before its tree: so a record without a tree anywhere was never ours to
 * remove, and stays.
 */
async function clear(layout, parts) {
    const begun = removal_namesIn(layout.partial);
    for (const id of [...begun, ...removal_namesIn(layout.trash)]) {
        if (isDirectory(layout.snapshot(id)))
            continue;
        for (const file of [layout.record(id), layout.manifest(id)])
            (0,external_node_fs_.rmSync)(file, { force: true });
    }
    const doomed = [...pathsIn(layout.partial), ...pathsIn(layout.trash)];
    const aside = [layout.records, layout.manifests, layout.own].flatMap(pathsIn).filter(path => path.endsWith('.tmp'));
    return { begun, left: await removeTrees(parts.processes, [...doomed, ...aside]) };
}
/** Undefined for one that was removed meanwhile, which goes before its record: whoever only reads takes no lock. */
function listed(layout, id) {
    try {
        const record = decodeRecord((0,external_node_fs_.readFileSync)(layout.record(id), 'utf8'));
        return record.id === id ? { id, record } : { id, damage: `its record is that of ${record.id}` };
    }
    catch (error) {
        if (failure_codeOf(error) !== 'ENOENT')
            return { id, damage: failure_messageOf(error) };
        return isDirectory(layout.snapshot(id)) ? { id } : undefined;
    }
}
async function readManifest(layout, series, id) {
    const reader = new ManifestReader();
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(layout.manifest(id)), (0,external_node_zlib_.createGunzip)(), async (pieces) => {
        for await (const piece of pieces)
            reader.push(piece.toString('latin1'));
    });
    const manifest = reader.finish();
    if (manifest.id !== id || manifest.series !== series) {
        throw new Failure('volume', `it is that of ${manifest.id} of ${manifest.series}`);
    }
    return manifest.entries;
}
function latestState(layout) {
    const stat = (0,external_node_fs_.lstatSync)(layout.latest, { throwIfNoEntry: false });
    if (stat === undefined)
        return { state: 'absent', target: '' };
    if (stat.isSymbolicLink())
        return { state: 'link', target: (0,external_node_fs_.readlinkSync)(layout.latest) };
    return { state: 'blocked', target: stat.isDirectory() ? 'a directory' : 'a file' };
}
/** By rename(2) over the old link: `ln -sf` would follow it into the old snapshot. */
function pointLatest(layout, id) {
    const aside = (0,external_node_path_.join)(layout.own, 'latest.tmp');
    (0,external_node_fs_.rmSync)(aside, { force: true });
    (0,external_node_fs_.symlinkSync)(id, aside);
    renameSurely(aside, layout.latest);
    syncPath(layout.series);
}
const isDirectory = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

;// CONCATENATED MODULE: ./src/adapters/volume/series-names.ts
// Finds every series on a volume: the directories that hold our own directory, wherever they are nested.





/** Names are at most this deep (1,024 bytes of them); anything deeper is not ours. */
const deepest = 512;
/** Sorted names. Symlinks are not followed, and snapshots are not entered: they may hold anything. */
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
        // lost+found is root's; a directory that we may not read holds no series of ours.
        if (failure_codeOf(error) === 'EACCES' || failure_codeOf(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/adapters/volume/volume-places.ts
// Every path at which a volume, or a part of it, is to be seen on this machine: bind mounts show a directory twice.





/** `path` is the volume's real path, and the first of the answer. */
function placesOf(path, mounts) {
    const own = mountOf(mounts, path);
    if (own === undefined)
        return [path];
    const inFilesystem = joinPath(own.root, pathBelow(own.mountPoint, path));
    // Only mounts of the same filesystem are looked at: another one may be a server that does not answer.
    const others = mounts
        .filter(({ device }) => device === own.device)
        .flatMap(({ root, mountPoint }) => {
        if (isWithin(root, inFilesystem))
            return [{ shows: path, at: joinPath(mountPoint, pathBelow(root, inFilesystem)) }];
        if (!isWithin(inFilesystem, root))
            return [];
        return [{ shows: joinPath(path, pathBelow(inFilesystem, root)), at: mountPoint }];
    })
        // What is mounted over another mount hides it.
        .filter(({ shows, at }) => at !== shows && isSame(shows, at));
    return [...new Set([path, ...others.map(({ at }) => at)])];
}
function isSame(a, b) {
    const [one, other] = [volume_places_identity(a), volume_places_identity(b)];
    return one !== undefined && one === other;
}
/** Absent where nothing is to be seen: then nothing can be read there either. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/local-volume.ts
// A volume that is a directory on this machine: its mount, its marker, its free space.











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
        probeLinks: () => Promise.resolve(probeLinks(path)),
        free: () => Promise.resolve(freeOn(path)),
        series: name => localSeries(path, name, parts),
        seriesNames: () => Promise.resolve(seriesIn(path))
    };
}
function volumeState(path, realPath) {
    const mount = mountOf(readMounts(), realPath);
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    const isMount = mount?.mountPoint === realPath;
    return {
        kind: stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : 'not-a-directory',
        isWritable: isWritable(path),
        isMount,
        mountPoint: mount?.mountPoint ?? '/',
        filesystem: mount?.filesystem ?? 'unknown',
        isWholeFilesystem: isMount && mount.root === '/',
        marker: markerState(path)
    };
}
function markerState(path) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(path, markerName), 'utf8');
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return { state: 'absent' };
        return { state: 'damaged', why: failure_messageOf(error) };
    }
    try {
        decodeMarker(text);
        return { state: 'present' };
    }
    catch (error) {
        return { state: 'damaged', why: failure_messageOf(error) };
    }
}
function isWritable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        // Whatever the reason, nothing can be written here; the caller says so and names the volume.
        return false;
    }
}
function freeOn(path) {
    const stat = (0,external_node_fs_.statfsSync)(path);
    const free = { bytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize };
    return stat.files === 0 ? free : { ...free, inodes: stat.ffree, totalInodes: stat.files };
}

;// CONCATENATED MODULE: ./src/adapters/volume/old-tree.ts
// Everything in a tree, directory by directory and without following a symlink, as the worker threads see it.



/** Large enough that messages cost little, small enough that threads end together. */
const old_tree_batchSize = 500;
/** Ends at the first path that cannot be read or lies elsewhere: such a tree is not taken, and need not be read on. */
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
        // The message names the directory.
        return { path: '.', why: failure_messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./src/adapters/volume/old-directory.ts
// A directory of dated trees on this machine: read by the worker threads, and renamed tree by tree into a series.

















/** As the probe of links calls its own, so that what a killed run leaves on the volume is cleared like those. */
const probePrefix = '.snapshot-probe-';
function oldDirectory(path, volume, series, parts) {
    const layout = seriesLayout(volume, series);
    const at = (name) => joinPath(realPath(path), name);
    const now = (work) => Promise.resolve().then(work);
    return {
        path,
        state: () => now(() => stateOf(path, volume, layout)),
        names: () => now(() => old_directory_namesOf(realPath(path))),
        probeRename: () => now(() => probeRename(path, volume)),
        begun: () => now(() => begunIn(layout)),
        read: (name, onProgress) => readOldTree(parts, at(name), onProgress),
        readSnapshot: id => readOldTree(parts, pathFromText(layout.snapshot(id))),
        hash: (name, paths, onProgress) => old_directory_hash(parts, at(name), paths, onProgress),
        sync: () => syncFilesystem(parts, layout.own),
        take: async (name, record, manifest, topMode) => {
            const tree = fsPath(at(name));
            if (topMode !== undefined)
                (0,external_node_fs_.chmodSync)(tree, topMode);
            await old_directory_take(layout, { path: tree, directory: path }, record, manifest);
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
/** The directory itself or the nearest above it that is a series, of any volume. */
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
/** Also two mounts of one filesystem refuse it, and quotas of projects: so it is tried. */
function probeRename(path, volume) {
    for (const left of removal_namesIn(path).filter(name => name.startsWith(probePrefix)))
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
        // Not ours, then: ours are empty.
        if (failure_codeOf(error) !== 'ENOTEMPTY' && failure_codeOf(error) !== 'ENOTDIR')
            throw error;
    }
}
/** A record that cannot be read is not known to be of an adoption, and keeps its id. */
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
async function old_directory_take(layout, tree, record, manifest) {
    const { id } = record;
    const text = encodeRecord(record);
    const isThere = (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined;
    if (isThere && isSameInode(tree.path, layout.snapshot(id))) {
        await publishInPlace(layout, id, text, manifest);
        return;
    }
    try {
        await publishTree(layout, id, tree, text, manifest);
    }
    catch (error) {
        // The tree is where it was: what speaks of it goes again. Not what belongs to one that had this id before.
        const isPublished = (0,external_node_fs_.lstatSync)(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined;
        if (!isPublished)
            for (const file of [layout.record(id), layout.manifest(id)])
                (0,external_node_fs_.rmSync)(file, { force: true });
        throw error;
    }
}
function isSameInode(one, other) {
    const [a, b] = [(0,external_node_fs_.lstatSync)(one, { bigint: true }), (0,external_node_fs_.lstatSync)(other, { bigint: true })];
    return a.dev === b.dev && a.ino === b.ino;
}

;// CONCATENATED MODULE: ./src/core/report/inert-json.ts
// JSON that can be printed anywhere: what is invisible in it can be seen, and no line of it is a command to the runner.
/**
 * The same JSON with invisible characters and `##[` as escapes, so that `cat report.json` in a workflow shows what is
 * there and runs no command. All of them can only stand inside strings.
 */
const inertJson = (json) => json
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, inert_json_escape)
    .replaceAll('##[', '#\\u0023[');
const inert_json_escape = (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');

;// CONCATENATED MODULE: ./src/core/report/adopt-json.ts
// The JSON report of an adoption, for machines; versioned, and safe to print.


/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const adoptReportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds; names as the log shows them. */
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

;// CONCATENATED MODULE: ./src/core/report/bounded.ts
// Sentences of which there may be thousands, as few as a page can bear; what is left out is counted.

const shownSentences = 10;
function bounded_bounded(sentences) {
    if (sentences.length <= shownSentences)
        return sentences;
    const shown = sentences.slice(0, shownSentences - 1);
    return [...shown, `${units_formatCount(sentences.length - shown.length)} more are in the log and in the JSON report.`];
}

;// CONCATENATED MODULE: ./src/core/report/rows.ts
// Tables as rows of text, and how they are set: in columns of a terminal, or as a table of GitHub's Markdown.
/** One line a row, in columns; `alignment` has an `l` or `r` for each. A row may have fewer cells than others. */
function rows_aligned(rows, alignment) {
    const widths = Array.from(alignment, (_, column) => Math.max(0, ...rows.map(row => row[column]?.length ?? 0)));
    const set = (row) => widths.map((width, column) => {
        const cell = row[column] ?? '';
        return alignment[column] === 'r' ? cell.padStart(width) : cell.padEnd(width);
    });
    return rows.map(row => set(row).join('  ').trimEnd());
}
/** The cells are Markdown already. */
function markdownTable(rows, alignment) {
    const [head = [], ...body] = rows;
    const line = (row) => `| ${row.join(' | ')} |`;
    const rule = head.map((_, column) => (alignment[column] === 'r' ? '---:' : ':---'));
    return [line(head), line(rule), ...body.map(line)].join('\n');
}

;// CONCATENATED MODULE: ./src/core/report/adopt-log.ts
// The closing lines of an adoption: what became of each tree, what was left alone, and what makes the run fail.




/** Names that are left alone may be thousands, when it was the wrong directory. */
const shownLeft = 20;
/** Safe to print as they are. */
const adoptLog = (report) => [outcome(report), table(report), failed(report), leftAlone(report), adopt_log_facts(report)]
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine);
/** Why the run must fail although it went on to its end; undefined when it went well. */
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

;// CONCATENATED MODULE: ./src/core/tag.ts
// A word to find a snapshot by: one that survives in file names, expressions and `tag:<word>`.
/** Letters, digits, `.`, `_` and `-`, starting with a letter or digit; at most 64. */
const isTag = (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

;// CONCATENATED MODULE: ./src/inputs/did-you-mean.ts
// The word someone most likely meant: what is one or two slips of the finger away from what they wrote.
/** `; did you mean "content"?`, or nothing when no word is near. Case and `_` for `-` do not count as slips. */
function didYouMean(text, words) {
    const word = nearest(text, words);
    return word === undefined ? '' : `; did you mean "${word}"?`;
}
function nearest(text, words) {
    const written = plain(text);
    // half of a short word is another word: `args` is not `tags`
    const slips = Math.min(2, Math.floor(written.length / 3));
    const near = words.map(word => ({ word, distance: distance(written, plain(word), slips) }));
    return near.filter(({ distance }) => distance <= slips).sort((a, b) => a.distance - b.distance)[0]?.word;
}
const plain = (text) => text.trim().toLowerCase().replaceAll('_', '-');
/** Letters left out, put in, taken for another or swapped with their neighbour; anything over `most` is just too many. */
function distance(a, b, most) {
    // no need to measure, and what was written may be of any length
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

;// CONCATENATED MODULE: ./src/inputs/fields.ts
// What one input may say: words, truths, whole numbers and lists. Each parser gives the value, or what is wrong with the text.


const parsed = (value) => ({ ok: true, value });
const wrong = (why) => ({ ok: false, why });
/** `true` or `false`. Not `yes`, `1` or `True`: in a workflow file those are other things, and a guess could delete. */
const parseBoolean = text => text === 'true' || text === 'false'
    ? parsed(text === 'true')
    : wrong(`is neither true nor false${didYouMean(text, ['true', 'false'])}`);
/** One of these words. */
const oneOf = (words) => text => {
    const word = words.find(each => each === text);
    return word === undefined
        ? wrong(`is not allowed: use one of ${words.join(', ')}${didYouMean(text, words)}`)
        : parsed(word);
};
/** A whole number within these bounds, both included. */
const integerBetween = (least, most) => text => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? parsed(number) : wrong(`is not a whole number from ${least} to ${most}`);
};
/** One word for the case in which the program decides, else what the other parser takes. */
const wordOr = (word, parse) => text => {
    if (text === word)
        return parsed(word);
    const other = parse(text);
    return other.ok ? other : wrong(`${other.why}, nor the word ${word}`);
};
const parseTag = text => isTag(text)
    ? parsed(text)
    : wrong('is not a tag: write one per line, up to 64 letters, digits, ".", "_" or "-", starting with a letter or digit');
/**
 * One item per line. Blank lines are dropped; of any other only a carriage return at its end, and no space: a file's
 * name may begin or end with one, and YAML's block text adds none. (A name of nothing but spaces is written `./ `.)
 */
const splitLines = (text) => text
    .split('\n')
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line.trim() !== '');

;// CONCATENATED MODULE: ./src/inputs/amounts.ts
// Amounts with a unit: sizes, shares and times. A bare number is refused wherever two units could be meant.

const kibibyte = 1024;
const sizeUnits = ['', 'K', 'M', 'G', 'T', 'P'];
/**
 * Bytes from `500M`, `20G`, `1.5TiB`, `700B`. `M` and `MiB` are the same, 1024 × 1024, as for rsync, du and restic. `MB`
 * is refused, being 1000 × 1000 to some and 1024 × 1024 to others; so is a bare number, which for a limit like
 * `max-size: 500` would be taken as bytes by the program and meant as gigabytes by its user.
 */
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
/** A share from 0 to 1 from `50%` or `99.5%`. */
const parseShare = text => {
    const found = /^(\d{1,3}(?:\.\d{1,15})?)%$/.exec(text);
    const share = Number(found?.[1]) / 100;
    return share <= 1 ? parsed(share) : wrong('is not a percentage: write 0% to 100%, such as 50% or 99.5%');
};
const secondMs = 1000;
const waitUnits = { s: secondMs, m: 60 * secondMs, h: 3600 * secondMs };
/** setTimeout takes 2^31 - 1 ms at most, and no job of a workflow runs longer than five days. */
const longestWaitMs = 5 * 24 * 3600 * secondMs;
/** How long to wait for something, in milliseconds: `30s`, `10m` (minutes), `2h`, `0s` for not at all. */
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
/** An age of at least an hour: `36h`, `14d`, `8w`, `6m` (months), `1y`. Nothing is ever kept for no time at all. */
const parseAge = text => {
    const found = /^([1-9]\d{0,5})([hdwmy])$/.exec(text);
    const unit = ageUnits[found?.[2] ?? ''];
    const count = Number(found?.[1]);
    return unit === undefined
        ? wrong('is not an age: write hours, days, weeks, months or years, such as 36h, 14d, 8w, 6m or 1y')
        : parsed({ months: unit.months * count, hours: unit.hours * count });
};

;// CONCATENATED MODULE: ./src/inputs/input-reader.ts
// Reads the inputs of one action as the runner hands them over, and gathers every mistake before any is reported.



/** The name by which the runner hands an input to a process: spaces become underscores, dashes stay. */
const variableOf = (input) => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
/**
 * What is returned beside a mistake is never used: `finish` throws. An empty text counts as an input that was left out,
 * because `${{ inputs.x }}` is empty wherever x does not exist; a text of spaces does not.
 */
class InputReader {
    #env;
    #defaults;
    #mistakes = [];
    constructor(env, defaults) {
        this.#env = env;
        this.#defaults = defaults;
    }
    /** The text exactly as it was given; empty when it was left out. */
    text(name) {
        const text = this.#env[variableOf(name)] ?? '';
        // the kernel would end a path at the NUL, and so take another one
        if (!text.includes('\0'))
            return text;
        this.mistake(name, text, 'has a NUL character: take it out');
        return '';
    }
    /** Lines as they were given, without blank ones. */
    lines(name) {
        return splitLines(this.text(name));
    }
    /** Each line's value, without those that are mistakes. */
    each(name, parse) {
        return this.lines(name).flatMap(line => this.check(name, line, parse) ?? []);
    }
    /** The value of an input that may be left out. */
    optional(name, parse) {
        const text = this.text(name);
        return text === '' ? undefined : this.check(name, text, one => parse(one.trim()));
    }
    /** The value of an input that has a default. */
    value(name, parse) {
        const given = this.optional(name, parse);
        if (given !== undefined)
            return given;
        const standard = parse(this.#defaults[name]);
        if (!standard.ok)
            throw new Error(`the default of ${name} ${standard.why}`);
        return standard.value;
    }
    /** The value of a text, whose mistakes are reported under this label; undefined beside a mistake. */
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
    /** A mistake that is not about one value. */
    report(mistake) {
        this.#mistakes.push(mistake);
    }
    /** Throws an `InputFailure` with every mistake so far; to be called once, after everything was read. */
    finish() {
        if (this.#mistakes.length > 0)
            throw new InputFailure(this.#mistakes);
    }
}

;// CONCATENATED MODULE: ./src/inputs/places.ts
// Where things lie: the volume, the paths of the source, and files named beside them. Only texts are judged here, no disk is asked.


/** An absolute local directory that is not `/`; the slash at its end is left out. */
const parseVolume = text => {
    const lines = splitLines(text);
    const [volume] = lines;
    if (volume === undefined || lines.length > 1)
        return wrong('is not one directory: write the path of a mounted volume');
    // `host:/path` and `user@host:/path`, as rsync and scp read it, and any URL
    if (/^[^/]+:/.test(volume)) {
        return wrong('is not a local path: volumes over ssh or a network protocol are not supported by this version; ' +
            'mount it on the runner (sshfs, NFS, SMB) and give the path of the mount');
    }
    if (!volume.startsWith('/')) {
        return wrong('is relative: the directory a step runs in differs between workflows, and so would the volume; ' +
            'write an absolute path that starts with "/"');
    }
    if (isRoot(volume))
        return wrong('is the whole machine: write the directory that the volume is mounted on');
    return parsed(volume.replace(/\/+$/, ''));
};
/** One path, made absolute against a directory. */
const pathFrom = (directory) => text => {
    const lines = splitLines(text);
    const [path] = lines;
    return path === undefined || lines.length > 1 ? wrong('is not one path') : parsed(external_node_path_.posix.resolve(directory, path));
};
/**
 * One line of `path`: a directory, file or glob, or `!` and what to leave out. A line that takes in the whole machine is
 * a mistake: `${{ env.DIR }}/` with an empty DIR is `/`, and such a thing once was backed up.
 */
const sourceLineFrom = (workspace) => line => {
    if (line.startsWith('!')) {
        return line.slice(1).trim() === '' ? wrong('leaves nothing out: write a pattern after the "!"') : parsed(line);
    }
    const resolved = external_node_path_.posix.resolve(workspace, line);
    // `/*` and `/**/*.log` are what an empty variable makes of `$DIR/*` and `$DIR/**/*.log`
    return isRoot(resolved) || /^\/+[*?]+(?:\/|$)/.test(resolved)
        ? wrong('is the whole machine: an empty variable in front of the slash does that; name the directory to back up')
        : parsed(line);
};
const isRoot = (path) => external_node_path_.posix.resolve('/', path) === '/';

;// CONCATENATED MODULE: ./src/inputs/series.ts
// Which series a run writes, and which others it may link against: from the inputs, else from the run itself.


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
    // A branch starts from the default branch's files, and so do tags and pull requests: most of a first snapshot is there.
    return { name, linkFrom: others(name, [defaultSeriesName({ ...parts, refName: defaults.defaultBranch })]) };
}
/** A series links against itself anyway; named once for all branches, `link-from` meets that on the one it names. */
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
/** What `${{ toJSON(matrix) }}` gives: an object, or `null` for a job without a matrix. */
const parseMatrix = text => {
    const problem = wrong('is not the JSON of a matrix: leave this input out, the action fills it in');
    try {
        const matrix = JSON.parse(text);
        return typeof matrix === 'object' && !Array.isArray(matrix) ? parsed(matrix) : problem;
    }
    catch {
        // not JSON at all: said by the mistake
        return problem;
    }
};

;// CONCATENATED MODULE: ./src/inputs/unknown-inputs.ts
// Inputs that were given but do not exist: a typo in the name of a safeguard must not switch it off in silence.



/**
 * GitHub's runner sets `INPUT_*` for what stands under `with:` and nothing else, so a name that is nearly one of ours is
 * a typo and stops the run. One that is nothing like ours may have come with the job's own `env:` and is a warning.
 * act, Gitea and Forgejo hand the inputs of an enclosing composite action down to its steps: only warnings there.
 */
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

;// CONCATENATED MODULE: ./src/inputs/volume.ts
// Which volume a run works on: what the workflow says, else what the runner's administrator says.


/** Empty beside a mistake. */
function readVolume(read, env) {
    if (read.text('volume') !== '')
        return read.check('volume', read.text('volume'), parseVolume) ?? '';
    const standard = env.SNAPSHOT_VOLUME ?? '';
    if (standard !== '')
        return read.check('SNAPSHOT_VOLUME', standard, parseVolume) ?? '';
    read.report('volume: is missing; give the absolute path of the mounted volume, or set SNAPSHOT_VOLUME in the environment of ' +
        'the runner (its .env file) for all workflows');
    return '';
}

;// CONCATENATED MODULE: ./src/inputs/adopt.ts
// The inputs of `adopt`, from texts to one typed object; every mistake is reported at once.








/** Beyond this, disks only seek more. */
const mostJobs = 64;
/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
function readAdoptInputs(env, context) {
    const read = new InputReader(env, adoptDefaults);
    const unknown = findUnknownInputs(env, adoptInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)));
    const inputs = {
        volume: readVolume(read, env),
        name: readOwnSeries(read, context.defaults).name,
        path: readPath(read, context.workspace),
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
function readPath(read, workspace) {
    if (read.text('path') === '') {
        read.report('path: is missing; give the directory that holds the dated trees');
        return '';
    }
    return read.check('path', read.text('path'), pathFrom(workspace)) ?? '';
}
/** As it is, spaces included: it has to be the start of the names, byte for byte. */
const parsePrefix = text => /[/\n]/.test(text)
    ? wrong('is no start of a name: it may have neither a slash nor a newline; the directory itself belongs into "path"')
    : parsed(text);

;// CONCATENATED MODULE: ./src/wiring/adopt.ts
// Adoption with its ports plugged in: inputs from the environment, and all it has to tell at the end.











async function adoptWith({ env, context, processes, reporter, startPool }) {
    const inputs = readAdoptInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(inputs.jobs), clock: systemClock, isRoot: machine.isRoot };
    const ports = {
        volume: localVolume(inputs.volume, parts),
        old: oldDirectory(inputs.path, inputs.volume, inputs.name, parts),
        localTime: localTime,
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

;// CONCATENATED MODULE: ./src/cli/commands/shared-flags.ts
// Flags that several commands have, with the same meaning in each.
const volume = {
    input: 'volume',
    takes: '<path>',
    help: 'Absolute path of the mounted volume that holds all snapshots.',
    otherwise: '$SNAPSHOT_VOLUME'
};
const dryRun = (help) => ({ input: 'dry-run', help });
/** One row for each input, so that a table of them reads as one. */
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

;// CONCATENATED MODULE: ./src/cli/commands/adopt.ts
// `adopt`: makes snapshots of the dated trees that another script has kept, without copying them.



const adopt_adopt = {
    name: 'adopt',
    summary: 'take dated trees of another script into a series',
    description: 'Makes a directory of dated trees (2024-01-10, 2024-01-10_12:00:00, …, with or without a link to the newest) a series of snapshots, without copying a file. They have to lie on the filesystem of the volume.',
    operands: [{ input: 'path', shown: '<directory>', help: 'The directory that holds the dated trees.' }],
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
                { input: 'utc', help: 'Names that say no time zone are in UTC, and not in the time of this machine.' },
                rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
                dryRun('Tell what would be adopted, but write and move nothing.')
            ]
        }
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
        }
    ],
    defaults: adoptDefaults,
    run: adoptWith
};

;// CONCATENATED MODULE: ./src/inputs/diff-names.ts
// The names of the inputs of a comparison, with the defaults of those that have one. There is no action for it, only a command.
/** An input that was left out or is empty has this value. */
const diffDefaults = {
    limit: '50',
    all: 'false'
};
const diff_names_withoutDefault = ['volume', 'name', 'name-b', 'from', 'to', 'matrix'];
/** Every input, in no order that matters. */
const diffInputNames = [
    ...diff_names_withoutDefault,
    ...Object.keys(diffDefaults)
];

;// CONCATENATED MODULE: ./src/core/tree-diff.ts
// What differs between two trees, by their manifests: added, removed, changed, moved, or only of other attributes. Times never count.


/** The entries may come in any order; each path stands once in its tree. */
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
/** An owner that only one of the two snapshots keeps (the other was not taken as root) says nothing. */
const attributesOf = (before, after) => [
    ...(entry_sourceModeOf(before) !== entry_sourceModeOf(after) ? ['mode'] : []),
    ...(before.owner !== undefined && after.owner !== undefined && !sameOwner(before.owner, after.owner)
        ? ['owner']
        : [])
];
/**
 * Pairs files of the same content. Of several, one that kept its name first, the others in the order of their paths; so
 * the outcome depends on the trees alone, and is the same pairs when they change sides. Empty files are all alike, and
 * no one of them is another one moved.
 */
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
/** Files that are not empty, by the hash that a manifest has of each, each list in the order of the paths. */
const byContent = (entries) => groupBy(entries.filter(({ size, sha256 }) => size > 0 && sha256 !== undefined).sort((a, b) => comparePaths(a.path, b.path)), ({ sha256 }) => String(sha256));
/** Not `Map.groupBy`, which Node 20 lacks: a machine to restore on may have no newer one. */
function groupBy(entries, keyOf) {
    const groups = new Map();
    for (const entry of entries) {
        const key = keyOf(entry);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [entry]);
        else
            group.push(entry);
    }
    return groups;
}
const zip = (from, to) => from.flatMap((entry, at) => {
    const other = to[at];
    return other === undefined ? [] : [[entry, other]];
});
const tree_diff_nameOf = ({ path }) => path.slice(path.lastIndexOf('/') + 1);
const largestFirst = (a, b) => b.size - a.size || comparePaths(a.path, b.path);
/** By the larger of both sides: a file that was emptied is as much of a change as one that was filled. */
const largestPairFirst = (a, b) => sizeOf(b) - sizeOf(a) || comparePaths(a.after.path, b.after.path);
const sizeOf = ({ before, after }) => Math.max(before.size, after.size);

;// CONCATENATED MODULE: ./src/actions/check-reading.ts
// What is made sure of before a volume is read: it is there, it is one, and the tools are. It need not be writable.




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

;// CONCATENATED MODULE: ./src/core/moment-text.ts
// A moment as somebody writes it, `2026-11-19` or `2026-11-19T02:00+01:00`; never one that leaves its time zone to be guessed.

const moment_text_form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
/** The farthest that any place on earth is from UTC. */
const mostOffsetHours = 14;
/** Milliseconds since the epoch. A date alone is its first moment in UTC. */
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
/** Undefined for February 30th, 25 o'clock, or an offset of 30 hours. */
function moment_text_momentOf(date, time, zone) {
    const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
    // To Date an hour of 24 is the next day's 0, and a February 30th may be a day of March.
    const isOnCalendar = parseSnapshotId(`${date}T00-00-00Z`) !== undefined && !time.startsWith('24');
    if (!isOnCalendar || Number(hours) > mostOffsetHours || Number(minutes) > 59)
        return undefined;
    const [clock, fraction = ''] = time.split('.');
    const ms = Date.parse(`${date}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${sign}${hours}:${minutes}`);
    return Number.isNaN(ms) ? undefined : ms;
}

;// CONCATENATED MODULE: ./src/core/selector.ts
// Which snapshot of a series somebody means: the words for it, `latest`, `commit:<sha>`, `before:<moment>`, and the search by them.





/** The words that stand before a colon. */
const selectorPrefixes = ['commit', 'run', 'tag', 'before'];
/** `why` continues a sentence that starts with the text. */
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
/** What somebody may have had in mind who left out the word before the colon. */
function meant(text) {
    if (/^\d{5,20}$/.test(text))
        return `; did you mean "run:${text}"?`;
    return /^[0-9a-f]{7,64}$/i.test(text) ? `; did you mean "commit:${text}"?` : '';
}
/** What completes any start of an id to an id, where the calendar has one that starts so. */
const moments = ['0000-01-01T00-00-00Z', '0000-10-10T00-00-00Z'];
const serials = ['2', '0'];
/** At least the year: less would be the start of everything. */
const isStartOfId = (text) => text.length >= 4 && [...moments.map(id => id.slice(text.length)), ...serials].some(tail => isSnapshotId(text + tail));
/** Where a snapshot stands in time; those of one second by their serials, within that second. (Sixteenths are exact.) */
const orderMs = (moment, serial) => moment.getTime() + (serial - 1) / 16;
const right = (selector) => ({ ok: true, selector });
const selector_wrong = (why) => ({ ok: false, why });
/** As somebody would write it. */
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
/** `listed`, the newest first; `latest`, the id that the link of that name says. */
function selectSnapshot(selector, listed, latest, now) {
    const complete = listed.filter(isRecorded);
    // The last one taken, also where a wrong clock dated another one later.
    const last = (matching, what) => foundOr(currentSnapshot(matching, latest, now), listed, what);
    switch (selector.by) {
        case 'latest':
            return last(complete, 'complete snapshot');
        case 'id':
            return selectById(selector.start, listed);
        case 'commit': {
            const commitOf = ({ record }) => record.run.commit?.toLowerCase() ?? '';
            const matching = complete.filter(one => commitOf(one).startsWith(selector.sha));
            // Only one commit is meant, and it is not for us to say which.
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
/** A whole id means itself and nothing else: it may be the start of another, `…Z` of `…Z-2`. */
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
/** `what` follows `has no`. */
function foundOr(one, listed, what) {
    if (one !== undefined)
        return { state: 'found', id: one.id, record: one.record };
    return { state: 'none', why: `has no ${what}; ${whatIsThere(listed)}` };
}
/** `listed`, the newest first. */
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

;// CONCATENATED MODULE: ./src/actions/choose-snapshot.ts
// Finds the snapshot that is meant: in the series itself, then in those that stand in for it.







/**
 * `names`: the series itself, then the fallbacks, which are asked in order when it has no such snapshot. Throws an
 * `InputFailure` when several are meant.
 */
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
/** Whether there is such a series at all: most names that hold nothing are misspelt. */
async function whyNothing(volume, name, why) {
    const names = await volume.seriesNames();
    if (names.includes(name))
        return `The series ${quoteValue(name)} ${why}.`;
    const what = `There is no series ${quoteValue(name)} on the volume ${quoteValue(volume.name)}`;
    return `${what}${didYouMean(name, names)}.`.replace(/\?\.$/, '?');
}
/** Of snapshots that somebody removed by hand, or moved, the records remain. */
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
/** The shell command that takes a tree back without us. */
const copyByHand = (series, id) => `rsync -a -- ${shellWord(`${series.path}/${id}/`)} restored/`;

;// CONCATENATED MODULE: ./src/actions/read-manifest.ts
// The manifest of a snapshot that is to be restored, verified or compared; refused unless it is the one its record tells of.




/** Throws `Failure('stored')` for one that is missing, damaged or another snapshot's. */
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

;// CONCATENATED MODULE: ./src/actions/diff.ts
// Compares two snapshots by their manifests, as a story: check, find both, hold them against removal, read, and tell what differs.







/** Throws `Failure('missing')` for a snapshot that is not there. No file of a snapshot is read, and nothing is written. */
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
/** By its moment, whatever it was linked against: what came before is what a person has in mind. */
function theOneBefore({ series, record, listed }) {
    const earlier = listed.flatMap(one => one.record !== undefined && compareSnapshotIds(one.id, record.id) < 0 ? [one.record] : []);
    const [newest] = earlier;
    if (newest !== undefined)
        return { series, record: newest, listed };
    throw new Failure('missing', `${record.id} is the oldest complete snapshot of the series ${quoteValue(series.name)}: there is none before it to compare it with. Name two snapshots, or another series.`);
}
/** Held only while its manifest is read: what is told of it afterwards is true whatever becomes of it. */
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
    path: series.tree(record.id).path
});

;// CONCATENATED MODULE: ./src/core/report/diff-model.ts
// Everything that a comparison of two snapshots has to say; its log and its JSON report read this.

/** The names of the lists, in the order in which they are told. */
const diffLists = (/* unused pure expression or super */ null && (['added', 'removed', 'changed', 'moved', 'attributes']));
const statusOf = ({ diff }) => (isEqual(diff) ? 'equal' : 'different');

;// CONCATENATED MODULE: ./src/core/report/diff-totals.ts
// How much one list of a comparison holds: files, directories, symlinks and the bytes of the files.
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
/** Anything but a file has none. */
const diff_totals_bytesOf = (entries) => entries.reduce((sum, { size }) => sum + size, 0);

;// CONCATENATED MODULE: ./src/core/report/diff-json.ts
// The JSON report of a comparison: every path that differs and how, for machines; versioned, and safe to print.






/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const diffReportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes. */
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
/** A name as text to read; `<key>Base64` is there when it is not UTF-8, and then that is the name. */
function diff_json_named(key, path) {
    const text = pathText(path);
    const isExact = external_node_buffer_.Buffer.from(text, 'utf8').equals(pathBytes(path));
    return { [key]: text, ...(isExact ? {} : { [`${key}Base64`]: pathBytes(path).toString('base64') }) };
}

;// CONCATENATED MODULE: ./src/core/report/diff-log.ts
// A comparison of two snapshots for a person: a section for each way to differ, with sums, the largest first.







/** Safe to print as they are. */
function diffLog(report) {
    const { diff, rows } = report;
    const sections = [
        [heading(report), diff_log_sentence(report)],
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
function heading({ before, after, diff, ...report }) {
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
        ? ` (was a ${words[before.type]}, is a ${words[after.type]})`
        : `${wasTarget(before)}${attributes({ before, after, differences })}`;
    return [sizeText(after), grown === 0 ? '' : signed(grown), `${shown(after)}${how}`];
}
const wasTarget = ({ target }) => (target === undefined ? '' : ` (was ${display_showName(target)})`);
const movedRow = (pair) => [
    units_formatBytes(sizeOf(pair)),
    `${display_showName(pair.before.path)} → ${display_showName(pair.after.path)}${attributes(pair)}`
];
const attributesRow = (pair) => [shown(pair.after), attributeWords(pair).join(', ')];
const words = { file: 'file', dir: 'directory', link: 'symlink' };
const attributes = (pair) => {
    const said = attributeWords(pair);
    return said.length === 0 ? '' : ` (${said.join(', ')})`;
};
const attributeWords = ({ before, after, differences }) => [
    ...(differences.includes('mode') ? [`mode ${mode(before)} → ${mode(after)}`] : []),
    ...(differences.includes('owner') ? [`owner ${owner(before)} → ${owner(after)}`] : [])
];
const mode = (entry) => entry_sourceModeOf(entry).toString(8).padStart(4, '0');
const owner = ({ owner }) => `${String(owner?.uid)}:${String(owner?.gid)}`;
const sizeText = ({ type, size }) => (type === 'file' ? units_formatBytes(size) : words[type]);
/** As `ls -F` marks them; of the top directory alone the name says nothing. */
function shown({ path, type, target }) {
    if (path === '.')
        return './ (the top directory)';
    if (target !== undefined)
        return `${display_showName(path)} → ${display_showName(target)}`;
    return type === 'dir' ? `${display_showName(path)}/` : display_showName(path);
}

;// CONCATENATED MODULE: ./src/inputs/selector.ts
// The input that says which snapshot of a series is meant.



/** `latest`, an id or the start of one, `commit:<sha>`, `run:<id>`, `tag:<word>`, `before:<moment>`. */
const parseSnapshotSelector = text => {
    const checked = parseSelector(text);
    return checked.ok ? parsed(checked.selector) : wrong(checked.why + slip(text));
};
/** The word that was misspelt, with the rest as it was written. */
function slip(text) {
    const colon = text.indexOf(':');
    const [prefix, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon)];
    const word = nearest(prefix, colon < 0 ? ['latest'] : selectorPrefixes);
    return word === undefined || word === prefix ? '' : `; did you mean "${word}${rest}"?`;
}

;// CONCATENATED MODULE: ./src/inputs/diff.ts
// The inputs of a comparison of two snapshots, from texts to one typed object; every mistake is reported at once.







/** More than a person reads, and a number that a terminal can still scroll over. */
const mostRows = 1_000_000;
/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
function readDiffInputs(env, context) {
    const read = new InputReader(env, diffDefaults);
    const unknown = findUnknownInputs(env, diffInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const otherName = read.optional('name-b', parseSeriesName);
    const from = read.optional('from', parseSnapshotSelector);
    const to = read.optional('to', parseSnapshotSelector);
    const limit = read.value('limit', integerBetween(1, mostRows));
    const inputs = {
        volume: readVolume(read, env),
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

;// CONCATENATED MODULE: ./src/wiring/diff.ts
// The comparison of two snapshots with its ports plugged in: inputs from the environment, and all it has to tell at the end.








async function diffWith({ env, context, processes, reporter, startPool }) {
    const inputs = readDiffInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot };
    const volume = localVolume(inputs.volume, parts);
    const report = await diff(inputs, { volume, machine, clock: systemClock, reporter }, program);
    // There is no action that could set outputs.
    return { log: diffLog(report), json: diffJson(report), outputs: () => ({}) };
}

;// CONCATENATED MODULE: ./src/cli/commands/diff.ts
// `diff`: what changed between two snapshots, by their manifests.



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
        }
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

;// CONCATENATED MODULE: ./src/inputs/doctor-names.ts
// The names of the inputs of `doctor`; none has a default.
const doctorDefaults = {};
/** Every input, in no order that matters. */
const doctorInputNames = ['volume', 'name'];

;// CONCATENATED MODULE: ./src/core/doctor/row.ts
// One line of what doctor says: what was looked at, how it is, and for what is not well why that matters and what to do.
const ok = (subject, found, value) => ({
    ...subject,
    result: 'ok',
    found,
    ...(value === undefined ? {} : { value })
});
const skipped = (subject, found) => ({ ...subject, result: 'skipped', found });
const warning = (subject, trouble) => ({ ...subject, result: 'warning', ...trouble });
const row_failure = (subject, trouble) => ({ ...subject, result: 'failure', ...trouble });
/** The worst of all rows. */
function verdictOf(rows) {
    if (rows.some(({ result }) => result === 'failure'))
        return 'failure';
    return rows.some(({ result }) => result === 'warning') ? 'warning' : 'ok';
}

;// CONCATENATED MODULE: ./src/core/doctor/attributes.ts
// Names, times, modes and owners: whether what a snapshot holds can look on the volume as it did in the source.


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
/** Nanoseconds, finest first, with how people say them. */
const precisions = [
    [1n, '1 ns'],
    [100n, '100 ns'],
    [1000n, '1 µs'],
    [1000000n, '1 ms'],
    [10000000n, '10 ms'],
    [1000000000n, '1 s'],
    [2000000000n, '2 s']
];
/** The finest step that all of them were rounded to; undefined when they came back as other times. */
function precisionOf(times) {
    return precisions.find(([step]) => times.every(({ set, stored }) => stored % step === 0n && (stored > set ? stored - set : set - stored) < step));
}
/** An age or a date by a clock that is this far off is noticed by people. */
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

;// CONCATENATED MODULE: ./src/core/doctor/links.ts
// Links on a volume: what snapshots save their room by, how many a file may have, and what `latest` stands on.


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
/** Fewer than two years of nights: an unchanged file is copied afresh that often. EFS has 177. */
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

;// CONCATENATED MODULE: ./src/core/doctor/place.ts
// The place a volume is at: whether it is there, marked and writable, on what it lies, and how much room is left.





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
    return [there, judgeMarker(volume, place), judgeWritable(place), judgeFilesystem(place), ...judgeRoom(room)];
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
function judgeMarker(volume, { marker, isWholeFilesystem, mountPoint }) {
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
const networks = /^(?:nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|afs|fuse\.(?:sshfs|glusterfs|ceph-fuse|s3fs|rclone|davfs2?))$/;
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
    const kind = networks.test(filesystem) ? ', over the network' : '';
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
/** Below these a run may end in the middle, which is survived and yet no backup. */
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

;// CONCATENATED MODULE: ./src/core/doctor/safety.ts
// What keeps snapshots whole: locks that hold and die, and writes that reach the disk. And what makes copies cheap.

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

;// CONCATENATED MODULE: ./src/core/doctor/series.ts
// One series: its snapshots, what `latest` says, who holds its lock, and what runs that were interrupted left.






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
/** Nightly ones, and a long weekend. */
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
const dayMs = 24 * 3_600_000;
const age = (ms) => ms < 2 * dayMs ? formatDuration(ms) : countOf(Math.floor(ms / dayMs), 'day', 'days');
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

;// CONCATENATED MODULE: ./src/core/doctor/tools.ts
// The programs of this machine: rsync and the tools around it, tar, and the Node that runs us.



const tools_subjects = {
    rsync: { key: 'rsync', title: 'rsync' },
    tools: { key: 'tools', title: 'tools' },
    tar: { key: 'tar', title: 'tar' },
    node: { key: 'node', title: 'node' }
};
/** The first that has all that is used here: `engines` of package.json. */
const oldestNode = [20, 19];
const judgeTools = (facts) => [
    judgeRsync(facts),
    judgeOthers(facts),
    judgeTar(facts),
    judgeNode(facts)
];
function judgeRsync({ rsync, install }) {
    const why = 'It lists the source and copies what is new.';
    const mend = `Install it:\n${install.rsync}`;
    if (rsync.state === 'absent')
        return row_failure(tools_subjects.rsync, { found: 'is not installed', why, mend });
    if (rsync.state === 'unknown') {
        return row_failure(tools_subjects.rsync, { found: `does not say its version: ${display_showText(rsync.text, 60)}`, why, mend });
    }
    const { version } = rsync;
    if (version.flavour === 'openrsync') {
        const lacks = 'It cannot link against an earlier tree, nor keep nanoseconds.';
        return row_failure(tools_subjects.rsync, { found: display_showText(version.text), value: version.text, why: lacks, mend });
    }
    if (tools_isOlder(version.version, oldestRsync)) {
        const needs = `Options are used that came with ${oldestRsync.join('.')}.`;
        return row_failure(tools_subjects.rsync, { found: `${version.text} is too old`, value: version.text, why: needs, mend });
    }
    return ok(tools_subjects.rsync, version.text, version.text);
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

;// CONCATENATED MODULE: ./src/core/doctor/doctor.ts
// What doctor makes of all facts: one row for each thing it looked at, also for those it could not.







/** `series`: absent when none was asked for. `now` is for the age of its newest snapshot. */
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

;// CONCATENATED MODULE: ./src/actions/doctor.ts
// Doctor as a story: look at the volume, at this machine, at the series that was named, and judge what was found.

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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-tried.ts
// One thing that is tried on a volume: it works, or the system says why not.

class Refused extends Error {
}
/** What is not the system's answer, nor a `Refused` of our own, is a defect and goes on. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-attributes.ts
// Times, modes and owners on a volume: set, and read back.




/** An odd and an even second, and fractions in which every coarser step shows. */
const doctor_attributes_moments = [
    '1700000001.123456789',
    '1700000002.987654321',
    '1700000003.500000001',
    '1700000005.000000000'
];
/** Any other than ours. */
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
/** The time that the filesystem gives a file that is written now; the kernel's clock is coarse, and so is this. */
function skewOf(file, { clock }) {
    const before = clock.now().getTime();
    (0,external_node_fs_.writeFileSync)(file, 'probe\n');
    const after = clock.now().getTime();
    const { mtimeMs } = (0,external_node_fs_.lstatSync)(file);
    return mtimeMs < before ? Math.min(0, mtimeMs - before) : Math.max(0, mtimeMs - after);
}
/** By touch: node:fs takes times as floating seconds, which are 200 ns coarse by now. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-links.ts
// Makes links on a volume until it refuses one, and renames over what `latest` is and what a tree is.







/** Past ext4's 65,000; where more are allowed, the number no longer matters. */
const mostLinks = 70_000;
const longestMs = 2000;
function probeLinkFacts(scratch) {
    const at = (name) => (0,external_node_path_.join)(scratch, name);
    (0,external_node_fs_.writeFileSync)(at('linked'), 'probe\n');
    const hardLinks = doctor_tried_tried(() => {
        (0,external_node_fs_.linkSync)(at('linked'), at('link'));
        const [a, b] = [(0,external_node_fs_.lstatSync)(at('linked'), { bigint: true }), (0,external_node_fs_.lstatSync)(at('link'), { bigint: true })];
        // Some network and FUSE filesystems answer "done" and make a copy, or keep no count.
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
/** How many names a file may have, its first included; really made, as far as the count and the time allow. */
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
/** What the system refuses is the answer; anything else is a defect. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-names.ts
// Names on a volume: which of them it takes for the same, and which it refuses or changes.




function probeNames(scratch) {
    const directory = (0,external_node_path_.join)(scratch, 'names');
    (0,external_node_fs_.mkdirSync)(directory);
    // By escapes: an editor might spell them alike.
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
/** In a directory of its own, where nothing else can be listed. */
function keeps(scratch, into, name) {
    const directory = (0,external_node_path_.join)(scratch, into);
    (0,external_node_fs_.mkdirSync)(directory);
    return doctor_tried_tried(() => {
        (0,external_node_fs_.writeFileSync)(external_node_buffer_.Buffer.concat([external_node_buffer_.Buffer.from(`${directory}/`), name]), '');
        if ((0,external_node_fs_.readdirSync)(directory, { encoding: 'buffer' })[0]?.equals(name) !== true)
            throw new Refused('the name came back as another');
    });
}

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-place.ts
// Where a volume is mounted from and with which options, from the kernel's own table (proc(5), mountinfo).

async function lookAtPlace(volume) {
    const { kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker } = await volume.state();
    const table = (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'latin1');
    return {
        ...{ kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker },
        ...mountDetails(table, mountPoint)
    };
}
/** `mountPoint` as `mountOf` gives it; of several mounts at one place the last hides the others. */
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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-safety.ts
// Locks between real processes, one of which is killed; syncs; and a clone of a file.





const doctor_safety_busy = 75;
/**
 * One process takes the lock, says so by a file, and sleeps. Then another is refused, the holder is killed, and the lock
 * taken. flock(1) itself would leave the lock to the program that it runs, so the shell holds it by a descriptor and then
 * becomes that program.
 */
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
        // On the descriptor that we hold, as a run takes it; then another process opens the file for itself.
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

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-series.ts
// One series as it lies on the volume: read only, its lock tried by a shared one that is given back at once.






async function lookAtSeries(path, volume, name, { processes, clock }) {
    const layout = seriesLayout(path, name);
    const series = volume.series(name);
    const listed = await series.list();
    const latest = await series.latest();
    const complete = listed.filter(({ record }) => record !== undefined);
    const [newest] = complete;
    const current = currentSnapshot(listed, latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined, clock.now());
    return {
        name,
        exists: (0,external_node_fs_.existsSync)(layout.own) || listed.length > 0,
        snapshots: complete.length,
        foreign: listed.filter(({ record, damage }) => (record ?? damage) === undefined).map(({ id }) => id),
        damaged: listed.flatMap(({ id, damage }) => (damage === undefined ? [] : [{ id, why: damage }])),
        latest,
        ...(newest === undefined ? {} : { newest: newest.id }),
        ...(current === undefined ? {} : { current: current.id }),
        partial: removal_namesIn(layout.partial),
        trash: removal_namesIn(layout.trash),
        lock: await lockState(processes, layout.lock)
    };
}
const doctor_series_busy = 75;
async function lockState(processes, file) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(file, 'r');
        const args = ['--shared', '--nonblock', '--conflict-exit-code', String(doctor_series_busy), '3'];
        const { status, stderr } = await processes.run('flock', { args, inherit: fd });
        if (status === 0)
            return { state: 'free', holder: '' };
        if (status === doctor_series_busy)
            return { state: 'held', holder: (0,external_node_fs_.readFileSync)(file, 'utf8').trim() || 'another run' };
        return { state: 'unknown', why: stderr.trim() || `flock ended with status ${status}` };
    }
    catch (error) {
        if (failure_codeOf(error) === undefined)
            throw error;
        // Never locked yet, or flock is not installed.
        if (failure_codeOf(error) === 'ENOENT' && fd === undefined)
            return { state: 'free', holder: '' };
        return { state: 'unknown', why: failure_messageOf(error) };
    }
    finally {
        if (fd !== undefined)
            (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./src/adapters/volume/doctor-probe.ts
// Looks at a volume and this machine for doctor: all that needs writing happens in one scratch directory, which is always removed.











const doctor_probe_prefix = '.snapshot-doctor-';
/** A look takes seconds, also on a slow server. */
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
            return { place, room, tried: await tryAll(path, parts) };
        },
        tools: () => toolsOf(machine, parts),
        series: name => lookAtSeries(path, volume, name, parts)
    };
}
async function tryAll(volume, parts) {
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
        // A cancelled run, and what is no refusal of the system, is not a fact about the volume.
        if (error instanceof Failure || failure_codeOf(error) === undefined)
            throw error;
        return { why: `not tried: ${failure_messageOf(error)}` };
    }
    finally {
        if (scratch !== undefined)
            (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
/** What a look left that was killed; one of this very moment is left alone. */
function clearOld(volume) {
    for (const name of (0,external_node_fs_.readdirSync)(volume).filter(one => one.startsWith(doctor_probe_prefix))) {
        const path = (0,external_node_path_.join)(volume, name);
        const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true && systemClock.now().getTime() - stat.mtimeMs > doctor_probe_oldMs)
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

;// CONCATENATED MODULE: ./src/core/report/doctor-report.ts
// What doctor has to say: as a table for a terminal with what to do under each trouble, and as JSON with stable keys.





const marks = { ok: '✓', warning: '!', failure: '✗', skipped: '-' };
/** Safe to print as they are. */
function doctorLog(report) {
    const lines = [
        `Volume ${display_showText(report.volume)}${report.series === undefined ? '' : `, series ${display_showText(report.series)}`}`,
        ...report.groups.flatMap(({ title, rows }) => ['', title, ...doctor_report_table(rows)]),
        '',
        doctor_report_ending(rowsOf(report))
    ];
    return lines.map(safeLogLine);
}
/** All titles as wide as the widest of any group, so that the groups are one table. */
const titleWidth = 20;
function doctor_report_table(rows) {
    const cells = rows.map(({ result, title, found }) => [
        marks[result],
        title.padEnd(titleWidth),
        found.replaceAll('\n', ' ')
    ]);
    return rows_aligned(cells, 'lll').flatMap((line, index) => [`  ${line}`, ...advice(rows[index])]);
}
/** Under the third column. */
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
/** Why the run must fail; undefined when nothing has to be mended. */
function doctorFailure(report) {
    const failures = rowsOf(report).filter(({ result }) => result === 'failure');
    if (failures.length === 0)
        return undefined;
    const lines = failures.map(({ title, found, mend = '' }) => `\n  ${title}: ${found.replaceAll('\n', ' ')}\n    ${mend.replaceAll('\n', '\n    ')}`);
    return `The volume ${display_showText(report.volume)} has ${countOf(failures.length, 'failure', 'failures')}:${lines.join('')}`;
}
/** Raised when a field or key changes its meaning or goes away; new ones do not raise it. */
const doctorReportSchema = 1;
/** Pretty-printed, with a newline at its end. */
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

;// CONCATENATED MODULE: ./src/inputs/doctor.ts
// The inputs of `doctor`, from texts to one typed object; every mistake is reported at once.





/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
function readDoctorInputs(env) {
    const read = new InputReader(env, doctorDefaults);
    const unknown = findUnknownInputs(env, doctorInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const name = read.optional('name', parseSeriesName);
    const inputs = {
        volume: readVolume(read, env),
        ...(name === undefined ? {} : { name }),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./src/wiring/doctor.ts
// Doctor with its ports plugged in: inputs from the environment, and all it has to tell at the end.








async function doctorWith({ env, processes, reporter, startPool }) {
    const inputs = readDoctorInputs(env);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot };
    const ports = { probe: volumeProbe(inputs.volume, machine, parts), clock: systemClock, reporter };
    const report = await doctor(inputs, ports, program);
    const failure = doctorFailure(report);
    return {
        log: doctorLog(report),
        json: doctorJson(report),
        outputs: () => ({}),
        ...(failure !== undefined && { failure: new Failure('volume', failure) })
    };
}

;// CONCATENATED MODULE: ./src/cli/commands/doctor.ts
// `doctor`: what works on a volume, and what to do about what does not.



const doctor_doctor = {
    name: 'doctor',
    summary: 'show what works on a volume, and what to do',
    description: 'Tries on the volume what snapshots need of it: links, renames, times, locks, space and the tools of this machine. Each failure comes with what to do. What is tried in a scratch directory is removed again.',
    operands: [],
    groups: [
        {
            title: 'Where',
            flags: [volume, { input: 'name', takes: '<series>', help: 'A series to look at as well.' }]
        }
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

;// CONCATENATED MODULE: ./src/inputs/list-names.ts
// The names of the list action's inputs, with the defaults of those that have one: the same as in list/action.yml, which a test compares.
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
const listDefaults = {
    measure: 'auto',
    summary: 'true'
};
const list_names_withoutDefault = ['volume', 'name', 'matrix'];
/** Every input, in no order that matters. */
const listInputNames = [
    ...list_names_withoutDefault,
    ...Object.keys(listDefaults)
];

;// CONCATENATED MODULE: ./src/core/report/list-model.ts
// Everything a listing has to say; its outputs, summary, log and JSON report all read this.
function list_model_statusOf({ record, damage }) {
    if (record !== undefined)
        return 'complete';
    return damage === undefined ? 'foreign' : 'damaged';
}
/** The id of the current snapshot, with its series where there may be several; empty when there is none. */
function latestOf({ snapshots, isPattern }) {
    const latest = snapshots.find(({ isLatest }) => isLatest);
    if (latest === undefined)
        return '';
    return isPattern ? `${latest.series}/${latest.id}` : latest.id;
}
/** Of those with a record. What their removal frees has no sum: what two share is free only when both are gone. */
const totalsOf = (snapshots) => snapshots.reduce((sum, { record }) => ({
    files: sum.files + (record?.files ?? 0),
    bytes: sum.bytes + (record?.bytes ?? 0),
    bytesAdded: sum.bytesAdded + (record?.bytesAdded ?? 0)
}), { files: 0, bytes: 0, bytesAdded: 0 });

;// CONCATENATED MODULE: ./src/core/series-glob.ts
// Which series a name with wildcards means. Only what is listed below is special: what matches is pruned, so nothing may match by surprise.
/** Whether a text that names no series could mean several. */
const hasWildcards = (text) => /[*?[{]/.test(text);
/**
 * The names that a pattern matches, in their order. `*` any characters of one part of a name, `**` as a whole part any
 * number of parts (at the end at least one: `a/**` is what lies below `a`, not `a`), `?` one character, `[a-z]` and
 * `[!a-z]` one character of a set or outside of it, `{a,b}` either. Every other character, also a bracket or brace
 * without its other half, stands for itself; `[*]` is a star. (Common glob libraries know more: quotes, `+(…)`, `{1..3}`.
 * All those characters may stand in the name of a branch, and so of a series.)
 */
function matchSeries(pattern, names) {
    const expression = new RegExp(`^(?:${translate(pattern, true, true)})$`, 'u');
    return names.filter(name => expression.test(name));
}
/** `before`, `after`: whether a part of the name begins where this piece of the pattern begins, and ends where it ends. */
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
/** `{a,{b,c}}` at the start of a text; undefined when there is no such thing, or nothing to choose from. */
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
/** `[a-z]` at the start of a text. A set has no slash: that is between the parts, and no set reaches over it. */
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
/** In a set a dash would be a range; outside of one it must not be escaped. */
const member = (text) => (text === '-' ? '\\-' : escaped(text));
const series_glob_codePoint = (text) => Number(text.codePointAt(0));

;// CONCATENATED MODULE: ./src/actions/choose-series.ts
// Which series a name means: one that there is, or all that its wildcards match. A name that means none is an error.






async function chooseSeries(named, volume) {
    // A directory that could not be a series of ours is none, whatever lies in it.
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
/** Those that begin like the name that was given, as most mistakes are at its end. */
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

;// CONCATENATED MODULE: ./src/core/retention/freed.ts
// What deleting one tree after another frees: an inode is free when its last link goes, and not before.
class FreedCounter {
    /** Inodes that have links in doomed trees and elsewhere: how many of the former. */
    #seen = new Map();
    /** What goes with this tree, once all trees given before it are gone. */
    add(tree) {
        let bytes = 0;
        let inodes = 0;
        for (const { ino, links, linksHere, allocated } of tree) {
            const seen = (this.#seen.get(ino) ?? 0) + linksHere;
            if (seen >= links) {
                bytes += allocated;
                inodes++;
                this.#seen.delete(ino);
            }
            else
                this.#seen.set(ino, seen);
        }
        return { bytes, inodes };
    }
}

;// CONCATENATED MODULE: ./src/actions/measure-freed.ts
// What removing each snapshot alone would free, from the links of its inodes: every tree has to be looked through for that.



/** As many as a machine looks at in a second or two: a listing should not keep anybody waiting who did not ask for it. */
const mostUnasked = 500_000;
/** The snapshots, with that figure where it was measured; without those that were removed meanwhile. */
async function measureFreed(listed, measure, volume, reporter, remarks) {
    const chosen = new Set(toMeasure(listed, measure, remarks));
    if (chosen.size === 0)
        return listed;
    return await reporter.phase('Measure', async () => {
        const measured = [];
        let files = 0;
        const totalFiles = [...chosen].reduce((sum, one) => sum + inodesIn(one), 0);
        for (const one of listed) {
            const now = chosen.has(one) ? await measureOne(one, volume, remarks) : one;
            if (now !== undefined)
                measured.push(now);
            files += inodesIn(one);
            reporter.progress({ doing: 'measuring', files, bytes: 0, totalFiles });
        }
        return measured;
    });
}
function toMeasure(listed, measure, { notes }) {
    if (measure !== 'auto')
        return measure ? listed : [];
    const inodes = listed.reduce((sum, one) => sum + inodesIn(one), 0);
    if (inodes > mostUnasked) {
        notes.push(`What removing a snapshot would free was not measured, because ${units_formatCount(inodes)} files and directories would have to be looked at; \`measure: true\` does it.`);
        return [];
    }
    // How much lies in a tree without a record, nobody knows.
    const known = listed.filter(({ record }) => record !== undefined);
    const unknown = listed.length - known.length;
    if (unknown > 0) {
        notes.push(`What removing ${countOf(unknown, 'tree without a usable record', 'trees without a usable record')} would free was not measured; \`measure: true\` does it.`);
    }
    return known;
}
const inodesIn = ({ record }) => record === undefined ? 0 : record.files + record.directories + record.symlinks;
/** No lock is taken for a listing, so that a snapshot may go while it is looked at; then it is listed no more. */
async function measureOne(one, volume, { warnings }) {
    const series = volume.series(one.series);
    try {
        return { ...one, bytesFreed: new FreedCounter().add(await series.inodes(one.id)).bytes };
    }
    catch (error) {
        if (!(error instanceof Failure) || error.kind === 'cancelled')
            throw error;
        if (!(await series.list()).some(({ id }) => id === one.id))
            return undefined;
        warnings.push(`What removing ${one.series}/${one.id} would free could not be measured: ${failure_messageOf(error)}`);
        return one;
    }
}

;// CONCATENATED MODULE: ./src/actions/list.ts
// The list action as a story: check, read the records of the series, and measure what each snapshot would free. Nothing is written.









/** Every event may list: a stranger's run learns nothing that its workflow could not read on the volume itself. */
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
        // Of the same second they stay in the order of their series.
        return found.sort((a, b) => compareSnapshotIds(b.id, a.id));
    });
    for (const name of names)
        await remarkOnLost(volume.series(name), remarks);
    remarkOn(listed, clock.now(), remarks);
    const snapshots = await measureFreed(listed, inputs.measure, volume, reporter, remarks);
    for (const warning of remarks.warnings)
        reporter.warning(warning);
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
/** One that is being adopted has its tree elsewhere for a moment. */
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

;// CONCATENATED MODULE: ./src/core/report/list-json.ts
// A listing for machines: each snapshot as an object of one shape, in the output and in the JSON report alike.


/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
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
/** Pretty-printed, with a newline at its end. Times in milliseconds. */
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

;// CONCATENATED MODULE: ./src/core/report/list-rows.ts
// The table of a listing and its sentences, the same for the log and the summary.




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
/** As GitHub shows it. */
const shortCommit = 7;
/** The newest `limit` of them, without columns in which nothing would stand. The total is that of all. */
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
/** `Fri 2026-11-20 08:49`: how old it is depends on when this is read, and a listing may be read much later. */
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
/** Plain text; what strangers named is made visible in it, and backticks mark code. */
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

;// CONCATENATED MODULE: ./src/core/report/list-log.ts
// The closing lines of a listing's log: every snapshot as a row of an aligned table, the newest first, and a total.




/** A log may be long, but nobody reads more than this. */
const list_log_mostRows = 2000;
/** Safe to print as they are. */
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

;// CONCATENATED MODULE: ./src/core/report/list-outputs.ts
// The outputs of the list action: every name that list/action.yml declares, as the text a workflow reads.




const listOutputNames = (/* unused pure expression or super */ null && (['snapshots', 'count', 'latest', 'duration-ms', 'report']));
/**
 * GitHub takes 1 MB of outputs of a job, counted in UTF-16, so that a character is two bytes. A list that goes on to
 * another job as a matrix is such an output; this leaves room for others.
 */
const mostCharacters = (900 * 1024) / 2;
/** `reportPath` is where the JSON report lies; empty when none was written. */
function listOutputs(report, reportPath) {
    return {
        snapshots: `[${fitting(report).join(',')}]`,
        count: String(report.snapshots.length),
        latest: latestOf(report),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}
/** A sentence when there are more snapshots than the output can hold. */
function leftOutOfOutputs(report) {
    const all = report.snapshots.length;
    const left = all - fitting(report).length;
    if (left === 0)
        return undefined;
    return `The output "snapshots" has the newest ${units_formatCount(all - left)} of ${units_formatCount(all)} snapshots, ${units_formatCount(left)} are left out: GitHub takes no more than 1 MB of outputs. All are in the JSON report, whose path is the output "report".`;
}
/** The newest that fit, each as JSON. */
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

;// CONCATENATED MODULE: ./src/core/report/alert.ts
// What someone must act on, as one box on the page.


/** One alert, however many sentences there are: a page full of boxes hides what the run did. None for no sentences. */
function alert_alert(sentences) {
    if (sentences.length === 0)
        return [];
    const shown = bounded_bounded(sentences).map(sentence => markdownSentence(sentence, 400));
    const lines = shown.length === 1 ? shown : shown.map(sentence => `- ${sentence}`);
    return [['[!WARNING]', ...lines].map(line => `> ${line}`).join('\n')];
}

;// CONCATENATED MODULE: ./src/core/report/list-summary.ts
// The step summary of a listing, in GitHub's Markdown: the outcome in words, then the newest snapshots as a table.






/** Bounds that keep the page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
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

;// CONCATENATED MODULE: ./src/inputs/list.ts
// The inputs of the list action, from the texts the runner hands over to one typed object; every mistake is reported at once.






/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
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
        name,
        isDefaultName: parts !== undefined,
        measure: measure === 'auto' ? measure : measure === 'true',
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}

;// CONCATENATED MODULE: ./src/wiring/list.ts
// The list action with its ports plugged in: inputs from the environment, and all it has to tell at the end.










async function listWith({ env, context, processes, reporter, startPool }) {
    const inputs = readListInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot };
    const volume = localVolume(inputs.volume, parts);
    const report = await list_list(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    return {
        log: listLog(report),
        json: listJson(report),
        outputs: reportPath => {
            // Only where there are outputs: at a terminal nothing is left out.
            const leftOut = leftOutOfOutputs(report);
            if (leftOut !== undefined)
                reporter.warning(leftOut);
            return listOutputs(report, reportPath);
        },
        ...(inputs.summary && { summary: listSummary(report) })
    };
}

;// CONCATENATED MODULE: ./src/core/report/list-overview.ts
// All series of a volume at a glance, one row each: what somebody at a terminal wants to see who does not yet know a name.




/** Safe to print as they are. */
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
/** A tree that is none of ours, or whose record cannot be read. */
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

;// CONCATENATED MODULE: ./src/wiring/list-all.ts
// The list action over all series of a volume, for whoever gave no name: told series by series, and as JSON like any list.








/** Every name, and not the default: `{a,b}` may be a branch, `**` never is. */
async function listAllWith({ env, context, processes, reporter, startPool }) {
    // What removing each snapshot would free is not among what is shown, and takes long.
    const inputs = readListInputs({ ...env, INPUT_NAME: '**', INPUT_MEASURE: env.INPUT_MEASURE ?? 'false' }, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot };
    const volume = localVolume(inputs.volume, parts);
    const report = await list_list(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    return { log: listOverview(report), json: listJson(report), outputs: () => ({}) };
}

;// CONCATENATED MODULE: ./src/cli/commands/list.ts
// `list`: the snapshots of a series, as the list action has them; without a name, the series of the volume.




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
                rule('measure', '<when>', 'Whether every tree is looked through for what removing it alone would free. auto does that for up to 500,000 files and directories in all, true always, false never.')
            ]
        }
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
/** In a job of a workflow, the name that is left out is that of the job's own series. */
const isNameless = (env, { repository, job, refName }) => env.INPUT_NAME === undefined && (repository === undefined || job === undefined || refName === undefined);

;// CONCATENATED MODULE: ./src/inputs/retention-names.ts
// The names of the inputs about retention, the same in every action that has them; a test compares them with the metadata.
/** What the snapshot action and `prune/` share. None has a default of its own: it depends on what else was given. */
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
/** On the snapshot action alone: `prune/` does nothing else. */
const retentionDefaults = { prune: 'true' };

;// CONCATENATED MODULE: ./src/inputs/prune-names.ts
// The names of the prune action's inputs, with the defaults of those that have one: the same as in prune/action.yml, which a test compares.

/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
const pruneDefaults = {
    'lock-timeout': '10m',
    'dry-run': 'false',
    summary: 'true'
};
const prune_names_withoutDefault = ['volume', 'name', 'matrix'];
/** Every input, in no order that matters. */
const pruneInputNames = [
    ...prune_names_withoutDefault,
    ...retentionRuleNames,
    ...Object.keys(pruneDefaults)
];

;// CONCATENATED MODULE: ./src/core/report/prune-model.ts
// Everything one run of the prune action has to say; its outputs, summary, log and JSON report all read this.
const isLeft = (one) => one.state !== 'done';
const isRemoved = ({ decision }) => decision === 'remove';
function prune_model_totalsOf(series) {
    const snapshots = series.flatMap(one => one.snapshots);
    const removed = snapshots.filter(isRemoved).length;
    return {
        kept: snapshots.length - removed,
        removed,
        bytesFreed: series.reduce((sum, { bytesFreed }) => sum + bytesFreed, 0)
    };
}

;// CONCATENATED MODULE: ./src/core/report/prune-outcome.ts
// The outcome of a prune in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.



/** Plain text; what strangers named is made visible in it, and backticks mark code. */
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
/**
 * Why the run must fail although it went on to the end, as a message for people; undefined when it went well. That a
 * series is busy happens, and the next run makes good for it; when all of them are, nothing was done at all. Anything
 * else that went wrong in any series needs somebody.
 */
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
/** Nothing for the one series that was named. */
const inSeries = ({ series, isPattern }) => isPattern ? ` in ${units_formatCount(series.filter(({ state }) => state === 'done').length)} series` : '';
const snapshots = (count) => countOf(count, 'snapshot', 'snapshots');

;// CONCATENATED MODULE: ./src/actions/prune-check.ts
// Everything that is made sure of before anything is removed: the volume is one, flock is there, and the name means some series.





async function checkPrune(inputs, { machine, volume }) {
    await checkTools(machine);
    const { mark } = await checkVolume(volume, false);
    if (mark) {
        throw new Failure('volume', `The volume ${quoteValue(volume.name)} is not marked as a volume, and a prune marks none. If it holds snapshots, mark it again:\n  ${markByHand(volume.name)}`);
    }
    return await chooseSeries(inputs, volume);
}

;// CONCATENATED MODULE: ./src/core/retention/space-rules.ts
// Rules about space, as a table: how much must be free, how large a series may be, and how each is said in words.

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
/** Every rule that was set, in words and as met or not. */
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
const without = (space, { bytes, inodes }) => ({
    ...space,
    freeBytes: space.freeBytes + bytes,
    seriesBytes: space.seriesBytes - bytes,
    ...(space.freeInodes === undefined ? {} : { freeInodes: space.freeInodes + inodes })
});

;// CONCATENATED MODULE: ./src/core/retention/removal-plan.ts
// What is removed in all, in which order, and what each removal frees: the losers of the rules, then as many of the oldest as space asks for.

/**
 * Gives one id after the other, oldest first, each to be answered with what its removal frees when all ids before it are
 * gone as well: bytes and inodes whose every link lies in what was given so far. Counting those takes a disk, so that is
 * left to the caller, who also decides nothing:
 *
 *     const removals = planRemovals(verdicts, rules, space)
 *     let step = removals.next()
 *     while (step.done !== true) step = removals.next(await freedBy(step.value))
 *     const plan = step.value
 *
 * `verdicts` as `judge` gives them; `space` as it is now, before any removal.
 */
function* planRemovals(verdicts, rules, space) {
    const planned = new Map(verdicts.map(verdict => [verdict.id, verdict]));
    const oldestFirst = verdicts.toReversed();
    let left = space;
    for (const verdict of oldestFirst.filter(({ decision }) => decision === 'remove')) {
        const freed = yield verdict.id;
        left = without(left, freed);
        planned.set(verdict.id, { ...verdict, freed });
    }
    for (const verdict of oldestFirst.filter(({ decision, isExempt }) => decision === 'keep' && !isExempt)) {
        const broken = measure(rules, left).filter(({ state }) => state === 'broken');
        if (broken.length === 0)
            break;
        const freed = yield verdict.id;
        left = without(left, freed);
        planned.set(verdict.id, { ...verdict, decision: 'remove', reasons: broken.map(({ reason }) => reason), freed });
    }
    return {
        verdicts: [...planned.values()],
        complaints: measure(rules, left).flatMap(({ state, complaint }) => (state === 'met' ? [] : [complaint]))
    };
}

;// CONCATENATED MODULE: ./src/core/retention/periods.ts
// The periods of the calendar that `keep-*` counts by, as a table: all in UTC, weeks from Monday to Sunday (ISO 8601).
const hourMs = 3_600_000;
const periods_dayMs = 24 * hourMs;
/** 1970-01-01 was a Thursday: three days after the Monday its week began with. */
const thursday = 3;
/** In the order in which reasons are given. */
const countRules = [
    { name: 'last', count: 'keepLast', periodOf: (_, position) => position },
    { name: 'hourly', count: 'keepHourly', periodOf: moment => Math.floor(moment.getTime() / hourMs) },
    { name: 'daily', count: 'keepDaily', periodOf: dayOf },
    { name: 'weekly', count: 'keepWeekly', periodOf: moment => Math.floor((dayOf(moment) + thursday) / 7) },
    { name: 'monthly', count: 'keepMonthly', periodOf: monthOf },
    { name: 'yearly', count: 'keepYearly', periodOf: moment => moment.getUTCFullYear() }
];
/** Days since 1970-01-01. */
function dayOf(moment) {
    return Math.floor(moment.getTime() / periods_dayMs);
}
/** Months since the year 0. */
function monthOf(moment) {
    return moment.getUTCFullYear() * 12 + moment.getUTCMonth();
}

;// CONCATENATED MODULE: ./src/core/retention/policy.ts
// The rules of a retention policy: how many of which, how far back, which tags; and what holds when nobody said anything.
/** To spread and fill in; `judge` refuses it as it is. */
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
/** `14d`, `36h`, `6m`, `1y`, `1m 12h`. Weeks are shown as days, as nothing tells them from those any more. */
function spanText({ months, hours }) {
    const calendar = months % 12 === 0 ? `${months / 12}y` : `${months}m`;
    const clock = hours % dayHours === 0 ? `${hours / dayHours}d` : `${hours}h`;
    return [...(months > 0 ? [calendar] : []), ...(hours > 0 ? [clock] : [])].join(' ');
}
const policy_hourMs = 3_600_000;
/**
 * The moment this long before another, in UTC; overflowing days roll over as in restic: a month before March 31st is
 * March 3rd, as February has none. Longer than a Date can tell is forever.
 */
function momentBefore(momentMs, { months, hours }) {
    const moment = new Date(momentMs);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    const beforeMs = moment.getTime() - hours * policy_hourMs;
    return Number.isNaN(beforeMs) ? Number.NEGATIVE_INFINITY : beforeMs;
}

;// CONCATENATED MODULE: ./src/core/retention/judge.ts
// Which snapshots stay and which go, each with all its reasons: rules as in restic's forget, differences in docs/adr/0008.



/** Clocks of two machines differ, and a time zone is a day at most; a snapshot further ahead of `now` is a wrong clock's. */
const clockToleranceMs = 24 * 3_600_000;
/**
 * One verdict for each snapshot, the newest first. Rules are OR-ed and count back from the newest snapshot, so that `now`
 * makes nothing old: it only tells which snapshots are dated in the future. Those stay, and count for nothing until their
 * time has come: otherwise one run with a wrong clock would push all others out. Throws for a policy that keeps nothing.
 */
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
/** The reasons of each that a rule keeps. */
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
/**
 * What is later than this lies within the span, counted back from the newest snapshot. When that one stands alone there,
 * after a long rest or because a clock jumped ahead, it is counted from the one before: a first snapshot after a gap must
 * not be the end of all the others.
 */
function windowStart([newest, before], span) {
    if (newest === undefined || span === undefined)
        return Number.POSITIVE_INFINITY;
    const startMs = momentBefore(newest.momentMs, span);
    return before === undefined || before.momentMs > startMs ? startMs : momentBefore(before.momentMs, span);
}

;// CONCATENATED MODULE: ./src/actions/retain.ts
// Applies retention to one locked series: judge, rename the losers into trash, delete them, count what came free.




/** Decides, and reckons what each removal frees; changes nothing. */
async function foresee(volume, series, rules, now) {
    const listed = await series.list();
    const latest = await series.latest();
    const standing = listed.map(one => standingOf(one, latest.target));
    const first = judge(standing, rules.policy, now);
    const asked = hasSpaceRule(rules.space) ? first.filter(({ isExempt }) => !isExempt) : first.filter(retain_isRemoved);
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
        const tree = await series.inodes(step.value);
        inodes.set(step.value, tree);
        step = removals.next(counter.add(tree));
    }
    return { plan: step.value, inodes };
}
/** Only under the lock. What cannot be deleted is a warning: the snapshot that was just taken is no worse for it. */
async function retain(volume, series, rules, now) {
    return await carryOut(series, await foresee(volume, series, rules, now));
}
/** The plan must have been made under this same lock. */
async function carryOut(series, { plan, inodes }) {
    const doomed = plan.verdicts.filter(retain_isRemoved).map(({ id }) => id);
    // The oldest first: should we be stopped half-way, the newer ones are still there.
    const { trashed, beingRead } = await series.trash(doomed.toReversed());
    const { left, leftInodes } = await series.emptyTrash();
    return {
        verdicts: plan.verdicts.map(verdict => keptIfRead(verdict, beingRead)),
        removedIds: trashed,
        bytesFreed: freedBy(trashed, inodes, leftInodes),
        warnings: [...plan.complaints, ...(left.length > 0 ? [cannotDelete(left)] : [])]
    };
}
const retain_isRemoved = ({ decision }) => decision === 'remove';
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
/** What could not be deleted has freed nothing, nor has an inode that a leftover of an earlier run still holds. */
function freedBy(ids, inodes, left) {
    const counter = new FreedCounter();
    let bytes = 0;
    for (const id of ids)
        bytes += counter.add((inodes.get(id) ?? []).filter(({ ino }) => !left.has(ino))).bytes;
    return bytes;
}
/** A reader came between the plan and the rename. */
function keptIfRead(verdict, beingRead) {
    if (!beingRead.includes(verdict.id))
        return verdict;
    const { id } = verdict;
    return { id, decision: 'keep', reasons: ['being read'], isExempt: true };
}
const hasSpaceRule = (space) => Object.keys(space).length > 0;

;// CONCATENATED MODULE: ./src/actions/prune-room.ts
// How much must be free is asked of the volume: with several series, the oldest snapshot of all of them goes first.





/** After each series was foreseen alone: what they share counts for the last of them that goes, and the oldest go first. */
async function foreseeRoom(story) {
    const { parts, complaints } = await planTogether(story);
    for (const complaint of complaints)
        story.warnOfAll(complaint);
    for (const part of parts) {
        const bytesFreed = part.verdicts.reduce((sum, { freed }) => sum + (freed?.bytes ?? 0), 0);
        story.replace({ ...part, bytesFreed });
    }
}
/** After each series was pruned alone. Only what is still missing is removed. */
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
/** Judged once more, now that it is locked again: what was pinned, read or published since then counts. */
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
        const before = part.verdicts.filter(one => retain_isRemoved(one) && !part.inodes.has(one.id));
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
/** All series as one: their snapshots by age, and each inode's links counted over all of them. */
async function planTogether(story) {
    const { volume } = story.ports;
    const rules = volumeRules(story.inputs.retention.space);
    const space = await spaceOn(volume, 0);
    const isShort = measure(rules, space).some(({ state }) => state === 'broken');
    // Already gone, unless this is a dry run.
    const isThere = (verdict) => story.inputs.dryRun || !retain_isRemoved(verdict);
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
        const tree = await prune_room_inodesOf(known.get(key), key);
        inodes.set(key, tree);
        step = removals.next(counter.add(tree));
    }
    const planned = new Map(step.value.verdicts.map(verdict => [verdict.id, verdict]));
    return { parts: story.parts().map(part => withPlan(part, planned, inodes)), complaints: step.value.complaints };
}
const prune_room_inodesOf = async (of, key) => {
    if (of === undefined)
        throw new Error(`${key} is no snapshot that was given`);
    return of.part.inodes.get(of.id) ?? (await of.part.series.inodes(of.id));
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
/** Asked only when something has to go: it takes a program for each snapshot. */
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

;// CONCATENATED MODULE: ./src/core/report/prune-rules.ts
// A retention policy as somebody would write it in a workflow, so that a report says by which rules it was judged.

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
/** `keep-last: 7`, one for each rule that is set. */
const rulesInWords = (policy, space) => [
    ...counts.flatMap(([name, key]) => (policy[key] > 0 ? [`${name}: ${policy[key]}`] : [])),
    ...(policy.keepWithin === undefined ? [] : [`keep-within: ${spanText(policy.keepWithin)}`]),
    ...policy.keepTags.map(tag => `keep-tags: ${tag}`),
    ...limits.flatMap(([name, key]) => {
        const limit = space[key];
        return limit === undefined ? [] : [`${name}: ${limit.text}`];
    })
];

;// CONCATENATED MODULE: ./src/actions/prune-story.ts
// What a prune has found out so far, series by series; whichever way the run ends, the report is told from this.




class PruneStory {
    inputs;
    context;
    ports;
    isPattern = false;
    #program;
    #startedAt;
    #startedMs;
    #outcomes = new Map();
    #warnings = [];
    #notes = [];
    constructor(inputs, context, ports, program) {
        this.inputs = inputs;
        this.context = context;
        this.ports = ports;
        this.#program = program;
        this.#startedAt = ports.clock.now().toISOString();
        this.#startedMs = ports.clock.monotonicMs();
    }
    /** Something someone must act on: an annotation now, an alert in the summary. The same thing is said once. */
    warn(series, sentence) {
        const named = this.#named(series, sentence);
        if (this.#warnings.includes(named))
            return;
        this.#warnings.push(named);
        this.ports.reporter.warning(named);
    }
    /** About the volume as a whole. */
    warnOfAll(sentence) {
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(series, sentence) {
        const named = this.#named(series, sentence);
        this.#notes.push(named);
        this.ports.reporter.info(named);
    }
    /** One series of many must not keep the others from being pruned: what goes wrong in it is told at the end. */
    async attempt(name, work) {
        try {
            this.#outcomes.set(name, { part: await work() });
        }
        catch (error) {
            const failure = error instanceof Failure ? error : systemFailure(error);
            const isOfSystem = /^E(?!RR_)/.test(failure_codeOf(error) ?? '');
            // Anything else is a defect, which has to show its stack.
            if (failure?.kind === 'cancelled' || (failure === undefined && !isOfSystem))
                throw error;
            const state = failure?.kind === 'locked' ? 'locked' : 'failed';
            this.#outcomes.set(name, { state, why: failure_messageOf(failure ?? error) });
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
        return series.some(({ snapshots }) => snapshots.some(retain_isRemoved)) ? 'pruned' : 'unchanged';
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
            program: this.#program
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
                const own = retain_isRemoved(verdict) ? (freed?.bytes ?? 0) : 0;
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

;// CONCATENATED MODULE: ./src/actions/prune.ts
// The prune action as a story: check, find the series, and in each lock, clear, judge and remove; then see to the volume's room.








/**
 * Throws a `Failure` when nothing was begun. What went wrong in single series is in the report, from which
 * `pruneFailure` tells whether the run has to fail.
 */
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
    // When the run is to fail, they are in its message.
    if (pruneFailure(report) === undefined)
        for (const one of report.series.filter(isLeft))
            ports.reporter.warning(whyLeft(one));
    return report;
}
/**
 * Each series by its own rules. How much must be free is asked of the volume, not of a series: with several of them, the
 * first one would lose all it has before the second is looked at, so that is left to `prune-room`.
 */
function ownRules({ policy, space }, names) {
    const { maxSize } = space;
    return names.length === 1 ? { policy, space } : { policy, space: maxSize === undefined ? {} : { maxSize } };
}
/** Takes no lock and writes nothing. */
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
/**
 * A series that another run is writing is not waited for while there are others; those that are left share one
 * `lock-timeout`, so that a run over a hundred of them ends.
 */
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
            return { series, listed, verdicts: retained.verdicts, inodes: new Map(), bytesFreed: retained.bytesFreed };
        }
        finally {
            await lock.release();
        }
    });
}
/** A record that cannot be read keeps its snapshot for ever, which nobody would notice otherwise. */
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
        const frees = retain_isRemoved(verdict) ? ` (${units_formatBytes(verdict.freed?.bytes ?? 0)})` : '';
        story.ports.reporter.info(`${verdict.decision} ${verdict.id}: ${verdict.reasons.join(', ')}${frees}`);
    }
}

;// CONCATENATED MODULE: ./src/core/report/prune-json.ts
// The JSON report of a prune: the plan with its reasons and all that was measured, for machines; versioned, and safe to print.

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const pruneReportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. */
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

;// CONCATENATED MODULE: ./src/core/retention/calendar.ts
// A picture of what stays: a row for each month, one character for each day.


const signs = { keep: '█', remove: '░', none: '·' };
const calendar_head = '         1   5    10   15   20   25   30';
const legend = `${signs.keep} a snapshot of that day stays  ${signs.remove} all of that day go  ${signs.none} there is none`;
/** Months without a snapshot are one line from this number on: a clock once wrong by ten years must not fill a page. */
const longestGap = 3;
/** Lines without an end-of-line after the last; empty for no snapshots. Days are those of UTC, as for the rules. */
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
    // not Date.UTC: that takes the years 0 to 99 for those of the last century
    const moment = new Date(0);
    moment.setUTCFullYear(year, index + 1, 0);
    return moment.getUTCDate();
}

;// CONCATENATED MODULE: ./src/core/report/prune-rows.ts
// The tables of a prune, and its facts in sentences: what a page has room for, with what is left out counted.





/** As many as `limit`, the newest of what goes and of what stays: neither kind crowds the other out. */
function pick(snapshots, limit, isDryRun) {
    const goes = snapshots.filter(isRemoved);
    const stays = snapshots.filter(snapshot => !isRemoved(snapshot));
    const goesShown = Math.min(goes.length, Math.max(Math.floor(limit / 2), limit - stays.length));
    const shown = new Set([...goes.slice(0, goesShown), ...stays.slice(0, limit - goesShown)]);
    const more = [
        ...moreOf(stays.filter(snapshot => !shown.has(snapshot)).length, 'more that stays', 'more that stay'),
        ...moreOf(goes.filter(snapshot => !shown.has(snapshot)).length, isDryRun ? 'more that would go' : 'more that was removed', isDryRun ? 'more that would go' : 'more that were removed')
    ];
    return { shown: snapshots.filter(snapshot => shown.has(snapshot)), more: more.join(', ') };
}
const moreOf = (count, one, many) => (count === 0 ? [] : [countOf(count, one, many)]);
/** The first row is the head; a column for tags only where there are any. */
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
        ...snapshots.map(snapshot => row(snapshot.id, isRemoved(snapshot) ? (isDryRun ? 'would go' : 'removed') : 'stays', snapshot.reasons.join(', '), isRemoved(snapshot) ? units_formatBytes(snapshot.bytesFreed) : '', snapshot.tags.join(', ')))
    ];
}
/** A row for each series: those that lose most first, as few of the others as there is room for. */
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
/** Two years of daily snapshots fill a page; older months are only counted. */
const shownMonths = 24;
/** The picture of what stays, by the same judgement; lines without an end-of-line after the last. */
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
/** `2026-11` of an id. */
const prune_rows_monthOf = ({ id }) => id.slice(0, 7);
/** Plain sentences; backticks mark code. */
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
/** Those that would have gone. */
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
/** What someone must act on: the series that could not be pruned, and the warnings of the run. */
const troubles = (report) => [
    // The only one there is stands in the outcome already.
    ...(report.series.length === 1 ? [] : report.series.filter(isLeft).map(whyLeft)),
    ...report.warnings
];

;// CONCATENATED MODULE: ./src/core/report/prune-log.ts
// The closing lines of a prune's log: the outcome, the series or the snapshots that went, and the picture of what stays.






/** The log above has every snapshot with its reasons. */
const prune_log_most = { removed: 20, series: 20 };
/** Safe to print as they are. */
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
    const { shown, more } = pick(snapshots.filter(isRemoved), prune_log_most.removed, status === 'dry-run');
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

;// CONCATENATED MODULE: ./src/core/report/prune-outputs.ts
// The outputs of the prune action: every name that prune/action.yml declares, as the text a workflow reads.

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
/** `reportPath` is where the JSON report lies; empty when none was written. */
function pruneOutputs(report, reportPath) {
    const { series, free } = report;
    const { kept, removed, bytesFreed } = prune_model_totalsOf(series);
    const all = series.flatMap(one => one.snapshots.map(snapshot => ({ series: one.series, snapshot })));
    return {
        status: report.status,
        series: String(series.length),
        kept: String(kept),
        pruned: String(removed),
        // By what was asked, not by how many were found: whoever reads this should not meet two forms in one workflow.
        'pruned-ids': JSON.stringify(all
            .filter(({ snapshot }) => isRemoved(snapshot))
            .map(({ series, snapshot }) => (report.isPattern ? `${series}/${snapshot.id}` : snapshot.id))),
        'bytes-freed': String(bytesFreed),
        plan: JSON.stringify(all.map(({ series, snapshot: { id, decision, reasons, bytesFreed } }) => ({
            series,
            id,
            decision,
            reasons,
            bytesFreed
        }))),
        'free-bytes': String(free.bytes),
        'free-inodes': free.inodes === undefined ? '' : String(free.inodes),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./src/core/report/prune-summary.ts
// The step summary of a prune, in GitHub's Markdown: the outcome in words first, then each snapshot with its reasons.







/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
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
/** What goes stands out, as there is less of it. */
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
/** Digits, dashes and blocks alone: ids are checked before anything is drawn of them. */
const picture = ({ snapshots }) => `\`\`\`text\n${calendar(snapshots)}\n\`\`\``;
const figure = (text) => prune_summary_plain(text);
function prune_summary_footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const prune_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./src/inputs/retention.ts
// The inputs about retention, from texts to a policy and rules about space. What deletes must not be guessed at.




/** With `prune`, as the snapshot action has it. */
function readRetention(read) {
    return { prune: read.value('prune', parseBoolean), ...readRetentionRules(read) };
}
function readRetentionRules(read) {
    return { policy: readPolicy(read), space: readSpace(read) };
}
/** As they are called in the policy. */
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
    // Tags alone are a wish to keep more than usual, not to lose everything else.
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
/** A policy of zeros alone would keep nothing. Texts that are no numbers are mistakes of their own. */
function refuseZero(read, given) {
    if (!given.every(name => /^0+$/.test(read.text(name).trim())))
        return;
    read.report(`${given.join(', ')}: ${given.length === 1 ? 'is 0' : 'are all 0'}, and no other rule keeps anything; write how many ` +
        'to keep, such as keep-last: 7, or leave them out for keep-last: 7 and keep-within: 30d');
}
/** `retention-days: 30` is another way to write `keep-within: 30d`. */
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
/** Ten thousand a day for a century are fewer. */
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
/** An amount or a percentage of the filesystem. */
const limitOf = (parseAmount) => text => {
    const isShare = text.endsWith('%');
    const part = isShare ? parseShare(text) : parseAmount(text);
    if (!part.ok)
        return isShare ? part : wrong(`${part.why}, or a percentage of the filesystem such as 10%`);
    return parsed(isShare ? { text, share: part.value } : { text, amount: part.value });
};
/** What must stay free. All of it never is: the newest snapshot lies there. */
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

;// CONCATENATED MODULE: ./src/inputs/prune.ts
// The inputs of the prune action, from the texts the runner hands over to one typed object; every mistake is reported at once.








/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
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

;// CONCATENATED MODULE: ./src/wiring/prune.ts
// The prune action with its ports plugged in: inputs from the environment, and all it has to tell at the end.












async function pruneWith({ env, context, processes, reporter, startPool }) {
    const inputs = readPruneInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot };
    const volume = localVolume(inputs.volume, parts);
    const report = await prune(inputs, context, { volume, machine, clock: systemClock, reporter }, program);
    const failure = pruneFailure(report);
    return {
        log: pruneLog(report),
        json: pruneJson(report),
        outputs: reportPath => pruneOutputs(report, reportPath),
        ...(inputs.summary && { summary: pruneSummary(report) }),
        // When all are busy nothing is wrong with any of them: whoever called may just try again.
        ...(failure !== undefined && {
            failure: new Failure(report.series.every(({ state }) => state === 'locked') ? 'locked' : 'volume', failure)
        })
    };
}

;// CONCATENATED MODULE: ./src/cli/commands/prune.ts
// `prune`: applies retention alone, as the prune action does.



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
        retention
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

;// CONCATENATED MODULE: ./src/inputs/restore-names.ts
// The names of the restore action's inputs, with the defaults of those that have one: the same as in restore/action.yml, which a test compares.
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
const restoreDefaults = {
    snapshot: 'latest',
    clean: 'false',
    verify: 'true',
    'fail-on-miss': 'false',
    'lookup-only': 'false',
    method: 'auto',
    jobs: 'auto',
    'dry-run': 'false',
    summary: 'true'
};
const restore_names_withoutDefault = ['volume', 'name', 'path', 'paths', 'fallback-names', 'matrix'];
/** Every input, in no order that matters. */
const restoreInputNames = [
    ...restore_names_withoutDefault,
    ...Object.keys(restoreDefaults)
];

;// CONCATENATED MODULE: ./src/actions/restore-check.ts
// Everything that is made sure of before a restore: the volume can be read, and the target is a place that may be written.





/** What the target is; absent when nobody wants to know. */
async function checkRestore(story) {
    const { inputs, ports } = story;
    await checkReading(ports.volume, ports.machine, 'restoring');
    return inputs.lookupOnly ? undefined : await checkTarget(story);
}
/** Throws where it is no place that may be written. */
async function checkTarget({ inputs, ports }) {
    const state = await ports.target.state();
    if (state.kind === 'not-a-directory') {
        throw new Failure('target', `The target ${quoteValue(inputs.path)} is not a directory. "path" names the directory that the contents of the snapshot are restored into; one file of it is chosen with "paths".`);
    }
    await checkApart(ports.volume, state, inputs.path);
    if (!state.isWritable && !inputs.dryRun) {
        throw new Failure('target', `The target ${quoteValue(inputs.path)} cannot be ${state.kind === 'missing' ? 'made' : 'written'} by the runner's user. Give that user the directory, check that it is not mounted read-only, or set "path" to another one.`);
    }
    return state;
}
/** A restore must change no snapshot. A directory that is not there yet contains nothing, but may lie in the volume. */
async function checkApart(volume, { kind, realPath }, path) {
    for (const place of await volume.places()) {
        const isInside = isWithin(place, realPath);
        if (!isInside && (kind === 'missing' || !isWithin(realPath, place)))
            continue;
        throw new Failure('target', `The target ${quoteValue(path)} ${isInside ? 'lies inside the volume' : 'contains the volume'} ${quoteValue(pathText(place))}, where nothing but snapshots may be written. Set "path" to a directory outside of it.`);
    }
}

;// CONCATENATED MODULE: ./src/core/path-selection.ts
// `paths` of a restore: which paths of a tree are meant. What a line matches comes with everything below it; `!` leaves out.



/** The lines are relative to the top of the tree. No lines at all mean all of it. */
class PathSelection {
    isWhole;
    #lines;
    #unused;
    /** `isThere`: whether the tree has such a path; a line that is the very name of one is no pattern. */
    constructor(lines, isThere) {
        this.isWhole = lines.length === 0;
        this.#lines = lines.map(line => lineOf(line, isThere));
        this.#unused = new Set(this.#lines);
    }
    /** `above`: how the directory stands that the path lies in; `out` for the top. */
    standing(path, isDirectory, above) {
        if (this.isWhole)
            return 'in';
        let standing = above;
        for (const line of this.#lines) {
            const decides = line.leavesOut ? standing !== 'left-out' : standing === 'out';
            // Asked although it decides nothing, so that a line counts as used also where another one was first.
            if ((!decides && !this.#unused.has(line)) || !line.matches(path, isDirectory))
                continue;
            this.#unused.delete(line);
            if (decides)
                standing = line.leavesOut ? 'left-out' : 'in';
        }
        return standing;
    }
    /** Lines that matched no path they were asked about. */
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
/** `entries`: a whole tree, directories before what they hold. */
function selectEntries(entries, selection) {
    if (selection.isWhole)
        return { entries, parents: [] };
    const standings = new Map();
    const needed = new Set();
    const meant = entries.filter(({ path, type }) => {
        // Of the top itself nothing is known yet.
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

;// CONCATENATED MODULE: ./src/core/restore-staging.ts
// The directory in which a restore writes files before they get their names: it is never restored, and never cleaned away.
/** At the top of the target. */
const stagingName = '.snapshot-restore';
/** Also for what is in it; `path` is relative to the top. */
const isStaging = (path) => path === stagingName || path.startsWith(`${stagingName}/`);

;// CONCATENATED MODULE: ./src/actions/restore-choice.ts
// Which snapshot is restored, and what of it: found, held against removal, its manifest read, its paths selected.













/** Chosen again as often as this: retention may remove one between the choice and the hold, hardly ever twice. */
const mostChoices = 3;
/** The snapshot, held until the lock is released; or why there is none, in whole sentences. */
async function choose(story) {
    const { inputs, ports } = story;
    const names = [inputs.name, ...inputs.fallbackNames];
    for (let turn = 1;; turn++) {
        const chosen = await chooseSnapshot(ports.volume, names, inputs.selector, ports.clock.now());
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
/** Throws when a line of `paths` matches nothing: a build must not go on without the files it asked for. */
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
/** Most such lines lack the directories in front, or are misspelt. */
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

;// CONCATENATED MODULE: ./src/core/secret-names.ts
// Whether `exclude-secrets` leaves a path out of snapshots, by the same rules that rsync is given, for trees no rsync lists.

/** As rsync(1) says: a pattern is held against the end of a path, at the start of a part; `*` is anything but a slash. */
const rules = secretRules().map(rule => {
    const pattern = rule.slice(2);
    const isOfDirectories = pattern.endsWith('/');
    const parts = pattern.replace(/\/$/, '').split('*');
    const expression = parts.map(part => part.replaceAll('.', '\\.')).join('[^/]*');
    return { isExcluded: rule.startsWith('-'), isOfDirectories, expression: new RegExp(`(?:^|/)${expression}$`) };
});
/** `path` is relative to the top; what is below a directory that is left out is not told by its own path. */
function isSecretName(path, isDirectory) {
    const first = rules.find(({ isOfDirectories, expression }) => (isDirectory || !isOfDirectories) && expression.test(path));
    return first?.isExcluded ?? false;
}

;// CONCATENATED MODULE: ./src/core/restore-clean.ts
// Decides what `clean` removes from a target: what the snapshot does not have, whole directories at once, and never a secret.



/** Yields directories whose names it needs, level by level, and takes them from whoever reads the target. */
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
/** What has to be looked into next. */
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
        // Of anything else that the snapshot has, only the directories among `displaced` are of interest.
        return type === 'dir' ? [{ path, above, kind: 'shared', into }] : [];
    });
}
const isRemovable = ({ isDoomed, below }) => isDoomed && below.every(isRemovable);
const removalOf = (extra) => ({ path: extra.path, files: filesIn(extra) });
const filesIn = ({ isDirectory, below }) => isDirectory ? below.reduce((sum, one) => sum + filesIn(one), 0) : 1;

;// CONCATENATED MODULE: ./src/core/restore-plan.ts
// Decides what a restore has to do so that a target becomes the snapshot: what is there already, what is put, made, in the way.


/** The files of the target whose content decides. */
const pathsToHash = (entries, present, rules) => rules.trustTimes
    ? []
    : entries
        .filter(({ path, type, size }) => {
        const now = present.get(path);
        return type === 'file' && size > 0 && now?.type === 'file' && now.size === size;
    })
        .map(({ path }) => path);
/** `digests`: SHA-256 of the target's own files, of those that `pathsToHash` named and that could be read. */
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
/** The selected directories and those on the way to what is selected, parents first. */
const directoriesOf = ({ entries, parents }) => [...parents, ...entries]
    .filter(({ type }) => type === 'dir')
    .map(({ path }) => ({ path, depth: depthOf(path) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ path }) => path);
/** How many directories a path lies below the top: 0 for the top itself, 1 for what is in it. */
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
/** A symlink has no permissions of its own. */
const hasAttributes = (entry, now, { keepOwners }) => (entry.type === 'link' || now.mode === entry_sourceModeOf(entry)) &&
    now.mtimeNs === entry.mtimeNs &&
    (!keepOwners || entry.owner === undefined || sameOwner(entry.owner, now));
/**
 * The directories that need their attributes at the end: those that were made, those that differ, and those whose own
 * mtime was touched by what was put into or removed from them. The top always is, by what is written aside in it. Of
 * directories that are only on the way to what was selected, the new ones alone.
 */
function directoriesToFinish({ entries, parents }, { make, steps, differing }, removed) {
    const made = new Set(make);
    const touched = new Set(['.', ...[...make, ...steps.map(({ entry }) => entry.path), ...removed].map(byte_path_parentPath)]);
    return [
        ...parents.filter(({ path }) => made.has(path)),
        ...entries.filter(({ path, type }) => type === 'dir' && (made.has(path) || differing.has(path) || touched.has(path)))
    ];
}

;// CONCATENATED MODULE: ./src/actions/restore-look.ts
// Looks at a target and works out what a restore has to do there; changes nothing.








/** Throws, naming them all, when directories with something in them stand where files are to be put. */
async function lookAtTarget(story, held, wanted, state) {
    try {
        return await look(story, held, wanted, state);
    }
    catch (error) {
        // Only the words say so: threads hand over no more.
        if (error instanceof Failure || !/\bEACCES\b/.test(failure_messageOf(error)))
            throw error;
        throw new Failure('target', `The target ${quoteValue(story.inputs.path)} holds a directory that the runner's user may not look into, so nothing was written: ${display_showText(failure_messageOf(error), 500)}\nGive that user the directory (chmod u+rx), or move it away.`, { cause: error });
    }
}
async function look({ inputs, ports }, { record }, { selected, snapshot, selection }, state) {
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
/** Level by level, so that nothing behind a symlink is ever looked at, and nothing below what is not there. */
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
/** `paths`: parents first. */
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

;// CONCATENATED MODULE: ./src/core/restore-room.ts
// How much room a restore may take in its target at most, before anything is written there.
/** The block that ext4, xfs and btrfs allocate by. */
const block = 4096;
/** What is written aside at one time, before it takes the place of what was there: large files, and many small ones. */
const aside = { largeFiles: 8, bytesOfOthers: 64 * 1024 * 1024, files: 8192 };
/** Small files are on the disk a second time until they have been extracted from an archive, and come out without holes. */
const packed = { upTo: 1024 * 1024, headers: 1536, unit: 512, atOnce: 64 * 1024 * 1024 };
/**
 * By how much files grow, and what is there twice while they are replaced. `allocatedOf`: what a stored file takes, where
 * that is known to be less than its size (one with holes).
 */
function restoreRoom({ steps, make }, present, allocatedOf = new Map()) {
    const twice = [];
    let bytes = make.length * block;
    let inodes = make.length;
    let replaced = 0;
    let archived = 0;
    for (const { entry } of steps) {
        const old = present.get(entry.path);
        if (old === undefined)
            inodes++;
        else
            replaced++;
        const isPacked = entry.size <= packed.upTo;
        if (isPacked)
            archived += packed.headers + roundUp(entry.size, packed.unit);
        if (entry.type !== 'file')
            continue;
        const size = roundUp(Math.min(entry.size, isPacked ? Infinity : (allocatedOf.get(entry.path) ?? Infinity)), block);
        // Another name keeps the old inode alive.
        const freed = old?.type === 'file' && old.links === 1 ? old.allocated : 0;
        bytes += Math.max(0, size - freed);
        twice.push(Math.min(size, freed));
    }
    const large = sum(twice.sort((a, b) => b - a).slice(0, aside.largeFiles));
    return {
        bytes: bytes + Math.min(sum(twice), large + aside.bytesOfOthers) + roundUp(Math.min(archived, packed.atOnce), block),
        inodes: inodes + Math.min(replaced, aside.files)
    };
}
const roundUp = (size, unit) => Math.ceil(size / unit) * unit;
const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);

;// CONCATENATED MODULE: ./src/actions/restore-room.ts
// Refuses a restore for which the target's filesystem has no room, before anything is written.





async function checkRestoreRoom(story, held, { plan, present }) {
    const { inputs, ports } = story;
    const free = await ports.target.free();
    const atMost = restoreRoom(plan, present);
    const isShort = atMost.bytes > free.bytes && !(await mayShareBlocks(story, free));
    // Files with holes take less than their size, which only a look at the stored ones tells.
    const needed = isShort ? restoreRoom(plan, present, await allocatedOf(held, plan.steps)) : atMost;
    const nothing = 'Free some there, restore less of the snapshot with "paths", or set "path" to another place. Nothing was written.';
    if (isShort && needed.bytes > free.bytes) {
        throw new Failure('room', `The target ${quoteValue(inputs.path)} has no room for this restore: it needs up to ${units_formatBytes(needed.bytes)}, and ${units_formatBytes(free.bytes)} are free. ${nothing}`);
    }
    if (free.inodes !== undefined && needed.inodes > free.inodes) {
        throw new Failure('room', `The target ${quoteValue(inputs.path)} has too few inodes for this restore: it needs up to ${units_formatCount(needed.inodes)}, and ${units_formatCount(free.inodes)} are free. ${nothing}`);
    }
}
const sharing = ['btrfs', 'xfs', 'bcachefs', 'zfs'];
/** Reflinked files take no room; whether that works is known only when it is tried, so that this may not be in its way. */
async function mayShareBlocks({ inputs, ports }, free) {
    if (inputs.method === 'copy')
        return false;
    const { filesystem } = await ports.volume.state();
    return sharing.includes(filesystem) && (await ports.volume.free()).totalBytes === free.totalBytes;
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

;// CONCATENATED MODULE: ./src/actions/restore-story.ts
// What a restore has found out so far, phase by phase; whichever way the run ends, the report is told from this.


class RestoreStory {
    inputs;
    context;
    ports;
    /** Something may be in the target that was not there before. */
    hasBegun = false;
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
    /** Something someone must act on: an annotation now, an alert in the summary. */
    warn(sentence) {
        this.#warnings.push(sentence);
        this.ports.reporter.warning(sentence);
    }
    note(sentence) {
        this.#notes.push(sentence);
        this.ports.reporter.info(sentence);
    }
    /** The snapshot that is restored from now on. */
    found(series, { id, run, startedAt }) {
        this.#from = {
            series: series.name,
            snapshot: id,
            snapshotPath: `${series.path}/${id}`,
            isExact: series.name === this.inputs.name,
            takenAt: startedAt,
            run
        };
    }
    selected(selected) {
        this.#selected = selected;
    }
    /** What a cancelled run says of the target, as the part that was stopped cannot know. */
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

;// CONCATENATED MODULE: ./src/actions/restore-write.ts
// Carries out what a restore has planned: makes way, puts files, cleans, and finishes directories, in this order.







/**
 * Throws when something goes wrong that is not about single files: what was put until then stays. `seen`: the target's
 * mark from before it was looked at; where that has changed, it is looked at again, now that no restore can come between.
 */
async function write(story, held, wanted, outlook, seen) {
    const restoring = await story.ports.target.begin();
    try {
        const isAsSeen = seen !== undefined && restoring.mark === seen;
        const current = isAsSeen ? outlook : await lookAgain(story, held, wanted);
        const unread = await readBeforeDisplacing(held, current);
        story.hasBegun = true;
        return await writeLocked(story, held, wanted, current, restoring, unread);
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
        await makeWay(restoring, [...plan.inTheWay, ...pathsOf(displaced)]);
        await restoring.makeDirectories(plan.make.filter(path => path !== '.'));
        const tree = pathFromText(held.series.tree(held.record.id).path);
        const { verify, method } = inputs;
        const request = { tree, steps, verify, method, keepOwners: rules.keepOwners };
        return await restoring.put(request, ports.reporter.progress);
    });
    const writingMs = Math.round(ports.clock.monotonicMs() - startedMs);
    const lost = [...unread, ...lostOf(steps, outcomes)];
    // What the snapshot does not have may be all that is left of what could not be brought back.
    const doomed = lost.length > 0 ? [] : clean.removals;
    const removal = await story.phase('Finish', async () => {
        const notRemoved = doomed.length === 0 ? [] : await restoring.remove(pathsOf(doomed));
        await restoring.finish(directoriesToFinish(selected, plan, pathsOf(doomed)), rules.keepOwners);
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
        removed: pathsOf(removal.gone),
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
const pathsOf = (removals) => removals.map(({ path }) => path);
const filesSameIn = ({ same }) => same.filter(({ type }) => type === 'file').length;
const restore_write_filesIn = (removals) => removals.reduce((sum, { files }) => sum + files, 0);
/**
 * A directory has to go before a file can take its place, and so before that file is known to be sound: these few files
 * are read twice, so that a damaged one costs nobody a directory.
 */
async function readBeforeDisplacing({ series, record }, { plan, clean }) {
    const full = new Set(pathsOf(clean.displaced.filter(({ files }) => files > 0)));
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
/** After a removal that did not remove all. */
async function goneOf({ ports }, doomed) {
    const now = await ports.target.inspect(pathsOf(doomed));
    return doomed.filter((_, index) => now[index] === undefined);
}

;// CONCATENATED MODULE: ./src/actions/restore.ts
// The restore action as a story: check, find, hold, look, and only then write; a miss is told, not thrown.








/**
 * Throws a `Failure` when nothing, or not all of it, could be done. What went wrong with single files is in the report,
 * from which `restoreFailure` tells whether the run has to fail.
 */
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
    const held = await story.phase('Find the snapshot', () => choose(story));
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
/** A first run has nothing to restore, and a job that can build from nothing should do so. */
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
    // Without a mark there is what an interrupted restore left, or one at work.
    if (isNothing(outlook) && (story.inputs.dryRun || state.mark !== undefined)) {
        const same = { counts: { filesSame }, spared: outlook.clean.spared };
        return story.report(story.inputs.dryRun ? 'dry-run' : 'unchanged', same);
    }
    await checkRestoreRoom(story, held, outlook);
    if (story.inputs.dryRun)
        return foreseen(story, outlook, filesSame);
    const written = await write(story, held, wanted, outlook, state.mark);
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
/** All that a run would do, were nothing damaged. */
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

;// CONCATENATED MODULE: ./src/adapters/target/mark.ts
// What tells whether a restore was in a directory since it was looked at: the time of its last change, which nobody can set.


/** Of a directory that is not there yet. */
const missingMark = 'missing';
/** Every restore makes a directory at the top and removes it, which takes longer than the clock of a filesystem ticks. */
const markOf = (root) => marked((0,external_node_fs_.fstatSync)(root, { bigint: true }));
/** Absent where a restore is under way, or was killed. */
const markAt = (path) => (0,external_node_fs_.lstatSync)(`${path}/${stagingName}`, { throwIfNoEntry: false }) === undefined
    ? marked((0,external_node_fs_.statSync)(path, { bigint: true }))
    : undefined;
const marked = ({ dev, ino, ctimeNs }) => `${dev} ${ino} ${ctimeNs}`;

;// CONCATENATED MODULE: ./src/adapters/workers/pinned.ts
// Ways into a tree that no symlink can bend: each directory is opened below the one before it and held by a descriptor.



/** Of open(2): only to know the place, which asks for no permission on it. node:fs has no name for it. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW } = external_node_fs_.constants;
/** A directory that is held while it is worked in; a symlink that took its place is ENOTDIR. */
const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW;
/** Any file, only to be known and to have its attributes set; a symlink is opened itself. */
const fileFlags = O_PATH | O_NOFOLLOW;
/** Held at once: enough for the directories of a batch and those above them. */
const held = 64;
/** What the kernel takes for the inode behind a descriptor, wherever its name went; node:fs has no openat(2). */
const pinned_descriptorPath = (fd) => `/proc/self/fd/${fd}`;
/** Of this process, as another program may name it. */
const foreignPath = (fd) => `/proc/${process.pid}/fd/${fd}`;
class pinned_Pins {
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
        return fsPath(`${pinned_descriptorPath(this.directory(byte_path_parentPath(path)))}/${name}`);
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
    /** Whether a second try is worth it; also where another thread was faster. */
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
            // Not ours to open: what was refused in it is what there is to say.
            return false;
        }
        this.letIn.push({ path, mode });
        return true;
    }
}
/** The mount and the filesystem a descriptor lies on: a bind mount of the same filesystem has another mount. */
function mountOfDescriptor(fd) {
    const mount = /^mnt_id:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    if (mount === undefined)
        throw new Error('the kernel does not say on which mount a descriptor lies');
    return `${mount} ${fstatSync(fd, { bigint: true }).dev}`;
}

;// CONCATENATED MODULE: ./src/adapters/workers/tar-record.ts
// Members of a tar stream, byte for byte: our own names, and all that the manifest knows of the file.



const tarBlock = 512;
const tar_record_paddedToBlocks = (size) => Math.ceil(size / tarBlock) * tarBlock;
const flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K' };
/** Where the fields of a header begin (POSIX.1-1988, ustar), and how many octal digits its numbers have. */
const field = { name: 0, mode: 100, uid: 108, gid: 116, size: 124, mtime: 136, sum: 148, flag: 156, link: 157 };
const shortDigits = 7;
const longDigits = 11;
/** What fits into the fields of a header. */
const longestLink = 100;
const tar_record_highestId = 0o7777777;
/** The bytes of a target that its field cannot hold, ended with a NUL. */
const longTarget = ({ target }) => target !== undefined && target.length > longestLink ? `${target}\0` : undefined;
/** Bytes before a member's content: a block of pax records with its header, the header, and what holds a long target. */
function tarHeaderSize(member) {
    const long = longTarget(member);
    return 3 * tarBlock + (long === undefined ? 0 : tarBlock + tar_record_paddedToBlocks(long.length));
}
/** Writes them, and says where the content begins. */
function tar_record_writeTarHeader(to, start, member) {
    let at = start;
    const long = longTarget(member);
    // GNU's own form, which takes any bytes; a pax record would have to be UTF-8.
    if (long !== undefined)
        at = writeBlocks(to, at, flags.longLink, pathBytes(long));
    at = writeBlocks(to, at, flags.pax, external_node_buffer_.Buffer.from(paxRecords(member), 'latin1'));
    writeHeader(to, at, flags[member.type], member);
    return at + tarBlock;
}
/** Always a pax mtime, since only that has nanoseconds, times before 1970, and those after 2242. */
function paxRecords({ mtimeNs, uid, gid }) {
    const time = paxRecord('mtime', decimalSeconds(mtimeNs));
    if (uid <= tar_record_highestId && gid <= tar_record_highestId)
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
const blank = external_node_buffer_.Buffer.alloc(tarBlock);
blank.write('ustar\x0000', 257, 'latin1');
blank.fill(' ', field.sum, field.sum + 8);
const blankSum = blank.reduce((sum, byte) => sum + byte, 0);
/** The sum is made while writing: adding up every block again took a third of the time of packing. */
function writeHeader(to, at, flag, { name, mode, uid, gid, size, target }) {
    blank.copy(to, at);
    const sum = blankSum +
        writeText(to, at + field.name, name) +
        writeOctal(to, at + field.mode, mode, shortDigits) +
        writeOctal(to, at + field.uid, Math.min(uid, tar_record_highestId), shortDigits) +
        writeOctal(to, at + field.gid, Math.min(gid, tar_record_highestId), shortDigits) +
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

;// CONCATENATED MODULE: ./src/adapters/target/refusals.ts
// What the kernel refused while a restore wrote, in words that name the file as people know it, and what to do.


const whole = 'Every file in the target is whole, the old one or the new one.';
/** `target`: as the user named it. */
function refusal(target, { path, code, message }) {
    const [where, file] = [display_showText(target), display_showName(path)];
    // The rest of a message of node:fs is the path of a descriptor.
    const said = message.replace(/,.*$/s, '');
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
            return noRoom(target, `${file}: ${said}`);
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
const noRoom = (target, said) => new Failure('room', `There is no space left, or no inode, on the filesystem of ${display_showText(target)} (${said}). ${whole} Free some there (df shows space, df -i shows inodes), or restore only some "paths".`);
/** Of something thrown at this path; what has no code is a defect of ours, and stays what it is. */
function refusalOf(target, path, error) {
    const code = failure_codeOf(error);
    return code === undefined || error instanceof Failure
        ? error
        : refusal(target, { path, code, message: failure_messageOf(error) });
}

;// CONCATENATED MODULE: ./src/adapters/target/extract.ts
// Hands tar members to GNU tar, which alone sets mode, owner and mtime to the nanosecond for many files at the cost of one process.





/** Of 512 bytes, in what tar reads at once; its own 10 KiB cost many more reads. */
const blocksInRecord = 512;
/**
 * Extracts into the directory behind a descriptor, from an archive of that name in it, or from these bytes. A symlink
 * that leads anywhere is made as it is (--absolute-names); an old time is no reason to warn.
 */
async function extract(site, directory, archive, keepOwners, pathOf) {
    const result = await site.parts.processes.run('tar', {
        args: [
            '--extract',
            `--file=${typeof archive === 'string' ? archive : '-'}`,
            '--ignore-zeros',
            `--blocking-factor=${blocksInRecord}`,
            '--preserve-permissions',
            '--absolute-names',
            ...(keepOwners ? ['--same-owner', '--numeric-owner'] : ['--no-same-owner']),
            '--warning=no-timestamp'
        ],
        ...(typeof archive !== 'string' && { input: archive }),
        inherit: site.staging.lock,
        cwd: foreignPath(directory)
    });
    if (result.status === 0)
        return;
    const messages = result.stderr.split('\n').filter(line => line !== '');
    const named = messages.map(message => withPath(message, pathOf));
    const full = messages.findIndex(message => /No space left on device|Disk quota exceeded/.test(message));
    if (full >= 0)
        throw noRoom(site.path, named[full] ?? '');
    throw new Failure('target', `tar could not write into ${display_showText(site.path)} (status ${result.status}):${firstAsLines(named, message => message)}`);
}
/** tar knows our numbers only. */
function withPath(message, pathOf) {
    const [, name, said = ''] = /^tar: (\d+): (.*)$/s.exec(message) ?? [];
    const path = name === undefined ? undefined : pathOf(name);
    return path === undefined ? display_showText(message) : `${display_showName(path)}: ${display_showText(said)}`;
}

;// CONCATENATED MODULE: ./src/adapters/target/site.ts
// What the parts of one restore share: where it writes, by descriptors, and what it has opened up on the way.






const site_top = '.';
const isCancel = (error) => error instanceof Failure && error.kind === 'cancelled';
class Site {
    /** The target, as the user named it. */
    path;
    parts;
    staging;
    /** Undefined until it was tried. */
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
    /** Done by a worker thread. After a cancel no thread is at work any more: what it used may be closed and removed. */
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
    /** The first of that many numbers for files written aside, none of them used before. */
    numbers(count) {
        const first = this.#nextNumber;
        this.#nextNumber += count;
        return first;
    }
    /** Throws what a task met, and remembers what it opened up. */
    settle({ refused, letIn }) {
        for (const { path, mode } of letIn)
            if (!this.#opened.has(path))
                this.#opened.set(path, mode);
        if (refused !== undefined)
            throw refusal(this.path, refused);
    }
    /** The directory has the mode that it is to have. */
    finished(path) {
        this.#opened.delete(path);
    }
    /** Gives directories that were opened up, and not restored themselves, the mode they had. */
    closeUp() {
        const pins = new pinned_Pins(this.staging.root);
        try {
            const below = [...this.#opened].filter(([path]) => path !== site_top).sort(([a], [b]) => b.length - a.length);
            for (const [path, mode] of below) {
                try {
                    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(pins.directory(path)), mode);
                }
                catch (error) {
                    // Removed meanwhile, or something else by now.
                    if (failure_codeOf(error) !== 'ENOENT' && failure_codeOf(error) !== 'ENOTDIR')
                        throw error;
                }
            }
            const mode = this.#opened.get(site_top);
            if (mode === undefined)
                return;
            // Only while it is open can what is ours in it be removed.
            this.staging.takeDown();
            (0,external_node_fs_.chmodSync)(pinned_descriptorPath(this.staging.root), mode);
        }
        finally {
            this.#opened.clear();
            pins.close();
        }
    }
    /** Our own directory must not be written over by a snapshot that was taken of a target while it was restored. */
    refuseStaging(paths) {
        for (const path of paths) {
            if (isStaging(path)) {
                throw new Failure('target', `The snapshot holds ${stagingName}, the name under which a restore keeps what it is writing in ${display_showText(this.path)}. Leave it out with "paths".`);
            }
        }
    }
}

;// CONCATENATED MODULE: ./src/adapters/target/touch.ts
// Sets mtimes to the nanosecond where tar cannot: on files that are there already, by touch(1), many at a time.





/** Each waits for a process to start rather than for the disk. */
const touch_parallel = 4;
/** `follows`: the names are those of descriptors, which look like symlinks. */
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

;// CONCATENATED MODULE: ./src/adapters/target/finish.ts
// Gives directories their mode, owner and mtime once nothing comes into them any more, the deepest first, by descriptors.










/** Descriptors held at once. */
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
    // What is ours goes first, for its going changes the top's mtime.
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
/** By names that lead to the very directories that are held, so that whatever their own names are never reaches tar. */
async function finish_setAttributes(site, open, keepOwners) {
    const members = open.map(({ entry, fd }) => memberOf({
        // The dot is looked up in the directory; the link before it would be replaced.
        name: `${foreignPath(fd)}/.`,
        type: 'dir',
        mode: entry_sourceModeOf(entry),
        uid: entry.owner?.uid ?? process.geteuid?.() ?? 0,
        gid: entry.owner?.gid ?? process.getegid?.() ?? 0,
        size: 0,
        mtimeNs: entry.mtimeNs
    }));
    try {
        await extract(site, site.staging.root, members, keepOwners, () => undefined);
    }
    catch (error) {
        if (!(error instanceof Failure) || isCancel(error))
            throw error;
        // It says which by descriptors: what refuses is found one by one.
        for (const { entry, fd } of open) {
            refusing(site, entry.path, () => {
                mend(fd, entry, keepOwners);
            });
        }
        const touches = open.map(({ entry, fd }) => ({ name: foreignPath(fd), mtimeNs: entry.mtimeNs }));
        await touch(site, site.staging.root, touches, true);
    }
}
function memberOf(member) {
    const bytes = external_node_buffer_.Buffer.alloc(tarHeaderSize(member));
    tar_record_writeTarHeader(bytes, 0, member);
    return bytes;
}
/** What tar has not done. A filesystem that keeps times less exactly, as FAT does, has done what it can. */
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
        throw refusalOf(site.path, path, error);
    }
}

;// CONCATENATED MODULE: ./src/adapters/target/put-job.ts
// One call of put(): its steps by number, what became of each, and how far it is.
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
    /** `tree`: descriptor of the snapshot's tree. */
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
        // Whatever became of the target's own file, the snapshot has what is wanted.
        if (problem === 'stale')
            this.#stale.push({ ...step, from: 'snapshot' });
        else
            this.#outcomes[step.number - this.#first] = { put: false, problem, why };
    }
    /** Those to be taken from the snapshot after all. */
    takeStale() {
        const stale = this.#stale;
        this.#stale = [];
        return stale;
    }
    /**
     * One such work after the other. The kernel has one lock for all renames from one directory to another on a
     * filesystem: two threads at it only spin, which cost a tenth of a whole restore.
     */
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
/** Consecutive steps, as many as fit; one that is larger than that is alone. */
function batchesOf(steps, mostFiles, mostBytes, bytesOf = ({ entry }) => entry.size) {
    const batches = [];
    let batch = [];
    let bytes = 0;
    for (const step of steps) {
        if (batch.length > 0 && (batch.length >= mostFiles || bytes + bytesOf(step) > mostBytes)) {
            batches.push(batch);
            [batch, bytes] = [[], 0];
        }
        batch.push(step);
        bytes += bytesOf(step);
    }
    return batch.length === 0 ? batches : [...batches, batch];
}
/** Waits for all, whatever becomes of them, and then throws what the first that failed said. */
async function allOf(promises) {
    await Promise.allSettled(promises);
    return Promise.all(promises);
}

;// CONCATENATED MODULE: ./src/adapters/workers/place.ts
// Puts what was written aside into its place, and makes directories: by directories that are held, never through a symlink.




/** Under which a file lies aside. */
const place_stagedName = (number) => String(number).padStart(6, '0');
/** rename(2) replaces a file, a symlink or a FIFO, and refuses a directory. */
const place = ({ places, steps }) => untilRefused(places.root, steps, ({ number, path }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${place_stagedName(number)}`;
    pins.within(path, at => {
        renameSync(aside, at);
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
            mkdirSync(at, 0o700);
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
                return { refused: place_refusedAt(step.path, error), letIn };
            }
        }
    }
    finally {
        pins.close();
    }
    return { letIn };
}
/** What has no code is a defect of ours, and is thrown on. */
function place_refusedAt(path, error) {
    const code = codeOf(error);
    if (code === undefined)
        throw error;
    return { path, code, message: messageOf(error) };
}

;// CONCATENATED MODULE: ./src/adapters/target/place.ts
// Puts files that lie aside in their places, by a worker thread.

const batchFiles = 500;
/**
 * `staging`: descriptor of the directory they lie in. Their outcome is that they were copied, or made, unless `cloned` has
 * them.
 */
function place_place(job, staging, steps, cloned) {
    return job.alone(async () => {
        const { site } = job;
        const places = { root: job.places.root, staging };
        for (const batch of batchesOf(steps, batchFiles, Infinity)) {
            const numbered = batch.map(({ number, entry }) => ({ number, path: entry.path }));
            site.settle(await site.run({ kind: 'place', places, steps: numbered }));
        }
        for (const step of steps) {
            job.put(step, step.entry.type === 'link' ? 'made' : cloned?.has(step.number) === true ? 'reflinked' : 'copied');
        }
    });
}

;// CONCATENATED MODULE: ./src/adapters/target/put-large.ts
// Large files: cloned or copied aside by the worker threads, given their mtimes in bulk, put in place; or mended where they are.










/** What lies aside at once, unless a file alone is more. */
const groupFiles = 512;
const groupBytes = 256 * 1024 * 1024;
/** What a thread does at once: a message costs nothing beside a large file, but `reflink` clones small ones too. */
const taskFiles = 32;
const taskBytes = 8 * 1024 * 1024;
async function putLarge(job, steps) {
    for (const group of batchesOf(steps, groupFiles, groupBytes)) {
        const cloned = new Set();
        const copies = batchesOf(group, taskFiles, taskBytes).map(task => put_large_copy(job, task, cloned));
        const fit = (await allOf(copies)).flat();
        await touch(job.site, job.places.staging, fit.map(({ number, entry }) => ({ name: place_stagedName(number), mtimeNs: entry.mtimeNs })), false);
        await place_place(job, job.places.staging, fit, cloned);
    }
}
/** Those that lie aside now. */
async function put_large_copy(job, steps, cloned) {
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
/** Held open until touch has found them. */
const mendedAtOnce = 128;
/**
 * Gives the target's own files their attributes where they are, which is no matter to their bytes. Returns those that have
 * other names too, which must not see it, or are not what they were.
 */
async function mendLarge(job, steps) {
    const others = [];
    for (const group of batchesOf(steps, mendedAtOnce, Infinity)) {
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
                    throw refusalOf(job.site.path, step.entry.path, error);
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
/** Owner first: chown(2) clears setuid. By its descriptor, so that it is this very inode. */
function put_large_mend(fd, { entry }, keepOwners) {
    const stat = (0,external_node_fs_.fstatSync)(fd);
    if (!stat.isFile() || stat.size !== entry.size || stat.nlink !== 1)
        return false;
    if (keepOwners && entry.owner !== undefined)
        (0,external_node_fs_.chownSync)(pinned_descriptorPath(fd), entry.owner.uid, entry.owner.gid);
    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(fd), entry_sourceModeOf(entry));
    return true;
}

;// CONCATENATED MODULE: ./src/adapters/workers/stored-file.ts
// Opens a file whose bytes an entry describes, by directories that are held, and says why it is not that file.



/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const stored_file_flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/** Not that of this file, but of the machine: the restore cannot go on. */
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
/** A regular file of the entry's size, to be closed by the caller; or what is there instead. */
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
/** What reading it said. */
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

;// CONCATENATED MODULE: ./src/adapters/workers/pack.ts
// Reads a batch of small files once and makes tar members of them, so that only what was verified reaches the target.








/** What a task packs at once. */
const packBytes = 2 * 1024 * 1024;
const bytes = external_node_buffer_.Buffer.allocUnsafeSlow(packBytes);
function pack(task) {
    const stored = new Pins(task.places.tree);
    const own = new Pins(task.places.root, true);
    const unfit = new Map();
    let end = 0;
    try {
        for (const [index, step] of task.steps.entries()) {
            const member = pack_memberOf(step, task.keepOwners);
            const content = writeTarHeader(bytes, end, member);
            const pins = step.from === 'target' ? own : stored;
            const problem = member.type === 'file' ? fill(content, step, pins, task.verify) : undefined;
            // What is not fit is written over by the next one.
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
function pack_memberOf({ number, entry }, keepOwners) {
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
const packedSize = ({ entry }) => tarHeaderSize(entry) + tar_record_paddedToBlocks(entry.size);
/** Reads the file straight to where it belongs, and pads it to whole blocks. */
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
    // The target's own is always looked at again: anybody may have written to it.
    const isChecked = verify || from === 'target';
    return isChecked && hash('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined;
}

;// CONCATENATED MODULE: ./src/adapters/target/staging-place.ts
// Opens what lies in the target under our name, and the lock in it; whatever is not ours is refused, and left as it is.







const lockName = 'lock';
/** What tar is given. */
const archiveName = 'archive';
const directoryFlags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_DIRECTORY | external_node_fs_.constants.O_NOFOLLOW;
/** Numbers are the names of what is written aside, and of directories for that. */
const isNumber = (name) => /^\d{6,}$/.test(name);
/** A descriptor of our directory; refuses, untouched, what is there under its name and is not it. */
function openStaging(path, root) {
    const place = `${pinned_descriptorPath(root)}/${stagingName}`;
    let isNew = false;
    try {
        (0,external_node_fs_.mkdirSync)(place, 0o700);
        isNew = true;
    }
    catch (error) {
        if (failure_codeOf(error) !== 'EEXIST')
            throw refusalOf(path, stagingName, error);
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
/** A name that no restore leaves. */
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
/** Undefined where the directory was removed meanwhile, by a restore that ended; so it is above. */
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
        throw refusalOf(path, `${stagingName}/${lockName}`, error);
    }
}
const staging_place_busy = (path) => new Failure('locked', `Another restore is writing into ${display_showText(path)}. Wait until it has ended, and try again.`);
const notOurs = (path, what) => new Failure('target', `${display_showText((0,external_node_path_.join)(path, stagingName))} ${what}: a restore keeps there what it is writing. Move it away or remove it, and try again.`);

;// CONCATENATED MODULE: ./src/adapters/target/put-small.ts
// Small files and symlinks: read, verified and packed by the worker threads, extracted aside by tar, put in place.










/** What a thread packs at once. */
const put_small_batchFiles = 200;
/** What one tar extracts: beside the files that are to be replaced it lies on the disk twice, packed and extracted. */
const chunkFiles = 8000;
const chunkBytes = 32 * 1024 * 1024;
/** While one chunk waits for its tar, the threads work for the other. */
const lanes = 2;
async function putSmall(job, steps) {
    const chunks = batchesOf(steps, chunkFiles, chunkBytes, packedSize);
    const waiting = chunks.values();
    let hasFailed = false;
    const work = async () => {
        // Its own directory: tar and a thread that renames would wait for each other in a common one.
        const lane = job.site.staging.openLane(place_stagedName(job.site.numbers(1)));
        try {
            for (const chunk of waiting) {
                if (hasFailed)
                    break;
                await putChunk(job, lane.fd, chunk);
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
    await allOf(Array.from({ length: Math.min(lanes, chunks.length) }, work));
}
/**
 * By way of a file: through a pipe, tar and we would wait for each other at every 200 KiB, which on a busy machine took
 * three times as long as all the work.
 */
async function putChunk(job, lane, steps) {
    const { site, request } = job;
    const archive = `${pinned_descriptorPath(lane)}/${archiveName}`;
    let fit;
    try {
        fit = await put_small_pack(job, steps, archive);
        const pathOf = (number) => job.stepOf(Number(number))?.entry.path;
        if (fit.length > 0)
            await extract(site, lane, archiveName, request.keepOwners, pathOf);
    }
    finally {
        (0,external_node_fs_.rmSync)(archive, { force: true });
    }
    await place_place(job, lane, fit);
}
/** Those that are in the archive now; each task has a part of it, and what it leaves empty tar skips. */
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
        throw refusalOf(site.path, stagingName, error);
    }
}

;// CONCATENATED MODULE: ./src/adapters/target/put.ts
// Puts files and symlinks into the target: each written aside, verified, given its attributes, and renamed over what was there.








/** Up to here it costs less to take a file through tar than to start a touch for it. */
const small = 1024 * 1024;
async function put(site, request, onProgress) {
    site.refuseStaging(request.steps.map(({ entry }) => entry.path));
    const tree = openTree(request.tree);
    try {
        const job = new PutJob(site, request, tree, onProgress);
        // A second time for those whose own file in the target was not what it was said to be.
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
    // Before the small ones, so that nothing is written yet where `reflink` cannot be done.
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

;// CONCATENATED MODULE: ./src/adapters/target/restoring.ts
// A restore that has begun: the lock is held, and every write goes through directories that are held by descriptors.




/** Large enough that messages cost little; all threads have some of a large tree. */
const directoryBatch = 500;
const removalBatch = 200;
function restoring(site) {
    const { mark } = site.staging;
    return {
        ...(mark !== undefined && { mark }),
        makeDirectories: paths => makeDirectories(site, paths),
        put: (request, onProgress) => put(site, request, onProgress),
        remove: paths => restoring_remove(site, paths),
        finish: (directories, keepOwners) => finish(site, directories, keepOwners),
        end: () => Promise.resolve().then(() => {
            end(site);
        })
    };
}
/** Several threads: each makes what it needs of what another one has not made yet. */
async function makeDirectories(site, paths) {
    site.refuseStaging(paths);
    const batches = inBatches(paths, directoryBatch).map(async (batch) => {
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

;// CONCATENATED MODULE: ./src/adapters/target/staging.ts
// The directory in the target where files are written before they are put in place: ours alone, under a lock, cleared at the end.










/** Each try meets another restore that ended just then. */
const tries = 20;
class Staging {
    /** Of the target. */
    root;
    directory;
    /** Handed on to the programs that write here: while they do, the target stays locked even if we are killed. */
    lock;
    /** The target's, before anything of ours was in it; absent where another restore has been there meanwhile. */
    mark;
    /** The target's mode, where its owner had to be let in. */
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
    /** `path`: of the target, which is made where it is missing; a symlink there is the user's own, and followed. */
    static async begin(processes, path) {
        const { root, isNew } = openTarget(path);
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
    /** A directory in it, by its descriptor; closing it removes it. */
    openLane(name) {
        const place = `${pinned_descriptorPath(this.directory)}/${name}`;
        try {
            (0,external_node_fs_.mkdirSync)(place, 0o700);
            const fd = (0,external_node_fs_.openSync)(place, directoryFlags);
            return {
                fd,
                close: () => {
                    (0,external_node_fs_.closeSync)(fd);
                    (0,external_node_fs_.rmSync)(place, { recursive: true });
                }
            };
        }
        catch (error) {
            throw refusalOf(this.#path, stagingName, error);
        }
    }
    /** Removes the directory, so that the top can be given its mtime; the lock is held on. Nothing can be written after. */
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
            // Another restore has begun in it, or somebody took it away; what was ours in it is gone.
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
function openTarget(path) {
    try {
        const isNew = (0,external_node_fs_.mkdirSync)(path, { recursive: true }) !== undefined;
        return { root: (0,external_node_fs_.openSync)(path, placeFlags & ~external_node_fs_.constants.O_NOFOLLOW), isNew };
    }
    catch (error) {
        const code = failure_codeOf(error);
        if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'ELOOP')
            throw refusalOf(path, '.', error);
        throw new Failure('target', `${display_showText(path)} cannot be restored into: it, or something on the way to it, is there and is not a directory. Move that away, or give another "path".`);
    }
}
/** Undefined when what was locked is no longer the lock. */
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
/** Whoever is cancelled just then leaves nothing either, unless it is another one's by now. */
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
/** As sources have directories; root needs no permission. The mode it had, if its owner had not all of it. */
function letIn(root) {
    const stat = (0,external_node_fs_.fstatSync)(root);
    const mode = stat.mode & 0o7777;
    if ((mode & 0o700) === 0o700 || process.geteuid?.() === 0 || stat.uid !== process.geteuid?.())
        return undefined;
    (0,external_node_fs_.chmodSync)(pinned_descriptorPath(root), mode | 0o700);
    return mode;
}

;// CONCATENATED MODULE: ./src/adapters/target/local-target.ts
// The directory a snapshot is restored into, on this machine: looked at by the user's own path, written by descriptors.











/** `path`: absolute. A symlink there is the user's own, and followed; none below it is. */
function localTarget(path, parts) {
    // With a dot, so that the top is the directory that such a symlink leads to.
    const tree = localTree(`${path}/.`, parts.pool);
    return {
        path,
        inspect: (paths, onProgress) => tree.inspect(withoutOurs(paths), onProgress),
        hash: (paths, onProgress) => tree.hash(withoutOurs(paths), onProgress),
        names: async (directories) => {
            const found = await tree.names(withoutOurs(directories));
            return found.map((names, index) => directories[index] === '.' ? names?.filter(name => name !== stagingName) : names);
        },
        state: () => Promise.resolve().then(() => targetState(path)),
        free: () => Promise.resolve().then(() => freeOn(local_target_nearest(path))),
        begin: async () => restoring(new Site(path, parts, await Staging.begin(parts.processes, path)))
    };
}
/** Where nothing is. */
const nowhere = `${stagingName}/nothing`;
/** What a restore keeps in the target while it writes is nothing of the target's. */
const withoutOurs = (paths) => paths.map(path => (isStaging(path) ? nowhere : path));
function targetState(path) {
    const there = local_target_nearest(path);
    const isDirectory = leadsToDirectory(there);
    const kind = !isDirectory ? 'not-a-directory' : there === path ? 'directory' : 'missing';
    const mark = kind === 'directory' ? markIfReachable(path) : missingMark;
    return {
        kind,
        // With what is still to be made, since a restore may not be made to lie in the volume either.
        realPath: realAsFarAsThere(path),
        isWritable: isDirectory && local_target_isWritable(there, kind === 'directory'),
        ...(mark !== undefined && { mark })
    };
}
function markIfReachable(path) {
    try {
        return markAt(path);
    }
    catch (error) {
        // The look that follows says more of it.
        if (failure_codeOf(error) === 'EACCES')
            return undefined;
        throw error;
    }
}
/** The path itself, or the nearest above it that there is. */
function local_target_nearest(path) {
    return isReachable(path) || (0,external_node_path_.dirname)(path) === path ? path : local_target_nearest((0,external_node_path_.dirname)(path));
}
function isReachable(path) {
    try {
        return isThere(path);
    }
    catch (error) {
        // Then so much is clear that nobody but the directory above it is to be asked.
        if (failure_codeOf(error) === 'EACCES')
            return false;
        throw error;
    }
}
/** `mayLetIn`: a directory that was backed up read-only comes back so, and is opened up by its owner while it is written. */
function local_target_isWritable(path, mayLetIn) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return true;
    }
    catch (error) {
        // Whatever other reason there is, nothing can be written here; the caller says so and names the target.
        return mayLetIn && failure_codeOf(error) === 'EACCES' && (0,external_node_fs_.statSync)(path).uid === process.geteuid?.();
    }
}

;// CONCATENATED MODULE: ./src/core/report/model.ts
// Everything one run of the snapshot action has to say, measured; the outputs, summary, log and JSON report all read this.
/**
 * Whether the figures of a report (counts, bytes, totals, what is free, …) were measured. A skipped run measures nothing,
 * and its zeros must not reach anybody: a workflow that watches the free space would take them for a full disk.
 */
const isMeasured = ({ status }) => status !== 'skipped';

;// CONCATENATED MODULE: ./src/core/report/json.ts
// The JSON report: everything the run measured, for machines; versioned, and safe to print although names are hostile.




/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const reportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. What was not measured is absent. */
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
    largest: report.largest.map(json_withPath),
    history: report.history,
    foreign: report.foreign,
    totals: report.totals,
    retention: report.retention,
    free: report.free,
    digest: report.digest
});
/** `path` is text to read; `pathBase64` is there when the name is not UTF-8, and then it is the name. */
function json_withPath(item) {
    const { path, ...rest } = item;
    const text = pathText(path);
    return { path: text, ...(spells(text, path) ? {} : { pathBase64: pathBytes(path).toString('base64') }), ...rest };
}
const spells = (text, path) => external_node_buffer_.Buffer.from(text, 'utf8').equals(pathBytes(path));
/** JSON has no bigint: a number while that is exact, else its digits. */
function plainNumber(_key, value) {
    if (typeof value !== 'bigint')
        return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

;// CONCATENATED MODULE: ./src/core/report/restore-model.ts
// Everything one run of the restore action has to say; its outputs, summary, log and JSON report all read this.
/** What was asked for is in the target. */
const isRestored = ({ status }) => status === 'restored' || status === 'unchanged';
/** The bytes of everything asked for were found to be those of the snapshot. */
const isVerified = (report) => report.verify && isRestored(report);

;// CONCATENATED MODULE: ./src/core/report/restore-json.ts
// The JSON report of a restore: what came from where, what was there, what could not be brought, for machines; safe to print.



/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const restoreReportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. What was not looked at is absent. */
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

;// CONCATENATED MODULE: ./src/core/report/restore-outcome.ts
// The outcome of a restore in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.



/** Plain text; what strangers named is made visible in it, and backticks mark code. */
function restoreOutcome(report) {
    const { status, from } = report;
    // Only a miss has none.
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
/** ` of octo/app/nightly/main (commit 1a2b3c4 on main)`. */
function whence({ series, run: { commit, ref } }) {
    const at = [
        ...(commit === undefined ? [] : [`commit ${display_showText(restore_outcome_shortCommit(commit))}`]),
        ...(ref === undefined ? [] : [`on ${display_showText(shortRef(ref), 60)}`])
    ];
    return ` of ${inBackticks(series)}${at.length === 0 ? '' : ` (${at.join(' ')})`}`;
}
/** As git abbreviates it. */
const restore_outcome_shortCommit = (commit) => (/^[0-9a-f]{40,64}$/i.test(commit) ? commit.slice(0, 7) : commit);
const shortRef = (ref) => ref.replace(/^refs\/(?:heads|tags|remotes)\//, '');
const missing = ({ reason = '' }) => 
// Each name is quoted in the reason already.
reason === '' ? 'There is no such snapshot.' : display_showText(reason.replaceAll('\n', ' '), 500);
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
/** A rate over less than this says nothing. */
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
/** Why the run must fail although it went on to the end, as a message for people. */
function restoreFailure(report) {
    const { lost, notRemoved, from } = report;
    if (lost.length > 0 && from !== undefined)
        return { kind: 'damage', text: damageText(lost, from.snapshot) };
    if (notRemoved.length === 0)
        return undefined;
    return {
        kind: 'target',
        text: `Everything was restored, but "clean" could not remove ${countOf(notRemoved.length, 'path', 'paths')} that the snapshot does not have:${restore_outcome_lines(notRemoved)}\nRemove what is named there, or give the runner's user the directories, and run the restore again.`
    };
}
function damageText(lost, id) {
    const isOne = lost.length === 1;
    return `There ${isOne ? 'is' : 'are'} ${countOf(lost.length, 'stored file', 'stored files')} of the snapshot ${display_showText(id)} that ${isOne ? 'is' : 'are'} damaged or missing. ${isOne ? 'It was' : 'They were'} not restored, and what the target had in ${isOne ? 'its' : 'their'} place was left alone; everything else was restored, and nothing was cleaned.${restore_outcome_lines(lost.map(({ path, why }) => `${display_showName(path)}: ${why}`))}\nAn earlier snapshot may hold ${isOne ? 'it' : 'them'} intact: restore with "snapshot: before:${display_showText(id)}" and ${isOne ? 'this file' : 'these files'} as "paths". The verify action, with "snapshot: all", names the snapshots that share the damage and the newest that is whole.`;
}
const restore_outcome_lines = (listed) => [...listed.slice(0, restore_outcome_named), ...(listed.length > restore_outcome_named ? [`and ${units_formatCount(listed.length - restore_outcome_named)} more`] : [])]
    .map(line => `\n  ${line}`)
    .join('');

;// CONCATENATED MODULE: ./src/core/report/restore-facts.ts
// The facts of a restore in sentences: as much as a page has room for.


/** Plain sentences; backticks mark code. */
function restoreFacts(report) {
    const { status, from, durationMs } = report;
    if (from === undefined)
        return [...asked(report), `The run took ${formatDuration(durationMs)}.`];
    return [
        ...(status === 'found' ? [] : [restore_facts_place(report)]),
        ...selection(report),
        taken(from, report),
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

;// CONCATENATED MODULE: ./src/core/report/restore-log.ts
// The closing lines of a restore's log: the outcome, the facts, and what could not be brought back or removed.





const restore_log_most = 20;
/** Safe to print as they are. */
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

;// CONCATENATED MODULE: ./src/core/report/restore-outputs.ts
// The outputs of the restore action: every name that restore/action.yml declares, as the text a workflow reads.

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
/** `reportPath` is where the JSON report lies; empty when none was written. What is not known is empty, never 0. */
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
        source: found('volume'),
        'files-written': looked(counts.filesWritten),
        'bytes-written': looked(bytes.bytesWritten),
        'files-removed': looked(counts.filesRemoved),
        path: report.target,
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./src/core/report/by-hand.ts
// How to get a snapshot back without this program: one command to paste into a shell.


/** Longer ones exist (4,096 bytes), but nobody copies them from a page. */
const longestPath = 1000;
/** Undefined where there is no snapshot to restore. */
function by_hand_restoreByHand({ status, snapshotPath }) {
    if ((status !== 'created' && status !== 'unchanged') || snapshotPath === '')
        return undefined;
    return by_hand_copyByHand(snapshotPath);
}
/** Of any snapshot. */
function by_hand_copyByHand(snapshotPath) {
    if (!snapshotPath.startsWith('/') || snapshotPath.length > longestPath || !showsAsItIs(snapshotPath))
        return {
            sentence: 'The path of this snapshot cannot be shown here so that it could be pasted. The output `snapshot-path` has it; copy from there with `rsync -a`, which makes no links into the snapshot.'
        };
    return {
        // rsync and not `cp -a`: without -H it links nothing, so that an edit of one restored file edits no other one
        command: `rsync -a -- ${shellWord(`${snapshotPath}/`)} restored/`,
        sentence: 'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.'
    };
}

;// CONCATENATED MODULE: ./src/core/report/restore-summary.ts
// The step summary of a restore, in GitHub's Markdown: the outcome in words first, then the facts, and what is damaged.








/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
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
/** Where something went wrong, somebody may want to look for himself. */
function byHand({ status, from }) {
    if (from === undefined)
        return [];
    const { command, sentence } = by_hand_copyByHand(from.snapshotPath);
    const text = [...(command === undefined ? [] : [`\`\`\`sh\n${command}\n\`\`\``]), restore_summary_plain(sentence)];
    if (status === 'partial')
        return ['### The same by hand', ...text];
    return ['<details>\n<summary>The same by hand</summary>', ...text, '</details>'];
}
function restore_summary_footer({ name, volume, program }) {
    const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`];
    return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`;
}
const restore_summary_plain = (text, limit) => markdownSentence(text, limit);

;// CONCATENATED MODULE: ./src/core/rsync-dangers.ts
// Why well-known rsync options are refused: what each would do to a tree whose files are shared with earlier snapshots.
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
/** Why this option, written without its value, is refused; absent for one that is merely unknown. */
const dangerOf = (option) => whyByOption.get(option);

;// CONCATENATED MODULE: ./src/core/rsync-options.ts
// Which further rsync options a workflow may give: those that cannot make a snapshot differ from its plan or reach another one.


const rsync_options_kibibyte = 1024;
/** rsync(1): `--bwlimit` is rounded to blocks of 512 bytes a second; less is an error, 0 is no limit. */
const leastRate = 512;
/** rsync's MAX_BLOCK_SIZE. */
const largestBlock = 128 * rsync_options_kibibyte;
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
/** Every way an option may be written, for documentation and messages. */
const allowedForms = Object.values(allowed).map(option => option.form);
/** Sorts the options by where they belong; whatever is not certainly harmless is a mistake. */
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
/** An option without `=` has no value; with `=` and nothing behind it, an empty one. */
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
    return size >= 1 && size <= largestBlock
        ? undefined
        : 'has no block size that rsync takes: 1 to 131072 bytes, or 128K';
}
function whyNotSeconds(value) {
    return /^\d{1,9}$/.test(value) ? undefined : 'has no number of seconds: write 600, or 0 for none';
}
/**
 * A size as rsync(1) reads it under `--max-size`: `K`, `KiB` are 1024, `KB` is 1000, `+1` or `-1` moves it by a byte.
 * NaN for anything else. `unit` is what a bare number counts.
 */
function rsync_options_sizeOf(value, unit) {
    const found = /^(\d+(?:\.\d+)?)(?:(b)|([kmgtp])(ib|b)?)?([+-]1)?$/i.exec(value);
    if (found === null)
        return Number.NaN;
    const [, amount, bytes, prefix, suffix, offset] = found;
    const base = suffix?.toLowerCase() === 'b' ? 1000 : rsync_options_kibibyte;
    const factor = prefix === undefined ? unit : base ** ('kmgtp'.indexOf(prefix.toLowerCase()) + 1);
    return Math.floor(Number(amount) * (bytes === undefined ? factor : 1)) + Number(offset ?? 0);
}

;// CONCATENATED MODULE: ./src/inputs/snapshot-names.ts
// The names of the snapshot action's inputs, with the defaults of those that have one: the same as in action.yml, which a test compares.

/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
const snapshotDefaults = {
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
    ...retentionRuleNames
];
/** Every input, in no order that matters. */
const snapshotInputNames = [
    ...snapshot_names_withoutDefault,
    ...Object.keys(snapshotDefaults)
];

;// CONCATENATED MODULE: ./src/inputs/snapshot.ts
// The inputs of the snapshot action, from the texts the runner hands over to one typed object; every mistake is reported at once.









/** Beyond this, disks only seek more. */
const snapshot_mostJobs = 64;
/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
function readSnapshotInputs(env, context) {
    const read = new InputReader(env, snapshotDefaults);
    const unknown = findUnknownInputs(env, snapshotInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const filterFile = read.optional('filter-file', pathFrom(context.workspace));
    const maxShrink = read.optional('max-shrink', parseShare);
    const minLinkRatio = read.optional('min-link-ratio', parseShare);
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, snapshot_mostJobs)));
    const readOnly = read.value('read-only', oneOf(['auto', 'true', 'false']));
    const inputs = {
        volume: snapshot_readVolume(read, env),
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
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
/** The workflow's own word, else that of whoever set up the runner. */
function snapshot_readVolume(read, env) {
    if (read.text('volume') !== '')
        return read.check('volume', read.text('volume'), parseVolume) ?? '';
    const standard = env.SNAPSHOT_VOLUME ?? '';
    if (standard !== '')
        return read.check('SNAPSHOT_VOLUME', standard, parseVolume) ?? '';
    read.report('volume: is missing; give the absolute path of the mounted volume, or set SNAPSHOT_VOLUME in the environment of ' +
        'the runner (its .env file) for all workflows');
    return '';
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
/** Kept as they are written, once each is known to be harmless. */
function readRsyncArgs(read) {
    const args = read.lines('rsync-args');
    parseRsyncOptions(args).mistakes.forEach(mistake => {
        read.report(`rsync-args: ${mistake}`);
    });
    return args;
}

;// CONCATENATED MODULE: ./src/inputs/restore.ts
// The inputs of the restore action, from the texts the runner hands over to one typed object; every mistake is reported at once.










/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
function readRestoreInputs(env, context) {
    const read = new InputReader(env, restoreDefaults);
    const unknown = findUnknownInputs(env, restoreInputNames);
    unknown.mistakes.forEach(mistake => {
        read.report(mistake);
    });
    const volume = readVolume(read, env);
    const { name } = readOwnSeries(read, context.defaults);
    const jobs = read.value('jobs', wordOr('auto', integerBetween(1, snapshot_mostJobs)));
    const inputs = {
        volume,
        name,
        fallbackNames: [...new Set(read.each('fallback-names', parseSeriesName))].filter(other => other !== name),
        selector: read.value('snapshot', parseSnapshotSelector),
        path: read.check('path', read.text('path') === '' ? context.workspace : read.text('path'), targetFrom(context.workspace)) ?? '',
        paths: readPaths(read),
        clean: read.value('clean', parseBoolean),
        verify: read.value('verify', parseBoolean),
        failOnMiss: read.value('fail-on-miss', parseBoolean),
        lookupOnly: read.value('lookup-only', parseBoolean),
        method: read.value('method', oneOf(['auto', 'copy', 'reflink'])),
        ...(jobs === 'auto' ? {} : { jobs }),
        dryRun: read.value('dry-run', parseBoolean),
        summary: read.value('summary', parseBoolean),
        warnings: unknown.warnings
    };
    read.finish();
    return inputs;
}
/** The root of the system is what an empty variable makes of `${{ env.DIR }}/`, and it would be cleaned, too. */
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
/** A path or pattern below the top of the snapshot. */
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

;// CONCATENATED MODULE: ./src/wiring/restore.ts
// The restore action with its ports plugged in: inputs from the environment, and all it has to tell at the end.













async function restoreWith({ env, context, processes, reporter, startPool }) {
    const inputs = readRestoreInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(inputs.jobs), clock: systemClock, isRoot: machine.isRoot };
    const ports = {
        volume: localVolume(inputs.volume, parts),
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

;// CONCATENATED MODULE: ./src/cli/commands/restore.ts
// `restore`: brings a snapshot back, or some paths of it, as the restore action does.



const restore_restore = {
    name: 'restore',
    summary: 'bring a snapshot back, or some paths of it',
    description: 'Copies a snapshot, or some paths of it, into a directory. Files that are there already are not copied again, nothing is ever linked into the snapshot, and each file is checked while it is copied.',
    operands: [],
    groups: [
        {
            title: 'Which',
            flags: [
                { ...volume, help: 'Absolute path of the mounted volume that holds all snapshots; it need not be writable.' },
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
        }
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
    // Whoever calls this by hand wants the files back: a shell must not go on as if they were there.
    presets: { 'fail-on-miss': 'true' },
    run: restoreWith
};

;// CONCATENATED MODULE: ./src/actions/known-damage.ts
// Marks in the bases of a new snapshot which of their files a verification found damaged: these are not linked to.

/** What one series knows counts for all bases: an inode may be shared by several series. */
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
        const damaged = await damagedIn(volume.series(base.series), base, known);
        marked.push(damaged.size === 0 ? base : { ...base, damaged });
    }
    return { bases: marked, warnings };
}
/**
 * Size, time and expected content are also those of the whole copy that a snapshot stored later, where the source's time
 * did not change. The inode tells the two apart; and where it is another one (a whole copy, or the whole volume was
 * copied to another disk, damage and all), its bytes do.
 */
async function damagedIn(series, base, known) {
    const suspects = base.entries.filter(entry => entry.type === 'file' && known.has(damageKey(entry)));
    const tree = series.tree(base.id);
    const seen = await tree.look(suspects.map(({ path }) => path));
    const damaged = new Set();
    const doubtful = [];
    suspects.forEach((entry, index) => {
        const held = seen[index];
        // What is gone cannot be linked to anyway, and says so itself.
        if (held === undefined)
            return;
        if (!('ino' in held) || known.get(damageKey(entry))?.some(({ ino }) => ino === held.ino) === true)
            damaged.add(entry.path);
        else
            doubtful.push({ entry, ino: held.ino });
    });
    // Each inode once, whatever number of names it has here.
    const files = [...new Map(doubtful.map(one => [one.ino, one.entry])).entries()];
    const digests = await tree.reread(files.map(([, entry]) => entry));
    const rotten = new Set(files.filter(([, { sha256 }], index) => digests[index] !== sha256).map(([ino]) => ino));
    for (const { entry, ino } of doubtful)
        if (rotten.has(ino))
            damaged.add(entry.path);
    return damaged;
}

;// CONCATENATED MODULE: ./src/actions/misplaced-directories.ts
// Looks whether the directories of a base still are directories: what lies behind a symlink in the place of one is some other file.


/**
 * Marks all that is behind a directory that was replaced as not to be linked to. lstat(2) and link(2) follow what stands
 * on the way to a file, so that a file outside of the volume would become a part of the new snapshot.
 */
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
/** Parents come before what they hold, in byte order too. */
async function behindOthers(volume, { series, id, entries }) {
    const directories = entries.filter(({ type, path }) => type === 'dir' && path !== '.').map(({ path }) => path);
    const stored = await volume.series(series).tree(id).inspect(directories);
    const replaced = new Set();
    directories.forEach((path, index) => {
        const now = stored[index];
        // One that is gone leads nowhere, and is found out by the link itself.
        if ((now !== undefined && now.type !== 'dir') || replaced.has(byte_path_parentPath(path)))
            replaced.add(path);
    });
    if (replaced.size === 0)
        return new Set();
    return new Set(entries.filter(({ path, type }) => type !== 'dir' && replaced.has(byte_path_parentPath(path))).map(({ path }) => path));
}

;// CONCATENATED MODULE: ./src/actions/bases.ts
// Which snapshots a new one is compared with and linked to: the newest complete one of its series, then of others.




/** rsync refuses more `--link-dest` options than this. */
const bases_most = 20;
async function chooseBases(volume, own, listed, linkFrom, reporter) {
    const bases = [];
    const warnings = [];
    let record;
    for (const name of [own.name, ...linkFrom.filter(other => other !== own.name)]) {
        if (bases.length === bases_most) {
            warnings.push(`"link-from" names more series than can be linked against: the first ${bases_most} that have a snapshot are.`);
            break;
        }
        const series = name === own.name ? own : volume.series(name);
        const found = await newestReadable(series, name === own.name ? listed : await series.list(), warnings);
        if (found === undefined) {
            if (name !== own.name)
                reporter.info(`The series ${name} has no complete snapshot to link against.`);
            continue;
        }
        bases.push(found.base);
        record ??= found.record;
    }
    const marked = await markDamage(volume, bases);
    const sound = await markMisplaced(volume, marked.bases);
    return {
        bases: sound.bases,
        warnings: [...warnings, ...marked.warnings, ...sound.warnings],
        ...(record === undefined ? {} : { record })
    };
}
async function newestReadable(series, listed, warnings) {
    for (const { id, damage } of listed) {
        if (damage === undefined)
            continue;
        warnings.push(`The record of ${id} cannot be used (${damage}), so nothing is linked to that snapshot; its files are untouched.`);
    }
    for (const { id, record } of listed) {
        if (record === undefined)
            continue;
        try {
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

;// CONCATENATED MODULE: ./src/actions/current.ts
// Finds the current snapshot of a locked series, and sees to it that `latest` points there.



/** The listing with the current snapshot, which new ones are compared with, in front; the others newest first. */
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
/** `latest` is repaired when a crash left it behind, and refused when something else stands in its place. */
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

;// CONCATENATED MODULE: ./src/actions/read-source.ts
// Reads the source whole, or says why not: what is missing, what vanished, what was left out.




/** Absent when there is nothing to take and `if-no-files-found` allows that. */
async function readSource(inputs, ports, story, source) {
    const hash = inputs.compare === 'content';
    const scan = await ports.source.scan(source, hash, ports.reporter.progress);
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
    if (held > 0)
        return scan;
    story.nothingFound(`The source ${inputs.path.map(line => display_showText(line)).join(', ')} holds no files.`);
    return undefined;
}
/** Whether there is something to read: a part of a source is not passed off as the whole. */
function hasSource(story, source) {
    if (source.missing.length === 0)
        return true;
    const missing = source.missing.map(line => display_showText(line)).join(', ');
    story.nothingFound(`The source ${missing} does not exist: no file or directory, and no pattern that matches anything.`);
    return (source.items?.length ?? 0) > 0;
}
/** Fails or warns by `on-vanished`; also for what vanished while it was copied. */
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

;// CONCATENATED MODULE: ./src/actions/prepare.ts
// What comes before a snapshot: everything is checked, and the series is locked.




/** Absent when there is no source and that is allowed. */
async function prepare(story) {
    const { inputs, ports } = story;
    const { volume } = ports;
    story.rsync = await checkMachine(ports.machine);
    const { mark } = await checkVolume(volume, inputs.requireMount);
    const source = await ports.source.resolve({
        path: inputs.path,
        workspace: story.context.workspace,
        root: inputs.root,
        include: inputs.include,
        exclude: inputs.exclude,
        ...(inputs.filterFile === undefined ? {} : { filterFile: inputs.filterFile }),
        excludeSecrets: inputs.excludeSecrets,
        oneFileSystem: inputs.oneFileSystem,
        listingArgs: parseRsyncOptions(inputs.rsyncArgs).listing
    });
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
    const probe = await volume.probeLinks();
    checkLinks(volume, probe, inputs.requireHardlinks);
    story.hardLinksWork = probe.hardLinks.works;
    if (mark) {
        await volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program: story.program }));
        story.note('The volume is a filesystem of its own and was marked as a volume at this first use.');
    }
    return source;
}
/** `onWaited`: another run was writing the series, so the source may have changed since it was read. */
function lockSeries(story, series, onWaited) {
    const { inputs, ports, context } = story;
    const { run } = context;
    const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`);
    const holder = `${who}, since ${ports.clock.now().toISOString()}`;
    return series.lock(holder, inputs.lockTimeoutMs, other => {
        onWaited();
        ports.reporter.info(`Waiting for the series, which is being written by ${other}`);
    });
}

;// CONCATENATED MODULE: ./src/actions/unchanged.ts
// Whether the current snapshot already holds what a new one would: `skip-if-unchanged`.


/** False also when it lacks a tag or the pin that was asked for, and when its tree is no longer what was stored. */
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

;// CONCATENATED MODULE: ./src/core/stored-time.ts
// Whether an mtime on the volume is the source's, as far as the volume's filesystem can hold it.
/** Nanoseconds a filesystem may round to: SMB and NTFS, old NFS servers, FUSE, ext3 and HFS+, FAT. */
const granularities = [1n, 100n, 1000n, 1000000n, 1000000000n, 2000000000n];
/** Seconds that every filesystem can hold: 32 bits with a sign, as ext3, some xfs and many servers have them. */
const farthest = 2n ** 31n * 1000000000n;
/**
 * A time that was rounded ends in zeros; one that merely differs by little does not, and is another time.
 * Times that a volume may not be able to hold at all are taken as they came out: the manifest has the real one.
 */
const isSameTime = (stored, source) => source < 0n ||
    source >= farthest ||
    granularities.some(step => stored % step === 0n && (stored > source ? stored - source : source - stored) < step);

;// CONCATENATED MODULE: ./src/actions/check-stored.ts
// Looks at every path that was stored, once all is on stable storage: it is what was planned, and it is measured.






/** `settled` includes the top. Throws `Failure('stored')` naming what is not as planned; nothing is published then. */
async function checkStored(partial, settled, series, onProgress) {
    const stored = await partial.inspect(settled.map(({ entry }) => entry.path), onProgress);
    const wrong = [];
    const entries = [];
    const counted = new Set();
    let bytesOnDisk = 0;
    let bytesAdded = 0;
    let seriesBytesAdded = 0;
    settled.forEach((item, index) => {
        const now = stored[index];
        const why = whatIsWrong(item, now);
        if (why !== undefined)
            wrong.push(`${display_showName(item.entry.path)}: ${why}`);
        if (now === undefined)
            return;
        const isDropped = now.mode !== item.entry.mode && now.type !== 'link';
        const mode = isDropped ? { mode: now.mode, sourceMode: entry_sourceModeOf(item.entry) } : {};
        entries.push({ ...item.entry, ...mode, storedMtimeNs: now.mtimeNs });
        if (now.links > 1 && now.type !== 'dir') {
            if (counted.has(now.ino))
                return;
            counted.add(now.ino);
        }
        // Symlinks that rsync made are links to the base's where it found them equal (`compare: quick`).
        const fromSeries = item.how === 'made' && now.type === 'link' && now.links > 1 ? series : item.fromSeries;
        bytesOnDisk += now.allocated;
        if (fromSeries === undefined)
            bytesAdded += now.allocated;
        if (fromSeries !== series)
            seriesBytesAdded += now.allocated;
    });
    if (wrong.length > 0) {
        throw new Failure('stored', `${countOf(wrong.length, 'stored path is', 'stored paths are')} not what was to be stored, so nothing was published:${firstAsLines(wrong, line => line)}\nIf this happens again, the volume or its disk is at fault.`);
    }
    return { entries, bytesOnDisk, bytesAdded, seriesBytesAdded };
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
    // The kernel drops setuid and setgid where the file's group is not ours; owners are not kept then either.
    const isDropped = entry.owner === undefined && stored.mode === (entry.mode & ~0o6000);
    if (stored.mode !== entry.mode && !isDropped)
        return `has mode ${stored.mode.toString(8)}, not ${entry.mode.toString(8)}`;
    if (entry.owner !== undefined && !sameOwner(entry.owner, stored))
        return 'has another owner';
    if (ino !== undefined && stored.ino !== ino)
        return 'is not the file it was linked to';
    return isSameTime(stored.mtimeNs, entry.storedMtimeNs) ? undefined : 'has another mtime';
}

;// CONCATENATED MODULE: ./src/core/room.ts
// How much room a plan will take on the volume, before anything is written there.
/** The block that ext4, xfs and btrfs allocate by. A directory of ours costs at least one on ext4. */
const room_block = 4096;
/** A line of the manifest, compressed; the hash alone is 32 incompressible bytes. */
const manifestLine = 100;
/** Manifest, record, their names, the link: what every snapshot costs besides its tree. */
const ownFiles = 4;
/**
 * Of the tree alone, as `du` will find it. An estimate: blocks are counted whole, a sparse (or, on the source,
 * compressed) file by the blocks it has there.
 */
function treeRoom(copies, directories, symlinks) {
    let bytes = directories * room_block;
    for (const { size, allocated } of copies)
        bytes += Math.ceil((allocated < size ? allocated : size) / room_block) * room_block;
    return { bytes, inodes: copies.length + directories + symlinks };
}
/** Of the tree and of our own files beside it. */
function roomNeeded(copies, directories, symlinks, entries) {
    const tree = treeRoom(copies, directories, symlinks);
    return { bytes: tree.bytes + entries * manifestLine + ownFiles * room_block, inodes: tree.inodes + ownFiles };
}
/** Whether a file's blocks say that it has holes. */
const isSparse = (entry) => entry.allocated < entry.size;

;// CONCATENATED MODULE: ./src/actions/copy-files.ts
// Copies files and makes sure of each: what was stored is what the source had when it was read, or it is taken once more.







/** Directories are made without their contents: rsync sets their attributes, and makes the symlinks, along the way. */
async function copyFiles(work, entries) {
    if (entries.length === 0)
        return { entries: [], changed: new Set(), vanished: [], orphaned: [] };
    const first = await attempt(work, entries);
    if (first.again.length === 0 && first.messages.length === 0)
        return { entries, changed: new Set(), vanished: [], orphaned: [] };
    const seen = await work.from.look(work.source, first.again.map(entry => entry.path), work.hash);
    const fresh = new Map(seen.flatMap(entry => (entry === undefined ? [] : [[entry.path, entry]])));
    const turned = first.again.find(({ path, type }) => fresh.has(path) && fresh.get(path)?.type !== type);
    if (turned !== undefined)
        throw keepsChanging([turned.path]);
    // By now some are links to a base: rsync would give such an inode a new mode where it stands, in the base too. Without
    // --link-dest every file comes as a new one.
    const second = await attempt({ ...work, linkDest: [] }, entriesOfSecond(entries, first, fresh));
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
        orphaned: gone.filter(({ path, type }) => type === 'dir' && !vanished.has(path))
    };
}
/**
 * What is not as it was read, with the directories it is in, whose mtimes a file that comes into them renews; and when
 * rsync refused something that does not show there, whatever it may have been.
 */
function entriesOfSecond(entries, { again, messages }, fresh) {
    const holding = new Set(again.map(({ path }) => byte_path_parentPath(path)));
    const isMeant = ({ path, type }) => fresh.has(path) ||
        (type === 'dir' && holding.has(path)) ||
        (messages.length > 0 && (again.length === 0 || type !== 'file'));
    const gone = new Set(again.filter(({ path }) => !fresh.has(path)));
    return entries.filter(entry => isMeant(entry) && !gone.has(entry)).map(entry => fresh.get(entry.path) ?? entry);
}
/**
 * Of what is gone from the source, the paths that are not in the new tree either. What was stored whole before it vanished
 * stays, and so does a directory, because files may have been linked into it; a file that was stored with other bytes than were read may be half of one, and nobody can say any more.
 */
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
async function attempt(work, entries) {
    if (entries.length === 0)
        return { again: [], messages: [] };
    const paths = entries.map(entry => entry.path);
    const outcome = await work.partial.copy({
        root: work.source.root,
        paths,
        keepOwners: work.keepOwners,
        isSparse: entries.some(isSparse),
        linkDest: work.linkDest,
        extraArgs: work.extraArgs,
        totalBytes: entries.reduce((sum, entry) => sum + entry.size, 0)
    }, work.onProgress);
    const now = await work.from.look(work.source, paths, false);
    const stored = await work.partial.inspect(paths);
    // Whether a directory has the right attributes shows only at the end: links yet to be made renew its mtime.
    const again = entries.filter((entry, index) => !isUntouched(entry, now[index]) || (entry.type === 'file' && !isStored(entry, stored[index])));
    // Its times may hide a change that came right after it was read; only its stored bytes can tell.
    const known = new Set(again);
    const racy = work.hash ? entries.filter(entry => entry.type === 'file' && entry.isRacy && !known.has(entry)) : [];
    const digests = await work.partial.hash(racy.map(entry => entry.path));
    again.push(...racy.filter((entry, index) => digests[index] !== entry.sha256));
    return { again, messages: outcome.status === 23 ? outcome.messages : [] };
}
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

;// CONCATENATED MODULE: ./src/actions/fill.ts
// Fills the new tree by the plan: links first, then copies, then links among the copies, until every path is settled.



async function fillByContent(work, plan) {
    const settled = [];
    const vanished = [];
    const directories = plan.directories.filter(entry => entry.path !== '.');
    await work.partial.makeDirectories(directories.map(entry => entry.path));
    const symlinks = [...plan.symlinks];
    let wanted = [...plan.copies, ...plan.twins];
    const links = await linkAll(work, plan.links);
    for (const { entry, step, outcome } of links) {
        if (outcome.linked)
            settled.push(linkedAs(entry, step, outcome.ino));
        else if (entry.type === 'link')
            symlinks.push(entry);
        else
            wanted.push({ entry, cause: outcome.cause });
    }
    // Each round settles at least every file it copies, so it ends; more than one is needed only when links were refused.
    while (wanted.length > 0) {
        const round = await copyRound(work, wanted);
        settled.push(...round.settled);
        vanished.push(...round.vanished);
        wanted = [...round.left];
    }
    // Last, because a file or link that comes into a directory renews its mtime, and a read-only one takes none any more.
    const made = await copyFiles(work, [...directories, ...symlinks]);
    for (const entry of made.entries)
        settled.push({ entry, how: 'made' });
    return { settled, vanished: [...vanished, ...made.vanished], orphaned: made.orphaned };
}
/** Copies one file of each content, and links the others to it. */
async function copyRound(work, wanted) {
    const { copies, twins } = shareCopies(wanted);
    const copied = await copyFiles(work, copies.map(copy => copy.entry));
    const causes = new Map(copies.map(copy => [copy.entry.path, copy.cause]));
    const stored = new Map(copied.entries.map(entry => [entry.path, entry]));
    const settled = copied.entries.map(entry => ({
        entry,
        how: 'copied',
        cause: causes.get(entry.path) ?? 'content'
    }));
    const left = [];
    // As they are on the volume, which may hold coarser times than the source.
    const leaders = [...new Set(twins.map(({ of }) => of))];
    const held = new Map((await work.partial.inspect(leaders)).map((inode, index) => [leaders[index], inode]));
    const steps = [];
    for (const { entry, of, cause } of twins) {
        const leader = stored.get(of);
        const inode = held.get(of);
        // Its leader vanished, or holds other bytes by now: it needs a copy of its own.
        if (leader === undefined || inode === undefined || copied.changed.has(of))
            left.push({ entry, cause });
        else {
            const asStored = { ...leader, storedMtimeNs: inode.mtimeNs, mode: inode.mode };
            steps.push({ entry, cause, step: linkTo(entry.path, 'self', asStored) });
        }
    }
    for (const { entry, step, cause, outcome } of await linkAll(work, steps)) {
        if (outcome.linked)
            settled.push(linkedAs(entry, step, outcome.ino));
        else
            left.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause });
    }
    return { settled, vanished: copied.vanished, left };
}
async function linkAll(work, wanted) {
    if (wanted.length === 0)
        return [];
    const outcomes = await work.partial.link(wanted.map(({ step }) => step), work.onProgress);
    return wanted.map((item, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
            throw new Error('a link was asked for and has no outcome');
        return { ...item, outcome };
    });
}
const linkedAs = (entry, step, ino) => ({
    entry: { ...entry, storedMtimeNs: step.storedMtimeNs },
    how: 'linked',
    ino,
    ...(step.tree === 'self' ? {} : { fromSeries: step.tree.series })
});

;// CONCATENATED MODULE: ./src/actions/fill-quick.ts
// Fills the new tree by rsync's own comparison of size and time: the classic `rsync -a --link-dest`, then looked over.



async function fillByTimes(work, volume, plan, bases) {
    const others = [...plan.directories.filter(entry => entry.path !== '.'), ...plan.symlinks];
    const files = [...plan.expected.map(({ entry }) => entry), ...plan.rest];
    // Before the directories, which get their attributes last. Here rsync would link to what is damaged.
    const fresh = await copyFiles({ ...work, linkDest: [] }, plan.fresh.map(({ entry }) => entry));
    const copied = both(fresh, await copyFiles(work, [...others, ...files]));
    const entries = new Map(copied.entries.map(entry => [entry.path, entry]));
    const symlinks = copied.entries.filter(entry => entry.type === 'link');
    const settled = copied.entries
        .filter(entry => entry.type === 'dir')
        .map(entry => ({ entry, how: 'made' }));
    settled.push(...(await settledSymlinks(work, volume, symlinks, bases)));
    // Linked is what shares the base's inode, whatever rsync reported.
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
    orphaned: [...one.orphaned, ...other.orphaned]
});
/** rsync links symlinks as it links files, and one that shares a base's inode adds nothing. */
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
/** No filesystem that is known allows fewer links (EFS): a file that has as many was not refused for another reason. */
const fewestLinksAllowed = 177;
/** Why rsync copied what it was expected to link; it says nothing of that itself. */
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

;// CONCATENATED MODULE: ./src/actions/planned.ts
// The plan of a run, by content or by times, and its execution: what differs between the two is decided here only.








function planFor(inputs, scan, { bases, record }) {
    const entries = scan.entries.map(entry => (entry.path === '.' ? storedTop(entry) : entry));
    const top = entries[0];
    if (top?.path !== '.')
        throw new Error('the listing of the source lacks its top');
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
        return { ...common, how: { by: 'content', plan }, difference: plan.difference, digest: manifestDigest(entries) };
    }
    const plan = planByTimes(entries, bases);
    const known = plan.rest.length === 0 && plan.fresh.length === 0
        ? { digest: manifestDigest(withKnownContents(entries, plan)) }
        : {};
    return { ...common, how: { by: 'times', plan }, difference: plan.difference, ...known };
}
/** Our own u+rwx on the top directory: without it, a tree could be neither renamed into place nor later into trash. */
const storedTop = (top) => (top.mode & 0o700) === 0o700 ? top : { ...top, mode: top.mode | 0o700, sourceMode: top.mode };
function withKnownContents(entries, plan) {
    const known = new Map(plan.expected.map(({ entry, before }) => [entry.path, before.sha256]));
    return entries.map(entry => {
        const sha256 = known.get(entry.path);
        return sha256 === undefined ? entry : { ...entry, sha256 };
    });
}
async function planned_fill(inputs, ports, source, partial, planned, story) {
    const { volume } = ports;
    const isQuick = planned.how.by === 'times';
    const work = {
        partial,
        source,
        from: ports.source,
        hash: !isQuick,
        keepOwners: ports.machine.isRoot,
        linkDest: isQuick ? planned.bases.map(({ series, id }) => volume.series(series).tree(id).path) : [],
        extraArgs: parseRsyncOptions(inputs.rsyncArgs).copying,
        onProgress: ports.reporter.progress
    };
    const filled = planned.how.by === 'content'
        ? await fillByContent(work, planned.how.plan)
        : await fillByTimes(work, volume, planned.how.plan, planned.bases);
    onVanished(inputs, story, filled.vanished);
    if (filled.vanished.length > 0 && filled.settled.every(({ entry }) => entry.type === 'dir')) {
        throw new Failure('source', 'All files of the source vanished while they were copied, so there is nothing to publish. Take the snapshot after the build has ended, before anything cleans up.');
    }
    return { ...filled, settled: [{ entry: planned.top, how: 'made' }, ...filled.settled] };
}
/** What was really stored against the base: a file that vanished meanwhile was not added. */
function differenceOf({ how, entries, bases, difference }, vanished) {
    if (vanished.length === 0)
        return difference;
    const gone = new Set(vanished);
    const left = entries.filter(({ path }) => !gone.has(path));
    return (how.by === 'content' ? planByContent(left, bases) : planByTimes(left, bases)).difference;
}
/** How every path would come to be if all goes as planned; for estimates and dry runs. */
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

;// CONCATENATED MODULE: ./src/actions/series-part.ts
// The part of a report that speaks of the whole series and the volume.
/** `retained`: what retention removed. */
async function seriesPart(volume, series, retained) {
    const listed = await series.list();
    const records = listed.flatMap(({ record }) => record ?? []).reverse();
    const latest = await series.latest();
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
            bytesOnDisk: listed.length === 0 ? 0 : await series.bytesOnDisk()
        },
        retention: { kept: records.length, prunedIds: retained?.removedIds ?? [], bytesFreed: retained?.bytesFreed ?? 0 },
        free: await volume.free()
    };
}
/** A report of a run that did nothing, to be filled in. */
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

;// CONCATENATED MODULE: ./src/actions/snapshot-report.ts
// The record of a new snapshot, and the report of each way a run can end.





function takenAs(story, id, planned, filled, measured, digest) {
    const { largest, causes, ...sums } = tally(filled.settled);
    const { inputs, ports, context, program } = story;
    const { base } = planned;
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
        ...linkedFrom(filled, inputs.name),
        compare: inputs.compare,
        digest,
        ownersKept: ports.machine.isRoot,
        causes,
        tags: inputs.tags,
        pinned: inputs.pin,
        run: context.run,
        program,
        ...sums,
        ...differenceOf(planned, filled.vanished),
        bytesAdded: measured.bytesAdded,
        bytesOnDisk: measured.bytesOnDisk
    };
    return { record, largest, measured, planned };
}
function linkedFrom({ settled }, own) {
    const others = new Set(settled.flatMap(({ fromSeries }) => fromSeries ?? []));
    others.delete(own);
    return others.size === 0 ? {} : { linkedFrom: [...others].sort() };
}
async function reportCreated(story, series, { record, largest, planned }, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    return {
        ...story.report('created'),
        ...ofSeries,
        ...snapshot_report_baseOf(planned),
        snapshot: record.id,
        snapshotPath: series.tree(record.id).path,
        changed: record.digest !== planned.baseRecord?.digest,
        counts: countsOf(record),
        bytes: bytesOf(record),
        causes: record.causes,
        largest,
        digest: record.digest,
        ...snapshot_report_marksOf(record)
    };
}
/** Nothing was copied, nothing added: all of it is what the newest snapshot holds, and its marks are that one's. */
async function reportUnchanged(story, series, newest, planned, retained) {
    const ofSeries = await seriesPart(story.ports.volume, series, retained);
    const none = { filesCopied: 0, filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 };
    return {
        ...story.report('unchanged'),
        ...ofSeries,
        ...snapshot_report_baseOf(planned),
        snapshot: newest.id,
        snapshotPath: series.tree(newest.id).path,
        counts: { ...countsOf(newest), ...none, filesLinked: newest.files },
        bytes: { ...bytesOf(newest), bytesLinked: newest.bytes, bytesAdded: 0 },
        digest: newest.digest,
        ...snapshot_report_marksOf(newest)
    };
}
/** Figures are what the plan expects. */
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
/** Nothing was written, and the volume was perhaps not even looked at. */
const reportSkipped = (story, reason) => ({
    ...story.report('skipped'),
    ...unmarked,
    reason
});
const snapshot_report_marksOf = ({ tags, pinned }) => ({ tags, pinned });
/** No snapshot, no marks: what was asked for is not what is there. */
const unmarked = { tags: [], pinned: false };
const snapshot_report_baseOf = ({ base }) => base === undefined ? {} : { base: { id: base.id, series: base.series } };

;// CONCATENATED MODULE: ./src/actions/read-only.ts
// Whether this run may write to the volume at all: an event that strangers can cause must not.
/** The reason as a sentence; absent when the run may write. */
function whyReadOnly(inputs, context) {
    if (inputs.readOnly === true)
        return 'Nothing is written, because "read-only" is true.';
    if (inputs.readOnly === false || context.untrusted === undefined)
        return undefined;
    return `Nothing is written, because ${context.untrusted}. Set "read-only: false" only where strangers cannot start this workflow.`;
}

;// CONCATENATED MODULE: ./src/actions/guards.ts
// Refusals that need the plan: a snapshot that lost too much, a volume without the room for it.




/** `max-shrink`: a build that came out half empty should not become the newest snapshot unnoticed. */
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

;// CONCATENATED MODULE: ./src/actions/story.ts
// What a run has found out so far, phase by phase; whichever way the run ends, the report is told from this.



class Story {
    inputs;
    context;
    ports;
    program;
    startedAt;
    rsync = '';
    /** As probed on the volume; nothing is known of it in a dry run. */
    hardLinksWork = true;
    /** Empty until the snapshot is published. */
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
    /** Something someone must act on: an annotation now, an alert in the summary. Said once, however often it is found. */
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
    /** By `if-no-files-found`: throws, warns, or just notes it. */
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
    /** The report of a run that did nothing, with all that is known of every run. */
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
            ownersKept: this.ports.machine.isRoot,
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

;// CONCATENATED MODULE: ./src/actions/verify-stored.ts
// `verify: true`: reads back every file that was copied and hashes it, before anything is published.




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

;// CONCATENATED MODULE: ./src/actions/snapshot.ts
// The snapshot action as a story: check, read, lock, plan, fill, check what was stored, publish, report.

















/** Takes one snapshot. Throws a `Failure`; unless it says otherwise, nothing was published. */
async function takeSnapshot(inputs, context, ports, program) {
    const story = new Story(inputs, context, ports, program);
    const readOnly = whyReadOnly(inputs, context);
    if (readOnly !== undefined)
        return reportSkipped(story, readOnly);
    try {
        return await snapshot_take(story);
    }
    catch (error) {
        throw story.publishedId === '' ? error : afterPublishing(story.publishedId, error);
    }
}
const noFiles = 'The source holds no files.';
async function snapshot_take(story) {
    const { inputs, ports } = story;
    const series = ports.volume.series(inputs.name);
    const source = await story.phase('Check', () => prepare(story));
    if (source === undefined)
        return reportSkipped(story, 'The source is missing.');
    const read = () => story.phase('Read the source', () => readSource(inputs, ports, story, source));
    let scan = await read();
    if (scan === undefined)
        return reportSkipped(story, noFiles);
    if (inputs.dryRun)
        return await snapshot_dryRun(inputs, ports, story, series, scan);
    const wait = { happened: false };
    const lock = await story.phase('Lock the series', () => lockSeries(story, series, () => {
        wait.happened = true;
    }));
    try {
        // What was read before a long wait is of another moment than what would be copied now.
        if (wait.happened)
            scan = await read();
        if (scan === undefined)
            return reportSkipped(story, noFiles);
        return await takeLocked(inputs, ports, story, series, source, scan);
    }
    finally {
        await lock.release();
    }
}
/** The snapshot is there and whole; whoever reads of the failure must not take it for lost. */
function afterPublishing(id, error) {
    const kind = error instanceof Failure ? error.kind : 'stored';
    const what = kind === 'cancelled' ? 'The run was cancelled after that.' : `What came after it failed: ${failure_messageOf(error)}`;
    return new Failure(kind, `Snapshot ${id} is complete and published. ${what}`, kind === 'cancelled' ? {} : { cause: error });
}
async function takeLocked(inputs, ports, story, series, source, scan) {
    const { begun, left } = await series.clear();
    if (begun.length > 0)
        story.note(`What an interrupted run had begun was cleared: ${begun.join(', ')}.`);
    if (left.length > 0)
        story.warn(cannotDelete(left));
    const listed = await listCurrentFirst(story, series);
    await repairLatest(story, series, listed[0]);
    const planned = await story.phase('Plan', () => snapshot_plan(inputs, ports, story, series, listed, scan));
    const current = listed[0]?.record;
    if (current !== undefined && inputs.skipIfUnchanged && (await isUnchanged(story, series, current, planned)))
        return await reportUnchanged(story, series, current, planned, await snapshot_retention(story, series));
    checkShrink(inputs, planned);
    await checkRoom(ports.volume, planned, story.hardLinksWork);
    const used = await series.takenIds();
    const id = snapshotId(ports.clock.now(), candidate => used.has(candidate));
    const partial = await series.begin(id);
    let taken;
    try {
        const filled = await story.phase('Fill', () => planned_fill(inputs, ports, source, partial, planned, story));
        const measured = await story.phase('Check what was stored', async () => {
            await partial.seal([planned.top, ...filled.orphaned]);
            const result = await checkStored(partial, filled.settled, series.name, ports.reporter.progress);
            if (inputs.verify)
                await verifyStored(partial, filled.settled, ports.reporter);
            return result;
        });
        taken = takenAs(story, id, planned, filled, measured, manifestDigest(measured.entries));
        const { record } = taken;
        for (const warning of findings(inputs, record))
            story.warn(warning);
        await story.phase('Publish', () => partial.publish(record, encodeManifest({ id, series: series.name }, measured.entries)));
    }
    catch (error) {
        await clearUp(story, partial, series, id, error);
        throw error;
    }
    story.publishedId = id;
    // Kept for the next count: the step from the snapshot before to this one is known only now, for nothing.
    const recount = taken.record.causes.some(({ cause }) => cause === 'altered');
    await series.bytesOnDisk({ id, bytes: taken.measured.seriesBytesAdded, recount });
    return await reportCreated(story, series, taken, await snapshot_retention(story, series));
}
/** Absent when retention is off, or went wrong: the snapshot that was just published is no worse for that. */
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
/** Frees what a failed run took at once: a full disk should not stay full. A cancelled run has no time for it. */
async function clearUp(story, partial, series, id, error) {
    if (error instanceof Failure && error.kind === 'cancelled')
        return;
    try {
        const isPublished = (await series.list()).some(listed => listed.id === id);
        if (isPublished) {
            // The tree is in its place, and only what comes after that went wrong: `latest`, or the last sync.
            story.publishedId = id;
            return;
        }
        const { left } = await series.clear();
        if (left.length > 0)
            story.warn(cannotDelete(left));
    }
    catch (failure) {
        // What matters to the reader is why this run failed; the next one clears it.
        story.warn(`The unfinished tree ${partial.path} is left for the next run to clear: ${failure_messageOf(failure)}`);
    }
}
async function snapshot_plan(inputs, ports, story, series, listed, scan) {
    const chosen = await chooseBases(ports.volume, series, listed, inputs.linkFrom, ports.reporter);
    for (const warning of chosen.warnings)
        story.warn(warning);
    const planned = planFor(inputs, scan, chosen);
    const { base } = planned;
    ports.reporter.info(base === undefined
        ? 'The first snapshot of this series: everything is stored.'
        : `Compared with ${base.series}/${base.id}`);
    return planned;
}
async function snapshot_dryRun(inputs, ports, story, series, scan) {
    const listed = await listCurrentFirst(story, series);
    const planned = await story.phase('Plan', () => snapshot_plan(inputs, ports, story, series, listed, scan));
    checkShrink(inputs, planned);
    await checkRoom(ports.volume, planned, story.hardLinksWork);
    if (inputs.retention.prune) {
        const outlook = await foresee(ports.volume, series, inputs.retention, ports.clock.now());
        const doomed = outlook.plan.verdicts.filter(retain_isRemoved);
        if (doomed.length > 0)
            story.note(`Retention would remove ${doomed.map(({ id }) => id).join(', ')}.`);
    }
    return await reportDryRun(story, series, planned);
}

;// CONCATENATED MODULE: ./src/core/report/causes.ts
// Why files were copied although a link would have cost nothing, in words, each with what a person can change.


/** A few words each. */
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
/** In words, and by the name that outputs, records and the JSON report know it by; backticks mark code. */
const causeLabel = (cause) => `${causes_words[cause]} (\`${cause}\`)`;
/** Backticks mark code. */
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
/** The title over the causes; empty when there is nothing to explain: no copies, or a first snapshot, where all is new. */
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

;// CONCATENATED MODULE: ./src/core/report/outputs.ts
// The outputs of the snapshot action: every name that action.yml declares, as the text a workflow reads.


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
    'duration-ms',
    'report'
]));
/** `reportPath` is where the JSON report lies; empty when none was written. What was not measured is empty, never 0. */
function snapshotOutputs(report, reportPath) {
    const { counts, bytes, totals, retention, free } = report;
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
        // No measurement: the run knows that it removed nothing.
        pruned: String(retention.prunedIds.length),
        'pruned-ids': JSON.stringify(retention.prunedIds),
        'bytes-freed': String(retention.bytesFreed),
        'free-bytes': measured(free.bytes),
        'free-inodes': measured(free.inodes ?? ''),
        digest: report.digest,
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}
/** A share of nothing is 0: where there were no bytes, none were saved, and no threshold should read it as a success. */
const shareOf = (part, whole) => (whole === 0 ? 0 : part / whole);
/**
 * What of a full copy was not stored. Never below 0: a first snapshot and our own records take a little more than a
 * bare copy, which is a cost of a few KiB and no negative saving.
 */
const savedShare = (fullBytes, storedBytes) => Math.max(0, shareOf(fullBytes - storedBytes, fullBytes));

;// CONCATENATED MODULE: ./src/core/report/figures.ts
// The figures of a report: one small table (this snapshot, the whole series) and the facts that need a sentence each.




/** No rows where there is nothing to measure; no column for what would only repeat another one. */
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
/** Plain sentences; backticks mark code. */
function figures_facts(report) {
    const { free } = report;
    return [
        ...where(report),
        ...changes(report),
        ...retained(report),
        ...figures_marks(report),
        ...foreign(report),
        ...(!isMeasured(report)
            ? []
            : [
                free.inodes === undefined
                    ? `The volume has ${units_formatBytes(free.bytes)} left.`
                    : `The volume has ${units_formatBytes(free.bytes)} and ${countOf(free.inodes, 'inode', 'inodes')} left.`
            ]),
        `The run took ${formatDuration(report.durationMs)}${longest(report)}.`
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
    // What a dry run foresees is among its notes; that all that is there would stay is more than this report knows.
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
/** Where the time went, when one phase took most of it. */
function longest({ phases, durationMs }) {
    const slowest = phases.reduce((most, phase) => (phase.ms > most.ms ? phase : most), { phase: '', ms: 0 });
    if (slowest.phase === '' || slowest.ms * 2 < durationMs)
        return '';
    return `, most of it in “${display_showText(slowest.phase, 60)}” (${formatDuration(slowest.ms)})`;
}

;// CONCATENATED MODULE: ./src/core/report/history.ts
// The history of a series as bars: what a full copy would have taken each time, and what was newly stored.




/** As many as fit side by side with a label each. */
const shownPoints = 14;
const history_lastPoints = (history) => history.slice(-shownPoints);
/** One bar compares with nothing, and bars of no height show nothing. */
const history_isWorthAChart = (points) => points.length > 1 && points.some(point => point.bytesOnDisk > 0);
/** `2026-11-20T08-49-01Z`, with `-2` and so on after a collision. */
const ourId = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d{1,6})?$/;
/** From short to long: the day, the minute, the second, and the whole id. */
const labelForms = [
    id => id.slice(5, 10),
    id => `${id.slice(5, 10)} ${id.slice(11, 16).replace('-', ':')}`,
    id => `${id.slice(5, 10)} ${id.slice(11, 19).replaceAll('-', ':')}${id.slice(20)}`,
    id => id
];
/**
 * The shortest labels that differ from each other. They hold digits and their punctuation only, whatever the ids are:
 * an id that is none of ours makes all of them plain numbers.
 */
function pointLabels(points) {
    if (points.every(point => ourId.test(point.id)))
        for (const form of labelForms) {
            const labels = points.map(point => form(point.id));
            if (new Set(labels).size === labels.length)
                return labels;
        }
    return points.map((_, index) => String(index + 1));
}
/** Grey and blue: both stand out on GitHub's light and dark page, for colour-blind eyes as well. */
const palette = { full: '#8c959f', stored: '#1f6feb' };
/** A Mermaid chart; the second bars are drawn over the first. */
function mermaidChart(points) {
    const top = Math.max(...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)));
    const unit = unitFor(top);
    const values = (bytes) => points.map(point => inUnit(bytes(point), unit.bytes)).join(', ');
    const labels = pointLabels(points);
    const lying = labels.some(label => label.length > 5);
    const settings = {
        // long labels would overlap under upright bars; beside lying ones they have all the room they need
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
/** The largest unit in which this is at least 1. */
function unitFor(bytes) {
    let unit = { name: 'B', bytes: 1 };
    for (const [power, name] of history_unitNames.entries())
        if (bytes >= 1024 ** power)
            unit = { name, bytes: 1024 ** power };
    return unit;
}
/** Two decimals and no exponent, which Mermaid would not read. */
const inUnit = (bytes, unit) => String(Number((bytes / unit).toFixed(2)));
/** The same numbers as a table, the newest first. */
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
/** The bars for a terminal: what was newly stored is solid, what was shared is light. */
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
/** A cell in eighths, from one to seven. */
const partialCells = '▏▎▍▌▋▊▉';
/** Solid for `stored` cells, to an eighth of one so that a little is not nothing; then light up to `full`. */
function textBar(stored, full) {
    const eighths = stored === 0 ? 0 : Math.max(1, Math.round(stored * 8));
    const solid = '█'.repeat(Math.floor(eighths / 8)) + partialCells.charAt((eighths % 8) - 1);
    return solid + '░'.repeat(Math.max(0, Math.round(full) - solid.length));
}

;// CONCATENATED MODULE: ./src/core/report/largest.ts
// The largest files that a snapshot stored anew: the first place to look when a series grows.
/** Undefined when nothing was stored. */
function largestFiles({ status, base, largest }, limit) {
    if (largest.length === 0 || (status !== 'created' && status !== 'dry-run'))
        return undefined;
    const files = largest.slice(0, limit);
    const withCauses = base !== undefined || files.some(file => file.cause !== 'new');
    const newly = withCauses ? 'newly stored ' : '';
    return { title: `Largest ${status === 'dry-run' ? 'files to be stored' : `${newly}files`}`, files, withCauses };
}

;// CONCATENATED MODULE: ./src/core/report/outcome.ts
// The outcome of a run in words: a heading and one sentence that tell somebody who reads nothing else what happened.



function outcomeOf(report) {
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
/** In a first snapshot, the linked files can only be equal to one another. */
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
/** What a tree is made of; without files, what else there is. Its top counts as a directory. */
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

;// CONCATENATED MODULE: ./src/core/report/log.ts
// The report as plain text: the closing lines of the log, and the whole summary as a terminal shows it.











/** A log is read by scrolling; the summary has more. */
const loggedFiles = 5;
const summarisedFiles = 10;
/** The last lines of the log: the outcome, the figures, why files were copied, which were large. Safe to print as is. */
const logSummary = (report) => log_lines([log_outcome(report), figures(report), causes(report), largest(report, loggedFiles)]);
/** All that the step summary says, for a terminal; ends with a newline. */
function summaryAsText(report) {
    const sections = [
        log_outcome(report),
        bounded(report.warnings).map(warning => `! ${warning}`),
        figures(report),
        [...facts(report), ...bounded(report.notes)].map(sentence => `- ${sentence}`),
        causes(report),
        largest(report, summarisedFiles),
        omissions(report),
        log_history(report),
        log_byHand(report)
    ];
    return `${log_lines(sections).join('\n')}\n`;
}
/** Sections with an empty line between them, none of their lines a command to the runner. */
const log_lines = (sections) => sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine);
function log_outcome(report) {
    const { heading, sentence } = outcomeOf(report);
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
function largest(report, limit) {
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

;// CONCATENATED MODULE: ./src/core/report/left-out.ts
// What was left out of a snapshot on purpose, by reason: how many, and the first few names.

const shownReasons = 10;
const left_out_shownNames = 3;
/** Undefined when nothing was left out. */
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
/** ` and 4 more`, or nothing. */
const left_out_moreNames = ({ count, first }) => count > first.length ? ` and ${units_formatCount(count - first.length)} more` : '';

;// CONCATENATED MODULE: ./src/core/report/summary.ts
// The step summary of a snapshot, in GitHub's Markdown: the outcome in words first, figures and reasons after it.












/**
 * GitHub drops a step's summary whole when it is over 1 MiB. Everything below is bounded in number and length (each
 * character takes at most ten), so that this is never reached, whatever the names are.
 */
const summaryLimitBytes = (/* unused pure expression or super */ null && (200 * 1024));
const shownFiles = 10;
function snapshotSummary(report) {
    const { heading, sentence } = outcomeOf(report);
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

;// CONCATENATED MODULE: ./src/wiring/snapshot.ts
// The snapshot action with its ports plugged in: inputs from the environment, and all it has to tell at the end.











async function snapshotWith({ env, context, processes, reporter, startPool }) {
    const inputs = readSnapshotInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const pool = startPool(inputs.jobs);
    const { isRoot } = machine;
    const ports = {
        volume: localVolume(inputs.volume, { processes, pool, clock: systemClock, isRoot }),
        source: localSource({ processes, pool, tempDir: context.tempDir, keepOwners: isRoot }),
        machine,
        clock: systemClock,
        reporter
    };
    const report = await takeSnapshot(inputs, context, ports, program);
    return {
        log: logSummary(report),
        json: jsonReport(report),
        outputs: reportPath => snapshotOutputs(report, reportPath),
        ...(inputs.summary && { summary: snapshotSummary(report) })
    };
}

;// CONCATENATED MODULE: ./src/cli/commands/save.ts
// `save`: takes a snapshot, as the snapshot action does.



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
                dryRun('Plan and report, but write nothing to the volume.')
            ]
        },
        {
            title: retention.title,
            flags: [{ input: 'prune', help: 'Apply retention after publishing.' }, ...retention.flags]
        }
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

;// CONCATENATED MODULE: ./src/inputs/verify-names.ts
// The names of the verify action's inputs, with the defaults of those that have one: the same as in verify/action.yml, which a test compares.
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
const verifyDefaults = {
    snapshot: 'latest',
    subset: '100%',
    'on-damage': 'fail',
    jobs: 'auto',
    'lock-timeout': '10m',
    'dry-run': 'false',
    summary: 'true'
};
const verify_names_withoutDefault = ['volume', 'name', 'matrix'];
/** Every input, in no order that matters. */
const verifyInputNames = [
    ...verify_names_withoutDefault,
    ...Object.keys(verifyDefaults)
];

;// CONCATENATED MODULE: ./src/actions/note-damage.ts
// Writes down beside a series which of its stored files are damaged, so that no new snapshot is linked to them.




/** That it could not be written is a warning: what was found is told all the same. */
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
        const failure = error instanceof Failure ? error : systemFailure(error);
        if (failure === undefined || failure.kind === 'cancelled')
            throw error;
        notNoted(run, part, failure_messageOf(error));
    }
}
/** A dry run was told to note nothing. */
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

;// CONCATENATED MODULE: ./src/actions/shared-damage.ts
// Under which names a damaged inode is known: in all snapshots of the series that were verified, and in series that share it.


/**
 * An inode that is damaged is so under all its names, also in snapshots and series that were not asked for. Those series
 * have to know of it as well: a branch may be linked against them, and they against nothing but themselves.
 */
async function findSharedDamage(run) {
    for (const { series, device } of run.parts)
        await findIn(run, series, device, () => true);
    const verified = new Set(run.parts.map(({ series }) => series.name));
    const { volume } = run.ports;
    const links = await linksOf(run);
    for (const name of await volume.seriesNames()) {
        if (verified.has(name) || !validateSeriesName(name).ok)
            continue;
        // A volume may hold thousands of series: they are only walked while the kernel counts names that nobody has told.
        if ([...links].every(([one, count]) => count <= one.names.length))
            return;
        const series = volume.series(name);
        if (await findIn(run, series, await series.device(), isOfInode))
            run.sharing.push(series);
    }
}
/** Whether any was found. */
async function findIn({ book }, series, device, isMeant) {
    const names = await series.sharing(book.inodes(device, isMeant));
    for (const { id, path, ino } of names)
        book.share({ series: series.name, device, id }, ino, path);
    return names.length > 0;
}
/** What a new snapshot must not be linked to; anything else shows itself when it is to be linked. */
const isOfInode = (kind) => knownKinds.some(known => known === kind);
/** How many names each has, wherever they are. */
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

;// CONCATENATED MODULE: ./src/core/verify-damage.ts
// What can be wrong with a stored path, told apart: rot, loss, and the traces of somebody who wrote into a snapshot.

/**
 * - `content`: same size, other bytes: a rotten bit, or somebody wrote there.
 * - `size`, `type`, `target`: another size, kind of file, or symlink target than was stored.
 * - `unreadable`: the kernel could not read it, or may not.
 * - `missing`: nothing is there; `extra`: something that was never stored there.
 * - `attributes`: another mode, owner or mtime.
 * - `manifest`, `record`: what tells of the snapshot is itself damaged or missing.
 */
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
/** Kinds for which the bytes of the file are lost here. */
const verify_damage_lost = new Set(['content', 'size', 'unreadable', 'missing', 'type']);
/** Kinds that only somebody who writes into a snapshot can bring about, while what was stored is still there. */
const touched = new Set(['extra', 'attributes']);
const isLost = (kind) => verify_damage_lost.has(kind);
const isTouched = (kind) => touched.has(kind);
/** What lstat alone tells; undefined when all is as the manifest says. */
function verify_damage_differenceOf(entry, held) {
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
/** A file that was read to its end and has not the bytes that were stored. */
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
        // That of a symlink means nothing, and differs between systems.
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

;// CONCATENATED MODULE: ./src/core/verify-book.ts
// What a verification has found so far: one damage for each damaged inode, with every name it has, however often it was met.


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
    /** Another name of an inode; nothing when the inode is not known to be damaged. */
    share(place, ino, path) {
        for (const open of this.#byInode.get(inodeKey(place, ino))?.cases ?? [])
            verify_book_note(open, place, path);
    }
    /** The numbers of the inodes of a filesystem that are damaged, in these ways when they are named. */
    inodes(device, isMeant = () => true) {
        const all = [...this.#byInode.values()].filter(one => one.device === device);
        return new Set(all.filter(({ cases }) => cases.some(({ kind }) => isMeant(kind))).map(({ ino }) => ino));
    }
    /** The worst first, then by path. Of an inode whose bytes are damaged, its other attributes are no case of their own. */
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
/** The series that it was found in tells of it, before others that share it. */
const ownFirst = ({ series }, a, b) => Number(b.series === series) - Number(a.series === series);
/** By series, and within one the newest snapshot first. */
const verify_book_newestFirst = (a, b) => (a.series < b.series ? -1 : a.series > b.series ? 1 : 0) || compareSnapshotIds(b.snapshot, a.snapshot);
const inodeKey = ({ device }, ino) => `${device} ${ino}`;
/** Of a file: a directory has an inode of its own in every snapshot. */
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

;// CONCATENATED MODULE: ./src/core/verify-ledger.ts
// Which inodes were met already, so that each is read once, however many snapshots and paths share it.
class InodeLedger {
    #contents = new Map();
    /**
     * Whether this inode is new; false for one that was met before with the same expected content. One of which another
     * manifest expects something else is new again: at least one of the two is wrong.
     */
    claim(ino, sha256) {
        const key = ino <= Number.MAX_SAFE_INTEGER ? Number(ino) : ino;
        const content = parseInt(sha256.slice(0, 13), 16);
        if (this.#contents.get(key) === content)
            return false;
        this.#contents.set(key, content);
        return true;
    }
}

;// CONCATENATED MODULE: ./src/core/verify-sample.ts
// Which stored files a verification reads: all, a random share of them, a fixed part, or some up to a number of bytes.


/** `seed`: any text; another one draws other files. Parts do not depend on it. */
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
/**
 * From 1 to `of`, by content alone: a file is in the same part in every snapshot and whatever comes or goes around it,
 * so that the parts 1 to `of` cover everything, one after the other, on however many days.
 */
const partOf = (sha256, of) => (parseInt(sha256.slice(0, 12), 16) % of) + 1;
const verify_sample_dayMs = 24 * 3_600_000;
const daysOfWeek = 7;
/**
 * The part whose turn it is, one further each day: all come up within `of` runs, daily or weekly. Of seven parts, a weekly
 * run would meet the same one each time; so with as many as that, or 14, 21, …, every round begins one part later than
 * the one before, and from a day in the middle of a round it takes daily runs up to `2 * of - 1` to meet all: the one
 * that is skipped has its turn at the end of the next round.
 */
function partOfDay(of, now) {
    const day = Math.floor(now.getTime() / verify_sample_dayMs);
    const turn = of % daysOfWeek === 0 ? day + Math.floor(day / of) : day;
    return (turn % of) + 1;
}
/** From 0 to 1, evenly; the same for the same seed and inode. */
const draw = (seed, { ino }) => parseInt((0,external_node_crypto_.hash)('sha256', `${seed} ${String(ino)}`).slice(0, 12), 16) / 2 ** 48;
/** Each for itself, so that nothing need be known of the others; but at least one, however few there are. */
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
/**
 * In an order that is drawn, as many as make up the bytes: the last of them may go beyond. Only as many are remembered
 * as can still be among them.
 */
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
/** As a person reads it. */
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

;// CONCATENATED MODULE: ./src/actions/verify-run.ts
// What a verification has looked at, read and found so far, over all its series; the report is told from this.





class VerifyRun {
    inputs;
    context;
    ports;
    book = new DamageBook();
    sample;
    parts = [];
    /** Series that were not verified, and have damaged inodes as well. */
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
    /** Something someone must act on besides what is damaged. */
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
    /** Whether this file is to be read now: its inode is new, and the sample takes it. */
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
            // Of several, nobody knows beforehand how much they share.
            ...(records.length === 1 && only !== undefined && !this.isSample && { totalBytes: only.bytes })
        });
    }
}
const dueToday = (subset, now) => subset.by === 'turn' ? { by: 'part', part: partOfDay(subset.of, now), of: subset.of } : subset;
const isCancelled = (error) => error instanceof Failure && error.kind === 'cancelled';

;// CONCATENATED MODULE: ./src/core/verify-findings.ts
// What was found in one tree, made readable: what follows from something else is counted with it, not told again.

/**
 * A directory that is gone, or may not be entered, is one loss and not one for each path below it. And what was added to,
 * removed from or replaced in a directory has renewed its time, which is no second finding: `timeAlone` are the findings
 * of directories of which nothing but the time differs.
 */
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
/** A directory that is not there any more as a directory, or that cannot be looked into. */
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

;// CONCATENATED MODULE: ./src/actions/verify-tree.ts
// Holds one tree against its manifest: every path by lstat, every directory by its names, and the files of the sample by their bytes.



/** Paths looked at in one go. */
const lookedAtOnce = 2000;
/** How many of those may have files that are still being read: enough to keep all threads busy, few enough to remember. */
const mostReading = 4;
/** Bytes from which on a file is begun with, lest one thread is still at it when the others have nothing left. */
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
            const finding = isUnreadable(held) ? verify_tree_unreadable(entry, held) : verify_damage_differenceOf(entry, held);
            if (held === undefined || isUnreadable(held) || held.type !== entry.type) {
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
        // It is awaited later; should something else fail before that, its own failure adds nothing.
        read.catch(() => undefined);
        reading.push(read);
        if (reading.length >= mostReading)
            findings.push(...((await reading.shift()) ?? []));
    }
    const added = await extras(check, directories, findings);
    return tidy([...findings, ...added, ...(await Promise.all(reading)).flat()], timeAlone);
}
/** Hashes files; what is wrong with each of them, that which lstat found before included. */
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
/** In the order of the manifest, which is that in which they were stored. */
function readingOrder(entries) {
    const first = entries.filter(({ size }) => size >= large).sort((a, b) => b.size - a.size);
    return first.length === 0 ? entries : [...first, ...entries.filter(({ size }) => size < large)];
}
const isUnreadable = (seen) => seen !== undefined && 'unreadable' in seen;
const verify_tree_unreadable = (entry, { unreadable }) => ({
    kind: 'unreadable',
    path: entry.path,
    why: unreadable,
    entry
});
/**
 * What the manifest does not name. A directory that holds as many names as the manifest has there, none of which is
 * missing, holds nothing else: so names are compared one by one only where something is wrong.
 */
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
        if (isUnreadable(names))
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

;// CONCATENATED MODULE: ./src/actions/verify-series.ts
// Verifies the chosen snapshots of one series, one after the other, each held against removal while it is read.








const verify_series_top = '.';
/** What is to be verified of a series. Every record is read for that, so a damaged one is found whichever is chosen. */
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
/** A whole tree can go, by a hand or into `lost+found`, and then no listing has it. Its record remains and is asked. */
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
/** Reads what the sample took only once everything was known. */
async function verifyWaiting(run) {
    // Not `Map.groupBy`, which Node 20 lacks: a machine to verify on may have no newer one.
    const bySnapshot = new Map();
    for (const one of run.sample.rest()) {
        const key = `${one.place.series}/${one.place.id}`;
        const others = bySnapshot.get(key);
        if (others === undefined)
            bySnapshot.set(key, [one]);
        else
            others.push(one);
    }
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
/** While nobody can remove it. One that is gone by now was pruned meanwhile, which is no damage. */
async function verify_series_held(run, part, { id, record }, work) {
    let lock;
    try {
        // One without a record that can be read is never removed.
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
/** Absent when it cannot be used: then nothing says what the tree should hold. */
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

;// CONCATENATED MODULE: ./src/actions/whole-copies.ts
// Where what is damaged is still whole: the newest snapshot with a copy of the same content that is hashed and found right.



/** When more is lost than this, the whole copies of the first ones tell what there is to tell. */
const mostLookedFor = 1000;
/** Of one content: some of them may be names of the damaged inode, or damaged too. */
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
/** Another version of the same file, whole, is better than nothing, but what was lost is looked for to the end. */
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
/** Nothing is done for a snapshot that is removed meanwhile, or whose manifest is damaged, which is a damage of its own. */
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
/** Paths of files that are not the damaged inodes, and have the bytes that the manifest says. */
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

;// CONCATENATED MODULE: ./src/actions/verify.ts
// The verify action as a story: check, choose, hold every chosen tree against its manifest, then look into what is damaged and note it.








/**
 * Throws a `Failure` when there is nothing to verify. Damage is in the report, from which `verifyFailure` tells whether
 * the run has to fail. `seed`: what random samples are drawn by, another one in each run.
 */
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
    // Nothing was proven then, and nothing may read as if it were.
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

;// CONCATENATED MODULE: ./src/core/report/verify-json.ts
// The JSON report of a verification: everything that was found and measured, for machines; versioned, and safe to print.



/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const verifyReportSchema = 1;
/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. */
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
/** `path` is text to read; `pathBase64` is there when the name is not UTF-8, and then it is the name. */
function verify_json_named(path) {
    const text = pathText(path);
    const bytes = pathBytes(path);
    return external_node_buffer_.Buffer.from(text, 'utf8').equals(bytes) ? { path: text } : { path: text, pathBase64: bytes.toString('base64') };
}

;// CONCATENATED MODULE: ./src/core/report/verify-model.ts
// Everything one run of the verify action has to say; its outputs, summary, log and JSON report all read this.

/** Each snapshot once, as it is told: with its series where there are several, or where that is another one. */
function verify_model_snapshotsOf({ names, series: own }, isPattern) {
    return [
        ...new Set(names.map(({ series, snapshot }) => (isPattern || series !== own ? `${series}/${snapshot}` : snapshot)))
    ];
}
/** Nothing that was stored is lost: somebody changed attributes, or added files. */
const isOnlyTouched = ({ damaged }) => damaged.every(({ kind }) => isTouched(kind));

;// CONCATENATED MODULE: ./src/core/report/verify-words.ts
// What is wrong, in words for people: for the log, the summary and the message of a run that fails by it.




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
/** In words, and by the name that outputs and the JSON report know it by; backticks mark code. */
const kindLabel = (kind) => `${verify_words_words[kind]} (\`${kind}\`)`;
/** The name, and how much is lost with it. `show` sets it for where it is shown. */
const verify_words_nameOf = ({ path, below, kind }, show) => {
    if (kind === 'record' || kind === 'manifest' || (kind === 'missing' && path === '.'))
        return 'the whole snapshot';
    return below === 0 ? show(path) : `${show(path)} and ${countOf(below, 'path', 'paths')} below it`;
};
/** The newest few; they share it. */
function sharedBy(damage, isPattern, most) {
    const ids = verify_model_snapshotsOf(damage, isPattern);
    const shown = ids.slice(0, most).map(id => display_showText(id));
    return shown.join(', ') + (ids.length > most ? ` and ${units_formatCount(ids.length - most)} more` : '');
}
/** Other names of the same file within one snapshot. */
const otherNames = ({ names, path }) => new Set(names.filter(name => name.path !== path).map(name => name.path)).size;
function wholeText({ wholeIn, path }, show) {
    if (wholeIn === undefined)
        return '';
    const { snapshot, sameContent } = wholeIn;
    if (!sameContent)
        return `${display_showText(snapshot)}, another version`;
    return wholeIn.path === path ? display_showText(snapshot) : `${display_showText(snapshot)}, as ${show(wholeIn.path)}`;
}
/** For the message of a failure and for the log: a line each. */
const damageLine = (damage, isPattern) => `${verify_words_nameOf(damage, display_showName)}: ${damage.why}; in ${sharedBy(damage, isPattern, 3)}`;
/** What a person can do about what was found, the most urgent first; backticks mark code. */
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

;// CONCATENATED MODULE: ./src/core/report/verify-outcome.ts
// The outcome of a verification in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.






/** Plain text; what strangers named is made visible in it, and backticks mark code. */
function verifyOutcome(report) {
    if (report.ok)
        return { heading: verify_outcome_proven(report), sentence: whatWasRead(report) };
    if (isOnlyTouched(report))
        return { heading: 'Snapshots were changed', sentence: `${verify_outcome_whatIsWrong(report)}.` };
    return { heading: 'Damage found', sentence: `${verify_outcome_whatIsWrong(report)}.` };
}
/** Why the run has to fail, as a message for people; undefined when all is as it was stored. */
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
/** Without a full stop. */
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

;// CONCATENATED MODULE: ./src/core/report/verify-log.ts
// The closing lines of a verification's log: the outcome, what was found, grouped by what is wrong, and what to do.






/** Of each kind; the JSON report has all of them. */
const mostOfKind = 20;
/** Safe to print as they are. */
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

;// CONCATENATED MODULE: ./src/core/report/verify-outputs.ts
// The outputs of the verify action: every name that verify/action.yml declares, as the text a workflow reads.


const verifyOutputNames = (/* unused pure expression or super */ null && ([
    'ok',
    'snapshots-checked',
    'files-checked',
    'bytes-checked',
    'damaged',
    'duration-ms',
    'report'
]));
/** A runner takes about a megabyte of outputs; the JSON report has all of them. */
const mostDamagedOutput = 200;
/** Of one damage. */
const mostSnapshots = 50;
/** `reportPath` is where the JSON report lies; empty when none was written. */
function verifyOutputs(report, reportPath) {
    return {
        ok: String(report.ok),
        'snapshots-checked': String(report.snapshotsChecked),
        'files-checked': String(report.filesChecked),
        'bytes-checked': String(report.bytesChecked),
        damaged: JSON.stringify(report.damaged.slice(0, mostDamagedOutput).map(damage => ({
            path: pathText(damage.path),
            what: damage.kind,
            why: damage.why,
            snapshots: verify_model_snapshotsOf(damage, report.isPattern).slice(0, mostSnapshots),
            ...(damage.wholeIn !== undefined && {
                wholeIn: { ...damage.wholeIn, path: pathText(damage.wholeIn.path) }
            })
        }))),
        'duration-ms': String(Math.round(report.durationMs)),
        report: reportPath
    };
}

;// CONCATENATED MODULE: ./src/core/report/verify-summary.ts
// The step summary of a verification, in GitHub's Markdown: the outcome in words first, then what is wrong and what to do.








/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
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

;// CONCATENATED MODULE: ./src/inputs/subset.ts
// How much a verification is to read: all of it, a share, one part of several, or up to a number of bytes.


/** With so many, each is a few files of a small series, and all of them take years of nights. */
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

;// CONCATENATED MODULE: ./src/inputs/verify.ts
// The inputs of the verify action, from the texts the runner hands over to one typed object; every mistake is reported at once.










/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
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

;// CONCATENATED MODULE: ./src/wiring/verify.ts
// The verify action with its ports plugged in: inputs from the environment, and all it has to tell at the end.













async function verifyWith({ env, context, processes, reporter, startPool }) {
    const inputs = readVerifyInputs(env, context);
    for (const warning of inputs.warnings)
        reporter.warning(warning);
    const machine = localMachine(env);
    const parts = { processes, pool: startPool(inputs.jobs), clock: systemClock, isRoot: machine.isRoot };
    const volume = localVolume(inputs.volume, parts);
    const ports = { volume, machine, clock: systemClock, reporter };
    // Every run draws its own sample, so that in time all is read.
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

;// CONCATENATED MODULE: ./src/cli/commands/verify.ts
// `verify`: proves that what is stored is what was stored, as the verify action does.



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
        }
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

;// CONCATENATED MODULE: ./src/cli/commands.ts
// The commands there are, in the order in which help lists them.








const commands = [save, restore_restore, commands_list_list, diff_diff, prune_prune, verify_verify, doctor_doctor, adopt_adopt];

;// CONCATENATED MODULE: ./src/cli/environment.ts
// The environment of a command: its flags as a runner would hand them over, and nothing of an enclosing step's own inputs.

function commandEnvironment(env, { presets = {} }, given) {
    const inherited = Object.entries(env).filter(([name]) => !name.startsWith('INPUT_') && name !== 'GITHUB_WORKSPACE');
    const inputs = Object.entries({ ...asLists(presets), ...given }).map(([input, values]) => [
        variableOf(input),
        values.join('\n')
    ]);
    // Without GITHUB_WORKSPACE, relative paths start from where the command was called, as everywhere in a shell.
    return Object.fromEntries([...inherited, ...inputs]);
}
const asLists = (values) => Object.fromEntries(Object.entries(values).map(([input, value]) => [input, [value]]));

;// CONCATENATED MODULE: ./src/cli/exit-status.ts
// What a shell is told: scripts decide by these numbers, so each has one meaning, and none is ever given another.
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
;// CONCATENATED MODULE: ./src/cli/spec.ts
// What a command of the command line is made of: one table from which its parser, its help, its inputs and the docs come.
const flagsOf = ({ groups }) => groups.flatMap(({ flags }) => flags);
const isTruth = ({ takes }) => takes === undefined;
/** What holds when the flag is left out; undefined when that is nothing, or a plain no. */
function standardOf({ defaults, presets = {} }, flag) {
    const value = presets[flag.input] ?? flag.otherwise ?? defaults[flag.input];
    return isTruth(flag) && value === 'false' ? undefined : value;
}

;// CONCATENATED MODULE: ./src/cli/help.ts
// The help of the command line: grouped flags with what holds without them, and examples to copy.


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
/** As in git's help: `--[no-]verify` where leaving it out means yes. */
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

;// CONCATENATED MODULE: ./src/cli/spelled-out.ts
// Flags that are true or false, as people write them, in the one form the parser takes: `--pin=true`.
/**
 * `--pin`, `--no-pin`, `--pin true`, `--pin false` each become `--pin=…`; `--pin=…` stays, whatever it says. Without this a
 * parser would take the operand behind `--pin` for its value. What follows a flag with a value, and `--`, is left alone;
 * `onMissing` is told when that is another flag: a series called `--pin` is nobody's wish.
 */
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

;// CONCATENATED MODULE: ./src/cli/usage-mistake.ts
// A command line that cannot be understood; nothing was done when this is thrown.
class UsageMistake extends Error {
    name = 'UsageMistake';
    /** What to read for what would be right. */
    help;
    constructor(message, help) {
        super(message);
        this.help = help;
    }
}

;// CONCATENATED MODULE: ./src/cli/parser.ts
// Reads a command line by the tables of the commands: which command, with which values, and how it is to tell of itself.





/** Undefined: help or the version was asked for, and told by `say`. Throws a `UsageMistake`. */
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
/** The help of a command, or of the whole for an empty name; ends with a newline. */
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
        // What is wrong is thrown with its message, and told in the one place where failures are.
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
        // The last of two truths holds, so that a flag can be appended to an alias. Of two values, one would be lost in silence.
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
/** Each operand is one value: lines are only for lists that a workflow writes. */
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
;// CONCATENATED MODULE: ./src/cli/bar-text.ts
// A long phase as one line of a terminal: a bar, the share that is done, counts, rate and time left, as far as they fit.


const widestBar = 24;
const narrowestBar = 10;
/** `hashing ████████░░░░  62%  2 s left  120 MiB/s  12,345 files/s  453 MiB of 731 MiB  …`, at most `width` long. */
function barText(progress, pace, width) {
    const share = bar_text_shareOf(progress);
    const doing = safeLogLine(progress.doing);
    // What is most worth knowing comes first; what does not fit is left out, the last first.
    const facts = [
        ...(share === undefined ? [] : [`${String(Math.floor(share * 100)).padStart(3)}%`]),
        ...(pace?.leftMs === undefined ? [] : [`${roughly(pace.leftMs)} left`]),
        ...(pace !== undefined && pace.bytesPerSecond > 0 ? [`${units_formatBytes(pace.bytesPerSecond)}/s`] : []),
        ...(pace !== undefined && pace.filesPerSecond >= 1 ? [rateOf(pace.filesPerSecond)] : []),
        ...(isOfBytes(progress) ? [bar_text_bytesOf(progress)] : []),
        bar_text_filesOf(progress)
    ];
    // Of the width alone: a bar that grows and shrinks with the figures beside it would tell nothing.
    const length = share === undefined ? 0 : Math.min(widestBar, Math.max(narrowestBar, Math.floor(width / 4)));
    const done = Math.floor((share ?? 0) * length);
    const start = [doing, ...(length === 0 ? [] : ['█'.repeat(done) + '░'.repeat(length - done)])].join(' ');
    const line = () => `${start} ${facts.join('  ')}`;
    while (facts.length > 1 && line().length > width)
        facts.pop();
    return line().slice(0, width);
}
/** By bytes where they are known, else by files; undefined while the end is not known. */
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
/** An estimate has no tenths. */
const roughly = (ms) => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s');

;// CONCATENATED MODULE: ./src/core/progress.ts
// How far a long phase is, as numbers; how that reads is up to whoever shows it.
/** A file costs about as much as reading so many bytes, whatever it holds. */
const bytesOfAFile = 32 * 1024;
/** One measure of both: many small files take long for few bytes, and a phase may have its large ones first. */
const workOf = ({ files, bytes }) => bytes + files * bytesOfAFile;
/** How long the rest takes at the pace of `lately`, which was done in `elapsedMs`; 0 while it cannot be known. */
function timeLeftMs({ totalFiles, totalBytes, files, bytes }, lately, elapsedMs) {
    const pace = workOf(lately);
    if (pace <= 0 || (totalFiles === undefined && totalBytes === undefined))
        return 0;
    const rest = { files: (totalFiles ?? files) - files, bytes: (totalBytes ?? bytes) - bytes };
    return (Math.max(0, workOf(rest)) / pace) * elapsedMs;
}

;// CONCATENATED MODULE: ./src/cli/pace.ts
// How fast something went lately, and how long the rest will take at that: from what was told in the last seconds.

/** Long enough that one large file does not make the figures jump, short enough to follow a change of the work. */
const windowMs = 10_000;
/** Of less nothing can be said. */
const shortestMs = 500;
class PaceMeter {
    #samples = [];
    /** What is told of other work begins anew. */
    take(progress, atMs) {
        if (this.#samples[0]?.progress.doing !== progress.doing)
            this.#samples = [];
        this.#samples.push({ atMs, progress });
        // One that is older than the window stays, so that the window is always full.
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

;// CONCATENATED MODULE: ./src/cli/progress-bar.ts
// The one line of a terminal that changes while a long phase runs; cli-progress draws it, and leaves the terminal as it was.



/** A terminal that does not know its width says nothing, or 0. */
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
            // Signals end the phase, and with it the bar.
            gracefulExit: false
        };
        this.#bar = new cli_progress.SingleBar(options);
        this.#bar.start(progress.totalFiles ?? 0, progress.files);
    }
    /** The line is empty again, and the cursor to be seen. */
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

;// CONCATENATED MODULE: ./src/cli/series-hint.ts
// Which series there are, for whoever did not name one.




const shownSeries = 10;
/** Lines to print; none where the volume is not to be read, which is for the command to complain about. */
function seriesHint(env) {
    const given = env.INPUT_VOLUME ?? env.SNAPSHOT_VOLUME ?? '';
    const volume = parseVolume(given);
    if (!volume.ok)
        return [];
    const names = namesOn(volume.value);
    if (names.length === 0)
        return [];
    const more = names.length - shownSeries;
    return [
        `On ${quoteValue(volume.value)} there ${names.length === 1 ? 'is' : 'are'}:`,
        ...names.slice(0, shownSeries).map(name => `  --name ${quoteValue(name)}`),
        ...(more > 0 ? [`  and ${units_formatCount(more)} more: snapshot-action list`] : [])
    ];
}
function namesOn(volume) {
    try {
        return seriesIn(volume);
    }
    catch {
        // A hint is not worth a second error beside the first.
        return [];
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(975);
;// CONCATENATED MODULE: ./src/cli/style.ts
// Colours and weights for a terminal, or none: who wants them is decided once, for each stream.

/** https://no-color.org and https://force-color.org; of both, the one that asks for less. */
function wantsColour(env, isTerminal) {
    const { NO_COLOR: no = '', FORCE_COLOR: force, TERM: term } = env;
    if (no !== '')
        return false;
    if (force !== undefined)
        return force !== '0' && force !== 'false';
    return isTerminal && term !== 'dumb';
}
function styleFor(isColoured) {
    // Whether the stream takes colours was judged before; left to itself, styleText asks standard output.
    const paint = (format) => (text) => isColoured ? (0,external_node_util_.styleText)(format, text, { validateStream: false }) : text;
    return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), yellow: paint('yellow'), green: paint('green') };
}

;// CONCATENATED MODULE: ./src/core/report/progress.ts
// How far a long phase is, as one line: files, bytes, rate and the time left.


/** Shorter ones say nothing about a rate. */
const progress_shortestForRateMs = 1000;
/**
 * `hashing 12,345 of 50,222 files, 310 MiB of 731 MiB, 120 MiB/s, about 3 s left`; `before` is where the same work stood
 * `elapsedMs` ago, absent when that was its start.
 */
function progressLine(now, elapsedMs, before) {
    const files = now.files - (before?.files ?? 0);
    const bytes = now.bytes - (before?.bytes ?? 0);
    const rated = elapsedMs >= progress_shortestForRateMs;
    const left = rated ? timeLeftMs(now, { files, bytes }, elapsedMs) : 0;
    return [
        `${now.doing} ${progress_filesOf(now)}`,
        ...(now.bytes > 0 || (now.totalBytes ?? 0) > 0 ? [progress_bytesOf(now)] : []),
        ...(rated && bytes > 0 ? [formatRate(bytes, elapsedMs)] : []),
        ...(rated && bytes <= 0 && files > 0 ? [countOf(Math.round((files * 1000) / elapsedMs), 'file/s', 'files/s')] : []),
        ...(left > 0 ? [`about ${progress_roughly(left)} left`] : [])
    ].join(', ');
}
const progress_filesOf = ({ files, totalFiles }) => totalFiles === undefined
    ? countOf(files, 'file', 'files')
    : `${units_formatCount(files)} of ${countOf(totalFiles, 'file', 'files')}`;
const progress_bytesOf = ({ bytes, totalBytes }) => totalBytes === undefined ? units_formatBytes(bytes) : `${units_formatBytes(bytes)} of ${units_formatBytes(totalBytes)}`;
/** An estimate has no tenths. */
const progress_roughly = (ms) => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s');

;// CONCATENATED MODULE: ./src/cli/terminal-reporter.ts
// The reporter of the command line: short lines and a progress bar on a terminal, plain lines in a file or a pipe.




/** Lines of one phase that are told unasked: a prune has one for each snapshot. */
const terminal_reporter_shownLines = 5;
/** Wide enough for the titles of the phases, so that their times stand below each other. */
const terminal_reporter_titleWidth = 24;
/** Between two lines of progress in a pipe. */
const progressEveryMs = 5000;
function terminalReporter({ stream, isTerminal, style, clock, quiet, verbose }) {
    const bar = new ProgressBar(stream, clock, style.dim);
    const running = [];
    const pace = { shownMs: clock.monotonicMs(), begun: undefined };
    let isLive = false;
    const write = (line) => {
        stream.write(`${line}\n`);
    };
    /** A line that the next one replaces. */
    const live = (text) => {
        clear();
        // A line that wraps could not be taken back.
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

;// CONCATENATED MODULE: ./src/core/ending.ts
// What is told of a run that ended with something thrown: the words of a failure that a person can mend, or a defect with its stack.


function endingOf(thrown) {
    const error = thrown instanceof Failure ? thrown : (systemFailure(thrown) ?? thrown);
    const causes = ending_causeOf(error);
    if (error instanceof Failure)
        return { failure: error, message: error.message, more: causes };
    const stack = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
    return { message: `Unexpected error; please report it. ${failure_messageOf(error)}`, more: [...stack, ...causes] };
}
/** Nothing where the message says it already. */
function ending_causeOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const said = cause === undefined ? '' : failure_messageOf(cause);
    return said === '' || failure_messageOf(error).includes(said) ? [] : [`Caused by: ${said}`];
}

;// CONCATENATED MODULE: ./src/cli/trouble.ts
// What a command says when it did not do what was asked: in words of the command line, and as JSON.






/** In words of the command line, where what is wrong is the command line. */
function troubleOf(thrown, spec) {
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
/** The object that stands in for a report. */
const troubleJson = ({ kind, message }) => `${inertJson(JSON.stringify({ error: { kind, message } }, null, 2))}\n`;
/** Where an administrator of runners sets it; at a terminal the environment is the shell's own. */
const ofRunners = ' of the runner (its .env file) for all workflows';
const seeHelp = (line) => `See: ${line}`;
/** Mistakes begin with the inputs they are about: `keep-last, keep-daily: …`. Here these are flags and operands. */
function inFlags(mistakes, spec) {
    const flags = new Set(flagsOf(spec).map(({ input }) => input));
    const operands = new Map(spec.operands.map(({ input, shown }) => [input, shown]));
    const label = (name) => operands.get(name) ?? (flags.has(name) ? `--${name}` : name);
    const lines = mistakes.map(mistake => mistake
        .replace(/^[a-z-]+(?:, [a-z-]+)*(?=: )/, labels => labels.split(', ').map(label).join(', '))
        // Of a value one says `--jobs: "x" is …`, of the flag itself `--volume is …`.
        .replace(/^([^":]+): (?=is |are |has )/, '$1 ')
        .replace(ofRunners, ''));
    const [only] = lines;
    if (lines.length === 1 && only !== undefined)
        return only;
    return [`${lines.length} things are wrong:`, ...lines.map(line => `  ${line}`)].join('\n');
}

;// CONCATENATED MODULE: ./src/cli/command-line.ts
// One call of the command line from its arguments to its exit status: parse, run, tell, and end in one place.














/** Never throws. Standard output gets the result and nothing else; all that is said on the way goes to standard error. */
async function commandLine(args, env, out, err) {
    const look = lookOf(env, out);
    if (args.length === 0) {
        err.write(helpText('', commands, lookOf(env, err)));
        return exitStatus.usage;
    }
    let call;
    try {
        call = parseCommandLine(args, commands, program, look, text => out.write(text));
    }
    catch (error) {
        const reporter = reporterFor({ quiet: true, verbose: false }, env, err);
        return tellTrouble(troubleOf(error, undefined), reporter, args.includes('--json') ? out : undefined, err);
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
        // Only now: what was done before it failed has to be told.
        if (told.failure !== undefined)
            throw told.failure;
        return exitStatus.done;
    }
    catch (error) {
        const trouble = troubleOf(error, spec);
        const isNameless = error instanceof InputFailure && error.mistakes.some(mistake => mistake.startsWith('name: is missing'));
        const more = isNameless ? [...seriesHint(commandEnv), ...trouble.more] : trouble.more;
        const status = tellTrouble({ ...trouble, more }, reporter, json && told === undefined ? out : undefined, err);
        return stop.aborted ? exitStatus.cancelled : status;
    }
    finally {
        reporter.finish();
    }
}
/** With `--json`, what a person would read goes to where the rest is. */
function command_line_tell({ log, json }, call, env, out, err) {
    if (call.json)
        out.write(json);
    if (call.json && call.quiet)
        return;
    const to = call.json ? err : out;
    const { bold } = styleFor(wantsColour(env, to.isTTY));
    const [heading = '', ...lines] = log;
    // From the steps above it, which are told on the same screen.
    if (to.isTTY && !call.quiet)
        to.write('\n');
    to.write(`${[bold(heading), ...lines].join('\n')}\n`);
}
/** Its status, told to a person, and as JSON where that was asked for and nothing else was told. */
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

;// CONCATENATED MODULE: ./src/cli/main.ts
// The process of the command line: its arguments, streams and exit status.




async function main() {
    const unwritten = new Set();
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', error => {
            // Whoever read it has had enough (`| head`).
            if (failure_codeOf(error) === 'EPIPE' || unwritten.has(stream))
                return;
            unwritten.add(stream);
            // A report that ends in the middle must not pass for a whole one; this may also come after the end.
            process.exitCode = failedUnless(process.exitCode);
            if (stream === process.stdout)
                process.stderr.write(`error: Standard output could not be written: ${safeLogLine(failure_messageOf(error))}\n`);
        });
    }
    const status = await commandLine(process.argv.slice(2), process.env, process.stdout, process.stderr);
    process.exitCode = unwritten.size > 0 ? failedUnless(status) : status;
}
/** What went wrong before says more. */
const failedUnless = (status) => status === undefined || status === exitStatus.done ? exitStatus.failed : status;


/***/ })

};
