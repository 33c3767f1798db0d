// What JavaScript takes for it: limit.c's `next` and `touched` in two threads of Node, and nothing else. Run by hand:
//
//   node bench/floor.ts first   <source> <target> <list>                    everything is copied
//   node bench/floor.ts next    <source> <target> <list> <base> <old list>  equal content is linked to the base
//   node bench/floor.ts touched <source> <target> <list> <base> <old list>  nothing is read: everything is looked at and linked
//
// Like limit.c it trusts its input and keeps no promise. Writes the milliseconds of its phases.

import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import * as fs from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

interface Work {
  readonly mode: string
  readonly source: string
  readonly target: string
  readonly base: string
  readonly oldList: string
  readonly directories: readonly string[]
  /** The next one to be taken. */
  readonly next: Int32Array
}

const below = (directory: string, name: string): string => (directory === '' ? name : `${directory}/${name}`)

async function run([mode = '', source = '', target = '', list = '', base = '', oldList = '']: string[]): Promise<void> {
  const from = performance.now()
  fs.mkdirSync(target)
  const directories = ['']
  for (const directory of directories) {
    for (const found of fs.readdirSync(`${source}/${directory}`, { withFileTypes: true }))
      if (found.isDirectory()) directories.push(below(directory, found.name))
  }
  for (const directory of directories.slice(1)) fs.mkdirSync(`${target}/${directory}`)
  const made = performance.now()
  const next = new Int32Array(new SharedArrayBuffer(4))
  const work: Work = { mode, source, target, base, oldList, directories, next }
  const thread = (): Promise<string> =>
    new Promise((resolve, reject) => {
      new Worker(new URL(import.meta.url), { workerData: work }).on('message', resolve).on('error', reject)
    })
  const lines = await Promise.all([thread(), thread()])
  const done = performance.now()
  fs.writeFileSync(list, lines.join(''), 'latin1')
  execFileSync('sync', ['--file-system', target])
  const phases = { directories: made - from, files: done - made, sync: performance.now() - done }
  process.stdout.write(`${JSON.stringify(phases)}\n`)
}

/** The digest and path of each file, a line each. */
function workOn({ mode, source, target, base, oldList, directories, next }: Work): string {
  const old = new Map<string, string>()
  if (mode === 'next')
    for (const line of fs.readFileSync(oldList, 'latin1').split('\n')) old.set(line.slice(65), line.slice(0, 64))
  const buffer = Buffer.allocUnsafeSlow(1024 * 1024)
  let lines = ''
  for (let at = Atomics.add(next, 0, 1); at < directories.length; at = Atomics.add(next, 0, 1)) {
    const directory = directories[at] ?? ''
    for (const found of fs.readdirSync(`${source}/${directory}`, { withFileTypes: true })) {
      const path = below(directory, found.name)
      const [file, copy] = [`${source}/${path}`, `${target}/${path}`]
      if (found.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(file), copy)
      if (!found.isFile()) continue
      if (mode === 'touched') {
        fs.lstatSync(file, { bigint: true })
        fs.linkSync(`${base}/${path}`, copy)
        continue
      }
      const digest = digestOf(file, buffer)
      if (old.get(path) === digest) fs.linkSync(`${base}/${path}`, copy)
      else fs.copyFileSync(file, copy)
      lines += `${digest} ${path}\n`
    }
  }
  return lines
}

function digestOf(file: string, buffer: Buffer): string {
  const fd = fs.openSync(file, 'r')
  const { size } = fs.fstatSync(fd)
  const read = size <= buffer.length ? fs.readSync(fd, buffer, 0, buffer.length, null) : undefined
  fs.closeSync(fd)
  return hash('sha256', read === undefined ? fs.readFileSync(file) : buffer.subarray(0, read))
}

if (isMainThread) await run(process.argv.slice(2))
else parentPort?.postMessage(workOn(workerData as Work))
