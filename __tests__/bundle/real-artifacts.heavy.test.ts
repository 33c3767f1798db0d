// Successive published versions of real packages through the built bundle: nothing lost, nothing stored twice.

import { execFileSync } from 'node:child_process'
import { appendFileSync, lstatSync, readFileSync, readlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { artifacts, filesBelow, layOut, versions } from '../support/artifacts.ts'
import { diskUse } from '../support/disk-use.ts'
import { contentDifferences, entriesOf, leastDiskUse, shapeOf } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { figure, idsIn, manifestOf, output, stand, succeeded } from '../support/volumes.ts'

let here: Stand | undefined
const start = (): Stand => (here = stand())
afterEach(() => {
  here?.remove()
})

describe.each(artifacts)('%s', artifact => {
  it('is the same in every snapshot as it was built, and takes what its distinct contents take', async () => {
    const { run, scratch, workspace } = start()
    const build = join(workspace, 'build')
    const taken: { id: string; path: string; source: string }[] = []
    for (const version of versions) {
      layOut(artifact, version, build)
      const source = join(scratch, `source-${version}`)
      execFileSync('cp', ['-a', '--', build, source])
      const result = succeeded(await run())
      const path = output(result, 'snapshot-path')
      const before = taken.map(snapshot => snapshot.path)
      expect(figure(result, 'files')).toBe(filesBelow(source).length)
      expect(figure(result, 'bytes-added')).toBe(diskUse(...before, path).at(-1))
      taken.push({ id: output(result, 'snapshot'), path, source })
      expect(figure(result, 'series-bytes-on-disk')).toBe(diskUse(dirname(path))[0])
    }

    const series = dirname(taken[0]?.path ?? '')
    for (const { id, path, source } of taken) {
      expect(contentDifferences(source, path)).toBe('')
      expect(shapeOf(path)).toEqual(shapeOf(source))
      const recorded = Array.from(manifestOf(series, id).entries, entry => [
        entry.path === '.' ? '' : entry.path,
        entry.mtimeNs
      ])
      const real = entriesOf(source).map(entry => [entry.path, entry.mtimeNs])
      expect(new Map(recorded as [string, bigint][])).toEqual(new Map(real as [string, bigint][]))
    }
    const paths = taken.map(({ path }) => path)
    expect(diskUse(...paths).reduce((sum, bytes) => sum + bytes, 0)).toBe(leastDiskUse(...paths))
    expect(idsIn(series)).toEqual(taken.map(({ id }) => id))
    expect(readlinkSync(join(series, 'latest'))).toBe(taken.at(-1)?.id)
  })
})

it('links 98 % of a rebuilt tree of which 1 % changed, where rsync -a --link-dest links nothing', async () => {
  const { run, scratch, workspace } = start()
  const build = join(workspace, 'build')
  layOut('date-fns', 3, build)
  const first = succeeded(await run())
  layOut('date-fns', 3, build)
  const files = filesBelow(build)
  for (const file of files.filter((_, at) => at % 100 === 0)) appendFileSync(file, '\n// changed\n')
  const second = succeeded(await run())
  expect(figure(second, 'files')).toBe(files.length)
  expect(figure(second, 'files-linked')).toBeGreaterThanOrEqual(0.98 * files.length)
  expect(contentDifferences(build, output(second, 'snapshot-path'))).toBe('')

  const plain = join(scratch, 'plain')
  const base = output(first, 'snapshot-path')
  execFileSync('rsync', ['-a', `--link-dest=${base}`, `${build}/`, `${plain}/`])
  expect(filesBelow(plain)).toHaveLength(files.length)
  expect(filesBelow(plain).filter(file => lstatSync(file).nlink > 1)).toEqual([])
})

it('stores the new bytes of a reproducible build, whose sizes and mtimes stay the same', async () => {
  const { run, scratch, workspace } = start()
  const build = join(workspace, 'build')
  const clamp = (): void => {
    for (const file of filesBelow(build)) utimesSync(file, 315_532_800, 315_532_800)
  }
  layOut('three', 1, build)
  clamp()
  const first = succeeded(await run())
  const changed = join(build, 'src/constants.js')
  const text = readFileSync(changed, 'utf8')
  layOut('three', 1, build)
  const other = text.replace(/\d/, digit => String((Number(digit) + 1) % 10))
  writeFileSync(changed, other)
  clamp()
  const second = succeeded(await run())

  const stored = (path: string): string => readFileSync(join(path, 'src/constants.js'), 'utf8')
  expect(other).toHaveLength(text.length)
  expect(stored(output(second, 'snapshot-path'))).toBe(other)
  expect(stored(output(first, 'snapshot-path'))).toBe(text)
  expect(output(second, 'files-copied')).toBe('1')

  // The negative control: plain rsync takes the old bytes for the new ones.
  const plain = join(scratch, 'plain')
  execFileSync('rsync', ['-a', `--link-dest=${output(first, 'snapshot-path')}`, `${build}/`, `${plain}/`])
  expect(stored(plain)).toBe(text)
})
