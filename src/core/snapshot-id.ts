// The id of a snapshot: its UTC moment as a directory name, `2026-11-20T08-49-01Z`, with `-2`, `-3` when that is taken.

export interface SnapshotMoment {
  /** Whole seconds, UTC. */
  readonly moment: Date
  /** 1 for the first snapshot of its second. */
  readonly serial: number
}

/** Snapshots of one second. Ten thousand would be a defect somewhere else, and must not become an endless search. */
const highestSerial = 9999

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-([2-9]|[1-9]\d{1,3}))?$/

/** The first free id of this moment. */
export function snapshotId(moment: Date, taken: (id: string) => boolean): string {
  const year = moment.getUTCFullYear()
  if (!(year >= 0 && year <= 9999))
    throw new RangeError(`a snapshot cannot be named after ${String(moment)}: its year must be 0 to 9999`)
  const first = `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  for (let serial = 1; serial <= highestSerial; serial++) {
    const id = serial === 1 ? first : `${first}-${serial}`
    if (!taken(id)) return id
  }
  throw new RangeError(`all ${highestSerial} ids of the second ${first} are taken`)
}

/** What an id says; undefined for any other text, a moment that no calendar has (February 30th) included. */
export function parseSnapshotId(text: string): SnapshotMoment | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, serial] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const moment = new Date(iso)
  // Minute 60 is refused; an hour of 24 is read as the next day's 0, and a February 30th may be rolled over.
  if (moment.getUTCDate() !== Number(day)) return undefined
  return { moment, serial: Number(serial ?? 1) }
}

export const isSnapshotId = (text: string): boolean => parseSnapshotId(text) !== undefined

/** Oldest first; `-10` after `-9`. Throws for a text that is no id. */
export function compareSnapshotIds(a: string, b: string): number {
  const [left, right] = [momentOf(a), momentOf(b)]
  return left.moment.getTime() - right.moment.getTime() || left.serial - right.serial
}

/** The ids, oldest first, each read once. */
export const oldestFirst = (ids: readonly string[]): string[] =>
  ids
    .map(id => ({ id, ...momentOf(id) }))
    .sort((a, b) => a.moment.getTime() - b.moment.getTime() || a.serial - b.serial)
    .map(({ id }) => id)

function momentOf(id: string): SnapshotMoment {
  const parsed = parseSnapshotId(id)
  if (parsed === undefined) throw new TypeError(`${JSON.stringify(id)} is no snapshot id`)
  return parsed
}
