// Reads files of ours on the far machine, which others may have replaced: a regular file of a size it can have, or an error.

import type { Buffer } from 'node:buffer'
import { refused } from '../own-file.ts'
import type { Asked } from './asked.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { goneStatus, refusedStatus } from './scripts/shared.ts'
import { readOwn } from './scripts/own-files.ts'

/** Undefined where there is none. `file`: absolute. */
export async function readFarFile(
  connection: Connection,
  file: string,
  mostBytes: number,
  asked: Asked = {}
): Promise<Buffer | undefined> {
  const result = await connection.run(readOwn, { file, most: String(mostBytes) }, asked)
  if (result.status === goneStatus) return undefined
  if (result.status === refusedStatus) throw refused('EINVAL', result.stderr.trim())
  if (result.status !== 0) throw farFailure(connection.address, result, `${file} could not be read`)
  return result.stdout
}
