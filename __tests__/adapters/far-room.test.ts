// What is free on a far volume comes with what was counted there, once, and is asked for anew when something was written since.

import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect } from '@jest/globals'
import { base, id, longMs, VolumeStand } from '../support/each-volume.ts'
import { publishOne } from '../support/published.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, startSshd } from '../support/sshd.ts'

const here = new VolumeStand()
afterAll(() => here.parts.pool.close())

const bytes = 64 * 1024 * 1024

itUnless(missingSshd())(
  'it is that of the moment of the count, then that of now',
  async () => {
    const server = await startSshd()
    try {
      await here.open(server)
      await here.locked(async () => {
        await publishOne(here.series, base)
        await here.series.countAdded({ id: base, bytes: 4096, recount: false })
        writeFileSync(here.at('ballast'), Buffer.alloc(bytes, 'x'))
        const then = await here.volume.free()
        const now = await here.volume.free()
        // Others write on this disk as well, but not so much.
        expect(then.bytes - now.bytes).toBeGreaterThan(bytes / 2)
        rmSync(here.at('ballast'))

        await publishOne(here.series, id)
        await here.series.countAdded({ id, bytes: 4096, recount: false })
        await here.series.writePage('<!doctype html><title>of ours</title>')
        writeFileSync(here.at('ballast'), Buffer.alloc(bytes, 'x'))
        const after = await here.volume.free()
        const again = await here.volume.free()
        expect(Math.abs(after.bytes - again.bytes)).toBeLessThan(bytes / 2)
      })
    } finally {
      await here.close()
      server.stop()
    }
  },
  longMs
)
