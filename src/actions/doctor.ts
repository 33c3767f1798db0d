// Doctor as a story: look at the volume, at this machine, at the series that was named, and judge what was found.

import { judgeAll } from '../core/doctor/doctor.ts'
import type { DoctorReport } from '../core/report/doctor-report.ts'
import type { DoctorInputs } from '../inputs/doctor.ts'
import type { Clock } from '../ports/clock.ts'
import type { VolumeProbe } from '../ports/probe.ts'
import type { Reporter } from '../ports/reporter.ts'

export interface DoctorPorts {
  readonly probe: VolumeProbe
  readonly clock: Clock
  readonly reporter: Reporter
}

export async function doctor(inputs: DoctorInputs, ports: DoctorPorts, program: string): Promise<DoctorReport> {
  const { probe, clock, reporter } = ports
  const from = clock.monotonicMs()
  const facts = await reporter.phase('Try the volume', () => probe.look())
  const tools = await reporter.phase('Look at this machine', () => probe.tools())
  const { name } = inputs
  const isThere = facts.place.kind === 'directory'
  const series =
    name === undefined || !isThere ? undefined : await reporter.phase('Look at the series', () => probe.series(name))
  return {
    volume: inputs.volume,
    ...(series === undefined ? {} : { series: series.name }),
    groups: judgeAll(inputs.volume, facts, tools, series, clock.now()),
    durationMs: Math.round(clock.monotonicMs() - from),
    program
  }
}
