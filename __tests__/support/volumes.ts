// A marked volume and a workspace in a temporary directory, and the snapshot action run over them by the runner stand-in.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Manifest } from '../../src/core/manifest/manifest.ts'
import { decodeManifest } from '../../src/core/manifest/manifest-reader.ts'
import type { ActionCall, ActionResult } from './runner.ts'
import { runAction } from './runner.ts'
import { repositoryRoot } from './runner-environment.ts'

export interface Stand {
  readonly scratch: string
  readonly workspace: string
  readonly volume: string
  readonly tempDir: string
  /** Runs the built bundle; inputs are added to `path: build` and this volume. */
  readonly run: (inputs?: Readonly<Record<string, string>>, more?: Partial<ActionCall>) => Promise<ActionResult>
  readonly remove: () => void
}

export const stand = (): Stand => {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bundle-'))
  const [workspace, volume, tempDir] = ['workspace', 'volume', 'temp'].map(name => {
    const directory = join(scratch, name)
    mkdirSync(directory)
    return directory
  }) as [string, string, string]
  writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
  const place = { workspace, tempDir }
  return {
    scratch,
    volume,
    ...place,
    run: (inputs = {}, more = {}) =>
      runAction({
        action: repositoryRoot,
        ...place,
        contexts: { matrix: null },
        ...more,
        inputs: { path: 'build', volume, ...inputs }
      }),
    remove: () => {
      rmSync(scratch, { recursive: true, force: true })
    }
  }
}

/** A snapshot that was to succeed; its log is the message when it did not. */
export const succeeded = (result: ActionResult): ActionResult => {
  if (result.outcome !== 'success') throw new Error(`the action ended with ${result.outcome}:\n${result.log}`)
  return result
}

export const output = (result: ActionResult, name: string): string => {
  const value = result.outputs[name]
  if (value === undefined) throw new Error(`the action set no output '${name}'`)
  return value
}

export const figure = (result: ActionResult, name: string): number => Number(output(result, name))

/** The ids in a series, oldest first, from the directory listing. */
export const idsIn = (series: string): string[] =>
  readdirSync(series)
    .filter(name => /^\d/.test(name))
    .sort()

export const manifestOf = (series: string, id: string): Manifest => {
  const packed = readFileSync(join(series, '.snapshots/manifests', `${id}.mtree.gz`))
  return decodeManifest([gunzipSync(packed).toString('latin1')])
}
