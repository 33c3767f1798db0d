// Every YAML block of the documentation, held against GitHub's own language service and our own metadata.
import { describe, expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { actionFolders, problems } from "../support/language-service.js";
import { blocks, pages } from "../support/pages.js";
import { join } from 'node:path';
import { repositoryRoot } from "../support/runner-environment.js";
/** What is no workflow: the values of a Helm chart. */
const isOther = (yaml) => yaml.startsWith('# values.yaml');
const examples = pages.flatMap(page => blocks(page, 'yaml').flatMap((yaml, at) => (isOther(yaml) ? [] : [{ page, number: at + 1, yaml }])));
function asWorkflow(yaml) {
    if (/^on:/m.test(yaml))
        return yaml;
    if (/^jobs:/m.test(yaml))
        return `on: push\n${yaml}`;
    return `on: push\njobs:\n  backup:\n    runs-on: self-hosted\n    steps:\n${yaml.replace(/^(?=.)/gm, '      ')}`;
}
it.each(examples)('$page: block $number would work as it is written', async ({ yaml }) => {
    expect(await problems('.github/workflows/example.yml', asWorkflow(yaml))).toEqual([]);
});
it('finds examples in the pages that are there for them', () => {
    const found = new Set(examples.map(({ page }) => page));
    expect([...found]).toEqual(expect.arrayContaining(['README.md', 'docs/recipes.md', 'restore/README.md']));
});
describe.each(actionFolders)('the README of "%s"', folder => {
    it('has the whole step to copy from, once', () => {
        const { inputs } = readAction(join(repositoryRoot, folder));
        // The values of the matrix are filled in by the runner.
        const names = Object.keys(inputs).filter(name => name !== 'matrix');
        const step = `- uses: org/snapshot-action${folder === '' ? '' : `/${folder}`}@v1\n`;
        const whole = blocks(join(folder, 'README.md'), 'yaml').filter(yaml => [step, ...names.map(name => `    ${name}: `)].every(text => yaml.includes(text)));
        expect(whole).toHaveLength(1);
    });
});
it('may use other actions', async () => {
    const steps = '- uses: actions/checkout@v5\n  with: { ref: main }\n';
    expect(await problems('.github/workflows/example.yml', asWorkflow(steps))).toEqual([]);
});
it.each([
    ['org/snapshot-action@v1', 'path: a'],
    ['org/snapshot-action/restore@v1', 'snapshot: latest'],
    ['org/snapshot-action/prune@v1', 'keep-last: 3'],
    ['org/snapshot-action/list@v1', 'measure: auto']
])('would be found out if it named an input that does not exist: %s', async (uses, input) => {
    const steps = `- uses: ${uses}\n  with:\n    ${input}\n    compair: b\n`;
    const found = await problems('.github/workflows/example.yml', asWorkflow(steps));
    expect(found).toEqual([expect.stringContaining('compair')]);
});
