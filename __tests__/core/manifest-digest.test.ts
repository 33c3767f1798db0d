// The digest of a tree: equal for equal trees, whenever they were made, and for no others.

import { describe, expect, it } from '@jest/globals'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { manifestDigest } from '../../src/core/manifest/tree-digest.ts'
import { dir, file, link, sha } from './manifest-examples.ts'

describe('manifestDigest', () => {
  const tree = [dir('.'), file('a'), link('l', 'a')]

  it.each<[string, Entry[]]>([
    ['times', [dir('.', { mtimeNs: 1n }), file('a', { storedMtimeNs: 2n }), link('l', 'a', { mtimeNs: 3n })]],
    ['the order they come in', [...tree].reverse()],
    ['how the top is kept', [dir('.', { mode: 0o700, sourceMode: 0o755 }), file('a'), link('l', 'a')]]
  ])('does not depend on %s', (_, same) => {
    expect(manifestDigest(same)).toBe(manifestDigest(tree))
  })

  it.each<[string, Entry[]]>([
    ['a path', [dir('.'), file('b'), link('l', 'a')]],
    ['a type', [dir('.'), dir('a'), link('l', 'a')]],
    ['a mode', [dir('.'), file('a', { mode: 0o600 }), link('l', 'a')]],
    ['an owner', [dir('.'), file('a', { owner: { uid: 1, gid: 1 } }), link('l', 'a')]],
    ['a size', [dir('.'), file('a', { size: 4 }), link('l', 'a')]],
    ['content', [dir('.'), file('a', { sha256: sha('b') }), link('l', 'a')]],
    ['a target', [dir('.'), file('a'), link('l', 'b')]],
    ['what is missing', [dir('.'), file('a')]]
  ])('differs by %s', (_, other) => {
    expect(manifestDigest(other)).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(manifestDigest(other)).not.toBe(manifestDigest(tree))
  })

  it('cannot be led astray by names that look like lines', () => {
    const name = `a type=file mode=0644 size=3 sha256=${sha('a')}\n./b` as BytePath
    expect(manifestDigest([dir('.'), file(name)])).not.toBe(manifestDigest([dir('.'), file('a'), file('b')]))
  })
})
