// The word someone most likely meant: what is one or two slips of the finger away from what they wrote.

/** `; did you mean "content"?`, or nothing when no word is near. Case and `_` for `-` do not count as slips. */
export function didYouMean(text: string, words: readonly string[]): string {
  const word = nearest(text, words)
  return word === undefined ? '' : `; did you mean "${word}"?`
}

export function nearest(text: string, words: readonly string[]): string | undefined {
  const written = plain(text)
  // half of a short word is another word: `args` is not `tags`
  const slips = Math.min(2, Math.floor(written.length / 3))
  const near = words.map(word => ({ word, distance: distance(written, plain(word), slips) }))
  return near.filter(({ distance }) => distance <= slips).sort((a, b) => a.distance - b.distance)[0]?.word
}

const plain = (text: string): string => text.trim().toLowerCase().replaceAll('_', '-')

/** Letters left out, put in, taken for another or swapped with their neighbour; anything over `most` is just too many. */
function distance(a: string, b: string, most: number): number {
  // no need to measure, and what was written may be of any length
  if (Math.abs(a.length - b.length) > most) return most + 1
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= a.length; row++) {
    const cells = [row]
    rows.push(cells)
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      cells.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(row - 2, column - 2) + 1 : Infinity
        )
      )
    }
  }
  return at(a.length, b.length)
}
