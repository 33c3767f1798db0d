#!/bin/sh
# Compares what restore, verify and list said with the build that was kept and what lies in the workspace.
# Usage: check-restored.sh <version>, after that version was restored into restored/
# Takes the outputs from the environment: see the step that calls it.
set -eu

version=$1
kept=$RUNNER_TEMP/kept/$version
failed=0

expect() {
  if [ "$2" = "$3" ]; then
    echo "ok   $1: $2"
  else
    echo "FAIL $1: the action says '$2', expected was '$3'"
    failed=1
  fi
}

# Every path with its type, mode, link target, and mtime to the nanosecond.
shape() {
  (cd "$1" && find . -printf '%P\t%y\t%m\t%l\t%T@\n' | LC_ALL=C sort)
}

expect 'restored' "$RESTORED" true
expect 'snapshot' "$RESTORED_SNAPSHOT" "$WANTED"
expect 'files' "$RESTORED_FILES" "$(find restored -type f | wc -l)"
expect 'verified' "$VERIFIED" true
expect 'files-written the second time' "$WRITTEN_AGAIN" 0
expect 'ok' "$OK" true
expect 'snapshots-checked' "$CHECKED" 3
expect 'damaged' "$DAMAGED" '[]'
expect 'count' "$COUNT" 3
expect 'latest' "$LATEST" "$NEWEST"
expect 'the first that is listed' "$FIRST_LISTED" "$NEWEST"
expect 'files that share an inode' "$(find restored -type f -links +1 | wc -l)" 0

diff -r --no-dereference "$kept" restored || failed=1
shape "$kept" >"$RUNNER_TEMP/kept.shape"
shape restored >"$RUNNER_TEMP/restored.shape"
diff "$RUNNER_TEMP/kept.shape" "$RUNNER_TEMP/restored.shape" || failed=1
[ "$failed" -ne 0 ] || echo 'ok   what came back equals the build: contents, modes, link targets, mtimes'

exit "$failed"
