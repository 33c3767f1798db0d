// `adopt`: makes snapshots of the dated trees that another script has kept, without copying them.

import { adoptDefaults } from '../../inputs/adopt-names.ts'
import { adoptWith } from '../../wiring/adopt.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, rule, ssh, volume } from './shared-flags.ts'

export const adopt: CommandSpec = {
  name: 'adopt',
  summary: 'take dated trees of another script into a series',
  description:
    'Makes a directory of dated trees (2024-01-10, 2024-01-10_12:00:00, …, with or without a link to the newest) a series of snapshots, without copying a file. They have to lie on the filesystem of the volume; with a volume over ssh, on its machine.',
  operands: [
    {
      input: 'path',
      shown: '<directory>',
      help: 'The directory that holds the dated trees; with a volume over ssh, its absolute path there.'
    }
  ],
  groups: [
    {
      title: 'Where to',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series that the trees become snapshots of.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        rule(
          'lock-timeout',
          '<time>',
          'How long to wait for another run that is writing the same series, in seconds, minutes or hours: 30s, 10m, 2h.'
        )
      ]
    },
    {
      title: 'How',
      flags: [
        rule('prefix', '<text>', 'What stands before the date in the names of the trees, such as daily-.'),
        {
          input: 'utc',
          help: 'Names that say no time zone are in UTC, and not in the time of the machine that has them.'
        },
        rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
        dryRun('Tell what would be adopted, but write and move nothing.')
      ]
    },
    ssh
  ],
  examples: [
    {
      says: 'What would become of them?',
      line: 'snapshot-action adopt /mnt/backup/old --volume /mnt/backup --name octo/app --dry-run'
    },
    { says: 'Adopt them', line: 'snapshot-action adopt /mnt/backup/old --volume /mnt/backup --name octo/app' },
    {
      says: 'Trees that are called daily-2024-01-10',
      line: 'snapshot-action adopt /mnt/backup/old --prefix daily- --utc --volume /mnt/backup --name octo/app'
    },
    {
      says: 'Trees on the machine of a volume over ssh',
      line: 'snapshot-action adopt /srv/old --volume ssh://me@nas/srv/snapshots --name octo/app'
    }
  ],
  defaults: adoptDefaults,
  run: adoptWith
}
