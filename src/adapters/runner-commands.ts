// What a step says to its runner, by @actions/core: that is loaded while the work begins, and what is said meanwhile waits for it.

import type * as Core from '@actions/core'

export type RunnerCommands = Pick<
  typeof Core,
  'info' | 'notice' | 'warning' | 'startGroup' | 'endGroup' | 'setOutput' | 'setFailed'
>

export interface LateCommands extends RunnerCommands {
  /** Once everything that was said has been passed on. Rejects where the toolkit cannot be loaded. */
  ready(): Promise<void>
}

/** It brings an HTTP client along, which takes longer to load than Node itself: nobody's first work has to wait for that. */
export function lateCommands(load: () => Promise<RunnerCommands>): LateCommands {
  const waiting: ((core: RunnerCommands) => void)[] = []
  let loaded: RunnerCommands | undefined
  const loading = load().then(core => {
    loaded = core
    for (const say of waiting.splice(0)) say(core)
  })
  // Whoever waits for it is told; until then it is nobody's.
  loading.catch(() => undefined)
  const say = (what: (core: RunnerCommands) => void): void => {
    if (loaded === undefined) waiting.push(what)
    else what(loaded)
  }
  return {
    ready: () => loading,
    info: text => {
      say(core => {
        core.info(text)
      })
    },
    notice: (...given) => {
      say(core => {
        core.notice(...given)
      })
    },
    warning: (...given) => {
      say(core => {
        core.warning(...given)
      })
    },
    startGroup: name => {
      say(core => {
        core.startGroup(name)
      })
    },
    endGroup: () => {
      say(core => {
        core.endGroup()
      })
    },
    setOutput: (name, value) => {
      say(core => {
        core.setOutput(name, value)
      })
    },
    setFailed: message => {
      say(core => {
        core.setFailed(message)
      })
    }
  }
}
