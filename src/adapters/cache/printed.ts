// What the cache's client prints: the only place where it tells how far a transfer is, and a failure from a miss.

import { StringDecoder } from 'node:string_decoder'
import type { OnProgress } from '../../core/progress.ts'

const words = {
  Sent: 'sending to the GitHub Actions cache',
  Received: 'receiving from the GitHub Actions cache'
} as const

/** Takes its output piece by piece. Once a second it prints `Sent 1048576 of 4194304 (25.0%), 1.0 MBs/sec`. */
export class Printed {
  readonly #onProgress: OnProgress | undefined
  readonly #decoder = new StringDecoder('utf8')
  readonly #lines: string[] = []
  #rest = ''

  constructor(onProgress?: OnProgress) {
    this.#onProgress = onProgress
  }

  take(piece: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!this.#isProgress(line)) this.#lines.push(line)
    }
  }

  /** All but its progress. */
  text(): string {
    return [...this.#lines, this.#rest].join('\n')
  }

  #isProgress(line: string): boolean {
    const [, verb, bytes, totalBytes] = /^(Sent|Received) (\d+) of (\d+) \(/.exec(line) ?? []
    if (verb !== 'Sent' && verb !== 'Received') return false
    this.#onProgress?.({
      doing: words[verb],
      files: 0,
      totalFiles: 0,
      bytes: Number(bytes),
      totalBytes: Number(totalBytes)
    })
    return true
  }
}

/** The client returns the same for a miss and for a failure, and tells them apart only in what it prints. */
export function troubleIn(printed: string): string[] {
  const lines = printed.split(/\r?\n/).flatMap(line => {
    const [, command] = /^::(?:warning|error)[^:]*::(.*)$/.exec(line) ?? []
    if (command !== undefined) return [command.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%')]
    return /^(?:Failed to (?:save|restore)|Cache (?:save|restore) skipped)/.test(line) ? [line] : []
  })
  return [...new Set(lines.map(line => line.trim().replace(/[.:]$/, '')))]
}
