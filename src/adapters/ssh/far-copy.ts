// What the rsync that fills a far tree is told beyond what every copy is: how it is reached, and what it may spare the wire.

import type { LinkStep } from '../../core/link-step.ts'
import type { CopyRequest } from '../../ports/partial-tree.ts'
import type { FarMachine } from './greeting.ts'

/** Seconds without a byte after which an rsync gives up, on either side. */
const rsyncSilence = 120

/** `rootOf`: where a tree is, there. */
export const farCopyOptions = (
  { linkDest, versions = [] }: Pick<CopyRequest, 'linkDest' | 'versions'>,
  far: FarMachine,
  isFuse: boolean,
  rootOf: (tree: LinkStep['tree']) => string
): readonly string[] => {
  // Of large files only what differs from their old versions is sent. rsync takes one kind of such trees, and with it a
  // file is never linked, nor left out as equal: `--ignore-times` is given with it.
  const [old] = linkDest.length > 0 ? [] : versions.filter(({ from, path }) => from === path)
  return [
    // Its arguments go over the wire and not through the far shell.
    '-s',
    `--timeout=${rsyncSilence}`,
    // There syncfs(2) reaches nobody; each file has to be synced as it is written.
    ...(isFuse && knowsFsync(far) ? ['--fsync'] : []),
    ...(old === undefined ? [] : [`--copy-dest=${rootOf(old.tree)}`])
  ]
}

/** Since rsync 3.2.4; an older one refuses to start with it. */
function knowsFsync({ rsync }: FarMachine): boolean {
  if (rsync === undefined || !('version' in rsync)) return false
  const [major, minor, patch] = rsync.version
  return major > 3 || (major === 3 && (minor > 2 || (minor === 2 && patch >= 4)))
}
