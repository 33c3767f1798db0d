// How much a series really takes: du's own count, kept so that a new snapshot needs no walk over all the old ones.

import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../core/failure.ts'
import type { Processes } from '../process.ts'
import { writeDurably } from './durable.ts'
import type { SeriesLayout } from './layout.ts'

/** Valid only for exactly these snapshots: whoever adds or removes one by hand makes it be counted anew. */
interface KeptCount {
  readonly ids: readonly string[]
  readonly bytes: number
}

export async function seriesBytesOnDisk(
  processes: Processes,
  layout: SeriesLayout,
  ids: readonly string[],
  added: { readonly id: string; readonly bytes: number } | undefined,
  mayKeep: boolean
): Promise<number> {
  const file = join(layout.own, 'usage.json')
  const kept = readKept(file)
  const sorted = [...ids].sort()
  const known = sorted.filter(id => id !== added?.id)
  let bytes: number
  if (kept !== undefined && isSame(kept.ids, sorted)) bytes = kept.bytes
  else if (kept !== undefined && added !== undefined && isSame(kept.ids, known)) bytes = kept.bytes + added.bytes
  else bytes = await diskUsage(processes, layout.series, sorted)
  if (mayKeep) writeDurably(file, [`${JSON.stringify({ ids: sorted, bytes } satisfies KeptCount)}\n`])
  return bytes + (await diskUsage(processes, layout.series, ['.snapshots'])) + lstatSync(layout.series).blocks * 512
}

async function diskUsage(processes: Processes, directory: string, names: readonly string[]): Promise<number> {
  if (names.length === 0) return 0
  const args = ['--summarize', '--total', '--block-size=1', '--', ...names]
  const result = await processes.run('du', { args, cwd: directory })
  const total = /(\d+)\ttotal\n$/.exec(result.stdout.toString('latin1'))?.[1]
  if (total === undefined)
    throw new Failure('volume', `The disk use of ${directory} could not be measured: du said ${result.stderr.trim()}`)
  return Number(total)
}

function readKept(file: string): KeptCount | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('ids' in value) || !('bytes' in value)) return undefined
    const { ids, bytes } = value
    const isSound = Array.isArray(ids) && ids.every(id => typeof id === 'string') && Number.isSafeInteger(bytes)
    return isSound ? { ids, bytes: bytes as number } : undefined
  } catch {
    // Absent or damaged: it only saves a walk, so the walk is made.
    return undefined
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at])
