// Entry of the list action (list/action.yml).

import { runAction } from './run-action.ts'
import { listWith } from './wiring/list.ts'

await runAction(listWith)
