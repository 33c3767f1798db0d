// The place a volume is at: whether it is there, marked and writable, on what it lies, and how much room is left.

import { inBackticks } from '../display.ts'
import { markByHand } from '../marker.ts'
import { isNetworkFilesystem } from '../network-filesystem.ts'
import { quoteValue } from '../quoted-value.ts'
import { countOf, formatBytes, formatPercent } from '../units.ts'
import type { PlaceFacts, RoomFacts } from './facts.ts'
import { failure, ok, type Row, skipped, warning } from './row.ts'

const subjects = {
  volume: { key: 'volume', title: 'volume' },
  marker: { key: 'marker', title: 'marker' },
  writable: { key: 'writable', title: 'writable' },
  filesystem: { key: 'filesystem', title: 'filesystem' },
  space: { key: 'free-space', title: 'free space' },
  inodes: { key: 'free-inodes', title: 'free inodes' }
} as const

export function judgePlace(volume: string, place: PlaceFacts, room: RoomFacts | undefined): Row[] {
  const there = judgeVolume(volume, place)
  if (there.result === 'failure') {
    return [
      there,
      ...Object.values(subjects)
        .slice(1)
        .map(subject => skipped(subject, 'there is no volume to look at'))
    ]
  }
  return [there, judgeMarker(volume, place), judgeWritable(place), judgeFilesystem(place), ...judgeRoom(room)]
}

function judgeVolume(volume: string, { kind, isMount, mountPoint }: PlaceFacts): Row {
  const name = quoteValue(volume)
  if (kind === 'missing') {
    return failure(subjects.volume, {
      found: `${name} does not exist`,
      why: 'A missing mount would fill the disk below it, so the directory is never made by a run.',
      mend: 'Mount the volume, or create the directory where snapshots are to be kept.'
    })
  }
  if (kind === 'not-a-directory') {
    return failure(subjects.volume, {
      found: `${name} is not a directory`,
      why: 'Snapshots are directories, and lie in one.',
      mend: 'Give the directory that the volume is mounted on.'
    })
  }
  return ok(
    subjects.volume,
    isMount ? 'a directory, and a mount of its own' : `a directory on ${quoteValue(mountPoint)}`
  )
}

function judgeMarker(volume: string, { marker, isWholeFilesystem, mountPoint }: PlaceFacts): Row {
  if (marker.state === 'present') return ok(subjects.marker, 'marked as a volume')
  if (marker.state === 'damaged') {
    return failure(subjects.marker, {
      found: marker.why,
      why: 'The marker tells the volume from the empty place where it should be mounted.',
      mend: `If this really is the volume, mark it again:\n${markByHand(volume)}`
    })
  }
  if (isWholeFilesystem && mountPoint !== '/')
    return ok(subjects.marker, 'not marked yet; the first snapshot marks it, since it is a filesystem of its own')
  return failure(subjects.marker, {
    found: 'not marked as a volume',
    why: 'It may be the empty place where the volume should be mounted, and a run writes nothing there.',
    mend: `Mount the volume; or if snapshots are to be kept right here, mark it once:\n${markByHand(volume)}`
  })
}

function judgeWritable({ isWritable, mountOptions }: PlaceFacts): Row {
  if (mountOptions.includes('ro')) {
    return failure(subjects.writable, {
      found: 'mounted read-only',
      why: 'Nothing can be stored; a disk with errors may have become so.',
      mend: 'Look into the log of the kernel (dmesg), and mount it with rw once it is sound. Restoring and verifying work as it is.'
    })
  }
  if (isWritable) return ok(subjects.writable, 'by this user')
  return failure(subjects.writable, {
    found: 'not by this user',
    why: 'Snapshots are stored by the user that the runner works as.',
    mend: 'Give that user the directory (chown), or run this as that user.'
  })
}

function judgeFilesystem({ filesystem, mountOptions, source }: PlaceFacts): Row {
  const what = `${filesystem} from ${inBackticks(source)} (${mountOptions.join(',')})`
  const { filesystem: subject } = subjects
  if (filesystem === 'tmpfs' || filesystem === 'ramfs') {
    return warning(subject, {
      found: what,
      value: filesystem,
      why: 'It lies in memory: all snapshots are gone when the machine restarts.',
      mend: 'Mount a disk for what is to last.'
    })
  }
  if (filesystem === 'overlay') {
    return warning(subject, {
      found: what,
      value: filesystem,
      why: 'It is the inside of a container: all snapshots go with it.',
      mend: 'Mount a directory of the host into the container, and give that.'
    })
  }
  const kind = isNetworkFilesystem(filesystem) ? ', over the network' : ''
  if (filesystem.startsWith('fuse')) {
    return warning(subject, {
      found: `${what}, by FUSE${kind}`,
      value: filesystem,
      why: 'syncfs(2) reaches nobody there, so each file is synced by itself, which is slow; locks may hold on this machine only.',
      mend: 'Mount it by the kernel where it can (NFS for sshfs), and let no second machine write the same series.'
    })
  }
  return ok(subject, `${what}${kind}`, filesystem)
}

/** Below these a run may end in the middle, which is survived and yet no backup. */
const least = { share: 0.05, inodeShare: 0.05 }

function judgeRoom(room: RoomFacts | undefined): Row[] {
  if (room === undefined) return [skipped(subjects.space, 'not known'), skipped(subjects.inodes, 'not known')]
  const { bytes, totalBytes, inodes, totalInodes } = room
  const share = totalBytes === 0 ? 0 : bytes / totalBytes
  const found = `${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${formatPercent(share)})`
  const why = 'A snapshot that does not fit is not published, so there is no new one until there is room.'
  const mend = 'Keep fewer snapshots (retention rules, min-free-space), or make the volume larger.'
  const space =
    bytes === 0
      ? failure(subjects.space, { found: 'none', value: bytes, why, mend })
      : share < least.share
        ? warning(subjects.space, { found, value: bytes, why, mend })
        : ok(subjects.space, found, bytes)
  if (inodes === undefined || totalInodes === undefined)
    return [space, ok(subjects.inodes, 'no fixed number on this filesystem')]
  const left = totalInodes === 0 ? 0 : inodes / totalInodes
  const text = `${countOf(inodes, 'inode', 'inodes')} (${formatPercent(left)})`
  const more = {
    why: 'Every new file and every directory of a snapshot takes one, however small it is.',
    mend: 'Keep fewer snapshots (min-free-inodes), or make a filesystem with more inodes (mkfs.ext4 -i 8192, xfs, btrfs).'
  }
  if (inodes === 0) return [space, failure(subjects.inodes, { found: 'none', value: 0, ...more })]
  if (left < least.inodeShare) return [space, warning(subjects.inodes, { found: text, value: inodes, ...more })]
  return [space, ok(subjects.inodes, text, inodes)]
}
