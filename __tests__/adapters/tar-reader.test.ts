// Where the files of an archive begin, as GNU tar makes it, in pieces of any size.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { TarReader } from '../../src/adapters/tar-reader.ts'
import { scratchWith } from '../support/adapter-parts.ts'

let scratch: string
beforeEach(() => {
  scratch = scratchWith('tree')
  mkdirSync(join(scratch, 'tree'), { recursive: true })
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const tar = (...more: readonly string[]): Buffer =>
  execFileSync('tar', ['--create', '--file=-', '--format=gnu', ...more, '-C', join(scratch, 'tree'), '.'], {
    maxBuffer: 1e9
  })

function read(archive: Buffer, pieceLength: number): { files: Map<string, string>; isWhole: boolean } {
  const files = new Map<string, string>()
  const reader = new TarReader((path, offset, size) => {
    files.set(path, archive.toString('latin1', offset, offset + size))
  })
  for (let at = 0; at < archive.length; at += pieceLength) reader.push(archive.subarray(at, at + pieceLength))
  return { files, isWhole: reader.isWhole }
}

function makeTree(): Map<string, string> {
  const files = new Map([
    ['empty', ''],
    ['one', '1'],
    ['block', 'b'.repeat(512)],
    ['more than a block', 'c'.repeat(513)],
    ['--checkpoint=1', 'no option'],
    ['line\nfeed', 'one name'],
    ['back\\slash', 'as it is'],
    ['n'.repeat(99), 'fits'],
    ['n'.repeat(98), 'fits as well'],
    [`${'d'.repeat(120)}/${'n'.repeat(200)}`, 'behind more than a field'],
    [`${'d'.repeat(120)}/short`, 'z'.repeat(100_000)]
  ])
  mkdirSync(join(scratch, 'tree', 'd'.repeat(120)))
  for (const [name, text] of files) writeFileSync(join(scratch, 'tree', name), text)
  symlinkSync('t'.repeat(150), join(scratch, 'tree', 'long target'))
  symlinkSync('one', join(scratch, 'tree', 'short target'))
  // Times and owners for which GNU tar writes no octal numbers.
  utimesSync(join(scratch, 'tree', 'one'), -5, -5)
  return new Map([...files].map(([name, text]) => [`./${name}`, text]))
}

describe('an archive of GNU tar', () => {
  test.each([1, 7, 511, 512, 513, 10_240, 1_000_000])('in pieces of %d bytes', pieceLength => {
    const files = makeTree()
    const archive = tar('--owner=:3000000', '--group=:3000000')
    expect(read(archive, pieceLength)).toEqual({ files, isWhole: true })
  })

  test('without anything in it is whole', () => {
    expect(read(tar('--exclude=.'), 512)).toEqual({ files: new Map(), isWhole: true })
  })

  test('that was cut anywhere is not whole', () => {
    makeTree()
    const archive = tar()
    for (let end = 0; end < archive.length - 10_240; end += 300)
      expect([end, read(archive.subarray(0, end), 1000).isWhole]).toEqual([end, false])
  })
})

describe('is refused', () => {
  test.each([
    [
      'a header with another byte',
      (archive: Buffer) => archive.writeUInt8(0x7a, 3),
      'the sum of a tar header is wrong'
    ],
    ['what is no archive', (archive: Buffer) => archive.fill('no archive '), 'a number in a tar header is not octal'],
    ['more behind the end', (archive: Buffer) => archive.write('more', archive.length - 512), 'something follows']
  ])('%s', (_, change, why) => {
    writeFileSync(join(scratch, 'tree', 'one'), '1')
    const archive = tar()
    change(archive)
    expect(() => read(archive, 512)).toThrow(why)
  })

  test('a name without end', () => {
    mkdirSync(join(scratch, 'tree', 'd'.repeat(120)))
    const archive = tar()
    const at = archive.indexOf('././@LongLink')
    expect(at).toBeGreaterThan(0)
    const header = archive.subarray(at, at + 512)
    header.write('77777777777\0', 124, 'latin1')
    header.write('        ', 148, 'latin1')
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    expect(() => read(archive, 512)).toThrow('a name in the tar archive has 8589934591 bytes')
  })
})
