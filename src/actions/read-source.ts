// Reads the source whole, or says why not: what is missing, what vanished, what was left out.

import type { BytePath } from '../core/byte-path.ts'
import { showName, showText } from '../core/display.ts'
import { Failure, messageOf } from '../core/failure.ts'
import { firstInline } from '../core/first-few.ts'
import { Once } from '../core/once.ts'
import type { LeftOut } from '../core/report/model.ts'
import { countOf } from '../core/units.ts'
import type { SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, Scan } from '../ports/source.ts'
import type { Series } from '../ports/volume.ts'
import type { Ports } from './ports.ts'
import type { Story } from './story.ts'

/** Absent when there is nothing to take and `if-no-files-found` allows that. */
export async function readSource(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  source: ResolvedSource
): Promise<Scan | undefined> {
  const hash = inputs.compare === 'content'
  const series = ports.volume.series(inputs.name)
  const scan = await story.source.scan(
    source,
    hash,
    ports.reporter.progress,
    hash ? await lastIndex(series) : undefined
  )
  if ((scan.filesKnown ?? 0) > 0) {
    ports.reporter.info(
      `${countOf(scan.filesKnown ?? 0, 'file was', 'files were')} not read: inode, size and times are those that were hashed last time`
    )
  }
  onVanished(inputs, story, scan.vanished)
  story.secrets = scan.secrets
  story.specials = scan.specials
  sayLeftOut(ports, 'because of secrets they may hold ("exclude-secrets")', scan.secrets)
  sayLeftOut(ports, 'being sockets, FIFOs or devices', scan.specials)
  if (source.runnerTemp !== undefined)
    story.note(`${showName(source.runnerTemp)} was left out: it is the runner's temporary directory.`)
  if (scan.unusedExcludes.length > 0) {
    const unused = firstInline(scan.unusedExcludes, line => showText(line))
    story.note(`Of the lines of "path" that leave something out, these matched nothing that was listed: ${unused}.`)
  }
  const held = scan.entries.filter(entry => entry.type !== 'dir').length
  ports.reporter.info(
    `${countOf(held, 'file or symlink', 'files and symlinks')} in ${countOf(scan.entries.length - held, 'directory', 'directories')}`
  )
  ports.parallelism?.settle({ files: held, bytes: scan.entries.reduce((sum, { size }) => sum + size, 0) })
  if (held > 0) return scan
  story.nothingFound(`The source ${inputs.path.map(line => showText(line)).join(', ')} holds no files.`)
  return undefined
}

/** Nobody else has it: what waits for the scan would keep it for as long. */
async function lastIndex(series: Series): Promise<Once<Uint8Array> | undefined> {
  const index = await series.sourceIndex?.()
  return index && new Once(index)
}

/** Whether there is something to read: a part of a source is not passed off as the whole. */
export function hasSource(story: Story, source: ResolvedSource): boolean {
  if (source.missing.length === 0) return true
  const missing = source.missing.map(line => showText(line)).join(', ')
  story.nothingFound(
    `The source ${missing} does not exist: no file or directory, and no pattern that matches anything.`
  )
  return (source.items?.length ?? 0) > 0
}

/** Fails or warns by `on-vanished`; also for what vanished while it was copied. */
export function onVanished(
  inputs: Pick<SnapshotInputs, 'onVanished'>,
  story: Pick<Story, 'warn'>,
  vanished: readonly BytePath[]
): void {
  if (vanished.length === 0) return
  const sentence = `${countOf(vanished.length, 'path', 'paths')} vanished from the source while it was read: ${namesOf(vanished)}.`
  if (inputs.onVanished === 'warn') story.warn(`${sentence} They are not in the snapshot.`)
  else {
    throw new Failure(
      'source',
      `${sentence} Take the snapshot after the build has ended, leave them out with "exclude", or set "on-vanished: warn".`
    )
  }
}

function sayLeftOut(ports: Ports, what: string, leftOut: readonly LeftOut[]): void {
  if (leftOut.length === 0) return
  ports.reporter.info(
    `${countOf(leftOut.length, 'path', 'paths')} left out, ${what}: ${namesOf(leftOut.map(({ path }) => path))}`
  )
}

const namesOf = (paths: readonly BytePath[]): string => firstInline(paths, path => showName(path))

/**
 * The index of the source for the next run; absent where there is none to keep. Of what there is in it already nothing would
 * change: files that are gone since stay in it, and harm nobody.
 */
export function indexToKeep(story: Story, series: Series, scan: Scan): Once<Uint8Array> | undefined {
  if (series.keepSourceIndex === undefined) return undefined
  const isSame = scan.filesKnown === scan.entries.filter(({ type }) => type === 'file').length
  try {
    const index = isSame ? undefined : scan.index?.()
    return index && new Once(index)
  } catch (error) {
    story.note(notKept(error))
    return undefined
  }
}

/** It only saves the next run a reading, so what is in its way is worth a note and no more. `after`: see `Series`. */
export async function keepIndex(
  story: Story,
  series: Series,
  index: Once<Uint8Array> | undefined,
  after?: Promise<unknown>
): Promise<void> {
  if (index === undefined || series.keepSourceIndex === undefined) return
  try {
    await series.keepSourceIndex(index, after)
  } catch (error) {
    story.note(notKept(error))
  }
}

const notKept = (error: unknown): string =>
  `The index of the source could not be kept, so that the next run reads every file: ${messageOf(error)}`
