// The source gone through by the worker threads themselves, in one pass, where no rules but our own say what it holds.

import { type BytePath, joinPath, separatePaths } from '../core/byte-path.ts'
import type { OnProgress } from '../core/progress.ts'
import type { LeftOut } from '../core/report/model.ts'
import type { ResolvedSource, SourceEntry } from '../ports/source.ts'
import type { SharedIndex } from '../core/stat-index.ts'
import { mindMemory } from './engine.ts'
import { LookAhead } from './look-ahead.ts'
import { type Looked, RowReader } from './looked.ts'
import type { WalkResult } from './workers/protocol.ts'
import type { WorkerPool } from './workers/pool.ts'

/** Whether rsync would list all there is but for what we leave out ourselves: then there is nothing to ask it. */
export function isWholeTree({ items, request }: ResolvedSource): boolean {
  const { include, exclude, filterFile, oneFileSystem, listingArgs, path } = request
  const hasRules = include.length + exclude.length + listingArgs.length > 0 || filterFile !== undefined
  return items === undefined && !hasRules && !oneFileSystem && !path.some(line => line.startsWith('!'))
}

export interface Walked {
  /** In the order of bytes, the top first. */
  readonly entries: SourceEntry[]
  /** Whatever was found and is no entry: gone, unreadable, or of another kind by now. */
  readonly others: readonly Looked[]
  readonly secrets: LeftOut[]
  readonly specials: LeftOut[]
  /** Directories that could not be read, or were gone when they were to be. */
  readonly unread: readonly { readonly path: BytePath; readonly why?: string }[]
  /** Files that were not read, because the index knows them. */
  readonly known: number
}

/** Given out at once: some for each thread, so that all have work to the end. */
const most = 32

export async function walkSource(
  pool: WorkerPool,
  source: ResolvedSource,
  hash: boolean,
  keepOwners: boolean,
  onProgress: OnProgress,
  index?: SharedIndex
): Promise<Walked> {
  const reader = new RowReader(hash, keepOwners)
  const directories = new Map<BytePath, readonly SourceEntry[]>()
  const others: Looked[] = []
  const secrets: LeftOut[] = []
  const specials: LeftOut[] = []
  const unread: { readonly path: BytePath; readonly why?: string }[] = []
  let files = 0
  let bytes = 0
  let known = 0

  const take = (result: WalkResult): void => {
    const paths = pathsOf(result)
    let row = 0
    for (const { path, count } of result.directories) {
      const entries: SourceEntry[] = []
      for (const end = row + count; row < end; row++) {
        const own = paths[row] ?? ('' as BytePath)
        const entry = reader.entry(own, row, result.found)
        if (entry === undefined) others.push(reader.read(own, row, result.found))
        else entries.push(entry)
      }
      directories.set(path, entries)
    }
    secrets.push(...result.secrets)
    specials.push(...result.specials)
    unread.push(...result.unread)
    files += row
    mindMemory(files)
    bytes += result.found.bytes
    known += result.found.known
    onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes, totalFiles: files })
  }

  // One large file may keep a thread busy for minutes before there is a first result.
  onProgress({ doing: hash ? 'hashing' : 'reading', files, bytes })
  const top = new LookAhead(pool, source.root, false, keepOwners)
  top.add('.' as BytePath)
  const never = source.runnerTemp === undefined ? {} : { never: source.runnerTemp }
  await everyDirectory(pool.jobs, async given => {
    const result = await pool.run({
      kind: 'walk',
      root: source.root,
      directories: given,
      hash,
      secrets: source.request.excludeSecrets,
      ...never,
      ...(index === undefined ? {} : { known: index })
    })
    take(result)
    return result.left
  })
  const entries: SourceEntry[] = []
  for (const looked of await top.finish()) {
    if (looked.state === 'seen') entries.push(looked.entry)
    else others.push(looked)
  }
  inOrder(directories, '.' as BytePath, entries)
  return { entries, others, secrets, specials, unread, known }
}

/** In the order of its rows. */
function pathsOf({ names, directories }: WalkResult): readonly BytePath[] {
  const each = names.split('\0') as BytePath[]
  let row = 0
  return separatePaths(
    directories.flatMap(({ path, count }) => each.slice(row, (row += count)).map(name => joinPath(path, name)))
  )
}

/** Has every directory read, those that one task leaves by another, as many at once as there are threads. */
async function everyDirectory(
  jobs: number,
  read: (directories: readonly BytePath[]) => Promise<readonly BytePath[]>
): Promise<void> {
  const waiting: BytePath[] = ['.' as BytePath]
  let running = 0
  await new Promise<void>((done, fail) => {
    const next = (): void => {
      if (waiting.length === 0 && running === 0) done()
      while (waiting.length > 0 && running < jobs) {
        const share = Math.min(Math.max(Math.ceil(waiting.length / (2 * jobs)), 1), most)
        running++
        read(waiting.splice(-share)).then(left => {
          running--
          for (const path of left) waiting.push(path)
          next()
        }, fail)
      }
    }
    next()
  })
}

/**
 * Byte order of whole paths, without sorting them: `a`, `a-b`, then what is in `a`, since `-` comes before `/`. So what a
 * directory holds waits for the names behind it that still come first.
 */
function inOrder(
  directories: ReadonlyMap<BytePath, readonly SourceEntry[]>,
  path: BytePath,
  into: SourceEntry[]
): void {
  const waiting: BytePath[] = []
  const release = (before: string | undefined): void => {
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      if (before !== undefined && `${last}/` > before) return
      waiting.pop()
      inOrder(directories, last, into)
    }
  }
  for (const entry of directories.get(path) ?? []) {
    if (waiting.length > 0) release(entry.path)
    into.push(entry)
    if (entry.type === 'dir') waiting.push(entry.path)
  }
  release(undefined)
}
