// Whether this run may write to the volume at all: an event that strangers can cause must not.

import type { RunContext, SnapshotInputs } from '../inputs/model.ts'

/** The reason as a sentence; absent when the run may write. */
export function whyReadOnly(inputs: Pick<SnapshotInputs, 'readOnly'>, context: RunContext): string | undefined {
  if (inputs.readOnly === true) return 'Nothing is written, because "read-only" is true.'
  if (inputs.readOnly === false || context.untrusted === undefined) return undefined
  return `Nothing is written, because ${context.untrusted}. Set "read-only: false" only where strangers cannot start this workflow.`
}
