// A directory of dated trees on the machine of a far volume: looked at and hashed there, and renamed tree by tree into a series.

import { Buffer } from 'node:buffer'
import type { OldName } from '../../core/adoption.ts'
import { type BytePath, joinPath, pathFromText, pathText } from '../../core/byte-path.ts'
import type { WallClock } from '../../core/dated-name.ts'
import { showName } from '../../core/display.ts'
import { entryWith } from '../../core/entry.ts'
import { Failure } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { isWithin } from '../../core/within.ts'
import type { OldDirectory, OldDirectoryState } from '../../ports/adoption.ts'
import type { SourceEntry } from '../../ports/source.ts'
import type { Volume } from '../../ports/volume.ts'
import { parseMountinfo } from '../volume/mounts.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { farLocalTime } from './far-local-time.ts'
import { type OldPlace, readFarTree } from './far-old-tree.ts'
import { type FarPlace, farPlace } from './far-place.ts'
import { farSeries } from './far-series.ts'
import { packTexts } from './far-texts.ts'
import { FarTree, hasTrouble, isUnreadable } from './far-tree.ts'
import * as scripts from './scripts/adoption.ts'
import { foreignStatus, goneStatus } from './scripts/shared.ts'
import * as treeScripts from './scripts/tree.ts'

export interface FarAdoption {
  /** The same volume, whose series knows the lock under which trees are taken into it. */
  readonly volume: Volume
  readonly old: OldDirectory
  /** What a clock on the wall of that machine means: its names were written there. */
  readonly localTime: () => Promise<(clock: WallClock) => Date>
}

/** `path`: absolute, there. `keepOwners`: both machines let us be root. */
export function farAdoption(
  volume: Volume,
  connection: Connection,
  { path, name, keepOwners }: { readonly path: string; readonly name: string; readonly keepOwners: boolean }
): FarAdoption {
  const place = farPlace(name, connection)
  const series = farSeries(volume.name, place)
  const at = (directory: string, tree: string): OldPlace => ({ connection, path: directory, name: tree, keepOwners })
  const asked = async (script: string): Promise<string[]> =>
    fieldsIn(
      (await place.ask(script, `${path} could not be looked at`, { path, volume: connection.address.path })).stdout
    )
  return {
    volume: { ...volume, series: wanted => (wanted === name ? series : volume.series(wanted)) },
    old: {
      path,
      state: async () => stateFrom(await asked(scripts.state)),
      names: () => namesOf(place, path),
      probeRename: async () => {
        const [why = ''] = await asked(scripts.probeRename)
        return why === 'works' ? { works: true } : { works: false, why: utf8(why) }
      },
      begun: async () => new Set((await series.lost()).flatMap(({ id, isAdopted }) => (isAdopted ? [id] : []))),
      read: (tree, onProgress) => readFarTree(at(path, textOf(tree)), { onProgress }),
      readSnapshot: id => readFarTree(at(place.layout.series, id)),
      hash: (tree, paths, onProgress) => hash(at(path, textOf(tree)), paths, onProgress),
      sync: async () => {
        const values = { tree: place.layout.own, ...place.noting() }
        await place.ask(treeScripts.sync, 'What was written so far could not be put on stable storage', values)
      },
      take: (tree, record, manifest, topMode) => take(place, path, { tree, record, manifest, topMode })
    },
    localTime: () => farLocalTime(connection)
  }
}

/** What a name of a tree is in a script. None that is understood as a date has other bytes than its prefix, which is a text. */
function textOf(tree: BytePath): string {
  const text = pathText(tree)
  if (pathFromText(text) !== tree) throw new Failure('source', `${showName(tree)} is no name in UTF-8`)
  return text
}

/** One character a byte. */
const fieldsIn = (answer: Buffer): string[] => answer.toString('latin1').split('\0').slice(0, -1)

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')

function stateFrom([kind = '', own, series, device, other]: readonly string[]): OldDirectoryState {
  if (kind === 'missing' || kind === 'not-a-directory') return { kind, isSeries: false, isSameFilesystem: true }
  const isSeries = own === series
  return {
    kind: 'directory',
    isSeries,
    isSameFilesystem: own?.split(' ')[0] === device,
    ...(!isSeries && other !== undefined && { otherSeries: utf8(other) })
  }
}

async function namesOf({ connection }: FarPlace, path: string): Promise<OldName[]> {
  const result = await connection.run(scripts.names, { path })
  // What comes and goes meanwhile does not matter.
  if (result.status !== 0 && (result.stderr === '' || hasTrouble(result.stderr)))
    throw farFailure(connection.address, result, `${path} could not be looked at`)
  const [real = '', device = '', mounts = '', ...fields] = fieldsIn(result.stdout)
  const mounted = parseMountinfo(mounts as BytePath)
  const found: OldName[] = []
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [type = '', dev = ''] = (fields[index] ?? '').split(' ')
    const name = (fields[index + 1] ?? '') as BytePath
    if (type === 'l') found.push({ name, kind: 'link', target: (fields[index + 2] ?? '') as BytePath })
    else if (type !== 'd') found.push({ name, kind: 'other' })
    else {
      const below = joinPath(real as BytePath, name)
      const isMount = dev !== device || mounted.some(({ mountPoint }) => isWithin(below, mountPoint))
      found.push({ name, kind: isMount ? 'mount' : 'dir' })
    }
  }
  return found
}

/** What is read may be swapped meanwhile; whoever asks for it looks at the whole tree before and after. */
async function hash(
  place: OldPlace,
  paths: readonly BytePath[],
  onProgress: OnProgress
): Promise<readonly SourceEntry[]> {
  if (paths.length === 0) return []
  const tree = `${place.path}/${place.name}`
  const fail = (path: BytePath, why: string): Failure =>
    new Failure('source', `${showName(joinPath(pathFromText(tree), path))} could not be read: ${why}`)
  const { entries, unreadable } = await readFarTree(place, { paths })
  if (unreadable !== undefined) throw fail(unreadable.path, unreadable.why)
  const seen = new Map(entries.map(entry => [entry.path, entry]))
  const files = paths.map(path => {
    const entry = seen.get(path)
    if (entry?.type !== 'file') throw fail(path, 'it changed while it was read')
    return entry
  })
  const done = { files: 0, bytes: 0 }
  const digests = await new FarTree(place.connection, tree).reread(files, (count, bytes) => {
    done.files += count
    done.bytes += bytes
    onProgress({ doing: 'hashing', ...done, totalFiles: files.length })
  })
  return files.map((entry, index) => {
    const sha256 = digests[index]
    if (sha256 === undefined) throw fail(entry.path, 'it changed while it was read')
    if (isUnreadable(sha256)) throw fail(entry.path, sha256.unreadable)
    return entryWith(entry, { sha256 })
  })
}

interface Taken {
  readonly tree: BytePath
  readonly record: SnapshotRecord
  readonly manifest: Iterable<string>
  readonly topMode: number | undefined
}

async function take(place: FarPlace, path: string, { tree, record, manifest, topMode }: Taken): Promise<void> {
  const { connection, layout } = place
  const { values: texts, input } = await packTexts(record, manifest)
  const { series, own } = layout
  const mode = topMode === undefined ? '' : topMode.toString(8).padStart(4, '0')
  const values = { series, own, id: record.id, path, name: textOf(tree), topMode: mode, ...texts, ...place.writing() }
  const result = await connection.run(scripts.take, values, { input })
  if (result.status === 0) return
  const snapshot = layout.snapshot(record.id)
  const said = result.stdout.toString('latin1')
  if (said === 'taken') throw new Failure('volume', `${snapshot} is there already; nothing was published.`)
  if (said === 'swapped')
    throw new Failure('volume', `What was renamed to ${snapshot} is not the tree that was read; nothing was published.`)
  if (result.status === foreignStatus)
    throw new Failure('source', `a symlink stands in the place of ${path}/${showName(tree)}`)
  if (result.status === goneStatus)
    throw new Failure(
      'source',
      `${path}/${showName(tree)} was removed before it could be published. See who else works in ${path}.`
    )
  throw farFailure(connection.address, result, `${path}/${showName(tree)} could not be made a snapshot`)
}
