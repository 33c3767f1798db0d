// Scripts one after the other through the far shell that the connection began with: see scripts/serve.ts for what is said.

import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { type FarValues, farScript } from '../../core/far-command.ts'
import type { ProcessRequest, ProcessResult } from '../process.ts'
import type { Channel } from './channel.ts'
import { FarAnswer } from './far-answer.ts'

export class FarShell {
  readonly #channel: Channel
  /** Of what was asked, in this order; the first is being given. */
  readonly #answers: FarAnswer[] = []
  /** Until all is sent of what was asked last. */
  #sent: Promise<unknown> = Promise.resolve()

  constructor(channel: Channel) {
    this.#channel = channel
  }

  /** All messages of the channel were read: what else comes are answers. It may have been asked already. */
  listen(): this {
    this.#channel.takeOver(piece => {
      let rest: Buffer | undefined = piece
      while (rest !== undefined && rest.length > 0) {
        rest = this.#answers[0]?.push(rest)
        if (rest !== undefined) this.#answers.shift()
      }
    })
    return this
  }

  /** It does one thing at a time. */
  get isFree(): boolean {
    return this.#answers.length === 0 && !this.isOver
  }

  get isOver(): boolean {
    return this.#channel.isOver
  }

  /** All is on its way that was asked up to now, or nothing is any more. */
  get sent(): Promise<unknown> {
    return Promise.race([this.#sent, this.#channel.ended.catch(() => undefined)])
  }

  /**
   * Undefined when the connection ended before the script did. It runs after all that was asked before, whatever came of
   * that, and is sent without waiting for those answers.
   */
  async run(
    script: string,
    values: FarValues,
    { input, onStdout }: Pick<ProcessRequest, 'input' | 'onStdout'>
  ): Promise<ProcessResult | undefined> {
    // Nobody knows it before, so nothing that is printed there can be taken for the end of it.
    const token = randomBytes(16).toString('hex')
    const answer = new FarAnswer(token, onStdout)
    this.#answers.push(answer)
    const text = Buffer.from(farScript(script, values))
    const asked = this.#sent.then(() => this.#ask(token, text, input ?? []))
    this.#sent = asked.catch(() => undefined)
    try {
      await Promise.race([asked, this.#channel.ended])
      return await Promise.race([answer.result, this.#channel.ended.then(() => undefined)])
    } catch (error) {
      // Nobody knows where the next answer would begin.
      void this.#channel.kill()
      throw error
    }
  }

  async #ask(token: string, script: Buffer, input: NonNullable<ProcessRequest['input']>): Promise<void> {
    await this.#channel.send([`${token} ${script.length}\n`, script])
    for await (const piece of input) if (piece.length > 0) await this.#channel.send([`${piece.length}\n`, piece])
    await this.#channel.send(['0\n'])
  }
}
