// Why well-known rsync options are refused: what each would do to a tree whose files are shared with earlier snapshots.

interface Danger {
  readonly options: readonly string[]
  readonly why: string
}

const dangers: readonly Danger[] = [
  {
    options: ['--inplace', '--append', '--append-verify', '--write-devices'],
    why: 'it writes into files in place, and a file may be shared with every earlier snapshot'
  },
  {
    options: [
      '--del',
      '--delete',
      '--delete-before',
      '--delete-during',
      '--delete-delay',
      '--delete-after',
      '--delete-excluded',
      '--delete-missing-args',
      '--force',
      '--ignore-errors',
      '--max-delete'
    ],
    why: 'it is about deleting from the destination, and a snapshot always starts empty'
  },
  { options: ['--remove-source-files', '--remove-sent-files'], why: 'it deletes the files that were to be backed up' },
  {
    options: ['-e', '--rsh', '--rsync-path', '-M', '--remote-option', '--copy-as', '--password-file', '--early-input'],
    why: 'it runs or reads something of its own choice, on this machine or a remote one'
  },
  {
    options: ['--old-args', '--old-dirs', '--old-d', '--no-secluded-args', '--no-s', '--trust-sender', '--blocking-io'],
    why: 'it turns off what protects file names or checks the other side'
  },
  {
    options: ['--insecure-links', '--confine-root', '--keep-dirlinks', '-K'],
    why: 'it follows symlinks in the destination, which may lead out of the snapshot'
  },
  {
    options: ['-L', '--copy-links', '--copy-unsafe-links', '-k', '--copy-dirlinks', '--copy-devices'],
    why: 'it stores what a link or device points to instead of the link, so that the snapshot is not what was listed'
  },
  {
    options: ['--safe-links', '--munge-links', '--no-links', '--no-l'],
    why: 'it leaves out or rewrites symlinks, so that the snapshot is not what was listed'
  },
  {
    options: ['-f', '--filter', '-F', '--exclude-from', '--include-from'],
    why: 'filter rules belong in the input filter-file, where the list of files is made from them too'
  },
  { options: ['--exclude', '--include'], why: 'patterns belong in the inputs exclude and include' },
  {
    options: ['--files-from', '-0', '--from0', '-R', '--relative', '-d', '--dirs', '-r', '--recursive', '--mkpath'],
    why: 'the list of files is made from the inputs path and root'
  },
  { options: ['-x', '--one-file-system'], why: 'this is the input one-file-system' },
  {
    options: ['--link-dest', '--copy-dest', '--compare-dest', '-y', '--fuzzy'],
    why: 'what to link against is chosen from the series; further ones are named by the input link-from'
  },
  {
    options: ['-b', '--backup', '--backup-dir', '--suffix'],
    why: 'it adds files to the destination that are not in the source'
  },
  {
    options: ['-P', '--partial', '--partial-dir', '--delay-updates', '-T', '--temp-dir'],
    why: 'it leaves or puts unfinished files where they could be taken for stored ones'
  },
  {
    options: ['--log-file', '--log-file-format', '--write-batch', '--only-write-batch', '--read-batch'],
    why: 'it reads or writes a file outside the snapshot'
  },
  {
    options: [
      '--chmod',
      '--chown',
      '--usermap',
      '--groupmap',
      '--numeric-ids',
      '--fake-super',
      '--super',
      '--executability',
      '-E'
    ],
    why: 'it changes modes or owners, so that the snapshot is not what was listed'
  },
  { options: ['--iconv'], why: 'it changes file names, which are kept byte for byte' },
  {
    options: ['-u', '--update', '--existing', '--ignore-existing', '--ignore-non-existing', '--ignore-missing-args'],
    why: 'it skips files that belong in the snapshot'
  },
  {
    options: ['-c', '--checksum', '-I', '--ignore-times', '--size-only', '--modify-window', '-@'],
    why: 'how files are compared is the input compare'
  },
  { options: ['-n', '--dry-run', '--list-only'], why: 'this is the input dry-run' },
  {
    options: ['-a', '--archive', '-l', '--links', '-p', '--perms', '-t', '--times', '-g', '--group', '-o', '--owner'],
    why: 'what is kept of each file is settled, and the same for all snapshots'
  },
  {
    options: ['-A', '--acls', '-X', '--xattrs', '-H', '--hard-links', '-U', '--atimes', '-N', '--crtimes', '-D'],
    why: 'what is kept of each file is settled, and the same for all snapshots'
  },
  {
    options: ['-O', '--omit-dir-times', '-J', '--omit-link-times', '--no-times', '--no-t', '--no-perms', '--no-p'],
    why: 'what is kept of each file is settled, and the same for all snapshots'
  },
  {
    options: [
      '-v',
      '--verbose',
      '-q',
      '--quiet',
      '-h',
      '--human-readable',
      '-i',
      '--itemize-changes',
      '-8',
      '--8-bit-output',
      '--progress',
      '--stats',
      '--info',
      '--debug',
      '--out-format',
      '--stderr',
      '--outbuf'
    ],
    why: 'it changes the output of rsync, which is read by this program'
  },
  { options: ['--stop-after', '--stop-at', '--time-limit'], why: 'it ends rsync before everything is stored' }
]

const whyByOption = new Map(dangers.flatMap(({ options, why }) => options.map(option => [option, why] as const)))

/** Why this option, written without its value, is refused; absent for one that is merely unknown. */
export const dangerOf = (option: string): string | undefined => whyByOption.get(option)
