// Row 19, and the negative control of row 18: the power is cut while a snapshot is taken, life after life of one disk.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../../../src/core/failure.ts'
import { type Cut, latestRenamed } from './cuts.ts'
import { type DiskFilesystem, makeGround } from './ground.ts'
import { boot, type Machine } from './machine.ts'

/**
 * Each life begins with a look at what the cut before left and with a run that must succeed, and ends with the next cut.
 * Throws for the first that leaves anything wrong. Returns what was measured.
 */
export async function surviveCuts(filesystem: DiskFilesystem, cuts: readonly Cut[]): Promise<readonly string[]> {
  const ground = makeGround()
  const disk = ground.disk(filesystem)
  const live = (name: string, cut?: Cut, more: Readonly<Record<string, string>> = {}): Machine =>
    boot({
      name,
      guest: 'power-cut.sh',
      shared: ground.shared,
      disks: [disk],
      env: { FILESYSTEM: filesystem, ...(cut === undefined ? {} : cutVariables(cut)), ...more }
    })
  try {
    let before = 'the start'
    for (const [index, cut] of cuts.entries()) {
      await told(before, cutAt(live(`${filesystem}-${index}`, cut), cut))
      before = cut.what
    }
    await told(before, live(`${filesystem}-last`).done())
    return [`${filesystem}: ${cuts.length} cuts`]
  } finally {
    ground.remove()
  }
}

/** Without the sync the same cut must leave a snapshot that is not what it was said to be: else it proves nothing. */
export async function noticeMissingSync(filesystem: DiskFilesystem): Promise<readonly string[]> {
  const ground = makeGround()
  const disk = ground.disk(filesystem)
  const life = (name: string, env: Readonly<Record<string, string>>): Machine =>
    boot({ name, guest: 'power-cut.sh', shared: ground.shared, disks: [disk], env: { FILESYSTEM: filesystem, ...env } })
  try {
    await cutAt(life(`${filesystem}-no-sync`, { ...cutVariables(latestRenamed), NO_SYNC: 'true' }), latestRenamed)
    const name = `${filesystem}-after-no-sync`
    const outcome = await life(name, {})
      .done()
      .then(() => 'nothing was wrong', String)
    const found = join(ground.shared, `check-${name}.txt`)
    const wrong = existsSync(found)
      ? readFileSync(found, 'utf8')
          .split('\n')
          .filter(line => line.startsWith('I1 '))
      : []
    if (wrong.length === 0) throw new Error(`a power cut without the sync went unnoticed: ${outcome}`)
    return [`${wrong.length} files were wrong`]
  } finally {
    ground.remove()
  }
}

const cutVariables = ({ at, rsyncArgs = '' }: Cut): Record<string, string> => ({
  MOMENTS: JSON.stringify(typeof at === 'string' ? [] : [at]),
  RSYNC_ARGS: rsyncArgs
})

async function cutAt(machine: Machine, cut: Cut): Promise<void> {
  try {
    await comeTo(machine, cut)
  } finally {
    await machine.cut()
  }
}

async function comeTo(machine: Machine, { at, holdMs }: Cut): Promise<void> {
  // A moment that never comes would prove nothing.
  if (typeof at !== 'string') await Promise.race([machine.said('moment'), tooLate(machine)])
  else await machine.said(at)
  await pause(holdMs)
}

const tooLate = async (machine: Machine): Promise<never> => {
  await machine.said('ended')
  throw new Error('the run ended without coming to the moment of the cut')
}

/** The life that fails tells of the cut before it. */
async function told(before: string, life: Promise<void>): Promise<void> {
  try {
    await life
  } catch (error) {
    throw new Error(`after a power cut (${before}): ${messageOf(error)}`, { cause: error })
  }
}
