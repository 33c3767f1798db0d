// Writes the parts of each action's README that come from its metadata: usage, inputs, outputs. With --check it only tells whether they are current.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { parse } from 'yaml'
/** Folders with an action.yml and a README.md, and how a workflow names them. */
const actions = [
  { folder: '.', uses: 'org/snapshot-action@v1' },
  { folder: 'restore', uses: 'org/snapshot-action/restore@v1' },
  { folder: 'prune', uses: 'org/snapshot-action/prune@v1' },
  { folder: 'list', uses: 'org/snapshot-action/list@v1' },
  { folder: 'verify', uses: 'org/snapshot-action/verify@v1' }
]
const commentWidth = 100
/** A step with every input, its meaning above it and its default behind it, to copy from. */
function usage({ inputs = {} }, uses) {
  const fields = Object.entries(inputs)
    // the runner fills these in; copied from here and emptied they would do harm
    .filter(([, field]) => !isExpression(field.default))
    .map(([name, field]) => [...comment(field.description), `    ${name}: ${scalar(field.default)}`].join('\n'))
  return ['```yaml', `- uses: ${uses}`, '  with:', fields.join('\n\n'), '```'].join('\n')
}
const isExpression = (text = '') => text.includes('${{')
const scalar = (text = '') => (/^[a-z]\w*$/.test(text) && !/^(true|false|null)$/.test(text) ? text : `'${text}'`)
function comment(text) {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length >= commentWidth) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map(line => `    # ${line}`)
}
function inputTable({ inputs = {} }) {
  const rows = Object.entries(inputs).map(([name, { description, default: standard, required }]) => {
    const value = required === true ? '**required**' : standard === undefined ? '–' : `\`${standard}\``
    return [`\`${name}\``, value, description]
  })
  return table(['input', 'default', 'meaning'], rows)
}
function outputTable({ outputs = {} }) {
  return table(
    ['output', 'meaning'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
  )
}
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell).join(' | ')} |`).join('\n')
}
const cell = text => text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')
/** The text with each part between its marker and the next end filled in; every part must have its place. */
function fillIn(file, text, parts) {
  return Object.entries(parts).reduce((filled, [name, part]) => {
    const start = `<!-- generated: ${name} -->\n`
    const from = filled.indexOf(start)
    const to = filled.indexOf('<!-- generated: end -->', from)
    if (from < 0 || to < 0)
      throw new Error(`${file} has no place for "${name}": ${start.trim()} … <!-- generated: end -->`)
    return `${filled.slice(0, from)}${start}\n${part}\n\n${filled.slice(to)}`
  }, text)
}
const isCheck = process.argv.includes('--check')
for (const { folder, uses } of actions) {
  const file = join(folder, 'README.md')
  const current = readFileSync(file, 'utf8')
  const metadata = parse(readFileSync(join(folder, 'action.yml'), 'utf8'))
  const parts = { usage: usage(metadata, uses), inputs: inputTable(metadata), outputs: outputTable(metadata) }
  const next = await format(fillIn(file, current, parts), { ...(await resolveConfig(file)), parser: 'markdown' })
  if (next !== current && isCheck) {
    console.error(`${file} is not what the metadata says: run "node scripts/readme.ts"`)
    process.exitCode = 1
  } else if (next !== current) {
    writeFileSync(file, next)
    console.log(`${file} written`)
  }
}
