// The marker of a volume: the file that says 'snapshots may be kept here'. Its absence means a missing mount, or a mistake.

import { nonEmpty, parseJsonFields, utcMoment } from './json-fields.ts'
import { shellWord } from './shell-word.ts'
import { isRemote, readSshAddress } from './volume-address.ts'

export const markerName = '.snapshot-volume.json'
export const markerFormat = 1
export const mostMarkerBytes = 65_536

export interface Marker {
  readonly format: typeof markerFormat
  /** ISO 8601, UTC; absent when an administrator marked the volume by hand. */
  readonly created?: string
  /** The version of this program that marked it. */
  readonly program?: string
}

/** A marker that does not say that this is a volume we know. */
export class MarkerDamage extends Error {
  override readonly name = 'MarkerDamage'

  constructor(problem: string) {
    super(`the marker ${markerName} is damaged: ${problem}`)
  }
}

/** The file's text. Throws `MarkerDamage` for a marker that could not be read back. */
export function encodeMarker(marker: Marker): string {
  const text = `${JSON.stringify(marker)}\n`
  decodeMarker(text)
  return text
}

/** The marker that a text holds. Throws `MarkerDamage`. */
export function decodeMarker(text: string): Marker {
  const fields = parseJsonFields(text, mostMarkerBytes, problem => new MarkerDamage(problem))
  return {
    format: fields.format(markerFormat),
    ...(fields.has('created') && { created: fields.text('created', utcMoment) }),
    ...(fields.has('program') && { program: fields.text('program', nonEmpty) })
  }
}

/** The shell command with which an administrator marks a volume, on this machine or over ssh. */
export function markByHand(volume: string): string {
  const read = isRemote(volume) ? readSshAddress(volume) : undefined
  if (read?.ok !== true) return markAt(volume)
  const { user, host, port, path } = read.address
  const to = user === undefined ? host : `${user}@${host}`
  return ['ssh', ...(port === undefined ? [] : ['-p', String(port)]), '--', to, shellWord(markAt(path))].join(' ')
}

function markAt(volumePath: string): string {
  const path = volumePath.endsWith('/') ? `${volumePath}${markerName}` : `${volumePath}/${markerName}`
  return `printf '{"format":${markerFormat}}\\n' > ${shellWord(path)}`
}
