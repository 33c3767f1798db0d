// Names and texts of strangers, made safe to show in a log or a summary: every character is visible and none is obeyed.

import { Buffer } from 'node:buffer'

import type { BytePath } from './byte-path.ts'

/** Names longer than this many characters lose their middle: enough to know a file by, little enough for a table. */
const nameLimit = 120

/** A sentence may hold a name or two. */
const sentenceLimit = 600

/** One well-formed UTF-8 character, else one stray byte; over a string that has one character per byte. */
const bytesOfCharacter =
  // eslint-disable-next-line no-control-regex -- the range is meant: every byte that is its own UTF-8
  /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g

/**
 * What cannot be seen or turns the text around it: controls, format and bidi characters, line and paragraph separators,
 * lone surrogates, private and unassigned ones, and all that Unicode calls ignorable. The last matter to the runner:
 * it looks for `::` by the rules of a language, which skip ignorable characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const everyUnseenButTab = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** Spaces that are not the space. */
const oddSpace = /(?! )\p{Zs}/u

/**
 * A file name for a log: its UTF-8 text, with C escapes for what cannot be seen and for bytes that are no UTF-8, so that
 * the bytes can be had back (while it is not shortened). Alone on a line, or within one, it never is a runner's command.
 */
export function showName(path: BytePath, limit = nameLimit): string {
  return inert((path.match(bytesOfCharacter) ?? []).map(showCharacterBytes), limit)
}

/** The same for a text: a branch, a series, a user. */
export function showText(text: string, limit = nameLimit): string {
  return inert(Array.from(text, showCharacter), limit)
}

/** The same within the backticks that mark code in our sentences: none of its own ends them. */
export const inBackticks = (text: string, limit = nameLimit): string =>
  `\`${showText(text, limit).replaceAll('`', '\\x60')}\``

/** Whether a text shows exactly what it is, so that it can be copied from the screen. */
export const showsAsItIs = (text: string): boolean => showText(text, Infinity) === text

/**
 * A whole line of the log, whoever wrote it (rsync's stderr too): one line stays one line, and the runner finds no
 * command in it. It takes `::command` at the start of a trimmed line and `##[command]` anywhere. The tab is the one
 * control character that stays, so neither form may be left with tabs between its characters either.
 */
export function safeLogLine(text: string): string {
  return seen(text)
    .replace(/#(?=\t*#\t*\[)/g, '#\\')
    .replace(/^(\s*)(?=:\t*:)/, '$1\\')
}

/** A file name for a cell, list or sentence of the summary: no Markdown, HTML, mention, link or end of cell in it. */
export const markdownCode = (path: BytePath, limit = nameLimit): string => code(showName(path, limit))

/** The same for a text. */
export const markdownText = (text: string, limit = nameLimit): string => code(showText(text, limit))

/**
 * A sentence for the summary. What is in backticks, and every word that is neither a plain word nor a number, is set as
 * code: GitHub then makes no mention, reference, emoji or link of it, and paths and options read well.
 */
export function markdownSentence(text: string, limit = sentenceLimit): string {
  const shown = shorten(Array.from(seen(text.replaceAll('\t', ' '))), limit)
  return shown
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : part.split(' ').map(word).join(' ')))
    .join('')
    .replace(brokenQuantity, '$1&#160;')
}

/** The space between a number and its unit, where no line should break. */
const brokenQuantity = /(\d) (?=(?:B|[KMGTP]iB|ms|s|min|h)(?![A-Za-z]))/g

/** Words, numbers (`12,345`, `99.6%`) and the punctuation around them. `GH-1` and `www.x` are neither. */
const plainWord = /^["'“‘(]*(?:\p{L}+(?:['’-]\p{L}+)*|\d+(?:[.,]\d+)*%?)?["'”’).,;:!?]*$/u

function word(text: string): string {
  if (!plainWord.test(text)) return wordAsCode(text)
  // `1.` and `1)` would begin a list
  return /^\d+[.)]+$/.test(text) ? entities(text) : entities(text, /[^A-Za-z0-9.,%()'!?-]/gu)
}

/** The sentence's own punctuation stays outside of the code, but in `f(x)` the parenthesis is a part of the word. */
const wordAsCode = (text: string): string =>
  text.replace(
    /^(["'“‘(]*)(.*?)(["'”’).,;:!?]*)$/,
    (_text, before: string, inner: string, after: string) =>
      entities(before) + (inner.includes('(') ? code(inner + after) : code(inner) + entities(after))
  )

const code = (shown: string): string => (shown === '' ? '' : `<code>${entities(shown)}</code>`)

/** Markdown takes no structure from a numeric entity. `_` is one as well: `<code>_a_</code>` would be emphasis. */
const entities = (text: string, unsafe = /[^A-Za-z0-9 /-]/gu): string =>
  text.replace(unsafe, character => `&#${codePoint(character)};`)

const seen = (text: string): string => text.replace(everyUnseenButTab, escape)

function showCharacterBytes(bytes: string): string {
  if (bytes.length > 1) return showCharacter(Buffer.from(bytes, 'latin1').toString('utf8'))
  return bytes > '\x7f' ? escapeByte(bytes.charCodeAt(0)) : showCharacter(bytes)
}

function showCharacter(character: string): string {
  if (character === '\\') return '\\\\'
  return unseen.test(character) || oddSpace.test(character) ? escape(character) : character
}

const letters: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escape(character: string): string {
  const code = codePoint(character)
  const digits = code.toString(16)
  return (
    letters[character] ??
    (code < 0x80
      ? escapeByte(code)
      : code < 0x10000
        ? `\\u${digits.padStart(4, '0')}`
        : `\\U${digits.padStart(8, '0')}`)
  )
}

/** A character always has one. */
const codePoint = (character: string): number => Number(character.codePointAt(0))

const escapeByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`

/** Joins what is shown; a space at an end is made visible, and neither form of a command is left. */
function inert(shown: string[], limit: number): string {
  const last = shown.length - 1
  const ends = shown.map((part, index) => (part === ' ' && (index === 0 || index === last) ? '\\x20' : part))
  return shorten(ends, limit).replaceAll('##[', '#\\x23[').replace(/^::/, '\\x3a:')
}

/** Takes out the middle, whole characters and whole escapes at a time; the end of a name says more than its start. */
function shorten(parts: readonly string[], limit: number): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  if (length <= limit) return parts.join('')
  const tail = take(parts.toReversed(), Math.ceil((limit - 1) * 0.6))
  const head = take(parts, Math.floor((limit - 1) * 0.4))
  return `${head.join('')}…${tail.toReversed().join('')}`
}

function take(parts: readonly string[], room: number): readonly string[] {
  let length = 0
  const end = parts.findIndex(part => (length += part.length) > room)
  return parts.slice(0, end)
}
