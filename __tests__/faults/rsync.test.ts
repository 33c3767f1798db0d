// What is called rsync (row 39): a probe decides whether it can do the work, and says how to get one that can.

import { listingWithoutTimes } from '../support/series-state.ts'
import { onlyTools, realTool } from '../support/fake-tools.ts'
import { join } from 'node:path'
import { fault } from './support/fault.ts'

const version = (line: string): string =>
  `[ "$1" = --version ] && { echo '${line}'; exit 0; }; exec ${realTool('rsync')} "$@"`

const refused: readonly (readonly [title: string, script: string, says: RegExp])[] = [
  [
    'too old',
    version('rsync  version 3.1.2  protocol version 31'),
    /^rsync 3\.1\.2 is too old; 3\.1\.3 or newer is needed\. Update it with:\n {2}\S+.* rsync$/
  ],
  ['of another century', version('rsync  version 2.6.9  protocol version 29'), /^rsync 2\.6\.9 is too old/],
  [
    'openrsync',
    version('openrsync: protocol version 29'),
    /^The rsync of this machine is openrsync, .*\n {2}\S+.* rsync$/
  ],
  [
    'openrsync that says it is compatible',
    'printf "openrsync: protocol version 29\\nrsync version 2.6.9 compatible\\n"',
    /^The rsync of this machine is openrsync/
  ],
  ['another program', 'echo ::error::hello', /does not say its version/],
  ['one that fails', 'echo no >&2; exit 1', /does not say its version/]
]
for (const [title, script, says] of refused) {
  fault({ row: 39, tier: 'U', title: `${title}: refused` }, async scene => {
    const before = listingWithoutTimes(scene.volume)
    const run = await scene.run({ env: scene.tools({ rsync: script }) })
    if (listingWithoutTimes(scene.volume).join('\n') !== before.join('\n')) throw new Error('something was written')
    return { run, exitCode: 1, says }
  })
}

fault({ row: 39, tier: 'U', title: 'absent: how it is installed here' }, async scene => {
  const PATH = onlyTools(join(scene.scratch, 'few'), ['flock', 'find', 'xargs', 'rm', 'touch', 'sync', 'du'])
  return {
    run: await scene.run({ env: { PATH } }),
    exitCode: 1,
    says: /^rsync is not installed on this machine\. Install it with:\n {2}\S+.* rsync$/
  }
})

for (const line of [
  'rsync  version 3.1.3  protocol version 31',
  'rsync  version 9.10.11pre1  protocol version 40',
  'rsync  version v3.4.1-dirty  protocol version 32'
]) {
  fault({ row: 39, tier: 'U', title: `“${line.slice(0, 26).trim()}”: taken` }, async scene => {
    const run = await scene.run({ env: scene.tools({ rsync: version(line) }) })
    scene.expectStored(run)
    return { run, exitCode: 0, says: /created/ }
  })
}
