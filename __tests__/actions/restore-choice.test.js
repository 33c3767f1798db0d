// Which snapshot and what of it: misses, series that stand in, lookups and dry runs, and the lines of `paths`.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { restoreFailure } from "../../src/core/report/restore-outcome.js";
import { restoreOutputs } from "../../src/core/report/restore-outputs.js";
import { RestoreWorld, targetPath } from "../support/fakes/restore-world.js";
import { seriesName, seriesPath } from "../support/fakes/world.js";
const other = 'acme/app/build/feature';
let world;
beforeEach(() => {
    world = new RestoreWorld();
    for (const path of ['a.js', 'lib/b.js', 'lib/deep/c.js', 'img/d.png'])
        world.source.write(path, path);
});
const paths = () => Object.keys(world.there());
describe('a miss', () => {
    test('is a notice and an output, and no failure', async () => {
        const report = await world.restore();
        expect(report).toMatchObject({ status: 'missed', reason: expect.stringContaining('There is no series') });
        expect(world.reporter.notices).toEqual([`There is no snapshot to restore. ${report.reason ?? ''}`]);
        expect(world.reporter.warnings).toEqual([]);
        expect(restoreFailure(report)).toBeUndefined();
        expect(restoreOutputs(report, '/r.json')).toEqual({
            ...Object.fromEntries(Object.keys(restoreOutputs(report, '')).map(name => [name, ''])),
            restored: 'false',
            path: targetPath,
            'duration-ms': '0',
            report: '/r.json'
        });
        expect(world.target.disk.at(targetPath)).toBeUndefined();
    });
    test('is a failure when that is asked for', async () => {
        await world.take();
        const { kind, message } = await world.restoreFails({ failOnMiss: true, selector: { by: 'tag', word: 'v1' } });
        expect(kind).toBe('missing');
        expect(message).toMatch(/^There is no snapshot to restore\. The series .* has no snapshot with the tag v1/);
        expect(message).toContain('"fail-on-miss: false"');
        expect(world.reporter.notices).toEqual([]);
    });
});
describe('fallbacks', () => {
    test('stand in for the series, in order, which is told', async () => {
        const { snapshot } = await world.take();
        const report = await world.restore({ name: other, fallbackNames: ['acme/none', seriesName] });
        expect(report).toMatchObject({ status: 'restored', from: { series: seriesName, snapshot, isExact: false } });
        expect(world.reporter.infos).toContain(`The series ${other} has no such snapshot; this one is of ${seriesName}`);
        expect(restoreOutputs(report, '')).toMatchObject({
            restored: 'true',
            'matched-name': seriesName,
            'exact-match': 'false'
        });
    });
    test('do not, where the series has one', async () => {
        await world.take();
        await world.take({ name: other, linkFrom: [] });
        expect(restoreOutputs(await world.restore({ name: other, fallbackNames: [seriesName] }), '')).toMatchObject({
            'matched-name': other,
            'exact-match': 'true'
        });
    });
});
test('the outputs name the commit of the run that took it', async () => {
    world.context = { ...world.context, run: { commit: 'c'.repeat(40) } };
    await world.take();
    world.context = { ...world.context, run: { commit: 'd'.repeat(40) } };
    expect(restoreOutputs(await world.restore(), '').commit).toBe('c'.repeat(40));
});
test('a newer snapshot whose record is damaged is passed over with a warning', async () => {
    const { snapshot: first } = await world.take();
    const { snapshot: second } = await world.take();
    world.disk.edit(`${seriesPath}/.snapshots/records/${second}.json`, '{');
    const report = await world.restore();
    expect(report.from?.snapshot).toBe(first);
    expect(report.warnings).toEqual([expect.stringContaining(`The newer snapshot ${second} was passed over`)]);
    expect((await world.restore({ selector: { by: 'id', start: first } })).warnings).toEqual([]);
});
test('a newer snapshot whose directory is gone is told of', async () => {
    const { snapshot: first } = await world.take();
    const { snapshot: second } = await world.take();
    world.disk.remove(`${seriesPath}/${second}`);
    const report = await world.restore();
    expect(report.from?.snapshot).toBe(first);
    expect(report.warnings).toEqual([
        expect.stringContaining(`Of the newer snapshot ${second} there is a record, and its directory is gone`)
    ]);
    expect((await world.restore({ selector: { by: 'id', start: first } })).warnings).toEqual([]);
});
describe('a lookup', () => {
    test('finds, and says what would be restored, whatever the target is', async () => {
        const { snapshot } = await world.take();
        world.target.differs = { kind: 'not-a-directory' };
        const report = await world.restore({ lookupOnly: true, paths: ['lib'] });
        expect(report).toMatchObject({ status: 'found', from: { snapshot }, counts: { files: 2 } });
        expect(restoreOutputs(report, '')).toMatchObject({
            restored: 'false',
            snapshot,
            files: '2',
            source: 'volume',
            verified: '',
            'files-written': '',
            'files-removed': ''
        });
        expect(world.target.disk.at(targetPath)).toBeUndefined();
    });
    test('may miss', async () => {
        expect((await world.restore({ lookupOnly: true })).status).toBe('missed');
    });
});
describe('a dry run', () => {
    test('writes nothing, and tells what a run would do', async () => {
        await world.take();
        world.write('a.js', 'changed');
        world.write('old', 'x');
        world.write('lib/b.js', 'lib/b.js');
        const before = world.target.disk.dump('/work');
        const dry = await world.restore({ dryRun: true, clean: true });
        expect(world.target.disk.dump('/work')).toEqual(before);
        expect(world.target.reads).toEqual([]);
        expect(dry.status).toBe('dry-run');
        const wet = await world.restore({ clean: true });
        expect(dry.counts).toEqual(wet.counts);
        expect(dry.bytes).toEqual(wet.bytes);
        expect(dry.removed).toEqual(wet.removed);
        expect(restoreOutputs(dry, '')).toMatchObject({
            restored: 'false',
            verified: '',
            'files-written': '3',
            'files-removed': '1'
        });
    });
    test('needs no target that may be written, and leaves a leftover be', async () => {
        await world.take();
        await world.restore();
        world.write('.snapshot-restore/lock', '');
        world.target.differs = { isWritable: false };
        const before = world.target.disk.dump('/work/out');
        world.isLeftOver = true;
        expect((await world.restore({ dryRun: true, paths: ['lib'] })).status).toBe('dry-run');
        expect(world.target.disk.dump('/work/out')).toEqual(before);
    });
});
describe('paths', () => {
    beforeEach(() => world.take());
    test.each([
        [['a.js'], ['a.js']],
        [['./lib/'], ['lib/', 'lib/b.js', 'lib/deep/', 'lib/deep/c.js']],
        [['lib/deep'], ['lib/', 'lib/deep/', 'lib/deep/c.js']],
        [['*.js'], ['a.js']],
        [['./'], ['a.js', 'img/', 'img/d.png', 'lib/', 'lib/b.js', 'lib/deep/', 'lib/deep/c.js']],
        [
            ['**/*.js', '!lib/deep'],
            ['a.js', 'lib/', 'lib/b.js']
        ],
        [
            ['lib', '!**/c.js', 'img/*'],
            ['img/', 'img/d.png', 'lib/', 'lib/b.js', 'lib/deep/']
        ]
    ])('%j bring back %j', async (lines, expected) => {
        const report = await world.restore({ paths: lines });
        expect(paths()).toEqual(expected);
        expect(report.counts.files).toBe(expected.filter(path => !path.endsWith('/')).length);
    });
    test('leave directories that are only on the way as they are, and give new ones the attributes they had', async () => {
        world.write('lib/own', 'mine');
        world.target.disk.set(`${targetPath}/lib`, { mode: 0o750 });
        await world.restore({ paths: ['lib/deep/c.js'] });
        expect(world.at('lib')?.mode).toBe(0o750);
        const wanted = world.wanted(world.latest() ?? '').find(line => line.startsWith('lib/deep '));
        expect(world.attributes()).toContain(wanted);
        expect((await world.restore({ paths: ['lib/deep/c.js'] })).status).toBe('unchanged');
    });
    test.each([
        ['lbi/b.js', /"lbi\/b\.js" matches nothing in the snapshot \S+; did you mean "lib\/b\.js"\?$/],
        ['c.js', /; there is such a thing deeper in it: write "\*\*\/c\.js"$/],
        ['*.png', /; there is such a thing deeper in it: write "\*\*\/\*\.png"$/],
        ['a.js/', /; that is no directory: write "a\.js"$/],
        ['nothing/of/it', /; at its top there are a\.js, img, lib$/]
    ])('%s', async (line, expected) => {
        const { kind, message } = await world.restoreFails({ paths: ['a.js', line] });
        expect(kind).toBe('input');
        expect(message).toMatch(/^One input is wrong:\n {2}- paths: /);
        expect(message).toMatch(expected);
        expect(world.target.disk.at(targetPath)).toBeUndefined();
    });
    test('that match nothing are all named', async () => {
        const { message } = await world.restoreFails({ paths: ['x', 'y\n::error::', 'a.js'] });
        expect(message).toMatch(/^2 inputs are wrong:\n {2}- paths: "x" .*\n {2}- paths: "y\\n::error::"/);
    });
    test('that leave out nothing are a note', async () => {
        expect((await world.restore({ paths: ['lib', '!*.map'] })).notes).toEqual([
            'Of the lines of "paths" that leave something out, these matched nothing: !*.map.'
        ]);
    });
});
