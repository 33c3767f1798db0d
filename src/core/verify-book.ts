// What a verification has found so far: one damage for each damaged inode, with every name it has, however often it was met.

import type { BytePath } from './byte-path.ts'
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
  readonly #byInode = new Map<string, Open[]>()

  add(place: Place, finding: Finding): void {
    const key = keyOf(place, finding)
    let open = this.#cases.get(key)
    if (open === undefined) {
      const byName = new Map<string, DamagedName>()
      open = {
        ...finding,
        place,
        byName,
        get names() {
          return [...byName.values()].sort(newestFirst)
        }
      }
      this.#cases.set(key, open)
      const { inode } = inodeOf(place, finding)
      if (inode !== undefined) this.#byInode.set(inode, [...(this.#byInode.get(inode) ?? []), open])
    }
    note(open, place, finding.path)
  }

  /** Another name of an inode; nothing when the inode is not known to be damaged. */
  share(place: Place, ino: bigint, path: BytePath): void {
    for (const open of this.#byInode.get(`${place.device} ${String(ino)}`) ?? []) note(open, place, path)
  }

  /** The numbers of the inodes of a filesystem that are damaged, in these ways when they are named. */
  inodes(device: string, isMeant: (kind: DamageKind) => boolean = () => true): ReadonlySet<bigint> {
    const of = [...this.#byInode.values()].flat().filter(({ place, kind }) => place.device === device && isMeant(kind))
    return new Set(of.flatMap(({ ino }) => ino ?? []))
  }

  /** The worst first, then by path. Of an inode whose bytes are damaged, its other attributes are no case of their own. */
  cases(): readonly Case[] {
    const order = (one: Case): number => damageKinds.indexOf(one.kind)
    const isMinor = (one: Open): boolean =>
      isTouched(one.kind) &&
      (this.#byInode.get(inodeOf(one.place, one).inode ?? '')?.some(({ kind }) => !isTouched(kind)) ?? false)
    return [...this.#cases.values()]
      .filter(one => !isMinor(one))
      .sort((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  }
}

const note = (open: Open, { series, id }: Place, path: BytePath): void => {
  const key = `${series} ${id} ${path}`
  if (!open.byName.has(key)) open.byName.set(key, { series, snapshot: id, path })
}

/** By series, and within one the newest snapshot first. */
const newestFirst = (a: DamagedName, b: DamagedName): number =>
  (a.series < b.series ? -1 : a.series > b.series ? 1 : 0) || compareSnapshotIds(b.snapshot, a.snapshot)

/** Of a file: a directory has an inode of its own in every snapshot. */
const inodeOf = ({ device }: Place, { ino, entry }: Finding): { readonly inode?: string } =>
  ino === undefined || entry?.type !== 'file' ? {} : { inode: `${device} ${String(ino)}` }

function keyOf(place: Place, finding: Finding): string {
  const { inode } = inodeOf(place, finding)
  return inode === undefined
    ? [place.series, finding.kind, finding.path, finding.why].join('\0')
    : [inode, finding.kind, finding.entry?.sha256].join('\0')
}

export const damageOf = ({ kind, path, why, names, entry, ino, below, wholeIn }: Case): Damage => ({
  kind,
  path,
  why,
  names,
  ...(entry?.type === 'file' && { size: entry.size }),
  ...(entry?.sha256 !== undefined && { sha256: entry.sha256 }),
  ...(ino !== undefined && { inode: ino }),
  below: below ?? 0,
  ...(wholeIn !== undefined && { wholeIn })
})
