// Entry of the restore action (restore/action.yml).

import { runAction } from './run-action.ts'
import { restoreWith } from './wiring/restore.ts'

await runAction(restoreWith)
