// What a restore must never do: follow a symlink, reach out of the target, change a file under its other names.
import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { runnerNode } from "../support/runner-environment.js";
import { described, fingerprint, restoreAll, treeEntries } from "../support/target-stand.js";
const parts = adapterParts();
let scratch = '';
let snapshot = '';
let path = '';
let outside = '';
let canary = '';
beforeEach(() => {
    scratch = scratchWith('snapshot/dir/sub', 'target', 'outside/sub');
    [snapshot, path, outside] = [join(scratch, 'snapshot'), join(scratch, 'target'), join(scratch, 'outside')];
    for (const name of ['file', 'dir/file', 'dir/sub/file', 'dir/large'])
        writeFileSync(join(snapshot, name), name.endsWith('large') ? Buffer.alloc(1_500_000, 'stored') : `stored ${name}`);
    for (const name of ['file', 'large', 'sub/file'])
        writeFileSync(join(outside, name), 'canary', { mode: 0o640 });
    canary = fingerprint(outside);
});
afterEach(() => {
    expect(fingerprint(outside)).toBe(canary);
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const target = () => localTarget(path, parts);
const paths = (...names) => names;
const restore = (options) => restoreAll(target(), snapshot, treeEntries(snapshot), options);
const isTarget = (name) => ({
    kind: 'target',
    message: expect.stringMatching(new RegExp(`^${name} could not be`))
});
async function begun(act) {
    const restoring = await target().begin();
    try {
        return await act(restoring);
    }
    finally {
        await restoring.end();
    }
}
describe('what stands in the place of a file', () => {
    it.each([
        [
            'a symlink to a file',
            place => {
                symlinkSync(join(outside, 'file'), place);
            }
        ],
        [
            'a symlink to a directory',
            place => {
                symlinkSync(outside, place);
            }
        ],
        [
            'a dangling symlink',
            place => {
                symlinkSync(join(outside, 'none'), place);
            }
        ],
        [
            'a FIFO',
            place => {
                execFileSync('mkfifo', [place]);
            }
        ],
        [
            'a hard link',
            place => {
                writeFileSync(join(scratch, 'twin'), 'twin');
                linkSync(join(scratch, 'twin'), place);
            }
        ]
    ])('is replaced where it is %s', async (what, lay) => {
        mkdirSync(join(path, 'dir'));
        for (const name of ['file', 'dir/large']) {
            rmSync(join(scratch, 'twin'), { force: true });
            lay(join(path, name));
        }
        await restore();
        expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
        if (what === 'a hard link')
            expect(readFileSync(join(scratch, 'twin'), 'utf8')).toBe('twin');
    });
    it.each(['file', 'dir/large'])('is an error where it is a directory that came there meanwhile: %s', async (name) => {
        mkdirSync(join(path, name, 'sub'), { recursive: true });
        await expect(restore()).rejects.toMatchObject(isTarget(name));
        expect(readdirSync(join(path, name))).toEqual(['sub']);
    });
});
describe('a symlink in the place of a directory', () => {
    beforeEach(() => {
        symlinkSync(outside, join(path, 'dir'));
    });
    it('is no directory to write into', async () => {
        await expect(restore()).rejects.toMatchObject(isTarget('dir'));
        expect(readlinkSync(join(path, 'dir'))).toBe(outside);
    });
    it.each(['dir/file', 'dir/sub/file', 'dir/large'])('is not followed to write %s', async (name) => {
        const entry = treeEntries(snapshot).filter(each => each.path === name);
        const tree = pathFromText(snapshot);
        for (const from of ['snapshot', 'target']) {
            const steps = entry.map(each => ({ entry: each, from }));
            const putting = begun(restoring => restoring.put({ tree, steps, verify: true, method: 'copy', keepOwners: true }, () => undefined));
            await expect(putting).rejects.toMatchObject(isTarget(name));
        }
        expect(readdirSync(path)).toEqual(['dir']);
    });
    it.each(['dir', 'dir/sub'])('is not followed to give %s its attributes', async (name) => {
        const entries = treeEntries(snapshot).filter(each => each.path === name);
        await expect(begun(restoring => restoring.finish(entries, true))).rejects.toMatchObject(isTarget(name));
    });
    it('is not followed to remove what is behind it; it is removed itself', async () => {
        const left = await begun(restoring => restoring.remove(paths('dir/sub', 'dir/file')));
        expect(left).toEqual(['dir/sub: ENOTDIR: not a directory', 'dir/file: ENOTDIR: not a directory']);
        await expect(begun(restoring => restoring.remove(paths('dir')))).resolves.toEqual([]);
        expect(readdirSync(path)).toEqual([]);
    });
    it('appears and goes again, over and over while a restore writes there', async () => {
        rmSync(join(path, 'dir'));
        mkdirSync(join(path, 'dir/sub'), { recursive: true });
        const entries = treeEntries(snapshot);
        const swapping = await startSwapping(join(path, 'dir'), outside);
        const kinds = new Set();
        try {
            const end = performance.now() + 4000;
            while (performance.now() < end) {
                kinds.add(await restoreAll(target(), snapshot, entries).then(() => 'done', kindOf));
                await begun(restoring => restoring.remove(paths('dir/file', 'dir/sub')));
                kinds.add(await restoreAll(target(), snapshot, entries, { from: 'target' }).then(() => 'done', kindOf));
            }
        }
        finally {
            swapping.kill('SIGKILL');
            await new Promise(resolve => swapping.once('close', resolve));
        }
        // It was really met, and it is never anything else that goes wrong.
        expect([...kinds].filter(kind => kind !== 'done')).toEqual(['target']);
    }, 30_000);
});
const kindOf = (error) => error.kind ?? String(error.stack);
/** Puts a symlink in the place of a directory and the directory back, for ever. */
async function startSwapping(place, leadsTo) {
    const program = `
    import { renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
    const [place, leadsTo] = ${JSON.stringify([place, leadsTo])}
    const turn = act => { try { act() } catch (error) { if (!/ENOENT|EEXIST|ENOTEMPTY|EISDIR|EPERM/.test(error.code)) throw error } }
    process.stdout.write('ready')
    for (;;) {
      rmSync(place + '.aside', { recursive: true, force: true })
      turn(() => renameSync(place, place + '.aside'))
      turn(() => symlinkSync(leadsTo, place))
      turn(() => unlinkSync(place))
      turn(() => renameSync(place + '.aside', place))
    }`;
    const child = spawn(runnerNode(), ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise(resolve => child.stdout.once('data', resolve));
    return child;
}
