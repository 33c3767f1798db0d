// Tests that need root, a program or a filesystem: where it is missing they say so aloud, and are counted as skipped.
import { spawnSync } from 'node:child_process';
import { it } from '@jest/globals';
const said = new Set();
/** `it`, or its `skip` after saying what is missing. */
export function itUnless(...reasons) {
    const missing = reasons.filter(reason => reason !== undefined);
    if (missing.length === 0)
        return it;
    for (const reason of missing) {
        if (!said.has(reason))
            process.stderr.write(`SKIPPED: tests that need ${reason}\n`);
        said.add(reason);
    }
    return it.skip;
}
export const isRoot = process.getuid?.() === 0;
export const missingRoot = () => (isRoot ? undefined : 'root (these tests run as another user)');
/** `of`: the package that has it. */
export const missingTool = (tool, of) => spawnSync(tool, ['--version']).error === undefined ? undefined : `${tool}, which is not installed (Debian's ${of})`;
