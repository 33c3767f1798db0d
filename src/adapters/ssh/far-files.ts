// Brings files of a far snapshot to this machine, part by part, so that what lies here twice never is much.

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathFromText } from '../../core/byte-path.ts'
import type { Entry } from '../../core/entry.ts'
import { farCommand } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import { explainRsyncExit } from '../../core/rsync-output.ts'
import type { Brought } from '../../ports/volume.ts'
import { nulSeparated } from '../local-source.ts'
import type { Connection } from './connection.ts'
import { checkRsync } from './far-rsync.ts'
import { readingRsync } from './scripts/tree.ts'

type File = Pick<Entry, 'path' | 'size'>

/** A file that is larger comes alone. */
const mostBytes = 512 * 1024 * 1024
const mostFiles = 100_000

/** `tree`: absolute, there. */
export async function* bringFiles(
  connection: Connection,
  tree: string,
  files: readonly File[],
  onProgress: OnProgress
): AsyncGenerator<Brought> {
  checkRsync(connection)
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0)
  let done = { files: 0, bytes: 0 }
  for (const part of partsOf(files)) {
    const near = mkdtempSync(join(connection.scratch, 'files-'))
    try {
      const before = done
      if (part.length > 0) {
        await bringPart(connection, tree, near, part, (count, bytes) => {
          done = { files: before.files + count, bytes: before.bytes + bytes }
          onProgress({ doing: 'fetching', ...done, totalFiles: files.length, totalBytes })
        })
      }
      yield { tree: pathFromText(near), count: part.length }
    } finally {
      rmSync(near, { recursive: true, force: true })
    }
  }
}

/** One, and empty, of nothing. */
function* partsOf(files: readonly File[]): Generator<readonly File[]> {
  let part: File[] = []
  let bytes = 0
  for (const file of files) {
    if (part.length > 0 && (part.length >= mostFiles || bytes + file.size > mostBytes)) {
      yield part
      part = []
      bytes = 0
    }
    part.push(file)
    bytes += file.size
  }
  yield part
}

async function bringPart(
  connection: Connection,
  tree: string,
  near: string,
  files: readonly File[],
  onFiles: (files: number, bytes: number) => void
): Promise<void> {
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
  // What could not be read there is missing here, and is told of file by file.
  if (result.status === 0 || result.status === 23 || result.status === 24) return
  const said = result.stderr
    .split('\n')
    .filter(line => line !== '')
    .slice(0, 5)
    .map(line => `\n  ${line}`)
    .join('')
  if (/No space left on device|Disk quota exceeded/.test(said))
    throw new Failure(
      'room',
      `There is no room in ${connection.scratch} for the files that come from the volume, ${mostBytes / 1024 / 1024} MiB at a time or one larger file.${said}\nFree some, or let RUNNER_TEMP (at a terminal: TMPDIR) name a place with more. What was restored before is whole.`
    )
  throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said}`)
}
