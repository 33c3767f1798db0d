// What each action.yml and the README say is what the code does: valid metadata, the same inputs with the same defaults, current tables.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { validate } from '@actions/languageservice'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { pruneOutputNames } from '../src/core/report/prune-outputs.ts'
import { snapshotOutputNames } from '../src/core/report/outputs.ts'
import type { Environment } from '../src/inputs/input-reader.ts'
import { pruneDefaults, pruneInputNames } from '../src/inputs/prune-names.ts'
import { readPruneInputs } from '../src/inputs/prune.ts'
import { snapshotDefaults, snapshotInputNames } from '../src/inputs/snapshot-names.ts'
import { readSnapshotInputs } from '../src/inputs/snapshot.ts'

interface Field {
  readonly description: string
  readonly default?: string
  readonly required?: boolean
}

interface Metadata {
  readonly name: string
  readonly description: string
  readonly inputs: Record<string, Field>
  readonly outputs: Record<string, Field>
}

const read = (file: string): { readonly text: string; readonly metadata: Metadata } => {
  const text = readFileSync(file, 'utf8')
  return { text, metadata: parse(text) as Metadata }
}

const around = { run: {}, workspace: '/ws', tempDir: '/tmp', defaults: {} }

const actions = [
  {
    file: 'action.yml',
    uses: 'org/snapshot-action/',
    ...read('action.yml'),
    names: snapshotInputNames,
    defaults: snapshotDefaults as object,
    outputs: snapshotOutputNames as readonly string[],
    readInputs: (env: Environment): unknown => readSnapshotInputs(env, around)
  },
  {
    file: 'prune/action.yml',
    uses: 'org/snapshot-action/prune',
    ...read('prune/action.yml'),
    names: pruneInputNames,
    defaults: pruneDefaults,
    outputs: pruneOutputNames,
    readInputs: (env: Environment): unknown => readPruneInputs(env, around)
  }
]

let documents = 0

/** What GitHub's own language service finds wrong, each with its line. Inputs of actions that are not ours are not looked at. */
async function problems(path: string, yaml: string): Promise<string[]> {
  // the service remembers what it parsed by its address: a second text under the same one would not be looked at
  documents += 1
  const found = await validate(TextDocument.create(`file:///${documents}/${path}`, 'yaml', 1, yaml), {
    actionsMetadataProvider: {
      fetchActionMetadata: ({ owner, name, path }) =>
        Promise.resolve(
          actions.find(({ uses }) => uses === [owner, name, path ?? ''].join('/'))?.metadata ?? {
            name,
            description: ''
          }
        )
    }
  })
  return found.map(({ range, message }) => {
    return `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`
  })
}

describe.each(actions)('$file', ({ file, text, metadata, names, defaults, outputs, readInputs }) => {
  it('is valid', async () => {
    expect(await problems(file, text)).toEqual([])
  })

  it('would be found out if it were not', async () => {
    expect(await problems(file, text.replace('using: node24', 'using: node1'))).not.toEqual([])
    expect(await problems(file, text.replace('toJSON(matrix)', 'toJSON(secrets)'))).not.toEqual([])
  })

  it('has the inputs that the code has', () => {
    expect(Object.keys(metadata.inputs).sort()).toEqual([...names].sort())
  })

  it('has the inputs that the code reads', () => {
    const asked = new Set<string>()
    const env = new Proxy<Record<string, string>>(
      { INPUT_VOLUME: '/mnt/vault', INPUT_PATH: 'dist', INPUT_NAME: 'a' },
      {
        get(target, variable) {
          asked.add(String(variable))
          return Reflect.get(target, variable) as unknown
        }
      }
    )
    readInputs(env)
    const inputs = [...asked].filter(variable => variable.startsWith('INPUT_'))
    expect(inputs.sort()).toEqual(names.map(name => `INPUT_${name.toUpperCase()}`).sort())
  })

  it('has the defaults that the code has', () => {
    const { matrix, ...inputs } = metadata.inputs
    const said = Object.entries(inputs).flatMap(([name, field]) =>
      field.default === undefined ? [] : [[name, field.default]]
    )
    expect(Object.fromEntries(said)).toEqual(defaults)
    expect(matrix?.default).toBe('${{ toJSON(matrix) }}')
  })

  it('has the outputs that the code sets', () => {
    expect(Object.keys(metadata.outputs)).toEqual(outputs)
  })

  it('runs a bundle that the build makes', () => {
    const { main } = (parse(text) as { runs: { main: string } }).runs
    const [, entry = ''] = /^dist\/([a-z]+)\/index\.js$/.exec(join(dirname(file), main)) ?? []
    expect(readFileSync('scripts/build.ts', 'utf8')).toContain(`'${entry}'`)
  })

  it.each([...Object.entries(metadata.inputs), ...Object.entries(metadata.outputs)])(
    'describes %s in one to three sentences',
    (_, { description }) => {
      expect(description).toMatch(/^[^\n]{20,300}\.$/)
      expect(description.split(/[.!?](?: |$)/).length - 1).toBeLessThanOrEqual(3)
    }
  )
})

describe('README.md', () => {
  const blocks = [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => yaml)

  it.each(['org/snapshot-action@v1', 'org/snapshot-action/prune@v1'])('has the whole step to copy from: %s', uses => {
    expect(blocks.some(yaml => yaml.includes(`- uses: ${uses}`) && yaml.includes('lock-timeout'))).toBe(true)
  })

  it.each(blocks)('would work as it is written: %#', async yaml => {
    const steps = yaml.replace(/^(?=.)/gm, '      ')
    const isWorkflow = /^(?:on|jobs):/m.test(yaml)
    const workflow = isWorkflow ? yaml : `on: push\njobs:\n  backup:\n    runs-on: self-hosted\n    steps:\n${steps}`
    expect(await problems('.github/workflows/example.yml', workflow)).toEqual([])
  })

  it('may use other actions', async () => {
    const steps = '      - uses: actions/checkout@v5\n        with: { ref: main }\n'
    const workflow = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`
    expect(await problems('.github/workflows/example.yml', workflow)).toEqual([])
  })

  it.each([
    ['org/snapshot-action@v1', 'path: a'],
    ['org/snapshot-action/prune@v1', 'keep-last: 3']
  ])('would be found out if it named an input that does not exist: %s', async (uses, input) => {
    const workflow = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ${uses}\n        with:\n`
    const found = await problems(
      '.github/workflows/example.yml',
      `${workflow}          ${input}\n          compair: b\n`
    )
    expect(found).toEqual([expect.stringContaining('compair')])
  })
})

describe('scripts/readme.ts', () => {
  const script = join(process.cwd(), 'scripts/readme.ts')
  let folder = ''
  const run = async (...args: string[]): Promise<number> => {
    try {
      await promisify(execFile)(process.execPath, ['--no-warnings', script, ...args], { cwd: folder })
      return 0
    } catch (thrown) {
      return (thrown as { code: number }).code
    }
  }
  const readme = (): string => readFileSync(join(folder, 'README.md'), 'utf8')

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'))
    writeFileSync(
      join(folder, 'action.yml'),
      [
        'name: x',
        'description: y',
        'inputs:',
        "  path: { required: true, description: 'What | to take.' }",
        "  speed: { default: '10m', description: 'How\n\n    fast.' }",
        "  kind: { default: quick, description: 'How.' }",
        "  hidden: { default: '${{ toJSON(matrix) }}', description: 'No.' }",
        'outputs:',
        "  done: { description: 'Whether.' }",
        ''
      ].join('\n')
    )
    mkdirSync(join(folder, 'prune'))
    writeFileSync(
      join(folder, 'prune/action.yml'),
      'name: p\ndescription: p\ninputs: { a: { description: Of prune. } }\n'
    )
    const names = ['usage', 'inputs', 'outputs'].flatMap(part => [part, `prune ${part}`])
    const parts = names.map(part => `<!-- generated: ${part} -->\nold\n<!-- generated: end -->\n`)
    writeFileSync(join(folder, 'README.md'), `# Title\n\nProse.\n\n${parts.join('\nMore prose.\n\n')}`)
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('finds this README current', async () => {
    await promisify(execFile)(process.execPath, ['--no-warnings', script, '--check'])
  })

  it('tells an old README, and leaves it alone when only asked', async () => {
    const before = readme()
    expect(await run('--check')).toBe(1)
    expect(readme()).toBe(before)
  })

  it('fills in the parts and nothing else', async () => {
    writeFileSync(join(folder, '.prettierrc.json'), '{ "singleQuote": true }')
    expect(await run()).toBe(0)
    expect(await run('--check')).toBe(0)
    expect(readme()).toContain('Prose.')
    expect(readme().match(/More prose\./g)).toHaveLength(5)
    expect(readme()).toMatch(/^\| `a` +\| – +\| Of prune\. +\|$/m)
    expect(readme()).toContain(
      "    # What | to take.\n    path: ''\n\n    # How fast.\n    speed: '10m'\n\n    # How.\n    kind: quick\n```"
    )
    expect(readme()).toMatch(/^\| `path` +\| \*\*required\*\* +\| What \\\| to take\. +\|$/m)
    expect(readme()).toMatch(/^\| `hidden` +\| `\$\{\{ toJSON\(matrix\) \}\}` +\| No\. +\|$/m)
    expect(readme()).toMatch(/^\| `done` +\| Whether\. +\|$/m)
    expect(readme()).not.toContain('old')
  })

  it('fails when a part has lost its place', async () => {
    writeFileSync(join(folder, 'README.md'), '# Title\n')
    expect(await run()).toBe(1)
    expect(readme()).toBe('# Title\n')
  })
})
