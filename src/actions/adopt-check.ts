// Everything that is made sure of before a tree is adopted: the volume, the old directory, and that a rename leads from one to the other.

import { type AdoptionPlan, type LeftAlone, planAdoption } from '../core/adoption.ts'
import { pathFromText } from '../core/byte-path.ts'
import { datedNameExamples, prefixOf } from '../core/dated-name.ts'
import { inBackticks, showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { shellWord } from '../core/shell-word.ts'
import { addressOf, sshCall } from '../core/volume-address.ts'
import type { Series } from '../ports/volume.ts'
import type { AdoptStory } from './adopt-story.ts'
import { checkTools, checkVolume } from './check.ts'

/** Whether the volume is to be marked at this first use. */
export async function checkAdoption(story: AdoptStory): Promise<{ readonly mark: boolean }> {
  const { inputs, context, ports } = story
  if (context.untrusted !== undefined) {
    throw new Failure(
      'volume',
      `Nothing is adopted, because ${context.untrusted}. Adopt at a terminal, or in a workflow that strangers cannot start.`
    )
  }
  await checkTools(ports.machine)
  const checked = await checkVolume(ports.volume, false)
  const path = quoteValue(inputs.path)
  const state = await ports.old.state()
  if (state.kind === 'missing')
    throw new Failure('source', `The directory ${path} does not exist; "path" is the one that holds the dated trees.`)
  if (state.kind === 'not-a-directory')
    throw new Failure('source', `${path} is not a directory; "path" is the one that holds the dated trees.`)
  if (state.otherSeries !== undefined) {
    throw new Failure(
      'source',
      `The directory ${path} is a series of snapshots already, or lies in one: ${quoteValue(state.otherSeries)}. Only trees that belong to no series are adopted${state.otherSeries === inputs.path ? '; give its own name as "name" to adopt those in it that have no record' : ''}.`
    )
  }
  if (!state.isSameFilesystem) throw cannotRename(story, 'they are on different filesystems')
  return checked
}

/** By a rename that is really made. */
export async function checkRename(story: AdoptStory): Promise<void> {
  const probe = await story.ports.old.probeRename()
  if (!probe.works) throw cannotRename(story, probe.why)
}

function cannotRename({ inputs }: AdoptStory, why: string): Failure {
  const { path, volume } = inputs
  const what = `Trees cannot be renamed from ${quoteValue(path)} to the volume ${quoteValue(volume)} (${why}), so they cannot be adopted without copying. Make a directory on their own filesystem the volume. Or copy them`
  return new Failure('volume', `${what}${copyAdvice(inputs)}`)
}

function copyAdvice({ path, prefix, volume, name }: AdoptStory['inputs']): string {
  const address = addressOf(volume)
  if (address.kind === 'ssh') {
    const copies = `${address.path}/.old/`
    const command = `rsync -aH -- ${shellWord(`${path}/`)} ${shellWord(copies)}`
    return ` there, all at once, so that they go on sharing files, and adopt ${quoteValue(copies)}:\n  ${sshCall(address)} ${shellWord(command)}`
  }
  const trees = `${shellWord(`${path}/${prefix}`)}[12][0-9]*/`
  return `, oldest first; each then is a snapshot of the moment at which it is copied:\n  for tree in ${trees}; do snapshot-action save "$tree" --volume ${shellWord(volume)} --name ${shellWord(name)} --tags adopted; done`
}

export async function plan(story: AdoptStory, series: Series): Promise<AdoptionPlan> {
  const { inputs, ports } = story
  const names = await ports.old.names()
  const { isSeries } = await ports.old.state()
  const listed = await series.list()
  // Those that an interrupted adoption wrote a record for are to be given again, to the same trees.
  const begun = await ports.old.begun()
  const found = planAdoption({
    names,
    prefix: pathFromText(inputs.prefix),
    utc: inputs.utc,
    localTime: ports.localTime,
    isSeries,
    taken: new Set([...(await series.takenIds())].filter(id => !begun.has(id))),
    recorded: new Set(listed.flatMap(({ id, record, damage }) => ((record ?? damage) === undefined ? [] : [id])))
  })
  story.left = [...found.left, ...listed.flatMap(({ id, damage }) => damaged(id, damage))]
  const hasDate = found.trees.length > 0 || found.left.some(({ why }) => why !== noDate)
  if (!hasDate && found.left.length > 0 && !isSeries) throw nothingDated(story, found)
  return found
}

const damaged = (id: string, damage: string | undefined): LeftAlone[] =>
  damage === undefined
    ? []
    : [{ name: pathFromText(id), why: `is in the series with a record that cannot be used: ${damage}` }]

const noDate = 'its name is no date'

/** Most likely the wrong directory, or a prefix that is missing. */
function nothingDated({ inputs }: AdoptStory, { left }: AdoptionPlan): Failure {
  const prefixes = new Set(left.flatMap(({ name }) => prefixOf(name) ?? []))
  const [prefix] = prefixes
  const names = left
    .slice(0, 3)
    .map(({ name }) => showName(name))
    .join(', ')
  const advice =
    prefix === undefined
      ? `Names are understood that begin with a date${inputs.prefix === '' ? '' : ` after ${quoteValue(inputs.prefix)}`}, such as ${datedNameExamples.join(', ')}.`
      : `If ${inBackticks(showName(prefix))} is what stands before the date, give it as "prefix"${prefixes.size > 1 ? ', and each of the others in a run of its own' : ''}.`
  return new Failure(
    'source',
    `No directory in ${quoteValue(inputs.path)} has a date for a name; there are ${names}. ${advice}`
  )
}
