// A source whose first reading begins at once, while another machine is still being asked; whoever asks for it finds it done or at work.

import { isDeepStrictEqual } from 'node:util'
import type { OnProgress } from '../core/progress.ts'
import type { ResolvedSource, Scan, Source, SourceRequest } from '../ports/source.ts'

/** Handed out once: whoever reads again wants what is there by then. What goes wrong is told to whoever asks for it. */
export function sourceAhead(source: Source, request: SourceRequest, hash: boolean): Source {
  let onProgress: OnProgress = () => undefined
  const resolved = source.resolve(request)
  const scanned = resolved.then(async (found): Promise<Scan | undefined> => {
    // Then the run ends, or warns first.
    if (found.missing.length > 0) return undefined
    return await source.scan(found, hash, progress => {
      onProgress(progress)
    })
  })
  for (const promise of [resolved, scanned]) promise.catch(() => undefined)
  let isTaken = false
  const isMeant = async (found: ResolvedSource, wantsHash: boolean, index: unknown): Promise<boolean> =>
    !isTaken && wantsHash === hash && index === undefined && found === (await resolved.catch(() => undefined))
  return {
    resolve: asked => (isDeepStrictEqual(asked, request) ? resolved : source.resolve(asked)),
    scan: async (found, wantsHash, tell, index) => {
      if (!(await isMeant(found, wantsHash, index))) return await source.scan(found, wantsHash, tell, index)
      isTaken = true
      onProgress = tell
      return (await scanned) ?? (await source.scan(found, wantsHash, tell))
    },
    look: (...given) => source.look(...given)
  }
}
