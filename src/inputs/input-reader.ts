// Reads the inputs of one action as the runner hands them over, and gathers every mistake before any is reported.

import { InputFailure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { splitLines, type Parser } from './fields.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The name by which the runner hands an input to a process: spaces become underscores, dashes stay. */
export const variableOf = (input: string): string => `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`

/**
 * What is returned beside a mistake is never used: `finish` throws. An empty text counts as an input that was left out,
 * because `${{ inputs.x }}` is empty wherever x does not exist; a text of spaces does not.
 */
export class InputReader<Name extends string, Defaulted extends Name> {
  readonly #env: Environment
  readonly #defaults: Readonly<Record<Defaulted, string>>
  readonly #mistakes: string[] = []

  constructor(env: Environment, defaults: Readonly<Record<Defaulted, string>>) {
    this.#env = env
    this.#defaults = defaults
  }

  /** The text exactly as it was given; empty when it was left out. */
  text(name: Name): string {
    const text = this.#env[variableOf(name)] ?? ''
    // the kernel would end a path at the NUL, and so take another one
    if (!text.includes('\0')) return text
    this.mistake(name, text, 'has a NUL character: take it out')
    return ''
  }

  /** Lines as they were given, without blank ones. */
  lines(name: Name): string[] {
    return splitLines(this.text(name))
  }

  /** Each line's value, without those that are mistakes. */
  each<T>(name: Name, parse: Parser<T>): T[] {
    return this.lines(name).flatMap(line => this.check(name, line, parse) ?? [])
  }

  /** The value of an input that may be left out. */
  optional<T>(name: Name, parse: Parser<T>): T | undefined {
    const text = this.text(name)
    return text === '' ? undefined : this.check(name, text, one => parse(one.trim()))
  }

  /** The value of an input that has a default. */
  value<T>(name: Defaulted, parse: Parser<T>): T {
    const given = this.optional(name, parse)
    if (given !== undefined) return given
    const standard = parse(this.#defaults[name])
    if (!standard.ok) throw new Error(`the default of ${name} ${standard.why}`)
    return standard.value
  }

  /** The value of a text, whose mistakes are reported under this label; undefined beside a mistake. */
  check<T>(label: string, text: string, parse: Parser<T>): T | undefined {
    const result = parse(text)
    if (result.ok) return result.value
    this.mistake(label, text, result.why)
    return undefined
  }

  mistake(label: string, text: string, why: string): void {
    this.report(`${label}: ${quoteValue(text)} ${why}`)
  }

  /** A mistake that is not about one value. */
  report(mistake: string): void {
    this.#mistakes.push(mistake)
  }

  /** Throws an `InputFailure` with every mistake so far; to be called once, after everything was read. */
  finish(): void {
    if (this.#mistakes.length > 0) throw new InputFailure(this.#mistakes)
  }
}
