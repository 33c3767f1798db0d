// A file that nobody else sees, and that is gone with us.

import { randomUUID } from 'node:crypto'
import { openSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/** A descriptor to write and read by; it has no name from the first moment. */
export function openUnnamed(directory: string): number {
  const file = join(directory, `snapshot-archive-${randomUUID()}`)
  const fd = openSync(file, 'wx+', 0o600)
  unlinkSync(file)
  return fd
}
