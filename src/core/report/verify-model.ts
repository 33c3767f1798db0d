// Everything one run of the verify action has to say; its outputs, summary, log and JSON report all read this.

import type { BytePath } from '../byte-path.ts'
import type { RunInfo } from '../record.ts'
import { type DamageKind, isTouched } from '../verify-damage.ts'

/** A name of something damaged, in some snapshot. */
export interface DamagedName {
  readonly series: string
  readonly snapshot: string
  readonly path: BytePath
}

export interface WholeCopy {
  readonly snapshot: string
  readonly path: BytePath
  /** What was lost; else it is another version, whole, of the file of that path. */
  readonly sameContent: boolean
}

export interface Damage {
  readonly kind: DamageKind
  /** In which it was found. */
  readonly series: string
  /** `.` for a whole snapshot. */
  readonly path: BytePath
  /** A few words, to follow a colon. */
  readonly why: string
  /** At least one: where it was found first, then every other name that shares it. */
  readonly names: readonly DamagedName[]
  /** Of the file that should be there. */
  readonly size?: number
  readonly sha256?: string
  /** The number of the inode, for `find -inum`. */
  readonly inode?: bigint
  /** Paths below a lost directory, which are lost with it. */
  readonly below: number
  /** The newest that was found; absent where there is none, where nobody looked, and for what needs none. */
  readonly wholeIn?: WholeCopy
}

export interface VerifiedSeries {
  readonly series: string
  /** Ids, the newest first. */
  readonly snapshots: readonly string[]
}

export interface VerifyReport {
  readonly ok: boolean
  readonly volume: string
  readonly name: string
  /** The name has wildcards and was no series itself, so ids are told with their series. */
  readonly isPattern: boolean
  /** As in the input: `latest`, `all`, an id. */
  readonly selected: string
  /** What was read: `100%`, `5%`, `2/7` (also when that came of `auto/7`), `500M`. */
  readonly subset: string
  readonly isSample: boolean
  /** What a random sample was drawn by. */
  readonly seed: string
  readonly series: readonly VerifiedSeries[]
  readonly snapshotsChecked: number
  /** Names that were looked at, of regular files and of everything. */
  readonly filesLookedAt: number
  readonly pathsLookedAt: number
  /** Stored files that were read and hashed, each once however many names it has. */
  readonly filesChecked: number
  readonly bytesChecked: number
  readonly damaged: readonly Damage[]
  /** Damaged files that runs before had noted. */
  readonly knownBefore: number
  /** New snapshots know of what was found, and link to none of it. */
  readonly isNoted: boolean
  readonly startedAt: string
  readonly durationMs: number
  /** Sentences someone must act on; also shown as annotations. */
  readonly warnings: readonly string[]
  /** Sentences worth knowing, never annotations. */
  readonly notes: readonly string[]
  readonly run: RunInfo
  /** The program's version. */
  readonly program: string
}

/** Each snapshot once, as it is told: with its series where there are several, or where that is another one. */
export function snapshotsOf({ names, series: own }: Damage, isPattern: boolean): readonly string[] {
  return [
    ...new Set(names.map(({ series, snapshot }) => (isPattern || series !== own ? `${series}/${snapshot}` : snapshot)))
  ]
}

/** Nothing that was stored is lost: somebody changed attributes, or added files. */
export const isOnlyTouched = ({ damaged }: Pick<VerifyReport, 'damaged'>): boolean =>
  damaged.every(({ kind }) => isTouched(kind))
