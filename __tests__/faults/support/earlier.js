// A volume with two good snapshots of a series, of yesterday and of the day before, taken by the built action; made once, then copied.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stand } from "../../support/volumes.js";
import { makeBuild } from "./changing-build.js";
import { runCall } from "./running.js";
const dayMs = 86_400_000;
let template;
/** Puts a copy of it into a volume and a workspace, with all attributes and links; the next build is the third. */
export async function copyEarlier(to) {
    template ??= takeTwo();
    const { volume, workspace } = await template;
    execFileSync('cp', ['-a', `${volume}/.`, to.volume]);
    execFileSync('cp', ['-a', join(workspace, 'build'), to.workspace]);
}
async function takeTwo() {
    const here = stand();
    for (const [number, daysAgo] of [
        [1, 2],
        [2, 1]
    ]) {
        makeBuild(here.workspace, number);
        const then = `--date=${daysAgo} days ago`;
        execFileSync('find', [join(here.workspace, 'build'), '-exec', 'touch', '--no-dereference', then, '{}', '+']);
        const { exitCode, log } = await runCall(here, { clock: { offsetMs: -daysAgo * dayMs } });
        if (exitCode !== 0)
            throw new Error(`an earlier snapshot could not be taken:\n${log}`);
    }
    return here;
}
export async function removeEarlier() {
    if (template === undefined)
        return;
    const { scratch } = await template;
    template = undefined;
    removeTree(scratch);
}
/** Also what its owner may not write to. */
export function removeTree(path) {
    if (!existsSync(path))
        return;
    execFileSync('chmod', ['--recursive', 'u+rwX', path]);
    execFileSync('rm', ['--recursive', '--force', '--one-file-system', path]);
}
