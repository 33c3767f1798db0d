// Where a volume is mounted from and with which options, from the kernel's own table (proc(5), mountinfo).

import { readFileSync } from 'node:fs'
import type { PlaceFacts } from '../../core/doctor/facts.ts'
import type { Volume } from '../../ports/volume.ts'

export async function lookAtPlace(volume: Volume): Promise<PlaceFacts> {
  const { kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker } = await volume.state()
  const table = readFileSync('/proc/self/mountinfo', 'latin1')
  return {
    ...{ kind, isWritable, isMount, isWholeFilesystem, mountPoint, filesystem, marker },
    ...mountDetails(table, mountPoint)
  }
}

/** `mountPoint` as `mountOf` gives it; of several mounts at one place the last hides the others. */
export function mountDetails(table: string, mountPoint: string): Pick<PlaceFacts, 'mountOptions' | 'source'> {
  const words = table
    .split('\n')
    .map(line => line.split(' '))
    .findLast(columns => unescape(columns[4] ?? '') === mountPoint)
  if (words === undefined) return { mountOptions: [], source: 'unknown' }
  const dash = words.indexOf('-', 6)
  const options = [words[5], words[dash + 3]].flatMap(text => (text === undefined ? [] : text.split(',')))
  return { mountOptions: [...new Set(options)], source: unescape(words[dash + 2] ?? 'unknown') }
}

const unescape = (word: string): string =>
  word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
