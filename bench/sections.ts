// What is measured, section by section; each gets a tree of its own and an empty place.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Contest, type Terms } from './contest.ts'
import type { Contestant } from './contestants.ts'
import { directory, image, type Place } from './place.ts'
import type { Setting } from './setting.ts'
import { startFigures } from './start.ts'
import { changeInside, largeFile, packages, rebuild, tinyFiles, touchSome, type Tree } from './trees.ts'
import type { Options, Section } from './options.ts'

export interface Bench extends Setting {
  readonly options: Options
  readonly terms: Terms
  readonly contestants: readonly Contestant[]
}

const largeBytes = 500 * 1_000_000
const reflinkBytes = 2 ** 30

const only = (bench: Bench, ...keys: readonly string[]): readonly Contestant[] =>
  bench.contestants.filter(({ key }) => key === 'ours' || key === 'limit' || keys.includes(key))

/** Runs `work` on a tree and removes it: the next section needs the room. */
async function withTree(
  bench: Bench,
  make: (path: string) => Tree,
  work: (tree: Tree) => Promise<void>
): Promise<void> {
  const path = join(bench.scratch, 'tree')
  try {
    await work(make(path))
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

async function packagesSection(bench: Bench): Promise<void> {
  const { options, terms, tell } = bench
  const { rounds, isQuick } = options
  const make = (path: string): Tree => packages(path, options.tree)
  await withTree(bench, make, async tree => {
    const contest = new Contest('packages', tree, bench.contestants, terms)
    const rebuilt = (number: number): void => {
      rebuild(tree, number)
    }
    tell(await contest.first({ id: 'first', title: 'First snapshot', rounds: isQuick ? 1 : rounds }))
    tell(await contest.next({ id: 'next/rebuilt/warm', title: 'Next snapshot, rebuilt', rounds, build: rebuilt }))
    const cold = { id: 'next/rebuilt/cold', title: 'Next snapshot, rebuilt, base cold', build: rebuilt, isCold: true }
    if (isQuick) bench.skip('the cold base, restore and prune: --quick')
    else if (terms.place.cool === undefined) bench.skip('the cold base: mounting an image takes root')
    else tell(await contest.next({ ...cold, rounds }))
    const persistent = { rounds, isSameWorkspace: true }
    const unchanged = { id: 'next/unchanged/warm', title: 'Next snapshot, persistent workspace, nothing changed' }
    tell(await contest.next({ ...unchanged, ...persistent, build: () => undefined }))
    if (isQuick) return
    const touched = { id: 'next/touched/warm', title: 'Next snapshot, persistent workspace, 0.1 % changed' }
    const touch = (number: number): void => {
      touchSome(tree, number)
    }
    tell(await contest.next({ ...touched, ...persistent, build: touch }))
    const { scratch, canMount } = bench
    const workspace = canMount ? image(scratch, 'workspace', 'ext4', 8 * 2 ** 30) : directory(scratch, 'workspace')
    try {
      tell(await contest.restore({ id: 'restore', title: 'Restore into an empty directory', rounds }, workspace))
    } finally {
      workspace.close()
    }
    tell(await contest.verify({ id: 'verify', title: 'Verify, everything read back', rounds: Math.min(rounds, 3) }))
    tell(await contest.prune({ id: 'prune', title: 'Prune the oldest snapshot', rounds }))
  })
}

async function tinySection(bench: Bench): Promise<void> {
  const { terms, tell } = bench
  const rounds = Math.min(bench.options.rounds, 3)
  const make = (path: string): Tree => tinyFiles(path, 200_000)
  await withTree(bench, make, async tree => {
    const contest = new Contest('tiny', tree, only(bench, 'rsync-a', 'rsync-c', 'restic', 'borg'), terms)
    const build = (number: number): void => {
      rebuild(tree, number)
    }
    tell(await contest.first({ id: 'first', title: 'First snapshot', rounds: 1 }))
    tell(await contest.next({ id: 'next/rebuilt/warm', title: 'Next snapshot, rebuilt', rounds, build }))
    const title = 'Next snapshot, persistent workspace, nothing changed'
    const unchanged = { id: 'next/unchanged/warm', title, build: () => undefined, isSameWorkspace: true }
    tell(await contest.next({ ...unchanged, rounds }))
  })
}

async function largeSection(bench: Bench): Promise<void> {
  const { terms, tell } = bench
  const rounds = Math.min(bench.options.rounds, 3)
  const make = (path: string): Tree => largeFile(path, largeBytes)
  await withTree(bench, make, async tree => {
    const contest = new Contest('large', tree, only(bench, 'rsync-a', 'rsync-c', 'restic', 'borg'), terms)
    const build = (number: number): void => {
      changeInside(tree, 0.01, 'middle', number)
    }
    tell(await contest.first({ id: 'first', title: 'First snapshot', rounds: 1 }))
    tell(
      await contest.next({ id: 'next/middle/warm', title: 'Next snapshot, 1 % changed in its middle', rounds, build })
    )
  })
}

/** On filesystems that can share blocks, a place of its own each; what counts is `addedBytes`. */
async function reflinkSection(bench: Bench): Promise<void> {
  if (!bench.canMount) {
    bench.skip('xfs and btrfs: mounting an image takes root')
    return
  }
  for (const kind of ['xfs', 'btrfs'] as const) {
    let place: Place
    try {
      place = image(bench.scratch, kind, kind, 12 * 2 ** 30)
    } catch (error) {
      bench.skip(`${kind}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`)
      continue
    }
    try {
      const make = (path: string): Tree => largeFile(path, reflinkBytes)
      await withTree(bench, make, async tree => {
        const contest = new Contest(`reflink/${kind}`, tree, only(bench, 'rsync-a'), { ...bench.terms, place })
        const build = (number: number): void => {
          changeInside(tree, 0.01, 'scattered', number)
        }
        await contest.first({ id: 'first', title: 'First snapshot', rounds: 1 })
        const title = `Next snapshot on ${kind}, 1 % changed in scattered blocks of 4 KiB`
        bench.tell(await contest.next({ id: 'next/scattered/warm', title, rounds: 2, build }))
      })
    } finally {
      place.close()
    }
  }
}

async function startSection(bench: Bench): Promise<void> {
  for (const figure of await startFigures(bench.scratch, bench.options.isQuick ? 5 : 15)) bench.figure(figure)
}

export const run: Readonly<Record<Section, (bench: Bench) => Promise<void>>> = {
  packages: packagesSection,
  tiny: tinySection,
  large: largeSection,
  reflink: reflinkSection,
  start: startSection
}
