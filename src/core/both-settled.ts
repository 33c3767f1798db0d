// Two works at once, waited for as one.

/** Neither may go on behind the back of whoever is told that the other failed. */
export async function bothSettled<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other])
  return await Promise.all([one, other])
}
