#!/bin/sh
# Makes sure that the programs this project calls are installed, by the system's own package manager; quiet when they are.
# Usage: ensure-tools.sh run   what the action itself needs
#        ensure-tools.sh test  that, and what the tests check it with
set -u

group=${1:-}
case $group in
  run | test) ;;
  *)
    echo "ensure-tools.sh: '$group' is no group of tools; it takes 'run' or 'test'." >&2
    exit 2
    ;;
esac

# command    apt             dnf          apk             pacman      zypper       (- : not packaged there)
tools_run='
rsync        rsync           rsync        rsync           rsync       rsync
flock        util-linux      util-linux   flock           util-linux  util-linux
'
tools_test='
mtree        mtree-netbsd    -            -               -           -
bsdtar       libarchive-tools bsdtar      libarchive-tools libarchive bsdtar
diff         diffutils       diffutils    diffutils       diffutils   diffutils
find         findutils       findutils    findutils       findutils   findutils
setfattr     attr            attr         attr            attr        attr
setpriv      util-linux      util-linux   setpriv         util-linux  util-linux
'

column=0
for each in "apt-get 2" "dnf 3" "apk 4" "pacman 5" "zypper 6"; do
  if command -v "${each% *}" >/dev/null 2>&1; then
    manager=${each% *}
    column=${each#* }
    break
  fi
done

tools=$tools_run
[ "$group" = test ] && tools=$tools$tools_test

missing='' packages='' unknown=''
while read -r command apt dnf apk pacman zypper; do
  [ -n "$command" ] || continue
  command -v "$command" >/dev/null 2>&1 && continue
  missing="$missing $command"
  set -- "$command" "$apt" "$dnf" "$apk" "$pacman" "$zypper"
  package=-
  if [ "$column" -gt 0 ]; then eval "package=\${$column}"; fi
  case " $packages " in *" $package "*) continue ;; esac
  if [ "$package" = - ]; then unknown="$unknown $command"; else packages="$packages $package"; fi
done <<EOF
$tools
EOF

[ -n "$missing" ] || exit 0

if [ "$column" -eq 0 ]; then
  echo "Missing here:$missing. This system has none of apt-get, dnf, apk, pacman and zypper:" >&2
  echo "install them in its own way (Debian's packages that hold them are named in $0), and run this again." >&2
  exit 1
fi
if [ -n "$unknown" ]; then
  echo "Not packaged for $manager:$unknown. Tests that need it are skipped, and say so." >&2
fi
[ -n "$packages" ] || exit 0

case $manager in
  apt-get) install="apt-get install -y --no-install-recommends$packages" ;;
  dnf) install="dnf install -y$packages" ;;
  apk) install="apk add$packages" ;;
  pacman) install="pacman -S --noconfirm --needed$packages" ;;
  zypper) install="zypper --non-interactive install$packages" ;;
esac

# As root as it is; else by sudo, which may ask for a password only where somebody can type one.
sudo=''
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Missing here:$missing. Installing takes root, and there is no sudo. Run this as root, then try again:" >&2
    echo "  $install" >&2
    exit 1
  fi
  sudo=sudo
  if ! { [ -t 0 ] && [ -t 2 ]; }; then sudo='sudo -n'; fi
fi

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
as_root() {
  # shellcheck disable=SC2086 -- words are meant: `sudo -n`
  $sudo env DEBIAN_FRONTEND=noninteractive "$@" </dev/null >>"$log" 2>&1
}

echo "Installing$packages with $manager …" >&2
# shellcheck disable=SC2086 -- words are meant: a command and its packages
if as_root $install; then exit 0; fi
# A fresh machine has no list of packages yet, or an old one.
case $manager in
  apt-get) as_root apt-get update && as_root $install && exit 0 ;;
  apk) as_root apk update && as_root $install && exit 0 ;;
  pacman) as_root pacman -Sy --noconfirm && as_root $install && exit 0 ;;
esac

cat "$log" >&2
echo "Could not install$packages (see above). Run this as root, then try again:" >&2
echo "  $install" >&2
exit 1
