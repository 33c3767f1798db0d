// Row 25: what can happen between a server and two clients of NFS, step by step on one pair of machines.

import type { Moment } from './moment.ts'
import type { Pair, Version } from './nfs.ts'

export interface Step {
  readonly title: string
  readonly kind?: 'control'
  readonly only?: Version
  /** What was measured. */
  readonly run: (pair: Pair, version: Version) => Promise<readonly string[]>
}

/** What a client keeps in memory of names and attributes, for up to a minute. */
const forget = 'echo 3 >/proc/sys/vm/drop_caches'

/** In this order: the last ones lose the client and the server. */
export const steps: readonly Step[] = [
  {
    title: 'publish, link and prune; the other client sees the same',
    run: async ({ client, server }) => {
      await client.order('change_source 1', 'take 1.log', 'change_source 2', 'take 2.log', 'check settled')
      await client.order('take 3.log INPUT_KEEP-LAST=2', 'check settled')
      await server.order(forget, 'check settled')
      return []
    }
  },
  {
    title: 'two clients by turns, each before it can know what the other did (attribute caches of 30 s and more)',
    run: async ({ client, server }) => {
      for (const turn of [1, 2]) {
        await client.order(`change_source turn-${turn}`, `take client-${turn}.log INPUT_KEEP-LAST=1`)
        await server.order(`take server-${turn}.log INPUT_KEEP-LAST=1`)
      }
      await server.order(forget, 'check settled')
      return []
    }
  },
  {
    title: 'two processes of one client: one waits in vain, and has it when the other is killed',
    run: async ({ client, log }) => {
      await client.order(
        'exec 8>>"$volume/$series/.snapshots/lock"',
        'flock 8',
        '! take locked.log INPUT_LOCK-TIMEOUT=1s',
        'exec 8>&-',
        'take unlocked.log',
        'check settled'
      )
      expectIn(log('locked.log'), 'The series is still being written by')
      return []
    }
  },
  {
    title: 'locks that do not reach the server (nolock) keep nobody out',
    kind: 'control',
    only: '3',
    run: async ({ client, server }) => {
      await server.order('exec 8>>"$volume/$series/.snapshots/lock"', 'flock 8')
      await client.order('mkdir -p /mnt/nolock', 'mount_volume 10.0.0.1 /mnt/nolock ,nolock')
      // By the same lock it would have to fail, as the steps before show.
      await client.order('(volume=/mnt/nolock; take nolock.log INPUT_LOCK-TIMEOUT=1s)', 'umount /mnt/nolock')
      await server.order('exec 8>&-')
      return []
    }
  },
  {
    title: 'a snapshot that another client reads is not removed',
    run: async ({ client, server, log }) => {
      const oldest = '"$(ls -d "$volume/$series/.snapshots/records/2"* | head -n 1)"'
      await server.order(`exec 7<${oldest}`, 'flock --shared 7')
      await client.order('take reading.log INPUT_KEEP-LAST=1', 'check settled')
      expectIn(log('reading.log'), 'being read')
      await server.order('exec 7<&-')
      return []
    }
  },
  {
    title: 'a file that is open while it is removed (silly rename): the next run clears what was left',
    run: async ({ client, log }) => {
      await client.order(
        'exec 9<"$(ls -d "$volume/$series/2"* | head -n 1)/steady/file-1"',
        'take silly.log INPUT_KEEP-LAST=1',
        'check faulted',
        '[ -n "$(find "$volume/$series/.snapshots/trash" -name ".nfs*")" ]',
        'exec 9<&-',
        'take cleared.log',
        'check settled'
      )
      expectIn(log('silly.log'), 'is tried again by the next run')
      return []
    }
  },
  {
    title: 'the server removes the unfinished tree: nothing is published',
    run: async ({ client, server, release, log }) => {
      await client.order(
        'ls "$volume/$series" >/mnt/tmp/before',
        `take removed.log ${moments(beforeRename('awaited removed'))} & job=$!`
      )
      await client.said('awaited removed')
      await server.order('rm -r /mnt/export/acme/.snapshots/partial/*')
      release('removed')
      await client.order('! wait "$job"', 'ls "$volume/$series" | cmp - /mnt/tmp/before', 'check faulted')
      expectIn(log('removed.log'), 'was removed before it could be published')
      await client.order('take after-removed.log', 'check settled')
      return []
    }
  },
  {
    title: 'the export is withdrawn meanwhile: nothing is published',
    // NFSv3 cannot give its lock back to a server that does not know the export any more.
    only: '4.2',
    run: async ({ client, server, release, log }) => {
      await client.order(
        'ls "$volume/$series" >/mnt/tmp/before',
        `take stale.log ${moments(beforeRename('awaited withdrawn'))} & job=$!`
      )
      await client.said('awaited withdrawn')
      await server.order("exportfs -u '*:/mnt/export'", 'exportfs -f', forget)
      release('withdrawn')
      await client.order('! wait "$job"')
      await server.order('export_volume no_root_squash')
      await client.order(forget, 'ls "$volume/$series" | cmp - /mnt/tmp/before', 'check faulted')
      // Whether names that are known already are refused, or their handles are stale, is the server's to say.
      expectIn(log('stale.log'), /^::error::.*: (?:EACCES|ESTALE): /m)
      await client.order('take after-stale.log', 'check settled')
      return []
    }
  },
  {
    title: 'root_squash: a root that may not give files away takes snapshots all the same, and links',
    run: async ({ client, server, log }) => {
      await server.order('export_volume root_squash')
      try {
        await client.order(forget, '(volume=$volume/for-all; take squashed.log && take squashed-2.log)')
      } finally {
        // What they may do is remembered too.
        await server.order('export_volume no_root_squash', forget)
        await client.order(forget)
      }
      expectIn(log('squashed.log'), 'root may not give files away on this volume')
      await client.order(
        '[ "$(find "$volume/for-all/acme" -path "*/steady/*" -type f -links 1 | wc -l)" = 0 ]',
        '[ "$(find "$volume/for-all/acme" -path "*/steady/*" -type f -links 2 | wc -l)" = 48 ]'
      )
      return []
    }
  },
  {
    title: 'the server loses its power while a snapshot is taken, and returns: the run goes on to its end',
    run: async (pair, version) => {
      const { client, release, log } = pair
      await client.order('change_source crash', `take crash.log ${moments(beforeRename('awaited returned'))} & job=$!`)
      await client.said('awaited returned')
      await pair.server.cut()
      pair.server = await pair.bootServer()
      if (version === '3') {
        // Until then (grace) it gives locks only to those who had them before. A client of NFSv4 comes
        // back later than these ten seconds, which servers set to ninety.
        await pair.server.order('! take crash-held.log INPUT_LOCK-TIMEOUT=25s')
        expectIn(log('crash-held.log'), 'The series is still being written by')
      }
      release('returned')
      await client.order('wait "$job"', 'check settled')
      await pair.server.order(forget, 'take after-crash.log', 'check settled')
      return []
    }
  },
  {
    title: 'a server that is silent: the run ends at its own deadline, and the next one succeeds when it is back',
    run: async ({ client, server, log }) => {
      const take = 'take silent.log GITHUB_ACTIONS=true SNAPSHOT_VOLUME_TIMEOUT=8s'
      await client.order('change_source silent', `${take} & job=$!`, 'sleep 1')
      await server.order('ip link set vec0 down')
      try {
        // 128 + SIGKILL: whoever waits for a server in the kernel hears no other signal.
        await client.order('wait "$job" || status=$?', '[ "$status" = 137 ]')
      } finally {
        await server.order('ip link set vec0 up')
      }
      expectIn(log('silent.log'), '::error::The volume "/mnt/volume" has not answered for 8.0 s')
      await client.order('take heard.log INPUT_LOCK-TIMEOUT=90s', 'check settled')
      return []
    }
  },
  {
    title: 'a client is lost while it holds the lock',
    run: async (pair, version) => {
      const moment: Moment = { when: 'after', call: 'renameSync', matching: '/records/', then: 'halt' }
      const { server, log } = pair
      const before = pair.client
      await before.order(`take lost.log ${moments(moment)} &`)
      await before.said('moment')
      await server.order('! take held.log INPUT_LOCK-TIMEOUT=1s')
      expectIn(log('held.log'), 'The series is still being written by')
      const lostAt = performance.now()
      await before.cut()
      if (version === '3') {
        // NFSv3 has no lease: a server keeps the locks of a lost client until that client says it was booted again.
        await server.order('! take kept.log INPUT_LOCK-TIMEOUT=12s', forget, 'check held')
        pair.client = await pair.bootClient()
        await pair.client.order('sm-notify -f -P /mnt/shared/statd-$MACHINE')
      }
      await server.order('take free.log INPUT_LOCK-TIMEOUT=60s', forget, 'check settled')
      const seconds = ((performance.now() - lostAt) / 1000).toFixed(0)
      return [
        version === '3'
          ? 'locked until the client was booted again'
          : `next snapshot done ${seconds} s later (lease: 10 s)`
      ]
    }
  }
]

/** `mark`, then nothing more until the file of its last word is there. */
const beforeRename = (mark: string): Moment => ({
  when: 'before',
  call: 'renameSync',
  matching: '/acme/[0-9T-]+Z$',
  then: `echo "@${mark}" >/dev/console; until [ -e /mnt/shared/${mark.split(' ').at(-1) ?? ''} ]; do sleep 0.1; done`
})

const moments = (...given: readonly Moment[]): string => `"$with_moments" 'MOMENTS=${JSON.stringify(given)}'`

function expectIn(log: string, text: string | RegExp): void {
  const isSaid = typeof text === 'string' ? log.includes(text) : text.test(log)
  if (!isSaid) throw new Error(`the log does not say ‘${String(text)}’:\n${log}`)
}
