// Deletes what lies in a far series' partial and trash: never through a link, never where something is mounted.

import { allOf } from '../../core/all-of.ts'
import { isWithin } from '../../core/within.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Cleared, Series } from '../../ports/volume.ts'
import { ownDirectory } from '../volume/layout.ts'
import { parseMountinfo } from '../volume/mounts.ts'
import { farFailure } from './far-failure.ts'
import type { FarPlace } from './far-place.ts'
import * as scripts from './scripts/series.ts'
import { busyStatus } from './scripts/shared.ts'

export interface Leftovers {
  /** Relative to our own directory. */
  readonly paths: readonly string[]
  readonly mounted: readonly string[]
}

/** Asked for in the order of what else is asked. */
export async function leftovers(place: FarPlace): Promise<Leftovers> {
  const doing = 'What is left of earlier runs could not be looked at'
  const { stdout } = await place.ask(scripts.leftovers, doing, {}, { isNext: true })
  // One character a byte.
  const text = stdout.toString('latin1')
  // An empty field ends the paths.
  const fields = text.split('\0')
  const end = fields.indexOf('')
  const paths = fields.slice(0, end)
  const [real = '', mounts = ''] = fields.slice(end + 1)
  const points = parseMountinfo(mounts as BytePath).map(({ mountPoint }) => mountPoint)
  const isMounted = (path: string): boolean =>
    points.some(point => isWithin(`${real}/${path.replace(/^\.\//, '')}` as BytePath, point))
  return { paths: paths.filter(path => !isMounted(path)), mounted: paths.filter(isMounted) }
}

/** What could not be deleted, in words. */
async function remove(place: FarPlace, { paths, mounted }: Leftovers): Promise<readonly string[]> {
  const there = mounted.map(path => `${place.layout.own}/${path}: something is mounted there or below`)
  if (paths.length === 0) return there
  // The words are text for the far shell, whose bytes they are to be again.
  const list = paths.map(path => Buffer.from(path, 'latin1').toString('utf8'))
  const values = { own: place.layout.own, list, ...place.writing() }
  const result = await place.connection.run(scripts.remove, values, { isNext: true })
  if (result.status === busyStatus)
    throw farFailure(place.connection.address, result, 'What is left could not be removed')
  return result.status === 0 ? there : [...there, ...result.stderr.split('\n').filter(line => line !== '')]
}

/**
 * Clears what a crash left. The record goes before its tree: so a record without a tree anywhere was never ours to remove,
 * and stays.
 */
export async function clearSeries(place: FarPlace, asked: Promise<Leftovers>): Promise<Cleared> {
  const [{ partial, trash }, left] = await allOf([place.survey(), asked])
  const begun = [...partial.keys()]
  const ids = [...begun, ...trash.keys()]
  if (ids.length > 0)
    await place.ask(
      scripts.forget,
      'What is left of earlier runs could not be removed',
      { list: ids, ...place.writing() },
      { isNext: true }
    )
  return { begun, left: await remove(place, left) }
}

export async function emptyTrash(place: FarPlace, inodesOf: Series['inodes']): ReturnType<Series['emptyTrash']> {
  const all = await leftovers(place)
  const inTrash = (path: string): boolean => path.startsWith('trash/')
  const left = await remove(place, { paths: all.paths.filter(inTrash), mounted: all.mounted.filter(inTrash) })
  const inodes = left.length === 0 ? [] : (await inodesOf([`${ownDirectory}/trash`])).flat()
  return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) }
}
