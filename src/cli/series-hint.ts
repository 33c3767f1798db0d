// Which series there are, for whoever did not name one.

import { seriesIn } from '../adapters/volume/series-names.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { shellWord } from '../core/shell-word.ts'
import { formatCount } from '../core/units.ts'
import { addressOf } from '../core/volume-address.ts'
import { parseVolume } from '../inputs/places.ts'
import type { Environment } from './environment.ts'

const shownSeries = 10

/** Lines to print; none where the volume is not to be read, which is for the command to complain about. */
export function seriesHint(env: Environment): readonly string[] {
  const given = env.INPUT_VOLUME ?? env.SNAPSHOT_VOLUME ?? ''
  const volume = parseVolume(given)
  if (!volume.ok) return []
  // Another machine is not asked for the sake of a hint; the command that asks it is.
  if (addressOf(volume.value).kind === 'ssh')
    return [
      'Which series there are, this tells:',
      `  ${['snapshot-action list --volume', shellWord(volume.value), ...sshFlags(env)].join(' ')}`
    ]
  const names = namesOn(volume.value)
  if (names.length === 0) return []
  const more = names.length - shownSeries
  return [
    `On ${quoteValue(volume.value)} there ${names.length === 1 ? 'is' : 'are'}:`,
    ...names.slice(0, shownSeries).map(name => `  --name ${quoteValue(name)}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more: snapshot-action list --volume ${shellWord(volume.value)}`] : [])
  ]
}

/** As they were given: a key that is in no file stays where it is. */
const sshFlags = (env: Environment): readonly string[] =>
  [
    ['--ssh-key', env['INPUT_SSH-KEY']],
    ['--ssh-known-hosts', env['INPUT_SSH-KNOWN-HOSTS']]
  ].flatMap(([flag = '', text = '']) => (text === '' || text.includes('\n') ? [] : [flag, shellWord(text)]))

function namesOn(volume: string): readonly string[] {
  try {
    return seriesIn(volume)
  } catch {
    // A hint is not worth a second error beside the first.
    return []
  }
}
