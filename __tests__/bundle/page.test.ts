// The page of a series as people see it: written by the built actions, opened from the disk in a real browser, by eye and by keyboard.

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { seriesPage } from '../../src/core/page/page.ts'
import { hostile, nightly } from '../core/page-examples.ts'
import { missingBrowser, startBrowser, takePicture } from '../support/browser.ts'
import { callCommand } from '../support/command-line.ts'
import { diskUse } from '../support/disk-use.ts'
import { itUnless } from '../support/skip-aloud.ts'
import type { ActionResult } from '../support/runner.ts'
import { figure, output, stand, type Stand, succeeded } from '../support/volumes.ts'

const name = 'acme/widgets/build/main'
let here: Stand
let page = ''
beforeEach(() => {
  here = stand()
  page = join(here.volume, name, 'index.html')
  mkdirSync(join(here.workspace, 'build'))
})
afterEach(() => {
  here.remove()
})

const take = async (content: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> => {
  writeFileSync(join(here.workspace, 'build/file'), content)
  return succeeded(await here.run({ name, ...inputs }))
}

describe('the file', () => {
  it('is written by the snapshot action, is counted by du and by the report, and is written anew', async () => {
    await take('one')
    const second = await take('two', { page: 'true' })
    expect(readFileSync(page, 'utf8')).toContain(`id="s-${output(second, 'snapshot')}"`)
    expect(diskUse(join(here.volume, name))).toEqual([figure(second, 'series-bytes-on-disk')])
    const third = await take('three', { page: 'true' })
    expect(readFileSync(page, 'utf8').match(/<li id=/g)).toHaveLength(3)
    expect(diskUse(join(here.volume, name))).toEqual([figure(third, 'series-bytes-on-disk')])
  })

  it.each([
    [
      'a page of somebody else',
      () => {
        writeFileSync(page, '<!doctype html>\n<title>mine</title>')
      }
    ],
    [
      'a symlink',
      () => {
        symlinkSync('/etc/hostname', page)
      }
    ]
  ])('%s is not replaced, and the snapshot is taken all the same', async (_, put) => {
    await take('one')
    put()
    const before = readFileSync(page, 'utf8')
    const result = await take('two', { page: 'true' })
    expect(result.log).toContain('is not a page that this program wrote')
    expect(output(result, 'status')).toBe('created')
    expect(readFileSync(page, 'utf8')).toBe(before)
  })

  it('is written by list --html', async () => {
    await take('one')
    await take('two')
    const ended = await callCommand(['list', '--volume', here.volume, '--name', name, '--html'])
    expect([ended.status, readFileSync(page, 'utf8').match(/<li id=/g)?.length]).toEqual([0, 2])
  })
})

describe('in a browser', () => {
  let browser: Browser | undefined
  let shown: Page
  beforeAll(async () => {
    if (missingBrowser() === undefined) browser = await startBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
  })

  /** Opened from the disk, with whatever it complains of. */
  async function open(html: string, scheme: 'light' | 'dark' = 'light', width = 1100): Promise<string[]> {
    if (browser === undefined) throw new Error('there is no browser')
    const file = join(here.scratch, 'page.html')
    writeFileSync(file, html)
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    shown = await context.newPage()
    const said: string[] = []
    shown.on('console', message => said.push(message.text()))
    shown.on('pageerror', error => said.push(error.message))
    shown.on('request', request => {
      if (!request.url().startsWith('file:')) said.push(`asks for ${request.url()}`)
    })
    shown.on('dialog', dialog => {
      said.push(`says ${dialog.message()}`)
      void dialog.dismiss()
    })
    await shown.goto(`file://${file}`)
    return said
  }

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
  /** What axe-core finds wrong, each with the elements it is about. */
  async function barriers(): Promise<string[]> {
    await shown.evaluate(axe)
    return await shown.evaluate(async () => {
      // Put there by the line above.
      const { axe: runner } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await runner.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)
    })
  }

  const inBrowser = itUnless(missingBrowser())

  for (const scheme of ['light', 'dark'] as const) {
    inBrowser(`${scheme}: nothing goes wrong, nothing is asked for, and nobody is kept out`, async () => {
      const said = await open(seriesPage(nightly()), scheme)
      await takePicture(shown, `page-${scheme}`)
      await shown.locator('details').first().locator('summary').click()
      await takePicture(shown, `page-${scheme}-open`)
      expect([said, await barriers()]).toEqual([[], []])
    })
  }

  inBrowser('on a small screen nothing sticks out', async () => {
    await open(seriesPage(nightly()), 'light', 390)
    await shown.locator('details').first().locator('summary').click()
    await takePicture(shown, 'page-small')
    const wide = await shown.evaluate<number>('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(390)
  })

  inBrowser('by keyboard: the skip link, a snapshot opened, and its command copied', async () => {
    await open(seriesPage(nightly()))
    await shown.keyboard.press('Tab')
    expect(await shown.evaluate<string>('document.activeElement.textContent')).toBe('To the list of snapshots')
    await shown.locator('summary').first().focus()
    await shown.keyboard.press('Enter')
    const copy = shown.getByRole('button', { name: 'Copy' }).first()
    await copy.focus()
    await shown.keyboard.press('Enter')
    await shown.getByText('Copied').first().waitFor()
    expect(await shown.evaluate<string>('navigator.clipboard.readText()')).toMatch(
      /^snapshot-action restore --volume \/mnt\/backup .* --path restored$/
    )
  })

  inBrowser('the calendar and the chart lead to the snapshot, which opens', async () => {
    await open(seriesPage(nightly()))
    await shown.locator('a.day').nth(4).click()
    // Waited for: the page opens it when it hears that its address has changed.
    const opened = shown.locator('li:target details[open]')
    await opened.waitFor()
    expect(await opened.count()).toBe(1)
    await shown.locator('svg.chart a').last().click()
    await shown.locator('li[id="s-2026-11-27T09-00-00Z"]:target').waitFor()
    expect(await shown.locator('li:target').getAttribute('id')).toBe('s-2026-11-27T09-00-00Z')
  })

  inBrowser('without its script everything is there', async () => {
    const context = await browser?.newContext({ javaScriptEnabled: false })
    const plain = await context?.newPage()
    const file = join(here.scratch, 'plain.html')
    writeFileSync(file, seriesPage(nightly()))
    await plain?.goto(`file://${file}`)
    await plain?.locator('summary').first().click()
    expect(await plain?.getByText('snapshot-action restore --volume').first().isVisible()).toBe(true)
    expect(await plain?.getByRole('button').count()).toBe(0)
    rmSync(file)
  })

  inBrowser('hostile texts run nothing', async () => {
    for (const text of [
      '"><img src=x onerror=alert(1)>',
      '</script><script>alert(1)</script>',
      'javascript:alert(1)'
    ]) {
      expect(await open(seriesPage(hostile(text)))).toEqual([])
      expect(await shown.locator('img').count()).toBe(0)
    }
  })
})
