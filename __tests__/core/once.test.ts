// What is used up once: there until it is taken, and an error after that, since whoever asks then has a defect.

import { expect, test } from '@jest/globals'
import { Once } from '../../src/core/once.ts'

test('is there to be looked at until it is taken', () => {
  const once = new Once<string | undefined>('large')
  expect([once.peek(), once.peek(), once.take()]).toEqual(['large', 'large', 'large'])
  expect(() => once.peek()).toThrow('used up')
  expect(() => once.take()).toThrow('used up')
})

test('may be undefined, and is taken for all that', () => {
  const once = new Once<number | undefined>(undefined)
  expect(once.take()).toBeUndefined()
  expect(() => once.take()).toThrow('used up')
})
