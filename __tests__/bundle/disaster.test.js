// The day after a disaster: no repository, no workflow, an empty workspace, and two directories copied from dist/. The newest
// snapshot comes back by the command line alone, and equals the tree that it was taken of.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { layOut, versions } from "../support/artifacts.js";
import { repositoryRoot, runnerNode } from "../support/runner-environment.js";
import { contentDifferences, entriesOf } from "../support/trees.js";
import { idsIn, stand, succeeded } from "../support/volumes.js";
let place;
afterEach(() => {
    place?.remove();
});
/** The command line on a machine that knows nothing of us: an empty home, and no variable but PATH. */
function commandLine(here, ...args) {
    const tool = join(here.scratch, 'tool');
    for (const part of ['cli', 'worker'])
        cpSync(join(repositoryRoot, 'dist', part), join(tool, part), { recursive: true });
    const home = join(here.scratch, 'home');
    mkdirSync(home, { recursive: true });
    const { status, stdout, stderr } = spawnSync(runnerNode(), [join(tool, 'cli/index.js'), ...args], {
        cwd: home,
        env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home },
        encoding: 'utf8'
    });
    return { status, stdout, stderr };
}
/** Everything that can be compared: also the mtimes of directories and symlinks. */
const all = (top) => entriesOf(top);
it('brings the newest snapshot back into a workspace that was wiped', async () => {
    const here = (place = stand());
    const build = join(here.workspace, 'build');
    for (const version of versions) {
        rmSync(build, { recursive: true, force: true });
        layOut('three', version, build);
        succeeded(await here.run());
    }
    const kept = join(here.scratch, 'kept-for-comparison');
    execFileSync('cp', ['-a', '--', build, kept]);
    rmSync(here.workspace, { recursive: true });
    rmSync(here.tempDir, { recursive: true });
    const series = 'acme/widgets/build/main';
    const volume = ['--volume', here.volume];
    const listed = commandLine(here, 'list', ...volume, '--name', series);
    expect(listed).toMatchObject({ status: 0 });
    const newest = String(idsIn(join(here.volume, series)).at(-1));
    expect(listed.stdout).toContain(newest);
    const restored = commandLine(here, 'restore', ...volume, '--name', series, '--path', here.workspace);
    expect(restored).toMatchObject({ status: 0 });
    expect(contentDifferences(kept, here.workspace)).toBe('');
    expect(all(here.workspace)).toEqual(all(kept));
    const again = commandLine(here, 'restore', ...volume, '--name', series, '--path', here.workspace, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged', from: { snapshot: newest } });
    expect(commandLine(here, 'verify', ...volume, '--name', series, '--snapshot', 'all')).toMatchObject({ status: 0 });
});
it('says where to look when the volume is not there', () => {
    const here = (place = stand());
    const gone = join(here.scratch, 'not-mounted');
    const said = commandLine(here, 'restore', '--volume', gone, '--name', 'a/b', '--path', join(here.scratch, 'out'));
    expect(said.status).toBe(1);
    expect(said.stderr).toContain(gone);
    expect(said.stderr).toContain('Is it mounted?');
});
it('needs nothing of this repository but dist/cli and dist/worker', () => {
    const text = readdirSync(join(repositoryRoot, 'dist/cli'))
        .filter(file => file.endsWith('.js'))
        .map(file => readFileSync(join(repositoryRoot, 'dist/cli', file), 'utf8'))
        .join('\n');
    expect(text).not.toMatch(/\bfrom '\.\.\/(?!worker)/);
    writeFileSync(join((place = stand()).scratch, 'nothing'), '');
    expect(commandLine(place, '--version').stdout).toMatch(/^\d+\.\d+\.\d+/);
});
