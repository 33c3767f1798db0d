// Puts what was written aside into its place, and makes directories: by directories that are held, never through a symlink.

import { chmodSync, mkdirSync, renameSync } from 'node:fs'
import { type BytePath, parentPath } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { descriptorPath, Pins } from './pinned.ts'
import type { EnsureDirectoriesTask, PlaceTask, Refused, WriteResult } from './restore-protocol.ts'

/** Under which a file lies aside. */
export const stagedName = (number: number): string => String(number).padStart(6, '0')

/** rename(2) replaces a file, a symlink or a FIFO, and refuses a directory. */
export const place = ({ places, steps }: PlaceTask): WriteResult =>
  untilRefused(places.root, steps, ({ number, path, mode }, pins) => {
    const aside = `${descriptorPath(places.staging)}/${stagedName(number)}`
    if (mode !== undefined) chmodSync(aside, mode)
    pins.within(path, at => {
      renameSync(aside, at)
    })
  })

export const ensureDirectories = ({ root, paths }: EnsureDirectoriesTask): WriteResult =>
  untilRefused(
    root,
    paths.map(path => ({ path })),
    ({ path }, pins) => {
      ensure(path, pins)
    }
  )

/** Another thread may be making the same ones. */
function ensure(path: BytePath, pins: Pins): void {
  if (path === '.') return
  try {
    make(path, pins)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || parentPath(path) === '.') throw error
    ensure(parentPath(path), pins)
    make(path, pins)
  }
}

function make(path: BytePath, pins: Pins): void {
  try {
    pins.within(path, at => {
      mkdirSync(at, 0o700)
    })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    // Only a real directory can be held.
    pins.directory(path)
  }
}

function untilRefused<T extends { readonly path: BytePath }>(
  root: number,
  steps: readonly T[],
  act: (step: T, pins: Pins) => void
): WriteResult {
  const pins = new Pins(root, true)
  const { letIn } = pins
  try {
    for (const step of steps) {
      try {
        act(step, pins)
      } catch (error) {
        return { refused: refusedAt(step.path, error), letIn }
      }
    }
  } finally {
    pins.close()
  }
  return { letIn }
}

/** What has no code is a defect of ours, and is thrown on. */
export function refusedAt(path: BytePath, error: unknown): Refused {
  const code = codeOf(error)
  if (code === undefined) throw error
  return { path, code, message: messageOf(error) }
}
