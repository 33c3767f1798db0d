// The data of the benchmarks: trees like those that builds leave, and what the next build does to them.

import { execFileSync } from 'node:child_process'
import {
  closeSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../__tests__/support/runner-environment.ts'

export interface Tree {
  readonly path: string
  readonly files: number
  readonly bytes: number
}

/** The same numbers in each run, so that two runs measure the same changes. mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Installed packages: this project's own, or whatever tree is asked for. */
export function packages(path: string, original = join(repositoryRoot, 'node_modules')): Tree {
  execFileSync('cp', ['-a', '--', original, path])
  return measured(path)
}

/** `count` files of up to 200 bytes, 50 to a directory, three levels deep. */
export function tinyFiles(path: string, count: number): Tree {
  const random = randomNumbers(count)
  for (let made = 0; made < count;) {
    const number = made / 50
    const parent = join(
      path,
      `part${Math.floor(number / 400)}`,
      `group${Math.floor(number / 20) % 20}`,
      `d${number % 20}`
    )
    mkdirSync(parent, { recursive: true })
    for (let file = 0; file < 50 && made < count; file++, made++) {
      writeFileSync(join(parent, `file${file}.txt`), `${made} `.padEnd(10 + Math.floor(random() * 190), 'tiny '))
    }
  }
  return measured(path)
}

const blockBytes = 4096

/** One file of bytes that do not compress. */
export function largeFile(path: string, sizeBytes: number): Tree {
  mkdirSync(path)
  const block = Buffer.alloc(1 << 20)
  const random = randomNumbers(sizeBytes)
  const fd = openSync(join(path, 'image.bin'), 'w')
  for (let written = 0; written < sizeBytes; written += block.length) {
    for (let at = 0; at < block.length; at += 4) block.writeUInt32LE(Math.floor(random() * 2 ** 32), at)
    writeSync(fd, block)
  }
  closeSync(fd)
  return measured(path)
}

/** Overwrites `share` of the file: one run of bytes in its middle, or blocks of 4 KiB all over it. */
export function changeInside(tree: Tree, share: number, how: 'middle' | 'scattered', round: number): void {
  const random = randomNumbers(1000 + round)
  const file = join(tree.path, 'image.bin')
  const blocks = Math.floor(tree.bytes / blockBytes)
  const count = Math.floor(blocks * share)
  const fd = openSync(file, 'r+')
  const block = Buffer.alloc(blockBytes)
  for (let changed = 0; changed < count; changed++) {
    for (let at = 0; at < blockBytes; at += 4) block.writeUInt32LE(Math.floor(random() * 2 ** 32), at)
    const place = how === 'middle' ? Math.floor((blocks - count) / 2) + changed : Math.floor(random() * blocks)
    writeSync(fd, block, 0, blockBytes, place * blockBytes)
  }
  closeSync(fd)
}

const filesUnder = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

function measured(path: string): Tree {
  const files = filesUnder(path)
  return { path, files: files.length, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) }
}

/** Larger ones are not changed by a rebuild: one that happens to be chosen would decide the whole round. */
const largestChanged = 1 << 20

/** As after a fresh checkout and build: every mtime is new, 1 % of the files have other bytes, 0.2 % another name. */
export function rebuild(tree: Tree, round: number): void {
  const random = randomNumbers(round)
  const files = filesUnder(tree.path)
  const chosen = (share: number): string[] => files.filter(() => random() < share)
  for (const file of chosen(0.01)) {
    if (statSync(file).size > largestChanged) continue
    const bytes = readFileSync(file)
    // Half of them keep their size.
    const keepsSize = bytes.length > 0 && random() < 0.5
    if (keepsSize) bytes.writeUInt8((bytes.readUInt8(0) + 1) % 256, 0)
    writeFileSync(file, keepsSize ? bytes : Buffer.concat([bytes, Buffer.from(`${round}`)]))
  }
  for (const file of chosen(0.002)) renameSync(file, `${file}.${round}`)
  renewTimes(tree)
}

function renewTimes(tree: Tree): void {
  const now = Date.now() / 1000
  for (const entry of readdirSync(tree.path, { recursive: true, withFileTypes: true }))
    lutimesSync(join(entry.parentPath, entry.name), now, now)
}

/** As in a workspace that stays: 0.1 % of the files have other bytes, and nothing else has a new time. */
export function touchSome(tree: Tree, round: number): void {
  const random = randomNumbers(round)
  for (const file of filesUnder(tree.path)) {
    if (random() < 0.001 && statSync(file).size <= largestChanged) writeFileSync(file, `${round}`, { flag: 'a' })
  }
}
