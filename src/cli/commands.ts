// The commands there are, in the order in which help lists them.

import { adopt } from './commands/adopt.ts'
import { diff } from './commands/diff.ts'
import { doctor } from './commands/doctor.ts'
import { list } from './commands/list.ts'
import { prune } from './commands/prune.ts'
import { restore } from './commands/restore.ts'
import { save } from './commands/save.ts'
import { verify } from './commands/verify.ts'
import type { CommandSpec } from './spec.ts'

export const commands: readonly CommandSpec[] = [save, restore, list, diff, prune, verify, doctor, adopt]
