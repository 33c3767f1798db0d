// A whole world for the snapshot action: a build's output, a volume, a machine, a clock. After every run its promises are checked.

import { expect } from '@jest/globals'
import { takeSnapshot } from '../../../src/actions/snapshot.ts'
import { Failure, type FailureKind } from '../../../src/core/failure.ts'
import { decodeManifest } from '../../../src/core/manifest/manifest-reader.ts'
import { decodeRecord } from '../../../src/core/record-text.ts'
import type { SnapshotRecord } from '../../../src/core/record.ts'
import { plainEntries } from '../plain-entries.ts'
import type { Entry } from '../../../src/core/entry.ts'
import type { SnapshotReport } from '../../../src/core/report/model.ts'
import { defaultPolicy } from '../../../src/core/retention/policy.ts'
import { isSnapshotId } from '../../../src/core/snapshot-id.ts'
import { isSameTime } from '../../../src/core/stored-time.ts'
import type { RunContext, SnapshotInputs } from '../../../src/inputs/model.ts'
import { SteppableClock } from './clock.ts'
import type { MemoryCopies } from './copies.ts'
import { Disk } from './disk.ts'
import { DebianMachine } from './machine.ts'
import { RecordingReporter } from './reporter.ts'
import { MemorySource, sha256 } from './source.ts'
import { MemoryVolume } from './volume.ts'

export const seriesName = 'acme/app/build/main'
export const seriesPath = `/mnt/backup/${seriesName}`

/** What the defaults of action.yml come to. */
const defaults: SnapshotInputs = {
  volume: '/mnt/backup',
  name: seriesName,
  path: ['dist'],
  root: '/ws',
  include: [],
  exclude: [],
  excludeSecrets: true,
  oneFileSystem: false,
  compare: 'content',
  linkFrom: [],
  requireHardlinks: true,
  requireMount: false,
  ifNoFilesFound: 'error',
  skipIfUnchanged: false,
  onVanished: 'error',
  tags: [],
  pin: false,
  verify: false,
  rsyncArgs: [],
  readOnly: 'auto',
  lockTimeoutMs: 600_000,
  dryRun: false,
  retention: { prune: true, policy: defaultPolicy, space: {} },
  cacheCopy: false,
  page: false,
  summary: true
}

export class World {
  readonly clock = new SteppableClock('2026-11-20T02:00:00Z')
  readonly source: MemorySource
  readonly volume: MemoryVolume
  readonly machine: DebianMachine
  /** Published snapshots that retention is expected to remove; any other must outlive every run as it is. */
  readonly mayGo = new Set<string>()
  /** Of the latest run. */
  reporter = new RecordingReporter()
  /** Where copies go; absent where the run was asked for none. */
  copies?: MemoryCopies
  context: RunContext = { run: { runId: '17' }, workspace: '/ws', tempDir: '/tmp' }

  constructor({ isRoot = false } = {}) {
    this.machine = new DebianMachine(isRoot)
    this.source = new MemorySource(new Disk(this.clock, '/ws'), '/ws/dist', isRoot)
    this.volume = new MemoryVolume('/mnt/backup', this.clock, this.source, isRoot ? 0 : 1001)
    this.volume.disk.write('/mnt/backup/canary/of-others', 'not ours')
  }

  get disk(): Disk {
    return this.volume.disk
  }

  /** Takes a snapshot a day after the last thing that happened. */
  async take(inputs: Partial<SnapshotInputs> = {}): Promise<SnapshotReport> {
    this.clock.step(24 * 3_600_000)
    const before = this.#lasting()
    this.reporter = new RecordingReporter()
    const { volume, source, machine, clock, reporter } = this
    const copies = this.copies === undefined ? {} : { copies: this.copies }
    const ports = { volume, source, machine, clock, reporter, ...copies }
    try {
      const report = await takeSnapshot({ ...defaults, ...inputs }, this.context, ports, '1.2.3')
      if (report.status === 'created') this.#expectWhole(report)
      return report
    } finally {
      this.#expectUntouched(before, inputs.name ?? seriesName)
    }
  }

  /** The failure that a run ends with; any other error, and a run that goes well, fails the test. */
  async fails(inputs: Partial<SnapshotInputs> = {}): Promise<{ readonly kind: FailureKind; readonly message: string }> {
    try {
      const { status } = await this.take(inputs)
      throw new Error(`the run was to fail, and its status is ${status}`)
    } catch (error) {
      if (error instanceof Failure) return { kind: error.kind, message: error.message }
      throw error
    }
  }

  /** Published snapshots of a series, oldest first. */
  ids(series = seriesName): string[] {
    return this.disk.names(`/mnt/backup/${series}`).filter(isSnapshotId)
  }

  latest(series = seriesName): string | undefined {
    return this.disk.at(`/mnt/backup/${series}/latest`)?.data
  }

  record(id: string, series = seriesName): SnapshotRecord {
    return decodeRecord(this.#text(series, `records/${id}.json`))
  }

  manifest(id: string, series = seriesName): readonly Entry[] {
    return plainEntries(decodeManifest([this.#text(series, `manifests/${id}.mtree`)]).entries)
  }

  /** Contents by path: of a snapshot, or of the build's output. Directories are not listed. */
  contents(top: string): Record<string, string> {
    const disk = top.startsWith('/ws') ? this.source.disk : this.disk
    return Object.fromEntries(
      disk.under(top).flatMap(([path, { type, data }]) => (type === 'dir' ? [] : [[path, data]]))
    )
  }

  stored(id: string, series = seriesName): Record<string, string> {
    return this.contents(`/mnt/backup/${series}/${id}`)
  }

  built(): Record<string, string> {
    return this.contents('/ws/dist')
  }

  /** What only a failed or clearing run leaves nothing of. */
  leftovers(series = seriesName): string[] {
    return this.disk.names(`/mnt/backup/${series}/.snapshots/partial`)
  }

  #text(series: string, file: string): string {
    const text = this.disk.at(`/mnt/backup/${series}/.snapshots/${file}`)?.data
    if (text === undefined) throw new Error(`there is no ${file}`)
    return text
  }

  /** Everything no run may change: all published snapshots, and whatever else is on the volume. */
  #lasting(): string[] {
    return this.disk.dump('/mnt/backup').filter(line => {
      const [path = '', type] = line.split(' ')
      const isPublished = /\/\d{4}-[^/]*Z[^/]*(\/|$)/.test(path) && !path.includes('/.snapshots/')
      return isPublished || (type === 'file' && path.startsWith('canary/'))
    })
  }

  #expectUntouched(before: readonly string[], series: string): void {
    const after = new Set(this.#lasting())
    const isToStay = (line: string): boolean => ![...this.mayGo].some(id => line.includes(`/${id}`))
    expect(before.filter(line => isToStay(line) && !after.has(line))).toEqual([])
    // The lock is free again, unless another run holds it.
    expect(this.volume.locks.get(series)?.freeAfterMs).not.toBe(Infinity)
    const latest = this.latest(series)
    if (latest !== undefined && this.disk.at(`/mnt/backup/${series}/latest`)?.type === 'link')
      expect(this.ids(series)).toContain(latest)
  }

  /** A new snapshot equals its manifest and its record, and its figures are those of its inodes. */
  #expectWhole({ series, snapshot, counts, bytes, causes, totals }: SnapshotReport): void {
    const top = `/mnt/backup/${series}/${snapshot}`
    const manifest = this.manifest(snapshot, series)
    expect(this.disk.under(top).map(([path]) => path)).toEqual(
      manifest.flatMap(({ path }) => (path === '.' ? [] : [path])).sort((a, b) => (a < b ? -1 : 1))
    )
    for (const entry of manifest) {
      const inode = this.disk.at(entry.path === '.' ? top : `${top}/${entry.path}`)
      expect([entry.path, inode?.type, inode?.mode]).toEqual([entry.path, entry.type, entry.mode])
      expect(isSameTime(inode?.mtimeNs ?? 0n, entry.storedMtimeNs)).toBe(true)
      if (entry.type === 'file') expect([entry.path, sha256(inode?.data ?? '')]).toEqual([entry.path, entry.sha256])
      if (entry.owner !== undefined) expect([inode?.uid, inode?.gid]).toEqual([entry.owner.uid, entry.owner.gid])
    }
    expect(this.latest(series)).toBe(snapshot)
    expect(this.record(snapshot, series)).toMatchObject({ id: snapshot, ...counts, ...bytes })
    expect(counts.filesLinked + counts.filesCopied).toBe(counts.files)
    expect(causes.reduce((sum, { files }) => sum + files, 0)).toBe(counts.filesCopied)
    expect(causes.reduce((sum, cause) => sum + cause.bytes, 0)).toBe(bytes.bytes - bytes.bytesLinked)
    expect(bytes.bytesOnDisk).toBe(this.disk.usage(top))
    expect(totals.bytesOnDisk).toBe(this.disk.usage(`/mnt/backup/${series}`))
  }
}
