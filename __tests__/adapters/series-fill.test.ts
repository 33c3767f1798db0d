// Filling a tree on a real disk: links that share what was stored and nothing else, copies that equal the source.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import type { LinkOutcome, LinkStep } from '../../src/core/link-step.ts'
import type { CopyRequest, PartialTree } from '../../src/ports/partial-tree.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { makeNastyTree, entriesOf } from '../formats/real-tree.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'

const parts = adapterParts()
const [base, id] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
const ignore = (): void => undefined
let scratch = ''
let series: Series
let lock: Lock
let partial: PartialTree

beforeEach(async () => {
  scratch = scratchWith('volume', 'source')
  series = localVolume(join(scratch, 'volume'), parts).series('s')
  lock = await series.lock('us', 0, ignore)
  partial = await series.begin(id)
})
afterEach(async () => {
  await lock.release()
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const at = (...names: readonly string[]): string => join(series.path, ...names)
const source = (...names: readonly string[]): string => join(scratch, 'source', ...names)

const copy = (paths: readonly string[], more: Partial<CopyRequest> = {}): ReturnType<PartialTree['copy']> =>
  partial.copy(
    {
      root: pathFromText(source()),
      paths: paths as BytePath[],
      keepOwners: false,
      isSparse: false,
      linkDest: [],
      extraArgs: [],
      totalBytes: 0,
      ...more
    },
    ignore
  )

describe('links', () => {
  const stored = 1_700_000_000
  const step = (parts: Partial<LinkStep> = {}): LinkStep => ({
    path: 'file' as BytePath,
    tree: { series: 's', id: base },
    from: 'file' as BytePath,
    size: 7,
    storedMtimeNs: BigInt(stored) * 1_000_000_000n,
    mode: 0o644,
    ...parts
  })
  const link = async (...steps: readonly LinkStep[]): Promise<readonly LinkOutcome[]> => [
    ...(await partial.link(steps, ignore))
  ]

  beforeEach(() => {
    mkdirSync(at(base, 'dir'), { recursive: true })
    writeFileSync(at(base, 'file'), 'content')
    chmodSync(at(base, 'file'), 0o644)
    utimesSync(at(base, 'file'), stored, stored)
  })

  it('share the inode, and say which', async () => {
    const [outcome] = await link(step())
    const { ino, blocks } = lstatSync(at(base, 'file'), { bigint: true })
    expect(outcome).toEqual({ linked: true, ino, allocated: Number(blocks) * 512, links: 2 })
    expect(lstatSync(join(partial.path, 'file')).nlink).toBe(2)
  })

  it.each<[string, () => void]>([
    [
      'grew',
      () => {
        writeFileSync(at(base, 'file'), 'content!')
      }
    ],
    [
      'was touched',
      () => {
        utimesSync(at(base, 'file'), stored, stored + 1)
      }
    ],
    [
      'has another mode',
      () => {
        chmodSync(at(base, 'file'), 0o600)
      }
    ],
    [
      'is gone',
      () => {
        rmSync(at(base, 'file'))
      }
    ],
    [
      'became a symlink',
      () => {
        rmSync(at(base, 'file'))
        symlinkSync('/etc/hostname', at(base, 'file'))
      }
    ],
    [
      'has other permissions now',
      () => {
        chmodSync(at(base, 'file'), 0o600)
      }
    ],
    [
      'is a directory now',
      () => {
        rmSync(at(base, 'file'))
        mkdirSync(at(base, 'file'))
      }
    ],
    [
      'lies behind a file now',
      () => {
        rmSync(at(base), { recursive: true })
        writeFileSync(at(base), '')
      }
    ]
  ])('are not made of a file that %s', async (_, alter) => {
    alter()
    expect(await link(step())).toEqual([{ linked: false, cause: 'altered', why: expect.any(String) as unknown }])
    expect(existsSync(join(partial.path, 'file'))).toBe(false)
  })

  it('go on where one is refused, in order, over many batches', async () => {
    const steps = Array.from({ length: 1200 }, (_, index) =>
      step({ path: `f${index}` as BytePath, ...(index % 100 === 7 ? { from: 'none' as BytePath } : {}) })
    )
    const outcomes = await link(...steps)
    expect(outcomes.flatMap(({ linked }, index) => (linked ? [] : [index]))).toEqual(
      Array.from({ length: 12 }, (_, index) => index * 100 + 7)
    )
    expect(lstatSync(at(base, 'file')).nlink).toBe(1189)
  })

  it('of symlinks are links to the symlink', async () => {
    symlinkSync('/nowhere', at(base, 'link'))
    const storedMtimeNs = lstatSync(at(base, 'link'), { bigint: true }).mtimeNs
    const ofFile = step({ path: 'l' as BytePath, from: 'link' as BytePath, size: 0, storedMtimeNs })
    const { path, tree, from, size } = ofFile
    expect(await link({ path, tree, from, size, storedMtimeNs })).toMatchObject([{ linked: true }])
    expect(readlinkSync(join(partial.path, 'l'))).toBe('/nowhere')
  })

  it('cannot be made over what is there already: that is a defect, and ends the run', async () => {
    writeFileSync(join(partial.path, 'file'), 'mine')
    await expect(link(step())).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(join(partial.path, 'file'), 'utf8')).toBe('mine')
  })

  it.each(['..', '../..', '/etc'])(
    'directories are made for us alone, and only where their parent is: %s',
    async odd => {
      await partial.makeDirectories(['a', 'a/b'] as BytePath[])
      expect(lstatSync(join(partial.path, 'a/b')).mode & 0o777).toBe(0o700)
      await expect(partial.makeDirectories([`none/${odd}/x` as BytePath])).rejects.toMatchObject({
        cause: { code: 'ENOENT' }
      })
    }
  )
})

describe('copies', () => {
  it('equal the source, whatever its names, times, modes and links', async () => {
    const root = pathFromText(source('nasty'))
    makeNastyTree(root)
    const entries = entriesOf(root)
    const paths = entries.map(({ path }) => path).filter(path => path !== '.')
    await expect(copy(paths, { root })).resolves.toMatchObject({ status: 0, messages: [] })
    const ownerless = (list: typeof entries): unknown =>
      new Map(list.filter(({ path }) => path !== '.').map(entry => [entry.path, { ...entry, owner: undefined }]))
    expect(ownerless(entriesOf(pathFromText(partial.path)))).toEqual(ownerless(entries))
  })

  it('keep the holes of a sparse file when told that there are some', async () => {
    execFileSync('sh', ['-c', 'truncate -s 20M sparse; printf end >> sparse'], { cwd: source() })
    await copy(['sparse'], { isSparse: true })
    expect(lstatSync(join(partial.path, 'sparse'))).toMatchObject({ size: 20 * 1024 * 1024 + 3 })
    expect(lstatSync(join(partial.path, 'sparse')).blocks * 512).toBeLessThan(1024 * 1024)
    execFileSync('cmp', [source('sparse'), join(partial.path, 'sparse')])
  })

  it('of what is gone, or unreadable, say so by their status and messages', async () => {
    writeFileSync(source('a'), 'a')
    const outcome = await copy(['a', 'none'])
    expect(outcome.status).toBe(23)
    expect(outcome.messages.join('\n')).toContain('none')
    expect(readdirSync(partial.path)).toEqual(['a'])
  })

  it('take what took a file’s place for what it is: a FIFO is skipped, not waited for', async () => {
    execFileSync('mkfifo', [source('fifo')])
    await expect(copy(['fifo'])).resolves.toMatchObject({ messages: [] })
    expect(readdirSync(partial.path)).toEqual([])
  })

  it('replace what was copied before, also when size and time are the same', async () => {
    writeFileSync(source('a'), 'one')
    utimesSync(source('a'), 1, 1)
    await copy(['a'])
    writeFileSync(source('a'), 'two')
    utimesSync(source('a'), 1, 1)
    await copy(['a'])
    expect(readFileSync(join(partial.path, 'a'), 'utf8')).toBe('two')
  })
})
