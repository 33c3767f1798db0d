// Which snapshot is restored, and what of it: found, held against removal, its manifest read, its paths selected.

import { type BytePath, pathText } from '../core/byte-path.ts'
import { showText } from '../core/display.ts'
import type { Entry } from '../core/entry.ts'
import { Failure, InputFailure } from '../core/failure.ts'
import { firstInline } from '../core/first-few.ts'
import { matcherOf } from '../core/glob.ts'
import { PathSelection, selectEntries, type SelectedEntries } from '../core/path-selection.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { isStaging, stagingName } from '../core/restore-staging.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import { countOf, formatBytes } from '../core/units.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import type { Lock, Series } from '../ports/volume.ts'
import { type Chosen, chooseSnapshot } from './choose-snapshot.ts'
import { readManifest } from './read-manifest.ts'
import type { RestoreStory } from './restore-story.ts'

export interface Held {
  readonly series: Series
  readonly record: SnapshotRecord
  readonly lock: Lock
}

/** Chosen again as often as this: retention may remove one between the choice and the hold, hardly ever twice. */
const mostChoices = 3

/** The snapshot, held until the lock is released; or why there is none, in whole sentences. */
export async function choose(story: RestoreStory, names: readonly string[]): Promise<Held | string> {
  const { inputs, ports } = story
  for (let turn = 1; ; turn++) {
    const chosen = await chooseSnapshot(story.volume, names, inputs.selector, ports.clock.now())
    if (chosen.state === 'none') return chosen.why
    try {
      const lock = await chosen.series.read(chosen.record.id)
      await tell(story, chosen)
      return { series: chosen.series, record: chosen.record, lock }
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'missing') || turn === mostChoices) throw error
    }
  }
}

async function tell(
  story: RestoreStory,
  { series, record, listed }: Extract<Chosen, { readonly state: 'found' }>
): Promise<void> {
  const { inputs, ports } = story
  story.found(series, record)
  ports.reporter.info(
    `Snapshot ${record.id} of ${series.name}: ${countOf(record.files, 'file', 'files')}, ${formatBytes(record.bytes)}`
  )
  if (series.name !== inputs.name)
    ports.reporter.info(`The series ${inputs.name} has no such snapshot; this one is of ${series.name}`)
  if (inputs.selector.by !== 'latest') return
  for (const { id } of await series.lost()) {
    if (compareSnapshotIds(id, record.id) > 0)
      story.warn(
        `Of the newer snapshot ${id} there is a record, and its directory is gone: moved away, or removed by hand? This is the newest one that is there.`
      )
  }
  for (const { id, damage } of listed) {
    if (id === record.id) return
    if (damage !== undefined)
      story.warn(`The newer snapshot ${id} was passed over, because its record cannot be used: ${damage}`)
  }
}

/** A part of the snapshot, with all that is needed to compare it with a target. */
export interface Wanted {
  readonly selected: SelectedEntries
  /** Every entry of the snapshot. */
  readonly snapshot: ReadonlyMap<BytePath, Entry>
  readonly selection: PathSelection
}

/** Throws when a line of `paths` matches nothing: a build must not go on without the files it asked for. */
export async function readWanted(story: RestoreStory, { series, record }: Held): Promise<Wanted> {
  const { inputs, ports } = story
  const all = await readManifest(series, record)
  const snapshot = new Map(all.map(entry => [entry.path, entry]))
  const selection = new PathSelection(inputs.paths, path => snapshot.has(path))
  const entries = all.filter(({ path }) => !isStaging(path))
  if (entries.length < all.length) {
    story.warn(
      `The snapshot holds what an interrupted restore had left in its source (${stagingName}), which is not brought back.`
    )
  }
  const selected = selectEntries(entries, selection)
  const { meant, leftOut } = selection.unused()
  if (meant.length > 0) throw nothingMatches(meant, record, entries)
  if (leftOut.length > 0) {
    const unused = firstInline(leftOut, line => showText(line))
    story.note(`Of the lines of "paths" that leave something out, these matched nothing: ${unused}.`)
  }
  story.selected(selected)
  if (record.ownersKept && !ports.machine.isRoot)
    story.note('Owners are not brought back: only root may give files away. What is restored belongs to this user.')
  return { selected, snapshot, selection }
}

function nothingMatches(lines: readonly string[], { id }: SnapshotRecord, entries: readonly Entry[]): InputFailure {
  const names = entries.map(({ path }) => pathText(path))
  return new InputFailure(
    lines.map(line => `paths: ${quoteValue(line)} matches nothing in the snapshot ${id}${hint(line, names)}`)
  )
}

/** Most such lines lack the directories in front, or are misspelt. */
function hint(line: string, names: readonly string[]): string {
  const inside = line.replace(/^(?:\.?\/)+|\/$/g, '')
  if (line.endsWith('/') && names.includes(inside)) return `; that is no directory: write ${quoteValue(inside)}`
  const isDeeper = inside === '' ? undefined : matcherOf(`**/${inside}`)
  if (isDeeper !== undefined && names.some(name => isDeeper(name)))
    return `; there is such a thing deeper in it: write ${quoteValue(`**/${inside}`)}`
  const meant = didYouMean(inside, names)
  if (meant !== '') return meant
  const top = names.filter(name => name !== '.' && !name.includes('/')).sort()
  return top.length === 0 ? '; it is empty' : `; at its top there are ${firstInline(top, name => showText(name))}`
}
