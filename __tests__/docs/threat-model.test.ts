// The threat model names a test for each claim: all of them are there. And no example of ours does what it warns of.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { pages, pageText } from '../support/pages.ts'
import { repositoryRoot } from '../support/runner-environment.ts'

const page = pageText('docs/threat-model.md')

it('every test and workflow that it names is there', () => {
  const named = [...page.matchAll(/`((?:__tests__|\.github)\/[^`]+)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(path => !existsSync(join(repositoryRoot, path)))).toEqual([])
})

/** Scripts of `run:` into which a value is put before the shell reads them: a branch called `$(id)` would be run. */
function exposed(text: string): string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const [, indent = '', inline = ''] = /^(\s*(?:- )?)run: (.*)$/.exec(line) ?? []
    if (inline === '') return []
    const below = lines.slice(at + 1)
    const end = below.findIndex(next => next.trim() !== '' && next.search(/\S/) <= indent.length)
    const script = /^[|>]/.test(inline) ? below.slice(0, end < 0 ? undefined : end).join('\n') : inline
    return script.includes('${{') ? [script] : []
  })
}

it('no example hands a value to a shell but by its environment', () => {
  const others = pages.filter(name => name !== 'docs/threat-model.md')
  expect(others.flatMap(name => exposed(pageText(name)).map(script => [name, script]))).toEqual([])
})

it('and would be found if it did', () => {
  expect(exposed('  - run: ls ${{ steps.x.outputs.snapshot-path }}\n')).toHaveLength(1)
  expect(exposed('  - run: |\n      set -e\n      ls ${{ steps.x.outputs.y }}\n')).toHaveLength(1)
  expect(exposed('  - run: |\n      ls "$Y"\n    env:\n      Y: ${{ steps.x.outputs.y }}\n')).toEqual([])
})
