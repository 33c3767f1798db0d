// The names of the inputs about retention, the same in every action that has them; a test compares them with the metadata.

/** What the snapshot action and `prune/` share. None has a default of its own: it depends on what else was given. */
export const retentionRuleNames = [
  'keep-last',
  'keep-hourly',
  'keep-daily',
  'keep-weekly',
  'keep-monthly',
  'keep-yearly',
  'keep-within',
  'retention-days',
  'keep-tags',
  'min-free-space',
  'min-free-inodes',
  'max-size'
] as const

export type RetentionRuleName = (typeof retentionRuleNames)[number]

/** On the snapshot action alone: `prune/` does nothing else. */
export const retentionDefaults = { prune: 'true' } as const

export type RetentionInputName = RetentionRuleName | keyof typeof retentionDefaults
