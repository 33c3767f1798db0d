// What must be in a series after all that was done to it: the snapshots with their trees, and what retention may take.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf } from '../../support/trees.ts'

/** Path, type, mode, size, target and hash of everything in it: two with the same text are the same to whoever restores. */
export const describeTree = (top: string): string =>
  entriesOf(top)
    .map(({ path, type, mode, size, target = '' }) => {
      const hash =
        type === 'file'
          ? createHash('sha256')
              .update(readFileSync(join(top, path)))
              .digest('hex')
          : ''
      return [JSON.stringify(path), type, mode.toString(8), size, target, hash].join(' ')
    })
    .join('\n')

export interface Known {
  readonly id: string
  readonly tree: string
  readonly isPinned: boolean
}

/** One run, as far as it matters to what must be there. */
export interface Deed {
  /** A snapshot of this tree. */
  readonly stores?: { readonly tree: string; readonly isPinned: boolean; readonly mayBeSkipped: boolean }
  /** `keep-last`; without it nothing is removed. */
  readonly keepLast?: number
  /** What it says that it left because somebody reads it; only where somebody does. */
  readonly leftAsRead?: readonly string[]
  /** It was not killed, nor cancelled in time: all of it is done. */
  readonly isDone: boolean
}

/** The snapshots, oldest first, as they were known before and as they are found now; throws when that cannot be. */
export function settle(known: readonly Known[], found: readonly { id: string; tree: string }[], deed: Deed): Known[] {
  const { stores, keepLast, leftAsRead = [], isDone } = deed
  const before = new Map(known.map(each => [each.id, each]))
  const added = found.filter(({ id }) => !before.has(id))
  if (added.length > (stores === undefined ? 0 : 1)) throw new Error(`${list(added)} came to be`)
  if (isDone && stores !== undefined && !stores.mayBeSkipped && added.length === 0)
    throw new Error('nothing was stored')
  for (const { id, tree } of added) {
    if (tree !== stores?.tree) throw new Error(`${id} is not the build:\n${tree}\n\n${String(stores?.tree)}`)
  }
  const all = [...known, ...added.map(each => ({ ...each, isPinned: stores?.isPinned ?? false }))]
  const there = new Map(found.map(({ id, tree }) => [id, tree]))
  const mayGo = keepLast === undefined ? [] : all.slice(0, -keepLast).filter(({ isPinned }) => !isPinned)
  const gone = all.filter(({ id }) => !there.has(id))
  const lost = gone.filter(each => !mayGo.includes(each))
  if (lost.length > 0) throw new Error(`${list(lost)} should be there`)
  const denied = gone.filter(({ id }) => leftAsRead.includes(id))
  if (denied.length > 0) throw new Error(`${list(denied)} should be there, as it says`)
  const mustGo = mayGo.filter(({ id }) => !leftAsRead.includes(id))
  if (isDone && mustGo.some(each => !gone.includes(each)))
    throw new Error(`${list(mustGo)} should be gone, and ${list(gone)} are`)
  for (const { id, tree } of all) {
    const now = there.get(id)
    if (now !== undefined && now !== tree) throw new Error(`${id} was changed:\n${now}\n\n${tree}`)
  }
  return all.filter(({ id }) => there.has(id))
}

const list = (all: readonly { readonly id: string }[]): string =>
  all.length === 0 ? 'none' : all.map(({ id }) => id).join(', ')
