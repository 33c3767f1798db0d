// The lock of a far series: held there by a program that lives as long as our connection, and by every writer we start there.

import { randomBytes } from 'node:crypto'
import { showText } from '../../core/display.ts'
import { Failure } from '../../core/failure.ts'
import { formatDuration } from '../../core/units.ts'
import { hostText } from '../../core/volume-address.ts'
import type { Lock } from '../../ports/volume.ts'
import type { SeriesLayout } from '../volume/layout.ts'
import { type Channel, silenceSeconds } from './channel.ts'
import type { Connection } from './connection.ts'
import { connectionFailure } from './trouble.ts'
import { farFailure } from './far-failure.ts'
import { hold, lock } from './scripts/series.ts'

export interface FarLock {
  /** The line in the lock's file that says that the lock is ours. */
  readonly token: string
  /** Fulfilled when it is free. */
  release(): Promise<void>
}

export async function lockSeries(
  connection: Connection,
  layout: SeriesLayout,
  name: string,
  holder: string,
  timeoutMs: number,
  onWait: (holder: string) => void
): Promise<FarLock> {
  // One line, for the people who will wait; the random part is how it is told from any other run's.
  const token = `${holder.replaceAll(/\s+/g, ' ')} [${randomBytes(6).toString('hex')}]`
  const channel = connection.hold(lock, {
    volume: connection.address.path,
    own: layout.own,
    token,
    silence: String(silenceSeconds),
    list: [...name.split('/'), '.snapshots']
  })
  let other = ''
  const patience = new Promise<'late'>(resolve => {
    setTimeout(() => {
      resolve('late')
    }, timeoutMs).unref()
  })
  try {
    for (;;) {
      const message = other === '' ? await channel.next() : await Promise.race([channel.next(), patience])
      if (message === 'locked') break
      if (message === 'late') throw stillHeld(other, timeoutMs)
      if (message !== 'busy') throw await notLocked(connection, channel, message)
      other = holderOf(await channel.next())
      onWait(other)
      if (timeoutMs === 0) throw stillHeld(other, timeoutMs)
    }
  } catch (error) {
    await channel.end()
    throw error
  }
  return { token, release: () => channel.end() }
}

const holderOf = (line: string | undefined): string => {
  const text = (line ?? '').trim()
  return text === '' ? 'another run' : showText(text)
}

const stillHeld = (holder: string, timeoutMs: number): Failure =>
  new Failure(
    'locked',
    `The series is still being written by ${holder} after ${formatDuration(timeoutMs)}. Wait for that run, or raise "lock-timeout".`
  )

async function notLocked(connection: Connection, channel: Channel, message: string | undefined): Promise<Error> {
  const { address } = connection
  if (message === 'not a directory') {
    return new Failure(
      'volume',
      `${showText((await channel.next()) ?? '')} on ${hostText(address)} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`
    )
  }
  if (message === 'symlink') {
    return new Failure(
      'volume',
      `The lock of the series on ${hostText(address)} is a symlink, where a file of its own belongs. Remove the link.`
    )
  }
  if (message === 'special') {
    return new Failure(
      'volume',
      `The lock of the series on ${hostText(address)} is not a regular file. Move away what stands in its place.`
    )
  }
  const result = await channel.ended
  const lost = await connection.failureOf(result)
  if (lost !== undefined) return lost
  const said = result.stderr.trim()
  if (message === 'unsupported') {
    return new Failure(
      'locked',
      `The lock could not be taken on ${hostText(address)}${said === '' ? '' : ` (${showText(said)})`}. The volume's filesystem may not support flock(2).`
    )
  }
  return said === '' && result.status === 0
    ? connectionFailure(address, '', true)
    : farFailure(address, result, 'The series could not be locked')
}

/** Holds a snapshot against removal for as long as it is read. */
export async function holdSnapshot(connection: Connection, layout: SeriesLayout, id: string): Promise<Lock> {
  const channel = connection.hold(hold, {
    series: layout.series,
    own: layout.own,
    id,
    silence: String(silenceSeconds)
  })
  const message = await channel.next()
  if (message === 'held') return { release: () => channel.end() }
  if (message === undefined || message === 'unsupported') throw await notLocked(connection, channel, message)
  await channel.end()
  if (message === 'gone') {
    throw new Failure(
      'missing',
      `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`
    )
  }
  throw new Failure('locked', `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`)
}
