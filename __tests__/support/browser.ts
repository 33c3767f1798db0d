// Debian's Chromium, driven for the tests of what people look at; pictures of it stay in .cache/screenshots.

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { repositoryRoot } from './runner-environment.ts'
import type { Missing } from './skip-aloud.ts'

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(path => existsSync(path))

export const missingBrowser = (): Missing =>
  program === undefined ? "chromium, which is not installed (Debian's chromium)" : undefined

/** One that asks nobody on the network for anything. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: program ?? '',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync']
    ]
  })

export async function takePicture(page: Page, name: string): Promise<void> {
  const directory = join(repositoryRoot, '.cache/screenshots')
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
}
