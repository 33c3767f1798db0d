// The next snapshot of a rebuilt tree over ssh with 20 ms of latency, against rsync -a --link-dest over the same link.
// Usage: node bench/ssh.ts [files]   (root: it makes a network namespace; sshd, tc and ip are needed)

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshd } from '../__tests__/support/sshd.ts'

const files = Number(process.argv[2] ?? 30_000)
const [namespace, here, there] = ['snapshot-bench', '10.231.77.1', '10.231.77.2']
const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-ssh-'))
const run = (line: string): void => {
  execFileSync('sh', ['-c', line], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** 10 ms each way. */
function link(): void {
  run(`ip netns add ${namespace}
    ip link add sbench0 type veth peer name sbench1 netns ${namespace}
    ip addr add ${here}/30 dev sbench0 && ip link set sbench0 up
    ip -n ${namespace} addr add ${there}/30 dev sbench1 && ip -n ${namespace} link set sbench1 up
    ip -n ${namespace} link set lo up
    tc qdisc add dev sbench0 root netem delay 10ms limit 100000
    ip netns exec ${namespace} tc qdisc add dev sbench1 root netem delay 10ms limit 100000`)
}

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

function timed(program: string, args: readonly string[]): number {
  const from = performance.now()
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr}`)
  return performance.now() - from
}

try {
  spawnSync('ip', ['netns', 'del', namespace])
  link()
  const server = await startSshd({ host: there, under: ['ip', 'netns', 'exec', namespace] })
  try {
    const [volume, plain] = [join(scratch, 'volume'), join(scratch, 'plain')]
    for (const directory of [volume, plain]) mkdirSync(directory)
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
    const [key, hosts] = [join(scratch, 'key'), join(scratch, 'hosts')]
    writeFileSync(key, server.key, { mode: 0o600 })
    writeFileSync(hosts, server.knownHosts)
    const reach = ['--volume', server.address(volume), '--ssh-key', key, '--ssh-known-hosts', hosts, '--name', 'bench']
    const save = (): number =>
      timed(process.execPath, [join(root, 'dist/cli/index.js'), 'save', build, ...reach, '--no-prune', '--quiet'])
    const shell = `ssh -p ${server.port} -i ${key} -o UserKnownHostsFile=${hosts} -o BatchMode=yes`
    const rsync = (turn: number): number =>
      timed('rsync', [
        '-a',
        ...(turn === 0 ? [] : [`--link-dest=${join(plain, String(turn - 1))}`]),
        '-e',
        shell,
        `${build}/`,
        `${server.user}@${there}:${join(plain, String(turn))}/`
      ])
    makeTree()
    save()
    rsync(0)
    const ratios: number[] = []
    for (let turn = 1; turn <= 3; turn++) {
      rebuild(turn)
      const [ours, theirs] = [save(), rsync(turn)]
      ratios.push(ours / theirs)
      console.log(
        `turn ${turn}: snapshot ${(ours / 1000).toFixed(1)} s, rsync --link-dest ${(theirs / 1000).toFixed(1)} s`
      )
    }
    const load = readFileSync('/proc/loadavg', 'utf8').trim()
    console.log(`ratio (median) ${(ratios.sort((a, b) => a - b)[1] ?? NaN).toFixed(2)}; load ${load}`)
  } finally {
    server.stop()
  }
} finally {
  spawnSync('ip', ['netns', 'del', namespace])
  rmSync(scratch, { recursive: true, force: true })
}
