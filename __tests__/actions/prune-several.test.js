// The prune action over several series: which ones a name means, and one that is busy or broken among them.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { isLeft } from "../../src/core/report/prune-model.js";
import { pruneFailure } from "../../src/core/report/prune-outcome.js";
import { PruneWorld } from "../support/fakes/prune-world.js";
let world;
beforeEach(() => {
    world = new PruneWorld();
});
const everything = () => world.disk.dump('/mnt/backup');
describe('the name', () => {
    beforeEach(async () => {
        for (const name of ['acme/app/main', 'acme/app/dev', 'acme/lib/main', 'acme/{a,b}', 'acme/a'])
            await world.takeSome(name, 3);
    });
    const prunedNames = async (name, isDefaultName = false) => {
        const { series, isPattern } = await world.prune(name, { isDefaultName });
        return [...series.map(one => one.series), ...(isPattern ? ['by pattern'] : [])];
    };
    test.each([
        ['acme/app/main', ['acme/app/main']],
        ['acme/app/**', ['acme/app/dev', 'acme/app/main', 'by pattern']],
        ['acme/*/main', ['acme/app/main', 'acme/lib/main', 'by pattern']],
        ['acme/{app,lib}/dev', ['acme/app/dev', 'by pattern']],
        // It exists, and so is not a choice.
        ['acme/{a,b}', ['acme/{a,b}']],
        ['acme/{a,c}', ['acme/a', 'by pattern']]
    ])('%s means %j, and no other', async (name, expected) => {
        expect(await prunedNames(name)).toEqual(expected);
        for (const series of ['acme/app/main', 'acme/app/dev', 'acme/lib/main', 'acme/{a,b}', 'acme/a'])
            expect([series, world.ids(series).length]).toEqual([series, expected.includes(series) ? 2 : 3]);
    });
    test('that is the default is never a pattern: a branch may be called like one', async () => {
        const before = everything();
        const message = await world.pruneFails('acme/{a,lib/main}', { isDefaultName: true });
        expect(message).toMatch(/^There is no series "acme\/\{a,lib\/main\}" on the volume "\/mnt\/backup"\. The name was left out/);
        expect(everything()).toEqual(before);
        expect(await prunedNames('acme/{a,b}', true)).toEqual(['acme/{a,b}']);
    });
    test('that means nothing fails, with those that come near', async () => {
        const before = everything();
        expect(await world.pruneFails('acme/app/mian')).toBe('There is no series "acme/app/mian" on the volume "/mnt/backup"; did you mean "acme/app/main"? There are:' +
            '\n  "acme/app/main"\n  "acme/app/dev"\n  "acme/a"\n  "acme/lib/main"\n  "acme/{a,b}"');
        expect(await world.pruneFails('acme/app')).toMatch(/"acme\/app\/\*\*" means all 2 below it\. There are:/);
        expect(await world.pruneFails('lib/**')).toMatch(/^No series on the volume "\/mnt\/backup" matches "lib\/\*\*"\. There are:\n/);
        expect(await world.pruneFails('acme/a/x')).toMatch(/There are:\n {2}"acme\/a"\n/);
        expect(everything()).toEqual(before);
    });
    test('that means nothing names only some of many', async () => {
        for (let at = 0; at < 9; at++)
            world.disk.makeDirectories(`/mnt/backup/other/${at}/.snapshots`);
        expect((await world.pruneFails('x')).split('\n')).toHaveLength(1 + 8 + 1);
        expect(await world.pruneFails('x')).toMatch(/\n {2}and 6 more$/);
    });
    test('never means a directory that could not be a series', async () => {
        world.disk.makeDirectories('/mnt/backup/acme/ odd/.snapshots');
        expect(await prunedNames('acme/*')).toEqual(['acme/a', 'acme/{a,b}', 'by pattern']);
    });
});
describe('refused before anything is removed', () => {
    test('a volume without any series', async () => {
        expect(await world.pruneFails('**')).toMatch(/^There is no series at all on the volume "\/mnt\/backup"\. Is "volume"/);
    });
    test('a volume that is not there, is not marked, has a bad marker or cannot be written', async () => {
        await world.takeSome('acme/a', 3);
        const refused = async () => {
            const before = everything();
            const message = await world.pruneFails('acme/a');
            expect(everything()).toEqual(before);
            return message;
        };
        world.volume.differs = { kind: 'missing' };
        expect(await refused()).toMatch(/does not exist. Is it mounted\?/);
        world.volume.differs = { isWritable: false };
        expect(await refused()).toMatch(/cannot be written/);
        world.volume.differs = {};
        world.disk.write('/mnt/backup/.snapshot-volume.json', '{"format":2}');
        expect(await refused()).toMatch(/^The marker of the volume/);
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        // A whole filesystem: a snapshot would mark it.
        expect(await refused()).toBe('The volume "/mnt/backup" is not marked as a volume, and a prune marks none. If it holds snapshots, mark it again:\n' +
            "  printf '{\"format\":1}\\n' > '/mnt/backup/.snapshot-volume.json'");
        world.volume.differs = { isWholeFilesystem: false };
        expect(await refused()).toMatch(/is not marked as a volume. It lies on/);
    });
    test('a machine without the tools', async () => {
        await world.takeSome('acme/a', 3);
        world.machine.missing = ['util-linux'];
        expect(await world.pruneFails('acme/a')).toMatch(/apt-get install -y util-linux$/);
    });
});
describe('one of several that cannot be pruned', () => {
    beforeEach(async () => {
        for (const name of ['a', 'b', 'c'])
            await world.takeSome(name, 3);
    });
    test('is busy at first: it comes last, after the others', async () => {
        world.volume.locks.set('a', { holder: 'run 1', freeAfterMs: 60_000 });
        const report = await world.prune('*');
        expect(report).toMatchObject({ status: 'pruned', durationMs: 60_000, series: [{ series: 'a' }, {}, {}] });
        expect(world.reporter.phases).toEqual(['Check', 'Prune a', 'Prune b', 'Prune c', 'Prune a']);
        expect(world.reporter.infos.filter(line => line.startsWith('Waiting'))).toEqual([
            'Waiting for the series a, which is being written by run 1'
        ]);
        for (const name of ['a', 'b', 'c'])
            expect(world.ids(name)).toHaveLength(2);
    });
    test('stays busy: a warning, and the next run', async () => {
        world.volume.locks.set('b', { holder: 'run 1', freeAfterMs: 600_001 });
        const report = await world.prune('*');
        expect(report.status).toBe('pruned');
        expect(pruneFailure(report)).toBeUndefined();
        expect(world.reporter.warnings).toEqual(['Series `b` was left alone: The series is still being written by run 1.']);
        expect(['a', 'b', 'c'].map(name => world.ids(name).length)).toEqual([2, 3, 2]);
    });
    test('all of them busy: one time to wait for all, and then a failure', async () => {
        for (const name of ['a', 'b', 'c'])
            world.volume.locks.set(name, { holder: 'run 1', freeAfterMs: 600_001 });
        const report = await world.prune('*');
        expect(report).toMatchObject({ status: 'failed', durationMs: 600_000 });
        expect(pruneFailure(report)).toMatch(/^3 of 3 series could not be pruned:\n {2}a: The series is still/);
        expect(world.reporter.warnings).toEqual([]);
    });
    test.each([
        [
            'a refusal of the system',
            Object.assign(new Error('EACCES: permission denied, rename'), { code: 'EACCES' }),
            /EACCES/
        ],
        [
            'something that has gone',
            Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' }),
            /^ENOENT: no such file$/
        ]
    ])('goes wrong by %s: the others are pruned, and the run fails', async (_, error, why) => {
        const series = world.volume.series.bind(world.volume);
        world.volume.series = name => name === 'b' ? { ...series(name), trash: () => Promise.reject(error) } : series(name);
        const report = await world.prune('*');
        expect(report).toMatchObject({
            status: 'pruned',
            series: [{ state: 'done' }, { state: 'failed' }, { state: 'done' }]
        });
        expect(report.series.find(isLeft)?.why).toMatch(why);
        expect(pruneFailure(report)).toMatch(/^1 of 3 series could not be pruned:\n {2}b: /);
        expect(['a', 'b', 'c'].map(name => world.ids(name).length)).toEqual([2, 3, 2]);
    });
    test('what is told of a series names it', async () => {
        world.disk.write('/mnt/backup/b/.snapshots/partial/2026-11-20T01-00-00Z/x', '');
        const report = await world.prune('*');
        expect(report.notes).toEqual(['b: What an interrupted run had begun was cleared: 2026-11-20T01-00-00Z.']);
    });
});
