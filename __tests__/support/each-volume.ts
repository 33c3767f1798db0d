// The same tests over a directory of this machine and over the same behind a real sshd: what every volume promises.

import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { farVolume } from '../../src/adapters/ssh/far-volume.ts'
import { farAdoption } from '../../src/adapters/ssh/far-adoption.ts'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import type { LinkStep } from '../../src/core/link-step.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import { oldDirectory } from '../../src/adapters/volume/old-directory.ts'
import type { OldDirectory } from '../../src/ports/adoption.ts'
import type { Lock, Series, Volume } from '../../src/ports/volume.ts'
import { type AdapterParts, adapterParts, scratchWith } from './adapter-parts.ts'
import { publish } from './published.ts'
import { isRoot, itUnless, type Missing } from './skip-aloud.ts'
import { isLineSlow } from './slow-line.ts'
import { missingSshd, type SshServer, startSshd } from './sshd.ts'
import { missingWire, startWire, type Wire } from './wire.ts'

export const nothing = (): void => undefined
export const bytePath = (name: string): BytePath => pathFromText(name)
export const [base, id] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
export const longMs = 120_000

/** An empty volume with one series that is used. */
export class VolumeStand {
  readonly parts: AdapterParts = adapterParts()
  scratch = ''
  path = ''
  volume!: Volume
  series!: Series
  #connection: Connection | undefined

  /** A directory of old trees on the machine of the volume; what is locked from now on is what these are taken into. */
  old(path: string): OldDirectory {
    if (this.#connection === undefined) return oldDirectory(path, this.path, 'a/b', this.parts)
    const { volume, old } = farAdoption(this.volume, this.#connection, { path, name: 'a/b', keepOwners: isRoot })
    this.series = volume.series('a/b')
    return old
  }

  /** `tempDir`: what comes from the other machine lies in it; in a directory of the stand's own, where none is given. */
  async open(server: SshServer | undefined, tempDir?: string): Promise<void> {
    this.scratch = scratchWith('volume')
    this.path = join(this.scratch, 'volume')
    this.volume =
      server === undefined ? localVolume(this.path, this.parts) : await this.#over(server, tempDir ?? this.scratch)
    this.series = this.volume.series('a/b')
  }

  async close(): Promise<void> {
    await this.#connection?.close()
    this.#connection = undefined
    if (this.scratch !== '') rmSync(this.scratch, { recursive: true })
    this.scratch = ''
  }

  at(...names: readonly string[]): string {
    return join(this.path, 'a/b', ...names)
  }

  async locked<T>(work: (lock: Lock) => Promise<T>): Promise<T> {
    const lock = await this.series.lock('us', 0, nothing)
    try {
      return await work(lock)
    } finally {
      await lock.release()
    }
  }

  /** A snapshot with these files, written past the adapter. */
  async taken(files: Readonly<Record<string, string>>, snapshot = base): Promise<void> {
    await this.locked(async () => {
      const partial = await this.series.begin(snapshot)
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(join(this.at('.snapshots/partial', snapshot), name, '..'), { recursive: true })
        writeFileSync(join(this.at('.snapshots/partial', snapshot), name), text)
      }
      await publish(partial, 'a/b', snapshot)
    })
  }

  stepTo(name: string, from = name): LinkStep {
    const stat = lstatSync(this.at(base, from), { bigint: true })
    return {
      path: bytePath(name),
      tree: { series: 'a/b', id: base },
      from: bytePath(from),
      size: Number(stat.size),
      storedMtimeNs: stat.mtimeNs,
      ...(stat.isSymbolicLink() ? {} : { mode: Number(stat.mode & 0o7777n) })
    }
  }

  async #over(server: SshServer, tempDir: string): Promise<Volume> {
    const address = addressOf(server.address(this.path))
    if (address.kind === 'local') throw new Error('an address over ssh was expected')
    const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
    const { processes } = this.parts
    this.#connection = await Connection.open(address, access, { processes, tempDir })
    return farVolume(server.address(this.path), this.#connection, () => isRoot, this.parts)
  }
}

export type Kind = 'on this machine' | 'over ssh'

const kinds: readonly { kind: Kind; line: string; missing: Missing }[] = isLineSlow()
  ? [{ kind: 'over ssh', line: ' with 20 ms of latency and 1 % loss', missing: missingSshd() ?? missingWire() }]
  : [
      { kind: 'on this machine', line: '', missing: undefined },
      { kind: 'over ssh', line: '', missing: missingSshd() }
    ]

/** `tests` registers them, with an `it` that is skipped aloud where there is no sshd. */
export function eachVolume(tests: (here: VolumeStand, it: ReturnType<typeof itUnless>, kind: Kind) => void): void {
  describe.each(kinds)('a volume $kind$line', ({ kind, missing }) => {
    const here = new VolumeStand()
    let server: SshServer | undefined
    let wire: Wire | undefined
    const isMeant = missing === undefined
    beforeAll(async () => {
      if (!isMeant || kind !== 'over ssh') return
      if (isLineSlow()) wire = await startWire({ roundTripMs: 20, lostOfThousand: 10 })
      server = await startSshd(wire && { host: wire.far, under: wire.under })
    }, longMs)
    beforeEach(async () => {
      if (isMeant) await here.open(server)
    }, longMs)
    afterEach(() => here.close(), longMs)
    afterAll(async () => {
      server?.stop()
      await wire?.stop()
      await here.parts.pool.close()
    })
    tests(here, itUnless(missing), kind)
  })
}
