// A manifest is for those to read who may read all of the tree.

import { expect, it } from '@jest/globals'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { Readers } from '../../src/core/manifest/readers.ts'
import { dir, file, header, link } from './manifest-examples.ts'

const owner = { uid: 1001, gid: 100 }

it.each([
  ['all may read all of it', [dir('.'), file('a'), link('l', 'a')], '644'],
  ['a file is its owner’s alone', [dir('.'), file('a'), file('key', { mode: 0o600 })], '600'],
  ['a file is for the group', [dir('.'), file('a', { mode: 0o640 })], '640'],
  ['a group that may be another one', [dir('.', { owner }), file('a', { owner, mode: 0o640 })], '600'],
  ['owners are kept, and all may read', [dir('.', { owner }), file('a', { owner })], '644'],
  ['a directory hides what is in it', [dir('.'), dir('d', { mode: 0o700 }), file('d/a')], '600'],
  ['a directory may be listed but not entered', [dir('.'), dir('d', { mode: 0o744 })], '600'],
  ['a directory may be entered but not listed', [dir('.'), dir('d', { mode: 0o711 })], '600'],
  ['the top is hidden', [dir('.', { mode: 0o750 }), file('a')], '640'],
  ['only its group may not read', [dir('.'), file('a', { mode: 0o604 })], '644'],
  ['special bits change nothing', [dir('.', { mode: 0o1777 }), file('a', { mode: 0o4755 })], '644'],
  ['names that look like modes', [dir('.'), file('x type=file mode=0600 '), file('mode=0000')], '644']
])('%s', (_, entries, mode) => {
  const readers = new Readers()
  for (const piece of encodeManifest(header, entries)) readers.take(piece)
  expect(readers.mode.toString(8)).toBe(mode)
})
