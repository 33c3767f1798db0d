// What someone must act on, as one box on the page.

import { markdownSentence } from '../display.ts'
import { bounded } from './bounded.ts'

/** One alert, however many sentences there are: a page full of boxes hides what the run did. None for no sentences. */
export function alert(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return []
  const shown = bounded(sentences).map(sentence => markdownSentence(sentence, 400))
  const lines = shown.length === 1 ? shown : shown.map(sentence => `- ${sentence}`)
  return [['[!WARNING]', ...lines].map(line => `> ${line}`).join('\n')]
}
