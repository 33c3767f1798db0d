// The same runs where copies are prepared beside the links and begin when those are made, as they do on another machine.

import { copying } from '../support/fakes/copying.ts'
import './causes.test.ts'
import './linking-trouble.test.ts'
import './next-snapshot.test.ts'
import './rsync-trouble.test.ts'
import './source-changes.test.ts'

copying.besideLinksFrom = Infinity
copying.isPrepared = true
