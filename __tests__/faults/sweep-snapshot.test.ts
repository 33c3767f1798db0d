// kill -9 at every call of a snapshot that changes something (row 8).

import { sweep } from './support/sweep.ts'

sweep({
  title: 'a snapshot',
  // So that it removes one, too.
  call: { inputs: { jobs: '1', 'keep-last': '2' } },
  prepare: scene => {
    scene.mayGo.push(...scene.earlier.slice(0, 1))
  },
  does: {
    main: ['mkdir', 'openat', 'write', 'rename', 'symlink', 'fsync', 'unlink', 'ftruncate'],
    threads: ['mkdir', 'link'],
    programs: ['rename', 'chmod', 'utimensat', 'flock', 'syncfs', 'unlinkat']
  },
  says: /created/
})
