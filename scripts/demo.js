// The main job on real input: two builds, two snapshots on a volume in a temporary directory, and what they cost.
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { diskUse } from '../__tests__/support/disk-use.js'
import { runAction } from '../__tests__/support/runner.js'
import { repositoryRoot } from '../__tests__/support/runner-environment.js'
import { formatBytes, formatCount, formatDuration } from '../src/core/units.js'
import { build, change, checkOut, projectName } from './demo/build.js'
import { summaryLines } from './demo/summary-text.js'
import { bold, dim, green, red, say, table, title } from './demo/terminal.js'
import { treeLines } from './demo/tree.js'
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-demo-'))
process.once('exit', () => {
  rmSync(scratch, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
const workspace = join(scratch, 'workspace')
const volume = join(scratch, 'volume')
const tempDir = join(scratch, 'temp')
for (const directory of [workspace, volume, tempDir]) mkdirSync(directory)
/** The action as a runner runs it: the committed bundle, on a push to main of acme/three. */
const snapshot = async () => {
  const result = await runAction({
    action: repositoryRoot,
    inputs: { path: 'build', volume },
    github: { repository: 'acme/three', repository_owner: 'acme', job: 'build', workflow: 'Nightly' },
    contexts: { matrix: null },
    workspace,
    tempDir
  })
  if (result.outcome !== 'success') {
    console.error(result.log)
    throw new Error(`the snapshot action ended with ${result.outcome}; its log is above`)
  }
  say(
    `${bold('uses: ./')} with path: build → ${output(result, 'snapshot')}: ` +
      `${count(result, 'files')} files, ${green(`${count(result, 'files-linked')} linked`)}, ` +
      `${size(result, 'bytes-added')} stored ${dim(`(${formatDuration(number(result, 'duration-ms'))})`)}`
  )
  return result
}
const output = (result, name) => {
  const value = result.outputs[name]
  if (value === undefined) throw new Error(`the action set no output '${name}'`)
  return value
}
const number = (result, name) => Number(output(result, name))
const count = (result, name) => formatCount(number(result, name))
const size = (result, name) => formatBytes(number(result, name))
const timed = work => {
  const start = performance.now()
  const value = work()
  return [value, dim(`(${formatDuration(performance.now() - start)})`)]
}
/** What plain rsync makes of the same two builds, in a directory that is removed again. */
const plainRsync = base => {
  const target = join(scratch, 'plain')
  execFileSync('rsync', ['-a', `--link-dest=${base}`, `${workspace}/build/`, `${target}/`], { stdio: 'inherit' })
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const linked = files.filter(entry => lstatSync(join(entry.parentPath, entry.name)).nlink > 1).length
  const [, stored = 0] = diskUse(base, target)
  rmSync(target, { recursive: true })
  return { linked, stored }
}
if (!existsSync(join(repositoryRoot, 'dist/snapshot/index.js'))) {
  console.error("dist/snapshot/index.js is missing. In a clone it is committed; after a change run 'npm run build'.")
  process.exit(1)
}
title('A build, and its first snapshot')
writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n')
say(dim(`an administrator marked the volume once: printf '{"format":1}\\n' > ${volume}/.snapshot-volume.json`))
checkOut(workspace)
const [built, buildTime] = timed(() => build(workspace))
say(`tsc compiled ${projectName}: ${formatCount(built)} files ${buildTime}`)
const first = await snapshot()
title('A change to 1 % of the sources, a build from nothing, the second snapshot')
const touched = change(workspace)
const [, rebuildTime] = timed(() => build(workspace))
say(`${touched} sources changed; every file of the build was written again and has a new mtime ${rebuildTime}`)
const second = await snapshot()
const base = output(first, 'snapshot-path')
const next = output(second, 'snapshot-path')
const series = dirname(base)
title('On the volume')
say(`${series}/`)
for (const line of treeLines(series)) say(line)
title('The step summary, as text')
for (const line of summaryLines(second.summary)) say(line)
title('Does du agree?')
const [firstUse = 0] = diskUse(base)
const [, secondUse = 0] = diskUse(base, next)
const [secondAlone = 0] = diskUse(next)
const [seriesUse = 0] = diskUse(series)
const checks = [
  ['bytes-added of the first', number(first, 'bytes-added'), firstUse],
  ['bytes-added of the second', number(second, 'bytes-added'), secondUse],
  ['series-bytes (full copies)', number(second, 'series-bytes'), firstUse + secondAlone],
  ['series-bytes-on-disk', number(second, 'series-bytes-on-disk'), seriesUse]
]
const row = ([name, reported, measured]) => [
  name,
  formatCount(reported),
  formatCount(measured),
  reported === measured ? 'AGREES' : 'DIFFERS'
]
table([['output', 'reported', 'du -sB1', ''], ...checks.map(row)], [1, 2])
title('The same rebuild by rsync -a --link-dest')
const plain = plainRsync(base)
say(
  `${formatCount(plain.linked)} of ${count(second, 'files')} files linked, ${formatBytes(plain.stored)} stored; ` +
    `the action linked ${green(count(second, 'files-linked'))} and stored ${green(formatBytes(secondUse))}.`
)
if (checks.some(([, reported, measured]) => reported !== measured)) {
  console.error(red('\nThe report and du disagree: see the rows marked DIFFERS.'))
  process.exitCode = 1
}
