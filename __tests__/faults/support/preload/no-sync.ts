// Loaded into the action's Node (`--import`): fsync(2) is answered and not made, as by a program that never heard of it.

import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

fs.fsyncSync = () => undefined
syncBuiltinESMExports()
