// A runner that is not root: trees it may not write to, owners it may not keep, places it may not enter.

import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { type BundleCall, type Ended, startBundle } from '../support/bundle-process.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { isRoot, itUnless, missingTool } from '../support/skip-aloud.ts'
import { troubleIn } from '../support/series-state.ts'
import { contentDifferences, shapeOf } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { stand } from '../support/volumes.ts'

const nobody = isRoot ? 65534 : (process.getuid?.() ?? 65534)
const itAsNobody = itUnless(isRoot ? missingTool('setpriv', 'util-linux') : undefined)
const under = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []

/** That of a service, not root's own, in which there are places that nobody else may look into. */
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

let here: Stand
let series = ''
const inBuild = (...names: readonly string[]): string => join(here.workspace, 'build', ...names)

beforeEach(() => {
  here = stand()
  series = join(here.volume, 'acme/widgets/build/main')
  mkdirSync(inBuild('locked/deep/er'), { recursive: true })
  mkdirSync(inBuild('locked/empty'))
  for (const name of ['file', 'locked/file', 'locked/deep/er/file', 'only-mine', 'for-all'])
    writeFileSync(inBuild(name), `content of ${name}`)
  chmodSync(inBuild('only-mine'), 0o400)
  chmodSync(inBuild('for-all'), 0o444)
  own(here.scratch)
  for (const place of ['locked/deep/er', 'locked/deep', 'locked/empty', 'locked']) chmodSync(inBuild(place), 0o555)
})
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+rwX', here.scratch])
  here.remove()
})

const own = (path: string): void => {
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', path])
}

const run = (inputs: BundleCall['inputs'] = {}): Promise<Ended> =>
  startBundle(here, { under, inputs, env: { PATH: systemPath } }).ended

const ranWell = async (inputs?: BundleCall['inputs']): Promise<Ended> => {
  const ended = await run(inputs)
  if (ended.exitCode !== 0) throw new Error(ended.log)
  return ended
}

const failed = async (inputs?: BundleCall['inputs']): Promise<string> => {
  const { exitCode, log } = await run(inputs)
  expect(exitCode).toBe(1)
  expect(log).not.toContain('Unexpected error')
  return log
}

itAsNobody('stores and links read-only trees, and says once that owners are left alone', async () => {
  const first = await ranWell()
  writeFileSync(inBuild('file'), 'other')
  own(inBuild('file'))
  const second = await ranWell()
  expect(second.outputs).toMatchObject({ files: '5', 'files-linked': '4', 'files-copied': '1' })
  for (const { log } of [first, second]) expect(log.match(/Owners are left alone/g)).toHaveLength(1)
  const path = second.outputs['snapshot-path'] ?? ''
  expect(contentDifferences(inBuild(), path)).toBe('')
  expect(shapeOf(path)).toEqual(shapeOf(inBuild()))
  expect(lstatSync(join(path, 'locked/deep/er/file'))).toMatchObject({ uid: nobody, nlink: 2 })
  expect(troubleIn(series)).toEqual([])
})

itAsNobody('stores new files of one content in a read-only directory once', async () => {
  chmodSync(inBuild('locked'), 0o755)
  for (const name of ['one', 'two', 'three']) writeFileSync(inBuild('locked', name), 'the same license\n'.repeat(50))
  own(inBuild('locked'))
  chmodSync(inBuild('locked'), 0o555)
  const { outputs } = await ranWell()
  const path = outputs['snapshot-path'] ?? ''
  expect(contentDifferences(inBuild(), path)).toBe('')
  expect(shapeOf(path)).toEqual(shapeOf(inBuild()))
  expect(lstatSync(join(path, 'locked/one')).nlink).toBe(3)
  expect(troubleIn(series)).toEqual([])
})

itAsNobody('does not restore into a directory that it may not look into, and says which', async () => {
  await ranWell()
  const target = join(here.workspace, 'closed')
  mkdirSync(target)
  own(target)
  chmodSync(target, 0)
  const restore = { action: join(repositoryRoot, 'restore'), inputs: { path: target } }
  const { exitCode, log } = await startBundle(here, { under, env: { PATH: systemPath }, ...restore }).ended
  expect(exitCode).toBe(1)
  expect(log).toMatch(/holds a directory that the runner's user may not look into.*chmod u\+rx/s)
  expect(log).not.toContain('/proc/self')
})

itUnless(isRoot ? missingTool('setpriv', 'util-linux') : 'root, to make files of others')(
  'files of others that it may read are stored as its own, and linked again',
  async () => {
    writeFileSync(inBuild('theirs'), 'theirs', { mode: 0o644 })
    chownSync(inBuild('theirs'), 1234, 1234)
    await ranWell()
    const { outputs } = await ranWell()
    expect(outputs).toMatchObject({ files: '6', 'files-linked': '6' })
    expect(lstatSync(join(outputs['snapshot-path'] ?? '', 'theirs')).uid).toBe(65534)
  }
)

itAsNobody('clears read-only leftovers of its own', async () => {
  await ranWell()
  const left = join(series, '.snapshots/partial/2020-01-01T00-00-00Z')
  execFileSync('cp', ['-a', inBuild(), left])
  chmodSync(left, 0o555)
  const { log } = await ranWell()
  expect(log).toContain('What an interrupted run had begun was cleared: 2020-01-01T00-00-00Z')
  expect(readdirSync(join(series, '.snapshots/partial'))).toEqual([])
  expect(troubleIn(series)).toEqual([])
})

itAsNobody(
  'a source whose top is read-only is stored with a top that can be moved, and the mode is kept in the manifest',
  async () => {
    chmodSync(inBuild(), 0o555)
    const { outputs } = await ranWell()
    expect(lstatSync(outputs['snapshot-path'] ?? '').mode & 0o777).toBe(0o755)
    await ranWell()
    expect(troubleIn(series)).toEqual([])
  }
)

/** Nobody but another user may; without root, not even its owner. */
const closed = (path: string): void => {
  if (isRoot) chownSync(path, 0, 0)
  chmodSync(path, isRoot ? 0o700 : 0)
}

itAsNobody('a file that it may not read fails the run, by name', async () => {
  closed(inBuild('file'))
  expect(await failed()).toMatch(/::error::1 of the source's files could not be read.*%0A {2}file: EACCES/)
  expect(readdirSync(here.volume)).toEqual(['.snapshot-volume.json'])
})

itAsNobody('a directory that it may not read fails the run, by name', async () => {
  mkdirSync(inBuild('closed/sub'), { recursive: true })
  closed(inBuild('closed'))
  expect(await failed()).toMatch(/::error::The source could not be listed.*closed.*permission denied/)
})

itAsNobody('a volume that it may not write', async () => {
  chmodSync(here.volume, 0o555)
  expect(await failed()).toMatch(/::error::The volume .* cannot be written by the runner's user/)
})

itAsNobody('a volume behind a directory that it may not enter', async () => {
  mkdirSync(join(here.scratch, 'closed/volume'), { recursive: true })
  closed(join(here.scratch, 'closed'))
  expect(await failed({ volume: join(here.scratch, 'closed/volume') })).toMatch(/::error::.*user.*EACCES/)
})

itUnless(isRoot ? missingTool('setpriv', 'util-linux') : 'root, to be two users')(
  'a series that another user made: it is said, and not a byte of it is touched',
  async () => {
    const asRoot = await startBundle(here).ended
    expect(asRoot.exitCode).toBe(0)
    const lock = readFileSync(join(series, '.snapshots/lock'), 'utf8')
    expect(await failed()).toMatch(/::error::.*user.*EACCES.*one user own all snapshots of a series/)
    expect(readFileSync(join(series, '.snapshots/lock'), 'utf8')).toBe(lock)
    rmSync(join(here.volume, 'acme'), { recursive: true })
  }
)
