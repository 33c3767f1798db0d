// The output of the cache's client, in pieces of any size: its progress as numbers, all else as it came.

import { expect, test } from '@jest/globals'
import { Printed } from '../../src/adapters/cache/printed.ts'
import type { Progress } from '../../src/core/progress.ts'

const output = [
  'Cache Size: ~4 MB (4194304 B)',
  'Sent 1048576 of 4194304 (25.0%), 1.0 MBs/sec',
  '::warning::Fäiled to save',
  'Sent 4194304 of 4194304 (100.0%), 1.0 MBs/sec',
  'Received 10 of 4194304 (0.0%), 0.0 MBs/sec',
  'Sent by nobody'
].join('\n')

test.each([1, 7, 1000])('in pieces of %d bytes', size => {
  const progress: Progress[] = []
  const printed = new Printed(now => progress.push(now))
  const bytes = Buffer.from(output)
  for (let at = 0; at < bytes.length; at += size) printed.take(bytes.subarray(at, at + size))
  const sent = { doing: 'sending to the GitHub Actions cache', files: 0, totalFiles: 0, totalBytes: 4194304 }
  expect(progress).toEqual([
    { ...sent, bytes: 1048576 },
    { ...sent, bytes: 4194304 },
    { ...sent, bytes: 10, doing: 'receiving from the GitHub Actions cache' }
  ])
  expect(printed.text()).toBe('Cache Size: ~4 MB (4194304 B)\n::warning::Fäiled to save\nSent by nobody')
})
