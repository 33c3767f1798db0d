// One thing that is tried on a volume: it works, or the system says why not.

import type { Works } from '../../core/doctor/facts.ts'
import { codeOf, messageOf } from '../../core/failure.ts'

export class Refused extends Error {}

/** What is not the system's answer, nor a `Refused` of our own, is a defect and goes on. */
export function tried(attempt: () => void): Works {
  try {
    attempt()
    return { works: true }
  } catch (error) {
    if (!(error instanceof Refused) && codeOf(error) === undefined) throw error
    return { works: false, why: messageOf(error) }
  }
}
