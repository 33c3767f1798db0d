// Columns of very many rows, part by part: what is there is never moved to make room for more.

/** A power of two. */
export const rowsOfPart = 4096

/** Where a row is in its part. */
export const placeInPart = (row: number): number => row % rowsOfPart

export class Parts<P> {
  readonly #parts: P[] = []
  readonly #make: () => P

  /** `make`: columns of `rowsOfPart` rows. */
  constructor(make: () => P) {
    this.#make = make
  }

  /** The part that a new row is in: it is made with the first of them. */
  forNew(row: number): P {
    return (this.#parts[Math.floor(row / rowsOfPart)] ??= this.#make())
  }

  of(row: number): P {
    const part = this.#parts[Math.floor(row / rowsOfPart)]
    if (part === undefined) throw new RangeError(`there is no row ${row}`)
    return part
  }
}
