// A directory drawn two levels deep, with what is below each directory as a count.
import { lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { dim } from './terminal.js'
/** Of a long directory on the second level only the `shown` first entries; the rest is one line. */
export const treeLines = (directory, shown = 3) => branch(directory, '', 2, Infinity, shown)
// As many as our own directory of a series holds: that one is to be seen whole.
const stillShort = 6
function branch(directory, indent, depth, limit, shown) {
  const names = readdirSync(directory).sort()
  const first = names.length <= stillShort ? names : names.slice(0, limit)
  const more = names.length - first.length
  const lines = first.flatMap((name, at) => {
    const isLast = at === first.length - 1 && more === 0
    const path = join(directory, name)
    const stat = lstatSync(path)
    const line = `${indent}${isLast ? '└─' : '├─'} ${name}`
    if (stat.isSymbolicLink()) return [`${line} -> ${readlinkSync(path)}`]
    if (!stat.isDirectory()) return [stat.nlink > 1 ? `${line} ${dim(`(${stat.nlink} links)`)}` : line]
    const below = depth > 1 ? branch(path, `${indent}${isLast ? '   ' : '│  '}`, depth - 1, shown, shown) : []
    return [depth > 1 ? `${line}/` : `${line}/ ${dim(`(${countFiles(path)} files)`)}`, ...below]
  })
  return more === 0 ? lines : [...lines, `${indent}└─ ${dim(`… and ${more} more`)}`]
}
const countFiles = directory =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length
