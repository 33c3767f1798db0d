// A published snapshot whose summary or JSON report cannot be written: the run succeeds, warns, and sets its outputs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBundle } from "../support/bundle-process.js";
import { stand } from "../support/volumes.js";
let here;
beforeEach(() => {
    here = stand();
    mkdirSync(join(here.workspace, 'build'));
    writeFileSync(join(here.workspace, 'build/file'), 'content');
});
afterEach(() => {
    here.remove();
});
/** Runs the bundle below a shell that changes one variable of its environment first. */
const withEnvironment = (assignment) => startBundle(here, { under: ['env', assignment] }).ended;
const warningsOf = ({ log }) => log.split('\n').filter(line => line.startsWith('::warning'));
describe('after publishing', () => {
    it('a summary that cannot be written is a warning', async () => {
        const ended = await withEnvironment('GITHUB_STEP_SUMMARY=/nonexistent/x');
        expect([ended.exitCode, ended.log]).toEqual([0, expect.not.stringContaining('Unexpected error')]);
        expect(warningsOf(ended)).toEqual([expect.stringContaining('The step summary could not be written')]);
        expect(ended.outputs).toMatchObject({ status: 'created', report: expect.stringMatching(/report\.json$/) });
    });
    it('so is a JSON report, and the output is empty', async () => {
        // Gone once the snapshot is there: what reads the source needs the directory before.
        const temp = join(here.scratch, 'vanishing');
        mkdirSync(temp);
        const { child, ended } = startBundle(here, { under: ['env', `RUNNER_TEMP=${temp}`] });
        child.stdout?.on('data', (piece) => {
            if (piece.includes('Publish'))
                rmSync(temp, { recursive: true, force: true });
        });
        const result = await ended;
        expect([result.exitCode, result.log]).toEqual([0, expect.not.stringContaining('Unexpected error')]);
        expect(warningsOf(result)).toEqual([expect.stringContaining('The JSON report could not be written')]);
        expect(result.outputs).toMatchObject({ status: 'created', report: '' });
    });
});
