// Everything that is made sure of before anything is removed: the volume is one, flock is there, and the name means some series.

import { Failure } from '../core/failure.ts'
import { markByHand } from '../core/marker.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { hasWildcards, matchSeries } from '../core/series-glob.ts'
import { validateSeriesName } from '../core/series-name.ts'
import { formatCount } from '../core/units.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import type { PruneInputs } from '../inputs/prune.ts'
import type { Volume } from '../ports/volume.ts'
import { checkTools, checkVolume } from './check.ts'
import type { PrunePorts } from './prune-story.ts'

export interface Chosen {
  /** At least one, sorted. */
  readonly names: readonly string[]
  readonly isPattern: boolean
}

export async function checkPrune(inputs: PruneInputs, { machine, volume }: PrunePorts): Promise<Chosen> {
  await checkTools(machine)
  const { mark } = await checkVolume(volume, false)
  if (mark) {
    throw new Failure(
      'volume',
      `The volume ${quoteValue(volume.name)} is not marked as a volume, and a prune marks none. If it holds snapshots, mark it again:\n  ${markByHand(volume.name)}`
    )
  }
  // A directory that could not be a series of ours is none, whatever lies in it.
  const names = (await volume.seriesNames()).filter(name => validateSeriesName(name).ok)
  if (names.includes(inputs.name)) return { names: [inputs.name], isPattern: false }
  const isPattern = !inputs.isDefaultName && hasWildcards(inputs.name)
  const matching = isPattern ? matchSeries(inputs.name, names) : []
  if (matching.length === 0) throw noSeries(inputs, volume, names, isPattern)
  return { names: matching, isPattern }
}

function noSeries(inputs: PruneInputs, volume: Volume, names: readonly string[], isPattern: boolean): Failure {
  const on = `on the volume ${quoteValue(volume.name)}`
  const name = quoteValue(inputs.name)
  if (names.length === 0) {
    return new Failure(
      'volume',
      `There is no series at all ${on}. Is "volume" the directory that snapshots are taken to?`
    )
  }
  const below = names.filter(one => one.startsWith(`${inputs.name}/`)).length
  const advice = [
    ...(below > 0 ? [`${quoteValue(`${inputs.name}/**`)} means all ${formatCount(below)} below it.`] : []),
    ...(inputs.isDefaultName
      ? ['The name was left out, and the default is that of this very job and branch; give the name of the series.']
      : [])
  ]
  const what = isPattern
    ? `No series ${on} matches ${name}.`
    : `There is no series ${name} ${on}${didYouMean(inputs.name, names)}.`
  return new Failure('volume', [what.replace(/\?\.$/, '?'), ...advice, existing(inputs.name, names)].join(' '))
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
