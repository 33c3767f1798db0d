#!/bin/sh
# Row 25: the server of a volume, and by its own loopback a second client of it.
. "$(dirname "$0")/boot.sh"
. "$(dirname "$0")/network.sh"
modules nfsd nfs nfsv3 nfsv4 lockd

mkdir /mnt/export
must mount -t ext4 /dev/ubda /mnt/export
# Where a squashed root may write.
mkdir -p /mnt/export/for-all
chmod 777 /mnt/export/for-all
echo '{"format":1}' >/mnt/export/for-all/.snapshot-volume.json

# export_volume root_squash|no_root_squash: as the root of what NFSv4 shows, because the real root is the host's.
export_volume() {
  must exportfs -o "rw,$1,no_subtree_check,fsid=0" '*:/mnt/export'
  must exportfs -f
}

must mount -t nfsd nfsd /proc/fs/nfsd
# Which clients had locks is remembered across a crash (NFSv4), so it lies with the host.
mkdir -p /mnt/shared/nfsdcld
must nfsdcld --storagedir=/mnt/shared/nfsdcld --pipefsdir=/var/lib/nfs/rpc_pipefs
export_volume no_root_squash
# In seconds, and the least there is: how long a client may say nothing and keep its locks, and how long a server that
# was started again waits for its old clients.
must rpc.nfsd --lease-time 10 --grace-time 10 --no-udp 4
must rpc.mountd --no-udp
# After a crash clients are told to claim their locks again (NFSv3); without one there is nobody to tell.
sm-notify -f -P "/mnt/shared/statd-$MACHINE"
mount_volume 127.0.0.1 "$volume"
# Booted again, it finds what it had.
[ -e "$volume/.snapshot-volume.json" ] || begin_volume "$volume"
say ready
obey
