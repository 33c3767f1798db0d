// Which snapshot of a series somebody means: the words for it, `latest`, `commit:<sha>`, `before:<moment>`, and the search by them.

import { currentSnapshot } from './current-snapshot.ts'
import { parseMoment } from './moment-text.ts'
import type { SnapshotRecord } from './record.ts'
import { isSnapshotId, parseSnapshotId } from './snapshot-id.ts'
import { isTag } from './tag.ts'
import { countOf, formatCount } from './units.ts'

export type Selector =
  | { readonly by: 'latest' }
  /** A whole id, or how one starts. */
  | { readonly by: 'id'; readonly start: string }
  /** A whole SHA, or how one starts; in lower case. */
  | { readonly by: 'commit'; readonly sha: string }
  | { readonly by: 'run'; readonly id: string }
  | { readonly by: 'tag'; readonly word: string }
  /** Since the epoch; of an id, `orderMs`. */
  | { readonly by: 'before'; readonly momentMs: number }

export type SelectorCheck =
  { readonly ok: true; readonly selector: Selector } | { readonly ok: false; readonly why: string }

/** The words that stand before a colon. */
export const selectorPrefixes = ['commit', 'run', 'tag', 'before'] as const

/** `why` continues a sentence that starts with the text. */
export function parseSelector(text: string): SelectorCheck {
  if (text === 'latest') return right({ by: 'latest' })
  if (isStartOfId(text)) return right({ by: 'id', start: text })
  const [, prefix, value = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  switch (prefix) {
    case 'commit':
      return /^[0-9a-f]{4,64}$/i.test(value)
        ? right({ by: 'commit', sha: value.toLowerCase() })
        : wrong('names no commit: after "commit:" comes a SHA or the start of one, 4 to 64 hexadecimal digits')
    case 'run':
      return /^\d{1,20}$/.test(value)
        ? right({ by: 'run', id: value })
        : wrong('names no run: after "run:" come the digits of its id, as in the address of the run')
    case 'tag':
      return isTag(value)
        ? right({ by: 'tag', word: value })
        : wrong('names no tag: after "tag:" come up to 64 letters, digits, ".", "_" or "-"')
    case 'before': {
      const id = parseSnapshotId(value)
      if (id !== undefined) return right({ by: 'before', momentMs: orderMs(id.moment, id.serial) })
      const moment = parseMoment(value)
      return moment.ok ? right({ by: 'before', momentMs: moment.ms }) : moment
    }
    default:
      return wrong(
        `is not a way to name a snapshot: write latest, an id or the start of one (2026-11-19, 2026-11-19T02), commit:<sha>, run:<id>, tag:<word> or before:<moment>${meant(text)}`
      )
  }
}

/** What somebody may have had in mind who left out the word before the colon. */
function meant(text: string): string {
  if (/^\d{5,20}$/.test(text)) return `; did you mean "run:${text}"?`
  return /^[0-9a-f]{7,64}$/i.test(text) ? `; did you mean "commit:${text}"?` : ''
}

/** What completes any start of an id to an id, where the calendar has one that starts so. */
const moments = ['0000-01-01T00-00-00Z', '0000-10-10T00-00-00Z']
const serials = ['2', '0']

/** At least the year: less would be the start of everything. */
const isStartOfId = (text: string): boolean =>
  text.length >= 4 && [...moments.map(id => id.slice(text.length)), ...serials].some(tail => isSnapshotId(text + tail))

/** Where a snapshot stands in time; those of one second by their serials, within that second. (Sixteenths are exact.) */
const orderMs = (moment: Date, serial: number): number => moment.getTime() + (serial - 1) / 16

const right = (selector: Selector): SelectorCheck => ({ ok: true, selector })
const wrong = (why: string): SelectorCheck => ({ ok: false, why })

/** As somebody would write it. */
export function selectorText(selector: Selector): string {
  switch (selector.by) {
    case 'latest':
      return 'latest'
    case 'id':
      return selector.start
    case 'commit':
      return `commit:${selector.sha}`
    case 'run':
      return `run:${selector.id}`
    case 'tag':
      return `tag:${selector.word}`
    case 'before':
      return `before:${momentText(selector.momentMs)}`
  }
}

const momentText = (ms: number): string => new Date(Math.floor(ms)).toISOString().replace('.000Z', 'Z')

/** A snapshot as the listing shows it; one without a record is never selected. */
export interface Candidate {
  readonly id: string
  readonly record?: SnapshotRecord
  /** Why its record cannot be read. */
  readonly damage?: string
}

export type Selected =
  | { readonly state: 'found'; readonly id: string; readonly record: SnapshotRecord }
  /** It could be any of these, the newest first: they start alike. */
  | { readonly state: 'ambiguous'; readonly ids: readonly string[] }
  /**
   * `why` continues a sentence that starts with the series. `unusable` is the id of the one tree that is meant and is
   * there, and has no record to be trusted.
   */
  | { readonly state: 'none'; readonly why: string; readonly unusable?: string }

interface Recorded extends Candidate {
  readonly record: SnapshotRecord
}

/** `listed`, the newest first; `latest`, the id that the link of that name says. */
export function selectSnapshot(
  selector: Selector,
  listed: readonly Candidate[],
  latest: string | undefined,
  now: Date
): Selected {
  const complete = listed.filter(isRecorded)
  // The last one taken, also where a wrong clock dated another one later.
  const last = (matching: readonly Recorded[], what: string): Selected =>
    foundOr(currentSnapshot(matching, latest, now), listed, what)
  switch (selector.by) {
    case 'latest':
      return last(complete, 'complete snapshot')
    case 'id':
      return selectById(selector.start, listed)
    case 'commit': {
      const commitOf = ({ record }: Recorded): string => record.run.commit?.toLowerCase() ?? ''
      const matching = complete.filter(one => commitOf(one).startsWith(selector.sha))
      // Only one commit is meant, and it is not for us to say which.
      if (new Set(matching.map(commitOf)).size > 1) return ambiguous(matching)
      return last(matching, `snapshot of the commit ${selector.sha}`)
    }
    case 'run': {
      const matching = complete.filter(({ record }) => record.run.runId === selector.id)
      return last(matching, `snapshot of the run ${selector.id}`)
    }
    case 'tag': {
      const matching = complete.filter(({ record }) => record.tags.includes(selector.word))
      return last(matching, `snapshot with the tag ${selector.word}`)
    }
    case 'before': {
      const newest = complete.find(({ id }) => orderOf(id) < selector.momentMs)
      return foundOr(newest, listed, `snapshot from before ${momentText(selector.momentMs)}`)
    }
  }
}

/** A whole id means itself and nothing else: it may be the start of another, `…Z` of `…Z-2`. */
function selectById(start: string, listed: readonly Candidate[]): Selected {
  const exact = listed.filter(({ id }) => id === start)
  const meant = exact.length > 0 ? exact : listed.filter(({ id }) => id.startsWith(start))
  const usable = meant.filter(isRecorded)
  if (usable.length > 1) return ambiguous(usable)
  const [tree, ...others] = meant
  if (usable.length === 0 && tree !== undefined && others.length === 0)
    return { state: 'none', why: whyUnusable(tree), unusable: tree.id }
  return foundOr(usable[0], listed, `complete snapshot whose id starts with ${start}`)
}

const whyUnusable = ({ id, damage }: Candidate): string =>
  damage === undefined
    ? `holds a tree ${id} without a record: it was not taken by this program, and nothing says what should be in it`
    : `holds the snapshot ${id}, but its record cannot be used (${damage})`

/** `what` follows `has no`. */
function foundOr(one: Recorded | undefined, listed: readonly Candidate[], what: string): Selected {
  if (one !== undefined) return { state: 'found', id: one.id, record: one.record }
  return { state: 'none', why: `has no ${what}; ${whatIsThere(listed)}` }
}

/** `listed`, the newest first. */
function whatIsThere(listed: readonly Candidate[]): string {
  const without = listed.filter(one => !isRecorded(one)).length
  const [newest] = listed
  const oldest = listed.at(-1)
  if (newest === undefined || oldest === undefined) return 'it has none at all'
  const which = listed.length === 1 ? newest.id : `the newest ${newest.id}, the oldest ${oldest.id}`
  const unusable = without === 0 ? '' : `, ${formatCount(without)} of them without a usable record`
  return `it has ${countOf(listed.length, 'snapshot', 'snapshots')}${unusable}: ${which}`
}

const ambiguous = (ones: readonly Recorded[]): Selected => ({ state: 'ambiguous', ids: ones.map(({ id }) => id) })

const isRecorded = (one: Candidate): one is Recorded => one.record !== undefined

function orderOf(id: string): number {
  const parsed = parseSnapshotId(id)
  return parsed === undefined ? Infinity : orderMs(parsed.moment, parsed.serial)
}
