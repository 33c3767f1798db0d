// The benchmark against peers and against the limit of the machine: `npm run bench`; see README.md.

import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { repositoryRoot } from '../__tests__/support/runner-environment.ts'
import { ours, peers } from './contestants.ts'
import { readOptions } from './options.ts'
import { run } from './sections.ts'
import { inSetting, present } from './setting.ts'

const options = readOptions(process.argv.slice(2))
const { isQuick, hasPriority, budgetMs, stepMs } = options
const resultFile = options.result ?? join(repositoryRoot, '.cache/bench/result.json')

// Every peer's first snapshot, and the full copies that some of them take in each round.
const roomBytes = (isQuick ? 12 : 30) * 2 ** 30

await inSetting({ roomBytes, hasPriority }, resultFile, async setting => {
  const from = performance.now()
  const contestants = present([ours, ...peers.filter(({ key }) => options.peers.includes(key))], setting)
  const terms = { meter: setting.meter, place: setting.place, stepMs }
  for (const section of options.sections) {
    if (performance.now() - from > budgetMs) setting.skip(`${section}: the time was over`)
    else await run[section]({ ...setting, options, contestants, terms })
  }
})
