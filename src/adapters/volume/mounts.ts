// Which mount a directory lies on, from the kernel's own table (proc(5), mountinfo).

import { readFileSync } from 'node:fs'
import { type BytePath, pathFromBytes } from '../../core/byte-path.ts'
import type { VolumeState } from '../../ports/volume.ts'

export interface Mount {
  /** Absolute, where it is mounted. */
  readonly mountPoint: BytePath
  /** The directory of the filesystem that is mounted there: `/` when it is all of it, something else for a bind mount. */
  readonly root: BytePath
  readonly filesystem: string
  /** `major:minor`: the same for all mounts of one filesystem. */
  readonly device: string
  /** What was mounted, such as `/dev/sda1`; of a filesystem without a device, whatever it calls itself. */
  readonly source: BytePath
}

/** Columns: id, parent, major:minor, root, mount point, options, any number of tags, `-`, type, source, options. */
export function parseMountinfo(text: BytePath): Mount[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const words = line.split(' ')
      return {
        root: unescape(words[3] ?? ''),
        mountPoint: unescape(words[4] ?? ''),
        filesystem: words[words.indexOf('-', 6) + 1] ?? '',
        device: words[2] ?? '',
        source: unescape(words[words.indexOf('-', 6) + 2] ?? '')
      }
    })
}

/** The mount with the longest matching mount point; of two at the same place the later one hides the earlier. */
export function mountOf(mounts: readonly Mount[], path: BytePath): Mount | undefined {
  let best: Mount | undefined
  for (const mount of mounts) {
    const prefix = mount.mountPoint === '/' ? '/' : `${mount.mountPoint}/`
    if (path !== mount.mountPoint && !path.startsWith(prefix)) continue
    if (best === undefined || mount.mountPoint.length >= best.mountPoint.length) best = mount
  }
  return best
}

/** What a volume's state tells of where it lies. */
export function standing(
  mounts: readonly Mount[],
  realPath: BytePath
): Pick<VolumeState, 'isMount' | 'mountPoint' | 'filesystem' | 'isWholeFilesystem'> {
  const mount = mountOf(mounts, realPath)
  const isMount = mount?.mountPoint === realPath
  return {
    isMount,
    mountPoint: mount?.mountPoint ?? '/',
    filesystem: mount?.filesystem ?? 'unknown',
    isWholeFilesystem: isMount && mount.root === '/'
  }
}

export const readMounts = (): Mount[] => parseMountinfo(pathFromBytes(readFileSync('/proc/self/mountinfo')))

const unescape = (word: string): BytePath =>
  word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))) as BytePath
