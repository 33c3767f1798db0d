// Which programs of PATH come from one package, told by where they are: asking each for its version would start each.

import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The file that the name leads to; absent where it is none, or where that cannot be told. */
export function fileOfTool(tool: string, path: string): string | undefined {
  for (const directory of path.split(':')) {
    if (!directory.startsWith('/')) return undefined
    const file = join(directory, tool)
    try {
      accessSync(file, constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // Not in this one, as the kernel goes on, too.
    }
  }
  return undefined
}

/**
 * Beside `witness`, and a program of its own name or the very one that `witness` is: not a link to another box of tools.
 * False where that cannot be told.
 */
export function isBeside(tool: string, witness: string, path: string): boolean {
  const [file, other] = [fileOfTool(tool, path), fileOfTool(witness, path)]
  if (file === undefined || other === undefined || dirname(file) !== dirname(other)) return false
  try {
    const real = realpathSync(file)
    return basename(real) === tool || real === realpathSync(other)
  } catch {
    return false
  }
}
