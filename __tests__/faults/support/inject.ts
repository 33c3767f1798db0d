// System calls that fail or kill, by strace: arguments for the program that runs the action, or a stand-in for rsync.

import { readFileSync } from 'node:fs'
import { realTool } from '../../support/fake-tools.ts'
import { type Missing, missingTool } from '../../support/skip-aloud.ts'

export interface Injection {
  /** Names of calls, `rename` or `openat,open`. */
  readonly calls: string
  /** What they answer instead of being made: `ENOSPC`; or the signal that comes before they are made. */
  readonly error?: string
  readonly signal?: string
  /** `3`: the third alone; `3+`: from the third on; `2..4`. Counted for each thread. */
  readonly when?: string
  /** Only calls about these absolute paths, also by a descriptor of them; they need not be there yet. */
  readonly paths?: readonly string[]
  /** Only the first thread of the program itself. Without it all its threads and children are meant. */
  readonly onlyMain?: boolean
}

export const missingStrace = (): Missing => missingTool('strace', 'strace')

/** For `under`. What strace saw is written to `trace`, for a body that wants to know whether anything was injected. */
export function inject(injection: Injection, trace = '/dev/null'): string[] {
  const { calls, error, signal, when, paths = [], onlyMain = false } = injection
  const how = [
    ...(error === undefined ? [] : [`error=${error}`]),
    ...(signal === undefined ? [] : [`signal=${signal}`]),
    ...(when === undefined ? [] : [`when=${when}`])
  ]
  return [
    ...[
      'strace',
      '--quiet=attach,personality,thread-execve,path-resolution',
      '-o',
      trace,
      ...(onlyMain ? [] : ['--follow-forks'])
    ],
    ...paths.flatMap(path => ['-P', path]),
    ...['-e', `trace=${calls}`, '-e', `inject=${calls}:${how.join(':')}`]
  ]
}

/** An rsync whose copying, or listing, is hit by it. */
export const injectedRsync = (injection: Injection, phase: 'copy' | 'list' = 'copy', trace?: string): string => {
  const others = phase === 'copy' ? '*" --version "* | *" --dry-run "*' : '*" --version "* | *" --archive "*'
  return [
    `real=${realTool('rsync')}`,
    `case " $* " in ${others}) exec "$real" "$@" ;; esac`,
    `exec ${inject(injection, trace)
      .map(word => `'${word}'`)
      .join(' ')} "$real" "$@"`
  ].join('\n')
}

/** Throws when nothing was injected: then the fault was not made, whatever came of the run. */
export function expectInjected(trace: string): void {
  if (!/\(INJECTED\)|killed by SIGKILL/.test(readFileSync(trace, 'latin1')))
    throw new Error('no call was reached, so none was refused')
}
