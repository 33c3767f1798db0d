// What a run hands over at its end, into a real directory: a file that cannot be written costs that file, and nothing else.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { handOver } from "../../src/adapters/step-files.js";
let directory;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'step-files-'))));
afterEach(() => rm(directory, { recursive: true }));
async function handedOver({ tempDir = directory, ...given }) {
    const outputs = {};
    const warnings = [];
    await handOver({
        json: '{}\n',
        outputs: report => ({ status: 'created', report }),
        ...(given.summary !== undefined && { summary: given.summary })
    }, {
        tempDir,
        summaryFile: given.summaryFile,
        setOutput: (name, value) => void (outputs[name] = value),
        warn: sentence => void warnings.push(sentence)
    });
    return { outputs, warnings };
}
describe('handing over', () => {
    test('the report, the outputs with its path, and the summary', async () => {
        const summaryFile = join(directory, 'summary');
        const { outputs, warnings } = await handedOver({ summaryFile, summary: '## created\n' });
        expect(outputs).toEqual({ status: 'created', report: expect.stringMatching(/\/report\.json$/) });
        await expect(readFile(String(outputs.report), 'utf8')).resolves.toBe('{}\n');
        await expect(readFile(summaryFile, 'utf8')).resolves.toBe('## created\n');
        expect(warnings).toEqual([]);
    });
    test('a summary that cannot be written is a warning that says so', async () => {
        const summaryFile = join(directory, 'nonexistent/summary');
        const { outputs, warnings } = await handedOver({ summaryFile, summary: '## created\n' });
        expect(outputs).toEqual({ status: 'created', report: expect.stringMatching(/\/report\.json$/) });
        expect(warnings).toEqual([
            `The step summary could not be written; the outputs and the log have the outcome: ENOENT: no such file or directory, open '${summaryFile}'`
        ]);
    });
    test.each([
        ['is missing', 'nonexistent', 'ENOENT'],
        ['is a file', 'file', 'ENOTDIR']
    ])('a temporary directory that %s is a warning, and the output is empty', async (_title, name, code) => {
        await writeFile(join(directory, 'file'), '');
        const summaryFile = join(directory, 'summary');
        const { outputs, warnings } = await handedOver({ tempDir: join(directory, name), summaryFile, summary: 'x\n' });
        expect(outputs).toEqual({ status: 'created', report: '' });
        expect(warnings).toEqual([
            expect.stringMatching(new RegExp(`^The JSON report could not be written to the runner's temporary directory, and the output "report" is empty: ${code}`))
        ]);
        await expect(readFile(summaryFile, 'utf8')).resolves.toBe('x\n');
    });
    test('no summary where none is wanted, and no warning', async () => {
        const summaryFile = join(directory, 'nonexistent/summary');
        expect((await handedOver({ summaryFile })).warnings).toEqual([]);
    });
});
