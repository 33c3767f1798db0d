#!/bin/sh
# Makes sure that the programs this project calls are installed, by the system's own package manager; quiet when they are.
# Usage: ensure-tools.sh run     what the action itself needs
#        ensure-tools.sh test    that, and what the tests check it with
#        ensure-tools.sh faults  that, and what the suite of faults makes them with
#        ensure-tools.sh bench   what the action needs, and what the benchmark compares it with
#        ensure-tools.sh uml     what the tests need, and what is needed for machines to break
set -u

# command        apt              dnf         apk              pacman      zypper         (- : not packaged there)
for_run='
rsync            rsync            rsync       rsync            rsync       rsync
flock            util-linux       util-linux  flock            util-linux  util-linux
'
for_test='
bsdtar           libarchive-tools bsdtar      libarchive-tools libarchive  bsdtar
diff             diffutils        diffutils   diffutils        diffutils   diffutils
find             findutils        findutils   findutils        findutils   findutils
setpriv          util-linux       util-linux  setpriv          util-linux  util-linux
'
# Without these some tests are skipped, and say so.
welcome='
mtree            mtree-netbsd     -           -                -           -
setfattr         attr             attr        attr             attr        attr
strace           strace           strace      strace           strace      strace
restic           restic           restic      restic           restic      restic
chromium         chromium         chromium    chromium         chromium    chromium
fish             fish             fish        fish             fish        fish
tcsh             tcsh             tcsh        tcsh             tcsh        tcsh
'
# Likewise, and of use to root alone, who can mount what they make, start a server for his tests, and make a slow line to it.
welcome_root='
sshd             openssh-server   openssh-server openssh-server openssh     openssh-server
mkfs.ext4        e2fsprogs        e2fsprogs   e2fsprogs        e2fsprogs   e2fsprogs
mkfs.xfs         xfsprogs         xfsprogs    xfsprogs         xfsprogs    xfsprogs
mkfs.btrfs       btrfs-progs      btrfs-progs btrfs-progs      btrfs-progs btrfsprogs
mkfs.exfat       exfatprogs       exfatprogs  exfatprogs       exfatprogs  exfatprogs
mount.exfat-fuse exfat-fuse       -           -                -           -
cc               gcc              gcc         gcc              gcc         gcc
cc               libc6-dev        glibc-devel musl-dev         glibc       glibc-devel
nsenter          util-linux       util-linux  util-linux-misc  util-linux  util-linux
'
# For faults: filesystems that are none of this one's disks.
welcome_faults='
sshfs            sshfs            fuse-sshfs  sshfs            sshfs       sshfs
fusermount3      fuse3            fuse3       fuse3            fuse3       fuse3
'
# For the benchmark: its own programs in C, and the peers. One that is missing is not measured.
for_bench='
cc               gcc              gcc         gcc              gcc         gcc
cc               libc6-dev        glibc-devel musl-dev         glibc       glibc-devel
cc               libssl-dev       openssl-devel openssl-dev    openssl     libopenssl-devel
'
welcome_bench='
restic           restic           restic      restic           restic      restic
borg             borgbackup       borgbackup  borgbackup       borg        borgbackup
rsnapshot        rsnapshot        rsnapshot   rsnapshot        rsnapshot   rsnapshot
zstd             zstd             zstd        zstd             zstd        zstd
chrt             util-linux       util-linux  util-linux-misc  util-linux  util-linux
'
welcome_bench_root='
losetup          mount            util-linux  losetup          util-linux  util-linux
'
# For machines to break: `npm run faults:uml`. Only Debian and its kin have User-Mode Linux as a package.
welcome_uml='
linux.uml        user-mode-linux  -           -                -           -
modprobe         kmod             kmod        kmod             kmod        kmod
dmsetup          dmsetup          device-mapper device-mapper  device-mapper device-mapper
ip               iproute2         iproute     iproute2         iproute2    iproute2
cc               gcc              gcc         gcc              gcc         gcc
'
# Their packages start servers, which is for nobody to find on his own machine because he ran a test.
welcome_uml_ci='
rpcbind          rpcbind          rpcbind     rpcbind          rpcbind     rpcbind
mount.nfs        nfs-common       nfs-utils   nfs-utils        nfs-utils   nfs-client
rpc.nfsd         nfs-kernel-server nfs-utils  nfs-utils        nfs-utils   nfs-kernel-server
'

group=${1:-}
is_root=false
[ "$(id -u)" -ne 0 ] || is_root=true
case $group in
  run)
    needed=$for_run
    wished=''
    ;;
  test)
    needed=$for_run$for_test
    wished=$welcome
    if $is_root; then wished=$wished$welcome_root; fi
    ;;
  faults)
    needed=$for_run$for_test
    wished=$welcome
    if $is_root; then wished=$wished$welcome_root$welcome_faults; fi
    ;;
  bench)
    PATH=$PATH:/usr/sbin:/sbin
    needed=$for_run$for_bench
    wished=$welcome_bench
    if $is_root; then wished=$wished$welcome_bench_root$(printf '%s\n' "$welcome_root" | grep -E '^mkfs\.(ext4|xfs|btrfs) '); fi
    ;;
  uml)
    # Not in the PATH of every plain user.
    PATH=$PATH:/usr/sbin:/sbin
    needed=$for_run$for_test
    wished=$welcome_uml$(printf '%s\n' "$welcome_root" | grep -E '^mkfs\.(ext4|xfs|btrfs) ')
    if [ "${CI:-}" = true ]; then wished=$wished$welcome_uml_ci; fi
    ;;
  *)
    echo "ensure-tools.sh: '$group' is no group of tools; it takes 'run', 'test', 'faults', 'bench' or 'uml'." >&2
    exit 2
    ;;
esac

manager=''
column=0
for each in 'apt-get 2' 'dnf 3' 'apk 4' 'pacman 5' 'zypper 6'; do
  if command -v "${each% *}" >/dev/null 2>&1; then
    manager=${each% *}
    column=${each#* }
    break
  fi
done

# Sets `missing` to the commands of a table that are not here, and `packages` to what has them.
look() {
  missing=''
  packages=''
  while read -r command apt dnf apk pacman zypper; do
    [ -n "$command" ] || continue
    command -v "$command" >/dev/null 2>&1 && continue
    missing="$missing $command"
    set -- "$command" "$apt" "$dnf" "$apk" "$pacman" "$zypper"
    package=-
    if [ "$column" -gt 0 ]; then eval "package=\${$column}"; fi
    case " $packages - " in *" $package "*) continue ;; esac
    packages="$packages $package"
  done <<EOF
$1
EOF
}

install_line() {
  case $manager in
    apt-get) echo "apt-get install -y --no-install-recommends$packages" ;;
    dnf) echo "dnf install -y$packages" ;;
    apk) echo "apk add$packages" ;;
    pacman) echo "pacman -S --noconfirm --needed$packages" ;;
    zypper) echo "zypper --non-interactive install$packages" ;;
  esac
}

# As root as it is; else by sudo, which may ask for a password only where somebody can type one.
sudo=''
if ! $is_root; then
  sudo=sudo
  if ! { [ -t 0 ] && [ -t 2 ]; }; then sudo='sudo -n'; fi
fi
can_install() {
  [ -n "$manager" ] && { $is_root || command -v sudo >/dev/null 2>&1; }
}
as_root() {
  # shellcheck disable=SC2086 -- words are meant: `sudo -n`
  $sudo env DEBIAN_FRONTEND=noninteractive "$@" </dev/null >>"$log" 2>&1
}

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

# A fresh machine has no list of packages yet, or an old one: it is fetched when the first try fails.
install() {
  [ -n "$packages" ] || return 0
  echo "Installing$packages with $manager …" >&2
  line=$(install_line)
  # shellcheck disable=SC2086 -- words are meant: a command and its packages
  as_root $line && return 0
  case $manager in
    apt-get) as_root apt-get update && as_root $line ;;
    apk) as_root apk update && as_root $line ;;
    pacman) as_root pacman -Sy --noconfirm && as_root $line ;;
    *) return 1 ;;
  esac
}

look "$needed"
if [ -n "$missing" ]; then
  if [ -z "$manager" ]; then
    echo "Missing here:$missing. This system has none of apt-get, dnf, apk, pacman and zypper:" >&2
    echo "install them in its own way (Debian's packages that hold them are named in $0), and run this again." >&2
    exit 1
  fi
  if ! can_install; then
    echo "Missing here:$missing. Installing takes root, and there is no sudo. Run this as root, then try again:" >&2
    echo "  $(install_line)" >&2
    exit 1
  fi
  if ! install; then
    cat "$log" >&2
    echo "Could not install$packages (see above). Run this as root, then try again:" >&2
    echo "  $(install_line)" >&2
    exit 1
  fi
fi

look "$wished"
if [ -n "$missing" ]; then
  if can_install && ! install; then
    # One that this system does not have must not keep the others away.
    all=$packages
    for each in $all; do
      packages=" $each"
      # shellcheck disable=SC2046 -- words are meant
      as_root $(install_line)
    done
  fi
  look "$wished"
  [ -z "$missing" ] || echo "Not here:$missing. Tests that need them are skipped, and say so." >&2
fi
