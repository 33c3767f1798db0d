// A directory that is restored into stays the one that was looked at, whatever takes its name meanwhile.

import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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

  it('is not begun in where it is another one by then', async () => {
    const looked = target()
    await looked.state()
    replace()
    await expect(looked.begin()).rejects.toMatchObject({ kind: 'target' })
    expect(await looked.names(paths('.'))).toEqual([['first']])
    expect(readdirSync(path)).toEqual([])
  })

  it('is written to its end where it is replaced after that', async () => {
    const looked = target()
    const { mark } = await looked.state()
    const restoring = await looked.begin()
    expect(restoring.mark).toBe(mark)
    replace()
    await looked.state()
    await restoring.makeDirectories(paths('second'))
    expect(await looked.names(paths('.'))).toEqual([['first', 'second']])
    await expect(looked.confirm()).rejects.toMatchObject({ kind: 'target' })
    await restoring.end()
    expect([readdirSync(path), readdirSync(join(scratch, 'moved'))]).toEqual([[], ['first', 'second']])
  })

  it('is told by the path that people know when it cannot be looked at', async () => {
    const looked = target()
    await looked.state()
    const long = 'n'.repeat(300)
    const said = expect.not.stringMatching(/\/proc\/self/) as unknown
    await expect(looked.inspect(paths(long))).rejects.toMatchObject({ message: said })
  })
})
