// The built restore action where it has to do without: misses, lookups and dry runs, refused targets, a cancelled run, a read-only volume.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { processesIn } from "../support/alive.js";
import { expectSame, keep, makeBuild, runRestore, seriesName } from "../support/restore-stand.js";
import { listing } from "../support/series-state.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
let here;
let build = '';
let out = '';
beforeEach(() => {
    here = stand();
    build = join(here.workspace, 'build');
    out = join(here.workspace, 'out');
});
afterEach(() => {
    here.remove();
});
const restore = (inputs = {}, more = {}) => runRestore(here, inputs, more);
it('tells a miss, and looks and plans without writing anything', async () => {
    makeBuild(build);
    const missed = succeeded(await restore());
    expect(missed.outputs).toMatchObject({ restored: 'false', snapshot: '', files: '' });
    expect(missed.parsed.annotations).toMatchObject([
        { name: 'notice', message: expect.stringContaining('There is no snapshot to restore') }
    ]);
    expect(await restore({ 'fail-on-miss': 'true' })).toMatchObject({ outcome: 'failure' });
    const id = output(succeeded(await here.run()), 'snapshot');
    const before = listing(here.scratch).filter(line => !line.startsWith('temp'));
    const found = succeeded(await restore({ name: 'acme/widgets/build/other', 'fallback-names': seriesName, 'lookup-only': 'true' }));
    expect(found.outputs).toMatchObject({
        restored: 'false',
        snapshot: id,
        'exact-match': 'false',
        'matched-name': seriesName
    });
    const dry = succeeded(await restore({ 'dry-run': 'true' }));
    expect(dry.outputs).toMatchObject({ restored: 'false', snapshot: id });
    expect(figure(dry, 'files-written')).toBe(figure(dry, 'files'));
    expect(listing(here.scratch).filter(line => !line.startsWith('temp'))).toEqual(before);
});
it.each([
    ['in the volume', () => join(here.volume, 'x'), 'lies inside the volume'],
    ['around the volume', () => here.scratch, 'contains the volume'],
    ['that is a file', () => join(here.workspace, 'build/run.sh'), 'is not a directory'],
    ['that is everything', () => '/', 'is the whole machine']
])('refuses a target %s, and writes nothing', async (_, path, message) => {
    makeBuild(build);
    succeeded(await here.run());
    const before = listing(here.volume);
    const result = await restore({ path: path() });
    expect(result.outcome).toBe('failure');
    expect(result.parsed.annotations).toMatchObject([{ message: expect.stringContaining(message) }]);
    expect(listing(here.volume)).toEqual(before);
});
it('can be cancelled at any time; the next run completes it', async () => {
    mkdirSync(build);
    for (let at = 0; at < 3000; at++)
        writeFileSync(join(build, `f${at}`), `${at}`.repeat(200));
    writeFileSync(join(build, 'large'), Buffer.alloc(150_000_000, 1));
    succeeded(await here.run());
    const original = keep(here, build);
    const result = await restore({}, { cancel: { logMatches: /Restore files/ } });
    expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 130, leftBehind: [] });
    expect(result.cancelledAfterMs).toBeLessThan(2000);
    expect(processesIn(here.scratch)).toEqual([]);
    expect(result.parsed.annotations.map(({ message }) => message)).toEqual([
        'Cancelled. The target holds some restored files; run the restore again.'
    ]);
    succeeded(await restore({ clean: 'true' }));
    expectSame(out, original);
});
it('copies what a workspace of links shares, so that an edit of one file edits no other', async () => {
    mkdirSync(build);
    writeFileSync(join(build, 'a'), 'same');
    cpSync(join(build, 'a'), join(build, 'b'));
    succeeded(await here.run());
    succeeded(await restore());
    appendFileSync(join(out, 'a'), ' and more');
    expect(readFileSync(join(out, 'b'), 'utf8')).toBe('same');
    expect(readFileSync(join(here.volume, seriesName, 'latest/b'), 'utf8')).toBe('same');
});
itUnless(missingRoot())('reads a volume that is mounted read-only', async () => {
    makeBuild(build);
    succeeded(await here.run());
    const seen = join(here.scratch, 'seen');
    mkdirSync(seen);
    execFileSync('mount', ['--bind', here.volume, seen]);
    try {
        execFileSync('mount', ['-o', 'remount,bind,ro', seen]);
        succeeded(await restore({ volume: seen }));
        expectSame(out, build);
    }
    finally {
        execFileSync('umount', [seen]);
    }
});
