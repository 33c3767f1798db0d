# Two machines on a wire, with what NFS needs around it.
# shellcheck shell=sh
ip link set lo up
must ip addr add "10.0.0.$NUMBER/24" dev vec0
must ip link set vec0 up

must mount -t tmpfs tmpfs /run
must mount -t tmpfs tmpfs /var/lib/nfs
mkdir -p /run/rpcbind /run/lock /var/lib/nfs/v4recovery /var/lib/nfs/nfsdcld /var/lib/nfs/rpc_pipefs /var/lib/nfs/statd
: >/var/lib/nfs/etab
: >/var/lib/nfs/rmtab
# Whom to tell after a crash is remembered across it (NFSv3), so it lies with the host.
mkdir -p "/mnt/shared/statd-$MACHINE/sm" "/mnt/shared/statd-$MACHINE/sm.bak"
modules sunrpc
must mount -t rpc_pipefs rpc_pipefs /var/lib/nfs/rpc_pipefs
must rpcbind
must rpc.statd --state-directory-path "/mnt/shared/statd-$MACHINE"

# mount_volume <server> <where> [,option…]
mount_volume() {
  exported=/mnt/export
  if [ "$VERSION" != 3 ]; then exported=/; fi
  must mount -t nfs -o "vers=$VERSION,proto=tcp${3:-}" "$1:$exported" "$2"
}
