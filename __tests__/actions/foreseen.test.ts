// What is foreseen of a plan is the very entry that is settled, and another one wherever the volume holds something else.

import { expect, test } from '@jest/globals'
import { Foreseen } from '../../src/actions/foreseen.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { linkTo } from '../../src/core/link-step.ts'
import type { Plan } from '../../src/core/plan.ts'

const file = (path: string, mtimeNs = 5n): Entry => ({
  path: pathFromText(path),
  type: 'file',
  mode: 0o644,
  size: 3,
  mtimeNs,
  storedMtimeNs: mtimeNs,
  sha256: 'ab'.repeat(32)
})
const directory = (path: string): Entry => ({
  ...{ path: pathFromText(path), type: 'dir', mode: 0o755 },
  ...{ size: 0, mtimeNs: 1n, storedMtimeNs: 1n }
})

const [linked, copied, twin] = [file('linked'), file('copied', 7n), file('twin', 8n)]
const stored = file('linked', 2n)
const none: Plan = {
  ...{ directories: [], links: [], copies: [], twins: [], symlinks: [] },
  difference: { filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 }
}
const plan: Plan = {
  ...none,
  directories: [directory('.'), directory('d')],
  links: [{ entry: linked, step: linkTo(linked.path, { series: 's', id: 'one' }, stored) }],
  copies: [{ entry: copied, cause: 'new' }],
  twins: [{ entry: twin, of: copied.path, cause: 'new' }]
}

test('a link has the time that was stored first, a twin that of the copy, and the top is left out', () => {
  const foreseen = Foreseen.of(plan)
  expect(foreseen?.entries).toEqual([
    directory('d'),
    copied,
    { ...linked, storedMtimeNs: 2n },
    { ...twin, storedMtimeNs: 7n }
  ])
  expect(foreseen?.linked(linked, 2n, 0o644)).toBe(foreseen?.entries[2])
  expect(foreseen?.linked(twin, 7n, 0o644)).toBe(foreseen?.entries[3])
})

test.each<[string, Entry, bigint, number, Partial<Entry>]>([
  ['a coarser time', twin, 0n, 0o644, { storedMtimeNs: 0n }],
  ['another mode', linked, 2n, 0o600, { storedMtimeNs: 2n, mode: 0o600, sourceMode: 0o644 }],
  ['other bytes in the source', { ...linked, sha256: 'cd'.repeat(32) }, 2n, 0o644, { sha256: 'cd'.repeat(32) }],
  ['another time in the source', { ...linked, mtimeNs: 9n }, 2n, 0o644, { mtimeNs: 9n }],
  ['no such path', file('elsewhere'), 2n, 0o644, { storedMtimeNs: 2n }]
])('%s makes it another entry', (_title, source, storedMtimeNs, mode, expected) => {
  const foreseen = Foreseen.of(plan)
  const entry = foreseen?.linked(source, storedMtimeNs, mode)
  expect(entry).toMatchObject({ path: source.path, ...expected })
  expect(foreseen?.entries.some(one => one === entry)).toBe(false)
})

test('of very many entries nothing is foreseen, which would lie in memory beside the plan', () => {
  const copies = Array.from({ length: 100_000 }, () => ({ entry: copied, cause: 'new' as const }))
  expect(Foreseen.of({ ...none, copies })).toBeDefined()
  expect(Foreseen.of({ ...none, copies, symlinks: [copied] })).toBeUndefined()
})
