// Whether `exclude-secrets` leaves a path out of snapshots, by the same rules that rsync is given, for trees no rsync lists.

import type { BytePath } from './byte-path.ts'
import { secretRules } from './secrets.ts'

interface Rule {
  readonly pattern: string
  /** The last part of the pattern. */
  readonly name: string
  readonly isExcluded: boolean
  /** Only directories of that name are meant. */
  readonly isOfDirectories: boolean
  readonly expression: RegExp
}

function lastPart(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1)
}

function expressionOf(pattern: string): string {
  const parts = pattern.split('*')
  return parts.map(part => part.replaceAll('.', '\\.')).join('[^/]*')
}

/** As rsync(1) says: a pattern is held against the end of a path, at the start of a part; `*` is anything but a slash. */
const rules: readonly Rule[] = secretRules().map(rule => {
  const pattern = rule.slice(2)
  const isOfDirectories = pattern.endsWith('/')
  const path = pattern.replace(/\/$/, '')
  return {
    pattern,
    name: lastPart(path),
    isExcluded: rule.startsWith('-'),
    isOfDirectories,
    expression: new RegExp(`(?:^|/)${expressionOf(path)}$`)
  }
})

/** Nearly every name is told apart by these two alone, of its last part: walking a tree asks for each of its names. */
const plainNames = new Set(rules.filter(({ name }) => !name.includes('*')).map(({ name }) => name))
const patternNames = new RegExp(
  `^(?:${rules
    .map(({ name }) => name)
    .filter(name => name.includes('*'))
    .map(expressionOf)
    .join('|')})$`
)

/** The pattern by which a path is left out, as rsync names it as its reason; what is below such a directory is not told by its own path. */
export function secretPatternOf(path: BytePath, isDirectory: boolean): string | undefined {
  const name = lastPart(path)
  if (!plainNames.has(name) && !patternNames.test(name)) return undefined
  const first = rules.find(
    ({ isOfDirectories, expression }) => (isDirectory || !isOfDirectories) && expression.test(path)
  )
  return first?.isExcluded === true ? first.pattern : undefined
}

/** `path` is relative to the top. */
export const isSecretName = (path: BytePath, isDirectory: boolean): boolean =>
  secretPatternOf(path, isDirectory) !== undefined
