// The next snapshot of a rebuilt tree over ssh with 20 ms of latency, against rsync -a --link-dest over the same link.
// Usage: node bench/ssh.ts [files]   (sshd is needed; the latency is that of a relay, 10 ms each way, for both alike)

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshd } from '../__tests__/support/sshd.ts'

const files = Number(process.argv[2] ?? 30_000)
const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-ssh-'))

/** Passes on what comes 10 ms later, in its order. Its port. */
const relay = (to: number): Promise<{ readonly port: number; stop(): void }> =>
  new Promise(resolve => {
    const later = (from: Socket, into: Socket): void => {
      from.on('data', piece => setTimeout(() => into.write(piece), 10))
      from.on('end', () => setTimeout(() => into.end(), 10))
      from.on('error', () => into.destroy())
    }
    const server = createServer(socket => {
      const far = connect(to, '127.0.0.1')
      for (const one of [socket, far]) one.setNoDelay(true)
      later(socket, far)
      later(far, socket)
    })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ port: typeof address === 'object' && address !== null ? address.port : 0, stop: () => server.close() })
    })
  })

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

try {
  const server = await startSshd()
  const slow = await relay(server.port)
  try {
    const [volume, plain] = [join(scratch, 'volume'), join(scratch, 'plain')]
    for (const directory of [volume, plain]) mkdirSync(directory)
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
    const [key, hosts] = [join(scratch, 'key'), join(scratch, 'hosts')]
    writeFileSync(key, server.key, { mode: 0o600 })
    writeFileSync(hosts, server.knownHosts.replace(`:${server.port} `, `:${slow.port} `))
    const address = `ssh://${server.user}@127.0.0.1:${slow.port}${volume}`
    const reach = ['--volume', address, '--ssh-key', key, '--ssh-known-hosts', hosts, '--name', 'bench']
    const save = (): Promise<number> =>
      timed(process.execPath, [join(root, 'dist/cli/index.js'), 'save', build, ...reach, '--no-prune', '--quiet'])
    const shell = `ssh -p ${slow.port} -i ${key} -o UserKnownHostsFile=${hosts} -o BatchMode=yes`
    const rsync = (turn: number): Promise<number> =>
      timed('rsync', [
        '-a',
        ...(turn === 0 ? [] : [`--link-dest=${join(plain, String(turn - 1))}`]),
        '-e',
        shell,
        `${build}/`,
        `${server.user}@127.0.0.1:${join(plain, String(turn))}/`
      ])
    makeTree()
    await save()
    await rsync(0)
    const ratios: number[] = []
    for (let turn = 1; turn <= 3; turn++) {
      rebuild(turn)
      const [ours, theirs] = [await save(), await rsync(turn)]
      ratios.push(ours / theirs)
      console.log(
        `turn ${turn}: snapshot ${(ours / 1000).toFixed(1)} s, rsync --link-dest ${(theirs / 1000).toFixed(1)} s`
      )
    }
    const load = readFileSync('/proc/loadavg', 'utf8').trim()
    console.log(`ratio (median) ${(ratios.sort((a, b) => a - b)[1] ?? NaN).toFixed(2)}; load ${load}`)
  } finally {
    slow.stop()
    server.stop()
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
