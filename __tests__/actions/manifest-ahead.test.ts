// The manifest that is made beside the sync: the same text as if it were made afterwards, and made anew where anything differs.

import { gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { ManifestAhead, type ReadyManifest } from '../../src/actions/manifest-ahead.ts'
import { packManifest } from '../../src/adapters/packed-manifest.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { inDocumentOrder } from '../../src/core/manifest/document-order.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { manifestDigest } from '../../src/core/manifest/tree-digest.ts'

const header = { id: '2026-11-20T08-49-01Z', series: 's' }
const sha256 = 'ab'.repeat(32)

const entry = (path: string, type: Entry['type'], mtimeNs = 5n): Entry => ({
  path: pathFromText(path),
  type,
  mode: 0o755,
  size: type === 'file' ? 3 : 0,
  mtimeNs,
  storedMtimeNs: mtimeNs,
  ...(type === 'file' && { sha256 })
})

/** In no order, as what was settled is. */
const planned = [entry('b', 'file'), entry('.', 'dir'), entry('a', 'file'), entry('[x]', 'file')]
const partial = { pack: packManifest }
const unpacked = (text: ReadyManifest['text']): string =>
  'pieces' in text ? gunzipSync(Buffer.concat(text.pieces)).toString('latin1') : [...text].join('')
const textOf = (entries: readonly Entry[]): string => [...encodeManifest(header, entries)].join('')

test('what is found as planned has the text that was made', async () => {
  const ahead = new ManifestAhead(header, planned, partial)
  const { digest, text } = await ahead.of(inDocumentOrder(planned))
  expect(unpacked(text)).toBe(textOf(planned))
  expect(digest).toBe(manifestDigest(inDocumentOrder(planned)))
  expect(text).toMatchObject({ readersMode: 0o644 })
})

test.each<[string, (entries: readonly Entry[]) => readonly Entry[]]>([
  ['has another time', entries => entries.map(one => (one.path === 'a' ? { ...one, storedMtimeNs: 4n } : one))],
  ['has another mode', entries => entries.map(one => (one.path === 'b' ? { ...one, mode: 0o700 } : one))],
  ['is not there', entries => entries.filter(({ path }) => path !== 'a')]
])('what %s on the volume is written as it is there', async (_title, change) => {
  const ahead = new ManifestAhead(header, planned, partial)
  const held = inDocumentOrder(change(planned))
  const { digest, text } = await ahead.of(held)
  expect(unpacked(text)).toBe(textOf(held))
  expect(digest).toBe(manifestDigest(held))
})

test('a tree that no manifest can hold is told to whoever asks', async () => {
  const twice = [entry('.', 'dir'), entry('a', 'file'), entry('a', 'file')]
  await expect(new ManifestAhead(header, twice, partial).of(inDocumentOrder(twice))).rejects.toThrow('the entry a')
})
