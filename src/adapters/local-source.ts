// The source on this machine's disks: rsync lists it, worker threads read it. Nothing here ever writes to it.

import { mkdtempSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { Buffer } from 'node:buffer'
import { type BytePath, comparePaths, parentPath, pathBytes, pathText } from '../core/byte-path.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import type { OnProgress } from '../core/progress.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { LeftOut } from '../core/report/model.ts'
import { listingArgs } from '../core/rsync-args.ts'
import { explainRsyncExit, type ListedItem, ListingReader } from '../core/rsync-output.ts'
import { isSecretPattern, secretRules } from '../core/secrets.ts'
import { decodeStatIndex, encodeStatIndex, type SharedIndex } from '../core/stat-index.ts'
import type { ResolvedSource, Scan, Source, SourceEntry } from '../ports/source.ts'
import type { Processes } from './process.ts'
import { LookAhead } from './look-ahead.ts'
import type { Looked } from './looked.ts'
import { ExcludeLines } from './exclude-lines.ts'
import { refuseFilterFile } from './filter-file.ts'
import { realPath } from './real-path.ts'
import { resolveSource } from './source-paths.ts'
import { isWholeTree, walkSource } from './source-walk.ts'
import { ownerOfIndex } from './stat-index-owner.ts'
import { systemClock } from './system-clock.ts'
import type { WorkerPool } from './workers/pool.ts'

export interface LocalSourceParts {
  readonly processes: Processes
  readonly pool: WorkerPool
  /** Absolute; a scratch directory is made in it and removed again. */
  readonly tempDir: string
  readonly keepOwners: boolean
}

interface Listing {
  readonly status: number
  readonly messages: readonly string[]
}

export function localSource(parts: LocalSourceParts): Source {
  return {
    resolve: request =>
      Promise.resolve().then(() => {
        if (request.filterFile !== undefined) refuseFilterFile(request.filterFile)
        return resolveSource(request, realPath(parts.tempDir))
      }),
    scan: async (source, hash, onProgress, given) => {
      const owner = ownerOfIndex(source.root)
      const index = given === undefined || !hash ? undefined : decodeStatIndex(owner, given.take())
      const readAtNs = BigInt(systemClock.now().getTime()) * 1_000_000n
      const found = await (isWholeTree(source) ? scanWhole : scan)(parts, source, hash, onProgress, index)
      return hash ? { ...found, index: () => encodeStatIndex(owner, found.entries, readAtNs) } : found
    },
    look: async (source, paths, hash) => {
      const ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners)
      for (const path of paths) ahead.add(path)
      const looked = await ahead.finish()
      return looked.map(result => {
        if (result.state === 'failed') throw unreadable([result])
        return result.state === 'seen' ? result.entry : undefined
      })
    }
  }
}

async function scan(
  parts: LocalSourceParts,
  source: ResolvedSource,
  hash: boolean,
  onProgress: OnProgress,
  index?: SharedIndex
): Promise<Scan> {
  const lines = new ExcludeLines(source)
  const { runnerTemp } = source
  // What was asked for by name in there is listed below it.
  const isTemp = (path: BytePath): boolean =>
    path === runnerTemp && source.items?.some(item => item.startsWith(`${runnerTemp}/`)) !== true
  const excluded = new Set<BytePath>()
  let secrets: LeftOut[] = []
  let specials: LeftOut[] = []
  let ahead = new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index)

  const take = (item: ListedItem): void => {
    if (item.kind === 'hidden' && isSecretPattern(item.pattern)) secrets.push({ path: item.path, why: item.pattern })
    if (item.kind === 'hidden') lines.leavesOut(item.path)
    if (item.kind !== 'entry' || item.path === '.') return
    // Always asked, so that a line counts as used also where another one, or its parent's, was first.
    const isTaken = lines.leavesOut(item.path)
    if (isTaken || excluded.has(parentPath(item.path)) || isTemp(item.path)) excluded.add(item.path)
    else if (item.type === 'special' || item.type === 'device')
      specials.push({ path: item.path, why: item.type === 'device' ? 'device' : 'socket or FIFO' })
    else ahead.add(item.path, onProgress)
  }
  ahead.add('.' as BytePath)
  let listing = await list(parts, source, take)
  if (listing.status === 23 || listing.status === 24) {
    // Something vanished or refused while a build was still writing: one more look, then it counts.
    await ahead.finish()
    ;[secrets, specials, ahead] = [[], [], new LookAhead(parts.pool, source.root, hash, parts.keepOwners, index)]
    excluded.clear()
    ahead.add('.' as BytePath)
    listing = await list(parts, source, take)
  }
  const looked = await ahead.finish(onProgress)
  if (listing.status !== 0 && listing.status !== 24) throw notListed(listing)
  const sorted = await sortOut(parts, source, hash, looked, { secrets, specials })
  return { ...sorted, unusedExcludes: lines.unused(), filesKnown: ahead.known }
}

/** Without rsync: it would only name what the threads find as well, in a pass of its own. */
async function scanWhole(
  parts: LocalSourceParts,
  source: ResolvedSource,
  hash: boolean,
  onProgress: OnProgress,
  index?: SharedIndex
): Promise<Scan> {
  const walk = (): ReturnType<typeof walkSource> =>
    walkSource(parts.pool, source, hash, parts.keepOwners, onProgress, index)
  let walked = await walk()
  // As with rsync's listing: one more look, then it counts.
  if (walked.unread.length > 0) walked = await walk()
  const { entries, others, unread } = walked
  const refused = unread.filter(({ why }) => why !== undefined)
  if (refused.length > 0) {
    const lines = firstAsLines(refused, ({ path, why = '' }) => `${showName(path)}: ${why}`)
    throw new Failure('source', `The source could not be listed: some directories could not be read:${lines}`)
  }
  const gone = new Set(unread.map(({ path }) => path))
  const sorted = await sortOut(parts, source, hash, others, walked)
  const all = sorted.entries.length === 0 ? entries : [...entries, ...sorted.entries].sort(byTreeOrder)
  return {
    ...sorted,
    entries: gone.size === 0 ? all : all.filter(({ path }) => !gone.has(path)),
    vanished: [...sorted.vanished, ...gone].sort(comparePaths),
    unusedExcludes: [],
    filesKnown: walked.known
  }
}

const byTreeOrder = (a: SourceEntry, b: SourceEntry): number =>
  a.path === '.' ? -1 : b.path === '.' ? 1 : comparePaths(a.path, b.path)

/** Second looks for what changed under us, and the result in order; what still cannot be read fails the run. */
async function sortOut(
  parts: LocalSourceParts,
  source: ResolvedSource,
  hash: boolean,
  looked: readonly Looked[],
  leftOut: { readonly secrets: LeftOut[]; readonly specials: LeftOut[] }
): Promise<Omit<Scan, 'unusedExcludes'>> {
  const entries: SourceEntry[] = []
  const failed: Looked[] = []
  const vanished: BytePath[] = []
  const again = new LookAhead(parts.pool, source.root, hash, parts.keepOwners)
  const settle = (result: Looked, isLast: boolean): void => {
    if (result.state === 'seen') entries.push(result.entry)
    else if (result.state === 'other') leftOut.specials.push({ path: result.path, why: 'socket or FIFO' })
    else if (!isLast) again.add(result.path)
    else if (result.state === 'gone') vanished.push(result.path)
    else failed.push(result)
  }
  for (const result of looked) settle(result, false)
  for (const result of await again.finish()) settle(result, true)
  if (failed.length > 0) throw unreadable(failed)
  const byPath = (a: LeftOut, b: LeftOut): number => comparePaths(a.path, b.path)
  return {
    entries: entries.sort(byTreeOrder),
    secrets: leftOut.secrets.sort(byPath),
    specials: leftOut.specials.sort(byPath),
    vanished: vanished.sort(comparePaths)
  }
}

async function list(
  parts: LocalSourceParts,
  source: ResolvedSource,
  take: (item: ListedItem) => void
): Promise<Listing> {
  const empty = mkdtempSync(join(parts.tempDir, 'snapshot-listing-'))
  try {
    const reader = new ListingReader(take)
    const { request, items, runnerTemp } = source
    const result = await parts.processes.run('rsync', {
      args: listingArgs({
        include: request.include,
        exclude: request.exclude,
        ...(request.filterFile === undefined ? {} : { filterFile: request.filterFile }),
        secretRules: request.excludeSecrets ? secretRules() : [],
        ...(runnerTemp === undefined ? {} : { neverListed: runnerTemp }),
        oneFileSystem: request.oneFileSystem,
        extra: request.listingArgs,
        fromList: items !== undefined,
        root: pathText(source.root),
        emptyDirectory: empty
      }),
      ...(items === undefined ? {} : { input: nulSeparated(items) }),
      onStdout: piece => {
        reader.push(piece)
      }
    })
    reader.end()
    const messages = result.stderr.split('\n').filter(line => line !== '')
    const dropped = messages.find(message => message.startsWith('discarding over-long filter'))
    if (dropped !== undefined) throw tooLongRule(dropped)
    return { status: result.status, messages }
  } finally {
    rmdirSync(empty)
  }
}

/** Paths as `--from0 --files-from=-` takes them; `./` keeps a name such as `#x` from being read as a comment. */
export function* nulSeparated(paths: readonly BytePath[]): Generator<Buffer> {
  const batch = 1000
  for (let at = 0; at < paths.length; at += batch) {
    const text = paths.slice(at, at + batch).map(path => (path === '.' ? '.\0' : `./${path}\0`))
    yield pathBytes(text.join('') as BytePath)
  }
}

/** rsync would go on without the rule, with status 0: what it was to leave out would be stored. */
const tooLongRule = (message: string): Failure =>
  new Failure(
    'source',
    `A filter rule is longer than rsync takes (4,095 bytes): ${quoteValue(message.replace(/^[^:]*: /, ''))}. Shorten that line of "exclude", "include" or "filter-file". Nothing was stored.`
  )

function notListed(listing: Listing): Failure {
  const messages = firstAsLines(listing.messages, message => message)
  return new Failure('source', `The source could not be listed: ${explainRsyncExit(listing.status)}${messages}`)
}

function unreadable(failed: readonly Looked[]): Failure {
  const lines = firstAsLines(
    failed,
    result => `${showName(result.path)}: ${result.state === 'failed' ? result.why : 'gone'}`
  )
  return new Failure(
    'source',
    `${failed.length} of the source's files could not be read, so the snapshot would not be whole:${lines}\nLet the runner's user read them, or leave them out with "exclude".`
  )
}
