// Where a benchmark works: a scratch directory, a place for snapshots, the programs that measure; all of it gone afterwards.

import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { limit, type Contestant } from './contestants.ts'
import { isThere, machine, measuredCommit, takePriority } from './machine.ts'
import { compiled, Meter } from './native.ts'
import { directory, image, type Place } from './place.ts'
import { resultSchema, type Figure, type Result, type Row } from './result.ts'
import { figureText, rowText } from './text.ts'

const gib = 2 ** 30

export interface Setting {
  readonly scratch: string
  readonly meter: Meter
  readonly place: Place
  readonly canMount: boolean
  readonly tell: (row: Row) => void
  readonly figure: (figure: Figure) => void
  /** Says aloud, and in the result, what was not measured and why. */
  readonly skip: (what: string) => void
}

export interface Wishes {
  /** At its fullest. */
  readonly roomBytes: number
  readonly hasPriority: boolean
}

/** Runs `work`, and writes what it told to `resultFile`. */
export async function inSetting(
  { roomBytes, hasPriority }: Wishes,
  resultFile: string,
  work: (setting: Setting) => Promise<void>
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
  let close = (): void => undefined
  const cleanUp = (): void => {
    close()
    rmSync(scratch, { recursive: true, force: true })
  }
  cleanUpWhenInterrupted(cleanUp)
  const rows: Row[] = []
  const figures: Figure[] = []
  const skipped: string[] = []
  try {
    checkRoom(scratch, roomBytes)
    if (hasPriority) takePriority()
    const meter = new Meter(compiled('timed', scratch), scratch)
    const canMount = process.getuid?.() === 0
    const place = canMount ? image(scratch, 'volume', 'ext4', 60 * gib) : directory(scratch, 'volume')
    close = place.close
    const about = machine(`${place.filesystem}${canMount ? ' in an image, read and written directly' : ''}`)
    const finish = (): void => {
      const options = process.argv.slice(2).join(' ')
      const measured = { when: new Date().toISOString(), commit: measuredCommit(), options, machine: about }
      write(resultFile, { schema: resultSchema, ...measured, rows, figures, skipped })
    }
    const setting: Setting = {
      scratch,
      meter,
      place,
      canMount,
      tell: row => {
        rows.push(row)
        console.log(rowText(row))
      },
      figure: figure => {
        figures.push(figure)
        console.log(figureText(figure))
      },
      skip: what => {
        skipped.push(what)
        console.log(`\nNot measured: ${what}.`)
      }
    }
    try {
      await work(setting)
    } finally {
      // What was measured before a failure is worth keeping.
      finish()
    }
  } finally {
    cleanUp()
  }
}

/** Those of `wanted` whose programs are here, and the limit of the machine if it compiles. */
export function present(wanted: readonly Contestant[], { scratch, skip }: Setting): readonly Contestant[] {
  for (const { name, needs } of wanted) {
    const missing = needs.filter(command => !isThere(command))
    if (missing.length > 0) skip(`${name}: ${missing.join(', ')} is not installed`)
  }
  const here = wanted.filter(({ needs }) => needs.every(isThere))
  try {
    return [...here, limit(compiled('limit', scratch, ['-lcrypto']))]
  } catch (error) {
    const said =
      String(error)
        .split('\n')
        .find(line => line.includes('rror:')) ?? String(error)
    skip(
      `the limit of the machine: native/limit.c does not compile; it takes OpenSSL's headers (libssl-dev). ${said.trim()}`
    )
    return here
  }
}

/** It must not leave an image mounted. */
function cleanUpWhenInterrupted(cleanUp: () => void): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const) {
    process.once(signal, () => {
      cleanUp()
      process.exit(status)
    })
  }
}

function checkRoom(scratch: string, roomBytes: number): void {
  const { bavail, bsize } = statfsSync(scratch)
  if (bavail * bsize >= roomBytes) return
  const [free, wanted] = [bavail * bsize, roomBytes].map(bytes => `${Math.round(bytes / gib)} GiB`)
  throw new Error(`${tmpdir()} has ${free} free; this takes up to ${wanted}. Set TMPDIR to a larger disk.`)
}

function write(file: string, result: Result): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(result)}\n`)
  console.log(`\nEvery sample is in ${file}`)
}
