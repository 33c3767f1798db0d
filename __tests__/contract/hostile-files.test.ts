// What stands on a volume in the place of our own files, wherever the volume is: nothing there makes a run wait, follow, or fill its memory.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect } from '@jest/globals'
import { base, eachVolume, longMs, nothing } from '../support/each-volume.ts'

/** Each in the place of a file. */
const instead: readonly (readonly [what: string, put: (file: string) => void, says: string])[] = [
  ['a FIFO', file => execFileSync('mkfifo', [file]), 'it is not a regular file'],
  [
    'a directory',
    file => {
      mkdirSync(file)
    },
    'it is not a regular file'
  ],
  [
    'a symlink',
    file => {
      symlinkSync('/etc/hostname', file)
    },
    'it is a symlink, where a file of its own belongs'
  ],
  [
    'a symlink to itself',
    file => {
      symlinkSync(file, file)
    },
    'it is a symlink, where a file of its own belongs'
  ],
  [
    'a device',
    file => {
      symlinkSync('/dev/zero', file)
    },
    'it is a symlink, where a file of its own belongs'
  ]
]

eachVolume((here, it) => {
  const record = (): string => here.at('.snapshots/records', `${base}.json`)
  const manifest = (): string => here.at('.snapshots/manifests', `${base}.mtree.gz`)

  describe.each(instead)('%s', (_, put, says) => {
    const replace = async (file: () => string): Promise<void> => {
      await here.taken({})
      rmSync(file(), { force: true })
      put(file())
    }

    it(
      'instead of a record',
      async () => {
        await replace(record)
        expect(await here.series.list()).toEqual([{ id: base, damage: says }])
        expect(await here.series.lost()).toEqual([])
      },
      longMs
    )

    it(
      'instead of a manifest',
      async () => {
        await replace(manifest)
        await expect(here.series.manifest(base)).rejects.toThrow(says)
      },
      longMs
    )

    it(
      'instead of the list of damaged files',
      async () => {
        await replace(() => here.at('.snapshots/damaged.json'))
        expect(await here.series.knownDamage()).toEqual({ damaged: [], problem: says })
      },
      longMs
    )

    it(
      'instead of what is known of the sizes',
      async () => {
        await replace(() => here.at('.snapshots/usage.json'))
        expect(await here.series.bytesOnDisk()).toBeGreaterThan(0)
        await here.locked(async () => {
          expect(await here.series.bytesOnDisk()).toBeGreaterThan(0)
        })
      },
      longMs
    )

    it(
      'instead of the marker',
      async () => {
        await replace(() => join(here.path, '.snapshot-volume.json'))
        expect((await here.volume.state()).marker).toEqual({ state: 'damaged', why: says })
      },
      longMs
    )

    it(
      'instead of the lock',
      async () => {
        await replace(() => here.at('.snapshots/lock'))
        await expect(here.series.lock('us', 0, nothing)).rejects.toThrow(/EISDIR|is a symlink|is not a regular file/)
      },
      longMs
    )
  })

  it(
    'a record that is too large is not read',
    async () => {
      await here.taken({})
      truncateSync(record(), 8 * 1024 ** 3)
      expect(await here.series.list()).toEqual([
        { id: base, damage: 'it has 8589934592 bytes, more than the 1048576 it can have' }
      ])
    },
    longMs
  )

  it(
    'nor is such a manifest, marker or list of damaged files',
    async () => {
      await here.taken({})
      await here.volume.mark('{"format":1}\n')
      writeFileSync(here.at('.snapshots/damaged.json'), '')
      const marker = join(here.path, '.snapshot-volume.json')
      for (const file of [manifest(), marker, here.at('.snapshots/damaged.json')]) truncateSync(file, 8 * 1024 ** 3)
      await expect(here.series.manifest(base)).rejects.toThrow(
        /it goes on after its end|it has 8589934592 bytes, more than the 536870912 it can have/
      )
      expect((await here.volume.state()).marker).toEqual({
        state: 'damaged',
        why: 'it has 8589934592 bytes, more than the 65536 it can have'
      })
      const { problem } = await here.series.knownDamage()
      expect(problem).toMatch(/^it has 8589934592 bytes, more than the \d+ it can have$/)
    },
    longMs
  )

  it(
    'nor a manifest that unpacks to a thousand times its size',
    async () => {
      await here.taken({})
      const begin = `#mtree\n# snapshot ${base} of a/b\n#`
      writeFileSync(manifest(), gzipSync(Buffer.alloc(120 * 1024 * 1024, '# nothing\n').fill(begin, 0, begin.length)))
      await expect(here.series.manifest(base)).rejects.toThrow(
        'it unpacks to more than 200 times its size, as no manifest does'
      )
    },
    longMs
  )

  it(
    'a name that no record of ours has is no record, nor the end of one',
    async () => {
      await here.taken({})
      writeFileSync(here.at('.snapshots/records', `x\n==> .\n${base}.json`), '{}')
      writeFileSync(here.at('.snapshots/records', '.json'), '{}')
      const [listed, ...others] = await here.series.list()
      expect(listed).toMatchObject({ id: base, record: { id: base } })
      expect(others).toEqual([])
    },
    longMs
  )
})
