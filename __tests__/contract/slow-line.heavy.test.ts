// What every volume promises, once more over a line with 20 ms of latency that loses a packet in a hundred.

import '../support/on-slow-line.ts'
import './adoption.test.ts'
import './adoption-look.test.ts'
import './hostile-files.test.ts'
import './series-page.test.ts'
import './volume.test.ts'
import './volume-trees.test.ts'
