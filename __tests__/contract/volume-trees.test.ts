// What every volume's trees promise, wherever it is: looked at, hashed, linked and copied into under any name.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import type { PartialTree } from '../../src/ports/partial-tree.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { base, bytePath, eachVolume, id, longMs, nothing } from '../support/each-volume.ts'
import { emptyTop } from '../support/published.ts'

const hostile = ["it's", '$(id)', '-n', 'a\nb', 'a\\b', ' ', 'é', '"', '*'].map(bytePath)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

eachVolume((here, it) => {
  it(
    'looks at, hashes and lists what has any name',
    async () => {
      await here.taken({})
      for (const name of hostile)
        writeFileSync(Buffer.concat([Buffer.from(`${here.at(base)}/`), Buffer.from(name, 'latin1')]), `of ${name}`)
      symlinkSync('somewhere\nelse', here.at(base, 'link'))
      execFileSync('touch', ['--no-dereference', '--date=@-1.25', here.at(base, 'link')])
      execFileSync('mkfifo', [here.at(base, 'fifo')])
      const tree = here.series.tree(base)
      const paths = [...hostile, ...['link', 'fifo', 'none', 'link/none'].map(bytePath)]
      const seen = await tree.inspect(paths)
      expect(seen.slice(0, hostile.length).map(one => one?.type)).toEqual(hostile.map(() => 'file'))
      expect(seen.slice(hostile.length)).toEqual([
        expect.objectContaining({ type: 'link', target: 'somewhere\nelse', mtimeNs: -1_250_000_000n }),
        expect.objectContaining({ type: 'other' }),
        undefined,
        undefined
      ])
      expect(seen[0]).toMatchObject(
        (await localVolume(here.path, here.parts).series('a/b').tree(base).inspect(paths))[0] ?? {}
      )
      const digests = await tree.hash(paths)
      expect(digests.slice(0, hostile.length)).toEqual(
        hostile.map(name =>
          createHash('sha256')
            .update(Buffer.from(`of ${name}`))
            .digest('hex')
        )
      )
      expect(digests.slice(hostile.length)).toEqual([undefined, undefined, undefined, undefined])
      const [names, none] = await tree.names(['.', 'link'].map(bytePath))
      expect([...(names ?? [])].sort()).toEqual([...hostile, bytePath('link'), bytePath('fifo')].sort())
      expect(none).toBeUndefined()
    },
    longMs
  )

  it(
    'makes links, also under other names, and refuses what was altered',
    async () => {
      await here.taken({ same: 'same', 'dir/moved': 'moved', altered: 'altered', gone: 'gone' })
      symlinkSync('same', here.at(base, 'sym'))
      const steps = [
        here.stepTo('same'),
        here.stepTo('dir/new', 'dir/moved'),
        here.stepTo('altered'),
        here.stepTo('gone'),
        here.stepTo('sym')
      ]
      writeFileSync(here.at(base, 'altered'), 'ALTERED')
      chmodSync(here.at(base, 'altered'), 0o600)
      rmSync(here.at(base, 'gone'))
      await here.locked(async () => {
        const partial = await here.series.begin(id)
        await partial.makeDirectories([bytePath('dir')])
        const outcomes = await partial.link(steps, nothing)
        const ino = (name: string): bigint => lstatSync(here.at(base, name), { bigint: true }).ino
        // An adapter may tell more of a link than that it is there.
        expect([...outcomes]).toMatchObject([
          { linked: true, ino: ino('same') },
          { linked: true, ino: ino('dir/moved') },
          { linked: false, cause: 'altered', why: expect.any(String) as unknown },
          { linked: false, cause: 'altered', why: expect.any(String) as unknown },
          { linked: true, ino: ino('sym') }
        ])
        expect(readdirSync(partial.path).sort()).toEqual(['dir', 'same', 'sym'])
        const [twin] = await partial.link(
          [{ ...here.stepTo('twin', 'same'), tree: 'self', from: bytePath('same') }],
          nothing
        )
        expect(twin).toMatchObject({ linked: true, ino: ino('same') })
      })
    },
    longMs
  )

  it(
    'copies by rsync, and gives directories their attributes',
    async () => {
      const source = scratchWith('from/sub')
      writeFileSync(join(source, 'from', 'a b'), 'text')
      writeFileSync(join(source, "from/sub/it's"), 'more')
      await here.locked(async () => {
        const partial: PartialTree = await here.series.begin(id)
        await partial.makeDirectories([bytePath('sub')])
        const paths = ['a b', "sub/it's"].map(bytePath)
        const request = { root: bytePath(join(source, 'from')), paths, keepOwners: false, isSparse: false }
        const outcome = await partial.copy({ ...request, linkDest: [], extraArgs: [], totalBytes: 8 }, nothing)
        expect(outcome).toMatchObject({ status: 0, messages: [] })
        expect(await partial.hash(paths)).toEqual(['text', 'more'].map(sha256))
        await partial.seal([{ ...emptyTop, mode: 0o750, mtimeNs: -1_500_000_001n }])
        expect(lstatSync(partial.path, { bigint: true })).toMatchObject({ mode: 0o40750n, mtimeNs: -1_500_000_001n })
      })
      rmSync(source, { recursive: true })
    },
    longMs
  )
})
