// What is told of a run that ended with something thrown: the words of a failure that a person can mend, or a defect with its stack.

import { Failure, messageOf } from './failure.ts'
import { failureOf } from './system-failure.ts'

export interface Ending {
  /** Absent for a defect of this program. */
  readonly failure?: Failure
  /** Lines. */
  readonly message: string
  /** Lines that help whoever looks into it: the stack of a defect, and what caused it. */
  readonly more: readonly string[]
}

export function endingOf(thrown: unknown): Ending {
  const error = failureOf(thrown) ?? thrown
  const causes = causeOf(error)
  if (error instanceof Failure) return { failure: error, message: error.message, more: causes }
  const stack = error instanceof Error ? (error.stack?.split('\n') ?? []) : []
  return { message: `Unexpected error; please report it. ${messageOf(error)}`, more: [...stack, ...causes] }
}

/** Nothing where the message says it already. */
function causeOf(error: unknown): string[] {
  const cause = error instanceof Error ? error.cause : undefined
  const said = cause === undefined ? '' : messageOf(cause)
  return said === '' || messageOf(error).includes(said) ? [] : [`Caused by: ${said}`]
}
