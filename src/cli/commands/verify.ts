// `verify`: proves that what is stored is what was stored, as the verify action does.

import { verifyDefaults } from '../../inputs/verify-names.ts'
import { verifyWith } from '../../wiring/verify.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, rule, volume } from './shared-flags.ts'

export const verify: CommandSpec = {
  name: 'verify',
  summary: 'prove that stored files are what was stored',
  description:
    'Reads stored files back and compares them with what was stored: bit rot, missing, added and changed files are told apart, with the snapshots that share them. Exit status 3 says that something is damaged.',
  operands: [],
  groups: [
    {
      title: 'What',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series to verify, or a pattern for several.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        rule('snapshot', '<snapshot>', 'Which snapshots.'),
        rule('subset', '<part>', 'How much of it.')
      ]
    },
    {
      title: 'How',
      flags: [
        rule('on-damage', '<what>', 'What to do when something is damaged.'),
        rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
        rule('lock-timeout', '<time>', 'How long to wait.'),
        dryRun('Look and read, but note nothing on the volume.')
      ]
    }
  ],
  examples: [
    { says: 'The newest snapshot', line: 'snapshot-action verify --volume /mnt/backup --name octo/app' },
    {
      says: 'All of a series, a seventh each day of a week',
      line: 'snapshot-action verify --snapshot all --subset auto/7 --volume /mnt/backup --name octo/app'
    },
    {
      says: 'A sample of every series',
      line: "snapshot-action verify --snapshot all --subset 5% --volume /mnt/backup --name '**'"
    }
  ],
  defaults: verifyDefaults,
  run: verifyWith
}
