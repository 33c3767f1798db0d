// Far scripts about a directory of dated trees. `path`: it, absolute. Fields end with NUL.

import { foreignStatus, goneStatus, guard, snapshotNames, storeTexts } from './shared.ts'
import { lookAtPaths, walkAll } from './tree.ts'

/** From here on the directory is the one that `path` led to now, whatever becomes of a symlink on the way. */
const enter = `cd -P -- "$path" || exit 74
top=\${PWD%/}
`

/** A tree in it, `name`, for whose place a symlink may be swapped at any moment: then we are elsewhere, and see it. */
const enterTree = `${enter}cd -P -- "./$name" 2>/dev/null || {
  stat -- "./$name/." >/dev/null || :
  exit ${goneStatus}
}
if [ "$PWD" != "$top/$name" ]; then exit ${foreignStatus}; fi
`

/**
 * Whether `path` is a directory; its device and inode, those of the directory of the series, and the volume's device; the
 * directory itself or the nearest above it that is a series, of any volume.
 */
export const state = `if [ ! -e "$path" ]; then
  said=$(stat -L -- "$path" 2>&1 >/dev/null)
  case $said in
    *': No such file or directory' | *': Not a directory') printf 'missing\\0'; exit 0 ;;
    *) printf '%s\\n' "$said" >&2; exit 74 ;;
  esac
fi
if [ ! -d "$path" ]; then printf 'not-a-directory\\0'; exit 0; fi
${enter}printf 'directory\\0%s\\0%s\\0%s\\0' "$(stat -c '%d %i' .)" \\
  "$(stat -L -c '%d %i' -- "$series" 2>/dev/null)" "$(stat -L -c %d -- "$volume")"
at=$top
while :; do
  if [ -e "$at/.snapshots/records" ]; then printf '%s\\0' "\${at:-/}"; break; fi
  [ -n "$at" ] || break
  at=\${at%/*}
done
`

/** Its real path, its device and the kernel's table of mounts; then of each name the type and the device, and a symlink's target. */
export const names = `${enter}printf '%s\\0%s\\0' "$PWD" "$(stat -c %d .)"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
exec find . -mindepth 1 -maxdepth 1 -printf '%y %D\\0%f\\0%l\\0'
`

/** What its clock goes by: `TZ`, and the file of the zone (localtime(5)); without either it is UTC. */
export const zone = `printf '%s\\0' "\${TZ-}" "$([ ! -e /etc/localtime ] || readlink -f -- /etc/localtime)"
`

/** In the form of an entry. */
const clock = `printf '%s\\0\\0\\0' "$(date +%s.%N)"
`

/** The clock there, and the paths on standard input as they are. */
export const look = `${enterTree}${clock}${lookAtPaths}`

/** The clock there, and everything in the tree: parents first, other filesystems not entered. */
export const read = `${enterTree}${clock}${walkAll}`

/**
 * `rename <from> <to>`: mv copies where it cannot rename, and being killed at that would leave half a tree. Since coreutils
 * 9.5 it can be told not to; an older one gets no descriptor with which to copy a file, and so fails before it removes one.
 */
const rename = `rename() {
  case $(mv --help 2>/dev/null) in
    *--no-copy*) mv --no-copy -T -- "$1" "$2" ;;
    *) (exec 3>&-; ulimit -S -n 4 && exec mv -T -- "$1" "$2") ;;
  esac
}
`

/** What mv says that was about to copy; `more` is done about it. */
const copying = (more = ''): string => `case $said in
  *'Too many open files' | *'Invalid cross-device link')
    ${more}said='they are on different filesystems or mounts' ;;
esac
`

/** Of a directory with a file in it, so that mv would have to copy one. `works`, or why not. What a killed probe left goes. */
export const probeRename = `${enter}${rename}clear() {
  for each; do
    if [ -d "$each" ] && [ ! -L "$each" ]; then
      rm -f -- "$each/probe"
      rmdir -- "$each"
    fi
  done
}
clear ./.snapshot-probe-* 2>/dev/null
probe=$(mktemp -d -- ./.snapshot-probe-XXXXXX 2>&1) || { printf '%s\\0' "$probe"; exit 0; }
there=$volume/\${probe#./}.there
said=$({ : >"$probe/probe" && rename "$probe" "$there"; } 2>&1) && said=works
${copying()}clear "$probe" "$there" || exit 74
printf '%s\\0' "$said"
`

/**
 * Manifest and record, durable, and then the rename that makes the tree a snapshot; `topMode`, where it is not empty, is set
 * before. A tree that lies in its place already becomes one with its record. What went wrong, in one word: `taken`,
 * `swapped`; and then the record is gone again, but for one whose tree is there.
 */
export const take = `set -e
${guard}${snapshotNames}${rename}${enterTree}here=$(stat -c '%d %i' .)
isHere() { [ "$(stat -c '%d %i' -- "$1" 2>/dev/null)" = "$here" ]; }
if [ -n "$topMode" ]; then chmod -- "$topMode" .; fi
if isHere "$series/$id"; then
${storeTexts}exit 0
fi
if isThere; then taken; fi
${storeTexts}if isThere; then forget; taken; fi
if ! said=$(rename "$top/$name" "$series/$id" 2>&1) && ! isHere "$series/$id"; then
  forget
${copying('find "$series/$id" -xdev -depth ! -type f -delete 2>/dev/null || :\n    ')}  printf '%s\\n' "$said" >&2
  exit 74
fi
if ! isHere "$series/$id"; then forget; printf swapped; exit 73; fi
sync -- "$series" "$top"
`
