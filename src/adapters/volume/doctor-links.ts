// Makes links on a volume until it refuses one, and renames over what `latest` is and what a tree is.

import { closeSync, constants, linkSync, lstatSync, mkdirSync, openSync, readlinkSync } from 'node:fs'
import { renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkFacts, Works } from '../../core/doctor/facts.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { formatDuration } from '../../core/units.ts'
import { systemClock } from '../system-clock.ts'
import { Refused, tried } from './doctor-tried.ts'

/** Past ext4's 65,000; where more are allowed, the number no longer matters. */
const mostLinks = 70_000
const longestMs = 2000

export function probeLinkFacts(scratch: string): LinkFacts {
  const at = (name: string): string => join(scratch, name)
  writeFileSync(at('linked'), 'probe\n')
  const hardLinks = tried(() => {
    linkSync(at('linked'), at('link'))
    const [a, b] = [lstatSync(at('linked'), { bigint: true }), lstatSync(at('link'), { bigint: true })]
    // Some network and FUSE filesystems answer "done" and make a copy, or keep no count.
    if (a.ino !== b.ino || a.nlink !== 2n) throw new Refused('the link that was made does not share its file')
  })
  const symlinks = tried(() => {
    symlinkSync('one', at('latest'))
    if (readlinkSync(at('latest')) !== 'one') throw new Refused('the link that was made says something else')
  })
  return {
    hardLinks,
    ...(hardLinks.works ? { limit: linkLimit(scratch, mostLinks, longestMs) } : {}),
    symlinks,
    renameOverSymlink: ifWorks(symlinks, () => {
      symlinkSync('two', at('new'))
      renameSync(at('new'), at('latest'))
      if (readlinkSync(at('latest')) !== 'two') throw new Refused('the old link is still there')
    }),
    directoryIsSafe: tried(() => {
      mkdirSync(at('tree'))
      writeFileSync(at('file'), '')
      if (
        succeeds(() => {
          renameSync(at('file'), at('tree'))
        })
      )
        throw new Refused('a file that was renamed over a directory replaced it')
    }),
    noFollow: ifWorks(symlinks, () => {
      symlinkSync('linked', at('to-linked'))
      if (
        succeeds(() => {
          closeSync(openSync(at('to-linked'), constants.O_RDONLY | constants.O_NOFOLLOW))
        })
      )
        throw new Refused('a symlink was followed although that was forbidden')
    })
  }
}

/** How many names a file may have, its first included; really made, as far as the count and the time allow. */
export function linkLimit(scratch: string, most: number, longest: number): NonNullable<LinkFacts['limit']> {
  const directory = join(scratch, 'links')
  mkdirSync(directory)
  const file = join(directory, '1')
  writeFileSync(file, 'probe\n')
  const from = systemClock.monotonicMs()
  for (let links = 1; ; links++) {
    if (links >= most) return { links, reached: false, why: 'there' }
    if (systemClock.monotonicMs() - from > longest)
      return { links, reached: false, why: `after ${formatDuration(longest)}` }
    try {
      linkSync(file, join(directory, String(links + 1)))
    } catch (error) {
      const code = codeOf(error)
      if (code === undefined) throw error
      return code === 'EMLINK'
        ? { links, reached: true, why: '' }
        : { links, reached: false, why: `by ${messageOf(error)}` }
    }
  }
}

const ifWorks = (symlinks: Works, attempt: () => void): Works => (symlinks.works ? tried(attempt) : symlinks)

/** What the system refuses is the answer; anything else is a defect. */
function succeeds(attempt: () => void): boolean {
  try {
    attempt()
    return true
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}
