// What comes before a snapshot: everything is checked, and the series is locked.

import { encodeMarker } from '../core/marker.ts'
import { parseRsyncOptions } from '../core/rsync-options.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, SourceRequest } from '../ports/source.ts'
import type { Lock, Series } from '../ports/volume.ts'
import { checkLinks, checkMachine, checkOverlap, checkVolume } from './check.ts'
import { hasSource } from './read-source.ts'
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

/** Absent when there is no source and that is allowed. */
export async function prepare(story: Story): Promise<ResolvedSource | undefined> {
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
  const probe = await volume.probeLinks()
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

/** `onWaited`: another run was writing the series, so the source may have changed since it was read. */
export function lockSeries(story: Story, series: Series, onWaited: () => void): Promise<Lock> {
  const { inputs, ports, context } = story
  const { run } = context
  const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`)
  const holder = `${who}, since ${ports.clock.now().toISOString()}`
  return series.lock(holder, inputs.lockTimeoutMs, other => {
    onWaited()
    ports.reporter.info(`Waiting for the series, which is being written by ${other}`)
  })
}
