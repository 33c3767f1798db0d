// Manifest and record of a snapshot, packed for the way to the far machine, where `storeTexts` of the scripts takes them.

import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Readers, watched } from '../../core/manifest/readers.ts'
import { encodeRecord } from '../../core/record-text.ts'
import type { SnapshotRecord } from '../../core/record.ts'

export interface PackedTexts {
  /** What the script is told of them. */
  readonly values: Readonly<Record<'size' | 'recordSize' | 'readers', string>>
  readonly input: readonly Buffer[]
}

export async function packTexts(record: SnapshotRecord, manifest: Iterable<string>): Promise<PackedTexts> {
  const readers = new Readers()
  const packed: Buffer[] = []
  await pipeline(
    Readable.from(watched(manifest, readers)),
    createGzip({ level: 3 }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) packed.push(piece)
    }
  )
  const text = Buffer.from(encodeRecord(record))
  const size = packed.reduce((sum, piece) => sum + piece.length, 0)
  return {
    values: { size: String(size), recordSize: String(text.length), readers: readers.mode.toString(8) },
    input: [...packed, text]
  }
}
