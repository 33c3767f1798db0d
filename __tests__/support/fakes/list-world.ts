// A world of several series, for the list action: after every run it is as it was.

import { expect } from '@jest/globals'
import { list } from '../../../src/actions/list.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { ListReport } from '../../../src/core/report/list-model.ts'
import type { ListInputs } from '../../../src/inputs/list.ts'
import type { Series } from '../../../src/ports/volume.ts'
import { PruneWorld } from './prune-world.ts'
import { RecordingReporter } from './reporter.ts'

export const freedOf = ({ snapshots }: ListReport): (number | undefined)[] =>
  snapshots.map(({ bytesFreed }) => bytesFreed)

export const recordFile = (name: string, id: string): string => `/mnt/backup/${name}/.snapshots/records/${id}.json`

export class ListWorld extends PruneWorld {
  /** Nothing on the volume changes, and no lock is taken or waited for. */
  async list(name: string, inputs: Partial<ListInputs> = {}): Promise<ListReport> {
    this.reporter = new RecordingReporter()
    const { volume, machine, clock, reporter } = this
    const all = { volume: '/mnt/backup', isDefaultName: false, measure: 'auto', html: false, summary: true } as const
    const before = this.disk.dump('/mnt/backup')
    const since = clock.monotonicMs()
    try {
      const ports = { volume, machine, clock, reporter }
      const report = await list({ ...all, name, ...inputs }, this.context, ports, '1.2.3')
      expect(reporter.warnings).toEqual(report.warnings)
      return report
    } finally {
      expect(this.disk.dump('/mnt/backup')).toEqual(before)
      expect(clock.monotonicMs()).toBe(since)
    }
  }

  /** The message of the failure that a listing ends with. */
  async listFails(name: string, inputs: Partial<ListInputs> = {}): Promise<string> {
    try {
      await this.list(name, inputs)
    } catch (error) {
      if (error instanceof Failure) return error.message
      throw error
    }
    throw new Error('the run was to fail')
  }

  /** From now on every series differs so from what it is in memory. */
  seriesDiffers(differs: (series: Series) => Partial<Series>): void {
    const series = this.volume.series.bind(this.volume)
    this.volume.series = name => ({ ...series(name), ...differs(series(name)) })
  }
}
