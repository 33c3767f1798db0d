// Entry of the snapshot action (action.yml).

import { runAction } from './run-action.ts'
import { snapshotWith } from './wiring/snapshot.ts'

await runAction(snapshotWith)
