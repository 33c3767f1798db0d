// Which further rsync options a workflow may give: those that cannot make a snapshot differ from its plan or reach another one.

import { quoteValue } from './quoted-value.ts'
import { dangerOf } from './rsync-dangers.ts'

export interface RsyncOptions {
  /**
   * Options that say which files there are; they belong to the listing of the source. rsync applies the two sizes when
   * it transfers, also in a dry run, but not under `--list-only`, which prints files of any size.
   */
  readonly listing: readonly string[]
  /** Options that say how bytes are copied; without effect on what is copied. */
  readonly copying: readonly string[]
  /** Each names an option that was refused, and why. */
  readonly mistakes: readonly string[]
}

interface AllowedOption {
  readonly use: 'listing' | 'copying'
  /** How it is written, for messages. */
  readonly form: string
  /** What is wrong with the value; absent for options that take none. */
  readonly whyNot?: (value: string) => string | undefined
}

const kibibyte = 1024
/** rsync(1): `--bwlimit` is rounded to blocks of 512 bytes a second; less is an error, 0 is no limit. */
const leastRate = 512
/** rsync's MAX_BLOCK_SIZE. */
const largestBlock = 128 * kibibyte

const allowed: Readonly<Record<string, AllowedOption>> = {
  '--max-size': { use: 'listing', form: '--max-size=SIZE', whyNot: whyNotSize },
  '--min-size': { use: 'listing', form: '--min-size=SIZE', whyNot: whyNotSize },
  '--cvs-exclude': { use: 'listing', form: '--cvs-exclude' },
  '-C': { use: 'listing', form: '-C' },
  '--prune-empty-dirs': { use: 'listing', form: '--prune-empty-dirs' },
  '-m': { use: 'listing', form: '-m' },
  '--bwlimit': { use: 'copying', form: '--bwlimit=RATE', whyNot: whyNotRate },
  '--timeout': { use: 'copying', form: '--timeout=SECONDS', whyNot: whyNotSeconds },
  '--fsync': { use: 'copying', form: '--fsync' },
  '--preallocate': { use: 'copying', form: '--preallocate' },
  '--whole-file': { use: 'copying', form: '--whole-file' },
  '-W': { use: 'copying', form: '-W' },
  '--block-size': { use: 'copying', form: '--block-size=SIZE', whyNot: whyNotBlock }
}

/** Every way an option may be written, for documentation and messages. */
export const allowedForms: readonly string[] = Object.values(allowed).map(option => option.form)

/** Sorts the options by where they belong; whatever is not certainly harmless is a mistake. */
export function parseRsyncOptions(args: readonly string[]): RsyncOptions {
  const listing: string[] = []
  const copying: string[] = []
  const mistakes: string[] = []
  for (const arg of args) {
    const { name, value } = split(arg)
    const option = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (option === undefined) {
      mistakes.push(`${quoteValue(arg)} ${whyRefused(name)}`)
      continue
    }
    const why = whyNotValue(option, value)
    if (why !== undefined) {
      mistakes.push(`${quoteValue(arg)} ${why}`)
      continue
    }
    if (option.use === 'listing') listing.push(arg)
    else copying.push(arg)
  }
  return { listing, copying, mistakes }
}

/** An option without `=` has no value; with `=` and nothing behind it, an empty one. */
function split(arg: string): { name: string; value: string | undefined } {
  const equals = arg.indexOf('=')
  return equals < 0 ? { name: arg, value: undefined } : { name: arg.slice(0, equals), value: arg.slice(equals + 1) }
}

function whyNotValue(option: AllowedOption, value: string | undefined): string | undefined {
  if (option.whyNot === undefined) return value === undefined ? undefined : `takes no value: write ${option.form}`
  if (value === undefined || value === '') return `needs a value on the same line: write ${option.form}`
  return option.whyNot(value)
}

function whyRefused(name: string): string {
  const danger = dangerOf(name)
  if (danger !== undefined) return `is refused: ${danger}`
  if (!name.startsWith('-')) return 'is not an option: write each option on a line of its own, its value after "="'
  if (/^-[^-]./u.test(name)) return 'is refused: give each option a line of its own, so that each can be checked'
  return `is not among the options that are known to be harmless: ${allowedForms.join(' ')}`
}

function whyNotSize(value: string): string | undefined {
  return Number.isSafeInteger(sizeOf(value, 1)) ? undefined : 'has no size that rsync reads: write 500, 1.5M or 20GiB'
}

function whyNotRate(value: string): string | undefined {
  const rate = sizeOf(value, kibibyte)
  if (!Number.isSafeInteger(rate))
    return 'has no rate that rsync reads: write 5000 (KiB a second), 1.5M or 0 for no limit'
  return rate > 0 && rate < leastRate ? 'is below the least rate of rsync, 512 bytes a second' : undefined
}

function whyNotBlock(value: string): string | undefined {
  const size = sizeOf(value, 1)
  return size >= 1 && size <= largestBlock
    ? undefined
    : 'has no block size that rsync takes: 1 to 131072 bytes, or 128K'
}

function whyNotSeconds(value: string): string | undefined {
  return /^\d{1,9}$/.test(value) ? undefined : 'has no number of seconds: write 600, or 0 for none'
}

/**
 * A size as rsync(1) reads it under `--max-size`: `K`, `KiB` are 1024, `KB` is 1000, `+1` or `-1` moves it by a byte.
 * NaN for anything else. `unit` is what a bare number counts.
 */
function sizeOf(value: string, unit: number): number {
  const found = /^(\d+(?:\.\d+)?)(?:(b)|([kmgtp])(ib|b)?)?([+-]1)?$/i.exec(value)
  if (found === null) return Number.NaN
  const [, amount, bytes, prefix, suffix, offset] = found
  const base = suffix?.toLowerCase() === 'b' ? 1000 : kibibyte
  const factor = prefix === undefined ? unit : base ** ('kmgtp'.indexOf(prefix.toLowerCase()) + 1)
  return Math.floor(Number(amount) * (bytes === undefined ? factor : 1)) + Number(offset ?? 0)
}
