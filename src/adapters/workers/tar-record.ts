// Members of a tar stream, byte for byte: names of any bytes, and all that the manifest knows of the file.

import { Buffer } from 'node:buffer'
import { type BytePath, pathBytes } from '../../core/byte-path.ts'
import { decimalSeconds } from '../decimal-seconds.ts'

export interface TarMember {
  /** One character is one byte, as of a `BytePath`. */
  readonly name: string
  readonly type: 'file' | 'link' | 'dir'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes of a file that follow the header, padded to whole blocks. */
  readonly size: number
  readonly mtimeNs: bigint
  /** Of a symlink. */
  readonly target?: BytePath
}

export const tarBlock = 512

export const paddedToBlocks = (size: number): number => Math.ceil(size / tarBlock) * tarBlock

const flags = { file: '0', link: '2', dir: '5', pax: 'x', longLink: 'K', longName: 'L' } as const

/** Where the fields of a header begin (POSIX.1-1988, ustar), and how many octal digits its numbers have. */
export const tarFields = {
  name: 0,
  mode: 100,
  uid: 108,
  gid: 116,
  size: 124,
  mtime: 136,
  sum: 148,
  flag: 156,
  link: 157
} as const
const shortDigits = 7
const longDigits = 11

/** What fits into the fields of a header. */
const longest = 100
const highestId = 0o7777777

/** The bytes of a name or a target that its field cannot hold, ended with a NUL. */
const beyondField = (text: string | undefined): BytePath | undefined =>
  text !== undefined && text.length > longest ? (`${text}\0` as BytePath) : undefined

const sizeBeyond = (long: BytePath | undefined): number =>
  long === undefined ? 0 : tarBlock + paddedToBlocks(long.length)

/** Bytes before a member's content: a block of pax records with its header, the header, and what long texts take. */
export const tarHeaderSize = ({ name, target }: Pick<TarMember, 'name' | 'target'>): number =>
  3 * tarBlock + sizeBeyond(beyondField(name)) + sizeBeyond(beyondField(target))

/** All of a member that has no content. */
export function tarHeader(member: TarMember): Buffer {
  const bytes = Buffer.alloc(tarHeaderSize(member))
  writeTarHeader(bytes, 0, member)
  return bytes
}

/** Writes them, and says where the content begins. */
export function writeTarHeader(to: Buffer, start: number, member: TarMember): number {
  let at = start
  // GNU's own form, which takes any bytes; a pax record would have to be UTF-8.
  const name = beyondField(member.name)
  if (name !== undefined) at = writeBlocks(to, at, flags.longName, pathBytes(name))
  const target = beyondField(member.target)
  if (target !== undefined) at = writeBlocks(to, at, flags.longLink, pathBytes(target))
  at = writeBlocks(to, at, flags.pax, Buffer.from(paxRecords(member), 'latin1'))
  writeHeader(to, at, flags[member.type], member)
  return at + tarBlock
}

/** Always a pax mtime, since only that has nanoseconds, times before 1970, and those after 2242. */
function paxRecords({ mtimeNs, uid, gid }: TarMember): string {
  const time = paxRecord('mtime', decimalSeconds(mtimeNs))
  if (uid <= highestId && gid <= highestId) return time
  return time + paxRecord('uid', String(uid)) + paxRecord('gid', String(gid))
}

/** `<length> <key>=<value>\n`, the length counting itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const digits = String(rest.length + String(rest.length).length).length
  return `${rest.length + digits}${rest}`
}

function writeBlocks(to: Buffer, at: number, flag: string, content: Buffer): number {
  writeHeader(to, at, flag, { name: '././@LongLink', mode: 0o644, uid: 0, gid: 0, size: content.length })
  const end = at + tarBlock + paddedToBlocks(content.length)
  to.fill(0, at + tarBlock + content.length, end)
  content.copy(to, at + tarBlock)
  return end
}

/** What all headers have in common, and the sum of its bytes; the field of the sum counts as spaces. */
const blank = Buffer.alloc(tarBlock)
blank.write('ustar\x0000', 257, 'latin1')
blank.fill(' ', tarFields.sum, tarFields.sum + 8)
const blankSum = blank.reduce((sum, byte) => sum + byte, 0)

/** The sum is made while writing: adding up every block again took a third of the time of packing. */
function writeHeader(
  to: Buffer,
  at: number,
  flag: string,
  { name, mode, uid, gid, size, target }: Omit<TarMember, 'type' | 'mtimeNs'>
): void {
  blank.copy(to, at)
  const sum =
    blankSum +
    writeText(to, at + tarFields.name, name.slice(0, longest)) +
    writeOctal(to, at + tarFields.mode, mode, shortDigits) +
    writeOctal(to, at + tarFields.uid, Math.min(uid, highestId), shortDigits) +
    writeOctal(to, at + tarFields.gid, Math.min(gid, highestId), shortDigits) +
    writeOctal(to, at + tarFields.size, size, longDigits) +
    writeOctal(to, at + tarFields.mtime, 0, longDigits) +
    writeText(to, at + tarFields.flag, flag) +
    writeText(to, at + tarFields.link, target?.slice(0, longest) ?? '')
  writeOctal(to, at + tarFields.sum, sum, 6)
  to[at + tarFields.sum + 6] = 0
}

/** One character is one byte. */
function writeText(to: Buffer, at: number, text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) {
    const byte = text.charCodeAt(index)
    to[at + index] = byte
    sum += byte
  }
  return sum
}

function writeOctal(to: Buffer, at: number, value: number, digits: number): number {
  let sum = 0
  let rest = value
  for (let index = digits - 1; index >= 0; index--) {
    const byte = 0x30 + (rest % 8)
    to[at + index] = byte
    sum += byte
    rest = Math.floor(rest / 8)
  }
  return sum
}
