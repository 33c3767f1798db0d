// Where a far series is, who of us holds its lock, and what was seen there last: what all that works in it shares.

import type { FarValues } from '../../core/far-command.ts'
import type { EntryList } from '../../core/entry-list.ts'
import type { Lock } from '../../ports/volume.ts'
import type { Packing } from '../packed-chunks.ts'
import type { ProcessResult } from '../process.ts'
import { seriesLayout, type SeriesLayout } from '../volume/layout.ts'
import type { Asked } from './asked.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { type FarLock, lockSeries } from './far-lock.ts'
import { type NewestManifest, readNewest } from './far-manifest.ts'
import * as scripts from './scripts/series.ts'
import { type Survey, surveyFrom } from './survey.ts'

export interface FarPlace {
  readonly connection: Connection
  readonly layout: SeriesLayout
  readonly series: string
  /** For small copies; absent where none come into the series from this machine. */
  readonly packing?: Packing
  /** By us. */
  readonly isLocked: boolean
  lock(holder: string, timeoutMs: number, onWait: (holder: string) => void): Promise<Lock>
  survey(): Promise<Survey>
  /** The next survey is asked for now, and told to whoever wants it without a lock; and so is the newest manifest. */
  askAhead(): void
  /** As it was then, once, since it takes much memory; under the lock, what was asked without it is not told. */
  newest(id: string): Promise<EntryList | undefined>
  /** Runs a script that has to succeed, with the series' own values. `doing` begins the sentence of its failure. */
  ask(script: string, doing: string, values?: FarValues, asked?: Asked): Promise<ProcessResult>
  /** How often something was written there that counts. */
  readonly changes: number
  /** The values of a script that writes. Throws when we do not hold the lock. */
  writing(): FarValues
  /** The same for what writes nothing that a survey tells of. */
  noting(): FarValues
}

export function farPlace(series: string, connection: Connection, packing?: Packing): FarPlace {
  const layout = seriesLayout(connection.address.path, series)
  const own = { series: layout.series, own: layout.own }
  let held: FarLock | undefined
  let freed: Promise<void> | undefined
  let changes = 0
  /** Under the lock nobody but us changes anything that it tells of. */
  let known: Promise<Survey> | undefined
  let ahead: Promise<Survey> | undefined
  let newest: NewestManifest | undefined
  const noting = (): FarValues => {
    if (held === undefined) throw new Error('the far series is only written under the lock')
    return { token: held.token }
  }
  const ask: FarPlace['ask'] = async (script, doing, values = {}, asked = {}) => {
    const result = await connection.run(script, { ...own, ...values }, asked)
    if (result.status !== 0) throw farFailure(connection.address, result, doing)
    return result
  }
  const look = async (): Promise<Survey> =>
    surveyFrom(await ask(scripts.survey, 'The series could not be listed', {}, { isNext: true }))
  return {
    connection,
    layout,
    series,
    ...(packing !== undefined && { packing }),
    get isLocked() {
      return held !== undefined
    },
    lock: async (holder, timeoutMs, onWait) => {
      await freed
      const lock = await lockSeries(connection, layout, series, holder, timeoutMs, onWait)
      held = lock
      known = undefined
      newest = undefined
      return {
        // The far side frees it as soon as it hears of that, or of our end: nobody but us could come sooner.
        release: () => {
          freed = lock.release()
          if (held === lock) {
            held = undefined
            known = undefined
          }
          return Promise.resolve()
        }
      }
    },
    survey: async () => {
      if (held !== undefined) return await (known ??= look())
      const asked = ahead
      ahead = undefined
      return (await asked?.catch(() => undefined)) ?? (await look())
    },
    askAhead: () => {
      ahead = look()
      ahead.catch(() => undefined)
      newest = readNewest({ connection, layout, series })
    },
    newest: async id => {
      const asked = newest
      newest = undefined
      return held === undefined ? await asked?.(id) : undefined
    },
    ask,
    noting,
    get changes() {
      return changes
    },
    writing: () => {
      connection.room.changes()
      known = undefined
      changes++
      return noting()
    }
  }
}
