// Far scripts about one series. `series`: its directory, `own`: ours in it. Fields end with NUL.

import { mostRecordBytes } from '../../../core/record-text.ts'
import { inodeFormat } from '../../volume/inode-use.ts'
import { busyStatus, foreignStatus, guard, heard, own, receive, snapshotNames, storeTexts } from './shared.ts'

const trees = `find . -mindepth 1 -maxdepth 1 -printf 'S%y%f\\0'\n`

/** Where no other name of theirs could be taken for the line before a record. */
const records = `find . -mindepth 1 -maxdepth 1 -regex '\\./[0-9TZ-]+\\.json'`

/**
 * What there is: `S` with the type and name of what lies in the series, `P` and `T` of what lies in partial and trash,
 * `L` and `B` for `latest`, `E` for a record that cannot be used and then why, and `R`, after which come all the others as
 * head(1) prints several files. Without a lock: what another run publishes right now has left partial before it is looked
 * for there, so the first place is asked twice.
 */
export const survey = `[ -d "$series" ] || exit 0
cd -- "$series" || exit 74
${trees}[ -d .snapshots/partial ] && find .snapshots/partial -mindepth 1 -maxdepth 1 -printf 'P%y%f\\0'
[ -d .snapshots/trash ] && find .snapshots/trash -mindepth 1 -maxdepth 1 -printf 'T%y%f\\0'
${trees}if [ -L latest ]; then printf 'L%s\\0' "$(readlink -- latest)"
elif [ -d latest ]; then printf 'Ba directory\\0'
elif [ -e latest ]; then printf 'Ba file\\0'; fi
cd .snapshots/records 2>/dev/null || exit 0
${records} \\( \\
  -type l -printf 'E%f\\0it is a symlink, where a file of its own belongs\\0' -o \\
  ! -type f -printf 'E%f\\0it is not a regular file\\0' -o \\
  -size +${mostRecordBytes}c -printf 'E%f\\0it has %s bytes, more than the ${mostRecordBytes} it can have\\0' \\)
printf 'R\\0'
${records} -type f ! -size +${mostRecordBytes}c -print0 | xargs -0 -r head -v -c ${mostRecordBytes} --
exit 0
`

/**
 * Makes the directories of a series and takes its lock. Each on the way must be a real one: a symlink there would lead
 * the series out of the volume. It says `busy` and who holds the lock, once, then `locked`; and it lives as long as it is
 * heard of. The lock is taken alone, then shared with whatever we run there (`guard`), which nobody else gets into.
 */
export const lock = `make() {
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if mkdir -- "$1" 2>/dev/null; then sync -- "\${1%/*}"; return 0; fi
  if [ -d "$1" ] && [ ! -L "$1" ]; then return 0; fi
  if [ -e "$1" ] || [ -L "$1" ]; then printf 'not a directory\\0%s\\0' "$1"; exit 73; fi
  mkdir -- "$1" || exit 73
}
at=$volume
for part; do at=$at/$part; make "$at"; done
for part in records manifests partial trash; do make "$own/$part"; done
if [ -L "$own/lock" ]; then printf 'symlink\\0'; exit 73; fi
if [ -e "$own/lock" ] && [ ! -f "$own/lock" ]; then printf 'special\\0'; exit 73; fi
exec 9<>"$own/lock"
waited=no
while :; do
  flock -x -n -E ${busyStatus} 9
  case $? in
    0)
      printf '%s\\n' "$token" >"$own/lock" || exit 74
      if flock -s -n -E ${busyStatus} 9; then break; fi ;;
    ${busyStatus}) ;;
    *) printf 'unsupported\\0'; exit 74 ;;
  esac
  if [ "$waited" = no ]; then printf 'busy\\0%s\\0' "$(head -c 2000 -- "$own/lock" | head -n 1)"; waited=yes; fi
  beat=$(timeout 0.5 dd bs=1 count=1 2>/dev/null)
  if [ $? = 0 ] && [ -z "$beat" ]; then exit 0; fi
done
printf 'locked\\0'
${heard}`

/** Holds a snapshot against removal by a shared lock on its record. It says `held`, `gone` or `busy`. */
export const hold = `record=$own/records/$id.json
if [ -L "$record" ] || [ ! -f "$record" ]; then printf 'gone\\0'; exit 0; fi
exec 9<"$record"
flock -s -w 10 -E ${busyStatus} 9
case $? in
  0) ;;
  ${busyStatus}) printf 'busy\\0'; exit 0 ;;
  *) printf 'unsupported\\0'; exit 74 ;;
esac
if [ "$(stat -c %i -- "$record" 2>/dev/null)" != "$(stat -L -c %i /proc/self/fd/9)" ] ||
  [ ! -d "$series/$id" ] || [ -L "$series/$id" ]; then printf 'gone\\0'; exit 0; fi
printf 'held\\0'
${heard}`

/** The id of the newest snapshot that has a tree, and its manifest as far as it can be read, of at most `most` bytes. */
export const newest = `${own}newest=
for record in "$own"/records/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then newest=$id; fi
done
printf '%s\\0' "$newest"
[ -n "$newest" ] || exit 0
own "$own/manifests/$newest.mtree.gz" "$most"
`

/** A reader holds a shared lock on the record, so ours alone means that there is none. */
export const isBeingRead = `[ -f "$own/records/$id.json" ] || exit 0
flock -x -n -E ${busyStatus} -- "$own/records/$id.json" true
[ $? = ${busyStatus} ] && printf yes
exit 0
`

/** It says the type of the filesystem. */
export const begin = `${guard}mkdir -m 700 -- "$own/partial/$id" || exit 73
stat -f -c %T -- "$own/partial/$id"
`

/** By a rename over the old link: `ln -sf` would follow it into the old snapshot. */
const link = `rm -f -- "$own/latest.tmp"
ln -s -T -- "$id" "$own/latest.tmp"
mv -T -- "$own/latest.tmp" "$series/latest"
sync -- "$series"
`

export const pointLatest = `set -e
${guard}${link}`

/**
 * Manifest and record come on standard input. Each step is durable before the next, so that a crash at any point leaves the
 * old state or the new one; an id that is taken is refused, since a rename onto an empty directory would replace it without
 * a word, and so is another mount, to which mv would copy.
 */
export const publish = `set -e
${guard}${snapshotNames}if isThere; then taken; fi
if [ "$(stat -c %m -- "$own/partial/$id")" != "$(stat -c %m -- "$series")" ]; then printf 'other mount'; exit 73; fi
${storeTexts}if isThere; then forget; taken; fi
mv -T -- "$own/partial/$id" "$series/$id"
sync -- "$series" "$own/partial"
${link}`

/** What lies in partial, trash and beside our files, the real path of `own`, and the kernel's table of mounts. */
export const leftovers = `[ -d "$own" ] || exit 0
cd -- "$own" || exit 74
find partial trash -mindepth 1 -maxdepth 1 -printf '%H/%f\\0'
find . records manifests -mindepth 1 -maxdepth 1 -name '*.tmp' -printf '%H/%f\\0'
printf '\\0%s\\0' "$(realpath -- "$own")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
`

/** Of what was begun or trashed and is not in the series: `list` has the ids. The record goes before its tree. */
export const forget = `${guard}for id; do
  if [ -d "$series/$id" ] && [ ! -L "$series/$id" ]; then continue; fi
  rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
`

const rm = 'rm --recursive --force --one-file-system --preserve-root=all --'

/**
 * Deletes whole trees, `list`, below `own`: first the directories two levels down, several at a time, so that more than
 * one process unlinks. Directories that their owner may not write to, as sources have them, are opened then; only
 * directories, since a file's inode is shared. What is left is told on standard error.
 */
export const remove = `${guard}cd -- "$own" || exit 74
find "$@" -xdev -mindepth 2 -maxdepth 2 -type d -print0 2>/dev/null | xargs -0 -r -P 4 -n 16 ${rm} 2>/dev/null
${rm} "$@" 2>/dev/null && exit 0
for each; do find "$each" -xdev -type d ! -perm -0700 -exec chmod u+rwx -- {} \\; 2>/dev/null; done
exec ${rm} "$@"
`

/**
 * One rename for each of `list`, never while somebody reads it, and never to another mount, to which mv would copy. The
 * tree goes first: with its record gone first, a crash would leave a tree that is nobody's.
 */
export const trash = `${guard}trashed=
for id; do
  record=$own/records/$id.json
  if [ ! -f "$record" ]; then echo "there is no record of $id" >&2; exit 74; fi
  if [ "$(stat -c %m -- "$series/$id")" != "$(stat -c %m -- "$own/trash")" ]; then
    echo "$series/$id is a mount of its own, and cannot be moved into the trash" >&2
    exit 74
  fi
  flock -x -n -E ${busyStatus} -- "$record" mv -T -- "$series/$id" "$own/trash/$id"
  case $? in
    0) printf 'T%s\\0' "$id"; trashed=yes ;;
    ${busyStatus}) printf 'R%s\\0' "$id" ;;
    *) exit 74 ;;
  esac
done
[ -n "$trashed" ] || exit 0
sync -- "$series" "$own/trash" || exit 74
for id; do
  [ -e "$series/$id" ] || rm -f -- "$own/records/$id.json" "$own/manifests/$id.mtree.gz"
done
sync -- "$own/records"
`

/** The inodes of everything in the directories of `list`, which are below the series' own. */
export const inodes = `cd -- "$series" || exit 74
exec find "$@" -xdev -printf '${inodeFormat}'
`

export const device = `exec stat -c %d -- "$series"
`

/** find with the words of `list`, from the series' directory. */
export const sharing = `cd -- "$series" || exit 74
exec find "$@"
`

const isPageOfOurs = `[ ! -L "$page" ] && [ -f "$page" ] && head -c 200 -- "$page" | grep -qF -- "$mark"`

/** Whether the page that `writePage` would replace is there. */
export const hasPage = `page=$series/$name
if ${isPageOfOurs}; then printf yes; fi
`

/**
 * The page for people, of `size` bytes, from standard input, beside the snapshots. What has its name and does not begin with
 * `mark` within its first 200 bytes is somebody else's.
 */
export const writePage = `set -e
page=$series/$name
if [ -e "$page" ] || [ -L "$page" ]; then
  if ! { ${isPageOfOurs}; }; then exit ${foreignStatus}; fi
fi
aside=$own/$name.$$.tmp
${receive('$aside')}mv -T -- "$aside" "$page"
`
