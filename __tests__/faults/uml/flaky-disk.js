// Rows 20 and 21: the disk below the volume refuses writes, or says yes and forgets them (dm-flakey).
import { makeGround } from "./ground.js";
import { boot } from "./machine.js";
/** `since`: they begin before the run, or when its files are about to be synced, which rsync has no word for. */
export const writeErrors = (filesystem, since) => live(`errors-${filesystem}-${since}`, 'write-errors.sh', filesystem, { SINCE: since });
/** On ext4 alone: what xfs and btrfs lose of their own in that moment keeps them from being mounted, which is not silent. */
export const lostWrites = () => live('lost-ext4', 'lost-writes.sh', 'ext4', {});
async function live(name, guest, filesystem, env) {
    const ground = makeGround();
    try {
        const disks = [ground.disk(filesystem)];
        await boot({ name, guest, shared: ground.shared, disks, env: { FILESYSTEM: filesystem, ...env } }).done();
        return [];
    }
    finally {
        ground.remove();
    }
}
