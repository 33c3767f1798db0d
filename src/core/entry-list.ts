// The entries of a tree, one after the other: as an array, or as a table that makes them when they are asked for.

import type { BytePath } from './byte-path.ts'
import type { Entry } from './entry.ts'
import type { List } from './list.ts'

export interface EntryList<E extends Entry = Entry> extends List<E> {
  /** Known to be in the order of bytes, the top first, each path once: nobody need look. */
  readonly isInOrder?: boolean
}

/** In the order of bytes, but for the top, which is no file and never asked for by its path. */
export function isInOrder(entries: EntryList): boolean {
  if (entries.isInOrder === true) return true
  let previous: BytePath | undefined
  for (const { path } of entries) {
    if (previous !== undefined && previous !== '.' && previous >= path) return false
    if (path === '.' && previous !== undefined) return false
    previous = path
  }
  return true
}
