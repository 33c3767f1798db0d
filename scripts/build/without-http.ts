// Puts the @actions/core that is bundled where the compiled entries find it first: whole, but beside an HTTP client that is none.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Only the toolkit's OIDC tokens go over HTTP, which no action here asks for. */
const client = `const refuse = () => { throw new Error('This bundle has no HTTP client, so it asks for no OIDC token.') }
export class HttpClient { constructor() { refuse() } }
export class BearerCredentialHandler { constructor() { refuse() } }
`

/**
 * The client brings 1 MB of code along that would be read and run at the start of each action, for nothing.
 * `compiled`: the directory of the compiled entries; modules of it are looked for in its own node_modules first.
 */
export function leaveHttpOut(root: string, compiled: string): void {
  const packages = join(compiled, 'node_modules/@actions')
  cpSync(join(root, 'node_modules/@actions/core'), join(packages, 'core'), { recursive: true, dereference: true })
  const stub = join(packages, 'http-client')
  mkdirSync(join(stub, 'lib'), { recursive: true })
  const exports = { '.': './index.js', './lib/auth': './index.js' }
  writeFileSync(join(stub, 'package.json'), JSON.stringify({ name: '@actions/http-client', type: 'module', exports }))
  writeFileSync(join(stub, 'index.js'), client)
}
