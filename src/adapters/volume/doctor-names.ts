// Names on a volume: which of them it takes for the same, and which it refuses or changes.

import { Buffer } from 'node:buffer'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NameFacts, Works } from '../../core/doctor/facts.ts'
import { Refused, tried } from './doctor-tried.ts'

export function probeNames(scratch: string): NameFacts {
  const directory = join(scratch, 'names')
  mkdirSync(directory)
  // By escapes: an editor might spell them alike.
  const [composed, decomposed] = ['\u00e9', 'e\u0301']
  writeFileSync(join(directory, 'a'), '')
  const spelled = tried(() => {
    writeFileSync(join(directory, composed), '')
  })
  return {
    foldsCase: existsSync(join(directory, 'A')),
    normalises: spelled.works && existsSync(join(directory, decomposed)),
    long: keeps(scratch, 'long', Buffer.alloc(255, 'n')),
    notUtf8: keeps(scratch, 'bytes', Buffer.from([0x62, 0xff, 0xfe])),
    newline: keeps(scratch, 'newline', Buffer.from('a\nb'))
  }
}

/** In a directory of its own, where nothing else can be listed. */
function keeps(scratch: string, into: string, name: Buffer): Works {
  const directory = join(scratch, into)
  mkdirSync(directory)
  return tried(() => {
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), name]), '')
    if (readdirSync(directory, { encoding: 'buffer' })[0]?.equals(name) !== true)
      throw new Refused('the name came back as another')
  })
}
