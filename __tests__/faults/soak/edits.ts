// What a build does to its files between two snapshots: small changes of every kind, chosen at random.

import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf } from '../../support/trees.ts'
import type { Random } from './random.ts'

type Edit = (top: string, file: string, random: Random) => void

const inNew = (top: string, random: Random): string => join(top, `new-${random.between(0, 1_000_000)}`)

const edits: Readonly<Record<string, Edit>> = {
  rewrite: (top, file, random) => {
    writeFileSync(join(top, file), `${random.next()}\n`.repeat(random.between(0, 300)))
  },
  'same size': (top, file, random) => {
    writeFileSync(join(top, file), String(random.next()).padEnd(40).slice(0, 40))
  },
  touch: (top, file, random) => {
    const seconds = 1_700_000_000 + random.between(0, 50_000_000)
    utimesSync(join(top, file), seconds, seconds)
  },
  chmod: (top, file, random) => {
    chmodSync(join(top, file), random.of([0o644, 0o755, 0o600]))
  },
  add: (top, _, random) => {
    const directory = inNew(top, random)
    mkdirSync(directory)
    writeFileSync(join(directory, 'file'), random.chance(0.5) ? 'the same in all of them' : String(random.next()))
  },
  grow: (top, file, random) => {
    truncateSync(join(top, file), random.between(0, 100_000))
  },
  move: (top, file, random) => {
    renameSync(join(top, file), inNew(top, random))
  },
  remove: (top, file) => {
    rmSync(join(top, file))
  },
  link: (top, file, random) => {
    symlinkSync(file, inNew(top, random))
  }
}

/** What was done. */
export function editBuild(top: string, random: Random): string[] {
  return Array.from({ length: random.between(1, 4) }, () => {
    // Whoever is not root cannot change what lies there, or is not writable.
    const free = entriesOf(top).filter(
      ({ path, mode }) => !path.startsWith('read-only-directory') && (mode & 0o200) !== 0
    )
    const files = free.filter(({ type }) => type === 'file').map(({ path }) => path)
    // It neither dies out nor grows without end.
    const kinds = Object.keys(edits).filter(kind => (files.length < 8 ? kind !== 'remove' : true))
    const kind = files.length > 30 ? 'remove' : random.of(kinds)
    edits[kind]?.(top, random.of(files), random)
    return kind
  })
}
