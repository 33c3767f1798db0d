// What a verification has found so far: one damage for each damaged inode, with every name it has, however often it was met.

import type { BytePath } from './byte-path.ts'
import { entryWith } from './entry.ts'
import { compareSnapshotIds } from './snapshot-id.ts'
import type { Damage, DamagedName, WholeCopy } from './report/verify-model.ts'
import { type DamageKind, damageKinds, type Finding, isTouched } from './verify-damage.ts'

/** Which tree something was found in. */
export interface Place {
  readonly series: string
  readonly device: string
  readonly id: string
}

/** A damage while it is still being looked into. */
export interface Case extends Finding {
  /** Where it was found first. */
  readonly place: Place
  readonly names: readonly DamagedName[]
  wholeIn?: WholeCopy
}

interface Open extends Case {
  readonly byName: Map<string, DamagedName>
}

export class DamageBook {
  readonly #cases = new Map<string, Open>()
  readonly #byInode = new Map<string, DamagedInode>()

  add(place: Place, finding: Finding): void {
    const key = keyOf(place, finding)
    let open = this.#cases.get(key)
    if (open === undefined) {
      const byName = new Map<string, DamagedName>()
      open = {
        ...finding,
        // It stays when its manifest is given up.
        ...(finding.entry !== undefined && { entry: entryWith(finding.entry, {}) }),
        place,
        byName,
        get names() {
          return [...byName.values()].sort((a, b) => ownFirst(place, a, b) || newestFirst(a, b))
        }
      }
      this.#cases.set(key, open)
      const inode = inodeOf(place, finding)
      if (inode !== undefined) {
        const known = this.#byInode.get(inode.key)
        if (known === undefined) this.#byInode.set(inode.key, { ...inode, device: place.device, cases: [open] })
        else known.cases.push(open)
      }
    }
    note(open, place, finding.path)
  }

  /** Another name of an inode; nothing when the inode is not known to be damaged. */
  share(place: Place, ino: bigint, path: BytePath): void {
    for (const open of this.#byInode.get(inodeKey(place, ino))?.cases ?? []) note(open, place, path)
  }

  /** The numbers of the inodes of a filesystem that are damaged, in these ways when they are named. */
  inodes(device: string, isMeant: (kind: DamageKind) => boolean = () => true): ReadonlySet<bigint> {
    const all = [...this.#byInode.values()].filter(one => one.device === device)
    return new Set(all.filter(({ cases }) => cases.some(({ kind }) => isMeant(kind))).map(({ ino }) => ino))
  }

  /** The worst first, then by path. Of an inode whose bytes are damaged, its other attributes are no case of their own. */
  cases(): readonly Case[] {
    const order = (one: Case): number => damageKinds.indexOf(one.kind)
    const minor = new Set(
      [...this.#byInode.values()]
        .filter(({ cases }) => cases.some(({ kind }) => !isTouched(kind)))
        .flatMap(({ cases }) => cases.filter(({ kind }) => isTouched(kind)))
    )
    return [...this.#cases.values()]
      .filter(one => !minor.has(one))
      .sort((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  }
}

const note = (open: Open, { series, id }: Place, path: BytePath): void => {
  const key = `${series} ${id} ${path}`
  if (!open.byName.has(key)) open.byName.set(key, { series, snapshot: id, path })
}

/** The series that it was found in tells of it, before others that share it. */
const ownFirst = ({ series }: Place, a: DamagedName, b: DamagedName): number =>
  Number(b.series === series) - Number(a.series === series)

/** By series, and within one the newest snapshot first. */
const newestFirst = (a: DamagedName, b: DamagedName): number =>
  (a.series < b.series ? -1 : a.series > b.series ? 1 : 0) || compareSnapshotIds(b.snapshot, a.snapshot)

interface DamagedInode {
  readonly device: string
  readonly ino: bigint
  readonly cases: Open[]
}

const inodeKey = ({ device }: Place, ino: bigint): string => `${device} ${ino}`

/** Of a file: a directory has an inode of its own in every snapshot. */
const inodeOf = (place: Place, { ino, entry }: Finding): { readonly key: string; readonly ino: bigint } | undefined =>
  ino === undefined || entry?.type !== 'file' ? undefined : { key: inodeKey(place, ino), ino }

function keyOf(place: Place, finding: Finding): string {
  const inode = inodeOf(place, finding)
  return inode === undefined
    ? [place.series, finding.kind, finding.path, finding.why].join('\0')
    : [inode.key, finding.kind, finding.entry?.sha256].join('\0')
}

export const damageOf = ({ kind, path, why, place, names, entry, ino, below, wholeIn }: Case): Damage => ({
  kind,
  series: place.series,
  path,
  why,
  names,
  ...(entry?.type === 'file' && { size: entry.size }),
  ...(entry?.sha256 !== undefined && { sha256: entry.sha256 }),
  ...(ino !== undefined && { inode: ino }),
  below: below ?? 0,
  ...(wholeIn !== undefined && { wholeIn })
})
