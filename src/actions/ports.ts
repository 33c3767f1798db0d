// The world as the actions are given it.

import type { Clock } from '../ports/clock.ts'
import type { Machine } from '../ports/machine.ts'
import type { Parallelism } from '../ports/parallelism.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { SnapshotCopies } from '../ports/snapshot-copies.ts'
import type { Source } from '../ports/source.ts'
import type { Volume } from '../ports/volume.ts'

export interface Ports {
  readonly volume: Volume
  readonly source: Source
  readonly machine: Machine
  readonly clock: Clock
  readonly reporter: Reporter
  /** Absent where none were asked for. */
  readonly copies?: SnapshotCopies
  /** Absent where it was said how many jobs there are to be. */
  readonly parallelism?: Parallelism
}
