// Where the source of a built bundle may lie: not where the volume is to be seen a second time, and around the runner's own files.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { missingTmpfs, mountBind } from "../support/loop-image.js";
import { listingWithoutTimes } from "../support/series-state.js";
import { itUnless } from "../support/skip-aloud.js";
import { output, stand, succeeded } from "../support/volumes.js";
let here;
const mounted = [];
beforeEach(() => {
    here = stand();
    mkdirSync(join(here.workspace, 'build'));
    writeFileSync(join(here.workspace, 'build/file'), 'content');
});
afterEach(() => {
    for (const each of mounted.splice(0))
        each.remove();
    here.remove();
});
describe('a bind mount of the volume in the source', () => {
    itUnless(missingTmpfs()).each([
        ['as the source', 'build/bound', 'lies inside the volume'],
        ['as a part of the source', 'build', 'contains the volume'],
        ['as a part of one of several paths', 'build\nother', 'contains the volume']
    ])('%s', async (_, path, how) => {
        writeFileSync(join(here.workspace, 'other'), '');
        const bound = join(here.workspace, 'build/bound');
        mkdirSync(bound);
        mounted.push(mountBind(here.volume, bound));
        const before = listingWithoutTimes(here.volume);
        const { outcome, log } = await here.run({ path });
        expect(outcome).toBe('failure');
        expect(log).toContain(`${how} "${here.volume}", which is also mounted at "${bound}"`);
        expect(listingWithoutTimes(here.volume)).toEqual(before);
    });
});
it("a source around the runner's temporary directory is stored without that, and says so", async () => {
    const tempDir = join(here.workspace, 'build/_temp');
    mkdirSync(tempDir);
    writeFileSync(join(tempDir, 'of-the-runner'), '');
    const result = succeeded(await here.run({}, { tempDir }));
    expect(readdirSync(output(result, 'snapshot-path'))).toEqual(['file']);
    expect(result.log).toContain("_temp was left out: it is the runner's temporary directory.");
});
it('a `!` line behind a symlink leaves out what it names, and one that names nothing is told', async () => {
    symlinkSync('build', join(here.workspace, 'link'));
    writeFileSync(join(here.workspace, 'build/out'), '');
    const result = succeeded(await here.run({ path: 'link\n!link/out\n!link/none' }));
    expect(readdirSync(output(result, 'snapshot-path'))).toEqual(['file']);
    expect(result.log).toContain('these matched nothing that was listed: !link/none.');
    expect(result.parsed.annotations).toEqual([]);
});
