// Importing this before the tests of the contract puts them on a slow line.

import { overSlowLine } from './slow-line.ts'

overSlowLine()
