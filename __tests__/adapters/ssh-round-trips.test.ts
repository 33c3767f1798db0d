// How often a snapshot asks the machine of its volume for something: as often for a thousand files as for ten.

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Processes } from '../../src/adapters/process.ts'
import { waiting } from '../../src/adapters/ssh/scripts/serve.ts'
import { farCommand } from '../../src/core/far-command.ts'
import { snapshotWith } from '../../src/wiring/snapshot.ts'
import { withWorld } from '../../src/world.ts'
import { RecordingReporter } from '../support/fakes/reporter.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

const missing = missingSshd()
const longMs = 600_000

let server: SshServer
beforeAll(async () => {
  if (missing === undefined) server = await startSshd()
})
afterAll(() => {
  if (missing === undefined) server.stop()
})

/** A request to the far shell, or the script of a session that was opened ahead; that one may become a shell, which asks nothing. */
const isAsked = (piece: Buffer): boolean => {
  const text = piece.subarray(0, 200).toString('latin1')
  return /^[0-9a-f]{32} \d+\n/.test(text) || (/^\d+\nset -u\n/.test(text) && !piece.includes('read -r request'))
}

class Counted implements Processes {
  count = 0
  readonly #real: Processes

  constructor(real: Processes) {
    this.#real = real
  }

  run: Processes['run'] = (program, request) => {
    const { args, input } = request
    // What is opened ahead is waited for by nobody.
    if (args.includes(farCommand(waiting, {}))) this.count += 0
    else if (program === 'ssh' || args.some(arg => arg.startsWith('--rsh='))) this.count++
    return this.#real.run(
      program,
      program === 'ssh' && input !== undefined ? { ...request, input: this.#seen(input) } : request
    )
  }

  async *#seen(input: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of input) {
      if (isAsked(piece)) this.count++
      yield piece
    }
  }
}

/** Of a first snapshot, and of the next one of a rebuilt tree. */
async function roundTrips(files: number): Promise<readonly number[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-trips-'))
  try {
    const [build, volume] = [join(scratch, 'build'), join(scratch, 'volume')]
    for (const directory of [build, volume]) mkdirSync(directory)
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
    const nameOf = (index: number): string => join(build, `d${index % 7}`, `file ${index}`)
    for (let index = 0; index < files; index++) {
      mkdirSync(join(nameOf(index), '..'), { recursive: true })
      writeFileSync(nameOf(index), `content of ${index}`)
    }
    const counts: number[] = []
    for (const turn of ['first', 'next']) {
      const { volume: address, 'ssh-key': key, 'ssh-known-hosts': hosts } = server.inputs(volume)
      const env = {
        PATH: process.env.PATH,
        INPUT_PATH: build,
        INPUT_NAME: 'a/b',
        INPUT_VOLUME: address,
        'INPUT_SSH-KEY': key,
        'INPUT_SSH-KNOWN-HOSTS': hosts
      }
      const reporter = new RecordingReporter()
      await withWorld(env, reporter, new AbortController().signal, async world => {
        const processes = new Counted(world.processes)
        const told = await snapshotWith({ ...world, processes })
        expect(told.failure).toBeUndefined()
        expect(told.log.join('\n')).toContain(
          turn === 'first' ? 'first snapshot' : `${(files - 1).toLocaleString('en')} of`
        )
        counts.push(processes.count)
      })
      const now = new Date()
      for (let index = 0; index < files; index++) utimesSync(nameOf(index), now, now)
      writeFileSync(nameOf(3), 'changed')
    }
    return counts
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

itUnless(missing)(
  'their number does not depend on the number of files',
  async () => {
    const few = await roundTrips(10)
    expect(await roundTrips(1500)).toEqual(few)
    for (const count of few) expect(count).toBeLessThan(35)
  },
  longMs
)
