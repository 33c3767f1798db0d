// A series in which every kind of file of ours is damaged in its own way, and each action of the built bundle run over it.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { gunzipSync, gzipSync } from 'node:zlib'
import { runBundle } from '../support/bundle-process.ts'
import { parseLog } from '../support/log-commands.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { listing, snapshotsIn } from '../support/series-state.ts'
import type { StepResult } from '../support/step-process.ts'
import { stand, succeeded } from '../support/volumes.ts'

const here = stand()
const series = join(here.volume, 'acme/widgets/build/main')
const own = (...names: readonly string[]): string => join(series, '.snapshots', ...names)
const fifo = (file: string): void => {
  rmSync(file, { force: true })
  execFileSync('mkfifo', [file])
}
const inDirectory = (file: string): void => {
  rmSync(file)
  mkdirSync(file)
}
const linkedAway = (file: string): void => {
  const away = join(here.scratch, 'away')
  writeFileSync(away, readFileSync(file))
  rmSync(file)
  symlinkSync(away, file)
}
const flipped = (file: string): void => {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 0x80
  writeFileSync(file, bytes)
}
const half = (file: string): void => {
  truncateSync(file, Math.floor(readFileSync(file).length / 2))
}
/** 200 MB of nothing in 200 KB. */
const bomb = (file: string): void => {
  const begin = gunzipSync(readFileSync(file)).subarray(0, 200).toString('latin1').split('\n').slice(0, 2).join('\n')
  writeFileSync(file, gzipSync(Buffer.alloc(200 * 1024 * 1024, '# nothing\n').fill(`${begin}\n#`, 0, begin.length + 2)))
}
/** Sparse: it takes no room, and more memory than there may be. */
const huge = (file: string): void => {
  truncateSync(file, 8 * 1024 ** 3)
}

type Harm = readonly [name: string, harm: (file: string) => void]
const ofRecords: readonly Harm[] = [
  ['a FIFO', fifo],
  ['a directory', inDirectory],
  ['a symlink', linkedAway],
  ['cut in half', half],
  ['flipped', flipped],
  ['huge', huge],
  [
    'another format',
    file => {
      writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 1', '"format": 2'))
    }
  ],
  [
    'deep',
    file => {
      writeFileSync(file, '['.repeat(500_000))
    }
  ],
  [
    'of another snapshot',
    file => {
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Z"', 'Z-9"'))
    }
  ]
]
const ofManifests: readonly Harm[] = [
  ['a FIFO', fifo],
  ['a directory', inDirectory],
  ['a symlink', linkedAway],
  ['cut in half', half],
  ['flipped', flipped],
  ['a bomb', bomb],
  ['huge', huge],
  [
    'no gzip',
    file => {
      writeFileSync(file, '#mtree\n')
    }
  ],
  [
    'missing',
    file => {
      rmSync(file)
    }
  ]
]

let newest = ''
let damagedRecords: readonly string[] = []
let damagedManifests: readonly string[] = []

const act = async (action: string, inputs: Readonly<Record<string, string>>): Promise<StepResult> => {
  const folder = action === 'snapshot' ? {} : { action: join(repositoryRoot, action) }
  return await runBundle(here, { ...folder, inputs })
}

/** A run of this one series: whatever it says, it ended by itself, and not by a defect. */
const sane = (result: StepResult): StepResult => {
  expect([result.exitCode, result.log]).toEqual([
    expect.any(Number) as unknown,
    expect.not.stringContaining('Unexpected error')
  ])
  expect(result.log).not.toMatch(/^\s+at \S+ \(?(?:file:|\/|node:)/m)
  expect(parseLog(result.log).unknown).toEqual([])
  return result
}

beforeAll(async () => {
  mkdirSync(join(here.workspace, 'build'))
  writeFileSync(join(here.workspace, 'build/same'), 'the same in all')
  writeFileSync(join(here.workspace, 'build/version'), 'first')
  succeeded(await here.run({ name: 'acme/widgets/build/main', prune: 'false' }))
  // Further ones with our own files made after those of the first, a day apart: a run for each would take a minute.
  const [first = ''] = snapshotsIn(series)
  const ids = Array.from({ length: ofRecords.length + ofManifests.length + 2 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 19).replaceAll(':', '-').concat('Z')
  )
  const record = readFileSync(own('records', `${first}.json`), 'utf8')
  const manifest = execFileSync('zcat', [own('manifests', `${first}.mtree.gz`)], { encoding: 'utf8' })
  const { createHash } = await import('node:crypto')
  for (const id of ids) {
    execFileSync('cp', ['-al', join(series, first), join(series, id)])
    writeFileSync(own('records', `${id}.json`), record.replaceAll(first, id))
    const text = manifest.replaceAll(first, id).replace(/# end .*\n$/, '')
    const count = text.split('\n').length - 3
    const digest = createHash('sha256').update(text, 'latin1').digest('hex')
    writeFileSync(own('manifests', `${id}.mtree.gz`), gzipSync(`${text}# end ${count} entries sha256:${digest}\n`))
  }
  ofRecords.forEach(([, harm], index) => {
    harm(own('records', `${ids[index] ?? ''}.json`))
  })
  ofManifests.forEach(([, harm], index) => {
    harm(own('manifests', `${ids[ofRecords.length + index] ?? ''}.mtree.gz`))
  })
  damagedRecords = ids.slice(0, ofRecords.length)
  damagedManifests = ids.slice(ofRecords.length, ofRecords.length + ofManifests.length)
  newest = first
  fifo(own('usage.json'))
  fifo(own('damaged.json'))
}, 240_000)
afterAll(() => {
  here.remove()
})

const name = 'acme/widgets/build/main'

it('list names each', async () => {
  const { outputs, exitCode } = sane(await act('list', { name }))
  expect(exitCode).toBe(0)
  const listed = JSON.parse(outputs.snapshots ?? '[]') as { id: string; status: string }[]
  expect(listed.map(({ id }) => id).sort()).toEqual(snapshotsIn(series).sort())
  expect(listed.filter(({ status }) => status === 'damaged').map(({ id }) => id)).toEqual([...damagedRecords].reverse())
}, 120_000)

it('verify finds each manifest and record, and reads the others', async () => {
  const { outputs, exitCode, log } = sane(await act('verify', { name, snapshot: 'all' }))
  expect(exitCode).toBe(1)
  const damaged = JSON.parse(outputs.damaged ?? '[]') as { what: string; snapshots: string[] }[]
  const found = (what: string): string[] =>
    damaged
      .filter(one => one.what === what)
      .flatMap(({ snapshots }) => snapshots)
      .sort()
  expect([found('record'), found('manifest'), log]).toEqual([damagedRecords, damagedManifests, log])
}, 120_000)

it('restore refuses those whose manifest is damaged, and takes another', async () => {
  for (const id of snapshotsIn(series)) {
    rmSync(join(here.workspace, 'out'), { recursive: true, force: true })
    const { exitCode } = sane(await act('restore', { name, snapshot: id, path: 'out' }))
    const isSound = !damagedRecords.includes(id) && !damagedManifests.includes(id)
    expect([id, exitCode]).toEqual([id, isSound ? 0 : expect.any(Number)])
    if (!isSound) expect(() => readdirSync(join(here.workspace, 'out'))).toThrow()
  }
}, 600_000)

it('a snapshot is taken all the same', async () => {
  writeFileSync(join(here.workspace, 'build/version'), 'second')
  const { outputs, exitCode, log } = sane(await act('snapshot', { name, prune: 'false' }))
  expect([exitCode, log]).toEqual([0, log])
  newest = outputs.snapshot ?? ''
  expect(outputs['files-linked']).toBe('1')
}, 120_000)

it('prune removes nothing whose record is damaged, and no tree is changed', async () => {
  const before = damagedRecords.map(id => listing(join(series, id)))
  const { exitCode, log } = sane(await act('prune', { name, 'keep-last': '1', 'max-size': '4K' }))
  expect([exitCode, log]).toEqual([0, log])
  expect(snapshotsIn(series).sort()).toEqual([...damagedRecords, newest].sort())
  expect(damagedRecords.map(id => listing(join(series, id)))).toEqual(before)
}, 120_000)
