// What is wrong, in words for people: for the log, the summary and the message of a run that fails by it.

import { showName, showText } from '../display.ts'
import { countOf, formatCount } from '../units.ts'
import { type DamageKind, isTouched } from '../verify-damage.ts'
import { type Damage, snapshotsOf, type VerifyReport } from './verify-model.ts'

const words: Readonly<Record<DamageKind, string>> = {
  record: 'damaged record',
  manifest: 'damaged manifest',
  content: 'other bytes',
  size: 'other size',
  unreadable: 'cannot be read',
  missing: 'missing',
  type: 'replaced',
  target: 'other target',
  extra: 'added',
  attributes: 'other attributes'
}

/** In words, and by the name that outputs and the JSON report know it by; backticks mark code. */
export const kindLabel = (kind: DamageKind): string => `${words[kind]} (\`${kind}\`)`

/** The name, and how much is lost with it. `show` sets it for where it is shown. */
export const nameOf = ({ path, below, kind }: Damage, show: (text: Damage['path']) => string): string => {
  if (kind === 'record' || kind === 'manifest' || (kind === 'missing' && path === '.')) return 'the whole snapshot'
  return below === 0 ? show(path) : `${show(path)} and ${countOf(below, 'path', 'paths')} below it`
}

/** The newest few; they share it. */
export function sharedBy(damage: Damage, isPattern: boolean, most: number): string {
  const ids = snapshotsOf(damage, isPattern)
  const shown = ids.slice(0, most).map(id => showText(id))
  return shown.join(', ') + (ids.length > most ? ` and ${formatCount(ids.length - most)} more` : '')
}

/** Other names of the same file within one snapshot. */
export const otherNames = ({ names, path }: Damage): number =>
  new Set(names.filter(name => name.path !== path).map(name => name.path)).size

export function wholeText({ wholeIn, path }: Damage, show: (text: Damage['path']) => string): string {
  if (wholeIn === undefined) return ''
  const { snapshot, sameContent } = wholeIn
  if (!sameContent) return `${showText(snapshot)}, another version`
  return wholeIn.path === path ? showText(snapshot) : `${showText(snapshot)}, as ${show(wholeIn.path)}`
}

/** For the message of a failure and for the log: a line each. */
export const damageLine = (damage: Damage, isPattern: boolean): string =>
  `${nameOf(damage, showName)}: ${damage.why}; in ${sharedBy(damage, isPattern, 3)}`

/** What a person can do about what was found, the most urgent first; backticks mark code. */
export function advice({ damaged, isNoted }: VerifyReport): readonly string[] {
  const has = (...kinds: readonly DamageKind[]): boolean => damaged.some(({ kind }) => kinds.includes(kind))
  const isRestorable = damaged.some(({ wholeIn }) => wholeIn !== undefined)
  return [
    ...(has('content', 'size', 'unreadable')
      ? [
          'Check the disk and what leads to it: `smartctl -a`, the log of the kernel (`dmesg`), cables, memory. Until that is done, keep another copy of what matters.'
        ]
      : []),
    ...(has('content', 'size', 'unreadable') && isNoted
      ? ['The next snapshot is not linked to these files: it stores whole copies of what the source still has.']
      : []),
    ...(isRestorable
      ? ['Restore lost files from the snapshot in which they are whole, into a directory outside of the volume.']
      : []),
    ...(has('content', 'size', 'unreadable', 'missing', 'type', 'target')
      ? [
          'Mend nothing inside a snapshot: a file there is shared by all that hold it. Retention removes damaged snapshots in time.'
        ]
      : []),
    ...(damaged.some(({ kind }) => isTouched(kind)) || has('missing', 'type', 'target')
      ? [
          'Something wrote into a snapshot: a job, a person, a repair of the filesystem. Let only the user of the runner write to the volume.'
        ]
      : []),
    ...(damaged.some(({ kind, path }) => kind === 'missing' && path === '.')
      ? [
          'A directory that is gone may lie in `lost+found` after a repair of the filesystem. Of a snapshot that was removed on purpose, remove the record as well: `.snapshots/records/<id>.json`. `prune` does both.'
        ]
      : []),
    ...(has('record', 'manifest')
      ? [
          'Without its record or manifest nothing says what a snapshot should hold: it is neither restored nor linked to. Its files can still be copied by hand.'
        ]
      : [])
  ]
}
