// Under which names, in which snapshots, an inode is found: by one walk of find(1), which needs no manifest.

import type { BytePath } from '../../core/byte-path.ts'
import { Failure } from '../../core/failure.ts'
import type { SharedName } from '../../ports/volume.ts'
import type { Processes, ProcessResult } from '../process.ts'
import type { SeriesLayout } from './layout.ts'

/** As many are asked of find itself, which then need not print every name there is; more are sorted out here. */
const mostAsked = 200

/** Words for find, to be run in the series' directory. A name may hold anything but NUL. */
export function sharingArgs(ids: readonly string[], inodes: ReadonlySet<bigint>): readonly string[] {
  const asked = [...inodes].flatMap((ino, index) => [...(index === 0 ? [] : ['-o']), '-inum', String(ino)])
  const filter = inodes.size <= mostAsked ? ['(', ...asked, ')'] : []
  // The starting point, which is the id, and the path below it.
  return [...ids, '-xdev', '-mindepth', '1', ...filter, '-printf', '%i %H %P\\0']
}

/** Reads what find prints then. */
export class SharedNames {
  readonly #inodes: ReadonlySet<bigint>
  readonly #names: SharedName[] = []
  #rest = ''

  constructor(inodes: ReadonlySet<bigint>) {
    this.#inodes = inodes
  }

  push(piece: Buffer): void {
    const records = (this.#rest + piece.toString('latin1')).split('\0')
    this.#rest = records.pop() ?? ''
    for (const record of records) {
      const [, ino = '', id = '', path = ''] = /^(\d+) (\S+) (.*)$/s.exec(record) ?? []
      if (ino !== '' && this.#inodes.has(BigInt(ino)))
        this.#names.push({ id, path: path as BytePath, ino: BigInt(ino) })
    }
  }

  finish(series: string, { status, stderr }: Pick<ProcessResult, 'status' | 'stderr'>): readonly SharedName[] {
    // What may not be entered, or cannot be read, is told by the verification itself; a snapshot may be pruned meanwhile.
    const known = /: (?:Permission denied|No such file or directory|Input\/output error)$/
    const trouble = stderr.split('\n').find(line => line !== '' && !known.test(line))
    if (status !== 0 && (trouble !== undefined || stderr === ''))
      throw new Failure('volume', `${series} could not be looked through: ${trouble ?? `find ended with ${status}`}`)
    return this.#names
  }
}

export async function namesOf(
  processes: Processes,
  layout: SeriesLayout,
  ids: readonly string[],
  inodes: ReadonlySet<bigint>
): Promise<readonly SharedName[]> {
  if (inodes.size === 0 || ids.length === 0) return []
  const names = new SharedNames(inodes)
  const result = await processes.run('find', {
    args: sharingArgs(ids, inodes),
    cwd: layout.series,
    onStdout: piece => {
      names.push(piece)
    }
  })
  return names.finish(layout.series, result)
}
