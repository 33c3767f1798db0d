// What a tree holds, inode by inode, as find(1) counts it: fast, and without a manifest that could be damaged.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../core/failure.ts'
import { firstInline } from '../../core/first-few.ts'
import type { InodeLinks } from '../../core/retention/freed.ts'
import type { Processes, ProcessResult } from '../process.ts'
import { canShareBlocks, sharedExtents } from './shared-extents.ts'

/** Depth, inode, number of links, blocks of 512 bytes, type; a directory's link count is not about names of its own. */
export const inodeFormat = '%d %i %n %b %y\\n'

type Uses = Map<string, { links: number; linksHere: number; allocated: number }>

/** Counts what find prints in that format of some trees, one after the other: each begins at depth 0. */
export class InodeCounter {
  readonly #trees: Uses[] = []
  #rest = ''

  push(piece: Buffer): void {
    const lines = (this.#rest + piece.toString('latin1')).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#count(line)
  }

  /** `trees`: what was looked through. Throws when find did not see all of it. */
  finish(
    trees: readonly string[],
    { status, stderr }: Pick<ProcessResult, 'status' | 'stderr'>
  ): readonly (readonly InodeLinks[])[] {
    const lines = stderr.split('\n')
    // Where so much was said that the rest is cut off, the last line is half of one.
    const said = lines.length > 1 ? lines.slice(0, -1) : lines
    const trouble = said.find(line => line !== '' && !line.endsWith(': Permission denied'))
    const isWhole = status === 0 || (trouble === undefined && stderr !== '')
    if (!isWhole || this.#trees.length !== trees.length) {
      const ended = `find ended with ${status}, and told of ${this.#trees.length} of ${trees.length} trees`
      const names = firstInline(trees, tree => tree)
      throw new Failure(
        'volume',
        `${names} could not be looked through: ${trouble ?? (stderr === '' ? ended : said[0])}`
      )
    }
    return this.#trees.map(uses => [...uses].map(([ino, use]) => ({ ino, ...use })))
  }

  #count(line: string): void {
    const [depth, ino = '', links, blocks, type] = line.split(' ')
    if (depth === '0') this.#trees.push(new Map())
    const uses = this.#trees.at(-1)
    const known = uses?.get(ino)
    if (known !== undefined) known.linksHere++
    else uses?.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 })
  }
}

/**
 * In the order of `names`, which lie in `directory`. What lies in a directory that we may not enter is not counted: such a
 * tree must not be kept for ever for its sake.
 * `mayShareBlocks`: large files were cloned, so of each is asked which blocks others have too.
 */
export async function inodesOf(
  processes: Processes,
  directory: string,
  names: readonly string[],
  mayShareBlocks: () => boolean = () => false
): Promise<readonly (readonly InodeLinks[])[]> {
  if (names.length === 0) return []
  const trees = names.map(name => join(directory, name))
  const counter = new InodeCounter()
  const result = await processes
    // By their names: a thousand long paths are more than a program can be given.
    .run('find', {
      args: [...names, '-xdev', '-printf', inodeFormat],
      cwd: directory,
      onStdout: piece => {
        counter.push(piece)
      }
    })
    .catch((error: unknown) => {
      if (existsSync(directory)) throw error
      throw new Failure('volume', `${directory} could not be looked through: it is not there`, { cause: error })
    })
  const counted = counter.finish(trees, result)
  if (!canShareBlocks(trees) || !mayShareBlocks()) return counted
  const all: (readonly InodeLinks[])[] = []
  for (const [index, uses] of counted.entries()) {
    const shared = await sharedExtents(processes, trees[index] ?? '')
    all.push(
      uses.map(use => {
        const extents = shared.get(use.ino)
        return extents === undefined ? use : { ...use, shared: extents }
      })
    )
  }
  return all
}
