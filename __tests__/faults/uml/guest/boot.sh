# The first lines of every guest: its own file systems, what is shared with the host, and how it speaks to it.
# shellcheck shell=sh
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/mnt TMPDIR=/mnt/tmp

say() { echo "@$*" >/dev/console; }

# The console is read line by line, and the power goes only after that.
power_off() {
  sync
  echo o >/proc/sysrq-trigger
  sleep 100
}

fail() {
  say "failed $*"
  power_off
}

must() { "$@" || fail "$* ended with status $?"; }

mount -t proc proc /proc
mount -t sysfs sys /sys
# The root is the host's own, read only: nothing but what is mounted here can be written.
must mount -t tmpfs tmpfs /mnt
mkdir -p /mnt/tmp /mnt/shared /mnt/volume /mnt/modules/lib
must mount -t hostfs -o "$SHARED" none /mnt/shared
ln -s /usr/lib/uml/modules /mnt/modules/lib/modules
hostname "$MACHINE"

# Kernel modules; this kernel cannot load them by itself, since they lie elsewhere.
modules() {
  for module in "$@"; do must modprobe -d /mnt/modules "$module"; done
}

volume=/mnt/volume
series=acme
checker=$REPOSITORY/__tests__/faults/uml/check.ts

# take <log> [VARIABLE=value …]: one snapshot of the shared source by the built bundle; its exit status. What it reports
# as published is kept on the host, where no fault reaches it.
take() {
  log=$1
  shift
  : >/mnt/tmp/output
  # For check.ts: how many of the newest no rule lets go.
  printf '%s\n' "$@" | sed -n 's/^INPUT_KEEP-LAST=//p' >>/mnt/shared/kept
  env RUNNER_TEMP=/mnt/tmp GITHUB_OUTPUT=/mnt/tmp/output "INPUT_VOLUME=$volume" "INPUT_NAME=$series" \
    INPUT_PATH=/mnt/shared/source INPUT_JOBS=1 INPUT_KEEP-LAST=3 "$@" \
    "$NODE" /mnt/shared/dist/snapshot/index.js >"/mnt/shared/$log" 2>&1
  status=$?
  sed -n '/^snapshot<</{n;p}' /mnt/tmp/output >>/mnt/shared/reported
  # For whoever reads why a fault did harm; a part of them fails as it should.
  if [ "$status" -ne 0 ]; then grep -E '^::(error|warning)::' "/mnt/shared/$log" | cut -c 1-600; fi
  return "$status"
}

# Goes before the variables of a `take` whose calls are to be interrupted: MOMENTS is read by what this loads.
with_moments="NODE_OPTIONS=--no-warnings --import=$REPOSITORY/__tests__/faults/uml/moment.ts"

# Gives the source other contents, in part.
change_source() {
  mkdir -p /mnt/shared/source/changing
  for number in 1 2 3 4 5 6 7 8; do
    { echo "$MACHINE $1" && seq "$number" 3000; } >"/mnt/shared/source/changing/$number"
  done
}

# The host gives orders one after the other, as files of shell commands.
obey() {
  order=1
  while :; do
    until [ -e "/mnt/shared/order-$MACHINE-$order" ]; do sleep 0.1; done
    # shellcheck disable=SC1090
    if . "/mnt/shared/order-$MACHINE-$order"; then say "obeyed $order"; else say "refused $order"; fi
    order=$((order + 1))
  done
}

# check begin|faulted|held|settled: what is wrong with the series is said, and kept for the host.
check() {
  NODE_COMPILE_CACHE=/mnt/shared/compiled "$NODE" --no-warnings "$REPOSITORY/__tests__/faults/uml/check.ts" "$volume" "$series" /mnt/shared "$1" \
    >"/mnt/shared/check-$MACHINE.txt" 2>&1 && return 0
  head -n 12 "/mnt/shared/check-$MACHINE.txt"
  return 1
}

# An empty volume, and something beside the series that nobody may touch.
begin_volume() {
  echo '{"format":1}' >"$1/.snapshot-volume.json"
  check begin || fail 'the volume could not be begun'
}

# verify <log>: the whole series by the verify action; its exit status.
verify() {
  : >/mnt/tmp/output
  env RUNNER_TEMP=/mnt/tmp GITHUB_OUTPUT=/mnt/tmp/output "INPUT_VOLUME=$volume" "INPUT_NAME=$series" INPUT_JOBS=1 \
    INPUT_SNAPSHOT=all "$NODE" /mnt/shared/dist/verify/index.js >"/mnt/shared/$1" 2>&1
}
