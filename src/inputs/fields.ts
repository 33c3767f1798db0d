// What one input may say: words, truths, whole numbers and lists. Each parser gives the value, or what is wrong with the text.

import { isTag } from '../core/tag.ts'
import { didYouMean } from './did-you-mean.ts'

/** `why` continues a sentence that starts with the text: `is neither true nor false`. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

export type Parser<T> = (text: string) => Parsed<T>

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value })

export const wrong = (why: string): Parsed<never> => ({ ok: false, why })

/** `true` or `false`. Not `yes`, `1` or `True`: in a workflow file those are other things, and a guess could delete. */
export const parseBoolean: Parser<boolean> = text =>
  text === 'true' || text === 'false'
    ? parsed(text === 'true')
    : wrong(`is neither true nor false${didYouMean(text, ['true', 'false'])}`)

/** One of these words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): Parser<Word> =>
  text => {
    const word = words.find(each => each === text)
    return word === undefined
      ? wrong(`is not allowed: use one of ${words.join(', ')}${didYouMean(text, words)}`)
      : parsed(word)
  }

/** A whole number within these bounds, both included. */
export const integerBetween =
  (least: number, most: number): Parser<number> =>
  text => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? parsed(number) : wrong(`is not a whole number from ${least} to ${most}`)
  }

/** One word for the case in which the program decides, else what the other parser takes. */
export const wordOr =
  <Word extends string, T>(word: Word, parse: Parser<T>): Parser<Word | T> =>
  text => {
    if (text === word) return parsed(word)
    const other = parse(text)
    return other.ok ? other : wrong(`${other.why}, nor the word ${word}`)
  }

export const parseTag: Parser<string> = text =>
  isTag(text)
    ? parsed(text)
    : wrong(
        'is not a tag: write one per line, up to 64 letters, digits, ".", "_" or "-", starting with a letter or digit'
      )

/**
 * One item per line. Blank lines are dropped; of any other only a carriage return at its end, and no space: a file's
 * name may begin or end with one, and YAML's block text adds none. (A name of nothing but spaces is written `./ `.)
 */
export const splitLines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line.trim() !== '')
