// Which programs of PATH come from one package, told by where they are: asking each for its version would start each.

import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The file that the name leads to; absent where it is none, or where that cannot be told. */
function fileOfTool(tool: string, path: string): string | undefined {
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
 * Those of `tools` that may come from elsewhere than `witness`: not beside it, or neither a program of their own name nor
 * the very one that it is, but a link to another box of tools. Also where that cannot be told.
 */
export function strangersTo(witness: string, tools: readonly string[], path: string): readonly string[] {
  const known = fileOfTool(witness, path)
  if (known === undefined) return tools
  return tools.filter(tool => {
    const file = fileOfTool(tool, path)
    if (file === undefined || dirname(file) !== dirname(known)) return true
    try {
      const real = realpathSync(file)
      return basename(real) !== tool && real !== realpathSync(known)
    } catch {
      return true
    }
  })
}
