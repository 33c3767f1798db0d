#!/bin/sh
# Brings a fresh clone to where its commands work: system tools, then npm packages, then a Node that is new enough.
# Usage: setup.sh run|test|faults   (the groups of ensure-tools.sh)
set -u

cd "$(dirname "$0")/.." || exit 1
sh scripts/ensure-tools.sh "${1:-}" || exit $?

# npm writes node_modules/.package-lock.json last, so a newer package-lock.json was not installed yet.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  if ! command -v npm >/dev/null 2>&1; then
    echo "npm is missing: install Node 20.19 or newer with npm, and run this again." >&2
    exit 1
  fi
  echo 'Installing npm packages (npm ci) …' >&2
  # Whatever NODE_ENV says: the tests are dev dependencies, and Node 24 is an optional one.
  npm ci --include=dev --include=optional --loglevel=error >/dev/null || exit $?
fi

# Under `npm run` this is so already; it also holds when the script is called by hand.
PATH=$PWD/node_modules/.bin:$PATH
sh scripts/require-node.sh 24 'Running the action'
