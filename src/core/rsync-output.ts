// What rsync says, understood: the lines of a listing, its version, its exit codes. Pinned to LC_ALL=C by whoever runs it.

import type { Buffer } from 'node:buffer'
import type { BytePath } from './byte-path.ts'

export type ListedType = 'file' | 'dir' | 'link' | 'special' | 'device'

export type ListedItem =
  | { readonly kind: 'entry'; readonly type: ListedType; readonly path: BytePath }
  /** Left out by a filter rule. `pattern` is the rule's, escaped like a name. */
  | { readonly kind: 'hidden'; readonly path: BytePath; readonly isDirectory: boolean; readonly pattern: BytePath }
  /** Kept by an include rule; the entry itself has a line of its own. */
  | { readonly kind: 'shown'; readonly path: BytePath; readonly isDirectory: boolean; readonly pattern: BytePath }
  /** Anything else, `created directory …` or a caution; raw. */
  | { readonly kind: 'other'; readonly text: string }

/**
 * The bytes of a name as rsync wrote it. It writes control bytes and those beyond ASCII as `\#` and three octal digits,
 * and a backslash that would read as the start of such an escape likewise (`\#134`); so nothing is ambiguous.
 */
export const unescapeRsync = (text: string): BytePath =>
  (text.includes('\\#')
    ? text.replace(/\\#([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))
    : text) as BytePath

const types: Readonly<Record<string, ListedType>> = { f: 'file', d: 'dir', L: 'link', S: 'special', D: 'device' }

/** `YXcstpoguax` and a space: what is done, the type, and nine attributes (rsync(1), --itemize-changes). */
const itemized = /^[<>ch.]([fdLDS])[.+?a-zA-Z ]{9} /
const itemizedLength = 12

const filtered = /^\[[a-z]+\] (hiding|showing) (file|directory) /
const because = ' because of pattern '

/** Reads one line without its newline. */
export function parseListingLine(line: string): ListedItem {
  const type = types[itemized.exec(line)?.[1] ?? '']
  if (type !== undefined) return { kind: 'entry', type, path: nameOf(line.slice(itemizedLength), type) }
  const match = filtered.exec(line)
  // the last one: a name may contain these words, and our own patterns do not
  const end = line.lastIndexOf(because)
  if (match === null || end < match[0].length) return { kind: 'other', text: line }
  return {
    kind: match[1] === 'hiding' ? 'hidden' : 'shown',
    path: unescapeRsync(line.slice(match[0].length, end)),
    isDirectory: match[2] === 'directory',
    pattern: unescapeRsync(line.slice(end + because.length))
  }
}

/** Directories are listed with a slash at the end, the top as `./`. */
const nameOf = (text: string, type: ListedType): BytePath =>
  unescapeRsync(type === 'dir' && text.endsWith('/') ? text.slice(0, -1) : text)

/** Reads a listing from its raw output, wherever the pieces are cut, and hands on each line as it is complete. */
export class ListingReader {
  readonly #take: (item: ListedItem) => void
  #rest = ''

  constructor(take: (item: ListedItem) => void) {
    this.#take = take
  }

  push(piece: Buffer): void {
    const text = this.#rest + piece.toString('latin1')
    const end = text.lastIndexOf('\n')
    this.#rest = text.slice(end + 1)
    if (end >= 0) for (const line of text.slice(0, end).split('\n')) this.#take(parseListingLine(line))
  }

  /**
   * To be called at the end of the output. What stands after the last newline is half a line: its name may be cut off,
   * so it is never an entry, only text.
   */
  end(): void {
    if (this.#rest !== '') this.#take({ kind: 'other', text: this.#rest })
    this.#rest = ''
  }
}

export type RsyncVersion =
  | {
      readonly flavour: 'rsync'
      readonly version: readonly [major: number, minor: number, patch: number]
      /** `rsync 3.2.7`, with the suffix of a pre-release. */
      readonly text: string
    }
  /** The rewrite that macOS and OpenBSD ship. It claims to be compatible with rsync 2.6.9 and lacks what we need. */
  | { readonly flavour: 'openrsync'; readonly text: string }

/** The first with nanoseconds, `--debug=FILTER` and a negative `--modify-window`; of 2018. */
export const oldestRsync = [3, 1, 3] as const

/** Which rsync this is, from what `rsync --version` prints. Undefined for a program that is no rsync. */
export function parseRsyncVersion(output: string): RsyncVersion | undefined {
  // first: it also prints a line that reads like rsync's own
  const open = /^openrsync(?: (\d[\w.]*))?(?:: protocol version (\d+))?/m.exec(output)
  if (open !== null) {
    const [, version, protocol] = open
    return { flavour: 'openrsync', text: `openrsync${naming(' ', version)}${naming(' protocol ', protocol)}` }
  }
  const match = /^rsync {1,2}version v?((\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?[\w.+-]*)/m.exec(output)
  if (match === null) return undefined
  const [, text, major, minor, patch] = match
  return {
    flavour: 'rsync',
    version: [Number(major), Number(minor), Number(patch ?? 0)],
    text: `rsync${naming(' ', text)}`
  }
}

const naming = (before: string, text: string | undefined): string => (text === undefined ? '' : `${before}${text}`)

/** In plain words (rsync(1), EXIT VALUES; 124 to 127 are a shell's, 255 is ssh's). */
const meanings: Readonly<Record<number, string>> = {
  0: 'it finished without an error',
  1: 'an option or argument was wrong, or this rsync is too old for it',
  2: 'the two rsyncs speak no common protocol: one is too old',
  3: 'an input or output file or directory could not be selected: it may be missing or not be permitted',
  4: 'the other rsync cannot do what was asked',
  5: 'the conversation between the two rsyncs could not be started: the far one may be missing, or its login shell prints text',
  6: 'a daemon could not write to its log file',
  10: 'the network connection failed',
  11: 'a file could not be read or written: most often the disk or the quota is full',
  12: 'the other rsync went away in the middle: it was killed, crashed, ran out of disk, or the connection broke',
  13: 'rsync could not report what went wrong',
  14: 'the rsync processes could not talk to each other: the system may be out of processes or memory',
  15: 'a part of rsync that was to be used only once was used again',
  16: 'a part of rsync crashed or was killed',
  19: 'rsync was stopped by SIGUSR1',
  20: 'rsync was stopped by a signal (SIGINT, SIGTERM or SIGHUP)',
  21: 'rsync lost one of its own processes',
  22: 'rsync ran out of memory',
  23: 'some files could not be transferred: unreadable, or refused by the volume',
  24: 'some files vanished while they were being copied',
  25: 'rsync stopped at its --max-delete limit',
  30: 'no data came for as long as the time limit allows',
  35: 'the daemon could not be reached within the time limit',
  124: 'the command on the far side could not be run',
  125: 'the command on the far side was killed',
  126: 'rsync was found but may not be executed',
  127: 'rsync was not found',
  255: 'ssh could not connect or log in, or lost the connection'
}

/** Half a sentence, to follow 'rsync failed: '. Always names the code. */
export function explainRsyncExit(code: number): string {
  // a shell's way to say that a program was killed
  if (code > 128 && code < 128 + 65) return `rsync was killed by signal ${code - 128} (exit code ${code})`
  return `${meanings[code] ?? 'rsync ended in a way that its manual does not list'} (exit code ${code})`
}
