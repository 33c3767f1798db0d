// The directory in which copies are packed and unpacked, with the tools that the cache's client finds there: it makes do with these.

import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { Failure } from '../../core/failure.ts'
import { markerFormat, markerName } from '../../core/marker.ts'
import { cachedDirectory } from './protocol.ts'

export interface Scratch {
  readonly directory: string
  /** The only one in the client's PATH. */
  readonly bin: string
  /** What the client takes for the workspace and for the runner's temporary directory. */
  readonly workspace: string
  readonly temp: string
  /** In the workspace: what an entry holds. */
  readonly cached: string
  /** A marked volume. */
  readonly volume: string
  /** Nothing is in `cached` after that. */
  clear(): void
  remove(): void
}

/**
 * Without -P no entry can write or link outside of the directory that it is unpacked in: tar refuses `..`, and takes
 * `/etc/passwd` for `etc/passwd`. The client asks for -P, for the sake of caches of absolute paths.
 */
const tar = `#!/bin/sh
for argument do
  shift
  [ "$argument" = -P ] || set -- "$@" "$argument"
done
exec "\${0%/*}/real/tar" "$@"
`

/** The client takes zstd where there is one, and then finds only entries packed so: gzip is everywhere. */
const gzip = `#!/bin/sh
exec "\${0%/*}/real/gzip" -1 "$@"
`

/** The client builds command lines in which it quotes no directory. */
const fits = (directory: string): boolean => /^[A-Za-z0-9/._-]+$/.test(directory)

/** Throws where tar or gzip is missing. `path`: PATH. */
export function makeScratch(tempDir: string, path: string): Scratch {
  const [realTar, realGzip] = [findTool('tar', path), findTool('gzip', path)]
  const directory = mkdtempSync(join(fits(tempDir) ? tempDir : tmpdir(), 'snapshot-cache-'))
  const at = (...names: readonly string[]): string => join(directory, ...names)
  try {
    for (const name of ['bin/real', 'workspace', 'temp', 'volume']) mkdirSync(at(name), { recursive: true })
    symlinkSync(realTar, at('bin/real/tar'))
    symlinkSync(realGzip, at('bin/real/gzip'))
    writeFileSync(at('bin/tar'), tar, { mode: 0o755 })
    writeFileSync(at('bin/gzip'), gzip, { mode: 0o755 })
    writeFileSync(at('volume', markerName), `{"format":${markerFormat}}\n`)
  } catch (error) {
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
  const cached = at('workspace', cachedDirectory)
  const clear = (): void => {
    rmSync(cached, { recursive: true, force: true })
    mkdirSync(cached)
  }
  clear()
  return {
    directory,
    bin: at('bin'),
    workspace: at('workspace'),
    temp: at('temp'),
    cached,
    volume: at('volume'),
    clear,
    remove: () => {
      rmSync(directory, { recursive: true, force: true })
    }
  }
}

function findTool(name: string, path: string): string {
  const found = path
    .split(delimiter)
    .filter(isAbsolute)
    .map(directory => join(directory, name))
    .find(isExecutable)
  if (found === undefined) throw new Failure('volume', `there is no ${name} in PATH, with which copies are packed`)
  return found
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    // Not this one, whatever the reason; there are more directories in PATH.
    return false
  }
}
