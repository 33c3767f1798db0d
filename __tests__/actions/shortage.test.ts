// A full volume is asked which of both is used up; what it answers, or that it does not, never hides what went wrong.

import { expect, test } from '@jest/globals'
import { withShortage } from '../../src/actions/shortage.ts'
import { Failure, messageOf } from '../../src/core/failure.ts'
import { NoSpace } from '../../src/core/no-space.ts'

const full = { free: () => Promise.resolve({ bytes: 12_582_912, inodes: 0 }) }
const silent = { free: () => Promise.reject(new Error('EIO: i/o error, statfs')) }
const never = { free: () => Promise.reject(new Error('it was asked')) }
const refused = Object.assign(new Error("ENOSPC: no space left on device, mkdir '/v/x'"), { code: 'ENOSPC' })

test('an error of the system', async () => {
  const told = await withShortage(full, refused)
  expect(told).toMatchObject({ kind: 'room', cause: refused })
  expect(messageOf(told)).toMatch(/^There is no inode left \(12\.0 MiB and 0 inodes free now\): ENOSPC: .*'\/v\/x'\.\n/)
})

test('a failure of ours, once: later figures would tell less', async () => {
  const first = await withShortage(full, new NoSpace(({ what }) => what))
  expect(first).toMatchObject({ message: 'no inode left (12.0 MiB and 0 inodes free now)' })
  expect(await withShortage(never, first)).toBe(first)
})

test('without an answer it stays what it was', async () => {
  expect(await withShortage(silent, refused)).toBe(refused)
})

test.each([
  ['another refusal', Object.assign(new Error('EDQUOT: disk quota exceeded'), { code: 'EDQUOT' })],
  ['a failure about the room that is needed', new Failure('room', 'it needs 3 GiB')],
  ['a defect', new Error('defect')],
  ['a text', 'ENOSPC']
])('%s is no matter of the volume, which is not asked', async (_, thrown) => {
  expect(await withShortage(full, thrown)).toBe(thrown)
})
