// Loaded into the action's Node and its threads (`--import`): what AFTER_CLONE says is done, once, when a file was cloned. With
// CLONE_BY_LINK there is no clone but a hard link, and with BLIND_CHECK the check for that is told that all is well.

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { AFTER_CLONE: script, CLONE_BY_LINK: byLink, BLIND_CHECK: isBlind } = process.env
const copyFile = fs.copyFileSync
const stat = fs.fstatSync
let isDue = script !== undefined

fs.copyFileSync = (from, to, mode) => {
  if (byLink === undefined) copyFile(from, to, mode)
  else fs.linkSync(fs.readlinkSync(from), to)
  if (!isDue) return
  isDue = false
  // Its parent is the action.
  execFileSync('sh', ['-c', script ?? ''], { stdio: 'inherit' })
}

if (isBlind !== undefined) {
  fs.fstatSync = ((...given: Parameters<typeof stat>) => {
    const found = stat(...given)
    const links: unknown = found.nlink
    return links === 2n ? Object.assign(found, { nlink: 1n, ino: BigInt(found.ino) + 1n }) : found
  }) as typeof stat
}
syncBuiltinESMExports()
