// Times, modes and owners on a volume: set, and read back.

import { chmodSync, chownSync, lstatSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttributeFacts } from '../../core/doctor/facts.ts'
import { codeOf } from '../../core/failure.ts'
import { Refused, tried } from './doctor-tried.ts'
import type { VolumeParts } from './parts.ts'

/** An odd and an even second, and fractions in which every coarser step shows. */
const moments = [
  '1700000001.123456789',
  '1700000002.987654321',
  '1700000003.500000001',
  '1700000005.000000000'
] as const

/** Any other than ours. */
const stranger = 12_345

export async function probeAttributes(scratch: string, parts: VolumeParts): Promise<AttributeFacts> {
  const file = join(scratch, 'attributes')
  const skewMs = skewOf(file, parts)
  return {
    skewMs,
    times: await timesOf(file, parts),
    modes: tried(() => {
      for (const mode of [0o640, 0o755, 0o600]) setMode(file, mode)
    }),
    setuid: tried(() => {
      setMode(file, 0o4755)
    }),
    ...(parts.isRoot
      ? {
          owners: tried(() => {
            chownSync(file, stranger, stranger)
            const { uid, gid } = lstatSync(file)
            if (uid !== stranger || gid !== stranger)
              throw new Refused(`a file given to user ${stranger} belongs to user ${uid}`)
          })
        }
      : {})
  }
}

/** The time that the filesystem gives a file that is written now; the kernel's clock is coarse, and so is this. */
function skewOf(file: string, { clock }: VolumeParts): number {
  const before = clock.now().getTime()
  writeFileSync(file, 'probe\n')
  const after = clock.now().getTime()
  const { mtimeMs } = lstatSync(file)
  return mtimeMs < before ? Math.min(0, mtimeMs - before) : Math.max(0, mtimeMs - after)
}

/** By touch: node:fs takes times as floating seconds, which are 200 ns coarse by now. */
async function timesOf(file: string, { processes }: VolumeParts): Promise<AttributeFacts['times']> {
  const times: { set: bigint; stored: bigint }[] = []
  try {
    for (const moment of moments) {
      const result = await processes.run('touch', { args: ['--no-create', `--date=@${moment}`, '--', file] })
      if (result.status !== 0) return { why: `touch could not set a time: ${result.stderr.trim()}` }
      times.push({ set: BigInt(moment.replace('.', '')), stored: lstatSync(file, { bigint: true }).mtimeNs })
    }
    return times
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return { why: 'touch, which sets times, is not installed' }
  }
}

function setMode(file: string, mode: number): void {
  chmodSync(file, mode)
  const now = lstatSync(file).mode & 0o7777
  if (now !== mode) throw new Refused(`mode ${mode.toString(8)} came back as ${now.toString(8)}`)
}
