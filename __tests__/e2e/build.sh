#!/bin/sh
# Leaves one published version of a real package in ./build, the way a build does, and keeps a copy to compare with.
# Usage: build.sh <1|2|3> renewed|kept
#   renewed  built from nothing: every file is written again and has a new mtime
#   kept     built incrementally: only what changed is written again
# Takes ARTIFACTS (a node_modules directory with the packages) and RUNNER_TEMP from the environment.
set -eu

version=$1
mtimes=$2
source=$ARTIFACTS/artifact-three-$version

case $mtimes in
  renewed)
    rm -rf build
    cp -R "$source" build
    ;;
  kept) rsync -rlp --checksum --delete "$source/" build/ ;;
  *)
    echo "build.sh: '$mtimes' is neither 'renewed' nor 'kept'" >&2
    exit 2
    ;;
esac

mkdir -p "$RUNNER_TEMP/kept"
cp -a build "$RUNNER_TEMP/kept/$version"
echo "build/ holds version $version: $(find build -type f | wc -l) files, mtimes $mtimes"
