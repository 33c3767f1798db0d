// Starts a restore as a process of its own, as this user or as one that is not root.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { workerScript } from "./adapter-parts.js";
import { repositoryRoot, runnerNode } from "./runner-environment.js";
import { isRoot } from "./skip-aloud.js";
/** `asNobody`: as a user that is not root, where we are root. */
export function startRestore(call, asNobody = false) {
    const program = join(repositoryRoot, '__tests__/support/restore-program.ts');
    const node = [runnerNode(), '--no-warnings', program, JSON.stringify({ ...call, workerScript })];
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
    const [file = '', ...args] = asNobody && isRoot ? [...nobody, ...node] : node;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/' });
    let printed = '';
    let onBegun = () => undefined;
    const begun = new Promise(resolve => {
        onBegun = resolve;
    });
    const ended = new Promise((resolve, reject) => {
        child.stdout.on('data', (piece) => {
            printed += piece.toString('utf8');
            if (printed.startsWith('begun\n'))
                onBegun();
        });
        child.on('close', () => {
            onBegun();
            const told = printed.trim().split('\n').at(-1) ?? '';
            if (told.startsWith('{'))
                resolve(JSON.parse(told));
            else
                reject(new Error(`the restore ended without a word: ${printed}`));
        });
    });
    // Of one that is killed nobody waits for the end.
    ended.catch(() => undefined);
    return { child, begun, ended };
}
