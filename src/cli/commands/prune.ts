// `prune`: applies retention alone, as the prune action does.

import { pruneDefaults } from '../../inputs/prune-names.ts'
import { pruneWith } from '../../wiring/prune.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, retention, rule, ssh, volume } from './shared-flags.ts'

export const prune: CommandSpec = {
  name: 'prune',
  summary: 'remove what the rules do not keep',
  description:
    'Removes the snapshots that no rule keeps, and says why each stays or goes. It does not ask: look at --dry-run first. The newest complete snapshot, pinned ones and those that are being read always stay.',
  operands: [],
  groups: [
    {
      title: 'Where',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series to prune, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        rule(
          'lock-timeout',
          '<time>',
          'How long to wait for runs that are writing a series, all in all, in seconds, minutes or hours: 30s, 10m, 2h.'
        ),
        dryRun('Tell what would be removed, but lock and remove nothing.')
      ]
    },
    retention,
    ssh
  ],
  examples: [
    {
      says: 'What would go?',
      line: 'snapshot-action prune --volume /mnt/backup --name octo/app --keep-daily 14 --keep-monthly 12 --dry-run'
    },
    {
      says: 'All series of one owner',
      line: "snapshot-action prune --volume /mnt/backup --name 'octo/**' --keep-within 90d"
    },
    {
      says: 'Make room, the oldest first',
      line: "snapshot-action prune --volume /mnt/backup --name '**' --min-free-space 10%"
    }
  ],
  defaults: pruneDefaults,
  run: pruneWith
}
