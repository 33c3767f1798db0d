// A volume that is a directory on this machine: its mount, its marker, its free space.

import { accessSync, constants, realpathSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathFromBytes, pathFromText } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { markerName, mostMarkerBytes } from '../../core/marker.ts'
import type { Free, Volume, VolumeState } from '../../ports/volume.ts'
import { readOwnFile } from '../own-file.ts'
import { syncPath, writeDurably } from './durable.ts'
import { probeLinks } from './link-probe.ts'
import { localSeries } from './local-series.ts'
import { readMounts, standing } from './mounts.ts'
import type { VolumeParts } from './parts.ts'
import { judgeMarker } from './stored-texts.ts'
import { seriesIn } from './series-names.ts'
import { placesOf } from './volume-places.ts'

export function localVolume(path: string, parts: VolumeParts): Volume {
  const realPath = (): ReturnType<typeof pathFromBytes> | undefined => {
    try {
      return pathFromBytes(realpathSync.native(path, { encoding: 'buffer' }))
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
      throw error
    }
  }
  return {
    name: path,
    places: () =>
      Promise.resolve().then(() => {
        const real = realPath()
        return real === undefined ? [] : placesOf(real, readMounts())
      }),
    state: () => Promise.resolve(volumeState(path, realPath() ?? pathFromText(path))),
    mark: text => {
      writeDurably(join(path, markerName), [text])
      syncPath(path)
      return Promise.resolve()
    },
    isSlowToAnswer: false,
    probeLinks: () => Promise.resolve(probeLinks(path, parts.isRoot)),
    free: () => Promise.resolve(freeOn(path)),
    series: name => localSeries(path, name, parts),
    seriesNames: () => Promise.resolve(seriesIn(path))
  }
}

function volumeState(path: string, realPath: ReturnType<typeof pathFromBytes>): VolumeState {
  const stat = statSync(path, { throwIfNoEntry: false })
  return {
    kind: stat === undefined ? 'missing' : stat.isDirectory() ? 'directory' : 'not-a-directory',
    isWritable: isWritable(path),
    ...standing(readMounts(), realPath),
    marker: markerState(path)
  }
}

function markerState(path: string): VolumeState['marker'] {
  let text: string
  try {
    text = readOwnFile(join(path, markerName), mostMarkerBytes)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent' }
    return { state: 'damaged', why: messageOf(error) }
  }
  return judgeMarker(text)
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch {
    // Whatever the reason, nothing can be written here; the caller says so and names the volume.
    return false
  }
}

export function freeOn(path: string): Free {
  const stat = statfsSync(path)
  const free = { bytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize }
  return stat.files === 0 ? free : { ...free, inodes: stat.ffree, totalInodes: stat.files }
}
