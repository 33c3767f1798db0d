// Looks at a far volume for doctor: by one script that tries everything there, and at the tools of both machines.

import type { SeriesFacts, TriedFacts, VolumeFacts, Works } from '../../core/doctor/facts.ts'
import { installLine } from '../../core/install-line.ts'
import { hostText } from '../../core/volume-address.ts'
import type { Clock } from '../../ports/clock.ts'
import type { VolumeProbe } from '../../ports/probe.ts'
import type { Volume } from '../../ports/volume.ts'
import { mountDetails } from '../volume/doctor-place.ts'
import { seriesFacts } from '../volume/doctor-series.ts'
import { seriesLayout } from '../volume/layout.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { nanoseconds } from './far-stat.ts'
import { lockState, tryAll } from './scripts/doctor.ts'
import * as volumeScripts from './scripts/volume.ts'
import { survey as surveyScript } from './scripts/series.ts'
import { surveyFrom } from './survey.ts'

/** `tools`: of this machine. */
export function farProbe(
  volume: Volume,
  connection: Connection,
  clock: Clock,
  tools: VolumeProbe['tools']
): VolumeProbe {
  const { address, far } = connection
  return {
    look: async () => {
      const state = await volume.state()
      const answer = await connection.run(volumeScripts.state, { volume: address.path })
      const table = answer.stdout.toString('latin1').split('\0')[3] ?? ''
      const place = { ...state, ...mountDetails(table, state.mountPoint) }
      if (place.kind !== 'directory') return { place, tried: { why: 'there is no volume to try it on' } }
      const room = await volume.free()
      if (!place.isWritable) return { place, room, tried: { why: 'not tried: the volume cannot be written' } }
      return { place, room, tried: await tryOn(connection, clock) }
    },
    tools: async () => ({
      ...(await tools()),
      far: {
        host: hostText(address),
        ...(far.rsync === undefined ? {} : { rsync: far.rsync }),
        install: installLine(far.osRelease, far.isRoot, ['rsync'])
      }
    }),
    series: name => lookAtSeries(connection, volume, name, clock)
  }
}

async function tryOn(connection: Connection, clock: Clock): Promise<VolumeFacts['tried']> {
  const { address, far } = connection
  const before = clock.now().getTime()
  const result = await connection.run(tryAll, { volume: address.path, isRoot: far.isRoot ? 'yes' : 'no' })
  const after = clock.now().getTime()
  if (result.status !== 0) return { why: `not tried: ${farFailure(address, result, 'A scratch directory').message}` }
  return triedFrom(result.stdout.toString('utf8'), before, after, far.isRoot)
}

function triedFrom(answer: string, before: number, after: number, isRoot: boolean): TriedFacts {
  const fields = answer.split('\0')
  const said = new Map<string, string[]>()
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const key = fields[at] ?? ''
    said.set(key, [...(said.get(key) ?? []), fields[at + 1] ?? ''])
  }
  const first = (key: string): string => said.get(key)?.[0] ?? ''
  const works = (key: string): Works =>
    first(key) === 'works' ? { works: true } : { works: false, why: first(key).trim() || 'it was not tried' }
  const written = Number(nanoseconds(first('written')) / 1_000_000n)
  const [limit = '', links = ''] = first('limit').split(' ')
  return {
    attributes: {
      skewMs: written < before ? Math.min(0, written - before) : Math.max(0, written - after),
      times: timesFrom(said.get('time') ?? []),
      modes: works('modes'),
      setuid: works('setuid'),
      ...(isRoot ? { owners: works('owners') } : {})
    },
    names: {
      foldsCase: said.has('foldsCase'),
      normalises: said.has('normalises'),
      long: works('long'),
      notUtf8: works('notUtf8'),
      newline: works('newline')
    },
    safety: {
      lockRefuses: works('lockRefuses'),
      lockDies: works('lockDies'),
      fsync: works('fsync'),
      syncfs: works('syncfs'),
      reflinks: works('reflinks')
    },
    links: {
      hardLinks: works('hardLinks'),
      ...(limit === '' ? {} : { limit: { links: Number(links), reached: limit === 'reached', why: 'there' } }),
      symlinks: works('symlinks'),
      renameOverSymlink: works('renameOverSymlink'),
      directoryIsSafe: works('directoryIsSafe'),
      noFollow: works('noFollow')
    }
  }
}

function timesFrom(times: readonly string[]): TriedFacts['attributes']['times'] {
  const failed = times.find(time => time.startsWith('why '))
  if (failed !== undefined) return { why: `touch could not set a time: ${failed.slice(4)}` }
  return times.map(time => {
    const [set = '', stored = ''] = time.split(' ')
    return { set: nanoseconds(set), stored: nanoseconds(stored) }
  })
}

async function lookAtSeries(connection: Connection, volume: Volume, name: string, clock: Clock): Promise<SeriesFacts> {
  const { own, series } = seriesLayout(connection.address.path, name)
  const { partial, trash } = surveyFrom(await connection.run(surveyScript, { series, own }))
  const [exists, state, said = ''] = (await connection.run(lockState, { own })).stdout.toString('utf8').split('\0')
  return await seriesFacts(volume.series(name), clock, {
    exists: exists === 'exists',
    partial: [...partial.keys()],
    trash: [...trash.keys()],
    lock:
      state === 'held'
        ? { state, holder: said === '' ? 'another run' : said }
        : state === 'unknown'
          ? { state, why: said }
          : { state: 'free', holder: '' }
  })
}
