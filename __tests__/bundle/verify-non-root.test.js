// The built verify action as a user who may not read everything: that is told by name, and what can be read is verified.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { startBundle } from "../support/bundle-process.js";
import { repositoryRoot } from "../support/runner-environment.js";
import { listing, snapshotsIn } from "../support/series-state.js";
import { isRoot, itUnless, missingTool } from "../support/skip-aloud.js";
import { stand } from "../support/volumes.js";
const itAsNobody = itUnless(isRoot ? missingTool('setpriv', 'util-linux') : undefined);
const under = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
/** That of a service, not root's own, in which there are places that nobody else may look into. */
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
let here;
let series = '';
let id = '';
beforeEach(async () => {
    here = stand();
    series = join(here.volume, 'acme/widgets/build/main');
    const build = join(here.workspace, 'build');
    mkdirSync(join(build, 'closed/sub'), { recursive: true });
    for (const file of ['a', 'b', 'closed/c', 'closed/sub/d'])
        writeFileSync(join(build, file), `content of ${file}`);
    if (isRoot)
        execFileSync('chown', ['-R', '65534:65534', here.scratch]);
    const taken = await startBundle(here, { under, env: { PATH: systemPath } }).ended;
    if (taken.exitCode !== 0)
        throw new Error(taken.log);
    id = snapshotsIn(series)[0] ?? '';
});
afterEach(() => {
    execFileSync('chmod', ['-R', 'u+rwX', here.scratch]);
    here.remove();
});
const verify = () => startBundle(here, { action: join(repositoryRoot, 'verify'), under, env: { PATH: systemPath } }).ended;
const found = ({ outputs }) => JSON.parse(outputs.damaged ?? '[]').map(({ what, path }) => `${what} ${path}`);
/** Nobody but another user may; without root, not even its owner. */
const close = (path) => {
    if (isRoot)
        chownSync(path, 0, 0);
    chmodSync(path, isRoot ? 0o700 : 0);
};
itAsNobody('a file that may not be read', async () => {
    close(join(series, id, 'a'));
    const ended = await verify();
    expect(ended.exitCode).toBe(1);
    expect(found(ended)).toContain('unreadable a');
    expect(ended.log).toMatch(/a: EACCES: permission denied; in/);
    expect(ended.outputs['files-checked']).toBe('4');
});
itAsNobody('a directory that may not be entered is one finding, and the rest is verified', async () => {
    close(join(series, id, 'closed'));
    const ended = await verify();
    expect(ended.exitCode).toBe(1);
    expect(found(ended).filter(one => one.startsWith('unreadable'))).toEqual(['unreadable closed']);
    expect(ended.log).toMatch(/closed and 3 paths below it: EACCES/);
    expect(ended.log).not.toContain('Unexpected error');
});
itAsNobody('a volume that may only be read is verified, and what is found is told though it cannot be noted', async () => {
    writeFileSync(join(series, id, 'a'), 'CONTENT of a');
    chmodSync(here.volume, 0o555);
    const before = listing(here.volume);
    const ended = await verify();
    expect(ended.exitCode).toBe(1);
    expect(found(ended)).toEqual(['content a']);
    expect(ended.log).toMatch(/was not noted beside it.*cannot be written by this user/);
    expect(listing(here.volume)).toEqual(before);
});
