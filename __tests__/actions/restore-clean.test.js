// `clean` in memory: what the snapshot does not have goes, whole and last; secrets and whatever else is not meant stay.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { RestoreWorld, targetPath } from "../support/fakes/restore-world.js";
let world;
beforeEach(async () => {
    world = new RestoreWorld();
    world.source.write('a.js', 'a');
    world.source.write('lib/b.js', 'bb');
    await world.take();
});
const paths = () => Object.keys(world.there());
test('the target is the snapshot, and nothing else', async () => {
    for (const path of ['old.js', 'lib/old/deep/x', 'lib/old/y', 'gone/z'])
        world.write(path, 'old');
    world.target.disk.symlink(`${targetPath}/lib/leads`, '/work/canary');
    const report = await world.restore({ clean: true });
    expect(world.attributes()).toEqual(world.wanted(world.latest() ?? ''));
    expect(report).toMatchObject({
        status: 'restored',
        removed: ['gone', 'lib/leads', 'lib/old', 'old.js'],
        spared: [],
        counts: { filesRemoved: 5 }
    });
    expect((await world.restore({ clean: true })).status).toBe('unchanged');
});
test('without it nothing is removed', async () => {
    world.write('old.js', 'old');
    expect(await world.restore()).toMatchObject({ removed: [], counts: { filesRemoved: 0 } });
    expect(paths()).toContain('old.js');
});
test('into nothing there is nothing to clean', async () => {
    expect(await world.restore({ clean: true })).toMatchObject({ status: 'restored', removed: [] });
});
test('names that snapshots leave out stay, with the directories on the way to them', async () => {
    for (const path of ['.git/config', '.git/HEAD', 'sub/.env', 'sub/old', 'lib/server.key', 'sub/.env.example'])
        world.write(path, 'mine');
    const report = await world.restore({ clean: true });
    expect(paths()).toEqual([
        '.git/',
        '.git/HEAD',
        '.git/config',
        'a.js',
        'lib/',
        'lib/b.js',
        'lib/server.key',
        'sub/',
        'sub/.env'
    ]);
    expect(report).toMatchObject({
        removed: ['sub/.env.example', 'sub/old'],
        spared: ['.git', 'lib/server.key', 'sub/.env'],
        counts: { filesRemoved: 2 }
    });
});
test('names that this very snapshot holds are like any other', async () => {
    world.source.write('.git/config', 'stored');
    await world.take({ excludeSecrets: false });
    world.write('.git/index', 'old');
    await world.restore({ clean: true });
    expect(world.attributes()).toEqual(world.wanted(world.latest() ?? ''));
});
test('what stands in the way with something in it is removed, and without `clean` it is an error that names all', async () => {
    for (const path of ['a.js/x', 'a.js/y/z', 'lib/b.js/x'])
        world.write(path, 'old');
    const before = world.target.disk.dump('/work');
    const { kind, message } = await world.restoreFails();
    expect(kind).toBe('target');
    expect(message).toMatch(/"\/work\/out", 2 directories with something in them stand where .* nothing was written:\n {2}a\.js\n {2}lib\/b\.js\nMove them away, or set "clean: true"/);
    expect(world.target.disk.dump('/work')).toEqual(before);
    const report = await world.restore({ clean: true });
    expect(world.attributes()).toEqual(world.wanted(world.latest() ?? ''));
    expect(report.counts.filesRemoved).toBe(3);
});
test('what stands in the way stays when it holds a secret', async () => {
    for (const path of ['a.js/.git/config', 'a.js/y'])
        world.write(path, 'old');
    const { message } = await world.restoreFails({ clean: true });
    expect(message).toMatch(/a directory with something in it stands .*\n {2}a\.js\n"clean" does not remove it, because it holds names/);
    expect(world.there()).toMatchObject({ 'a.js/y': 'old' });
});
describe('with `paths`', () => {
    test('only what they cover is cleaned', async () => {
        for (const path of ['old.js', 'old.txt', 'lib/old.js', 'lib/old.txt', 'other/old.js', 'other/keep.txt'])
            world.write(path, 'old');
        const report = await world.restore({ clean: true, paths: ['**/*.js'] });
        expect(report.removed).toEqual(['lib/old.js', 'old.js', 'other/old.js']);
        expect(paths()).toEqual(['a.js', 'lib/', 'lib/b.js', 'lib/old.txt', 'old.txt', 'other/', 'other/keep.txt']);
    });
    test('a directory that they name is cleaned whole, and nothing beside it', async () => {
        for (const path of ['old.js', 'lib/old/x', 'lib/old/y'])
            world.write(path, 'old');
        expect((await world.restore({ clean: true, paths: ['lib/'] })).removed).toEqual(['lib/old']);
        expect(paths()).toEqual(['lib/', 'lib/b.js', 'old.js']);
    });
    test('what they leave out stays', async () => {
        for (const path of ['lib/old', 'lib/cache/x', 'lib/cache/y', 'lib/some/cache/z'])
            world.write(path, 'old');
        expect((await world.restore({ clean: true, paths: ['lib', '!**/cache'] })).removed).toEqual(['lib/old']);
        expect(paths()).toContain('lib/some/cache/z');
    });
    test('what they leave out of the snapshot stays as it is', async () => {
        world.write('lib/b.js', 'changed');
        world.write('lib/new', 'n');
        const report = await world.restore({ clean: true, paths: ['.', '!lib'] });
        expect(world.there()).toMatchObject({ 'lib/b.js': 'changed', 'lib/new': 'n', 'a.js': 'a' });
        expect(report.removed).toEqual([]);
    });
});
test('what cannot be removed makes the run fail, although all else is done', async () => {
    for (const path of ['old/immutable', 'older', 'lib/old'])
        world.write(path, 'old');
    world.target.stubborn.add('old/immutable');
    const report = await world.restore({ clean: true });
    expect(report).toMatchObject({
        status: 'partial',
        lost: [],
        removed: ['lib/old', 'older'],
        notRemoved: ['old/immutable: Operation not permitted'],
        counts: { filesRemoved: 2 }
    });
    expect(world.there()).toMatchObject({ 'a.js': 'a', 'old/immutable': 'old' });
});
test('what cannot be removed and stands in the way makes it fail at once', async () => {
    world.write('lib', 'a file');
    world.target.stubborn.add('lib');
    const { kind, message } = await world.restoreFails({ clean: true });
    expect(kind).toBe('target');
    expect(message).toMatch(/could not be removed:\n {2}lib: Operation not permitted\nNothing was restored yet/);
});
