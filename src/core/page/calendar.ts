// The calendar of the page: a month for each that has snapshots, each day saying how many there are and what becomes of them.

import { countOf } from '../units.ts'
import { fateWords, goesSoon, type Lot, lotOf } from './fate-words.ts'
import { escapeHtml } from './html.ts'
import { minuteOf, type PageSnapshot } from './model.ts'

/** Three rows of four on a wide screen. */
const mostMonths = 12

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']

/** Of a day with several, the strongest counts. */
const byStrength: readonly Lot[] = ['pinned', 'stays', 'goes', 'unknown']

export function calendarHtml(snapshots: readonly PageSnapshot[], writtenAtMs: number): string {
  const days = Map.groupBy(snapshots, ({ id }) => id.slice(0, 10))
  const found = [...new Set([...days.keys()].map(day => day.slice(0, 7)))]
  const shown = found.slice(0, mostMonths).reverse()
  const hidden = found.length - shown.length
  return [
    '<div class="months">',
    ...shown.map(month => monthHtml(month, days, writtenAtMs)),
    '</div>',
    '<p class="keys"><span class="day stays">1</span> stays <span class="day goes">1</span> goes, as the rules are now <span class="day goes soon">1</span> goes within a week <span class="day pinned">1</span> pinned <span class="day unknown">1</span> left alone</p>',
    hidden > 0
      ? `<p class="quiet">${countOf(hidden, 'earlier month is', 'earlier months are')} in the list below.</p>`
      : ''
  ].join('\n')
}

function monthHtml(month: string, days: ReadonlyMap<string, readonly PageSnapshot[]>, writtenAtMs: number): string {
  const [year, number] = month.split('-').map(Number)
  if (year === undefined || number === undefined) return ''
  const first = new Date(Date.UTC(year, number - 1, 1))
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  // Monday is the first.
  const before = (first.getUTCDay() + 6) % 7
  const cells = Array.from({ length: before + length }, (_, index) => {
    if (index < before) return '<td></td>'
    const day = String(index - before + 1)
    return dayHtml(day, days.get(`${month}-${day.padStart(2, '0')}`) ?? [], writtenAtMs)
  })
  const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => {
    const week = cells.slice(row * 7, row * 7 + 7)
    return `<tr>${week.join('')}${'<td></td>'.repeat(7 - week.length)}</tr>`
  })
  return `<table class="month"><caption>${months[number - 1] ?? ''} ${year}</caption><thead><tr>${weekdays.map(name => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function dayHtml(day: string, snapshots: readonly PageSnapshot[], writtenAtMs: number): string {
  const [newest] = snapshots
  if (newest === undefined) return `<td><span class="none">${day}</span></td>`
  const lots = snapshots.map(lotOf)
  const lot = byStrength.find(one => lots.includes(one)) ?? 'unknown'
  const soon = lot === 'goes' && snapshots.every(one => goesSoon(one, writtenAtMs)) ? ' soon' : ''
  const said = snapshots.map(one => `${minuteOf(one.id)} ${fateWords(one)}`).join('\n')
  const count = snapshots.length > 1 ? `<sup aria-hidden="true">${snapshots.length}</sup>` : ''
  return `<td><a class="day ${lot}${soon}" href="#s-${newest.id}" title="${escapeHtml(said)}" aria-label="${escapeHtml(`${day}: ${countOf(snapshots.length, 'snapshot', 'snapshots')}: ${said}`)}">${day}${count}</a></td>`
}
