// The verify action as a story: check, choose, hold every chosen tree against its manifest, then look into what is damaged and note it.

import { Failure } from '../core/failure.ts'
import type { VerifyReport } from '../core/report/verify-model.ts'
import type { RunContext } from '../inputs/model.ts'
import type { VerifyInputs } from '../inputs/verify.ts'
import { checkReading } from './check-reading.ts'
import { chooseSeries } from './choose-series.ts'
import { noteDamage } from './note-damage.ts'
import { findSharedDamage } from './shared-damage.ts'
import { type VerifyPorts, VerifyRun } from './verify-run.ts'
import { choosePart, verifyPart, verifyWaiting } from './verify-series.ts'
import { findWholeCopies } from './whole-copies.ts'

/**
 * Throws a `Failure` when there is nothing to verify. Damage is in the report, from which `verifyFailure` tells whether
 * the run has to fail. `seed`: what random samples are drawn by, another one in each run.
 */
export async function verify(
  inputs: VerifyInputs,
  context: RunContext,
  ports: VerifyPorts,
  program: string,
  seed: string
): Promise<VerifyReport> {
  const run = new VerifyRun(inputs, context, ports, program, seed)
  const { reporter } = ports
  await reporter.phase('Check', async () => {
    await checkReading(ports.volume, ports.machine)
    const { names, isPattern } = await chooseSeries(inputs, ports.volume)
    run.isPattern = isPattern
    for (const name of names) await choosePart(run, name)
  })
  const chosen = run.parts.filter(part => part.chosen.length > 0)
  if (chosen.length > 0) for (const why of run.missing) run.note(why)
  for (const part of chosen) await reporter.phase(`Verify ${part.series.name}`, () => verifyPart(run, part))
  if (run.sample.rest().length > 0) await reporter.phase('Read the sample', () => verifyWaiting(run))
  if (run.book.cases().length > 0) await reporter.phase('Look into the damage', () => lookInto(run))
  await noteDamage(run)
  const report = run.report()
  // Nothing was proven then, and nothing may read as if it were.
  if (report.ok && report.snapshotsChecked === 0) throw nothingVerified(run)
  return report
}

async function lookInto(run: VerifyRun): Promise<void> {
  await findSharedDamage(run)
  await findWholeCopies(run)
}

function nothingVerified({ missing }: VerifyRun): Failure {
  const whys = missing.length > 0 ? missing : ['The snapshots that were to be verified were removed by another run.']
  return new Failure('missing', `Nothing was verified. ${whys.join('\n')}`)
}
