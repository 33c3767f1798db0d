// The manifest of a tree, made while the disk still takes the tree in: mostly all is then found as it was planned.

import { aTurn } from '../core/a-turn.ts'
import type { Entry } from '../core/entry.ts'
import { inDocumentOrder } from '../core/manifest/document-order.ts'
import { encodeManifest, type ManifestHeader } from '../core/manifest/manifest.ts'
import { manifestDigest, TreeDigest } from '../core/manifest/tree-digest.ts'
import type { PackedManifest, PartialTree } from '../ports/partial-tree.ts'

export interface ReadyManifest {
  readonly digest: string
  readonly text: Iterable<string> | PackedManifest
}

export class ManifestAhead {
  readonly #header: ManifestHeader
  #planned: readonly Entry[]
  readonly #ready: Promise<ReadyManifest>

  /** Begins at once. `planned`: as everything will be if the volume takes it as it is. */
  constructor(header: ManifestHeader, planned: readonly Entry[], partial: Pick<PartialTree, 'pack'>) {
    this.#header = header
    this.#planned = planned
    this.#ready = this.#make(partial)
    // Whoever asks is told; a run that ends for another reason before that has nothing to say of it.
    this.#ready.catch(() => undefined)
  }

  /** Of the entries as they are on the volume, in a manifest's order. */
  async of(entries: readonly Entry[]): Promise<ReadyManifest> {
    const planned = this.#inOrder()
    const isAsPlanned = entries.length === planned.length && entries.every((entry, index) => entry === planned[index])
    const ready = isAsPlanned ? await this.#ready : undefined
    return ready ?? { digest: manifestDigest(entries), text: encodeManifest(this.#header, entries) }
  }

  /** Packed while its text is made, which another thread does. */
  async #make(partial: Pick<PartialTree, 'pack'>): Promise<ReadyManifest> {
    const digest = new TreeDigest()
    const text = await partial.pack(this.#text(digest))
    return { digest: digest.end(), text }
  }

  async *#text(digest: TreeDigest): AsyncGenerator<string> {
    for (const piece of encodeManifest(this.#header, this.#inOrder(), digest)) {
      yield piece
      // Between two of them is a millisecond or two.
      await aTurn()
    }
  }

  /** Not before it is wanted. */
  #inOrder(): readonly Entry[] {
    return (this.#planned = inDocumentOrder(this.#planned))
  }
}
