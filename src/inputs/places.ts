// Where things lie: the volume, the paths of the source, and files named beside them. Only texts are judged here, no disk is asked.

import { posix } from 'node:path'
import { isRemote, readSshAddress } from '../core/volume-address.ts'
import { parsed, splitLines, wrong, type Parser } from './fields.ts'

/** An absolute directory that is not `/`, of this machine or over ssh; the slash at its end is left out. */
export const parseVolume: Parser<string> = text => {
  const lines = splitLines(text)
  const [volume] = lines
  if (volume === undefined || lines.length > 1) return wrong('is not one directory: write the path of a mounted volume')
  if (isRemote(volume)) {
    const read = readSshAddress(volume)
    return read.ok ? parsed(volume.replace(/\/+$/, '')) : wrong(read.why)
  }
  if (!volume.startsWith('/')) {
    return wrong(
      'is relative: the directory a step runs in differs between workflows, and so would the volume; ' +
        'write an absolute path that starts with "/"'
    )
  }
  if (isRoot(volume)) return wrong('is the whole machine: write the directory that the volume is mounted on')
  return parsed(volume.replace(/\/+$/, ''))
}

/** One path, made absolute against a directory. */
export const pathFrom =
  (directory: string): Parser<string> =>
  text => {
    const lines = splitLines(text)
    const [path] = lines
    return path === undefined || lines.length > 1 ? wrong('is not one path') : parsed(posix.resolve(directory, path))
  }

/**
 * One line of `path`: a directory, file or glob, or `!` and what to leave out. A line that takes in the whole machine is
 * a mistake: `${{ env.DIR }}/` with an empty DIR is `/`, and such a thing once was backed up.
 */
export const sourceLineFrom =
  (workspace: string): Parser<string> =>
  line => {
    if (line.startsWith('!')) {
      return line.slice(1).trim() === '' ? wrong('leaves nothing out: write a pattern after the "!"') : parsed(line)
    }
    const resolved = posix.resolve(workspace, line)
    // `/*` and `/**/*.log` are what an empty variable makes of `$DIR/*` and `$DIR/**/*.log`
    return isRoot(resolved) || /^\/+[*?]+(?:\/|$)/.test(resolved)
      ? wrong('is the whole machine: an empty variable in front of the slash does that; name the directory to back up')
      : parsed(line)
  }

const isRoot = (path: string): boolean => posix.resolve('/', path) === '/'
