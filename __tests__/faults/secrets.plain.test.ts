// Secrets that lie in a build (row 36): left out unless they are asked for, told by name, and shown by nobody.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { type Body, fault, negativeControl } from './support/fault.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

/** As it stands in every file below, whatever is around it. */
const secret = 'AbCdSeCrEt0123456789'

const header = `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${secret}\n`
const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\n`

const secrets: Readonly<Record<string, string>> = {
  '.git/config': header,
  'vendor/lib/.git/config': header,
  'git-credentials-1234.config': header,
  '.env': `TOKEN=${secret}\n`,
  'd0/.env.production': `TOKEN=${secret}\n`,
  '.npmrc': `//registry.npmjs.org/:_authToken=${secret}\n`,
  '.netrc': `machine github.com login x password ${secret}\n`,
  '.ssh/config': secret,
  'd1/id_ed25519': key,
  'tls/server.key': key,
  '.aws/credentials': `aws_secret_access_key = ${secret}\n`,
  '.docker/config.json': `{"auths":{"ghcr.io":{"auth":"${secret}"}}}`
}
/** Where the runner keeps what belongs to the job, tokens among it. */
const ofTheRunner: Readonly<Record<string, string>> = { '_temp/git-credentials': header, '_temp/script.sh': secret }

function lay(scene: Scene): void {
  for (const [name, content] of Object.entries({ ...secrets, ...ofTheRunner })) {
    mkdirSync(dirname(scene.inBuild(name)), { recursive: true })
    writeFileSync(scene.inBuild(name), content)
  }
  scene.disown()
}

/** Files below these places, of any name, that hold the secret. */
const holding = (...places: readonly string[]): string[] =>
  spawnSync('grep', ['-rlF', '--', secret, ...places], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(line => line !== '')

function expectUnspoken({ log, summary, outputs }: Ran): void {
  const report = outputs.report === undefined ? '' : readFileSync(outputs.report, 'utf8')
  const places = { log, summary, outputs: JSON.stringify(outputs), report }
  for (const [place, text] of Object.entries(places))
    if (text.includes(secret)) throw new Error(`the secret is in the ${place}`)
}

const leftOut =
  (inputs: Readonly<Record<string, string>> = {}): Body =>
  async scene => {
    lay(scene)
    const run = await scene.run({ inputs, env: { RUNNER_TEMP: scene.inBuild('_temp') } })
    expectUnspoken(run)
    const found = holding(scene.volume)
    if (found.length > 0) throw new Error(`stored: ${found.join(', ')}`)
    const report = JSON.parse(readFileSync(run.outputs.report ?? '', 'utf8')) as { secrets: { path: string }[] }
    const told = report.secrets.map(({ path }) => path)
    // Each by its own name, or by that of the directory that was left out whole.
    const untold = Object.keys(secrets).filter(name => !told.some(path => `${name}/`.startsWith(`${path}/`)))
    if (untold.length > 0) throw new Error(`no word of ${untold.join(', ')}:\n${run.log}`)
    if (!run.log.includes("_temp was left out: it is the runner's temporary directory")) throw new Error(run.log)
    scene.figure(`${Object.keys(secrets).length} kinds of secrets left out`)
    return { run, exitCode: 0, says: /12 paths left out, because of secrets they may hold \("exclude-secrets"\)/ }
  }

fault({ row: 36, tier: 'U', title: 'left out and told by name, by default' }, leftOut())
fault({ row: 36, tier: 'U', title: 'likewise where rsync compares by size and time' }, leftOut({ compare: 'quick' }))
fault({ row: 36, tier: 'U', title: 'a pattern that includes everything opens nothing' }, leftOut({ include: 'd*' }))
negativeControl(
  { row: 36, tier: 'U', title: 'with exclude-secrets: false they are stored', goesRed: /^stored: .*\.git\/config/ },
  leftOut({ 'exclude-secrets': 'false' })
)

fault({ row: 36, tier: 'U', title: 'stored because they were asked for, they are shown by no action' }, async scene => {
  lay(scene)
  const run = await scene.run({ inputs: { 'exclude-secrets': 'false' } })
  const id = run.outputs.snapshot ?? ''
  if (holding(scene.inSeries(id)).length < Object.keys(secrets).length) throw new Error('they were not stored')
  const changed = scene.inSeries(id, '.env')
  const runs = [
    run,
    await scene.run({ action: 'list' }),
    await scene.run({ action: 'verify', inputs: { snapshot: 'all' } }),
    await scene.run({ action: 'restore', inputs: { path: `${scene.scratch}/restored` } })
  ]
  for (const each of runs) expectUnspoken(each)
  if (holding(`${scene.scratch}/restored`).length < Object.keys(secrets).length)
    throw new Error(`not all came back, ${changed} among them`)
  return runs.map(each => ({ run: each, exitCode: 0, says: /\S/ }))
})

fault(
  { row: 36, tier: 'U', title: 'taken for a file of filter rules, of which rsync shows what is none' },
  async scene => {
    lay(scene)
    const run = await scene.run({ inputs: { 'filter-file': scene.inBuild('.env') } })
    expectUnspoken(run)
    return { run, exitCode: 1, says: /filter-file: ".*\.env" has the name of a file that holds secrets/ }
  }
)
