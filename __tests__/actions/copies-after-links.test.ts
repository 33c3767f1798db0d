// The same runs where copies wait for the links, as they do where there are few links.

import { copying } from '../support/fakes/copying.ts'
import './causes.test.ts'
import './linking-trouble.test.ts'
import './next-snapshot.test.ts'
import './rsync-trouble.test.ts'
import './source-changes.test.ts'

copying.besideLinksFrom = Infinity
