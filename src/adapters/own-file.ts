// Reads small files that others may have replaced: a regular file of a size it can have, or an error; never a wait, never a flood.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { codeOf } from '../core/failure.ts'

/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const flags = constants.O_NOFOLLOW | constants.O_NONBLOCK

export const readFlags = constants.O_RDONLY | flags
export const readAndWriteFlags = constants.O_RDWR | flags

/** The text of a file of ours. Throws what the system says of it, or, in the same form, what is wrong with it. */
export const readOwnFile = (file: string, mostBytes: number): string => readBounded(file, mostBytes, flags)

/** The same for a file that is named to us, and may be a symlink. */
export const readNamedFile = (file: string, mostBytes: number): string =>
  readBounded(file, mostBytes, constants.O_NONBLOCK)

function readBounded(file: string, mostBytes: number, how: number): string {
  const fd = openRegular(file, constants.O_RDONLY | how)
  try {
    const { size } = fstatSync(fd)
    if (size > mostBytes) throw tooLarge(size, mostBytes)
    const pieces: Buffer[] = []
    // Not by its size: it may grow, and some filesystems say 0 of what they make up.
    for (let read = 0; ;) {
      const piece = Buffer.allocUnsafe(65_536)
      const n = readSync(fd, piece, 0, piece.length, null)
      if (n === 0) return Buffer.concat(pieces).toString('utf8')
      pieces.push(piece.subarray(0, n))
      read += n
      if (read > mostBytes) throw tooLarge(read, mostBytes)
    }
  } finally {
    closeSync(fd)
  }
}

/** A descriptor of a regular file, to be closed by the caller. */
export function openRegular(file: string, how: number): number {
  let fd: number
  try {
    fd = openSync(file, how)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ELOOP') throw refused(code, 'it is a symlink, where a file of its own belongs')
    // What a socket says, and a FIFO that is to be written.
    if (code === 'ENXIO') throw refused(code, 'it is not a regular file')
    throw error
  }
  if (fstatSync(fd).isFile()) return fd
  closeSync(fd)
  throw refused('EINVAL', 'it is not a regular file')
}

const tooLarge = (bytes: number, mostBytes: number): Error =>
  refused('EFBIG', `it has ${bytes} bytes, more than the ${mostBytes} it can have`)

/** With a code, like all that the system refuses: it is the file, and no defect of ours. */
export const refused = (code: string, message: string): Error => Object.assign(new Error(message), { code })
