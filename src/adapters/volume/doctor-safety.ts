// Locks between real processes, one of which is killed; syncs; and a clone of a file.

import { closeSync, constants, copyFileSync, fsyncSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SafetyFacts, Works } from '../../core/doctor/facts.ts'
import { codeOf } from '../../core/failure.ts'
import type { Processes } from '../process.ts'
import { tried } from './doctor-tried.ts'
import { syncPath } from './durable.ts'

const busy = 75

/**
 * One process takes the lock, says so by a file, and sleeps. Then another is refused, the holder is killed, and the lock
 * taken. flock(1) itself would leave the lock to the program that it runs, so the shell holds it by a descriptor and then
 * becomes that program.
 */
const killedHolder = `
  ( flock --exclusive --timeout 5 9 && : > "$1.held" && exec sleep 60 ) 9>>"$1" &
  holder=$!
  tries=0
  until [ -e "$1.held" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then kill -9 "$holder"; exit 3; fi
    sleep 0.05
  done
  flock --exclusive --nonblock --conflict-exit-code ${busy} "$1" true
  [ $? -eq ${busy} ] || { kill -9 "$holder"; exit 5; }
  kill -9 "$holder"
  wait "$holder" 2> /dev/null
  flock --exclusive --timeout 2 --conflict-exit-code 4 "$1" true
`

export async function probeSafety(scratch: string, processes: Processes): Promise<SafetyFacts> {
  const file = join(scratch, 'safe')
  writeFileSync(file, 'probe\n')
  return {
    ...(await probeLocks(join(scratch, 'lock'), processes)),
    fsync: tried(() => {
      const fd = openSync(file, 'r+')
      try {
        fsyncSync(fd)
      } finally {
        closeSync(fd)
      }
      syncPath(scratch)
    }),
    syncfs: await run(processes, 'sync', ['--file-system', scratch]),
    reflinks: tried(() => {
      copyFileSync(file, join(scratch, 'clone'), constants.COPYFILE_FICLONE_FORCE)
    })
  }
}

async function probeLocks(lock: string, processes: Processes): Promise<Pick<SafetyFacts, 'lockRefuses' | 'lockDies'>> {
  writeFileSync(lock, '')
  const fd = openSync(lock, 'r+')
  let refuses: Works
  try {
    // On the descriptor that we hold, as a run takes it; then another process opens the file for itself.
    const ours = await run(processes, 'flock', ['--exclusive', '--nonblock', '3'], fd)
    if (!ours.works) return { lockRefuses: ours, lockDies: ours }
    const args = ['--exclusive', '--nonblock', '--conflict-exit-code', String(busy), lock, 'true']
    const { status } = await processes.run('flock', { args })
    refuses = status === busy ? { works: true } : { works: false, why: 'a second process got the lock as well' }
  } finally {
    closeSync(fd)
  }
  if (!refuses.works) return { lockRefuses: refuses, lockDies: refuses }
  const { status } = await processes.run('sh', { args: ['-c', killedHolder, 'sh', lock] })
  const why =
    status === 4 ? 'it was still held 2 s after its holder was killed' : `it could not be tried (status ${status})`
  return { lockRefuses: refuses, lockDies: status === 0 ? { works: true } : { works: false, why } }
}

async function run(processes: Processes, tool: string, args: readonly string[], inherit?: number): Promise<Works> {
  try {
    const result = await processes.run(tool, { args, ...(inherit === undefined ? {} : { inherit }) })
    if (result.status === 0) return { works: true }
    return { works: false, why: result.stderr.trim() || `${tool} ended with status ${result.status}` }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return { works: false, why: `${tool} is not installed` }
  }
}
