// What a stat index is an index of: this source, as it is seen on this machine.

import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { BytePath } from '../core/byte-path.ts'

/** A volume that went to another machine, or a copy of it, brings an index along that says nothing of the files there. */
export const ownerOfIndex = (root: BytePath): string => `${machineId()}\0${hostname()}\0${root}`

/** machine-id(5); a container may have none, and is known by its host name then, which is new for each. */
function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'latin1').trim()
  } catch {
    return ''
  }
}
