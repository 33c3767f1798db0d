// The comparison of two snapshots over series in memory: which two, by their manifests alone, and nothing is written.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { diff } from "../../src/actions/diff.js";
import { Failure } from "../../src/core/failure.js";
import { emptyPolicy } from "../../src/core/retention/policy.js";
import { ListWorld, recordFile } from "../support/fakes/list-world.js";
import { RecordingReporter } from "../support/fakes/reporter.js";
const name = 'acme/a';
class DiffWorld extends ListWorld {
    /** Held while something was read, in the order in which they were. */
    held = [];
    constructor() {
        super();
        this.seriesDiffers(series => ({
            manifest: (id) => {
                this.held.push(...this.volume.readers);
                return series.manifest(id);
            }
        }));
    }
    async diff(inputs = {}) {
        this.reporter = new RecordingReporter();
        const { volume, machine, clock, reporter } = this;
        const before = this.disk.dump('/mnt/backup');
        try {
            const ports = { volume, machine, clock, reporter };
            return await diff({ volume: '/mnt/backup', name, rows: 50, ...inputs }, ports, '1.2.3');
        }
        finally {
            expect(this.disk.dump('/mnt/backup')).toEqual(before);
            expect([...volume.readers]).toEqual([]);
        }
    }
    async diffFails(inputs = {}) {
        try {
            await this.diff(inputs);
        }
        catch (error) {
            if (error instanceof Failure)
                return { kind: error.kind, message: error.message };
            throw error;
        }
        throw new Error('it was to fail');
    }
    /** A snapshot with these files, and those that were there before. */
    async takeWith(files, series = name) {
        for (const [path, data] of Object.entries(files))
            this.source.write(path, data);
        return (await this.take({ name: series, retention: { prune: false, policy: emptyPolicy, space: {} } })).snapshot;
    }
}
const ids = ({ before, after }) => [before.record.id, after.record.id];
let world;
let first = '';
let second = '';
let third = '';
beforeEach(async () => {
    world = new DiffWorld();
    first = await world.takeWith({ a: 'one', b: 'two' });
    second = await world.takeWith({ a: 'one more' });
    world.source.disk.rename('/ws/dist/b', '/ws/dist/c');
    third = await world.takeWith({});
});
describe('which two', () => {
    test('the latest and the one before it, when nothing is said', async () => {
        const report = await world.diff();
        expect(ids(report)).toEqual([second, third]);
        expect(report).toMatchObject({
            volume: '/mnt/backup',
            before: { series: name, path: `/mnt/backup/${name}/${second}` },
            after: { series: name, path: `/mnt/backup/${name}/${third}` },
            diff: { moved: [{ before: { path: 'b' }, after: { path: 'c' } }], changed: [], added: [], removed: [] },
            rows: 50,
            program: '1.2.3'
        });
        expect(world.reporter.phases).toEqual(['Find the snapshots', 'Compare']);
    });
    test('one and the one before it', async () => {
        const report = await world.diff({ to: { by: 'id', start: second } });
        expect(ids(report)).toEqual([first, second]);
        expect(report.diff.changed).toMatchObject([{ before: { path: 'a' }, differences: ['content'] }]);
    });
    test('one and the latest', async () => {
        expect(ids(await world.diff({ from: { by: 'id', start: first } }))).toEqual([first, third]);
    });
    test('any two, in any order', async () => {
        const [from, to] = [
            { by: 'id', start: third },
            { by: 'id', start: first }
        ];
        expect(ids(await world.diff({ from, to }))).toEqual([third, first]);
    });
    test('of two series, the latest of each', async () => {
        const other = await world.takeWith({ d: 'new' }, 'acme/b');
        const report = await world.diff({ otherName: 'acme/b' });
        expect(ids(report)).toEqual([third, other]);
        expect(report.after.series).toBe('acme/b');
        expect(report.diff.added).toMatchObject([{ path: 'd' }]);
    });
    test('one that is left out has a record: a tree without one is none of ours', async () => {
        world.disk.remove(recordFile(name, second));
        expect(ids(await world.diff())).toEqual([first, third]);
    });
});
test('each is held against removal while its manifest is read', async () => {
    await world.diff();
    expect(world.held).toEqual([`${name}/${second}`, `${name}/${third}`]);
});
describe('what cannot be compared', () => {
    test('a first snapshot has none before it', async () => {
        expect(await world.diffFails({ to: { by: 'id', start: first } })).toEqual({
            kind: 'missing',
            message: `${first} is the oldest complete snapshot of the series "acme/a": there is none before it to compare it with. Name two snapshots, or another series.`
        });
    });
    test('a snapshot that is not there', async () => {
        expect(await world.diffFails({ from: { by: 'tag', word: 'v1' } })).toEqual({
            kind: 'missing',
            message: expect.stringMatching(/^The series "acme\/a" has no snapshot with the tag v1/)
        });
    });
    test('a series that is not there', async () => {
        expect(await world.diffFails({ name: 'acme/aa' })).toEqual({
            kind: 'missing',
            message: 'There is no series "acme/aa" on the volume "/mnt/backup"; did you mean "acme/a"?'
        });
    });
    test('a manifest that is not that of its record', async () => {
        const file = `/mnt/backup/${name}/.snapshots/manifests/${second}.mtree`;
        const text = world.disk.at(file)?.data ?? '';
        world.disk.write(file, text.replace('size=8', 'size=9'));
        expect((await world.diffFails()).kind).toBe('stored');
    });
    test('a volume that is not there', async () => {
        world.volume.differs = { kind: 'missing' };
        expect((await world.diffFails()).kind).toBe('volume');
    });
});
