// Prints what CHANGELOG.md says of one version, for its release. Fails unless tag, package.json and CHANGELOG.md agree.
// Usage: node scripts/release-notes.ts v1.2.3
import { readFileSync } from 'node:fs'
class Mismatch extends Error {}
/** The section `## [1.2.3] - 2026-11-27` without its heading. */
function notesOf(version, changelog) {
  const sections = changelog.split(/^## /m).slice(1)
  const found = sections.find(section => section.startsWith(`[${version}]`))
  if (found === undefined)
    throw new Mismatch(`CHANGELOG.md has no section "## [${version}]": rename "[Unreleased]", with the date behind it.`)
  const [heading = '', ...lines] = found.split('\n')
  if (!/\] - \d{4}-\d\d-\d\d$/.test(heading))
    throw new Mismatch(`CHANGELOG.md says "## ${heading}"; expected "## [${version}] - YYYY-MM-DD".`)
  // Links of the whole file stand at its end.
  const text = lines.join('\n').replace(/^\[[^\]]+\]: \S+$/gm, '')
  if (text.trim() === '') throw new Mismatch(`CHANGELOG.md says nothing of ${version}.`)
  return `${text.trim()}\n`
}
function run(tag) {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1]
  if (version === undefined) throw new Mismatch(`The tag is "${tag}"; expected one such as v1.2.3.`)
  const { version: ours } = JSON.parse(readFileSync('package.json', 'utf8'))
  if (ours !== version) throw new Mismatch(`package.json has version ${ours}, and the tag is ${tag}: make them equal.`)
  return notesOf(version, readFileSync('CHANGELOG.md', 'utf8'))
}
try {
  process.stdout.write(run(process.argv[2] ?? ''))
} catch (error) {
  if (!(error instanceof Mismatch)) throw error
  console.error(error.message)
  process.exitCode = 1
}
