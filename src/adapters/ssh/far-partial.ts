// The tree being written on another machine: links made there in bulk, copies by rsync, then one rename makes it visible.

import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Entry } from '../../core/entry.ts'
import { farCommand, type FarValues } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { LinkOutcome, LinkStep } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { hostText } from '../../core/volume-address.ts'
import type { CopyOutcome, CopyRequest, PackedManifest, PartialTree } from '../../ports/partial-tree.ts'
import { copyMany, isForPacking, type Ways } from '../copy-many.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import type { Packing } from '../packed-chunks.ts'
import { packManifest } from '../packed-manifest.ts'
import type { ProcessResult } from '../process.ts'
import { seriesLayout } from '../volume/layout.ts'
import { rsyncCopy } from '../volume/rsync-copy.ts'
import type { Asked } from './connection.ts'
import { codeSaid, farFailure, lockLost } from './far-failure.ts'
import { makeLinks, refusals } from './far-links.ts'
import type { FarPlace } from './far-place.ts'
import { FarTree } from './far-tree.ts'
import { farCopyOptions } from './far-copy.ts'
import { packCopies, setDirectories } from './far-packed.ts'
import { packTexts } from './far-texts.ts'
import { isAsStored, unknownRefusal } from './link-refusal.ts'
import { heldBack, type HeldWork } from './held-back.ts'
import { asArgument, listOf, wordsOf } from './nul-list.ts'
import * as seriesScripts from './scripts/series.ts'
import { busyStatus } from './scripts/shared.ts'
import * as scripts from './scripts/tree.ts'

/** `filesystem`: its type, as stat(1) names it. */
export const farPartial = (place: FarPlace, id: string, filesystem: string): PartialTree =>
  new FarPartial(place, id, `${place.layout.partial}/${id}`, filesystem.startsWith('fuse'))

/** What needs no answer but that all before it went well is asked at once, in order: each wait would be a round trip. */
class FarPartial extends FarTree implements PartialTree {
  readonly preparesCopies = true
  readonly #place: FarPlace
  readonly #id: string
  readonly #isFuse: boolean
  readonly #packing: Packing | undefined
  /** Until all is known to be done that was asked and not waited for. */
  #done: Promise<unknown> = Promise.resolve()

  constructor(place: FarPlace, id: string, path: string, isFuse: boolean) {
    super(place.connection, path)
    this.#place = place
    this.#id = id
    this.#isFuse = isFuse
    // On FUSE each file has to be synced as it is written.
    this.#packing = isFuse || !this.connection.far.hasGnuTar ? undefined : place.packing
  }

  makeDirectories(paths: readonly BytePath[]): Promise<void> {
    if (paths.length > 0)
      this.#later(this.#write(scripts.makeDirectories, 'Directories could not be made', listOf(paths)))
    return Promise.resolve()
  }

  /** A second rsync costs more round trips than that would save. */
  copiesBeside(_links: number, extraArgs: readonly string[]): boolean {
    return this.#packing !== undefined && extraArgs.length === 0
  }

  async link(steps: readonly LinkStep[], onProgress: OnProgress, onMade?: () => void): Promise<readonly LinkOutcome[]> {
    if (steps.length === 0) return []
    const tree = { connection: this.connection, values: this.#values(), rootOf: this.#roots() }
    const { seen, said } = await this.#after(makeLinks(tree, steps))
    onMade?.()
    const missing = steps.filter(({ path }) => !seen.has(path)).map(({ path }) => path)
    const there = await this.inspect(missing)
    const late = new Map(missing.map((path, index) => [path, there[index]]))
    const stored = steps.map(({ path }) => seen.get(path) ?? late.get(path))
    onProgress({ doing: 'linking', files: steps.length, bytes: 0, totalFiles: steps.length })
    const altered = steps.filter((step, index) => stored[index] !== undefined && !isAsStored(step, stored[index]))
    if (altered.length > 0)
      await this.#write(scripts.unlink, 'Links could not be taken back', listOf(altered.map(({ path }) => path)))
    const refused = await refusals(
      tree,
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
    const { connection } = this
    const packing = this.#packing
    if (packing === undefined || !isForPacking(request)) return await this.#rsync(request, onProgress)
    // Not in the shell that everything else is asked in.
    await this.#after(request.after?.() ?? Promise.resolve())
    const { keepOwners } = request
    const place = { connection, values: this.#values(), keepOwners }
    const ways: Ways = {
      pack: (entries, tell) => packCopies(place, packing, request, entries, tell),
      setDirectories: directories => setDirectories(place, directories),
      rsync: async (paths, _isBegun, tell) =>
        paths.length === 0 ? { status: 0, messages: [] } : await this.#rsync({ ...request, paths }, tell)
    }
    return await copyMany(ways, request, new Map(), onProgress)
  }

  async #rsync(request: CopyRequest, onProgress: OnProgress): Promise<CopyOutcome> {
    const { connection } = this
    const more = [
      `--rsync-path=${farCommand(scripts.writingRsync, this.#values())}`,
      ...farCopyOptions(request, connection.far, this.#isFuse, this.#roots())
    ]
    const copy: HeldWork<CopyOutcome> = hold =>
      rsyncCopy(
        { ...request, destination: connection.rsyncPath(this.path), more },
        async (args, { input = [], onStdout }) => {
          const { held, end } = hold(input)
          const result = await connection.rsync(args, { input: held, end, ...(onStdout && { onStdout }) })
          if (result.status !== 0 && lockSaid.test(result.stderr)) throw lockLost(connection.address)
          return result
        },
        onProgress
      )
    return await heldBack(this.#after(request.after?.() ?? Promise.resolve()), copy)
  }

  /** Before the sync, ZFS does not know how many blocks a file takes. */
  async seal(
    directories: readonly Entry[],
    paths: readonly BytePath[] = [],
    onProgress?: OnProgress
  ): ReturnType<PartialTree['seal']> {
    // The deepest first: the mode of one above may not let us in any more.
    const words = directories
      .toReversed()
      .flatMap(({ owner, mode, mtimeNs, path }) => [
        owner === undefined ? '-' : `${owner.uid}:${owner.gid}`,
        mode.toString(8).padStart(4, '0'),
        `@${decimalSeconds(mtimeNs)}`,
        asArgument(path)
      ])
    this.#later(this.#write(scripts.attributes, 'The new tree could not be given its attributes', wordsOf(words)))
    this.#later(this.#synced())
    const seen = await this.inspect(paths, onProgress)
    await this.#done
    return seen
  }

  async #synced(): Promise<void> {
    const result = await this.connection.run(scripts.sync, this.#values(), { isNext: true })
    if (result.status === 0) return
    if (result.status === busyStatus || codeSaid(result.stderr) !== undefined)
      throw farFailure(this.connection.address, result, 'The new tree could not be put on stable storage')
    throw new Failure(
      'stored',
      `The volume on ${hostText(this.connection.address)} did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`
    )
  }

  async publish(record: SnapshotRecord, manifest: Iterable<string> | PackedManifest): Promise<void> {
    const { values: texts, input } = await this.#after(packTexts(record, manifest))
    const { series, own } = this.#place.layout
    const values = { series, own, id: this.#id, ...texts, ...this.#place.writing() }
    const published = this.connection.run(seriesScripts.publish, values, { input, isNext: true })
    // What is asked for next, whatever comes of it.
    this.#place.survey().catch(() => undefined)
    const result = await published
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

  protected override async ask(script: string, asked: Asked): Promise<ProcessResult> {
    // Of these there are several at once, to be at work side by side.
    const isLong = script === scripts.hash
    if (isLong) await this.#done
    return await this.#after(super.ask(script, { ...asked, isNext: !isLong }))
  }

  /** Waited for by whatever comes next. */
  #later(work: Promise<unknown>): void {
    this.#done = this.#after(work)
    // It is told to whoever waits for it.
    this.#done.catch(() => undefined)
  }

  /** What failed first is told, not what came of that. */
  async #after<T>(work: Promise<T>): Promise<T> {
    const [, result] = await allOf([this.#done, work])
    return result
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
    const result = await this.connection.run(script, this.#values(), { input, isNext: true })
    if (result.status !== 0) throw farFailure(this.connection.address, result, doing)
  }

  #values(): FarValues {
    return { own: this.#place.layout.own, tree: this.path, ...this.#place.writing() }
  }
}

/** What the guard of the far scripts says before rsync begins. */
const lockSaid = /the (?:lock of the series is gone|series (?:is|was) locked by another run)/
