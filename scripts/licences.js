// The licences of every package that the bundles hold, from the lock file's production tree.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
const rule = `\n${'-'.repeat(80)}\n\n`
/** ncc's own collection loses packages as soon as a bundle has a second chunk, so the lock file is asked instead. */
export const licenceTexts = root => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const bundled = Object.entries(lock.packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional
  )
  const texts = bundled.map(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const directory = join(root, path)
    const files = readdirSync(directory).filter(file => /^(licen[cs]e|notice|copying)\b/i.test(file))
    const text = files.sort().map(file => readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim())
    const body = text.length > 0 ? text.join('\n\n') : '(the package has no licence file)'
    return `${name} ${version ?? ''} (${license ?? 'licence not stated'})\n\n${body}\n`
  })
  return [...new Set(texts)].sort().join(rule)
}
