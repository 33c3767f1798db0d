// Everything in a far tree that may become a snapshot, by one walk there, as a walk of this machine would see it.

import type { BytePath } from '../../core/byte-path.ts'
import type { OnProgress } from '../../core/progress.ts'
import { racyNs } from '../../core/stat-index.ts'
import type { OldTree } from '../../ports/adoption.ts'
import type { SourceEntry } from '../../ports/source.ts'
import type { Connection } from './connection.ts'
import { type FarStat, nanoseconds, statOf } from './far-stat.ts'
import { fieldsOf, listOf, relative } from './nul-list.ts'
import * as scripts from './scripts/adoption.ts'
import { foreignStatus, goneStatus } from './scripts/shared.ts'

/** Progress is told once for so many. */
const step = 500

/** A tree in a far directory. */
export interface OldPlace {
  readonly connection: Connection
  /** Absolute. */
  readonly path: string
  readonly name: string
  readonly keepOwners: boolean
}

/** `paths`: only these, of which those are left out that are not there. */
export async function readFarTree(
  { connection, path, name, keepOwners }: OldPlace,
  { paths, onProgress }: { readonly paths?: readonly BytePath[]; readonly onProgress?: OnProgress } = {}
): Promise<OldTree> {
  const entries: SourceEntry[] = []
  const specials: BytePath[] = []
  let elsewhere: BytePath | undefined
  let nowNs: bigint | undefined
  const reader = fieldsOf(3, ([numbers = '', at = '', target = '']) => {
    if (nowNs === undefined) {
      nowNs = nanoseconds(numbers)
      return
    }
    const stat = statOf(numbers, target as BytePath)
    const entry = entryOf(stat, relative(at), keepOwners, nowNs)
    if (entry === undefined) {
      specials.push(relative(at))
      return
    }
    entries.push(entry)
    if (entry.type === 'dir' && entry.dev !== entries[0]?.dev) elsewhere ??= entry.path
    if (entries.length % step === 0) onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 })
  })
  const onStdout = (piece: Buffer): void => {
    reader.push(piece)
  }
  const [script, input] = paths === undefined ? [scripts.read, []] : [scripts.look, listOf(paths)]
  const { status, stderr } = await connection.run(script, { path, name }, { input, onStdout })
  onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 })
  const why = whyNotRead(status, stderr)
  return {
    entries,
    specials,
    ...(elsewhere !== undefined && { elsewhere }),
    // What the system says names the path.
    ...(why !== undefined && { unreadable: { path: '.' as BytePath, why } })
  }
}

function whyNotRead(status: number, stderr: string): string | undefined {
  if (status === 0) return undefined
  if (status === foreignStatus) return 'a symlink stands in its place'
  const [said] = stderr.split('\n').filter(line => line !== '')
  return said ?? (status === goneStatus ? 'it vanished while it was read' : `the far command ended with ${status}`)
}

/** Undefined of what is neither file, directory nor symlink. */
function entryOf(stat: FarStat, path: BytePath, keepOwners: boolean, nowNs: bigint): SourceEntry | undefined {
  const { type, mode, mtimeNs, dev, ino, ctimeNs, allocated, uid, gid, target } = stat
  if (type === 'other') return undefined
  return {
    path,
    type,
    mode: type === 'link' ? 0o777 : mode,
    size: type === 'file' ? stat.size : 0,
    mtimeNs,
    storedMtimeNs: mtimeNs,
    ...{ dev, ino, ctimeNs, allocated },
    isRacy: ctimeNs > nowNs - racyNs,
    ...(keepOwners && { owner: { uid, gid } }),
    ...(target !== undefined && { target })
  }
}
