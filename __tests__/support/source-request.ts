// A request for a source in a scratch directory, which is the workspace too.

import type { SourceRequest } from '../../src/ports/source.ts'

export const requestFor = (scratch: string, parts: Partial<SourceRequest> = {}): SourceRequest => ({
  path: ['.'],
  workspace: scratch,
  root: scratch,
  include: [],
  exclude: [],
  excludeSecrets: true,
  oneFileSystem: false,
  listingArgs: [],
  ...parts
})
