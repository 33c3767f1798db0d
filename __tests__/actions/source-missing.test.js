// A source that is missing, empty, or in the wrong place: nothing is stored, and why is said.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
/** Nothing was published, and the run left nothing behind. */
function expectNothing() {
    expect(world.ids()).toEqual([]);
    expect(world.latest()).toBeUndefined();
    expect(world.leftovers()).toEqual([]);
}
describe('nothing to take', () => {
    const sources = [
        [
            'a missing source',
            () => {
                world.source.disk.remove('/ws/dist');
            },
            /The source dist does not exist/
        ],
        ['an empty source', () => undefined, /The source dist holds no files/],
        [
            'nothing but directories',
            () => {
                world.source.disk.makeDirectories('/ws/dist/a/b');
            },
            /The source dist holds no files/
        ]
    ];
    test.each(sources)('%s is an error', async (_, make, what) => {
        make();
        const failure = await world.fails();
        expect(failure).toEqual({ kind: 'source', message: expect.stringMatching(what) });
        expect(failure.message).toMatch(/Did the build run.*"if-no-files-found: warn" lets the run pass/);
        expectNothing();
    });
    test.each(sources)('%s stores nothing and warns, if-no-files-found: warn', async (_, make, what) => {
        make();
        const report = await world.take({ ifNoFilesFound: 'warn' });
        expect(report).toMatchObject({ status: 'skipped', snapshot: '', warnings: [expect.stringMatching(what)] });
        expect(world.reporter.warnings).toEqual(report.warnings);
        expectNothing();
    });
    test.each(sources)('%s stores nothing and says so, if-no-files-found: ignore', async (_, make, what) => {
        make();
        const report = await world.take({ ifNoFilesFound: 'ignore' });
        expect(report).toMatchObject({ status: 'skipped', warnings: [] });
        expect(report.notes).toContainEqual(expect.stringMatching(what));
        expectNothing();
    });
    test('one of several paths that is missing is an error, or is left out with a warning', async () => {
        world.source.write('a', 'a');
        const path = ['dist/a', 'dist/missing'];
        expect(await world.fails({ path })).toMatchObject({
            message: expect.stringMatching(/dist\/missing does not exist/)
        });
        const report = await world.take({ path, ifNoFilesFound: 'warn' });
        expect(report).toMatchObject({ status: 'created', warnings: [expect.stringMatching(/dist\/missing/)] });
        expect(world.stored(report.snapshot)).toEqual({ 'dist/a': 'a' });
    });
});
describe('source and volume, one within the other', () => {
    test.each([
        ['the source lies inside the volume', '/mnt/backup/dist', 'lies inside the volume'],
        ['the source is the volume', '/mnt/backup', 'lies inside the volume'],
        ['the source contains the volume', '/mnt', 'contains the volume']
    ])('%s', async (_, path, how) => {
        world.source.disk.write(`${path}/a`, 'a');
        const before = world.disk.dump('/mnt');
        const { kind, message } = await world.fails({ path: [path] });
        expect(kind).toBe('source');
        expect(message).toContain(`The source "${path}" ${how} "/mnt/backup"`);
        expect(world.disk.dump('/mnt')).toEqual(before);
    });
    test.each([
        ['the source lies inside of it', '/ws/bound/dist', '/ws/bound', 'lies inside the volume'],
        ['the source contains it', '/ws/bound', '/ws/bound/volume', 'contains the volume']
    ])('the volume is mounted a second time, and %s', async (_, path, alsoAt, how) => {
        world.source.disk.write(`${path}/a`, 'a');
        world.volume.alsoAt = ['/elsewhere', alsoAt];
        const { kind, message } = await world.fails({ path: [path] });
        expect(kind).toBe('source');
        expect(message).toContain(`The source "${path}" ${how} "/mnt/backup", which is also mounted at "${alsoAt}"`);
        expectNothing();
    });
    test('a name that merely begins like the volume is another place', async () => {
        world.source.disk.write('/mnt/backup2/a', 'a');
        expect(await world.take({ path: ['/mnt/backup2'] })).toMatchObject({ status: 'created' });
    });
});
