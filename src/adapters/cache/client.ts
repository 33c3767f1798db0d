// Asks the GitHub Actions cache, by a program of its own: its client is loaded only then, and can neither hold nor break the run.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../../core/failure.ts'
import { showText } from '../../core/display.ts'
import type { OnProgress } from '../../core/progress.ts'
import { formatDuration } from '../../core/units.ts'
import { readOwnFile } from '../own-file.ts'
import type { Processes } from '../process.ts'
import { answerFile, type CacheAnswer, type Demand } from './protocol.ts'
import { Printed, troubleIn } from './printed.ts'
import type { Scratch } from './scratch.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Answered extends CacheAnswer {
  /** What was said of a failure; absent where nothing went wrong. */
  readonly trouble?: string
}

type Limits = Readonly<Record<Demand, number>>

/** Of a server that accepts a connection and never answers. The client itself repeats what fails for about a minute. */
const limitMs: Limits = { find: 3 * 60_000, save: 60 * 60_000, bring: 60 * 60_000 }

/** What the client reads: how it gets to the cache, and through which proxy. */
const variables =
  /^(?:ACTIONS_(?:CACHE_URL|CACHE_SERVICE_V2|CACHE_MODE|RESULTS_URL|RUNTIME_TOKEN)|GITHUB_SERVER_URL|GITHUB_REPOSITORY|(?:https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|SEGMENT_DOWNLOAD_TIMEOUT_MINS|CACHE_UPLOAD_(?:CONCURRENCY|CHUNK_SIZE))$/i

/** As the client decides it; absent where there is a cache. */
export function whyNoCache(env: Environment): string | undefined {
  if (
    (env.ACTIONS_RUNTIME_TOKEN ?? '') !== '' &&
    `${env.ACTIONS_RESULTS_URL ?? ''}${env.ACTIONS_CACHE_URL ?? ''}` !== ''
  )
    return undefined
  return 'this run has no GitHub Actions cache (ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are not set)'
}

export class CacheClient {
  readonly #processes: Processes
  readonly #script: string
  readonly #env: Record<string, string>
  readonly #scratch: Scratch
  readonly #limitMs: Limits

  constructor(processes: Processes, script: string, env: Environment, scratch: Scratch, limits = limitMs) {
    this.#processes = processes
    this.#script = script
    this.#scratch = scratch
    this.#limitMs = limits
    const given = Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && variables.test(name) ? [[name, value] as const] : []
    )
    this.#env = {
      ...Object.fromEntries(given),
      PATH: scratch.bin,
      GITHUB_WORKSPACE: scratch.workspace,
      RUNNER_TEMP: scratch.temp,
      TMPDIR: scratch.temp
    }
  }

  /** Never throws for what the cache does. `starts`: further keys, of which an entry may have only the beginning. */
  async ask(
    demand: Demand,
    [key, ...starts]: readonly [key: string, ...starts: string[]],
    onProgress?: OnProgress
  ): Promise<Answered> {
    const answerPath = join(this.#scratch.workspace, answerFile)
    rmSync(answerPath, { force: true })
    const end = AbortSignal.timeout(this.#limitMs[demand])
    const printed = new Printed(onProgress)
    const { status, stderr } = await this.#processes.run(process.execPath, {
      args: ['--no-warnings', this.#script, demand, key, ...starts],
      cwd: this.#scratch.workspace,
      env: this.#env,
      onStdout: piece => {
        printed.take(piece)
      },
      end
    })
    const answer = status === 0 ? answerIn(answerPath) : undefined
    const why = end.aborted
      ? `the cache did not answer for ${formatDuration(this.#limitMs[demand])}`
      : `the program that asks the cache ended with status ${status}`
    const said = troubleIn(printed.text())
    const trouble =
      answer === undefined
        ? [...said, why, ...errorIn(stderr)]
        : [...said, ...(answer.thrown === undefined ? [] : [answer.thrown])]
    const words = trouble.filter(line => line !== '').map(line => showText(line, 300))
    return { ...answer, ...(words.length > 0 && { trouble: words.join('; ') }) }
  }
}

function answerIn(file: string): CacheAnswer {
  try {
    return JSON.parse(readOwnFile(file, 65_536)) as CacheAnswer
  } catch (error) {
    return { thrown: `no answer can be read: ${messageOf(error)}` }
  }
}

/** Of what Node prints of a program that it could not run, the line that says why. */
const errorIn = (stderr: string): string[] => /^\w*Error\b.*$/m.exec(stderr)?.slice(0, 1) ?? []
