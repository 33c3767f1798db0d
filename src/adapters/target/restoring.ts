// A restore that has begun: the lock is held, and every write goes through directories that are held by descriptors.

import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import { showName } from '../../core/display.ts'
import type { Restoring } from '../../ports/target.ts'
import { finish } from './finish.ts'
import { put } from './put.ts'
import type { Site } from './site.ts'

/** Large enough that messages cost little; all threads have some of a large tree. */
const directoryBatch = 500
const removalBatch = 200

/** `onEnd` comes before the descriptors are closed. */
export function restoring(site: Site, onEnd: () => void): Restoring {
  const { mark } = site.staging
  return {
    ...(mark !== undefined && { mark }),
    makeDirectories: paths => makeDirectories(site, paths),
    put: (request, onProgress) => put(site, request, onProgress),
    remove: paths => remove(site, paths),
    finish: (directories, keepOwners) => finish(site, directories, keepOwners),
    end: () =>
      Promise.resolve().then(() => {
        onEnd()
        end(site)
      })
  }
}

/** Several threads: each makes what it needs of what another one has not made yet. */
async function makeDirectories(site: Site, paths: readonly BytePath[]): Promise<void> {
  site.refuseStaging(paths)
  const batches = inBatches(paths, directoryBatch).map(async batch => {
    site.settle(await site.run({ kind: 'ensure-directories', root: site.staging.root, paths: batch }))
  })
  await allOf(batches)
}

async function remove(site: Site, paths: readonly BytePath[]): Promise<readonly string[]> {
  site.refuseStaging(paths)
  if (paths.includes('.' as BytePath)) throw new Error('the target itself is never removed')
  const batches = inBatches(paths, removalBatch).map(async batch => {
    const { left, letIn } = await site.run({ kind: 'remove', root: site.staging.root, paths: batch })
    site.settle({ letIn })
    return left.map(({ path, message }) => `${showName(path)}: ${message.replace(/,.*$/s, '')}`)
  })
  return (await allOf(batches)).flat()
}

function end(site: Site): void {
  try {
    site.closeUp()
  } finally {
    site.staging.close()
  }
}

function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}
