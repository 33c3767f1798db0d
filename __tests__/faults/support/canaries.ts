// Trees that belong to somebody else, beside the series and beside the volume: whatever happens, not a byte or a time of them changes.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathFromText } from '../../../src/core/byte-path.ts'
import { listing } from '../../support/series-state.ts'

/** On filesystems that cannot hold links (`plain`) without the links. */
export function makeCanary(at: string, isPlain = false): void {
  mkdirSync(join(at, 'deep/er'), { recursive: true })
  // As it might be taken for ours by a careless walk.
  mkdirSync(join(at, '2020-01-01T00-00-00Z'))
  for (const name of ['file', 'deep/er/file', '2020-01-01T00-00-00Z/file', 'deep/.hidden'])
    writeFileSync(join(at, name), `not ours: ${name}`)
  if (isPlain) return
  symlinkSync('deep', join(at, 'latest'))
  chmodSync(join(at, 'file'), 0o640)
  chmodSync(join(at, 'deep/er'), 0o555)
}

/** Every entry below the directories with its attributes and the hash of its bytes. */
export const describeTrees = (...directories: readonly string[]): string[] =>
  directories.flatMap(directory => [
    ...listing(directory).map(line => `${directory}/${line}`),
    ...hashes(directory).map(line => `${directory}/${line}`)
  ])

/** The hash of every file below it; by find, because names may be any bytes. */
export function hashes(directory: string): string[] {
  const printed = execFileSync('find', [directory, '-mindepth', '1', '-type', 'f', '-printf', '%P\\0'], {
    encoding: 'latin1'
  })
  return printed
    .split('\0')
    .slice(0, -1)
    .map(name => {
      const bytes = readFileSync(Buffer.from(`${pathFromText(directory)}/${name}`, 'latin1'))
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`
    })
}

/**
 * Names in the directories on the way from the volume down to the series. `ours`: series, relative to the volume, that may
 * come to be. A killed probe's place is cleared in time.
 */
export const namesOnTheWay = (volume: string, name: string, ours: readonly string[]): string[] => {
  const way = name.split('/').map((_, index, all) => all.slice(0, index).join('/'))
  return way
    .flatMap(place => readdirSync(join(volume, place)).map(found => join(place, found)))
    .filter(found => found !== name && !ours.includes(found) && !found.startsWith('.snapshot-probe-'))
    .sort()
}
