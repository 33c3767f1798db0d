// A volume over ssh whose connection is refused, lost or stands still (row 27): each its own message, no far writer without its lock.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn, until } from '../support/alive.ts'
import { fakeRsyncCopy, fakeTools, realTool } from '../support/fake-tools.ts'
import { missingSshd, type ServerOptions, type SshServer, startSshd } from '../support/sshd.ts'
import { fault, type FaultSpec } from './support/fault.ts'
import { nothingIsLeft, type Told } from './support/invariants.ts'
import type { Scene } from './support/scene.ts'

const overSsh = (title: string, more: Partial<FaultSpec> = {}): FaultSpec => ({
  row: 27,
  tier: 'H',
  title,
  needs: [missingSshd()],
  timeoutMs: 400_000,
  ...more
})

/** The server runs while the body does. */
async function served(options: ServerOptions, body: (server: SshServer) => Promise<Told>): Promise<Told> {
  const server = await startSshd(options)
  try {
    return await body(server)
  } finally {
    server.stop()
  }
}

/** The account finds this rsync before the real one; `$PPID` is the server of the connection. */
const farRsync = (scene: Scene, script: string): ServerOptions => {
  const real = realTool('rsync')
  const path = fakeTools(join(scene.scratch, 'far-bin'), {
    rsync: `case "$*" in *--server*) ${script} ;; esac\nexec ${real} "$@"`
  })
  return { config: [`SetEnv PATH=${path}`] }
}

fault(overSsh('nobody listens there'), async scene => {
  const server = await startSshd()
  server.stop()
  const run = await scene.run({ inputs: server.inputs(scene.volume) })
  return { run, exitCode: 1, says: /refuses the connection: no ssh server listens there/ }
})

fault(overSsh('the key is not let in'), scene =>
  served({}, async server => {
    const run = await scene.run({ inputs: { ...server.inputs(scene.volume), 'ssh-key': server.otherKey } })
    if (run.log.includes('PRIVATE KEY')) throw new Error('the key is in the log')
    return { run, exitCode: 1, says: /does not let us in with the key that we have/ }
  })
)

fault(overSsh('its host key is not known'), scene =>
  served({}, async server => {
    const { volume, 'ssh-key': key } = server.inputs(scene.volume)
    const run = await scene.run({ inputs: { volume, 'ssh-key': key } })
    return { run, exitCode: 1, says: /host key of .* is not known here[\s\S]*ssh-keyscan -p \d+/ }
  })
)

fault(overSsh('its host key is another one than was known'), scene =>
  served({}, async server => {
    const other = await startSshd()
    other.stop()
    const knownHosts = other.knownHosts.replace(`:${other.port} `, `:${server.port} `)
    const run = await scene.run({ inputs: { ...server.inputs(scene.volume), 'ssh-known-hosts': knownHosts } })
    return { run, exitCode: 1, says: /is not the one that is known/ }
  })
)

fault(overSsh('there is no rsync there'), scene =>
  served({ config: [`SetEnv PATH=${fakeTools(join(scene.scratch, 'none'), { rsync: 'exit 127' })}`] }, async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    return { run, exitCode: 1, says: /There is no rsync on .* Install it there with:\n {2}\S/ }
  })
)

fault(overSsh('its rsync is too old'), scene =>
  served(
    {
      config: [
        `SetEnv PATH=${fakeTools(join(scene.scratch, 'old'), { rsync: 'echo "rsync  version 3.0.9  protocol version 30"' })}`
      ]
    },
    async server => {
      const run = await scene.run({ inputs: server.inputs(scene.volume) })
      return { run, exitCode: 1, says: /rsync 3\.0\.9 on .* is too old/ }
    }
  )
)

fault(overSsh('the account prints something at every login'), scene =>
  served({ config: ['ForceCommand echo Welcome to the vault; eval "$SSH_ORIGINAL_COMMAND"'] }, async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    return { run, exitCode: 1, says: /prints something at every login \(Welcome to the vault\)/ }
  })
)

fault(overSsh('another run on that machine holds the lock'), scene =>
  served({}, async server => {
    const lock = scene.own('lock')
    writeFileSync(lock, 'run 4711\n')
    const holder = spawn('flock', ['--exclusive', lock, 'sleep', '300'], { detached: true, stdio: 'ignore' })
    if (!(await until(() => processesIn(lock).length > 0, 10_000))) throw new Error('flock does not hold the lock')
    try {
      const run = await scene.run({ inputs: { ...server.inputs(scene.volume), 'lock-timeout': '2s' } })
      return { run, exitCode: 1, says: /still being written by run 4711 after 2\.0 s/ }
    } finally {
      if (holder.pid !== undefined) process.kill(-holder.pid, 'SIGKILL')
    }
  })
)

fault(overSsh('the connection is killed while rsync writes'), scene =>
  served(farRsync(scene, 'kill -9 "$PPID"'), async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    return { run, exitCode: 1, says: /The connection to .* was lost/ }
  })
)

// Each writer holds the lock itself, so the next one needs none of those. One that is at work, looking at links while rsync
// writes, would be missed: so they are killed once it is done.
fault(overSsh('the shells of its other sessions are killed while rsync writes: it goes on in new ones'), scene => {
  const others = `sleep 2
sessions=$(ps -o pid= --ppid "$PPID")
while ps -o comm= -s "$(echo $sessions | tr ' ' ,)" | grep -qxE 'find|xargs|stat'; do sleep 0.1; done
for pid in $sessions; do [ "$pid" = $$ ] || kill -9 "$pid"; done`
  return served(farRsync(scene, others), async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    scene.expectStored(run)
    return { run, exitCode: 0, says: /created/ }
  })
})

fault(overSsh('its shell there is killed at work, and the connection stays'), scene => {
  const path = fakeTools(join(scene.scratch, 'far-bin'), {
    sync: `case $1 in --version) exec ${realTool('sync')} "$@" ;; esac\nkill -9 $(ps -o sid= -p $$)`
  })
  return served({ config: [`SetEnv PATH=${path}`] }, async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    return { run, exitCode: 1, says: /The connection to .* was lost \(the shell that it ran ended\)/ }
  })
})

fault(overSsh('the other side stands still while rsync writes'), scene => {
  const stopped = join(scene.scratch, 'stopped')
  let isMended = false
  scene.lookOtherwise('I7', 'the far machine holds the lock while it stands still', () =>
    isMended ? nothingIsLeft(scene.places(), scene.series, scene.strangers) : []
  )
  scene.mend(() => {
    isMended = true
    if (existsSync(stopped)) process.kill(Number(readFileSync(stopped, 'utf8')), 'SIGKILL')
  })
  scene.normalInputs = { 'lock-timeout': '3m' }
  return served(farRsync(scene, `echo "$PPID" >${stopped}; kill -STOP "$PPID"; exec cat >/dev/null`), async server => {
    const run = await scene.run({ inputs: server.inputs(scene.volume) })
    return { run, exitCode: 1, says: /stopped answering: nothing came for 30 seconds/ }
  })
})

fault(overSsh('the run is cancelled while rsync writes'), scene =>
  served({}, async server => {
    const slowly = scene.tools({ rsync: fakeRsyncCopy('exec "$real" --bwlimit=20 "$@"') })
    const run = await scene.run({
      inputs: server.inputs(scene.volume),
      env: slowly,
      cancel: { logMatches: /^::group::Fill/ }
    })
    const after = run.cancelledAfterMs ?? Infinity
    if (after > 2000) throw new Error(`it went on for ${after} ms`)
    scene.figure(`stopped within ${Math.ceil(after / 500) * 500} ms`)
    return { run, exitCode: 130, says: /^Cancelled\./ }
  })
)

fault(overSsh('the run is killed while rsync writes'), scene =>
  served({}, async server => {
    const slowly = scene.tools({
      rsync: fakeRsyncCopy(`: >${join(scene.scratch, 'copying')}; exec "$real" --bwlimit=20 "$@"`)
    })
    const { child, ended } = scene.start({ inputs: server.inputs(scene.volume), env: slowly })
    if (!(await until(() => existsSync(join(scene.scratch, 'copying')), 60_000))) throw new Error('nothing was copied')
    child.kill('SIGKILL')
    const run = await ended
    return { run: { ...run, annotations: [], durationMs: 0 }, signal: 'SIGKILL' }
  })
)
