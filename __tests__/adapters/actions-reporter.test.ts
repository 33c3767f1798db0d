// The reporter of a workflow run, over a log that is a list, and the files of a step in a real directory.

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { actionsReporter, type ActionsLog, type ActionsReporter } from '../../src/adapters/actions-reporter.ts'
import { appendSummary, writeOutputs, writeReport } from '../../src/adapters/step-files.ts'

/** What the runner would get, in order; and a clock that stands until it is set forward. */
function started(): { lines: string[]; reporter: ActionsReporter; wait: (ms: number) => void } {
  const lines: string[] = []
  let nowMs = 5000
  const log: ActionsLog = {
    info: text => lines.push(text),
    notice: text => lines.push(`[notice] ${text}`),
    warning: text => lines.push(`[warning] ${text}`),
    startGroup: title => lines.push(`[group] ${title}`),
    endGroup: () => lines.push('[end]')
  }
  const clock = { now: () => new Date(0), monotonicMs: () => nowMs }
  const wait = (ms: number): void => void (nowMs += ms)
  return { lines, reporter: actionsReporter(log, clock), wait }
}

describe('phases', () => {
  test('a group each, with its lines in it and its duration below it', async () => {
    const { lines, reporter, wait } = started()
    const result = await reporter.phase('Hash the source', () => {
      reporter.info('5 files')
      wait(1234)
      return Promise.resolve(7)
    })
    expect(result).toBe(7)
    expect(lines).toEqual(['[group] Hash the source', '5 files', '[end]', 'Hash the source took 1.2 s'])
  })

  test('a group is closed when its work fails, and the failure goes on', async () => {
    const { lines, reporter, wait } = started()
    const work = (): Promise<never> => {
      wait(50)
      return Promise.reject(new Error('no room'))
    }
    await expect(reporter.phase('Copy', work)).rejects.toThrow('no room')
    expect(lines).toEqual(['[group] Copy', '[end]', 'Copy failed after 50 ms'])
  })

  test('groups do not nest, so a phase within a phase is lines', async () => {
    const { lines, reporter } = started()
    await reporter.phase('Outer', () => reporter.phase('Inner', () => Promise.resolve()))
    await reporter.phase('Next', () => Promise.resolve())
    expect(lines).toEqual([
      ...['[group] Outer', 'Inner', 'Inner took 0 ms', '[end]', 'Outer took 0 ms'],
      ...['[group] Next', '[end]', 'Next took 0 ms']
    ])
  })

  test('no line, title or warning is a command', async () => {
    const { lines, reporter } = started()
    await reporter.phase('::error::a', () => {
      reporter.info('::error::b\n::error::c')
      reporter.warning('##[error]d')
      return Promise.resolve()
    })
    expect(lines).toEqual([
      '[group] \\::error::a',
      '\\::error::b\\n::error::c',
      '[warning] #\\#[error]d',
      '[end]',
      '\\::error::a took 0 ms'
    ])
  })
})

describe('progress', () => {
  const at = (files: number) => ({
    doing: 'hashing',
    files,
    bytes: files * 1024,
    totalFiles: 60,
    totalBytes: 60 * 1024
  })

  test('a line every ten seconds, with the rate since the work began', async () => {
    const { lines, reporter, wait } = started()
    await reporter.phase('Hash', () => {
      for (let second = 0; second <= 25; second += 1) {
        reporter.progress(at(second))
        wait(1000)
      }
      return Promise.resolve()
    })
    expect(lines.slice(1, -2)).toEqual([
      'hashing 10 of 60 files, 10.0 KiB of 60.0 KiB, 1.0 KiB/s, about 50 s left',
      'hashing 20 of 60 files, 20.0 KiB of 60.0 KiB, 1.0 KiB/s, about 40 s left'
    ])
  })

  test('nothing in a phase that is shorter, whatever was before it', async () => {
    const { lines, reporter, wait } = started()
    for (const title of ['One', 'Two', 'Three'])
      await reporter.phase(title, () => {
        reporter.progress(at(0))
        wait(9000)
        reporter.progress(at(1))
        return Promise.resolve()
      })
    expect(lines.filter(line => line.startsWith('hashing'))).toEqual([])
  })

  test('other work in the same phase has its own rate', () => {
    const { lines, reporter, wait } = started()
    reporter.progress(at(0))
    wait(8000)
    reporter.progress({ doing: 'linking', files: 100, bytes: 0, totalFiles: 500 })
    wait(2000)
    reporter.progress({ doing: 'linking', files: 200, bytes: 0, totalFiles: 500 })
    expect(lines).toEqual(['linking 200 of 500 files, 50 files/s, about 6 s left'])
  })
})

describe('warnings', () => {
  const annotations = (lines: readonly string[]): string[] => lines.filter(line => line.startsWith('[warning] '))

  test.each([0, 1, 9, 10])('%d of them are as many annotations', count => {
    const { lines, reporter } = started()
    for (let number = 1; number <= count; number += 1) reporter.warning(`number ${number}`)
    reporter.finish()
    expect(annotations(lines)).toEqual(Array.from({ length: count }, (_, index) => `[warning] number ${index + 1}`))
  })

  test('of more than ten, the last annotation says how many are in the log', () => {
    const { lines, reporter } = started()
    for (let number = 1; number <= 1200; number += 1) reporter.warning(`number ${number}`)
    reporter.finish()
    reporter.finish()
    expect(annotations(lines)).toHaveLength(10)
    expect(lines.at(-1)).toBe('[warning] 1,191 more warnings are in the log of this step.')
    expect(lines).toContain('Warning: number 10')
    expect(lines).toContain('Warning: number 1200')
  })

  test('those beyond are in the log even when the run never finishes', () => {
    const { lines, reporter } = started()
    for (let number = 1; number <= 10; number += 1) reporter.warning(`number ${number}`)
    expect(lines.at(-1)).toBe('Warning: number 10')
  })

  test('a long one is cut, and whole in the log', () => {
    const { lines, reporter } = started()
    reporter.warning('x'.repeat(4096))
    reporter.warning('y'.repeat(4097))
    expect(lines).toEqual([`[warning] ${'x'.repeat(4096)}`, `[warning] ${'y'.repeat(4095)}…`, 'y'.repeat(4097)])
  })
})

test('a notice is an annotation, bounded and no command', () => {
  const { lines, reporter } = started()
  reporter.notice('::error::none')
  reporter.notice('x'.repeat(4097))
  expect(lines).toEqual(['[notice] \\::error::none', `[notice] ${'x'.repeat(4095)}…`])
})

describe('the files of a step', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'step-files-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  test('outputs are set one by one, as they are', () => {
    const set: [string, unknown][] = []
    writeOutputs((name, value) => void set.push([name, value]), { status: 'created', 'snapshot-path': '/a\nb' })
    expect(set).toEqual([
      ['status', 'created'],
      ['snapshot-path', '/a\nb']
    ])
  })

  test('the summary is appended to what is there', async () => {
    const file = join(directory, 'summary')
    await writeFile(file, 'before\n')
    await expect(appendSummary(file, '## größe\n')).resolves.toBe(true)
    await expect(readFile(file, 'utf8')).resolves.toBe('before\n## größe\n')
  })

  test.each([undefined, ''])('without a summary file (%j), none is written', async file => {
    await expect(appendSummary(file, 'x')).resolves.toBe(false)
  })

  test('the report is for this user only, and never written over another', async () => {
    const [one, two] = [await writeReport(directory, '{}\n'), await writeReport(directory, '[]\n')]
    expect(one).not.toBe(two)
    expect((await stat(one)).mode & 0o777).toBe(0o600)
    expect((await stat(join(one, '..'))).mode & 0o777).toBe(0o700)
    await expect(readFile(one, 'utf8')).resolves.toBe('{}\n')
    await expect(readFile(two, 'utf8')).resolves.toBe('[]\n')
  })
})
