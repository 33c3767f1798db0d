// Entry of the prune action (prune/action.yml).

import { runAction } from './run-action.ts'
import { pruneWith } from './wiring/prune.ts'

await runAction(pruneWith)
