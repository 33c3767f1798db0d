// Work in batches: how much goes into each.

/** Consecutive items, as many as fit; one that is larger than that is alone. `bytesOf`: what an item counts for. */
export function batchesOf<T>(
  items: readonly T[],
  mostItems: number,
  mostBytes = Infinity,
  bytesOf: (item: T) => number = () => 0
): T[][] {
  const batches: T[][] = []
  let batch: T[] = []
  let bytes = 0
  for (const item of items) {
    const more = bytesOf(item)
    if (batch.length > 0 && (batch.length >= mostItems || bytes + more > mostBytes)) {
      batches.push(batch)
      ;[batch, bytes] = [[], 0]
    }
    batch.push(item)
    bytes += more
  }
  return batch.length === 0 ? batches : [...batches, batch]
}
