// The moments at which the power is cut, in the order in which a run comes to them (src/adapters/volume/publish-tree.ts).

import type { Moment } from './moment.ts'

export interface Cut {
  readonly what: string
  /** None: `holdMs` after the run began, or after it ended. */
  readonly at: Moment | 'begun' | 'ended'
  /** From there to the cut. */
  readonly holdMs: number
  readonly rsyncArgs?: string
}

/** Longer than the journal waits (guest/power-cut.sh): names may then be on the disk, and bytes not yet. */
export const journalMs = 2500

const halted = (what: string, when: Moment['when'], call: Moment['call'], matching: string, holdMs = 0): Cut => ({
  what,
  at: { when, call, matching, then: 'halt' },
  holdMs
})

/** It goes on, and is cut on the way. */
const passing = (what: string, matching: string, holdMs: number, more: Partial<Cut> = {}): Cut => ({
  what,
  at: { when: 'before', call: 'spawn', matching, then: 'say' },
  holdMs,
  ...more
})

const tree = '/acme/[0-9T-]+Z$'
const latest = '/acme/latest$'

export const latestRenamed = halted('latest was renamed', 'after', 'renameSync', latest, journalMs)

/** On every filesystem. */
export const keyCuts: readonly Cut[] = [
  passing('while rsync copies', 'rsync --archive', 1500, { rsyncArgs: '--bwlimit=40' }),
  halted('before the sync of the tree', 'before', 'spawn', 'sync --file-system', journalMs),
  halted('the record was renamed', 'after', 'renameSync', '/records/[^/]+\\.json$'),
  halted('the tree was renamed', 'after', 'renameSync', tree),
  halted('between the renames of tree and latest', 'before', 'renameSync', latest, journalMs),
  latestRenamed,
  { what: 'a while after the end', at: 'ended', holdMs: journalMs }
]

/** By a directory that is held, not by its name. */
const emptying = ' rm --recursive .*/fd/[0-9]+/[0-9T-]+Z$'

/** On one of them too. What a kill shows as well is left to the sweeps (sweep-snapshot.test.ts). */
export const furtherCuts: readonly Cut[] = [
  halted('the tree is synced, the manifest not yet', 'before', 'createWriteStream', '/manifests/'),
  halted('the manifest was renamed', 'after', 'renameSync', '/manifests/', journalMs),
  halted('before the rename of the record', 'before', 'renameSync', '/records/'),
  halted('before the rename of the tree', 'before', 'renameSync', tree, journalMs),
  halted('after the rename into trash', 'after', 'renameSync', '/trash/', journalMs),
  halted('before trash is emptied', 'before', 'spawn', emptying, journalMs),
  passing('while trash is emptied', emptying, 20)
]

/** At moments nobody chose; `seed` is printed, so that they can be had again. */
export function randomCuts(seed: number, count: number, upToMs: number): Cut[] {
  let state = seed >>> 0
  const next = (): number => {
    // The numbers of Numerical Recipes: any sequence will do, as long as it is the same for a seed.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: count }, () => {
    const holdMs = Math.round(next() * upToMs)
    return { what: `${holdMs} ms after the start`, at: 'begun', holdMs }
  })
}
