// Entry of the program that asks the GitHub Actions cache: a process of its own, so that nothing else ever loads its client.
// Usage: index.js find|save|bring <key> [<start of a key>]; in a directory of cache-scratch.ts, where it leaves its answer.

import { writeFileSync } from 'node:fs'
import { restoreCache, saveCache } from '@actions/cache'
import { answerFile, type CacheAnswer, cachedDirectory, isDemand } from './adapters/cache/protocol.ts'
import { messageOf } from './core/failure.ts'

const [demand = '', key = '', ...starts] = process.argv.slice(2)

async function answer(): Promise<CacheAnswer> {
  if (!isDemand(demand)) throw new Error(`there is no demand ${demand}`)
  const paths = [cachedDirectory]
  if (demand === 'save') return { isSaved: (await saveCache(paths, key)) !== -1 }
  const matched = await restoreCache(paths, key, starts, { lookupOnly: demand === 'find' })
  return matched === undefined ? {} : { matched }
}

try {
  writeFileSync(answerFile, JSON.stringify(await answer()))
} catch (error) {
  writeFileSync(answerFile, JSON.stringify({ thrown: messageOf(error) } satisfies CacheAnswer))
}
// The client leaves connections open that it may want again.
process.exit()
