// The pictures of docs/retention.md, drawn by the same code that judges: histories, policies, and what becomes of them.
import { calendarText } from '../../src/core/retention/calendar.js'
import { judge } from '../../src/core/retention/judge.js'
import { defaultPolicy, emptyPolicy } from '../../src/core/retention/policy.js'
import { planRemovals } from '../../src/core/retention/removal-plan.js'
import { parseSnapshotId, snapshotId } from '../../src/core/snapshot-id.js'
const dayMs = 24 * 3_600_000
const gib = 1024 ** 3
const lastNight = Date.UTC(2026, 10, 20, 2, 0, 5)
const now = new Date('2026-11-20T02:10:00Z')
const standing = momentMs => ({
  id: snapshotId(new Date(momentMs), () => false),
  tags: [],
  isPinned: false,
  isBeingRead: false,
  isForeign: false,
  isLatest: false
})
/** A snapshot every night up to this one. */
const nights = (count, last = lastNight) => Array.from({ length: count }, (_, index) => standing(last - index * dayMs))
const longPolicy = { ...emptyPolicy, keepDaily: 14, keepWeekly: 8, keepMonthly: 12 }
function longRun() {
  return calendarText(judge(nights(420), longPolicy, now))
}
function standard() {
  return calendarText(judge(nights(75), defaultPolicy, now))
}
function rest() {
  const window = { ...emptyPolicy, keepWithin: { months: 0, hours: 14 * 24 } }
  const before = nights(40, Date.UTC(2026, 7, 28, 2, 0, 5))
  const pictures = [1, 2].map(count => calendarText(judge([...before, ...nights(count)], window, now)).split('\n\n')[0])
  return pictures.map((picture, index) => `run ${index + 1} after the rest\n${picture ?? ''}`).join('\n\n')
}
const special = {
  0: { isLatest: true },
  4: { tags: ['release'] },
  5: { isBeingRead: true },
  6: { isPinned: true, tags: ['release'] },
  7: { isForeign: true }
}
function plan() {
  const snapshots = nights(10).map((one, index) => ({ ...one, ...special[index] }))
  const policy = { ...emptyPolicy, keepDaily: 3, keepMonthly: 2, keepTags: ['release'] }
  return table(judge(snapshots, policy, now))
}
function full() {
  const space = { freeBytes: 12 * gib, totalBytes: 500 * gib, seriesBytes: 80 * gib }
  const rules = { minFreeSpace: { text: '20G', amount: 20 * gib } }
  const freed = [0, 1.5, 2.5, 4.5, 9]
  const verdicts = judge(nights(7), { ...emptyPolicy, keepLast: 6 }, now)
  const removals = planRemovals(verdicts, rules, space)
  let step = removals.next()
  for (let at = 0; step.done !== true; at++) step = removals.next({ bytes: (freed[at] ?? 0) * gib, inodes: 0 })
  return table(step.value.verdicts)
}
function table(verdicts) {
  const rows = verdicts.map(({ id, decision, reasons, freed }) => [
    `\`${id}\``,
    decision,
    reasons.join(', '),
    freed === undefined ? '' : `${(freed.bytes / gib).toFixed(1)} GiB`
  ])
  const isPriced = verdicts.some(({ freed }) => freed !== undefined)
  return [['snapshot', '', 'reasons', 'frees'], ['---', '---', '---', '---:'], ...rows]
    .map(cells => `| ${cells.slice(0, isPriced ? 4 : 3).join(' | ')} |`)
    .join('\n')
}
const fenced = picture => `\`\`\`text\n${picture}\n\`\`\``
const pictures = {
  'what stays': () => fenced(longRun()),
  default: () => fenced(standard()),
  rest: () => fenced(rest()),
  plan,
  full
}
/** How many snapshots the first picture is of, and how many of them stay; the text beside it says the same. */
export function figures() {
  const kept = judge(nights(420), longPolicy, now).filter(({ decision }) => decision === 'keep')
  const oldest =
    parseSnapshotId(kept.at(-1)?.id ?? '')
      ?.moment.toISOString()
      .slice(0, 10) ?? ''
  return { taken: 420, kept: kept.length, oldest }
}
/** The page with every picture between its marker and the next end drawn anew. */
export function drawPictures(page) {
  return Object.entries(pictures).reduce((text, [name, draw]) => {
    const start = `<!-- generated: ${name} -->\n`
    const from = text.indexOf(start)
    const to = text.indexOf('<!-- generated: end -->', from)
    if (from < 0 || to < 0)
      throw new Error(`there is no place for "${name}": ${start.trim()} … <!-- generated: end -->`)
    return `${text.slice(0, from)}${start}\n${draw()}\n\n${text.slice(to)}`
  }, page)
}
