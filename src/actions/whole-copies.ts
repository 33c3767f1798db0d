// Where what is damaged is still whole: the newest snapshot with a copy of the same content that is hashed and found right.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { EntryList } from '../core/entry-list.ts'
import { Failure } from '../core/failure.ts'
import type { WholeCopy } from '../core/report/verify-model.ts'
import type { Case } from '../core/verify-book.ts'
import { isLost } from '../core/verify-damage.ts'
import type { Lock, Series } from '../ports/volume.ts'
import { isCancelled, type VerifyRun } from './verify-run.ts'

/** When more is lost than this, the whole copies of the first ones tell what there is to tell. */
const mostLookedFor = 1000

/** Of one content: some of them may be names of the damaged inode, or damaged too. */
const mostTried = 8

export async function findWholeCopies(run: VerifyRun): Promise<void> {
  const lost = run.book.cases().filter(({ kind, entry }) => isLost(kind) && entry?.type === 'file')
  if (lost.length > mostLookedFor)
    run.note(`Whole copies were looked for of the first ${mostLookedFor} damaged files only.`)
  for (const part of run.parts) {
    const wanted = lost.slice(0, mostLookedFor).filter(({ place }) => place.series === part.series.name)
    if (wanted.length > 0) await findIn(part.series, run.book.inodes(part.device, isLost), wanted)
  }
}

/** Another version of the same file, whole, is better than nothing, but what was lost is looked for to the end. */
async function findIn(series: Series, damaged: ReadonlySet<bigint>, wanted: readonly Case[]): Promise<void> {
  const others = new Map<Case, WholeCopy>()
  let left = wanted
  for (const { id, record } of await series.list()) {
    if (record === undefined || left.length === 0) continue
    await reading(series, id, async entries => {
      const found = await wholeIn(series, id, damaged, left, entries)
      for (const one of left) {
        const copy = found.get(one)
        if (copy?.sameContent === true) one.wholeIn = copy
        else if (copy !== undefined && !others.has(one)) others.set(one, copy)
      }
    })
    left = left.filter(one => one.wholeIn === undefined)
  }
  for (const one of left) {
    const other = others.get(one)
    if (other !== undefined) one.wholeIn = other
  }
}

/** Nothing is done for a snapshot that is removed meanwhile, or whose manifest is damaged, which is a damage of its own. */
async function reading(series: Series, id: string, work: (entries: EntryList) => Promise<void>): Promise<void> {
  let lock: Lock
  try {
    lock = await series.read(id)
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'missing' || error.kind === 'locked')) return
    throw error
  }
  try {
    const entries = await series.manifest(id).catch((error: unknown) => {
      if (isCancelled(error)) throw error
      return undefined
    })
    if (entries !== undefined) await work(entries)
  } finally {
    await lock.release()
  }
}

async function wholeIn(
  series: Series,
  id: string,
  damaged: ReadonlySet<bigint>,
  wanted: readonly Case[],
  entries: EntryList
): Promise<ReadonlyMap<Case, WholeCopy>> {
  const contents = new Set(wanted.map(({ entry }) => entry?.sha256))
  const paths = new Set(wanted.map(({ path }) => path))
  const byContent = new Map<string, Entry[]>()
  const byPath = new Map<BytePath, Entry>()
  for (const entry of entries) {
    if (entry.sha256 === undefined) continue
    if (paths.has(entry.path)) byPath.set(entry.path, entry)
    if (!contents.has(entry.sha256)) continue
    const holders = byContent.get(entry.sha256)
    if (holders === undefined) byContent.set(entry.sha256, [entry])
    else holders.push(entry)
  }
  const isWhole = await proven(series, id, damaged, [...[...byContent.values()].flatMap(few), ...byPath.values()])
  const found = new Map<Case, WholeCopy>()
  for (const one of wanted) {
    const here = byPath.get(one.path)
    const same = few(byContent.get(one.entry?.sha256 ?? '') ?? [])
    const holders = here?.sha256 === one.entry?.sha256 && here !== undefined ? [here, ...same] : same
    const holder = holders.find(({ path }) => isWhole.has(path))
    if (holder !== undefined) found.set(one, { snapshot: id, path: holder.path, sameContent: true })
    else if (here !== undefined && isWhole.has(here.path))
      found.set(one, { snapshot: id, path: here.path, sameContent: false })
  }
  return found
}

const few = (holders: readonly Entry[]): readonly Entry[] => holders.slice(0, mostTried)

/** Paths of files that are not the damaged inodes, and have the bytes that the manifest says. */
async function proven(
  series: Series,
  id: string,
  damaged: ReadonlySet<bigint>,
  candidates: readonly Entry[]
): Promise<ReadonlySet<BytePath>> {
  const tree = series.tree(id)
  const unique = [...new Map(candidates.map(entry => [entry.path, entry])).values()]
  const seen = await tree.look(unique.map(({ path }) => path))
  const sound = unique.filter((entry, index) => {
    const held = seen[index]
    return held !== undefined && 'ino' in held && !damaged.has(held.ino) && held.size === entry.size
  })
  const digests = await tree.reread(sound)
  return new Set(sound.filter((entry, index) => digests[index] === entry.sha256).map(({ path }) => path))
}
