// Large files on filesystems that share blocks, by the built actions: few bytes taken, the figures true, all of it readable.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { missingImage, type Mounted, mountImage } from '../support/loop-image.ts'
import { type ActionResult, runAction } from '../support/runner.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { troubleIn } from '../support/series-state.ts'
import { itUnless, missingTool } from '../support/skip-aloud.ts'
import { contentDifferences } from '../support/trees.ts'
import { figure, output, type Stand, stand, succeeded } from '../support/volumes.ts'

const mebi = 1024 * 1024
const block = 4096
/** One block in a hundred, none beside another. */
const changedBlocks = 80

const series = 'acme/widgets/build/main'
let here: Stand
let image: Mounted | undefined
beforeEach(() => {
  here = stand()
  mkdirSync(join(here.workspace, 'build'))
})
afterEach(() => {
  image?.remove()
  image = undefined
  here.remove()
})

const disk = (): string => join(here.workspace, 'build/disk.img')

function change(first: number): void {
  const fd = openSync(disk(), 'r+')
  for (let at = 0; at < changedBlocks; at++) writeSync(fd, randomBytes(block), 0, block, (first + at * 100) * block)
  closeSync(fd)
}

/** What the filesystem itself says is taken, once it has settled. */
function used(at: string): number {
  execFileSync('sync', ['--file-system', at])
  image?.remount()
  const { blocks, bfree, bsize } = statfsSync(at)
  return (blocks - bfree) * bsize
}

describe.each(['xfs', 'btrfs'] as const)('%s', filesystem => {
  itUnless(missingImage(filesystem), missingTool('filefrag', 'e2fsprogs'))(
    'changed blocks alone are taken, and come free with the last version that has them',
    async () => {
      image = mountImage(filesystem, { megabytes: 400 })
      const volume = image.at
      const { workspace, tempDir } = here
      const act = async (folder: string, inputs: Readonly<Record<string, string>>): Promise<ActionResult> =>
        succeeded(
          await runAction({
            action: join(repositoryRoot, folder),
            ...{ workspace, tempDir, contexts: { matrix: null } },
            inputs: { volume, name: series, ...inputs }
          })
        )
      const take = async (): Promise<ActionResult> => succeeded(await here.run({ volume, prune: 'false' }))
      writeFileSync(disk(), randomBytes(32 * mebi))
      await take()

      for (const first of [1, 2]) {
        change(first)
        const before = used(volume)
        const result = await take()
        const added = figure(result, 'bytes-added')
        expect(added).toBeGreaterThanOrEqual(changedBlocks * block)
        expect(added).toBeLessThan(changedBlocks * block + 64 * 1024)
        // Our own records, and the filesystem's, are in it as well.
        expect(used(volume) - before).toBeLessThan(added + mebi)
        expect(result.log).toContain('1 large file shares unchanged blocks with the version before')
        expect(contentDifferences(join(here.workspace, 'build'), output(result, 'snapshot-path'))).toBe('')
      }
      expect(troubleIn(join(volume, series))).toEqual([])
      const verified = await act('verify', { snapshot: 'all' })
      expect(verified.outputs.ok).toBe('true')

      const before = used(volume)
      const pruned = await act('prune', { 'keep-last': '1' })
      const freed = figure(pruned, 'bytes-freed')
      expect(pruned.outputs.pruned).toBe('2')
      expect(Math.abs(before - used(volume) - freed)).toBeLessThan(mebi)
      if (filesystem === 'xfs') expect(freed).toBeGreaterThanOrEqual(2 * changedBlocks * block)

      await act('restore', { path: 'back' })
      expect(readFileSync(join(here.workspace, 'back/disk.img')).equals(readFileSync(disk()))).toBe(true)
    },
    400_000
  )
})
