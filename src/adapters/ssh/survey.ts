// What there is in a far series, as one far script tells it: the names in its directories, `latest`, and every record.

import { Buffer } from 'node:buffer'
import type { LatestState } from '../../ports/volume.ts'

export interface Survey {
  /** Names with the letter of their type, as find(1) has it. */
  readonly trees: ReadonlyMap<string, string>
  readonly partial: ReadonlyMap<string, string>
  readonly trash: ReadonlyMap<string, string>
  readonly latest: LatestState
  /** By the id in their names. */
  readonly records: ReadonlyMap<string, { readonly text: string } | { readonly why: string }>
}

export function surveyFrom(answer: Buffer): Survey {
  const trees = new Map<string, string>()
  const partial = new Map<string, string>()
  const trash = new Map<string, string>()
  const records = new Map<string, { readonly text: string } | { readonly why: string }>()
  const places: Readonly<Record<string, Map<string, string>>> = { S: trees, P: partial, T: trash }
  let latest: LatestState = { state: 'absent', target: '' }
  const fields = answer.toString('latin1').split('\0')
  for (let at = 0; at < fields.length - 1; at++) {
    const letter = fields[at]?.charAt(0) ?? ''
    const rest = utf8(fields[at]?.slice(1) ?? '')
    if (letter === 'L') latest = { state: 'link', target: rest }
    else if (letter === 'B') latest = { state: 'blocked', target: rest }
    else if (letter === 'R' || letter === 'E') {
      const said = utf8(fields[++at] ?? '')
      records.set(rest.replace(/\.json$/, ''), letter === 'R' ? { text: said } : { why: said })
    } else places[letter]?.set(rest.slice(1), rest.charAt(0))
  }
  return { trees, partial, trash, latest, records }
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
