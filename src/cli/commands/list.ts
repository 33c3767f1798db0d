// `list`: the snapshots of a series, as the list action has them; without a name, the series of the volume.

import { listDefaults } from '../../inputs/list-names.ts'
import { listWith } from '../../wiring/list.ts'
import { listAllWith } from '../../wiring/list-all.ts'
import type { CommandSpec } from '../spec.ts'
import { rule, ssh, volume } from './shared-flags.ts'

export const list: CommandSpec = {
  name: 'list',
  summary: 'show the series of a volume, or the snapshots of one',
  description:
    'Shows the snapshots of a series, the newest first, with what each holds and what it added. Without --name it shows which series the volume has.',
  operands: [],
  groups: [
    {
      title: 'Where',
      flags: [
        volume,
        {
          input: 'name',
          takes: '<series>',
          help: 'The series to list, or a pattern for several: octo/app/** is all below octo/app, and *, ?, [ab] and {a,b} work within one part of a name.',
          otherwise: 'all, told series by series'
        }
      ]
    },
    {
      title: 'How much of it',
      flags: [
        {
          input: 'html',
          help: 'Write a page for people, index.html, into the directory of each series that is listed.'
        },
        rule(
          'measure',
          '<when>',
          'Whether every tree is looked through for what removing it alone would free. auto does that for up to 500,000 files and directories in all, true always, false never.'
        )
      ]
    },
    ssh
  ],
  examples: [
    { says: 'Which series are there?', line: 'snapshot-action list --volume /mnt/backup' },
    { says: 'The snapshots of one', line: 'snapshot-action list --volume /mnt/backup --name octo/app' },
    {
      says: 'The commit of the newest snapshot',
      line: "snapshot-action list --volume /mnt/backup --name octo/app --json | jq -r '.snapshots[0].commit'"
    }
  ],
  defaults: listDefaults,
  run: world => (isNameless(world.env, world.context.defaults) ? listAllWith(world) : listWith(world))
}

/** In a job of a workflow, the name that is left out is that of the job's own series. */
const isNameless = (
  env: Readonly<Record<string, string | undefined>>,
  { repository, job, refName }: { readonly repository?: string; readonly job?: string; readonly refName?: string }
): boolean => env.INPUT_NAME === undefined && (repository === undefined || job === undefined || refName === undefined)
