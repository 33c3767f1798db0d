// Makes real links in a scratch directory of the volume: what a filesystem says it can do is not asked, it is tried.

import {
  chownSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { codeOf, messageOf } from '../../core/failure.ts'
import type { LinkProbe } from '../../ports/volume.ts'
import { systemClock } from '../system-clock.ts'

const prefix = '.snapshot-probe-'
/** Neither root nor anyone whom a server puts in root's place. */
const someoneElse = { uid: 1, gid: 1 }
/** A probe takes milliseconds, also on a slow server. */
const oldMs = 3_600_000

/** `isRoot`: who may give files away on a disk of his own, and not on a server that takes him for nobody (root_squash). */
export function probeLinks(volume: string, isRoot: boolean): LinkProbe {
  clearOldProbes(volume)
  const scratch = mkdtempSync(join(volume, prefix))
  try {
    const file = join(scratch, 'file')
    writeFileSync(file, 'probe\n')
    return {
      hardLinks: tried(() => {
        linkSync(file, join(scratch, 'link'))
        const [a, b] = [lstatSync(file, { bigint: true }), lstatSync(join(scratch, 'link'), { bigint: true })]
        // Some network and FUSE filesystems answer "done" and make a copy, or keep no count.
        if (a.ino !== b.ino || a.nlink !== 2n) throw new Error('the link that was made does not share its file')
      }),
      symlinks: tried(() => {
        const link = join(scratch, 'symlink')
        symlinkSync('one', join(scratch, 'new'))
        renameSync(join(scratch, 'new'), link)
        symlinkSync('two', join(scratch, 'new'))
        renameSync(join(scratch, 'new'), link)
        if (readlinkSync(link) !== 'two') throw new Error('a symlink could not be replaced by a rename')
      }),
      ...(isRoot && {
        owners: tried(() => {
          const { uid, gid } = someoneElse
          try {
            chownSync(file, uid, gid)
          } catch (error) {
            // A user namespace that knows no such owner: it is not the volume that refuses.
            if (codeOf(error) === 'EINVAL') return
            throw error
          }
          const stat = lstatSync(file)
          // Some answer "done" and keep the owner that the mount was given.
          if (stat.uid !== uid || stat.gid !== gid)
            throw new Error('the owner that was set is not the one that is shown')
        })
      })
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** What a run left that was killed while it probed; another run's probe of this very moment is left alone. */
function clearOldProbes(volume: string): void {
  for (const name of readdirSync(volume)) {
    if (!name.startsWith(prefix)) continue
    const path = join(volume, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (
      stat?.isDirectory() === true &&
      stat.uid === process.geteuid?.() &&
      systemClock.now().getTime() - stat.mtimeMs > oldMs
    )
      rmSync(path, { recursive: true })
  }
}

function tried(attempt: () => void): LinkProbe['hardLinks'] {
  try {
    attempt()
    return { works: true }
  } catch (error) {
    return { works: false, why: messageOf(error) }
  }
}
