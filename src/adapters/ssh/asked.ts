// How a script is asked for over a connection.

import type { ProcessRequest } from '../process.ts'

export interface Asked extends Pick<ProcessRequest, 'input' | 'onStdout'> {
  /**
   * After whatever else was asked so, in that order and in the same shell, without waiting for the answers: for what is short,
   * and for what needs nothing of those answers but that they are good, which is for the caller to see to.
   */
  readonly isNext?: boolean
  /** Not in that shell, if another one is to be had: much is to come back. */
  readonly isLong?: boolean
}
