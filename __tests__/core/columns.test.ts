// What is kept in columns is what was given, entry for entry, whatever it is and however much of it there is.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ContentTable } from '../../src/core/content-table.ts'
import { contentKey } from '../../src/core/content-key.ts'
import { causes } from '../../src/core/cause.ts'
import type { Entry } from '../../src/core/entry.ts'
import { EntryTable } from '../../src/core/entry-table.ts'
import { InodeSet } from '../../src/core/inode-set.ts'
import { linkTo, type TreeRef } from '../../src/core/link-step.ts'
import { LazyList, type List } from '../../src/core/list.ts'
import { PlannedLinks } from '../../src/core/planned-links.ts'
import type { Settled } from '../../src/core/settled.ts'
import { SettledList } from '../../src/core/settled-list.ts'
import { plainEntries } from '../support/plain-entries.ts'
import { dirOf, fileOf, linkOf, path } from './entries.ts'

/** More than one part of any of them holds. */
const many = 4096 * 2 + 7

const ns = fc.oneof(
  fc.bigInt(0n, 2n ** 62n),
  fc.bigInt(-(2n ** 80n), 2n ** 80n),
  fc.constantFrom(2n ** 63n, -(2n ** 63n))
)
const owner = fc.option(
  // Such as a directory service gives: many of one, whose others are near each other.
  fc.record({ uid: fc.constantFrom(0, 3_000_000, 1_000_660_000, 4_294_967_294), gid: fc.nat(300) }),
  { nil: undefined }
)
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    kind: fc.constantFrom('file', 'dir', 'link', 'unknown content'),
    name: fc.oneof(
      fc.stringMatching(/^[a-z]{1,9}$/),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constant('l'.repeat(4000))
    ),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    sourceMode: fc.option(fc.integer({ min: 0, max: 0o7777 }), { nil: undefined, freq: 5 }),
    size: fc.oneof(fc.nat(), fc.maxSafeNat()),
    mtimeNs: ns,
    storedMtimeNs: ns,
    owner,
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/)
  })
  .map(({ kind, name, size, sha256, sourceMode, owner: who, ...others }) => {
    const bytes = path(Buffer.from(name).toString('latin1'))
    const more = {
      ...(sourceMode !== undefined && { sourceMode }),
      ...(who !== undefined && { owner: who }),
      ...others
    }
    if (kind === 'dir') return { ...dirOf(''), path: bytes, ...more }
    if (kind === 'link') return { ...linkOf('', 'a target'), path: bytes, ...more }
    const file = { ...dirOf(''), type: 'file' as const, path: bytes, size, ...more }
    return kind === 'file' ? { ...file, sha256 } : file
  })

function expectSameList<T>(list: List<T>, given: readonly T[], plain: (items: Iterable<T>) => T[] = Array.from): void {
  expect(list.length).toBe(given.length)
  expect(plain(list)).toEqual(given)
  const at = (index: number): T[] => [list.at(index)].flatMap(item => (item === undefined ? [] : plain([item])))
  expect(at(-1)).toEqual(given.slice(-1))
  expect(at(0)).toEqual(given.slice(0, 1))
  expect([list.at(given.length), list.at(-given.length - 1)]).toEqual([undefined, undefined])
}

describe('EntryTable', () => {
  const tableOf = (entries: readonly Entry[]): EntryTable => {
    const table = new EntryTable()
    for (const entry of entries) table.push(entry)
    return table
  }

  test('gives back whatever it was given', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), entries => {
        expectSameList(tableOf(entries), entries, plainEntries)
      }),
      { numRuns: 500 }
    )
  })

  test('of many', () => {
    const entries = Array.from({ length: many }, (_, at) => fileOf(`file ${at}`, String(at), { size: at }))
    const table = tableOf(entries)
    expectSameList(table, entries, plainEntries)
    expect([4095, 4096, 8191, 8192].map(at => table.at(at)?.path)).toEqual(
      ['file 4095', 'file 4096', 'file 8191', 'file 8192'].map(name => path(name))
    )
  })

  test('takes a digest in the place of its text', () => {
    const whole = fileOf('a', 'x')
    const { sha256 = '', ...bare } = whole
    const table = new EntryTable()
    table.push(bare, Buffer.from(sha256, 'hex'))
    // What the columns do not hold has its text then.
    table.push({ ...bare, mtimeNs: 2n ** 70n }, Buffer.from(sha256, 'hex'))
    expect(plainEntries(table)).toEqual([whole, { ...whole, mtimeNs: 2n ** 70n }])
  })
})

test('PlannedLinks give the steps that the entries of a base make', () => {
  const trees = [{ series: 's', id: '1' }, { series: 'other', id: '2' }, 'self'] as const satisfies readonly TreeRef[]
  const link = fc.record({
    entry: anyEntry,
    stored: anyEntry,
    tree: fc.constantFrom(...trees),
    isSame: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(link), given => {
      const links = new PlannedLinks()
      const expected = given.map(({ entry, stored, tree, isSame }) => {
        // As a plan finds it: what the file itself was, with another time.
        const held = isSame ? { ...entry, storedMtimeNs: stored.storedMtimeNs } : stored
        links.push(entry, tree, held)
        return { entry, step: linkTo(entry.path, tree, held) }
      })
      expectSameList(links, expected)
    }),
    { numRuns: 500 }
  )
})

describe('SettledList', () => {
  const inode = fc.oneof(fc.bigInt(1n, 2n ** 32n), fc.constantFrom(0n, -1n, 2n ** 63n, 2n ** 64n - 1n))
  const entry = fc.constantFrom(fileOf('a', 'x'), dirOf('d'), linkOf('l', 't'))
  const anySettled: fc.Arbitrary<Settled> = fc.oneof(
    fc.record({ entry, how: fc.constant('made' as const) }),
    fc.record({ entry, how: fc.constant('copied' as const), cause: fc.constantFrom(...causes) }),
    fc.record(
      { entry, how: fc.constant('copied' as const), cause: fc.constantFrom(...causes), written: fc.nat() },
      { requiredKeys: ['entry', 'how'] }
    ),
    fc.record(
      {
        entry,
        how: fc.constant('linked' as const),
        ino: inode,
        fromSeries: fc.constantFrom('s', 'other'),
        allocated: fc.nat(),
        links: fc.oneof(fc.nat(), fc.constant(2 ** 40))
      },
      { requiredKeys: ['entry', 'how'] }
    )
  )

  test('tells of each path what it was told', () => {
    fc.assert(
      fc.property(fc.array(anySettled), given => {
        const list = new SettledList()
        for (const item of given) list.push(item)
        expectSameList(list, given)
      }),
      { numRuns: 1000 }
    )
  })

  test('of many', () => {
    const given = Array.from({ length: many }, (_, at): Settled => {
      const linked = { entry: fileOf(`f${at}`, 'x'), how: 'linked', ino: BigInt(at + 1), fromSeries: 's' } as const
      return at % 3 === 0 ? { entry: dirOf(`d${at}`), how: 'made' } : { ...linked, allocated: at * 4096, links: at }
    })
    const list = new SettledList()
    for (const item of given) list.push(item)
    expectSameList(list, given)
  })
})

test('an InodeSet is a set', () => {
  const inode = fc.oneof(fc.bigInt(0n, 40n), fc.bigInt(0n, 2n ** 63n - 1n), fc.constantFrom(0n, 2n ** 32n, 2n ** 33n))
  fc.assert(
    fc.property(fc.array(inode, { maxLength: 3000, size: 'max' }), inodes => {
      const [ours, theirs] = [new InodeSet(), new Set<bigint>()]
      for (const ino of inodes) {
        const isNew = !theirs.has(ino)
        theirs.add(ino)
        expect(ours.add(ino)).toBe(isNew)
      }
    })
  )
  const following = new InodeSet()
  for (let ino = 1n; ino <= 100_000n; ino++) if (!following.add(ino)) throw new Error(`${ino} was never given`)
  for (let ino = 1n; ino <= 100_000n; ino++) if (following.add(ino)) throw new Error(`${ino} was given`)
})

describe('ContentTable', () => {
  test('finds the first of each content, mode and owner', () => {
    const file = fc
      .record({ content: fc.constantFrom('', 'a', 'b', 'c'), mode: fc.constantFrom(0o644, 0o755), owner })
      .map(({ content, mode, owner: who }) => fileOf('f', content, { mode, ...(who !== undefined && { owner: who }) }))
    fc.assert(
      fc.property(fc.array(file), files => {
        const table = new ContentTable()
        const first = new Map<string, Entry>()
        for (const entry of files) {
          const key = contentKey(entry)
          if (key !== undefined && !first.has(key)) first.set(key, entry)
          expect(table.firstLike(entry)).toBe(key === undefined ? entry : first.get(key))
        }
      })
    )
  })

  test('of many, also where the digests begin alike', () => {
    const start = (at: number): string => (at % 2 === 0 ? 'ffffffff' : at.toString(16).padStart(8, '0'))
    const files = Array.from({ length: 3000 }, (_, at) =>
      fileOf(`f${at}`, 'x', { sha256: start(at) + at.toString(16).padStart(56, '0') })
    )
    const table = new ContentTable()
    for (const file of files) expect(table.firstLike(file)).toBe(file)
    for (const file of files) expect(table.firstLike({ ...file, path: path('another') })).toBe(file)
  })
})

test('a LazyList makes what it is asked for', () => {
  const numbers = [0, 1, 4, 9]
  expectSameList(new LazyList(4, index => index * index), numbers)
  expectSameList(new LazyList(0, index => index), [])
})
