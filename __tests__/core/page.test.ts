// The page of a series as text: whole, self-contained, with its own style and script allowed and nothing else, whatever the names.

import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { escapeHtml, linkHtml } from '../../src/core/page/html.ts'
import { pageMark, type PageModel } from '../../src/core/page/model.ts'
import { seriesPage } from '../../src/core/page/page.ts'
import { nastyText } from './display-names.ts'
import { hostile, nightly } from './page-examples.ts'

const page = seriesPage(nightly())
/** What a reader reads, one space between all. */
const textOf = (html: string): string =>
  html
    .replace(/<(style|script)>[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const tagsOf = (html: string): string[] => [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag)

describe('two months of nights', () => {
  it.each([
    ['the series and its volume', 'octo/app/nightly/main Snapshots on /mnt/backup'],
    ['the figures', 'Snapshots 20 Newest 2026-11-27 09:00 Full copies would take 14.0 GiB On the disk 1.4 GiB Saved'],
    ['the months', 'October 2026 Mo Tu We Th Fr Sa Su'],
    [
      'the rules, and what is supposed',
      '( keep-daily: 14 , keep-weekly: 8 ), supposing that a snapshot is taken every day'
    ],
    ['a line', '50,222 files 731 MiB +3.0 MiB goes about 2026-12-11'],
    ['a pinned one with its tags', '2026-11-19 09:00 release v1.4.0 pinned'],
    ['what changed', '49,800 of 50,222 files (99.2%) are links. Since 2026-11-26T09-00-00Z: 12 added, 410 changed.'],
    ['the largest files', 'assets/app.4f2a.js 2.0 MiB other content'],
    [
      'a command to restore',
      'snapshot-action restore --volume /mnt/backup --name octo/app/nightly/main --snapshot 2026-11-27T09-00-00Z --path restored'
    ],
    ['a command without us', 'rsync -a -- &#39;/mnt/backup/octo/app/nightly/main/2026-11-27T09-00-00Z/&#39; restored/']
  ])('shows %s', (_, text) => {
    expect(textOf(page)).toContain(text)
  })

  it('begins as every page of ours, by which it is known again', () => {
    expect(page.startsWith(`<!doctype html>\n${pageMark}\n`)).toBe(true)
  })

  it('needs nothing else, and allows nothing else', () => {
    expect(page.match(/\b(?:src|srcset)=|@import|url\(/g)).toBeNull()
    expect([...page.matchAll(/<link\b/g)]).toEqual([])
    const hash = (name: string): string => {
      const [, text = ''] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page) ?? []
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    expect(page).toContain(`default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')};`)
    expect(page).not.toMatch(/\son[a-z]+=|\sstyle=/)
  })

  it('gives each snapshot a place that the chart and the calendar lead to', () => {
    const places = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(links.length).toBeGreaterThan(40)
    expect(links.filter(id => !places.has(id))).toEqual([])
    expect([...page.matchAll(/ id="/g)]).toHaveLength(places.size)
  })
})

describe('strangers’ texts', () => {
  const plain = tagsOf(seriesPage(hostile('plain'))).map(tag => tag.replace(/"[^"]*"/g, '""'))

  it.each([
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '</style></script><!--',
    'javascript:alert(1)'
  ])('%j is shown and adds no markup', text => {
    expect(tagsOf(seriesPage(hostile(text))).map(tag => tag.replace(/"[^"]*"/g, '""'))).toEqual(plain)
  })

  it('so is any other', () => {
    fc.assert(
      fc.property(nastyText, text => {
        const tags = tagsOf(seriesPage(hostile(text))).map(tag => tag.replace(/"[^"]*"/g, '""'))
        // A command whose words cannot be pasted is left out with its tags, and an empty text with its element.
        const allowed = new Set([...plain, ...tagsOf(seriesPage(nightly())).map(tag => tag.replace(/"[^"]*"/g, '""'))])
        expect(tags.filter(tag => !allowed.has(tag))).toEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it('only an address of the web becomes a link', () => {
    expect(linkHtml('https://example.org/a?b=1&c', 'x')).toBe(
      '<a href="https://example.org/a?b=1&amp;c" rel="noreferrer noopener">x</a>'
    )
    for (const address of ['javascript:alert(1)', 'https://a b', 'data:text/html,x', 'https://a"b', '//x', ''])
      expect(linkHtml(address, 'x')).toBe('x')
    expect(escapeHtml('<&>"\'')).toBe('&lt;&amp;&gt;&quot;&#39;')
  })
})

describe('series that have little to show', () => {
  const model = nightly()
  const shown = (more: Partial<PageModel>): string => textOf(seriesPage({ ...model, ...more }))

  it('none at all', () => {
    const text = shown({ snapshots: [], rules: [] })
    expect(text).toContain('There is none yet.')
    expect(text).not.toContain('Calendar')
  })

  it('one alone has no chart', () => {
    expect(seriesPage({ ...model, snapshots: model.snapshots.slice(0, 1) })).not.toContain('<svg')
  })

  it('foreign and damaged trees are left alone', () => {
    const [one] = model.snapshots
    const tree = { id: one?.id ?? '', path: '/x', isLatest: false, reasons: [] }
    expect(shown({ snapshots: [tree] })).toContain('left alone: not taken by this program')
    expect(shown({ snapshots: [{ ...tree, damage: 'the record is damaged' }] })).toContain(
      'left alone: its record cannot be used the record is damaged'
    )
  })

  it('no rules', () => {
    const snapshots = model.snapshots.map(({ id, path, record, isLatest }) => ({
      id,
      path,
      ...(record && { record }),
      isLatest,
      reasons: []
    }))
    const text = shown({ snapshots, rules: [] })
    expect(text).toContain('No retention is applied here, or none is known of.')
    expect(text).toContain('nothing is removed unasked')
  })

  it('a thousand are all in the list, the newest with details, and the page stays below 3 MB', () => {
    const snapshots = Array.from({ length: 1000 }, (_, index) => {
      const one = model.snapshots[index % model.snapshots.length]
      if (one === undefined) throw new Error('no snapshot')
      const id = new Date(Date.UTC(2026, 10, 27) - index * 86_400_000).toISOString().slice(0, 10) + 'T00-00-00Z'
      return { ...one, id }
    })
    const html = seriesPage({ ...model, snapshots })
    expect(html.match(/<li id=/g)).toHaveLength(1000)
    expect(html.match(/<details>/g)).toHaveLength(300)
    expect(html.length).toBeLessThan(3_000_000)
  })
})
