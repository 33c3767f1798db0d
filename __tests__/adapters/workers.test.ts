// Worker threads over real files: many batches at once, failures of one task, cancels, and what a look tells.

import { createHash } from 'node:crypto'
import { execFile, execFileSync } from 'node:child_process'
import { linkSync, lstatSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localTree } from '../../src/adapters/volume/local-tree.ts'
import { autoJobs, WorkerPool } from '../../src/adapters/workers/pool.ts'
import { column, columns, lookStatus } from '../../src/adapters/workers/protocol.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import { adapterParts, scratchWith, workerScript } from '../support/adapter-parts.ts'
import { repositoryRoot } from '../support/runner-environment.ts'

const { pool } = adapterParts()
let scratch = ''
beforeEach(() => {
  scratch = scratchWith()
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => pool.close())

const paths = (...names: readonly string[]): BytePath[] => names as BytePath[]
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

describe('hashing', () => {
  // Around the sizes at which the way of reading changes: 256 KiB, and the buffer's 1 MiB.
  it.each([0, 1, 4096, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577, 5_000_000])(
    'is right for %d bytes',
    async size => {
      const content = Buffer.alloc(size, 'pattern of seven and more ')
      writeFileSync(join(scratch, 'file'), content)
      await expect(localTree(scratch, pool).hash(paths('file'))).resolves.toEqual([sha256(content)])
    }
  )

  it('has an answer for each path, in order, over many batches', async () => {
    const names = Array.from({ length: 1_234 }, (_, index) => `f${index}`)
    for (const name of names) writeFileSync(join(scratch, name), name)
    symlinkSync('f1', join(scratch, 'link'))
    execFileSync('mkfifo', [join(scratch, 'fifo')])
    const seen: number[] = []
    const digests = await localTree(scratch, pool).hash(paths(...names, 'none', 'link', 'fifo', '.'), ({ files }) => {
      seen.push(files)
    })
    expect(digests).toEqual([...names.map(name => sha256(Buffer.from(name))), ...Array<undefined>(4)])
    expect(seen.at(-1)).toBe(1_238)
  })

  it('notices a file that grows while it is read', async () => {
    writeFileSync(join(scratch, 'log'), '')
    truncateSync(join(scratch, 'log'), 400_000_000)
    const looking = pool.run({ kind: 'look', root: pathFromText(scratch), paths: paths('log'), hash: true })
    const growing = setInterval(() => {
      truncateSync(join(scratch, 'log'), 400_000_000 + Math.ceil(performance.now()))
    }, 1)
    const { rows } = await looking
    clearInterval(growing)
    expect(rows[column.status]).toBe(lookStatus.unstable)
  })
})

describe('looking', () => {
  it('sees what is there, never what a link leads to', async () => {
    writeFileSync(join(scratch, 'file'), 'content', { mode: 0o640 })
    linkSync(join(scratch, 'file'), join(scratch, 'twin'))
    mkdirSync(join(scratch, 'dir'), { mode: 0o750 })
    symlinkSync('/etc/\xff', join(scratch, 'link'))
    execFileSync('mkfifo', [join(scratch, 'fifo')])
    const stored = await localTree(scratch, pool).inspect(
      paths('file', 'twin', 'dir', 'link', 'fifo', 'none', 'file/x')
    )
    expect(stored).toMatchObject([
      { type: 'file', mode: 0o640, size: 7, links: 2 },
      { type: 'file', ino: stored[0]?.ino },
      { type: 'dir', mode: 0o750 },
      { type: 'link', target: pathFromText('/etc/\xff') },
      { type: 'other' },
      undefined,
      undefined
    ])
  })

  it('says so when a path cannot be looked at', async () => {
    const { rows } = await pool.run({
      kind: 'look',
      root: pathFromText(scratch),
      paths: paths('n'.repeat(256)),
      hash: false
    })
    expect(rows).toHaveLength(columns)
    expect(rows[column.status]).toBe(lookStatus.failed)
  })
})

describe('the pool', () => {
  it('fails the one task that fails, with its code, and goes on', async () => {
    const task = (path: string) =>
      ({ kind: 'make-directories', root: pathFromText(scratch), paths: paths(path) }) as const
    const results = await Promise.allSettled([pool.run(task('a')), pool.run(task('none/b')), pool.run(task('c'))])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: { code: 'ENOENT' } })
    await expect(pool.run(task('d'))).resolves.toBeNull()
  })

  it('rejects everything that waits when it is cancelled, and what comes later', async () => {
    writeFileSync(join(scratch, 'large'), '')
    truncateSync(join(scratch, 'large'), 50_000_000_000)
    const stop = new AbortController()
    const own = new WorkerPool(workerScript, 2, stop.signal)
    const look = () => own.run({ kind: 'look', root: pathFromText(scratch), paths: paths('large'), hash: true })
    const results = Promise.allSettled([look(), look(), look(), look()])
    setTimeout(() => {
      stop.abort()
    }, 200)
    expect(
      (await results).map(result => result.status === 'rejected' && (result.reason as { kind?: string }).kind)
    ).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled'])
    await expect(look()).rejects.toMatchObject({ kind: 'cancelled' })
    await own.close()
  })

  it('fails when a thread cannot start', async () => {
    const own = new WorkerPool(join(scratch, 'none.js'), 2, new AbortController().signal)
    await expect(
      own.run({ kind: 'look', root: pathFromText(scratch), paths: paths('.'), hash: false })
    ).rejects.toThrow(/none\.js/)
    await own.close()
  })

  it('has from two to eight threads', () => {
    expect(autoJobs()).toBeGreaterThanOrEqual(2)
    expect(autoJobs()).toBeLessThanOrEqual(8)
  })
})

it.each(['@-1.500000001', '@0', '@9999999999.123456789'])('tells the time %s to the nanosecond', async moment => {
  writeFileSync(join(scratch, 'file'), '')
  execFileSync('touch', ['-d', moment, join(scratch, 'file')])
  const [stored] = await localTree(scratch, pool).inspect(paths('file'))
  expect(stored?.mtimeNs).toBe(lstatSync(join(scratch, 'file'), { bigint: true }).mtimeNs)
})

it('takes nothing more when it was closed: a thread that began then would keep the process for ever', async () => {
  const program = [
    `const { WorkerPool } = await import(${JSON.stringify(join(repositoryRoot, 'src/adapters/workers/pool.ts'))})`,
    `const pool = new WorkerPool(${JSON.stringify(workerScript)}, 2, new AbortController().signal)`,
    `const task = { kind: 'inspect', root: '/', paths: '.' }`,
    `const first = pool.run(task)`,
    `await first.catch(() => undefined)`,
    `await pool.close()`,
    `pool.start()`,
    `await pool.run(task).catch(error => console.log(error.message))`
  ].join('\n')
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 20_000
  })
  expect(stdout).toBe('the threads were closed\n')
}, 30_000)
