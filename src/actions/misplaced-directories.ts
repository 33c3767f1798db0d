// Looks whether the directories of a base still are directories: what lies behind a symlink in the place of one is some other file.

import { type BytePath, parentPath } from '../core/byte-path.ts'
import { showName } from '../core/display.ts'
import { chosen } from '../core/list.ts'
import type { Base } from '../core/plan.ts'
import type { Volume } from '../ports/volume.ts'

export interface Sound {
  readonly bases: readonly Base[]
  /** Sentences someone must act on. */
  readonly warnings: readonly string[]
}

/**
 * Marks all that is behind a directory that was replaced as not to be linked to. lstat(2) and link(2) follow what stands
 * on the way to a file, so that a file outside of the volume would become a part of the new snapshot.
 */
export async function markMisplaced(volume: Volume, bases: readonly Base[]): Promise<Sound> {
  const warnings: string[] = []
  const sound: Base[] = []
  for (const base of bases) {
    const behind = await behindOthers(volume, base)
    const [first] = behind
    if (first === undefined) sound.push(base)
    else {
      sound.push({ ...base, damaged: new Set([...(base.damaged ?? []), ...behind]) })
      warnings.push(
        `In the snapshot ${base.id} of ${base.series} something else stands where a directory was stored, on the way to ${showName(first)}: nothing behind it is linked to. Somebody changed that snapshot; "verify" tells what else.`
      )
    }
  }
  return { bases: sound, warnings }
}

/** Parents come before what they hold, in byte order too. */
async function behindOthers(volume: Volume, { series, id, entries }: Base): Promise<ReadonlySet<BytePath>> {
  const directories = chosen(entries, ({ type, path }) => type === 'dir' && path !== '.').map(({ path }) => path)
  const stored = await volume.series(series).tree(id).inspect(directories)
  const replaced = new Set<BytePath>()
  directories.forEach((path, index) => {
    const now = stored[index]
    // One that is gone leads nowhere, and is found out by the link itself.
    if ((now !== undefined && now.type !== 'dir') || replaced.has(parentPath(path))) replaced.add(path)
  })
  if (replaced.size === 0) return new Set()
  return new Set(
    chosen(entries, ({ path, type }) => type !== 'dir' && replaced.has(parentPath(path))).map(({ path }) => path)
  )
}
