// Under which names, in which snapshots, an inode is found: by one walk of find(1), which needs no manifest.

import type { BytePath } from '../../core/byte-path.ts'
import { Failure } from '../../core/failure.ts'
import type { SharedName } from '../../ports/volume.ts'
import type { Processes } from '../process.ts'
import type { SeriesLayout } from './layout.ts'

/** As many are asked of find itself, which then need not print every name there is; more are sorted out here. */
const mostAsked = 200

export async function namesOf(
  processes: Processes,
  layout: SeriesLayout,
  ids: readonly string[],
  inodes: ReadonlySet<bigint>
): Promise<readonly SharedName[]> {
  if (inodes.size === 0 || ids.length === 0) return []
  const names: SharedName[] = []
  const take = (record: string): void => {
    const [, ino = '', id = '', path = ''] = /^(\d+) (\S+) (.*)$/s.exec(record) ?? []
    if (ino !== '' && inodes.has(BigInt(ino))) names.push({ id, path: path as BytePath, ino: BigInt(ino) })
  }
  const asked = [...inodes].flatMap((ino, index) => [...(index === 0 ? [] : ['-o']), '-inum', String(ino)])
  const filter = inodes.size <= mostAsked ? ['(', ...asked, ')'] : []
  let rest = ''
  const result = await processes.run('find', {
    // The starting point, which is the id, and the path below it. A name may hold anything but NUL.
    args: [...ids, '-xdev', '-mindepth', '1', ...filter, '-printf', '%i %H %P\\0'],
    cwd: layout.series,
    onStdout: piece => {
      const records = (rest + piece.toString('latin1')).split('\0')
      rest = records.pop() ?? ''
      records.forEach(take)
    }
  })
  // What may not be entered, or cannot be read, is told by the verification itself; a snapshot may be pruned meanwhile.
  const known = /: (?:Permission denied|No such file or directory|Input\/output error)$/
  const trouble = result.stderr.split('\n').find(line => line !== '' && !known.test(line))
  if (result.status !== 0 && (trouble !== undefined || result.stderr === ''))
    throw new Failure(
      'volume',
      `${layout.series} could not be looked through: ${trouble ?? `find ended with ${result.status}`}`
    )
  return names
}
