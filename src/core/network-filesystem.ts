// Which filesystems lie behind a network, by the names that the kernel gives them: what is on them can fall silent.

const networks =
  /^(?:nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|afs|fuse\.(?:sshfs|glusterfs|ceph-fuse|s3fs|rclone|davfs2?))$/

export const isNetworkFilesystem = (name: string): boolean => networks.test(name)
