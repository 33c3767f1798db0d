// Manifest and record of a snapshot, packed for the way to the far machine, where `storeTexts` of the scripts takes them.

import { Buffer } from 'node:buffer'
import { encodeRecord } from '../../core/record-text.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import type { PackedManifest } from '../../ports/partial-tree.ts'
import { isPacked, packManifest } from '../packed-manifest.ts'

export interface PackedTexts {
  /** What the script is told of them. */
  readonly values: Readonly<Record<'size' | 'recordSize' | 'readers', string>>
  /** To be sent once. */
  readonly input: Iterable<Buffer>
}

export async function packTexts(
  record: SnapshotRecord,
  manifest: Iterable<string> | PackedManifest
): Promise<PackedTexts> {
  const { pieces, readersMode } = isPacked(manifest) ? manifest : await packManifest(manifest)
  const text = Buffer.from(encodeRecord(record))
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
  return {
    values: { size: String(size), recordSize: String(text.length), readers: readersMode.toString(8) },
    input: gathered([...pieces, text])
  }
}

/** Each piece starts a program there: of 16 KB, as zlib makes them, the manifest of 30,000 files has sixty. */
const pieceBytes = 1024 * 1024

function* gathered(pieces: readonly Buffer[]): Generator<Buffer> {
  let some: Buffer[] = []
  let bytes = 0
  for (const piece of pieces) {
    if (bytes > 0 && bytes + piece.length > pieceBytes) {
      yield Buffer.concat(some)
      some = []
      bytes = 0
    }
    some.push(piece)
    bytes += piece.length
  }
  yield Buffer.concat(some)
}
