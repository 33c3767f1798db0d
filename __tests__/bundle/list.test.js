// The built list action over real snapshots: what it tells of each, its figures as du sees them, and that it leaves no trace.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readAction } from "../support/action-metadata.js";
import { diskUse } from "../support/disk-use.js";
import { addDay, day, mark, takeDays } from "../support/history.js";
import { mountBind } from "../support/loop-image.js";
import { runAction } from "../support/runner.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { listing, snapshotsIn } from "../support/series-state.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
import { output, stand, succeeded } from "../support/volumes.js";
const folder = join(repositoryRoot, 'list');
const name = 'acme/widgets/build/main';
let here;
let series = '';
beforeEach(() => {
    here = stand();
    series = join(here.volume, name);
});
afterEach(() => {
    here.remove();
});
/** Whatever it is asked, the volume is afterwards as it was, to the last mtime. */
async function list(inputs = {}, more = {}) {
    const before = listing(here.volume);
    const { workspace, tempDir, volume } = here;
    try {
        return await runAction({
            action: folder,
            workspace,
            tempDir,
            contexts: { matrix: null },
            ...more,
            inputs: { volume, name, ...inputs }
        });
    }
    finally {
        expect(listing(here.volume)).toEqual(before);
    }
}
const itemsOf = (result) => JSON.parse(output(succeeded(result), 'snapshots'));
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
/** What all these trees take together, each inode once. */
const used = (ids) => sum(diskUse(...ids.map(id => join(series, id))));
it('tells every snapshot, newest first, and what each alone would free as du sees it', async () => {
    const taken = await takeDays(here, name, [10, 11, 12, 13]);
    addDay(series, day(10), day(9));
    mark(series, day(11), { pinned: true, tags: ['release', 'v1.2'] });
    const ids = snapshotsIn(series);
    const today = taken.at(-1) ?? '';
    const result = await list();
    const items = itemsOf(result);
    expect(items.map(({ id, path, status }) => [id, path, status])).toEqual(ids.toReversed().map(id => [id, join(series, id), 'complete']));
    for (const item of items) {
        const others = ids.filter(id => id !== item.id);
        expect([item.id, item['bytes-freed-if-removed']]).toEqual([item.id, used(ids) - used(others)]);
        const record = JSON.parse(readFileSync(join(series, '.snapshots/records', `${item.id}.json`), 'utf8'));
        expect(item).toMatchObject({
            run: { id: record.run.runId, url: record.run.url },
            commit: record.run.commit,
            ref: record.run.ref,
            files: 14
        });
    }
    // It shares every file with the day after.
    expect(items.at(-1)?.['bytes-freed-if-removed']).toBeLessThan(8 * 4096);
    expect(items.find(({ id }) => id === day(11))).toMatchObject({ pinned: true, tags: ['release', 'v1.2'] });
    expect(result.outputs).toMatchObject({ count: '6', latest: today });
    expect(Object.keys(result.outputs).sort()).toEqual([...readAction(folder).outputs].sort());
    expect(JSON.parse(readFileSync(output(result, 'report'), 'utf8'))).toMatchObject({ schema: 1, snapshots: items });
    expect(result.summary).toMatch(/^## 6 snapshots\n/);
    expect(result.log).toMatch(new RegExp(`\n${today} +\\w{3} \\d{4}-.* latest +14 `));
    expect(result.parsed.annotations).toEqual([]);
    expect(result.leftBehind).toEqual([]);
});
it('tells trees that are not ours, and records that cannot be read', async () => {
    const [only = ''] = await takeDays(here, name, []);
    mkdirSync(join(series, day(1)));
    writeFileSync(join(series, day(1), 'theirs'), 'by hand');
    mkdirSync(join(series, day(2)));
    writeFileSync(join(series, '.snapshots/records', `${day(2)}.json`), '{"format":1,"id":"##[error]x"}');
    const result = await list({ measure: 'true' });
    expect(itemsOf(result)).toEqual([
        expect.objectContaining({ id: only, status: 'complete' }),
        expect.objectContaining({ id: day(2), status: 'damaged', why: expect.stringMatching(/^the record is damaged: /) }),
        expect.objectContaining({ id: day(1), status: 'foreign', files: null, 'bytes-freed-if-removed': 2 * 4096 })
    ]);
    expect(output(result, 'latest')).toBe(only);
    expect(result.parsed.annotations.map(({ name, message }) => [name, message])).toEqual([
        ['warning', expect.stringMatching(`^The record of ${name}/${day(2)} cannot be used`)]
    ]);
});
it('lists the series of a pattern, and of the job itself when it is left out', async () => {
    await takeDays(here, name, [3]);
    await takeDays(here, 'acme/widgets/build/dev', [4]);
    const both = await list({ name: 'acme/**' });
    expect(itemsOf(both).map(({ series }) => series?.split('/').at(-1))).toEqual(['dev', 'main', 'dev', 'main']);
    expect(output(both, 'latest')).toMatch(/^acme\/widgets\/build\/dev\/\d{4}-/);
    const github = { repository: 'acme/widgets', job: 'build', ref_name: 'main' };
    const own = await list({ name: '' }, { github });
    expect(itemsOf(own).map(({ id }) => id)).toEqual(snapshotsIn(series).toReversed());
    const wrong = await list({ name: 'acme/widgets/build/mian' });
    expect(wrong.outcome).toBe('failure');
    expect(wrong.outputs).toEqual({});
    expect(wrong.parsed.annotations[0]?.message).toMatch(/did you mean "acme\/widgets\/build\/main"\?/);
});
it('lists for a stranger as well, since it only reads', async () => {
    await takeDays(here, name, []);
    const result = await list({}, { env: { ACTIONS_CACHE_MODE: 'read', GITHUB_EVENT_NAME: 'pull_request_target' } });
    expect(itemsOf(result)).toHaveLength(1);
});
itUnless(missingRoot())('works on a volume that is mounted read-only', async () => {
    await takeDays(here, name, [3]);
    const at = join(here.scratch, 'read-only');
    mkdirSync(at);
    const mounted = mountBind(here.volume, at);
    try {
        mounted.remount('bind,ro');
        expect(itemsOf(await list({ volume: at })).map(({ path }) => path)).toEqual(snapshotsIn(series)
            .toReversed()
            .map(id => join(at, name, id)));
    }
    finally {
        mounted.remove();
        rmSync(at, { recursive: true });
    }
});
