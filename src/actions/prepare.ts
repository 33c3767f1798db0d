// What comes before a snapshot: everything is checked, and the series is locked.

import { encodeMarker } from '../core/marker.ts'
import { Failure } from '../core/failure.ts'
import { parseRsyncOptions } from '../core/rsync-options.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, SourceRequest } from '../ports/source.ts'
import type { Lock, Series } from '../ports/volume.ts'
import { checkLinks, checkMachine, checkOverlap, checkVolume } from './check.ts'
import { hasSource } from './read-source.ts'
import type { Ports } from './ports.ts'
import type { Story } from './story.ts'

/** What is asked of the source, before anything is known of it. */
export const sourceRequest = (inputs: SnapshotInputs, { workspace }: Pick<RunContext, 'workspace'>): SourceRequest => ({
  path: inputs.path,
  workspace,
  root: inputs.root,
  include: inputs.include,
  exclude: inputs.exclude,
  ...(inputs.filterFile === undefined ? {} : { filterFile: inputs.filterFile }),
  excludeSecrets: inputs.excludeSecrets,
  oneFileSystem: inputs.oneFileSystem,
  listingArgs: parseRsyncOptions(inputs.rsyncArgs).listing
})

/**
 * Absent when there is no source and that is allowed. `lock`: is asked for where an answer takes long, once it may be, if the
 * series turns out to be there (`isThere`): that of a new one makes directories, and this run may yet come to nothing.
 */
export async function prepare(
  story: Story,
  lock: SeriesLock,
  isThere: Promise<boolean> = Promise.resolve(false)
): Promise<ResolvedSource | undefined> {
  const { inputs, ports } = story
  const { volume } = ports
  story.rsync = await checkMachine(ports.machine)
  const { mark } = await checkVolume(volume, inputs.requireMount)
  const source = await ports.source.resolve(sourceRequest(inputs, story.context))
  if (!hasSource(story, source)) return undefined
  await checkOverlap(volume, source)
  if (source.items === undefined && inputs.root !== story.context.workspace) {
    story.warn('"root" has no effect: "path" is one directory, and its contents are the top of the snapshot.')
  }
  ports.reporter.info(`Volume ${volume.name}, series ${inputs.name}, ${story.rsync}`)
  if (!ports.machine.isRoot) story.note('Owners are left alone: they are kept only when the runner works as root.')
  if (inputs.dryRun) return source
  const probing = volume.probeLinks()
  // It is told below.
  probing.catch(() => undefined)
  // What is to be marked has been found fit before anything else comes into it.
  if (!mark && (await isThere)) lock.ask()
  const probe = await probing
  checkLinks(volume, probe, inputs.requireHardlinks)
  story.hardLinksWork = probe.hardLinks.works
  if (probe.owners?.works === false) {
    story.leaveOwners()
    story.note(
      `Owners are left alone: root may not give files away on this volume (${probe.owners.why}); an NFS server does so with root_squash.`
    )
  }
  if (mark) {
    await volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program: story.program }))
    story.note('The volume is a filesystem of its own and was marked as a volume at this first use.')
  }
  return source
}

/** Who wants a lock. */
export interface Locker {
  readonly inputs: Pick<SnapshotInputs, 'lockTimeoutMs'>
  readonly ports: Pick<Ports, 'clock' | 'reporter'>
  readonly context: Pick<RunContext, 'run'>
}

/** The lock that a run takes once. */
export class SeriesLock {
  readonly #locker: Locker
  readonly #series: Pick<Series, 'lock'>
  #asked: Promise<void> | undefined
  #held: Lock | undefined
  #isOver = false
  /** Another run was writing the series, so the source may have changed since it was read. */
  hasWaited = false

  /** `series`: the one that will be written. */
  constructor(locker: Locker, series: Pick<Series, 'lock'>) {
    this.#locker = locker
    this.#series = series
  }

  ask(): void {
    if (this.#isOver) return
    this.#asked ??= this.#lock()
    // It is told to whoever waits for it.
    this.#asked.catch(() => undefined)
  }

  /** What another run had for too long when it was asked for early may be free by now. */
  async taken(): Promise<void> {
    const early = this.#asked
    try {
      await (early ?? this.#lock())
    } catch (error) {
      if (early === undefined || !(error instanceof Failure) || error.kind !== 'locked') throw error
      await this.#lock()
    }
  }

  /** What is still waited for is not waited for here, and given back should it come. */
  async release(): Promise<void> {
    this.#isOver = true
    await this.#held?.release()
  }

  async #lock(): Promise<void> {
    const { inputs, ports, context } = this.#locker
    const { run } = context
    const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`)
    const holder = `${who}, since ${ports.clock.now().toISOString()}`
    const held = await this.#series.lock(holder, inputs.lockTimeoutMs, other => {
      this.hasWaited = true
      if (!this.#isOver) ports.reporter.info(`Waiting for the series, which is being written by ${other}`)
    })
    if (this.#isOver) await held.release()
    else this.#held = held
  }
}
