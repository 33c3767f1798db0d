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

  constructor(token: string, onStdout?: (piece: Buffer) => void) {
    this.#mark = Buffer.from(`\0${token} `)
    this.#take = onStdout ?? (piece => this.#stdout.push(piece))
    this.result = new Promise(resolve => {
      this.#resolve = resolve
    })
  }

  push(piece: Buffer): void {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    if (this.#isOutput) this.#output()
    if (!this.#isOutput) this.#end()
  }

  #output(): void {
    const at = this.#rest.indexOf(this.#mark)
    // The mark may have come in part.
    const end = at === -1 ? Math.max(0, this.#rest.length - this.#mark.length + 1) : at
    if (end > 0) this.#take(this.#rest.subarray(0, end))
    this.#rest = this.#rest.subarray(at === -1 ? end : end + this.#mark.length)
    this.#isOutput = at === -1
  }

  #end(): void {
    const newline = this.#rest.indexOf('\n')
    if (newline === -1) return
    const [status = NaN, length = NaN] = this.#rest.subarray(0, newline).toString('latin1').split(' ').map(Number)
    const said = this.#rest.subarray(newline + 1)
    if (said.length < length) return
    this.#resolve({
      status,
      stdout: Buffer.concat(this.#stdout),
      stderr: said.subarray(0, stderrLimit).toString('latin1')
    })
  }
}
