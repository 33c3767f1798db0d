// The faults that are to be survived, by number: what happens, and how it is made for real. docs/reliability.md is this table.

/** What a fault needs to be made: see docs/reliability.md. */
export const tiers = {
  U: 'any user, on any Linux',
  S: 'strace, which makes chosen system calls fail or kill',
  R: 'root, who mounts small filesystems of his own',
  H: 'an sshd of our own on the loopback interface',
  K: 'User-Mode Linux: a whole machine to break'
} as const
export type Tier = keyof typeof tiers

export interface Row {
  readonly number: number
  readonly what: string
  readonly how: string
  /** In which tiers it is made, where everything is there. */
  readonly tiers: readonly Tier[]
}

type Line = readonly [what: string, how: string, tiers: string]

const lines: readonly Line[] = [
  ['The disk fills up while files are copied', 'a small ext4 image and a small tmpfs, filled at that moment', 'R'],
  ['No space for manifest, record or link', 'the write, sync or rename of each answers ENOSPC', 'S'],
  ['The inodes are used up', 'ext4 and tmpfs with few inodes', 'R'],
  ['Quota reached, disk read-only, disk failing', 'calls of the action and of rsync answer EDQUOT, EROFS, EIO', 'S'],
  ['A file has all the links it can have', 'ext4, and 65,000 links to one file', 'R'],
  ['The volume cannot hard-link', 'exFAT, sshfs without links, link(2) refused', 'SR'],
  ['The volume cannot hold symlinks', 'exFAT, symlink(2) refused', 'SR'],
  ['Killed at any moment', 'kill -9 at every system call that changes something, one after the other', 'S'],
  ['A part of rsync is killed', 'kill -9 at the n-th link or rename of its generator or receiver', 'S'],
  ['The action is killed while rsync runs', 'kill -9 of node alone', 'U'],
  ['The job is cancelled', 'SIGINT, SIGTERM, both, twice, and on the runner’s schedule', 'U'],
  ['A directory of the source cannot be read', 'getdents64 answers EIO', 'S'],
  ['The source vanishes, changes, cannot be read, is empty', 'a build that goes on while the snapshot is taken', 'U'],
  ['Other bytes, same size and time', 'rewritten, and its time put back to the nanosecond', 'U'],
  ['Same bytes, other times', 'every mtime of the build renewed', 'U'],
  [
    'A tree full of shared inodes is worked on',
    'an interrupted run’s tree, then other modes, attributes and bytes',
    'U'
  ],
  ['Dangerous rsync options', 'given as input, by the environment and by an alias file', 'U'],
  ['Power cut after publishing', 'copies of the live image 0 to 40 s later; ext4, xfs and btrfs', 'R'],
  ['Power cut while copying, and between rename and link', 'a machine of our own is switched off', 'K'],
  ['The disk reports write errors', 'device mapper: error_writes', 'K'],
  ['The disk loses writes without a word', 'device mapper: drop_writes', 'K'],
  ['Bit rot in an old snapshot', 'one byte flipped, and the mtime put back', 'U'],
  ['Two runs of one series at once, and 20', 'started together', 'U'],
  ['The holder of the lock is killed', 'kill -9, with others waiting', 'U'],
  ['Faults of NFS', 'a real server and client: publish, delete, locks, loss of either, root_squash', 'K'],
  ['A rename reports an error but was done', 'the call is made, and its answer replaced', 'U'],
  ['ssh is refused, killed, stalled, without rsync', 'an sshd of our own', 'H'],
  ['Clocks back, ahead, standing still', 'the action’s clock is replaced', 'U'],
  [
    'Pruning meets what is not ours, or resists',
    'symlinks, foreign directories, other devices, closed and immutable files',
    'UR'
  ],
  ['Retention that would keep nothing', 'zero, negative numbers, policies without a rule', 'U'],
  ['Names of series that lead elsewhere', '.., absolute, reserved, too long, look-alikes, twins in another case', 'U'],
  ['`latest` is not the link it should be', 'a directory, dangling, leading outside, a loop', 'U'],
  ['A path is swapped for a symlink meanwhile', '1,000 swaps while the action works', 'U'],
  ['Odd things in the source', 'links that lead out, FIFOs, sockets, devices, setuid, attributes, holes', 'UR'],
  ['Hostile file names', 'newlines, workflow commands, escapes, not UTF-8, 255 bytes', 'U'],
  ['Secrets in the source', 'git credentials, .env files, keys', 'U'],
  ['Runs that are not to be trusted', 'forged events of forks, a read-only cache mode', 'U'],
  ['A snapshot is read while it is to be pruned', 'a restore holds it', 'U'],
  ['rsync is old, new, another program, absent', 'stand-ins first in PATH', 'U'],
  ['Cloning a large file fails half-way', 'reflinks on xfs and btrfs: refused, disk full, killed', 'R'],
  [
    'A long life',
    'operations from a seed: snapshots, restores, prunes, verifications, killed and cancelled at random',
    'U'
  ]
]

export const rows: readonly Row[] = lines.map(([what, how, letters], index) => ({
  number: index + 1,
  what,
  how,
  tiers: letters.split('') as Tier[]
}))
