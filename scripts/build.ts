// Bundles every entry of src/ into dist/, with the licences of what is bundled; `--check` only compares with dist/.

import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { leaveHttpOut } from './build/without-http.ts'
import { licenceTexts } from './licences.ts'

/** src/<entry>.ts becomes dist/<entry>/index.js. */
const entries = ['snapshot', 'restore', 'prune', 'list', 'verify', 'worker', 'cache', 'cli']

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** Where tsc puts the JavaScript that is bundled; beside package.json, which a source imports. */
const compiled = join(root, 'lib')

/** The largest first, so that two processes end at about the same time. */
const shares = (count: number): string[][] =>
  Array.from({ length: count }, (_, share) => entries.filter((_entry, index) => index % count === share))

const run = (script: string, ...args: readonly string[]): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--no-warnings', script, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit']
    })
    child.once('error', fail)
    child.once('exit', code => {
      if (code === 0) done()
      else fail(new Error(`${relative(root, script)} ${args.join(' ')} failed (see above)`))
    })
  })

const filesOf = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)))
    .sort()

/** A bundle that names the place it was built at would differ on every machine. */
const refuseLocalPaths = (built: string): void => {
  const naming = filesOf(built).filter(file => readFileSync(join(built, file), 'latin1').includes(root))
  if (naming.length > 0) throw new Error(`absolute paths of this machine got into ${naming.join(', ')}`)
}

const build = async (out: string): Promise<void> => {
  rmSync(compiled, { recursive: true, force: true })
  // One compilation for all entries; types are checked by `npm run check`.
  await run(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', compiled)
  leaveHttpOut(root, compiled)
  const bundle = join(import.meta.dirname, 'build/bundle.ts')
  await Promise.all(
    shares(Math.min(availableParallelism(), entries.length)).map(share => run(bundle, compiled, out, ...share))
  )
  writeFileSync(join(out, 'licenses.txt'), licenceTexts(root))
  refuseLocalPaths(out)
}

/** What is different in dist/, one line each. */
const differences = (built: string): string[] => {
  const fresh = filesOf(built)
  const committed = statSync(dist, { throwIfNoEntry: false }) === undefined ? [] : filesOf(dist)
  return [...new Set([...fresh, ...committed])].sort().flatMap(file => {
    if (!committed.includes(file)) return [`dist/${file} is missing`]
    if (!fresh.includes(file)) return [`dist/${file} is not built by this source`]
    const same = readFileSync(join(built, file)).equals(readFileSync(join(dist, file)))
    return same ? [] : [`dist/${file} differs from a fresh build`]
  })
}

const built = mkdtempSync(join(tmpdir(), 'snapshot-action-dist-'))
try {
  await build(built)
  if (process.argv.includes('--check')) {
    const found = differences(built)
    if (found.length > 0) {
      console.error([...found, "Run 'npm run build' and commit dist/."].join('\n'))
      process.exitCode = 1
    }
  } else {
    // Only a build that worked replaces what is there.
    rmSync(dist, { recursive: true, force: true })
    cpSync(built, dist, { recursive: true })
    for (const file of filesOf(dist)) {
      console.log(`dist/${file}  ${Math.ceil(statSync(join(dist, file)).size / 1024)} KiB`)
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(built, { recursive: true, force: true })
}
