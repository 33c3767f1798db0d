// `restore`: brings a snapshot back, or some paths of it, as the restore action does.

import { restoreDefaults } from '../../inputs/restore-names.ts'
import { restoreWith } from '../../wiring/restore.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, rule, ssh, volume } from './shared-flags.ts'

export const restore: CommandSpec = {
  name: 'restore',
  summary: 'bring a snapshot back, or some paths of it',
  description:
    'Copies a snapshot, or some paths of it, into a directory. Files that are there already are not copied again, nothing is ever linked into the snapshot, and each file is checked while it is copied.',
  operands: [],
  groups: [
    {
      title: 'Which',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series to restore from.',
          otherwise: 'in GitHub Actions that of this job, else none'
        },
        {
          input: 'fallback-names',
          takes: '<series>',
          repeats: true,
          help: 'Series to take it from when name has no such snapshot, the first that has one.'
        },
        rule(
          'snapshot',
          '<snapshot>',
          'Which snapshot: latest, an id or the start of one (2026-11-19), commit:<sha>, run:<id>, tag:<word> or before:<moment>.'
        ),
        {
          input: 'paths',
          takes: '<path>',
          repeats: true,
          help: 'Restore only these paths and patterns, relative to the top of the snapshot; a directory brings all below it, and an argument that starts with ! leaves out.'
        },
        {
          input: 'fail-on-miss',
          help: 'Fail when there is no such snapshot, instead of going on with restored being false.'
        }
      ]
    },
    {
      title: 'Where to, and how',
      flags: [
        {
          input: 'path',
          takes: '<path>',
          help: 'The directory that the contents of the snapshot come into, absolute or relative to the current directory.',
          otherwise: 'the current directory'
        },
        {
          input: 'clean',
          help: 'Remove from path what the snapshot does not have; with paths, only what these cover. .git/, .env files and keys, which snapshots leave out by default, are never removed.'
        },
        {
          input: 'verify',
          help: 'Compare every content with its SHA-256, of files that are written and of those that are there already.'
        },
        rule(
          'method',
          '<how>',
          'How files are brought: copy, reflink (share the stored blocks, or fail), or auto, which shares those of large files where the filesystem can.'
        ),
        rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
        { input: 'lookup-only', help: 'Find the snapshot, but restore nothing.' },
        dryRun('Tell what would be written and removed, but change nothing.')
      ]
    },
    ssh
  ],
  examples: [
    {
      says: 'The newest snapshot into a directory of its own',
      line: 'snapshot-action restore --volume /mnt/backup --name octo/app --path restored'
    },
    {
      says: 'Two directories, as they were on a day',
      line: 'snapshot-action restore --snapshot before:2026-11-19 --paths etc --paths srv/www --path restored --volume /mnt/backup --name host'
    },
    {
      says: 'Make a directory what it was at a commit, and nothing else',
      line: 'snapshot-action restore --snapshot commit:4f2a9c1 --clean --path dist --volume /mnt/backup --name octo/app'
    },
    {
      says: 'What would be written and removed?',
      line: 'snapshot-action restore --clean --path dist --dry-run --volume /mnt/backup --name octo/app'
    }
  ],
  defaults: restoreDefaults,
  // Whoever calls this by hand wants the files back: a shell must not go on as if they were there.
  presets: { 'fail-on-miss': 'true' },
  run: restoreWith
}
