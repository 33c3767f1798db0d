// Whether the event behind a run may write to the volume: code of strangers must not choose what later runs restore.

import type { Environment } from './input-reader.ts'

/** Why this event must not write; undefined for a trusted one. `event` is the event file's JSON, undefined if unreadable. */
export function distrust(env: Environment, event: unknown): string | undefined {
  // The runner's own judgement (2.336 and later), or the workflow's `cache-mode: read`. The other modes are about the
  // cache alone: `none` is what a careful workflow says that has no use for it.
  if (env.ACTIONS_CACHE_MODE?.trim().toLowerCase() === 'read') {
    return 'the run may only read caches (ACTIONS_CACHE_MODE=read), as runs of low trust do'
  }
  switch (env.GITHUB_EVENT_NAME) {
    case 'pull_request_target':
      return 'pull_request_target runs with full rights for anyone who opens a pull request'
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return strangers(
        env,
        event,
        ['pull_request', 'head', 'repo'],
        ['pull_request', 'base', 'repo'],
        'the pull request'
      )
    case 'workflow_run':
      if (textAt(event, ['workflow_run', 'event']) === 'pull_request_target') {
        return 'the run that started this one was a pull_request_target, which anyone can cause'
      }
      // Whatever else started the first run: the repository's own events have its own head.
      return strangers(env, event, ['workflow_run', 'head_repository'], ['repository'], 'the run that started this one')
    default:
      // issue_comment among them: anyone may comment, but it runs the default branch's code. A workflow that checks out
      // a pull request on a comment has to set read-only itself; the event does not tell.
      return undefined
  }
}

/** A deleted fork has no repository, and an unreadable event no proof: both are a stranger's. */
function strangers(
  env: Environment,
  event: unknown,
  head: readonly string[],
  base: readonly string[],
  what: string
): string | undefined {
  const [from, to] = [repositoryAt(event, head), repositoryAt(event, base)]
  if (to === undefined) return `the event file does not tell which repository ${what} came from`
  if (from === undefined) return `${what} came from a repository that no longer exists`
  // The file can be written to by whatever ran before in this job; the runner's own word cannot.
  const own = env.GITHUB_REPOSITORY ?? ''
  if (own !== '' && !isSame(own, to)) return `the event file is that of another repository, ${to}`
  return isSame(from, to) ? undefined : `${what} came from another repository, ${from}`
}

/** GitHub's names of repositories are ASCII, and do not differ in case alone. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function repositoryAt(event: unknown, path: readonly string[]): string | undefined {
  return textAt(event, [...path, 'full_name'])
}

/** The text at the end of a path of keys, if there is a non-empty one. */
export function textAt(value: unknown, path: readonly string[]): string | undefined {
  const end = path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key as keyof typeof at] : undefined,
    value
  )
  return typeof end === 'string' && end !== '' ? end : undefined
}
