// Every name a file can have (row 35): stored as it is, through every action and back, and data wherever it is printed.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type BytePath, fsPath, joinPath, pathFromText } from '../../src/core/byte-path.ts'
import { entriesOf, makeNastyTree } from '../formats/real-tree.ts'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import { parseLog } from '../support/log-commands.ts'
import { runnerNode } from '../support/runner-environment.ts'
import { missingTool } from '../support/skip-aloud.ts'
import { contentDifferences } from '../support/trees.ts'
import { removeTree } from './support/earlier.ts'
import { fault } from './support/fault.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const hostile = [
  'new\nline',
  '\n::error::in a line of its own',
  '::error::x',
  '  ::set-output name=x::y',
  '##[group]x',
  'a ##[error]b',
  'a\r::warning::b',
  '%0A::error::c',
  '\x1b[2J\x1b]0;title\x07',
  '\xe2\x80\xaertl',
  '\xff\xfe not UTF-8',
  '--delete',
  '-e sh',
  '#comment',
  ';semicolon',
  'back\\slash\\',
  '\\#012',
  '\\#134#012',
  'x because of pattern y',
  '[sender] hiding file x because of pattern .env',
  '>f+++++++++ x',
  '| a | b |',
  '<script>alert(1)',
  '`code`',
  '@everyone',
  'n'.repeat(255),
  '\xf0'.repeat(255)
] as BytePath[]

/** What a runner, a terminal or a browser would obey: nothing of it may come from a name. */
function expectNoForeignCommand({ log, summary, outputs }: Ran, annotations: number): void {
  const { unknown, commands, annotations: found } = parseLog(log)
  const others = commands.filter(({ name }) => !['group', 'endgroup', 'error', 'warning', 'notice'].includes(name))
  const odd = [...unknown, ...others, ...commands.filter(({ syntax }) => syntax !== '::')].map(({ line }) => line)
  if (odd.length > 0) throw new Error(`commands that are not ours: ${JSON.stringify(odd)}`)
  if (found.length !== annotations) throw new Error(`${found.length} annotations, not ${annotations}:\n${log}`)
  const printed = Object.values(outputs).join('\n')
  if (printed.includes('##[')) throw new Error(`a step that prints the outputs gives the runner commands: ${printed}`)
  for (const [place, text] of Object.entries({ log, summary, outputs: printed })) {
    // eslint-disable-next-line no-control-regex -- the range is meant: what a terminal would obey
    const control = /[\x00-\x08\x0b-\x1f\x7f\u202e]/.exec(text)
    if (control !== null) throw new Error(`the ${place} has ${JSON.stringify(control[0])}`)
  }
  const html = /<script|^::error|^##\[|(?<![\w`\\])@everyone/m.exec(summary)
  if (html !== null) throw new Error(`the summary has ${html[0]}:\n${summary}`)
}

const fifos = ['\n::error::fifo', '##[group]']

/** What is left out is named in the log and in the summary, so it has such names too. */
function lay(scene: Scene): void {
  const build = scene.inBuild()
  removeTree(build)
  makeNastyTree(pathFromText(build))
  const root = pathFromText(join(build, 'hostile'))
  mkdirSync(join(build, 'hostile'))
  for (const name of hostile) {
    const directory = joinPath(root, name)
    mkdirSync(fsPath(directory))
    writeFileSync(fsPath(joinPath(directory, name)), name, 'latin1')
    writeFileSync(fsPath(joinPath(directory, '.env' as BytePath)), 'SECRET=1')
    writeFileSync(fsPath(joinPath(root, `file ${name}`.slice(0, 255) as BytePath)), name, 'latin1')
  }
  execFileSync('mkfifo', ['--', ...fifos], { cwd: join(build, 'hostile') })
}

/** Everything of a tree but the mtimes of what is linked, or with them. */
const shape = (root: string, times: 'of directories' | 'of all'): string[] =>
  entriesOf(pathFromText(root))
    .filter(({ path }) => path !== '.' && !path.endsWith('/.env'))
    .map(entry => {
      const mtimeNs = times === 'of all' || entry.type === 'dir' ? String(entry.mtimeNs) : ''
      return JSON.stringify({ ...entry, mtimeNs, storedMtimeNs: '' })
    })
    .sort()

function expectSameShape(what: string, one: string, other: string, times: 'of directories' | 'of all'): void {
  const [found, expected] = [shape(one, times), shape(other, times)]
  const odd = found.filter(line => !expected.includes(line)).concat(expected.filter(line => !found.includes(line)))
  if (odd.length > 0) throw new Error(`${what} is not the source:\n${odd.join('\n')}`)
}

/** By another program than ours. */
function expectManifest(scene: Scene, id: string): void {
  const input = gunzipSync(readFileSync(scene.own('manifests', `${id}.mtree.gz`)))
  const { status, stdout, stderr } = spawnSync('mtree', ['-p', scene.inSeries(id)], { input, encoding: 'latin1' })
  if (status !== 0 || stdout + stderr !== '') throw new Error(`mtree says of ${id}: ${stdout}${stderr}`)
}

fault(
  {
    row: 35,
    tier: 'U',
    title: 'through snapshot, restore, verify, list and prune',
    needs: [missingTool('mtree', 'mtree-netbsd')],
    timeoutMs: 600_000
  },
  async scene => {
    lay(scene)
    const first = await scene.run()
    // Whoever reads the source to compare it would wait for them.
    for (const fifo of fifos) rmSync(join(scene.inBuild('hostile'), fifo))
    // As a rebuild leaves it: every mtime new, and not a byte changed.
    execFileSync('find', [scene.inBuild(), '-exec', 'touch', '--no-dereference', '{}', '+'])
    const second = await scene.run()
    const { files, 'files-linked': linked, digest, snapshot: id = '' } = second.outputs
    if (linked !== files || digest !== first.outputs.digest)
      throw new Error(`${String(linked)} of ${String(files)} files were linked:\n${second.log}`)
    // Nothing but what was left out is missing; `diff` has no words for names of several lines.
    const differences = contentDifferences(scene.inBuild(), scene.inSeries(id))
    if (differences.match(/^Only in |differ$/gm)?.length !== hostile.length || /differ$/m.test(differences))
      throw new Error(`the snapshot is not the source: ${differences}`)
    for (const each of [first, second]) expectManifest(scene, each.outputs.snapshot ?? '')
    expectSameShape('the snapshot', scene.inSeries(id), scene.inBuild(), 'of directories')

    const restored = join(scene.scratch, 'restored')
    const restore = await scene.run({ action: 'restore', inputs: { path: restored } })
    expectSameShape('what was restored', restored, scene.inBuild(), 'of all')
    const verify = await scene.run({ action: 'verify', inputs: { snapshot: 'all' } })
    const list = await scene.run({ action: 'list' })
    const listed = JSON.parse(list.outputs.snapshots ?? '[]') as unknown[]
    if (listed.length !== 4) throw new Error(`${listed.length} snapshots are listed`)
    scene.mayGo.push(...scene.earlier)
    const prune = await scene.run({ action: 'prune', inputs: { 'keep-last': '1' } })
    if (prune.outputs.pruned !== '3') throw new Error(`${String(prune.outputs.pruned)} were pruned:\n${prune.log}`)
    const runs = [first, second, restore, verify, list, prune]
    for (const run of runs) expectNoForeignCommand(run, 0)
    scene.figure(`${String(files)} files of odd names`)
    return runs.map(run => ({ run, exitCode: 0, says: /\S/ }))
  }
)

fault({ row: 35, tier: 'U', title: 'they are damaged, which is told of each', timeoutMs: 600_000 }, async scene => {
  removeTree(scene.inBuild())
  const build = pathFromText(scene.inBuild())
  mkdirSync(fsPath(build))
  for (const name of hostile) writeFileSync(fsPath(joinPath(build, name)), `of ${name}`, 'latin1')
  const run = await scene.run()
  // A copy of the volume, since nothing that is stored may change.
  const volume = join(scene.scratch, 'copy')
  execFileSync('cp', ['-a', scene.volume, volume])
  const stored = pathFromText(join(volume, scene.name, run.outputs.snapshot ?? ''))
  for (const name of hostile) writeFileSync(fsPath(joinPath(stored, name)), 'rotten')
  const verify = await scene.run({ action: 'verify', inputs: { volume } })
  const damaged = JSON.parse(verify.outputs.damaged ?? '[]') as unknown[]
  if (damaged.length !== hostile.length) throw new Error(`${damaged.length} are said to be damaged`)
  const restore = await scene.run({ action: 'restore', inputs: { volume, path: join(scene.scratch, 'restored') } })
  expectNoForeignCommand(run, 0)
  for (const each of [verify, restore]) expectNoForeignCommand(each, 1)
  return [
    { run, exitCode: 0, says: /created/ },
    { run: verify, exitCode: 1, says: /27/ },
    { run: restore, exitCode: 1, says: /27 stored files/ }
  ]
})

const inputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a path that does not exist': { path: '::error::a\n##[group]b\n\x1b[2Jc' },
  'a filter file that does not exist': { 'filter-file': '::error::rules' },
  'a volume that does not exist': { volume: '/::error::\x1b[2J/##[group]' },
  'an option of rsync': { 'rsync-args': '##[error]--x' },
  'a series': { name: '::error::/..' }
}
for (const [title, given] of Object.entries(inputs)) {
  fault({ row: 35, tier: 'U', title: `it is an input, and refused: ${title}` }, async scene => {
    const run = await scene.run({ inputs: given })
    expectNoForeignCommand(run, 1)
    return { run, exitCode: 1, says: /\S/ }
  })
}

fault({ row: 35, tier: 'U', title: 'they vanish, which is told of some' }, async scene => {
  removeTree(scene.inBuild())
  const build = pathFromText(scene.inBuild())
  mkdirSync(fsPath(build))
  for (const name of hostile) writeFileSync(fsPath(joinPath(build, name)), name, 'latin1')
  const rsync = fakeRsyncCopy(`find '${scene.inBuild()}' -type f -delete; exec "$real" "$@"`)
  const run = await scene.run({ env: scene.tools({ rsync }) })
  expectNoForeignCommand(run, 1)
  return { run, exitCode: 1, says: /27 \w+ vanished from the source/ }
})

fault({ row: 35, tier: 'U', title: 'the path is longer than the kernel takes' }, async scene => {
  const deepen = 'for (let n = 0; n < 20; n++) { fs.mkdirSync("d".repeat(240)); process.chdir("d".repeat(240)) }'
  execFileSync(runnerNode(), ['--eval', `${deepen}; fs.writeFileSync("file", "deep")`], { cwd: scene.inBuild() })
  scene.mend(() => {
    removeTree(scene.inBuild())
  })
  const run = await scene.run()
  expectNoForeignCommand(run, 1)
  return { run, exitCode: 1, says: /could not be listed(.|\n)*(overflows max-path len|too long)/ }
})
