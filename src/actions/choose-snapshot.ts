// Finds the snapshot that is meant: in the series itself, then in those that stand in for it.

import { firstInline } from '../core/first-few.ts'
import { InputFailure } from '../core/failure.ts'
import { snapshotOfLatest } from '../core/latest-link.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { type Selected, type Selector, selectorText, selectSnapshot } from '../core/selector.ts'
import { shellWord } from '../core/shell-word.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import type { Listed, Series, Volume } from '../ports/volume.ts'

export type Chosen =
  | {
      readonly state: 'found'
      readonly series: Series
      readonly record: SnapshotRecord
      /** All of that series, the newest first. */
      readonly listed: readonly Listed[]
      /** The one of the names that had it. */
      readonly matchedName: string
    }
  /** `why`: whole sentences, one for each name, on lines of their own. */
  | { readonly state: 'none'; readonly why: string }

/**
 * `names`: the series itself, then the fallbacks, which are asked in order when it has no such snapshot. Throws an
 * `InputFailure` when several are meant.
 */
export async function chooseSnapshot(
  volume: Volume,
  names: readonly string[],
  selector: Selector,
  now: Date
): Promise<Chosen> {
  const whys: string[] = []
  for (const name of new Set(names)) {
    const series = volume.series(name)
    const listed = await series.list()
    const latest = await series.latest()
    const target = latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined
    const selected = selectSnapshot(selector, listed, target, now)
    switch (selected.state) {
      case 'found':
        return { state: 'found', series, record: selected.record, listed, matchedName: name }
      case 'ambiguous':
        throw tooMany(selector, series, selected.ids)
      case 'none':
        whys.push(
          (listed.length === 0 ? await whyNothing(volume, name, selected.why) : sentence(series, listed, selected)) +
            (selector.by === 'id' ? await whyLost(series, selector.start) : '')
        )
    }
  }
  return { state: 'none', why: whys.join('\n') }
}

function tooMany(selector: Selector, series: Series, ids: readonly string[]): InputFailure {
  const what = selector.by === 'commit' ? 'of several commits' : 'of several ids'
  return new InputFailure([
    `${quoteValue(selectorText(selector))} is the start ${what} in the series ${quoteValue(series.name)}: ${firstInline(ids, id => id)}. Write more of it.`
  ])
}

/** Whether there is such a series at all: most names that hold nothing are misspelt. */
async function whyNothing(volume: Volume, name: string, why: string): Promise<string> {
  const names = await volume.seriesNames()
  if (names.includes(name)) return `The series ${quoteValue(name)} ${why}.`
  const what = `There is no series ${quoteValue(name)} on the volume ${quoteValue(volume.name)}`
  return `${what}${didYouMean(name, names)}.`.replace(/\?\.$/, '?')
}

/** Of snapshots that somebody removed by hand, or moved, the records remain. */
async function whyLost(series: Series, start: string): Promise<string> {
  const ids = (await series.lost()).flatMap(({ id }) => (id.startsWith(start) ? [id] : []))
  if (ids.length === 0) return ''
  return ` Of ${firstInline(ids, id => id)} there is a record, and ${ids.length === 1 ? 'its directory is' : 'their directories are'} gone: moved away, or removed by hand?`
}

function sentence(
  series: Series,
  listed: readonly Listed[],
  { why, unusable }: Extract<Selected, { readonly state: 'none' }>
): string {
  const said = `The series ${quoteValue(series.name)} ${why}.`
  if (unusable === undefined) return said
  const isForeign = listed.some(({ id, damage }) => id === unusable && damage === undefined)
  const adopt = isForeign ? ' "snapshot-action adopt" makes a snapshot of it.' : ''
  return `${said}${adopt} Its files can be copied by hand:\n  ${copyByHand(series, unusable)}`
}

/** The shell command that takes a tree back without us. */
export const copyByHand = (series: Series, id: string): string =>
  `rsync -a -- ${shellWord(`${series.path}/${id}/`)} restored/`
