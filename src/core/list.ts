// What lies one after the other, wherever it is kept: an array is such a list; others make their items when they are asked for.

export interface List<T> extends Iterable<T> {
  readonly length: number
  at(index: number): T | undefined
}

/** Makes its items each time they are asked for, so that they need not all be in memory at once. */
export abstract class MadeList<T> implements List<T> {
  abstract get length(): number

  /** One that there is: from 0 to below `length`. */
  protected abstract make(index: number): T

  at(index: number): T | undefined {
    const at = index < 0 ? this.length + index : index
    return at >= 0 && at < this.length ? this.make(at) : undefined
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (let index = 0; index < this.length; index++) yield this.make(index)
  }
}

/** Of items that something else holds. */
export class LazyList<T> extends MadeList<T> {
  readonly #length: number
  readonly #make: (index: number) => T

  constructor(length: number, make: (index: number) => T) {
    super()
    this.#length = length
    this.#make = make
  }

  get length(): number {
    return this.#length
  }

  protected make(index: number): T {
    return this.#make(index)
  }
}

/** Of parts that have `partLength` items each, but for the last. `read`: one of a part. */
export function listOfParts<P, T>(
  length: number,
  parts: readonly P[],
  partLength: number,
  read: (part: P, index: number) => T
): List<T> {
  return new LazyList(length, index => {
    const part = parts[Math.floor(index / partLength)]
    if (part === undefined) throw new RangeError(`there is no part with the item ${index}`)
    return read(part, index % partLength)
  })
}

/** As an array: those from `from` on, at most so many. */
export function partOf<T>(list: List<T>, from: number, most: number): T[] {
  const part: T[] = []
  const end = Math.min(from + most, list.length)
  for (let at = from; at < end; at++) {
    const item = list.at(at)
    if (item !== undefined) part.push(item)
  }
  return part
}

/** Those of a list that are wanted, as an array. */
export function chosen<T>(list: Iterable<T>, isWanted: (item: T) => boolean): T[] {
  const wanted: T[] = []
  for (const item of list) if (isWanted(item)) wanted.push(item)
  return wanted
}
