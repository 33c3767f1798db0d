// Whether an mtime on the volume is the source's, as far as the volume's filesystem can hold it.

/** Nanoseconds a filesystem may round to: SMB and NTFS, old NFS servers, FUSE, ext3 and HFS+, FAT. */
const granularities = [1n, 100n, 1_000n, 1_000_000n, 1_000_000_000n, 2_000_000_000n] as const

/** A time that was rounded ends in zeros; one that merely differs by little does not, and is another time. */
export const isSameTime = (stored: bigint, source: bigint): boolean =>
  granularities.some(step => stored % step === 0n && (stored > source ? stored - source : source - stored) < step)
