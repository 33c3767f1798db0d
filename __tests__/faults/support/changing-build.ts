// A build as it is found night after night: all mtimes renewed, most bytes the same, some changed, moved, removed, new.

import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How much of it there is beside the odd files: as usual, or as little as shows everything, for what is done very often. */
const sizes = { usual: { directories: 5, filesEach: 12 }, small: { directories: 2, filesEach: 2 } } as const
export type BuildSize = keyof typeof sizes

/** Valid UTF-8, since what compares trees reads names as text; names that are not have tests of their own (row 35). */
export const oddName = '-odd\n::error::"name" é\u202e.txt'

/** Files of the build that are never the same twice. */
export const changing = (number: number): readonly string[] => ['changes', `moved-${number}`, `only-in-${number}`]

/** Replaces `<workspace>/build` by the build of that number; without symlinks for where there can be none. */
export function makeBuild(workspace: string, number: number, hasLinks = true, size: BuildSize = 'usual'): void {
  const top = join(workspace, 'build')
  const { directories, filesEach } = sizes[size]
  rmSync(top, { recursive: true, force: true })
  for (let directory = 0; directory < directories; directory++) {
    const path = join(top, `d${directory}`)
    mkdirSync(join(path, 'deep'), { recursive: true })
    for (let file = 0; file < filesEach; file++) {
      writeFileSync(join(path, `f${file}`), `same ${directory} ${file} `.repeat(file * 20 + 1))
    }
    writeFileSync(join(path, 'deep/changes'), `${number} of ${directory} `.repeat(200))
  }
  writeFileSync(join(top, 'large'), Buffer.alloc(300_000, 'the same in every build '))
  writeFileSync(join(top, 'empty'), '')
  writeFileSync(join(top, oddName), 'odd, and always the same')
  writeFileSync(join(top, 'changes'), `build ${number}`)
  writeFileSync(join(top, `moved-${number}`), 'moves from build to build'.repeat(100))
  writeFileSync(join(top, `only-in-${number}`), String(number).repeat(5000))
  for (const [name, mode] of [
    ['program', 0o755],
    ['private', 0o600],
    ['read-only', 0o444]
  ] as const) {
    writeFileSync(join(top, name), `content of ${name}`)
    chmodSync(join(top, name), mode)
  }
  mkdirSync(join(top, 'read-only-directory'))
  writeFileSync(join(top, 'read-only-directory/file'), 'here to stay')
  chmodSync(join(top, 'read-only-directory'), 0o555)
  if (!hasLinks) return
  symlinkSync('d0/f1', join(top, 'link'))
  symlinkSync('../nowhere', join(top, 'd1/dangling'))
}
