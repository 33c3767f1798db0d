// What was found of stored paths, as the rows of a `LookResult`.

import type { BytePath } from '../../core/byte-path.ts'
import type { Stored } from '../../ports/tree.ts'
import { column, columns, type LookResult, lookStatus, second, typeCode, typeOf } from './protocol.ts'

export type StoredRows = Pick<LookResult, 'rows' | 'errors' | 'targets'>

/** Absent where there is nothing. Throws for what could not be looked at. */
export function storedOf({ rows, errors, targets }: StoredRows, index: number): Stored | undefined {
  const at = index * columns
  const status = rows[at + column.status]
  if (status === lookStatus.gone) return undefined
  if (status === lookStatus.failed) throw asThrown(errors.get(index) ?? 'a stored file could not be looked at')
  const stored = {
    type: typeOf(rows[at + column.type]),
    mode: Number(rows[at + column.mode]),
    uid: Number(rows[at + column.uid]),
    gid: Number(rows[at + column.gid]),
    size: Number(rows[at + column.size]),
    mtimeNs: (rows[at + column.mtimeSeconds] ?? 0n) * second + (rows[at + column.mtimeRest] ?? 0n),
    ino: rows[at + column.ino] ?? 0n,
    links: Number(rows[at + column.links]),
    allocated: Number(rows[at + column.allocated])
  } as const
  const target = targets.get(index)
  return target === undefined ? stored : { ...stored, target }
}

/** As the system threw it in the worker, with its code: what it refuses is no defect of ours. */
function asThrown(message: string): Error {
  const code = /^(E[A-Z0-9]+): /.exec(message)?.[1]
  return Object.assign(new Error(message), code === undefined ? {} : { code })
}

/** So that `storedOf` gives them back. */
export function packStored(found: readonly (Stored | undefined)[]): StoredRows {
  const rows = new BigInt64Array(found.length * columns)
  const targets = new Map<number, BytePath>()
  found.forEach((stored, index) => {
    const at = index * columns
    if (stored === undefined) {
      rows[at + column.status] = lookStatus.gone
      return
    }
    rows[at + column.type] = typeCode[stored.type]
    rows[at + column.mode] = BigInt(stored.mode)
    rows[at + column.uid] = BigInt(stored.uid)
    rows[at + column.gid] = BigInt(stored.gid)
    rows[at + column.size] = BigInt(stored.size)
    rows[at + column.mtimeSeconds] = stored.mtimeNs / second
    rows[at + column.mtimeRest] = stored.mtimeNs % second
    rows[at + column.ino] = BigInt.asIntN(64, stored.ino)
    rows[at + column.links] = BigInt(stored.links)
    rows[at + column.allocated] = BigInt(stored.allocated)
    if (stored.target !== undefined) targets.set(index, stored.target)
  })
  return { rows, errors: new Map(), targets }
}
