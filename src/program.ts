// Which program wrote a record or report.

import packageJson from '../package.json' with { type: 'json' }

export const program = `${packageJson.name} ${packageJson.version}`
