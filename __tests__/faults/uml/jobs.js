// All faults of tier K, grouped into jobs that run beside each other; those of one job follow each other.
import { furtherCuts, keyCuts, randomCuts } from "./cuts.js";
import { lostWrites, writeErrors } from "./flaky-disk.js";
import { bootPair } from "./nfs.js";
import { steps } from "./nfs-steps.js";
import { noticeMissingSync, surviveCuts } from "./power-cut.js";
const filesystems = ['ext4', 'xfs', 'btrfs'];
/** `seed` decides the moments that nobody chose. The longest come first. */
export const jobs = (seed) => [
    ...['3', '4.2'].map(nfs),
    ...filesystems.map(filesystem => ({
        needs: [`mkfs.${filesystem}`],
        faults: [
            { row: 19, title: `${filesystem}: ${keyCuts.length} moments`, run: () => surviveCuts(filesystem, keyCuts) }
        ]
    })),
    {
        needs: ['mkfs.ext4'],
        faults: [
            { row: 19, title: `ext4: ${furtherCuts.length} further moments`, run: () => surviveCuts('ext4', furtherCuts) },
            { row: 19, title: 'ext4: moments at random', run: () => surviveCuts('ext4', randomCuts(seed, 4, 3000)) }
        ]
    },
    ...filesystems.map(filesystem => ({
        needs: [`mkfs.${filesystem}`, 'dmsetup'],
        faults: [
            { row: 20, title: `${filesystem}: since before the run`, run: () => writeErrors(filesystem, 'start') },
            { row: 20, title: `${filesystem}: since the copying`, run: () => writeErrors(filesystem, 'sync') }
        ]
    })),
    { needs: ['mkfs.ext4', 'dmsetup'], faults: [{ row: 21, title: 'ext4: while files are synced', run: lostWrites }] },
    {
        needs: ['mkfs.ext4'],
        faults: [
            { row: 18, kind: 'control', title: 'ext4: a power cut without the sync', run: () => noticeMissingSync('ext4') }
        ]
    }
];
function nfs(version) {
    let pair;
    return {
        needs: ['mkfs.ext4', 'ip', 'rpc.nfsd', 'mount.nfs', 'rpcbind'],
        faults: steps.map(({ title, run }) => ({
            row: 25,
            title: `NFS ${version}: ${title}`,
            run: async () => run(await (pair ??= bootPair(version)), version)
        })),
        end: async () => {
            // What went wrong with it was told by the faults.
            const booted = await pair?.catch(() => undefined);
            await booted?.end();
        }
    };
}
