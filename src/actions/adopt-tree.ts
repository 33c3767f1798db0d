// One old tree: read, hashed where its inodes are not known yet, compared with the one before, and taken into the series.

import {
  isSameTree,
  KnownInodes,
  recordOfAdopted,
  type Shared,
  sharedWith,
  settledOf,
  spreadContents,
  withStoredTop
} from '../core/adopted-tree.ts'
import type { PlannedTree } from '../core/adoption.ts'
import { showName } from '../core/display.ts'
import { type Entry, entryWith } from '../core/entry.ts'
import { Failure, messageOf, Unreachable } from '../core/failure.ts'
import { encodeManifest } from '../core/manifest/manifest.ts'
import type { Base } from '../core/plan.ts'
import type { TreeFigures } from '../core/report/adopt-model.ts'
import { tally } from '../core/settled.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import type { OldTree } from '../ports/adoption.ts'
import type { SourceEntry } from '../ports/source.ts'
import type { Series } from '../ports/volume.ts'
import type { AdoptStory } from './adopt-story.ts'
import { troubleOf } from './one-of-many.ts'

/** A tree that could not be adopted is left where it is, and the others are adopted all the same. */
export type Attempt = { readonly done: TreeFigures } | { readonly why: string }

export class Adopter {
  readonly #story: AdoptStory
  readonly #series: Series
  readonly #known = new KnownInodes()
  /** Snapshots of the series with a record, as far as they are done. */
  readonly #ids: Set<string>
  /** The last tree that was looked at, whether its snapshot is new or was there. */
  #before: Base | undefined

  constructor(story: AdoptStory, series: Series, recorded: readonly string[]) {
    this.#story = story
    this.#series = series
    this.#ids = new Set(recorded)
  }

  /** Looks only, for a dry run. */
  foresee(tree: PlannedTree): Promise<Attempt> {
    return this.#attempt(async () => {
      const previous = await this.#goTo(tree.id)
      const { entries, specials } = await this.#read(tree)
      const shared = sharedWith(entries, this.#known, previous)
      this.#remember(tree.id, entries)
      return figuresOf(entries, shared, specials.length)
    })
  }

  /** Only under the lock. */
  adopt(tree: PlannedTree): Promise<Attempt> {
    return this.#attempt(async () => {
      const { ports, program } = this.#story
      const previous = await this.#goTo(tree.id)
      const { entries, specials } = await this.#hashed(tree)
      const shared = sharedWith(entries, this.#known, previous)
      const series = this.#series.name
      const base = await this.#base(shared)
      const record = recordOfAdopted({
        ...{ id: tree.id, series, moment: tree.moment, program, entries, shared },
        ownersKept: ports.machine.isRoot,
        ...(base === undefined ? {} : { base })
      })
      const top = entries[0]
      const topMode = top?.sourceMode === undefined ? undefined : top.mode
      await ports.old.take(tree.name, record, encodeManifest({ id: tree.id, series }, entries), topMode)
      this.#remember(tree.id, entries)
      return figuresOf(entries, shared, specials.length)
    })
  }

  async #attempt(work: () => Promise<TreeFigures>): Promise<Attempt> {
    try {
      return { done: await work() }
    } catch (thrown) {
      const { error, failure, why } = await troubleOf(this.#story.ports.volume, thrown)
      // The room or the connection that one lacks, all lack.
      if (failure?.kind === 'room' || failure instanceof Unreachable) throw error
      return { why: why.replaceAll('\n', ' ') }
    }
  }

  async #read({ name }: PlannedTree): Promise<OldTree> {
    const tree = await this.#story.ports.old.read(name, this.#story.ports.reporter.progress)
    if (tree.unreadable !== undefined) {
      const { path, why } = tree.unreadable
      throw new Failure('source', `${showName(path)} could not be read: ${why}`)
    }
    if (tree.elsewhere !== undefined) {
      throw new Failure(
        'source',
        `${showName(tree.elsewhere)} in it is on another filesystem, or a btrfs subvolume of its own`
      )
    }
    return tree
  }

  async #hashed(tree: PlannedTree): Promise<OldTree> {
    const { old, reporter } = this.#story.ports
    const first = await this.#read(tree)
    const { entries, unread } = this.#known.withContents(first.entries)
    const read = await old.hash(tree.name, unread, reporter.progress)
    const second = await this.#read(tree)
    // The script that made it may be at work right now.
    if (!isSameTree(first.entries, second.entries) || !isSameTree(read, entriesAt(second.entries, unread)))
      throw new Failure('source', 'it changed while it was read: is something writing there?')
    return { ...second, entries: withStoredTop(spreadContents(entries, read)) }
  }

  /** Sees to it that the snapshot right before `id` is known, whoever made it; its id. */
  async #goTo(id: string): Promise<string | undefined> {
    const previous = [...this.#ids]
      .filter(one => compareSnapshotIds(one, id) < 0)
      .sort(compareSnapshotIds)
      .at(-1)
    if (previous === undefined || previous === this.#before?.id) return previous
    try {
      const manifest = [...(await this.#series.manifest(previous))]
      const contents = new Map(manifest.map(entry => [entry.path, entry.sha256]))
      const { entries } = await this.#story.ports.old.readSnapshot(previous)
      // As it was stored: what was altered since is not what its manifest says, and is read.
      const stored = new Map(manifest.map(entry => [entry.path, entry]))
      const known = entries.map(entry => {
        const sha256 = isAsStored(entry, stored.get(entry.path)) ? contents.get(entry.path) : undefined
        return sha256 === undefined ? entry : entryWith(entry, { sha256 })
      })
      this.#known.add(known, previous)
      this.#before = { series: this.#series.name, id: previous, entries: manifest }
      return previous
    } catch (error) {
      if (error instanceof Failure && error.kind === 'cancelled') throw error
      this.#story.note(
        `The snapshot ${previous} could not be compared with, and its files count as not shared: ${messageOf(error)}`
      )
      this.#ids.delete(previous)
      return undefined
    }
  }

  async #base({ base }: Shared): Promise<Base | undefined> {
    if (base === undefined) return undefined
    if (base === this.#before?.id) return this.#before
    return { series: this.#series.name, id: base, entries: await this.#series.manifest(base) }
  }

  #remember(id: string, entries: readonly SourceEntry[]): void {
    this.#known.add(entries, id)
    this.#ids.add(id)
    this.#before = { series: this.#series.name, id, entries }
  }
}

function entriesAt(entries: readonly SourceEntry[], paths: readonly string[]): SourceEntry[] {
  const wanted = new Set(paths)
  return entries.filter(({ path }) => wanted.has(path))
}

const isAsStored = (entry: SourceEntry, stored: Entry | undefined): boolean =>
  stored?.type === 'file' && stored.size === entry.size && stored.storedMtimeNs === entry.storedMtimeNs

function figuresOf(entries: readonly SourceEntry[], shared: Shared, specials: number): TreeFigures {
  const { files, filesLinked, bytes, bytesLinked } = tally(settledOf(entries, shared, []))
  const { bytesOnDisk, bytesAdded } = shared
  return { files, filesLinked, bytes, bytesLinked, bytesOnDisk, bytesAdded, specials }
}
