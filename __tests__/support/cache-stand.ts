// The snapshot action that keeps copies in a cache of its own, and the restore action on a machine without the volume.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type CacheServer, startCacheServer } from './cache-server.ts'
import { makeBuild, runRestore } from './restore-stand.ts'
import type { ActionCall, ActionResult } from './runner.ts'
import { stand, type Stand } from './volumes.ts'

export interface CacheStand extends Omit<Stand, 'remove'> {
  readonly cache: CacheServer
  readonly build: string
  readonly out: string
  /** With `cache-copy`, unless `inputs` say otherwise. */
  readonly snapshot: (
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
    more?: Partial<ActionCall>
  ) => Promise<ActionResult>
  /** With `cache-fallback` and without a volume, unless `inputs` say otherwise. */
  readonly restore: (inputs?: Readonly<Record<string, string>>) => Promise<ActionResult>
  /** What a run left where copies are packed and unpacked. */
  readonly leftovers: () => string[]
  readonly remove: () => Promise<void>
}

/** With a build made. */
export async function cacheStand(): Promise<CacheStand> {
  const here = stand()
  const cache = await startCacheServer()
  const build = join(here.workspace, 'build')
  makeBuild(build)
  return {
    ...here,
    cache,
    build,
    out: join(here.workspace, 'out'),
    snapshot: (inputs = {}, env = {}, more = {}) =>
      here.run({ 'cache-copy': 'true', ...inputs }, { ...more, env: { ...cache.env, ...env } }),
    restore: (inputs = {}) => runRestore(here, { 'cache-fallback': 'true', volume: '', ...inputs }, { env: cache.env }),
    leftovers: () => readdirSync(here.tempDir).filter(name => name.startsWith('snapshot-cache-')),
    remove: async () => {
      await cache.close()
      here.remove()
    }
  }
}
