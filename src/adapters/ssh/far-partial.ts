// The tree being written on another machine: links made there in bulk, copies by rsync, then one rename makes it visible.

import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Entry } from '../../core/entry.ts'
import { farCommand, type FarValues } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { List } from '../../core/list.ts'
import type { LinkOutcome, LinkStep } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { hostText } from '../../core/volume-address.ts'
import type { CopyOutcome, CopyRequest, PackedManifest, PartialTree } from '../../ports/partial-tree.ts'
import { copyMany, isForPacking, type Ways } from '../copy-many.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import { packManifest } from '../packed-manifest.ts'
import type { ProcessResult } from '../process.ts'
import { seriesLayout } from '../volume/layout.ts'
import { rsyncCopy } from '../volume/rsync-copy.ts'
import type { Asked } from './asked.ts'
import { codeSaid, farFailure, lockLost } from './far-failure.ts'
import { makeLinks, refusals } from './far-links.ts'
import type { FarPlace } from './far-place.ts'
import { FarTree } from './far-tree.ts'
import { farCopyOptions } from './far-copy.ts'
import { packCopies, setDirectories } from './far-packed.ts'
import { packTexts } from './far-texts.ts'
import { isAsStored, unknownRefusal } from './link-refusal.ts'
import { heldBack, type HeldWork } from './held-back.ts'
import { inspectMany, linkMany, partLength } from './many-stored.ts'
import { asArgument, listOf, wordsOf } from './nul-list.ts'
import * as seriesScripts from './scripts/series.ts'
import { busyStatus } from './scripts/shared.ts'
import * as scripts from './scripts/tree.ts'

/** What needs no answer but that all before it went well is asked at once, in order: each wait would be a round trip. */
export class FarPartial extends FarTree implements PartialTree {
  /** What is packed waits for nothing but its directories; and those get their times in the order in which all is asked. */
  readonly linksToCopyBeside = Infinity
  readonly preparesCopies = true
  readonly #place: FarPlace
  readonly #id: string
  /** The type of its filesystem, as stat(1) names it. */
  readonly begun: Promise<string>
  /** Until all is known to be done that was asked and not waited for. */
  #done: Promise<unknown> = Promise.resolve()
  /** Some are asked for when others were made. */
  #linksInParts = false

  /** `begun`: see there; what is asked next is asked behind it. */
  constructor(place: FarPlace, id: string, begun: Promise<string>) {
    super(place.connection, `${place.layout.partial}/${id}`)
    this.#place = place
    this.#id = id
    this.begun = begun
    this.#later(begun)
  }

  makeDirectories(paths: readonly BytePath[]): Promise<void> {
    if (paths.length > 0)
      this.#later(this.#write(scripts.makeDirectories, 'Directories could not be made', listOf(paths)))
    return Promise.resolve()
  }

  link(steps: List<LinkStep>, onProgress: OnProgress, onMade?: () => void): Promise<List<LinkOutcome>> {
    this.#linksInParts = steps.length > partLength
    return linkMany(steps, (some, isLast) => this.#link(some, isLast ? onMade : undefined), onProgress)
  }

  async #link(steps: readonly LinkStep[], onMade?: () => void): Promise<readonly LinkOutcome[]> {
    const tree = { connection: this.connection, values: this.#values(), rootOf: this.#roots() }
    const { seen, said } = await this.#after(makeLinks(tree, steps))
    onMade?.()
    const missing = steps.filter(({ path }) => !seen.has(path)).map(({ path }) => path)
    const there = await this.inspect(missing)
    const late = new Map(missing.map((path, index) => [path, there[index]]))
    const stored = steps.map(({ path }) => seen.get(path) ?? late.get(path))
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
    // There each file has to be synced as it is written.
    const isFuse = (await this.#after(this.begun)).startsWith('fuse')
    const byRsync = (paths: readonly BytePath[], tell: OnProgress): Promise<CopyOutcome> =>
      this.#rsync({ ...request, paths }, isFuse, tell)
    const { packing } = this.#place
    if (isFuse || packing === undefined || !connection.far.hasGnuTar || !isForPacking(request))
      return await byRsync(request.paths, onProgress)
    const { keepOwners, after = noWait } = request
    const place = { connection, values: this.#values(), keepOwners }
    const ways: Ways = {
      pack: (entries, tell) => packCopies(place, packing, request, entries, tell),
      setDirectories: async directories => {
        // In the shell in which links were asked for, once all of them were.
        if (this.#linksInParts) await after()
        const [refused] = await allOf([setDirectories(place, directories), after()])
        return refused
      },
      rsync: async (paths, _isBegun, tell) => (paths.length === 0 ? { status: 0, messages: [] } : byRsync(paths, tell))
    }
    return await this.#after(copyMany(ways, request, new Map(), onProgress))
  }

  async #rsync(request: CopyRequest, isFuse: boolean, onProgress: OnProgress): Promise<CopyOutcome> {
    const { connection } = this
    const more = [
      `--rsync-path=${farCommand(scripts.writingRsync, this.#values())}`,
      ...farCopyOptions(request, connection.far, isFuse, this.#roots())
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
    return await heldBack(this.#after((request.after ?? noWait)()), copy)
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
    const seen = await inspectMany(this, paths, onProgress)
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

  /** Once the far side has all that it is to work on: its names would be kept waiting by the text. */
  async pack(manifest: AsyncIterable<string>): Promise<PackedManifest> {
    await this.connection.sent()
    return await packManifest(manifest)
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

const noWait = (): Promise<void> => Promise.resolve()

/** What the guard of the far scripts says before rsync begins. */
const lockSaid = /the (?:lock of the series is gone|series (?:is|was) locked by another run)/
