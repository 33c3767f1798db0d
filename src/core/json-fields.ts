// Reads the fields of a JSON object that anyone may have written: each is of its type and range, or is named as damage.

import { Buffer } from 'node:buffer'
import { messageOf } from './failure.ts'
import { quoteValue } from './quoted-value.ts'

/** Makes the error out of what is wrong, a sentence that starts with the field. */
export type MakeDamage = (problem: string) => Error

export interface TextRule {
  readonly allows: (text: string) => boolean
  /** What is expected, to follow 'expected'. */
  readonly expected: string
}

/** The object that a text holds. */
export function parseJsonFields(text: string, mostBytes: number, damage: MakeDamage): JsonFields {
  const bytes = Buffer.byteLength(text)
  if (bytes > mostBytes) throw damage(`it has ${bytes} bytes, more than the ${mostBytes} it can have`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw damage(`it is no JSON: ${quoteValue(messageOf(error))}`)
  }
  return new JsonFields(value, '', damage)
}

export class JsonFields {
  readonly #object: object
  readonly #prefix: string
  readonly #damage: MakeDamage

  /** `prefix` stands before the names of the fields: empty, or `run.`. */
  constructor(value: unknown, prefix: string, damage: MakeDamage) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw damage(`${prefix === '' ? 'it' : prefix.slice(0, -1)} is ${describe(value)}; expected an object`)
    this.#object = value
    this.#prefix = prefix
    this.#damage = damage
  }

  /** The `format` field; refuses what a later version of this program wrote. */
  format<T extends number>(known: T): T {
    const format = this.count('format')
    if (format > known)
      throw this.#damage(
        `it has format ${format}, written by a newer version; this one knows format ${known}: update the action`
      )
    if (format !== known) throw this.#wrong('format', String(known))
    return known
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key)
  }

  text(key: string, rule?: TextRule): string {
    const value = this.#get(key)
    if (typeof value !== 'string') throw this.#wrong(key, rule?.expected ?? 'text')
    if (rule !== undefined && !rule.allows(value)) throw this.#wrong(key, rule.expected)
    return value
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.#get(key)
    const found = allowed.find(one => one === value)
    if (found === undefined) throw this.#wrong(key, allowed.map(one => JSON.stringify(one)).join(' or '))
    return found
  }

  /** A whole number that is exact, 0 or more. */
  count(key: string): number {
    const value = this.#get(key)
    if (!Number.isSafeInteger(value) || Number(value) < 0) throw this.#wrong(key, 'a whole number from 0 to 2^53')
    return Number(value)
  }

  /** Any finite number from 0. */
  amount(key: string): number {
    const value = this.#get(key)
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw this.#wrong(key, 'a number from 0')
    return value
  }

  flag(key: string): boolean {
    const value = this.#get(key)
    if (typeof value !== 'boolean') throw this.#wrong(key, 'true or false')
    return value
  }

  object(key: string): JsonFields {
    return new JsonFields(this.#get(key), `${this.#prefix}${key}.`, this.#damage)
  }

  /** Each item as the field `<index>` of an object of its own. */
  list<T>(key: string, read: (items: JsonFields, index: string) => T): T[] {
    const value = this.#get(key)
    if (!Array.isArray(value)) throw this.#wrong(key, 'a list')
    const items = new JsonFields(Object.fromEntries(value.entries()), `${this.#prefix}${key}.`, this.#damage)
    return value.map((_, index) => read(items, String(index)))
  }

  /** Never the prototype's: a field called `constructor` is not there unless it was written. */
  #get(key: string): unknown {
    return this.has(key) ? (this.#object as Record<string, unknown>)[key] : undefined
  }

  #wrong(key: string, expected: string): Error {
    return this.#damage(`${this.#prefix}${key} is ${describe(this.#get(key))}; expected ${expected}`)
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return quoteValue(value)
  if (Array.isArray(value)) return 'a list'
  // what is left of JSON is written as it was
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value)
}

/** A moment as `toISOString` writes it, the milliseconds left out or not. */
export const utcMoment: TextRule = {
  allows: text => {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/.test(text)) return false
    const moment = new Date(text)
    return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text.slice(0, 19)
  },
  expected: 'a UTC moment such as "2026-11-20T08:49:01Z"'
}

export const nonEmpty: TextRule = { allows: text => text !== '', expected: 'a text that is not empty' }
