// docs/performance.md shows the results that are kept beside the benchmark, and no figure of its own making.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { chart } from '../../bench/chart.ts'
import { drawPage, pictured } from '../../bench/page.ts'
import type { Result } from '../../bench/result.ts'

const root = join(import.meta.dirname, '../..')
const text = (file: string): string => readFileSync(join(root, file), 'utf8')
const page = text('docs/performance.md')
const result = JSON.parse(text('bench/results/result.json')) as Result
const scale = JSON.parse(text('bench/results/scale.json')) as Result

/** Cells of tables are padded on the page. */
const withoutPadding = (markdown: string): string =>
  markdown.replace(/^\|.*$/gm, row => row.replace(/ +/g, ' ').replace(/-{2,}/g, '--'))

it('has the tables that the results give; npm run bench:page writes them', () => {
  expect(withoutPadding(drawPage(page, result, scale))).toBe(withoutPadding(page))
})

it('and they are really compared', () => {
  const [first] = result.rows
  if (first === undefined) throw new Error('the kept result has no rows')
  const other = { ...result, rows: [{ ...first, files: first.files + 1 }, ...result.rows.slice(1)] }
  expect(withoutPadding(drawPage(page, other, scale))).not.toBe(withoutPadding(page))
  expect(() => drawPage(page.replace('<!-- generated: phases -->', ''), result, scale)).toThrow('no place for "phases"')
})

it('has the picture that the result gives', () => {
  expect(chart(result.rows.filter(({ id }) => pictured.includes(id)))).toBe(text('docs/performance.svg'))
})

it('shows a result with every peer and the limit', () => {
  const next = result.rows.find(({ id }) => id === 'packages/next/rebuilt/warm')
  expect(next?.entries.map(({ key }) => key)).toEqual([
    'ours',
    'rsync-a',
    'rsync-c',
    'rsnapshot',
    'restic',
    'borg',
    'cp',
    'tar',
    'limit'
  ])
})
