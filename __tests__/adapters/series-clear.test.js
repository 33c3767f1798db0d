// Clearing up after crashes on a real disk: all of the leftovers go, nothing else does, and no link is followed there.
import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { localVolume } from "../../src/adapters/volume/local-volume.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { missingTmpfs, mountBind, mountTmpfs } from "../support/loop-image.js";
import { publishOne, recordOf } from "../support/published.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
const parts = adapterParts();
let scratch = '';
let series;
const published = '2026-11-18T00-00-00Z';
const begun = '2026-11-19T00-00-00Z';
beforeEach(async () => {
    scratch = scratchWith('volume', 'outside/sub');
    writeFileSync(join(scratch, 'outside/canary'), 'canary');
    series = localVolume(join(scratch, 'volume'), parts).series('s');
    const lock = await series.lock('us', 0, () => undefined);
    await publishOne(series, published, ['kept']);
    await lock.release();
});
afterEach(() => {
    expect(readdirSync(join(scratch, 'outside')).sort()).toEqual(['canary', 'sub']);
    expect(readFileSync(join(scratch, 'outside/canary'), 'utf8')).toBe('canary');
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const at = (...names) => join(series.path, ...names);
const own = (...names) => at('.snapshots', ...names);
async function clear() {
    const lock = await series.lock('us', 0, () => undefined);
    try {
        return await series.clear();
    }
    finally {
        await lock.release();
    }
}
const leftovers = () => [...readdirSync(own('partial')), ...readdirSync(own('trash'))];
it('has nothing to do after a run that went well', async () => {
    const before = execFileSync('find', [series.path, '-printf', '%P %y %m %i\n'], { encoding: 'utf8' });
    await expect(clear()).resolves.toEqual({ begun: [], left: [] });
    expect(execFileSync('find', [series.path, '-printf', '%P %y %m %i\n'], { encoding: 'utf8' })).toBe(before);
});
it('removes unfinished trees and trash, deep and read-only as they may be', async () => {
    for (const place of ['partial', 'trash']) {
        mkdirSync(own(place, begun, 'a/b/c/d'), { recursive: true });
        mkdirSync(own(place, begun, 'x'));
        for (const file of ['f', 'a/f', 'a/b/f', 'a/b/c/d/f', '-rf', 'new\nline'])
            writeFileSync(own(place, begun, file), '');
        execFileSync('chmod', ['-R', 'a-w', own(place, begun)]);
        execFileSync('chmod', ['0000', own(place, begun, 'x'), own(place, begun, 'a/b')]);
    }
    await expect(clear()).resolves.toEqual({ begun: [begun], left: [] });
    expect(leftovers()).toEqual([]);
    expect((await series.list()).map(({ id }) => id)).toEqual([published]);
});
it('leaves the mode of a file that a snapshot shares as it is', async () => {
    writeFileSync(at(published, 'kept/file'), 'x', { mode: 0o444 });
    mkdirSync(own('partial', begun));
    linkSync(at(published, 'kept/file'), own('partial', begun, 'file'));
    execFileSync('chmod', ['0555', own('partial', begun)]);
    await clear();
    expect(leftovers()).toEqual([]);
    expect(statSync(at(published, 'kept/file'))).toMatchObject({ nlink: 1, size: 1 });
    expect(statSync(at(published, 'kept/file')).mode & 0o777).toBe(0o444);
});
it('removes the record and manifest of what was begun, never of what was published', async () => {
    mkdirSync(own('partial', begun));
    writeFileSync(own('records', `${begun}.json`), recordOf(series.name, begun));
    writeFileSync(own('manifests', `${begun}.mtree.gz`), '');
    // A name that is both, however that came about: what is published wins.
    mkdirSync(own('partial', published));
    // Nobody's: there is no tree of that name.
    writeFileSync(own('records', '2020-01-01T00-00-00Z.json'), '');
    await clear();
    expect(readdirSync(own('records')).sort()).toEqual(['2020-01-01T00-00-00Z.json', `${published}.json`]);
    expect(readdirSync(own('manifests'))).toEqual([`${published}.mtree.gz`]);
    expect(leftovers()).toEqual([]);
    expect((await series.list())[0]?.record?.id).toBe(published);
});
it('removes half-written files of ours', async () => {
    const files = [own('records/x.json.tmp'), own('manifests/x.mtree.gz.tmp'), own('usage.json.tmp'), own('latest.tmp')];
    for (const file of files)
        writeFileSync(file, '');
    await clear();
    expect(files.filter(file => existsSync(file))).toEqual([]);
    expect(existsSync(own('lock'))).toBe(true);
});
it('removes a symlink itself, not what it leads to', async () => {
    symlinkSync(join(scratch, 'outside'), own('partial', begun));
    mkdirSync(own('trash', begun, 'a/b'), { recursive: true });
    for (const name of ['link', 'a/link', 'a/b/link'])
        symlinkSync(join(scratch, 'outside'), own('trash', begun, name));
    await clear();
    expect(leftovers()).toEqual([]);
});
itUnless(missingTmpfs()).each(['', 'a', 'a/b', 'a/b/c'])('does not go into a filesystem that is mounted in a leftover, at "%s"', async (place) => {
    mkdirSync(own('partial', begun, place), { recursive: true });
    const mounted = mountTmpfs('size=1m', own('partial', begun, place));
    try {
        mkdirSync(join(mounted.at, 'dir/deeper/still'), { recursive: true });
        const precious = ['dir/one', 'dir/deeper/two', 'dir/deeper/still/three'].map(file => join(mounted.at, file));
        for (const file of precious)
            writeFileSync(file, '');
        const { left } = await clear();
        expect(left.length).toBeGreaterThan(0);
        expect(precious.filter(file => !existsSync(file))).toEqual([]);
    }
    finally {
        mounted.remove();
    }
});
itUnless(missingTmpfs()).each(['', 'a', 'a/b'])('does not go into a directory that is bound there, at "%s"', async (place) => {
    mkdirSync(own('partial', begun, place), { recursive: true });
    const bound = mountBind(join(scratch, 'outside'), own('partial', begun, place));
    try {
        expect((await clear()).left.length).toBeGreaterThan(0);
    }
    finally {
        bound.remove();
    }
});
itUnless(missingRoot())('says what could not be removed, and removes the rest', async () => {
    mkdirSync(own('partial', begun, 'stuck'), { recursive: true });
    mkdirSync(own('partial', begun, 'other'));
    writeFileSync(own('partial', begun, 'stuck/file'), '');
    execFileSync('chattr', ['+i', own('partial', begun, 'stuck/file')]);
    try {
        const { left } = await clear();
        expect(left).toEqual([expect.stringContaining(`stuck/file': Operation not permitted`)]);
        expect(readdirSync(own('partial', begun))).toEqual(['stuck']);
    }
    finally {
        execFileSync('chattr', ['-i', own('partial', begun, 'stuck/file')]);
    }
});
