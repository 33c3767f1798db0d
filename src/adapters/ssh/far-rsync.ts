// Whether the far machine has an rsync that can do the work.

import { Failure } from '../../core/failure.ts'
import { installLine } from '../../core/install-line.ts'
import { oldestRsync } from '../../core/rsync-output.ts'
import { hostText } from '../../core/volume-address.ts'
import type { Connection } from './connection.ts'

/** Whatever moves files needs it there too; listing, verifying and pruning do not. */
export function checkRsync({ address, far }: Connection): void {
  const install = installLine(far.osRelease, far.isRoot, ['rsync'])
  const { rsync } = far
  if (rsync === undefined) {
    throw new Failure('rsync', `There is no rsync on ${hostText(address)}. Install it there with:\n  ${install}`)
  }
  if (rsync.flavour === 'openrsync') {
    throw new Failure(
      'rsync',
      `The rsync of ${hostText(address)} is openrsync, which cannot keep nanoseconds. Install rsync there with:\n  ${install}`
    )
  }
  const [major, minor, patch] = rsync.version
  const [oldMajor, oldMinor, oldPatch] = oldestRsync
  const age = major - oldMajor || minor - oldMinor || patch - oldPatch
  if (age < 0) {
    throw new Failure(
      'rsync',
      `rsync ${rsync.version.join('.')} on ${hostText(address)} is too old; ${oldestRsync.join('.')} or newer is needed. Update it there with:\n  ${install}`
    )
  }
}
