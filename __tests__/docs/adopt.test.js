// The page about adopting: its script makes trees that are adopted, and its way back gives them back.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { adoption } from "../support/adoption.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { listing, snapshotsIn, troubleIn } from "../support/series-state.js";
let here;
afterEach(() => {
    here?.remove();
});
const page = readFileSync(join(repositoryRoot, 'docs/adopt.md'), 'utf8');
const [script = '', back = ''] = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);
const run = (block, { old, source, series }) => {
    const text = block
        .replace('/var/www/app', source)
        .replaceAll('/mnt/backup/old', old)
        .replaceAll('/mnt/backup/octo/app', series);
    execFileSync('sh', ['-ec', text], { stdio: ['ignore', 'ignore', 'pipe'] });
};
it('holds what it says, there and back', async () => {
    here = adoption();
    const { source, old, series } = here;
    mkdirSync(source);
    writeFileSync(join(source, 'same'), 'same');
    for (const night of [1, 2]) {
        writeFileSync(join(source, 'changes'), String(night));
        run(script.replace('$(date +%Y-%m-%d_%H:%M:%S)', `2024-01-0${night}_12:00:00`), here);
    }
    const before = ['2024-01-01_12:00:00', '2024-01-02_12:00:00'].map(name => listing(join(old, name)));
    expect((await here.adopt()).told.failure).toBeUndefined();
    expect([troubleIn(series), snapshotsIn(series).length]).toEqual([[], 2]);
    run(back, here);
    const ids = ['2024-01-01T12-00-00Z', '2024-01-02T12-00-00Z'];
    expect([readdirSync(series), readdirSync(old).sort()]).toEqual([[], [...ids, 'latest']]);
    expect(ids.map(id => listing(join(old, id)))).toEqual(before);
    expect(readlinkSync(join(old, 'latest'))).toBe(ids[1]);
    // The old script goes on, and what it makes can be adopted again.
    run(script.replace('$(date +%Y-%m-%d_%H:%M:%S)', '2024-01-03_12:00:00'), here);
    await here.adopt();
    expect(troubleIn(series)).toEqual([]);
    expect(here.record('2024-01-03T12-00-00Z')).toMatchObject({ filesCopied: 0, base: { id: ids[1] } });
});
