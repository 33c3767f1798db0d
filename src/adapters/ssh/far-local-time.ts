// What a clock on the wall of the far machine means, by the time zone that it says it is in.

import type { WallClock } from '../../core/dated-name.ts'
import { Failure } from '../../core/failure.ts'
import { quoteValue } from '../../core/quoted-value.ts'
import { hostText } from '../../core/volume-address.ts'
import { zonedTime } from '../../core/zoned-time.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { zone } from './scripts/adoption.ts'

/** Throws, when it is asked, where that zone is not known here. */
export async function farLocalTime(connection: Connection): Promise<(clock: WallClock) => Date> {
  const { address } = connection
  const result = await connection.run(zone)
  if (result.status !== 0) throw farFailure(address, result, 'The time zone could not be asked for')
  const [variable = '', file = ''] = result.stdout.toString('utf8').split('\0')
  const given = variable.replace(/^:/, '')
  const named = zoneNamed((given === '/etc/localtime' ? '' : given) || file || 'UTC')
  return (
    zonedTime(named) ??
    (() => {
      throw new Failure(
        'source',
        `Names of trees say no time zone, and that of ${hostText(address)} is not known by its name (${quoteValue(named)}). Give "utc" if they are in UTC. Or let that account have a TZ that is known (Europe/Paris, …), as ~/.ssh/environment or SetEnv in its sshd_config set it.`
      )
    })
  )
}

/** Also of a file: `/usr/share/zoneinfo/Europe/Paris`. */
const zoneNamed = (text: string): string => text.replace(/^.*\/zoneinfo\/(?:posix\/|right\/)?/, '')
