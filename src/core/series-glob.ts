// Which series a name with wildcards means. Only what is listed below is special: what matches is pruned, so nothing may match by surprise.

/** Whether a text that names no series could mean several. */
export const hasWildcards = (text: string): boolean => /[*?[{]/.test(text)

/**
 * The names that a pattern matches, in their order. `*` any characters of one part of a name, `**` as a whole part any
 * number of parts (at the end at least one: `a/**` is what lies below `a`, not `a`), `?` one character, `[a-z]` and
 * `[!a-z]` one character of a set or outside of it, `{a,b}` either. Every other character, also a bracket or brace
 * without its other half, stands for itself; `[*]` is a star. (Common glob libraries know more: quotes, `+(…)`, `{1..3}`.
 * All those characters may stand in the name of a branch, and so of a series.)
 */
export function matchSeries(pattern: string, names: readonly string[]): readonly string[] {
  const expression = new RegExp(`^(?:${translate(pattern, true, true)})$`, 'u')
  return names.filter(name => expression.test(name))
}

/** `before`, `after`: whether a part of the name begins where this piece of the pattern begins, and ends where it ends. */
function translate(piece: string, before: boolean, after: boolean): string {
  let out = ''
  for (let at = 0; at < piece.length;) {
    const rest = piece.slice(at)
    const isStart = at === 0 ? before : piece[at - 1] === '/'
    const isEnd = (end: number): boolean => (end === piece.length ? after : piece[end] === '/')
    const stars = /^\*+/.exec(rest)?.[0].length ?? 0
    const choice = alternatives(rest)
    const set = characterSet(rest)
    if (stars === 2 && isStart && isEnd(at + 2)) {
      const isLast = at + 2 === piece.length
      out += isLast ? '.+' : '(?:[^/]+/)*'
      at += isLast ? 2 : 3
    } else if (stars > 0) {
      out += '[^/]*'
      at += stars
    } else if (rest.startsWith('?')) {
      out += '[^/]'
      at++
    } else if (choice !== undefined) {
      const end = at + choice.length
      out += `(?:${choice.items.map(item => translate(item, isStart, isEnd(end))).join('|')})`
      at = end
    } else if (set !== undefined) {
      out += set.expression
      at += set.length
    } else {
      out += escaped(rest.charAt(0))
      at++
    }
  }
  return out
}

interface Choice {
  readonly items: readonly string[]
  /** With its braces. */
  readonly length: number
}

/** `{a,{b,c}}` at the start of a text; undefined when there is no such thing, or nothing to choose from. */
function alternatives(text: string): Choice | undefined {
  if (!text.startsWith('{')) return undefined
  const items: string[] = []
  let depth = 0
  let from = 1
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{') depth++
    else if (character === ',' && depth === 1) {
      items.push(text.slice(from, at))
      from = at + 1
    } else if (character === '}' && --depth === 0) {
      return items.length === 0 ? undefined : { items: [...items, text.slice(from, at)], length: at + 1 }
    }
  }
  return undefined
}

/** `[a-z]` at the start of a text. A set has no slash: that is between the parts, and no set reaches over it. */
function characterSet(text: string): { readonly expression: string; readonly length: number } | undefined {
  const [whole, negation = '', inside = ''] = /^\[(!?)(\]?[^\]/]*)\]/u.exec(text) ?? []
  if (whole === undefined || inside === '') return undefined
  const members = Array.from(inside.matchAll(/(.)-(.)|./gsu), ([one, from, to]) => {
    if (from === undefined || to === undefined) return member(one)
    return codePoint(from) <= codePoint(to) ? `${member(from)}-${member(to)}` : Array.from(one, member).join('')
  })
  return { expression: `[${negation === '' ? '' : '^/'}${members.join('')}]`, length: whole.length }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, character => `\\${character}`)

/** In a set a dash would be a range; outside of one it must not be escaped. */
const member = (text: string): string => (text === '-' ? '\\-' : escaped(text))

const codePoint = (text: string): number => Number(text.codePointAt(0))
