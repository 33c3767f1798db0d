// The seven invariants that hold after every fault, each as a function that says in words what is wrong; empty when it holds.

import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../../../src/core/failure.ts'
import { processesIn, until } from '../../support/alive.ts'
import { latestTrouble, listing, snapshotsIn, troubleWith } from '../../support/series-state.ts'
import { contentDifferences, shapeOf } from '../../support/trees.ts'
import { describeTrees, hashes, namesOnTheWay } from './canaries.ts'
import type { Ran } from './running.ts'

export const invariants = {
  I1: 'every listed snapshot is complete and equals its manifest, byte for byte',
  I2: 'older snapshots are identical in bytes and attributes',
  I3: '`latest` is absent or points to a complete snapshot',
  I4: 'nothing outside the series was touched',
  I5: 'the next normal run succeeds without help, and stores what the source holds',
  I6: 'exit status and message name the cause',
  I7: 'no process is left and the lock is free'
} as const
export type Invariant = keyof typeof invariants

/** I1. Directories that are nobody's are for the body to know of. */
export const wholeSnapshots = (series: string, foreign: readonly string[] = []): string[] =>
  idsIn(series)
    .filter(id => !foreign.includes(id))
    .flatMap(id => troubleOf(series, id))

/** A manifest or record that is not there, or cannot be read, is an answer as well. */
function troubleOf(series: string, id: string): string[] {
  try {
    return troubleWith(series, id)
  } catch (error) {
    return [`${id} cannot be compared with its manifest: ${messageOf(error)}`]
  }
}

/** What snapshots are: type, mode, owner, size, mtime, inode and target of every entry, and the hash of every file. */
export type Frozen = ReadonlyMap<string, readonly string[]>

export const freeze = (series: string): Frozen =>
  new Map(idsIn(series).map(id => [id, [...listing(join(series, id)), ...hashes(join(series, id))]]))

/** I2. `mayGo`: those that the body let retention remove. */
export function olderAreUnchanged(series: string, before: Frozen, mayGo: readonly string[] = []): string[] {
  const now = freeze(series)
  return [...before].flatMap(([id, lines]) => {
    const found = now.get(id)
    if (found === undefined) return mayGo.includes(id) ? [] : [`${id} is gone`]
    const known = new Set(lines)
    const there = new Set(found)
    return [
      ...found.filter(line => !known.has(line)).map(line => `${id} has now ${line}`),
      ...lines.filter(line => !there.has(line)).map(line => `${id} had ${line}`)
    ]
  })
}

/** I3. `wasThere`: a link that was there is not expected to go. */
export function latestIsWhole(series: string, wasThere: boolean): string[] {
  const stat = lstatSync(join(series, 'latest'), { throwIfNoEntry: false })
  if (stat === undefined) return wasThere ? ['latest is gone'] : []
  if (!stat.isSymbolicLink()) return ['latest is no symlink']
  const target = readlinkSync(join(series, 'latest'))
  if (!idsIn(series).includes(target)) return [`latest points to ${target}, which is no snapshot of the series`]
  return troubleOf(series, target).map(trouble => `latest points to a damaged snapshot: ${trouble}`)
}

export interface Outside {
  readonly volume: string
  readonly name: string
  readonly canaries: readonly string[]
  /** Further series that the body has made. */
  readonly ours: readonly string[]
}

/** For I4: what lies outside the series. */
export const lookOutside = ({ volume, name, canaries, ours }: Outside): string[] => [
  ...describeTrees(...canaries),
  ...namesOnTheWay(volume, name, ours)
]

/** I4. */
export function outsideIsUntouched(outside: Outside, before: readonly string[]): string[] {
  const now = lookOutside(outside)
  const [known, there] = [new Set(before), new Set(now)]
  return [
    ...now.filter(line => !known.has(line)).map(line => `new outside the series: ${line}`),
    ...before.filter(line => !there.has(line)).map(line => `gone from outside the series: ${line}`)
  ]
}

/** I5, after a normal run: it went well, its snapshot is the source, and nothing of the fault is left. */
export function nextRunWasFine(run: Ran, source: string, series: string): string[] {
  if (run.exitCode !== 0) return [`the next run ended with ${String(run.exitCode ?? run.signal)}:\n${run.log}`]
  const id = run.outputs.snapshot ?? ''
  const stored = join(series, id)
  if (id === '' || !existsSync(stored)) return [`the next run published no snapshot:\n${run.log}`]
  const differences = contentDifferences(source, stored)
  const [shape, expected] = [shapeOf(stored), shapeOf(source)]
  const leftovers = ['partial', 'trash'].flatMap(place => readdirSync(join(series, '.snapshots', place)))
  return [
    ...(differences === '' ? [] : [`the next snapshot is not the source: ${differences}`]),
    ...shape.filter(line => !expected.includes(line)).map(line => `the next snapshot has ${line}`),
    ...expected.filter(line => !shape.includes(line)).map(line => `the next snapshot lacks ${line}`),
    ...latestTrouble(series, snapshotsIn(series), id).map(trouble => `after the next run, ${trouble}`),
    ...leftovers.map(name => `the next run left ${name}`)
  ]
}

/** How a run ended, and what it had to say: a pattern for its error, or for its log when it was to succeed. */
export type Told =
  | { readonly run: Ran; readonly exitCode: number; readonly says: RegExp }
  | { readonly run: Ran; readonly signal: NodeJS.Signals }

/** I6. */
export function endedAsTold(told: Told): string[] {
  const { run } = told
  const ended = `it ended with ${String(run.exitCode ?? run.signal)}`
  if ('signal' in told) return run.signal === told.signal ? [] : [`${ended}, not by ${told.signal}:\n${run.log}`]
  if (run.exitCode !== told.exitCode) return [`${ended}, not with ${told.exitCode}:\n${run.log}`]
  const errors = run.annotations.filter(({ name }) => name === 'error').map(({ message }) => message)
  const isFine = told.exitCode === 0
  const said = isFine ? run.log : errors.join('\n')
  return [
    ...(told.says.test(said) ? [] : [`it does not say ${String(told.says)}:\n${run.log}`]),
    ...(errors.length === (isFine ? 0 : 1) ? [] : [`it said ${errors.length} errors:\n${run.log}`]),
    ...(run.log.includes('Unexpected error') ? [`it takes the fault for a defect of its own:\n${run.log}`] : [])
  ]
}

/**
 * I6 as well: where every run failed, nothing was published by them, unless the one that did says so. One that was killed may
 * have come that far. `known`: what was there before, and what is nobody's.
 */
export function publishedInSilence(told: readonly Told[], series: string, known: readonly string[]): string[] {
  const haveFailed = told.length > 0 && told.every(each => 'exitCode' in each && each.exitCode !== 0)
  if (!haveFailed) return []
  const isTold = (id: string): boolean =>
    told.some(({ run }) => run.log.includes(`Snapshot ${id} is complete and published`))
  return idsIn(series)
    .filter(id => !known.includes(id) && !isTold(id))
    .map(id => `${id} was published by a run that failed and does not say so`)
}

/** A killed program's children are given some seconds to follow it, on a machine that is busy. */
const graceMs = 3000

/** I7. `strangers`: lines of `processesIn` that were there before, such as the server of a FUSE mount. */
export async function nothingIsLeft(
  places: readonly string[],
  series: string,
  strangers: readonly string[] = []
): Promise<string[]> {
  const left = (): string[] => places.flatMap(place => processesIn(place)).filter(line => !strangers.includes(line))
  await until(() => left().length === 0, graceMs)
  const lock = join(series, '.snapshots/lock')
  const isLocked = existsSync(lock) && spawnSync('flock', ['--nonblock', lock, 'true']).status !== 0
  return [...left().map(line => `still there: ${line}`), ...(isLocked ? ['the lock is held'] : [])]
}

/** A series that was refused before it was made has none. */
const idsIn = (series: string): string[] => (existsSync(series) ? snapshotsIn(series) : [])
