// Who is measured: this project's bundled program, and the programs of the distribution that keep a history of a tree.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot, runnerNode } from '../__tests__/support/runner-environment.ts'
import type { Command } from './native.ts'

/** One snapshot to be taken: the `number`th into `home`, 0 being the first. */
export interface Saving {
  readonly source: string
  readonly home: string
  readonly number: number
  /** Whether the workspace is the one of the last snapshot, where times say what is the same. */
  readonly isSameWorkspace: boolean
}

export interface Phase {
  readonly phase: string
  readonly ms: number
}

export interface Contestant {
  readonly key: string
  readonly name: string
  /** Programs it cannot do without. */
  readonly needs: readonly string[]
  /** Whether a next snapshot reads or links what the last one left: a cold base is nothing to the others. */
  readonly hasBase: boolean
  /** Whether it leaves unread what its times say is the same: the others need not be asked again in a persistent workspace. */
  readonly trustsTimes: boolean
  readonly prepare?: (home: string) => readonly Command[]
  readonly save: (saving: Saving) => Command
  readonly restore?: (home: string, newest: number, target: string) => Command
  /** Removes the oldest of those that are there, so that `kept` are left. */
  readonly prune?: (home: string, oldest: number, kept: number) => readonly Command[]
  /** Reads back all that the newest one holds, at least. */
  readonly verify?: (home: string) => Command
  readonly phases?: (output: string) => readonly Phase[]
}

const phasesOf = (output: string): readonly Phase[] =>
  (JSON.parse(output) as { readonly phases: readonly Phase[] }).phases

const cli = join(repositoryRoot, 'dist/cli/index.js')
export const series = 'bench'

export const product = (command: string, home: string, ...args: readonly string[]): Command => ({
  file: runnerNode(),
  args: [cli, command, ...args, '--volume', home, '--name', series, '--json']
})

export const ours: Contestant = {
  key: 'ours',
  name: 'snapshot-action',
  needs: ['rsync'],
  hasBase: true,
  trustsTimes: true,
  prepare: home => {
    writeFileSync(join(home, '.snapshot-volume.json'), '{"format":1}\n')
    return []
  },
  // The others leave no secrets out, and remove nothing old while they save.
  save: ({ source, home }) => product('save', home, source, '--no-exclude-secrets', '--no-prune'),
  restore: (home, _newest, target) => product('restore', home, '--path', target),
  prune: (home, _oldest, kept) => [product('prune', home, '--keep-last', String(kept))],
  verify: home => product('verify', home, '--snapshot', 'latest'),
  phases: phasesOf
}

const plainRestore = (home: string, newest: number, target: string): Command => ({
  file: 'rsync',
  args: ['-a', '--', `${join(home, String(newest))}/`, `${target}/`]
})

const plainPrune = (home: string, oldest: number): readonly Command[] => [
  { file: 'rm', args: ['-rf', '--', join(home, String(oldest))] }
]

const linkDest = (key: string, name: string, options: readonly string[], trustsTimes: boolean): Contestant => ({
  key,
  name,
  needs: ['rsync'],
  hasBase: true,
  trustsTimes,
  save: ({ source, home, number }) => ({
    file: 'rsync',
    args: [
      ...options,
      ...(number === 0 ? [] : [`--link-dest=${join(home, String(number - 1))}`]),
      '--',
      `${source}/`,
      `${join(home, String(number))}/`
    ]
  }),
  restore: plainRestore,
  prune: plainPrune
})

const rsnapshot: Contestant = {
  key: 'rsnapshot',
  name: 'rsnapshot',
  needs: ['rsnapshot', 'rsync'],
  hasBase: true,
  trustsTimes: true,
  save: ({ source, home }) => {
    // Fields are set apart by tabs. More are kept than are taken here: what it rotates out would be measured with it.
    const lines = [
      ['config_version', '1.2'],
      ['snapshot_root', `${join(home, 'root')}/`],
      ['no_create_root', '0'],
      ['cmd_cp', '/bin/cp'],
      ['cmd_rm', '/bin/rm'],
      ['cmd_rsync', '/usr/bin/rsync'],
      ['retain', 'alpha', '99'],
      ['lockfile', join(home, 'rsnapshot.pid')],
      ['backup', `${source}/`, 'bench/']
    ]
    const file = join(home, 'rsnapshot.conf')
    writeFileSync(file, lines.map(fields => `${fields.join('\t')}\n`).join(''))
    return { file: 'rsnapshot', args: ['-c', file, 'alpha'] }
  }
}

const resticIn = (home: string, args: readonly string[], cwd?: string): Command => ({
  file: 'restic',
  args: ['--repo', join(home, 'repository'), '--cache-dir', join(home, 'cache'), '--quiet', ...args],
  env: { RESTIC_PASSWORD: 'bench' },
  ...(cwd === undefined ? {} : { cwd })
})

const restic: Contestant = {
  key: 'restic',
  name: 'restic',
  needs: ['restic'],
  hasBase: true,
  trustsTimes: true,
  prepare: home => [resticIn(home, ['init'])],
  save: ({ source, home }) => resticIn(home, ['backup', '--host', 'bench', '.'], source),
  restore: (home, _newest, target) => resticIn(home, ['restore', 'latest', '--target', target]),
  prune: (home, _oldest, kept) => [resticIn(home, ['forget', '--keep-last', String(kept), '--prune'])],
  verify: home => resticIn(home, ['check', '--read-data'])
}

const borgIn = (home: string, args: readonly string[], cwd?: string): Command => ({
  file: 'borg',
  args,
  env: {
    BORG_BASE_DIR: join(home, 'base'),
    BORG_REPO: join(home, 'repository'),
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes'
  },
  ...(cwd === undefined ? {} : { cwd })
})

const borg: Contestant = {
  key: 'borg',
  name: 'borg',
  needs: ['borg'],
  hasBase: true,
  trustsTimes: true,
  prepare: home => [borgIn(home, ['init', '--encryption', 'none'])],
  save: ({ source, home, number }) => borgIn(home, ['create', `::${number}`, '.'], source),
  restore: (home, newest, target) => borgIn(home, ['extract', `::${newest}`], target),
  prune: (home, oldest) => [borgIn(home, ['delete', `::${oldest}`]), borgIn(home, ['compact'])],
  verify: home => borgIn(home, ['check', '--verify-data'])
}

const cp: Contestant = {
  key: 'cp',
  name: 'cp -a',
  needs: ['cp'],
  hasBase: false,
  trustsTimes: false,
  save: ({ source, home, number }) => ({ file: 'cp', args: ['-a', '--', source, join(home, String(number))] }),
  restore: (home, newest, target) => ({ file: 'cp', args: ['-a', '--', `${join(home, String(newest))}/.`, target] }),
  prune: plainPrune
}

const archive = (home: string, number: number): string => join(home, `${number}.tar.zst`)

const tar: Contestant = {
  key: 'tar',
  name: 'tar with zstd',
  needs: ['tar', 'zstd'],
  hasBase: false,
  trustsTimes: false,
  save: ({ source, home, number }) => ({
    file: 'tar',
    args: ['--create', '--use-compress-program=zstd -T0', '--file', archive(home, number), '--directory', source, '.']
  }),
  restore: (home, newest, target) => ({
    file: 'tar',
    args: ['--extract', '--use-compress-program=zstd', '--file', archive(home, newest), '--directory', target]
  }),
  prune: (home, oldest) => [{ file: 'rm', args: ['--', archive(home, oldest)] }]
}

/** The floor: see native/limit.c. `program` is what was compiled of it. */
export const limit = (program: string): Contestant => ({
  key: 'limit',
  name: 'the limit (C, 2 threads)',
  needs: [],
  hasBase: true,
  trustsTimes: true,
  save: ({ source, home, number, isSameWorkspace }) => {
    const mode = isSameWorkspace ? 'touched' : 'next'
    const [target, old] = [join(home, String(number)), join(home, String(number - 1))]
    const args = number === 0 ? ['first', source, target, `${target}.list`] : undefined
    return { file: program, args: args ?? [mode, source, target, `${target}.list`, old, `${old}.list`] }
  },
  restore: (home, newest, target) => ({
    file: program,
    // It makes its target itself.
    args: ['copy', join(home, String(newest)), join(target, 'tree')]
  }),
  phases: phasesOf
})

export const peers: readonly Contestant[] = [
  linkDest('rsync-a', 'rsync -a --link-dest', ['-a'], true),
  linkDest('rsync-c', 'rsync -c --no-times --link-dest', ['-rlpgoD', '-c'], false),
  rsnapshot,
  restic,
  borg,
  cp,
  tar
]

/** An empty home for each, ready for its first snapshot. */
export function homeOf(contestant: Contestant, place: string): string {
  const home = join(place, contestant.key)
  mkdirSync(home, { recursive: true })
  return home
}
