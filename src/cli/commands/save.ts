// `save`: takes a snapshot, as the snapshot action does.

import { snapshotDefaults } from '../../inputs/snapshot-names.ts'
import { snapshotWith } from '../../wiring/snapshot.ts'
import type { CommandSpec } from '../spec.ts'
import { dryRun, retention, rule, ssh, volume } from './shared-flags.ts'

export const save: CommandSpec = {
  name: 'save',
  summary: 'take a snapshot, and apply retention',
  description:
    'Takes a snapshot: files that did not change are hard links into the one before. What is published is complete and on stable storage, and a run that fails leaves everything as it was.',
  operands: [
    {
      input: 'path',
      shown: '<path...>',
      repeats: true,
      help: 'What to back up: one directory, whose contents become the top of the snapshot, or several files, directories and globs. An argument that starts with ! leaves out what it matches.'
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
          help: 'The series that the snapshot belongs to, a relative path on the volume.',
          otherwise: 'in GitHub Actions <owner>/<repo>/<job>/<ref name>, else none'
        },
        {
          input: 'link-from',
          takes: '<series>',
          repeats: true,
          help: 'Further series to link against, newest snapshot of each.'
        },
        { input: 'require-hardlinks', help: 'Refuse a volume on which hard links do not work.' },
        {
          input: 'require-mount',
          help: 'Refuse a volume that is not a mount of its own, so that a missing mount never fills the disk below it.'
        },
        rule(
          'lock-timeout',
          '<time>',
          'How long to wait for another run that is writing the same series, in seconds, minutes or hours: 30s, 10m, 2h.'
        )
      ]
    },
    {
      title: 'What of it',
      flags: [
        {
          input: 'root',
          takes: '<path>',
          help: 'With several paths: the directory they are kept relative to.',
          otherwise: 'the current directory'
        },
        { input: 'exclude', takes: '<pattern>', repeats: true, help: 'rsync patterns of what to leave out.' },
        {
          input: 'include',
          takes: '<pattern>',
          repeats: true,
          help: 'rsync patterns of what to keep although exclude or exclude-secrets would leave it out.'
        },
        rule('filter-file', '<path>', 'A file of rsync filter rules, for what exclude and include cannot say.'),
        {
          input: 'exclude-secrets',
          help: 'Leave out .git/, .env files, private keys and credential files, and say which.'
        },
        {
          input: 'one-file-system',
          help: 'Do not go into directories of path on which another filesystem is mounted.'
        },
        rule(
          'if-no-files-found',
          '<what>',
          'What to do when path has no files: error fails, warn and ignore store nothing, with and without a warning.'
        ),
        rule(
          'on-vanished',
          '<what>',
          'What to do when files disappear while they are read, after one retry: error fails, warn stores the rest.'
        )
      ]
    },
    {
      title: 'How',
      flags: [
        rule(
          'compare',
          '<how>',
          'How to find out what did not change. content compares SHA-256 sums and is right whatever a build does to file times; quick trusts size and time to the nanosecond, as rsync does.'
        ),
        { input: 'skip-if-unchanged', help: 'Publish no snapshot when the newest one of the series holds the same.' },
        rule(
          'max-shrink',
          '<share>',
          'Fail when the snapshot has lost more than this share of the files or bytes of the one before, such as 50%.'
        ),
        rule(
          'min-link-ratio',
          '<share>',
          'Warn when a smaller share of the files than this could be linked, such as 80%.'
        ),
        {
          input: 'tags',
          takes: '<tag>',
          repeats: true,
          help: 'Words to find the snapshot by: up to 64 letters, digits, ., _ or -.'
        },
        { input: 'pin', help: 'Mark the snapshot as one that is never pruned.' },
        { input: 'verify', help: 'Read back and hash every newly stored file before the snapshot is published.' },
        rule('jobs', '<count>', 'How many workers run in parallel, 1 to 64.'),
        {
          input: 'rsync-args',
          takes: '<option>',
          repeats: true,
          help: 'Further rsync options, from a list of harmless ones: --bwlimit=, --timeout=, --fsync, --preallocate, --whole-file, --block-size=, --max-size=, --min-size=, --cvs-exclude, --prune-empty-dirs.'
        },
        {
          input: 'page',
          help: 'Write a page for people into the series, index.html: sizes over time, a calendar with what retention will do, the largest changes, commands to restore.'
        },
        dryRun('Plan and report, but write nothing to the volume.')
      ]
    },
    {
      title: retention.title,
      flags: [{ input: 'prune', help: 'Apply retention after publishing.' }, ...retention.flags]
    },
    ssh
  ],
  examples: [
    { says: 'A directory', line: 'snapshot-action save dist --volume /mnt/backup --name octo/app' },
    {
      says: 'What would be stored, and why',
      line: 'snapshot-action save dist --volume /mnt/backup --name octo/app --dry-run'
    },
    {
      says: 'Two directories without their caches, two weeks back',
      line: "snapshot-action save /etc /srv --root / --exclude '*.cache' --keep-daily 14 --volume /mnt/backup --name host"
    },
    {
      says: 'One to keep',
      line: 'snapshot-action save dist --tags v1.2.0 --pin --volume /mnt/backup --name octo/app'
    }
  ],
  defaults: snapshotDefaults,
  run: snapshotWith
}
