// All faults of tier K, grouped into jobs that run beside each other; those of one job follow each other.

import { furtherCuts, keyCuts, randomCuts } from './cuts.ts'
import { lostWrites, writeErrors } from './flaky-disk.ts'
import type { DiskFilesystem } from './ground.ts'
import type { Program } from './lacking.ts'
import { bootPair, type Pair, type Version } from './nfs.ts'
import { steps } from './nfs-steps.ts'
import { noticeMissingSync, surviveCuts } from './power-cut.ts'

export interface Fault {
  readonly row: number
  readonly title: string
  readonly kind?: 'control'
  /** Throws when the fault did harm; returns what was measured. */
  readonly run: () => Promise<readonly string[]>
}

export interface Job {
  readonly needs: readonly Program[]
  readonly faults: readonly Fault[]
  readonly end?: () => Promise<void>
}

const filesystems: readonly DiskFilesystem[] = ['ext4', 'xfs', 'btrfs']

/** `seed` decides the moments that nobody chose. The longest come first. */
export const jobs = (seed: number): readonly Job[] => [
  ...(['3', '4.2'] as const).map(nfs),
  ...filesystems.map(filesystem => ({
    needs: [`mkfs.${filesystem}`] as const,
    faults: [
      { row: 19, title: `${filesystem}: ${keyCuts.length} moments`, run: () => surviveCuts(filesystem, keyCuts) }
    ]
  })),
  {
    needs: ['mkfs.ext4'],
    faults: [
      { row: 19, title: `ext4: ${furtherCuts.length} further moments`, run: () => surviveCuts('ext4', furtherCuts) },
      { row: 19, title: 'ext4: moments at random', run: () => surviveCuts('ext4', randomCuts(seed, 3, 3000)) }
    ]
  },
  ...filesystems.map(filesystem => ({
    needs: [`mkfs.${filesystem}`, 'dmsetup'] as const,
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
]

function nfs(version: Version): Job {
  let pair: Promise<Pair> | undefined
  return {
    needs: ['mkfs.ext4', 'ip', 'rpc.nfsd', 'mount.nfs', 'rpcbind'],
    faults: steps
      .filter(({ only = version }) => only === version)
      .map(({ title, kind, run }) => ({
        row: 25,
        ...(kind && { kind }),
        title: `NFS ${version}: ${title}`,
        run: async () => run(await (pair ??= bootPair(version)), version)
      })),
    end: async () => {
      // What went wrong with it was told by the faults.
      const booted = await pair?.catch(() => undefined)
      await booted?.end()
    }
  }
}
