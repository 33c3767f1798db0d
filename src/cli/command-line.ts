// One call of the command line from its arguments to its exit status: parse, run, tell, and end in one place.

import { systemClock } from '../adapters/system-clock.ts'
import { safeLogLine } from '../core/display.ts'
import { InputFailure } from '../core/failure.ts'
import type { Told } from '../core/report/told.ts'
import { program } from '../program.ts'
import { stopOnSignals, withWorld } from '../world.ts'
import { commands } from './commands.ts'
import { commandEnvironment, type Environment } from './environment.ts'
import { exitStatus } from './exit-status.ts'
import type { HelpLook } from './help.ts'
import { type Call, helpText, parseCommandLine } from './parser.ts'
import { columnsOf } from './progress-bar.ts'
import { seriesHint } from './series-hint.ts'
import { styleFor, wantsColour } from './style.ts'
import { terminalReporter, type TerminalReporter } from './terminal-reporter.ts'
import { type Trouble, troubleJson, troubleOf } from './trouble.ts'

export type Output = NodeJS.WriteStream

/** Never throws. Standard output gets the result and nothing else; all that is said on the way goes to standard error. */
export async function commandLine(
  args: readonly string[],
  env: Environment,
  out: Output,
  err: Output
): Promise<number> {
  const look = lookOf(env, out)
  if (args.length === 0) {
    err.write(helpText('', commands, lookOf(env, err)))
    return exitStatus.usage
  }
  let call: Call | undefined
  try {
    call = parseCommandLine(args, commands, program, look, text => out.write(text))
  } catch (error) {
    const reporter = reporterFor({ quiet: true, verbose: false }, env, err)
    return tellTrouble(troubleOf(error, undefined), reporter, args.includes('--json') ? out : undefined, err)
  }
  return call === undefined ? exitStatus.done : await run(call, env, out, err)
}

async function run(call: Call, env: Environment, out: Output, err: Output): Promise<number> {
  const { spec, given, json } = call
  const stop = stopOnSignals()
  const reporter = reporterFor(call, env, err)
  const commandEnv = commandEnvironment(env, spec, given)
  let told: Told | undefined
  try {
    told = await withWorld(commandEnv, reporter, stop, spec.run)
    reporter.finish()
    tell(told, call, env, out, err)
    // Only now: what was done before it failed has to be told.
    if (told.failure !== undefined) throw told.failure
    return exitStatus.done
  } catch (error) {
    const trouble = troubleOf(error, spec)
    const isNameless =
      error instanceof InputFailure && error.mistakes.some(mistake => mistake.startsWith('name: is missing'))
    const more = isNameless ? [...seriesHint(commandEnv), ...trouble.more] : trouble.more
    const status = tellTrouble({ ...trouble, more }, reporter, json && told === undefined ? out : undefined, err)
    return stop.aborted ? exitStatus.cancelled : status
  } finally {
    reporter.finish()
  }
}

/** With `--json`, what a person would read goes to where the rest is. */
function tell({ log, json }: Told, call: Call, env: Environment, out: Output, err: Output): void {
  if (call.json) out.write(json)
  if (call.json && call.quiet) return
  const to = call.json ? err : out
  const { bold } = styleFor(wantsColour(env, to.isTTY))
  const [heading = '', ...lines] = log
  // From the steps above it, which are told on the same screen.
  if (to.isTTY && !call.quiet) to.write('\n')
  to.write(`${[bold(heading), ...lines].join('\n')}\n`)
}

/** Its status, told to a person, and as JSON where that was asked for and nothing else was told. */
function tellTrouble(
  { status, more, ...trouble }: Trouble,
  reporter: TerminalReporter,
  json: Output | undefined,
  err: Output
): number {
  json?.write(troubleJson({ status, more, ...trouble }))
  reporter.error(trouble.message)
  for (const line of more) err.write(`${safeLogLine(line)}\n`)
  return status
}

function reporterFor(call: Pick<Call, 'quiet' | 'verbose'>, env: Environment, err: Output): TerminalReporter {
  return terminalReporter({
    stream: err,
    isTerminal: err.isTTY && env.TERM !== 'dumb',
    style: styleFor(wantsColour(env, err.isTTY)),
    clock: systemClock,
    quiet: call.quiet,
    verbose: call.verbose
  })
}

const widestHelp = 100

const lookOf = (env: Environment, to: Output): HelpLook => ({
  width: Math.min(columnsOf(to), widestHelp),
  bold: styleFor(wantsColour(env, to.isTTY)).bold
})
