// What comes back of one script in the far shell: its output up to a token that nobody can have foreseen, then how it ended.

import { Buffer } from 'node:buffer'
import type { ProcessResult } from '../process.ts'
import { stderrLimit } from '../process.ts'

export class FarAnswer {
  readonly result: Promise<ProcessResult>
  readonly #mark: Buffer
  readonly #take: (piece: Buffer) => void
  readonly #stdout: Buffer[] = []
  #resolve!: (result: ProcessResult) => void
  #rest: Buffer = Buffer.alloc(0)
  #isOutput = true
  #status: number | undefined
  /** Bytes of what was said on standard error. */
  #toCome = 0
  #said = ''

  constructor(token: string, onStdout?: (piece: Buffer) => void) {
    this.#mark = Buffer.from(`\0${token} `)
    this.#take = onStdout ?? (piece => this.#stdout.push(piece))
    this.result = new Promise(resolve => {
      this.#resolve = resolve
    })
  }

  /** What comes after it; undefined as long as it is not whole. */
  push(piece: Buffer): Buffer | undefined {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    if (this.#isOutput) this.#output()
    return this.#isOutput ? undefined : this.#end()
  }

  #output(): void {
    const at = this.#rest.indexOf(this.#mark)
    // The mark may have come in part.
    const end = at === -1 ? Math.max(0, this.#rest.length - this.#mark.length + 1) : at
    if (end > 0) this.#take(this.#rest.subarray(0, end))
    this.#rest = this.#rest.subarray(at === -1 ? end : end + this.#mark.length)
    this.#isOutput = at === -1
  }

  #end(): Buffer | undefined {
    if (this.#status === undefined) {
      const newline = this.#rest.indexOf('\n')
      if (newline === -1) return undefined
      const [status = NaN, length = NaN] = this.#rest.subarray(0, newline).toString('latin1').split(' ').map(Number)
      this.#status = status
      this.#toCome = length
      this.#rest = this.#rest.subarray(newline + 1)
    }
    // However much there is, no more of it is kept than anybody reads.
    const [said, after] = [this.#rest.subarray(0, this.#toCome), this.#rest.subarray(this.#toCome)]
    this.#toCome -= said.length
    if (this.#said.length < stderrLimit) this.#said += said.toString('latin1', 0, stderrLimit)
    this.#rest = Buffer.alloc(0)
    if (this.#toCome > 0) return undefined
    const stderr = this.#said.slice(0, stderrLimit)
    this.#resolve({ status: this.#status, stdout: Buffer.concat(this.#stdout), stderr })
    return after
  }
}
