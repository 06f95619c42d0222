#!/usr/bin/env bash
# Compares the schema of the checkout with that of a base revision, and writes the answer into the job's summary.
# Reads CROWSFOOT_PATH, CROWSFOOT_DIALECT, CROWSFOOT_BASE, CROWSFOOT_CHOSEN (the base that was asked for, if any) and
# CROWSFOOT_HEAD (the last commit of the pull request), and what the runner sets: RUNNER_TEMP, GITHUB_OUTPUT and
# GITHUB_STEP_SUMMARY. None of them is ever run as code.
set -euo pipefail

fail() {
  echo "::error title=crowsfoot::$1"
  exit 1
}

# The program tells what it finds in the files, and a file of a pull request may hold lines that the runner would take
# for commands to itself. Between these two lines it does not.
quietly() {
  local token status=0
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  "$@" || status=$?
  echo "::$token::"
  return "$status"
}

paths=()
while IFS= read -r line; do
  line=${line%$'\r'}
  [ -z "${line//[[:space:]]/}" ] || paths+=("$line")
done <<<"$CROWSFOOT_PATH"
[ ${#paths[@]} -gt 0 ] || fail "the input path is empty: expected a file or a folder"

# A pull request is checked out as merged into its base, which may have moved on since the event that names it: with
# that one, the answer would tell what others changed. A shallow clone has no parents, but the commit names them.
if [ -z "$CROWSFOOT_CHOSEN" ] && [ -n "$CROWSFOOT_HEAD" ]; then
  read -r first second more <<<"$(git cat-file commit HEAD | sed -n '/^$/,$d; s/^parent //p' | tr '\n' ' ')"
  if [ "$second" = "$CROWSFOOT_HEAD" ] && [ -z "$more" ]; then
    CROWSFOOT_BASE=$first
  fi
fi

case $CROWSFOOT_BASE in
'' | 0000000000000000000000000000000000000000)
  fail "there is nothing to compare with: set the input base"
  ;;
-* | *[!0-9A-Za-z_./^~@{}-]*)
  fail "the input base is no git revision"
  ;;
esac

# A checkout of depth 1 does not hold the base; that one commit is enough.
base=$CROWSFOOT_BASE
if ! base=$(git rev-parse --quiet --verify --end-of-options "$base^{commit}"); then
  git fetch --quiet --no-tags --depth=1 origin "$CROWSFOOT_BASE" ||
    fail "the base cannot be fetched: check out with fetch-depth: 0"
  base=$(git rev-parse --verify 'FETCH_HEAD^{commit}')
fi

markdown=$RUNNER_TEMP/crowsfoot-$$.md
status=0
quietly "$RUNNER_TEMP/crowsfoot-bin/crowsfoot" diff --exit-code --format=markdown --output="$markdown" \
  --dialect="$CROWSFOOT_DIALECT" --base="$base" -- "${paths[@]}" || status=$?
case $status in
0) changed=false ;;
1) changed=true ;;
*) fail "the schemas could not be compared; the lines above say why" ;;
esac
[ -s "$markdown" ] || fail "the comparison wrote nothing"

cat "$markdown" >>"$GITHUB_STEP_SUMMARY"
{
  echo "changed=$changed"
  echo "markdown=$markdown"
} >>"$GITHUB_OUTPUT"
