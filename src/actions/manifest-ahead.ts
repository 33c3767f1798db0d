// The manifest of a tree, made while the disk still takes the tree in: mostly all is then found as it was planned.

import { allOf } from '../core/all-of.ts'
import type { Entry } from '../core/entry.ts'
import { inDocumentOrder } from '../core/manifest/document-order.ts'
import { encodeManifest, type ManifestHeader } from '../core/manifest/manifest.ts'
import { timelessLine } from '../core/manifest/mtree-line.ts'
import { manifestDigest, TreeDigest } from '../core/manifest/tree-digest.ts'
import type { PackedManifest, PartialTree } from '../ports/partial-tree.ts'

/** Lets what waits for the event loop have its turn. */
const aTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A millisecond or less, so that what this goes beside is begun and goes on. */
const entriesInATurn = 300

/** Some 5 MB packed. A larger one is made as it is written, so that it never lies in memory as a whole. */
const mostAhead = 100_000

export interface ReadyManifest {
  readonly digest: string
  readonly text: Iterable<string> | PackedManifest
}

export class ManifestAhead {
  readonly #header: ManifestHeader
  readonly #planned: readonly Entry[]
  readonly #ready: Promise<ReadyManifest | undefined>

  /** Begins at once. `planned`: as everything will be if the volume takes it as it is. */
  constructor(header: ManifestHeader, planned: readonly Entry[], partial: Pick<PartialTree, 'pack'>) {
    this.#header = header
    this.#planned = planned.length > mostAhead ? [] : inDocumentOrder(planned)
    this.#ready = this.#planned.length === 0 ? Promise.resolve(undefined) : this.#make(partial)
    // Whoever asks is told; a run that ends for another reason before that has nothing to say of it.
    this.#ready.catch(() => undefined)
  }

  /** Of the entries as they are on the volume, in a manifest's order. */
  async of(entries: readonly Entry[]): Promise<ReadyManifest> {
    const isAsPlanned =
      entries.length === this.#planned.length && entries.every((entry, index) => entry === this.#planned[index])
    const ready = isAsPlanned ? await this.#ready : undefined
    return ready ?? { digest: manifestDigest(entries), text: encodeManifest(this.#header, entries) }
  }

  /** Packed while its text is made, which another thread does. */
  async #make(partial: Pick<PartialTree, 'pack'>): Promise<ReadyManifest> {
    const [text, digest] = await allOf([partial.pack(this.#text()), this.#digest()])
    return { digest, text }
  }

  async #digest(): Promise<string> {
    const lines = new TreeDigest()
    for (const [index, entry] of this.#planned.entries()) {
      if (index % entriesInATurn === 0) await aTurn()
      lines.take(timelessLine(entry))
    }
    return lines.end()
  }

  async *#text(): AsyncGenerator<string> {
    for (const piece of encodeManifest(this.#header, this.#planned)) {
      yield piece
      await aTurn()
    }
  }
}
