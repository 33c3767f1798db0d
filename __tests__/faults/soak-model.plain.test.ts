// The soak's model: what it lets pass, and that it sees each way in which a series can be wrong.

import { expect, it } from '@jest/globals'
import { type Deed, type Known, settle } from './soak/model.ts'

const known: readonly Known[] = ['a', 'b', 'c'].map(id => ({ id, tree: `tree of ${id}`, isPinned: id === 'a' }))
const found = (...ids: readonly string[]): { id: string; tree: string }[] =>
  ids.map(id => ({ id, tree: `tree of ${id}` }))
const stores = { tree: 'tree of d', isPinned: false, mayBeSkipped: false }

it.each<[string, { id: string; tree: string }[], Deed, string]>([
  ['nothing was done', found('a', 'b', 'c'), { isDone: true }, 'abc'],
  ['one was stored', found('a', 'b', 'c', 'd'), { stores, isDone: true }, 'abcd'],
  ['one was killed before it stored', found('a', 'b', 'c'), { stores, isDone: false }, 'abc'],
  ['one was killed after it stored', found('a', 'b', 'c', 'd'), { stores, isDone: false }, 'abcd'],
  [
    'an equal one was skipped',
    found('a', 'b', 'c'),
    { stores: { ...stores, mayBeSkipped: true }, isDone: true },
    'abc'
  ],
  ['all but the pinned and the last were pruned', found('a', 'c'), { keepLast: 1, isDone: true }, 'ac'],
  ['a prune was killed', found('a', 'b', 'c'), { keepLast: 1, isDone: false }, 'abc'],
  ['one stayed that is being read', found('a', 'b', 'c'), { keepLast: 1, leftAsRead: ['b'], isDone: true }, 'abc'],
  ['the new one counts among the last', found('a', 'c', 'd'), { stores, keepLast: 2, isDone: true }, 'acd']
])('all is well: %s', (_, there, deed, expected) => {
  expect(
    settle(known, there, deed)
      .map(({ id }) => id)
      .join('')
  ).toBe(expected)
})

it.each<[string, { id: string; tree: string }[], Deed, RegExp]>([
  ['a snapshot is gone', found('a', 'b'), { isDone: true }, /^c should be there/],
  ['a killed run took one', found('a', 'b'), { stores, isDone: false }, /^c should be there/],
  ['the pinned one was pruned', found('c'), { keepLast: 1, isDone: true }, /^a should be there/],
  ['too much was pruned', found('a', 'b'), { keepLast: 1, isDone: false }, /^c should be there/],
  ['nothing was pruned', found('a', 'b', 'c'), { keepLast: 1, isDone: true }, /^b should be gone, and none are/],
  [
    'another than the one that is being read stayed',
    found('a', 'b', 'c', 'd'),
    { stores, keepLast: 1, leftAsRead: ['b'], isDone: true },
    /^c should be gone, and none are/
  ],
  [
    'one is gone that it says it left',
    found('a', 'c'),
    { keepLast: 1, leftAsRead: ['b'], isDone: true },
    /^b should be there, as it says/
  ],
  ['nothing was stored', found('a', 'b', 'c'), { stores, isDone: true }, /nothing was stored/],
  [
    'something else was stored',
    [...found('a', 'b', 'c'), { id: 'd', tree: 'half' }],
    { stores, isDone: false },
    /d is not the build/
  ],
  ['a stranger came', found('a', 'b', 'c', 'x'), { isDone: true }, /^x came to be/],
  ['two were stored', found('a', 'b', 'c', 'd', 'e'), { stores, isDone: true }, /^d, e came to be/],
  ['one was changed', [...found('a', 'b'), { id: 'c', tree: 'other' }], { isDone: true }, /c was changed/]
])('it sees that %s', (_, there, deed, says) => {
  expect(() => settle(known, there, deed)).toThrow(says)
})
