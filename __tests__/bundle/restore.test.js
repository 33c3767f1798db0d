// The built restore action over real snapshots: what comes back is compared with the very trees that were backed up.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { expectSame, keep, makeBuild, restoreFolder, runRestore, seriesName } from "../support/restore-stand.js";
import { listing } from "../support/series-state.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
let here;
let series = '';
let build = '';
let out = '';
beforeEach(() => {
    here = stand();
    series = join(here.volume, seriesName);
    build = join(here.workspace, 'build');
    out = join(here.workspace, 'out');
});
afterEach(() => {
    here.remove();
});
const restore = (inputs = {}, more = {}) => runRestore(here, inputs, more);
it('brings back each of several snapshots exactly as its source was, mtimes of rebuilt files included', async () => {
    const originals = new Map();
    for (const turn of [1, 2, 3]) {
        makeBuild(build, turn);
        originals.set(output(succeeded(await here.run()), 'snapshot'), keep(here, build, `original-${turn}`));
    }
    const stored = listing(here.volume);
    for (const [id, original] of originals) {
        const result = succeeded(await restore({ snapshot: id, path: join(here.scratch, `fresh-${id}`) }));
        expectSame(join(here.scratch, `fresh-${id}`), original);
        expect(result.outputs).toMatchObject({ restored: 'true', snapshot: id, verified: 'true', 'exact-match': 'true' });
        expect(figure(result, 'files-written')).toBe(figure(result, 'files'));
        // Into the same place, over one another, with what only the one before had removed.
        const over = succeeded(await restore({ snapshot: id, clean: 'true' }));
        expectSame(out, original);
        expect(figure(over, 'files-removed')).toBe(originals.keys().next().value === id ? 0 : 1);
        expect(over.parsed.annotations).toEqual([]);
    }
    expect(listing(here.volume)).toEqual(stored);
    // Nothing shares an inode with anything that is stored.
    const inodes = (tree) => execFileSync('find', [tree, '-type', 'f', '-printf', '%i\\n']).toString().trimEnd().split('\n');
    const ours = new Set(inodes(here.volume));
    expect(inodes(out).filter(inode => ours.has(inode))).toEqual([]);
});
it('has its outputs, summary and report, and leaves no process behind', async () => {
    makeBuild(build);
    succeeded(await here.run({}, { github: { sha: 'c'.repeat(40) } }));
    const result = succeeded(await restore({}, { github: { sha: 'd'.repeat(40) } }));
    expect(Object.keys(result.outputs).sort()).toEqual([...readAction(restoreFolder).outputs].sort());
    expect(result.outputs).toMatchObject({
        commit: 'c'.repeat(40),
        'matched-name': seriesName,
        source: 'volume',
        path: out
    });
    expect(result.summary).toMatch(/^## Restored\n\n\*\*Snapshot .*All were written/);
    expect(JSON.parse(readFileSync(output(result, 'report'), 'utf8'))).toMatchObject({ schema: 1, status: 'restored' });
    expect(result.parsed.unknown).toEqual([]);
    expect(result.leftBehind).toEqual([]);
});
it('writes only what differs, and reads no stored file where nothing does', async () => {
    makeBuild(build);
    const id = output(succeeded(await here.run()), 'snapshot');
    const original = keep(here, build);
    succeeded(await restore());
    appendFileSync(join(out, 'run.sh'), 'changed');
    utimesSync(join(out, 'lib/same-5'), 1, 1);
    rmSync(join(out, 'lib/link'));
    const before = lstatSync(join(out, 'lib/same-7'), { bigint: true });
    const some = succeeded(await restore());
    expectSame(out, original);
    expect(some.outputs).toMatchObject({ 'files-written': '1', 'bytes-written': '10' });
    expect(lstatSync(join(out, 'lib/same-7'), { bigint: true })).toEqual({
        ...before,
        atimeNs: expect.anything(),
        atimeMs: expect.anything()
    });
    // Were a single one read, it would be found damaged.
    const files = execFileSync('find', [join(series, id), '-type', 'f', '-size', '+0', '-print0'])
        .toString('latin1')
        .split('\0');
    for (const file of files.filter(file => file !== '')) {
        const path = Buffer.from(file, 'latin1');
        const { atime, mtime, size } = lstatSync(path);
        chmodSync(path, 0o600);
        writeFileSync(path, Buffer.alloc(size, 'rotten'));
        utimesSync(path, atime, mtime);
    }
    const none = succeeded(await restore({ clean: 'true' }));
    expectSame(out, original);
    expect(none.outputs).toMatchObject({ restored: 'true', verified: 'true', 'files-written': '0' });
});
it('fails over damaged and missing files, naming them; the others come back, and their old files stay', async () => {
    makeBuild(build);
    const id = output(succeeded(await here.run()), 'snapshot');
    mkdirSync(join(out, 'lib/deep'), { recursive: true });
    for (const old of ['run.sh', 'lib/deep/::error::x', 'extra'])
        writeFileSync(join(out, old), 'old');
    for (const path of ['run.sh', 'lib/deep/::error::x', 'large']) {
        const stored = join(series, id, path);
        const bytes = readFileSync(stored);
        bytes[0] = (bytes[0] ?? 0) ^ 1;
        writeFileSync(stored, bytes);
    }
    rmSync(join(series, id, 'lib/same-9'));
    const result = await restore({ clean: 'true' });
    expect(result.outcome).toBe('failure');
    expect(result.outputs).toMatchObject({ restored: 'false', verified: 'false', snapshot: id, 'files-removed': '0' });
    const [annotation] = result.parsed.annotations;
    expect(result.parsed.annotations).toHaveLength(1);
    for (const part of [
        '4 stored files',
        'run.sh: its bytes',
        'large: its bytes',
        'lib/same-9: it is not there',
        `before:${id}`
    ])
        expect(annotation?.message).toContain(part);
    expect(result.summary).toMatch(/^## Partly restored\n/);
    for (const old of ['run.sh', 'lib/deep/::error::x', 'extra'])
        expect(readFileSync(join(out, old), 'utf8')).toBe('old');
    for (const gone of ['large', 'lib/same-9'])
        expect(lstatSync(join(out, gone), { throwIfNoEntry: false })).toBeUndefined();
    expect(readFileSync(join(out, 'lib/same-8'))).toEqual(readFileSync(join(build, 'lib/same-8')));
    expect(readdirSync(out)).not.toContain('.snapshot-restore');
});
it('never writes or cleans through a symlink, nor removes what snapshots do not hold', async () => {
    makeBuild(build);
    succeeded(await here.run());
    const original = keep(here, build);
    const elsewhere = join(here.scratch, 'elsewhere');
    mkdirSync(join(elsewhere, 'deep'), { recursive: true });
    writeFileSync(join(elsewhere, 'same-1'), 'not ours');
    writeFileSync(join(elsewhere, 'deep/x'), 'not ours');
    const canary = listing(elsewhere);
    mkdirSync(join(out, '.git'), { recursive: true });
    writeFileSync(join(out, '.git/config'), 'mine');
    writeFileSync(join(out, '.env'), 'mine');
    symlinkSync(elsewhere, join(out, 'lib'));
    symlinkSync(elsewhere, join(out, 'empty'));
    symlinkSync(elsewhere, join(out, 'extra'));
    symlinkSync(join(elsewhere, 'same-1'), join(out, 'large'));
    const result = succeeded(await restore({ clean: 'true' }));
    expect(listing(elsewhere)).toEqual(canary);
    expect(readFileSync(join(out, '.git/config'), 'utf8') + readFileSync(join(out, '.env'), 'utf8')).toBe('minemine');
    expect(result.summary).toContain('It leaves what snapshots never hold');
    for (const mine of ['.git', '.env'])
        rmSync(join(out, mine), { recursive: true });
    execFileSync('touch', [`--reference=${original}`, out]);
    expectSame(out, original);
});
it('brings back some paths, and nothing else', async () => {
    makeBuild(build);
    succeeded(await here.run());
    const result = succeeded(await restore({ paths: 'lib/deep/?*\nrun.sh\n!**/ü\nlib/deep/[id].js' }));
    expect(readdirSync(out).sort()).toEqual(['lib', 'run.sh']);
    expect(readdirSync(join(out, 'lib'))).toEqual(['deep']);
    expect(readdirSync(join(out, 'lib/deep'))).not.toContain('ü');
    expect(readdirSync(join(out, 'lib/deep'))).toContain('[id].js');
    // Without what is left out, a symlink and a directory; with the file in that and the other one.
    expect(figure(result, 'files')).toBe(readdirSync(join(build, 'lib/deep')).length - 3 + 2);
    const wrong = await restore({ paths: 'run.hs' });
    expect(wrong.outcome).toBe('failure');
    expect(wrong.parsed.annotations[0]?.message).toContain('did you mean "run.sh"?');
});
