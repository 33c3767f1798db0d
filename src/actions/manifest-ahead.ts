// The manifest of a tree, made while the disk still takes the tree in: mostly all is then found as it was planned.

import type { Entry } from '../core/entry.ts'
import { inDocumentOrder } from '../core/manifest/document-order.ts'
import { encodeManifest, type ManifestHeader } from '../core/manifest/manifest.ts'
import { timelessLine } from '../core/manifest/mtree-line.ts'
import { manifestDigest, TreeDigest } from '../core/manifest/tree-digest.ts'

/** Lets what waits for the event loop have its turn. */
const aTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A millisecond or less, so that what this goes beside is begun and goes on. */
const entriesInATurn = 300

/** Some 25 MB of text. A larger one is made as it is written, so that it never lies in memory as a whole. */
const mostAhead = 100_000

export interface ReadyManifest {
  readonly digest: string
  readonly text: Iterable<string>
}

export class ManifestAhead {
  readonly #header: ManifestHeader
  readonly #planned: readonly Entry[]
  readonly #ready: Promise<ReadyManifest | undefined>

  /** Begins at once. `planned`: as everything will be if the volume takes it as it is. */
  constructor(header: ManifestHeader, planned: readonly Entry[]) {
    this.#header = header
    this.#planned = planned.length > mostAhead ? [] : inDocumentOrder(planned)
    this.#ready = this.#planned.length === 0 ? Promise.resolve(undefined) : this.#make()
    // Whoever asks is told; a run that ends for another reason before that has nothing to say of it.
    this.#ready.catch(() => undefined)
  }

  /** Of the entries as they are on the volume, in a manifest's order. */
  async of(entries: readonly Entry[]): Promise<ReadyManifest> {
    const ready = await this.#ready
    const isAsPlanned =
      entries.length === this.#planned.length && entries.every((entry, index) => entry === this.#planned[index])
    if (ready !== undefined && isAsPlanned) return ready
    return { digest: manifestDigest(entries), text: encodeManifest(this.#header, entries) }
  }

  async #make(): Promise<ReadyManifest> {
    const lines = new TreeDigest()
    for (const [index, entry] of this.#planned.entries()) {
      if (index % entriesInATurn === 0) await aTurn()
      lines.take(timelessLine(entry))
    }
    const text: string[] = []
    for (const piece of encodeManifest(this.#header, this.#planned)) {
      text.push(piece)
      await aTurn()
    }
    return { digest: lines.end(), text }
  }
}
