// Copies into the tree being written, by an rsync that is run for us: its arguments, its progress, and what its end means.

import { pathText } from '../../core/byte-path.ts'
import { Failure } from '../../core/failure.ts'
import { NoSpace } from '../../core/no-space.ts'
import type { OnProgress } from '../../core/progress.ts'
import { copyArgs } from '../../core/rsync-args.ts'
import { explainRsyncExit } from '../../core/rsync-output.ts'
import type { CopyOutcome, CopyRequest } from '../../ports/partial-tree.ts'
import { nulSeparated } from '../local-source.ts'
import type { ProcessRequest, ProcessResult } from '../process.ts'

export interface PlacedCopy extends CopyRequest {
  /** A directory as rsync is told it. */
  readonly destination: string
  /** Its files are there already, as clones of older versions: only what differs is to be written. */
  readonly isFilled?: boolean
  /** Further options that the place asks for. */
  readonly more: readonly string[]
}

export async function rsyncCopy(
  request: PlacedCopy,
  run: (args: readonly string[], streams: Pick<ProcessRequest, 'input' | 'onStdout'>) => Promise<ProcessResult>,
  onProgress: OnProgress
): Promise<CopyOutcome> {
  let files = 0
  let bytes = 0
  let rest = ''
  const args = copyArgs({
    keepOwners: request.keepOwners,
    isSparse: request.isSparse,
    isFilled: request.isFilled ?? false,
    linkDest: request.linkDest,
    extra: [...request.more, ...request.extraArgs],
    root: pathText(request.root),
    destination: request.destination
  })
  const result = await run(args, {
    input: nulSeparated(request.paths),
    onStdout: piece => {
      const lines = (rest + piece.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        files++
        bytes += Number(fileSize.exec(line)?.[1] ?? 0)
      }
      onProgress({ doing: 'copying', files, bytes, totalFiles: request.paths.length, totalBytes: request.totalBytes })
    }
  })
  const messages = result.stderr.split('\n').filter(line => line !== '')
  const said = messages.slice(0, 5).map(message => `\n  ${message}`)
  // Without an inode rsync says 23, as if this were about single files.
  if (result.status !== 0) {
    if (messages.some(message => noSpace.test(message))) {
      throw new NoSpace(
        ({ what, shownBy }) =>
          `The volume is full: there is ${what}, and not all of the snapshot is stored.${said.join('')}\nFree some (${shownBy}), or keep fewer snapshots. Nothing was published.`
      )
    }
    if (messages.some(message => noQuota.test(message))) {
      throw new Failure(
        'room',
        `The quota on the volume is used up, and not all of the snapshot is stored.${said.join('')}\nFree space, raise the quota, or keep fewer snapshots. Nothing was published.`
      )
    }
  }
  if (result.status === 0 || result.status === 23 || result.status === 24) return { status: result.status, messages }
  throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said.join('')}`)
}

/** Of a line of `--out-format=%i %l` about a file. */
const fileSize = /^.f\S* (\d+)$/

/** At the end of a message, where no file name stands. */
const noSpace = /: No space left on device \(\d+\)$/
const noQuota = /: Disk quota exceeded \(\d+\)$/
