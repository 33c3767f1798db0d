// Bundles some entries by ncc, one after the other in this process: what the first one warms up, the others have for nothing.
// Usage: bundle.ts <directory of the compiled entries> <where to> <entry>…

import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Asset {
  readonly source: string | Uint8Array
  readonly permissions?: number
}

interface Bundled {
  readonly code: string
  readonly assets: Readonly<Record<string, Asset>>
}

const ncc = createRequire(import.meta.url)('@vercel/ncc') as (
  entry: string,
  options: Readonly<Record<string, unknown>>
) => Promise<Bundled>

const [from = '', to = '', ...entries] = process.argv.slice(2)
for (const entry of entries) {
  // Not minified: it starts no faster so, and what runs on somebody's server should be readable.
  const { code, assets } = await ncc(join(from, `${entry}.js`), { target: 'es2022', cache: false, quiet: true })
  // What is called by its name has to be executable.
  const main: Asset = code.startsWith('#!') ? { source: code, permissions: 0o755 } : { source: code }
  const files: Readonly<Record<string, Asset>> = { ...assets, 'index.js': main }
  for (const [name, { source, permissions }] of Object.entries(files)) {
    const file = join(to, entry, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, source, permissions === undefined ? {} : { mode: permissions })
  }
}
