// Which series a name means: one that there is, or all that its wildcards match. A name that means none is an error.

import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { hasWildcards, matchSeries } from '../core/series-glob.ts'
import { validateSeriesName } from '../core/series-name.ts'
import { formatCount } from '../core/units.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import type { Volume } from '../ports/volume.ts'

export interface SeriesNamed {
  /** A valid name of a series; it may have wildcards. */
  readonly name: string
  /** It was made of the repository, job and branch, and so means itself: a branch may be called `{a,b}`. */
  readonly isDefaultName: boolean
}

export interface ChosenSeries {
  /** At least one, sorted. */
  readonly names: readonly string[]
  readonly isPattern: boolean
}

export async function chooseSeries(named: SeriesNamed, volume: Volume): Promise<ChosenSeries> {
  // A directory that could not be a series of ours is none, whatever lies in it.
  const names = (await volume.seriesNames()).filter(name => validateSeriesName(name).ok)
  if (names.includes(named.name)) return { names: [named.name], isPattern: false }
  const isPattern = !named.isDefaultName && hasWildcards(named.name)
  const matching = isPattern ? matchSeries(named.name, names) : []
  if (matching.length === 0) throw noSeries(named, volume, names, isPattern)
  return { names: matching, isPattern }
}

function noSeries(named: SeriesNamed, volume: Volume, names: readonly string[], isPattern: boolean): Failure {
  const on = `on the volume ${quoteValue(volume.name)}`
  const name = quoteValue(named.name)
  if (names.length === 0) {
    return new Failure(
      'volume',
      `There is no series at all ${on}. Is "volume" the directory that snapshots are taken to?`
    )
  }
  const below = names.filter(one => one.startsWith(`${named.name}/`)).length
  const advice = [
    ...(below > 0 ? [`${quoteValue(`${named.name}/**`)} means all ${formatCount(below)} below it.`] : []),
    ...(named.isDefaultName
      ? ['The name was left out, and the default is that of this very job and branch; give the name of the series.']
      : [])
  ]
  const what = isPattern
    ? `No series ${on} matches ${name}.`
    : `There is no series ${name} ${on}${didYouMean(named.name, names)}.`
  return new Failure('volume', [what.replace(/\?\.$/, '?'), ...advice, existing(named.name, names)].join(' '))
}

const shownNames = 8

/** Those that begin like the name that was given, as most mistakes are at its end. */
function existing(name: string, names: readonly string[]): string {
  const sorted = names.toSorted((a, b) => sharedStart(b, name) - sharedStart(a, name))
  const more = names.length > shownNames ? `\n  and ${formatCount(names.length - shownNames)} more` : ''
  return `There are:${sorted
    .slice(0, shownNames)
    .map(one => `\n  ${quoteValue(one)}`)
    .join('')}${more}`
}

function sharedStart(a: string, b: string): number {
  const end = Array.from(a).findIndex((character, at) => character !== Array.from(b)[at])
  return end < 0 ? a.length : end
}
