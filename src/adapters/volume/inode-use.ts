// What a tree holds, inode by inode, as find(1) counts it: fast, and without a manifest that could be damaged.

import { Failure } from '../../core/failure.ts'
import type { InodeLinks } from '../../core/retention/freed.ts'
import type { Processes } from '../process.ts'
import { sharedExtents } from './shared-extents.ts'

/**
 * What lies in a directory that we may not enter is not counted: such a tree must not be kept for ever for its sake.
 * `mayShareBlocks`: large files were cloned, so of each is asked which blocks others have too.
 */
export async function inodesOf(
  processes: Processes,
  tree: string,
  mayShareBlocks = false
): Promise<readonly InodeLinks[]> {
  const uses = new Map<string, { links: number; linksHere: number; allocated: number }>()
  let rest = ''
  const result = await processes.run('find', {
    // Inode, number of links, blocks of 512 bytes, type; a directory's link count is not about names of its own.
    args: [tree, '-xdev', '-printf', '%i %n %b %y\\n'],
    onStdout: piece => {
      const lines = (rest + piece.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) count(uses, line)
    }
  })
  const trouble = result.stderr.split('\n').find(line => line !== '' && !line.endsWith(': Permission denied'))
  if (result.status !== 0 && (trouble !== undefined || result.stderr === ''))
    throw new Failure('volume', `${tree} could not be looked through: ${trouble ?? `find ended with ${result.status}`}`)
  const shared = mayShareBlocks ? await sharedExtents(processes, tree) : undefined
  return [...uses].map(([ino, use]) => {
    const extents = shared?.get(ino)
    return { ino, ...use, ...(extents === undefined ? {} : { shared: extents }) }
  })
}

function count(uses: Map<string, { links: number; linksHere: number; allocated: number }>, line: string): void {
  const [ino = '', links, blocks, type] = line.split(' ')
  const known = uses.get(ino)
  if (known !== undefined) known.linksHere++
  else uses.set(ino, { links: type === 'd' ? 1 : Number(links), linksHere: 1, allocated: Number(blocks) * 512 })
}
