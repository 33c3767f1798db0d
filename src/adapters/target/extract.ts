// Hands tar members to GNU tar, which alone sets mode, owner and mtime to the nanosecond for many files at the cost of one process.

import type { Buffer } from 'node:buffer'
import { showName, showText } from '../../core/display.ts'
import { Failure } from '../../core/failure.ts'
import { firstAsLines } from '../../core/first-few.ts'
import type { BytePath } from '../../core/byte-path.ts'
import { extractArgs } from '../extract-args.ts'
import { foreignPath } from '../workers/pinned.ts'
import { noQuota, noRoom } from './refusals.ts'
import type { Site } from './site.ts'

/** Extracts into the directory behind a descriptor, from an archive of that name in it, or from these bytes. */
export async function extract(
  site: Site,
  directory: number,
  archive: string | readonly Buffer[],
  keepOwners: boolean,
  pathOf: (name: string) => BytePath | undefined
): Promise<void> {
  const result = await site.parts.processes.run('tar', {
    args: extractArgs(typeof archive === 'string' ? archive : '-', keepOwners),
    ...(typeof archive !== 'string' && { input: archive }),
    inherit: site.staging.lock,
    cwd: foreignPath(directory)
  })
  if (result.status === 0) return
  const messages = result.stderr.split('\n').filter(line => line !== '')
  const named = messages.map(message => withPath(message, pathOf))
  const said = (words: RegExp): string | undefined => named[messages.findIndex(message => words.test(message))]
  const full = said(/No space left on device/)
  if (full !== undefined) throw noRoom(site.path, full)
  const used = said(/Disk quota exceeded/)
  if (used !== undefined) throw noQuota(site.path, used)
  throw new Failure(
    'target',
    `tar could not write into ${showText(site.path)} (status ${result.status}):${firstAsLines(named, message => message)}`
  )
}

/** tar knows our numbers only. */
function withPath(message: string, pathOf: (name: string) => BytePath | undefined): string {
  const [, name, said = ''] = /^tar: (\d+): (.*)$/s.exec(message) ?? []
  const path = name === undefined ? undefined : pathOf(name)
  return path === undefined ? showText(message) : `${showName(path)}: ${showText(said)}`
}
