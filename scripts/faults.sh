#!/bin/sh
# Makes the faults of __tests__/faults, and writes docs/reliability.md from what came of them.
# Usage: faults.sh all                    every one
#        faults.sh all <jest arguments>   some, for whoever works on them; docs/reliability.md stays as it is
#        faults.sh rest [jest arguments]  those that `npm test` leaves out, beside whose results theirs are put
set -u

cd "$(dirname "$0")/.." || exit 1
which=${1:-}
case $which in
  all | rest) shift ;;
  *)
    echo "faults.sh: '$which' is no choice of faults; it takes 'all' or 'rest'." >&2
    exit 2
    ;;
esac
sh scripts/setup.sh faults || exit $?
PATH=$PWD/node_modules/.bin:$PATH

is_whole=true
if [ "$which" = all ]; then
  if [ $# -gt 0 ]; then is_whole=false; else rm -rf .cache/faults; fi
fi
FAULTS=$which node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js \
  --config jest.faults.config.js "$@"
status=$?
if $is_whole; then
  # Under CI all others have been made by then: a row that nothing is known of is one that was lost on the way.
  set --
  if [ "$which" = rest ] && [ "${CI:-}" = true ]; then set -- --require-all; fi
  node --no-warnings scripts/reliability.ts "$@" || exit $?
fi
exit $status
