// Entry of the verify action (verify/action.yml).

import { runAction } from './run-action.ts'
import { verifyWith } from './wiring/verify.ts'

await runAction(verifyWith)
