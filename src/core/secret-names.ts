// Whether `exclude-secrets` leaves a path out of snapshots, by the same rules that rsync is given, for trees no rsync lists.

import type { BytePath } from './byte-path.ts'
import { secretRules } from './secrets.ts'

interface Rule {
  readonly isExcluded: boolean
  /** Only directories of that name are meant. */
  readonly isOfDirectories: boolean
  readonly expression: RegExp
}

/** As rsync(1) says: a pattern is held against the end of a path, at the start of a part; `*` is anything but a slash. */
const rules: readonly Rule[] = secretRules().map(rule => {
  const pattern = rule.slice(2)
  const isOfDirectories = pattern.endsWith('/')
  const parts = pattern.replace(/\/$/, '').split('*')
  const expression = parts.map(part => part.replaceAll('.', '\\.')).join('[^/]*')
  return { isExcluded: rule.startsWith('-'), isOfDirectories, expression: new RegExp(`(?:^|/)${expression}$`) }
})

/** `path` is relative to the top; what is below a directory that is left out is not told by its own path. */
export function isSecretName(path: BytePath, isDirectory: boolean): boolean {
  const first = rules.find(
    ({ isOfDirectories, expression }) => (isDirectory || !isOfDirectories) && expression.test(path)
  )
  return first?.isExcluded ?? false
}
