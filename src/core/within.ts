// Whether one absolute path lies within another, by their names alone: symlinks were resolved before, or do not matter.

import type { BytePath } from './byte-path.ts'

/** Also for the directory itself. */
export const isWithin = (directory: BytePath, path: BytePath): boolean =>
  path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`)

/** What is left of a path within a directory; `.` for the directory itself. */
export const pathBelow = (directory: BytePath, path: BytePath): BytePath =>
  (path === directory ? '.' : path.slice(directory === '/' ? 1 : directory.length + 1)) as BytePath
