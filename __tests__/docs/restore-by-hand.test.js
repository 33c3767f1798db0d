// docs/restore-by-hand.md is for the day on which nothing else works, so every block of it is run here, in its order, as it stands.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lutimesSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { repositoryRoot } from "../support/runner-environment.js";
import { contentDifferences, entriesOf, shapeOf } from "../support/trees.js";
import { idsIn, output, stand, succeeded } from "../support/volumes.js";
const page = readFileSync(join(repositoryRoot, 'docs/restore-by-hand.md'), 'utf8');
const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');
let place;
let scratch;
let series;
let said;
/** All blocks in one shell, each followed by a mark, so that what each printed is known. */
const runAll = () => {
    const mark = '--- the next block ---';
    const script = blocks.map(block => `${block}\nprintf '%s\\n' '${mark}'`).join('\n');
    const here = script
        .replace('volume=/mnt/backup\n', `volume=${place.volume}\n`)
        .replace('octo/app/nightly/main\n', 'acme/widgets/build/main\n');
    const printed = execFileSync('sh', ['-eu', '-c', here], { cwd: scratch, encoding: 'utf8' });
    return printed.split(`${mark}\n`);
};
const outputOf = (start) => {
    const index = blocks.findIndex(block => block.includes(start));
    if (index < 0)
        throw new Error(`no block has '${start}'`);
    return said[index] ?? '';
};
beforeAll(async () => {
    place = stand();
    const build = join(place.workspace, 'build');
    mkdirSync(join(build, 'lib'), { recursive: true });
    scratch = join(place.scratch, 'by-hand');
    mkdirSync(scratch);
    const write = (version) => {
        // every build renews every mtime, and changes hardly anything
        writeFileSync(join(build, 'app.js'), version);
        for (const name of ['same.js', 'with space', '-dash', 'new\nline', 'percent%s'])
            writeFileSync(join(build, name), name);
        writeFileSync(join(build, 'lib/tool.js'), 'tool');
    };
    write('one');
    chmodSync(join(build, 'lib/tool.js'), 0o755);
    symlinkSync('lib/tool.js', join(build, 'tool'));
    for (const version of ['one', 'two', 'two']) {
        write(version);
        lutimesSync(join(build, 'tool'), 1_700_000_000.5, 1_700_000_000.5);
        succeeded(await place.run(version === 'two' ? { tags: 'release' } : {}));
    }
    series = join(place.volume, 'acme/widgets/build/main');
    said = runAll();
});
afterAll(() => {
    place.remove();
});
it('has blocks to run', () => {
    expect(blocks.length).toBeGreaterThan(10);
});
it('finds the newest snapshot in three ways', () => {
    const newest = idsIn(series).at(-1);
    expect(outputOf('ls -1 "$series"\n')).toContain(`latest\n${String(newest)}\n`);
    expect(outputOf('cat "$series/.snapshots/records')).toContain(`"id": "${String(newest)}"`);
    expect(outputOf('tail -n 1')).toBe(`${String(newest)}\n`);
    expect(outputOf('grep -l').trim().split('\n')).toHaveLength(2);
});
it.each(['restored', 'restored-by-cp'])('brings everything back into %s/', target => {
    const source = join(place.workspace, 'build');
    expect(contentDifferences(source, join(scratch, target))).toBe('');
    expect(shapeOf(join(scratch, target))).toEqual(shapeOf(source));
    const links = entriesOf(join(scratch, target)).filter(({ type }) => type === 'file');
    expect(links.length).toBeGreaterThan(5);
});
it('puts every mtime back to the nanosecond', () => {
    const timesOf = (top) => entriesOf(top)
        .filter(({ type }) => type === 'file')
        .map(({ path, mtimeNs }) => [path, mtimeNs]);
    expect(timesOf(join(scratch, 'restored'))).toEqual(timesOf(join(place.workspace, 'build')));
    // and that was needed: what lies on the volume is older
    expect(timesOf(join(scratch, 'restored-by-cp'))).not.toEqual(timesOf(join(place.workspace, 'build')));
});
it('brings one directory back, and finds the versions of one file', () => {
    expect(readFileSync(join(scratch, 'some/lib/tool.js'), 'utf8')).toBe('tool');
    expect(outputOf("awk '!seen[$1]++'").trim().split('\n')).toHaveLength(2);
});
it('proves what was restored', () => {
    expect(outputOf('sha256sum --check')).toBe('all as it was\n');
    expect(readFileSync(join(scratch, 'checksums'), 'utf8').split('\n').length).toBeGreaterThan(4);
});
it('frees the oldest snapshot and leaves the others as they were', async () => {
    const [left] = idsIn(series);
    expect(idsIn(series)).toHaveLength(2);
    expect(readdirSync(join(series, '.snapshots/records'))).toHaveLength(2);
    expect(existsSync(join(series, 'latest/app.js'))).toBe(true);
    expect(readFileSync(join(series, String(left), 'app.js'), 'utf8')).toBe('two');
    expect(output(succeeded(await place.run()), 'files-linked')).toBe('7');
});
