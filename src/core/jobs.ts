// How many worker threads a run is given when nobody says: by the cores, the disk under the volume, and how much there is to do.

import { countOf, formatBytes, formatCount } from './units.ts'

/** What is known of the disk under a volume. */
export interface DiskFacts {
  /** `unknown`: a disk in memory, a virtual one (which says it rotates, whatever it is), or one that says nothing. */
  readonly kind: 'solid' | 'rotational' | 'network' | 'unknown'
  /** As the kernel names it. */
  readonly filesystem: string
}

/** What a run has to read and store. */
export interface Workload {
  readonly files: number
  readonly bytes: number
}

export interface Jobs {
  readonly jobs: number
  /** What it follows from, to stand in the log after "because". */
  readonly why: string
}

/** Beyond this, threads on one local disk wait for it and each other more than they work (measured up to 16 on one SSD). */
const mostLocal = 8
/** A network answers many at once, and each alone waits: four for each core, within these bounds. */
const [fewestRemote, mostRemote] = [8, 16]
/** One reads while the other hashes; a third would only move the head of a rotating disk to and fro. */
const onRotating = 2
/** What keeps one thread busy long enough to be worth its start (about 30 ms). */
const filesEach = 250
const bytesEach = 64 * 1024 * 1024

/** `work` is absent while the source has not been read. Always at least 1. */
export function chooseJobs(cores: number, disk: DiskFacts, work?: Workload): Jobs {
  const { jobs, why } = byDisk(Math.max(1, cores), disk)
  if (work === undefined) return { jobs, why }
  const useful = Math.max(1, Math.ceil(work.files / filesEach), Math.ceil(work.bytes / bytesEach))
  const load = `${countOf(work.files, 'file', 'files')} of ${formatBytes(work.bytes)}`
  return useful < jobs
    ? { jobs: useful, why: `${load} give no more of them enough to do` }
    : { jobs, why: `${why}, for ${load}` }
}

function byDisk(cores: number, { kind, filesystem }: DiskFacts): Jobs {
  const has = `${formatCount(cores)} ${cores === 1 ? 'core' : 'cores'}`
  const local = Math.min(Math.max(cores, 2), mostLocal)
  switch (kind) {
    case 'network':
      return {
        jobs: Math.min(Math.max(cores * 4, fewestRemote), mostRemote),
        why: `the volume is on a network (${filesystem}), where threads mostly wait`
      }
    case 'rotational':
      return { jobs: onRotating, why: 'the disk under the volume rotates, so that more would wait for its head' }
    case 'solid':
      return { jobs: local, why: `there are ${has} and the disk under the volume does not rotate` }
    case 'unknown':
      return { jobs: local, why: `there are ${has}, and nothing is known of the disk under the volume (${filesystem})` }
  }
}
