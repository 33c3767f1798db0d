// A volume on another machine, over one connection: its mount, its marker, its room, and its series.

import { Buffer } from 'node:buffer'
import { pathFromText } from '../../core/byte-path.ts'
import type { Free, LinkProbe, Series, Volume, VolumeState } from '../../ports/volume.ts'
import type { Packing } from '../packed-chunks.ts'
import { parseMountinfo, standing } from '../volume/mounts.ts'
import { judgeMarker } from '../volume/stored-texts.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { type FarPlace, farPlace } from './far-place.ts'
import { checkRsync } from './far-rsync.ts'
import { farSeries } from './far-series.ts'
import * as scripts from './scripts/volume.ts'

export interface FarVolume extends Volume {
  /**
   * Asks for what a run that writes this series wants to know first, once the connection is there, or even before. Each answer
   * is used once; where it did not come, whoever wants it asks anew.
   */
  askAhead(series: string): void
}

/** `name`: as the user named it. `keepsOwners`: both machines let us be root. `packing`: on this machine. */
export function farVolume(
  name: string,
  connection: Connection,
  keepsOwners: () => boolean,
  packing: Packing
): FarVolume {
  const { path } = connection.address
  const series = new Map<string, { readonly place: FarPlace; readonly series: Series }>()
  const known = (wanted: string): { readonly place: FarPlace; readonly series: Series } => {
    const found = series.get(wanted)
    if (found !== undefined) return found
    const place = farPlace(wanted, connection, packing)
    const made = { place, series: farSeries(name, place) }
    series.set(wanted, made)
    return made
  }
  let stateAhead: Promise<Buffer> | undefined
  const ask = async (script: string, doing: string, input?: Buffer): Promise<Buffer> => {
    const result = await connection.run(
      script,
      {
        volume: path,
        ...(script === scripts.probeLinks && { isRoot: keepsOwners() ? 'yes' : 'no' }),
        size: String(input?.length ?? 0)
      },
      { isNext: true, ...(input && { input: [input] }) }
    )
    if (result.status !== 0) throw farFailure(connection.address, result, doing)
    return result.stdout
  }
  const askState = (): Promise<Buffer> => ask(scripts.state, 'The volume could not be looked at')
  return {
    name,
    isSlowToAnswer: true,
    // Of this machine; and whoever reaches it over ssh from itself has to know what he does.
    places: () => Promise.resolve([]),
    askAhead: wanted => {
      // Of all that comes, nothing else can be done before this is known.
      stateAhead = askState()
      stateAhead.catch(() => undefined)
      known(wanted).place.askAhead()
    },
    state: async () => {
      const ahead = stateAhead
      stateAhead = undefined
      // What failed may be asked once more, and is told then.
      return stateFrom((await ahead?.catch(() => undefined)) ?? (await askState()))
    },
    mark: async text => {
      await ask(scripts.mark, 'The volume could not be marked', Buffer.from(text))
    },
    probeLinks: async () => {
      checkRsync(connection)
      return probeFrom(await ask(scripts.probeLinks, 'Links could not be tried on the volume'))
    },
    free: async () =>
      freeFrom(
        connection.room.take() ??
          (await ask(scripts.free, 'The room on the volume could not be asked for')).toString('latin1')
      ),
    // One each: what is known of it under its lock is known to all.
    series: wanted => known(wanted).series,
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

function freeFrom(answer: string): Free {
  const [available = 0, size = 0, blocks = 0, freeInodes = 0, inodes = 0] = answer.split(' ').map(Number)
  const free = { bytes: available * size, totalBytes: blocks * size }
  return inodes === 0 ? free : { ...free, inodes: freeInodes, totalInodes: inodes }
}
