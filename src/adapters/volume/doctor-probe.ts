// Looks at a volume and this machine for doctor: all that needs writing happens in one scratch directory, which is always removed.

import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ToolFacts, TriedFacts, VolumeFacts } from '../../core/doctor/facts.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import type { Machine } from '../../ports/machine.ts'
import type { VolumeProbe } from '../../ports/probe.ts'
import { systemClock } from '../system-clock.ts'
import { probeAttributes } from './doctor-attributes.ts'
import { probeLinkFacts } from './doctor-links.ts'
import { probeNames } from './doctor-names.ts'
import { lookAtPlace } from './doctor-place.ts'
import { probeSafety } from './doctor-safety.ts'
import { lookAtSeries } from './doctor-series.ts'
import { localVolume } from './local-volume.ts'
import type { VolumeParts } from './parts.ts'

const prefix = '.snapshot-doctor-'
/** A look takes seconds, also on a slow server. */
const oldMs = 3_600_000

export function volumeProbe(path: string, machine: Machine, parts: VolumeParts): VolumeProbe {
  const volume = localVolume(path, parts)
  return {
    look: async (): Promise<VolumeFacts> => {
      const place = await lookAtPlace(volume)
      if (place.kind !== 'directory') return { place, tried: { why: 'there is no volume to try it on' } }
      const room = await volume.free()
      if (!place.isWritable) return { place, room, tried: { why: 'not tried: the volume cannot be written' } }
      return { place, room, tried: await tryAll(path, parts) }
    },
    tools: () => toolsOf(machine, parts),
    series: name => lookAtSeries(path, volume, name, parts)
  }
}

async function tryAll(volume: string, parts: VolumeParts): Promise<VolumeFacts['tried']> {
  let scratch: string | undefined
  try {
    clearOld(volume)
    scratch = mkdtempSync(join(volume, prefix))
    const attributes = await probeAttributes(scratch, parts)
    const tried: TriedFacts = {
      attributes,
      names: probeNames(scratch),
      safety: await probeSafety(scratch, parts.processes),
      links: probeLinkFacts(scratch)
    }
    return tried
  } catch (error) {
    // A cancelled run, and what is no refusal of the system, is not a fact about the volume.
    if (error instanceof Failure || codeOf(error) === undefined) throw error
    return { why: `not tried: ${messageOf(error)}` }
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true })
  }
}

/** What a look left that was killed; one of this very moment is left alone. */
function clearOld(volume: string): void {
  for (const name of readdirSync(volume).filter(one => one.startsWith(prefix))) {
    const path = join(volume, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (
      stat?.isDirectory() === true &&
      stat.uid === process.geteuid?.() &&
      systemClock.now().getTime() - stat.mtimeMs > oldMs
    )
      rmSync(path, { recursive: true })
  }
}

/** Of this machine. */
export async function toolsOf(machine: Machine, parts: VolumeParts): Promise<ToolFacts> {
  const rsync = await machine.rsync()
  const missing = await machine.missingPackages()
  const tar = await tarOf(parts)
  return {
    rsync,
    missing,
    ...(tar === undefined ? {} : { tar }),
    install: {
      rsync: await machine.installLine(['rsync']),
      tools: missing.length === 0 ? '' : await machine.installLine(missing),
      tar: await machine.installLine(['tar'])
    },
    node: process.versions.node
  }
}

async function tarOf({ processes }: VolumeParts): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await processes.run('tar', { args: ['--version'] })
    return `${stdout.toString('utf8')}${stderr}`.split('\n')[0]
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
