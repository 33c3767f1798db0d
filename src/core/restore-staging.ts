// The directory in which a restore writes files before they get their names: it is never restored, and never cleaned away.

import type { BytePath } from './byte-path.ts'

/** At the top of the target. */
export const stagingName = '.snapshot-restore' as BytePath

/** Also for what is in it; `path` is relative to the top. */
export const isStaging = (path: BytePath): boolean => path === stagingName || path.startsWith(`${stagingName}/`)
