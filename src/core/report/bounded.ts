// Sentences of which there may be thousands, as few as a page can bear; what is left out is counted.

import { formatCount } from '../units.ts'

const shownSentences = 10

export function bounded(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= shownSentences) return sentences
  const shown = sentences.slice(0, shownSentences - 1)
  return [...shown, `${formatCount(sentences.length - shown.length)} more are in the log and in the JSON report.`]
}
