// A process of its own that swaps a path for a symlink and back, without a moment in which there is nothing: renameat2(2).

import { spawn } from 'node:child_process'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Missing, missingTool } from '../../support/skip-aloud.ts'

/** By perl, which every Debian has: neither Node nor an older mv can exchange two names. */
const program = [
  'my ($path, $aside, $least, $stop, $call) = @ARGV;',
  // What is swapped may be made anew at that moment; ENOENT is 2.
  'sub swap { for (1..5000) { return if syscall($call, -100, $aside, -100, $path, 2) == 0;',
  '$! == 2 or last; select(undef, undef, undef, 0.002); } die "$path: $!\\n" }',
  'my $swaps = 0;',
  'until ($swaps >= $least && -e $stop) {',
  'swap(); select(undef, undef, undef, 0.002); swap(); $swaps++; select(undef, undef, undef, 0.002);',
  '}',
  'print $swaps;'
].join(' ')

/** The number of renameat2 on this machine; strangers to it are skipped. */
const calls: Partial<Record<NodeJS.Architecture, number>> = { x64: 316, arm64: 276 }
const exchange = 'renameat2, to exchange two names'

export function missingSwapper(): Missing {
  const call = calls[process.arch]
  return call === undefined ? exchange : missingTool('perl', 'perl-base')
}

export interface Swapper {
  /** Lets it come to an end: the path is what it was then. */
  readonly end: () => Promise<number>
}

/** Swaps `path` at least so many times for a symlink to `target`; `scratch` lies on the same filesystem. */
export function startSwapper(path: string, target: string, least: number, scratch: string): Swapper {
  const [aside, stop] = [join(scratch, 'aside'), join(scratch, 'stop')]
  symlinkSync(target, aside)
  const args = [path, aside, String(least), stop, String(calls[process.arch])]
  const child = spawn('perl', ['-e', program, '--', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  return {
    end: async () => {
      writeFileSync(stop, '')
      const status = await ended
      if (status !== 0) throw new Error(`the swapper ended with ${String(status)}: ${said}`)
      // The link may have been replaced where it stood, as a restore does with one in its target.
      rmSync(aside, { recursive: true, force: true })
      rmSync(stop)
      return Number(said)
    }
  }
}
