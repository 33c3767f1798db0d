// A volume on another machine, over one connection: its mount, its marker, its room, and its series.

import { Buffer } from 'node:buffer'
import { pathFromText } from '../../core/byte-path.ts'
import type { Free, LinkProbe, Series, Volume, VolumeState } from '../../ports/volume.ts'
import type { Packing } from '../packed-chunks.ts'
import { parseMountinfo, standing } from '../volume/mounts.ts'
import { judgeMarker } from '../volume/stored-texts.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { farPlace } from './far-place.ts'
import { checkRsync } from './far-rsync.ts'
import { farSeries } from './far-series.ts'
import * as scripts from './scripts/volume.ts'

/** `name`: as the user named it. `keepsOwners`: both machines let us be root. `packing`: on this machine. */
export function farVolume(name: string, connection: Connection, keepsOwners: boolean, packing: Packing): Volume {
  const { path } = connection.address
  const series = new Map<string, Series>()
  const ask = async (script: string, doing: string, input?: Buffer): Promise<Buffer> => {
    const result = await connection.run(
      script,
      { volume: path, isRoot: keepsOwners ? 'yes' : 'no', size: String(input?.length ?? 0) },
      { isNext: true, ...(input && { input: [input] }) }
    )
    if (result.status !== 0) throw farFailure(connection.address, result, doing)
    return result.stdout
  }
  return {
    name,
    isSlowToAnswer: true,
    // Of this machine; and whoever reaches it over ssh from itself has to know what he does.
    places: () => Promise.resolve([]),
    state: async () => stateFrom(await ask(scripts.state, 'The volume could not be looked at')),
    mark: async text => {
      await ask(scripts.mark, 'The volume could not be marked', Buffer.from(text))
    },
    probeLinks: async () => {
      checkRsync(connection)
      return probeFrom(await ask(scripts.probeLinks, 'Links could not be tried on the volume'))
    },
    free: async () => freeFrom(await ask(scripts.free, 'The room on the volume could not be asked for')),
    // One each: what is known of it under its lock is known to all.
    series: wanted => {
      const known = series.get(wanted) ?? farSeries(name, farPlace(wanted, connection, packing))
      series.set(wanted, known)
      return known
    },
    seriesNames: async () => {
      const names = await ask(scripts.seriesNames, 'The series of the volume could not be found')
      return (
        names
          .toString('utf8')
          .split('\0')
          // What lies in the volume itself is no series' own.
          .filter(found => found.includes('/'))
          .map(found => found.replace(/\/\.snapshots$/, ''))
          .sort()
      )
    }
  }
}

function stateFrom(answer: Buffer): VolumeState {
  // One character a byte: a mount point may have any name.
  const [kind, writable, realPath = '', mounts = '', marker, text = ''] = answer.toString('latin1').split('\0')
  return {
    kind: kind === 'directory' || kind === 'not-a-directory' ? kind : 'missing',
    isWritable: writable === 'yes',
    ...standing(parseMountinfo(pathFromLatin1(mounts)), pathFromLatin1(realPath)),
    marker:
      marker === 'text'
        ? judgeMarker(Buffer.from(text, 'latin1').toString('utf8'))
        : marker === 'unreadable'
          ? { state: 'damaged', why: text }
          : { state: 'absent' }
  }
}

const pathFromLatin1 = (text: string): ReturnType<typeof pathFromText> => text as ReturnType<typeof pathFromText>

function probeFrom(answer: Buffer): LinkProbe {
  const [hard = '', soft = '', owners = ''] = answer.toString('utf8').split('\0')
  const judged = (said: string): LinkProbe['hardLinks'] =>
    said === 'works' ? { works: true } : { works: false, why: said.slice(said.lastIndexOf(': ') + 2) }
  return { hardLinks: judged(hard), symlinks: judged(soft), ...(owners !== '' && { owners: judged(owners) }) }
}

function freeFrom(answer: Buffer): Free {
  const [available = 0, size = 0, blocks = 0, freeInodes = 0, inodes = 0] = answer
    .toString('latin1')
    .split(' ')
    .map(Number)
  const free = { bytes: available * size, totalBytes: blocks * size }
  return inodes === 0 ? free : { ...free, inodes: freeInodes, totalInodes: inodes }
}
