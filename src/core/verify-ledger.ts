// Which inodes were met already, so that each is read once, however many snapshots and paths share it.

/** As numbers where they are exact: a million of them then take no more than a few dozen megabytes. */
type Key = number | bigint

export class InodeLedger {
  readonly #contents = new Map<Key, number>()

  /**
   * Whether this inode is new; false for one that was met before with the same expected content. One of which another
   * manifest expects something else is new again: at least one of the two is wrong.
   */
  claim(ino: bigint, sha256: string): boolean {
    const key = ino <= Number.MAX_SAFE_INTEGER ? Number(ino) : ino
    const content = parseInt(sha256.slice(0, 13), 16)
    if (this.#contents.get(key) === content) return false
    this.#contents.set(key, content)
    return true
  }
}
