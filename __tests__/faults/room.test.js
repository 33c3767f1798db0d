// A disk that fills up, by bytes (row 1) and by inodes (row 3): it is said, nothing is published, and the next run has room.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeRsyncCopy } from "../support/fake-tools.js";
import { missingImage, missingTmpfs, mountImage, mountTmpfs } from "../support/loop-image.js";
import { fault } from "./support/fault.js";
const disks = [
    {
        name: 'ext4',
        missing: missingImage('ext4'),
        on: () => mountImage('ext4', { megabytes: 64, make: ['-N', '600'] })
    },
    { name: 'tmpfs', missing: missingTmpfs(), on: () => mountTmpfs('size=40m,nr_inodes=600') }
];
// By small synced writes at last: ext4 keeps blocks back while it has not decided where data goes.
const fillBytes = (at) => `(cat /dev/zero > '${at}/filler1'; dd if=/dev/zero of='${at}/filler2' bs=1k oflag=sync) 2>/dev/null`;
const fillInodes = (at) => `n=0; while : > '${at}/filler'$((n=n+1)); do :; done 2>/dev/null`;
/** The list of what is to be copied comes on standard input; the first eight of it, then the rest on a full disk. */
const halfWay = (at, fill) => `cat > '${at}.list'; head -zn 8 '${at}.list' | "$real" "$@"; (${fill}); exec "$real" "$@" < '${at}.list'`;
/** Where in a run the disk fills up, as a program that does it. */
const moments = [
    ['before anything is copied', 'rsync', (_, fill) => fakeRsyncCopy(`(${fill}); exec "$real" "$@"`)],
    ['half-way through', 'rsync', ({ scratch }, fill) => fakeRsyncCopy(halfWay(join(scratch, 'half'), fill))],
    ['when all is copied', 'sync', (_, fill) => `/bin/sync "$@"; (${fill}); true`]
];
const fillUp = (tool, script, fill, says) => async (scene) => {
    for (let file = 0; file < 30; file++)
        writeFileSync(scene.inBuild(`more-${file}`), Buffer.alloc(50_000, String(file)));
    const ground = join(scene.volume, '..');
    scene.mend(() => {
        for (const name of readdirSync(ground))
            if (name.startsWith('filler'))
                rmSync(join(ground, name));
    });
    return { run: await scene.run({ env: scene.tools({ [tool]: script(scene, fill(ground)) }) }), exitCode: 1, says };
};
for (const { name, missing, on } of disks) {
    for (const [when, tool, script] of moments) {
        fault({ row: 1, tier: 'R', title: `${name}: no byte is left ${when}`, needs: [missing], on }, fillUp(tool, script, fillBytes, /space/));
        fault({ row: 3, tier: 'R', title: `${name}: no inode is left ${when}`, needs: [missing], on }, fillUp(tool, script, fillInodes, /inode/));
    }
    fault({ row: 1, tier: 'R', title: `${name}: less is free than the build takes`, needs: [missing], on }, async (scene) => {
        writeFileSync(scene.inBuild('too-large'), Buffer.alloc(70_000_000, 1));
        return { run: await scene.run(), exitCode: 1, says: /has no room for this snapshot: it needs about .* are free/ };
    });
    fault({ row: 3, tier: 'R', title: `${name}: fewer inodes are free than the build takes`, needs: [missing], on }, async (scene) => {
        execFileSync('sh', ['-c', 'for n in $(seq 600); do echo $n > too-many-$n; done'], { cwd: scene.inBuild() });
        return { run: await scene.run(), exitCode: 1, says: /too few inodes .*: it needs about .* are free/ };
    });
}
