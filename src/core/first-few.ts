// The first few of what may be thousands, and how many more there are: a message names enough to start from.

import { formatCount } from './units.ts'

const named = 5

/** For an error: a line of its own for each, indented, every one with its newline in front. */
export function firstAsLines<T>(items: readonly T[], show: (item: T) => string): string {
  const { shown, more } = firstOf(items, show)
  return [...shown, ...(more === undefined ? [] : [`and ${more}`])].map(line => `\n  ${line}`).join('')
}

/** Within a sentence: `a, b, c, d, e and 1,234 more`. */
export function firstInline<T>(items: readonly T[], show: (item: T) => string): string {
  const { shown, more } = firstOf(items, show)
  return shown.join(', ') + (more === undefined ? '' : ` and ${more}`)
}

const firstOf = <T>(items: readonly T[], show: (item: T) => string): { shown: string[]; more: string | undefined } => ({
  shown: items.slice(0, named).map(item => show(item)),
  more: items.length > named ? `${formatCount(items.length - named)} more` : undefined
})
