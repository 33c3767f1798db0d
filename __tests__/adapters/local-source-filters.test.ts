// What is left out of the source, by rsync's own rules in rsync's own order; and what may not be left out in silence.

import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localSource } from '../../src/adapters/local-source.ts'
import type { Scan, SourceRequest } from '../../src/ports/source.ts'
import { adapterParts, scratchWith, workerScript } from '../support/adapter-parts.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import { repositoryRoot, runnerNode } from '../support/runner-environment.ts'
import { isRoot, itUnless, missingTool } from '../support/skip-aloud.ts'
import { requestFor } from '../support/source-request.ts'

let scratch = ''
const parts = adapterParts()

beforeEach(() => {
  scratch = scratchWith('temp', 'tree')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const scan = async (request: Partial<SourceRequest> = {}, env?: NodeJS.ProcessEnv): Promise<Scan> => {
  const { processes } = env === undefined ? parts : adapterParts(env)
  const source = localSource({ ...parts, processes, tempDir: join(scratch, 'temp'), keepOwners: false })
  const resolved = await source.resolve(requestFor(scratch, { path: ['tree'], ...request }))
  return source.scan(resolved, true, () => undefined)
}

const lay = (...paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(join(scratch, 'tree', dirname(path)), { recursive: true })
    writeFileSync(join(scratch, 'tree', path), path)
  }
}

const filesOf = (found: Scan): string[] => found.entries.filter(({ type }) => type === 'file').map(({ path }) => path)

describe('exclude, include and filter-file', () => {
  const files = ['app.js', 'app.js.map', 'keep.map', 'logs/a.log', 'logs/b.log', 'sub/app.js.map', 'sub/logs/c.log']

  it.each<[string, Partial<SourceRequest>, string[]]>([
    ['nothing asked for', {}, files],
    ['a pattern anywhere', { exclude: ['*.map'] }, files.filter(file => !file.endsWith('.map'))],
    ['an anchored pattern', { exclude: ['/logs'] }, files.filter(file => !file.startsWith('logs/'))],
    ['a directory of that name', { exclude: ['logs/'] }, files.filter(file => !file.includes('logs/'))],
    [
      'include before exclude',
      { include: ['keep.map'], exclude: ['*.map'] },
      files.filter(file => !file.endsWith('.js.map'))
    ],
    ['a pattern that looks like a rule', { exclude: ['! ', '+ *.js', '- x', 'merge /etc/passwd'] }, files],
    ['a pattern with braces, which rsync takes as they are', { exclude: ['*.{js,map}'] }, files]
  ])('%s', async (_, request, expected) => {
    lay(...files)
    expect(filesOf(await scan(request))).toEqual(expected)
  })

  it('the file of rules comes after both, and its own order holds', async () => {
    lay(...files)
    const filterFile = join(scratch, 'rules')
    writeFileSync(filterFile, '# a comment\n; another\n\n+ /sub/***\n- *.log\n- *.map\n')
    expect(filesOf(await scan({ filterFile }))).toEqual(['app.js', 'sub/app.js.map', 'sub/logs/c.log'])
    expect(filesOf(await scan({ filterFile, exclude: ['/sub/logs'], include: ['a.log'] }))).toEqual([
      'app.js',
      'logs/a.log',
      'sub/app.js.map'
    ])
  })
})

describe('exclude-secrets', () => {
  it('leaves secrets out and says which, whatever their place is called', async () => {
    lay(
      '.env',
      '.git/config',
      'certs/server-key.pem',
      'certs/server-public-key.pem',
      'app/.npmrc',
      '.env.example',
      'app/index.js'
    )
    lay('x because of pattern .env/id_rsa', 'new\nline/.env')
    const found = await scan()
    expect(filesOf(found)).toEqual(['.env.example', 'app/index.js', 'certs/server-public-key.pem'])
    expect(found.secrets).toEqual([
      { path: '.env', why: '.env' },
      { path: '.git', why: '.git/' },
      { path: 'app/.npmrc', why: '.npmrc' },
      { path: 'certs/server-key.pem', why: '*-key.pem' },
      { path: 'new\nline/.env', why: '.env' },
      { path: 'x because of pattern .env/id_rsa', why: 'id_rsa' }
    ])
  })

  it('is outdone by an include, and what an exclude takes is no secret that was found', async () => {
    lay('.env', 'sub/.env', 'id_rsa', 'index.js')
    const found = await scan({ include: ['/sub/.env'], exclude: ['/id_rsa'] })
    expect(filesOf(found)).toEqual(['index.js', 'sub/.env'])
    expect(found.secrets).toEqual([{ path: '.env', why: '.env' }])
  })

  it('says nothing and leaves nothing out when it is off', async () => {
    lay('.env', '.git/config')
    const found = await scan({ excludeSecrets: false })
    expect(filesOf(found)).toEqual(['.env', '.git/config'])
    expect(found.secrets).toEqual([])
  })
})

describe('rsync-args that concern the listing', () => {
  it.each<[string, string[], string[]]>([
    ['--max-size', ['--max-size=5'], ['a', 'b.o']],
    ['--min-size', ['--min-size=5'], ['empty/.keep.swp', 'large.txt']],
    ['--cvs-exclude', ['--cvs-exclude'], ['a', 'empty/.keep.swp', 'large.txt']]
  ])('%s', async (_, listingArgs, expected) => {
    lay('a', 'b.o', 'large.txt', 'empty/.keep.swp')
    expect(filesOf(await scan({ listingArgs }))).toEqual(expected)
  })

  it('--prune-empty-dirs', async () => {
    lay('a')
    mkdirSync(join(scratch, 'tree/x/y'), { recursive: true })
    const { entries } = await scan({ listingArgs: ['--prune-empty-dirs'] })
    expect(entries.map(({ path }) => path)).toEqual(['.', 'a'])
  })
})

describe('what several lines of `path` take', () => {
  const take = async (...path: readonly string[]): Promise<string[]> =>
    (await scan({ path, root: join(scratch, 'tree') })).entries.map(entry => entry.path)

  it('directories whole, with their parents', async () => {
    lay('a/deep/one', 'a/two', 'b/three', 'c', '#hash', '-dash', ' space ')
    expect(await take('tree/a/deep', 'tree/c')).toEqual(['.', 'a', 'a/deep', 'a/deep/one', 'c'])
    expect(await take('tree/#hash', 'tree/-dash', 'tree/ space ')).toEqual(['.', ' space ', '#hash', '-dash'])
  })

  it('without what a `!` line names: a directory with all in it, a pattern anywhere', async () => {
    lay('a.js', 'a.map', 'sub/b.map', 'sub/.c.map', 'sub/tmp/d.js', 'sub/tmpfile')
    expect(await take('tree', '!tree/sub/tmp', '!**/*.map')).toEqual(['.', 'a.js', 'sub', 'sub/tmpfile'])
    expect(await take('tree', '!tree/sub/')).toEqual(['.', 'a.js', 'a.map'])
    expect(await take('tree', '!tree/**')).toEqual(['.'])
  })

  it('with one directory and `!` lines too', async () => {
    lay('a.js', 'a.map')
    expect(filesOf(await scan({ path: ['tree', '!**/*.map'] }))).toEqual(['a.js'])
  })

  it('a symlink as a symlink', async () => {
    lay('a/file')
    symlinkSync('a/file', join(scratch, 'tree/link'))
    symlinkSync('/etc/hostname', join(scratch, 'tree/host'))
    expect(await take('tree/link', 'tree/host')).toEqual(['.', 'host', 'link'])
  })

  it('a symlink to a directory that a pattern finds, as a symlink', async () => {
    lay('a/file')
    symlinkSync('a', join(scratch, 'tree/link'))
    expect(await take('tree/l*')).toEqual(['.', 'link'])
  })

  it('what a `!` line names by way of a symlink is left out, and a line that names nothing is told', async () => {
    lay('real/f', 'real/g', 'real/.env')
    symlinkSync('real', join(scratch, 'tree/build'))
    const found = await scan({ path: ['tree/build', '!tree/build/f', '!tree/build/.env', '!tree/build/none'] })
    expect(filesOf(found)).toEqual(['g'])
    expect(found.unusedExcludes).toEqual(['!tree/build/none'])
    expect((await scan()).unusedExcludes).toEqual([])
  })
})

describe('what cannot be read', () => {
  /** Runs a scan as a user who owns nothing there. */
  const asNobody = (): string => {
    const program = [
      `const { localSource } = await import(${JSON.stringify(join(repositoryRoot, 'src/adapters/local-source.ts'))})`,
      `const { realProcesses } = await import(${JSON.stringify(join(repositoryRoot, 'src/adapters/process.ts'))})`,
      `const { WorkerPool } = await import(${JSON.stringify(join(repositoryRoot, 'src/adapters/workers/pool.ts'))})`,
      'const { signal } = new AbortController()',
      `const pool = new WorkerPool(${JSON.stringify(workerScript)}, 1, signal)`,
      `const tempDir = ${JSON.stringify(join(scratch, 'temp'))}`,
      'const source = localSource({ processes: realProcesses(process.env, signal), pool, tempDir, keepOwners: false })',
      `const request = ${JSON.stringify(requestFor(scratch, { path: ['tree'] }))}`,
      'try { console.log(await source.scan(await source.resolve(request), true, () => undefined)) }',
      "catch (error) { console.log(error.name + ': ' + error.message) }",
      'await pool.close()'
    ].join('\n')
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--']
    writeFileSync(join(scratch, 'program.mjs'), program)
    const node = [runnerNode(), '--no-warnings', join(scratch, 'program.mjs')]
    const [file = '', ...args] = isRoot ? ['setpriv', ...nobody, ...node] : node
    const { stdout, stderr } = spawnSync(file, args, { encoding: 'utf8' })
    return stdout + stderr
  }

  beforeEach(() => {
    lay('open/file', 'closed/file', 'secret')
    chmodSync(scratch, 0o755)
    if (isRoot) chownSync(join(scratch, 'temp'), 65534, 65534)
  })
  afterEach(() => {
    chmodSync(join(scratch, 'tree/closed'), 0o755)
  })

  const itAsNobody = itUnless(isRoot ? missingTool('setpriv', 'util-linux') : undefined)

  itAsNobody('a file is named, and the run fails', () => {
    chmodSync(join(scratch, 'tree/secret'), isRoot ? 0o600 : 0)
    expect(asNobody()).toMatch(/^Failure: 1 of the source's files could not be read[^]*\n {2}secret: EACCES/)
  })

  itAsNobody('a directory is named, and the run fails', () => {
    chmodSync(join(scratch, 'tree/closed'), isRoot ? 0o700 : 0)
    expect(asNobody()).toMatch(/^Failure: The source could not be listed[^]*\n {2}closed: EACCES: permission denied/)
  })
})

it('a listing that fails half-way is no listing', async () => {
  lay('a', 'b')
  const real = realTool('rsync')
  const PATH = fakeTools(join(scratch, 'bin'), { rsync: `"${real}" "$@"; echo "rsync: broken" >&2; exit 12` })
  await expect(scan({ exclude: ['z'] }, { PATH })).rejects.toThrow(
    /could not be listed: .*\(exit code 12\)\n {2}rsync: broken/
  )
})

it('a directory that could be listed only at the second look is listed whole', async () => {
  lay('a', 'b')
  const once = join(scratch, 'once')
  const script = `[ -e ${once} ] && exec ${realTool('rsync')} "$@"; touch ${once}; echo "rsync: no" >&2; exit 23`
  const PATH = fakeTools(join(scratch, 'bin'), { rsync: script })
  expect(filesOf(await scan({ exclude: ['z'] }, { PATH }))).toEqual(['a', 'b'])
})
