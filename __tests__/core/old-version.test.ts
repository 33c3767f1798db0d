// Which file a large one is a later version of, and that nothing else ever is.

import { describe, expect, it } from '@jest/globals'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { largeFile, oldVersions } from '../../src/core/old-version.ts'
import type { Base } from '../../src/core/plan.ts'

const file = (path: string, size = largeFile, type: Entry['type'] = 'file'): Entry => ({
  path: path as BytePath,
  type,
  mode: 0o644,
  size,
  mtimeNs: 0n,
  storedMtimeNs: 0n
})
const base = (entries: readonly Entry[], more: Partial<Base> = {}): Base => ({ series: 's', id: 'b', entries, ...more })
const damaged = new Set(['disk.img'] as BytePath[])

describe('the old version of', () => {
  const cases: readonly (readonly [title: string, source: readonly Entry[], bases: readonly Base[], from: string])[] = [
    ['a file of the same path', [file('disk.img')], [base([file('disk.img', largeFile * 2)])], 'b disk.img'],
    ['one below the size', [file('disk.img', largeFile - 1)], [base([file('disk.img')])], ''],
    ['one that was below it', [file('disk.img')], [base([file('disk.img', largeFile - 1)])], ''],
    ['one that was a directory', [file('disk.img')], [base([file('disk.img', largeFile, 'dir')])], ''],
    ['a new one', [file('disk.img')], [base([file('other.img')])], ''],
    ['a first snapshot’s', [file('disk.img')], [], ''],
    ['one that is known to be damaged', [file('disk.img')], [base([file('disk.img')], { damaged })], ''],
    ['a moved one', [file('new/disk.img')], [base([file('old/disk.img')])], 'b old/disk.img'],
    [
      'a moved one, of several: the nearest in size',
      [file('new/disk.img', largeFile * 3)],
      [base([file('a/disk.img'), file('b/disk.img', largeFile * 4), file('c/disk.img', largeFile * 9)])],
      'b b/disk.img'
    ],
    [
      'a copy of one that stays where it was',
      [file('new/disk.img'), file('old/disk.img', 1)],
      [base([file('old/disk.img')])],
      ''
    ],
    [
      'one that only another series has',
      [file('disk.img')],
      [base([file('x')]), base([file('disk.img')], { series: 'main', id: 'm' })],
      'm disk.img'
    ],
    [
      'one that both have: the first base’s',
      [file('disk.img')],
      [base([file('disk.img')]), base([file('disk.img')], { series: 'main', id: 'm' })],
      'b disk.img'
    ]
  ]
  it.each(cases)('%s', (_, source, bases, from) => {
    const found = [...oldVersions(source, bases).values()]
    expect(found.map(({ tree, from }) => `${tree === 'self' ? '' : tree.id} ${from}`).join()).toBe(from)
    for (const { path, size } of found) expect({ path, size }).toEqual({ path: source[0]?.path, size: source[0]?.size })
  })
})
