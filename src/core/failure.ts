// Errors that a person can act on, with the data behind them; anything else is a defect and shows its stack.

export type FailureKind =
  | 'input'
  | 'rsync'
  | 'volume'
  | 'links'
  | 'room'
  | 'source'
  | 'target'
  | 'locked'
  | 'stored'
  | 'shrunk'
  | 'missing'
  | 'damage'
  | 'cancelled'

/** A failure whose message says what happened with which value, what was expected, and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.kind = kind
  }
}

/** What is reached over a connection, and the connection is lost: whatever else is tried there will not work either. */
export class Unreachable extends Failure {}

/** The run was told to stop, and whatever it had begun is cleared by the next one. */
export const cancelled = (): Failure =>
  new Failure('cancelled', 'Cancelled. Nothing was published; what was begun is cleared by the next run.')

/** Every wrong input of a run, reported at once; nothing has been written when this is thrown. */
export class InputFailure extends Failure {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    const head = mistakes.length === 1 ? 'One input is wrong:' : `${mistakes.length} inputs are wrong:`
    super('input', [head, ...mistakes.map(mistake => `  - ${mistake}`)].join('\n'))
    this.mistakes = mistakes
  }
}

/** errno(3) on Linux, of what a volume may answer, and node has no name for. */
const unnamed: Readonly<Record<string, readonly [code: string, text: string]>> = {
  '-116': ['ESTALE', 'stale file handle'],
  '-117': ['EUCLEAN', 'structure needs cleaning'],
  '-122': ['EDQUOT', 'disk quota exceeded']
}
const asUnnamed = /Unknown system error (-\d+)/

/** The message of anything that was thrown. By property: an error of another realm is no instance of our Error. */
export const messageOf = (thrown: unknown): string =>
  (textOf(thrown, 'message') ?? String(thrown)).replace(
    /^Unknown system error (-\d+): Unknown system error -\d+/,
    (said, number: string) => unnamed[number]?.join(': ') ?? said
  )

/** The system's code (`ENOSPC`) of anything that was thrown, if it has one. */
export function codeOf(thrown: unknown): string | undefined {
  const code = textOf(thrown, 'code')
  const number = asUnnamed.exec(code ?? '')?.[1]
  return number === undefined ? code : (unnamed[number]?.[0] ?? code)
}

function textOf(thrown: unknown, name: 'message' | 'code'): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !(name in thrown)) return undefined
  const value: unknown = thrown[name as keyof typeof thrown]
  return typeof value === 'string' ? value : undefined
}
