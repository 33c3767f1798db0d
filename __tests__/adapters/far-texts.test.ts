// Manifest and record on their way to the far machine, where each piece starts a program.

import { Buffer } from 'node:buffer'
import { expect, it } from '@jest/globals'
import { packTexts } from '../../src/adapters/ssh/far-texts.ts'
import { encodeRecord } from '../../src/core/record-text.ts'
import { someRecord } from '../support/records.ts'

const record = someRecord('2026-11-18T00-00-00Z', {})
const mebibyte = 1024 * 1024

it.each([
  ['small ones', Array.from({ length: 60 }, () => 16_384), 1],
  ['more than a piece takes', Array.from({ length: 100 }, () => 30_000), 3],
  ['one that is larger', [10, 3 * mebibyte, 10], 3],
  ['none', [], 1]
])('go in few pieces that make the same bytes: %s', async (_, lengths, count) => {
  const pieces = lengths.map((length, index) => Buffer.alloc(length, index % 251))
  const { values, input } = await packTexts(record, { pieces, readersMode: 0o640 })
  const sent = [...input]
  const text = Buffer.from(encodeRecord(record))
  expect(Buffer.concat(sent).equals(Buffer.concat([...pieces, text]))).toBe(true)
  expect(sent).toHaveLength(count)
  expect(sent.every(piece => piece.length > 0)).toBe(true)
  const size = lengths.reduce((sum, length) => sum + length, 0)
  expect(values).toEqual({ size: String(size), recordSize: String(text.length), readers: '640' })
})
