// The copies in the GitHub Actions cache, for the run that wants them: the program that asks it lies beside the others.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { snapshotCopies } from '../adapters/cache/snapshot-copies.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import type { VolumeParts } from '../adapters/volume/parts.ts'
import type { SnapshotCopies } from '../ports/snapshot-copies.ts'
import type { World } from '../world.ts'

/** What is brought ends with the world. */
export function openCopies({ env, context, processes, atEnd }: World, parts: VolumeParts): SnapshotCopies {
  const copies = snapshotCopies({
    processes,
    env,
    tempDir: context.tempDir,
    script: cacheScript(),
    volumeAt: directory => localVolume(directory, parts)
  })
  atEnd(() => {
    copies.close()
    return Promise.resolve()
  })
  return copies
}

/** Beside this file's directory in the bundle (`dist/<name>/`, `dist/cache/`), and in the sources when they are run as they are. */
function cacheScript(): string {
  const source = join(import.meta.dirname, '..', 'cache.ts')
  return existsSync(source) ? source : join(import.meta.dirname, '..', 'cache', 'index.js')
}
