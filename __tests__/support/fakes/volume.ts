// A volume in memory that really links, counts and fills up, with the faults a test gives it.

import { pathFromText, type BytePath } from '../../../src/core/byte-path.ts'
import { decodeMarker, markerName } from '../../../src/core/marker.ts'
import { messageOf } from '../../../src/core/failure.ts'
import type { Free, LinkProbe, Series, Volume, VolumeState } from '../../../src/ports/volume.ts'
import type { SteppableClock } from './clock.ts'
import { copying } from './copying.ts'
import { Disk } from './disk.ts'
import type { PublishStep } from './partial.ts'
import { memorySeries } from './series.ts'
import type { MemorySource } from './source.ts'

export class MemoryVolume implements Volume {
  readonly name: string
  readonly path: string
  readonly disk: Disk
  readonly clock: SteppableClock
  readonly source: MemorySource
  readonly user: number
  /** What differs from a marked, writable directory that is a mount of its own. */
  differs: Partial<VolumeState> = {}
  /** Absent when it is not on this machine. */
  isHere = true
  /** Where it is mounted besides. */
  alsoAt: readonly string[] = []
  /** Other runs that write a series, and how long they still will. */
  readonly locks = new Map<string, { readonly holder: string; readonly freeAfterMs: number }>()
  /** Snapshots that somebody reads: `<series>/<id>`. */
  readonly readers = new Set<string>()
  /** What the disk use of a series' snapshots was, as kept beside them. */
  readonly kept = new Map<string, { readonly ids: readonly string[]; readonly bytes: number }>()
  readonly refused = new Map<string, string>()
  readonly complaints = new Map<string, string>()
  stores: (path: string, data: string) => string = (_, data) => data
  unreadable: (path: string) => boolean = () => false
  /** What not even lstat or readdir can be had of. */
  closed: (path: string) => boolean = () => false
  /** Every stored file that a verification has read, as often as it did. */
  readonly read: string[] = []
  afterProbe: () => void = () => undefined
  readonly linksToCopyBeside = copying.besideLinksFrom
  beforeCopy: () => void = () => undefined
  afterCopy: () => void = () => undefined
  afterSeal: (tree: string) => void = () => undefined
  breaksAt: { readonly step: PublishStep; readonly error: Error } | undefined
  /** What a deletion leaves, in rm's words. */
  undeletable: string[] = []
  clearingFails: Error | undefined
  trashFails: Error | undefined
  listingFails: Error | undefined
  keepingFails: Error | undefined
  /** The page cannot be written. */
  pageFails: Error | undefined

  constructor(path: string, clock: SteppableClock, source: MemorySource, user: number) {
    this.name = path
    this.path = path
    this.clock = clock
    this.source = source
    this.user = user
    this.disk = new Disk(clock, path)
    this.disk.write(`${path}/${markerName}`, '{"format":1}\n')
  }

  places(): Promise<readonly BytePath[]> {
    return Promise.resolve(this.isHere ? [this.path, ...this.alsoAt].map(place => pathFromText(place)) : [])
  }

  state(): Promise<VolumeState> {
    return Promise.resolve({
      kind: 'directory',
      isWritable: true,
      isMount: true,
      mountPoint: this.path,
      filesystem: 'ext4',
      isWholeFilesystem: true,
      marker: this.#marker(),
      ...this.differs
    })
  }

  mark(text: string): Promise<void> {
    this.disk.write(`${this.path}/${markerName}`, text)
    return Promise.resolve()
  }

  readonly isSlowToAnswer = copying.isPrepared

  probeLinks(): Promise<LinkProbe> {
    const { disk } = this
    const probe = `${this.path}/.snapshot-probe`
    const tried = (work: () => void): LinkProbe['hardLinks'] => {
      try {
        work()
        return { works: true }
      } catch (error) {
        return { works: false, why: messageOf(error) }
      }
    }
    disk.write(`${probe}/file`, 'probe\n')
    const result = {
      hardLinks: tried(() => {
        disk.link(`${probe}/file`, `${probe}/link`)
      }),
      symlinks: tried(() => {
        disk.symlink(`${probe}/symlink`, 'one')
      })
    }
    disk.remove(probe)
    this.afterProbe()
    return Promise.resolve(result)
  }

  free(): Promise<Free> {
    return Promise.resolve(this.disk.free())
  }

  series(name: string): Series {
    return memorySeries(this, name)
  }

  seriesNames(): Promise<readonly string[]> {
    const own = '/.snapshots'
    const paths = this.disk.under(this.path).map(([path]) => path)
    return Promise.resolve(paths.filter(path => path.endsWith(own)).map(path => path.slice(0, -own.length)))
  }

  #marker(): VolumeState['marker'] {
    const text = this.disk.at(`${this.path}/${markerName}`)?.data
    if (text === undefined) return { state: 'absent' }
    try {
      decodeMarker(text)
      return { state: 'present' }
    } catch (error) {
      return { state: 'damaged', why: messageOf(error) }
    }
  }
}
