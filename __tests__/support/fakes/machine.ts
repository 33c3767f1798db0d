// A Debian machine with a sound rsync and flock, until a test takes one of them away.

import { installLine } from '../../../src/core/install-line.ts'
import type { Machine, RsyncState } from '../../../src/ports/machine.ts'

export class DebianMachine implements Machine {
  readonly isRoot: boolean
  rsyncState: RsyncState = {
    state: 'present',
    version: { flavour: 'rsync', version: [3, 2, 7], text: 'rsync 3.2.7' }
  }
  missing: readonly string[] = []

  constructor(isRoot: boolean) {
    this.isRoot = isRoot
  }

  rsync(): Promise<RsyncState> {
    return Promise.resolve(this.rsyncState)
  }

  missingPackages(): Promise<readonly string[]> {
    return Promise.resolve(this.missing)
  }

  installLine(packages: readonly string[]): Promise<string> {
    return Promise.resolve(installLine('ID=debian\n', this.isRoot, packages))
  }
}
