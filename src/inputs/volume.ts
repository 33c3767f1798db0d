// Which volume a run works on: what the workflow says, else what the runner's administrator says.

import { type Environment, type InputReader } from './input-reader.ts'
import { parseVolume } from './places.ts'

type Reader = Pick<InputReader<'volume', never>, 'text' | 'mistake' | 'report'>

/** Empty beside a mistake, and for none where that is allowed. */
export function readVolume(read: Reader, env: Environment, mayBeNone = false): string {
  if (read.text('volume') !== '') return check(read, 'volume', read.text('volume'))
  const standard = env.SNAPSHOT_VOLUME ?? ''
  if (standard !== '') return check(read, 'SNAPSHOT_VOLUME', standard)
  if (mayBeNone) return ''
  read.report(
    'volume: is missing; give the absolute path of the mounted volume or ssh://user@host/path, or set SNAPSHOT_VOLUME in the environment of ' +
      'the runner (its .env file) for all workflows'
  )
  return ''
}

/** A password in an address is a mistake, and not to be read in a log. */
function check(read: Reader, label: string, text: string): string {
  const result = parseVolume(text)
  if (result.ok) return result.value
  read.mistake(label, text.replace(/^([^/]*:\/\/)?([^:/@]*):[^/@]*@/, '$1$2:…@'), result.why)
  return ''
}
