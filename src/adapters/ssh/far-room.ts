// What is free on a far volume, where that came with another answer: one round trip less, as long as nothing was written since.

export class FarRoom {
  #said: string | undefined

  /** `answer`: as the script `free` gives it. */
  said(answer: string): void {
    this.#said = answer
  }

  /** Something is about to take or free some. */
  changes(): void {
    this.#said = undefined
  }

  /** Once: a moment later it is no news any more. */
  take(): string | undefined {
    const said = this.#said
    this.#said = undefined
    return said
  }
}
