// The runner's toolkit, loaded late: nothing that was said before is lost or comes in another order.

import { expect, it } from '@jest/globals'
import { lateCommands, type RunnerCommands } from '../../src/adapters/runner-commands.ts'

function recording(): { core: RunnerCommands; said: string[] } {
  const said: string[] = []
  const note =
    (name: string) =>
    (...given: unknown[]): void => {
      said.push([name, ...given].join(' '))
    }
  const names = ['info', 'notice', 'warning', 'startGroup', 'endGroup', 'setOutput', 'setFailed'] as const
  return { core: Object.fromEntries(names.map(name => [name, note(name)])) as unknown as RunnerCommands, said }
}

it('keeps what is said until it is there, in its order, and passes on what comes later at once', async () => {
  const { core, said } = recording()
  let load: (core: RunnerCommands) => void = () => undefined
  const commands = lateCommands(() => new Promise(resolve => (load = resolve)))
  commands.startGroup('Check')
  commands.info('a line')
  commands.endGroup()
  commands.warning('careful')
  expect(said).toEqual([])
  load(core)
  await commands.ready()
  expect(said).toEqual(['startGroup Check', 'info a line', 'endGroup', 'warning careful'])
  commands.notice('later')
  commands.setOutput('status', 'created')
  commands.setFailed('no')
  expect(said.slice(4)).toEqual(['notice later', 'setOutput status created', 'setFailed no'])
})

it('tells whoever waits when it cannot be loaded', async () => {
  const commands = lateCommands(() => Promise.reject(new Error('no such chunk')))
  commands.info('lost')
  await expect(commands.ready()).rejects.toThrow('no such chunk')
})
