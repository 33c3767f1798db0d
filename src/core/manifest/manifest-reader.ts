// Reads a manifest back from pieces of text; gives nothing until its last line has proven that it is whole and unaltered.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { pathText } from '../byte-path.ts'
import { showName } from '../display.ts'
import type { EntryList } from '../entry-list.ts'
import { EntryTable } from '../entry-table.ts'
import { quoteValue } from '../quoted-value.ts'
import { ManifestDamage } from './damage.ts'
import type { Manifest, ManifestHeader } from './manifest.ts'
import { compareWritten, isPattern } from './document-order.ts'
import { decodeEntry, timelessLine } from './mtree-line.ts'
import { unescapeBytes } from './mtree-text.ts'
import { rememberDigest, TreeDigest } from './tree-digest.ts'
import { TreeShape } from './tree-shape.ts'
import { UsualLineReader } from './usual-line.ts'

/** Far beyond a path and a link target of PATH_MAX, every byte escaped; a longer line is not ours and must not fill the memory. */
const longestLine = 1_048_576

/** The manifest whose text these pieces (latin1) make; throws `ManifestDamage` for any other text. */
export function decodeManifest(pieces: Iterable<string>): Manifest {
  const reader = new ManifestReader()
  for (const piece of pieces) reader.push(piece)
  return reader.finish()
}

export class ManifestReader {
  readonly #hash = createHash('sha256')
  readonly #shape = new TreeShape()
  readonly #entries = new EntryTable()
  readonly #usual = new UsualLineReader()
  readonly #digest = new TreeDigest()
  #header: ManifestHeader | undefined
  #rest = ''
  #line = 0
  #isEnded = false

  /** Its last line was there. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  /** Takes the next piece, decoded as latin1, cut anywhere. Throws `ManifestDamage`; the reader is of no use after that. */
  push(piece: string): void {
    const text = this.#rest + piece
    const bytes = Buffer.from(text, 'latin1')
    let from = 0
    for (let newline = text.indexOf('\n'); newline >= 0 && !this.#isEnded; newline = text.indexOf('\n', from)) {
      this.#line++
      const line = text.slice(from, newline)
      if (line.startsWith('# end ')) {
        this.#hash.update(text.slice(0, from), 'latin1')
        this.#end(line)
      } else this.#take(line, bytes, from)
      from = newline + 1
    }
    this.#rest = text.slice(from)
    if (this.#isEnded) {
      if (this.#rest !== '') throw this.#damage(1, 'comes after the "# end" line, which is the last')
      return
    }
    this.#hash.update(text.slice(0, from), 'latin1')
    if (this.#rest.length > longestLine) throw this.#damage(1, `is longer than ${longestLine} characters`)
  }

  /** What was read, once all of it was pushed. */
  finish(): Manifest {
    if (!this.#isEnded || this.#header === undefined)
      throw this.#damage(1, 'is missing: the text ends without its "# end" line, so it was cut off')
    // Names like patterns come last in the text; without any it is in byte order.
    const last = this.#entries.at(-1)
    this.#entries.isInOrder = last === undefined || !isPattern(last.path)
    const entries: EntryList = this.#entries.isInOrder
      ? this.#entries
      : [...this.#entries].sort((a, b) => compareWritten(a.path, b.path))
    rememberDigest(entries, this.#digest.end())
    return { ...this.#header, entries }
  }

  #take(line: string, bytes: Buffer, start: number): void {
    if (this.#line === 1) {
      if (line !== '#mtree') throw this.#damage(0, `is not "#mtree" but ${quoteValue(line)}`)
    } else if (this.#line === 2) this.#header = this.#headerOf(line)
    else if (line.startsWith('.')) this.#takeEntry(line, bytes, start)
    else if (line.startsWith('/'))
      throw this.#damage(0, `is a command, which our manifests never have: ${quoteValue(line)}`)
    else if (!line.startsWith('#')) throw this.#damage(0, `is neither an entry nor a comment: ${quoteValue(line)}`)
  }

  #takeEntry(line: string, bytes: Buffer, start: number): void {
    const usual = this.#usual.read(line, bytes, start)
    const entry = usual?.entry ?? decodeEntry(line, this.#line)
    const problem = this.#shape.admit(entry)
    if (problem !== undefined) throw this.#damage(0, `${problem}: ${showName(entry.path)}`)
    this.#digest.take(usual?.timeless ?? timelessLine(entry))
    this.#entries.push(entry, usual?.digest)
  }

  #headerOf(line: string): ManifestHeader {
    const [, id, series] = /^# snapshot (\S+) of (\S+)$/.exec(line) ?? []
    const names = [id, series].map(word => unescapeBytes(word ?? ''))
    if (!names[0] || !names[1]) throw this.#damage(0, `is not "# snapshot … of …" but ${quoteValue(line)}`)
    return { id: pathText(names[0]), series: pathText(names[1]) }
  }

  #end(line: string): void {
    if (this.#entries.length === 0) throw this.#damage(0, 'ends a manifest that does not even hold the top directory')
    this.#isEnded = true
    const [, count, digest] = /^# end (\d{1,16}) entries sha256:([0-9a-f]{64})$/.exec(line) ?? []
    if (count === undefined) throw this.#damage(0, `is not "# end … entries sha256:…" but ${quoteValue(line)}`)
    if (Number(count) !== this.#entries.length)
      throw this.#damage(0, `promises ${count} entries, but there are ${this.#entries.length}`)
    if (digest !== this.#hash.digest('hex')) throw this.#damage(0, 'has a digest that the lines before it do not have')
  }

  #damage(linesOn: number, problem: string): ManifestDamage {
    return new ManifestDamage(this.#line + linesOn, problem)
  }
}
