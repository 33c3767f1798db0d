# A disk that can be told to fail: dm-flakey over /dev/ubda, with a volume on it.
# shellcheck shell=sh
. "$(dirname "$0")/boot.sh"
modules dm-mod dm-flakey

sectors=$(blockdev --getsz /dev/ubda)
# Neither waits for what is not written yet: it shall meet the fault.
cat >/mnt/disk <<SH
case \$1 in
  sound) table='linear /dev/ubda 0' ;;
  # Up for 0 seconds, down for an hour.
  *) table="flakey /dev/ubda 0 0 3600 1 \$1" ;;
esac
dmsetup suspend --noflush --nolockfs disk &&
  dmsetup load disk --table "0 $sectors \$table" &&
  dmsetup resume --noudevsync disk
SH
disk() { must sh /mnt/disk "$1"; }

# Nobody makes /dev/mapper/disk here; the first one is /dev/dm-0.
must dmsetup create --noudevsync disk --table "0 $sectors linear /dev/ubda 0"
must mount -t "$FILESYSTEM" /dev/dm-0 "$volume"
begin_volume "$volume"
change_source first
take first.log || fail "the first run ended with status $?: $(tail -n 5 /mnt/shared/first.log)"
check settled || fail 'the first run left something wrong'
change_source second

# Unmounted and mounted again: what was only in memory is gone.
remount() {
  umount "$volume" || fail "umount ended with status $?"
  disk sound
  must mount -t "$FILESYSTEM" /dev/dm-0 "$volume"
}

snapshots() { find "$volume/$series" -maxdepth 1 -name '[0-9]*' | sort; }
