// A script for another machine as one command that every login shell reads alike, its values being data in it.

import { Buffer } from 'node:buffer'
import { shellWord } from './shell-word.ts'

/** Names of variables of the script; a list becomes its positional parameters. */
export interface FarValues {
  readonly list?: readonly string[]
  readonly [name: string]: string | readonly string[] | undefined
}

/**
 * What every script begins with. Programs of the system are found also where the account's PATH is short.
 * `LC_ALL=C` keeps messages parseable, and no alias of the account's is in the way of a script.
 * What is made is not writable by just anybody, also where the umask is 0: whoever can write there can have snapshots removed.
 */
const prelude =
  'set -u\numask o-w\nLC_ALL=C\nexport LC_ALL\nPATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\nexport PATH\n'

/**
 * csh and fish know quotes of their own, and a login shell reads the whole command first. So it gets two words that mean
 * the same to all of them: this one, and the script in base64. The script itself is read by sh alone.
 */
const opener = `exec sh -c 'eval "$(printf %s "$0" | base64 -d)"'`

/** What comes after it on the command line is the script's positional parameters, if it was given no list. */
export const farCommand = (script: string, values: FarValues): string =>
  `${opener} ${Buffer.from(farScript(script, values), 'utf8').toString('base64')}`

/** What sh reads of it in the end: the script with its values before it, as quoted words. */
export function farScript(script: string, { list, ...values }: FarValues): string {
  const assignments = Object.entries(values).map(([name, value]) => `${name}=${shellWord(String(value))}\n`)
  const parameters = list === undefined ? '' : `set -- ${list.map(shellWord).join(' ')}\n`
  return `${prelude}${assignments.join('')}${parameters}${script}`
}

/** What a forced command may make sure of: every command of ours begins like this. */
export const farOpener = opener
