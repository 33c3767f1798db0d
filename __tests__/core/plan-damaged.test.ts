// Nothing is ever linked to a file that is known to be damaged: by content and by times, in cases and in general.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { BytePath } from '../../src/core/byte-path.ts'
import { type Base, planByContent } from '../../src/core/plan.ts'
import { planByTimes } from '../../src/core/plan-quick.ts'
import { anyEntries, baseOf, fileOf, linkOf } from './entries.ts'

const damaged = (base: Base, ...paths: readonly string[]): Base => ({ ...base, damaged: new Set(paths as BytePath[]) })

describe('by content', () => {
  const told = (base: Base, ...others: readonly Base[]): string[] => {
    const source = [fileOf('a', 'x'), fileOf('new', 'n')]
    const { links, copies } = planByContent(source, [base, ...others])
    return [
      ...Array.from(
        links,
        ({ entry, step }) => `${entry.path} < ${step.tree === 'self' ? 'self' : step.tree.id}:${step.from}`
      ),
      ...copies.map(({ entry, cause }) => `${entry.path} ${cause}`)
    ]
  }

  test.each<[string, string[], string[]]>([
    ['the same path', told(damaged(baseOf('1', fileOf('a', 'x')), 'a')), ['a damaged', 'new new']],
    ['another path of that content', told(damaged(baseOf('1', fileOf('b', 'x')), 'b')), ['a damaged', 'new new']],
    [
      'a whole copy beside it',
      told(damaged(baseOf('1', fileOf('a', 'x'), fileOf('b', 'x')), 'a')),
      ['a < 1:b', 'new new']
    ],
    ['both copies', told(damaged(baseOf('1', fileOf('a', 'x'), fileOf('b', 'x')), 'a', 'b')), ['a damaged', 'new new']],
    [
      'a whole copy in another base',
      told(damaged(baseOf('1', fileOf('a', 'x')), 'a'), baseOf('2', fileOf('a', 'x'))),
      ['a < 2:a', 'new new']
    ],
    ['another version', told(damaged(baseOf('1', fileOf('a', 'y')), 'a')), ['a content', 'new new']],
    ['an empty base', told(damaged(baseOf('1'), 'a')), ['a new', 'new new']]
  ])('%s', (_, plan, expected) => {
    expect(plan).toEqual(expected)
  })

  test('an empty file, of which no copy is looked for', () => {
    const base = damaged(baseOf('1', fileOf('a', ''), fileOf('b', '')), 'a')
    expect(planByContent([fileOf('a', '')], [base]).copies).toMatchObject([{ cause: 'damaged' }])
  })

  test('a symlink of that path is linked', () => {
    const base = damaged(baseOf('1', linkOf('a', 'x')), 'b')
    expect(planByContent([linkOf('a', 'x')], [base]).links).toHaveLength(1)
  })
})

describe('whatever the trees are', () => {
  const damagedTree = fc.tuple(anyEntries, fc.array(fc.nat(7))).map(([entries, picked]): Base => {
    const files = entries.filter(({ type }) => type === 'file')
    return { ...baseOf('1', ...entries), damaged: new Set(picked.flatMap(at => files[at]?.path ?? [])) }
  })

  test('no link leads to a damaged file, everything is planned, and what changed is counted the same', () => {
    fc.assert(
      fc.property(anyEntries, damagedTree, (source, base) => {
        const plan = planByContent(source, [base])
        for (const { step } of plan.links) expect(base.damaged?.has(step.from)).toBe(false)
        const { links, copies, twins, symlinks, directories } = plan
        expect([links, copies, twins, symlinks, directories].reduce((sum, list) => sum + list.length, 0)).toBe(
          source.length
        )
        const { series, id, entries } = base
        expect(plan.difference).toEqual(planByContent(source, [{ series, id, entries }]).difference)
      })
    )
  })

  test('nor is one expected of rsync, by times', () => {
    fc.assert(
      fc.property(anyEntries, damagedTree, (source, base) => {
        const plan = planByTimes(source, [base])
        for (const { entry } of plan.expected) expect(base.damaged?.has(entry.path)).toBe(false)
        for (const { entry, before } of plan.fresh)
          expect(base.damaged?.has(before.path)).toBe(entry.path === before.path)
        // What rsync may compare with the base differs from any damaged file there.
        for (const entry of plan.rest) {
          const there = [...base.entries].find(({ path }) => path === entry.path && base.damaged?.has(path))
          if (there?.type === 'file')
            expect([there.size, there.storedMtimeNs, there.mode, there.owner]).not.toEqual([
              entry.size,
              entry.mtimeNs,
              entry.mode,
              entry.owner
            ])
        }
      })
    )
  })
})
