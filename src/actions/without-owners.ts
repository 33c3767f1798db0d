// A source whose owners nobody asks for: on a volume where they cannot be stored they are no part of a snapshot.

import { entryWith } from '../core/entry.ts'
import type { Source, SourceEntry } from '../ports/source.ts'

export const withoutOwners = (source: Source): Source => ({
  resolve: request => source.resolve(request),
  scan: async (...given) => {
    const scan = await source.scan(...given)
    return { ...scan, entries: scan.entries.map(ownerless) }
  },
  look: async (...given) => {
    const entries = await source.look(...given)
    return entries.map(entry => (entry === undefined ? undefined : ownerless(entry)))
  }
})

const ownerless = (entry: SourceEntry): SourceEntry =>
  entry.owner === undefined ? entry : entryWith(entry, { owner: undefined })
