// What is wrong with a far tar, its disk or ours, or with whoever waits for its files: nothing false comes, and nothing stays.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { allCome, BringStand, filesOf, large, small, tinyFiles } from '../support/bring-stand.ts'
import { base, longMs, nothing } from '../support/each-volume.ts'
import { realTool } from '../support/fake-tools.ts'
import { missingTmpfs, mountTmpfs } from '../support/loop-image.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd } from '../support/sshd.ts'

let here: BringStand
beforeEach(() => {
  here = new BringStand()
})
afterEach(() => here.remove())

const itFar = itUnless(missingSshd())

describe('where that tar fails, rsync brings all of it', () => {
  const real = realTool('tar')
  const whenMaking = (script: string): string => `case " $* " in *" --create "*) ${script} ;; esac; exec ${real} "$@"`
  itFar.each([
    ['at once', whenMaking('cat >/dev/null; exit 2')],
    ['half-way', whenMaking(`${real} "$@" | head -c 3000; exit 2`)],
    ['half-way, and says nothing of it', whenMaking(`${real} "$@" | head -c 3000; exit 0`)],
    ['by a signal', whenMaking(`${real} "$@" | head -c 3000; kill -9 $$`)],
    ['with something else', whenMaking('cat >/dev/null; echo no archive; exit 0')],
    // What it could not read to its end it fills up with zeros.
    ['and says that a file is not whole', whenMaking(`${real} "$@"; exit 2`)],
    ['and says that a file changed', whenMaking(`${real} "$@"; exit 1`)],
    ['and gives what nobody asked for', whenMaking(`cd ..; ${real} --create --format=gnu .; exit 0`)],
    ['and gives it twice', whenMaking(`cat >$0.list; cat $0.list $0.list | ${real} "$@"; exit 0`)],
    ['and gives more than there can be', whenMaking('cat >/dev/null; head -c 40000000 /dev/zero; exit 0')]
  ])(
    '%s',
    async (_, tar) => {
      await here.begin({ ...small, large }, { tar })
      expect((await here.bring({ ...small, large })).come).toEqual(allCome({ ...small, large }, false))
    },
    longMs
  )

  itFar.each([
    ['gets no names', { find: `case "$*" in *-1025k*) exit 1 ;; esac; exec ${realTool('find')} "$@"` }],
    ['gets some', { xargs: `case "$*" in *-1025k*) head -z -n 3; exit 0 ;; esac; exec ${realTool('xargs')} "$@"` }]
  ])(
    'also what is missing, where it %s',
    async (_, fakes) => {
      await here.begin({ ...small, large }, fakes)
      const { come } = await here.bring({ ...small, large })
      expect(Object.fromEntries(Object.entries(come).map(([name, { text }]) => [name, text]))).toEqual({
        ...small,
        large
      })
      expect(Object.values(come).filter(({ isPacked }) => isPacked).length).toBeLessThan(4)
    },
    longMs
  )

  itFar(
    'and what that brings is told again only when it is more',
    async () => {
      const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}`, 'f'.repeat(9000)]))
      await here.begin(many, { tar: whenMaking(`${real} "$@" | head -c 1500000; exit 2`) })
      const seen: number[] = []
      await here.bring(many, { onProgress: ({ files }) => seen.push(files) })
      expect(seen).toEqual(seen.toSorted((a, b) => a - b))
      expect(seen.at(-1)).toBe(300)
    },
    longMs
  )

  itFar(
    'a part that comes while one is used is there at once, and one that hangs is given up with all else',
    async () => {
      const many = tinyFiles(20_001)
      const calls = join(here.tools, 'calls')
      await here.begin(many, {
        tar: whenMaking(`echo >>${calls}; [ "$(wc -l <${calls})" = 1 ] || { sleep 600; exit 1; }`)
      })
      const files = filesOf(many)
      const parts = here.series.bring?.(base, files, 'together', nothing)[Symbol.asyncIterator]()
      expect((await parts?.next())?.value).toMatchObject({ count: 20_000 })
      // Nobody has asked for the second one yet.
      while (readFileSync(calls, 'latin1').length < 2) await sleep(20)
      await parts?.return?.()
      expect(here.leftHere()).toEqual([])
    },
    longMs
  )
})

itUnless(missingSshd() ?? missingTmpfs())(
  'no room here is told, with what is full',
  async () => {
    const tmpfs = mountTmpfs('size=1m')
    try {
      const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}`, 'f'.repeat(400_000)]))
      await here.begin(files, {}, tmpfs.at)
      await expect(here.bring(files)).rejects.toMatchObject({
        kind: 'room',
        message: expect.stringContaining('RUNNER_TEMP')
      })
    } finally {
      await here.close()
      tmpfs.remove()
    }
  },
  longMs
)

itFar(
  'nothing stays here of a part that nobody waits for any more',
  async () => {
    const many = tinyFiles(20_001)
    await here.begin(many)
    const use = here.bring(many, {
      onPart: () => {
        throw new Error('enough')
      }
    })
    await expect(use).rejects.toThrow('enough')
    expect(here.leftHere()).toEqual([])
  },
  longMs
)
