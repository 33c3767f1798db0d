// The help of each command as a part of docs/command-line.md, between its marker and the next end.
import { commands } from '../../src/cli/commands.js'
import { helpText } from '../../src/cli/parser.js'
const look = { width: 100, bold: text => text }
/** The page with the help of today; every command must have its place. */
export function fillInHelp(page) {
  return ['', ...commands.map(({ name }) => name)].reduce((text, name) => {
    const start = `<!-- generated: help${name === '' ? '' : ` ${name}`} -->\n`
    const from = text.indexOf(start)
    const to = text.indexOf('<!-- generated: end -->', from)
    if (from < 0 || to < 0) throw new Error(`docs/command-line.md has no place for "${start.trim()}"`)
    const help = helpText(name, commands, look).trimEnd()
    return `${text.slice(0, from)}${start}\n\`\`\`text\n${help}\n\`\`\`\n\n${text.slice(to)}`
  }, page)
}
