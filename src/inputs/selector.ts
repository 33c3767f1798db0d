// The input that says which snapshot of a series is meant.

import { parseSelector, type Selector, selectorPrefixes } from '../core/selector.ts'
import { nearest } from './did-you-mean.ts'
import { parsed, wrong, type Parser } from './fields.ts'

/** `latest`, an id or the start of one, `commit:<sha>`, `run:<id>`, `tag:<word>`, `before:<moment>`. */
export const parseSnapshotSelector: Parser<Selector> = text => {
  const checked = parseSelector(text)
  return checked.ok ? parsed(checked.selector) : wrong(checked.why + slip(text))
}

/** The word that was misspelt, with the rest as it was written. */
function slip(text: string): string {
  const colon = text.indexOf(':')
  const [prefix, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon)]
  const word = nearest(prefix, colon < 0 ? ['latest'] : selectorPrefixes)
  return word === undefined || word === prefix ? '' : `; did you mean "${word}${rest}"?`
}
