// The runner stand-in against a small action of its own, so that a red bundle test means a red bundle.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { parseCommandFile } from "./command-files.js";
import { runAction } from "./runner.js";
const scratch = mkdtempSync(join(tmpdir(), 'stand-in-'));
afterAll(() => {
    rmSync(scratch, { recursive: true });
});
const metadata = `
name: fixture
description: fixture
inputs:
  path: { description: p, required: true }
  spaced name: { description: s, default: '7' }
  legs: { description: m, default: '\${{ toJSON(matrix) }}' }
  where: { description: w, default: '\${{ github.repository }}/\${{ github.job }}' }
outputs:
  said: { description: s }
runs: { using: node24, main: main.mjs, post: post.mjs }
`;
const action = (name, main, post = '') => {
    const place = (kind) => {
        const directory = join(scratch, name, kind);
        mkdirSync(directory, { recursive: true });
        return directory;
    };
    const directory = place('action');
    writeFileSync(join(directory, 'action.yml'), metadata);
    writeFileSync(join(directory, 'main.mjs'), main);
    writeFileSync(join(directory, 'post.mjs'), post);
    return { action: directory, workspace: place('work'), tempDir: place('temp') };
};
const append = (file, text) => `(await import('node:fs')).appendFileSync(process.env.${file}, ${JSON.stringify(text)});`;
it('gives inputs, defaults and the context of a push to main', async () => {
    const call = action('inputs', 'console.log(JSON.stringify({ cwd: process.cwd(), ...process.env }))');
    const result = await runAction({ ...call, inputs: { path: ' a b ' }, contexts: { matrix: { os: 'linux' } } });
    expect(JSON.parse(result.stdout)).toMatchObject({
        cwd: call.workspace,
        INPUT_PATH: ' a b ',
        INPUT_SPACED_NAME: '7',
        INPUT_LEGS: '{\n  "os": "linux"\n}',
        INPUT_WHERE: 'acme/widgets/build',
        GITHUB_REF_NAME: 'main',
        GITHUB_WORKSPACE: call.workspace,
        RUNNER_TEMP: call.tempDir,
        RUNNER_OS: 'Linux'
    });
    expect(result.stdout).not.toContain('npm_');
});
it('gives null for the matrix of a job that has none', async () => {
    const result = await runAction(action('no-matrix', "console.log(process.env['INPUT_LEGS'])"));
    expect(result.stdout).toBe('null\n');
});
it('hands the state of main to post, and reads what both write', async () => {
    const main = append('GITHUB_STATE', 'id<<E\none\ntwo\nE\n') +
        append('GITHUB_OUTPUT', 'said=yes\n') +
        append('GITHUB_STEP_SUMMARY', '# Hello\n') +
        append('GITHUB_ENV', 'LATER=1\n');
    const result = await runAction(action('state', main, 'console.log(process.env.STATE_id)'));
    expect(result).toMatchObject({ outcome: 'success', outputs: { said: 'yes' }, env: { LATER: '1' } });
    expect(result.summary).toBe('# Hello\n');
    expect(result.post?.stdout).toBe('one\ntwo\n');
});
it('fails a step by its exit code, and one that writes a broken file', async () => {
    expect(await runAction(action('exit', 'process.exitCode = 3'))).toMatchObject({ outcome: 'failure', exitCode: 3 });
    const broken = await runAction(action('broken', append('GITHUB_OUTPUT', 'said<<E\nno end\n')));
    expect(broken).toMatchObject({ outcome: 'failure', exitCode: 0 });
    expect(broken.log).toContain('Matching delimiter not found');
});
it('drops a summary that is too large', async () => {
    const main = append('GITHUB_STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1));
    expect((await runAction(action('large', main))).summary).toBe('');
});
it('cancels with SIGINT first', async () => {
    const main = "process.on('SIGINT', () => process.exit(9)); setInterval(() => {}, 1000); console.log('ready')";
    const result = await runAction({ ...action('sigint', main), cancel: { logMatches: /^ready$/ } });
    expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 9 });
    expect(result.cancelledAfterMs).toBeLessThan(5_000);
});
it('goes on to SIGTERM, and to the whole tree', async () => {
    const main = `
    const { spawn } = await import('node:child_process')
    process.on('SIGINT', () => console.log('int')); process.on('SIGTERM', () => console.log('term'))
    spawn('sleep', ['300'], { stdio: 'ignore' }); console.log('ready'); setInterval(() => {}, 1000)`;
    const result = await runAction({ ...action('stubborn', main), cancel: { logMatches: /^ready$/ } });
    expect(result).toMatchObject({
        outcome: 'cancelled',
        signal: 'SIGKILL',
        stdout: 'ready\nint\nterm\n',
        leftBehind: []
    });
    expect(result.cancelledAfterMs).toBeGreaterThan(9_500);
});
it('names the processes that a step leaves behind', async () => {
    const main = `
    const { spawn } = await import('node:child_process')
    const child = spawn('sleep', ['299'], { stdio: 'ignore', detached: true }); child.unref(); console.log(child.pid)`;
    const result = await runAction(action('orphan', main));
    const pid = Number(result.stdout);
    expect(result.leftBehind).toEqual([{ pid, commandLine: 'sleep 299' }]);
    process.kill(pid);
});
it.each(['no equals sign', '=x', '<<E\nx\nE', 'a<<\nx'])('refuses the command file %j', text => {
    expect(() => parseCommandFile(text)).toThrow('Invalid format');
});
