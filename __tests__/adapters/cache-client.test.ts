// How the cache is asked: what its client says is heard, a silent one is given up, and it gets no more than it needs.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { CacheClient, whyNoCache } from '../../src/adapters/cache/client.ts'
import { troubleIn } from '../../src/adapters/cache/printed.ts'
import { makeScratch, type Scratch } from '../../src/adapters/cache/scratch.ts'
import { realProcesses } from '../../src/adapters/process.ts'

const path = process.env.PATH ?? ''
const limits = { find: 60_000, save: 60_000, bring: 60_000 }
let directory = ''
let scratch: Scratch

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'snapshot-client-'))
  scratch = makeScratch(directory, path)
})
afterEach(() => {
  scratch.remove()
  rmSync(directory, { recursive: true })
})

function client(program: string, env = {}, limitMs = limits): CacheClient {
  const script = join(directory, 'program.mjs')
  writeFileSync(script, program)
  return new CacheClient(realProcesses({ PATH: path }, new AbortController().signal), script, env, scratch, limitMs)
}

it('has what the program answers, and what it said of failures', async () => {
  const answers = client(`
    import { writeFileSync } from 'node:fs'
    console.log('::warning::Failed to restore: it is%0A50%25 down.')
    writeFileSync('../answer.json', JSON.stringify({ matched: process.argv.slice(2).join(' ') }))`)
  expect(await answers.ask('bring', ['key', 'start'])).toEqual({
    matched: 'bring key start',
    trouble: 'Failed to restore: it is 50% down'
  })
})

it('is told of a program that crashes, answers nothing or nonsense, or is silent', async () => {
  const trouble = async (program: string, limitMs = limits): Promise<unknown> =>
    (await client(program, {}, limitMs).ask('find', ['key'])).trouble
  expect(await trouble('throw new TypeError("a bug")')).toBe(
    'the program that asks the cache ended with status 1; TypeError: a bug'
  )
  expect(await trouble('')).toMatch(/^no answer can be read: ENOENT/)
  expect(await trouble(`import { writeFileSync } from 'node:fs'; writeFileSync('../answer.json', '{')`)).toMatch(
    /^no answer can be read/
  )
  expect(await trouble('setInterval(() => {}, 1000)', { ...limits, find: 1500 })).toMatch(
    /^the cache did not answer for 1\.5 s/
  )
})

it('never takes the answer of a question before for its own', async () => {
  const once = client(`
    import { writeFileSync } from 'node:fs'
    if (process.argv[2] === 'find') writeFileSync('../answer.json', '{"matched":"key"}')`)
  expect(await once.ask('find', ['key'])).toEqual({ matched: 'key' })
  expect((await once.ask('bring', ['key'])).matched).toBeUndefined()
})

it('hands on what leads to the cache, and no secret of the step', async () => {
  const env = {
    ACTIONS_RUNTIME_TOKEN: 'token',
    ACTIONS_RESULTS_URL: 'http://x/',
    https_proxy: 'http://proxy',
    NO_PROXY: 'x',
    'INPUT_SSH-KEY': 'secret',
    GITHUB_TOKEN: 'secret',
    NODE_OPTIONS: '--require=/evil.js',
    TAR_OPTIONS: '--to-command=evil',
    GITHUB_WORKSPACE: '/ws'
  }
  await client(
    `import { writeFileSync } from 'node:fs'
     writeFileSync('seen.json', JSON.stringify(process.env)); writeFileSync('../answer.json', '{}')`,
    env
  ).ask('find', ['key'])
  const seen = JSON.parse(readFileSync(join(scratch.workspace, 'seen.json'), 'utf8')) as Record<string, string>
  expect(Object.values(seen)).not.toContain('secret')
  expect(seen).toMatchObject({
    ACTIONS_RUNTIME_TOKEN: 'token',
    https_proxy: 'http://proxy',
    GITHUB_WORKSPACE: scratch.workspace,
    PATH: scratch.bin
  })
  expect(seen).not.toHaveProperty('NODE_OPTIONS')
  expect(seen).not.toHaveProperty('TAR_OPTIONS')
})

it.each([
  ['Cache hit for: a\nSent 5 of 5 (100.0%), 0.1 MBs/sec', []],
  [
    "Cache save skipped: the effective cache-mode 'read' does not permit writes.",
    ["Cache save skipped: the effective cache-mode 'read' does not permit writes"]
  ],
  ['::error::Failed to save: 503\n::error::Failed to save: 503', ['Failed to save: 503']],
  ['::debug::Failed to reserve cache: x', []]
])('hears in %j what went wrong', (printed, expected) => {
  expect(troubleIn(printed)).toEqual(expected)
})

describe('where there is no cache', () => {
  it.each([
    [{}, false],
    [{ ACTIONS_RUNTIME_TOKEN: 't' }, false],
    [{ ACTIONS_RESULTS_URL: 'http://x' }, false],
    [{ ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'http://x' }, true],
    [{ ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_CACHE_URL: 'http://x' }, true]
  ])('%j is told', (env, isThere) => {
    expect(whyNoCache(env) === undefined).toBe(isThere)
  })

  it('or no tool to pack with, nothing is left behind', () => {
    const bare = join(directory, 'bare')
    mkdirSync(bare)
    expect(() => makeScratch(bare, bare)).toThrow('there is no tar in PATH')
    expect(() => makeScratch(bare, 'relative:.:')).toThrow('there is no tar in PATH')
  })
})
