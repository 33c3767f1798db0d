#!/bin/sh
# Row 25: a client of the volume, on a machine of its own.
. "$(dirname "$0")/boot.sh"
. "$(dirname "$0")/network.sh"
modules nfs nfsv3 nfsv4 lockd
mount_volume 10.0.0.1 "$volume"
say ready
obey
