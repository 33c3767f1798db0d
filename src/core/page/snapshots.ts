// The list of the page: a line for each snapshot, and behind it what changed most, why, from which run, and how to get it back.

import { copyByHand } from '../report/by-hand.ts'
import { causeLabel } from '../report/causes.ts'
import type { SnapshotRecord } from '../record.ts'
import { shellWord } from '../shell-word.ts'
import { showsAsItIs } from '../display.ts'
import { countOf, formatBytes, formatCount, formatDuration, formatPercent } from '../units.ts'
import { fateWords, goesSoon, lotOf } from './fate-words.ts'
import { escapeHtml, linkHtml, shownHtml } from './html.ts'
import { minuteOf, type PageModel, type PageSnapshot } from './model.ts'

/** What stands behind a line has some kilobytes; of older ones the line is enough. */
const mostDetailed = 300

export function snapshotsHtml(model: PageModel): string {
  const writtenAtMs = Date.parse(model.writtenAt)
  return [
    '<ol class="snapshots" reversed>',
    ...model.snapshots.map((one, index) => itemHtml(one, model, index < mostDetailed, writtenAtMs)),
    '</ol>'
  ].join('\n')
}

function itemHtml(one: PageSnapshot, model: PageModel, isDetailed: boolean, writtenAtMs: number): string {
  const { id, record } = one
  const soon = goesSoon(one, writtenAtMs) ? ' soon' : ''
  const line = [
    `<span class="when"><time datetime="${isoOf(id)}">${minuteOf(id)}</time>${one.isLatest ? ' <b class="tag latest">latest</b>' : ''}${(record?.tags ?? []).map(tag => ` <b class="tag">${shownHtml(tag)}</b>`).join('')}${record?.pinned === true ? ' <b class="tag pin">pinned</b>' : ''}</span>`,
    ...(record === undefined
      ? ['<span class="figures"></span>']
      : [
          `<span class="figures"><span>${countOf(record.files, 'file', 'files')}</span><span>${formatBytes(record.bytesOnDisk)}</span><span class="new">+${formatBytes(record.bytesAdded)}</span></span>`
        ]),
    `<span class="fate ${lotOf(one)}${soon}">${escapeHtml(fateWords(one))}</span>`
  ].join('')
  if (!isDetailed || record === undefined) {
    const why = one.damage === undefined ? '' : `<p class="quiet">${shownHtml(one.damage)}</p>`
    return `<li id="s-${id}"><div class="line">${line}</div>${why}</li>`
  }
  return `<li id="s-${id}"><details><summary class="line">${line}</summary>${detailHtml(one, record, model)}</details></li>`
}

function detailHtml(one: PageSnapshot, record: SnapshotRecord, model: PageModel): string {
  return [
    '<div class="detail">',
    `<p>${inWords(record)}</p>`,
    one.reasons.length > 0 ? `<p>Kept now by: ${one.reasons.map(reason => shownHtml(reason)).join(', ')}.</p>` : '',
    largestHtml(record),
    record.causes.length > 0
      ? `<p class="quiet">Stored because of ${record.causes.map(({ cause, files, bytes }) => `${escapeHtml(causeLabel(cause).replaceAll('`', ''))}: ${formatCount(files)}, ${formatBytes(bytes)}`).join('; ')}.</p>`
      : '',
    '<h3>Get it back</h3>',
    ...commands(one, model).map(commandHtml),
    runHtml(record),
    '</div>'
  ].join('\n')
}

function inWords(record: SnapshotRecord): string {
  const { files, filesLinked, filesAdded, filesChanged, filesMoved, filesRemoved, base } = record
  const share = files === 0 ? '' : ` (${formatPercent(filesLinked / files)})`
  const changes = [
    [filesAdded, 'added'],
    [filesChanged, 'changed'],
    [filesMoved, 'moved'],
    [filesRemoved, 'removed']
  ] as const
  const said = changes.flatMap(([count, word]) => (count === 0 ? [] : [`${formatCount(count)} ${word}`]))
  const since =
    base === undefined
      ? 'The first of its series.'
      : `Since ${shownHtml(base.id)}: ${said.length === 0 ? 'nothing changed' : said.join(', ')}.`
  return `${formatCount(filesLinked)} of ${countOf(files, 'file', 'files')}${share} are links. ${since} Taken in ${formatDuration(record.durationMs)}.`
}

function largestHtml({ largest = [] }: SnapshotRecord): string {
  if (largest.length === 0) return ''
  const rows = largest.map(
    ({ path, bytes, cause }) =>
      `<tr><td><code>${shownHtml(path)}</code></td><td class="number">${formatBytes(bytes)}</td><td>${escapeHtml(causeLabel(cause).replace(/ \(.*/, ''))}</td></tr>`
  )
  return `<table class="largest"><caption>Largest newly stored files</caption><thead><tr><th scope="col">File</th><th scope="col" class="number">Size</th><th scope="col">Because</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** Lines for a POSIX shell; none where pasting it would not be safe. */
function commands({ id, path }: PageSnapshot, { volume, series }: PageModel): string[] {
  const words = ['--volume', volume, '--name', series, '--snapshot', id]
  const byHand = copyByHand(path).command
  return [
    ...(words.every(showsAsItIs) ? [`snapshot-action restore ${words.map(quoted).join(' ')} --path restored`] : []),
    ...(byHand === undefined ? [] : [byHand])
  ]
}

/** Only where a shell would take something else for it: a command reads better bare. */
const quoted = (word: string): string => (/^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : shellWord(word))

const commandHtml = (command: string): string =>
  `<div class="command"><pre tabindex="0"><code>${escapeHtml(command)}</code></pre><button type="button" data-copy hidden>Copy</button></div>`

function runHtml({ run, compare, program }: SnapshotRecord): string {
  const facts = [
    run.url === undefined
      ? (run.runId ?? '') && `run ${shownHtml(run.runId ?? '')}`
      : linkHtml(run.url, `run ${run.runId ?? ''}`),
    run.workflow && shownHtml(run.workflow),
    run.job && `job ${shownHtml(run.job)}`,
    run.ref && shownHtml(run.ref),
    run.commit && `commit <code>${shownHtml(run.commit)}</code>`,
    run.actor && `by ${shownHtml(run.actor)}`,
    `compare: ${compare}`,
    shownHtml(program)
  ].filter(fact => fact !== undefined && fact !== '')
  return `<p class="quiet">${facts.join(' · ')}</p>`
}

const isoOf = (id: string): string => `${id.slice(0, 11)}${id.slice(11, 20).replaceAll('-', ':')}`
