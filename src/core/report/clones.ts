// How many large files were stored as clones of their old versions, and what that saved, as a sentence.

import type { CloneCounts } from '../record.ts'
import { countOf, formatBytes } from '../units.ts'

/** Plain; backticks mark code. None where nothing was cloned. */
export function clonesSentence(clones: CloneCounts | undefined): string[] {
  if (clones === undefined || clones.files === 0) return []
  const { files, bytesOnDisk, bytesWritten } = clones
  const what = countOf(files, 'large file shares', 'large files share')
  return [
    `${what} unchanged blocks with the version before: ${formatBytes(bytesWritten)} of ${formatBytes(bytesOnDisk)} were written. \`du\` counts such files in full.`
  ]
}
