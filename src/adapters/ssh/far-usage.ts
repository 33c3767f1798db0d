// What a far series takes on its disk: what was kept of the last count comes once, and what is written goes with the question.

import { Buffer } from 'node:buffer'
import { Failure } from '../../core/failure.ts'
import { pageName } from '../../core/page/model.ts'
import type { Series } from '../../ports/volume.ts'
import { type CountedSeries, mostUsageBytes, totalSaid } from '../volume/usage.ts'
import type { ProcessResult } from '../process.ts'
import { readFarFile } from './far-own-file.ts'
import type { FarPlace } from './far-place.ts'
import * as scripts from './scripts/own-files.ts'

export class FarUsage implements CountedSeries {
  readonly inodes: CountedSeries['inodes']
  readonly #place: FarPlace
  readonly #file: string
  /** As it stands there. */
  #kept: string | undefined
  #asked: Promise<string | undefined> | undefined
  /** And how often something was written when it was measured. */
  #own: { readonly bytes: number; readonly changes: number } | undefined

  constructor(place: FarPlace, inodes: Series['inodes']) {
    this.#place = place
    this.#file = `${place.layout.own}/usage.json`
    this.inodes = async id => (await inodes([id])).flat()
  }

  /** Under the lock it need not be asked for twice. */
  async kept(): Promise<string | undefined> {
    const asked = (this.#asked ??= this.#read())
    this.#kept ??= await asked
    return this.#kept
  }

  async #read(): Promise<string | undefined> {
    try {
      return (await readFarFile(this.#place.connection, this.#file, mostUsageBytes, { isNext: true }))?.toString('utf8')
    } catch (error) {
      // It saves a walk, and no more: what cannot be read is not there.
      if (error instanceof Failure && error.kind === 'cancelled') throw error
      return undefined
    }
  }

  async keep(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    const { connection } = this.#place
    const volume = connection.address.path
    const values = { file: this.#file, size: String(bytes.length), name: pageName, volume, ...this.#place.noting() }
    const doing = 'What was counted could not be kept'
    const { changes } = this.#place
    connection.room.changes()
    const said = await this.#place.ask(scripts.keepCounted, doing, values, { input: [bytes] })
    this.#own = { bytes: this.#ownSaid(said), changes }
    const [, , free] = said.stdout.toString('latin1').split('\0')
    if (free !== undefined) connection.room.said(free)
    this.#kept = text
  }

  /** Something of ours beside the snapshots was written past this. */
  forgetOwn(): void {
    this.#own = undefined
  }

  async diskUse(names: readonly string[]): Promise<number> {
    if (names.length === 0) return 0
    const { connection, layout } = this.#place
    const result = await connection.run(scripts.diskUse, { series: layout.series, list: names })
    return totalSaid(result, layout.series)
  }

  async ownUse(): Promise<number> {
    if (this.#own?.changes === this.#place.changes) return this.#own.bytes
    return this.#ownSaid(await this.#place.ask(scripts.ownUse, 'The series could not be measured', { name: pageName }))
  }

  /** Blocks, one number a line, and then what du says. */
  #ownSaid({ stdout, stderr }: ProcessResult): number {
    const [blocks = '', disk = ''] = stdout.toString('latin1').split('\0')
    const total = totalSaid({ stdout: Buffer.from(disk), stderr }, this.#place.layout.series)
    return total + blocks.split('\n').reduce((sum, line) => sum + Number(line), 0) * 512
  }
}
