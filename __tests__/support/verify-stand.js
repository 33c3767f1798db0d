// Three real snapshots for each test of the verify action, copied from ones that are taken once, with hands to damage them.
import { execFileSync } from 'node:child_process';
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, symlinkSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { runAction } from "./runner.js";
import { repositoryRoot } from "./runner-environment.js";
import { snapshotsIn } from "./series-state.js";
import { output, stand, succeeded } from "./volumes.js";
export const verifyFolder = join(repositoryRoot, 'verify');
const name = 'acme/widgets/build/main';
/** To be called once in a file of tests. */
export function verifyStand() {
    let template;
    let here;
    const series = () => join(here.volume, name);
    const ids = () => snapshotsIn(series());
    const build = (...names) => join(here.workspace, 'build', ...names);
    const take = async (inputs = {}) => succeeded(await here.run({ name, prune: 'false', ...inputs }));
    beforeAll(async () => {
        here = template = stand();
        mkdirSync(build('lib/deep'), { recursive: true });
        for (let file = 0; file < 30; file++)
            writeFileSync(build('lib', `${file}.js`), `file ${file} `.repeat(300));
        writeFileSync(build('lib/deep/large'), 'large'.repeat(500_000));
        writeFileSync(build('new\nline \u001b[31m'), 'of a hostile name');
        symlinkSync('lib/1.js', build('link'));
        for (const version of ['1', '2', '3']) {
            writeFileSync(build('version'), version);
            await take();
        }
    });
    afterAll(() => {
        template.remove();
    });
    beforeEach(() => {
        here = stand();
        for (const place of ['volume', 'workspace'])
            execFileSync('cp', ['-a', `${template[place]}/.`, here[place]]);
    });
    afterEach(() => {
        here.remove();
    });
    return {
        here: () => here,
        series,
        ids,
        first: () => ids()[0] ?? '',
        last: () => ids().at(-1) ?? '',
        build,
        at: (id, ...names) => join(series(), id, ...names),
        take,
        verify: (inputs = {}, more = {}) => {
            const { workspace, tempDir, volume } = here;
            const all = { volume, name, snapshot: 'all', ...inputs };
            return runAction({ action: verifyFolder, workspace, tempDir, contexts: { matrix: null }, ...more, inputs: all });
        }
    };
}
export const damagedIn = (result) => JSON.parse(output(result, 'damaged'));
/** `content lib/a.js` of each. */
export const found = (result) => damagedIn(result).map(({ what, path }) => `${what} ${path}`);
/** Another byte, and every time as it was: what a disk does that forgets. */
export function flip(file) {
    const { atime, mtime } = lstatSync(file);
    const { mtimeNs } = lstatSync(file, { bigint: true });
    const fd = openSync(file, 'r+');
    writeSync(fd, Buffer.from([(readFileSync(file)[7] ?? 0) ^ 1]), 0, 1, 7);
    closeSync(fd);
    utimesSync(file, atime, mtime);
    execFileSync('touch', [
        '--no-create',
        `--date=@${mtimeNs / 1000000000n}.${String(mtimeNs % 1000000000n).padStart(9, '0')}`,
        file
    ]);
    expect(lstatSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs);
}
