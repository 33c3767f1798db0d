// A directory that is restored into stays the one that was looked at, whatever takes its name meanwhile.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localTarget } from '../../src/adapters/target/local-target.ts'
import type { BytePath } from '../../src/core/byte-path.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'

const parts = adapterParts()
let scratch = ''
let path = ''
beforeEach(() => {
  scratch = scratchWith()
  path = join(scratch, 'target')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const target = (): ReturnType<typeof localTarget> => localTarget(path, parts)
const paths = (...names: readonly string[]): BytePath[] => names as BytePath[]

describe('a target that is replaced meanwhile', () => {
  const replace = (): void => {
    renameSync(path, join(scratch, 'moved'))
    mkdirSync(path)
  }
  beforeEach(() => {
    mkdirSync(path)
    writeFileSync(join(path, 'first'), 'x')
  })

  it('stays the one that was looked at', async () => {
    const looked = target()
    await looked.state()
    await expect(looked.confirm()).resolves.toBeUndefined()
    replace()
    expect(await looked.names(paths('.'))).toEqual([['first']])
    await expect(looked.confirm()).rejects.toMatchObject({
      kind: 'target',
      message: expect.stringMatching(/was taken away, or replaced/) as unknown
    })
  })

  it('shows by its mark that a restore writes elsewhere, and from then on is that place', async () => {
    const looked = target()
    const { mark } = await looked.state()
    replace()
    const restoring = await looked.begin()
    expect(restoring.mark).not.toBe(mark)
    expect(await looked.names(paths('.'))).toEqual([[]])
    rmSync(path, { recursive: true })
    renameSync(join(scratch, 'moved'), path)
    await looked.state()
    expect(await looked.names(paths('.'))).not.toEqual([['first']])
    await expect(looked.confirm()).rejects.toMatchObject({ kind: 'target' })
    await restoring.end()
  })

  it('is told by the path that people know when it cannot be looked at', async () => {
    const looked = target()
    await looked.state()
    const long = 'n'.repeat(300)
    const said = expect.not.stringMatching(/\/proc\/self/) as unknown
    await expect(looked.inspect(paths(long))).rejects.toMatchObject({ message: said })
  })
})
