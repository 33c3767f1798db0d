// A source that holds the runner's temporary directory, where our own scratch files come and go: it is left out, by a real rsync.
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localSource } from "../../src/adapters/local-source.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { requestFor } from "../support/source-request.js";
let scratch = '';
const parts = adapterParts();
beforeEach(() => {
    scratch = scratchWith('tree');
});
afterEach(() => {
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const tree = (path) => join(scratch, 'tree', path);
const lay = (...paths) => {
    for (const path of paths) {
        mkdirSync(dirname(tree(path)), { recursive: true });
        writeFileSync(tree(path), path);
    }
};
const read = async (tempDir, request = {}) => {
    const adapter = localSource({ ...parts, tempDir, keepOwners: false });
    const source = await adapter.resolve(requestFor(scratch, { path: ['tree'], root: tree('.'), ...request }));
    const scan = await adapter.scan(source, true, () => undefined);
    return { source, scan, files: scan.entries.filter(({ type }) => type !== 'dir').map(({ path }) => path) };
};
describe('one directory', () => {
    it.each([
        '_temp',
        'work/_temp',
        'a b',
        ' ',
        '*',
        'a*b',
        'a?b',
        '[ab]',
        'back\\slash',
        'end\\',
        'both\\*[x]\\',
        '- /x',
        'new\nline',
        'größe',
        'because of pattern *'
    ])('that holds it as %j: nothing else is left out', async (name) => {
        lay(`${name}/inside`, 'aXb/kept', 'a/kept', 'other/_temp/kept', 'backslash/kept', `other/${name}/kept`);
        const { source, scan, files } = await read(tree(name));
        expect(files).toHaveLength(new Set(['aXb', 'a', 'other/_temp', 'backslash', `other/${name}`]).size);
        expect(files.filter(file => !file.endsWith('/kept'))).toEqual([]);
        expect(source.runnerTemp).toBe(Buffer.from(name).toString('latin1'));
        expect(scan.vanished).toEqual([]);
        expect(readdirSync(tree(name))).toEqual(['inside']);
    });
    it('of whose rules one takes everything in, and another forgets all before it', async () => {
        lay('_temp/inside', 'kept');
        expect((await read(tree('_temp'), { include: ['*', '/_temp/***'] })).files).toEqual(['kept']);
        const filterFile = join(scratch, 'rules');
        writeFileSync(filterFile, '!\n+ /_temp/***\n');
        expect((await read(tree('_temp'), { filterFile })).files).toEqual(['kept']);
    });
    it('that holds it, as its real place when the runner knows it by a symlink', async () => {
        lay('real/inside', 'kept');
        symlinkSync('tree/real', join(scratch, 'link'));
        symlinkSync('real', tree('link'));
        const { files, source } = await read(join(scratch, 'link'));
        expect(files).toEqual(['kept', 'link']);
        expect(source.runnerTemp).toBe('real');
    });
    it('that lies in it is taken whole', async () => {
        lay('_temp/build/file');
        const { files, source } = await read(tree('_temp'), { path: ['tree/_temp/build'] });
        expect(files).toEqual(['file']);
        expect(source).not.toHaveProperty('runnerTemp');
    });
    it('that is it, is refused', async () => {
        lay('_temp/inside');
        await expect(read(tree('_temp'), { path: ['tree/_temp'] })).rejects.toMatchObject({
            kind: 'source',
            message: expect.stringMatching(/"tree\/_temp" is the runner's temporary directory, which is always left out/)
        });
    });
});
describe('several paths', () => {
    beforeEach(() => {
        lay('work/_temp/build/a.js', 'work/_temp/b.js', 'work/repo/c.js', 'd.js');
    });
    it.each([
        ['that hold it', ['work', 'd.js'], ['d.js', 'work/repo/c.js']],
        ['of which one is the root', ['.', 'd.js'], ['d.js', 'work/repo/c.js']],
        ['of which wildcards find it', ['work/*', 'd.js'], ['d.js', 'work/repo/c.js']],
        ['of which wildcards find what is in it', ['**/*.js'], ['d.js', 'work/repo/c.js']],
        ['in it', ['work/_temp/build', 'd.js'], ['d.js', 'work/_temp/build/a.js']],
        ['in it, and one that holds it', ['.', 'work/_temp/build'], ['d.js', 'work/_temp/build/a.js', 'work/repo/c.js']]
    ])('%s', async (_, lines, expected) => {
        const path = lines.map(line => join('tree', line));
        const { files, scan } = await read(tree('work/_temp'), { path });
        expect(files).toEqual(expected);
        expect(scan.vanished).toEqual([]);
    });
    it('of which one is it, are refused', async () => {
        const path = ['tree/d.js', 'tree/work/_temp/'];
        await expect(read(tree('work/_temp'), { path })).rejects.toThrow(/work\/_temp" is the runner's temporary directory/);
    });
});
it("leaves out the checkout action's credentials where files of the temporary directory are asked for", async () => {
    lay('_temp/git-credentials-0b5a7c1e.config', '_temp/report.config');
    const { files, scan } = await read(tree('_temp'), { path: ['tree/_temp/report.config', 'tree/_temp/git-*'] });
    expect(files).toEqual(['_temp/report.config']);
    expect(scan.secrets).toEqual([{ path: '_temp/git-credentials-0b5a7c1e.config', why: 'git-credentials-*.config' }]);
});
