// Everything that is made sure of before the first byte is written to the volume; each refusal says what to do.

import { pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { markByHand } from '../core/marker.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { oldestRsync } from '../core/rsync-output.ts'
import { isWithin } from '../core/within.ts'
import type { Machine, Purpose } from '../ports/machine.ts'
import type { LinkProbe, Volume, VolumeState } from '../ports/volume.ts'
import type { ResolvedSource } from '../ports/source.ts'

/** The rsync that is there, if it is one that can do the work. */
export async function checkMachine(machine: Machine): Promise<string> {
  const found = await machine.rsync()
  if (found.state === 'absent') {
    throw new Failure(
      'rsync',
      `rsync is not installed on this machine. Install it with:\n  ${await machine.installLine(['rsync'])}`
    )
  }
  if (found.state === 'unknown') {
    throw new Failure(
      'rsync',
      `What is called rsync on this machine does not say its version (${quoteValue(found.text)}). Install rsync with:\n  ${await machine.installLine(['rsync'])}`
    )
  }
  const { version } = found
  if (version.flavour === 'openrsync') {
    throw new Failure(
      'rsync',
      `The rsync of this machine is openrsync, which cannot link against an earlier tree or keep nanoseconds. Install rsync with:\n  ${await machine.installLine(['rsync'])}`
    )
  }
  if (isOlder(version.version, oldestRsync)) {
    throw new Failure(
      'rsync',
      `rsync ${version.version.join('.')} is too old; ${oldestRsync.join('.')} or newer is needed. Update it with:\n  ${await machine.installLine(['rsync'])}`
    )
  }
  await checkTools(machine)
  return `rsync ${version.version.join('.')}`
}

/** The tools around rsync: flock, find, xargs and the coreutils; for a restore, tar. */
export async function checkTools(machine: Machine, purpose?: Purpose): Promise<void> {
  const packages = await machine.missingPackages(purpose)
  if (packages.length > 0) {
    throw new Failure(
      'rsync',
      `Tools of ${packages.join(', ')} that lock, measure, delete and write are not on this machine, or lack the options that are needed. Install them with:\n  ${await machine.installLine(packages)}`
    )
  }
}

/** The volume is there, is what it was, and can be written; whether it may be marked as a volume now is the answer. */
export async function checkVolume(volume: Volume, requireMount: boolean): Promise<{ readonly mark: boolean }> {
  const name = quoteValue(volume.name)
  const state = await volume.state()
  if (state.kind === 'missing') {
    throw new Failure(
      'volume',
      `The volume ${name} does not exist. Is it mounted? Mount it, or create the directory, before the run; it is never created here, because a missing mount would then fill the disk below it.`
    )
  }
  if (state.kind === 'not-a-directory') throw new Failure('volume', `The volume ${name} is not a directory.`)
  if (requireMount && !state.isMount) {
    throw new Failure(
      'volume',
      `The volume ${name} is not a mount of its own: it lies on ${state.mountPoint} (${state.filesystem}), and "require-mount" is true. Is it mounted? Mount it, or give the mount point itself as "volume".`
    )
  }
  if (!state.isWritable) {
    throw new Failure(
      'volume',
      `The volume ${name} cannot be written by the runner's user. Give that user the directory, and check that it is not mounted read-only.`
    )
  }
  if (state.marker.state === 'damaged') {
    throw new Failure(
      'volume',
      `The marker of the volume ${name} cannot be used: ${state.marker.why}. If this really is the volume, mark it again:\n  ${markByHand(volume.name)}`
    )
  }
  if (state.marker.state === 'present') return { mark: false }
  return { mark: mayBeMarked(volume, state) }
}

/**
 * Only a whole filesystem mounted at this very place is marked without being asked. Any other unmarked directory may be
 * the empty place where a volume should have been mounted, also a bind mount that a container was given of it.
 */
function mayBeMarked(volume: Volume, state: VolumeState): boolean {
  if (state.isWholeFilesystem && state.mountPoint !== '/') return true
  throw new Failure(
    'volume',
    `The directory ${quoteValue(volume.name)} is not marked as a volume. It lies on ${state.mountPoint} (${state.filesystem}); if the volume is not mounted just now, mount it. If this directory is where snapshots are to be kept, mark it once, by hand:\n  ${markByHand(volume.name)}`
  )
}

export function checkLinks(volume: Volume, probe: LinkProbe, requireHardlinks: boolean): void {
  if (!probe.symlinks.works) {
    throw new Failure(
      'links',
      `The volume ${quoteValue(volume.name)} cannot hold symlinks (${probe.symlinks.why}), and "latest" is one. Use a filesystem such as ext4, xfs, btrfs or NFS.`
    )
  }
  if (!probe.hardLinks.works && requireHardlinks) {
    throw new Failure(
      'links',
      `Hard links do not work on the volume ${quoteValue(volume.name)} (${probe.hardLinks.why}), so every snapshot would take the room of a full copy. Use a filesystem such as ext4, xfs, btrfs or NFS, or set "require-hardlinks: false" to pay for full copies.`
    )
  }
}

/** Neither may hold the other: a snapshot of itself would grow without end. */
export async function checkOverlap(volume: Volume, source: ResolvedSource): Promise<void> {
  const [realPath, ...others] = await volume.places()
  if (realPath === undefined) return
  for (const volumePath of [realPath, ...others]) {
    for (const place of source.places) {
      const isInside = isWithin(volumePath, place)
      if (!isInside && !isWithin(place, volumePath)) continue
      const how = isInside ? 'lies inside the volume' : 'contains the volume'
      const seenAt = volumePath === realPath ? '' : `, which is also mounted at ${quoteValue(pathText(volumePath))}`
      throw new Failure(
        'source',
        `The source ${quoteValue(pathText(place))} ${how} ${quoteValue(pathText(realPath))}${seenAt}. Set "path" to the directory of the build's output alone.`
      )
    }
  }
}

type Version = readonly [major: number, minor: number, patch: number]

const isOlder = ([major, minor, patch]: Version, [oldMajor, oldMinor, oldPatch]: Version): boolean =>
  major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch
