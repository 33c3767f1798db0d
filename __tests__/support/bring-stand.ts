// Files of a far snapshot brought here: a series behind a real sshd with tools that are not what they seem, and what came of it.

import { lstatSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { OnProgress } from '../../src/core/progress.ts'
import type { Brought, HowBrought } from '../../src/ports/volume.ts'
import { scratchWith } from './adapter-parts.ts'
import { base, bytePath, nothing, VolumeStand } from './each-volume.ts'
import { fakeTools } from './fake-tools.ts'
import { type SshServer, startSshd } from './sshd.ts'

export interface Come {
  readonly text: string
  readonly isPacked: boolean
}

interface Wishes {
  readonly how?: HowBrought
  readonly onPart?: (part: Brought) => void
  readonly onProgress?: OnProgress
}

export class BringStand extends VolumeStand {
  /** For what the fakes need. */
  readonly tools = scratchWith('tools')
  #server: SshServer | undefined

  /** `fakes`: what is found first under these names there. `tempDir`: where what comes lies. */
  async begin(
    files: Readonly<Record<string, string>>,
    fakes: Readonly<Record<string, string>> = {},
    tempDir?: string
  ): Promise<void> {
    this.#server = await startSshd({ config: [`SetEnv PATH=${fakeTools(join(this.tools, 'bin'), fakes)}`] })
    await this.open(this.#server, tempDir)
    await this.taken(files)
  }

  async remove(): Promise<void> {
    await this.close()
    await this.parts.pool.close()
    this.#server?.stop()
    rmSync(this.tools, { recursive: true })
  }

  /** What came of these files, and in what parts. */
  async bring(
    wanted: Readonly<Record<string, string>>,
    { how = 'together', onPart = nothing, onProgress = nothing }: Wishes = {}
  ): Promise<{ come: Record<string, Come>; parts: number[] }> {
    const come: Record<string, Come> = {}
    const parts: number[] = []
    const files = filesOf(wanted)
    let at = 0
    for await (const part of this.series.bring?.(base, files, how, onProgress) ?? []) {
      onPart(part)
      parts.push(part.count)
      for (const { path } of files.slice(at, (at += part.count))) {
        const found = broughtOf(part, path)
        if (found !== undefined) come[path] = found
      }
    }
    expect(this.leftHere()).toEqual([])
    return { come, parts }
  }

  /** What was brought and was not removed again. */
  leftHere(): readonly string[] {
    const names = readdirSync(this.scratch, { recursive: true, encoding: 'utf8' })
    return names.filter(name => /files-|archive/.test(name))
  }
}

export const filesOf = (wanted: Readonly<Record<string, string>>): { path: BytePath; size: number }[] =>
  Object.entries(wanted).map(([name, text]) => ({ path: bytePath(name), size: text.length }))

export const allCome = (files: Readonly<Record<string, string>>, isPacked: boolean): Record<string, Come> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, { text, isPacked }]))

/** So many files of a byte each. */
export const tinyFiles = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`part${index % 7}/${index}`, 'f']))

/** More than comes in the archive. */
export const large = 'l'.repeat(1024 * 1024 + 1)

/** Of all names and sizes that come in it. */
export const small: Readonly<Record<string, string>> = {
  empty: '',
  one: '1',
  'just small': 's'.repeat(1024 * 1024),
  'deep/er/and deeper/file': 'deep',
  [`${'d'.repeat(150)}/${'n'.repeat(200)}`]: 'long',
  '--checkpoint=1': 'no option',
  '-T': 'no list',
  'line\nfeed': 'one name',
  'back\\slash\\n': 'as it is',
  '*': 'no pattern',
  '"q"\'`$&;|<>(){}!^@+': 'for no shell',
  ' ': 'a space'
}

function broughtOf({ tree, packed }: Brought, path: BytePath): Come | undefined {
  const place = packed.get(path)
  if (place !== undefined) {
    const bytes = Buffer.alloc(place.size)
    expect(readSync(place.archive, bytes, 0, place.size, place.offset)).toBe(place.size)
    return { text: bytes.toString('latin1'), isPacked: true }
  }
  const file = join(tree, path)
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined
  return { text: readFileSync(file, 'latin1'), isPacked: false }
}
