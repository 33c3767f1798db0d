// One line of what doctor says: what was looked at, how it is, and for what is not well why that matters and what to do.

export type Verdict = 'ok' | 'warning' | 'failure' | 'skipped'

export interface Row {
  /** Stable, for machines: `hard-links`. */
  readonly key: string
  readonly title: string
  readonly result: Verdict
  /** How it is, in a few words. */
  readonly found: string
  /** The figure behind it, for machines. */
  readonly value?: number | string | boolean
  readonly why?: string
  /** What to do. May have a command on a line of its own. */
  readonly mend?: string
}

export type Subject = Pick<Row, 'key' | 'title'>

export const ok = (subject: Subject, found: string, value?: number | string | boolean): Row => ({
  ...subject,
  result: 'ok',
  found,
  ...(value === undefined ? {} : { value })
})

export const skipped = (subject: Subject, found: string): Row => ({ ...subject, result: 'skipped', found })

interface Trouble {
  readonly found: string
  readonly value?: number | string | boolean
  readonly why: string
  readonly mend: string
}

export const warning = (subject: Subject, trouble: Trouble): Row => ({ ...subject, result: 'warning', ...trouble })

export const failure = (subject: Subject, trouble: Trouble): Row => ({ ...subject, result: 'failure', ...trouble })

/** The worst of all rows. */
export function verdictOf(rows: readonly Row[]): 'ok' | 'warning' | 'failure' {
  if (rows.some(({ result }) => result === 'failure')) return 'failure'
  return rows.some(({ result }) => result === 'warning') ? 'warning' : 'ok'
}
