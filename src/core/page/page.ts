// The page of a series: one HTML file that needs nothing else, from a file server or from the disk itself.

import { createHash } from 'node:crypto'
import { formatBytes, formatCount, formatPercent } from '../units.ts'
import { calendarHtml } from './calendar.ts'
import { chartHtml } from './chart.ts'
import { escapeHtml, shownHtml } from './html.ts'
import { minuteOf, pageMark, type PageModel } from './model.ts'
import { script } from './script.ts'
import { snapshotsHtml } from './snapshots.ts'
import { style } from './style.ts'

/** Only our own style and script run in it, whatever the names in it say. */
const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

/** The whole file. Names in it are strangers': all of them are text. */
export function seriesPage(model: PageModel): string {
  const { series, volume, writtenAt, program, snapshots } = model
  return `<!doctype html>
${pageMark}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${shownHtml(series)} · snapshots</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#snapshots">To the list of snapshots</a>
<header>
<h1>${shownHtml(series)}</h1>
<p class="quiet">Snapshots on <code>${shownHtml(volume)}</code></p>
${figuresHtml(model)}
</header>
<main>
${section('size', 'To look at, and on the disk', chartHtml(snapshots))}
${section('calendar', 'Calendar', snapshots.length === 0 ? '' : `${calendarHtml(snapshots, Date.parse(writtenAt))}\n${rulesHtml(model)}`)}
${section('snapshots', 'Snapshots', snapshots.length === 0 ? '<p>There is none yet.</p>' : snapshotsHtml(model))}
</main>
<footer class="quiet">
<p>Copy out of a snapshot; never link, move or edit files inside one: a file is shared by all snapshots that hold it. All times are UTC.</p>
<p>Written ${minuteOf(writtenAt.replaceAll(':', '-'))} by ${shownHtml(program)}.</p>
<p id="said" role="status" aria-live="polite"></p>
</footer>
<script>${script}</script>
</body>
</html>
`
}

const section = (id: string, title: string, body: string): string =>
  body === '' ? '' : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${body}\n</section>`

function figuresHtml({ snapshots, bytesOnDisk }: PageModel): string {
  const records = snapshots.flatMap(({ record }) => record ?? [])
  const full = records.reduce((sum, record) => sum + record.bytesOnDisk, 0)
  const newest = snapshots.find(({ isLatest }) => isLatest)
  const figures = [
    ['Snapshots', formatCount(records.length)],
    ['Newest', newest === undefined ? 'none' : minuteOf(newest.id)],
    ['Full copies would take', formatBytes(full)],
    ...(bytesOnDisk === undefined
      ? []
      : [
          ['On the disk', formatBytes(bytesOnDisk)],
          ['Saved', full === 0 ? '–' : formatPercent(Math.max(0, 1 - bytesOnDisk / full))]
        ])
  ]
  return `<dl class="big">${figures.map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`
}

function rulesHtml({ rules, everyMs }: PageModel): string {
  if (rules.length === 0) return '<p class="quiet">No retention is applied here, or none is known of.</p>'
  const often = everyMs === undefined ? '' : `, supposing that a snapshot is taken every ${everyWords(everyMs)}`
  return `<p class="quiet">As the rules are now (${rules.map(rule => `<code>${shownHtml(rule)}</code>`).join(', ')})${often}. Rules about space may take the oldest sooner.</p>`
}

/** `hour`, `12 hours`, `day`, `7 days`. */
function everyWords(ms: number): string {
  const hours = Math.max(1, Math.round(ms / 3_600_000))
  const days = Math.round(hours / 24)
  if (hours < 36 && hours !== 24) return hours === 1 ? 'hour' : `${hours} hours`
  return days === 1 ? 'day' : `${days} days`
}
