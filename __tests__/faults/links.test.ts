// Volumes where links have limits (row 5), or do not work at all: hard links (row 6), symlinks (row 7).

import { linkSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listingWithoutTimes } from '../support/series-state.ts'
import { missingImage, mountImage } from '../support/loop-image.ts'
import { type Body, fault } from './support/fault.ts'
import { missingSshfs, mountSshfs } from './support/sshfs.ts'
import type { Scene } from './support/scene.ts'

const fewInodes = { megabytes: 64, make: ['-N', '1000'] }

for (const compare of ['content', 'quick']) {
  fault(
    {
      row: 5,
      tier: 'R',
      title: `a file of the base has 65,000 links (${compare})`,
      needs: [missingImage('ext4')],
      on: () => mountImage('ext4', fewInodes)
    },
    async scene => {
      // By times everything is the same as what is stored only after this.
      const base = await scene.run({ inputs: { compare } })
      const full = scene.inSeries(base.outputs.snapshot ?? '', 'd0/f1')
      const links = join(scene.volume, '..', 'links')
      mkdirSync(links)
      for (let number = 0; ; number++) {
        try {
          linkSync(full, join(links, String(number)))
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EMLINK') throw error
          break
        }
      }
      scene.mend(() => {
        rmSync(links, { recursive: true })
      })
      const run = await scene.run({ inputs: { compare } })
      scene.expectStored(run)
      const { causes } = JSON.parse(readFileSync(run.outputs.report ?? '', 'utf8')) as {
        causes: { cause: string; files: number }[]
      }
      if (causes.length !== 1 || causes[0]?.cause !== 'link-limit' || causes[0].files !== 1)
        throw new Error(`the causes are ${JSON.stringify(causes)}`)
      return {
        run,
        exitCode: 0,
        says: /::warning.*One file could not be linked.*as many links as the filesystem allows/
      }
    }
  )
}

/** Refused before anything is written; the mend, if any, comes before the next run. */
const refused =
  (says: RegExp, inputs: Readonly<Record<string, string>> = {}): Body =>
  async scene => {
    const before = listingWithoutTimes(scene.volume)
    const run = await scene.run({ inputs })
    const after = listingWithoutTimes(scene.volume)
    if (before.join('\n') !== after.join('\n')) throw new Error('something was written before it was refused')
    return { run, exitCode: 1, says }
  }

/** Where no run can ever succeed, the next one has to be refused in the same words. */
const forever =
  (why: string, says: RegExp, body: Body, prepare: (scene: Scene) => void = () => undefined): Body =>
  async scene => {
    scene.lookOtherwise('I5', why, async () => {
      prepare(scene)
      const { exitCode, annotations } = await scene.run({ inputs: scene.normalInputs })
      const said = annotations.map(({ message }) => message).join('\n')
      return exitCode === 1 && says.test(said) ? [] : [`the next run was not refused likewise: ${said}`]
    })
    return await body(scene)
  }

const noSymlinks = /cannot hold symlinks \(.*\), and "latest" is one\. Use a filesystem such as ext4, xfs, btrfs or NFS/
const noHardLinks =
  /^Hard links do not work on the volume .*full copy.*set "require-hardlinks: false" to pay for full copies/

const exfat = { tier: 'R', needs: [missingImage('exfat')], on: () => mountImage('exfat'), earlier: 'none' } as const
const exfatNever = 'exFAT can never hold a snapshot: the next run is refused as well'
fault(
  { row: 6, title: 'exFAT: neither kind of link', ...exfat },
  forever(exfatNever, noSymlinks, refused(noSymlinks, { 'require-hardlinks': 'false' }))
)
fault({ row: 7, title: 'exFAT: no symlinks', ...exfat }, forever(exfatNever, noSymlinks, refused(noSymlinks)))

// A server of SFTP sets the times of what a symlink leads to, so that builds with symlinks cannot be stored there.
const sshfs = {
  tier: 'R',
  needs: [missingSshfs()],
  on: () => mountSshfs(['disable_hardlink']),
  earlier: 'none',
  withoutLinks: true
} as const

fault({ row: 6, title: 'sshfs without hard links: refused', ...sshfs }, async scene => {
  // As somebody decides who read the message.
  scene.normalInputs = { 'require-hardlinks': 'false' }
  return await refused(noHardLinks)(scene)
})

/** All files of both are copies, and it was said what that costs. */
async function takeCopies(scene: Scene): ReturnType<Body> {
  const inputs = { 'require-hardlinks': 'false' }
  scene.normalInputs = inputs
  const first = await scene.run({ inputs })
  writeFileSync(scene.inBuild('new'), 'new')
  const run = await scene.run({ inputs })
  scene.expectStored(run)
  if (run.outputs['files-linked'] !== '0') throw new Error('files are said to be linked')
  if (readlinkSync(scene.inSeries('latest')) !== run.outputs.snapshot) throw new Error('latest was not moved')
  return [first, run].map(each => ({ run: each, exitCode: 0, says: /stored|full/ }))
}

fault({ row: 6, title: 'sshfs without hard links: full copies, when they are asked for', ...sshfs }, takeCopies)

const addLinkUp = (scene: Scene): void => {
  symlinkSync('../up', scene.inBuild('d0/up'))
}
/** rsync's words, or those of whoever looks at the link first. */
const notShown = /rsync could not store everything:[^]*d0\/up|EPERM: operation not permitted, readlink/
fault(
  { row: 7, title: 'sshfs hides links that lead upwards: the run fails', ...sshfs },
  forever(
    'sshfs goes on hiding that link',
    notShown,
    async scene => {
      scene.normalInputs = { 'require-hardlinks': 'false' }
      addLinkUp(scene)
      return { run: await scene.run({ inputs: scene.normalInputs }), exitCode: 1, says: notShown }
    },
    addLinkUp
  )
)
