// What this system lacks for machines of our own, in words: a row that cannot be made here is skipped, and says why.

import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { messageOf } from '../../../src/core/failure.ts'
import { repositoryRoot } from '../../support/runner-environment.ts'
import { makeGround } from './ground.ts'
import { boot } from './machine.ts'
import { buildWideRegisters } from './wide-registers.ts'

/** Not in the PATH of every plain user, and needed within the machine. */
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']

const packages = {
  'linux.uml': 'user-mode-linux',
  modprobe: 'kmod',
  ip: 'iproute2',
  'mkfs.ext4': 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
  'mkfs.btrfs': 'btrfs-progs',
  dmsetup: 'dmsetup',
  'rpc.nfsd': 'nfs-kernel-server',
  'mount.nfs': 'nfs-common',
  rpcbind: 'rpcbind'
} as const
export type Program = keyof typeof packages

export function lackingPrograms(...programs: readonly Program[]): string | undefined {
  const lacking = programs.filter(program => !places.some(place => isExecutable(join(place, program))))
  if (lacking.length === 0) return undefined
  return `not installed here: ${lacking.map(program => `${program} (Debian's ${packages[program]})`).join(', ')}`
}

/** Whether one boots is tried, not guessed: it takes ptrace, and memory that may be executed. */
export async function lackingMachines(): Promise<string | undefined> {
  if (!existsSync(join(repositoryRoot, 'dist/snapshot/index.js'))) throw new Error('there is no dist/: npm run build')
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `${process.platform} on ${process.arch}, not Linux on x64`
  const programs = lackingPrograms('linux.uml', 'modprobe')
  if (programs !== undefined) return programs
  const unbuilt = buildWideRegisters()
  const ground = makeGround()
  const hello = (): Promise<void> => boot({ name: 'hello', guest: 'hello.sh', shared: ground.shared }).done()
  try {
    // Once more, since a machine that is busy at that moment would leave out all of it.
    await hello().catch(hello)
    return undefined
  } catch (error) {
    const narrow = unbuilt === undefined ? '' : ` (wide-registers.c, for new processors, was not built: ${unbuilt})`
    return `User-Mode Linux does not run here: ${messageOf(error)}${narrow}`
  } finally {
    ground.remove()
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
