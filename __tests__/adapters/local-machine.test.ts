// Which rsync and flock a machine has, asked of real and of made-up programs in PATH.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localMachine } from '../../src/adapters/local-machine.ts'
import type { Machine } from '../../src/ports/machine.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { fakeTools } from '../support/fake-tools.ts'
import { repositoryRoot, runnerNode } from '../support/runner-environment.ts'
import { isRoot } from '../support/skip-aloud.ts'

let scratch = ''
const realPath = process.env.PATH
beforeEach(() => {
  scratch = scratchWith()
})
afterEach(() => {
  process.env.PATH = realPath
  rmSync(scratch, { recursive: true })
})

/** The action looks programs up in its own PATH, so this process's has to be that for a moment. */
const machineWith = (PATH: string): Machine => {
  process.env.PATH = PATH
  return localMachine({ PATH })
}

const empty = (): string => {
  mkdirSync(join(scratch, 'none'))
  return join(scratch, 'none')
}

describe('rsync', () => {
  it('is found here', async () => {
    await expect(machineWith(realPath ?? '').rsync()).resolves.toMatchObject({
      state: 'present',
      version: { flavour: 'rsync' }
    })
  })

  it('is absent where PATH does not lead to it', async () => {
    await expect(machineWith(empty()).rsync()).resolves.toEqual({ state: 'absent' })
  })

  it.each([
    ['an old one', "echo 'rsync  version 2.6.9  protocol version 29'", { version: { version: [2, 6, 9] } }],
    [
      'that of macOS',
      "echo 'openrsync: protocol version 29'; echo 'rsync version 2.6.9 compatible'",
      { version: { flavour: 'openrsync' } }
    ],
    ['a program that says nothing', 'true', { state: 'unknown', text: '' }],
    ['a program that fails', 'echo no; exit 1', { state: 'unknown', text: 'no\n' }]
  ])('is told apart: %s', async (_, rsync, expected) => {
    await expect(machineWith(fakeTools(join(scratch, 'bin'), { rsync })).rsync()).resolves.toMatchObject(expected)
  })

  it('is asked without what would change it', async () => {
    const rsync =
      'echo "rsync  version 3.2.7  protocol version 31"; [ -z "$RSYNC_RSH$POPT_X$INPUT_PATH" ] || echo leaked >&2'
    const PATH = fakeTools(join(scratch, 'bin'), { rsync })
    process.env.PATH = PATH
    const state = await localMachine({ PATH, RSYNC_RSH: 'x', POPT_X: 'x', INPUT_PATH: 'x' }).rsync()
    expect(state).toMatchObject({ state: 'present', version: { text: 'rsync 3.2.7' } })
  })
})

describe('the tools around rsync', () => {
  it('are found here, and not in an empty PATH', async () => {
    await expect(machineWith(realPath ?? '').missingPackages()).resolves.toEqual([])
    await expect(machineWith(empty()).missingPackages()).resolves.toEqual(['util-linux', 'findutils', 'coreutils'])
  })

  it('are asked for without a word about directories in PATH that nobody may look into', () => {
    const closed = join(scratch, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0)
    const script = `import { localMachine } from ${JSON.stringify(join(repositoryRoot, 'src/adapters/local-machine.ts'))}
      console.log(JSON.stringify(await localMachine(process.env).missingPackages('restoring')))`
    const nobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []
    const [file, ...args] = [...nobody, runnerNode(), '--input-type=module', '--no-warnings', '--eval', script]
    const env = { PATH: `${closed}/below:${closed}:/usr/bin:/bin` }
    expect(execFileSync(file, args, { env, cwd: '/', encoding: 'utf8' })).toBe('[]\n')
  })

  it('are refused where they are a small box of tools with fewer options', async () => {
    const busybox = 'echo "BusyBox v1.36.1 multi-call binary." >&2; exit 1'
    const PATH = `${fakeTools(join(scratch, 'bin'), { du: busybox, find: busybox })}:${realPath ?? ''}`
    process.env.PATH = PATH
    await expect(localMachine({ PATH }).missingPackages()).resolves.toEqual(['findutils', 'coreutils'])
  })

  it.each([
    ['are not asked where they are one program with it', 'touch', []],
    ['are asked where they lead elsewhere', 'box', ['coreutils']]
  ])('beside one of their package %s', async (_, other, expected) => {
    const bin = join(scratch, 'bin')
    const PATH = fakeTools(bin, { touch: 'echo touch of coreutils', du: 'exit 3', box: 'echo a box' })
    for (const tool of ['rm', 'sync']) symlinkSync(other, join(bin, tool))
    process.env.PATH = PATH
    await expect(localMachine({ PATH }).missingPackages()).resolves.toEqual(expected)
  })

  it('include GNU tar for a restore alone', async () => {
    const tar = 'echo "tar (busybox) 1.36.1"'
    const PATH = `${fakeTools(join(scratch, 'bin'), { tar })}:${realPath ?? ''}`
    process.env.PATH = PATH
    await expect(localMachine({ PATH }).missingPackages()).resolves.toEqual([])
    await expect(localMachine({ PATH }).missingPackages('restoring')).resolves.toEqual(['tar'])
  })
})

it('knows who we are and how packages are installed', async () => {
  const machine = machineWith(realPath ?? '')
  expect(machine.isRoot).toBe(isRoot)
  await expect(machine.installLine(['rsync'])).resolves.toMatch(/rsync/)
})
