// A prune meets a mount in what it is to remove (row 29): another device, or a bind mount of the same; neither is emptied.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingTmpfs, mountBind, mountImage, missingImage, mountTmpfs } from '../support/loop-image.ts'
import type { Missing } from '../support/skip-aloud.ts'
import { fault } from './support/fault.ts'
import type { Scene } from './support/scene.ts'

/** Mounts something there; what it gives takes away what is behind it, once it is unmounted. */
type Mount = (scene: Scene, at: string) => () => void

const mounts: Readonly<Record<string, readonly [missing: () => Missing, mount: Mount]>> = {
  'another filesystem': [
    missingTmpfs,
    (_, at) => {
      mountTmpfs('size=1m', at)
      return () => undefined
    }
  ],
  'a loop device': [
    () => missingImage('ext4'),
    (_, at) => {
      const image = mountImage('ext4', { megabytes: 8 })
      mountBind(image.at, at)
      return image.remove
    }
  ],
  'a bind mount of what is not ours': [
    missingTmpfs,
    (scene, at) => {
      mountBind(scene.canaries[1] ?? '', at)
      return () => undefined
    }
  ]
}

for (const [title, [missing, mount]] of Object.entries(mounts)) {
  fault({ row: 29, tier: 'R', title: `${title} in it`, needs: [missing()] }, async scene => {
    const [id = ''] = scene.earlier
    scene.mayGo.push(id)
    const at = join(id, 'd0/deep')
    const release = mount(scene, scene.inSeries(at))
    if (!title.startsWith('a bind')) writeFileSync(scene.inSeries(at, 'theirs'), 'not ours')
    const before = execFileSync('find', [scene.inSeries(at), '-printf', '%P %i %T@\\n'], { encoding: 'utf8' })
    scene.mend(() => {
      // It was carried along by the rename.
      execFileSync('umount', [scene.own('trash', at)])
      release()
    })
    const run = await scene.run({ action: 'prune', inputs: { 'keep-last': '1' } })
    if (existsSync(scene.inSeries(id))) throw new Error(`it is still listed:\n${run.log}`)
    const after = execFileSync('find', [scene.own('trash', at), '-printf', '%P %i %T@\\n'], { encoding: 'utf8' })
    if (before !== after) throw new Error(`what is mounted there was touched: ${after}`)
    if (readdirSync(scene.own('trash')).length !== 1) throw new Error('more is left than that')
    return { run, exitCode: 0, says: /::warning.*something is mounted there or below/ }
  })
}
