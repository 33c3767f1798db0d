// kill -9 at every call of a prune that changes something (row 8).

import { sweep } from './support/sweep.ts'

sweep({
  title: 'a prune',
  call: { action: 'prune', inputs: { 'keep-last': '1' } },
  prepare: scene => {
    scene.mayGo.push(...scene.earlier.slice(0, 1))
  },
  does: { main: ['rename', 'fsync', 'unlink'], programs: ['flock', 'unlinkat'] },
  says: /remove/
})
