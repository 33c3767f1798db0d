// Where a run can be killed: the calls that changed something while it was watched, and how strace kills it at the n-th of a kind.

import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { realTool } from '../../support/fake-tools.ts'
import { inject } from './inject.ts'
import type { Call } from './running.ts'
import type { Scene } from './scene.ts'
import { byPathAlone, changesIn, type Change, tracedCalls } from './trace.ts'

/** The thread that runs the action, its other threads, and the programs it calls. */
export type Part = 'main' | 'threads' | 'programs'

/** strace counts for each call and each thread by itself, so a point is one kind of call, and one call of a program. */
export interface Point {
  readonly what: string
  readonly part: Part
  readonly call: string
  /** Only calls about these; relative to the scene where they lie in it. */
  readonly paths?: readonly string[]
  readonly program?: { readonly name: string; readonly use: number }
}

/** All that the actions call to work; each is asked for its version as well, which is not counted. */
const programs = ['rsync', 'rm', 'sync', 'flock', 'find', 'xargs', 'touch', 'tar', 'du']
/** Named at random, so never the same in two runs: the step's own files, the report, and what tries out links. */
const isRandom = (path: string): boolean => /\/_step-|\/snapshot-report-|\/\.snapshot-probe-/.test(path)
/** Its threads and forks, not the programs that it starts. */
const notChildren = '--detach-on=execve'

/** What a run is watched by: `node` in the directory gets what it does itself, `rsync-2` the second rsync that works. */
export function tracing(scene: Scene, traces: string): Pick<Call, 'under' | 'env'> {
  const watch = (...more: readonly string[]): string[] => [
    ...['strace', '--quiet=all', '--follow-forks', notChildren, '--decode-fds=path', '--string-limit=4096'],
    ...['-e', `trace=${tracedCalls}`, ...more]
  ]
  const script = (name: string): string =>
    counting(scene, name, `exec ${words(watch())} -o '${traces}/${name}'-$use "$real" "$@"`)
  return {
    under: watch('-o', join(traces, 'node')),
    env: scene.tools(Object.fromEntries(programs.map(name => [name, script(name)])))
  }
}

export function pointsOf(traces: string, scratch: string): Point[] {
  const changes = changesIn(join(traces, 'node'))
  const main = changes[0]?.thread
  return [
    ...nodePoints(
      'main',
      changes.filter(({ thread }) => thread === main),
      scratch
    ),
    ...nodePoints(
      'threads',
      changes.filter(({ thread }) => thread !== main),
      scratch
    ),
    ...readdirSync(traces)
      .filter(name => name !== 'node')
      .flatMap(name => programPoints(name, changesIn(join(traces, name))))
  ]
}

const nodePoints = (part: 'main' | 'threads', changes: readonly Change[], scratch: string): Point[] =>
  unique(changes.map(({ call }) => call)).flatMap((call): Point[] => {
    // Counted without those of other threads they need no paths; opens and writes do, since most of them change nothing.
    if (part === 'main' && !byPathAlone(call)) return [{ part, call, what: `${call} of the main thread` }]
    const paths = unique(changes.filter(each => each.call === call).flatMap(each => each.paths))
      .filter(path => !isRandom(path) && (path.startsWith(`${scratch}/`) || path.startsWith('/proc/self/fd/')))
      .map(path => path.replace(`${scratch}/`, ''))
    return paths.length === 0 ? [] : [{ part, call, paths, what: `${call} of ${part}, about ${paths.join(', ')}` }]
  })

function programPoints(traced: string, changes: readonly Change[]): Point[] {
  const [name = '', use] = traced.split('-')
  return (
    unique(changes.map(({ call }) => call))
      // Their names and descriptors are relative or temporary; what is opened and written is renamed or touched after.
      .filter(call => !byPathAlone(call))
      .map(call => ({ part: 'programs', call, program: { name, use: Number(use) }, what: `${call} of ${traced}` }))
  )
}

/** The n-th time that the point is reached. With a program, which is killed first, goes the action that called it. */
export function killing(scene: Scene, point: Point, n: number, trace: string): Pick<Call, 'under' | 'env'> {
  const { call, part, program } = point
  const paths = point.paths?.map(path => (path.startsWith('/') ? path : join(scene.scratch, path)))
  const injection = { calls: call, signal: 'KILL', when: String(n), onlyMain: part === 'main', ...(paths && { paths }) }
  const [strace = '', ...options] = inject(injection, trace)
  const kill = [strace, notChildren, ...options]
  if (program === undefined) return { under: kill }
  const script = [
    `[ $use = ${program.use} ] || exec "$real" "$@"`,
    `${words(kill)} "$real" "$@"`,
    'status=$?',
    `grep -q 'killed by SIGKILL' '${trace}' || exit $status`,
    // xargs may be between the two; beyond the action there is none to kill.
    'up=$PPID',
    'while [ "${up:-0}" -gt 1 ]; do',
    "  if tr '\\0' ' ' < /proc/$up/cmdline | grep -q '/dist/[a-z]*/index.js '; then kill -KILL $up; exit; fi",
    '  up=$(cut -d " " -f 4 /proc/$up/stat)',
    'done'
  ].join('\n')
  return { env: scene.tools({ [program.name]: counting(scene, program.name, script) }) }
}

/** A stand-in that knows in $use how many of its name have worked in this scene, it included. */
function counting(scene: Scene, name: string, script: string): string {
  const uses = join(scene.scratch, `uses-of-${name}`)
  mkdirSync(uses, { recursive: true })
  return [
    `real=${realTool(name)}`,
    'case " $* " in *" --version "*) exec "$real" "$@" ;; esac',
    `use=1; while ! mkdir '${uses}/'$use 2> /dev/null; do use=$((use + 1)); done`,
    script
  ].join('\n')
}

const words = (args: readonly string[]): string => args.map(word => `'${word}'`).join(' ')
const unique = (all: readonly string[]): string[] => [...new Set(all)]
