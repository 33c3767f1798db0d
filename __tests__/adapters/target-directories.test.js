// Directories of a target: made, given their attributes at the end, opened up for their owner and closed again; and tools that fail.
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { fakeTools, realTool } from "../support/fake-tools.js";
import { startRestore } from "../support/restore-process.js";
import { isRoot, itUnless, missingRoot, missingTool } from "../support/skip-aloud.js";
import { described, restoreAll, setTimes, treeEntries } from "../support/target-stand.js";
let parts;
let scratch = '';
let snapshot = '';
let path = '';
beforeEach(() => {
    parts = adapterParts();
    scratch = scratchWith('snapshot');
    [snapshot, path] = [join(scratch, 'snapshot'), join(scratch, 'target')];
});
afterEach(async () => {
    await parts.pool.close();
    execFileSync('chmod', ['-R', 'u+rwX', scratch]);
    rmSync(scratch, { recursive: true });
});
const paths = (...names) => names;
const modeOf = (...names) => (lstatSync(join(...names)).mode & 0o7777).toString(8);
it('come back by the thousand, each with its own mode and time', async () => {
    const times = [];
    for (let number = 0; number < 2500; number++) {
        const name = `${number % 50}/${number}`;
        mkdirSync(join(snapshot, name), { recursive: true, mode: 0o700 + (number % 64) });
        times.push([name, `${1_000_000_000 + number}.${String(number * 7919).padStart(9, '0')}`]);
    }
    setTimes(snapshot, times);
    await restoreAll(localTarget(path, parts), snapshot, treeEntries(snapshot), { keepOwners: isRoot });
    expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
});
it('that are there already keep what is in them, and get the attributes', async () => {
    mkdirSync(join(snapshot, 'a/b'), { recursive: true, mode: 0o750 });
    mkdirSync(join(path, 'a/b'), { recursive: true, mode: 0o700 });
    writeFileSync(join(path, 'a/b/mine'), 'mine');
    const entries = treeEntries(snapshot);
    await restoreAll(localTarget(path, parts), snapshot, entries);
    expect(described(treeEntries(path).filter(({ type }) => type === 'dir'))).toEqual(described(entries));
    expect(readFileSync(join(path, 'a/b/mine'), 'utf8')).toBe('mine');
});
it('get the mode that their source had, where the stored one differs', async () => {
    const entries = treeEntries(snapshot).map((entry) => ({ ...entry, mode: 0o755, sourceMode: 0o555 }));
    await restoreAll(localTarget(path, parts), snapshot, entries);
    expect(modeOf(path)).toBe('555');
});
it('the top has its time also after what was kept in it is gone', async () => {
    setTimes(snapshot, [['.', '1111111111.000000001']]);
    await restoreAll(localTarget(path, parts), snapshot, treeEntries(snapshot));
    expect(lstatSync(path, { bigint: true }).mtimeNs).toBe(1111111111000000001n);
});
itUnless(missingRoot(), missingTool('chattr', 'e2fsprogs'))('that cannot be changed are named', async () => {
    mkdirSync(join(snapshot, 'stuck'), { mode: 0o711 });
    mkdirSync(join(path, 'stuck'), { recursive: true });
    execFileSync('chattr', ['+i', join(path, 'stuck')]);
    try {
        await expect(restoreAll(localTarget(path, parts), snapshot, treeEntries(snapshot))).rejects.toMatchObject({
            kind: 'target',
            message: expect.stringMatching(/^stuck could not be written in .*: EPERM/)
        });
    }
    finally {
        execFileSync('chattr', ['-i', join(path, 'stuck')]);
    }
});
describe('with a tar that fails', () => {
    const withTar = (script) => {
        const PATH = fakeTools(join(scratch, 'bin'), { tar: script });
        return localTarget(path, { ...parts, processes: adapterParts({ ...process.env, PATH }).processes });
    };
    it('directories get their attributes in another way', async () => {
        mkdirSync(join(snapshot, 'a/b'), { recursive: true, mode: 0o711 });
        setTimes(snapshot, [
            ['a/b', '1234567890.123456789'],
            ['a', '-1.000000001']
        ]);
        await restoreAll(withTar('cat >/dev/null; echo "tar: no" >&2; exit 2'), snapshot, treeEntries(snapshot));
        expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
    });
    it.each([
        [
            'before it reads',
            'echo "tar: 000001: Cannot open: Permission denied" >&2; exit 2',
            'target',
            /status 2\):\n {2}f2: Cannot open: Permission denied$/
        ],
        [
            'after it has read',
            'cat >/dev/null; echo "tar: 000000: Cannot write: No space left on device" >&2; exit 2',
            'room',
            /\(f1: Cannot write: No space left on device\)/
        ],
        ['half-way', 'head -c 3000 >/dev/null; echo "tar: Exiting" >&2; exit 2', 'target', /tar: Exiting/]
    ])('%s, nothing is put in place, and the file is named', async (_, script, kind, message) => {
        mkdirSync(path);
        for (let file = 1; file <= 30; file++)
            writeFileSync(join(snapshot, `f${file}`), Buffer.alloc(900_000));
        const names = [1, 2].map(file => `f${file}`);
        for (const name of names)
            writeFileSync(join(path, name), 'old');
        const entries = treeEntries(snapshot).filter(entry => entry.type === 'dir' || names.includes(entry.path));
        const more = treeEntries(snapshot).filter(entry => entry.type === 'file' && !names.includes(entry.path));
        await expect(restoreAll(withTar(script), snapshot, [...entries, ...more])).rejects.toMatchObject({
            kind,
            message: expect.stringMatching(message)
        });
        expect(readdirSync(path).sort()).toEqual(names);
        for (const name of names)
            expect(readFileSync(join(path, name), 'utf8')).toBe('old');
    });
});
it('a touch that fails is a failure, and puts nothing in place', async () => {
    writeFileSync(join(snapshot, 'large'), Buffer.alloc(2_000_000));
    const PATH = fakeTools(join(scratch, 'bin'), { touch: 'echo "touch: no" >&2; exit 1' });
    const target = localTarget(path, { ...parts, processes: adapterParts({ ...process.env, PATH }).processes });
    await expect(restoreAll(target, snapshot, treeEntries(snapshot))).rejects.toMatchObject({
        kind: 'target',
        message: expect.stringContaining('touch: no')
    });
    expect(readdirSync(path)).toEqual([]);
    expect(realTool('touch')).not.toContain(scratch);
});
describe('as a user that is not root', () => {
    const itAsNobody = itUnless(isRoot ? missingTool('setpriv', 'util-linux') : undefined);
    const asNobody = async (more = {}) => {
        chmodSync(scratch, 0o777);
        if (isRoot)
            execFileSync('chown', ['-R', '65534:65534', snapshot, path]);
        return startRestore({ snapshot, target: path, ...more }, true).ended;
    };
    const lay = () => {
        mkdirSync(join(snapshot, 'locked/deep'), { recursive: true });
        for (const name of ['file', 'locked/file', 'locked/deep/file', 'locked/deep/large'])
            writeFileSync(join(snapshot, name), Buffer.alloc(name.endsWith('large') ? 2_000_000 : 9, name));
        execFileSync('chmod', ['0440', join(snapshot, 'locked/file'), join(snapshot, 'locked/deep/large')]);
        execFileSync('chmod', ['0555', join(snapshot, 'locked/deep'), join(snapshot, 'locked')]);
        mkdirSync(path);
    };
    itAsNobody('read-only trees come back under any umask, first and again, over what is there', async () => {
        lay();
        chmodSync(join(snapshot, 'file'), 0o666);
        const before = process.umask(0o027);
        try {
            for (const from of ['snapshot', 'snapshot', 'target']) {
                await expect(asNobody({ from })).resolves.toEqual({ put: Array(4).fill(true), left: [] });
                expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
            }
        }
        finally {
            process.umask(before);
        }
    });
    itAsNobody('directories that keep their owner out are opened up, and closed again', async () => {
        lay();
        await asNobody();
        writeFileSync(join(path, 'locked/deep/extra'), '');
        for (const name of ['locked/deep', 'locked'])
            chmodSync(join(path, name), 0o000);
        await expect(asNobody({ remove: ['locked/deep/extra'] })).resolves.toEqual({ put: Array(4).fill(true), left: [] });
        expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
    });
    itAsNobody('also where they are not restored themselves', async () => {
        lay();
        mkdirSync(join(path, 'other/deep'), { recursive: true });
        writeFileSync(join(path, 'other/deep/file'), '');
        for (const name of ['other/deep', 'other'])
            chmodSync(join(path, name), 0o100);
        await expect(asNobody({ remove: ['other/deep/file'] })).resolves.toMatchObject({ left: [] });
        expect([modeOf(path, 'other')]).toEqual(['100']);
        chmodSync(join(path, 'other'), 0o700);
        expect(modeOf(path, 'other/deep')).toBe('100');
        expect(readdirSync(join(path, 'other/deep'))).toEqual([]);
    });
    itUnless(missingRoot(), missingTool('setpriv', 'util-linux'))('a directory of another user is named', async () => {
        lay();
        mkdirSync(join(path, 'locked'));
        const restoring = asNobody();
        // Before it gets there: a process takes longer to start.
        execFileSync('chown', ['0:0', join(path, 'locked')]);
        await expect(restoring).resolves.toMatchObject({
            kind: 'target',
            message: expect.stringMatching(/^locked\/deep could not be written in .*: EACCES: permission denied/)
        });
    });
});
it('names of what lies below a file or a symlink are those of no directory', async () => {
    mkdirSync(join(path, 'dir'), { recursive: true });
    for (const name of ['file', 'dir/a'])
        writeFileSync(join(path, name), '');
    const names = await localTarget(path, parts).names(paths('.', 'dir', 'file', 'file/below', 'none'));
    expect(names.map(found => found?.toSorted())).toEqual([['dir', 'file'], ['a'], undefined, undefined, undefined]);
    expect(pathFromText('dir')).toBe('dir');
});
