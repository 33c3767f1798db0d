// `diff`: what changed between two snapshots, by their manifests.

import { diffDefaults } from '../../inputs/diff-names.ts'
import { diffWith } from '../../wiring/diff.ts'
import type { CommandSpec } from '../spec.ts'
import { rule, ssh, volume } from './shared-flags.ts'

export const diff: CommandSpec = {
  name: 'diff',
  summary: 'show what changed between two snapshots',
  description:
    'Shows what was added, removed, changed and moved between two snapshots, the largest first. Content decides; times never count. With one snapshot, it is compared with the one before it; with none, the latest is.',
  operands: [
    {
      input: 'from',
      shown: '[from]',
      help: 'A snapshot: latest, an id or the start of one, commit:<sha>, run:<id>, tag:<word> or before:<moment>.'
    },
    { input: 'to', shown: '[to]', help: 'The one it is compared with.' }
  ],
  operandsOf: count => (count === 1 ? ['to'] : ['from', 'to']),
  groups: [
    {
      title: 'Where',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series of the snapshots.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        rule('name-b', '<series>', 'The series of the second snapshot, when it is another one.')
      ]
    },
    {
      title: 'How much of it',
      flags: [rule('limit', '<rows>', 'So many rows of each list.'), { input: 'all', help: 'All rows.' }]
    },
    ssh
  ],
  examples: [
    { says: 'What came with the newest snapshot?', line: 'snapshot-action diff --volume /mnt/backup --name octo/app' },
    {
      says: 'What changed since a release?',
      line: 'snapshot-action diff tag:v1.2.0 latest --volume /mnt/backup --name octo/app'
    },
    {
      says: 'Two branches',
      line: 'snapshot-action diff --volume /mnt/backup --name octo/app/main --name-b octo/app/next --all'
    }
  ],
  defaults: diffDefaults,
  run: diffWith
}
