// Brings files of a far snapshot into a directory of this machine, each as a file of its own.

import { Failure } from '../../core/failure.ts'
import { farCommand } from '../../core/far-command.ts'
import { explainRsyncExit } from '../../core/rsync-output.ts'
import { nulSeparated } from '../local-source.ts'
import { type Bringing, noRoomFor } from './bringing.ts'
import { readingRsync } from './scripts/tree.ts'

/** By so much more than any of the files has, one may have grown that still comes here, to be told of with its size. */
const growth = 16 * 1024 * 1024

/** Into `near`. What could not be read there is missing here, and is told of file by file. */
export async function bringByRsync({ connection, tree, files, onFiles, end }: Bringing, near: string): Promise<void> {
  let rest = ''
  let count = 0
  let bytes = 0
  const result = await connection.rsync(
    [
      // What a file is to be like is in the manifest; here only its bytes matter, and that we can read them.
      '--links',
      '--sparse',
      '--perms',
      '--chmod=u+rwX',
      '--whole-file',
      '--ignore-times',
      `--max-size=${files.reduce((most, { size }) => Math.max(most, size), 0) + growth}`,
      '--out-format=%i %l',
      '-s',
      '--timeout=120',
      // A command like all of ours, for a key that lets in no other.
      `--rsync-path=${farCommand(readingRsync, {})}`,
      '--from0',
      '--files-from=-',
      '--',
      `${connection.rsyncPath(tree)}/`,
      `${near}/`
    ],
    {
      input: nulSeparated(files.map(({ path }) => path)),
      end,
      onStdout: piece => {
        const lines = (rest + piece.toString('latin1')).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          // Directories on the way have lines as well.
          const size = /^>f\S+ (\d+)$/.exec(line)?.[1]
          if (size === undefined) continue
          count++
          bytes += Number(size)
        }
        onFiles(count, bytes)
      }
    }
  )
  if (result.status === 0 || result.status === 23 || result.status === 24) return
  const said = result.stderr
    .split('\n')
    .filter(line => line !== '')
    .slice(0, 5)
    .map(line => `\n  ${line}`)
    .join('')
  if (/No space left on device|Disk quota exceeded/.test(said)) throw noRoomFor(connection, said)
  throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said}`)
}
