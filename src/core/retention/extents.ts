// Blocks that several inodes share, as ranges of the disk: how many bytes of some ranges lie within others.

/** Of a file, where it lies on the disk, in bytes. */
export interface Extent {
  readonly at: number
  readonly bytes: number
}

export const sizeOf = (extents: readonly Extent[]): number => extents.reduce((sum, { bytes }) => sum + bytes, 0)

/** Those parts of `extents` that lie in none of `others`. */
export function without(extents: readonly Extent[], others: readonly Extent[]): Extent[] {
  const holes = merged(others)
  const left: Extent[] = []
  let hole = 0
  for (const { at, bytes } of sorted(extents)) {
    const end = at + bytes
    // Of the same file ranges may come twice, so the next one can begin before the last hole that was looked at.
    while (hole > 0 && (holes[hole - 1]?.end ?? 0) > at) hole--
    while (hole < holes.length && (holes[hole]?.end ?? 0) <= at) hole++
    let from = at
    for (let next = hole; next < holes.length; next++) {
      const { at: start, end: stop } = holes[next] ?? { at: end, end }
      if (start >= end) break
      if (start > from) left.push({ at: from, bytes: start - from })
      from = Math.max(from, stop)
    }
    if (from < end) left.push({ at: from, bytes: end - from })
  }
  return left
}

/** Bytes of `extents` that lie in `others` too. */
export const overlap = (extents: readonly Extent[], others: readonly Extent[]): number =>
  sizeOf(extents) - sizeOf(without(extents, others))

const sorted = (extents: readonly Extent[]): Extent[] => [...extents].sort((a, b) => a.at - b.at)

function merged(extents: readonly Extent[]): { at: number; end: number }[] {
  const ranges: { at: number; end: number }[] = []
  for (const { at, bytes } of sorted(extents)) {
    const last = ranges.at(-1)
    if (last !== undefined && at <= last.end) last.end = Math.max(last.end, at + bytes)
    else ranges.push({ at, end: at + bytes })
  }
  return ranges
}
