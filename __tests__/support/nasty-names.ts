// Names that somebody may give a file, a branch, a series or a tag to harm whoever shows, matches, stores or obeys them.

import fc from 'fast-check'
import { type BytePath, pathFromBytes, pathFromText } from '../../src/core/byte-path.ts'

/** As texts; those that are no UTF-8 are in `nastyBytes`. */
export const nastyNames: readonly string[] = [
  // led elsewhere
  ...[
    '.',
    '..',
    '../x',
    'a/../../x',
    '/abs',
    '//',
    'a//b',
    'a/./b',
    '~',
    '~root',
    'latest',
    '.snapshots',
    '.git',
    '-',
    '--'
  ],
  ...[
    '.snapshot-volume.json',
    '.snapshot-restore',
    '2026-11-20T08-49-01Z',
    '2026-11-20T08-49-01Z-2',
    'con',
    'NUL',
    'a\\..\\b'
  ],
  // options of programs, and words of shells
  ...[
    '-rf',
    '--inplace',
    '--rsync-path=sh',
    '-exec',
    '@file',
    '$(id)',
    '`id`',
    '${HOME}',
    '$IFS',
    ';id',
    '|id',
    '&&id',
    '>x',
    "'",
    '"'
  ],
  ...[
    '$(touch${IFS}pwned)',
    '"; touch pwned; "',
    "' || touch pwned || '",
    '!!',
    '*',
    '?',
    '[a-z]',
    '{a,b}',
    '**',
    '**/..',
    '!(x)'
  ],
  // the runner's commands
  ...[
    '::error::x',
    ' ::error::x',
    '\u200b::error::x',
    '\ufeff::set-output name=a::b',
    '::stop-commands::x',
    '::add-mask::a',
    'a::error::b'
  ],
  ...[
    '##[error]x',
    'x##[group]y',
    '##[add-mask]a',
    '##[command]',
    '#\u200b#[error]x',
    '::group::',
    '::endgroup::',
    '::save-state name=a::b'
  ],
  // ends of lines and of heredocs
  ...[
    'a\nb',
    'a\r\nb',
    'a\rb',
    'a\u2028b',
    'a\u0085b',
    'EOF',
    'ghadelimiter_00000000-0000-0000-0000-000000000000',
    'x<<EOF',
    'snapshot=x',
    '\n::error::x'
  ],
  // Markdown and HTML
  ...[
    '|',
    '`',
    '```',
    '~~~',
    '<b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</code>',
    '</details>',
    '&lt;',
    '&#124;'
  ],
  ...[
    '@octocat',
    '#1',
    'GH-1',
    'octo/app#1',
    '[x](javascript:alert(1))',
    '![x](https://e.example/x.png)',
    'https://e.example',
    'www.e.example'
  ],
  ...[
    ':tada:',
    '- [ ] x',
    '1. x',
    '# x',
    '> x',
    '---',
    '***',
    '__x__',
    '~~x~~',
    '$$x$$',
    '<!-- x -->',
    '[^1]',
    '\\|',
    '| a | b |'
  ],
  // what is not seen, or turns what is
  ...[
    '\u202etxt.exe',
    '\u2066x\u2069',
    'a\u00adb',
    'a\u200db',
    '\ufeff',
    '\u00a0',
    ' ',
    '  x  ',
    '\t',
    'a\u0301',
    '\u00e1',
    '\u{e0001}x',
    '\ud800',
    '\ue000'
  ],
  ...[
    '\x1b[2J',
    '\x1b]0;x\x07',
    '\x1b]8;;https://e.example\x07x\x1b]8;;\x07',
    '\x07',
    '\b\b\b',
    '\x7f',
    '\x9b31m',
    '\x00',
    '\u{1f4a9}',
    '\u0430dmin',
    '\u212a'
  ],
  // objects of JavaScript, numbers, and much of it
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'NaN',
    '1e309',
    '-0',
    '0x10',
    '9007199254740993',
    '%s',
    '%00',
    '%2e%2e%2f'
  ],
  ...[
    'n'.repeat(255),
    'n'.repeat(256),
    'n'.repeat(5000),
    '\u00e9'.repeat(128),
    'a/'.repeat(600),
    '['.repeat(300),
    '('.repeat(300),
    '{a,'.repeat(100)
  ]
]

const nastyBytes: readonly BytePath[] = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0x80, 0x2f, 0x81],
  [0xf5, 0x3a, 0x3a],
  [0xe2, 0x80]
].map(bytes => pathFromBytes(Uint8Array.from(bytes)))

/** One of them, several one after the other, or anything at all. */
export const anyNastyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nastyNames),
  fc.array(fc.constantFrom(...nastyNames), { minLength: 2, maxLength: 4 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 })
)

export const anyNastyPath: fc.Arbitrary<BytePath> = fc.oneof(
  anyNastyName.map(pathFromText),
  fc.constantFrom(...nastyBytes),
  fc.uint8Array({ minLength: 1, maxLength: 60 }).map(pathFromBytes)
)
