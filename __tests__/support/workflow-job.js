// Runs the steps of one job, one after the other, and then the post steps of its actions in reverse order.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asText } from "./expressions.js";
import { runMain, runPost } from "./runner.js";
import { repositoryRoot, stepEnvironment } from "./runner-environment.js";
import { runStepProcess } from "./step-process.js";
/** `org/repo@ref`s that mean: the workspace holds the repository. */
export const isCheckout = (uses) => uses.startsWith('actions/checkout@');
/** Where in the repository an action of ours is: `./restore`, or as everybody else names it, `org/snapshot-action/restore@v1`. */
export const ownAction = (uses = '') => uses.startsWith('./') ? uses : /^org\/snapshot-action((?:\/[a-z]+)?)@v1$/.exec(uses)?.[1]?.replace(/^/, '.');
// How the runner calls a shell: with `shell: bash` it is stricter than without a word.
const shells = {
    '': ['bash', '-e'],
    bash: ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail'],
    sh: ['sh', '-e']
};
export const isKnownShell = (shell) => (shell ?? '') in shells;
const msPerMinute = 60_000;
// GitHub's own limit for a job.
const defaultTimeoutMinutes = 360;
/** `contexts` are those of the whole run, with this leg's matrix; `env` is the workflow's. */
export const runJob = async (job, place, contexts, env) => {
    const minutes = Number(job.timeoutMinutes?.(contexts) ?? defaultTimeoutMinutes);
    const deadline = performance.now() + minutes * msPerMinute;
    const shared = { ...env, ...textMap(job.env?.({ ...contexts, env })) };
    const paths = [];
    const done = [];
    const posts = [];
    const known = {};
    let standing = 'success';
    for (const [at, step] of job.steps.entries()) {
        const before = { ...contexts, steps: known, job: { status: standing }, env: shared };
        const stepEnv = textMap(step.env?.(before));
        const now = { ...before, env: { ...shared, ...stepEnv } };
        const name = asText(step.name?.(now, standing) ?? step.uses ?? asText(step.run?.(now, standing) ?? ''));
        const run = { id: step.id, name: name.split('\n')[0] ?? '' };
        if (!step.if(now, standing)) {
            done.push({ ...run, outcome: 'skipped', conclusion: 'skipped' });
            known[step.id] = { outcome: 'skipped', conclusion: 'skipped', outputs: {} };
            continue;
        }
        const cancel = { afterMs: Math.max(0, Math.min(deadline - performance.now(), stepLimitMs(step, now))) };
        const all = { ...shared, ...stepEnv, ...withPaths(paths) };
        const call = callOf(step, place, now, all, cancel);
        const result = await execute(step, call, now, join(place.tempDir, `step-${at + 1}.sh`));
        const outcome = result === undefined ? 'success' : result.outcome === 'success' ? 'success' : 'failure';
        const forgiven = step.continueOnError?.(now) === true;
        const finished = { ...run, outcome, conclusion: forgiven ? 'success' : outcome };
        done.push(result === undefined ? finished : { ...finished, result });
        known[step.id] = { outcome, conclusion: finished.conclusion, outputs: { ...result?.outputs } };
        if (finished.conclusion === 'failure')
            standing = 'failure';
        Object.assign(shared, result?.env);
        paths.unshift(...[...(result?.paths ?? [])].reverse());
        if (result !== undefined && step.uses !== undefined)
            posts.unshift({ step: finished, call, main: result });
    }
    for (const { step, call, main } of posts) {
        const result = await runPost(call, main);
        if (result === undefined)
            continue;
        const outcome = result.outcome === 'success' ? 'success' : 'failure';
        done.push({ id: `${step.id}-post`, name: `Post ${step.name}`, outcome, conclusion: outcome, result });
        if (outcome === 'failure')
            standing = 'failure';
    }
    const outputs = textMap(job.outputs?.({ ...contexts, steps: known, env: shared }));
    return { id: job.id, matrix: contexts.matrix ?? null, outcome: standing, outputs, steps: done };
};
const execute = (step, call, contexts, scriptPath) => {
    if (step.uses !== undefined)
        return isCheckout(step.uses) ? Promise.resolve(undefined) : runMain(call);
    writeFileSync(scriptPath, `${asText(step.run?.(contexts) ?? '')}\n`);
    const [file = 'bash', ...args] = shells[step.shell ?? ''] ?? [];
    const directory = asText(step.workingDirectory?.(contexts) ?? '');
    return runStepProcess({
        file,
        args: [...args, scriptPath],
        cwd: resolve(call.workspace, directory),
        env: { ...stepEnvironment(contexts), ...call.env },
        tempDir: call.tempDir,
        ...(call.cancel === undefined ? {} : { cancel: call.cancel })
    });
};
const callOf = (step, place, contexts, env, cancel) => ({
    ...place,
    action: actionDirectory(step.uses, place),
    inputs: textMap(step.with?.(contexts)),
    env,
    github: contexts.github,
    contexts,
    cancel
});
const actionDirectory = (uses = './', { workspace }) => resolve(uses.startsWith('./') ? workspace : repositoryRoot, ownAction(uses) ?? uses);
const stepLimitMs = (step, contexts) => Number(step.timeoutMinutes?.(contexts) ?? defaultTimeoutMinutes) * msPerMinute;
const withPaths = (paths) => paths.length === 0 ? {} : { PATH: [...paths, process.env.PATH ?? ''].join(':') };
/** An `env:`, `with:` or `outputs:` mapping as texts. */
export function textMap(value) {
    if (value === undefined || value === null)
        return {};
    if (typeof value !== 'object')
        throw new Error(`expected a mapping, found ${JSON.stringify(value)}`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asText(each)]));
}
