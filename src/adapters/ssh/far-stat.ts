// lstat of far paths, as find(1) prints it.

import type { BytePath } from '../../core/byte-path.ts'
import type { Stored } from '../../ports/tree.ts'
import { fieldsOf, type NulReader, relative } from './nul-list.ts'

export interface FarStat extends Stored {
  readonly dev: bigint
  readonly ctimeNs: bigint
}

const types: Readonly<Record<string, Stored['type']>> = { f: 'file', d: 'dir', l: 'link' }

/** Reads what the scripts of trees print; what was seen is by path. */
export class StatReader<T extends Stored> implements NulReader {
  readonly seen = new Map<BytePath, T>()
  readonly #reader: NulReader

  constructor(of: (numbers: string, target: BytePath) => T) {
    this.#reader = fieldsOf(3, ([numbers = '', path = '', target = '']) => {
      this.seen.set(relative(path), of(numbers, target as BytePath))
    })
  }

  push(piece: Buffer): void {
    this.#reader.push(piece)
  }
}

export function statOf(numbers: string, target: BytePath): FarStat {
  const [dev = '', ctime = ''] = numbers.split(' ').slice(9)
  return { ...storedOf(numbers, target), dev: BigInt(dev), ctimeNs: nanoseconds(ctime) }
}

/** The same without the last two, which need not be there. */
export function storedOf(numbers: string, target: BytePath): Stored {
  const [type = '', mode = '', uid, gid, size, mtime = '', ino = '', links, blocks] = numbers.split(' ')
  return {
    type: types[type] ?? 'other',
    mode: parseInt(mode, 8),
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    mtimeNs: nanoseconds(mtime),
    ino: BigInt(ino),
    links: Number(links),
    allocated: Number(blocks) * 512,
    ...(type === 'l' ? { target } : {})
  }
}

const second = 1_000_000_000n

/** `-2.7500000000` is a quarter past the second before the last one before 1970: find prints both as the kernel has them. */
export function nanoseconds(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole) * second + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
}
