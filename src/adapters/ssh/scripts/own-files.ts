// Far scripts about single files of ours: `file` is one; and about what a series takes, of which one of them keeps count.

import { guard, own, receive, receiveLater } from './shared.ts'
import { free } from './volume.ts'

/** One of our own files, `file`, of at most so many bytes. */
export const readOwn = `${own}own "$file" "$most"
`

const write = `${receive('$file.tmp')}mv -T -- "$file.tmp" "$file"
sync -- "\${file%/*}"
`

/** One of our own files, from standard input, of `size` bytes, replaced whole or not at all. */
export const writeOwn = `set -e
${guard}${write}`

export const removeOwn = `set -e
${guard}rm -f -- "$file"
sync -- "\${file%/*}"
`

/** What du says of names in the series, as its last line; of nothing, nothing. */
export const diskUse = `cd -- "$series" || exit 74
exec du --summarize --total --block-size=1 -- "$@"
`

/** Blocks of the series' own directory, of `latest` and of the page, and then what du says of what is ours. */
export const ownUse = `stat -c %b -- "$series" "$series/latest" "$series/$name" 2>/dev/null || :
printf '\\0'
cd -- "$series" || exit 74
du --summarize --total --block-size=1 -- .snapshots || :
`

/**
 * That, and what is free then, once what was counted is written; where it cannot be, as on a full disk, or where a crash comes
 * before it is on the disk, all that is lost is a walk.
 */
export const keepCounted = `set -e
${guard}if [ ! -d "$file" ]; then
(
${receiveLater('$file.tmp')}mv -T -- "$file.tmp" "$file"
) || rm -f -- "$file.tmp"
fi
set +e
${ownUse}printf '\\0'
${free}`
