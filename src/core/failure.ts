// Errors that a person can act on, with the data behind them; anything else is a defect and shows its stack.

export type FailureKind =
  'input' | 'rsync' | 'volume' | 'links' | 'room' | 'source' | 'locked' | 'stored' | 'shrunk' | 'cancelled'

/** A failure whose message says what happened with which value, what was expected, and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.kind = kind
  }
}

/** Every wrong input of a run, reported at once; nothing has been written when this is thrown. */
export class InputFailure extends Failure {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    const head = mistakes.length === 1 ? 'One input is wrong:' : `${mistakes.length} inputs are wrong:`
    super('input', [head, ...mistakes.map(mistake => `  - ${mistake}`)].join('\n'))
    this.mistakes = mistakes
  }
}

/** Whatever realm it comes from: an error of a vm context (jest runs tests in one) is no `instanceof` our Error. */
const fieldOf = (thrown: unknown, name: 'message' | 'code'): string | undefined => {
  const value: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined
  return typeof value === 'string' ? value : undefined
}

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string => fieldOf(thrown, 'message') ?? String(thrown)

/** The system's code (`ENOSPC`) of anything that was thrown, if it has one. */
export const codeOf = (thrown: unknown): string | undefined => fieldOf(thrown, 'code')
