#!/usr/bin/env node
// Entry of the command line: refuses a Node that is too old in a line that says so, before anything newer is loaded.

import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: snapshot-action needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exitCode = 1
} else {
  const { main } = await import('./cli/main.ts')
  await main()
}
