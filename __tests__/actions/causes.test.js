// Files with the same name that are stored again: for their bytes, their permissions, their owner.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
});
describe('why files are stored again', () => {
    test('other permissions are a cause, and so is another owner when owners are kept', async () => {
        world = new World({ isRoot: true });
        for (const name of ['mode', 'owner', 'same'])
            world.source.write(name, `${name} of one size`);
        const first = await world.take();
        world.source.disk.set('/ws/dist/mode', { mode: 0o755 });
        world.source.disk.set('/ws/dist/owner', { uid: 7 });
        const second = await world.take();
        expect(second).toMatchObject({ ownersKept: true, counts: { filesLinked: 1, filesCopied: 2, filesChanged: 2 } });
        expect(second.causes).toEqual([
            { cause: 'owner', files: 1, bytes: 17 },
            { cause: 'mode', files: 1, bytes: 16 }
        ]);
        expect(world.disk.at(`${seriesPath}/${first.snapshot}/mode`)?.mode).toBe(0o644);
        expect(world.disk.at(`${seriesPath}/${second.snapshot}/mode`)?.mode).toBe(0o755);
        expect(second.notes).toEqual([]);
    });
    test('another owner is none when the runner is not root', async () => {
        world.source.write('owner', 'bytes');
        await world.take();
        world.source.disk.set('/ws/dist/owner', { uid: 7 });
        expect((await world.take()).counts).toMatchObject({ filesLinked: 1, filesCopied: 0 });
    });
    test('other bytes of the same size and mtime are stored, as a reproducible build has them', async () => {
        world.source.write('app.wasm', 'old bytes', { mtimeNs: 1000000000n });
        const first = await world.take();
        world.source.write('app.wasm', 'new bytes', { mtimeNs: 1000000000n });
        const second = await world.take();
        expect(second.causes).toEqual([{ cause: 'content', files: 1, bytes: 9 }]);
        expect(world.stored(second.snapshot)).toEqual({ 'app.wasm': 'new bytes' });
        expect(world.stored(first.snapshot)).toEqual({ 'app.wasm': 'old bytes' });
    });
});
