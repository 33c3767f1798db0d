// Pieces that several of the far scripts begin or end with. Constant text: what varies comes as variables and data.

/** How the far side says that the series is not ours any more, or not ours yet; as flock is told to. */
export const busyStatus = 75

/** What a script says when something is not there. */
export const goneStatus = 66

/** What a script says when something stands there that is none of ours. */
export const foreignStatus = 67

/** What a script says of a file of ours that is not to be read; why, it says on standard error. */
export const refusedStatus = 68

/**
 * `own <file> <bytes>` prints a file of ours, if it is a regular one of a size that it can have: a FIFO that took its place
 * must not hang us, a symlink not lead us elsewhere, a flood not fill a memory. In the words of `own-file.ts`.
 */
export const own = `own() {
  if [ -L "$1" ]; then echo 'it is a symlink, where a file of its own belongs' >&2; return ${refusedStatus}; fi
  [ -e "$1" ] || return ${goneStatus}
  if [ ! -f "$1" ]; then echo 'it is not a regular file' >&2; return ${refusedStatus}; fi
  bytes=$(stat -c %s -- "$1") || return 74
  if [ "$bytes" -gt "$2" ]; then echo "it has $bytes bytes, more than the $2 it can have" >&2; return ${refusedStatus}; fi
  dd if="$1" bs=65536 count="$2" iflag=count_bytes,nofollow,nonblock,fullblock status=none
}
`

/**
 * For whatever writes in a series: it holds the lock together with us for as long as it lives, also when we are gone,
 * and nobody else gets it before. That the lock still tells of us shows that nobody else had it in between.
 * `own`: the directory with the lock; `token`: the line that we wrote into it.
 */
export const guard = `if [ -L "$own/lock" ] || [ ! -f "$own/lock" ]; then echo 'the lock of the series is gone' >&2; exit ${busyStatus}; fi
exec 8<>"$own/lock"
if ! flock -s -n -E ${busyStatus} 8; then echo 'the series is locked by another run' >&2; exit ${busyStatus}; fi
IFS= read -r holder <"$own/lock" || holder=
if [ "$holder" != "$token" ]; then echo 'the series was locked by another run' >&2; exit ${busyStatus}; fi
`

/** Standard input, `size` bytes of it, in a file that is made anew; one that was cut on the way does not stay. */
export const receiveLater = (file: string): string => `rm -f -- "${file}"
cat >"${file}"
if [ "$(stat -c %s -- "${file}")" != "$size" ]; then rm -f -- "${file}"; echo 'it did not come whole' >&2; exit 74; fi
`

/** The same, synced. */
export const receive = (file: string): string => `${receiveLater(file)}sync -- "${file}"
`

/** Until our end closes its input, or says nothing for so long that it must be gone. `silence`: in seconds. */
export const heard = `while beat=$(timeout "$silence" dd bs=1 count=1 2>/dev/null) && [ -n "$beat" ]; do :; done
`

/** Of the snapshot `id`: what has its name by now, and what speaks of it, once `storeTexts` has said where that is. */
export const snapshotNames = `isThere() { [ -e "$series/$id" ] || [ -L "$series/$id" ]; }
forget() { rm -f -- "$record" "$manifest"; }
taken() { printf taken; exit 73; }
`

/**
 * Manifest and record from standard input, the first `size` bytes being the manifest; each is durable before the next.
 * `readers`: the mode that the manifest may have at most; what an administrator or the umask has closed stays closed.
 */
export const storeTexts = `record=$own/records/$id.json
manifest=$own/manifests/$id.mtree.gz
rm -f -- "$record.tmp" "$manifest.tmp"
(umask 077 && exec head -c "$size" >"$manifest.tmp")
(umask go-w && exec cat >"$record.tmp")
if [ "$(stat -c %s -- "$manifest.tmp")" != "$size" ] || [ "$(stat -c %s -- "$record.tmp")" != "$recordSize" ]; then
  printf cut
  echo 'manifest and record did not come whole' >&2
  exit 73
fi
chmod -- "$(printf %o "$((0$readers & 0$(stat -c %a -- "$own/manifests")))")" "$manifest.tmp"
sync -- "$manifest.tmp" "$record.tmp"
mv -T -- "$manifest.tmp" "$manifest"
sync -- "$own/manifests"
mv -T -- "$record.tmp" "$record"
sync -- "$own/records"
`
