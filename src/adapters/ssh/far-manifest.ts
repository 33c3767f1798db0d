// Manifests of far snapshots, read while they are still on their way; that of the newest one before anybody could name it.

import { Buffer } from 'node:buffer'
import { PassThrough } from 'node:stream'
import { allOf } from '../../core/all-of.ts'
import type { EntryList } from '../../core/entry-list.ts'
import type { SeriesLayout } from '../volume/layout.ts'
import { mostPackedBytes, unpackManifest } from '../volume/manifest-file.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { readFarFile } from './far-own-file.ts'
import { newest } from './scripts/series.ts'

export interface FarManifests {
  readonly connection: Connection
  readonly layout: SeriesLayout
  readonly series: string
}

export async function readFarManifest({ connection, layout, series }: FarManifests, id: string): Promise<EntryList> {
  return await unpacked(series, Promise.resolve(id), async onStdout => {
    const found = await readFarFile(connection, layout.manifest(id), mostPackedBytes, { isLong: true, onStdout })
    if (found === undefined) throw Object.assign(new Error(`ENOENT: there is no manifest of ${id}`), { code: 'ENOENT' })
  })
}

/** The entries of this snapshot, if it was the newest one and they could be had. */
export type NewestManifest = (id: string) => Promise<EntryList | undefined>

/** Begins at once. */
export function readNewest({ connection, layout, series }: FarManifests): NewestManifest {
  let name: (id: string) => void = () => undefined
  const named = new Promise<string>(resolve => {
    name = resolve
  })
  const entries = unpacked(series, named, async onPiece => {
    let start: Buffer | undefined = Buffer.alloc(0)
    const onStdout = (piece: Buffer): void => {
      if (start === undefined) {
        onPiece(piece)
        return
      }
      start = Buffer.concat([start, piece])
      const end = start.indexOf(0)
      if (end < 0) return
      name(start.toString('latin1', 0, end))
      onPiece(start.subarray(end + 1))
      start = undefined
    }
    try {
      const values = { series: layout.series, own: layout.own, most: String(mostPackedBytes) }
      const result = await connection.run(newest, values, { isLong: true, onStdout })
      if (result.status !== 0) throw farFailure(connection.address, result, 'The newest manifest could not be read')
    } finally {
      // Where none was named, so that nobody waits for it.
      name('')
    }
  })
  entries.catch(() => undefined)
  return async id => {
    try {
      return (await named) === id ? await entries : undefined
    } catch {
      // Whatever it is, it is met again by whoever reads it for himself, who tells it.
      return undefined
    }
  }
}

/** `read`: hands on all that is packed, piece by piece, and says when that was all. */
async function unpacked(
  series: string,
  named: Promise<string>,
  read: (onPiece: (piece: Buffer) => void) => Promise<void>
): Promise<EntryList> {
  const packed = new PassThrough()
  let bytes = 0
  const fill = async (): Promise<void> => {
    try {
      await read(piece => {
        bytes += piece.length
        packed.write(piece)
      })
      packed.end()
    } catch (error) {
      packed.destroy(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
  }
  const unpack = async (): Promise<EntryList> => {
    const id = await named
    return await unpackManifest(packed, () => bytes, series, id)
  }
  // What went wrong on the way is told, not what became of the part that came.
  const [, entries] = await allOf([fill(), unpack()])
  return entries
}
