// What is asked of rsync: intent in, the exact arguments out.

import { describe, expect, test } from '@jest/globals'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import { copyArgs, type CopyIntent, listingArgs, type ListingIntent } from '../../src/core/rsync-args.ts'

const listing: ListingIntent = {
  include: [],
  exclude: [],
  secretRules: [],
  oneFileSystem: false,
  extra: [],
  fromList: false,
  root: '/ws/dist',
  emptyDirectory: '/tmp/empty'
}

const copying: CopyIntent = {
  keepOwners: false,
  isSparse: false,
  linkDest: [],
  extra: [],
  root: '/ws/dist',
  destination: '/mnt/backup/s/.snapshots/partial/id'
}

const listed = ['--dry-run', '--recursive', '--links', '-D', '--out-format=%i %n', '--debug=FILTER1']
const listedEnd = ['--', '/ws/dist/', '/tmp/empty/']
const copied = ['--archive', '--no-D']
const copiedEnd = [
  '--no-implied-dirs',
  '--from0',
  '--files-from=-',
  '--',
  '/ws/dist/',
  '/mnt/backup/s/.snapshots/partial/id/'
]

describe('to list the source', () => {
  test.each<[title: string, intent: Partial<ListingIntent>, argv: string[]]>([
    ['one directory, whole', {}, [...listed, ...listedEnd]],
    ['one file system', { oneFileSystem: true }, [...listed, '--one-file-system', ...listedEnd]],
    [
      'rules in the order in which the first match wins',
      { include: ['*.js'], exclude: ['*', '!'], filterFile: '/ws/.rules', secretRules: ['- .env', '- .git/'] },
      [
        ...listed,
        ...['--filter=+ *.js', '--filter=- *', '--filter=- !', '--filter=. /ws/.rules'],
        ...['--filter=- .env', '--filter=- .git/'],
        ...listedEnd
      ]
    ],
    ...(
      [
        ['plain', 'work/_temp', '- /work/_temp/'],
        ['with backslashes, which are themselves', 'a\\b\\', '- /a\\b\\/'],
        ['with wildcards', '*[a]?', '- /\\*\\[a]\\?/'],
        ['with wildcards and backslashes', 'a\\*b', '- /a\\\\\\*b/'],
        ['not ASCII', pathFromText('größe'), '- /größe/']
      ] as const
    ).map(([title, path, rule]): [string, Partial<ListingIntent>, string[]] => [
      `what is never listed, before all rules: ${title}`,
      { neverListed: path as BytePath, include: ['*'] },
      [...listed, `--filter=${rule}`, '--filter=+ *', ...listedEnd]
    ]),
    ['options of rsync-args', { extra: ['--max-size=1G', '-C'] }, [...listed, '--max-size=1G', '-C', ...listedEnd]],
    ['several paths', { fromList: true }, [...listed, '--from0', '--files-from=-', ...listedEnd]],
    ['a root that ends with a slash', { root: '/ws/dist/' }, [...listed, ...listedEnd]],
    ['a root that looks like an option', { root: '-rf' }, [...listed, '--', '-rf/', '/tmp/empty/']]
  ])('%s', (_, intent, argv) => {
    expect(listingArgs({ ...listing, ...intent })).toEqual(argv)
  })
})

describe('to copy', () => {
  const noOwners = ['--no-owner', '--no-group']
  const byPlan = ['--modify-window=-1', '--ignore-times', '--out-format=%i %l']

  test.each<[title: string, intent: Partial<CopyIntent>, argv: string[]]>([
    ['what the plan says', {}, [...copied, ...noOwners, ...byPlan, ...copiedEnd]],
    ['with owners, as numbers', { keepOwners: true }, [...copied, '--numeric-ids', ...byPlan, ...copiedEnd]],
    ['files with holes', { isSparse: true }, [...copied, ...noOwners, '--sparse', ...byPlan, ...copiedEnd]],
    [
      "by rsync's own comparison, to the nanosecond, against several trees",
      { linkDest: ['/mnt/backup/s/1', '/mnt/backup/s/2'] },
      [
        ...copied,
        ...noOwners,
        ...['--modify-window=-1', '--link-dest=/mnt/backup/s/1', '--link-dest=/mnt/backup/s/2', '--out-format=%i %l'],
        ...copiedEnd
      ]
    ],
    [
      'options of rsync-args, where they cannot undo ours',
      { extra: ['--bwlimit=5m', '--fsync'] },
      [...copied, ...noOwners, ...byPlan, '--bwlimit=5m', '--fsync', ...copiedEnd]
    ]
  ])('%s', (_, intent, argv) => {
    expect(copyArgs({ ...copying, ...intent })).toEqual(argv)
  })
})
