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

/** What head(1) says of a file that it cannot read. */
const unread = /^head: (?:cannot open|error reading) '\.\/([0-9TZ-]+)\.json'(?: for reading)?: (.+)$/gm

/** The line that it prints before each. */
const heading = /==> \.\/([0-9TZ-]+)\.json <==\n/

export function surveyFrom({ stdout, stderr }: { readonly stdout: Buffer; readonly stderr: string }): Survey {
  const trees = new Map<string, string>()
  const partial = new Map<string, string>()
  const trash = new Map<string, string>()
  const records = new Map<string, { readonly text: string } | { readonly why: string }>()
  const places: Readonly<Record<string, Map<string, string>>> = { S: trees, P: partial, T: trash }
  let latest: LatestState = { state: 'absent', target: '' }
  const fields = stdout.toString('latin1').split('\0')
  let at = 0
  for (; at < fields.length - 1 && fields[at] !== 'R'; at++) {
    const letter = fields[at]?.charAt(0) ?? ''
    const rest = utf8(fields[at]?.slice(1) ?? '')
    if (letter === 'L') latest = { state: 'link', target: rest }
    else if (letter === 'B') latest = { state: 'blocked', target: rest }
    else if (letter === 'E') records.set(rest.replace(/\.json$/, ''), { why: utf8(fields[++at] ?? '') })
    else places[letter]?.set(rest.slice(1), rest.charAt(0))
  }
  // The first is what stands before all headings: nothing.
  const [, ...told] = fields
    .slice(at + 1)
    .join('\0')
    .split(heading)
  for (let one = 0; one < told.length; one += 2) records.set(told[one] ?? '', { text: utf8(told[one + 1] ?? '') })
  for (const [, id = '', why = ''] of stderr.matchAll(unread))
    if (why !== 'No such file or directory') records.set(id, { why })
  return { trees, partial, trash, latest, records }
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
