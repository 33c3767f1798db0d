// How often a snapshot or an adoption asks the machine of its volume for something: as often for a thousand files as for ten.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Processes } from '../../src/adapters/process.ts'
import { waiting } from '../../src/adapters/ssh/scripts/serve.ts'
import { farCommand } from '../../src/core/far-command.ts'
import type { Told } from '../../src/core/report/told.ts'
import { adoptWith } from '../../src/wiring/adopt.ts'
import { snapshotWith } from '../../src/wiring/snapshot.ts'
import { withWorld, type World } from '../../src/world.ts'
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

/** What the run asked, and what it told. */
async function counted(
  wiring: (world: World) => Promise<Told>,
  volume: string,
  inputs: Readonly<Record<string, string>>
): Promise<{ readonly log: string; readonly count: number }> {
  const given = { ...server.inputs(volume), name: 'a/b', ...inputs }
  const env = Object.fromEntries(Object.entries(given).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]))
  const { PATH } = process.env
  return await withWorld({ PATH, ...env }, new RecordingReporter(), new AbortController().signal, async world => {
    const processes = new Counted(world.processes)
    const told = await wiring({ ...world, processes })
    expect(told.failure).toBeUndefined()
    return { log: told.log.join('\n'), count: processes.count }
  })
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
      const { log, count } = await counted(snapshotWith, volume, { path: build })
      expect(log).toContain(turn === 'first' ? 'first snapshot' : `${(files - 1).toLocaleString('en')} of`)
      counts.push(count)
      const now = new Date()
      for (let index = 0; index < files; index++) utimesSync(nameOf(index), now, now)
      writeFileSync(nameOf(3), 'changed')
    }
    return counts
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** Of two old trees, which share all their files but one. */
async function tripsOfAdoption(files: number): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-trips-'))
  try {
    const [old, volume] = [join(scratch, 'old'), join(scratch, 'volume')]
    const [one, other] = [join(old, '2024-01-10'), join(old, '2024-01-11')]
    for (const directory of [one, other, volume]) mkdirSync(directory, { recursive: true })
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
    for (let index = 0; index < files; index++) {
      mkdirSync(join(one, `d${index % 7}`), { recursive: true })
      writeFileSync(join(one, `d${index % 7}`, `file ${index}`), `content of ${index}`)
    }
    execFileSync('cp', ['-al', '-T', one, other])
    for (let index = 0; index < 7; index++) writeFileSync(join(other, `d${index}`, 'new'), `of ${index}`)
    const { log, count } = await counted(adoptWith, volume, { path: old, utc: 'true' })
    expect(log).toContain('Adopted 2 trees')
    return count
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

itUnless(missing)(
  'nor does that of an adoption',
  async () => {
    const few = await tripsOfAdoption(10)
    expect(await tripsOfAdoption(1500)).toBe(few)
    expect(few).toBeLessThan(45)
  },
  longMs
)
