// The digest of a tree: over what it holds and not when it was made, so that equal trees have equal ones.

import { createHash } from 'node:crypto'
import type { EntryList } from '../entry-list.ts'
import { inDocumentOrder } from './document-order.ts'
import { timelessLine } from './mtree-line.ts'

/** Each call of the hash costs more than its bytes do. */
const pieceLength = 65_536

/** Takes the timeless lines in the order of a manifest. */
export class TreeDigest {
  readonly #hash = createHash('sha256')
  #piece = ''

  take(line: string): void {
    this.#piece += `${line}\n`
    if (this.#piece.length < pieceLength) return
    this.#hash.update(this.#piece, 'latin1')
    this.#piece = ''
  }

  /** `sha256:…` */
  end(): string {
    return `sha256:${this.#hash.update(this.#piece, 'latin1').digest('hex')}`
  }
}

/** Of entries that were read with their lines at hand: their digest came along. */
const known = new WeakMap<EntryList, string>()

export function rememberDigest(entries: EntryList, digest: string): void {
  known.set(entries, digest)
}

/**
 * `sha256:…` over what the tree holds and not when it was made: types, permissions, owners, contents, link targets. Equal
 * trees have equal digests, whatever order their entries come in.
 */
export function manifestDigest(entries: EntryList): string {
  const digest = known.get(entries)
  if (digest !== undefined) return digest
  const lines = new TreeDigest()
  for (const entry of inDocumentOrder(entries)) lines.take(timelessLine(entry))
  return lines.end()
}
