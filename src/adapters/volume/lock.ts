// The kernel's lock on a series: flock(2) on a descriptor we hold, so that it is free the moment its last holder is gone.

import { spawnSync } from 'node:child_process'
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { showText } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import { formatDuration } from '../../core/units.ts'
import { openRegular, readFlags } from '../own-file.ts'
import { cleanEnvironment, type Processes } from '../process.ts'

export interface HeldLock {
  /** Handed on to rsync: while it writes, the series stays locked even if we are killed. */
  readonly fd: number
  release(): void
}

/** flock's exit status when the lock is busy; its default, 1, also means other failures. */
const busy = 75
const descriptor = 3

/** Bytes of what a holder writes of itself; more is not ours. */
const longestHolder = 4096

export async function lockFile(
  processes: Processes,
  file: string,
  holder: string,
  timeoutMs: number,
  onWait: (holder: string) => void
): Promise<HeldLock> {
  const fd = open(file)
  try {
    if (!(await flock(processes, fd, ['--nonblock']))) {
      onWait(holderOf(file))
      const seconds = Math.max(timeoutMs / 1000, 0.001)
      if (!(await flock(processes, fd, ['--timeout', String(seconds)]))) {
        throw new Failure(
          'locked',
          `The series is still being written by ${holderOf(file)} after ${formatDuration(timeoutMs)}. Wait for that run, or raise "lock-timeout".`
        )
      }
    }
    // For the people who will wait: it is never read to decide anything.
    ftruncateSync(fd, 0)
    writeSync(fd, `${holder}\n`)
    return {
      fd,
      release: () => {
        closeSync(fd)
      }
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** Takes the lock alone if nobody else holds it; it is free again when the descriptor is closed. */
export const tryLock = (processes: Processes, fd: number): Promise<boolean> => flock(processes, fd, ['--nonblock'])

/** The same where nothing can be waited for, as after a cancel, which lets no other program start. */
export function tryLockAtOnce(fd: number): boolean {
  const args = ['--exclusive', '--nonblock', String(descriptor)]
  const stdio = ['ignore', 'ignore', 'ignore', fd] as const
  return spawnSync('flock', args, { env: cleanEnvironment(process.env), stdio: [...stdio] }).status === 0
}

/** Takes the lock together with others who only read; false when somebody has it alone for longer than `timeoutMs`. */
export const shareLock = (processes: Processes, fd: number, timeoutMs: number): Promise<boolean> =>
  flock(processes, fd, ['--timeout', String(timeoutMs / 1000)], '--shared')

/** Never unlinked: two runs could then hold locks on two files of that name. Nor followed, since it is written to. */
function open(file: string): number {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  let fd: number
  try {
    // Who may open it can lock it: not just anybody, or they could keep every run waiting.
    fd = openSync(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o660)
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error
    throw new Failure('volume', `The lock ${file} is a symlink, where a file of its own belongs. Remove the link.`)
  }
  if (fstatSync(fd).isFile()) return fd
  closeSync(fd)
  throw new Failure('volume', `The lock ${file} is not a regular file. Remove it, while no run writes the series.`)
}

async function flock(
  processes: Processes,
  fd: number,
  how: readonly string[],
  kind: '--exclusive' | '--shared' = '--exclusive'
): Promise<boolean> {
  const args = [kind, ...how, '--conflict-exit-code', String(busy), String(descriptor)]
  const result = await processes.run('flock', { args, inherit: fd })
  if (result.status === 0) return true
  if (result.status === busy) return false
  const said = result.stderr.trim()
  throw new Failure(
    'locked',
    `The lock could not be taken: flock ended with status ${result.status}${said === '' ? '' : ` (${said})`}. The volume's filesystem may not support flock(2).`
  )
}

export function holderOf(file: string): string {
  const fd = openRegular(file, readFlags)
  try {
    const bytes = Buffer.alloc(longestHolder)
    const text = bytes.toString('utf8', 0, readSync(fd, bytes)).trim()
    return text === '' ? 'another run' : showText(text)
  } finally {
    closeSync(fd)
  }
}
