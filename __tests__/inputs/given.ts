// Inputs as the runner would set them for one step, and what the snapshot action reads from them.

import { InputFailure } from '../../src/core/failure.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import type { RunContextWithDefaults, SnapshotInputsRead } from '../../src/inputs/model.ts'
import { readSnapshotInputs } from '../../src/inputs/snapshot.ts'

export type Given = Readonly<Record<string, string>>

export const context: RunContextWithDefaults = {
  run: {},
  workspace: '/ws/app',
  tempDir: '/tmp',
  defaults: { repository: 'acme/app', job: 'build', refName: 'feature/x', defaultBranch: 'main' }
}

const variables = (inputs: Given): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, text]) => [variableOf(name), text]))

export const least = { volume: '/mnt/vault', path: 'dist' }

/** With the volume and path of `least` unless others are given. */
export const read = (inputs: Given, env: Given = {}, run = context): SnapshotInputsRead =>
  readSnapshotInputs({ GITHUB_ACTIONS: 'true', ...variables({ ...least, ...inputs }), ...env }, run)

/** What is reported as wrong; nothing when all is right. */
export const mistakes = (inputs: Given, env: Given = {}, run = context): readonly string[] => {
  try {
    read(inputs, env, run)
  } catch (thrown) {
    if (thrown instanceof InputFailure) return thrown.mistakes
    throw thrown
  }
  return []
}
