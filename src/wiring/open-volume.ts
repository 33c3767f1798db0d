// The volume that a run was given, wherever it is, and the machine with it: what comes after cannot tell which it has.

import { localMachine } from '../adapters/local-machine.ts'
import { Connection, type SshAccess } from '../adapters/ssh/connection.ts'
import { farVolume } from '../adapters/ssh/far-volume.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { absentVolume } from '../adapters/volume/absent-volume.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import type { VolumeParts } from '../adapters/volume/parts.ts'
import { Failure } from '../core/failure.ts'
import { addressOf } from '../core/volume-address.ts'
import type { Machine } from '../ports/machine.ts'
import type { Volume } from '../ports/volume.ts'
import type { World } from '../world.ts'

export interface VolumeInputs {
  readonly volume: string
  readonly ssh?: SshAccess
  readonly jobs?: number
}

export interface OpenVolume {
  readonly volume: Volume
  /** Root only where both machines let us be: the owners of a far tree are given there. */
  readonly machine: Machine
  /** For what works on this machine. */
  readonly parts: VolumeParts
  /** To the machine of the volume, unless that is this one. */
  readonly connection?: Connection
}

/** The same where there may be none: what it is asked then fails, with the reason. */
export async function openVolumeIfThere(world: World, inputs: VolumeInputs): Promise<OpenVolume> {
  const none = (why: string): OpenVolume => ({
    volume: absentVolume(inputs.volume, why),
    ...onThisMachine(world, inputs)
  })
  if (inputs.volume === '') return none('No volume was given, and SNAPSHOT_VOLUME is not set.')
  try {
    return await openVolume(world, inputs)
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'volume') throw error
    return none(error.message)
  }
}

/** What a run is given whatever comes of its volume. */
type Own = Pick<OpenVolume, 'machine' | 'parts'>

function onThisMachine({ env, context, processes, startPool }: World, { jobs }: VolumeInputs): Own {
  const machine = localMachine(env)
  const { tempDir } = context
  return { machine, parts: { processes, pool: startPool(jobs), clock: systemClock, isRoot: machine.isRoot, tempDir } }
}

/** What its lock and a second shell will need. */
const sparesOfASnapshot = 2

/** Of a run that is about to write: what it need not wait for the machine of the volume with. */
export interface Meanwhile {
  /** Begins what concerns this machine alone; not called where there is no other. */
  begin(own: Own): void
  /** The series that it will write. */
  readonly series: string
}

/** What is opened ends with the world. Throws when the machine of the volume cannot be reached. */
export async function openVolume(world: World, inputs: VolumeInputs, meanwhile?: Meanwhile): Promise<OpenVolume> {
  const { env, context, processes } = world
  const { volume: name, ssh } = inputs
  const { machine, parts } = onThisMachine(world, inputs)
  const address = addressOf(name)
  if (address.kind === 'local') return { volume: localVolume(address.path, parts), machine, parts }
  const { SSH_AUTH_SOCK: authSock } = env
  const reaching = Connection.reach(address, ssh ?? { strict: true }, {
    processes,
    tempDir: context.tempDir,
    ...(meanwhile !== undefined && { spares: sparesOfASnapshot }),
    ...(authSock === undefined ? {} : { authSock })
  })
  // It is told below.
  reaching.catch(() => undefined)
  meanwhile?.begin({ machine, parts })
  const connection = await reaching
  const isRoot = (): boolean => machine.isRoot && connection.far.isRoot
  const volume = farVolume(name, connection, isRoot, parts)
  if (meanwhile !== undefined) volume.askAhead(meanwhile.series)
  await connection.greeted()
  world.atEnd(() => connection.close())
  return { volume, machine: { ...machine, isRoot: isRoot() }, parts, connection }
}

/** For a run that is over before it began: no other machine hears of it. */
export function unopenedVolume(world: World, inputs: VolumeInputs): OpenVolume {
  const volume = absentVolume(inputs.volume, 'The volume was not opened, because this run writes nothing.')
  return { volume, ...onThisMachine(world, inputs) }
}
