// Loaded into the action's Node in a guest (`--import`): at a chosen call it stops for ever, says so, or runs a program.

import childProcess from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

export interface Moment {
  readonly when: 'before' | 'after'
  readonly call: 'createWriteStream' | 'fsyncSync' | 'linkSync' | 'renameSync' | 'spawn' | 'symlinkSync'
  /** A regular expression over the path that comes into being, or the whole command line. */
  readonly matching: string
  /** `halt`: says `@moment` and does nothing any more. `say`: says it and goes on. Else a command of sh, waited for. */
  readonly then: string
}

const moments = JSON.parse(process.env.MOMENTS ?? '[]') as Moment[]
const passed = new Set<Moment>()

/** Which argument tells what the call is about. */
const subject: Readonly<Record<Moment['call'], (args: readonly unknown[]) => string>> = {
  createWriteStream: ([path]) => String(path),
  fsyncSync: ([fd]) => fs.readlinkSync(`/proc/self/fd/${String(fd)}`),
  linkSync: ([, path]) => String(path),
  renameSync: ([, path]) => String(path),
  spawn: ([file, args]) => [file, ...(Array.isArray(args) ? (args as unknown[]) : [])].join(' '),
  symlinkSync: ([, path]) => String(path)
}

type Call = (...args: unknown[]) => unknown

for (const call of new Set(moments.map(moment => moment.call))) {
  const home = (call === 'spawn' ? childProcess : fs) as unknown as Record<string, Call>
  const real = home[call]
  if (real === undefined) throw new Error(`node has no ${call}`)
  const { spawnSync } = childProcess
  const reach = (when: Moment['when'], about: string): void => {
    for (const moment of moments) {
      if (moment.call !== call || moment.when !== when || passed.has(moment)) continue
      if (!new RegExp(moment.matching).test(about)) continue
      passed.add(moment)
      if (moment.then === 'halt' || moment.then === 'say') fs.writeFileSync('/dev/console', '@moment\n')
      if (moment.then === 'halt') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      if (moment.then === 'halt' || moment.then === 'say') continue
      const { status, stderr } = spawnSync('sh', ['-c', moment.then], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`${moment.then}: ${stderr}`)
    }
  }
  home[call] = (...args) => {
    const about = subject[call](args)
    reach('before', about)
    const result = real.apply(home, args)
    reach('after', about)
    return result
  }
}
syncBuiltinESMExports()
