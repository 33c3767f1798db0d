// What each action.yml and the README say is what the code does: valid metadata, the same inputs with the same defaults, current tables.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { validate } from '@actions/languageservice'
import { describe, expect, it } from '@jest/globals'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { listOutputNames } from '../src/core/report/list-outputs.ts'
import { pruneOutputNames } from '../src/core/report/prune-outputs.ts'
import { restoreOutputNames } from '../src/core/report/restore-outputs.ts'
import { snapshotOutputNames } from '../src/core/report/outputs.ts'
import { verifyOutputNames } from '../src/core/report/verify-outputs.ts'
import type { Environment } from '../src/inputs/input-reader.ts'
import { listDefaults, listInputNames } from '../src/inputs/list-names.ts'
import { readListInputs } from '../src/inputs/list.ts'
import { pruneDefaults, pruneInputNames } from '../src/inputs/prune-names.ts'
import { readPruneInputs } from '../src/inputs/prune.ts'
import { restoreDefaults, restoreInputNames } from '../src/inputs/restore-names.ts'
import { readRestoreInputs } from '../src/inputs/restore.ts'
import { snapshotDefaults, snapshotInputNames } from '../src/inputs/snapshot-names.ts'
import { readSnapshotInputs } from '../src/inputs/snapshot.ts'
import { verifyDefaults, verifyInputNames } from '../src/inputs/verify-names.ts'
import { readVerifyInputs } from '../src/inputs/verify.ts'

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
    file: 'restore/action.yml',
    uses: 'org/snapshot-action/restore',
    ...read('restore/action.yml'),
    names: restoreInputNames,
    defaults: restoreDefaults,
    outputs: restoreOutputNames,
    readInputs: (env: Environment): unknown => readRestoreInputs(env, around)
  },
  {
    file: 'prune/action.yml',
    uses: 'org/snapshot-action/prune',
    ...read('prune/action.yml'),
    names: pruneInputNames,
    defaults: pruneDefaults,
    outputs: pruneOutputNames,
    readInputs: (env: Environment): unknown => readPruneInputs(env, around)
  },
  {
    file: 'list/action.yml',
    uses: 'org/snapshot-action/list',
    ...read('list/action.yml'),
    names: listInputNames,
    defaults: listDefaults,
    outputs: listOutputNames,
    readInputs: (env: Environment): unknown => readListInputs(env, around)
  },
  {
    file: 'verify/action.yml',
    uses: 'org/snapshot-action/verify',
    ...read('verify/action.yml'),
    names: verifyInputNames,
    defaults: verifyDefaults,
    outputs: verifyOutputNames,
    readInputs: (env: Environment): unknown => readVerifyInputs(env, around)
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

  it.each(actions)('has the whole step of $file to copy from', ({ uses, names }) => {
    // The values of the matrix are filled in by the runner.
    const inputs = names.filter(name => name !== 'matrix').map(name => `    ${name}: `)
    const step = `- uses: ${uses.replace(/\/$/, '')}@v1\n`
    expect(blocks.filter(yaml => [step, ...inputs].every(text => yaml.includes(text)))).toHaveLength(1)
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
    ['org/snapshot-action/restore@v1', 'snapshot: latest'],
    ['org/snapshot-action/prune@v1', 'keep-last: 3'],
    ['org/snapshot-action/list@v1', 'measure: auto']
  ])('would be found out if it named an input that does not exist: %s', async (uses, input) => {
    const workflow = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ${uses}\n        with:\n`
    const found = await problems(
      '.github/workflows/example.yml',
      `${workflow}          ${input}\n          compair: b\n`
    )
    expect(found).toEqual([expect.stringContaining('compair')])
  })
})
