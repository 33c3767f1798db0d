#!/bin/sh
# Compares what the action said of a snapshot with what diff, find and du see on the volume.
# Usage: check.sh <version>, right after the snapshot of that version was taken
# Takes the outputs from the environment: STATUS, SNAPSHOT, SNAPSHOT_PATH, LATEST_PATH, BASE, FILES, FILES_LINKED,
# BYTES_ADDED, SERIES_SNAPSHOTS, SERIES_BYTES_ON_DISK.
set -eu

version=$1
kept=$RUNNER_TEMP/kept/$version
series=$(dirname "$SNAPSHOT_PATH")
failed=0

expect() {
  if [ "$2" = "$3" ]; then
    echo "ok   $1: $2"
  else
    echo "FAIL $1: the action says '$2', the volume '$3'"
    failed=1
  fi
}

# Every path with its type, mode and link target; the names in these packages have no newlines.
shape() {
  (cd "$1" && find . -printf '%P\t%y\t%m\t%l\n' | LC_ALL=C sort)
}
inodes() {
  [ "$#" -eq 0 ] || find "$@" -type f -printf '%i\n' | sort -u
}

expect 'status' "$STATUS" created
expect 'snapshot' "$SNAPSHOT" "$(basename "$SNAPSHOT_PATH")"
expect 'latest' "$SNAPSHOT" "$(readlink "$LATEST_PATH")"
expect 'series-snapshots' "$SERIES_SNAPSHOTS" "$version"
expect 'files' "$FILES" "$(find "$SNAPSHOT_PATH" -type f | wc -l)"

diff -r --no-dereference "$kept" "$SNAPSHOT_PATH" || failed=1
shape "$kept" >"$RUNNER_TEMP/kept.shape"
shape "$SNAPSHOT_PATH" >"$RUNNER_TEMP/stored.shape"
diff "$RUNNER_TEMP/kept.shape" "$RUNNER_TEMP/stored.shape" || failed=1
[ "$failed" -ne 0 ] || echo "ok   the snapshot equals the build: contents, modes, link targets"

# Linked is every file beyond the inodes that this snapshot brought.
set --
for each in "$series"/[0-9]*; do
  [ "$each" = "$SNAPSHOT_PATH" ] || set -- "$@" "$each"
done
inodes "$@" >"$RUNNER_TEMP/earlier.inodes"
inodes "$SNAPSHOT_PATH" >"$RUNNER_TEMP/these.inodes"
brought=$(comm -13 "$RUNNER_TEMP/earlier.inodes" "$RUNNER_TEMP/these.inodes" | wc -l)
expect 'files-linked' "$FILES_LINKED" "$((FILES - brought))"

if [ -n "$BASE" ]; then
  expect 'bytes-added' "$BYTES_ADDED" "$(du -sB1 "$series/$BASE" "$SNAPSHOT_PATH" | tail -n 1 | cut -f 1)"
else
  expect 'bytes-added' "$BYTES_ADDED" "$(du -sB1 "$SNAPSHOT_PATH" | cut -f 1)"
fi
expect 'series-bytes-on-disk' "$SERIES_BYTES_ON_DISK" "$(du -sB1 "$series" | cut -f 1)"

# Between the first two versions less than 1 % of the files changed.
if [ "$version" = 2 ] && [ $((FILES_LINKED * 100)) -lt $((FILES * 98)) ]; then
  echo "FAIL only $FILES_LINKED of $FILES files are linked; at least 98 % were to be"
  failed=1
fi

exit "$failed"
