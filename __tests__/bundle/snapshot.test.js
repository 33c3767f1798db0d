// The built bundle as a runner starts it: what it says, what it refuses, and how it ends when it is cancelled.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { layOut } from "../support/artifacts.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { contentDifferences } from "../support/trees.js";
import { output, stand, succeeded } from "../support/volumes.js";
let here;
const start = (files) => {
    here = stand();
    const build = join(here.workspace, 'build');
    mkdirSync(build);
    for (const [name, text] of Object.entries(files))
        writeFileSync(join(build, name), text);
    return here;
};
afterEach(() => {
    here?.remove();
});
const onVolume = ({ volume }) => readdirSync(volume, { recursive: true, encoding: 'utf8' }).sort();
it('sets every output of action.yml, writes the summary and the JSON report', async () => {
    const place = start({ a: 'one', b: 'two' });
    const result = succeeded(await place.run());
    expect(Object.keys(result.outputs).sort()).toEqual([...readAction(repositoryRoot).outputs].sort());
    expect(result.outputs).toMatchObject({
        status: 'created',
        files: '2',
        'files-copied': '2',
        base: '',
        changed: 'true'
    });
    expect(output(result, 'snapshot-path')).toBe(join(place.volume, 'acme/widgets/build/main', output(result, 'snapshot')));
    expect(result.summary).toMatch(/^## .*created/);
    expect(JSON.parse(readFileSync(output(result, 'report'), 'utf8'))).toMatchObject({ status: 'created' });
    expect(result.parsed.annotations).toEqual([]);
    expect(result.parsed.groups.length).toBeGreaterThan(3);
    expect(result.leftBehind).toEqual([]);
});
it('gives each leg of a matrix a series of its own', async () => {
    const place = start({ a: 'one' });
    const leg = { contexts: { matrix: { os: 'linux', node: 24 } } };
    const result = succeeded(await place.run({}, leg));
    expect(output(result, 'snapshot-path')).toContain('/acme/widgets/build/linux,24/main/');
});
it('reports all wrong inputs in one error, and touches nothing', async () => {
    const place = start({ a: 'one' });
    const before = onVolume(place);
    const result = await place.run({ compare: 'fast', jobs: '0', pin: 'yes' });
    expect(result.outcome).toBe('failure');
    expect(result.parsed.annotations).toHaveLength(1);
    const message = result.parsed.annotations[0]?.message ?? '';
    for (const part of ['compare', 'fast', 'content', 'jobs', 'pin', 'yes', 'true'])
        expect(message).toContain(part);
    expect(result.outputs).toEqual({});
    expect(onVolume(place)).toEqual(before);
});
it('writes nothing for a pull request from a fork', async () => {
    const place = start({ a: 'one' });
    const before = onVolume(place);
    const fork = { repo: { full_name: 'mallory/widgets', fork: true } };
    const base = { repo: { full_name: 'acme/widgets', fork: false } };
    const event = {
        pull_request: { head: fork, base },
        repository: { full_name: 'acme/widgets', default_branch: 'main' }
    };
    const github = { event_name: 'pull_request', ref: 'refs/pull/1/merge', ref_name: '1/merge', event };
    const result = succeeded(await place.run({}, { github }));
    expect(output(result, 'status')).toBe('skipped');
    expect(onVolume(place)).toEqual(before);
});
it('says what somebody must do where the volume is not marked', async () => {
    const place = start({ a: 'one' });
    const unmarked = join(place.scratch, 'unmarked');
    mkdirSync(unmarked);
    const result = await place.run({ volume: unmarked });
    expect(result.outcome).toBe('failure');
    expect(result.log).toContain('.snapshot-volume.json');
    expect(readdirSync(unmarked)).toEqual([]);
});
const hostile = [
    '::error::pwned',
    ' ::warning::pwned',
    '##[error]pwned',
    'a\n::error::pwned',
    '-rf',
    '\x1b[31mred',
    '%0A'
];
it('never lets a file name speak to the runner', async () => {
    const place = start(Object.fromEntries(hostile.map(name => [name, name])));
    const result = succeeded(await place.run());
    expect(result.parsed.annotations).toEqual([]);
    expect(result.parsed.unknown).toEqual([]);
    expect(result.log + result.summary).not.toContain('\x1b[31mred');
    const stored = output(result, 'snapshot-path');
    expect(readdirSync(stored).sort()).toEqual([...hostile].sort());
    expect(contentDifferences(join(place.workspace, 'build'), stored)).toBe('');
});
it('stops soon when it is cancelled, publishes nothing, and the next run is none the worse', async () => {
    const place = start({});
    layOut('date-fns', 1, join(place.workspace, 'build'));
    const result = await place.run({}, { cancel: { logMatches: /^::group::Fill/ } });
    expect(result.outcome).toBe('cancelled');
    expect(result.cancelledAfterMs).toBeLessThan(2_000);
    expect(result.leftBehind).toEqual([]);
    const series = join(place.volume, 'acme/widgets/build/main');
    expect(readdirSync(series).filter(name => name !== '.snapshots')).toEqual([]);
    const next = succeeded(await place.run());
    expect(contentDifferences(join(place.workspace, 'build'), output(next, 'snapshot-path'))).toBe('');
    expect(readdirSync(join(series, '.snapshots/partial'))).toEqual([]);
});
