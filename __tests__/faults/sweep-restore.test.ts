// kill -9 at every call of a restore that changes something (row 8): the same restore brings all of it back then.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { contentDifferences, shapeOf } from '../support/trees.ts'
import type { Call } from './support/running.ts'
import { sweep } from './support/sweep.ts'

const call: Call = { action: 'restore', inputs: { path: 'out', clean: 'true', jobs: '1' } }

sweep({
  title: 'a restore',
  call,
  // Over another one, so that it adds, replaces and removes.
  prepare: scene => {
    execFileSync('cp', ['-a', scene.inSeries(scene.earlier[0] ?? ''), join(scene.workspace, 'out')])
  },
  after: async scene => {
    const again = await scene.run(call)
    if (again.exitCode !== 0) throw new Error(`it cannot be done again:\n${again.log}`)
    const [out, stored] = [join(scene.workspace, 'out'), scene.inSeries('latest/')]
    const differences = contentDifferences(out, stored)
    if (differences !== '') throw new Error(`what it brought back is not the snapshot: ${differences}`)
    if (shapeOf(out).join('\n') !== shapeOf(stored).join('\n')) throw new Error('modes or links are others')
  },
  does: {
    main: ['mkdir'],
    threads: ['pwrite64', 'rename', 'unlink'],
    programs: ['flock', 'mkdirat', 'symlinkat', 'utimensat', 'fchmod']
  },
  says: /./
})
