// Three real snapshots for each test of the verify action, copied from ones that are taken once, with hands to damage them.

import { execFileSync } from 'node:child_process'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import type { ActionCall, ActionResult } from './runner.ts'
import { runAction } from './runner.ts'
import { repositoryRoot } from './runner-environment.ts'
import { snapshotsIn } from './series-state.ts'
import type { Stand } from './volumes.ts'
import { output, stand, succeeded } from './volumes.ts'

type Inputs = Readonly<Record<string, string>>

export interface VerifyStand {
  /** Of the test that runs. */
  readonly here: () => Stand
  readonly series: () => string
  /** Oldest first. */
  readonly ids: () => readonly string[]
  readonly first: () => string
  readonly last: () => string
  /** A path of the source, and one in a snapshot. */
  readonly build: (...names: readonly string[]) => string
  readonly at: (id: string, ...names: readonly string[]) => string
  readonly take: (inputs?: Inputs) => Promise<ActionResult>
  /** All snapshots, unless told otherwise. */
  readonly verify: (inputs?: Inputs, more?: Partial<ActionCall>) => Promise<ActionResult>
}

export const verifyFolder = join(repositoryRoot, 'verify')

const name = 'acme/widgets/build/main'

/** To be called once in a file of tests. */
export function verifyStand(): VerifyStand {
  let template: Stand
  let here: Stand
  const series = (): string => join(here.volume, name)
  const ids = (): string[] => snapshotsIn(series())
  const build = (...names: readonly string[]): string => join(here.workspace, 'build', ...names)
  const take = async (inputs: Inputs = {}): Promise<ActionResult> =>
    succeeded(await here.run({ name, prune: 'false', ...inputs }))

  beforeAll(async () => {
    here = template = stand()
    mkdirSync(build('lib/deep'), { recursive: true })
    for (let file = 0; file < 30; file++) writeFileSync(build('lib', `${file}.js`), `file ${file} `.repeat(300))
    writeFileSync(build('lib/deep/large'), 'large'.repeat(500_000))
    writeFileSync(build('new\nline \u001b[31m'), 'of a hostile name')
    symlinkSync('lib/1.js', build('link'))
    for (const version of ['1', '2', '3']) {
      writeFileSync(build('version'), version)
      await take()
    }
  })
  afterAll(() => {
    template.remove()
  })
  beforeEach(() => {
    here = stand()
    for (const place of ['volume', 'workspace'] as const)
      execFileSync('cp', ['-a', `${template[place]}/.`, here[place]])
  })
  afterEach(() => {
    here.remove()
  })

  return {
    here: () => here,
    series,
    ids,
    first: () => ids()[0] ?? '',
    last: () => ids().at(-1) ?? '',
    build,
    at: (id, ...names) => join(series(), id, ...names),
    take,
    verify: (inputs = {}, more = {}) => {
      const { workspace, tempDir, volume } = here
      const all = { volume, name, snapshot: 'all', ...inputs }
      return runAction({ action: verifyFolder, workspace, tempDir, contexts: { matrix: null }, ...more, inputs: all })
    }
  }
}

export interface ToldDamage {
  readonly path: string
  readonly what: string
  readonly snapshots: readonly string[]
  readonly wholeIn?: { readonly snapshot: string; readonly path: string; readonly sameContent: boolean }
}

export const damagedIn = (result: ActionResult): ToldDamage[] => JSON.parse(output(result, 'damaged')) as ToldDamage[]

/** `content lib/a.js` of each. */
export const found = (result: ActionResult): string[] => damagedIn(result).map(({ what, path }) => `${what} ${path}`)

/** Another byte, and every time as it was: what a disk does that forgets. */
export function flip(file: string): void {
  const { atime, mtime } = lstatSync(file)
  const { mtimeNs } = lstatSync(file, { bigint: true })
  const fd = openSync(file, 'r+')
  writeSync(fd, Buffer.from([(readFileSync(file)[7] ?? 0) ^ 1]), 0, 1, 7)
  closeSync(fd)
  utimesSync(file, atime, mtime)
  execFileSync('touch', [
    '--no-create',
    `--date=@${mtimeNs / 1_000_000_000n}.${String(mtimeNs % 1_000_000_000n).padStart(9, '0')}`,
    file
  ])
  expect(lstatSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs)
}
