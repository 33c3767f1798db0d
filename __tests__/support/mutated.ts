// A text as a bad disk, an interrupted write or a person who means harm may leave it.

import fc from 'fast-check'

/** In JSON: values of another type or beyond every bound, keys twice, and those of prototypes. */
const jsonPieces: readonly string[] = [
  ...[
    'null',
    'true',
    '-1',
    '1e400',
    '9007199254740993',
    '0.5',
    '""',
    '"\\u0000"',
    '[]',
    '{}',
    '[[[[',
    '}',
    ']',
    ',',
    ':',
    '"'
  ],
  ...[
    '"__proto__": {"pinned": true}, ',
    '"constructor": 1, ',
    '"format": 1, ',
    '"id": "../../x", ',
    '"pinned": false, ',
    '\\ud800',
    '\0',
    '\n::error::x\n'
  ]
]

type Change = (text: string) => string

const at = (text: string, where: number): number => Math.floor(where * text.length)
const where = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

const change: fc.Arbitrary<Change> = fc.oneof(
  // A bit that turned over.
  fc.tuple(where, fc.nat(7)).map(([place, bit]): Change => text => {
    const index = at(text, place)
    return text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ (1 << bit)) + text.slice(index + 1)
  }),
  // Cut off.
  where.map(
    (place): Change =>
      text =>
        text.slice(0, at(text, place))
  ),
  // A block of zeros, as a power cut leaves it.
  fc.tuple(where, fc.nat(512)).map(([place, length]): Change => text => {
    const index = at(text, place)
    return text.slice(0, index) + '\0'.repeat(Math.min(length, text.length - index)) + text.slice(index + length)
  }),
  // A part missing, or twice.
  fc.tuple(where, where).map(([one, other]): Change => text => {
    const [from, to] = [at(text, Math.min(one, other)), at(text, Math.max(one, other))]
    return text.slice(0, from) + text.slice(to)
  }),
  fc.tuple(where, fc.nat(60)).map(([place, length]): Change => text => {
    const index = at(text, place)
    return text.slice(0, index + length) + text.slice(index)
  }),
  // Something put in, at a place or instead of a value.
  fc.tuple(where, fc.constantFrom(...jsonPieces)).map(([place, piece]): Change => text => {
    const index = at(text, place)
    return text.slice(0, index) + piece + text.slice(index)
  }),
  fc.tuple(fc.nat(), fc.constantFrom(...jsonPieces)).map(([nth, piece]): Change => text => {
    const values = [...text.matchAll(/: (?:"[^"\n]*"|[\w.-]+)/g)]
    const value = values[nth % Math.max(values.length, 1)]
    if (value === undefined) return text + piece
    return `${text.slice(0, value.index)}: ${piece}${text.slice(value.index + value[0].length)}`
  }),
  fc.constantFrom<Change>(
    () => '',
    () => '[]',
    () => '{"a":'.repeat(20_000),
    () => '['.repeat(20_000),
    text => text + text
  )
)

/** One to three changes, one after the other. */
export const anyHarm: fc.Arbitrary<Change> = fc
  .array(change, { minLength: 1, maxLength: 3 })
  .map(changes => text => changes.reduce((changed, one) => one(changed), text))
