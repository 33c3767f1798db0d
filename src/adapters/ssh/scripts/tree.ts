// Far scripts about the paths of a tree, in bulk. `tree`: its directory. Paths come on standard input, each ended by NUL.

import { goneStatus, guard, refusedStatus } from './shared.ts'

const enter = `cd -- "$tree" 2>/dev/null || exit ${goneStatus}\n`

const ofStored = '%y %m %U %G %s %T@ %i %n %b'
const pathAndTarget = '\\0%p\\0%l\\0'

/** Numbers and letters of lstat, the path, and a symlink's target: three fields, each ended by NUL. */
const format = `${ofStored} %D %C@${pathAndTarget}`

/** The same without what tells filesystems apart and when an inode changed. */
const shortFormat = `${ofStored}${pathAndTarget}`

/** Few enough that the first are made while others still come, and enough that a program for so many costs little. */
const linksAtOnce = 2000

/** In the directory that one is in: of each path that is there, but for what tells filesystems apart. */
const lookAtMade = `xargs -0 -r -n ${linksAtOnce} sh -c 'exec find "$@" -maxdepth 0 -printf "${shortFormat}" 2>/dev/null' sh`

/** In the directory that one is in: of each path that is there. */
export const lookAtPaths = `xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -printf "${format}"' sh
exit 0
`

/** The same of all that is below, parents first; other filesystems are not entered. */
export const walkAll = `exec find . -xdev -printf '${format}'
`

export const look = `${enter}${lookAtPaths}`

/** SHA-256, two more characters, the path: of regular files alone, since any other could hang or lead elsewhere. */
export const hash = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -type f -print0' sh | xargs -0 -r sha256sum --zero --
exit 0
`

/**
 * A tar archive of what is a regular file of at most 1 MiB, each whole: a file with two names is twice in it. What it says of
 * a file beside its bytes is in the manifest. Longer than that nothing is that is asked for, unless somebody has written to it.
 */
export const pack = `${enter}unset TAR_OPTIONS
xargs -0 -r sh -c 'exec find "$@" -maxdepth 0 -type f -size -1025k -print0' sh |
  tar --create --file=- --format=gnu --hard-dereference --no-recursion --null --no-unquote --files-from=-
`

/** Depth and type, the path that was asked for, and a name: of the directory itself (depth 0), then of what it holds. */
export const names = `${enter}xargs -0 -r sh -c 'exec find "$@" -maxdepth 1 -printf "%d%y\\0%H\\0%f\\0"' sh
exit 0
`

const explain = (command: string): string =>
  `${enter}xargs -0 -r -n 1 sh -c 'printf "%s\\0" "$(${command} 2>&1 >/dev/null)"' sh
exit 0
`

/** What the system says of each path, one by one. */
export const whyNotSeen = explain('stat -- "$1"')
export const whyNotRead = explain('sha256sum -- "$1"')
export const whyNotListed = explain('ls -A -- "$1"')

/** Parents first. Writable for us alone until rsync gives each its own mode. */
export const makeDirectories = `${guard}${enter}exec xargs -0 -r mkdir -m 700 --
`

/**
 * Links from the tree `from` into this one, under the same names, by two cps at once; those of one are looked at while others
 * are made: what is there comes over the wire meanwhile. Names come to be looked at by turns, since a pipe would take them in
 * parts. What is refused is told on standard error.
 */
export const link = `${guard}${enter}cd -- "$from" || exit ${goneStatus}
turn=$own/links.tmp
rm -f -- "$turn"
: >"$turn" || exit 74
export tree turn
xargs -0 -r -n ${linksAtOnce} -P 2 sh -c '
cp --link --no-dereference --parents --target-directory="$tree" -- "$@"
exec 9>"$turn"
flock -x 9
printf "%s\\0" "$@"' sh | { cd -- "$tree" && ${lookAtMade}; }
rm -f -- "$turn"
exit 0
`

/** For those under other names. */
export const lookAtLinks = `${enter}${lookAtMade}
exit 0
`

/** Links under other names: pairs of an absolute path and a path in this tree. */
export const linkPairs = `${guard}${enter}xargs -0 -r -n 2 -P 4 ln --physical --no-target-directory --
exit 0
`

/**
 * An archive on standard input, by tar with the words of `list`; it prints a word as soon as no more of it is wanted, with
 * enough before it that this is not kept back as what may be the end of an answer. Where
 * owners are kept, tar gives every file its mode after that; where not, it makes files with their modes and looks no further.
 */
export const extract = `${guard}${enter}refuse() { printf %64s refused; exit "$1"; }
unset TAR_OPTIONS
if [ "$owners" = no ]; then
  probe=.snapshot-probe-$$
  (umask 0; mkdir -- "$probe" && : >"$probe/file") || refuse 74
  modes=$(stat -c %a -- "$probe/file" "$probe")
  rm -rf -- "$probe" || refuse 74
  case $modes in
    666?*777) ;;
    *) echo 'a default ACL of the volume, or its server, changes the modes of new files' >&2; refuse ${refusedStatus} ;;
  esac
fi
tar "$@" || refuse "$?"
`

export const unlink = `${guard}${enter}exec xargs -0 -r rm -f --
`

/** Owner or `-`, mode and time of each path, four words of the input. */
export const attributes = `${guard}${enter}xargs -0 -r -n 4 sh -c '
if [ "$1" != - ]; then chown -- "$1" "$4" || exit 255; fi
chmod -- "$2" "$4" && touch --no-create --date="$3" -- "$4" || exit 255' sh || exit 74
`

/** Puts all that was written on stable storage. */
export const sync = `${guard}exec sync --file-system -- "$tree"
`

/** The rsync that writes there: it holds the lock for as long as it lives. */
export const writingRsync = `${guard}exec rsync "$@"
`

/** The one that reads there. */
export const readingRsync = 'exec rsync "$@"\n'
