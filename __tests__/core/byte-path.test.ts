// Names of any bytes: nothing is lost on the way in and out, and text is only for reading.

import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type BytePath,
  comparePaths,
  fsPath,
  joinPath,
  parentPath,
  pathBytes,
  pathFromBytes,
  pathFromText,
  pathText,
  separatePaths
} from '../../src/core/byte-path.ts'

const path = (text: string): BytePath => text as BytePath
const anyBytes = fc.uint8Array({ maxLength: 300 })
const anyText = fc.string({ unit: 'binary' })

describe('bytes and text', () => {
  test('any bytes come back as they were', () => {
    fc.assert(
      fc.property(anyBytes, bytes => {
        expect(pathBytes(pathFromBytes(bytes))).toEqual(Buffer.from(bytes))
        expect(pathFromBytes(bytes)).toHaveLength(bytes.length)
      })
    )
  })

  test('a view of a larger buffer is only its own bytes', () => {
    const whole = Buffer.from('xxnamexx')
    expect(pathFromBytes(whole.subarray(2, 6))).toBe('name')
  })

  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(pathText(pathFromText(text))).toBe(text)
      })
    )
  })

  test.each([
    ['plain', 'lib/a.js', 'lib/a.js', 'lib/a.js'],
    ['UTF-8', 'Größe', 'Gr\xc3\xb6\xc3\x9fe', 'Größe'],
    ['control bytes', 'a\nb\x7f\x01', 'a\nb\x7f\x01', 'a\nb\x7f\x01']
  ])('%s', (_, text, bytes, shown) => {
    expect(pathFromText(text)).toBe(bytes)
    expect(pathText(path(bytes))).toBe(shown)
  })

  test('bytes that are no UTF-8 are shown as such', () => {
    expect(pathText(path('caf\xe9'))).toBe('caf\ufffd')
  })
})

test('paths that were put together or cut out come back as texts of their own', () => {
  const paths = fc.array(fc.uint8Array({ maxLength: 40 }).map(pathFromBytes))
  fc.assert(
    fc.property(paths, some => {
      expect(separatePaths(some)).toEqual(some)
    })
  )
  expect(separatePaths([])).toEqual([])
})

describe('what node:fs gets', () => {
  test('a string while each character is one byte of UTF-8, else the bytes', () => {
    expect(fsPath(path('lib/a\n'))).toBe('lib/a\n')
    expect(fsPath(path('caf\xe9'))).toEqual(Buffer.from([0x63, 0x61, 0x66, 0xe9]))
  })

  test('is always the bytes of the path', () => {
    fc.assert(
      fc.property(anyBytes, bytes => {
        const taken = fsPath(pathFromBytes(bytes))
        expect(typeof taken === 'string' ? Buffer.from(taken, 'utf8') : taken).toEqual(Buffer.from(bytes))
      })
    )
  })
})

describe('places in a tree', () => {
  test.each([
    ['.', 'a', 'a'],
    ['a', 'b/c', 'a/b/c'],
    ['/mnt', 'a', '/mnt/a'],
    ['/', 'a', '/a'],
    ['/mnt/', 'a', '/mnt/a'],
    ['/mnt', '.', '/mnt'],
    ['.', '.', '.']
  ])('%s and %s make %s', (directory, name, whole) => {
    expect(joinPath(path(directory), path(name))).toBe(whole)
  })

  test.each([
    ['a', '.'],
    ['.', '.'],
    ['a/b', 'a'],
    ['a/b/c', 'a/b']
  ])('the parent of %s is %s', (child, parent) => {
    expect(parentPath(path(child))).toBe(parent)
  })

  test('in the order of their bytes', () => {
    const sorted = ['.', 'A', 'a', 'a-b', 'a/b', 'ab', 'a\xff', 'b']
    expect([...sorted].reverse().map(path).sort(comparePaths)).toEqual(sorted)
    expect(comparePaths(path('a'), path('a'))).toBe(0)
  })
})
