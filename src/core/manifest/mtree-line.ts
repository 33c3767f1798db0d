// One entry as one line of mtree(5), and back. What a stock mtree checks is what lies on the volume; what the source had
// and the volume has not is kept in mtree's own `tags` keyword, which stock readers carry along silently.

import type { BytePath } from '../byte-path.ts'
import { showName } from '../display.ts'
import type { Entry, EntryType } from '../entry.ts'
import { quoteValue } from '../quoted-value.ts'
import { ManifestDamage } from './damage.ts'
import { entryProblem } from './entry-problem.ts'
import { escapeBytes, unescapeBytes } from './mtree-text.ts'

export interface EncodedEntry {
  /** Without its newline. */
  readonly line: string
  /** What `timelessLine` says of it. */
  readonly timeless: string
}

/** Throws for an entry that could not be read back: that is a defect, not bad input. */
export function encodeEntry(entry: Entry): EncodedEntry {
  const problem = entryProblem(entry)
  if (problem !== undefined) throw new TypeError(`the entry ${showName(entry.path)} ${problem}`)
  const [before, what] = [head(entry, entry.mode), content(entry)]
  const line = `${before} time=${timeText(entry.storedMtimeNs)}${what}${tags(entry)}`
  return { line, timeless: entry.sourceMode === undefined ? before + what : timelessLine(entry) }
}

/** The line that digests cover: the same for equal trees, whenever they were made. */
export const timelessLine = (entry: Entry): string => `${head(entry, entry.sourceMode ?? entry.mode)}${content(entry)}`

function head({ path, type, owner, size }: Entry, mode: number): string {
  const name = path === '.' ? '.' : `./${escapeBytes(path)}`
  const ids = owner === undefined ? '' : ` uid=${owner.uid} gid=${owner.gid}`
  return `${name} type=${type} mode=${modeText(mode)}${ids}${type === 'file' ? ` size=${size}` : ''}`
}

function content({ sha256, target }: Entry): string {
  if (sha256 !== undefined) return ` sha256=${sha256}`
  return target === undefined ? '' : ` link=${escapeBytes(target)}`
}

function tags({ mtimeNs, storedMtimeNs, mode, sourceMode }: Entry): string {
  const mtime = mtimeNs === storedMtimeNs ? '' : `mtime:${timeText(mtimeNs)}`
  const source = sourceMode === undefined || sourceMode === mode ? '' : `mode:${modeText(sourceMode)}`
  if (mtime === '' && source === '') return ''
  return ` tags=${mtime}${mtime === '' || source === '' ? '' : ','}${source}`
}

const modeText = (mode: number): string =>
  mode === 0o644 ? '0644' : mode === 0o755 ? '0755' : mode.toString(8).padStart(4, '0')

/**
 * `<seconds>.<9 digits>`. All nine, because mtree reads `.5` as 5 ns where others read half a second. Before 1970 the
 * seconds are rounded down and the nanoseconds count up from there, as in struct timespec.
 */
export function timeText(ns: bigint): string {
  if (ns < 0n) {
    const seconds = (ns - 999_999_999n) / 1_000_000_000n
    return `${seconds}.${String(ns - seconds * 1_000_000_000n).padStart(9, '0')}`
  }
  const digits = ns < 1_000_000_000n ? String(ns).padStart(10, '0') : String(ns)
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}

/** Reads any line that starts with `.`; unknown keywords are passed over, so that later versions may add some. */
export function decodeEntry(line: string, number: number): Entry {
  const space = line.indexOf(' ')
  const path = pathOf(space < 0 ? line : line.slice(0, space), number)
  const values = new Values(number)
  if (space >= 0) for (const word of line.slice(space + 1).split(' ')) values.take(word)
  const entry = values.entry(path)
  const problem = entryProblem(entry)
  if (problem !== undefined) throw new ManifestDamage(number, problem)
  return entry
}

function pathOf(word: string, number: number): BytePath {
  const path = unescapeBytes(word)
  if (path === undefined) throw new ManifestDamage(number, `has a name that cannot be decoded: ${quoteValue(word)}`)
  if (path !== '.' && !path.startsWith('./'))
    throw new ManifestDamage(number, `has a path that does not start with "./": ${quoteValue(word)}`)
  return path === '.' ? path : (path.slice(2) as BytePath)
}

/** The keywords of one line while they are read. */
class Values {
  readonly #line: number
  #type: EntryType | undefined
  #mode: number | undefined
  #sourceMode: number | undefined
  #uid: number | undefined
  #gid: number | undefined
  #size: number | undefined
  #time: bigint | undefined
  #sourceTime: bigint | undefined
  #sha256: string | undefined
  #target: BytePath | undefined

  constructor(line: number) {
    this.#line = line
  }

  take(word: string): void {
    const equals = word.indexOf('=')
    if (equals < 0) return
    const value = word.slice(equals + 1)
    switch (word.slice(0, equals)) {
      case 'type':
        this.#type = this.#once('type', this.#type, isType(value) ? value : undefined, value)
        return
      case 'mode':
        this.#mode = this.#once('mode', this.#mode, modeOf(value), value)
        return
      case 'uid':
        this.#uid = this.#once('uid', this.#uid, wholeOf(value), value)
        return
      case 'gid':
        this.#gid = this.#once('gid', this.#gid, wholeOf(value), value)
        return
      case 'size':
        this.#size = this.#once('size', this.#size, wholeOf(value), value)
        return
      case 'time':
        this.#time = this.#once('time', this.#time, timeOf(value), value)
        return
      case 'sha256':
        this.#sha256 = this.#once('sha256', this.#sha256, value, value)
        return
      case 'link':
        this.#target = this.#once('link', this.#target, unescapeBytes(value), value)
        return
      case 'tags':
        for (const tag of value.split(',')) this.#takeTag(tag)
    }
  }

  #takeTag(tag: string): void {
    if (tag.startsWith('mtime:')) {
      const value = tag.slice('mtime:'.length)
      this.#sourceTime = this.#once('mtime tag', this.#sourceTime, timeOf(value), value)
    } else if (tag.startsWith('mode:')) {
      const value = tag.slice('mode:'.length)
      this.#sourceMode = this.#once('mode tag', this.#sourceMode, modeOf(value), value)
    }
  }

  entry(path: BytePath): Entry {
    const type = this.#needed('type', this.#type)
    const time = this.#needed('time', this.#time)
    if ((this.#uid === undefined) !== (this.#gid === undefined)) throw this.#damage('has only one of uid and gid')
    return {
      path,
      type,
      mode: this.#needed('mode', this.#mode),
      ...(this.#sourceMode !== undefined && { sourceMode: this.#sourceMode }),
      ...(this.#uid !== undefined && this.#gid !== undefined && { owner: { uid: this.#uid, gid: this.#gid } }),
      size: type === 'file' ? this.#needed('size', this.#size) : (this.#size ?? 0),
      mtimeNs: this.#sourceTime ?? time,
      storedMtimeNs: time,
      ...(this.#sha256 !== undefined && { sha256: this.#sha256 }),
      ...(this.#target !== undefined && { target: this.#target })
    }
  }

  #once<T>(word: string, before: T | undefined, value: T | undefined, text: string): T {
    if (before !== undefined) throw this.#damage(`says ${word} twice`)
    if (value === undefined) throw this.#damage(`has a ${word} that cannot be read: ${quoteValue(text)}`)
    return value
  }

  #needed<T>(word: string, value: T | undefined): T {
    if (value === undefined) throw this.#damage(`has no ${word}`)
    return value
  }

  #damage(problem: string): ManifestDamage {
    return new ManifestDamage(this.#line, problem)
  }
}

const isType = (text: string): text is EntryType => text === 'file' || text === 'dir' || text === 'link'

const modeOf = (text: string): number | undefined => (/^[0-7]{1,5}$/.test(text) ? parseInt(text, 8) : undefined)

const wholeOf = (text: string): number | undefined => (/^\d{1,16}$/.test(text) ? Number(text) : undefined)

function timeOf(text: string): bigint | undefined {
  if (!/^(?:-[1-9]\d{0,18}|\d{1,19})\.\d{9}$/.test(text)) return undefined
  const dot = text.length - 10
  const fraction = text.slice(dot + 1)
  if (text.startsWith('-')) return BigInt(text.slice(0, dot)) * 1_000_000_000n + BigInt(fraction)
  return BigInt(text.slice(0, dot) + fraction)
}
