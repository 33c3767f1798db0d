// The process of the command line: its arguments, streams and exit status.

import { codeOf } from '../core/failure.ts'
import { commandLine } from './command-line.ts'

export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      // Whoever read it has had enough (`| head`).
      if (codeOf(error) !== 'EPIPE') throw error
    })
  }
  process.exitCode = await commandLine(process.argv.slice(2), process.env, process.stdout, process.stderr)
}
