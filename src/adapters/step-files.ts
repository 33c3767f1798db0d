// What a step hands to the runner and to later steps by files: outputs, the step summary, and the JSON report.

import { appendFile, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../core/failure.ts'
import type { Told } from '../core/report/told.ts'
import { readNamedFile } from './own-file.ts'
import type { RunnerCommands } from './runner-commands.ts'

export interface StepFiles {
  readonly tempDir: string
  readonly summaryFile: string | undefined
  readonly setOutput: RunnerCommands['setOutput']
  readonly warn: (sentence: string) => void
}

/**
 * Writes all of it. What was done on the volume is done by now, so that a report or a summary that cannot be written is
 * a warning, and the outputs are set all the same: later steps need them.
 */
export async function handOver(
  { json, outputs, summary }: Omit<Told, 'log' | 'failure'>,
  files: StepFiles
): Promise<void> {
  const attempt = async <T>(work: () => Promise<T>, otherwise: T, lost: string): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      files.warn(`${lost}: ${messageOf(error)}`)
      return otherwise
    }
  }
  const inTemp = `The JSON report could not be written to the runner's temporary directory, and the output "report" is empty`
  writeOutputs(files.setOutput, outputs(await attempt(() => writeReport(files.tempDir, json), '', inTemp)))
  if (summary === undefined) return
  const inSummary = 'The step summary could not be written; the outputs and the log have the outcome'
  await attempt(() => appendSummary(files.summaryFile, summary), false, inSummary)
}

/** Each value is written as it is, whatever lines it has: it is fenced with a random delimiter. */
export function writeOutputs(setOutput: RunnerCommands['setOutput'], outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}

/**
 * Appends to the file that GITHUB_STEP_SUMMARY names, and says whether there is one: outside of a workflow there is
 * none, where `core.summary.write()` would throw.
 */
export async function appendSummary(summaryFile: string | undefined, markdown: string): Promise<boolean> {
  if (summaryFile === undefined || summaryFile === '') return false
  await appendFile(summaryFile, markdown)
  return true
}

/**
 * Writes the JSON report into a fresh directory of its own below `tempDir`, readable for this user only, since it names
 * what is on the volume. Returns the file's path.
 */
export async function writeReport(tempDir: string, json: string): Promise<string> {
  const directory = await mkdtemp(join(tempDir, 'snapshot-report-'))
  const file = join(directory, 'report.json')
  await writeFile(file, json, { mode: 0o600, flag: 'wx' })
  return file
}

/** GitHub's webhooks have at most 25 MB. */
const mostNamedBytes = 32 * 1024 * 1024

/** The text of a file that the runner names; absent where there is none or it cannot be read. */
export function readText(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined
  try {
    return readNamedFile(file, mostNamedBytes)
  } catch {
    // Without its event a run is judged by the rest of what is known of it; see distrust().
    return undefined
  }
}
