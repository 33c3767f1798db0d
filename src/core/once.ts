// Something large that is used up: whoever takes it is the last who has it, so that memory is free again when it is done.

export class Once<T> {
  #value: T | undefined
  #isThere = true

  constructor(value: T) {
    this.#value = value
  }

  /** To look at, not to keep. */
  peek(): T {
    if (!this.#isThere) throw new Error('what was used up is asked for again')
    return this.#value as T
  }

  take(): T {
    const value = this.peek()
    this.#value = undefined
    this.#isThere = false
    return value
  }
}
