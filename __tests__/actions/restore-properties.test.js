// For any snapshot and any state of the target: afterwards the target is the snapshot, and nobody else has noticed anything.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RestoreWorld, targetPath } from "../support/fakes/restore-world.js";
// Few names, contents, modes and times, so that what is there is often nearly what is wanted.
const anyThing = fc.record({
    path: fc.array(fc.constantFrom('a', 'b', 'c', '[d]'), { minLength: 1, maxLength: 3 }).map(parts => parts.join('/')),
    type: fc.constantFrom('file', 'file', 'file', 'dir', 'link'),
    data: fc.constantFrom('', 'x', 'y', 'zz'),
    mode: fc.constantFrom(0o644, 0o644, 0o755, 0o400),
    mtimeNs: fc.constantFrom(1n, 2n, 1000000001n)
});
const anyTree = fc.array(anyThing, { maxLength: 14 });
/** As much of it as fits: nothing below a file or symlink. */
function grow(disk, top, things) {
    for (const { path, type, data, mode, mtimeNs } of things) {
        const full = `${top}/${path}`;
        const isBlocked = [...full.matchAll(/\//g)].some(({ index }) => (disk.at(full.slice(0, index))?.type ?? 'dir') !== 'dir');
        if (disk.at(full) !== undefined || isBlocked)
            continue;
        if (type === 'file')
            disk.write(full, data, { mode, mtimeNs });
        else if (type === 'link')
            disk.symlink(full, data === '' ? '/work/canary' : data, { mtimeNs });
        else {
            disk.makeDirectories(full);
            disk.set(full, { mtimeNs });
        }
    }
}
async function worldOf(stored, there) {
    const world = new RestoreWorld();
    world.source.write('always', 'one file, so that there is something to take');
    grow(world.source.disk, '/ws/dist', stored);
    const { snapshot } = await world.take();
    world.target.disk.makeDirectories(targetPath);
    grow(world.target.disk, targetPath, there);
    return { world, id: snapshot };
}
test('with `clean` the target is the snapshot, and a second restore reads no stored file', async () => {
    await fc.assert(fc.asyncProperty(anyTree, anyTree, async (stored, there) => {
        const { world, id } = await worldOf(stored, there);
        const report = await world.restore({ clean: true });
        expect(world.attributes().sort()).toEqual(world.wanted(id).sort());
        const { counts } = report;
        expect(counts.filesSame + counts.filesAdjusted + counts.filesWritten).toBe(counts.files);
        const before = world.target.disk.dump('/work');
        expect((await world.restore({ clean: true })).status).toBe('unchanged');
        expect((await world.restore({ verify: false })).status).toBe('unchanged');
        expect(world.target.reads).toEqual([]);
        expect(world.target.disk.dump('/work')).toEqual(before);
    }), { numRuns: 150 });
});
test('without it the snapshot is there, and so is everything else; or nothing has changed', async () => {
    await fc.assert(fc.asyncProperty(anyTree, anyTree, fc.boolean(), async (stored, there, verify) => {
        const { world, id } = await worldOf(stored, there);
        const before = world.target.disk.dump('/work');
        const others = world.attributes().filter(line => !world.wanted(id).some(wanted => samePath(wanted, line)));
        const dry = await world.restore({ dryRun: true, verify }).catch((error) => String(error));
        expect(world.target.disk.dump('/work')).toEqual(before);
        if (typeof dry === 'string') {
            expect(dry).toContain('stand');
            await expect(world.restore({ verify })).rejects.toThrow('stand');
            expect(world.target.disk.dump('/work')).toEqual(before);
            return;
        }
        const wet = await world.restore({ verify });
        expect(wet.counts).toEqual(dry.counts);
        const after = new Set(world.attributes());
        // Of a directory of its own only the mtime may be renewed, and that of none that the snapshot does not have.
        for (const line of others)
            expect(after).toContain(line);
        if (verify)
            for (const line of world.wanted(id))
                expect(after).toContain(line);
        expect((await world.restore({ verify })).status).toBe('unchanged');
    }), { numRuns: 150 });
});
test('of a part, only what is meant changes', async () => {
    await fc.assert(fc.asyncProperty(anyTree, anyTree, fc.boolean(), async (stored, there, clean) => {
        const { world, id } = await worldOf([sure, ...stored], there);
        const isMeant = (line) => /^a\/b[ /]/.test(line);
        const rest = (lines) => lines.filter(line => !isMeant(line) && !/^(?:\.|a) /.test(line));
        const before = world.attributes();
        const outcome = await world.restore({ paths: ['a/b'], clean }).catch((error) => String(error));
        const after = world.attributes();
        expect(rest(after)).toEqual(rest(before));
        if (typeof outcome === 'string') {
            expect(outcome).toContain('stand');
            expect(after).toEqual(before);
            return;
        }
        const wanted = world.wanted(id).filter(isMeant).sort();
        if (clean)
            expect(after.filter(isMeant).sort()).toEqual(wanted);
        else
            expect(after).toEqual(expect.arrayContaining(wanted));
    }), { numRuns: 150 });
});
const sure = { path: 'a/b/sure', type: 'file', data: 'x', mode: 0o644, mtimeNs: 5n };
const samePath = (a, b) => a.split(' ')[0] === b.split(' ')[0];
