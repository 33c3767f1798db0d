// `verify`: proves that what is stored is what was stored, as the verify action does.

import { verifyDefaults } from '../../inputs/verify-names.ts'
import { verifyWith } from '../../wiring/verify.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, rule, ssh, volume } from './shared-flags.ts'

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
          help: 'The series to verify, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        rule(
          'snapshot',
          '<snapshot>',
          'What to verify: latest, all, an id or the start of one, commit:<sha>, run:<id>, tag:<word> or before:<moment>.'
        ),
        rule(
          'subset',
          '<part>',
          'How much of it is read: a random share (5%) or so many bytes (500M), one part of several (2/7), or the part whose turn it is on this day (auto/7). Attributes and names are checked of every path.'
        )
      ]
    },
    {
      title: 'How',
      flags: [
        rule('on-damage', '<what>', 'Whether the command fails when anything is not as it was stored: fail, or warn.'),
        rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
        rule(
          'lock-timeout',
          '<time>',
          'How long to wait for a run that is writing the series when damage is to be noted beside it, in seconds, minutes or hours: 30s, 10m, 2h.'
        ),
        dryRun('Verify, but do not note damage beside the series; the next snapshot would not know of it.')
      ]
    },
    ssh
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
