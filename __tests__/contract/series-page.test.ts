// The page of a series, wherever it is: known as ours by how it begins, and nobody else's file is taken for one.

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import { pageMark } from '../../src/core/page/model.ts'
import { eachVolume, longMs } from '../support/each-volume.ts'

const html = `<!doctype html>\n${pageMark}\n`

eachVolume((here, it) => {
  it(
    'is there once it was written, and until it is removed',
    async () => {
      await here.taken({ a: 'a' })
      expect(await here.series.hasPage()).toBe(false)
      await here.series.writePage(html)
      expect(await here.series.hasPage()).toBe(true)
      await here.series.writePage(`${html}anew`)
      expect(readFileSync(here.at('index.html'), 'utf8')).toBe(`${html}anew`)
      rmSync(here.at('index.html'))
      expect(await here.series.hasPage()).toBe(false)
    },
    longMs
  )

  it(
    'is no file, link or directory of somebody else',
    async () => {
      await here.taken({ a: 'a' })
      const page = here.at('index.html')
      const others = [
        () => {
          writeFileSync(page, '<!doctype html>')
        },
        () => {
          writeFileSync(here.at('ours.html'), html)
          symlinkSync('ours.html', page)
        },
        () => {
          mkdirSync(page)
        }
      ]
      for (const put of others) {
        put()
        expect(await here.series.hasPage()).toBe(false)
        await expect(here.series.writePage(html)).rejects.toThrow('is not a page that this program wrote')
        rmSync(page, { recursive: true })
      }
    },
    longMs
  )
})
