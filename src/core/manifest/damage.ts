// The error of a manifest that cannot be trusted; it carries where and what, and never anything that was read so far.

export class ManifestDamage extends Error {
  override readonly name = 'ManifestDamage'
  /** Counted from 1. */
  readonly line: number
  readonly problem: string

  constructor(line: number, problem: string) {
    super(`manifest line ${line} ${problem}`)
    this.line = line
    this.problem = problem
  }
}
