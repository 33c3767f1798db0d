#!/bin/sh
# Runs .github/workflows/e2e.yml by nektos/act on this very machine (host mode, no Docker), installing act where Go is.
# Its last line counts the legs: `N passed, N failed`, with `, N skipped` where there was something to skip.
set -u

cd "$(dirname "$0")/.." || exit 1
act_version=v0.2.89
bin=$PWD/.cache/bin
act=$bin/act-$act_version
PATH=$PWD/node_modules/.bin:$PATH:/usr/local/go/bin
workflow=.github/workflows/e2e.yml

count() {
  echo "e2e: $1 passed, $2 failed${3:+, $3 skipped}"
}

if [ ! -x "$act" ]; then
  if ! command -v go >/dev/null 2>&1; then
    echo "SKIPPED: $workflow by nektos/act $act_version, which is installed with Go, and there is no 'go' in PATH." >&2
    echo "The same file was run by the tests' own runner stand-in. To run it by act too, install Go (go.dev/dl)." >&2
    count 0 0 1
    exit 0
  fi
  echo "Installing nektos/act $act_version with $(go version | cut -d ' ' -f 3) …" >&2
  mkdir -p "$bin"
  if ! GOBIN=$bin/new go install "github.com/nektos/act@$act_version"; then
    echo "act could not be installed (see above)." >&2
    count 0 1
    exit 1
  fi
  mv "$bin/new/act" "$act" && rmdir "$bin/new"
fi

scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT
printf '%s\n' '{"ref":"refs/heads/main","repository":{"default_branch":"main","full_name":"acme/widgets"}}' >"$scratch/event.json"
: >"$scratch/empty"

# act would take the repository's name from the address of a git remote, which may be a path on this machine.
# Nothing of this user's own act settings, .env or .secrets files plays a part. XDG_CONFIG_HOME holds act's settings.
XDG_CONFIG_HOME=$scratch/config "$act" push \
  --workflows "$workflow" \
  --platform ubuntu-latest=-self-hosted \
  --eventpath "$scratch/event.json" \
  --env "ARTIFACTS=$PWD/node_modules" \
  --env GITHUB_REPOSITORY=acme/widgets \
  --env-file "$scratch/empty" --secret-file "$scratch/empty" --var-file "$scratch/empty" --input-file "$scratch/empty" \
  --action-cache-path "$scratch/act" --action-offline-mode --pull=false --no-cache-server \
  </dev/null >"$scratch/log" 2>&1
status=$?

passed=$(grep -c 'Job succeeded$' "$scratch/log")
failed=$(grep -c 'Job failed$' "$scratch/log")
# act can also end before any job does.
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$status" -eq 0 ] && [ "$passed" -eq 0 ]; then
  echo "act ended well without running a job." >&2
  failed=1
fi
# A green run says what was checked; a red one says everything.
if [ "$failed" -eq 0 ]; then
  grep -E '\|  *(ok |build/ )|Job succeeded$' "$scratch/log"
else
  cat "$scratch/log"
fi
count "$passed" "$failed"
[ "$failed" -eq 0 ]
