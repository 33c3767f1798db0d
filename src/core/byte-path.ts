// File names as the kernel has them: any bytes but NUL, kept one character per byte so that no name is ever lost or changed.

import { Buffer } from 'node:buffer'

/** A path whose characters are its bytes (latin1). Separated by `/`; inside a tree it is relative, the top being `.`. */
export type BytePath = string & { readonly __bytes: never }

/** The path that these raw bytes spell, as a directory listing gives them. */
export const pathFromBytes = (bytes: Uint8Array): BytePath =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1') as BytePath

/** The path that a text spells in UTF-8, as an input gives it. */
export const pathFromText = (text: string): BytePath =>
  (isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1')) as BytePath

/** The bytes to hand to the kernel. */
export const pathBytes = (path: BytePath): Buffer => Buffer.from(path, 'latin1')

/** The text of a path, with U+FFFD where its bytes are not UTF-8: only for reading, never to open a file. */
export const pathText = (path: BytePath): string => (isAscii(path) ? path : pathBytes(path).toString('utf8'))

/** What node:fs takes: the string itself while each character is one UTF-8 byte (faster), else the bytes. */
export const fsPath = (path: BytePath): string | Buffer => (isAscii(path) ? path : pathBytes(path))

/** `directory/name`; the top (`.`) adds nothing. */
export const joinPath = (directory: BytePath, name: BytePath): BytePath => {
  if (name === '.') return directory
  if (directory === '.') return name
  return (directory.endsWith('/') ? directory + name : `${directory}/${name}`) as BytePath
}

/** The directory a path lies in; the top lies in itself. */
export const parentPath = (path: BytePath): BytePath => {
  const slash = path.lastIndexOf('/')
  return (slash < 0 ? '.' : path.slice(0, slash)) as BytePath
}

/** Byte order, the order of the manifest. */
export const comparePaths = (a: BytePath, b: BytePath): number => (a < b ? -1 : a > b ? 1 : 0)

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range is meant: every byte that is its own UTF-8
  return /^[\x00-\x7f]*$/.test(text)
}

/**
 * The same paths, each a text of its own. One that was put together keeps its parts in memory until somebody compares it,
 * and one that was cut out keeps all of the text that it was a part of.
 */
export function separatePaths(paths: readonly BytePath[]): BytePath[] {
  const bytes = Buffer.from(paths.join(''), 'latin1')
  let at = 0
  return paths.map(path => bytes.toString('latin1', at, (at += path.length)) as BytePath)
}
