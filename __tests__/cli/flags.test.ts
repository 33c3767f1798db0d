// Every input has its flag, with the words of its action; what help says is what the code does.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { commands } from '../../src/cli/commands.ts'
import { helpText } from '../../src/cli/parser.ts'
import { type CommandSpec, flagsOf, isTruth } from '../../src/cli/spec.ts'
import { adoptInputNames } from '../../src/inputs/adopt-names.ts'
import { diffInputNames } from '../../src/inputs/diff-names.ts'
import { doctorInputNames } from '../../src/inputs/doctor-names.ts'
import { listInputNames } from '../../src/inputs/list-names.ts'
import { pruneInputNames } from '../../src/inputs/prune-names.ts'
import { restoreInputNames } from '../../src/inputs/restore-names.ts'
import { snapshotInputNames } from '../../src/inputs/snapshot-names.ts'
import { verifyInputNames } from '../../src/inputs/verify-names.ts'

interface Field {
  readonly description: string
}

const inputsOf: Readonly<Record<string, readonly string[]>> = {
  save: snapshotInputNames,
  restore: restoreInputNames,
  list: listInputNames,
  diff: diffInputNames,
  prune: pruneInputNames,
  verify: verifyInputNames,
  doctor: doctorInputNames,
  adopt: adoptInputNames
}

const actionOf: Readonly<Record<string, string>> = {
  save: 'action.yml',
  restore: 'restore/action.yml',
  list: 'list/action.yml',
  prune: 'prune/action.yml',
  verify: 'verify/action.yml'
}

/** The values of a matrix leg and the step summary are things of a workflow, and whom to distrust is decided by its event. */
const onlyInWorkflows = ['matrix', 'summary', 'read-only', 'cache-copy', 'cache-fallback']

const look = { width: 100, bold: (text: string): string => text }
const inputsSet = (spec: CommandSpec): string[] => [
  ...spec.operands.map(({ input }) => input),
  ...flagsOf(spec).map(({ input }) => input)
]

const named = commands.map(spec => ({ name: spec.name, spec }))

it('has the commands of the interface', () => {
  expect(commands.map(({ name }) => name)).toEqual([
    'save',
    'restore',
    'list',
    'diff',
    'prune',
    'verify',
    'doctor',
    'adopt'
  ])
})

describe.each(named)('$name', ({ name, spec }) => {
  it('has a flag or an operand for every input, once', () => {
    const expected = (inputsOf[name] ?? []).filter(input => !onlyInWorkflows.includes(input))
    expect(inputsSet(spec).sort()).toEqual([...expected].sort())
  })

  it('takes true and false where the code does', () => {
    const isTruthByDefault = (input: string): boolean => /^(true|false)$/.test(spec.defaults[input] ?? '')
    const truths = flagsOf(spec).filter(isTruth)
    expect(truths.map(({ input }) => input).sort()).toEqual(
      flagsOf(spec)
        .map(({ input }) => input)
        .filter(isTruthByDefault)
        .sort()
    )
  })

  it('has help with every flag, examples that name the command, and lines that fit', () => {
    const help = helpText(name, commands, look)
    for (const { input } of flagsOf(spec)) expect(help).toMatch(new RegExp(`^ {2}--(\\[no-\\])?${input}\\b`, 'm'))
    expect(spec.examples.length).toBeGreaterThanOrEqual(2)
    expect(help).toContain('--json')
    for (const { says, line } of spec.examples) {
      expect(line).toMatch(new RegExp(`^snapshot-action ${name} `))
      expect(help).toContain(`  # ${says}\n  ${line}\n`)
    }
    const described = help.slice(0, help.indexOf('Examples:'))
    expect(described.split('\n').filter(each => each.length > 100)).toEqual([])
  })

  it('names the defaults that the code has', () => {
    const help = helpText(name, commands, look).replace(/\n\s+/g, ' ')
    const flags = flagsOf(spec).filter(({ input, otherwise }) => otherwise === undefined && input in spec.defaults)
    for (const flag of flags) {
      const standard = spec.presets?.[flag.input] ?? spec.defaults[flag.input] ?? ''
      const [, described = ''] = help.split(new RegExp(` --(?:\\[no-\\])?${flag.input}(?: <[a-z]+>)? +(?=[A-Z])`))
      const shown = /[( ]default: ([^)]*)\)/.exec(described.split(' --')[0] ?? '')?.[1]
      expect([flag.input, shown]).toEqual([
        flag.input,
        isTruth(flag) ? (standard === 'true' ? 'yes' : undefined) : standard
      ])
    }
  })
})

/** As an action's description would be, were its input a flag. */
const inWordsOfFlags = (description: string): string =>
  inWords.reduce((text, [ofWorkflows, ofShells]) => text.replaceAll(ofWorkflows, ofShells), description.trim())

const inWords = [
  [/`/g, ''],
  [/\s+/g, ' '],
  [/, one per line/g, ''],
  [/\b([Aa]) line that/g, '$1n argument that'],
  [/the workspace/g, 'the current directory'],
  [/ and set the outputs/g, ''],
  [/the step fails/g, 'the command fails']
] as const

const withAction = named.filter(({ name }) => name in actionOf)

describe.each(withAction)('the words of $name', ({ name, spec }) => {
  const { inputs } = parse(readFileSync(actionOf[name] ?? '', 'utf8')) as {
    readonly inputs: Readonly<Record<string, Field>>
  }
  const documented = [...spec.operands, ...flagsOf(spec)].map(({ input, help }) => ({ input, help }))

  it.each(documented)('are those of the action: $input', ({ input, help }) => {
    const description = inWordsOfFlags(inputs[input]?.description ?? '')
    // Whole sentences from its start: what follows is often about workflows.
    expect(`${description.slice(0, help.length)}|${description.charAt(help.length)}`).toMatch(/^.*\.\|(?: |$)/)
    expect(description.slice(0, help.length)).toBe(help)
  })
})

describe('the help of the whole', () => {
  const help = helpText('', commands, look)

  it('lists the commands, the exit statuses and where to go on', () => {
    for (const { name, summary } of commands) expect(help).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'))
    expect(help).toContain('0 done, 1 failed, 2 wrong usage, 3 damage found, 4 locked by another run, 130 cancelled')
    expect(help).toContain('SNAPSHOT_VOLUME')
    expect(help).toContain('snapshot-action help restore')
  })

  it('is shown for a name that is no command', () => {
    expect(helpText('no such', commands, look)).toBe(help)
  })
})
