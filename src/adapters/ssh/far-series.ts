// A series on another machine: its directory listing, records, lock and leftovers, by far scripts (DESIGN §4).

import { Buffer } from 'node:buffer'
import { adoptedTag } from '../../core/adoption.ts'
import { Failure, messageOf } from '../../core/failure.ts'
import { decodeKnownDamage, encodeKnownDamage, mostDamageBytes } from '../../core/known-damage.ts'
import { pageMark, pageName } from '../../core/page/model.ts'
import { isSnapshotId, oldestFirst } from '../../core/snapshot-id.ts'
import type { Cleared, Listed, LostTree, Removal, Series } from '../../ports/volume.ts'
import { InodeCounter } from '../volume/inode-use.ts'
import { SharedNames, sharingArgs } from '../volume/shared-names.ts'
import { foreignPage } from '../volume/series-page.ts'
import { judgeRecord } from '../volume/stored-texts.ts'
import { countAdded, countSeries } from '../volume/usage.ts'
import { farFailure } from './far-failure.ts'
import { bringFiles } from './far-files.ts'
import { holdSnapshot } from './far-lock.ts'
import { readFarFile } from './far-own-file.ts'
import { readFarManifest } from './far-manifest.ts'
import { FarPartial } from './far-partial.ts'
import type { FarPlace } from './far-place.ts'
import { clearSeries, emptyTrash, leftovers } from './far-removal.ts'
import { FarTree } from './far-tree.ts'
import { FarUsage } from './far-usage.ts'
import { removeOwn, writeOwn } from './scripts/own-files.ts'
import * as scripts from './scripts/series.ts'
import { foreignStatus } from './scripts/shared.ts'
import type { Survey } from './survey.ts'

/** `volume`: as the user named it. */
export function farSeries(volume: string, place: FarPlace): Series {
  const { connection, layout, series: name } = place
  const survey = (): Promise<Survey> => place.survey()
  let counted: FarUsage | undefined
  /** Asked for as soon as there was a lock, and used once; what went wrong is told to whoever uses it. */
  let damage: ReturnType<Series['knownDamage']> | undefined
  let left: ReturnType<typeof leftovers> | undefined
  const inodes = (names: readonly string[]): ReturnType<Series['inodes']> => inodesOf(place, names)
  const begun = (id: string): FarPartial => {
    const asked = place.ask(
      scripts.begin,
      'The new tree could not be begun',
      { id, ...place.writing() },
      { isNext: true }
    )
    return new FarPartial(
      place,
      id,
      asked.then(({ stdout }) => stdout.toString('latin1'))
    )
  }
  const askUnderLock = (): void => {
    left = leftovers(place)
    damage = knownDamage(place)
    counted = new FarUsage(place, inodes)
    for (const asked of [survey(), left, damage, counted.kept()]) asked.catch(() => undefined)
  }
  return {
    name,
    path: `${volume}/${name}`,
    lock: async (holder, timeoutMs, onWait) => {
      const held = await place.lock(holder, timeoutMs, onWait)
      askUnderLock()
      return {
        release: async () => {
          await held.release()
          counted = undefined
          damage = undefined
          left = undefined
        }
      }
    },
    clear: (): Promise<Cleared> => {
      const asked = left ?? leftovers(place)
      left = undefined
      return clearSeries(place, asked)
    },
    list: async () => listingOf(await survey()).reverse(),
    lost: async () => lostIn(await survey()),
    latest: async () => (await survey()).latest,
    pointLatest: async id => {
      await place.ask(scripts.pointLatest, 'latest could not be moved', { id, ...place.writing() })
    },
    takenIds: async () => {
      const { trees, partial, trash, records } = await survey()
      return new Set([...trees.keys(), ...partial.keys(), ...trash.keys(), ...records.keys()])
    },
    manifest: async id => (await place.newest(id)) ?? (await readFarManifest(place, id)),
    tree: id => new FarTree(connection, layout.snapshot(id)),
    bring: (id, files, how, onProgress) => bringFiles(connection, layout.snapshot(id), files, how, onProgress),
    read: id => holdSnapshot(connection, layout, id),
    inodes,
    isBeingRead: async id =>
      (await place.ask(scripts.isBeingRead, 'A snapshot could not be asked for its readers', { id })).stdout.length > 0,
    trash: ids => trash(place, ids),
    emptyTrash: () => emptyTrash(place, inodes),
    begin: async id => {
      const partial = begun(id)
      await partial.begun
      return partial
    },
    beginAhead: begun,
    bytesOnDisk: async () => {
      const listed = listingOf(await survey())
      counted ??= new FarUsage(place, inodes)
      const bytes = await countSeries(counted, listed, place.isLocked)
      if (!place.isLocked) counted = undefined
      return bytes
    },
    countAdded: async added => {
      if (!place.isLocked) throw new Error('what was counted is only kept under the lock')
      const listed = listingOf(await survey())
      await countAdded((counted ??= new FarUsage(place, inodes)), listed, added)
    },
    device: async () =>
      (await place.ask(scripts.device, 'The series could not be looked at')).stdout.toString('latin1').trim(),
    sharing: async wanted => {
      const ids = wanted.size === 0 ? [] : snapshotsIn(await survey())
      return ids.length === 0 ? [] : await sharing(place, ids, wanted)
    },
    hasPage: () => hasPage(place),
    writePage: async html => {
      connection.room.changes()
      counted?.forgetOwn()
      await writePage(place, html)
    },
    knownDamage: () => damage ?? knownDamage(place),
    keepDamage: async damaged => {
      damage = undefined
      const bytes = Buffer.from(damaged.length === 0 ? '' : encodeKnownDamage(damaged))
      const values = { file: layout.damaged, size: String(bytes.length), ...place.writing() }
      const doing = 'The list of damaged files could not be written'
      if (damaged.length === 0) await place.ask(removeOwn, doing, values)
      else await place.ask(writeOwn, doing, values, { input: [bytes] })
    }
  }
}

const snapshotsIn = ({ trees }: Survey): string[] =>
  oldestFirst([...trees].flatMap(([id, type]) => (type === 'd' && isSnapshotId(id) ? [id] : [])))

/** Oldest first. */
const listingOf = (survey: Survey): Listed[] =>
  snapshotsIn(survey).map((id): Listed => {
    const record = survey.records.get(id)
    if (record === undefined) return { id }
    return 'why' in record ? { id, damage: record.why } : judgeRecord(id, record.text)
  })

function lostIn({ trees, partial, trash, records }: Survey): LostTree[] {
  const isThere = (id: string): boolean => [trees, partial, trash].some(place => place.get(id) === 'd')
  return [...records].flatMap(([id, record]) => {
    if (!isSnapshotId(id) || isThere(id)) return []
    // A record that cannot be read is not known to be of an adoption.
    const judged = 'why' in record ? undefined : judgeRecord(id, record.text).record
    return [{ id, isAdopted: judged?.tags.includes(adoptedTag) ?? false }]
  })
}

/** `names`: of directories below the series' own. */
async function inodesOf(place: FarPlace, names: readonly string[]): ReturnType<Series['inodes']> {
  if (names.length === 0) return []
  const counter = new InodeCounter()
  const onStdout = (piece: Buffer): void => {
    counter.push(piece)
  }
  const { series } = place.layout
  const result = await place.connection.run(scripts.inodes, { series, list: names }, { onStdout })
  return counter.finish(
    names.map(name => `${series}/${name}`),
    result
  )
}

async function sharing(
  place: FarPlace,
  ids: readonly string[],
  wanted: ReadonlySet<bigint>
): ReturnType<Series['sharing']> {
  const names = new SharedNames(wanted)
  const { series } = place.layout
  const values = { series, list: sharingArgs(ids, wanted) }
  const onStdout = (piece: Buffer): void => {
    names.push(piece)
  }
  return names.finish(series, await place.connection.run(scripts.sharing, values, { onStdout }))
}

async function trash(place: FarPlace, ids: readonly string[]): Promise<Removal> {
  if (ids.length === 0) return { trashed: [], beingRead: [] }
  const { stdout } = await place.ask(scripts.trash, 'Snapshots could not be moved into the trash', {
    list: ids,
    ...place.writing()
  })
  const said = stdout.toString('latin1').split('\0')
  const named = (letter: string): string[] =>
    said.flatMap(word => (word.startsWith(letter) ? [word.slice(letter.length)] : []))
  return { trashed: named('T'), beingRead: named('R') }
}

async function hasPage({ connection, layout }: FarPlace): Promise<boolean> {
  const result = await connection.run(scripts.hasPage, { series: layout.series, name: pageName, mark: pageMark })
  if (result.status !== 0)
    throw farFailure(connection.address, result, 'The page of the series could not be looked for')
  return result.stdout.toString('latin1') === 'yes'
}

async function writePage({ connection, layout }: FarPlace, html: string): Promise<void> {
  const page = Buffer.from(html)
  const values = {
    series: layout.series,
    own: layout.own,
    name: pageName,
    mark: pageMark,
    size: String(page.length)
  }
  const result = await connection.run(scripts.writePage, values, { input: [page] })
  if (result.status === foreignStatus) throw foreignPage(layout.page)
  if (result.status !== 0) throw farFailure(connection.address, result, 'The page of the series could not be written')
}

async function knownDamage(place: FarPlace): ReturnType<Series['knownDamage']> {
  try {
    const text = await readFarFile(place.connection, place.layout.damaged, mostDamageBytes, { isNext: true })
    return { damaged: text === undefined ? [] : decodeKnownDamage(text.toString('utf8')) }
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    return { damaged: [], problem: messageOf(error) }
  }
}
