// Manifest and record of a snapshot, packed for the way to the far machine, where `storeTexts` of the scripts takes them.

import { Buffer } from 'node:buffer'
import { encodeRecord } from '../../core/record-text.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import type { PackedManifest } from '../../ports/partial-tree.ts'
import { isPacked, packManifest } from '../packed-manifest.ts'

export interface PackedTexts {
  /** What the script is told of them. */
  readonly values: Readonly<Record<'size' | 'recordSize' | 'readers', string>>
  readonly input: readonly Buffer[]
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
    input: [...pieces, text]
  }
}
