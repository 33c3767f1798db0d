// How much a series really takes, as du counts it, in steps from each snapshot to the next, so that hardly any tree is walked.

import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, Failure } from '../../core/failure.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { bytesBeyond, type InodeLinks, sharedIn } from '../../core/retention/freed.ts'
import type { Added } from '../../ports/volume.ts'
import type { Processes, ProcessResult } from '../process.ts'
import { readOwnFile } from '../own-file.ts'
import { writeDurably } from './durable.ts'
import { inodesOf } from './inode-use.ts'
import { ownDirectory, type SeriesLayout } from './layout.ts'

/** What a snapshot holds that the one before it in the listing does not; the sum of all steps is the series. */
interface Step {
  /** The snapshot before; empty for the oldest. */
  readonly after: string
  readonly bytes: number
}

/** A step has about 100 bytes; nobody keeps so many snapshots. */
export const mostUsageBytes = 16 * 1024 * 1024

export interface Counted {
  readonly id: string
  readonly record?: SnapshotRecord
}

/** A series as it is counted, wherever it is. */
export interface CountedSeries {
  /** What was kept of the last count, if anything. */
  kept(): Promise<string | undefined>
  keep(text: string): Promise<void>
  /** `hasClones`: files may share blocks with others, which is then asked of each. */
  inodes(id: string, hasClones: boolean): Promise<readonly InodeLinks[]>
  /** Allocated bytes of these snapshots, each inode once. */
  diskUse(ids: readonly string[]): Promise<number>
  /** Of what is ours beside the snapshots. */
  ownUse(): Promise<number>
}

/**
 * `snapshots`, oldest first. Files are linked from one snapshot to the next, so those that share an inode stand side by
 * side, and a step is right whatever else is removed. The oldest takes what its record says; a step that is not known,
 * because snapshots between were removed, is counted by walking its two trees. A series in which an inode may have come
 * back, past a snapshot that lacks it, is walked whole.
 */
export async function countSeries(
  series: CountedSeries,
  snapshots: readonly Counted[],
  mayKeep: boolean
): Promise<number> {
  const ofSnapshots = isWoven(snapshots)
    ? await series.diskUse(snapshots.map(({ id }) => id))
    : await countSteps(series, snapshots, mayKeep)
  return ofSnapshots + (await series.ownUse())
}

/** Keeps the step that a new snapshot is, which is known for nothing while it is new. */
export async function countAdded(series: CountedSeries, snapshots: readonly Counted[], added: Added): Promise<void> {
  if (!isWoven(snapshots)) await countSteps(series, snapshots, true, added)
}

async function countSteps(
  series: CountedSeries,
  snapshots: readonly Counted[],
  mayKeep: boolean,
  added?: Added
): Promise<number> {
  const text = await series.kept()
  const kept = readKept(text)
  const hasClones = snapshots.some(({ record }) => record?.clones !== undefined)
  const steps: Record<string, Step> = {}
  let sum = 0
  for (const [index, { id, record }] of snapshots.entries()) {
    const after = snapshots[index - 1]?.id ?? ''
    const brought = added?.id === id && record?.base?.id === after ? added.bytes : undefined
    const known = added?.recount === true ? undefined : (knownStep(kept[id], record, after) ?? brought)
    const bytes = known ?? (await walkStep(series, id, after, hasClones))
    steps[id] = { after, bytes }
    sum += bytes
  }
  const counted = `${JSON.stringify(steps)}\n`
  if (mayKeep && counted !== text) await series.keep(counted)
  return sum
}

/** A series on this machine. */
export function localCounted(processes: Processes, layout: SeriesLayout): CountedSeries {
  const file = join(layout.own, 'usage.json')
  return {
    kept: () => Promise.resolve(textOf(file)),
    keep: text => {
      // What is no file there is not ours to replace, and all that is lost is a walk.
      try {
        if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) writeDurably(file, [text])
      } catch (error) {
        // A full disk, most likely, which must not keep retention from what frees it.
        if (codeOf(error) === undefined) throw error
      }
      return Promise.resolve()
    },
    inodes: async (id, hasClones) => (await inodesOf(processes, layout.series, [id], () => hasClones)).flat(),
    diskUse: ids => diskUsage(processes, layout.series, ids),
    ownUse: () => ownUsage(processes, layout)
  }
}

/** Of what is ours beside the snapshots, `latest` included (on btrfs a symlink takes a block), and of the series' own directory. */
async function ownUsage(processes: Processes, { series, latest, page }: SeriesLayout): Promise<number> {
  const blocks = (path: string): number => lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0
  return (await diskUsage(processes, series, [ownDirectory])) + (blocks(series) + blocks(latest) + blocks(page)) * 512
}

/** Whether a snapshot was linked past the one before it: to an older one, or to another series that may share with those. */
function isWoven(snapshots: readonly Counted[]): boolean {
  const order = new Map(snapshots.map(({ id }, index) => [id, index]))
  return snapshots.some(({ record }, index) => {
    if (index === 0 || record === undefined) return false
    const base = order.get(record.base?.id ?? '')
    return (
      record.linkedFrom !== undefined || record.base?.series !== undefined || (base !== undefined && base < index - 1)
    )
  })
}

function knownStep(kept: Step | undefined, record: SnapshotRecord | undefined, after: string): number | undefined {
  if (kept?.after === after) return kept.bytes
  return after === '' ? record?.bytesOnDisk : undefined
}

async function walkStep(series: CountedSeries, id: string, after: string, hasClones: boolean): Promise<number> {
  // One after the other: both as they are counted would be held at once.
  const before = after === '' ? [] : await series.inodes(after, hasClones)
  const shared = new Set(before.map(({ ino }) => ino))
  const inodes = await series.inodes(id, hasClones)
  const held = sharedIn(before)
  return inodes.reduce((sum, inode) => (shared.has(inode.ino) ? sum : sum + bytesBeyond(inode, held)), 0)
}

/** Allocated bytes below `names`, each inode once. */
export async function diskUsage(processes: Processes, directory: string, names: readonly string[]): Promise<number> {
  if (names.length === 0) return 0
  const args = ['--summarize', '--total', '--block-size=1', '--', ...names]
  const result = await processes.run('du', { args, cwd: directory })
  return totalSaid(result, directory)
}

/** The last line of `du --total`. */
export function totalSaid({ stdout, stderr }: Pick<ProcessResult, 'stdout' | 'stderr'>, directory: string): number {
  const total = /(\d+)\ttotal\n$/.exec(stdout.toString('latin1'))?.[1]
  if (total === undefined) {
    throw new Failure('volume', `The disk use of ${directory} could not be measured: du said ${stderr.trim()}`)
  }
  return Number(total)
}

/** Whatever is not sound is left out: it only saves a walk, so the walk is made. */
function readKept(text: string | undefined): Partial<Record<string, Step>> {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return {}
  }
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Step] => isStep(entry[1])))
}

/** Undefined where it cannot be read, for whatever reason: see `readKept`. */
function textOf(file: string): string | undefined {
  try {
    return readOwnFile(file, mostUsageBytes)
  } catch {
    return undefined
  }
}

function isStep(value: unknown): value is Step {
  if (typeof value !== 'object' || value === null || !('after' in value) || !('bytes' in value)) return false
  return typeof value.after === 'string' && Number.isSafeInteger(value.bytes) && Number(value.bytes) >= 0
}
