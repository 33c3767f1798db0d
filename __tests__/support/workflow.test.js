// The workflow stand-in: what it runs it runs as GitHub does, and what it does not run it refuses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { runWorkflow } from "./workflow.js";
import { matrixLegs } from "./workflow-matrix.js";
const scratch = mkdtempSync(join(tmpdir(), 'workflow-'));
afterAll(() => {
    rmSync(scratch, { recursive: true });
});
let count = 0;
const run = (jobs) => {
    const directory = join(scratch, String(count++));
    const workspace = join(directory, 'work');
    mkdirSync(join(workspace, 'echo'), { recursive: true });
    writeFileSync(join(workspace, 'echo/action.yml'), 'name: e\ndescription: e\ninputs: { say: { description: s } }\noutputs: { said: { description: s } }\n' +
        'runs: { using: node24, main: main.mjs, post: post.mjs }\n');
    writeFileSync(join(workspace, 'echo/main.mjs'), "import { appendFileSync } from 'node:fs'\n" +
        'appendFileSync(process.env.GITHUB_OUTPUT, `said=${process.env.INPUT_SAY}-${process.env.FROM_ENV}\\n`)\n');
    writeFileSync(join(workspace, 'echo/post.mjs'), "console.log('cleaned')");
    const file = join(directory, 'w.yml');
    writeFileSync(file, `name: w\non: push\nenv: { TOP: top }\njobs:\n${jobs.replaceAll(/^/gm, '  ')}`);
    return runWorkflow(file, { workspace, tempDir: join(directory, 'temp') });
};
const logs = (result, at = 0) => (result.jobs[at]?.steps ?? []).map(step => step.result?.stdout.trim() ?? step.outcome);
it('passes environment, outputs and paths from step to step', async () => {
    const result = await run(`
a:
  runs-on: ubuntu-latest
  env: { JOB: "\${{ github.job }}-job" }
  steps:
    - uses: actions/checkout@v1
    - run: |
        mkdir "$RUNNER_TEMP/bin"; printf '#!/bin/sh\\necho tool' > "$RUNNER_TEMP/bin/tool"; chmod +x "$RUNNER_TEMP/bin/tool"
        echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"; echo "FROM_ENV=later" >> "$GITHUB_ENV"
    - id: e
      uses: ./echo
      with: { say: "\${{ format('{0}!', 'hi') }}" }
    - run: echo "\${{ steps.e.outputs.said }} $TOP $JOB $(tool) $STEP"
      env: { STEP: "\${{ runner.os }}" }
`);
    expect(result.outcome).toBe('success');
    expect(logs(result)).toEqual(['success', '', '', 'hi!-later top a-job tool Linux', 'cleaned']);
});
it('stops at a failure, save for what asks to run all the same', async () => {
    const result = await run(`
a:
  runs-on: x
  steps:
    - { run: exit 3, continue-on-error: true, id: soft }
    - run: echo "\${{ steps.soft.outcome }} \${{ steps.soft.conclusion }}"
    - { run: "false | true", shell: bash }
    - run: echo never
    - { if: always(), run: echo always }
    - { if: "\${{ failure() && 1 == 1 }}", run: echo failure }
    - { if: github.ref == 'refs/heads/main', run: echo main }
b: { runs-on: x, needs: a, steps: [{ run: echo b }] }
c: { runs-on: x, needs: [a, b], if: always(), steps: [{ run: "echo \${{ needs.a.result }}" }] }
`);
    expect(result.outcome).toBe('failure');
    expect(logs(result)).toEqual(['', 'failure success', '', 'skipped', 'always', 'failure', 'skipped']);
    expect(result.jobs.map(({ id, outcome }) => [id, outcome])).toEqual([
        ['a', 'failure'],
        ['b', 'skipped'],
        ['c', 'success']
    ]);
    expect(logs(result, 2)).toEqual(['failure']);
});
it('runs each leg of a matrix, and hands outputs to the jobs that need it', async () => {
    const result = await run(`
a:
  runs-on: x
  strategy: { matrix: { os: [linux, bsd], n: [1] } }
  outputs: { last: "\${{ steps.s.outputs.v }}" }
  steps: [{ id: s, run: "echo v=\${{ matrix.os }}\${{ matrix.n }} >> $GITHUB_OUTPUT" }]
b: { runs-on: x, needs: a, steps: [{ run: "echo \${{ needs.a.outputs.last }} \${{ toJSON(matrix) }}" }] }
`);
    expect(result.jobs.map(({ matrix }) => matrix)).toEqual([{ os: 'linux', n: 1 }, { os: 'bsd', n: 1 }, null]);
    expect(logs(result, 2)).toEqual(['bsd1 null']);
});
it('ends a step at its time limit', async () => {
    const result = await run('a: { runs-on: x, steps: [{ run: exec sleep 60, timeout-minutes: 0.01 }] }');
    expect(result.jobs[0]?.steps[0]).toMatchObject({ outcome: 'failure', result: { outcome: 'cancelled' } });
});
it.each([
    ['another action', 'a: { runs-on: x, steps: [{ uses: acme/other@v1 }] }', 'acme/other@v1 is not run here'],
    ['another shell', 'a: { runs-on: x, steps: [{ run: x, shell: pwsh }] }', 'shell pwsh is not run here'],
    ['a container', 'a: { runs-on: x, container: node, steps: [{ run: x }] }', 'container is not implemented'],
    ['an unknown function', 'a: { runs-on: x, steps: [{ run: "${{ hashFiles(\'x\') }}" }] }', 'hashFiles'],
    ['no workflow', 'a: { runs-on: x, stepz: [] }', 'is not a workflow'],
    [
        'a circle',
        'a: { runs-on: x, needs: b, steps: [{ run: x }] }\nb: { runs-on: x, needs: a, steps: [{ run: x }] }',
        'need each other'
    ]
])('refuses %s', async (_, jobs, message) => {
    await expect(run(jobs)).rejects.toThrow(message);
});
it('refuses matrices it would get wrong', () => {
    expect(() => matrixLegs({ a: [1], include: [{ b: 2 }] })).toThrow('include beside axes');
    expect(() => matrixLegs({ a: [1], exclude: [{ a: 1 }] })).toThrow('exclude');
    expect(() => matrixLegs({ a: [] })).toThrow('not empty');
    expect(matrixLegs({ include: [{ a: 1 }, { b: 2 }] })).toEqual([{ a: 1 }, { b: 2 }]);
});
