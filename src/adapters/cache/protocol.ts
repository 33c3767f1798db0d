// What the program that asks the cache is told and answers, and the one path that every entry has.

/** `find` brings nothing. */
const demands = ['find', 'save', 'bring'] as const

export type Demand = (typeof demands)[number]

export const isDemand = (text: string): text is Demand => demands.some(demand => demand === text)

/**
 * The path of every entry, relative to the workspace that the program is given: a cache finds only entries that were saved
 * from the same path, so it must not depend on the machine. Names of strangers are in the files in it, never in the path:
 * that is taken as a pattern.
 */
export const cachedDirectory = 'snapshot-action'

/** Beside the workspace, into which an entry of strangers may have put what it likes. */
export const answerFile = '../answer.json'

export interface CacheAnswer {
  /** The key of the entry that was found or brought. */
  readonly matched?: string
  readonly isSaved?: boolean
  readonly thrown?: string
}
