// The first thing that runs on the far machine, for as long as the connection lasts: who we are there, with what tools, and
// then whatever we ask for.

import { serve } from './serve.ts'

/** What every other script of ours is made of. With a word of what `--version` says where others' lack what we use. */
const tools = [
  'flock:util-linux:util-linux',
  'find:findutils:findutils',
  'xargs:findutils:findutils',
  'stat:coreutils:coreutils',
  'sync:coreutils:coreutils',
  'cp:coreutils:coreutils',
  'mv:coreutils:coreutils',
  'rm:coreutils:coreutils',
  'du:coreutils:coreutils',
  'dd:coreutils:coreutils',
  'touch:coreutils:coreutils',
  'sha256sum:coreutils:coreutils',
  'timeout:coreutils:coreutils'
]

/**
 * Fields end with NUL: `hello`, uid, os-release(5), what rsync and tar say of their versions, packages that are missing,
 * `ready`. What is asked of the shell may be there by then, and none of this reads it. The tools are asked at once.
 */
export const hello = `exec 4<&0 </dev/null
printf '\\0hello\\0%s\\0' "$(id -u)"
printf '%s\\0' "$(cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null)"
printf '%s\\0' "$(rsync --version 2>/dev/null | head -n 3)"
printf '%s\\0' "$(tar --version 2>/dev/null | head -n 1)"
newline='
'
missing=$(
  for each in ${tools.join(' ')}; do
    {
      tool=\${each%%:*}
      sign=\${each##*:}
      package=\${each#*:}
      package=\${package%:*}
      said=$("$tool" --version 2>/dev/null)
      case \${said%%"$newline"*} in
        *"$sign"* | *uutils*) ;;
        *) printf ' %s' "$package" ;;
      esac
    } &
  done
  wait
)
printf '%s\\0ready\\0' "$missing"
exec 0<&4 4<&-
${serve}`
