// The far shell that runs our scripts one after the other over one connection: a request costs a round trip, and no session.

const bytes = `bytes() { dd bs="$1" count=1 iflag=fullblock 2>/dev/null; }
`

/** A session that was opened ahead, and waits for the one script that it is to run: a line with its length, and the script. */
export const waiting = `${bytes}printf 'ready\\0'
IFS= read -r size || exit 0
script=$(bytes "\${size##*.}")
eval "$script"
`

/**
 * A request is a line, `<token> <bytes of the script>`, and the script; then its standard input in pieces, each after a
 * line with its length, and a line `0`. Dots before a line are our signs of life. The answer is what the script prints;
 * then NUL, the token, its status, the bytes of what it said on standard error, a newline, and that.
 * Only dd is sure to take no more of a pipe than it was told to; what a script leaves of its input is read away.
 */
export const serve = `exec 3>&1
${bytes}pieces() {
  while IFS= read -r size; do
    size=\${size##*.}
    if [ "$size" = 0 ]; then return; fi
    bytes "$size"
  done
}
while IFS= read -r request; do
  request=\${request##*.}
  token=\${request%% *}
  script=$(bytes "\${request#* }")
  said=$({ pieces | { (eval "$script"); status=$?; cat >/dev/null; exit "$status"; } >&3; } 2>&1)
  status=$?
  printf '\\0%s %s %s\\n%s' "$token" "$status" "\${#said}" "$said"
done
`
