// What a step says to its runner, by @actions/core.

import type * as Core from '@actions/core'

export type RunnerCommands = Pick<
  typeof Core,
  'info' | 'notice' | 'warning' | 'startGroup' | 'endGroup' | 'setOutput' | 'setFailed'
>
