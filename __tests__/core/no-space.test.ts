// Which of both a full filesystem has run out of, by what is free there; where that does not tell, both are named.

import { expect, test } from '@jest/globals'
import { NoSpace, type Room } from '../../src/core/no-space.ts'

const cause = new Error('ENOSPC')
const failure = new NoSpace(({ what, shownBy }) => `There is ${what} (${shownBy}).`, { cause })
const mebibytes = 1024 * 1024

test.each<[string, Room, string]>([
  ['bytes', { bytes: 0, inodes: 501 }, 'There is no space left (0 B and 501 inodes free now) (df shows space).'],
  [
    'a last block',
    { bytes: 4096, inodes: 16 },
    'There is no space left (4.0 KiB and 16 inodes free now) (df shows space).'
  ],
  [
    'inodes',
    { bytes: 12 * mebibytes, inodes: 0 },
    'There is no inode left (12.0 MiB and 0 inodes free now) (df -i shows inodes; each file, directory and symlink takes one).'
  ],
  [
    'inodes, of which one was given back',
    { bytes: 12 * mebibytes, inodes: 1 },
    'There is no inode left (12.0 MiB and 1 inode free now) (df -i shows inodes; each file, directory and symlink takes one).'
  ],
  [
    'both',
    { bytes: 0, inodes: 0 },
    'There is no space left, or no inode (0 B and 0 inodes free now) (df shows space, df -i shows inodes).'
  ],
  [
    'bytes, most of which were given back',
    { bytes: 12 * mebibytes, inodes: 501 },
    'There is no space left for what was being written (12.0 MiB and 501 inodes free now) (df shows space).'
  ],
  ['bytes where there is no number of inodes', { bytes: 0 }, 'There is no space left (0 B free now) (df shows space).']
])('%s', (_, room, message) => {
  expect(failure.with(room)).toMatchObject({ kind: 'room', message, cause, isAsked: true })
})

test('both, as long as nobody was asked', () => {
  expect(failure).toMatchObject({
    kind: 'room',
    message: 'There is no space left, or no inode (df shows space, df -i shows inodes).',
    isAsked: false
  })
})
