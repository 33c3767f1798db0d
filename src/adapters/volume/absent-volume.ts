// A volume that this run has not: it cannot be reached, or was never named. Whoever asks it anything is told why.

import { Failure } from '../../core/failure.ts'
import type { Series, Volume } from '../../ports/volume.ts'

/** `why`: whole sentences. */
export function absentVolume(name: string, why: string): Volume {
  const refuse = <T>(): Promise<T> => Promise.reject(new Failure('volume', why))
  return {
    name,
    places: () => Promise.resolve([]),
    state: refuse,
    mark: refuse,
    isSlowToAnswer: false,
    probeLinks: refuse,
    free: refuse,
    series: (): Series => {
      throw new Failure('volume', why)
    },
    seriesNames: refuse
  }
}
