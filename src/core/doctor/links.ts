// Links on a volume: what snapshots save their room by, how many a file may have, and what `latest` stands on.

import { countOf, formatCount } from '../units.ts'
import type { LinkFacts } from './facts.ts'
import { failure, ok, type Row, skipped, type Subject, warning } from './row.ts'

export const linkSubjects = {
  hardLinks: { key: 'hard-links', title: 'hard links' },
  limit: { key: 'link-limit', title: 'link limit' },
  symlinks: { key: 'symlinks', title: 'symlinks' },
  renameOverSymlink: { key: 'rename-over-symlink', title: 'move of latest' },
  directoryIsSafe: { key: 'rename-over-directory', title: 'rename over a tree' },
  noFollow: { key: 'no-follow', title: 'O_NOFOLLOW' }
} as const satisfies Record<keyof Omit<LinkFacts, 'limit'> | 'limit', Subject>

const better = 'Use a filesystem such as ext4, xfs, btrfs or NFS.'

export function judgeLinks(facts: LinkFacts): Row[] {
  const { hardLinks, symlinks, renameOverSymlink, directoryIsSafe, noFollow } = facts
  return [
    hardLinks.works
      ? ok(linkSubjects.hardLinks, 'work')
      : failure(linkSubjects.hardLinks, {
          found: `do not work: ${hardLinks.why}`,
          why: 'Every snapshot would take the room of a full copy.',
          mend: `${better} With "require-hardlinks: false" full copies are made.`
        }),
    judgeLimit(facts),
    symlinks.works
      ? ok(linkSubjects.symlinks, 'work')
      : failure(linkSubjects.symlinks, {
          found: `do not work: ${symlinks.why}`,
          why: '"latest" is a symlink, and so may be files of a build.',
          mend: better
        }),
    renameOverSymlink.works
      ? ok(linkSubjects.renameOverSymlink, 'one rename over the old link')
      : symlinks.works
        ? failure(linkSubjects.renameOverSymlink, {
            found: `does not work: ${renameOverSymlink.why}`,
            why: '"latest" is moved by renaming a new link over the old one, so that there always is one.',
            mend: better
          })
        : skipped(linkSubjects.renameOverSymlink, 'there are no symlinks'),
    directoryIsSafe.works
      ? ok(linkSubjects.directoryIsSafe, 'refused, as it should be')
      : failure(linkSubjects.directoryIsSafe, {
          found: directoryIsSafe.why,
          why: 'A rename must never replace a tree that is there.',
          mend: better
        }),
    noFollow.works
      ? ok(linkSubjects.noFollow, 'refuses a symlink, as it should')
      : symlinks.works
        ? warning(linkSubjects.noFollow, {
            found: noFollow.why,
            why: 'Somebody who can write to the volume could lead a reader out of it by a symlink.',
            mend: 'Let only the user of the runner write to the volume.'
          })
        : skipped(linkSubjects.noFollow, 'there are no symlinks')
  ]
}

/** Fewer than two years of nights: an unchanged file is copied afresh that often. EFS has 177. */
const fewLinks = 730

function judgeLimit({ limit }: LinkFacts): Row {
  const { limit: subject } = linkSubjects
  if (limit === undefined) return skipped(subject, 'there are no hard links')
  const { links, reached, why } = limit
  if (!reached) return ok(subject, `more than ${formatCount(links)} (stopped ${why})`, links)
  const found = countOf(links, 'link', 'links')
  if (links >= fewLinks) return ok(subject, found, links)
  return warning(subject, {
    found,
    value: links,
    why: 'A file that is in more snapshots than this is stored afresh, which a run tells and does by itself.',
    mend: 'Keep fewer snapshots than this, or take that room into account.'
  })
}
