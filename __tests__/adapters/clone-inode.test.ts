// What a clone is written into is a file of its own: a name that shares its inode with a stored file is left alone.

import { existsSync, linkSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { clone, patch } from '../../src/adapters/workers/clone.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import { scratchWith } from '../support/adapter-parts.ts'

const block = 4096
const mebi = 1024 * 1024
let scratch = ''
const source = (name: string): string => join(scratch, name)

describe('a name that shares its inode with a snapshot', () => {
  const paths = (): { source: BytePath; base: BytePath; target: BytePath; size: number } => ({
    source: pathFromText(source('new')),
    base: pathFromText(source('old')),
    target: pathFromText(source('target')),
    size: 9 * mebi
  })
  beforeEach(() => {
    scratch = scratchWith()
    for (const name of ['old', 'new']) writeFileSync(source(name), Buffer.alloc(9 * mebi, name === 'old' ? 'a' : 'aab'))
    linkSync(source('old'), source('target'))
  })

  afterEach(() => {
    rmSync(scratch, { recursive: true })
  })

  it('is never patched', () => {
    const before = lstatSync(source('old'), { bigint: true })
    const { source: from, target } = paths()
    const task = { kind: 'patch', source: from, target, ino: before.ino, from: 0, to: 9 * mebi, block } as const
    expect(patch(task)).toEqual({ state: 'shared' })
    expect(lstatSync(source('old'), { bigint: true }).mtimeNs).toBe(before.mtimeNs)
  })

  it('is not replaced, and stays', () => {
    expect(clone({ kind: 'clone', ...paths() })).toMatchObject({ state: 'refused' })
    expect(existsSync(source('target'))).toBe(true)
    expect(lstatSync(source('old')).nlink).toBe(2)
  })

  it('nor is another file that took the clone’s place', () => {
    rmSync(source('target'))
    writeFileSync(source('target'), Buffer.alloc(9 * mebi))
    const { source: from, target } = paths()
    const task = { kind: 'patch', source: from, target, ino: 1n, from: 0, to: 9 * mebi, block } as const
    expect(patch(task)).toEqual({ state: 'shared' })
    expect(readFileSync(source('target')).equals(Buffer.alloc(9 * mebi))).toBe(true)
  })
})
