// The cache entry of a snapshot itself: its manifest and records, written to be kept, and laid out as a volume has them.

import { createWriteStream, lstatSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { codeOf } from '../../core/failure.ts'
import type { Entry } from '../../core/entry.ts'
import { encodeManifest } from '../../core/manifest/manifest.ts'
import { decodeRecord, encodeRecord, mostRecordBytes, RecordDamage } from '../../core/record-text.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { readOwnFile } from '../own-file.ts'
import { seriesLayout } from '../volume/layout.ts'

const manifestName = 'manifest.mtree.gz'

/** The first is that of the snapshot. */
const recordName = (at: number): string => `record-${String(at).padStart(4, '0')}.json`
const isRecord = (name: string): boolean => /^record-\d{4}\.json$/.test(name)

/** Into an empty directory. */
export async function writeSnapshot(
  directory: string,
  records: readonly SnapshotRecord[],
  manifest: readonly Entry[]
): Promise<void> {
  const [record] = records
  if (record === undefined) throw new Error('a copy needs its record')
  const text = encodeManifest({ id: record.id, series: record.series }, manifest)
  await pipeline(Readable.from(text), createGzip(), createWriteStream(join(directory, manifestName)))
  records.forEach((one, at) => {
    writeFileSync(join(directory, recordName(at)), encodeRecord(one))
  })
}

/** As on any volume, but for the trees, which are empty. What is damaged, or of another series, is passed over. */
export function layOut(directory: string, volume: string, series: string): void {
  const layout = seriesLayout(volume, series)
  // An entry of strangers may have a link in its place.
  if (!lstatSync(directory).isDirectory()) return
  for (const own of [layout.records, layout.manifests]) mkdirSync(own, { recursive: true })
  for (const name of readdirSync(directory).filter(isRecord).sort()) {
    const record = recordIn(join(directory, name))
    if (record?.series !== series) continue
    mkdirSync(layout.snapshot(record.id), { recursive: true })
    writeFileSync(layout.record(record.id), encodeRecord(record))
    const manifest = join(directory, manifestName)
    if (name === recordName(0) && lstatSync(manifest, { throwIfNoEntry: false })?.isFile() === true)
      renameSync(manifest, layout.manifest(record.id))
  }
}

function recordIn(file: string): SnapshotRecord | undefined {
  try {
    return decodeRecord(readOwnFile(file, mostRecordBytes))
  } catch (error) {
    // What it says cannot be used, or it is no file at all: the others may still do.
    if (error instanceof RecordDamage || codeOf(error) !== undefined) return undefined
    throw error
  }
}
