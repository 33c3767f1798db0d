// An event file that was damaged or tampered with: it never makes a stranger's run a trusted one.

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseEvent, readRunContext } from '../../src/inputs/github-context.ts'
import { anyHarm } from '../support/mutated.ts'
import { anyNastyName } from '../support/nasty-names.ts'

const own = 'acme/app'
const around = { cwd: '/start', tempDir: '/tmp' }
const repo = (name: string): object => ({ id: 1, full_name: name, name: name.split('/')[1], private: false })

const eventOf = (name: string, head: string): string =>
  JSON.stringify(
    name === 'workflow_run'
      ? {
          action: 'completed',
          workflow_run: { event: 'pull_request', head_repository: repo(head) },
          repository: repo(own)
        }
      : {
          action: 'opened',
          number: 7,
          pull_request: { title: 't', head: { ref: 'x', repo: repo(head) }, base: { ref: 'main', repo: repo(own) } },
          repository: repo(own)
        },
    undefined,
    2
  )

const distrusted = (name: string, text: string | undefined): string | undefined =>
  readRunContext({ GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: own }, parseEvent(text), around).untrusted

const events = ['pull_request', 'pull_request_review', 'pull_request_review_comment', 'workflow_run'] as const

describe('the event of a fork', () => {
  it.each(events)('%s, mutated, stays distrusted', name => {
    fc.assert(
      fc.property(anyHarm, harm => distrusted(name, harm(eventOf(name, 'mallory/app'))) !== undefined),
      { numRuns: 500 }
    )
  })

  it.each(events)('%s, from a repository of any other name', name => {
    fc.assert(
      fc.property(
        anyNastyName,
        head => head.toLowerCase() === own || distrusted(name, eventOf(name, head)) !== undefined
      )
    )
  })

  it('made that of its own repository, both sides of it, is not one of this repository', () => {
    const text = eventOf('pull_request', 'mallory/app').replaceAll(own, 'mallory/app')
    expect(distrusted('pull_request', text)).toBe('the event file is that of another repository, mallory/app')
    expect(distrusted('workflow_run', eventOf('workflow_run', 'mallory/app').replaceAll(own, 'mallory/app'))).toContain(
      'another repository'
    )
  })

  it.each([
    ['a key twice, the last one counts', '"full_name": "acme/app", "full_name": "mallory/app"'],
    ['a prototype', '"__proto__": {"full_name": "acme/app"}'],
    ['a list', '"full_name": ["acme/app"]'],
    ['an object', '"full_name": {"toString": "acme/app"}'],
    ['a look-alike', '"full_name": "acme/\\u0430pp"'],
    ['a sign that folds to a letter of another', '"full_name": "acme/app\\u0000"']
  ])('with %s', (_, fullName) => {
    const text = `{"pull_request": {"head": {"repo": {${fullName}}}, "base": {"repo": {"full_name": "acme/app"}}}}`
    expect(distrusted('pull_request', text)).toBeDefined()
  })

  it('is never a crash, whatever the file is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), anyNastyName), fc.constantFrom(...events, 'push'), (text, name) => {
        const untrusted = distrusted(name, text)
        expect(untrusted === undefined).toBe(name === 'push')
      })
    )
  })
})

it('a pull request within the repository is trusted: else none of this would say anything', () => {
  for (const name of events) expect([name, distrusted(name, eventOf(name, own))]).toEqual([name, undefined])
})
