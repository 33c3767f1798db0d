// Opens what lies in the target under our name, and the lock in it; whatever is not ours is refused, and left as it is.

import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BytePath } from '../../core/byte-path.ts'
import { showText } from '../../core/display.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import { stagingName } from '../../core/restore-staging.ts'
import { descriptorPath, directoryFlags } from '../workers/pinned.ts'
import { refusalOf } from './refusals.ts'

export const lockName = 'lock'

/** What tar is given. */
export const archiveName = 'archive'

/** Numbers are the names of what is written aside, and of directories for that. */
const isNumber = (name: string): boolean => /^\d{6,}$/.test(name)

/** A descriptor of our directory; refuses, untouched, what is there under its name and is not it. */
export function openStaging(path: string, root: number): { readonly fd: number; readonly isNew: boolean } | undefined {
  const place = `${descriptorPath(root)}/${stagingName}`
  let isNew = false
  try {
    mkdirSync(place, 0o700)
    isNew = true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refusalOf(path, stagingName, error)
  }
  let fd: number
  try {
    fd = openSync(place, directoryFlags)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ELOOP') throw notOurs(path, 'is a symlink or a file')
    throw notOurs(path, `cannot be opened (${messageOf(error).replace(/,.*$/s, '')})`)
  }
  try {
    const { uid } = fstatSync(fd)
    if (uid !== process.geteuid?.()) throw notOurs(path, `belongs to another user (${uid})`)
    const foreign = foreignIn(descriptorPath(fd))
    if (foreign !== undefined) throw notOurs(path, `holds ${showText(foreign)}, which no restore has left`)
    fchmodSync(fd, 0o700)
    return { fd, isNew }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** A name that no restore leaves. */
function foreignIn(directory: string): string | undefined {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const { name } = entry
    if (name === lockName ? !entry.isFile() : !isNumber(name)) return name
    if (!entry.isDirectory()) continue
    const inLane = readdirSync(`${directory}/${name}`, { withFileTypes: true })
    const foreign = inLane.find(each => each.isDirectory() || !(each.name === archiveName || isNumber(each.name)))
    if (foreign !== undefined) return `${name}/${foreign.name}`
  }
  return undefined
}

/** Undefined where the directory was removed meanwhile, by a restore that ended; so it is above. */
export function openLock(path: string, directory: number): number | undefined {
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  try {
    return openSync(`${descriptorPath(directory)}/${lockName}`, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'ELOOP' || codeOf(error) === 'EISDIR') throw notOurs(path, 'holds a lock that is no file')
    throw refusalOf(path, `${stagingName}/${lockName}` as BytePath, error)
  }
}

export const busy = (path: string): Failure =>
  new Failure('locked', `Another restore is writing into ${showText(path)}. Wait until it has ended, and try again.`)

const notOurs = (path: string, what: string): Failure =>
  new Failure(
    'target',
    `${showText(join(path, stagingName))} ${what}: a restore keeps there what it is writing. Move it away or remove it, and try again.`
  )
