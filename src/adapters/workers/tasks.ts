// What a worker thread does with a batch: synchronous calls, which are several times faster here than promises.

import { type BigIntStats, linkSync, lstatSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs'
import { type BytePath, fsPath, joinPath, pathFromBytes } from '../../core/byte-path.ts'
import type { Cause } from '../../core/cause.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { copy } from './copy.ts'
import { look } from './look.ts'
import { pack } from './pack.ts'
import { ensureDirectories, place } from './place.ts'
import type { LinkResult, LinkTask, MakeDirectoriesTask, NamesTask, ResultOf, Task } from './protocol.ts'
import { remove } from './remove.ts'
import { walk } from './walk.ts'

export function perform(task: Task): ResultOf[keyof ResultOf] {
  switch (task.kind) {
    case 'look':
      return look(task)
    case 'walk':
      return walk(task)
    case 'link':
      return link(task)
    case 'make-directories':
      return makeDirectories(task)
    case 'names':
      return names(task)
    case 'pack':
      return pack(task)
    case 'copy':
      return copy(task)
    case 'place':
      return place(task)
    case 'ensure-directories':
      return ensureDirectories(task)
    case 'remove':
      return remove(task)
  }
}

/** Refusals that concern this one file, so that it is copied instead; anything else (disk full) ends the run. */
const causeOfRefusal: Readonly<Record<string, Cause>> = {
  EMLINK: 'link-limit',
  EXDEV: 'other-filesystem',
  ENOENT: 'altered',
  ENOTDIR: 'altered',
  ELOOP: 'altered',
  EPERM: 'refused',
  EACCES: 'refused',
  ENOSYS: 'refused',
  ENOTSUP: 'refused',
  EOPNOTSUPP: 'refused'
}

function link(task: LinkTask): LinkResult {
  const inodes = new BigInt64Array(task.steps.length)
  const failures = new Map<number, { cause: Cause; why: string }>()
  task.steps.forEach((step, index) => {
    const to = fsPath(joinPath(task.root, step.path))
    try {
      linkSync(fsPath(step.from), to)
    } catch (error) {
      const cause = causeOfRefusal[codeOf(error) ?? '']
      if (cause === undefined) throw error
      // link(2) refuses a directory like a file that may not be linked; what stands there is no longer what was stored.
      const isGone =
        cause === 'refused' && lstatSync(fsPath(step.from), { throwIfNoEntry: false })?.isDirectory() === true
      failures.set(index, { cause: isGone ? 'altered' : cause, why: messageOf(error) })
      return
    }
    // Looked at through the new name: it is the inode that was really linked, whatever happened to the old name since.
    const stat = lstatSync(to, { bigint: true })
    if (isAsStored(stat, step)) inodes[index] = stat.ino
    else {
      unlinkSync(to)
      failures.set(index, { cause: 'altered', why: 'its size, mtime, mode or owner is not what was stored' })
    }
  })
  return { inodes, failures }
}

function isAsStored(stat: BigIntStats, step: LinkTask['steps'][number]): boolean {
  const { owner, mode } = step
  if (stat.mtimeNs !== step.storedMtimeNs) return false
  if (owner !== undefined && (Number(stat.uid) !== owner.uid || Number(stat.gid) !== owner.gid)) return false
  if (mode === undefined) return stat.isSymbolicLink()
  return stat.isFile() && Number(stat.size) === step.size && Number(stat.mode & 0o7777n) === mode
}

function makeDirectories(task: MakeDirectoriesTask): null {
  // Writable for us alone until rsync gives each its own mode: a source directory may be read-only.
  for (const path of task.paths) mkdirSync(fsPath(joinPath(task.root, path)), { mode: 0o700 })
  return null
}

function names(task: NamesTask): ResultOf['names'] {
  return task.directories.map(directory => {
    const path = fsPath(joinPath(task.root, directory))
    // readdir(2) would follow a symlink that stands there
    if (!isDirectory(path)) return undefined
    return readdirSync(path, { encoding: 'buffer' }).map((name): BytePath => pathFromBytes(name))
  })
}

function isDirectory(path: string | Buffer): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch (error) {
    // Below a file there is nothing.
    if (codeOf(error) === 'ENOTDIR') return false
    throw error
  }
}
