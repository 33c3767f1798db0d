// What can be wrong with a stored path, told apart: rot, loss, and the traces of somebody who wrote into a snapshot.

import type { BytePath } from './byte-path.ts'
import { type Entry, type Owner, sameOwner } from './entry.ts'

/**
 * - `content`: same size, other bytes: a rotten bit, or somebody wrote there.
 * - `size`, `type`, `target`: another size, kind of file, or symlink target than was stored.
 * - `unreadable`: the kernel could not read it, or may not.
 * - `missing`: nothing is there; `extra`: something that was never stored there.
 * - `attributes`: another mode, owner or mtime.
 * - `manifest`, `record`: what tells of the snapshot is itself damaged or missing.
 */
export const damageKinds = [
  'record',
  'manifest',
  'content',
  'size',
  'unreadable',
  'missing',
  'type',
  'target',
  'extra',
  'attributes'
] as const

export type DamageKind = (typeof damageKinds)[number]

/** Kinds for which the bytes of the file are lost here. */
const lost: ReadonlySet<DamageKind> = new Set(['content', 'size', 'unreadable', 'missing', 'type'])

/** Kinds that only somebody who writes into a snapshot can bring about, while what was stored is still there. */
const touched: ReadonlySet<DamageKind> = new Set(['extra', 'attributes'])

export const isLost = (kind: DamageKind): boolean => lost.has(kind)
export const isTouched = (kind: DamageKind): boolean => touched.has(kind)

/** One thing that is wrong in one snapshot. */
export interface Finding {
  readonly kind: DamageKind
  readonly path: BytePath
  /** A few words, to follow a colon. */
  readonly why: string
  /** What should be there; absent for what should not, and for a whole snapshot. */
  readonly entry?: Entry
  /** Of what is there. */
  readonly ino?: bigint
  /** Paths of the manifest below a directory that is gone or closed, which are so with it. */
  readonly below?: number
}

/** An inode as it lies on the volume. */
export interface Held {
  readonly type: 'file' | 'dir' | 'link' | 'other'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly mtimeNs: bigint
  readonly ino: bigint
  readonly target?: BytePath
}

/** What lstat alone tells; undefined when all is as the manifest says. */
export function differenceOf(entry: Entry, held: Held | undefined): Finding | undefined {
  const { path } = entry
  if (held === undefined) return { kind: 'missing', path, why: `a ${wordFor(entry.type)} is gone`, entry }
  const { ino } = held
  if (held.type !== entry.type)
    return { kind: 'type', path, why: `a ${wordFor(held.type)} in the place of a ${wordFor(entry.type)}`, entry }
  if (held.target !== entry.target) return { kind: 'target', path, why: 'the symlink points elsewhere', entry }
  if (entry.type === 'file' && held.size !== entry.size) {
    const why = `${held.size} bytes instead of ${entry.size}${written(entry, held)}`
    return { kind: 'size', path, why, entry, ino }
  }
  const why = attributesOf(entry, held)
  return why === '' ? undefined : { kind: 'attributes', path, why, entry, ino }
}

/** A file that was read to its end and has not the bytes that were stored. */
export const rotten = (entry: Entry, held: Held): Finding => ({
  kind: 'content',
  path: entry.path,
  why: held.mtimeNs === entry.storedMtimeNs ? 'other bytes, same size and time' : `other bytes${written(entry, held)}`,
  entry,
  ino: held.ino
})

export const isMtimeAlone = (entry: Entry, held: Held): boolean =>
  held.mtimeNs !== entry.storedMtimeNs && attributesOf(entry, { ...held, mtimeNs: entry.storedMtimeNs }) === ''

const written = (entry: Entry, held: Held): string =>
  held.mtimeNs === entry.storedMtimeNs ? '' : ', and a later or earlier time: somebody wrote to it'

function attributesOf(entry: Entry, held: Held): string {
  return [
    // That of a symlink means nothing, and differs between systems.
    ...(entry.type === 'link' || held.mode === entry.mode
      ? []
      : [`mode ${held.mode.toString(8)} instead of ${entry.mode.toString(8)}`]),
    ...(entry.owner === undefined || sameOwner(entry.owner, held)
      ? []
      : [`owner ${ids(held)} instead of ${ids(entry.owner)}`]),
    ...(held.mtimeNs === entry.storedMtimeNs ? [] : ['another time of its last change'])
  ].join(', ')
}

const ids = ({ uid, gid }: Owner): string => `${uid}:${gid}`

export const wordFor = (type: Held['type']): string => words[type]

const words: Readonly<Record<Held['type'], string>> = {
  file: 'file',
  dir: 'directory',
  link: 'symlink',
  other: 'FIFO, socket or device'
}
