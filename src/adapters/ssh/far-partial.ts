// The tree being written on another machine: links made there in bulk, copies by rsync, then one rename makes it visible.

import { Buffer } from 'node:buffer'
import type { BytePath } from '../../core/byte-path.ts'
import type { Cause } from '../../core/cause.ts'
import type { Entry } from '../../core/entry.ts'
import { farCommand } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { LinkOutcome, LinkStep } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { hostText } from '../../core/volume-address.ts'
import type { CopyOutcome, CopyRequest, PackedManifest, PartialTree } from '../../ports/partial-tree.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import { packManifest } from '../packed-manifest.ts'
import { seriesLayout } from '../volume/layout.ts'
import { rsyncCopy } from '../volume/rsync-copy.ts'
import { codeSaid, farFailure, lockLost } from './far-failure.ts'
import type { FarPlace } from './far-place.ts'
import { FarTree } from './far-tree.ts'
import { farCopyOptions } from './far-copy.ts'
import { packTexts } from './far-texts.ts'
import { causeOf, isAsStored, unknownRefusal } from './link-refusal.ts'
import { asArgument, listOf, wordsOf } from './nul-list.ts'
import * as seriesScripts from './scripts/series.ts'
import { busyStatus } from './scripts/shared.ts'
import * as scripts from './scripts/tree.ts'

/** `filesystem`: its type, as stat(1) names it. */
export const farPartial = (place: FarPlace, id: string, filesystem: string): PartialTree =>
  new FarPartial(place, id, `${place.layout.partial}/${id}`, filesystem.startsWith('fuse'))

class FarPartial extends FarTree implements PartialTree {
  /** A second rsync costs more round trips than that would save. */
  readonly linksToCopyBeside = Infinity
  readonly #place: FarPlace
  readonly #id: string
  readonly #isFuse: boolean

  constructor(place: FarPlace, id: string, path: string, isFuse: boolean) {
    super(place.connection, path)
    this.#place = place
    this.#id = id
    this.#isFuse = isFuse
  }

  async makeDirectories(paths: readonly BytePath[]): Promise<void> {
    if (paths.length === 0) return
    await this.#write(scripts.makeDirectories, 'Directories could not be made', listOf(paths))
  }

  /** Looked at through the new name: it is the inode that was really linked, whatever happened to the old name since. */
  async link(steps: readonly LinkStep[], onProgress: OnProgress, onMade?: () => void): Promise<readonly LinkOutcome[]> {
    if (steps.length === 0) return []
    const said = await this.#linkAll(steps)
    onMade?.()
    const paths = steps.map(({ path }) => path)
    // When it is most of the tree anyway, the names need not go there once more.
    const seen = steps.length > namedAtMost ? await this.walk() : undefined
    const stored = seen === undefined ? await this.inspect(paths) : paths.map(path => seen.get(path))
    onProgress({ doing: 'linking', files: steps.length, bytes: 0, totalFiles: steps.length })
    const altered = steps.filter((step, index) => stored[index] !== undefined && !isAsStored(step, stored[index]))
    if (altered.length > 0)
      await this.#write(scripts.unlink, 'Links could not be taken back', listOf(altered.map(({ path }) => path)))
    const refused = await this.#refusals(
      steps.filter((_, index) => stored[index] === undefined),
      said
    )
    return steps.map((step, index): LinkOutcome => {
      const now = stored[index]
      if (now === undefined) return { linked: false, ...(refused.get(step) ?? unknownRefusal) }
      if (isAsStored(step, now)) return { linked: true, ino: now.ino, allocated: now.allocated, links: now.links }
      return { linked: false, cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' }
    })
  }

  async copy(request: CopyRequest, onProgress: OnProgress): Promise<CopyOutcome> {
    const { connection, layout } = this.#place
    const values = { own: layout.own, ...this.#place.writing() }
    const more = [
      `--rsync-path=${farCommand(scripts.writingRsync, values)}`,
      ...farCopyOptions(request, connection.far, this.#isFuse, this.#roots())
    ]
    return await rsyncCopy(
      { ...request, destination: connection.rsyncPath(this.path), more },
      async (args, streams) => {
        const result = await connection.rsync(args, streams)
        if (result.status !== 0 && lockSaid.test(result.stderr)) throw lockLost(connection.address)
        return result
      },
      onProgress
    )
  }

  /** Waits for the sync: before, some filesystems (ZFS) do not know how many blocks a file takes. */
  async seal(directories: readonly Entry[]): Promise<void> {
    // The deepest first: the mode of one above may not let us in any more.
    const words = directories
      .toReversed()
      .flatMap(({ owner, mode, mtimeNs, path }) => [
        owner === undefined ? '-' : `${owner.uid}:${owner.gid}`,
        mode.toString(8).padStart(4, '0'),
        `@${decimalSeconds(mtimeNs)}`,
        asArgument(path)
      ])
    await this.#write(scripts.attributes, 'The new tree could not be given its attributes', wordsOf(words))
    await this.#synced()
  }

  async #synced(): Promise<void> {
    const values = { own: this.#place.layout.own, tree: this.path, ...this.#place.writing() }
    const result = await this.connection.run(scripts.sync, values)
    if (result.status === 0) return
    if (result.status === busyStatus || codeSaid(result.stderr) !== undefined)
      throw farFailure(this.connection.address, result, 'The new tree could not be put on stable storage')
    throw new Failure(
      'stored',
      `The volume on ${hostText(this.connection.address)} did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`
    )
  }

  async publish(record: SnapshotRecord, manifest: Iterable<string> | PackedManifest): Promise<void> {
    const { values: texts, input } = await packTexts(record, manifest)
    const { series, own } = this.#place.layout
    const values = { series, own, id: this.#id, ...texts, ...this.#place.writing() }
    const result = await this.connection.run(seriesScripts.publish, values, { input })
    if (result.status === 0) return
    const why = result.stdout.toString('latin1')
    const path = this.#place.layout.snapshot(this.#id)
    if (why === 'taken') throw new Failure('volume', `${path} is there already; nothing was published.`)
    if (why === 'other mount')
      throw new Failure(
        'volume',
        `${this.path} is a mount of its own, and cannot be renamed to ${path}; nothing was published.`
      )
    throw farFailure(this.connection.address, result, 'The snapshot could not be published')
  }

  pack(manifest: AsyncIterable<string>): Promise<PackedManifest> {
    return packManifest(manifest)
  }

  /** What was said of those that were refused. */
  async #linkAll(steps: readonly LinkStep[]): Promise<string> {
    const said: string[] = []
    const sameName = new Map<string, BytePath[]>()
    const pairs: string[] = []
    const rootOf = this.#roots()
    for (const { tree, from, path } of steps) {
      const root = rootOf(tree)
      if (tree !== 'self' && from === path) pushTo(sameName, root, path)
      else pairs.push(latin1(`${root}/`) + from, asArgument(path))
    }
    for (const [from, paths] of sameName) said.push(await this.#linked(scripts.link, listOf(paths), { from }))
    if (pairs.length > 0) said.push(await this.#linked(scripts.linkPairs, wordsOf(pairs)))
    return said.join('\n')
  }

  async #linked(
    script: string,
    input: Iterable<Buffer>,
    values: Readonly<Record<string, string>> = {}
  ): Promise<string> {
    const result = await this.#run(script, input, values)
    // What concerns single files is seen in the new tree; a full disk ends the run.
    const code = codeSaid(result.stderr)
    if (
      (result.status !== 0 && result.status !== goneBase) ||
      code === 'ENOSPC' ||
      code === 'EDQUOT' ||
      code === 'EROFS'
    )
      throw farFailure(this.connection.address, result, 'Links could not be made')
    return result.stderr
  }

  async #refusals(
    steps: readonly LinkStep[],
    said: string
  ): Promise<ReadonlyMap<LinkStep, { readonly cause: Cause; readonly why: string }>> {
    const refused = new Map<LinkStep, { readonly cause: Cause; readonly why: string }>()
    const roots = new Map<string, LinkStep[]>()
    const rootOf = this.#roots()
    for (const step of steps) pushTo(roots, rootOf(step.tree), step)
    for (const [root, asked] of roots) {
      const held = await new FarTree(this.connection, root).look(asked.map(({ from }) => from))
      asked.forEach((step, index) => {
        const now = held[index]
        refused.set(step, causeOf(step, now !== undefined && 'ino' in now ? now : undefined, said))
      })
    }
    return refused
  }

  /** Where a tree is; each is worked out once, since many steps have the same. */
  #roots(): (tree: LinkStep['tree']) => string {
    const known = new Map<string, string>()
    return tree => {
      if (tree === 'self') return this.path
      const name = `${tree.series}/${tree.id}`
      const root = known.get(name) ?? seriesLayout(this.connection.address.path, tree.series).snapshot(tree.id)
      known.set(name, root)
      return root
    }
  }

  async #write(script: string, doing: string, input: Iterable<Buffer>): Promise<void> {
    const result = await this.#run(script, input)
    if (result.status !== 0) throw farFailure(this.connection.address, result, doing)
  }

  #run(
    script: string,
    input: Iterable<Buffer>,
    more: Readonly<Record<string, string>> = {}
  ): ReturnType<FarPlace['connection']['run']> {
    const values = { own: this.#place.layout.own, tree: this.path, ...more, ...this.#place.writing() }
    return this.connection.run(script, values, { input })
  }
}

/** Above this many, all of the tree is looked at and the names stay here. */
const namedAtMost = 1000

/** The base is not there. */
const goneBase = 66

/** What the guard of the far scripts says before rsync begins. */
const lockSaid = /the (?:lock of the series is gone|series (?:is|was) locked by another run)/

function pushTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
