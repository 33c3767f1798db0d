// Names and link targets as mtree(5) writes them: printable text in which every doubtful byte is an octal escape.

import type { BytePath } from '../byte-path.ts'

/**
 * Everything outside this set is written as `\ooo`. `=` is among it because libarchive writes it so, `#` because a line
 * may start with one; `*`, `?` and `[` because they look like patterns, though mtree takes even escaped ones for patterns
 * (see document-order.ts).
 */
const unsafe = /[^A-Za-z0-9._\-/+,@:%~]/
const everyUnsafe = new RegExp(unsafe, 'g')

const octal: readonly string[] = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`)

/** The bytes as one word of ASCII without spaces. */
export function escapeBytes(bytes: BytePath): string {
  if (!unsafe.test(bytes)) return bytes
  return bytes.replace(everyUnsafe, byte => {
    const escaped = octal[byte.charCodeAt(0)]
    if (escaped === undefined)
      throw new RangeError('a path holds a character that is no byte: read it with pathFromText')
    return escaped
  })
}

/** vis(3): `\M-x` sets the high bit of x, `\^x` is a control character, `\M^x` both; the rest as in C, `\s` a space. */
const escape = /\\(?:[0-3][0-7]{2}|M?\^[?-_]|M-[!-~]|[\\#abfnrstv])/y
const letters = '\\#abfnrstv'
const lettersMean = '\\#\x07\b\f\n\r \t\v'

/** The bytes behind a word that this program, bsdtar or `mtree -c` wrote; undefined when it holds anything else. */
export function unescapeBytes(word: string): BytePath | undefined {
  if (/[^!-~]/.test(word)) return undefined
  let slash = word.indexOf('\\')
  if (slash < 0) return word as BytePath
  let bytes = ''
  let from = 0
  for (; slash >= 0; slash = word.indexOf('\\', from)) {
    escape.lastIndex = slash
    const match = escape.exec(word)
    if (match === null) return undefined
    bytes += word.slice(from, slash) + byteOf(match[0])
    from = escape.lastIndex
  }
  return (bytes + word.slice(from)) as BytePath
}

function byteOf(form: string): string {
  const last = form.charCodeAt(form.length - 1)
  switch (form.charAt(1)) {
    case 'M':
      return String.fromCharCode((form.charAt(2) === '^' ? last ^ 0x40 : last) | 0x80)
    case '^':
      return String.fromCharCode(last ^ 0x40)
    case '0':
    case '1':
    case '2':
    case '3':
      return String.fromCharCode(parseInt(form.slice(1), 8))
    default:
      return lettersMean.charAt(letters.indexOf(form.charAt(1)))
  }
}
