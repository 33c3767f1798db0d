// Times as touch(1) and tar(5) take them: node:fs has them as floating seconds, which are 200 ns coarse by now.

/** Seconds with nine decimals: `-0.500000000` is half a second before the epoch. */
export function decimalSeconds(ns: bigint): string {
  const digits = (ns < 0n ? -ns : ns).toString().padStart(10, '0')
  return `${ns < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`
}
