// The order of the system calls that publish, as strace saw them: what is visible is complete and on stable storage before.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect } from '@jest/globals'
import { startBundle } from '../support/bundle-process.ts'
import { itUnless, missingTool } from '../support/skip-aloud.ts'
import type { Stand } from '../support/volumes.ts'
import { stand } from '../support/volumes.ts'

let here: Stand | undefined
afterEach(() => {
  here?.remove()
})

/** Calls that write or open for writing below the series, in order: `fsync records`, `rename latest.tmp latest`. */
function callsIn(trace: string, series: string, id: string): string[] {
  const short = (path: string): string =>
    path.replaceAll(`${series}/`, '').replaceAll(id, 'ID').replaceAll('.snapshots/', '')
  const calls: string[] = []
  for (const line of trace.split('\n')) {
    const call = /^\d+ +(\w+)\((.*)\) += 0$/.exec(line)
    if (call === null) continue
    const [, name = '', args = ''] = call
    const paths = [...args.matchAll(/<([^<>]*)>|"([^"]*)"/g)].map(match => match[1] ?? match[2] ?? '')
    if (!paths.some(path => path.startsWith(series))) continue
    calls.push(
      [
        name.replace(/at2?$/, ''),
        ...paths.filter(path => path !== '').map(path => short(path.replace(series, `${series}/`).replace(/\/+/g, '/')))
      ].join(' ')
    )
  }
  return calls
}

itUnless(missingTool('strace', 'strace'))('every step is durable before the next', async () => {
  const stand_ = (here = stand())
  mkdirSync(join(stand_.workspace, 'build'))
  writeFileSync(join(stand_.workspace, 'build/file'), 'content')
  expect((await startBundle(stand_).ended).exitCode).toBe(0)
  writeFileSync(join(stand_.workspace, 'build/more'), 'more')
  const file = join(stand_.scratch, 'trace')
  const traced = 'trace=rename,renameat,renameat2,symlink,symlinkat,fsync,fdatasync,syncfs'
  const { exitCode, log, outputs } = await startBundle(stand_, {
    under: ['strace', '--follow-forks', '--quiet=all', '-y', '-s', '4096', '-e', traced, '-o', file]
  }).ended
  expect({ exitCode, log }).toEqual({ exitCode: 0, log })
  const id = outputs.snapshot ?? ''
  const text = readFileSync(file, 'utf8')
  const calls = callsIn(text, join(stand_.volume, 'acme/widgets/build/main'), id)
  const from = calls.findIndex(call => call.startsWith('syncfs'))
  const until = calls.findIndex(call => call.startsWith('rename latest.tmp'))
  expect(calls.slice(from, until + 2)).toEqual([
    'syncfs partial/ID',
    'fsync manifests/ID.mtree.gz.tmp',
    'rename manifests/ID.mtree.gz.tmp manifests/ID.mtree.gz',
    'fsync manifests',
    'fsync records/ID.json.tmp',
    'rename records/ID.json.tmp records/ID.json',
    'fsync records',
    'rename partial/ID ID',
    'fsync ',
    'fsync partial',
    'symlink ID latest.tmp',
    'rename latest.tmp latest',
    'fsync '
  ])
  // Before that nothing was renamed into sight; what rsync copied, it renamed in the tree that it works in.
  expect(calls.slice(0, from).filter(call => call.startsWith('rename') || call.startsWith('symlink'))).toEqual([])
  expect(text.match(/rename(?:at2?)?\((?:AT_FDCWD[^,]*, )?"\.more\.\w+", (?:AT_FDCWD[^,]*, )?"more"/g)).toHaveLength(1)
})
