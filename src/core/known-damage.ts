// The stored files of a series that a verification found damaged, as they are kept beside it: new snapshots must not link to them.

import type { BytePath } from './byte-path.ts'
import type { Entry } from './entry.ts'
import { nonEmpty, parseJsonFields, type TextRule, utcMoment } from './json-fields.ts'
import { escapeBytes, unescapeBytes } from './manifest/mtree-text.ts'
import { quoteValue } from './quoted-value.ts'
import { isSnapshotId } from './snapshot-id.ts'

export const knownDamageFormat = 1

/** Of the inode; anything else shows itself when it is to be linked. */
export const knownKinds = ['content', 'size', 'unreadable'] as const

export interface KnownDamage {
  /** Where it was found, in the newest of the snapshots that share it. */
  readonly path: BytePath
  readonly snapshot: string
  readonly kind: (typeof knownKinds)[number]
  /** What the manifest says was stored. */
  readonly sha256: string
  readonly size: number
  readonly storedMtimeNs: bigint
  readonly ino: bigint
  /** ISO 8601, UTC. */
  readonly foundAt: string
}

/** More than this, and the disk is beyond what a list could help with. */
export const mostKnownDamage = 10_000
export const mostDamageBytes = 256 * 1024 * 1024

export class KnownDamageProblem extends Error {
  override readonly name = 'KnownDamageProblem'
}

/** What was stored, as far as two manifests can tell of the same inode. */
export const damageKey = ({ sha256, size, storedMtimeNs }: Pick<Entry, 'sha256' | 'size' | 'storedMtimeNs'>): string =>
  `${sha256 ?? ''} ${size} ${storedMtimeNs}`

/** The file's text. Names are written as in a manifest, so that any bytes come back as they were. */
export function encodeKnownDamage(damaged: readonly KnownDamage[]): string {
  const items = damaged.map(({ path, storedMtimeNs, ino, ...rest }) => ({
    path: escapeBytes(path),
    ...rest,
    storedMtimeNs: String(storedMtimeNs),
    ino: String(ino)
  }))
  return `${JSON.stringify({ format: knownDamageFormat, damaged: items }, undefined, 1)}\n`
}

/** Throws `KnownDamageProblem` for a text that says nothing that could be relied on. */
export function decodeKnownDamage(text: string): readonly KnownDamage[] {
  const fields = parseJsonFields(text, mostDamageBytes, problem => new KnownDamageProblem(problem))
  fields.format(knownDamageFormat)
  return fields.list('damaged', (items, index) => {
    const item = items.object(index)
    return {
      path: pathOf(item.text('path', nonEmpty)),
      snapshot: item.text('snapshot', idRule),
      kind: item.oneOf('kind', knownKinds),
      sha256: item.text('sha256', sha256Rule),
      size: item.count('size'),
      storedMtimeNs: BigInt(item.text('storedMtimeNs', numberRule)),
      ino: BigInt(item.text('ino', inodeRule)),
      foundAt: item.text('foundAt', utcMoment)
    }
  })
}

function pathOf(text: string): BytePath {
  const path = unescapeBytes(text)
  if (path === undefined) throw new KnownDamageProblem(`a path is ${quoteValue(text)}; expected one as in a manifest`)
  return path
}

const idRule: TextRule = { allows: isSnapshotId, expected: 'the id of a snapshot' }
const sha256Rule: TextRule = { allows: text => /^[0-9a-f]{64}$/.test(text), expected: '64 hexadecimal digits' }
const numberRule: TextRule = { allows: text => /^-?\d{1,30}$/.test(text), expected: 'nanoseconds' }
const inodeRule: TextRule = { allows: text => /^\d{1,20}$/.test(text), expected: 'the number of an inode' }

/** What a verification has to say of what was known before. */
export interface Verdicts {
  readonly found: readonly KnownDamage[]
  /** Inodes that were read and are what they should be. */
  readonly whole: ReadonlySet<bigint>
  /** Every file of every snapshot was read: what was not found damaged is not there any more. */
  readonly isEverything: boolean
}

/** What is known from now on. Something found before keeps the moment at which it was first found. */
export function updateKnownDamage(before: readonly KnownDamage[], verdicts: Verdicts): readonly KnownDamage[] {
  const old = new Map(before.map(one => [identity(one), one]))
  const found = new Map<string, KnownDamage>()
  for (const one of verdicts.found) {
    const foundAt = old.get(identity(one))?.foundAt ?? one.foundAt
    found.set(identity(one), { ...one, foundAt })
  }
  const stays = (one: KnownDamage): boolean =>
    !found.has(identity(one)) && !verdicts.isEverything && !verdicts.whole.has(one.ino)
  return [...before.filter(stays), ...found.values()]
}

const identity = (one: KnownDamage): string => `${one.ino} ${damageKey(one)}`

export const isSameKnowledge = (a: readonly KnownDamage[], b: readonly KnownDamage[]): boolean =>
  encodeKnownDamage(a) === encodeKnownDamage(b)
