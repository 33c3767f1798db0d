// A directory of dated trees beside a volume, and `adopt` run over both: on this machine, or with both behind a real sshd.

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals'
import { decodeRecord } from '../../src/core/record-text.ts'
import type { SnapshotRecord } from '../../src/core/record.ts'
import { itUnless } from './skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from './sshd.ts'
import { type Stand, stand } from './volumes.ts'
import { runWired, type Wired } from './wired.ts'

/** What the first four trees of `oldHistory` become. */
export const ids: readonly string[] = [10, 11, 12, 13].map(day => `2024-01-${day}T12-00-00Z`)

/** Names that are data to every shell and every list on the way. */
export const hostileNames: readonly (string | Buffer)[] = [
  ...["it's", '$(touch pwned)', '`id`', '-rf', 'new\nline', 'a\\nb', '"', ' ', '*', 'é', '::error::', '--help'],
  ...[Buffer.from([0xff, 0x0a, 0x27, 0x20])]
]

export interface Adoption extends Stand {
  /** Where the old script keeps its trees. */
  readonly old: string
  /** What it backs up, and the snapshot action too. */
  readonly source: string
  readonly series: string
  /** How this volume is reached, or another directory. */
  readonly reach: (volume?: string) => Record<string, string>
  readonly inputs: (more?: Readonly<Record<string, string>>) => Record<string, string>
  readonly adopt: (more?: Readonly<Record<string, string>>) => Promise<Wired>
  readonly record: (id: string | undefined) => SnapshotRecord
}

/** `server`: of the machine that the volume and the trees are on, which is this one. */
export function adoption(server?: SshServer): Adoption {
  const here = stand()
  const old = join(here.scratch, 'backups')
  const series = join(here.volume, 'web')
  mkdirSync(old)
  const reach = (volume = here.volume): Record<string, string> => server?.inputs(volume) ?? { volume }
  const inputs = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    ...reach(),
    name: 'web',
    path: old,
    utc: 'true',
    ...more
  })
  return {
    ...here,
    old,
    source: join(here.workspace, 'build'),
    series,
    reach,
    inputs,
    adopt: more => runWired('adopt', inputs(more)),
    record: id => decodeRecord(readFileSync(join(series, '.snapshots/records', `${String(id)}.json`), 'utf8'))
  }
}

const kinds = [
  { kind: 'on this machine', missing: undefined },
  { kind: 'over ssh', missing: missingSshd() }
] as const

export type AdoptionKind = (typeof kinds)[number]['kind']

/** `tests` registers them, with an `it` that is skipped aloud where there is no sshd; `here` is a new one for each. */
export function eachAdoption(
  tests: (here: () => Adoption, it: ReturnType<typeof itUnless>, kind: AdoptionKind) => void
): void {
  describe.each(kinds)('$kind', ({ kind, missing }) => {
    let server: SshServer | undefined
    let here: Adoption | undefined
    const current = (): Adoption => {
      if (here === undefined) throw new Error('there is an adoption only while a test runs')
      return here
    }
    beforeAll(async () => {
      if (missing === undefined && kind === 'over ssh') server = await startSshd()
    })
    beforeEach(() => {
      here = adoption(server)
    })
    afterEach(() => {
      here?.remove()
    })
    afterAll(() => server?.stop())
    tests(current, itUnless(missing), kind)
  })
}
