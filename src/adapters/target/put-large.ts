// Large files: cloned or copied aside by the worker threads, given their mtimes in bulk, put in place; or mended where they are.

import { chmodSync, chownSync, closeSync, fstatSync, openSync } from 'node:fs'
import { allOf } from '../../core/all-of.ts'
import { showText } from '../../core/display.ts'
import { sourceModeOf } from '../../core/entry.ts'
import { Failure } from '../../core/failure.ts'
import { batchesOf } from '../batches.ts'
import { descriptorPath, fileFlags, foreignPath, Pins } from '../workers/pinned.ts'
import { stagedName } from '../workers/place.ts'
import { type CopyTask, forThread, type NumberedStep } from '../workers/restore-protocol.ts'
import { place } from './place.ts'
import type { PutJob } from './put-job.ts'
import { refusalOf } from './refusals.ts'
import { touch } from './touch.ts'

/** What lies aside at once, unless a file alone is more. */
const groupFiles = 512
const groupBytes = 256 * 1024 * 1024

/** What a thread does at once: a message costs nothing beside a large file, but `reflink` clones small ones too. */
const taskFiles = 32
const taskBytes = 8 * 1024 * 1024

const sizeOf = ({ entry }: NumberedStep): number => entry.size

export async function putLarge(job: PutJob, steps: readonly NumberedStep[]): Promise<void> {
  for (const group of batchesOf(steps, groupFiles, groupBytes, sizeOf)) {
    const cloned = new Set<number>()
    const copies = batchesOf(group, taskFiles, taskBytes, sizeOf).map(task => copy(job, task, cloned))
    const fit = (await allOf(copies)).flat()
    await touch(
      job.site,
      job.places.staging,
      fit.map(({ number, entry }) => ({ name: stagedName(number), mtimeNs: entry.mtimeNs })),
      false
    )
    await place(job, job.places.staging, fit, { cloned })
  }
}

/** Those that lie aside now. */
async function copy(job: PutJob, steps: readonly NumberedStep[], cloned: Set<number>): Promise<NumberedStep[]> {
  const { site, places, request } = job
  const { verify, keepOwners } = request
  const result = await site.run({
    kind: 'copy',
    places,
    steps: forThread(steps),
    verify,
    keepOwners,
    clone: cloning(job)
  })
  if (result.cannotClone !== undefined) {
    site.canClone = false
    if (request.method === 'reflink') throw cannotClone(job, result.cannotClone)
  }
  site.settle(result)
  job.progress(steps)
  return steps.filter((step, index) => {
    const problem = result.unfit.get(index)
    if (problem !== undefined) job.notPut(step, problem)
    else if (result.cloned.has(index)) cloned.add(step.number)
    return problem === undefined
  })
}

function cloning({ request, site }: PutJob): CopyTask['clone'] {
  if (request.method === 'reflink') return 'must'
  return request.method === 'copy' || site.canClone === false ? 'never' : 'try'
}

const cannotClone = ({ site }: PutJob, why: string): Failure =>
  new Failure(
    'target',
    `method: "reflink" cannot share the stored blocks with ${showText(site.path)} (${why}): the volume and the target have to lie on one filesystem that can, such as xfs or btrfs. Take "auto" or "copy".`
  )

/** Held open until touch has found them. */
const mendedAtOnce = 128

/**
 * Gives the target's own files their attributes where they are, which is no matter to their bytes. Returns those that have
 * other names too, which must not see it, or are not what they were.
 */
export async function mendLarge(job: PutJob, steps: readonly NumberedStep[]): Promise<NumberedStep[]> {
  const others: NumberedStep[] = []
  for (const group of batchesOf(steps, mendedAtOnce)) {
    const open = new Map<NumberedStep, number>()
    const pins = new Pins(job.places.root, true)
    try {
      for (const step of group) {
        try {
          const fd = pins.within(step.entry.path, at => openSync(at, fileFlags))
          open.set(step, fd)
          if (!mend(fd, step, job.request.keepOwners)) others.push(step)
        } catch (error) {
          throw refusalOf(job.site.path, step.entry.path, error)
        }
      }
      const mended = group.filter(step => !others.includes(step))
      const touches = mended.map(step => ({ name: foreignPath(open.get(step) ?? -1), mtimeNs: step.entry.mtimeNs }))
      await touch(job.site, job.places.root, touches, true)
      for (const step of mended) job.put(step, 'made')
      job.progress(mended)
    } finally {
      for (const fd of open.values()) closeSync(fd)
      pins.close()
      job.site.settle(pins)
    }
  }
  return others
}

/** Owner first: chown(2) clears setuid. By its descriptor, so that it is this very inode. */
function mend(fd: number, { entry }: NumberedStep, keepOwners: boolean): boolean {
  const stat = fstatSync(fd)
  if (!stat.isFile() || stat.size !== entry.size || stat.nlink !== 1) return false
  if (keepOwners && entry.owner !== undefined) chownSync(descriptorPath(fd), entry.owner.uid, entry.owner.gid)
  chmodSync(descriptorPath(fd), sourceModeOf(entry))
  return true
}
