// Which directories become which snapshots, by their names alone: nothing is read and nothing is moved here.

import { type BytePath, comparePaths } from './byte-path.ts'
import { momentOf, parseDatedName, type WallClock } from './dated-name.ts'
import { showName } from './display.ts'
import { snapshotId } from './snapshot-id.ts'

/** What every adopted snapshot is tagged with. */
export const adoptedTag = 'adopted'

/** A name in the directory that is adopted from. */
export interface OldName {
  readonly name: BytePath
  /** `mount`: a directory of another filesystem, or with something mounted at it or below. */
  readonly kind: 'dir' | 'mount' | 'link' | 'other'
  /** Of a symlink. */
  readonly target?: BytePath
}

export interface AdoptionRequest {
  readonly names: readonly OldName[]
  /** What stands before the date in the names. */
  readonly prefix: BytePath
  /** Names without a time zone are in UTC, not in the time of the machine that has them. */
  readonly utc: boolean
  readonly localTime: (clock: WallClock) => Date
  /** It is the series' own directory: what has a record there is a snapshot already. */
  readonly isSeries: boolean
  /** Ids that no tree may be given, and those of them that are snapshots of the series already. */
  readonly taken: ReadonlySet<string>
  readonly recorded: ReadonlySet<string>
}

export interface PlannedTree {
  readonly name: BytePath
  readonly id: string
  readonly moment: Date
}

export interface LeftAlone {
  readonly name: BytePath
  /** Continues a sentence that starts with the name. */
  readonly why: string
}

export interface AdoptionPlan {
  /** The oldest first. */
  readonly trees: readonly PlannedTree[]
  /** Directories that are no tree of a date, or none that may be taken. */
  readonly left: readonly LeftAlone[]
  readonly pointer?: Pointer
}

/** The link that the scripts keep to their newest tree. */
export interface Pointer {
  readonly name: BytePath
  /** The last part of its target: a name beside it. */
  readonly names: BytePath
}

interface Dated {
  readonly name: BytePath
  readonly moment: Date
  /** Of one that is called like a snapshot already. */
  readonly id?: string
  readonly serial: number
}

/** Deterministic: run again after a part of it was done, the rest gets the ids it would have got. */
export function planAdoption(request: AdoptionRequest): AdoptionPlan {
  const left: LeftAlone[] = []
  const dated: Dated[] = []
  const pointer = pointerIn(request)
  for (const item of request.names) {
    if (item.kind === 'link' || item.kind === 'other' || item.name.startsWith('.')) continue
    const read = dateOf(item, request)
    if (read === undefined) continue
    if ('why' in read) left.push(read)
    else dated.push(read)
  }
  const complete = dated.filter(tree => {
    const why = pointer === undefined ? undefined : whyIncomplete(tree, pointer, request)
    if (why !== undefined) left.push({ name: tree.name, why })
    return why === undefined
  })
  return {
    trees: withIds(complete, request),
    left: left.sort((a, b) => comparePaths(a.name, b.name)),
    ...(pointer === undefined ? {} : { pointer })
  }
}

/** A script moves its link when a tree is whole: one that is newer was perhaps interrupted, or is being written. */
function whyIncomplete({ moment }: Dated, { name, names }: Pointer, request: AdoptionRequest): string | undefined {
  const newest = momentOfName(names, request)
  if (newest === undefined || moment.getTime() <= newest.getTime()) return undefined
  return `is newer than what the link ${showName(name)} points to, so it may not be complete; point the link to it to have it adopted`
}

/** Ids that names already have come first: they are kept, and a date that means the same second gets another. */
function withIds(dated: readonly Dated[], { taken }: AdoptionRequest): PlannedTree[] {
  const given = new Set(dated.flatMap(({ id }) => id ?? []))
  return [...dated]
    .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial || comparePaths(a.name, b.name))
    .map(({ name, moment, id }) => {
      const own = id ?? snapshotId(moment, candidate => taken.has(candidate) || given.has(candidate))
      given.add(own)
      return { name, id: own, moment }
    })
}

/** Undefined for what is a snapshot of the series already: there is nothing to do and nothing to tell. */
function dateOf({ name, kind }: OldName, request: AdoptionRequest): Dated | LeftAlone | undefined {
  const read = parseDatedName(name, request.prefix)
  if (read.kind === 'id' && request.isSeries && request.recorded.has(read.id)) return undefined
  const no = (why: string): LeftAlone => ({ name, why })
  if (read.kind === 'other') return no('its name is no date')
  if (read.kind === 'suffix') return no(`its name goes on after the date, with "${showName(read.suffix)}"`)
  if (read.kind === 'impossible') return no('its name is a date that no calendar has')
  if (kind === 'mount')
    return no('is a filesystem of its own, or has one mounted below it, and cannot be renamed into the series')
  if (read.kind === 'dated') return { name, moment: momentOf(read.clock, read.zone, zoned(request)), serial: 0 }
  if (!request.isSeries && request.taken.has(read.id)) return no(`a snapshot ${read.id} is in the series already`)
  return { name, id: read.id, moment: read.moment, serial: read.serial }
}

function momentOfName(name: BytePath, request: AdoptionRequest): Date | undefined {
  const read = parseDatedName(name, request.prefix)
  if (read.kind === 'dated') return momentOf(read.clock, read.zone, zoned(request))
  return read.kind === 'id' ? read.moment : undefined
}

const zoned = ({ utc, localTime }: AdoptionRequest): ((clock: WallClock) => Date) =>
  utc ? clock => momentOf(clock, 0, localTime) : localTime

const pointers = ['latest', 'current']

/** The tree it names may be adopted by now, and so the link lead nowhere: what it says is still true. */
function pointerIn({ names, prefix, isSeries, recorded }: AdoptionRequest): Pointer | undefined {
  for (const { name, target } of names) {
    if (target === undefined) continue
    const isPointer = pointers.some(word => name === word || name === `${prefix}${word}`)
    const last = target.replace(/\/+$/, '').split('/').at(-1) as BytePath | undefined
    // Ours says what was published last, which tells nothing about trees that were never ours.
    if (!isPointer || last === undefined || (isSeries && recorded.has(last))) continue
    return { name, names: last }
  }
  return undefined
}
