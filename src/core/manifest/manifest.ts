// A whole manifest as a text of ASCII lines, in pieces: the tree as a stock mtree checks it, and the proof that it is whole.
//
//   #mtree
//   # snapshot 2026-11-20T08-49-01Z of owner/repo/job/main
//   . type=dir mode=0755 time=1795164541.000000000
//   ./a\040b type=file mode=0644 size=12 time=1795164541.000000005 sha256=… tags=mtime:1795164600.000000000
//   ./l type=link mode=0777 time=1795164541.000000000 link=a\040b
//   # end 3 entries sha256:…
//
// The last line covers every byte before it: no part can be lost or altered without being noticed.

import { createHash } from 'node:crypto'
import { pathFromText } from '../byte-path.ts'
import { showName } from '../display.ts'
import type { EntryList } from '../entry-list.ts'
import { inDocumentOrder } from './document-order.ts'
import { encodeEntry } from './mtree-line.ts'
import { escapeBytes } from './mtree-text.ts'
import type { TreeDigest } from './tree-digest.ts'
import { TreeShape } from './tree-shape.ts'

export interface ManifestHeader {
  /** The snapshot's id. */
  readonly id: string
  readonly series: string
}

export interface Manifest extends ManifestHeader {
  /** The top first, the others in byte order. */
  readonly entries: EntryList
}

/** Long enough that compressing and writing cost nothing per piece, short enough not to matter in memory. */
const pieceLength = 65_536

/**
 * The text in pieces, ASCII only. The entries may come in any order; together they must be one tree, its top `.`. `digest`:
 * takes the lines of the tree's digest along the way.
 */
export function* encodeManifest(
  header: ManifestHeader,
  entries: EntryList,
  digest?: TreeDigest
): Generator<string, void> {
  const hash = createHash('sha256')
  const shape = new TreeShape()
  let piece = `#mtree\n# snapshot ${headerWord(header.id)} of ${headerWord(header.series)}\n`
  for (const entry of inDocumentOrder(entries)) {
    const { line, timeless } = encodeEntry(entry)
    piece += `${line}\n`
    digest?.take(timeless)
    const problem = shape.admit(entry)
    if (problem !== undefined) throw new TypeError(`the entry ${showName(entry.path)} ${problem}`)
    if (piece.length < pieceLength) continue
    hash.update(piece, 'latin1')
    yield piece
    piece = ''
  }
  if (entries.length === 0) throw new TypeError('a manifest needs at least the top directory')
  hash.update(piece, 'latin1')
  yield `${piece}# end ${entries.length} entries sha256:${hash.digest('hex')}\n`
}

function headerWord(text: string): string {
  if (text === '') throw new TypeError('a manifest needs the id and the series of its snapshot')
  return escapeBytes(pathFromText(text))
}
