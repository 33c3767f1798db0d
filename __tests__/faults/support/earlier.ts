// A volume with two good snapshots of a series, of yesterday and of the day before, taken by the built action; made once, then copied.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Stand, stand } from '../../support/volumes.ts'
import { type BuildSize, makeBuild } from './changing-build.ts'
import { runCall } from './running.ts'

const dayMs = 86_400_000
const templates = new Map<BuildSize, Promise<Stand>>()

/** Puts a copy of it into a volume and a workspace, with all attributes and links; the next build is the third. */
export async function copyEarlier(
  to: { readonly volume: string; readonly workspace: string },
  size: BuildSize
): Promise<void> {
  const template = templates.get(size) ?? takeTwo(size)
  templates.set(size, template)
  const { volume, workspace } = await template
  execFileSync('cp', ['-a', `${volume}/.`, to.volume])
  execFileSync('cp', ['-a', join(workspace, 'build'), to.workspace])
}

async function takeTwo(size: BuildSize): Promise<Stand> {
  const here = stand()
  for (const [number, daysAgo] of [
    [1, 2],
    [2, 1]
  ] as const) {
    makeBuild(here.workspace, number, true, size)
    const then = `--date=${daysAgo} days ago`
    execFileSync('find', [join(here.workspace, 'build'), '-exec', 'touch', '--no-dereference', then, '{}', '+'])
    const { exitCode, log } = await runCall(here, { clock: { offsetMs: -daysAgo * dayMs } })
    if (exitCode !== 0) throw new Error(`an earlier snapshot could not be taken:\n${log}`)
  }
  return here
}

export async function removeEarlier(): Promise<void> {
  const made = await Promise.all(templates.values())
  templates.clear()
  for (const { scratch } of made) removeTree(scratch)
}

/** Also what its owner may not write to. */
export function removeTree(path: string): void {
  if (!existsSync(path)) return
  execFileSync('chmod', ['--recursive', 'u+rwX', path])
  execFileSync('rm', ['--recursive', '--force', '--one-file-system', path])
}
