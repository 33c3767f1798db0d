// Removing from a target: files, links and whole trees, without following a link or entering another filesystem.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { missingTmpfs, mountBind, mountTmpfs } from "../support/loop-image.js";
import { runnerNode } from "../support/runner-environment.js";
import { itUnless, missingRoot, missingTool } from "../support/skip-aloud.js";
import { fingerprint } from "../support/target-stand.js";
const parts = adapterParts();
let scratch = '';
let path = '';
let outside = '';
let canary = '';
beforeEach(() => {
    scratch = scratchWith('target', 'outside/sub');
    [path, outside] = [join(scratch, 'target'), join(scratch, 'outside')];
    for (const name of ['file', 'sub/file'])
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
async function begun(act) {
    const restoring = await target().begin();
    try {
        return await act(restoring);
    }
    finally {
        await restoring.end();
    }
}
describe('removing', () => {
    it('takes files, links and whole trees, deep, locked and oddly named as they may be', async () => {
        mkdirSync(join(path, 'tree/a/b/c'), { recursive: true });
        for (const name of ['-rf', 'new\nline', 'a/b/c/f', 'a/f'])
            writeFileSync(join(path, 'tree', name), '');
        writeFileSync(Buffer.concat([Buffer.from(join(path, 'tree/')), Buffer.from([0xff, 0xfe])]), '');
        for (const name of ['tree/link', 'tree/a/link', 'link'])
            symlinkSync(outside, join(path, name));
        execFileSync('mkfifo', [join(path, 'tree/fifo')]);
        execFileSync('chmod', ['0000', join(path, 'tree/a/b/c'), join(path, 'tree/a/b'), join(path, 'tree')]);
        writeFileSync(join(path, '-f'), '');
        writeFileSync(join(path, 'stays'), '');
        const doomed = paths('tree', 'link', '-f', 'not there', 'not/there');
        await expect(begun(restoring => restoring.remove(doomed))).resolves.toEqual([]);
        expect(readdirSync(path)).toEqual(['stays']);
    });
    it('takes a tree deeper than a path can be long', async () => {
        const program = "for (let i = 0; i < 60; i++) { fs.mkdirSync('0'.repeat(200)); process.chdir('0'.repeat(200)) }";
        execFileSync(runnerNode(), ['-e', program], { cwd: path });
        await expect(begun(restoring => restoring.remove(paths('0'.repeat(200))))).resolves.toEqual([]);
        expect(readdirSync(path)).toEqual([]);
    });
    itUnless(missingTmpfs()).each(['tree', 'tree/a', 'tree/a/b'])('does not go into what is mounted or bound at "%s", and says so', async (place) => {
        for (const mount of [(at) => mountTmpfs('size=1m', at), (at) => mountBind(outside, at)]) {
            mkdirSync(join(path, place), { recursive: true });
            mkdirSync(join(path, 'tree/other'), { recursive: true });
            const mounted = mount(join(path, place));
            try {
                const left = await begun(restoring => restoring.remove(paths('tree', `${place}/file`)));
                expect(left).toContain(`${place}: something is mounted there`);
                expect(left).toContain(`${place}/file: something is mounted there`);
            }
            finally {
                mounted.remove();
            }
            expect(existsSync(join(path, 'tree/other'))).toBe(place === 'tree');
            rmSync(join(path, 'tree'), { recursive: true });
        }
    });
    itUnless(missingRoot(), missingTool('chattr', 'e2fsprogs'))('says what could not be, and takes the rest', async () => {
        mkdirSync(join(path, 'tree/stuck'), { recursive: true });
        for (const name of ['tree/stuck/file', 'tree/other'])
            writeFileSync(join(path, name), '');
        execFileSync('chattr', ['+i', join(path, 'tree/stuck/file')]);
        try {
            const left = await begun(restoring => restoring.remove(paths('tree')));
            expect(left).toEqual(['tree/stuck/file: EPERM: operation not permitted']);
            expect(readdirSync(join(path, 'tree'))).toEqual(['stuck']);
        }
        finally {
            execFileSync('chattr', ['-i', join(path, 'tree/stuck/file')]);
        }
    });
    it('never takes the target itself', async () => {
        writeFileSync(join(path, 'stays'), '');
        await expect(begun(restoring => restoring.remove(paths('.')))).rejects.toThrow('never removed');
        expect(lstatSync(path).isDirectory()).toBe(true);
    });
});
