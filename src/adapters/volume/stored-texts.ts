// The texts on a volume, wherever they were read from: its marker, and a snapshot's record, judged by what they say.

import { messageOf } from '../../core/failure.ts'
import { decodeMarker } from '../../core/marker.ts'
import { decodeRecord } from '../../core/record-text.ts'
import type { Listed, VolumeState } from '../../ports/volume.ts'

export function judgeRecord(id: string, text: string): Listed {
  try {
    const record = decodeRecord(text)
    return record.id === id ? { id, record } : { id, damage: `its record is that of ${record.id}` }
  } catch (error) {
    return { id, damage: messageOf(error) }
  }
}

export function judgeMarker(text: string): VolumeState['marker'] {
  try {
    decodeMarker(text)
    return { state: 'present' }
  } catch (error) {
    return { state: 'damaged', why: messageOf(error) }
  }
}
