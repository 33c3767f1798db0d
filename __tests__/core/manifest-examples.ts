// Trees for the tests of the manifest: some small ones by hand, and any tree at all by chance.

import fc from 'fast-check'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { compareWritten } from '../../src/core/manifest/document-order.ts'

export const header = { id: '2026-11-20T08-49-01Z', series: 'owner/repo/job/main' }

export const sha = (digit: string): string => digit.repeat(64)

export const dir = (path: string, more: Partial<Entry> = {}): Entry => ({
  path: path as BytePath,
  type: 'dir',
  mode: 0o755,
  size: 0,
  mtimeNs: 0n,
  storedMtimeNs: 0n,
  ...more
})

export const file = (path: string, more: Partial<Entry> = {}): Entry => ({
  ...dir(path),
  type: 'file',
  mode: 0o644,
  size: 3,
  sha256: sha('a'),
  ...more
})

export const link = (path: string, target: string, more: Partial<Entry> = {}): Entry => ({
  ...dir(path),
  type: 'link',
  mode: 0o777,
  target: target as BytePath,
  ...more
})

const anyByte = fc.oneof(
  fc.integer({ min: 1, max: 255 }),
  fc.constantFrom(...Array.from('\n \\#*?[]=-.~aM^', character => character.charCodeAt(0)))
)

const anyBytes = fc.array(anyByte, { minLength: 1, maxLength: 12 }).map(bytes => String.fromCharCode(...bytes))

const anyName = anyBytes.map(bytes => bytes.replaceAll('/', '_')).filter(name => name !== '.' && name !== '..')

const anyTime = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(-1n, 0n, 5n, 999_999_999n, 1_000_000_000n, -1_000_000_000n, -1_000_000_001n, -(2n ** 90n))
)

const anyAttributes = fc.record({
  mode: fc.integer({ min: 0, max: 0o7777 }),
  owner: fc.option(fc.record({ uid: fc.nat(0xffff_fffe), gid: fc.nat(0xffff_fffe) }), { nil: undefined }),
  mtimeNs: anyTime,
  storedMtimeNs: anyTime,
  isSameTime: fc.boolean()
})

const anyNode = fc.record({
  parent: fc.nat(),
  name: anyName,
  attributes: anyAttributes,
  kind: fc.oneof(
    fc.record({ type: fc.constant('dir' as const), sourceMode: fc.option(fc.nat(0o7777), { nil: undefined }) }),
    fc.record({
      type: fc.constant('file' as const),
      size: fc.maxSafeNat(),
      sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex'))
    }),
    fc.record({ type: fc.constant('link' as const), target: anyBytes.map(bytes => bytes as BytePath) })
  )
})

/** Any tree, its top first and then in byte order, as a listing of a source is. */
export const anyTree: fc.Arbitrary<Entry[]> = fc.array(anyNode, { maxLength: 30 }).map(nodes => {
  const directories = ['.']
  const entries = new Map<string, Entry>([['.', dir('.')]])
  for (const { parent, name, attributes, kind } of nodes) {
    const above = directories[parent % directories.length] ?? '.'
    const path = above === '.' ? name : `${above}/${name}`
    if (entries.has(path)) continue
    if (kind.type === 'dir') directories.push(path)
    const { isSameTime, owner, mtimeNs, storedMtimeNs, mode } = attributes
    const sourceMode = 'sourceMode' in kind && kind.sourceMode !== mode ? kind.sourceMode : undefined
    entries.set(path, {
      path: path as BytePath,
      type: kind.type,
      mode,
      ...(sourceMode !== undefined && { sourceMode }),
      ...(owner !== undefined && { owner }),
      size: 'size' in kind ? kind.size : 0,
      mtimeNs: isSameTime ? storedMtimeNs : mtimeNs,
      storedMtimeNs,
      ...('sha256' in kind && { sha256: kind.sha256 }),
      ...('target' in kind && { target: kind.target })
    })
  }
  return [...entries.values()].sort((a, b) => compareWritten(a.path, b.path))
})
