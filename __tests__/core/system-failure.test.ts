// A refusal of the system in words for a person; anything else stays what it is.

import { expect, test } from '@jest/globals'
import { Failure } from '../../src/core/failure.ts'
import { systemFailure } from '../../src/core/system-failure.ts'

const error = (code: string): Error => Object.assign(new Error(`${code}: said so, mkdir '/v/x'`), { code })

test.each([
  ['ENOSPC', 'room', "There is no space left, or no inode: ENOSPC: said so, mkdir '/v/x'.\nFree some"],
  ['EDQUOT', 'room', 'The quota is used up'],
  ['EROFS', 'volume', 'The filesystem is read-only'],
  ['EIO', 'volume', 'A disk, or the connection to one, is failing'],
  ['ESTALE', 'volume', 'A disk, or the connection to one, is failing'],
  ['EACCES', 'volume', "The runner's user may not do that: EACCES: said so, mkdir '/v/x'."],
  ['EPERM', 'volume', "The runner's user may not do that"],
  ['EMFILE', 'volume', 'Too many files are open']
])('%s', (code, kind, start) => {
  const cause = error(code)
  const failure = systemFailure(cause)
  expect(failure).toBeInstanceOf(Failure)
  expect(failure).toMatchObject({ kind, cause })
  expect(failure?.message.startsWith(start)).toBe(true)
})

test.each(['ENOENT', 'ENOTDIR', 'ELOOP'])('%s is a refusal where only we work', code => {
  const cause = Object.assign(new Error(`${code}: said so, mkdir '/v/s/.snapshots/partial/x'`), { code })
  expect(systemFailure(cause)).toMatchObject({ kind: 'volume', cause })
  expect(systemFailure(cause)?.message).toContain(`Something else changes what is ours on the volume: ${cause.message}`)
})

test.each([
  ['a code of ours', error('ENOENT')],
  ['a code that is the name of a property', error('toString')],
  ['an error without a code', new Error('defect')],
  ['a text', 'ENOSPC']
])('%s is none', (_, thrown) => {
  expect(systemFailure(thrown)).toBeUndefined()
})
