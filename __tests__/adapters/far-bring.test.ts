// Files of a far snapshot that come here: small ones in one archive, large ones each by itself, and whatever cannot is left out.

import { execFileSync } from 'node:child_process'
import { linkSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import type { Progress } from '../../src/core/progress.ts'
import { allCome, BringStand, large, small } from '../support/bring-stand.ts'
import { base, longMs } from '../support/each-volume.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd } from '../support/sshd.ts'

let here: BringStand
beforeEach(() => {
  here = new BringStand()
})
afterEach(() => here.remove())

const itFar = itUnless(missingSshd())

describe('what is small comes in one archive', () => {
  itFar(
    'with any name, and what is large beside it',
    async () => {
      await here.begin({ ...small, large })
      const { come, parts } = await here.bring({ ...small, large })
      expect(come).toEqual({ ...allCome(small, true), ...allCome({ large }, false) })
      expect(parts).toEqual([13])
    },
    longMs
  )

  itFar(
    'in parts, the next of which comes while one is used',
    async () => {
      const many = Object.fromEntries(
        Array.from({ length: 20_005 }, (_, index) => [`part${index % 7}/${index}`, `${index}`])
      )
      await here.begin(many)
      const seen: Progress[] = []
      const { come, parts } = await here.bring(many, { onProgress: progress => seen.push(progress) })
      expect(parts).toEqual([20_000, 5])
      expect(come).toEqual(allCome(many, true))
      const counts = seen.map(({ files }) => files)
      expect(counts).toEqual(counts.toSorted((a, b) => a - b))
      expect(new Set(seen.map(({ totalFiles }) => totalFiles))).toEqual(new Set([20_005]))
    },
    longMs
  )

  itFar(
    'but not where each has to be a file of its own, nor of another tar',
    async () => {
      await here.begin(small, { tar: `case " $* " in *" --version "*) echo 'bsdtar 3.7';; esac` })
      expect((await here.bring(small, { how: 'apart' })).come).toEqual(allCome(small, false))
      expect((await here.bring(small)).come).toEqual(allCome(small, false))
    },
    longMs
  )

  itFar(
    'also nothing at all',
    async () => {
      await here.begin(small)
      expect(await here.bring({})).toEqual({ come: {}, parts: [0] })
    },
    longMs
  )
})

describe('what is no longer what was stored', () => {
  itFar(
    'comes as it is, or not at all, and all else does',
    async () => {
      const kept = { first: 'f', last: 'l' }
      await here.begin({ gone: 'g', link: 'k', fifo: 'p', grown: 'w', shrunk: 'shrunk', twice: 't', ...kept })
      for (const name of ['gone', 'link', 'fifo']) rmSync(here.at(base, name))
      symlinkSync('/etc/passwd', here.at(base, 'link'))
      execFileSync('mkfifo', [here.at(base, 'fifo')])
      // Would fill the disk here, or a whole afternoon.
      truncateSync(here.at(base, 'grown'), 1e13)
      truncateSync(here.at(base, 'shrunk'), 2)
      linkSync(here.at(base, 'twice'), here.at(base, 'another name'))
      const wanted = { gone: 'g', link: 'k', fifo: 'p', grown: 'w', shrunk: 'shrunk', twice: 't', 'another name': 't' }
      const { come } = await here.bring({ ...wanted, ...kept })
      expect(come).toEqual(allCome({ shrunk: 'sh', twice: 't', 'another name': 't', ...kept }, true))
    },
    longMs
  )
})
