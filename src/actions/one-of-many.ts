// What goes wrong with one of many, of which the others are done all the same, and that is told at the end.

import { codeOf, type Failure, messageOf } from '../core/failure.ts'
import { failureOf } from '../core/system-failure.ts'
import type { Volume } from '../ports/volume.ts'
import { withShortage } from './shortage.ts'

export interface Trouble {
  /** For whoever ends the run with it after all. */
  readonly error: unknown
  /** Absent for what the system says and we have no words for. */
  readonly failure: Failure | undefined
  readonly why: string
}

/** Throws what ends the run whatever it is about: a cancel, and a defect, which has to show its stack. */
export async function troubleOf(volume: Pick<Volume, 'free'>, thrown: unknown): Promise<Trouble> {
  const error = await withShortage(volume, thrown)
  const failure = failureOf(error)
  const isOfSystem = /^E(?!RR_)/.test(codeOf(error) ?? '')
  if (failure?.kind === 'cancelled' || (failure === undefined && !isOfSystem)) throw error
  return { error, failure, why: messageOf(failure ?? error) }
}
