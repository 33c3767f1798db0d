// Files of a far snapshot that come here: small ones in one archive, large ones each by itself, and whatever cannot is left out.

import { execFileSync } from 'node:child_process'
import { linkSync, readdirSync, readFileSync, readSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { OnProgress, Progress } from '../../src/core/progress.ts'
import type { Brought } from '../../src/ports/volume.ts'
import { base, bytePath, longMs, nothing, VolumeStand } from '../support/each-volume.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { mountTmpfs, missingTmpfs } from '../support/loop-image.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

let here: VolumeStand
let tools: string
let server: SshServer | undefined
beforeEach(() => {
  here = new VolumeStand()
  tools = scratchWith('tools')
})
afterEach(async () => {
  await here.close()
  await here.parts.pool.close()
  server?.stop()
  server = undefined
  rmSync(tools, { recursive: true })
})

/** `fakes`: what is found first under these names there. */
async function begin(
  files: Readonly<Record<string, string>>,
  fakes: Readonly<Record<string, string>> = {}
): Promise<void> {
  server = await startSshd({ config: [`SetEnv PATH=${fakeTools(join(tools, 'bin'), fakes)}`] })
  await here.open(server)
  await here.taken(files)
}

interface Come {
  readonly text: string
  readonly isPacked: boolean
}

interface Wishes {
  readonly apart?: boolean
  readonly onPart?: (part: Brought) => void
  readonly onProgress?: OnProgress
}

/** What came of these files, and in what parts. */
async function bring(
  wanted: Readonly<Record<string, string>>,
  { apart = false, onPart = nothing, onProgress = nothing }: Wishes = {}
): Promise<{ come: Record<string, Come>; parts: number[] }> {
  const come: Record<string, Come> = {}
  const parts: number[] = []
  const files = Object.entries(wanted).map(([name, text]) => ({ path: bytePath(name), size: text.length }))
  let at = 0
  for await (const part of here.series.bring?.(base, files, apart, onProgress) ?? []) {
    onPart(part)
    parts.push(part.count)
    for (const { path } of files.slice(at, (at += part.count))) {
      const found = broughtOf(part, path)
      if (found !== undefined) come[path] = found
    }
  }
  expect(leftHere()).toEqual([])
  return { come, parts }
}

function broughtOf({ tree, packed }: Brought, path: BytePath): Come | undefined {
  const place = packed.get(path)
  if (place !== undefined) {
    const bytes = Buffer.alloc(place.size)
    expect(readSync(place.archive, bytes, 0, place.size, place.offset)).toBe(place.size)
    return { text: bytes.toString('latin1'), isPacked: true }
  }
  try {
    return { text: readFileSync(join(tree, path), 'latin1'), isPacked: false }
  } catch {
    return undefined
  }
}

/** What was brought and was not removed again. */
const leftHere = (): readonly string[] =>
  readdirSync(here.scratch, { recursive: true, encoding: 'utf8' }).filter(name => /files-|archive/.test(name))

const all = (files: Readonly<Record<string, string>>, isPacked: boolean): Record<string, Come> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, { text, isPacked }]))

const large = 'l'.repeat(1024 * 1024 + 1)
const small = {
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

const itFar = itUnless(missingSshd())

describe('what is small comes in one archive', () => {
  itFar(
    'with any name, and what is large beside it',
    async () => {
      await begin({ ...small, large })
      const { come, parts } = await bring({ ...small, large })
      expect(come).toEqual({ ...all(small, true), ...all({ large }, false) })
      expect(parts).toEqual([13])
    },
    longMs
  )

  itFar(
    'in parts, the next of which comes while one is used',
    async () => {
      const many = Object.fromEntries(
        Array.from({ length: 20_005 }, (_, index) => [`part${index % 7}/${index}`, `${index}`])
      )
      await begin(many)
      const seen: Progress[] = []
      const { come, parts } = await bring(many, { onProgress: progress => seen.push(progress) })
      expect(parts).toEqual([20_000, 5])
      expect(come).toEqual(all(many, true))
      const counts = seen.map(({ files }) => files)
      expect(counts).toEqual(counts.toSorted((a, b) => a - b))
      expect(new Set(seen.map(({ totalFiles }) => totalFiles))).toEqual(new Set([20_005]))
    },
    longMs
  )

  itFar(
    'but not where each has to be a file of its own, nor of another tar',
    async () => {
      await begin(small, { tar: `case " $* " in *" --version "*) echo 'bsdtar 3.7';; esac` })
      expect((await bring(small, { apart: true })).come).toEqual(all(small, false))
      expect((await bring(small)).come).toEqual(all(small, false))
    },
    longMs
  )

  itFar(
    'also nothing at all',
    async () => {
      await begin(small)
      expect(await bring({})).toEqual({ come: {}, parts: [0] })
    },
    longMs
  )
})

describe('what is no longer what was stored', () => {
  itFar(
    'comes as it is, or not at all, and all else does',
    async () => {
      const kept = { first: 'f', last: 'l' }
      await begin({ gone: 'g', link: 'k', fifo: 'p', grown: 'w', shrunk: 'shrunk', twice: 't', ...kept })
      for (const name of ['gone', 'link', 'fifo']) rmSync(here.at(base, name))
      symlinkSync('/etc/passwd', here.at(base, 'link'))
      execFileSync('mkfifo', [here.at(base, 'fifo')])
      // Would fill the disk here, or a whole afternoon.
      truncateSync(here.at(base, 'grown'), 1e13)
      truncateSync(here.at(base, 'shrunk'), 2)
      linkSync(here.at(base, 'twice'), here.at(base, 'another name'))
      const wanted = { gone: 'g', link: 'k', fifo: 'p', grown: 'w', shrunk: 'shrunk', twice: 't', 'another name': 't' }
      const { come } = await bring({ ...wanted, ...kept })
      expect(come).toEqual(all({ shrunk: 'sh', twice: 't', 'another name': 't', ...kept }, true))
    },
    longMs
  )
})

describe('where that tar fails, rsync brings all of it', () => {
  const real = realTool('tar')
  const whenMaking = (script: string): string => `case " $* " in *" --create "*) ${script} ;; esac; exec ${real} "$@"`
  itFar.each([
    ['at once', whenMaking('cat >/dev/null; exit 2')],
    ['half-way', whenMaking(`${real} "$@" | head -c 3000; exit 2`)],
    ['half-way, and says nothing of it', whenMaking(`${real} "$@" | head -c 3000; exit 0`)],
    ['by a signal', whenMaking(`${real} "$@" | head -c 3000; kill -9 $$`)],
    ['with something else', whenMaking('cat >/dev/null; echo no archive; exit 0')]
  ])(
    '%s',
    async (_, tar) => {
      await begin({ ...small, large }, { tar })
      expect((await bring({ ...small, large })).come).toEqual(all({ ...small, large }, false))
    },
    longMs
  )
})

itUnless(missingSshd() ?? missingTmpfs())(
  'no room here is told, with what is full',
  async () => {
    server = await startSshd()
    const tmpfs = mountTmpfs('size=1m')
    try {
      await here.open(server, tmpfs.at)
      const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}`, 'f'.repeat(400_000)]))
      await here.taken(files)
      await expect(bring(files)).rejects.toMatchObject({
        kind: 'room',
        message: expect.stringContaining('RUNNER_TEMP')
      })
    } finally {
      await here.close()
      tmpfs.remove()
    }
  },
  longMs
)

itFar(
  'nothing stays here of a part that nobody waits for any more',
  async () => {
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`${index}`, 'f']))
    await begin(many)
    const use = bring(many, {
      onPart: () => {
        throw new Error('enough')
      }
    })
    await expect(use).rejects.toThrow('enough')
    expect(leftHere()).toEqual([])
  },
  longMs
)
