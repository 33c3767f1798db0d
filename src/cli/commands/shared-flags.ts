// Flags that several commands have, with the same meaning in each.

import type { Flag, Group } from '../spec.ts'

export const volume: Flag = {
  input: 'volume',
  takes: '<path>',
  help: 'Absolute path of the mounted volume that holds all snapshots, or its address over ssh: ssh://user@host/path, user@host:/path.',
  otherwise: '$SNAPSHOT_VOLUME'
}

/** For a volume over ssh. */
export const ssh: Group = {
  title: 'Over ssh',
  flags: [
    {
      input: 'ssh-key',
      takes: '<file>',
      help: 'The private key for a volume over ssh.',
      otherwise: 'your own keys and agent'
    },
    {
      input: 'ssh-known-hosts',
      takes: '<file>',
      help: 'Known hosts to trust besides those of the user and the system, as ssh-keyscan prints them.'
    },
    { input: 'ssh-strict', help: 'Refuse a host whose key is not known.' }
  ]
}

export const dryRun = (help: string): Flag => ({ input: 'dry-run', help })

/** One row for each input, so that a table of them reads as one. */
export const rule = (input: string, takes: string, help: string): Flag => ({ input, takes, help })

export const retention: Group = {
  title: 'Retention (without any rule: --keep-last 7 and --keep-within 30d)',
  flags: [
    rule('keep-last', '<count>', 'Keep the newest so many snapshots.'),
    rule('keep-hourly', '<count>', 'Keep the newest snapshot of each of so many hours that have one.'),
    rule('keep-daily', '<count>', 'Keep the newest snapshot of each of so many days that have one.'),
    rule('keep-weekly', '<count>', 'Keep the newest snapshot of each of so many weeks that have one.'),
    rule('keep-monthly', '<count>', 'Keep the newest snapshot of each of so many months that have one.'),
    rule('keep-yearly', '<count>', 'Keep the newest snapshot of each of so many years that have one.'),
    rule(
      'keep-within',
      '<age>',
      'Keep every snapshot that is not older than this when the newest was taken: 36h, 14d, 8w, 6m (months), 1y.'
    ),
    rule('retention-days', '<days>', 'The same as keep-within in days: 30.'),
    {
      input: 'keep-tags',
      takes: '<tag>',
      repeats: true,
      help: 'Keep every snapshot that has one of these tags.'
    },
    rule(
      'min-free-space',
      '<amount>',
      'Beyond the rules, remove the oldest unpinned snapshots until so much is free on the volume: 20G, 10%.'
    ),
    rule(
      'min-free-inodes',
      '<amount>',
      'Beyond the rules, remove the oldest unpinned snapshots until so many inodes are free: 100000, 5%.'
    ),
    rule(
      'max-size',
      '<amount>',
      'Beyond the rules, remove the oldest unpinned snapshots until the series takes no more than this on the disk: 500G, 50% of the filesystem.'
    )
  ]
}
