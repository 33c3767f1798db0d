// What must hold of a series at all times, looked at from outside: by find, flock, and every stored byte.

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type BytePath, fsPath, joinPath, pathFromText } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { decodeRecord } from '../../src/core/record-text.ts'
import { isSnapshotId } from '../../src/core/snapshot-id.ts'
import { manifestOf } from './volumes.ts'

/** Every entry below a directory: path, type, mode, owner, size, mtime, inode, link target; sorted. */
export const listing = (directory: string): string[] => find(directory, '%P %y %m %U:%G %s %T@ %i %l\\0')

/** Without what a scratch directory, made and removed again, leaves as its trace: the mtimes of directories. */
export const listingWithoutTimes = (directory: string): string[] => find(directory, '%P %y %m %U:%G %s %i %l\\0')

/** The snapshots of a series, oldest first. */
export const snapshotsIn = (series: string): string[] => readdirSync(series).filter(isSnapshotId).sort(byAge)

/** `-2` comes after its first, and before `-10`. */
const byAge = (a: string, b: string): number => {
  const numberOf = (id: string): number => Number(id.slice(21) || '1')
  if (a.slice(0, 20) !== b.slice(0, 20)) return a < b ? -1 : 1
  return numberOf(a) - numberOf(b)
}

/**
 * What is wrong with a series that nobody is writing, in words: empty when every listed snapshot is complete and equals
 * its manifest byte for byte, `latest` points to the newest, nothing is left over and the lock is free.
 */
export function troubleIn(series: string): string[] {
  const ids = snapshotsIn(series)
  const own = join(series, '.snapshots')
  const leftovers = ['partial', 'trash'].flatMap(place => readdirSync(join(own, place)))
  const isLocked = spawnSync('flock', ['--nonblock', join(own, 'lock'), 'true']).status !== 0
  return [
    ...ids.flatMap(id => troubleWith(series, id)),
    ...latestTrouble(series, ids),
    ...leftovers.map(name => `${name} is left over`),
    ...(isLocked ? ['the lock is held'] : [])
  ]
}

/** `latest` is absent or points to a snapshot that is listed. */
export function latestTrouble(series: string, ids: readonly string[], newest = ids.at(-1)): string[] {
  if (lstatSync(join(series, 'latest'), { throwIfNoEntry: false }) === undefined)
    return newest === undefined ? [] : ['latest is missing']
  const target = readlinkSync(join(series, 'latest'))
  return target === newest ? [] : [`latest points to ${target}, not to ${String(newest)}`]
}

/** What is wrong with one snapshot. */
export function troubleWith(series: string, id: string): string[] {
  const top = pathFromText(join(series, id))
  const record = decodeRecord(readFileSync(join(series, '.snapshots/records', `${id}.json`), 'utf8'))
  const { entries } = manifestOf(series, id)
  const missing = new Set(namesBelow(join(series, id)))
  for (const { path } of entries) missing.delete(path)
  return [
    ...(record.id === id ? [] : [`${id} has a record of ${record.id}`]),
    ...[...entries].flatMap(entry => differences(top, entry).map(why => `${id}/${entry.path} ${why}`)),
    ...Array.from(missing, path => `${id}/${path} is not in the manifest`)
  ]
}

function differences(top: BytePath, entry: Entry): string[] {
  const file = fsPath(joinPath(top, entry.path))
  const stat = lstatSync(file, { bigint: true, throwIfNoEntry: false })
  if (stat === undefined) return ['is missing']
  const type = stat.isDirectory() ? 'dir' : stat.isSymbolicLink() ? 'link' : 'file'
  if (type !== entry.type) return [`is a ${type}`]
  return [
    ...(type === 'link' || Number(stat.mode & 0o7777n) === entry.mode ? [] : ['has another mode']),
    ...(stat.mtimeNs === entry.storedMtimeNs ? [] : ['has another mtime']),
    ...(type === 'file' && sha256(readFileSync(file)) !== entry.sha256 ? ['has other bytes'] : []),
    ...(type === 'link' && readlinkSync(file, 'latin1') !== entry.target ? ['points elsewhere'] : [])
  ]
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const namesBelow = (directory: string): string[] => find(directory, '%P\\0').filter(path => path !== '')

function find(directory: string, format: string): string[] {
  const printed = execFileSync('find', [directory, '-mindepth', '1', '-printf', format], {
    encoding: 'latin1',
    maxBuffer: 1 << 30
  })
  return printed.split('\0').slice(0, -1).sort()
}
