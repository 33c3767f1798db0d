#!/bin/sh
# Row 20: the disk refuses what is written to it, from the start of a run or from the moment its files are to be synced.
. "$(dirname "$0")/flaky-disk.sh"

before=$(snapshots)
latest=$(readlink "$volume/$series/latest")
if [ "$SINCE" = start ]; then
  disk error_writes
  take faulty.log && fail 'the run succeeded on a disk that could not be written'
else
  take faulty.log "$with_moments" MOMENTS="[{\"when\":\"before\",\"call\":\"spawn\",\"matching\":\"sync --file-system\",\"then\":\"sh /mnt/disk error_writes\"}]" &&
    fail 'the run succeeded although its files were never stored'
  grep -q 'did not confirm that the snapshot is on stable storage' /mnt/shared/faulty.log ||
    fail "the cause is not named: $(tail -n 5 /mnt/shared/faulty.log)"
fi
# Which call meets the disk first differs: a sync, a write, or any other on a filesystem that has gone read-only since.
grep '^::error::' /mnt/shared/faulty.log | grep -F "$volume" |
  grep -Eq 'Input/output error|EIO: i/o error|Read-only file system|EROFS: read-only file system' ||
  fail "the error is not that of a disk that refuses writes: $(grep '^::error::' /mnt/shared/faulty.log)"

# Only now: after such errors some filesystems do not even let themselves be read.
remount
[ "$(snapshots)" = "$before" ] || fail "a snapshot was published: $(snapshots)"
[ "$(readlink "$volume/$series/latest")" = "$latest" ] || fail 'latest was moved'
check faulted || fail 'the faults left something wrong'
take next.log || fail "the next run ended with status $?: $(tail -n 5 /mnt/shared/next.log)"
check settled || fail 'the next run left something wrong'
umount "$volume"
say done
power_off
