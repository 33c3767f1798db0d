// Scripts put in the place of real programs that act up when they are asked to work, and not when they are asked for their version.

import { realTool } from '../../support/fake-tools.ts'

/** rsync, when it lists the source; in the script "$real" is the real one. See fakeRsyncCopy for when it copies. */
export const whenListing = (script: string): string =>
  [`real=${realTool('rsync')}`, 'case " $* " in *" --dry-run "*) ;; *) exec "$real" "$@" ;; esac', script].join('\n')

/** Any other program: without this the run is refused at once, for want of the tool. */
export const whenWorking = (tool: string, script: string): string =>
  [`real=${realTool(tool)}`, 'case " $* " in *" --version "*) exec "$real" "$@" ;; esac', script].join('\n')

/** rsync lists the source only where there are rules for it: one that matches nothing. */
export const listedByRsync = { exclude: 'no such name in this tree' } as const
