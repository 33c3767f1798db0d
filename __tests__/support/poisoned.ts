// A report in which every field that a stranger may have named or written says what is wanted.

import { pathFromText } from '../../src/core/byte-path.ts'

/** The fields that say what somebody else has named or written; all others are words and figures of this program. */
const ofStrangers = new Set(
  [
    'volume series name path snapshotPath latestPath target program rsync digest why reason selector damage',
    'warnings notes tags paths fallbackNames rules spared notRemoved reasons prunedIds phase found mend',
    'ref commit workflow job event actor runId runner url repository link'
  ].flatMap(words => words.split(' '))
)
/** Those that are bytes of a name, one character each. */
const ofPaths = new Set(['path', 'spared', 'target', 'link'])

/** The same report with that text wherever a stranger's may stand, beside plain words too. */
export function poisoned<T>(report: T, text: string): T {
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (!ofStrangers.has(key)) return value
      return ofPaths.has(key) ? pathFromText(text) : key === 'warnings' ? `The file ${text} went away.` : text
    }
    if (Array.isArray(value)) return value.map(item => poison(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, poison(item, inner)]))
  }
  return poison(report, '') as T
}
