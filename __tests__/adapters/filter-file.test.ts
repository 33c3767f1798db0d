// `filter-file` on a real disk: what is not a file of rules is refused before anything is listed, and the input is named.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import { localSource } from '../../src/adapters/local-source.ts'
import type { ResolvedSource, Source } from '../../src/ports/source.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { requestFor } from '../support/source-request.ts'

let scratch = ''
let source: Source
const parts = adapterParts()

beforeEach(() => {
  scratch = scratchWith('temp', 'tree')
  source = localSource({ ...parts, tempDir: join(scratch, 'temp'), keepOwners: false })
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const resolve = (filterFile: string): Promise<ResolvedSource> =>
  source.resolve(requestFor(scratch, { path: ['tree'], filterFile: join(scratch, filterFile) }))

it.each<[string, (path: string) => unknown, RegExp]>([
  ['is not there', () => undefined, /^One input is wrong:\n {2}- filter-file: ".*rules" does not exist/],
  [
    'is a directory',
    path => mkdirSync(path, { recursive: true }),
    /filter-file: ".*rules" is a directory: name a file/
  ],
  ['is a symlink to a directory', link('tree'), /filter-file: ".*rules" is a directory/],
  ['is a symlink to nothing', link('nowhere'), /filter-file: ".*rules" does not exist/],
  ['is a symlink to itself', link('rules'), /filter-file: ".*rules" cannot be read: ELOOP/],
  ['is a FIFO', path => execFileSync('mkfifo', [path]), /filter-file: ".*rules" is not a regular file/]
])('a file of rules that %s', async (_, make, expected) => {
  make(join(scratch, 'rules'))
  await expect(resolve('rules')).rejects.toMatchObject({ kind: 'input', message: expect.stringMatching(expected) })
})

it('a file of rules below a file', async () => {
  writeFileSync(join(scratch, 'file'), '')
  await expect(resolve('file/rules')).rejects.toThrow(/filter-file: ".*file\/rules" does not exist/)
})

it('a symlink to a file of rules is as good as the file', async () => {
  writeFileSync(join(scratch, 'rules'), '- *.map\n')
  symlinkSync('rules', join(scratch, 'link'))
  for (const name of ['a.js', 'a.map']) writeFileSync(join(scratch, 'tree', name), '')
  const { entries } = await source.scan(await resolve('link'), false, () => undefined)
  expect(entries.map(({ path }) => path)).toEqual(['.', 'a.js'])
})

it.each([
  ['of the file', { filterFile: true }],
  ['of exclude', { exclude: [`x${'y'.repeat(5000)}`] }],
  ['of include', { include: [`x${'y'.repeat(5000)}`] }]
])('a rule %s that rsync would drop for its length is refused', async (_, { filterFile, ...rules }: Rules) => {
  writeFileSync(join(scratch, 'rules'), `- x${'y'.repeat(5000)}\n`)
  writeFileSync(join(scratch, 'tree/a'), '')
  const file = filterFile === true ? { filterFile: join(scratch, 'rules') } : {}
  const resolved = await source.resolve(requestFor(scratch, { path: ['tree'], ...rules, ...file }))
  await expect(source.scan(resolved, false, () => undefined)).rejects.toMatchObject({
    kind: 'source',
    message: expect.stringMatching(
      /^A filter rule is longer than rsync takes \(4,095 bytes\): "xyyy.*Nothing was stored/
    )
  })
})

interface Rules {
  readonly filterFile?: boolean
  readonly exclude?: readonly string[]
  readonly include?: readonly string[]
}

function link(target: string): (path: string) => void {
  return path => {
    symlinkSync(target, path)
  }
}
