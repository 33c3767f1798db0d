// What holds for every plan, whatever the source and its bases are.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Entry, sameOwner } from '../../src/core/entry.ts'
import { contentKey } from '../../src/core/content-key.ts'
import { type Base, planByContent, shareCopies } from '../../src/core/plan.ts'
import { EntryTable } from '../../src/core/entry-table.ts'
import { planByTimes } from '../../src/core/plan-quick.ts'
import { anyBases, anyEntries, baseOf, fileOf } from './entries.ts'

const runs = { numRuns: 1000 }

const holds = (check: (source: Entry[], bases: Base[]) => void): void => {
  fc.assert(fc.property(anyEntries, anyBases, check), runs)
}

const filesOf = (entries: Iterable<Entry>): readonly Entry[] => [...entries].filter(({ type }) => type === 'file')
const paths = (entries: readonly Entry[]): string[] => entries.map(entry => entry.path).sort()
const entriesOf = (list: Iterable<{ readonly entry: Entry }>): Entry[] => Array.from(list, ({ entry }) => entry)
const heldBy = (bases: readonly Base[], id: string, path: string): Entry | undefined =>
  [...(bases.find(base => base.id === id)?.entries ?? [])].find(entry => entry.path === path)

const isSameFile = (a: Entry, b: Entry): boolean =>
  a.type === 'file' && b.type === 'file' && a.sha256 === b.sha256 && a.mode === b.mode && sameOwner(a.owner, b.owner)

function tableOf(entries: Iterable<Entry>): EntryTable {
  const table = new EntryTable()
  for (const entry of entries) table.push(entry)
  return table
}

describe('by content', () => {
  test('every path of the source is in exactly one place', () => {
    holds((source, bases) => {
      const { directories, symlinks, links, copies, twins } = planByContent(source, bases)
      const all = [...directories, ...symlinks, ...[links, copies, twins].flatMap(list => entriesOf(list))]
      expect(paths(all)).toEqual(paths(source))
      expect(directories.every(({ type }) => type === 'dir')).toBe(true)
      expect(symlinks.every(({ type }) => type === 'link')).toBe(true)
      expect(entriesOf(copies).every(({ type }) => type === 'file')).toBe(true)
    })
  })

  test('a link stands for what its base holds: content, mode and owner, or the same target', () => {
    holds((source, bases) => {
      for (const { entry, step } of planByContent(source, bases).links) {
        const tree = step.tree === 'self' ? undefined : step.tree
        const held = heldBy(bases, tree?.id ?? '', step.from)
        if (held === undefined) throw new Error(`nothing is held under ${step.from}`)
        expect(step).toMatchObject({ path: entry.path, size: held.size, storedMtimeNs: held.storedMtimeNs })
        if (entry.type === 'link') expect([step.from, held.target]).toEqual([entry.path, entry.target])
        else expect(isSameFile(entry, held)).toBe(true)
        expect(sameOwner(entry.owner, held.owner)).toBe(true)
      }
    })
  })

  test('whatever the same path of a base holds is linked, from the first that does', () => {
    holds((source, bases) => {
      const { links } = planByContent(source, bases)
      for (const entry of filesOf(source)) {
        const holder = bases.find(base =>
          [...base.entries].some(old => old.path === entry.path && isSameFile(entry, old))
        )
        const step = [...links].find(link => link.entry === entry)?.step
        if (holder !== undefined) expect(step).toMatchObject({ tree: { id: holder.id }, from: entry.path })
      }
    })
  })

  test('no content that a base holds is copied, and an earlier base is preferred', () => {
    holds((source, bases) => {
      const { links, copies, twins } = planByContent(source, bases)
      const holders = (entry: Entry): Base[] =>
        bases.filter(base => [...base.entries].some(old => old.size > 0 && isSameFile(entry, old)))
      for (const { entry } of [...copies, ...twins]) expect(holders(entry)).toEqual([])
      for (const { entry, step } of links) {
        if (step.from !== entry.path) expect(step.tree).toMatchObject({ id: holders(entry)[0]?.id })
      }
    })
  })

  test('an empty file is linked to nothing but the same path', () => {
    holds((source, bases) => {
      const { links, twins } = planByContent(source, bases)
      for (const { entry, step } of links) if (entry.size === 0) expect(step.from).toBe(entry.path)
      expect(entriesOf(twins).filter(({ size }) => size === 0)).toEqual([])
    })
  })

  test('a twin follows a copy of the same content, and no two copies share one', () => {
    holds((source, bases) => {
      const { copies, twins } = planByContent(source, bases)
      const leaders = new Map(entriesOf(copies).map(entry => [entry.path, entry]))
      for (const { entry, of } of twins) {
        const leader = leaders.get(of)
        expect(leader === undefined ? undefined : contentKey(leader)).toBe(contentKey(entry))
      }
      const keys = entriesOf(copies).flatMap(entry => contentKey(entry) ?? [])
      expect(new Set(keys).size).toBe(keys.length)
    })
  })

  test('the counts add up, from the first base to the source', () => {
    holds((source, bases) => {
      const { difference } = planByContent(source, bases)
      const old = filesOf(bases[0]?.entries ?? [])
      const same = filesOf(source).filter(entry => old.some(o => o.path === entry.path && isSameFile(entry, o))).length
      const { filesAdded, filesChanged, filesMoved, filesRemoved } = difference
      expect(filesAdded + filesChanged + filesMoved + same).toBe(filesOf(source).length)
      expect(old.length + filesAdded - filesRemoved).toBe(filesOf(source).length)
      expect(Math.min(filesAdded, filesChanged, filesMoved, filesRemoved)).toBeGreaterThanOrEqual(0)
    })
  })

  test('a file is copied as new only where the first base has no file of that name', () => {
    holds((source, bases) => {
      const { copies, twins } = planByContent(source, bases)
      const old = new Map(filesOf(bases[0]?.entries ?? []).map(entry => [entry.path, entry]))
      for (const { entry, cause } of [...copies, ...twins]) {
        const before = old.get(entry.path)
        const expected =
          before === undefined
            ? 'new'
            : before.sha256 !== entry.sha256
              ? 'content'
              : before.mode !== entry.mode
                ? 'mode'
                : 'owner'
        expect(cause).toBe(expected)
      }
    })
  })

  test('a base that is kept in a table is as good as one of objects', () => {
    const told = (source: Entry[], bases: readonly Base[]): object => {
      const { links, ...plan } = planByContent(source, bases)
      return { ...plan, links: [...links] }
    }
    holds((source, bases) => {
      const tables = bases.map(base => ({ ...base, entries: tableOf(base.entries) }))
      expect(told(source, tables)).toEqual(told(source, bases))
    })
  })

  test('the same tree again: everything is linked where it was, and there is no difference', () => {
    fc.assert(
      fc.property(anyEntries, anyBases, (source, others) => {
        const { links, copies, twins, symlinks, difference } = planByContent(source, [
          baseOf('own', ...source),
          ...others
        ])
        expect([copies, twins, symlinks]).toEqual([[], [], []])
        expect([...links].every(({ entry, step }) => step.from === entry.path)).toBe(true)
        expect(difference).toEqual({ filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 })
      }),
      runs
    )
  })

  test('sharing what is to be copied loses nothing, however often it is done', () => {
    fc.assert(
      fc.property(anyEntries, entries => {
        const wanted = filesOf(entries).map(entry => ({ entry, cause: 'refused' as const }))
        const { copies, twins } = shareCopies(wanted)
        expect(paths(entriesOf([...copies, ...twins]))).toEqual(paths(entriesOf(wanted)))
        expect([...copies, ...twins].every(({ cause }) => cause === 'refused')).toBe(true)
        expect(shareCopies(copies)).toEqual({ copies, twins: [] })
      }),
      runs
    )
  })

  test('a hundred thousand files of one content take no search each', () => {
    const many = (directory: string): Entry[] =>
      Array.from({ length: 100_000 }, (_, at) => fileOf(`${directory}/${at}`, 'one licence for all'))
    const first = planByContent(many('old'), [])
    expect([first.copies.length, first.twins.length]).toEqual([1, 99_999])
    const moved = planByContent(many('new'), [baseOf('own', ...many('old'))])
    expect(moved.difference).toEqual({ filesAdded: 0, filesChanged: 0, filesMoved: 100_000, filesRemoved: 0 })
    const doubled = planByContent([...many('new'), ...many('old')], [baseOf('own', ...many('old'))])
    expect(doubled.difference).toEqual({ filesAdded: 100_000, filesChanged: 0, filesMoved: 0, filesRemoved: 0 })
  })
})

describe('by times', () => {
  test('every path of the source is in exactly one place', () => {
    holds((source, bases) => {
      const { directories, symlinks, expected, rest } = planByTimes(source, bases)
      expect(paths([...directories, ...symlinks, ...entriesOf(expected), ...rest])).toEqual(paths(source))
    })
  })

  test('what is expected to be linked has the size, time, mode and owner of the first base that has them there', () => {
    holds((source, bases) => {
      const isQuickEqual = (a: Entry, b: Entry): boolean =>
        a.path === b.path &&
        a.size === b.size &&
        a.mtimeNs === b.storedMtimeNs &&
        a.mode === b.mode &&
        sameOwner(a.owner, b.owner)
      const { expected, rest } = planByTimes(source, bases)
      const holders = (entry: Entry): Base[] =>
        bases.filter(({ entries }) => filesOf(entries).some(old => isQuickEqual(entry, old)))
      for (const { entry, base, before } of expected) {
        expect(base).toBe(holders(entry)[0])
        expect(base.entries).toContain(before)
        expect(before.path).toBe(entry.path)
      }
      for (const entry of rest) expect(holders(entry)).toEqual([])
    })
  })

  test('the counts add up, from the first base to the source', () => {
    holds((source, bases) => {
      const { filesAdded, filesChanged, filesMoved, filesRemoved } = planByTimes(source, bases).difference
      const old = filesOf(bases[0]?.entries ?? [])
      const kept = filesOf(source).filter(entry => old.some(({ path }) => path === entry.path)).length
      expect(filesMoved).toBe(0)
      expect(filesAdded + kept).toBe(filesOf(source).length)
      expect(filesChanged).toBeLessThanOrEqual(kept)
      expect(old.length + filesAdded - filesRemoved).toBe(filesOf(source).length)
    })
  })

  test('the same tree again: everything is expected to be linked, and there is no difference', () => {
    fc.assert(
      fc.property(anyEntries, source => {
        const { rest, difference } = planByTimes(source, [baseOf('own', ...source)])
        expect(rest).toEqual([])
        expect(difference).toEqual({ filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 })
      }),
      runs
    )
  })

  test('a hundred thousand files take no search each', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => fileOf(String(at), 'one'))
    expect(planByTimes(many, [baseOf('own', ...many)]).expected).toHaveLength(100_000)
  })
})
