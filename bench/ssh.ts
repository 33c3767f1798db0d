// The next snapshot of a rebuilt tree over ssh with 20 ms of latency, against rsync -a --link-dest over the same line; and its
// restore into an empty directory, against rsync -a.
// Usage: node bench/ssh.ts [files [turns]]   (as root, with sshd: the line is one of packets to a network namespace)

import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshd } from '../__tests__/support/sshd.ts'
import { missingWire, startWire } from '../__tests__/support/wire.ts'
import { median } from './measure.ts'
import { image } from './place.ts'

const files = Number(process.argv[2] ?? 30_000)
const turns = Number(process.argv[3] ?? 5)
const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-ssh-'))

const build = join(scratch, 'build')
const nameOf = (index: number): string => join(build, `d${Math.floor(index / 40)}`, `file-${index}.js`)

function makeTree(): void {
  for (let index = 0; index < files; index++) {
    if (index % 40 === 0) mkdirSync(join(build, `d${index / 40}`), { recursive: true })
    writeFileSync(nameOf(index), `// file ${index}\n`.repeat(20 + (index % 300)))
  }
}

/** Every time is new, and one file in a hundred has other bytes. */
function rebuild(turn: number): void {
  const now = new Date()
  for (let index = 0; index < files; index++) {
    if (index % 100 === turn % 100) writeFileSync(nameOf(index), `// file ${index} in turn ${turn}\n`.repeat(50))
    else utimesSync(nameOf(index), now, now)
  }
}

const timed = (program: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) resolve(performance.now() - from)
      else reject(new Error(`${program} ended with ${String(code)}`))
    })
  })

/** A directory that is not there, to restore into. */
function emptied(name: string): string {
  const directory = join(scratch, name)
  rmSync(directory, { recursive: true, force: true })
  return directory
}

const missing = missingWire()
if (missing !== undefined) throw new Error(`The line of this benchmark needs ${missing}`)
const ends: (() => void | Promise<void>)[] = []
try {
  // Of its own, and new: where many files were deleted, rsync, which makes them all anew, would be measured too slow.
  const place = image(scratch, 'far', 'ext4', 20e9)
  ends.unshift(() => {
    place.close()
  })
  const wire = await startWire({ roundTripMs: 20, lostOfThousand: 0 })
  ends.unshift(() => wire.stop())
  const server = await startSshd({ host: wire.far, under: wire.under })
  ends.unshift(() => {
    server.stop()
  })
  const [volume, plain] = [join(place.path, 'volume'), join(place.path, 'plain')]
  for (const directory of [volume, plain]) mkdirSync(directory)
  writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
  const [key, hosts] = [join(scratch, 'key'), join(scratch, 'hosts')]
  writeFileSync(key, server.key, { mode: 0o600 })
  writeFileSync(hosts, server.knownHosts)
  const reach = ['--volume', server.address(volume), '--ssh-key', key, '--ssh-known-hosts', hosts, '--name', 'bench']
  const ours = (...args: readonly string[]): Promise<number> =>
    timed(process.execPath, [join(root, 'dist/cli/index.js'), ...args, ...reach, '--quiet'])
  const save = (): Promise<number> => ours('save', build, '--no-prune')
  const restore = (): Promise<number> => ours('restore', '--path', emptied('ours'))
  const shell = `ssh -p ${server.port} -i ${key} -o UserKnownHostsFile=${hosts} -o BatchMode=yes`
  const theirs = (turn: number): string => `${server.user}@${wire.far}:${join(plain, String(turn))}/`
  const rsync = (...args: readonly string[]): Promise<number> => timed('rsync', ['-a', '-e', shell, ...args])
  const rsyncTo = (turn: number): Promise<number> => {
    const linked = turn === 0 ? [] : [`--link-dest=${join(plain, String(turn - 1))}`]
    return rsync(...linked, `${build}/`, theirs(turn))
  }
  const rsyncBack = (turn: number): Promise<number> => rsync(theirs(turn), `${emptied('theirs')}/`)
  makeTree()
  await save()
  await rsyncTo(0)
  const ratios = { snapshot: [] as number[], restore: [] as number[] }
  for (let turn = 1; turn <= turns; turn++) {
    rebuild(turn)
    const works = {
      snapshot: { ours: save, theirs: () => rsyncTo(turn) },
      restore: { ours: restore, theirs: () => rsyncBack(turn) }
    }
    for (const name of ['snapshot', 'restore'] as const) {
      const seconds = { ours: 0, theirs: 0 }
      for (const one of turn % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
        // What is written before is nobody's work here; ours waits for the disk, and theirs does not.
        execFileSync('sync')
        seconds[one] = (await works[name][one]()) / 1000
      }
      ratios[name].push(seconds.ours / seconds.theirs)
      console.log(`turn ${turn}: ${name} ${seconds.ours.toFixed(2)} s, rsync ${seconds.theirs.toFixed(2)} s`)
    }
  }
  const load = readFileSync('/proc/loadavg', 'utf8').trim()
  const [snapshots, restores] = [median(ratios.snapshot), median(ratios.restore)]
  console.log(`ratios (medians): snapshot ${snapshots.toFixed(2)}, restore ${restores.toFixed(2)}; load ${load}`)
} finally {
  for (const end of ends) await end()
  rmSync(scratch, { recursive: true, force: true })
}
