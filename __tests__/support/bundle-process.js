// The built bundle as a process that a test may kill, or run below another program (strace, setpriv) or as another user.
import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAction } from "./action-metadata.js";
import { parseCommandFile } from "./command-files.js";
import { inputEnvironment } from "./runner.js";
import { githubContext, repositoryRoot, runnerContext, runnerNode, stepEnvironment } from "./runner-environment.js";
import { runStepProcess } from "./step-process.js";
/** Runs it to its end, as the runner would. */
export const runBundle = (here, call = {}) => runStepProcess(command(here, call));
/** Starts it, for a test that does not let it end, or lets another user run it: its files are those of `tempDir`'s owner. */
export function startBundle(here, call = {}) {
    const { file, args, cwd, env } = command(here, call);
    const directory = mkdtempSync(join(here.tempDir, '_step-'));
    const [output, state, summary] = ['output', 'state', 'summary'].map(name => join(directory, name));
    for (const path of [output, state, summary])
        writeFileSync(path, '');
    const { uid, gid } = statSync(here.tempDir);
    if (process.getuid?.() === 0)
        for (const path of [directory, output, state, summary])
            chownSync(path, uid, gid);
    const child = spawn(file, args, {
        cwd,
        env: { ...env, GITHUB_OUTPUT: output, GITHUB_STATE: state, GITHUB_STEP_SUMMARY: summary },
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (piece) => {
            log += piece.toString();
        });
    }
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (exitCode, signal) => {
            const outputs = Object.fromEntries(parseCommandFile(readFileSync(output, 'utf8')));
            resolve({ exitCode, signal, log, outputs });
        });
    });
    return { child, ended };
}
function command(here, { action: folder, inputs = {}, env = {}, under = [] }) {
    const action = readAction(folder ?? repositoryRoot);
    const contexts = { github: githubContext(here), runner: runnerContext(here), matrix: null };
    const [file, ...args] = [...under, runnerNode(), join(action.directory, action.runs.main)];
    return {
        file,
        args,
        cwd: here.workspace,
        env: {
            ...stepEnvironment(contexts),
            ...env,
            ...inputEnvironment(action, { ...(folder === undefined && { path: 'build' }), volume: here.volume, ...inputs }, contexts)
        },
        tempDir: here.tempDir
    };
}
