// How very many paths came to be, in columns: as an object each takes 100 bytes and more.

import { causes } from './cause.ts'
import type { Entry } from './entry.ts'
import { fitsColumn } from './entry-table.ts'
import { MadeList } from './list.ts'
import { Parts, placeInPart, rowsOfPart } from './parts.ts'
import type { Settled } from './settled.ts'

const ways = ['copied', 'linked', 'made'] as const

/** Appended to, never changed. */
export class SettledList<E extends Entry = Entry> extends MadeList<Settled<E>> {
  readonly #entries: E[] = []
  readonly #parts = new Parts(() => new Part())
  readonly #series: string[] = []
  /** By their places: of what the columns do not hold. */
  readonly #others = new Map<number, Settled<E>>()

  get length(): number {
    return this.#entries.length
  }

  push(item: Settled<E>): void {
    const index = this.#entries.push(item.entry) - 1
    const isTaken = this.#parts.forNew(index).take(placeInPart(index), item, this.#numberOf(item.fromSeries))
    if (!isTaken) this.#others.set(index, item)
  }

  protected make(index: number): Settled<E> {
    const entry = this.#entries[index]
    const settled =
      this.#others.get(index) ?? (entry && this.#parts.of(index).tell(placeInPart(index), entry, this.#series))
    if (settled === undefined) throw new RangeError(`the path ${index} has no row`)
    return settled
  }

  /** Counted from 1; 0: none. At most twenty are linked to. */
  #numberOf(series: string | undefined): number {
    if (series === undefined) return 0
    const found = this.#series.indexOf(series)
    return found < 0 ? this.#series.push(series) : found + 1
  }
}

/** No inode has this number. */
const none = -1n
const mostLinks = 2 ** 31 - 1

class Part {
  readonly #how = new Uint8Array(rowsOfPart)
  readonly #cause = new Uint8Array(rowsOfPart)
  readonly #series = new Uint8Array(rowsOfPart)
  readonly #ino = new BigInt64Array(rowsOfPart).fill(none)
  /** Negative: it was not looked at. */
  readonly #allocated = new Float64Array(rowsOfPart).fill(-1)
  readonly #links = new Int32Array(rowsOfPart)

  /** Whether it could. */
  take(row: number, { how, cause, written, ino, allocated, links }: Settled, series: number): boolean {
    const isSeen = allocated !== undefined && links !== undefined && links <= mostLinks
    const isHeld = isSeen || (allocated === undefined && links === undefined)
    const isKnown = ino === undefined ? series === 0 && !isSeen : ino !== none && fitsColumn(ino)
    const isUsual = (how === 'copied') === (cause !== undefined) && (how === 'linked') === (ino !== undefined)
    if (written !== undefined || !isHeld || !isKnown || !isUsual) return false
    this.#how[row] = ways.indexOf(how)
    if (cause !== undefined) this.#cause[row] = causes.indexOf(cause)
    if (ino !== undefined) this.#ino[row] = ino
    this.#series[row] = series
    if (isSeen) {
      this.#allocated[row] = allocated
      this.#links[row] = links
    }
    return true
  }

  /** Whole literals, one for each kind: what is added to an object later lies in a second one. */
  tell<E extends Entry>(row: number, entry: E, series: readonly string[]): Settled<E> | undefined {
    const how = ways[this.#how[row] ?? 0]
    if (how === 'made') return { entry, how }
    const cause = causes[this.#cause[row] ?? 0]
    if (how === 'copied') return cause && { entry, how, cause }
    const ino = this.#ino[row]
    const allocated = this.#allocated[row] ?? -1
    const fromSeries = series[(this.#series[row] ?? 0) - 1]
    if (how === undefined || ino === undefined) return undefined
    if (allocated < 0) return fromSeries === undefined ? { entry, how, ino } : { entry, how, ino, fromSeries }
    const links = this.#links[row] ?? 0
    return fromSeries === undefined
      ? { entry, how, ino, allocated, links }
      : { entry, how, ino, fromSeries, allocated, links }
  }
}
