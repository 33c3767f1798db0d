// Looks at a target and works out what a restore has to do there; changes nothing.

import { type BytePath, parentPath } from '../core/byte-path.ts'
import { showName, showText } from '../core/display.ts'
import { Failure, messageOf } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import type { SelectedEntries } from '../core/path-selection.ts'
import { type CleanPlan, planClean } from '../core/restore-clean.ts'
import {
  depthOf,
  directoriesOf,
  pathsToHash,
  planRestore,
  type PresentPaths,
  type Present,
  type RestorePlan,
  type RestoreRules
} from '../core/restore-plan.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { formatCount } from '../core/units.ts'
import type { Target, TargetState } from '../ports/target.ts'
import type { Held, Wanted } from './restore-choice.ts'
import type { RestoreStory } from './restore-story.ts'

export interface Outlook {
  readonly present: PresentPaths
  readonly plan: RestorePlan
  readonly clean: CleanPlan
  readonly rules: RestoreRules
}

/** Throws, naming them all, when directories with something in them stand where files are to be put. */
export async function lookAtTarget(
  story: RestoreStory,
  held: Held,
  wanted: Wanted,
  state: TargetState
): Promise<Outlook> {
  try {
    return await look(story, held, wanted, state)
  } catch (error) {
    // Only the words say so: threads hand over no more.
    if (error instanceof Failure || !/\bEACCES\b/.test(messageOf(error))) throw error
    throw new Failure(
      'target',
      `The target ${quoteValue(story.inputs.path)} holds a directory that the runner's user may not look into, so nothing was written: ${showText(messageOf(error), 500)}\nGive that user the directory (chmod u+rx), or move it away.`,
      { cause: error }
    )
  }
}

async function look(
  { inputs, ports }: RestoreStory,
  { record }: Held,
  { selected, snapshot, selection }: Wanted,
  state: TargetState
): Promise<Outlook> {
  const { target, machine, reporter } = ports
  const rules = { keepOwners: machine.isRoot && record.ownersKept, trustTimes: !inputs.verify }
  const present = state.kind === 'missing' ? new Map<BytePath, Present>() : await inspect(target, selected)
  const asked = pathsToHash(selected.entries, present, rules)
  const digests = new Map<BytePath, string>()
  const hashed = await target.hash(asked, reporter.progress)
  asked.forEach((path, index) => {
    const digest = hashed[index]
    if (digest !== undefined) digests.set(path, digest)
  })
  const plan = planRestore(selected, present, digests, rules)
  const question = { snapshot, selection, clean: inputs.clean, displaced: plan.displaced }
  const clean = await answered(planClean(question), target)
  if (clean.blocked.length > 0) throw blocked(clean.blocked, inputs.path, inputs.clean)
  return { present, plan, clean, rules }
}

/** Level by level, so that nothing behind a symlink is ever looked at, and nothing below what is not there. */
async function inspect(target: Target, selected: SelectedEntries): Promise<Map<BytePath, Present>> {
  const present = new Map<BytePath, Present>()
  const ask = async (paths: readonly BytePath[]): Promise<void> => {
    const found = await target.inspect(paths)
    paths.forEach((path, index) => {
      const now = found[index]
      if (now !== undefined) present.set(path, now)
    })
  }
  const isReachable = (path: BytePath): boolean => path === '.' || present.get(parentPath(path))?.type === 'dir'
  for (const level of byDepth(directoriesOf(selected))) await ask(level.filter(isReachable))
  const others = selected.entries.filter(({ type }) => type !== 'dir').map(({ path }) => path)
  await ask(others.filter(isReachable))
  return present
}

/** `paths`: parents first. */
function byDepth(paths: readonly BytePath[]): BytePath[][] {
  const levels: BytePath[][] = []
  let depth = -1
  for (const path of paths) {
    if (depthOf(path) > depth) levels.push([])
    depth = depthOf(path)
    levels.at(-1)?.push(path)
  }
  return levels
}

async function answered(planning: ReturnType<typeof planClean>, target: Target): Promise<CleanPlan> {
  let step = planning.next()
  while (step.done !== true) step = planning.next(await target.names(step.value))
  return step.value
}

function blocked(paths: readonly BytePath[], target: string, isClean: boolean): Failure {
  const many = paths.length > 1
  return new Failure(
    'target',
    `In the target ${quoteValue(target)}, ${many ? `${formatCount(paths.length)} directories with something in them stand` : 'a directory with something in it stands'} where the snapshot has a file or a symlink, so nothing was written:${firstAsLines(paths, path => showName(path))}\n${
      isClean
        ? `"clean" does not remove ${many ? 'them, because they hold' : 'it, because it holds'} names that snapshots leave out (.git, .env, keys) or that "paths" leaves out, which nobody could bring back.`
        : `Move ${many ? 'them' : 'it'} away, or set "clean: true", which removes what the snapshot does not have.`
    }`
  )
}
