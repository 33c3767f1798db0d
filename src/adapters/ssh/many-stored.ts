// What was found of very many far paths, or became of very many links, in numbers side by side: as objects a million take some hundred MB.

import type { BytePath } from '../../core/byte-path.ts'
import { type List, listOfParts, partOf } from '../../core/list.ts'
import type { LinkOutcome, LinkStep } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { Stored, Tree } from '../../ports/tree.ts'
import { type LinkRows, outcomeOf, packOutcomes } from '../workers/link-rows.ts'
import { packStored, type StoredRows, storedOf } from '../workers/stored-rows.ts'

/** So many are asked for at once, and are objects for as long. */
export const partLength = 50_000

/** As `inspect`, of any number of paths. */
export async function inspectMany(
  tree: Pick<Tree, 'inspect'>,
  paths: readonly BytePath[],
  onProgress?: OnProgress
): Promise<List<Stored | undefined>> {
  if (paths.length <= partLength) return await tree.inspect(paths, onProgress)
  const parts: StoredRows[] = []
  for (let at = 0; at < paths.length; at += partLength) {
    const part = paths.slice(at, at + partLength)
    parts.push(packStored(await tree.inspect(part)))
    onProgress?.({ doing: 'checking', files: at + part.length, bytes: 0, totalFiles: paths.length })
  }
  return listOfParts(paths.length, parts, partLength, storedOf)
}

/** One outcome for each step, in order. `link`: makes some, of which the last may be the last of all. */
export async function linkMany(
  steps: List<LinkStep>,
  link: (some: readonly LinkStep[], isLast: boolean) => Promise<readonly LinkOutcome[]>,
  onProgress: OnProgress
): Promise<List<LinkOutcome>> {
  const parts: LinkRows[] = []
  for (let at = 0; at < steps.length; at += partLength) {
    const part = partOf(steps, at, partLength)
    const made = await link(part, at + part.length === steps.length)
    onProgress({ doing: 'linking', files: at + part.length, bytes: 0, totalFiles: steps.length })
    if (steps.length <= partLength) return made
    parts.push(packOutcomes(made))
  }
  return listOfParts(steps.length, parts, partLength, outcomeOf)
}
