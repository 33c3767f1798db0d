// What strangers named is shown whole and obeyed never: the log is read here by the runner's two rules.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { pathBytes, pathFromBytes, pathFromText } from '../../src/core/byte-path.ts'
import { inBackticks, safeLogLine, showName, showsAsItIs, showText } from '../../src/core/display.ts'
import { nastyPath, nastyText } from './display-names.ts'

fc.configureGlobal({ numRuns: 1000 })

/**
 * The runner's two rules, read loosely: it splits lines at CR and LF, trims them, and compares by a language's rules,
 * for which characters without a look are not there.
 */
function runnerFindsACommand(output: string): boolean {
  return output.split(/[\r\n]/).some(line => {
    const compared = line.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    return /^\s*::/u.test(compared) || compared.includes('##[')
  })
}

test.each(['::error::x', ' \t::debug::', 'a\n::error::', '\u00ad::x::', 'x ##[group]y', '#\u200b#[x'])(
  'the runner of these tests finds the command in %j',
  output => {
    expect(runnerFindsACommand(output)).toBe(true)
  }
)

/** Reads C escapes back to the bytes they stand for. */
function bytesShown(shown: string): Uint8Array {
  const parts = shown.match(/\\U[0-9a-f]{8}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|[^\\]/gsu) ?? []
  return Buffer.concat(
    parts.map(part => {
      if (part.startsWith('\\x')) return Buffer.from([parseInt(part.slice(2), 16)])
      if (/^\\u/i.test(part)) return Buffer.from(String.fromCodePoint(parseInt(part.slice(2), 16)))
      if (part.startsWith('\\')) return Buffer.from({ n: '\n', r: '\r', t: '\t' }[part.charAt(1)] ?? part.charAt(1))
      return Buffer.from(part)
    })
  )
}

describe('showName', () => {
  test.each<[string, string, string]>([
    ['a plain name', 'dist/app.js', 'dist/app.js'],
    ['other scripts and emoji', 'größe/日本🎉', 'größe/日本🎉'],
    ['line breaks and tabs', 'a\nb\rc\td', 'a\\nb\\rc\\td'],
    ['an escape sequence', '\x1b[31mred\x07', '\\x1b[31mred\\x07'],
    ['a backslash', 'a\\nb', 'a\\\\nb'],
    ['text turned around', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['zero width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['tag characters', 'a\u{e0041}', 'a\\U000e0041'],
    ['a space that is none', 'a\u00a0b', 'a\\u00a0b'],
    ['spaces at the ends', ' a b ', '\\x20a b\\x20'],
    ['nothing but a space', ' ', '\\x20'],
    ['a command', '::error::x', '\\x3a:error::x'],
    ['an old command', 'x##[group]y', 'x#\\x23[group]y'],
    ['an empty name', '', '']
  ])('%s', (_title, name, shown) => {
    expect(showName(pathFromText(name))).toBe(shown)
  })

  test('bytes that are no UTF-8, among those that are', () => {
    const bytes = [0x61, 0xff, 0xc3, 0xa9, 0xc3, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x8e, 0x89]
    expect(showName(pathFromBytes(new Uint8Array(bytes)))).toBe('a\\xffé\\xc3\\xed\\xa0\\x80🎉')
  })

  test('a long name keeps its start and more of its end', () => {
    const shown = showName(pathFromText(`start/${'x'.repeat(300)}/end.js`))
    expect(shown).toMatch(/^start\/x+…x+\/end\.js$/)
    expect(shown).toHaveLength(120)
    expect(shown.indexOf('…')).toBe(47)
  })

  test('an escape is never cut in two', () => {
    expect(showName(pathFromText('\n'.repeat(100)), 20)).toMatch(/^(?:\\n)+…(?:\\n)+$/)
  })

  test('is never a command, printed alone', () => {
    fc.assert(fc.property(nastyPath, path => !runnerFindsACommand(showName(path))))
  })

  test('spells the bytes of the name', () => {
    fc.assert(
      fc.property(nastyPath, path => {
        expect(Buffer.from(bytesShown(showName(path, Infinity)))).toEqual(pathBytes(path))
      })
    )
  })

  test('has no character that cannot be seen, and a bounded length', () => {
    fc.assert(
      fc.property(nastyPath, path => {
        expect(showName(path)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u)
        expect(showName(path, 60).length).toBeLessThan(100)
      })
    )
  })
})

describe('showText', () => {
  test('shows what showName shows of the same name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(showText(text)).toBe(showName(pathFromText(text)))
      })
    )
  })

  test('half of a surrogate pair', () => {
    expect(showText('a\ud800b')).toBe('a\\ud800b')
  })

  test.each<[string, boolean]>([
    ["/mnt/it's $(fine)`", true],
    ['/mnt/a\u200b', false],
    ['/mnt/a\\b', false],
    ['x##[y', false]
  ])('%j shows as it is: %j', (text, expected) => {
    expect(showsAsItIs(text)).toBe(expected)
  })

  test('in backticks, none of its own is left', () => {
    expect(inBackticks('a`b` c')).toBe('`a\\x60b\\x60 c`')
  })
})

describe('safeLogLine', () => {
  test.each<[string, string, string]>([
    ['plain text with a tab', 'a\tb: 1::2', 'a\tb: 1::2'],
    ['a command', '::error::x', '\\::error::x'],
    ['a command after white space', ' \t\u3000::error::x', ' \t\u3000\\::error::x'],
    ['a command behind what cannot be seen', '\u200b::error::x', '\\u200b::error::x'],
    ['a command with tabs in it', ':\t::error::x', '\\:\t::error::x'],
    ['an old command with tabs in it', 'a #\t#\t[error]x', 'a #\\\t#\t[error]x'],
    ['an old command anywhere', 'a ##[error]x', 'a #\\#[error]x'],
    ['several lines', 'a\r\n::error::x', 'a\\r\\n::error::x'],
    ['colours', '\x1b[1mrsync\x1b[0m', '\\x1b[1mrsync\\x1b[0m'],
    ['backslashes are kept', 'rsync: "a\\#012b"', 'rsync: "a\\#012b"'],
    ['nothing', '', '']
  ])('%s', (_title, line, safe) => {
    expect(safeLogLine(line)).toBe(safe)
  })

  test('is one line without a command, whatever it was', () => {
    fc.assert(
      fc.property(nastyText, text => !runnerFindsACommand(safeLogLine(text))),
      { examples: [[':\t::'], ['#\t#\t[']] }
    )
    fc.assert(fc.property(nastyText, text => !/[\r\n]/.test(safeLogLine(text))))
  })

  test('leaves what is safe already', () => {
    fc.assert(fc.property(nastyText, text => safeLogLine(safeLogLine(text)) === safeLogLine(text)))
    fc.assert(fc.property(nastyPath, path => safeLogLine(showName(path)) === showName(path)))
  })
})
