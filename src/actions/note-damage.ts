// Writes down beside a series which of its stored files are damaged, so that no new snapshot is linked to them.

import { messageOf } from '../core/failure.ts'
import {
  isSameKnowledge,
  type KnownDamage,
  knownKinds,
  mostKnownDamage,
  updateKnownDamage,
  type Verdicts
} from '../core/known-damage.ts'
import { formatCount } from '../core/units.ts'
import type { Case } from '../core/verify-book.ts'
import { failureOf } from '../core/system-failure.ts'
import type { Part, VerifyRun } from './verify-run.ts'

/** A series of which something is to be noted; `isPartial` where not all of it was read. */
type Noted = Pick<Part, 'series' | 'whole' | 'isPartial'>

/** That it could not be written is a warning: what was found is told all the same. */
export async function noteDamage(run: VerifyRun): Promise<void> {
  const cases = run.book.cases()
  const others = run.sharing.map(series => ({ series, whole: new Set<bigint>(), isPartial: true }))
  for (const part of [...run.parts, ...others]) {
    const verdicts: Verdicts = {
      found: cases.flatMap(one => knownOf(one, part, run.ports.clock.now()) ?? []),
      whole: part.whole,
      isEverything: run.inputs.snapshot === 'all' && !run.isSample && !part.isPartial
    }
    const { damaged } = await part.series.knownDamage()
    if (isSameKnowledge(damaged, updateKnownDamage(damaged, verdicts))) continue
    const obstacle = await whyNotNoted(run)
    if (obstacle === undefined) await note(run, part, verdicts)
    else notNoted(run, part, obstacle)
  }
}

function knownOf({ kind, ino, entry, names }: Case, { series }: Noted, now: Date): KnownDamage | undefined {
  const known = knownKinds.find(one => one === kind)
  const name = names.find(one => one.series === series.name)
  if (known === undefined || ino === undefined || entry?.sha256 === undefined || name === undefined) return undefined
  const { sha256, size, storedMtimeNs } = entry
  const { path, snapshot } = name
  return { path, snapshot, kind: known, sha256, size, storedMtimeNs, ino, foundAt: now.toISOString() }
}

async function whyNotNoted({ inputs, context, ports }: VerifyRun): Promise<string | undefined> {
  if (inputs.dryRun) return '"dry-run" is true'
  if (context.untrusted !== undefined) return context.untrusted
  const { isWritable } = await ports.volume.state()
  return isWritable ? undefined : 'the volume cannot be written by this user'
}

async function note(run: VerifyRun, part: Noted, verdicts: Verdicts): Promise<void> {
  const { series } = part
  try {
    const lock = await series.lock(holderOf(run), run.inputs.lockTimeoutMs, other => {
      run.ports.reporter.info(`Waiting for the series ${series.name}, which is being written by ${other}`)
    })
    try {
      const { damaged } = await series.knownDamage()
      const now = updateKnownDamage(damaged, verdicts)
      await series.keepDamage(now.slice(0, mostKnownDamage))
      if (now.length > mostKnownDamage) {
        run.isNoted = false
        run.warn(
          `Of the damaged files of the series ${series.name}, only ${formatCount(mostKnownDamage)} could be noted: the next snapshot may link to others. Take none on this volume before it is mended.`
        )
      }
    } finally {
      await lock.release()
    }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined || failure.kind === 'cancelled') throw error
    notNoted(run, part, messageOf(error))
  }
}

/** A dry run was told to note nothing. */
function notNoted(run: VerifyRun, { series }: Noted, why: string): void {
  const sentence = `What was found in the series ${series.name} was not noted beside it, so the next snapshot does not know of it: ${why}`
  run.isNoted = false
  if (run.inputs.dryRun) run.note(sentence)
  else run.warn(sentence)
}

function holderOf({ context, ports }: VerifyRun): string {
  const { run } = context
  const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`)
  return `${who}, since ${ports.clock.now().toISOString()}`
}
