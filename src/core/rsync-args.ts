// What we ask of rsync, as argument arrays: intent in, argv out, with the reason for every option. See rsync(1).

import { type BytePath, pathText } from './byte-path.ts'

export interface ListingIntent {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly filterFile?: string
  /** Filter rules that come after the user's own, which therefore win. */
  readonly secretRules: readonly string[]
  /** A directory, relative to `root`, that no rule of the user brings back. */
  readonly neverListed?: BytePath
  readonly oneFileSystem: boolean
  /** From `rsync-args`. */
  readonly extra: readonly string[]
  /** Paths to list come on standard input, NUL-separated, instead of the whole source. */
  readonly fromList: boolean
  /** Absolute directory whose contents are listed. */
  readonly root: string
  /** An existing empty directory: a dry run against it lists everything. */
  readonly emptyDirectory: string
}

/** A dry run that prints one line for each entry, and one for each that a filter rule hides. */
export const listingArgs = (intent: ListingIntent): string[] => [
  '--dry-run',
  // Explicit, because --files-from takes the recursion out of -a. -D so that sockets and devices are seen and reported.
  '--recursive',
  '--links',
  '-D',
  // The item's kind, then its name to the end of the line; unambiguous where ls-like listings are not (` -> `).
  '--out-format=%i %n',
  '--debug=FILTER1',
  ...(intent.oneFileSystem ? ['--one-file-system'] : []),
  ...filterArgs(intent),
  ...intent.extra,
  ...(intent.fromList ? ['--from0', '--files-from=-'] : []),
  '--',
  directory(intent.root),
  directory(intent.emptyDirectory)
]

/** First match wins in rsync, so: what is never listed, what to include, what to exclude, the file of rules, then what we leave out ourselves. */
function filterArgs(intent: ListingIntent): string[] {
  return [
    ...(intent.neverListed === undefined ? [] : [`--filter=- ${anchored(intent.neverListed)}`]),
    // Not --exclude=…: there a pattern such as `!` or `+ x` is read as a rule of another kind.
    ...intent.include.map(pattern => `--filter=+ ${pattern}`),
    ...intent.exclude.map(pattern => `--filter=- ${pattern}`),
    ...(intent.filterFile === undefined ? [] : [`--filter=. ${intent.filterFile}`]),
    ...intent.secretRules.map(rule => `--filter=${rule}`)
  ]
}

/**
 * A pattern that matches this directory and nothing else. rsync takes a pattern without wildcards as it is, backslashes
 * too; with one of `*?[` in it, a backslash takes the meaning from what follows it.
 */
function anchored(path: BytePath): string {
  const text = pathText(path)
  return `/${/[*?[]/.test(text) ? text.replace(/[\\*?[]/g, '\\$&') : text}/`
}

export interface CopyIntent {
  readonly keepOwners: boolean
  readonly isSparse: boolean
  /** The files are there with their contents, and need only their attributes. */
  readonly isFilled?: boolean
  /** Absolute trees to link against by rsync's own quick check. */
  readonly linkDest: readonly string[]
  readonly extra: readonly string[]
  readonly root: string
  readonly destination: string
}

/** Copies the paths on standard input, NUL-separated: files, symlinks, and directories without their contents. */
export const copyArgs = (intent: CopyIntent): string[] => [
  '--archive',
  // Sockets, FIFOs and devices are not listed; should one take a file's place, it is skipped, not made.
  '--no-D',
  // Names of another machine's users mean nothing on the day of the restore; numbers do.
  ...(intent.keepOwners ? ['--numeric-ids'] : ['--no-owner', '--no-group']),
  ...(intent.isSparse ? ['--sparse'] : []),
  // Nanoseconds count. Without it two files of the same whole second are the same file to --link-dest, and a directory
  // whose mtime was renewed within the second of the source's is left with the wrong one.
  '--modify-window=-1',
  ...(intent.linkDest.length > 0
    ? intent.linkDest.map(tree => `--link-dest=${tree}`)
    : // What to copy was decided by content. rsync's own check of size and time must not decide it again: on the second
      // copy of a file that changed meanwhile it would take the first one for current.
      // One whose size changed since is stored anew, as any other.
      [intent.isFilled === true ? '--size-only' : '--ignore-times']),
  // The kind and the size: rsync has one for directories too, which are no bytes of ours.
  '--out-format=%i %l',
  ...intent.extra,
  // The directories on the way to a file have their own turn, when nothing comes into them any more.
  '--no-implied-dirs',
  '--from0',
  '--files-from=-',
  '--',
  directory(intent.root),
  directory(intent.destination)
]

/** With a trailing slash it means the contents, and a symlink to a directory is entered. */
const directory = (path: string): string => (path.endsWith('/') ? path : `${path}/`)
