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

/** What stands in a script is put there before the shell reads it: a branch called `$(id)` would be run. */
const inScript = /^\s*(?:- )?run: (?:.*\$\{\{|[|>].*\n(?:\s+(?!- |\w+:).*\n)*?.*\$\{\{)/m

it('no example hands a value to a shell but by its environment', () => {
  const yaml = pages.filter(name => name.endsWith('.md') && name !== 'docs/threat-model.md').map(name => [name, pageText(name)] as const)
  expect(yaml.filter(([, text]) => inScript.test(text)).map(([name]) => name)).toEqual([])
})

it('and would be found if it did', () => {
  expect(inScript.test('- run: ls ${{ steps.x.outputs.snapshot-path }}\n')).toBe(true)
  expect(inScript.test('- run: |\n    set -e\n    ls ${{ steps.x.outputs.y }}\n')).toBe(true)
  expect(inScript.test('- run: |\n    ls "$Y"\n  env:\n    Y: ${{ steps.x.outputs.y }}\n')).toBe(false)
})
