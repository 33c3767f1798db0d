// Which volume a run works on: what the workflow says, else what the runner's administrator says.

import { type Environment, type InputReader } from './input-reader.ts'
import { parseVolume } from './places.ts'

/** Empty beside a mistake. */
export function readVolume(
  read: Pick<InputReader<'volume', never>, 'text' | 'check' | 'report'>,
  env: Environment
): string {
  if (read.text('volume') !== '') return read.check('volume', read.text('volume'), parseVolume) ?? ''
  const standard = env.SNAPSHOT_VOLUME ?? ''
  if (standard !== '') return read.check('SNAPSHOT_VOLUME', standard, parseVolume) ?? ''
  read.report(
    'volume: is missing; give the absolute path of the mounted volume or ssh://user@host/path, or set SNAPSHOT_VOLUME in the environment of ' +
      'the runner (its .env file) for all workflows'
  )
  return ''
}
