// Whether a far link is what it was to be, and why one is not there.

import type { Cause } from '../../core/cause.ts'
import type { LinkStep } from '../../core/link-step.ts'
import type { Stored } from '../../ports/tree.ts'

export const unknownRefusal = { cause: 'refused', why: 'the link was not made, and nothing was said of it' } as const

export function isAsStored(step: LinkStep, now: Stored | undefined): boolean {
  if (now?.mtimeNs !== step.storedMtimeNs) return false
  const { owner, mode } = step
  if (owner !== undefined && (now.uid !== owner.uid || now.gid !== owner.gid)) return false
  if (mode === undefined) return now.type === 'link'
  return now.type === 'file' && now.size === step.size && now.mode === mode
}

/** Why a link is not there, from what it was to be linked to, and from what was said of all of them. */
export function causeOf(
  step: LinkStep,
  held: Stored | undefined,
  said: string
): { readonly cause: Cause; readonly why: string } {
  if (!isAsStored(step, held)) return { cause: 'altered', why: 'what it was to be linked to is not what was stored' }
  if (said.includes('Too many links') && (held?.links ?? 0) > 100) return { cause: 'link-limit', why: 'Too many links' }
  if (said.includes('Invalid cross-device link')) return { cause: 'other-filesystem', why: 'Invalid cross-device link' }
  return {
    cause: 'refused',
    why:
      said
        .split('\n')
        .find(line => line !== '')
        ?.replace(/^.*: /, '') ?? unknownRefusal.why
  }
}
