// `doctor`: what works on a volume, and what to do about what does not.

import { doctorDefaults } from '../../inputs/doctor-names.ts'
import { doctorWith } from '../../wiring/doctor.ts'
import type { CommandSpec } from '../spec.ts'
import { ssh, volume } from './shared-flags.ts'

export const doctor: CommandSpec = {
  name: 'doctor',
  summary: 'show what works on a volume, and what to do',
  description:
    'Tries on the volume what snapshots need of it: links, renames, times, locks, space and the tools of this machine. Each failure comes with what to do. What is tried in a scratch directory is removed again.',
  operands: [],
  groups: [
    {
      title: 'Where',
      flags: [volume, { input: 'name', takes: '<series>', help: 'A series to look at as well.' }]
    },
    ssh
  ],
  examples: [
    { says: 'Is this disk fit for snapshots?', line: 'snapshot-action doctor --volume /mnt/backup' },
    { says: 'And this series of it', line: 'snapshot-action doctor --volume /mnt/backup --name octo/app' },
    {
      says: 'For a machine',
      line: "snapshot-action doctor --volume /mnt/backup --json | jq '.rows'"
    }
  ],
  defaults: doctorDefaults,
  run: doctorWith
}
