// A manifest's file, read as a stream: what unpacks to far more than any tree's manifest does is refused before it fills the memory.

import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { EntryList } from '../../core/entry-list.ts'
import { Failure } from '../../core/failure.ts'
import { ManifestReader } from '../../core/manifest/manifest-reader.ts'
import { openRegular, readFlags } from '../own-file.ts'
import type { SeriesLayout } from './layout.ts'

/**
 * Every line has a path of its own, so that no manifest packs well: one of 300,000 empty files, alike but for a number in
 * their names, unpacks to 46 times its size. A file made for that reaches 1,030 times.
 */
const mostTimesItsSize = 200
/** One of ten million files; for those that are read from another machine, where they come whole. */
export const mostPackedBytes = 512 * 1024 * 1024

/** Each piece of a stream costs more than its bytes do. */
const pieceLength = 256 * 1024

/** Below this it does not matter. */
const freeBytes = 64 * 1024 * 1024

export async function readManifest(layout: SeriesLayout, series: string, id: string): Promise<EntryList> {
  const packed = createReadStream('', { fd: openRegular(layout.manifest(id), readFlags), highWaterMark: pieceLength })
  return await unpackManifest(packed, () => packed.bytesRead, series, id)
}

/** `packed`: what was written as `<id>.mtree.gz`, wherever it was read from. */
export async function unpackManifest(
  packed: Readable,
  bytesRead: () => number,
  series: string,
  id: string
): Promise<EntryList> {
  const reader = new ManifestReader()
  let unpackedBytes = 0
  const upToItsEnd = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      // What follows the end is passed over by gunzip, however much it is.
      if (reader.isEnded) throw new Failure('volume', 'it goes on after its end')
      yield piece
    }
  }
  await pipeline(
    packed,
    upToItsEnd,
    createGunzip({ chunkSize: pieceLength }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        unpackedBytes += piece.length
        if (unpackedBytes > freeBytes && unpackedBytes > bytesRead() * mostTimesItsSize)
          throw new Failure('volume', `it unpacks to more than ${mostTimesItsSize} times its size, as no manifest does`)
        reader.push(piece.toString('latin1'))
      }
    }
  )
  const manifest = reader.finish()
  if (manifest.id !== id || manifest.series !== series) {
    throw new Failure('volume', `it is that of ${manifest.id} of ${manifest.series}`)
  }
  return manifest.entries
}
