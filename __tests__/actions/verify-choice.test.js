// Which snapshots of which series are verified, and what becomes of those that are not there.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure, InputFailure } from "../../src/core/failure.js";
import { encodeRecord } from "../../src/core/record-text.js";
import { verifyLog } from "../../src/core/report/verify-log.js";
import { verifyFailure } from "../../src/core/report/verify-outcome.js";
import { found, VerifyWorld } from "../support/fakes/verify-world.js";
import { seriesPath } from "../support/fakes/world.js";
let world;
let first = '';
let second = '';
let third = '';
beforeEach(async () => {
    world = new VerifyWorld();
    [first, second, third] = await world.takeThree();
});
const failure = async (work) => {
    const error = await work.catch((thrown) => thrown);
    if (!(error instanceof Failure))
        throw new Error('the run was to fail');
    return error;
};
describe('one series', () => {
    test('has the snapshot that is meant', async () => {
        const { series } = await world.verify({ snapshot: { by: 'id', start: second } });
        expect(series).toEqual([{ series: 'acme/app/build/main', snapshots: [second] }]);
    });
    test('has none that is meant', async () => {
        const error = await failure(world.verify({ snapshot: { by: 'tag', word: 'nightly' } }));
        expect(error).toMatchObject({
            kind: 'missing',
            message: expect.stringMatching(/^Nothing was verified\. .*nightly/s)
        });
    });
    test('has several that could be meant', async () => {
        await expect(world.verify({ snapshot: { by: 'id', start: '2026-11' } })).rejects.toThrow(InputFailure);
    });
    test('holds no snapshot at all', async () => {
        world.disk.makeDirectories('/mnt/backup/acme/empty/.snapshots');
        for (const snapshot of ['all', { by: 'latest' }])
            expect(await failure(world.verify({ name: 'acme/empty', snapshot }))).toMatchObject({ kind: 'missing' });
    });
    test('is not there', async () => {
        expect((await failure(world.verify({ name: 'acme/app/build/mian' }))).message).toMatch(/did you mean/);
    });
    test('has a directory without a record, which is not damage', async () => {
        world.disk.write(`${seriesPath}/2026-11-19T00-00-00Z/theirs`, 'by hand');
        const report = await world.verify();
        expect(report).toMatchObject({ ok: true, snapshotsChecked: 3 });
        expect(report.notes).toEqual([expect.stringMatching(/^1 directory of .* looks like a snapshot and has no record/)]);
        world.disk.write(`${seriesPath}/2026-11-18T00-00-00Z/theirs`, 'by hand');
        expect((await world.verify()).notes).toEqual([expect.stringMatching(/^2 directories of .* look like snapshots/)]);
    });
    test('loses a snapshot to a prune meanwhile', async () => {
        const series = world.volume.series.bind(world.volume);
        world.volume.series = name => ({
            ...series(name),
            read: id => id === second ? Promise.reject(new Failure('missing', 'It is not there any more.')) : series(name).read(id)
        });
        const report = await world.verify();
        expect(report).toMatchObject({ ok: true, snapshotsChecked: 2 });
        expect(report.notes).toEqual([
            `${second} of acme/app/build/main was removed by another run before it could be verified.`
        ]);
        const only = await failure(world.verify({ snapshot: { by: 'id', start: second } }));
        expect(only).toMatchObject({ kind: 'missing', message: expect.stringContaining('removed by another run') });
    });
    test('is held while it is read, and by nobody after', async () => {
        const held = [];
        const unreadable = world.volume.unreadable;
        world.volume.unreadable = path => {
            held.push([...world.volume.readers]);
            return unreadable(path);
        };
        await world.verify();
        expect(new Set(held.map(String))).toEqual(new Set([first, second, third].map(id => `acme/app/build/main/${id}`)));
    });
});
describe('a tree that is gone while its record is there', () => {
    test.each([['all'], [{ by: 'latest' }], [{ by: 'tag', word: 'none' }]])('is damage, whichever snapshot is verified', async (snapshot) => {
        world.disk.remove(`${seriesPath}/${third}`);
        world.disk.remove(`${seriesPath}/${first}`);
        const report = await world.verify({ snapshot });
        expect(found(report)).toEqual([`missing .: ${third} ${first}`]);
        expect(verifyFailure(report)).toMatch(/\n {2}the whole snapshot: its directory is gone, .* in 2026/);
        expect(verifyLog(report).join('\n')).toMatch(/lost\+found/);
    });
    test('may be that of an adoption that goes on', async () => {
        const file = `${seriesPath}/.snapshots/records/${third}.json`;
        world.disk.write(file, encodeRecord({ ...world.record(third), tags: ['adopted'] }));
        world.disk.remove(`${seriesPath}/${third}`);
        const report = await world.verify();
        expect(report).toMatchObject({ ok: true, snapshotsChecked: 2 });
        expect(report.notes).toEqual([expect.stringContaining(`${third} has a record of an adoption and no tree`)]);
    });
});
describe('a pattern', () => {
    const all = 'acme/**';
    test('means all series that match; what they share is read once, and damage is told of each', async () => {
        await world.take({ name: 'acme/app/build/dev', linkFrom: ['acme/app/build/main'] });
        const [dev = ''] = world.ids('acme/app/build/dev');
        const whole = await world.verify({ name: all });
        expect(whole).toMatchObject({ ok: true, isPattern: true, snapshotsChecked: 4, filesChecked: 6 });
        world.disk.rot(world.at(first, 'lib/a.js'), 'A' + 'a'.repeat(4999));
        const report = await world.verify({ name: all });
        const main = [third, second, first].map(id => `acme/app/build/main/${id}`);
        expect(found(report)).toEqual([`content lib/a.js: acme/app/build/dev/${dev} ${main.join(' ')}`]);
        // Each knows of it by itself.
        expect(world.known('acme/app/build/dev')).toMatchObject([{ path: 'lib/a.js', snapshot: dev }]);
        expect(world.known()).toMatchObject([{ path: 'lib/a.js', snapshot: third }]);
    });
    test('passes over series that have no such snapshot, and says so', async () => {
        await world.take({ name: 'acme/app/build/dev', tags: ['release'] });
        const report = await world.verify({ name: all, snapshot: { by: 'tag', word: 'release' } });
        expect(report).toMatchObject({ ok: true, snapshotsChecked: 1 });
        expect(report.notes).toEqual([
            expect.stringContaining('"acme/app/build/main" has no snapshot with the tag release')
        ]);
    });
});
