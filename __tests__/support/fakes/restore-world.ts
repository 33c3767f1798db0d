// A world to restore in: snapshots of a build, and a target on a disk of its own. After every run its promises are checked.

import { expect } from '@jest/globals'
import { restore } from '../../../src/actions/restore.ts'
import { sourceModeOf } from '../../../src/core/entry.ts'
import { Failure, type FailureKind } from '../../../src/core/failure.ts'
import type { RestoreReport } from '../../../src/core/report/restore-model.ts'
import { stagingName } from '../../../src/core/restore-staging.ts'
import type { RestoreInputs } from '../../../src/inputs/restore.ts'
import { Disk, type Inode } from './disk.ts'
import { RecordingReporter } from './reporter.ts'
import { MemoryTarget } from './target.ts'
import { seriesName, World } from './world.ts'

export const targetPath = '/work/out'

/** What the defaults of restore/action.yml come to. */
const defaults: RestoreInputs = {
  volume: '/mnt/backup',
  name: seriesName,
  fallbackNames: [],
  selector: { by: 'latest' },
  path: targetPath,
  paths: [],
  clean: false,
  verify: true,
  failOnMiss: false,
  lookupOnly: false,
  cacheFallback: false,
  method: 'auto',
  dryRun: false,
  summary: true
}

export class RestoreWorld extends World {
  readonly target: MemoryTarget
  /** Somebody else changes the volume. */
  isPrunedMeanwhile = false
  /** An interrupted restore has left something that is to stay. */
  isLeftOver = false

  constructor({ isRoot = false } = {}) {
    super({ isRoot })
    const disk = new Disk(this.clock, '/work')
    disk.write('/work/canary/of-others', 'not ours')
    this.target = new MemoryTarget(targetPath, disk, this.volume.disk, isRoot ? 0 : 1001)
  }

  async restore(inputs: Partial<RestoreInputs> = {}): Promise<RestoreReport> {
    this.reporter = new RecordingReporter()
    this.target.reads.length = 0
    const { volume, target, machine, clock, reporter } = this
    const before = this.#others()
    try {
      const copies = this.copies === undefined ? {} : { copies: this.copies }
      const ports = { volume, target, machine, clock, reporter, ...copies }
      return await restore({ ...defaults, ...inputs }, this.context, ports, '1.2.3')
    } finally {
      expect(this.#others()).toEqual(before)
      if (!this.isLeftOver) expect(this.target.disk.at(`${targetPath}/${stagingName}`)).toBeUndefined()
      expect([...volume.readers]).toEqual([])
    }
  }

  /** The failure that a restore ends with; any other error, and one that goes well, fails the test. */
  async restoreFails(
    inputs: Partial<RestoreInputs> = {}
  ): Promise<{ readonly kind: FailureKind; readonly message: string }> {
    try {
      const { status } = await this.restore(inputs)
      throw new Error(`the restore was to fail, and its status is ${status}`)
    } catch (error) {
      if (error instanceof Failure) return { kind: error.kind, message: error.message }
      throw error
    }
  }

  /** A path of the target. */
  at(path: string): Inode | undefined {
    return this.target.disk.at(`${targetPath}/${path}`)
  }

  write(path: string, data: string): void {
    this.target.disk.write(`${targetPath}/${path}`, data)
  }

  /** Paths of the target with what they hold, link targets included; directories end in a slash. */
  there(): Record<string, string> {
    return Object.fromEntries(
      this.target.disk
        .under(targetPath)
        .map(([path, { type, data }]) => (type === 'dir' ? [`${path}/`, ''] : [path, data]))
    )
  }

  /** Everything there is to know of the target, inodes left out. */
  attributes(): string[] {
    return ['', ...this.target.disk.under(targetPath).map(([path]) => path)].map(path => {
      const inode = this.target.disk.at(path === '' ? targetPath : `${targetPath}/${path}`)
      if (inode === undefined) throw new Error(`${path} is gone`)
      return lineOf(
        path === '' ? '.' : path,
        inode.type,
        inode.mode,
        inode.mtimeNs,
        inode.type === 'dir' ? '' : inode.data
      )
    })
  }

  /** What the source had at a snapshot, in the same form. */
  wanted(id: string, series = seriesName): string[] {
    const top = `/mnt/backup/${series}/${id}`
    return this.manifest(id, series).map(entry => {
      const data = entry.type === 'dir' ? '' : (this.disk.at(`${top}/${entry.path}`)?.data ?? '')
      return lineOf(entry.path, entry.type, sourceModeOf(entry), entry.mtimeNs, data)
    })
  }

  /** All that no restore may change: the volume, and everything beside the target. */
  #others(): string[] {
    const beside = this.target.disk.dump('/work').filter(line => !line.startsWith('out/') && !line.startsWith('out '))
    return [...(this.isPrunedMeanwhile ? [] : this.disk.dump('/mnt/backup')), ...beside]
  }
}

const lineOf = (path: string, type: string, mode: number, mtimeNs: bigint, data: string): string =>
  [path, type, mode.toString(8), mtimeNs, data].join(' ')
