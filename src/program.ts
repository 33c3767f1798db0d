// The version of this program, as records and reports name it.

import packageJson from '../package.json' with { type: 'json' }

export const program = packageJson.version
