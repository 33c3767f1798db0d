// A directory with a default ACL, by which what is made in it gets other modes than were asked for.

import { execFileSync } from 'node:child_process'
import { type Missing, missingTool } from './skip-aloud.ts'

export const missingDefaultAcl = (): Missing => missingTool('setfattr', 'attr')

/** `u::rwx,g::r-x,o::---`, as setfacl(1) would give it: version 2, then tag, permissions and no id for each (acl(5)). */
const ofOthersNothing = '0x' + '02000000' + '01000700ffffffff' + '04000500ffffffff' + '20000000ffffffff'

export function takeFromOthers(directory: string): void {
  execFileSync('setfattr', ['--name=system.posix_acl_default', `--value=${ofOthersNothing}`, directory])
}
