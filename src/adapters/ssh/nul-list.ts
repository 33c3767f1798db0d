// Lists of names between two machines: each name ended by NUL, the one byte that none has, in as many pieces as the wire makes.

import { Buffer } from 'node:buffer'
import type { BytePath } from '../../core/byte-path.ts'

export interface NulReader {
  push(piece: Buffer): void
}

/** Hands on so many fields at a time, one character a byte. */
export function fieldsOf(count: number, take: (fields: readonly string[]) => void): NulReader {
  let rest = ''
  let fields: string[] = []
  return {
    push: piece => {
      const parts = (rest + piece.toString('latin1')).split('\0')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        fields.push(part)
        if (fields.length < count) continue
        take(fields)
        fields = []
      }
    }
  }
}

/** Never to be taken for an option. */
export const asArgument = (path: BytePath): string => (path === '.' ? '.' : `./${path}`)

/** The path again, as it was before `asArgument`. */
export const relative = (argument: string): BytePath =>
  (argument.startsWith('./') ? argument.slice(2) : argument) as BytePath

/** Each starts a program on the far side, and waits until it is there whole: a connection takes up its speed only little by little. */
const firstLength = 16 * 1024
const pieceLength = 256 * 1024

/** In pieces of some size, so that no text grows to all of it. */
export function* listOf(paths: Iterable<BytePath>): Generator<Buffer> {
  yield* wordsOf(map(paths, asArgument))
}

export function* wordsOf(words: Iterable<string>): Generator<Buffer> {
  let text = ''
  let length = firstLength
  for (const word of words) {
    text += `${word}\0`
    if (text.length < length) continue
    yield Buffer.from(text, 'latin1')
    text = ''
    length = Math.min(2 * length, pieceLength)
  }
  if (text !== '') yield Buffer.from(text, 'latin1')
}

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item)
}
