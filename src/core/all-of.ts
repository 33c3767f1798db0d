// Several works at once, waited for as one.

/** Waits for all, so that none goes on behind the back of whoever is told that another failed; then throws what that said. */
export async function allOf<T extends readonly unknown[] | []>(
  promises: T
): Promise<{ -readonly [Key in keyof T]: Awaited<T[Key]> }> {
  await Promise.allSettled(promises)
  return await Promise.all(promises)
}
