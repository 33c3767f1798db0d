// What became of a snapshot's copy in the GitHub Actions cache, in a sentence.

import { inBackticks } from '../display.ts'
import { formatBytes } from '../units.ts'

/** `key`: of the entry that has the files. */
export type CacheCopy =
  | { readonly state: 'copied'; readonly key: string; readonly bytes: number }
  /** An earlier snapshot with the same files brought them there. */
  | { readonly state: 'present'; readonly key: string }
  /** `why`: a sentence without its full stop. */
  | { readonly state: 'failed'; readonly key: string; readonly why: string }

export const isCopied = ({ state }: CacheCopy): boolean => state !== 'failed'

/** Plain sentences; backticks mark code. A copy that failed is among the warnings. */
export function cacheCopyFacts(copy: CacheCopy | undefined): string[] {
  switch (copy?.state) {
    case 'copied':
      return [
        `A copy is in the GitHub Actions cache: ${formatBytes(copy.bytes)} of files went there, as ${inBackticks(copy.key, 300)}.`
      ]
    case 'present':
      return [`A copy is in the GitHub Actions cache: its files were there already, as ${inBackticks(copy.key, 300)}.`]
    default:
      return []
  }
}
