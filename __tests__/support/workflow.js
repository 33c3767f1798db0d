// Runs a workflow file here, job by job: `run:` steps in their shell, `uses: ./…` by the runner stand-in.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { githubContext, runnerContext } from "./runner-environment.js";
import { readWorkflow } from "./workflow-file.js";
import { isCheckout, isKnownShell, ownAction, runJob, textMap } from "./workflow-job.js";
import { matrixLegs } from "./workflow-matrix.js";
export const runWorkflow = async (path, call) => {
    const workflow = readWorkflow(path);
    refuseWhatIsNotRun(workflow);
    const done = [];
    for (const job of inOrder(workflow.jobs)) {
        const needed = done.filter(({ id }) => job.needs.includes(id));
        const standing = needed.every(({ outcome }) => outcome === 'success') ? 'success' : 'failure';
        const contexts = {
            github: githubContext(call, { ...call.github, workflow: workflow.name, job: job.id }),
            needs: Object.fromEntries(needed.map(({ id, outcome, outputs }) => [id, { result: outcome, outputs }])),
            ...call.contexts
        };
        if (!job.if(contexts, standing)) {
            done.push({ id: job.id, matrix: null, outcome: 'skipped', outputs: {}, steps: [] });
            continue;
        }
        const env = { ...call.env, ...textMap(workflow.env?.(contexts)) };
        for (const matrix of matrixLegs(job.matrix?.(contexts))) {
            // Every leg has a runner, and so a temporary directory, of its own.
            mkdirSync(call.tempDir, { recursive: true });
            const place = { workspace: call.workspace, tempDir: mkdtempSync(join(call.tempDir, `${job.id}-`)) };
            const github = githubContext(place, contexts.github);
            done.push(await runJob(job, place, { ...contexts, github, runner: runnerContext(place), matrix }, env));
        }
    }
    return { outcome: done.some(({ outcome }) => outcome === 'failure') ? 'failure' : 'success', jobs: done };
};
/** Before anything runs: a workflow of which a step would only fail half-way is not begun. */
const refuseWhatIsNotRun = (workflow) => {
    for (const { id, steps } of workflow.jobs) {
        for (const { uses, shell } of steps) {
            if (uses !== undefined && ownAction(uses) === undefined && !isCheckout(uses)) {
                throw new Error(`job ${id}: ${uses} is not run here; only our own actions and actions/checkout are`);
            }
            if (!isKnownShell(shell))
                throw new Error(`job ${id}: shell ${shell ?? ''} is not run here; only bash and sh are`);
        }
    }
};
/** Jobs so that each comes after those it needs. */
const inOrder = (jobs) => {
    const ordered = [];
    const waiting = [...jobs];
    while (waiting.length > 0) {
        const next = waiting.findIndex(job => job.needs.every(id => ordered.some(other => other.id === id)));
        if (next < 0)
            throw new Error(`jobs need each other or one that is not there: ${waiting.map(({ id }) => id).join(', ')}`);
        ordered.push(...waiting.splice(next, 1));
    }
    return ordered;
};
