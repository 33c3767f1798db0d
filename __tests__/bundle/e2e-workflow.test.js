// .github/workflows/e2e.yml, run here step by step as GitHub would run it.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { repositoryRoot } from "../support/runner-environment.js";
import { runWorkflow } from "../support/workflow.js";
const scratch = mkdtempSync(join(tmpdir(), 'e2e-'));
afterAll(() => {
    rmSync(scratch, { recursive: true });
});
it('succeeds, every leg and every step of it', async () => {
    // What a checkout has of the repository and the workflow needs; its builds go here too, not into the repository.
    const workspace = join(scratch, 'workspace');
    mkdirSync(workspace);
    for (const part of ['action.yml', 'restore', 'verify', 'list', 'package.json', 'dist', '__tests__/e2e']) {
        cpSync(join(repositoryRoot, part), join(workspace, part), { recursive: true });
    }
    const run = await runWorkflow(join(repositoryRoot, '.github/workflows/e2e.yml'), {
        workspace,
        tempDir: join(scratch, 'temp'),
        env: { ARTIFACTS: join(repositoryRoot, 'node_modules') }
    });
    const steps = run.jobs.flatMap(job => job.steps);
    const failed = steps.filter(step => step.outcome !== 'success');
    expect(failed.map(step => `${step.name}: ${step.outcome}\n${step.result?.log ?? ''}`)).toEqual([]);
    expect(run.outcome).toBe('success');
    expect(run.jobs.map(job => job.matrix)).toEqual([
        { compare: 'content', mtimes: 'renewed' },
        { compare: 'quick', mtimes: 'kept' }
    ]);
    expect(steps.filter(step => step.id.startsWith('second')).map(step => step.result?.outputs.status)).toEqual([
        'created',
        'created'
    ]);
});
