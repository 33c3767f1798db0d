// A tree on the far machine, looked at in bulk: one command for any number of paths, so that round trips do not grow with them.

import { Buffer } from 'node:buffer'
import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Entry } from '../../core/entry.ts'
import { Failure } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { Stored, StoredTree, Unreadable } from '../../ports/tree.ts'
import type { ProcessResult } from '../process.ts'
import type { Asked } from './asked.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { type FarStat, StatReader, statOf } from './far-stat.ts'
import { fieldsOf, listOf, type NulReader, relative } from './nul-list.ts'
import * as scripts from './scripts/tree.ts'
import { goneStatus } from './scripts/shared.ts'

/** What a program says of a path that is not there. */
const isGoneLine = /: (?:No such file or directory|Not a directory)$/

/** So many programs hash at once; each has a part, by bytes. */
const hashers = 4

export class FarTree implements StoredTree {
  readonly path: string
  protected readonly connection: Connection

  constructor(connection: Connection, path: string) {
    this.connection = connection
    this.path = path
  }

  async inspect(paths: readonly BytePath[], onProgress?: OnProgress): Promise<readonly (Stored | undefined)[]> {
    const seen = await this.look(paths)
    const failed = seen.find(isUnreadable)
    if (failed !== undefined)
      throw farFailure(
        this.connection.address,
        { status: 74, stderr: failed.unreadable },
        'A stored file could not be looked at'
      )
    onProgress?.({ doing: 'checking', files: paths.length, bytes: 0, totalFiles: paths.length })
    return seen as readonly (Stored | undefined)[]
  }

  async hash(paths: readonly BytePath[], onProgress?: OnProgress): Promise<readonly (string | undefined)[]> {
    let files = 0
    const digests = await this.#digests(paths, count => {
      files += count
      onProgress?.({ doing: 'reading back', files, bytes: 0, totalFiles: paths.length })
    })
    return paths.map(path => digests.get(path))
  }

  async names(directories: readonly BytePath[]): Promise<readonly (readonly BytePath[] | undefined)[]> {
    const found = await this.list(directories)
    const failed = found.find(isUnreadable)
    if (failed !== undefined)
      throw farFailure(
        this.connection.address,
        { status: 74, stderr: failed.unreadable },
        'A stored directory could not be read'
      )
    return found as readonly (readonly BytePath[] | undefined)[]
  }

  async look(paths: readonly BytePath[]): Promise<readonly (FarStat | Unreadable | undefined)[]> {
    if (paths.length === 0) return []
    const reader = new StatReader(statOf)
    const { stderr } = await this.#run(scripts.look, paths, reader)
    const { seen } = reader
    const missing = hasTrouble(stderr) ? paths.filter(path => !seen.has(path)) : []
    const whys = await this.#explain(scripts.whyNotSeen, missing)
    return paths.map(path => seen.get(path) ?? whys.get(path))
  }

  async reread(
    files: readonly Pick<Entry, 'path' | 'size'>[],
    onRead?: (files: number, bytes: number) => void
  ): Promise<readonly (string | Unreadable | undefined)[]> {
    const sizes = new Map(files.map(({ path, size }) => [path, size]))
    const digests = await this.#digests(
      [...sizes.keys()],
      (count, paths) => {
        onRead?.(
          count,
          paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0)
        )
      },
      sizes
    )
    const missing = files.map(({ path }) => path).filter(path => !digests.has(path))
    const whys = await this.#explain(scripts.whyNotRead, missing)
    return files.map(({ path }) => digests.get(path) ?? whys.get(path))
  }

  async list(directories: readonly BytePath[]): Promise<readonly (readonly BytePath[] | Unreadable | undefined)[]> {
    if (directories.length === 0) return []
    const held = new Map<BytePath, BytePath[]>()
    const reader = fieldsOf(3, ([kind = '', start = '', name = '']) => {
      const directory = relative(start)
      if (kind === '0d') held.set(directory, [])
      else if (!kind.startsWith('0')) held.get(directory)?.push(name as BytePath)
    })
    const { stderr } = await this.#run(scripts.names, directories, reader)
    const empty = stderr === '' ? [] : directories.filter(path => held.get(path)?.length === 0)
    const whys = await this.#explain(scripts.whyNotListed, empty)
    return directories.map(path => whys.get(path) ?? held.get(path))
  }

  async #digests(
    paths: readonly BytePath[],
    onBatch: (files: number, paths: readonly BytePath[]) => void,
    sizes?: ReadonlyMap<BytePath, number>
  ): Promise<ReadonlyMap<BytePath, string>> {
    const digests = new Map<BytePath, string>()
    const parts = balanced(paths, sizes)
    await allOf(
      parts.map(async part => {
        let read: BytePath[] = []
        const tell = (): void => {
          if (read.length === 0) return
          onBatch(read.length, read)
          read = []
        }
        const reader = fieldsOf(1, ([record = '']) => {
          const path = relative(record.slice(66))
          digests.set(path, record.slice(0, 64))
          read.push(path)
          if (read.length >= 100) tell()
        })
        await this.#run(scripts.hash, part, reader)
        tell()
      })
    )
    return digests
  }

  /** What the system says of each of these paths; absent for those that are not there. */
  async #explain(script: string, paths: readonly BytePath[]): Promise<ReadonlyMap<BytePath, Unreadable>> {
    const whys = new Map<BytePath, Unreadable>()
    if (paths.length === 0) return whys
    let index = 0
    const reader = fieldsOf(1, ([said = '']) => {
      const path = paths[index++]
      if (path === undefined || said === '' || isGoneLine.test(said)) return
      whys.set(path, { unreadable: Buffer.from(said.slice(said.lastIndexOf(': ') + 2), 'latin1').toString('utf8') })
    })
    await this.#run(script, paths, reader)
    return whys
  }

  protected ask(script: string, asked: Asked): Promise<ProcessResult> {
    return this.connection.run(script, { tree: this.path }, asked)
  }

  async #run(script: string, paths: readonly BytePath[], reader: NulReader): Promise<{ readonly stderr: string }> {
    const onStdout = (piece: Buffer): void => {
      reader.push(piece)
    }
    const result = await this.ask(script, { input: listOf(paths), onStdout })
    if (result.status === goneStatus) return { stderr: '' }
    if (result.status !== 0 && result.stderr === '')
      throw new Failure(
        'volume',
        `${this.path} could not be looked at: the far command ended with status ${result.status}`
      )
    return result
  }
}

export const isUnreadable = (seen: unknown): seen is Unreadable =>
  typeof seen === 'object' && seen !== null && 'unreadable' in seen

/** As much as is kept of it may not be all. */
export const hasTrouble = (stderr: string): boolean =>
  stderr.length >= 64 * 1024 || stderr.split('\n').some(line => line !== '' && !isGoneLine.test(line))

/** By bytes where they are known, each path costing a little as well. */
function balanced(paths: readonly BytePath[], sizes?: ReadonlyMap<BytePath, number>): BytePath[][] {
  if (paths.length === 0) return []
  const weightOf = (path: BytePath): number => (sizes?.get(path) ?? 0) + 100_000
  const total = paths.reduce((sum, path) => sum + weightOf(path), 0)
  const parts: BytePath[][] = [[]]
  let weight = 0
  for (const path of paths) {
    if (weight >= (total / hashers) * parts.length && parts.length < hashers) parts.push([])
    parts.at(-1)?.push(path)
    weight += weightOf(path)
  }
  return parts
}
