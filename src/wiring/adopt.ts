// Adoption with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { adopt } from '../actions/adopt.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { localTime } from '../adapters/local-time.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import { oldDirectory } from '../adapters/volume/old-directory.ts'
import { Failure } from '../core/failure.ts'
import { adoptJson } from '../core/report/adopt-json.ts'
import { adoptFailure, adoptLog } from '../core/report/adopt-log.ts'
import { shellWord } from '../core/shell-word.ts'
import { addressOf, hostText, type SshAddress } from '../core/volume-address.ts'
import type { Told } from '../core/report/told.ts'
import { readAdoptInputs } from '../inputs/adopt.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

export async function adoptWith({ env, context, processes, reporter, startPool }: World): Promise<Told> {
  const inputs = readAdoptInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const address = addressOf(inputs.volume)
  if (address.kind === 'ssh') throw notOverSsh(address, inputs)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(inputs.jobs), clock: systemClock, isRoot: machine.isRoot }
  const ports = {
    volume: localVolume(inputs.volume, parts),
    old: oldDirectory(inputs.path, inputs.volume, inputs.name, parts),
    localTime,
    machine,
    clock: systemClock,
    reporter
  }
  const report = await adopt(inputs, context, ports, program)
  const failure = adoptFailure(report)
  return {
    log: adoptLog(report),
    json: adoptJson(report),
    outputs: () => ({}),
    ...(failure !== undefined && { failure: new Failure('source', failure) })
  }
}

/** The trees are renamed where they are, and read by threads of this program. */
const notOverSsh = (address: SshAddress, { path, name }: { readonly path: string; readonly name: string }): Failure =>
  new Failure(
    'volume',
    `adopt works on the machine that has the trees, and not over ssh. Run it on ${hostText(address)}, where snapshot-action and Node.js have to be for this once:\n  snapshot-action adopt ${shellWord(path)} --volume ${shellWord(address.path)} --name ${shellWord(name)}\nOr mount that directory here with sshfs, and give the mount as "volume". Afterwards the series is used over ssh like any other.`
  )
