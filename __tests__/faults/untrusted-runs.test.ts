// Runs whose code strangers may have chosen (row 37): by the event the runner tells of, or by what it lets the cache do.

import type { Json } from '../support/expressions.ts'
import { type Body, fault, negativeControl } from './support/fault.ts'
import { describeTrees } from './support/canaries.ts'
import type { ActionName, Call, Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const ours = { full_name: 'acme/widgets', default_branch: 'main' }
const theirs = { full_name: 'mallory/widgets', default_branch: 'main' }

const pullRequest = (head: Json, name = 'pull_request'): Call => ({
  github: {
    event_name: name,
    ref: 'refs/pull/1/merge',
    ref_name: '1/merge',
    event: { pull_request: { head: { repo: head }, base: { repo: ours } }, repository: ours }
  }
})
const workflowRun = (head: Json, cause: string): Call => ({
  github: {
    event_name: 'workflow_run',
    event: { workflow_run: { event: cause, head_repository: head }, repository: ours }
  }
})

const untrusted: Readonly<Record<string, Call>> = {
  'a pull request from a fork': pullRequest(theirs),
  'a review of one': pullRequest(theirs, 'pull_request_review'),
  'a comment in a review of one': pullRequest(theirs, 'pull_request_review_comment'),
  'a pull request from a fork that was deleted': pullRequest(null),
  'a pull request from one whose name only begins as ours': pullRequest({ full_name: 'acme/widgets-2' }),
  'a pull request whose event file is no object': { github: { event_name: 'pull_request', event: 'a text' } },
  'a pull request whose event file says nothing': { github: { event_name: 'pull_request', event: {} } },
  'a pull request that says of itself that it is trusted': {
    github: {
      event_name: 'pull_request',
      event: { pull_request: { head: { repo: { full_name: ['acme/widgets'] } }, base: { repo: ours } }, trusted: true }
    }
  },
  'pull_request_target, also of our own branch': pullRequest(ours, 'pull_request_target'),
  'a workflow_run after a run of a fork': workflowRun(theirs, 'pull_request'),
  'a workflow_run after a pull_request_target': workflowRun(ours, 'pull_request_target'),
  'a cache that may only be read': { env: { ACTIONS_CACHE_MODE: 'read' } },
  'a cache that may only be read, in other letters': { env: { ACTIONS_CACHE_MODE: ' Read ' } }
}

const inputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  snapshot: { name: 'acme/widgets/build/main' },
  prune: { 'keep-last': '1' },
  verify: { snapshot: 'all' },
  list: {}
}

/** Names, attributes, times and the hash of every byte of the volume. */
const hashOf = ({ volume }: Scene): string => describeTrees(volume).join('\n')

async function untouched(scene: Scene, action: ActionName, call: Call, more: Call['inputs'] = {}): Promise<Ran> {
  const before = hashOf(scene)
  const run = await scene.run({ ...call, action, inputs: { ...inputs[action], ...more } })
  if (hashOf(scene) !== before) throw new Error(`${action} changed the volume:\n${run.log}`)
  return run
}

for (const [title, call] of Object.entries(untrusted)) {
  fault({ row: 37, tier: 'U', title }, async scene => {
    const taken = await untouched(scene, 'snapshot', call)
    const pruned = await untouched(scene, 'prune', call)
    for (const { outputs, log, summary } of [taken, pruned]) {
      if (outputs.status !== 'skipped') throw new Error(`the status is ${String(outputs.status)}:\n${log}`)
      if (!summary.includes('because')) throw new Error(`the summary does not say why: ${summary}`)
    }
    const verified = await untouched(scene, 'verify', call)
    const listed = await untouched(scene, 'list', call)
    return [
      { run: taken, exitCode: 0, says: /Nothing is written, because .* Set "read-only: false" only where/ },
      { run: pruned, exitCode: 0, says: /Nothing is removed, because / },
      { run: verified, exitCode: 0, says: /verified|Verified/ },
      { run: listed, exitCode: 0, says: /2 snapshots/ }
    ]
  })
}

const written =
  (call: Call, more: Call['inputs'] = {}): Body =>
  async scene => {
    const run = await scene.run({ ...call, inputs: { ...inputs.snapshot, ...more } })
    scene.expectStored(run)
    return { run, exitCode: 0, says: /created/ }
  }

const trusted: Readonly<Record<string, Call>> = {
  'a pull request of our own branch is trusted': pullRequest({ full_name: 'Acme/Widgets' }),
  'a workflow_run after our own push is trusted': workflowRun(ours, 'push'),
  'a workflow that has no use for the cache is trusted': { env: { ACTIONS_CACHE_MODE: 'none' } }
}
for (const [title, call] of Object.entries(trusted)) fault({ row: 37, tier: 'U', title }, written(call))

fault(
  { row: 37, tier: 'U', title: 'read-only: false writes for a fork, as whoever sets it wants' },
  written(pullRequest(theirs), { 'read-only': 'false' })
)
fault({ row: 37, tier: 'U', title: 'read-only: true writes for nobody' }, async scene => ({
  run: await untouched(scene, 'snapshot', {}, { 'read-only': 'true' }),
  exitCode: 0,
  says: /Nothing is written, because "read-only" is true/
}))
fault({ row: 37, tier: 'U', title: 'read-only: a word that it does not know is refused' }, async scene => ({
  run: await untouched(scene, 'snapshot', pullRequest(theirs), { 'read-only': 'no' }),
  exitCode: 1,
  says: /read-only: "no"/
}))
negativeControl(
  { row: 37, tier: 'U', title: 'the same with read-only: false', goesRed: /snapshot changed the volume/ },
  async scene => ({
    run: await untouched(scene, 'snapshot', pullRequest(theirs), { 'read-only': 'false' }),
    exitCode: 0,
    says: /created/
  })
)
