// Who may read a manifest: whoever may read the whole tree. It tells names, sizes and hashes also of what directories hide.

/** A file that its group, or all others, may not read; a directory that they may not list or enter. */
const hiddenFromGroup = / type=(?:file mode=[0-7]*[0-3][0-7]|dir mode=[0-7]*[0-46][0-7]) /
const hiddenFromOthers = / type=(?:file mode=[0-7]*[0-3]|dir mode=[0-7]*[0-46]) /
/** Then a file's group may be another one than that of its manifest. */
const hasOwners = / uid=\d/

export class Readers {
  #isOfGroup = true
  #isOfOthers = true

  /** Whole lines of the manifest's text. */
  take(piece: string): void {
    // A space within a name is escaped, so that no name looks like this.
    if (hiddenFromOthers.test(piece)) this.#isOfOthers = false
    if (hiddenFromGroup.test(piece) || hasOwners.test(piece)) this.#isOfGroup = false
  }

  /** Of the manifest's file. */
  get mode(): number {
    return 0o600 | (this.#isOfGroup || this.#isOfOthers ? 0o040 : 0) | (this.#isOfOthers ? 0o004 : 0)
  }
}
