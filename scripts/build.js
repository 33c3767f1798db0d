// Bundles every entry of src/ into dist/, with the licences of what is bundled; `--check` only compares with dist/.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { licenceTexts } from './licences.js'
/** src/<entry>.ts becomes dist/<entry>/index.js. */
const entries = ['snapshot', 'restore', 'prune', 'list', 'verify', 'worker', 'cli']
const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
/** Not minified: it starts no faster so, and what runs on somebody's server should be readable. */
const bundle = (entry, out) =>
  new Promise((done, fail) => {
    const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js')
    const args = [ncc, 'build', `src/${entry}.ts`, '--out', out, '--target', 'es2022', '--no-cache', '--quiet']
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', fail)
    child.once('exit', code => {
      if (code === 0) done()
      else fail(new Error(`src/${entry}.ts could not be bundled (see above)`))
    })
  })
const filesOf = directory =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)))
    .sort()
/** A bundle that names the place it was built at would differ on every machine. */
const refuseLocalPaths = built => {
  const naming = filesOf(built).filter(file => readFileSync(join(built, file), 'latin1').includes(root))
  if (naming.length > 0) throw new Error(`absolute paths of this machine got into ${naming.join(', ')}`)
}
const build = async out => {
  await Promise.all(entries.map(entry => bundle(entry, join(out, entry))))
  writeFileSync(join(out, 'licenses.txt'), licenceTexts(root))
  refuseLocalPaths(out)
}
/** What is different in dist/, one line each. */
const differences = built => {
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
