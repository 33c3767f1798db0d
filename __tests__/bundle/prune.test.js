// The built prune action over real snapshots: what stays, what came free as du sees it, and what it says of both.
import { execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { diskUse } from "../support/disk-use.js";
import { addDay, day, mark, takeDays } from "../support/history.js";
import { runAction } from "../support/runner.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { listing, snapshotsIn, troubleIn } from "../support/series-state.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
const folder = join(repositoryRoot, 'prune');
const name = 'acme/widgets/build/main';
let here;
let series = '';
let canary = [];
beforeEach(() => {
    here = stand();
    series = join(here.volume, name);
    // Beside the series, below it, and in its way.
    for (const place of ['canary', 'acme/canary/2026-10-01T02-00-00Z', `${name}/canary/deep`]) {
        mkdirSync(join(here.volume, place), { recursive: true });
        writeFileSync(join(here.volume, place, 'file'), 'not ours');
    }
    canary = canaries();
});
afterEach(() => {
    expect(canaries()).toEqual(canary);
    here.remove();
});
const canaries = () => ['canary', 'acme/canary', `${name}/canary`].flatMap(place => [place, ...listing(join(here.volume, place))]);
const prune = (inputs, more = {}) => runAction({
    action: folder,
    workspace: here.workspace,
    tempDir: here.tempDir,
    contexts: { matrix: null },
    ...more,
    inputs: { volume: here.volume, name, ...inputs }
});
const trees = (ids) => ids.map(id => join(series, id));
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
const jsonOf = (result, name) => JSON.parse(output(result, name));
it('keeps what the rules say, frees what du says, and leaves the rest as it was', async () => {
    const taken = await takeDays(here, name, [10, 11, 12, 13, 14, 15]);
    const [today = ''] = taken.slice(-1);
    for (let number = 1; number < 10; number++)
        addDay(series, day(10), day(number));
    mark(series, day(2), { pinned: true });
    mark(series, day(4), { tags: ['release'] });
    const all = snapshotsIn(series);
    const kept = [day(2), day(4), day(11), day(14), day(15), today];
    const gone = all.filter(id => !kept.includes(id));
    const before = trees(kept).map(tree => listing(tree));
    const used = sum(diskUse(...trees(all)));
    const result = succeeded(await prune({ 'keep-daily': '3', 'keep-weekly': '3', 'keep-tags': 'release' }));
    expect(snapshotsIn(series)).toEqual(kept);
    expect(trees(kept).map(tree => listing(tree))).toEqual(before);
    expect(troubleIn(series)).toEqual([]);
    expect(readlinkSync(join(series, 'latest'))).toBe(today);
    for (const place of ['records', 'manifests'])
        expect(readdirSync(join(series, '.snapshots', place)).map(file => file.split('.')[0])).toEqual(kept);
    expect(figure(result, 'bytes-freed')).toBe(used - sum(diskUse(...trees(kept))));
    expect(figure(result, 'bytes-freed')).toBeGreaterThan(gone.length * 4096);
    expect(result.outputs).toMatchObject({ status: 'pruned', series: '1', kept: '6', pruned: String(gone.length) });
    expect(jsonOf(result, 'pruned-ids')).toEqual(gone.toReversed());
    const plan = jsonOf(result, 'plan');
    expect(plan.map(({ id }) => id)).toEqual(all.toReversed());
    expect(sum(plan.map(({ bytesFreed }) => bytesFreed))).toBe(figure(result, 'bytes-freed'));
    expect(plan.find(({ id }) => id === day(4))).toMatchObject({ decision: 'keep', reasons: ['tag release'] });
    expect(Object.keys(result.outputs).sort()).toEqual([...readAction(folder).outputs].sort());
    expect(result.summary).toMatch(/^## Pruned\n\n\*\*Removed 10 of 16 snapshots&#59; /);
    expect(result.summary).toContain('\n2026-10  ░█░█░░░░░░█░░██');
    expect(JSON.parse(readFileSync(output(result, 'report'), 'utf8'))).toMatchObject({ schema: 1, status: 'pruned' });
    expect(result.parsed.annotations).toEqual([]);
    expect(result.leftBehind).toEqual([]);
    expect((await prune({ 'keep-daily': '3', 'keep-weekly': '3', 'keep-tags': 'release' })).outputs).toMatchObject({
        status: 'unchanged',
        pruned: '0',
        'bytes-freed': '0'
    });
});
it('tells all that in a dry run, and leaves the volume as it is to the last mtime', async () => {
    await takeDays(here, name, [1, 2, 3, 4]);
    const rules = { 'keep-last': '2', 'max-size': '1T' };
    const before = listing(here.volume);
    const dry = succeeded(await prune({ ...rules, 'dry-run': 'true' }));
    expect(listing(here.volume)).toEqual(before);
    expect(output(dry, 'status')).toBe('dry-run');
    const wet = succeeded(await prune(rules));
    for (const same of ['kept', 'pruned', 'pruned-ids', 'bytes-freed', 'plan'])
        expect(output(dry, same)).toBe(output(wet, same));
});
it('removes the oldest beyond the rules until the series is small enough, and no more', async () => {
    const all = await takeDays(here, name, [1, 2, 3, 4]);
    const [used = 0] = diskUse(series);
    const result = succeeded(await prune({ 'keep-last': '10', 'max-size': `${used - 20_000}B` }));
    expect(diskUse(series)[0]).toBeLessThanOrEqual(used - 20_000);
    expect(snapshotsIn(series)).toEqual(all.slice(figure(result, 'pruned')));
    expect(figure(result, 'pruned')).toBe(1);
    expect(result.summary).toContain('max-size');
});
it('takes every series that a pattern means, and no other', async () => {
    const others = ['acme/widgets/build/dev', 'acme/gadgets/build/main', 'acme/widgets/build/{a,b}'];
    for (const one of [name, ...others])
        await takeDays(here, one, [1, 2]);
    const untouched = listing(join(here.volume, 'acme/gadgets'));
    const result = succeeded(await prune({ name: 'acme/widgets/**', 'keep-last': '1' }));
    expect(listing(join(here.volume, 'acme/gadgets'))).toEqual(untouched);
    expect(result.outputs).toMatchObject({ series: '3', kept: '3', pruned: '6' });
    expect(jsonOf(result, 'pruned-ids')[0]).toBe(`acme/widgets/build/dev/${day(2)}`);
    for (const one of [name, 'acme/widgets/build/dev'])
        expect(troubleIn(join(here.volume, one))).toEqual([]);
});
it('leaves a snapshot that somebody reads, and says so', async () => {
    await takeDays(here, name, [1, 2, 3]);
    const record = join(series, '.snapshots/records', `${day(2)}.json`);
    const reader = ['--no-fork', '--shared', record, 'sh', '-c', 'echo held; exec sleep 60'];
    const held = spawn('flock', reader, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
        await new Promise(resolve => held.stdout.once('data', resolve));
        const result = succeeded(await prune({ 'keep-last': '1' }));
        expect(snapshotsIn(series)).toContain(day(2));
        expect(jsonOf(result, 'plan')).toContainEqual(expect.objectContaining({ id: day(2), decision: 'keep', reasons: ['being read'] }));
        expect(result.summary).toContain('Being read, and so left for the next run');
        expect(result.parsed.annotations).toEqual([]);
    }
    finally {
        held.kill('SIGKILL');
        await new Promise(resolve => held.once('close', resolve));
    }
    expect(jsonOf(succeeded(await prune({ 'keep-last': '1' })), 'pruned-ids')).toEqual([day(2)]);
});
it('never touches what only looks like a snapshot', async () => {
    await takeDays(here, name, [5, 6]);
    mkdirSync(join(series, day(1)));
    writeFileSync(join(series, day(1), 'theirs'), 'by hand');
    symlinkSync(join(here.volume, 'canary'), join(series, day(2)));
    // A link in the place of a snapshot that was, with its record.
    execFileSync('mv', [join(series, day(5)), join(here.scratch, 'away')]);
    symlinkSync(join(here.scratch, 'away'), join(series, day(5)));
    writeFileSync(join(series, day(3)), 'a file');
    const before = [join(here.scratch, 'away'), join(series, day(1))].map(place => listing(place));
    const result = succeeded(await prune({ 'keep-last': '1' }));
    expect([join(here.scratch, 'away'), join(series, day(1))].map(place => listing(place))).toEqual(before);
    for (const id of [day(2), day(5)])
        expect(lstatSync(join(series, id)).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(series, day(3)), 'utf8')).toBe('a file');
    expect(jsonOf(result, 'pruned-ids')).toEqual([day(6)]);
    expect(jsonOf(result, 'plan')).toContainEqual(expect.objectContaining({ id: day(1), reasons: ['foreign'] }));
});
it('removes nothing for a pull request from a fork', async () => {
    await takeDays(here, name, [1, 2]);
    const before = listing(here.volume);
    const repository = { full_name: 'acme/widgets', default_branch: 'main' };
    const event = {
        pull_request: { head: { repo: { full_name: 'mallory/widgets' } }, base: { repo: repository } },
        repository
    };
    const github = { event_name: 'pull_request', ref: 'refs/pull/1/merge', ref_name: '1/merge', event };
    const result = succeeded(await prune({ 'keep-last': '1' }, { github }));
    expect(result.outputs).toMatchObject({ status: 'skipped', pruned: '0', 'pruned-ids': '[]', plan: '[]' });
    expect(result.log + result.summary).toContain('mallory/widgets');
    expect(listing(here.volume)).toEqual(before);
});
it.each([
    [
        'a policy that is a typo',
        { 'keep-daily': '-1', 'keep-within': '30' },
        ['keep-daily: "-1"', 'keep-within: "30"', '30d']
    ],
    ['a policy that keeps nothing', { 'keep-last': '0' }, ['keep-last: is 0', 'keep-last: 7']],
    ['a series that does not exist', { name: 'acme/widgets/build/mian' }, ['did you mean "acme/widgets/build/main"?']],
    ['a pattern that means nothing', { name: 'octo/**' }, ['No series', '"octo/**"', '"acme/widgets/build/main"']]
])('refuses %s, and touches nothing', async (_, inputs, parts) => {
    await takeDays(here, name, [1]);
    const before = listing(here.volume);
    const result = await prune(inputs);
    expect(result.outcome).toBe('failure');
    expect(result.parsed.annotations).toHaveLength(1);
    for (const part of parts)
        expect(result.parsed.annotations[0]?.message).toContain(part);
    expect(result.outputs).toEqual({});
    expect(listing(here.volume)).toEqual(before);
});
