// Walks directories depth first, looking at and hashing what it finds, so that a tree is gone through once.

import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { type BytePath, fsPath, joinPath } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { secretPatternOf } from '../../core/secret-names.ts'
import { Rows } from './look.ts'
import type { WalkResult, WalkTask } from './protocol.ts'

/** Enough that messages cost little, few enough that threads end together. */
const enough = { rows: 400, bytes: 16 * 1024 * 1024 }

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] }

type Walked = Mutable<Omit<WalkResult, 'found' | 'names'>>

export function walk(task: WalkTask): WalkResult {
  const rows = new Rows(enough.rows, task.known)
  const names: string[] = []
  const walked: Walked = { directories: [], secrets: [], specials: [], unread: [], left: [...task.directories] }
  for (let path = walked.left.pop(); path !== undefined; path = walked.left.pop()) {
    readDirectory(task, path, rows, names, walked)
    if (rows.count >= enough.rows || rows.bytes >= enough.bytes) break
  }
  return { ...walked, found: rows.result(), names: names.join('\0') }
}

function readDirectory(task: WalkTask, path: BytePath, rows: Rows, names: string[], walked: Walked): void {
  const directory = joinPath(task.root, path)
  let found: readonly Found[]
  try {
    found = namesIn(directory)
  } catch (error) {
    const why = reasonOf(error)
    walked.unread.push({ path, ...(why === undefined ? {} : { why }) })
    return
  }
  let count = 0
  for (const { name, type } of found) {
    const own = joinPath(path, name)
    const pattern = task.secrets ? secretPatternOf(own, type === 'dir') : undefined
    if (pattern !== undefined) walked.secrets.push({ path: own, why: pattern })
    else if (type === 'device' || type === 'special')
      walked.specials.push({ path: own, why: type === 'device' ? 'device' : 'socket or FIFO' })
    else if (own !== task.never) {
      rows.add(joinPath(directory, name), task.hash, type === 'file')
      names.push(name)
      count++
      if (type === 'dir') walked.left.push(own)
    }
  }
  walked.directories.push({ path, count })
}

interface Found {
  readonly name: BytePath
  readonly type: 'file' | 'dir' | 'link' | 'special' | 'device'
}

/** In the order of bytes. As latin1 each character is one byte, whatever they spell. */
function namesIn(directory: BytePath): readonly Found[] {
  const place = fsPath(directory)
  // readdir(2) would follow a symlink that came into the place of the directory since it was listed.
  if (!lstatSync(place).isDirectory()) throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' })
  const encoding = 'latin1'
  try {
    const found = readdirSync(place, { encoding, withFileTypes: true }) as unknown as Dirent<BytePath>[]
    return sorted(found.map(each => ({ name: each.name, type: typeOf(each) })))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    // A filesystem that does not tell types: node looks for each name in UTF-8, and finds none that is beyond ASCII.
    const names = readdirSync(place, { encoding }) as BytePath[]
    return sorted(names.map(name => ({ name, type: typeOf(lstatSync(fsPath(joinPath(directory, name)))) })))
  }
}

const sorted = (found: Found[]): Found[] => found.sort((a, b) => (a.name < b.name ? -1 : 1))

function typeOf(
  found: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isBlockDevice' | 'isCharacterDevice'>
): Found['type'] {
  if (found.isFile()) return 'file'
  if (found.isDirectory()) return 'dir'
  if (found.isSymbolicLink()) return 'link'
  return found.isBlockDevice() || found.isCharacterDevice() ? 'device' : 'special'
}

/** As the kernel says it; nothing where the directory is gone. */
function reasonOf(error: unknown): string | undefined {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : (error as Error).message
}
