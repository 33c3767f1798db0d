// The command line as a process of its own, run from the sources: with pipes, or with a terminal that `script` makes.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot, runnerNode } from "./runner-environment.js";
export const commandWords = [runnerNode(), '--no-warnings', join(repositoryRoot, 'src/cli.ts')];
export const callCommand = (args, options = {}) => startCommand(args, options).ended;
export const startCommand = (args, options = {}) => start([...commandWords, ...args], options);
/** All that a terminal of 80 columns is sent is `stdout`; what is written to the child's standard input are keys. */
export const startOnTerminal = (args, { env = {}, ...options } = {}) => {
    const line = `stty cols 80; exec ${[...commandWords, ...args].map(quoted).join(' ')}`;
    return start(['script', '--quiet', '--return', '--command', line, '/dev/null'], {
        ...options,
        env: { TERM: 'xterm-256color', SHELL: '/bin/sh', ...env }
    });
};
/** Any shell pipeline, for what becomes of the far end of a pipe. */
export const callShell = (script, options = {}) => start(['bash', '-c', script], options).ended;
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
/** The words of the command for a shell, with these arguments. */
export const commandFor = (args) => [...commandWords, ...args].map(quoted).join(' ');
function start([file = '', ...args], { cwd, env = {} }) {
    const { PATH = '', HOME = '/' } = process.env;
    const child = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (piece) => {
        stdout += piece.toString();
    });
    child.stderr.on('data', (piece) => {
        stderr += piece.toString();
    });
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => {
            resolve({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), stdout, stderr });
        });
    });
    return { child, ended };
}
