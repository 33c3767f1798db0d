// What the snapshot action was asked to do, once every input was found to be right; and the run it was asked in.

import type { RunInfo } from '../core/record.ts'
import type { RetentionInputs } from './retention.ts'
import type { SshInputs } from './ssh.ts'

export interface SnapshotInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** The series as a validated relative path, `owner/repo/job/ref`. */
  readonly name: string
  /** One directory, or several files, directories and globs; `!` excludes. As written, at least one positive. */
  readonly path: readonly string[]
  /** Absolute directory that several paths are kept relative to. */
  readonly root: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Absolute path of a file of rsync filter rules. */
  readonly filterFile?: string
  readonly excludeSecrets: boolean
  readonly oneFileSystem: boolean
  readonly compare: 'content' | 'quick'
  /** Further series to link against, validated like `name`. */
  readonly linkFrom: readonly string[]
  readonly requireHardlinks: boolean
  readonly requireMount: boolean
  readonly ifNoFilesFound: 'error' | 'warn' | 'ignore'
  readonly skipIfUnchanged: boolean
  readonly onVanished: 'error' | 'warn'
  /** Share lost against the base, 0 to 1, above which the run fails. */
  readonly maxShrink?: number
  /** Share of files linked, 0 to 1, below which the run warns. */
  readonly minLinkRatio?: number
  readonly tags: readonly string[]
  readonly pin: boolean
  readonly verify: boolean
  /** Parallel workers; absent for `auto`. */
  readonly jobs?: number
  /** Extra rsync options, each allowed. */
  readonly rsyncArgs: readonly string[]
  readonly readOnly: boolean | 'auto'
  readonly lockTimeoutMs: number
  readonly retention: RetentionInputs
  readonly dryRun: boolean
  /** Whether a copy goes into the GitHub Actions cache. */
  readonly cacheCopy: boolean
  /** Whether a page for people is written into the series. */
  readonly page: boolean
  readonly summary: boolean
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface SnapshotInputsRead extends SnapshotInputs {
  /** Sentences, such as one about an input that does not exist. */
  readonly warnings: readonly string[]
}

/** What the runner says of itself and of the event; read from GITHUB_*, RUNNER_* and the event file. */
export interface RunContext {
  readonly run: RunInfo
  /** Absolute; the directory relative inputs are resolved against. */
  readonly workspace: string
  /** Absolute; where reports and scratch files go. */
  readonly tempDir: string
  /** Why this event must not write to the volume; absent for a trusted one. */
  readonly untrusted?: string
}

/** What defaults are made of; all absent outside GitHub Actions. */
export interface RunDefaults {
  /** `owner/repo`. */
  readonly repository?: string
  /** The job's key in the workflow file. */
  readonly job?: string
  /** Short name of the branch or tag; `12/merge` for a pull request. */
  readonly refName?: string
  readonly defaultBranch?: string
}

export type RunContextWithDefaults = RunContext & { readonly defaults: RunDefaults }
