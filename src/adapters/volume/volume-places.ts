// Every path at which a volume, or a part of it, is to be seen on this machine: bind mounts show a directory twice.

import { statSync } from 'node:fs'
import { type BytePath, fsPath, joinPath } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { isWithin, pathBelow } from '../../core/within.ts'
import { type Mount, mountOf } from './mounts.ts'

/** `path` is the volume's real path, and the first of the answer. */
export function placesOf(path: BytePath, mounts: readonly Mount[]): readonly BytePath[] {
  const own = mountOf(mounts, path)
  if (own === undefined) return [path]
  const inFilesystem = joinPath(own.root, pathBelow(own.mountPoint, path))
  // Only mounts of the same filesystem are looked at: another one may be a server that does not answer.
  const others = mounts
    .filter(({ device }) => device === own.device)
    .flatMap(({ root, mountPoint }): { shows: BytePath; at: BytePath }[] => {
      if (isWithin(root, inFilesystem))
        return [{ shows: path, at: joinPath(mountPoint, pathBelow(root, inFilesystem)) }]
      if (!isWithin(inFilesystem, root)) return []
      return [{ shows: joinPath(path, pathBelow(inFilesystem, root)), at: mountPoint }]
    })
    // What is mounted over another mount hides it.
    .filter(({ shows, at }) => at !== shows && isSame(shows, at))
  return [...new Set([path, ...others.map(({ at }) => at)])]
}

function isSame(a: BytePath, b: BytePath): boolean {
  const [one, other] = [identity(a), identity(b)]
  return one !== undefined && one === other
}

/** Absent where nothing is to be seen: then nothing can be read there either. */
function identity(path: BytePath): string | undefined {
  try {
    const { dev, ino } = statSync(fsPath(path), { bigint: true })
    return `${dev} ${ino}`
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}
