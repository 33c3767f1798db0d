// A large tree held against its manifest piece by piece: nothing is forgotten between the pieces, and all of it is read.

import { expect, test } from '@jest/globals'
import { checkTree } from '../../src/actions/verify-tree.ts'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import type { Stored, StoredTree } from '../../src/ports/tree.ts'
import { dirOf, fileOf, path } from '../core/entries.ts'

const directories = 40
const perDirectory = 2000

const names = (directory: number): string[] => Array.from({ length: perDirectory }, (_, at) => `d${directory}/f${at}`)

const entries: Entry[] = [
  dirOf('.'),
  ...Array.from({ length: directories }, (_, directory) => [
    dirOf(`d${directory}`),
    ...names(directory).map(name => fileOf(name, name))
  ]).flat()
]

/** As stored, but for what is named. */
function treeWith(wrong: { missing: string; rotten: string; extra: string }): {
  tree: StoredTree
  read: string[]
  most: number[]
} {
  const byPath = new Map(entries.map(entry => [entry.path, entry]))
  const read: string[] = []
  const most: number[] = []
  let reading = 0
  const look = (paths: readonly BytePath[]): Promise<(Stored | undefined)[]> =>
    Promise.resolve(
      paths.map((one, index): Stored | undefined => {
        const entry = byPath.get(one)
        if (entry === undefined || one === wrong.missing) return undefined
        const { type, mode, size, storedMtimeNs } = entry
        return { type, mode, uid: 0, gid: 0, size, mtimeNs: storedMtimeNs, ino: BigInt(index), links: 1, allocated: 0 }
      })
    )
  const list = (asked: readonly BytePath[]): Promise<BytePath[][]> => {
    const inTop = Array.from({ length: directories }, (_, directory) => `d${directory}`)
    return Promise.resolve(
      asked.map(one => {
        const all = one === '.' ? inTop : names(Number(one.slice(1))).map(name => name.slice(one.length + 1))
        const prefix = one === '.' ? '' : `${one}/`
        const kept = all.filter(name => prefix + name !== wrong.missing)
        return [...kept, ...(wrong.extra.startsWith(`${one}/`) ? [wrong.extra.slice(one.length + 1)] : [])].map(path)
      })
    )
  }
  const reread: StoredTree['reread'] = async (files, onRead) => {
    most.push(++reading)
    await new Promise(resolve => setImmediate(resolve))
    reading--
    read.push(...files.map(file => file.path))
    onRead?.(files.length, 0)
    return files.map(file => (file.path === wrong.rotten ? 'f'.repeat(64) : byPath.get(file.path)?.sha256))
  }
  const unused = (): never => {
    throw new Error('not asked for here')
  }
  return { tree: { path: '/t', look, list, reread, inspect: unused, hash: unused, names: unused }, read, most }
}

test('every path is looked at once and every file read once, a few pieces at a time', async () => {
  const { tree, read, most } = treeWith({ missing: 'd7/f77', rotten: 'd39/f399', extra: 'd20/more' })
  let looked = 0
  const whole: string[] = []
  const findings = await checkTree({
    tree,
    entries,
    wants: () => true,
    onLooked: batch => (looked += batch.length),
    onRead: () => undefined,
    onWhole: ({ entry }) => whole.push(entry.path)
  })
  expect(findings.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual([
    'content d39/f399',
    'extra d20/more',
    'missing d7/f77'
  ])
  expect(looked).toBe(entries.length)
  expect(new Set(read).size).toBe(directories * perDirectory - 1)
  expect(read).toHaveLength(directories * perDirectory - 1)
  expect(whole).toHaveLength(directories * perDirectory - 2)
  expect(Math.max(...most)).toBeLessThanOrEqual(4)
})

test('what fails in one piece fails the whole, and no other piece fails unheard', async () => {
  const { tree } = treeWith({ missing: '', rotten: '', extra: '' })
  let calls = 0
  const failing: StoredTree = {
    ...tree,
    reread: () => Promise.reject(new Error('reading failed')),
    look: paths => (++calls > 2 ? Promise.reject(new Error('looking failed')) : tree.look(paths))
  }
  const nothing = (): undefined => undefined
  const check = { entries, wants: () => true, onLooked: nothing, onRead: nothing, onWhole: nothing }
  await expect(checkTree({ ...check, tree: failing })).rejects.toThrow('looking failed')
  await expect(
    checkTree({ ...check, tree: { ...tree, reread: () => Promise.reject(new Error('reading failed')) } })
  ).rejects.toThrow('reading failed')
})
