// Where numbers that follow each other go in a table of slots, so that they do not fall upon each other.

/**
 * A slot of a table that has a power of two of them. Spread by the golden ratio. Inodes of files that were made together
 * follow each other, and those of directories begin a group of the filesystem each: by their low bits alone whole groups fall
 * upon each other, and a search that should take two steps took thousands (41,543 files of ext4: 0.5 s for filling the table,
 * and again for each thread that asked it).
 */
export const spreadSlot = (number: number, slots: number): number =>
  Math.imul(number, 0x9e37_79b1) >>> (Math.clz32(slots) + 1)
