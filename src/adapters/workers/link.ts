// Makes hard links, and looks at each right after: what was linked is what was stored, or the link is taken back.

import type { Buffer } from 'node:buffer'
import { type BigIntStats, linkSync, lstatSync, unlinkSync } from 'node:fs'
import { type BytePath, fsPath, joinPath } from '../../core/byte-path.ts'
import type { Cause } from '../../core/cause.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import {
  type LinkResult,
  type LinkTask,
  madeColumn,
  madeColumns,
  second,
  wantedColumn,
  wantedColumns
} from './protocol.ts'

/** Refusals that concern this one file, so that it is copied instead; anything else (disk full) ends the run. */
const causeOfRefusal: Readonly<Record<string, Cause>> = {
  EMLINK: 'link-limit',
  EXDEV: 'other-filesystem',
  ENOENT: 'altered',
  ENOTDIR: 'altered',
  ELOOP: 'altered',
  EPERM: 'refused',
  EACCES: 'refused',
  ENOSYS: 'refused',
  ENOTSUP: 'refused',
  EOPNOTSUPP: 'refused'
}

export function link({ root, trees, paths, froms, wanted }: LinkTask): LinkResult {
  const names = paths.split('\0') as BytePath[]
  const sources = froms === undefined ? names : (froms.split('\0') as BytePath[])
  const made = new BigInt64Array(names.length * madeColumns)
  const failures = new Map<number, { cause: Cause; why: string }>()
  names.forEach((name, index) => {
    const tree = trees[Number(wanted[index * wantedColumns + wantedColumn.tree])] ?? root
    const from = fsPath(joinPath(tree, sources[index] ?? name))
    const to = fsPath(joinPath(root, name))
    const refused = makeLink(from, to)
    if (refused !== undefined) {
      failures.set(index, refused)
      return
    }
    // Looked at through the new name: it is the inode that was really linked, whatever happened to the old name since.
    const stat = lstatSync(to, { bigint: true })
    if (isAsStored(stat, wanted, index * wantedColumns)) {
      made[index * madeColumns + madeColumn.ino] = stat.ino
      made[index * madeColumns + madeColumn.allocated] = stat.blocks * 512n
      made[index * madeColumns + madeColumn.links] = stat.nlink
      return
    }
    unlinkSync(to)
    failures.set(index, { cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' })
  })
  return { made, failures }
}

function makeLink(from: string | Buffer, to: string | Buffer): { cause: Cause; why: string } | undefined {
  try {
    linkSync(from, to)
    return undefined
  } catch (error) {
    const cause = causeOfRefusal[codeOf(error) ?? '']
    if (cause === undefined) throw error
    // link(2) refuses a directory like a file that may not be linked; what stands there is no longer what was stored.
    const isGone = cause === 'refused' && lstatSync(from, { throwIfNoEntry: false })?.isDirectory() === true
    return { cause: isGone ? 'altered' : cause, why: messageOf(error) }
  }
}

function isAsStored(stat: BigIntStats, wanted: LinkTask['wanted'], at: number): boolean {
  const mtimeNs = (wanted[at + wantedColumn.mtimeSeconds] ?? 0n) * second + (wanted[at + wantedColumn.mtimeRest] ?? 0n)
  if (stat.mtimeNs !== mtimeNs) return false
  const uid = wanted[at + wantedColumn.uid]
  if (uid !== -1n && (stat.uid !== uid || stat.gid !== wanted[at + wantedColumn.gid])) return false
  const mode = wanted[at + wantedColumn.mode]
  if (mode === -1n) return stat.isSymbolicLink()
  return stat.isFile() && stat.size === wanted[at + wantedColumn.size] && (stat.mode & 0o7777n) === mode
}
