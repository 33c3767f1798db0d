// Far scripts about the volume as a whole. `volume`: its absolute path. Fields end with NUL.

import { markerName, mostMarkerBytes } from '../../../core/marker.ts'
import { goneStatus, own, receive } from './shared.ts'

/** Kind, whether it can be written, its real path, the kernel's table of mounts, the state of the marker and its text. */
export const state = `${own}kind=missing
if [ -d "$volume" ]; then kind=directory; elif [ -e "$volume" ] || [ -L "$volume" ]; then kind=not-a-directory; fi
writable=no
if [ -w "$volume" ] && [ -x "$volume" ]; then writable=yes; fi
printf '%s\\0%s\\0%s\\0' "$kind" "$writable" "$(realpath -- "$volume" 2>/dev/null || printf %s "$volume")"
cat /proc/self/mountinfo 2>/dev/null
printf '\\0'
marker=$volume/${markerName}
text=$(own "$marker" ${mostMarkerBytes} 2>&1)
case $? in
  0) printf 'text\\0%s\\0' "$text" ;;
  ${goneStatus}) printf 'absent\\0\\0' ;;
  *) printf 'unreadable\\0%s\\0' "$text" ;;
esac
`

/** Its text, of `size` bytes, comes on standard input. */
export const mark = `set -e
marker=$volume/${markerName}
${receive('$marker.tmp')}mv -T -- "$marker.tmp" "$marker"
sync -- "$volume"
`

/** Free blocks for a user, their size, all blocks, free inodes, all inodes. */
export const free = `stat -f --printf '%a %S %b %d %c' -- "$volume"
`

/**
 * `works` or why not, of hard links, of symlinks that are replaced by a rename, and for root of giving files away. What a killed probe left is
 * cleared after an hour; another run's probe of this moment is left alone.
 */
export const probeLinks = `find "$volume" -mindepth 1 -maxdepth 1 -type d -name '.snapshot-probe-*' -mmin +60 -exec rm -rf -- {} +
scratch=$(mktemp -d -- "$volume/.snapshot-probe-XXXXXX") || exit 73
trap 'rm -rf -- "$scratch"' EXIT
printf 'probe\\n' >"$scratch/file" || exit 73
tell() { if [ -z "$1" ]; then printf 'works\\0'; else printf '%s\\0' "$1"; fi; }
said=$(ln -P -T -- "$scratch/file" "$scratch/link" 2>&1) && {
  one=$(stat -c '%i %h' -- "$scratch/file")
  other=$(stat -c '%i %h' -- "$scratch/link")
  said='the link that was made does not share its file'
  if [ "$one" = "$other" ] && [ "\${one##* }" = 2 ]; then said=; fi
}
tell "$said"
said=$({
  ln -s -T -- one "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink" &&
  ln -s -T -- two "$scratch/new" && mv -T -- "$scratch/new" "$scratch/symlink"
} 2>&1) && {
  said='a symlink could not be replaced by a rename'
  if [ "$(readlink -- "$scratch/symlink")" = two ]; then said=; fi
}
tell "$said"
[ "$isRoot" = yes ] || exit 0
said=$(chown 1:1 -- "$scratch/file" 2>&1) && {
  said='the owner that was set is not the one that is shown'
  if [ "$(stat -c %u:%g -- "$scratch/file")" = 1:1 ]; then said=; fi
}
case $said in *': Invalid argument') said= ;; esac
tell "$said"
`

/** Our own directories, each in its series' one. Symlinks are not followed, and snapshots are not entered. */
export const seriesNames = `cd -- "$volume" || exit 74
find . -mindepth 1 -maxdepth 513 -type d \\( \\
  -name .snapshots -printf '%P\\0' -prune -o \\
  -name '.*' -prune -o \\
  -name '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]-[0-9][0-9]-[0-9][0-9]Z*' -prune \\) 2>/dev/null
exit 0
`
