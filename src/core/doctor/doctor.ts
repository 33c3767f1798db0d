// What doctor makes of all facts: one row for each thing it looked at, also for those it could not.

import type { SeriesFacts, ToolFacts, VolumeFacts } from './facts.ts'
import { attributeSubjects, judgeAttributes } from './attributes.ts'
import { judgeLinks, linkSubjects } from './links.ts'
import { judgePlace } from './place.ts'
import { type Row, skipped, type Subject } from './row.ts'
import { judgeSafety, safetySubjects } from './safety.ts'
import { judgeSeries } from './series.ts'
import { judgeTools } from './tools.ts'

export interface Group {
  readonly title: string
  readonly rows: readonly Row[]
}

/** `series`: absent when none was asked for. `now` is for the age of its newest snapshot. */
export function judgeAll(
  volume: string,
  facts: VolumeFacts,
  tools: ToolFacts,
  series: SeriesFacts | undefined,
  now: Date
): Group[] {
  const { tried } = facts
  const parts =
    'why' in tried
      ? [linkSubjects, attributeSubjects, safetySubjects].map(subjects =>
          Object.values<Subject>(subjects).map(subject => skipped(subject, tried.why))
        )
      : [judgeLinks(tried.links), judgeAttributes(tried.names, tried.attributes), judgeSafety(tried.safety)]
  const [links = [], attributes = [], safety = []] = parts
  return [
    { title: 'Volume', rows: judgePlace(volume, facts.place, facts.room) },
    { title: 'Links', rows: links },
    { title: 'Names and attributes', rows: attributes },
    { title: 'Locks and disk', rows: safety },
    { title: 'This machine', rows: judgeTools(tools) },
    ...(series === undefined ? [] : [{ title: 'Series', rows: judgeSeries(series, now) }])
  ]
}
