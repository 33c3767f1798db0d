// One entry as one line of mtree(5), and back. What a stock mtree checks is what lies on the volume; what the source had
// and the volume has not is kept in mtree's own `tags` keyword, which stock readers carry along silently.

import type { BytePath } from '../byte-path.ts'
import { showName } from '../display.ts'
import type { Entry, EntryType, Owner } from '../entry.ts'
import { quoteValue } from '../quoted-value.ts'
import { ManifestDamage } from './damage.ts'
import { badSegment, entryProblem } from './entry-problem.ts'
import { escapeBytes, unescapeBytes } from './mtree-text.ts'

/** The line without its newline. Throws for an entry that could not be read back: that is a defect, not bad input. */
export function encodeEntry(entry: Entry): string {
  const problem = entryProblem(entry)
  if (problem !== undefined) throw new TypeError(`the entry ${showName(entry.path)} ${problem}`)
  return `${head(entry, entry.mode)} time=${timeText(entry.storedMtimeNs)}${content(entry)}${tags(entry)}`
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

/** A line as `encodeEntry` writes nearly all of them: a plain name, a time since 1970, no tag but the source's mtime. */
const usual =
  /^\.\/([A-Za-z0-9._\-/+,@:%~]+) type=(file|dir) mode=([0-7]{4})(?: uid=(\d{1,9}) gid=(\d{1,9}))?(?: size=(\d{1,15}))? time=(\d{1,10})\.(\d{9})(?: sha256=([0-9a-f]{64}))?(?: tags=mtime:(\d{1,10})\.(\d{9}))?$/

/** Half of what is to be known of a usual line is in its form; what is not, is asked here. Undefined: read it word by word. */
function decodeUsual(line: string, owners: Owners): Entry | undefined {
  const match = usual.exec(line)
  if (match === null) return undefined
  const [, path, type, mode, uid, gid, size, seconds = '', rest = '', sha256, sourceSeconds, sourceRest = ''] = match
  const isFile = type === 'file'
  if (path === undefined || (size !== undefined) !== isFile || (sha256 !== undefined) !== isFile) return undefined
  if (badSegment.test(path)) return undefined
  const storedMtimeNs = BigInt(seconds + rest)
  const entry: Mutable<Entry> = {
    path: path as BytePath,
    type: isFile ? 'file' : 'dir',
    mode: parseInt(mode ?? '', 8),
    size: isFile ? Number(size) : 0,
    mtimeNs: sourceSeconds === undefined ? storedMtimeNs : BigInt(sourceSeconds + sourceRest),
    storedMtimeNs
  }
  if (sha256 !== undefined) entry.sha256 = sha256
  if (uid !== undefined && gid !== undefined) entry.owner = owners.of(Number(uid), Number(gid))
  return entry
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Most entries of a manifest have one owner: it is one object in memory. */
export class Owners {
  #last: Owner = { uid: 0, gid: 0 }

  of(uid: number, gid: number): Owner {
    if (this.#last.uid !== uid || this.#last.gid !== gid) this.#last = { uid, gid }
    return this.#last
  }
}

/** Reads a line that starts with `.`; unknown keywords are passed over, so that later versions may add some. */
export function decodeEntry(line: string, number: number, owners = new Owners()): Entry {
  const entryOfUsual = decodeUsual(line, owners)
  if (entryOfUsual !== undefined) return entryOfUsual
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
