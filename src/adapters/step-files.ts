// What a step hands to the runner and to later steps by files: outputs, the step summary, and the JSON report.

import { appendFile, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type * as core from '@actions/core'

/** Each value is written as it is, whatever lines it has: `@actions/core` fences it with a random delimiter. */
export function writeOutputs(setOutput: typeof core.setOutput, outputs: Readonly<Record<string, string>>): void {
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
