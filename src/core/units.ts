// Numbers as a person reads them: bytes, counts, shares, durations and rates; never for a machine, which gets the plain number.

const unitNames = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** `512 B`, `1.2 GiB`, `731 MiB`: 1024-based, one decimal below 100. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `-${formatBytes(-bytes)}`
  if (Math.round(bytes) < 1024) return `${Math.round(bytes)} B`
  let value = bytes
  let unit = ''
  for (const name of unitNames) {
    value /= 1024
    unit = name
    // what would be shown as 1024 is one of the next unit
    if (Math.round(value) < 1024) break
  }
  return `${threeDigits(value)} ${unit}`
}

/** `12,345` whatever the locale of the machine. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/**
 * The percentage of a share (0.984 → `98.4`), one decimal. Only all is `100.0` and only nothing is `0.0`: 99,999 linked
 * files of 100,000 are `99.9`, so that a reader can trust the two ends.
 */
export function percentText(share: number): string {
  if (share < 0) return `-${percentText(-share)}`
  const tenths = Math.round(share * 1000)
  if (tenths >= 1000 && share < 1) return '99.9'
  if (tenths === 0 && share > 0) return '0.1'
  return (tenths / 10).toFixed(1)
}

/** `98.4%`. */
export const formatPercent = (share: number): string => `${percentText(share)}%`

/** `35 ms`, `0.8 s`, `1 min 05 s`, `2 h 03 min`. */
export function formatDuration(ms: number): string {
  if (ms < 99.5) return `${Math.max(0, Math.round(ms))} ms`
  const tenths = Math.round(ms / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`
  const minutes = Math.round(ms / 60_000)
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

/** `210 MiB/s`. Anything shorter than a millisecond counts as one, so that no rate is infinite. */
export const formatRate = (bytes: number, ms: number): string => `${formatBytes((bytes * 1000) / Math.max(1, ms))}/s`

const twoDigits = (value: number): string => String(value).padStart(2, '0')

function threeDigits(value: number): string {
  const oneDecimal = value.toFixed(1)
  return Number(oneDecimal) < 100 ? oneDecimal : String(Math.round(value))
}

/** `1 file`, `12,345 files`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
