// What becomes of one file or a few: a table of small cases, each with the plan and the counts a person would expect.

import { describe, expect, test } from '@jest/globals'
import type { Entry } from '../../src/core/entry.ts'
import { contentKey } from '../../src/core/content-key.ts'
import { type Base, planByContent, shareCopies } from '../../src/core/plan.ts'
import { baseOf, dirOf, fileOf, linkOf } from './entries.ts'

/** `a < own:b` is a link, `a new` a copy with its cause, `a = b (new)` a twin, `a ->` a symlink to make, `a/` a directory. */
function told(source: readonly Entry[], bases: readonly Base[]): string[] {
  const { directories, links, copies, twins, symlinks } = planByContent(source, bases)
  return [
    ...directories.map(({ path }) => `${path}/`),
    ...Array.from(
      links,
      ({ entry, step }) => `${entry.path} < ${step.tree === 'self' ? 'self' : step.tree.id}:${step.from}`
    ),
    ...copies.map(({ entry, cause }) => `${entry.path} ${cause}`),
    ...twins.map(({ entry, of, cause }) => `${entry.path} = ${of} (${cause})`),
    ...symlinks.map(({ path }) => `${path} ->`)
  ].sort()
}

/** Added, changed, moved, removed. */
function counted(source: readonly Entry[], bases: readonly Base[]): number[] {
  const { filesAdded, filesChanged, filesMoved, filesRemoved } = planByContent(source, bases).difference
  return [filesAdded, filesChanged, filesMoved, filesRemoved]
}

const owner = (uid: number, gid = 0): Partial<Entry> => ({ owner: { uid, gid } })

type Case = [title: string, base: Entry[], source: Entry[], plan: string[], counts: number[]]

describe('against one base', () => {
  test.each<Case>([
    ['nothing and nothing', [], [], [], [0, 0, 0, 0]],
    ['a new file', [], [fileOf('a', 'x')], ['a new'], [1, 0, 0, 0]],
    ['the same file', [fileOf('a', 'x')], [fileOf('a', 'x')], ['a < own:a'], [0, 0, 0, 0]],
    [
      'the same file with another mtime',
      [fileOf('a', 'x')],
      [fileOf('a', 'x', { mtimeNs: 99n })],
      ['a < own:a'],
      [0, 0, 0, 0]
    ],
    ['other bytes', [fileOf('a', 'x')], [fileOf('a', 'y')], ['a content'], [0, 1, 0, 0]],
    ['other permissions', [fileOf('a', 'x')], [fileOf('a', 'x', { mode: 0o755 })], ['a mode'], [0, 1, 0, 0]],
    ['another owner', [fileOf('a', 'x', owner(1))], [fileOf('a', 'x', owner(2))], ['a owner'], [0, 1, 0, 0]],
    ['another group', [fileOf('a', 'x', owner(1, 1))], [fileOf('a', 'x', owner(1, 2))], ['a owner'], [0, 1, 0, 0]],
    ['owners kept from now on', [fileOf('a', 'x')], [fileOf('a', 'x', owner(0))], ['a owner'], [0, 1, 0, 0]],
    ['a file that is gone', [fileOf('a', 'x')], [], [], [0, 0, 0, 1]],
    ['a file that moved', [fileOf('a', 'x')], [fileOf('b', 'x')], ['b < own:a'], [0, 0, 1, 0]],
    ['a file that moved and was changed', [fileOf('a', 'x')], [fileOf('b', 'y')], ['b new'], [1, 0, 0, 1]],
    [
      'a file that moved and got other permissions',
      [fileOf('a', 'x')],
      [fileOf('b', 'x', { mode: 0o755 })],
      ['b new'],
      [1, 0, 0, 1]
    ],
    [
      'a file that moved, and another took its place',
      [fileOf('a', 'x')],
      [fileOf('a', 'y'), fileOf('b', 'x')],
      ['a content', 'b < own:a'],
      [1, 1, 0, 0]
    ],
    [
      'two files that changed places',
      [fileOf('a', 'x'), fileOf('b', 'y')],
      [fileOf('a', 'y'), fileOf('b', 'x')],
      ['a < own:b', 'b < own:a'],
      [0, 2, 0, 0]
    ],
    [
      'a duplicate of a file that stays',
      [fileOf('a', 'x')],
      [fileOf('a', 'x'), fileOf('b', 'x')],
      ['a < own:a', 'b < own:a'],
      [1, 0, 0, 0]
    ],
    [
      'one file moved to two places: one move, one more',
      [fileOf('a', 'x')],
      [fileOf('b', 'x'), fileOf('c', 'x')],
      ['b < own:a', 'c < own:a'],
      [1, 0, 1, 0]
    ],
    [
      'equal files, all moved: each from a place of its own',
      [fileOf('a', 'x'), fileOf('b', 'x')],
      [fileOf('c', 'x'), fileOf('d', 'x')],
      ['c < own:a', 'd < own:b'],
      [0, 0, 2, 0]
    ],
    [
      'equal files, one of them moved: the move is found although the other comes first',
      [fileOf('a', 'x'), fileOf('b', 'x')],
      [fileOf('a', 'x'), fileOf('c', 'x')],
      ['a < own:a', 'c < own:b'],
      [0, 0, 1, 0]
    ],
    [
      'equal new files: one copy and its twins',
      [],
      [fileOf('a', 'x'), fileOf('b', 'x'), fileOf('c', 'x')],
      ['a new', 'b = a (new)', 'c = a (new)'],
      [3, 0, 0, 0]
    ],
    [
      'equal files, but for permissions: a copy each',
      [],
      [fileOf('a', 'x'), fileOf('b', 'x', { mode: 0o755 })],
      ['a new', 'b new'],
      [2, 0, 0, 0]
    ],
    [
      'a twin keeps its own cause',
      [fileOf('b', 'y')],
      [fileOf('a', 'x'), fileOf('b', 'x')],
      ['a new', 'b = a (content)'],
      [1, 1, 0, 0]
    ],
    ['empty files of one name', [fileOf('a', '')], [fileOf('a', '')], ['a < own:a'], [0, 0, 0, 0]],
    ['empty files of two names', [fileOf('a', '')], [fileOf('b', '')], ['b new'], [1, 0, 0, 1]],
    ['new empty files', [], [fileOf('a', ''), fileOf('b', '')], ['a new', 'b new'], [2, 0, 0, 0]],
    ['directories are made each time', [dirOf('d')], [dirOf('d')], ['d/'], [0, 0, 0, 0]],
    ['a new symlink', [], [linkOf('l', 'a')], ['l ->'], [0, 0, 0, 0]],
    ['the same symlink', [linkOf('l', 'a')], [linkOf('l', 'a')], ['l < own:l'], [0, 0, 0, 0]],
    ['a symlink to something else', [linkOf('l', 'a')], [linkOf('l', 'b')], ['l ->'], [0, 0, 0, 0]],
    ['a symlink of another owner', [linkOf('l', 'a', owner(1))], [linkOf('l', 'a', owner(2))], ['l ->'], [0, 0, 0, 0]],
    ['a symlink that moved is made anew', [linkOf('l', 'a')], [linkOf('m', 'a')], ['m ->'], [0, 0, 0, 0]],
    ['a file where a symlink was', [linkOf('a', 'x')], [fileOf('a', 'x')], ['a new'], [1, 0, 0, 0]],
    ['a symlink where a file was', [fileOf('a', 'x')], [linkOf('a', 'x')], ['a ->'], [0, 0, 0, 1]],
    ['a file where a directory was', [dirOf('a')], [fileOf('a', 'x')], ['a new'], [1, 0, 0, 0]],
    [
      'a directory where a file was, which moved into it',
      [fileOf('a', 'x')],
      [dirOf('a'), fileOf('a/b', 'x')],
      ['a/', 'a/b < own:a'],
      [0, 0, 1, 0]
    ],
    [
      'a directory where a file was, with another one in it',
      [fileOf('a', 'x')],
      [dirOf('a'), fileOf('a/b', 'y')],
      ['a/', 'a/b new'],
      [1, 0, 0, 1]
    ],
    [
      'no content to go by: copied',
      [{ ...dirOf('a'), type: 'file', mode: 0o644 }],
      [{ ...dirOf('a'), type: 'file', mode: 0o644 }],
      ['a content'],
      [0, 1, 0, 0]
    ]
  ])('%s', (_, base, source, plan, counts) => {
    expect(told(source, [baseOf('own', ...base)])).toEqual(plan)
    expect(counted(source, [baseOf('own', ...base)])).toEqual(counts)
  })
})

describe('against several bases', () => {
  const bases = [
    baseOf('own', fileOf('a', 'x'), fileOf('z', 'shared')),
    baseOf('main', fileOf('a', 'y'), fileOf('b', 'only here'), fileOf('z', 'shared'), linkOf('l', 'a'))
  ]

  test.each<[title: string, source: Entry[], plan: string[], counts: number[]]>([
    ['the same path of the first one', [fileOf('z', 'shared')], ['z < own:z'], [0, 0, 0, 1]],
    ['the same path of a later one, against the first it is changed', [fileOf('a', 'y')], ['a < main:a'], [0, 1, 0, 1]],
    ['a path that only a later one has is new here', [fileOf('b', 'only here')], ['b < main:b'], [1, 0, 0, 2]],
    ['a symlink of a later one', [linkOf('l', 'a')], ['l < main:l'], [0, 0, 0, 2]],
    ['content under another path: the first one that has it', [fileOf('n', 'shared')], ['n < own:z'], [0, 0, 1, 1]],
    ['content that only a later one has is no move', [fileOf('n', 'only here')], ['n < main:b'], [1, 0, 0, 2]]
  ])('%s', (_, source, plan, counts) => {
    expect(told(source, bases)).toEqual(plan)
    expect(counted(source, bases)).toEqual(counts)
  })
})

test('a link step carries what the base stored, not what the source has', () => {
  const base = baseOf('own', fileOf('a', 'x', { mtimeNs: 1n, storedMtimeNs: 2n }))
  const [link] = planByContent([fileOf('b', 'x', { mtimeNs: 3n, storedMtimeNs: 3n })], [base]).links
  expect(link?.step).toEqual({
    path: 'b',
    tree: { series: 's', id: 'own' },
    from: 'a',
    size: 1,
    storedMtimeNs: 2n,
    mode: 0o644
  })
})

test.each<[title: string, entry: Entry, key: string | undefined]>([
  ['a file', fileOf('a', 'x', { sha256: 'f00' }), 'f00 420  '],
  ['a file with an owner', fileOf('a', 'x', { sha256: 'f00', ...owner(0, 7) }), 'f00 420 0 7'],
  ['an empty file', fileOf('a', ''), undefined],
  ['a file whose content is not known', { ...fileOf('a', 'x'), type: 'link' as const, sha256: undefined }, undefined],
  ['a directory', dirOf('d'), undefined]
])('what %s must share to share an inode', (_, entry, key) => {
  expect(contentKey(entry)).toBe(key)
})

test('twins keep the order and the causes they came with', () => {
  const wanted = [
    { entry: fileOf('b', 'x'), cause: 'link-limit' as const },
    { entry: fileOf('a', 'x'), cause: 'new' as const },
    { entry: fileOf('c', ''), cause: 'refused' as const }
  ]
  expect(shareCopies(wanted)).toEqual({
    copies: [wanted[0], wanted[2]],
    twins: [{ entry: wanted[1]?.entry, of: 'b', cause: 'new' }]
  })
})
