// Far scripts of doctor: everything is tried for real in one scratch directory, which is removed again. Pairs of fields.

import { busyStatus } from './shared.ts'

/** Fractions in which every coarser step of time shows. */
export const moments = ['1700000001.123456789', '1700000002.987654321', '1700000003.500000001', '1700000005.000000000']

/** `isRoot`: whether owners can be tried. */
export const tryAll = `find "$volume" -mindepth 1 -maxdepth 1 -type d -name '.snapshot-doctor-*' -mmin +60 -exec rm -rf -- {} +
scratch=$(mktemp -d -- "$volume/.snapshot-doctor-XXXXXX") || exit 73
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 73
tell() { printf '%s\\0%s\\0' "$1" "$2"; }
try() {
  key=$1
  shift
  if said=$("$@" 2>&1); then tell "$key" works; else tell "$key" "\${said:-it was refused}"; fi
}
printf 'probe\\n' >file || exit 73
tell written "$(find file -printf '%T@')"
for moment in ${moments.join(' ')}; do
  if said=$(touch --no-create --date="@$moment" -- file 2>&1); then tell time "$moment $(find file -printf '%T@')"
  else tell time "why $said"; fi
done
mode() { chmod "$1" file && [ "$(stat -c %a file)" = "$1" ] || { echo "mode $1 came back as $(stat -c %a file)"; false; }; }
modes() { mode 640 && mode 755 && mode 600; }
try modes modes
try setuid mode 4755
owner() { chown 12345:12345 file && [ "$(stat -c %u:%g file)" = 12345:12345 ] || { echo 'a file given to user 12345 belongs to another'; false; }; }
[ "$isRoot" = no ] || try owners owner
mkdir names long bytes newline
: >names/a
if [ -e names/A ]; then tell foldsCase yes; fi
: >"names/$(printf '\\303\\251')"
if [ -e "names/$(printf 'e\\314\\201')" ]; then tell normalises yes; fi
keeps() { : >"$1/$2" && [ "$(find "$1" -mindepth 1 -printf '%f')" = "$2" ] || { echo 'the name came back as another'; false; }; }
try long keeps long "$(printf '%255s' '' | tr ' ' n)"
try notUtf8 keeps bytes "$(printf 'b\\377\\376')"
try newline keeps newline "$(printf 'a\\nb')"
: >lock
refuses() {
  exec 7<>lock
  flock -x -n 7 || return 1
  flock -x -n -E ${busyStatus} lock true
  [ $? = ${busyStatus} ] || { echo 'a second process got the lock as well'; return 1; }
}
try lockRefuses refuses
dies() {
  (flock -x -w 5 6 && : >lock.held && exec sleep 60) 6>>lock &
  holder=$!
  tries=0
  until [ -e lock.held ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then kill -9 "$holder"; echo 'it could not be tried'; return 1; fi
    sleep 0.05
  done
  kill -9 "$holder"
  wait "$holder" 2>/dev/null
  flock -x -w 2 lock true || { echo 'it was still held 2 s after its holder was killed'; return 1; }
}
try lockDies dies
try fsync sync file .
try syncfs sync --file-system .
try reflinks cp --reflink=always file clone
printf 'probe\\n' >linked
hard() {
  ln -P -T linked link || return 1
  [ "$(stat -c '%i %h' linked)" = "$(stat -c %i link) 2" ] || { echo 'the link that was made does not share its file'; return 1; }
}
try hardLinks hard
mkdir links
if ln linked links/1 2>/dev/null; then
  said=$(timeout 5 sh -c 'n=1; while [ "$n" -le 16 ]; do cp -al links more-$n || exit 1; mv more-$n links/ || exit 1; n=$((n + 1)); done' 2>&1)
  case $said in
    *'Too many links'*) tell limit "reached $(stat -c %h linked)" ;;
    *) tell limit "stopped $(stat -c %h linked)" ;;
  esac
fi
soft() { ln -s -T one latest && [ "$(readlink latest)" = one ]; }
try symlinks soft
over() { ln -s -T two new && mv -T new latest && [ "$(readlink latest)" = two ]; }
try renameOverSymlink over
safe() { mkdir tree; : >plain; ! mv -T plain tree 2>/dev/null; }
try directoryIsSafe safe
follow() { ln -s -T linked to-linked && ! dd if=to-linked iflag=nofollow of=/dev/null 2>/dev/null; }
try noFollow follow
exit 0
`

/** Whether somebody holds the lock, and who: `free`, `held` and the holder, or `unknown` and why. */
export const lockState = `[ -d "$own" ] || exit 0
printf 'exists\\0'
[ -f "$own/lock" ] || { printf 'free\\0\\0'; exit 0; }
said=$(flock -x -n -E ${busyStatus} -- "$own/lock" true 2>&1)
case $? in
  0) printf 'free\\0\\0' ;;
  ${busyStatus}) printf 'held\\0%s\\0' "$(head -c 2000 -- "$own/lock" | head -n 1)" ;;
  *) printf 'unknown\\0%s\\0' "$said" ;;
esac
`
