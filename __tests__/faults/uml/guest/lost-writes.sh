#!/bin/sh
# Row 21: the disk says yes and writes nothing, just while the files of a snapshot are synced. The run cannot know;
# verification must.
. "$(dirname "$0")/flaky-disk.sh"

verify sound-verify.log || fail "verify finds damage on a sound disk: $(tail -n 5 /mnt/shared/sound-verify.log)"
# What describes the files reaches the disk afterwards: they are there, of the right size, and hold nothing.
take lost.log "$with_moments" MOMENTS='[
  {"when":"before","call":"spawn","matching":"sync --file-system","then":"sh /mnt/disk drop_writes"},
  {"when":"before","call":"createWriteStream","matching":"/manifests/","then":"sh /mnt/disk sound"}]' ||
  fail "the run noticed, which no run can: $(tail -n 5 /mnt/shared/lost.log)"
remount
verify lost-verify.log && fail 'verify found nothing wrong'
grep '^::error::.*are not what was stored.*changing' /mnt/shared/lost-verify.log >/dev/null ||
  fail "verify does not name what was lost: $(grep '^::error::' /mnt/shared/lost-verify.log)"
say done
power_off
