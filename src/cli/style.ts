// Colours and weights for a terminal, or none: who wants them is decided once, for each stream.

import { styleText } from 'node:util'

export interface Style {
  bold: (text: string) => string
  dim: (text: string) => string
  red: (text: string) => string
  yellow: (text: string) => string
  green: (text: string) => string
}

/** https://no-color.org and https://force-color.org; of both, the one that asks for less. */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force, TERM: term } = env
  if (no !== '') return false
  if (force !== undefined) return force !== '0' && force !== 'false'
  return isTerminal && term !== 'dumb'
}

export function styleFor(isColoured: boolean): Style {
  // Whether the stream takes colours was judged before; left to itself, styleText asks standard output.
  const paint =
    (format: 'bold' | 'dim' | 'red' | 'yellow' | 'green') =>
    (text: string): string =>
      isColoured ? styleText(format, text, { validateStream: false }) : text
  return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), yellow: paint('yellow'), green: paint('green') }
}
