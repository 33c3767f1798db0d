// What a case stands on: a directory that host and guests share, with the bundle, a source, and the images of disks.
import { execFileSync } from 'node:child_process';
import { closeSync, cpSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from "../../support/runner-environment.js";
/** The smallest that each makes; sparse. */
const recipes = {
    ext4: { make: ['mkfs.ext4', '-q', '-F'], megabytes: 64 },
    xfs: { make: ['mkfs.xfs', '-q', '-f'], megabytes: 320 },
    btrfs: { make: ['mkfs.btrfs', '-q', '-f'], megabytes: 128 }
};
export function makeGround() {
    const shared = mkdtempSync(join(tmpdir(), 'faults-uml-'));
    // A copy, so that a build meanwhile does not change what is tested.
    cpSync(join(repositoryRoot, 'dist'), join(shared, 'dist'), { recursive: true });
    const steady = join(shared, 'source/steady');
    mkdirSync(join(steady, 'deep/er'), { recursive: true });
    for (let number = 0; number < 24; number++) {
        writeFileSync(join(steady, number % 3 === 0 ? 'deep/er' : '', `file-${number}`), `${number}\n`.repeat(300 * number));
    }
    return {
        shared,
        disk: filesystem => {
            const { make, megabytes } = recipes[filesystem];
            const image = join(shared, `disk-${filesystem}`);
            const fd = openSync(image, 'w');
            ftruncateSync(fd, megabytes * 1024 * 1024);
            closeSync(fd);
            const [program, ...args] = make;
            // mkfs is not in the PATH of every plain user.
            execFileSync(program, [...args, image], {
                env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` },
                stdio: ['ignore', 'ignore', 'pipe']
            });
            return image;
        },
        remove: () => {
            //rmSync(shared, { recursive: true, force: true })
        }
    };
}
