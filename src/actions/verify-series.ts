// Verifies the chosen snapshots of one series, one after the other, each held against removal while it is read.

import { groupBy } from '../core/group-by.ts'
import { adoptedTag } from '../core/adoption.ts'
import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import { codeOf, Failure, messageOf } from '../core/failure.ts'
import { firstInline } from '../core/first-few.ts'
import { manifestDigest } from '../core/manifest/tree-digest.ts'
import { countOf } from '../core/units.ts'
import type { Place } from '../core/verify-book.ts'
import type { Listed, Lock, Series } from '../ports/volume.ts'
import { chooseSnapshot } from './choose-snapshot.ts'
import { isCancelled, type Part, type VerifyRun, type Waiting } from './verify-run.ts'
import { checkTree, readFiles, type TreeCheck } from './verify-tree.ts'

const top = '.' as BytePath

/** What is to be verified of a series. Every record is read for that, so a damaged one is found whichever is chosen. */
export async function choosePart(run: VerifyRun, name: string): Promise<void> {
  const { volume, clock } = run.ports
  const series = volume.series(name)
  const listed = await series.list()
  const device = await series.device()
  for (const { id, damage } of listed) {
    if (damage !== undefined)
      run.book.add(
        { series: name, device, id },
        { kind: 'record', path: top, why: `its record cannot be used: ${damage}` }
      )
  }
  await findLost(run, series, device)
  const chosen = await chooseFrom(run, name, listed, clock.now())
  const { damaged, problem } = await series.knownDamage()
  if (problem !== undefined)
    run.warn(`What was known of damage in the series ${name} cannot be read, and is made anew: ${problem}`)
  const suspects = new Set(damaged.map(({ ino }) => ino))
  run.knownBefore += damaged.length
  run.parts.push({ series, device, chosen, checked: [], suspects, whole: new Set(), isPartial: problem !== undefined })
}

/** A whole tree can go, by a hand or into `lost+found`, and then no listing has it. Its record remains and is asked. */
async function findLost(run: VerifyRun, series: Series, device: string): Promise<void> {
  const begun: string[] = []
  for (const { id, isAdopted } of await series.lost()) {
    if (isAdopted) begun.push(id)
    else
      run.book.add(
        { series: series.name, device, id },
        { kind: 'missing', path: top, why: 'its directory is gone, and its record is still there' }
      )
  }
  if (begun.length > 0)
    run.note(
      `Of ${series.name}, ${firstInline(begun, id => id)} ${begun.length === 1 ? 'has' : 'have'} a record of an adoption and no tree: the adoption was interrupted (run it again), or the tree was removed.`
    )
}

async function chooseFrom(
  run: VerifyRun,
  name: string,
  listed: readonly Listed[],
  now: Date
): Promise<readonly Listed[]> {
  const { snapshot } = run.inputs
  if (snapshot === 'all') {
    const foreign = listed.filter(({ record, damage }) => record === undefined && damage === undefined)
    if (foreign.length > 0) {
      run.note(
        `${countOf(foreign.length, 'directory', 'directories')} of ${name} ${foreign.length === 1 ? 'looks like a snapshot and has' : 'look like snapshots and have'} no record: nothing says what should be there, and nothing was verified.`
      )
    }
    const known = listed.filter(one => !foreign.includes(one))
    if (known.length === 0) run.missing.push(`The series ${name} holds no snapshot to verify.`)
    return known
  }
  const chosen = await chooseSnapshot(run.ports.volume, [name], snapshot, now)
  if (chosen.state === 'none') {
    run.missing.push(chosen.why)
    return []
  }
  return [{ id: chosen.record.id, record: chosen.record }]
}

export async function verifyPart(run: VerifyRun, part: Part): Promise<void> {
  const specials = { trees: 0, paths: 0 }
  for (const listed of part.chosen) {
    const place = { series: part.series.name, device: part.device, id: listed.id }
    await held(run, part, listed, async () => {
      part.checked.push(listed.id)
      const entries = await manifestOf(run, part, place, listed)
      if (entries === undefined) {
        part.isPartial = true
        return
      }
      const findings = await checkTree({
        tree: part.series.tree(listed.id),
        entries,
        wants: file => run.wants({ part, place, listed, file }),
        onLooked: batch => {
          run.looked(batch.length, batch.filter(({ type }) => type === 'file').length)
        },
        ...(listed.record?.tags.includes(adoptedTag) === true && {
          onSpecials: count => {
            specials.trees++
            specials.paths += count
          }
        }),
        ...readingOf(run, part)
      })
      for (const finding of findings) {
        run.book.add(place, finding)
        if (finding.kind === 'unreadable' && finding.ino === undefined) part.isPartial = true
      }
    })
  }
  if (specials.trees > 0)
    run.note(
      `${countOf(specials.trees, 'adopted snapshot', 'adopted snapshots')} of ${part.series.name} ${specials.trees === 1 ? 'holds' : 'hold'} ${countOf(specials.paths, 'FIFO, socket or device', 'FIFOs, sockets or devices')}: adopting left ${specials.paths === 1 ? 'it' : 'them'} in place, manifests do not keep such paths, and nothing was verified of ${specials.paths === 1 ? 'it' : 'them'}.`
    )
}

/** Reads what the sample took only once everything was known. */
export async function verifyWaiting(run: VerifyRun): Promise<void> {
  const bySnapshot = groupBy(run.sample.rest(), ({ place }) => `${place.series}/${place.id}`)
  for (const waiting of bySnapshot.values()) {
    const [first] = waiting
    if (first !== undefined) await held(run, first.part, first.listed, () => readWaiting(run, first, waiting))
  }
}

async function readWaiting(run: VerifyRun, { part, place }: Waiting, waiting: readonly Waiting[]): Promise<void> {
  const files = waiting.map(({ file }) => file).sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1))
  const tree = part.series.tree(place.id)
  for (const finding of await readFiles({ tree, ...readingOf(run, part) }, files)) run.book.add(place, finding)
}

const readingOf = (run: VerifyRun, part: Part): Pick<TreeCheck, 'onRead' | 'onWhole'> => ({
  onRead: (files, bytes) => {
    run.read(files, bytes)
  },
  onWhole: ({ held }) => {
    if (part.suspects.has(held.ino)) part.whole.add(held.ino)
  }
})

/** While nobody can remove it. One that is gone by now was pruned meanwhile, which is no damage. */
async function held(run: VerifyRun, part: Part, { id, record }: Listed, work: () => Promise<void>): Promise<void> {
  let lock: Lock | undefined
  try {
    // One without a record that can be read is never removed.
    if (record !== undefined) lock = await part.series.read(id)
  } catch (error) {
    if (!(error instanceof Failure) || (error.kind !== 'missing' && error.kind !== 'locked')) throw error
    run.note(`${id} of ${part.series.name} was removed by another run before it could be verified.`)
    part.isPartial = true
    return
  }
  try {
    await work()
  } finally {
    await lock?.release()
  }
}

/** Absent when it cannot be used: then nothing says what the tree should hold. */
async function manifestOf(
  run: VerifyRun,
  part: Part,
  place: Place,
  { id, record }: Listed
): Promise<readonly Entry[] | undefined> {
  let why = 'its manifest is not the one that its record tells of'
  try {
    const entries = await part.series.manifest(id)
    if (record === undefined || manifestDigest(entries) === record.digest) return [...entries]
  } catch (error) {
    if (isCancelled(error)) throw error
    why = codeOf(error) === 'ENOENT' ? 'its manifest is missing' : `its manifest cannot be used: ${messageOf(error)}`
  }
  run.book.add(place, { kind: 'manifest', path: top, why })
  return undefined
}
