// The short way through a manifest's line says what the long way says, or nothing.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { decodeEntry, encodeEntry, timelessLine } from '../../src/core/manifest/mtree-line.ts'
import { manifestDigest } from '../../src/core/manifest/tree-digest.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { decodeManifest } from '../../src/core/manifest/manifest-reader.ts'
import { UsualLineReader } from '../../src/core/manifest/usual-line.ts'

/** As it stands among other lines. */
const read = (line: string): ReturnType<UsualLineReader['read']> =>
  new UsualLineReader().read(line, Buffer.from(`./before\n${line}\n./after`, 'latin1'), './before\n'.length)

const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9._+@~-]{0,8}$/) },
  { weight: 1, arbitrary: fc.constantFrom('a b', '.', '..', '...', '.a', 'a.', '*', '#x', 'a=b', 'é', 'x\\y') }
)
const ns = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt(0n, 2_000_000_000_999_999_999n) },
  { weight: 1, arbitrary: fc.bigInt(-(10n ** 19n), 10n ** 21n) }
)
const owner = fc.option(fc.record({ uid: fc.nat(4_294_967_294), gid: fc.constantFrom(0, 1000, 4_294_967_294) }), {
  nil: undefined
})
const entry = fc
  .record({
    path: fc.array(name, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')),
    isFile: fc.boolean(),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    sourceMode: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0o7777 }) }
    ),
    size: fc.oneof(fc.nat(), fc.maxSafeNat()),
    mtimeNs: ns,
    storedMtimeNs: ns,
    owner,
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/)
  })
  .map(({ path, isFile, size, sha256, sourceMode, owner: who, ...others }): Entry => ({
    ...others,
    path: Buffer.from(path).toString('latin1') as BytePath,
    type: isFile ? 'file' : 'dir',
    size: isFile ? size : 0,
    ...(isFile && { sha256 }),
    ...(sourceMode !== undefined && { sourceMode }),
    ...(who !== undefined && { owner: who })
  }))

const encoded = (given: Entry): string | undefined => {
  try {
    return encodeEntry(given).line
  } catch {
    // One that cannot be written, such as a name of two dots.
    return undefined
  }
}

const agrees = (line: string): boolean => {
  const short = read(line)
  if (short === undefined) return false
  const long = decodeEntry(line, 1)
  const sum = short.digest === undefined ? {} : { sha256: Buffer.from(short.digest).toString('hex') }
  expect({ ...short.entry, ...sum }).toEqual(long)
  expect(short.timeless).toBe(timelessLine(long))
  return true
}

test('lines as they are written, and with a character of them changed, left out or doubled', () => {
  let short = 0
  fc.assert(
    fc.property(
      entry,
      fc.nat(),
      fc.constantFrom('', '0', '9', 'a', 'F', ' ', '.', '/', '-', '=', '\\', ':'),
      (given, at, other) => {
        const line = encoded(given)
        fc.pre(line !== undefined)
        if (agrees(line)) short++
        const where = at % line.length
        agrees(line.slice(0, where) + other + line.slice(where + 1))
        agrees(line.slice(0, where) + other + line.slice(where))
      }
    ),
    { numRuns: 3000 }
  )
  expect(short).toBeGreaterThan(500)
})

const usual = `./a/b.js type=file mode=0644 uid=0 gid=0 size=12 time=1795164541.000000005 sha256=${'0123456789abcdef'.repeat(4)} tags=mtime:1795164600.000000000`

test('a usual line is taken the short way', () => {
  expect(agrees(usual)).toBe(true)
  expect(read('./a type=dir mode=0755 time=0.000000000')?.timeless).toBe('./a type=dir mode=0755')
})

test.each([
  ['a number with zeros before it', usual.replace('size=12', 'size=012')],
  ['an upper-case digest', usual.replace('abcdef', 'ABCDEF')],
  ['a path that leads out', usual.replace('./a/', './../')],
  ['a part that is empty', usual.replace('./a/', './/')],
  ['a part that is a dot', usual.replace('./a/', './a/./')],
  ['a slash at its end', usual.replace('b.js', '')],
  ['a mode of five digits', usual.replace('0644', '00644')],
  ['a size of a directory', usual.replace('type=file', 'type=dir')],
  ['a second tag', `${usual},mode:0600`],
  ['a word behind it', `${usual} nlink=1`],
  ['a time of eight digits', usual.replace('.000000005', '.00000005')],
  ['no digest', usual.replace(/ sha256=\S+/, '')],
  ['no group', usual.replace(' gid=0', '')]
])('%s is none', (_, line) => {
  expect(read(line)).toBeUndefined()
})

test('the digest that comes along with reading is that of the entries', () => {
  const entries: Entry[] = [
    { path: '.' as BytePath, type: 'dir', mode: 0o755, size: 0, mtimeNs: 5n, storedMtimeNs: 5n },
    {
      path: 'a' as BytePath,
      type: 'file',
      mode: 0o644,
      sourceMode: 0o4755,
      size: 1,
      mtimeNs: 5n,
      storedMtimeNs: 7n,
      sha256: 'a'.repeat(64)
    },
    {
      path: 'b c' as BytePath,
      type: 'link',
      mode: 0o777,
      size: 0,
      mtimeNs: -5n,
      storedMtimeNs: 7n,
      target: 'x' as BytePath
    },
    {
      path: '[x]' as BytePath,
      type: 'file',
      mode: 0o644,
      size: 1,
      mtimeNs: 5n,
      storedMtimeNs: 7n,
      sha256: 'b'.repeat(64)
    }
  ]
  const read = decodeManifest(encodeManifest({ id: '2026-11-20T08-49-01Z', series: 's' }, entries)).entries
  expect(manifestDigest(read)).toBe(manifestDigest([...read]))
  expect(manifestDigest(read)).toBe(manifestDigest(entries))
})
