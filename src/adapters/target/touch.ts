// Sets mtimes to the nanosecond where tar cannot: on files that are there already, by touch(1), many at a time.

import { Buffer } from 'node:buffer'
import { showText } from '../../core/display.ts'
import { Failure } from '../../core/failure.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import { foreignPath } from '../workers/pinned.ts'
import type { Site } from './site.ts'

export interface Touch {
  /** As touch finds it from the directory it works in; ASCII. */
  readonly name: string
  readonly mtimeNs: bigint
}

/** Each waits for a process to start rather than for the disk. */
const parallel = 4

/** `follows`: the names are those of descriptors, which look like symlinks. */
export async function touch(site: Site, directory: number, touches: readonly Touch[], follows: boolean): Promise<void> {
  if (touches.length === 0) return
  const pairs = touches.map(({ name, mtimeNs }) => `--date=@${decimalSeconds(mtimeNs)}\0${name}\0`)
  const command = ['touch', '--no-create', ...(follows ? [] : ['--no-dereference'])]
  const result = await site.parts.processes.run('xargs', {
    args: ['--null', '--max-args=2', `--max-procs=${parallel}`, ...command],
    input: [Buffer.from(pairs.join(''), 'latin1')],
    inherit: site.staging.lock,
    cwd: foreignPath(directory)
  })
  if (result.status === 0) return
  const said = result.stderr.trim().split('\n')[0] ?? ''
  throw new Failure('target', `The time of a file in ${showText(site.path)} could not be set: ${showText(said)}`)
}
