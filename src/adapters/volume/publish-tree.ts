// The moment a tree becomes a snapshot: manifest and record on stable storage first, then one rename makes it visible.

import { chmodSync, createWriteStream, lstatSync, rmSync } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import { Readers } from '../../core/manifest/readers.ts'
import type { PackedManifest } from '../../ports/partial-tree.ts'
import { isPacked, manifestGzip, watched } from '../packed-manifest.ts'
import { renameSurely, syncPath, writeDurably } from './durable.ts'
import type { SeriesLayout } from './layout.ts'

/** Where a tree lies before it is a snapshot. */
export interface Unpublished {
  readonly path: string | Buffer
  /** The directory it leaves, whose sync makes that durable. */
  readonly directory: string
}

/** Each step is durable before the next one, so that a crash at any point leaves the old state or the new one. */
export async function publishTree(
  layout: SeriesLayout,
  id: string,
  tree: Unpublished,
  record: string,
  manifest: Iterable<string> | PackedManifest
): Promise<void> {
  // Before there is a record, which would make a stranger's directory of that name pass for ours.
  refuseTaken(layout, id)
  await writeManifest(layout, id, manifest)
  writeDurably(layout.record(id), [record])
  syncPath(layout.records)
  try {
    refuseTaken(layout, id)
  } catch (error) {
    for (const file of [layout.record(id), layout.manifest(id)]) rmSync(file, { force: true })
    throw error
  }
  moveIntoPlace(tree, layout.snapshot(id))
  syncPath(layout.series)
  syncPath(tree.directory)
}

function moveIntoPlace(tree: Unpublished, snapshot: string): void {
  try {
    renameSurely(tree.path, snapshot)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    throw new Failure(
      'volume',
      `The tree was removed before it could be published as ${snapshot}: ${messageOf(error)}. Nothing was published; see who else works in ${tree.directory}.`,
      { cause: error }
    )
  }
}

/** A tree that lies where a snapshot of that id belongs becomes one with its record, which is written last. */
export async function publishInPlace(
  layout: SeriesLayout,
  id: string,
  record: string,
  manifest: Iterable<string>
): Promise<void> {
  await writeManifest(layout, id, manifest)
  writeDurably(layout.record(id), [record])
  syncPath(layout.records)
}

async function writeManifest(
  layout: SeriesLayout,
  id: string,
  manifest: Iterable<string> | PackedManifest
): Promise<void> {
  const aside = `${layout.manifest(id)}.tmp`
  rmSync(aside, { force: true })
  const file = createWriteStream(aside, { flags: 'wx', mode: 0o600 })
  const readersMode = await (isPacked(manifest) ? written(manifest, file) : packedInto(manifest, file))
  // What an administrator or the umask has closed to them stays closed.
  chmodSync(aside, readersMode & lstatSync(layout.manifests).mode)
  syncPath(aside)
  renameSurely(aside, layout.manifest(id))
  syncPath(layout.manifests)
}

async function written({ pieces, readersMode }: PackedManifest, file: Writable): Promise<number> {
  await pipeline(Readable.from(pieces), file)
  return readersMode
}

/** As it is made, so that one of millions of files never lies in memory as a whole. */
async function packedInto(manifest: Iterable<string>, file: Writable): Promise<number> {
  const readers = new Readers()
  await pipeline(Readable.from(watched(manifest, readers)), manifestGzip(), file)
  return readers.mode
}

/** rename(2) onto an empty directory would replace it without a word. */
function refuseTaken(layout: SeriesLayout, id: string): void {
  if (lstatSync(layout.snapshot(id), { throwIfNoEntry: false }) === undefined) return
  throw new Failure('volume', `${layout.snapshot(id)} is there already; nothing was published.`)
}
