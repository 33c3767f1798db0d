// The built verify action over real snapshots that were really damaged, and the next snapshot, which does not inherit any of it.
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { listing, troubleIn } from "../support/series-state.js";
import { contentDifferences } from "../support/trees.js";
import { damagedIn, flip, found, verifyFolder, verifyStand } from "../support/verify-stand.js";
import { output, succeeded } from "../support/volumes.js";
const { here, series, ids, first, last, build, at, take, verify } = verifyStand();
it('proves that all is as it was stored, reading each inode once, and leaves no trace', async () => {
    const before = listing(here().volume);
    const result = succeeded(await verify());
    expect(listing(here().volume)).toEqual(before);
    expect(result.outputs).toMatchObject({ ok: 'true', 'snapshots-checked': '3', 'files-checked': '35', damaged: '[]' });
    expect(Number(output(result, 'bytes-checked'))).toBeGreaterThan(2_500_000);
    expect(result.summary).toContain('Verified');
    expect(result.parsed.annotations).toEqual([]);
    expect(Object.keys(result.outputs).sort()).toEqual(readAction(verifyFolder).outputs.toSorted());
    const report = JSON.parse(readFileSync(output(result, 'report'), 'utf8'));
    expect(report).toMatchObject({ ok: true, filesLookedAt: 99, damaged: [] });
});
it('finds a rotten bit and all that share it; the next snapshot does not inherit it, and restores right', async () => {
    flip(at(first(), 'lib/7.js'));
    const all = ids().toReversed();
    const result = await verify();
    expect(result.outcome).toBe('failure');
    expect(result.exitCode).toBe(1);
    expect(result.outputs.ok).toBe('false');
    expect(damagedIn(result)).toEqual([
        { path: 'lib/7.js', what: 'content', why: 'other bytes, same size and time', snapshots: all }
    ]);
    const [annotation] = result.parsed.annotations;
    expect(annotation?.message).toMatch(/lib\/7\.js: other bytes, same size and time/);
    expect(result.summary).toMatch(/smartctl/);
    // The source, and with it the time that the damaged file was stored with, is as it was.
    const next = await take();
    expect(next.outputs).toMatchObject({ 'files-copied': '1', changed: 'false' });
    expect(next.log).toContain('a verification found the stored bytes damaged');
    expect(contentDifferences(build(), at(last()))).toBe('');
    expect(contentDifferences(build(), at(first()))).toContain('lib/7.js');
    expect(lstatSync(at(last(), 'lib/7.js')).mtimeMs).toBe(lstatSync(at(first(), 'lib/7.js')).mtimeMs);
    expect(lstatSync(at(last(), 'lib/7.js')).nlink).toBe(1);
    const after = await take();
    expect(after.outputs).toMatchObject({ 'files-copied': '0' });
    expect(after.parsed.annotations).toEqual([]);
    expect(lstatSync(at(last(), 'lib/7.js')).nlink).toBe(2);
    expect(succeeded(await verify({ snapshot: 'latest' })).outputs.ok).toBe('true');
    // Restored by hand, as the documentation has it.
    execFileSync('rsync', ['-a', `${at(last())}/`, join(here().scratch, 'restored')]);
    expect(contentDifferences(build(), join(here().scratch, 'restored'))).toBe('');
    const [again] = damagedIn(await verify());
    expect(again?.snapshots).toEqual(all);
    expect(again?.wholeIn).toEqual({ snapshot: last(), path: 'lib/7.js', sameContent: true });
    // As retention removes them.
    for (const id of all) {
        rmSync(at(id), { recursive: true });
        rmSync(join(series(), '.snapshots/records', `${id}.json`));
    }
    expect(succeeded(await verify()).outputs.ok).toBe('true');
    expect(lstatSync(join(series(), '.snapshots/damaged.json'), { throwIfNoEntry: false })).toBeUndefined();
});
it('with compare: quick, rsync does not link to what is damaged', async () => {
    await take({ compare: 'quick' });
    flip(at(first(), 'lib/7.js'));
    await verify();
    const next = await take({ compare: 'quick' });
    expect(next.outputs).toMatchObject({ 'files-copied': '1', 'files-linked': '32' });
    expect(contentDifferences(build(), at(last()))).toBe('');
    expect((await take({ compare: 'quick' })).outputs).toMatchObject({ 'files-copied': '0' });
    expect(troubleIn(series()).filter(trouble => trouble.startsWith(last()))).toEqual([]);
});
it('with skip-if-unchanged, a new snapshot is taken of an unchanged source', async () => {
    flip(at(last(), 'lib/7.js'));
    await verify();
    expect((await take({ 'skip-if-unchanged': 'true' })).outputs.status).toBe('created');
    expect((await take({ 'skip-if-unchanged': 'true' })).outputs.status).toBe('unchanged');
});
it('warns of damage instead of failing, where that is asked for', async () => {
    rmSync(at(first(), 'version'));
    const result = succeeded(await verify({ 'on-damage': 'warn' }));
    expect(result.outputs.ok).toBe('false');
    expect(result.parsed.annotations).toEqual([expect.objectContaining({ name: 'warning' })]);
    expect(found(result)).toEqual(['missing version']);
});
it('reads a sample, and in seven parts everything', async () => {
    let read = 0;
    for (let part = 1; part <= 7; part++) {
        const result = succeeded(await verify({ subset: `${part}/7` }));
        read += Number(output(result, 'files-checked'));
    }
    expect(read).toBe(35);
    const some = succeeded(await verify({ subset: '10K' }));
    expect(Number(output(some, 'bytes-checked'))).toBeGreaterThanOrEqual(10 * 1024);
    expect(Number(output(some, 'files-checked'))).toBeLessThan(35);
    expect(Number(output(succeeded(await verify({ subset: '1%' })), 'files-checked'))).toBeGreaterThan(0);
    expect(output(succeeded(await verify({ subset: 'auto/7' })), 'snapshots-checked')).toBe('3');
});
it('finds by lstat alone what is not in the sample', async () => {
    rmSync(at(first(), 'version'));
    expect(found(await verify({ subset: '0.0001%' }))).toEqual(['missing version']);
});
it('of an event from a fork, tells of damage and writes nothing', async () => {
    flip(at(first(), 'lib/7.js'));
    const before = listing(here().volume);
    const repository = { full_name: 'acme/widgets', default_branch: 'main' };
    const event = {
        pull_request: { head: { repo: { full_name: 'mallory/widgets' } }, base: { repo: repository } },
        repository
    };
    const github = { event_name: 'pull_request', ref: 'refs/pull/1/merge', ref_name: '1/merge', event };
    const result = await verify({}, { github });
    expect(found(result)).toEqual(['content lib/7.js']);
    expect(result.log).toMatch(/was not noted beside it.*mallory\/widgets/);
    expect(listing(here().volume)).toEqual(before);
});
it.each([
    ['a snapshot that is not there', { snapshot: 'tag:nightly' }, 'nightly'],
    ['a series that is not there', { name: 'acme/widgets/build/mian' }, 'did you mean'],
    ['a subset that is a typo', { subset: '5' }, 'subset: "5"']
])('refuses %s', async (_, inputs, part) => {
    const result = await verify(inputs);
    expect(result.outcome).toBe('failure');
    expect(result.parsed.annotations[0]?.message).toContain(part);
    expect(result.outputs).toEqual({});
});
