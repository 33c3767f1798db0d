#!/bin/sh
# One life of a machine: what the last power cut left is looked at, the next run must succeed without help, and then,
# where MOMENTS is set, one more run begins, in which the host will cut the power again.
. "$(dirname "$0")/boot.sh"

# The journal is written every second instead of every fifth (btrfs: thirtieth), so that names reach the disk while the
# bytes they stand for are still in memory, as happens to some run of a long night.
options=commit=1
if [ "$FILESYSTEM" = xfs ]; then
  echo 100 >/proc/sys/fs/xfs/xfssyncd_centisecs
  options=rw
fi
must mount -t "$FILESYSTEM" -o "$options" /dev/ubda "$volume"

if [ -e "$volume/.snapshot-volume.json" ]; then
  check faulted || fail 'the cut left something wrong'
else
  begin_volume "$volume"
  sync
fi
change_source next
take "next-$MACHINE.log" || fail "the next run ended with status $?: $(tail -n 5 "/mnt/shared/next-$MACHINE.log")"
check settled || fail 'the next run left something wrong'

if [ -n "${MOMENTS:-}" ]; then
  if [ -n "${NO_SYNC:-}" ]; then
    mkdir /mnt/stubs
    printf '#!/bin/sh\ncase $1 in --file-system) exit 0 ;; esac\nexec /bin/sync "$@"\n' >/mnt/stubs/sync
    chmod 755 /mnt/stubs/sync
    PATH=/mnt/stubs:$PATH
  fi
  change_source cut
  say begun
  take "cut-$MACHINE.log" "$with_moments" "MOMENTS=$MOMENTS" "INPUT_RSYNC-ARGS=${RSYNC_ARGS:-}" ||
    fail "the run that was to be cut ended with status $?: $(tail -n 5 "/mnt/shared/cut-$MACHINE.log")"
  say ended
  sleep 1000
fi
umount "$volume"
say done
power_off
