// The process of the command line: its arguments, streams and exit status.

import { safeLogLine } from '../core/display.ts'
import { codeOf, messageOf } from '../core/failure.ts'
import { commandLine } from './command-line.ts'
import { exitStatus } from './exit-status.ts'

export async function main(): Promise<void> {
  const unwritten = new Set<NodeJS.WriteStream>()
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      // Whoever read it has had enough (`| head`).
      if (codeOf(error) === 'EPIPE' || unwritten.has(stream)) return
      unwritten.add(stream)
      // A report that ends in the middle must not pass for a whole one; this may also come after the end.
      process.exitCode = failedUnless(process.exitCode)
      if (stream === process.stdout)
        process.stderr.write(`error: Standard output could not be written: ${safeLogLine(messageOf(error))}\n`)
    })
  }
  const status = await commandLine(process.argv.slice(2), process.env, process.stdout, process.stderr)
  process.exitCode = unwritten.size > 0 ? failedUnless(status) : status
}

/** What went wrong before says more. */
const failedUnless = (status: typeof process.exitCode): typeof process.exitCode =>
  status === undefined || status === exitStatus.done ? exitStatus.failed : status
