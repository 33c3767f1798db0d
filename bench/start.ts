// How long the bundled action takes from the start of Node to its first phase, which is its first line in the log.

import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { readAction } from '../__tests__/support/action-metadata.ts'
import { inputEnvironment } from '../__tests__/support/runner.ts'
import {
  githubContext,
  repositoryRoot,
  runnerContext,
  runnerNode,
  stepEnvironment
} from '../__tests__/support/runner-environment.ts'
import { inTurn, median } from './measure.ts'
import type { Figure } from './result.ts'

/** Until the first byte on its standard output; then it is waited for, so that it disturbs no other round. */
const untilFirstWord = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((done, fail) => {
    const from = performance.now()
    let first: number | undefined
    const child = spawn(runnerNode(), args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.on('data', () => {
      first ??= performance.now() - from
    })
    child.once('error', fail)
    child.once('close', code => {
      if (code === 0 && first !== undefined) done(first)
      else fail(new Error(`${args[0] ?? ''} ended with ${String(code)}`))
    })
  })

export async function startFigures(scratch: string, rounds: number): Promise<readonly Figure[]> {
  const at = (name: string): string => join(scratch, 'start', name)
  for (const name of ['workspace/build', 'volume', 'temp']) mkdirSync(at(name), { recursive: true })
  writeFileSync(at('workspace/build/file'), 'x')
  writeFileSync(join(at('volume'), '.snapshot-volume.json'), '{"format":1}\n')
  const action = readAction(repositoryRoot)
  const place = { workspace: at('workspace'), tempDir: at('temp') }
  const contexts = { github: githubContext(place), runner: runnerContext(place), matrix: null }
  const inputs = { path: 'build', volume: at('volume'), name: 'bench', 'dry-run': 'true' }
  const env = { ...stepEnvironment(contexts), ...inputEnvironment(action, inputs, contexts) }
  const ways = [[join(action.directory, action.runs.main)], ['-e', 'process.stdout.write("x")']]
  const [bundle = [], bare = []] = await inTurn(ways, rounds, args => untilFirstWord(args, at('workspace'), env))
  return [
    { id: 'start/bundle', title: 'Start of Node to the first phase of the action', value: median(bundle), unit: 'ms' },
    { id: 'start/node', title: 'Of it, Node itself: `node -e`', value: median(bare), unit: 'ms' }
  ]
}
