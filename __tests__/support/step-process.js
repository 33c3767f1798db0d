// One process of a step, run as the runner runs it: its files, its log, its signals when the job is cancelled.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { parseCommandFile } from "./command-files.js";
import { parseLog } from "./log-commands.js";
import { killTree, trackedProcesses } from "./processes.js";
/** The runner drops a larger summary whole. */
export const summaryLimitBytes = 1024 * 1024;
// actions/runner, ProcessInvoker: SIGINT to the process alone, SIGTERM 7.5 s later, the tree killed after another 2.5 s.
const sigtermAfterMs = 7_500;
const killAfterMs = 10_000;
// What holds the step's streams open after its exit is waited for no longer than this.
const drainMs = 5_000;
const fileNames = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'];
/** Runs it to its end; never throws for what the process does. */
export const runStepProcess = async (command) => {
    const files = stepFiles(command.tempDir);
    const trackingId = `stand-in_${randomUUID()}`;
    const startedAt = performance.now();
    const child = spawn(command.file, command.args, {
        cwd: command.cwd,
        env: { ...command.env, ...files, RUNNER_TRACKING_ID: trackingId },
        stdio: ['ignore', 'pipe', 'pipe']
    });
    const log = [];
    const cancelling = canceller(child, command.cancel);
    const onLine = (line) => {
        log.push(line);
        cancelling.sawLine(line);
    };
    const stdout = collect(child.stdout, onLine);
    const stderr = collect(child.stderr, onLine);
    const [exitCode, signal] = await ended(child);
    cancelling.ended();
    const fileErrors = [];
    const read = (name) => {
        try {
            return Object.fromEntries(parseCommandFile(readFileSync(files[name], 'utf8')));
        }
        catch (error) {
            fileErrors.push(`${name}: ${String(error)}`);
            return {};
        }
    };
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    const outputs = read('GITHUB_OUTPUT');
    const state = read('GITHUB_STATE');
    const env = read('GITHUB_ENV');
    const cancelledAt = cancelling.cancelledAt();
    const endedAt = performance.now();
    for (const error of fileErrors)
        log.push(`##[error]Unable to process file command: ${error}`);
    const text = log.join('\n');
    const failed = exitCode !== 0 || fileErrors.length > 0;
    return {
        outcome: cancelledAt !== undefined ? 'cancelled' : failed ? 'failure' : 'success',
        exitCode,
        signal,
        stdout: stdout(),
        stderr: stderr(),
        log: text,
        parsed: parseLog(text),
        outputs,
        state,
        env,
        paths: readFileSync(files.GITHUB_PATH, 'utf8').split('\n').filter(Boolean),
        summary: Buffer.byteLength(summary) > summaryLimitBytes ? '' : summary,
        leftBehind: trackedProcesses(trackingId),
        durationMs: endedAt - startedAt,
        ...(cancelledAt === undefined ? {} : { cancelledAfterMs: endedAt - cancelledAt })
    };
};
function stepFiles(tempDir) {
    const directory = mkdtempSync(join(tempDir, '_runner_file_commands-'));
    const files = fileNames.map(name => [name, join(directory, name.toLowerCase())]);
    for (const [, path] of files)
        writeFileSync(path, '');
    return Object.fromEntries(files);
}
/** Gathers a stream, giving each line when it is whole. */
function collect(stream, onLine) {
    const decoder = new StringDecoder('utf8');
    const texts = [];
    let rest = '';
    const take = (text) => {
        texts.push(text);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
    };
    stream.on('data', (chunk) => {
        take(decoder.write(chunk));
    });
    stream.on('end', () => {
        take(decoder.end());
        if (rest !== '')
            onLine(rest);
    });
    return () => texts.join('');
}
/** Its exit, and then its streams; someone who holds them open is not waited for without end. */
function ended(child) {
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) => {
            const giveUp = setTimeout(() => {
                child.stdout?.destroy();
                child.stderr?.destroy();
                resolve([code, signal]);
            }, drainMs);
            child.once('close', () => {
                clearTimeout(giveUp);
                resolve([code, signal]);
            });
        });
    });
}
function canceller(child, when) {
    const timers = [];
    let cancelledAt;
    const start = () => {
        if (cancelledAt !== undefined)
            return;
        cancelledAt = performance.now();
        child.kill('SIGINT');
        timers.push(setTimeout(() => child.kill('SIGTERM'), sigtermAfterMs), setTimeout(() => {
            if (child.pid !== undefined)
                killTree(child.pid);
        }, killAfterMs));
    };
    if (when !== undefined && 'afterMs' in when)
        timers.push(setTimeout(start, when.afterMs));
    return {
        sawLine: line => {
            if (when !== undefined && 'logMatches' in when && when.logMatches.test(line))
                start();
        },
        ended: () => {
            timers.forEach(clearTimeout);
        },
        cancelledAt: () => cancelledAt
    };
}
