// The main recipes and the reusable workflow, executed step by step on a real volume, as they stand in the pages.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { startCacheServer } from '../support/cache-server.ts'
import { blocks } from '../support/pages.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { snapshotsIn, troubleIn } from '../support/series-state.ts'
import { runWorkflow, type WorkflowRun } from '../support/workflow.ts'

let scratch = ''
const at = (...names: readonly string[]): string => join(scratch, ...names)

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'recipes-'))
  mkdirSync(at('workspace'))
  mkdirSync(at('volume'))
  writeFileSync(at('volume/.snapshot-volume.json'), '{"format":1}\n')
  // What a build leaves, written anew by each; the second argument is what changed.
  writeFileSync(
    at('build.sh'),
    'rm -rf "$1"; mkdir -p "$1/lib"; cp -r "$3/." "$1/lib"; echo "$2" > "$1/version"; echo x > "$1/.env"\n'
  )
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const artifact = join(repositoryRoot, 'node_modules/artifact-date-fns-1/locale')
const build = (to: string, version: number): string => `sh ${at('build.sh')} ${to} ${version} ${artifact}`

/** Runs a workflow of a page, with its volume and its build being those of this test. */
async function run(
  text: string,
  version = 1,
  contexts: Parameters<typeof runWorkflow>[1]['contexts'] = {},
  env: Readonly<Record<string, string>> = {}
) {
  const file = at(`workflow-${version}.yml`)
  const real = text
    .replaceAll('/mnt/backup', at('volume'))
    .replaceAll('npm ci && npm run build', build('dist', version))
    .replaceAll('make ARCH="$ARCH"', build('out', version))
    .replaceAll('- run: npm test', '- run: test -s dist/version')
  writeFileSync(file, real)
  const ran = await runWorkflow(file, {
    workspace: at('workspace'),
    tempDir: at(`temp-${version}`),
    contexts,
    env: { PATH: process.env.PATH ?? '', ...env }
  })
  expectSuccess(ran)
  return ran
}

function expectSuccess({ jobs, outcome }: WorkflowRun): void {
  const failed = jobs.flatMap(job => job.steps).filter(step => step.outcome === 'failure')
  expect(failed.map(step => `${step.name}: ${step.result?.log ?? ''}`)).toEqual([])
  expect(outcome).toBe('success')
}

it('keeps a copy in the cache, from which a runner without the volume restores', async () => {
  const cache = await startCacheServer()
  try {
    const [text = ''] = blocks('docs/cache-copy.md', 'yaml')
    // The second job has another machine: it must not find what the first one built.
    const elsewhere = text
      .replace(/path: dist(?=\s+cache-fallback)/, 'path: elsewhere')
      .replace('ls dist', 'test -s elsewhere/version')
    const { jobs } = await run(elsewhere, 1, {}, cache.env)
    const outputs = jobs.flatMap(({ steps }) => steps).map(step => step.result?.outputs ?? {})
    expect(outputs).toContainEqual(expect.objectContaining({ 'cache-copied': 'true' }))
    expect(outputs).toContainEqual(expect.objectContaining({ source: 'cache', restored: 'true' }))
  } finally {
    await cache.close()
  }
})

const titled = (page: string, name: string): string => {
  const found = blocks(page, 'yaml').find(yaml => yaml.includes(`name: ${name}\n`) && /^ {4}steps:$/m.test(yaml))
  if (found === undefined) throw new Error(`${page} has no workflow "${name}"`)
  return found
}
const recipe = (name: string): string => titled('docs/recipes.md', name)

const outputsOf = (ran: WorkflowRun, id: string): Record<string, string> => ({
  ...ran.jobs.flatMap(job => job.steps).find(step => step.id === id)?.result?.outputs
})
/** Of the only step that has one, whatever it is called. */
const outputOf = (ran: WorkflowRun, name: string): string | undefined =>
  ran.jobs.flatMap(job => job.steps).flatMap(step => step.result?.outputs[name] ?? [])[0]

const seriesOf = (): string[] =>
  readdirSync(at('volume'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('/.snapshots'))
    .map(path => path.slice(0, -'/.snapshots'.length))

it('README: a nightly backup, twice, links the second night', async () => {
  const nightly = titled('README.md', 'Nightly')
  expect(outputOf(await run(nightly, 1), 'status')).toBe('created')
  const second = await run(nightly, 2)
  expect(Number(outputOf(second, 'files-linked'))).toBeGreaterThan(100)
  expect(outputOf(second, 'files-copied')).toBe('1')
  const [series = ''] = seriesOf()
  expect(troubleIn(at('volume', series))).toEqual([])
})

it('restore/README.md: restores the nightly build, and does not build again', async () => {
  const name = 'octo/app/nightly/main'
  await run(recipe('Nightly').replace('skip-if-unchanged', `name: ${name}\n          skip-if-unchanged`), 1)
  rmSync(at('workspace/dist'), { recursive: true })
  const ran = await run(titled('restore/README.md', 'Test the nightly build'), 2)
  expect(outputsOf(ran, 'nightly').restored).toBe('true')
  expect(readFileSync(at('workspace/dist/version'), 'utf8')).toBe('1\n')
})

it('recipes: a release is pinned and linked to the nightly series', async () => {
  const repository = 'acme/widgets'
  await run(
    recipe('Nightly').replace('skip-if-unchanged', `name: ${repository}/nightly/main\n          skip-if-unchanged`)
  )
  const ran = await run(recipe('Release'), 2, { github: { repository, ref_name: 'v1' } })
  expect(Number(outputOf(ran, 'files-linked'))).toBeGreaterThan(100)
  const [releases = ''] = seriesOf().filter(series => series.endsWith('/releases'))
  const [id = ''] = snapshotsIn(at('volume', releases))
  const record = JSON.parse(readFileSync(at('volume', releases, '.snapshots/records', `${id}.json`), 'utf8')) as object
  expect(record).toMatchObject({ pinned: true, tags: expect.arrayContaining(['release']) as unknown })
})

it('recipes: each leg of a matrix has a series, linked to the first', async () => {
  const ran = await run(recipe('Matrix'))
  const [first, second] = ran.jobs
  const copied = [first, second].map(job => job?.steps.flatMap(step => step.result?.outputs['files-copied'] ?? [])[0])
  // Also within one tree equal files are linked to each other; the second leg copies none at all.
  expect([Number(copied[0]) > 100, copied[1]]).toEqual([true, '0'])
  expect(seriesOf().map(series => series.split('/').at(-1))).toEqual(expect.arrayContaining(['amd64', 'arm64']))
})

it('recipes: a cache, a drill, and care for all series', async () => {
  const cache = recipe('Test')
  expect(outputsOf(await run(cache, 1), 'build').restored).toBe('false')
  const nightly = recipe('Nightly').replace(
    'skip-if-unchanged',
    'name: ${{ github.repository }}/nightly/main\n          skip-if-unchanged'
  )
  await run(nightly, 2)
  await run(recipe('Drill'), 3)
  const care = await run(recipe('Care'), 4)
  expect([outputOf(care, 'kept'), outputOf(care, 'ok')]).toEqual(['1', 'true'])
})

const reusable = readFileSync(join(repositoryRoot, '.github/workflows/backup.yml'), 'utf8')
const { on } = parse(reusable) as { on: { workflow_call: { inputs: Record<string, { default?: unknown }> } } }
const defaults = Object.fromEntries(
  Object.entries(on.workflow_call.inputs).map(([name, field]) => [name, field.default ?? ''])
) as Record<string, string>

it('the reusable workflow, called as the recipe calls it', async () => {
  const called = blocks('docs/recipes.md', 'yaml').find(yaml => yaml.includes('backup.yml@v1')) ?? ''
  const given = (parse(called) as { jobs: { nightly: { with: Record<string, string> } } }).jobs.nightly.with
  expect(Object.keys(given).filter(name => !(name in on.workflow_call.inputs))).toEqual([])
  const inputs = (version: number) => ({
    ...{ ...defaults, ...given },
    ...{ volume: at('volume'), build: build('dist', version) }
  })
  for (const version of [1, 2]) {
    const ran = await run(reusable, version, { inputs: inputs(version) })
    expect(ran.jobs[0]?.outputs).toMatchObject({ status: 'created', drilled: 'true', 'cache-copied': '' })
    expect(outputsOf(ran, 'compare').changed).toBe('false')
  }
  expect(snapshotsIn(at('volume/octo/app/nightly/main'))).toHaveLength(2)
  expect(troubleIn(at('volume/octo/app/nightly/main'))).toEqual([])
})

it('the reusable workflow with all that it can be asked for, twice the same build', async () => {
  const cache = await startCacheServer()
  try {
    const inputs = {
      ...{ ...defaults, path: 'dist', volume: at('volume'), name: 'all', build: build('dist', 1) },
      ...{ 'cache-copy': true, page: true, 'skip-if-unchanged': true, 'max-shrink': '50%', 'min-free-space': '1M' },
      ...{ 'keep-last': '2', 'keep-yearly': '3', 'keep-within': '30d', 'keep-tags': 'release', tags: 'release' }
    }
    const first = await run(reusable, 1, { inputs }, cache.env)
    expect(first.jobs[0]?.outputs).toMatchObject({ status: 'created', drilled: 'true', 'cache-copied': 'true' })
    const second = await run(reusable, 2, { inputs }, cache.env)
    expect(second.jobs[0]?.outputs).toMatchObject({ status: 'unchanged', drilled: 'true', 'cache-copied': 'true' })
    expect(snapshotsIn(at('volume/all'))).toHaveLength(1)
    expect(existsSync(at('volume/all/index.html'))).toBe(true)
    const [key] = cache.keys()
    expect(key).toMatch(/^snapshot-1\//)
  } finally {
    await cache.close()
  }
})

it('the reusable workflow asks for the same keys and hosts wherever it reaches the volume', () => {
  const steps = (parse(reusable) as { jobs: { backup: { steps: { with?: Record<string, string> }[] } } }).jobs.backup
    .steps
  const reaching = steps.filter(step => step.with !== undefined && 'volume' in step.with)
  expect(reaching).toHaveLength(4)
  for (const { with: given } of reaching) {
    expect(given).toMatchObject({
      'ssh-key': '${{ secrets.ssh-key }}',
      'ssh-known-hosts': '${{ inputs.ssh-known-hosts }}'
    })
  }
})

it('the reusable workflow finds out when what comes back is not what was kept', async () => {
  // Somebody writes into the scratch directory between restore and comparison.
  const spoiled = reusable.replace(
    '      # A dry run stores nothing',
    '      - run: echo other > "$RUNNER_TEMP/restore-drill/version"\n      # A dry run stores nothing'
  )
  expect(spoiled).not.toBe(reusable)
  const inputs = {
    ...{ ...defaults, path: 'dist', volume: at('volume'), name: 'drill', 'verify-subset': 'none' },
    ...{ build: build('dist', 1) }
  }
  await expect(run(spoiled, 1, { inputs })).rejects.toThrow('is not what was kept')
  expect(existsSync(at('volume/drill/latest'))).toBe(true)
})
