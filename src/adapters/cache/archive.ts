// All files of a snapshot as one archive, and back: names are handed to tar as a list, and only bytes and paths matter.

import type { BytePath } from '../../core/byte-path.ts'
import { showText } from '../../core/display.ts'
import { Failure } from '../../core/failure.ts'
import { nulSeparated } from '../local-source.ts'
import type { Processes } from '../process.ts'

/**
 * Adds files below `tree` to an archive, which need not be there yet. Their modes, owners and times are in the manifest;
 * here they only have to be readable by whoever unpacks them.
 */
export async function pack(
  processes: Processes,
  archive: string,
  tree: string,
  paths: readonly BytePath[]
): Promise<void> {
  await tar(processes, 'packed', {
    args: [
      '--append',
      `--file=${archive}`,
      '--format=gnu',
      '--sparse',
      '--no-recursion',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=u=rwX,go=',
      '--null',
      '--verbatim-files-from',
      '--files-from=-'
    ],
    input: nulSeparated(paths),
    cwd: tree
  })
}

/** tar makes the directories in between, and nothing that an archive says is put anywhere else. */
export async function unpack(processes: Processes, archive: string, into: string): Promise<void> {
  await tar(processes, 'unpacked', {
    args: ['--extract', `--file=${archive}`, '--touch', '--no-same-owner', '--no-same-permissions'],
    cwd: into
  })
}

async function tar(processes: Processes, what: string, request: Parameters<Processes['run']>[1]): Promise<void> {
  const { status, stderr } = await processes.run('tar', request)
  // Links to a file that are made or removed meanwhile renew its ctime; its bytes are compared with the manifest.
  const isAllLinks = stderr.split('\n').every(line => line === '' || line.endsWith(': file changed as we read it'))
  if (status === 0 || (status === 1 && isAllLinks)) return
  const said = stderr
    .trim()
    .split('\n')
    .slice(0, 3)
    .map(line => showText(line, 300))
    .join('; ')
  const full = /No space left on device|Disk quota exceeded/.test(stderr)
  throw new Failure(
    full ? 'room' : 'volume',
    `The copy could not be ${what} in the runner's temporary directory (tar, status ${status}): ${said}`
  )
}
