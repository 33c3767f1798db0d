// What a series takes, counted as du counts it: also when snapshots share files, and when someone removed one by hand.
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { realProcesses } from "../../src/adapters/process.js";
import { seriesLayout } from "../../src/adapters/volume/layout.js";
import { seriesBytesOnDisk } from "../../src/adapters/volume/usage.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { someRecord } from "../support/records.js";
import { diskUse } from "../support/disk-use.js";
import { fakeTools, realTool } from "../support/fake-tools.js";
const { processes } = adapterParts();
const ids = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z'];
let scratch = '';
let layout;
beforeEach(() => {
    scratch = scratchWith();
    layout = seriesLayout(scratch, 's');
    for (const directory of [layout.records, layout.manifests, layout.partial, layout.trash])
        mkdirSync(directory, { recursive: true });
});
afterEach(() => {
    rmSync(scratch, { recursive: true });
});
const du = () => diskUse(layout.series)[0] ?? 0;
/** A snapshot of one shared file and one of its own; returns what it brought. */
function add(id, shared) {
    const before = du();
    mkdirSync(layout.snapshot(id));
    if (shared === undefined)
        writeFileSync(join(layout.snapshot(id), 'shared'), Buffer.alloc(100_000, 1));
    else
        linkSync(join(layout.snapshot(shared), 'shared'), join(layout.snapshot(id), 'shared'));
    writeFileSync(join(layout.snapshot(id), 'own'), Buffer.alloc(50_000, 2));
    return du() - before;
}
/** A snapshot with its record, as far as the count reads that. */
const recorded = (id, base) => ({
    id,
    record: someRecord(id, {
        bytesOnDisk: diskUse(layout.snapshot(id))[0] ?? 0,
        ...(base === undefined ? {} : { base: { id: base } })
    })
});
const count = (use, added, mayKeep = true) => seriesBytesOnDisk(processes, layout, use, added, mayKeep);
const bare = (...names) => names.map(id => ({ id }));
/** Processes that can walk no snapshot: neither du nor find. */
const blind = () => {
    const script = (tool) => `case "$*" in *Z*) exit 1 ;; esac; exec ${realTool(tool)} "$@"`;
    const tools = fakeTools(join(scratch, 'bin'), { du: script('du'), find: script('find') });
    return realProcesses({ PATH: tools }, new AbortController().signal);
};
it('equals du after each snapshot, and after the oldest were removed, without walking any', async () => {
    const [one, two, three] = ids;
    const processesThatCannotWalk = blind();
    const measure = (all, added) => seriesBytesOnDisk(processesThatCannotWalk, layout, all, added, true);
    add(one);
    expect(await measure([recorded(one)])).toBe(du());
    const second = add(two, one);
    expect(await measure([recorded(one), recorded(two, one)], { id: two, bytes: second, recount: false })).toBe(du());
    const third = add(three, two);
    const all = [recorded(one), recorded(two, one), recorded(three, two)];
    expect(await measure(all, { id: three, bytes: third, recount: false })).toBe(du());
    rmSync(layout.snapshot(one), { recursive: true });
    expect(await measure(all.slice(1))).toBe(du());
});
it('walks the two trees beside a snapshot that was removed from between them', async () => {
    const [one, two, three] = ids;
    add(one);
    add(two, one);
    add(three, two);
    expect(await count(bare(one, two, three))).toBe(du());
    rmSync(layout.snapshot(two), { recursive: true });
    await expect(seriesBytesOnDisk(blind(), layout, bare(one, three), undefined, true)).rejects.toThrow();
    expect(await count(bare(one, three))).toBe(du());
});
it('equals du after a snapshot was removed by hand, or added by hand', async () => {
    const [one, two, three] = ids;
    const all = [one, two, three];
    add(one);
    add(two, one);
    const third = add(three, one);
    expect(await count(bare(...all))).toBe(du());
    rmSync(layout.snapshot(one), { recursive: true });
    expect(await count(bare(two, three))).toBe(du());
    // Removed, and a new one published since: what it brought does not follow from the count that was kept.
    rmSync(layout.snapshot(two), { recursive: true });
    expect(await count(bare(three), { id: three, bytes: third, recount: false })).toBe(du());
    add(one, three);
    add(two, three);
    expect(await count(bare(...all))).toBe(du());
});
it('counts leftovers and records, which are ours too', async () => {
    add(ids[0]);
    writeFileSync(join(layout.records, 'r'), Buffer.alloc(9000));
    mkdirSync(join(layout.partial, ids[1]));
    writeFileSync(join(layout.partial, ids[1], 'half'), Buffer.alloc(70_000));
    expect(await count(bare(ids[0]))).toBe(du());
});
it('writes nothing when it may not', async () => {
    add(ids[0]);
    const before = readdirSync(layout.own);
    expect(await count(bare(ids[0]), undefined, false)).toBe(du());
    expect(readdirSync(layout.own)).toEqual(before);
});
it.each([
    '',
    '{}',
    '[]',
    'null',
    `{"${ids[0]}":1}`,
    `{"${ids[0]}":{"after":"","bytes":"1"}}`,
    `{"${ids[0]}":{"after":1,"bytes":1}}`,
    `{"${ids[0]}":{"after":"","bytes":-1}}`
])('counts anew when what was kept cannot be used: %s', async (text) => {
    add(ids[0]);
    writeFileSync(join(layout.own, 'usage.json'), text);
    expect(await count(bare(ids[0]))).toBe(du());
});
it('counts a name that du could take for an option or a pattern', async () => {
    const odd = seriesLayout(scratch, '--exclude=*');
    mkdirSync(odd.own, { recursive: true });
    mkdirSync(odd.snapshot(ids[0]));
    writeFileSync(join(odd.snapshot(ids[0]), 'file'), Buffer.alloc(50_000));
    const total = execFileSync('du', ['-sB1', '--', odd.series], { encoding: 'utf8' }).split('\t')[0];
    expect(await seriesBytesOnDisk(processes, odd, bare(ids[0]), undefined, false)).toBe(Number(total));
});
it('equals du where an inode came back past a snapshot that lacks it', async () => {
    const [one, two, three] = ids;
    add(one);
    mkdirSync(layout.snapshot(two));
    add(three, one);
    const linkedPast = recorded(three, one);
    expect(await count([recorded(one), recorded(two, one), linkedPast])).toBe(du());
    const fromElsewhere = { id: three, record: someRecord(three, { base: { id: two }, linkedFrom: ['main'] }) };
    expect(await count([recorded(one), recorded(two, one), fromElsewhere])).toBe(du());
});
