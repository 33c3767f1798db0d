// A command line that cannot be understood; nothing was done when this is thrown.

export class UsageMistake extends Error {
  override readonly name = 'UsageMistake'
  /** What to read for what would be right. */
  readonly help: string

  constructor(message: string, help: string) {
    super(message)
    this.help = help
  }
}
