// Flags that are true or false, as people write them, in the one form the parser takes: `--pin=true`.

/**
 * `--pin`, `--no-pin`, `--pin true`, `--pin false` each become `--pin=…`; `--pin=…` stays, whatever it says. Without this a
 * parser would take the operand behind `--pin` for its value. What follows a flag with a value, and `--`, is left alone;
 * `onMissing` is told when that is another flag: a series called `--pin` is nobody's wish.
 */
export function spellOut(
  args: readonly string[],
  truths: ReadonlySet<string>,
  valued: ReadonlySet<string>,
  onMissing: (flag: string, next: string) => never
): string[] {
  const isTruth = (arg: string): boolean => arg.startsWith('--') && truths.has(arg.slice(2))
  const isNo = (arg: string): boolean => arg.startsWith('--no-') && truths.has(arg.slice(5))
  const isValued = (arg: string): boolean => arg.startsWith('--') && valued.has(arg.slice(2))
  const out: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const next = args[at + 1]
    if (arg === '--') return [...out, ...args.slice(at)]
    if (isTruth(arg)) {
      const isSaid = next === 'true' || next === 'false'
      out.push(`${arg}=${isSaid ? next : 'true'}`)
      if (isSaid) at++
    } else if (isNo(arg)) out.push(`--${arg.slice(5)}=false`)
    else if (isValued(arg) && next !== undefined) {
      if (isTruth(next) || isNo(next) || isValued(next)) onMissing(arg, next)
      out.push(arg, next)
      at++
    } else out.push(arg)
  }
  return out
}
