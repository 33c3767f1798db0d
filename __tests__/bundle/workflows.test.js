// The workflow files, held against GitHub's own language service and this project's rules for them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from '@jest/globals';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { readAction } from "../support/action-metadata.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { ownAction } from "../support/workflow-job.js";
const folder = '.github/workflows';
const files = readdirSync(join(repositoryRoot, folder)).map(name => join(folder, name));
const textOf = (file) => readFileSync(join(repositoryRoot, file), 'utf8');
const diagnostics = async (file, text) => {
    const found = await validate(TextDocument.create(`file:///repository/${file}`, 'yaml', 1, text));
    return found.map(({ range, message }) => {
        const words = typeof message === 'string' ? message : message.value;
        return `${file}:${range.start.line + 1}: ${words}`;
    });
};
it.each(files)('%s is what GitHub takes', async (file) => {
    expect(await diagnostics(file, textOf(file))).toEqual([]);
});
it('and the check sees a mistake', async () => {
    // Under another name: the service remembers what it parsed by the file's address.
    const broken = textOf(join(folder, 'e2e.yml')).replace('runs-on:', 'run-on:');
    expect(await diagnostics(join(folder, 'broken.yml'), broken)).not.toEqual([]);
});
describe.each(files)('%s', file => {
    const text = textOf(file);
    const workflow = parse(text);
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap(job => job.steps);
    it('gives no permission that a job does not ask for, and no job without a time limit', () => {
        expect(workflow.permissions).toEqual({});
        expect(jobs.filter(job => job['timeout-minutes'] === undefined)).toEqual([]);
    });
    it('pins the actions of others by their full commit, with the version beside it', () => {
        const others = steps.flatMap(({ uses }) => (uses === undefined || ownAction(uses) !== undefined ? [] : [uses]));
        expect(others.filter(uses => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
        for (const uses of others)
            expect(text).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+\n`));
    });
    it('keeps the token out of the checkout, and expressions out of scripts', () => {
        const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
        expect(checkouts.filter(step => step.with?.['persist-credentials'] !== false)).toEqual([]);
        expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    });
    it('gives our actions only inputs that they have, and reads only outputs that they set', () => {
        const ours = steps.filter(({ uses }) => ownAction(uses) !== undefined);
        const actionOf = (uses = './') => readAction(join(repositoryRoot, ownAction(uses) ?? ''));
        const wrong = ours.flatMap(({ uses, with: given }) => {
            const { inputs } = actionOf(uses);
            return Object.keys(given ?? {}).filter(name => !(name in inputs));
        });
        expect(wrong).toEqual([]);
        const outputsOf = new Map(ours.map(({ id, uses }) => [id, actionOf(uses).outputs]));
        const read = [...text.matchAll(/steps\.([a-z]+)\.outputs\.([a-z-]+)/g)];
        const byRun = new Set(steps.filter(({ run }) => run !== undefined).map(({ id }) => id));
        const unknown = read.filter(([, id, name]) => !byRun.has(id) && outputsOf.get(id)?.includes(name ?? '') !== true);
        expect(unknown.map(String)).toEqual([]);
    });
});
