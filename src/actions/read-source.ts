// Reads the source whole, or says why not: what is missing, what vanished, what was left out.

import type { BytePath } from '../core/byte-path.ts'
import { showName, showText } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { formatCount } from '../core/units.ts'
import type { SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, Scan } from '../ports/source.ts'
import type { Ports } from './ports.ts'
import type { Story } from './story.ts'

const named = 5

/** Absent when there is nothing to take and `if-no-files-found` allows that. */
export async function readSource(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  source: ResolvedSource
): Promise<Scan | undefined> {
  const hash = inputs.compare === 'content'
  const scan = await ports.source.scan(source, hash, ports.reporter.progress)
  onVanished(inputs, story, scan.vanished)
  story.secrets = scan.secrets
  story.specials = scan.specials
  const held = scan.entries.filter(entry => entry.type !== 'dir').length
  ports.reporter.info(
    `${formatCount(held)} files and symlinks in ${formatCount(scan.entries.length - held)} directories`
  )
  if (held > 0) return scan
  return story.nothingFound(`The source ${inputs.path.map(line => showText(line)).join(', ')} holds no files.`)
    ? scan
    : undefined
}

/** Fails or warns by `on-vanished`; also for what vanished while it was copied. */
export function onVanished(
  inputs: Pick<SnapshotInputs, 'onVanished'>,
  story: Pick<Story, 'warn'>,
  vanished: readonly BytePath[]
): void {
  if (vanished.length === 0) return
  const names = vanished
    .slice(0, named)
    .map(path => showName(path))
    .join(', ')
  const more = vanished.length > named ? ` and ${vanished.length - named} more` : ''
  const sentence = `${vanished.length} files vanished from the source while it was read: ${names}${more}.`
  if (inputs.onVanished === 'warn') story.warn(`${sentence} They are not in the snapshot.`)
  else {
    throw new Failure(
      'source',
      `${sentence} Take the snapshot after the build has ended, leave them out with "exclude", or set "on-vanished: warn".`
    )
  }
}
