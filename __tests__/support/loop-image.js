// Filesystems of one's own: small images mounted by a loop device (or FUSE), and tmpfs; root is needed for all of them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, missingTool } from "./skip-aloud.js";
const recipes = {
    ext4: { make: 'mkfs.ext4', quiet: ['-q', '-F'], of: 'e2fsprogs', megabytes: 64 },
    // Neither makes a smaller one; the images are sparse, so they cost nothing.
    xfs: { make: 'mkfs.xfs', quiet: ['-q', '-f'], of: 'xfsprogs', megabytes: 320 },
    btrfs: { make: 'mkfs.btrfs', quiet: ['-q', '-f'], of: 'btrfs-progs', megabytes: 128 },
    exfat: { make: 'mkfs.exfat', quiet: [], of: 'exfatprogs', megabytes: 16 }
};
/** Whether such an image can be mounted here: it is tried, once. */
export function missingImage(filesystem) {
    if (!isRoot)
        return `root, to mount an ${filesystem} image`;
    const { make, of } = recipes[filesystem];
    const tool = spawnSync(make, ['-V']).error === undefined ? undefined : `${make} (Debian's ${of})`;
    if (tool !== undefined)
        return tool;
    if (filesystem === 'exfat' && missingTool('mount.exfat-fuse', 'exfat-fuse') !== undefined)
        return "mount.exfat-fuse (Debian's exfat-fuse)";
    try {
        mountImage(filesystem).remove();
        return undefined;
    }
    catch (error) {
        return `a loop mount of ${filesystem}, which does not work here (${String(error)})`;
    }
}
export function mountImage(filesystem, options = {}) {
    const { make, quiet, megabytes } = recipes[filesystem];
    const scratch = mkdtempSync(join(tmpdir(), `image-${filesystem}-`));
    const [image, at] = [join(scratch, 'image'), join(scratch, 'mnt')];
    mkdirSync(at);
    const mount = () => {
        if (filesystem === 'exfat')
            mountFuse(image, at);
        else
            run('mount', '-t', filesystem, '-o', 'loop', image, at);
    };
    try {
        writeFileSync(image, '');
        truncateSync(image, (options.megabytes ?? megabytes) * 1024 * 1024);
        run(make, ...quiet, ...(options.make ?? []), image);
        mount();
    }
    catch (error) {
        rmSync(scratch, { recursive: true });
        throw error;
    }
    return {
        at,
        remount: how => {
            if (how !== undefined)
                run('mount', '-o', `remount,${how}`, at);
            else {
                run('umount', at);
                mount();
            }
        },
        remove: () => {
            unmount(at);
            rmSync(scratch, { recursive: true });
        }
    };
}
/** By FUSE, since this kernel may not know exfat. */
function mountFuse(image, at) {
    const device = run('losetup', '--find', '--show', image).trim();
    try {
        run('mount.exfat-fuse', device, at);
    }
    finally {
        // In use, it stays until it is unmounted.
        run('losetup', '--detach', device);
    }
}
export const missingTmpfs = () => {
    if (!isRoot)
        return 'root, to mount a tmpfs';
    try {
        mountTmpfs('size=1m').remove();
        return undefined;
    }
    catch (error) {
        return `a mount of tmpfs, which does not work here (${String(error)})`;
    }
};
/** At a directory of its own, when no other is given. */
export function mountTmpfs(options, given) {
    const at = given ?? mkdtempSync(join(tmpdir(), 'tmpfs-'));
    run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', at);
    return mountedAt(at, given === undefined);
}
/** Shows the directory `from` at `at` as well. */
export function mountBind(from, at) {
    run('mount', '--bind', from, at);
    return mountedAt(at, false);
}
const mountedAt = (at, isOurs) => ({
    at,
    remount: options => {
        run('mount', '-o', `remount,${options ?? 'rw'}`, at);
    },
    remove: () => {
        unmount(at);
        if (isOurs)
            rmdirSync(at);
    }
});
function unmount(at) {
    // Lazily when something is still in it: the next test should not fail for the one before.
    if (spawnSync('umount', [at]).status !== 0)
        run('umount', '--lazy', at);
}
function run(command, ...args) {
    const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (error !== undefined)
        throw new Error(`${command}: ${error.message}`);
    if (status !== 0)
        throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`);
    return stdout;
}
