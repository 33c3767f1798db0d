// The machine the run is on: which tools it has, who we are, and how tools are installed here.

import type { RsyncVersion } from '../core/rsync-output.ts'

export type RsyncState =
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly text: string }
  | { readonly state: 'present'; readonly version: RsyncVersion }

/** What the tools are for: a restore needs more of them. */
export type Purpose = 'restoring'

export interface Machine {
  readonly isRoot: boolean
  rsync(): Promise<RsyncState>
  /** Packages of the tools that are called and are not there, or lack the options that are used (busybox). */
  missingPackages(purpose?: Purpose): Promise<readonly string[]>
  /** The command that installs packages on this system, such as `sudo apt-get install -y rsync`. */
  installLine(packages: readonly string[]): Promise<string>
}
