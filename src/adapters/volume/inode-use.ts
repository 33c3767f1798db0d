// What a tree holds, inode by inode, as find(1) counts it: fast, and without a manifest that could be damaged.

import { Failure } from '../../core/failure.ts'
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
    const trouble = stderr.split('\n').find(line => line !== '' && !line.endsWith(': Permission denied'))
    const isWhole = status === 0 || (trouble === undefined && stderr !== '')
    if (!isWhole || this.#trees.length !== trees.length) {
      const why = trouble ?? `find ended with ${status}, and told of ${this.#trees.length} of ${trees.length} trees`
      throw new Failure('volume', `${trees.join(', ')} could not be looked through: ${why}`)
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
 * In the order of `trees`. What lies in a directory that we may not enter is not counted: such a tree must not be kept for
 * ever for its sake.
 * `mayShareBlocks`: large files were cloned, so of each is asked which blocks others have too.
 */
export async function inodesOf(
  processes: Processes,
  trees: readonly string[],
  mayShareBlocks: () => boolean = () => false
): Promise<readonly (readonly InodeLinks[])[]> {
  if (trees.length === 0) return []
  const counter = new InodeCounter()
  const result = await processes.run('find', {
    args: [...trees, '-xdev', '-printf', inodeFormat],
    onStdout: piece => {
      counter.push(piece)
    }
  })
  const counted = counter.finish(trees, result)
  // They are of one series, and so on one filesystem.
  if (!canShareBlocks(trees[0] ?? '') || !mayShareBlocks()) return counted
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
