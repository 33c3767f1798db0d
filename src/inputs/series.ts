// Which series a run writes, and which others it may link against: from the inputs, else from the run itself.

import { defaultSeriesName, validateSeriesName, type SeriesNameParts } from '../core/series-name.ts'
import { parsed, wrong, type Parser } from './fields.ts'
import type { InputReader } from './input-reader.ts'
import type { RunDefaults } from './model.ts'

export interface SeriesChoice {
  readonly name: string
  readonly linkFrom: readonly string[]
}

/** The series a run is about. `parts`: what the name is made of when it is the default. It is empty beside a mistake. */
export interface OwnSeries {
  readonly name: string
  readonly parts?: SeriesNameParts
}

export function readOwnSeries(read: InputReader<'name' | 'matrix', never>, defaults: RunDefaults): OwnSeries {
  const matrix = read.optional('matrix', parseMatrix)
  if (read.text('name') !== '') return { name: read.optional('name', parseSeriesName) ?? '' }
  const parts = namePartsOf(defaults, matrix)
  if (parts !== undefined) return { name: read.check('name', defaultSeriesName(parts), parseSeriesName) ?? '', parts }
  read.report(
    'name: is missing, and without a repository, job and branch (outside GitHub Actions) there is nothing to make ' +
      'a default from; give the series a name'
  )
  return { name: '' }
}

export function readSeries(
  read: InputReader<'name' | 'matrix' | 'link-from', never>,
  defaults: RunDefaults
): SeriesChoice {
  const { name, parts } = readOwnSeries(read, defaults)
  const listed = read.each('link-from', parseSeriesName)
  if (parts === undefined || listed.length > 0 || defaults.defaultBranch === undefined) {
    return { name, linkFrom: others(name, listed) }
  }
  // A branch starts from the default branch's files, and so do tags and pull requests: most of a first snapshot is there.
  return { name, linkFrom: others(name, [defaultSeriesName({ ...parts, refName: defaults.defaultBranch })]) }
}

/** A series links against itself anyway; named once for all branches, `link-from` meets that on the one it names. */
const others = (name: string, series: readonly string[]): string[] => [...new Set(series)].filter(one => one !== name)

function namePartsOf({ repository, job, refName }: RunDefaults, matrix: unknown): SeriesNameParts | undefined {
  return repository === undefined || job === undefined || refName === undefined
    ? undefined
    : { repository, job, refName, matrix }
}

export const parseSeriesName: Parser<string> = text => {
  const checked = validateSeriesName(text)
  return checked.ok ? parsed(checked.name) : wrong(checked.why)
}

/** What `${{ toJSON(matrix) }}` gives: an object, or `null` for a job without a matrix. */
const parseMatrix: Parser<object | null> = text => {
  const problem = wrong('is not the JSON of a matrix: leave this input out, the action fills it in')
  try {
    const matrix: unknown = JSON.parse(text)
    return typeof matrix === 'object' && !Array.isArray(matrix) ? parsed(matrix) : problem
  } catch {
    // not JSON at all: said by the mistake
    return problem
  }
}
