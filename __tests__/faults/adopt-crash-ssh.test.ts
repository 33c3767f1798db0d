// The far side of an adoption dies before every fifth program that changes something there: every tree is where it was or a
// whole snapshot.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { type Adoption, adoption, ids } from '../support/adoption.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import { oldHistory } from '../support/old-script.ts'
import { latestTrouble, listing, snapshotsIn, troubleIn, troubleWith } from '../support/series-state.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'
import { scratchWith } from '../support/adapter-parts.ts'

const missing = missingSshd()
// Each mv has a sync before and after it.
const tools = ['sync', 'chmod', 'rm', 'ln', 'mkdir'] as const
const nights = 2

let scratch: string
let server: SshServer
/** Has the number of calls to come, before the one that is not survived. */
let left: string
beforeAll(async () => {
  if (missing !== undefined) return
  scratch = scratchWith('fakes')
  left = join(scratch, 'left')
  const dies = (tool: string): string => {
    // The connection with the shell that runs the scripts: the server's process for it is the parent of the session's first.
    // One at a time: the first two, which are asked for their version, run beside each other.
    return `exec 9>>${left}.lock
${realTool('flock')} 9
if [ -s ${left} ]; then
  read -r n <${left}
  if [ "$n" = 0 ]; then
    : >${left}
    kill -9 $(ps -o ppid= -p $(ps -o sid= -p $$))
    kill -9 0
  fi
  echo "$((n - 1))" >${left}
fi
exec 9>&-
exec ${realTool(tool)} "$@"`
  }
  const path = fakeTools(join(scratch, 'bin'), Object.fromEntries(tools.map(tool => [tool, dies(tool)])))
  // A home without startup files: those of other sessions would be killed half-way.
  server = await startSshd({ config: [`SetEnv PATH=${path} HOME=${scratch}`] })
})
afterAll(() => {
  if (missing !== undefined) return
  server.stop()
  rmSync(scratch, { recursive: true })
})

let here: Adoption | undefined
afterEach(() => {
  here?.remove()
})

itUnless(missing).each([
  ['from a directory of its own', false],
  ['in the directory of the series', true]
])(
  'is survived: %s',
  async (_, isSeries) => {
    const states = new Set<number>()
    // A tree takes six of them, so that from one to the next another one is met.
    for (let count = 0; ; count += 5) {
      here?.remove()
      const stand = (here = adoption(server))
      const path = isSeries ? stand.series : stand.old
      const names = oldHistory(stand.source, path, nights)
      const before = names.map(name => listing(join(path, name)))
      writeFileSync(left, `${count}\n`)
      const failure = await stand.adopt({ path }).then(
        ({ told }) => told.failure,
        (error: unknown) => error
      )
      const hasDied = readFileSync(left, 'utf8') === ''
      writeFileSync(left, '')
      expect([count, failure !== undefined]).toEqual([count, hasDied])

      const done = existsSync(stand.series) ? snapshotsIn(stand.series) : []
      names.forEach((name, index) => {
        const [isOld, isNew] = [existsSync(join(path, name)), done.includes(ids[index] ?? '')]
        expect([count, name, isOld !== isNew]).toEqual([count, name, true])
        expect(listing(isNew ? join(stand.series, ids[index] ?? '') : join(path, name))).toEqual(before[index])
        if (isNew) expect(troubleWith(stand.series, ids[index] ?? '')).toEqual([])
      })
      states.add(done.length)
      if (!hasDied) break

      await stand.adopt({ path })
      expect(snapshotsIn(stand.series)).toEqual(ids.slice(0, nights))
      expect(troubleIn(stand.series)).toEqual([])
      expect(latestTrouble(stand.series, snapshotsIn(stand.series))).toEqual([])
      expect(ids.slice(0, nights).map(id => stand.record(id).base?.id)).toEqual([undefined, ids[0]])
      expect(readdirSync(stand.old).filter(name => name !== 'latest')).toEqual([])
    }
    expect([...states].sort()).toEqual([0, 1, 2])
  },
  600_000
)
