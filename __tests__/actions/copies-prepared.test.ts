// The same runs as on another machine: copies are prepared beside the links and begin when those are made, the lock is asked for
// while links are tried out, and the newest manifest is read ahead.

import { copying } from '../support/fakes/copying.ts'
import './causes.test.ts'
import './checks.test.ts'
import './damaged-volume.test.ts'
import './linking-trouble.test.ts'
import './next-snapshot.test.ts'
import './publishing.test.ts'
import './rsync-trouble.test.ts'
import './source-changes.test.ts'

copying.besideLinksFrom = Infinity
copying.isPrepared = true
