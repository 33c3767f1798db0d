// The name of a series: which names may become a directory under the volume, and the name a run has by default.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { isSnapshotId } from './snapshot-id.ts'

export type SeriesNameCheck =
  { readonly ok: true; readonly name: string } | { readonly ok: false; readonly why: string }

export interface SeriesNameParts {
  /** `owner/repo`. */
  readonly repository: string
  /** The job's key in the workflow file. */
  readonly job: string
  /** The values of this leg of the matrix, as parsed JSON; absent, `null` or `{}` for a job without one. */
  readonly matrix?: unknown
  /** The short name of the branch or tag, `12/merge` for a pull request. */
  readonly refName: string
}

/** ext4, xfs and btrfs: bytes of one file name. */
const segmentBytes = 255
/** Leaves three quarters of PATH_MAX (4096) to the volume's own path and the tree in the snapshot. */
const nameBytes = 1024

/** Characters that cannot be seen, reorder what is seen, or stand for bytes that were no text. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u

/** Whether this text may name a series; the reason, if not, continues a sentence that starts with the text. */
export function validateSeriesName(text: string): SeriesNameCheck {
  const why = text === '' ? 'is empty: a series needs a name' : whyNotName(text)
  return why === undefined ? { ok: true, name: text } : { ok: false, why }
}

function whyNotName(text: string): string | undefined {
  if (text.startsWith('/')) return 'starts with a slash: a name is relative to the volume'
  if (text.endsWith('/')) return 'ends with a slash: leave it out'
  if (byteLength(text) > nameBytes) return `is ${byteLength(text)} bytes long: at most ${nameBytes} are allowed`
  return text
    .split('/')
    .map(whyNotSegment)
    .find(why => why !== undefined)
}

function whyNotSegment(segment: string): string | undefined {
  if (segment === '') return 'has two slashes in a row: no part of a name may be empty'
  if (segment === '.' || segment === '..') return `has a part "${segment}": a name may not lead anywhere else`
  if (segment.startsWith('.')) return 'has a part that starts with a dot: such names are kept for our own files'
  if (unseen.test(segment)) return 'has control, invisible or reordering characters: use visible ones'
  if (/^\s|\s$/.test(segment)) return 'has a part that begins or ends with a space: leave the space out'
  if (segment === 'latest') return 'has a part "latest": that is the link to the newest snapshot'
  if (isSnapshotId(segment))
    return 'has a part that is the id of a snapshot: a tree of that name would be taken for one'
  const bytes = byteLength(segment)
  return bytes > segmentBytes ? `has a part of ${bytes} bytes: at most ${segmentBytes} are allowed` : undefined
}

/**
 * `<owner>/<repo>/<job>[/<matrix values>]/<ref name>`. Every part is encoded so that it is always one valid segment and
 * no two refs share one: branch names are chosen by whoever can push.
 */
export function defaultSeriesName(parts: SeriesNameParts): string {
  const texts = [...parts.repository.split('/'), parts.job].map(encode)
  return [...texts, ...matrixSegments(parts.matrix), encode(parts.refName)].map(asSegment).join('/')
}

/** The values of a leg in the matrix's own key order, `linux,20`; nested ones as JSON. None for a job without a matrix. */
function matrixSegments(matrix: unknown): string[] {
  if (typeof matrix !== 'object' || matrix === null) return []
  const values = Object.values(matrix).map(value => encode(valueText(value)).replaceAll(',', '%2C'))
  return values.length === 0 ? [] : [values.join(',')]
}

function valueText(value: unknown): string {
  // an empty value alone would be an empty segment, and between two commas nobody would see it
  if (value === '') return '""'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `%` is encoded too, so that a branch that is really called `a%2Fb` does not become `a/b`. */
const encode = (text: string): string => text.replace(new RegExp(`[%/]|${unseen.source}`, 'gu'), percentBytes)

/** Encoded text as one valid segment: never hidden, reserved, padded with spaces or too long. */
function asSegment(encoded: string): string {
  const bare = encoded.replace(/^[.\s]|\s$/gu, percentBytes)
  const segment = bare === 'latest' || isSnapshotId(bare) ? bare.replace(/^./, percentBytes) : bare
  return byteLength(segment) > segmentBytes ? shorten(segment) : segment
}

/** A start and a hash of the whole, joined by `%~`, which no encoding gives: long refs stay apart, also from made-up ones. */
function shorten(segment: string): string {
  const hash = createHash('sha256').update(segment).digest('hex').slice(0, 32)
  const start = Buffer.from(segment, 'utf8').subarray(0, segmentBytes - 2 - hash.length)
  // neither half a character nor half an escape at the cut
  return `${start.toString('utf8').replace(/(?:\ufffd|%[0-9A-F]?)$/, '')}%~${hash}`
}

const percentBytes = (text: string): string =>
  Array.from(Buffer.from(text, 'utf8'), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8')
