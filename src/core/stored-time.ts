// Whether an mtime on the volume is the source's, as far as the volume's filesystem can hold it.

/** Nanoseconds a filesystem may round to: SMB and NTFS, old NFS servers, FUSE, ext3 and HFS+, FAT. */
const granularities = [1n, 100n, 1_000n, 1_000_000n, 1_000_000_000n, 2_000_000_000n] as const

/** Seconds that every filesystem can hold: 32 bits with a sign, as ext3, some xfs and many servers have them. */
const farthest = 2n ** 31n * 1_000_000_000n

/**
 * A time that was rounded ends in zeros; one that merely differs by little does not, and is another time.
 * Times that a volume may not be able to hold at all are taken as they came out: the manifest has the real one.
 */
export const isSameTime = (stored: bigint, source: bigint): boolean =>
  source < 0n ||
  source >= farthest ||
  granularities.some(step => stored % step === 0n && (stored > source ? stored - source : source - stored) < step)
