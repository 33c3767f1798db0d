// The series that are named to whoever named none: a few, and only where there is a volume to look at.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { seriesHint } from '../../src/cli/series-hint.ts'

let volume = ''

beforeAll(() => {
  volume = mkdtempSync(join(tmpdir(), 'snapshot-hint-'))
  for (let at = 1; at <= 12; at++)
    mkdirSync(join(volume, 'many', `s${String(at).padStart(2, '0')}`, '.snapshots'), { recursive: true })
  mkdirSync(join(volume, 'one/app\x1b[2J/.snapshots'), { recursive: true })
})

afterAll(() => {
  rmSync(volume, { recursive: true })
})

it('names the first, and how many more there are', () => {
  const hint = seriesHint({ INPUT_VOLUME: join(volume, 'many'), SNAPSHOT_VOLUME: '/nowhere' })
  expect(hint[0]).toBe(`On "${join(volume, 'many')}" there are:`)
  expect(hint.slice(1)).toEqual([
    ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(number => `  --name "s${number}"`),
    `  and 2 more: snapshot-action list --volume '${join(volume, 'many')}'`
  ])
})

it('shows what cannot be seen in a name', () => {
  expect(seriesHint({ SNAPSHOT_VOLUME: join(volume, 'one') })).toEqual([
    `On "${join(volume, 'one')}" there is:`,
    '  --name "app\\x1b[2J"'
  ])
})

it.each([{}, { INPUT_VOLUME: 'relative' }, { INPUT_VOLUME: '/nowhere/at/all' }, { SNAPSHOT_VOLUME: '/etc/hostname' }])(
  'says nothing of %j',
  env => {
    expect(seriesHint(env)).toEqual([])
  }
)

it('tells how another machine is asked, with the files that were given, and asks it not', () => {
  const reach = { INPUT_VOLUME: 'ssh://me@nas.example.org/srv/it', 'INPUT_SSH-KEY': '/keys/one' }
  expect(seriesHint(reach)).toEqual([
    'Which series there are, this tells:',
    "  snapshot-action list --volume 'ssh://me@nas.example.org/srv/it' --ssh-key '/keys/one'"
  ])
  expect(seriesHint({ ...reach, 'INPUT_SSH-KEY': 'BEGIN\nKEY\n' }).join()).not.toContain('KEY')
})
