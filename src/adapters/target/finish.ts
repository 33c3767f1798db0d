// Gives directories their mode, owner and mtime once nothing comes into them any more, the deepest first, by descriptors.

import { chmodSync, chownSync, closeSync, fstatSync, openSync } from 'node:fs'
import type { BytePath } from '../../core/byte-path.ts'
import { type Entry, sourceModeOf } from '../../core/entry.ts'
import { Failure } from '../../core/failure.ts'
import { descriptorPath, foreignPath, Pins, placeFlags } from '../workers/pinned.ts'
import { tarHeader } from '../workers/tar-record.ts'
import { extract } from './extract.ts'
import { refusalOf } from './refusals.ts'
import { isCancel, type Site } from './site.ts'
import { touch } from './touch.ts'

/** Descriptors held at once. */
const batch = 1024

export async function finish(site: Site, directories: readonly Entry[], keepOwners: boolean): Promise<void> {
  site.refuseStaging(directories.map(({ path }) => path))
  const deepestFirst = directories.filter(({ path }) => path !== '.').sort((a, b) => (a.path < b.path ? 1 : -1))
  for (let at = 0; at < deepestFirst.length; at += batch) {
    await finishBatch(site, deepestFirst.slice(at, at + batch), keepOwners)
  }
  const top = directories.filter(({ path }) => path === '.')
  if (top.length === 0) return
  // What is ours goes first, for its going changes the top's mtime.
  site.staging.takeDown()
  await finishBatch(site, top, keepOwners)
}

async function finishBatch(site: Site, directories: readonly Entry[], keepOwners: boolean): Promise<void> {
  const { root } = site.staging
  const open: { readonly entry: Entry; readonly fd: number }[] = []
  const pins = new Pins(root, true)
  try {
    for (const entry of directories) {
      open.push({ entry, fd: refusing(site, entry.path, () => openDirectory(pins, root, entry.path)) })
    }
    await setAttributes(site, open, keepOwners)
    for (const { entry, fd } of open) {
      refusing(site, entry.path, () => {
        mend(fd, entry, keepOwners)
      })
    }
  } finally {
    for (const { fd } of open) closeSync(fd)
    pins.close()
    site.settle(pins)
  }
  for (const { path } of directories) site.finished(path)
}

const openDirectory = (pins: Pins, root: number, path: BytePath): number =>
  path === '.' ? openSync(`${descriptorPath(root)}/.`, placeFlags) : pins.within(path, at => openSync(at, placeFlags))

/** By names that lead to the very directories that are held, so that whatever their own names are never reaches tar. */
async function setAttributes(
  site: Site,
  open: readonly { readonly entry: Entry; readonly fd: number }[],
  keepOwners: boolean
): Promise<void> {
  const members = open.map(({ entry, fd }) =>
    tarHeader({
      // The dot is looked up in the directory; the link before it would be replaced.
      name: `${foreignPath(fd)}/.`,
      type: 'dir',
      mode: sourceModeOf(entry),
      uid: entry.owner?.uid ?? process.geteuid?.() ?? 0,
      gid: entry.owner?.gid ?? process.getegid?.() ?? 0,
      size: 0,
      mtimeNs: entry.mtimeNs
    })
  )
  try {
    await extract(site, site.staging.root, members, keepOwners, () => undefined)
  } catch (error) {
    if (!(error instanceof Failure) || isCancel(error)) throw error
    // It says which by descriptors: what refuses is found one by one.
    for (const { entry, fd } of open) {
      refusing(site, entry.path, () => {
        mend(fd, entry, keepOwners)
      })
    }
    const touches = open.map(({ entry, fd }) => ({ name: foreignPath(fd), mtimeNs: entry.mtimeNs }))
    await touch(site, site.staging.root, touches, true)
  }
}

/** What tar has not done. A filesystem that keeps times less exactly, as FAT does, has done what it can. */
function mend(fd: number, entry: Entry, keepOwners: boolean): void {
  const stat = fstatSync(fd)
  const { owner } = entry
  const isOwned = !keepOwners || owner === undefined || (stat.uid === owner.uid && stat.gid === owner.gid)
  if (!isOwned) chownSync(descriptorPath(fd), owner.uid, owner.gid)
  const mode = sourceModeOf(entry)
  if (!isOwned || (stat.mode & 0o7777) !== mode) chmodSync(descriptorPath(fd), mode)
}

function refusing<T>(site: Site, path: BytePath, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw refusalOf(site.path, path, error)
  }
}
