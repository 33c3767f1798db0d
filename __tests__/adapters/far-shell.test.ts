// The far shell asked for several things at once: each gets its own input and its own answer, whatever the others do.

import { expect, it } from '@jest/globals'
import { realProcesses } from '../../src/adapters/process.ts'
import { type Channel, openChannel } from '../../src/adapters/ssh/channel.ts'
import { FarShell } from '../../src/adapters/ssh/far-shell.ts'
import { serve } from '../../src/adapters/ssh/scripts/serve.ts'

const longMs = 60_000
const parts = { processes: realProcesses(process.env, new AbortController().signal) }

/** The same shell that runs there, on this machine. */
const opened = (): Channel => openChannel(parts.processes, 'sh', ['-c', serve], {})

it(
  'answers in the order of the questions',
  async () => {
    const channel = opened()
    try {
      const shell = new FarShell(channel).listen()
      const pieces: Buffer[] = []
      const big = Buffer.alloc(3_000_000, 'x')
      const answers = await Promise.all([
        shell.run(
          'printf "%s" "$word"; echo trouble >&2; exit 3\n',
          { word: "it's" },
          { input: [Buffer.from('left unread')] }
        ),
        shell.run('cat\n', {}, { input: [big, Buffer.from('end')], onStdout: piece => pieces.push(piece) }),
        shell.run('true\n', {}, {}),
        shell.run('tr a-z A-Z; seq 1 100000 >&2\n', {}, { input: [Buffer.from('last')] })
      ])
      expect(answers.map(answer => [answer?.status, answer?.stdout.toString()])).toEqual([
        [3, "it's"],
        [0, ''],
        [0, ''],
        [0, 'LAST']
      ])
      expect(answers.map(answer => answer?.stderr.slice(0, 8))).toEqual(['trouble', '', '', '1\n2\n3\n4\n'])
      expect(Buffer.concat(pieces).equals(Buffer.concat([big, Buffer.from('end')]))).toBe(true)
      expect(shell.isFree).toBe(true)
    } finally {
      await channel.end()
    }
  },
  longMs
)

it(
  'tells all that wait when it ends',
  async () => {
    const channel = opened()
    const shell = new FarShell(channel).listen()
    const answers = [shell.run('kill -9 $$\n', {}, {}), shell.run('echo never\n', {}, {})]
    expect(await Promise.all(answers)).toEqual([undefined, undefined])
    expect(shell.isOver).toBe(true)
  },
  longMs
)

it(
  'ends when the input of a question fails, since nobody knows where the next answer would begin',
  async () => {
    const channel = opened()
    const shell = new FarShell(channel).listen()
    const broken = new Error('no input')
    const input = (function* (): Generator<Buffer> {
      yield Buffer.from('half')
      throw broken
    })()
    const [first, next] = await Promise.allSettled([
      shell.run('cat\n', {}, { input }),
      shell.run('echo never\n', {}, {})
    ])
    expect(first).toEqual({ status: 'rejected', reason: broken })
    expect(next).toEqual({ status: 'fulfilled', value: undefined })
  },
  longMs
)
