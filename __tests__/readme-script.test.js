// The script that fills in the READMEs: it finds ours current, fills in what is old, and fails when a part has lost its place.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
describe('scripts/readme.ts', () => {
    const script = join(process.cwd(), 'scripts/readme.ts');
    let folder = '';
    /** The folders of the other actions. */
    const others = readdirSync('.').filter(entry => existsSync(join(entry, 'action.yml')));
    const run = async (...args) => {
        try {
            await promisify(execFile)(process.execPath, ['--no-warnings', script, ...args], { cwd: folder });
            return 0;
        }
        catch (thrown) {
            return thrown.code;
        }
    };
    const readme = (of = '.') => readFileSync(join(folder, of, 'README.md'), 'utf8');
    beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), 'readme-'));
        writeFileSync(join(folder, 'action.yml'), [
            'name: x',
            'description: y',
            'inputs:',
            "  path: { required: true, description: 'What | to take.' }",
            "  speed: { default: '10m', description: 'How\n\n    fast.' }",
            "  kind: { default: quick, description: 'How.' }",
            "  hidden: { default: '${{ toJSON(matrix) }}', description: 'No.' }",
            'outputs:',
            "  done: { description: 'Whether.' }",
            ''
        ].join('\n'));
        for (const other of others) {
            mkdirSync(join(folder, other));
            const inputs = `inputs: { a: { description: Of ${other}. } }`;
            writeFileSync(join(folder, other, 'action.yml'), `name: p\ndescription: p\n${inputs}\n`);
        }
        const names = ['usage', 'inputs', 'outputs'];
        const parts = names.map(part => `<!-- generated: ${part} -->\nold\n<!-- generated: end -->\n`);
        for (const of of ['.', ...others])
            writeFileSync(join(folder, of, 'README.md'), `# Title\n\nProse.\n\n${parts.join('\nMore prose.\n\n')}`);
    });
    afterAll(() => {
        rmSync(folder, { recursive: true });
    });
    it('finds ours current', async () => {
        await promisify(execFile)(process.execPath, ['--no-warnings', script, '--check']);
    });
    it('tells an old README, and leaves it alone when only asked', async () => {
        const before = readme();
        expect(await run('--check')).toBe(1);
        expect(readme()).toBe(before);
    });
    it('fills in the parts and nothing else', async () => {
        writeFileSync(join(folder, '.prettierrc.json'), '{ "singleQuote": true }');
        expect(await run()).toBe(0);
        expect(await run('--check')).toBe(0);
        expect(readme()).toContain('Prose.');
        expect(readme().match(/More prose\./g)).toHaveLength(2);
        for (const other of others)
            expect(readme(other)).toMatch(new RegExp(`^\\| \`a\` +\\| – +\\| Of ${other}\\. +\\|$`, 'm'));
        expect(readme()).toContain("    # What | to take.\n    path: ''\n\n    # How fast.\n    speed: '10m'\n\n    # How.\n    kind: quick\n```");
        expect(readme()).toMatch(/^\| `path` +\| \*\*required\*\* +\| What \\\| to take\. +\|$/m);
        expect(readme()).toMatch(/^\| `hidden` +\| `\$\{\{ toJSON\(matrix\) \}\}` +\| No\. +\|$/m);
        expect(readme()).toMatch(/^\| `done` +\| Whether\. +\|$/m);
        expect(readme()).not.toContain('old');
    });
    it('fails when a part has lost its place', async () => {
        writeFileSync(join(folder, 'README.md'), '# Title\n');
        expect(await run()).toBe(1);
        expect(readme()).toBe('# Title\n');
    });
});
