// Entries as objects of their own, for comparing: many of them reckon their properties, which no comparison looks at.

import { type Entry, entryWith } from '../../src/core/entry.ts'

export const plainEntries = <E extends Entry>(entries: Iterable<E>): E[] =>
  Array.from(entries, entry => entryWith(entry, {}))
