// What a tree holds, inode by inode, as find(1) counts it: fast, and without a manifest that could be damaged.

import { Failure } from '../../core/failure.ts'
import type { InodeLinks } from '../../core/retention/freed.ts'
import type { Processes, ProcessResult } from '../process.ts'
import { sharedExtents } from './shared-extents.ts'

/** Inode, number of links, blocks of 512 bytes, type; a directory's link count is not about names of its own. */
const format = '%i %n %b %y\\n'

/** Counts what find prints in that format. */
export class InodeCounter {
  readonly #uses = new Map<string, { links: number; linksHere: number; allocated: number }>()
  #rest = ''

  push(piece: Buffer): void {
    const lines = (this.#rest + piece.toString('latin1')).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#count(line)
  }

  /** `tree`: what was looked through. Throws when find did not see all of it. */
  finish(tree: string, { status, stderr }: Pick<ProcessResult, 'status' | 'stderr'>): readonly InodeLinks[] {
    const trouble = stderr.split('\n').find(line => line !== '' && !line.endsWith(': Permission denied'))
    if (status !== 0 && (trouble !== undefined || stderr === ''))
      throw new Failure('volume', `${tree} could not be looked through: ${trouble ?? `find ended with ${status}`}`)
    return [...this.#uses].map(([ino, use]) => ({ ino, ...use }))
  }

  #count(line: string): void {
    const [ino = '', links, blocks, type] = line.split(' ')
    const known = this.#uses.get(ino)
    if (known !== undefined) known.linksHere++
    else this.#uses.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 })
  }
}

/**
 * What lies in a directory that we may not enter is not counted: such a tree must not be kept for ever for its sake.
 * `mayShareBlocks`: large files were cloned, so of each is asked which blocks others have too.
 */
export async function inodesOf(
  processes: Processes,
  tree: string,
  mayShareBlocks = false
): Promise<readonly InodeLinks[]> {
  const counter = new InodeCounter()
  const result = await processes.run('find', {
    args: [tree, '-xdev', '-printf', format],
    onStdout: piece => {
      counter.push(piece)
    }
  })
  const uses = counter.finish(tree, result)
  const shared = mayShareBlocks ? await sharedExtents(processes, tree) : undefined
  return uses.map(use => {
    const extents = shared?.get(use.ino)
    return { ...use, ...(extents === undefined ? {} : { shared: extents }) }
  })
}
