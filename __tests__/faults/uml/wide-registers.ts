// Builds what lets User-Mode Linux run on processors with more registers than its kernel knows of (wide-registers.c).

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { repositoryRoot } from '../../support/runner-environment.ts'

/** Preloaded where it was built; on most machines nothing would be amiss without it. */
export const wideRegisters = join(repositoryRoot, '.cache/uml/wide-registers.so')

/** Why it could not be built; nothing when it was. */
export function buildWideRegisters(): string | undefined {
  rmSync(wideRegisters, { force: true })
  mkdirSync(dirname(wideRegisters), { recursive: true })
  const source = join(import.meta.dirname, 'wide-registers.c')
  const { error, status, stderr } = spawnSync(
    'cc',
    ['-O2', '-fno-builtin', '-shared', '-fPIC', '-nostdlib', '-o', wideRegisters, source],
    { encoding: 'utf8' }
  )
  if (error !== undefined) return `no compiler (cc, Debian's gcc): ${error.message}`
  return status === 0 ? undefined : `cc ended with ${String(status)}: ${stderr}`
}
