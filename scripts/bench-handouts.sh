#!/usr/bin/env bash
# How long the reading takes, against headless Chromium printing the same
# book's print page. Both run RUNS times, one after the other; the fastest
# counts. Needs a built program, a built site and Chromium.
# Usage: scripts/bench-handouts.sh [BOOK] [PROGRAM]
set -euo pipefail
book=${1:-.} program=${2:-target/debug/mdbook-bilingual} runs=${RUNS:-5}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
browser=${CHROME:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}

best() { # prints the least of RUNS wall times, in milliseconds
  local least=999999 started took
  for _ in $(seq "$runs"); do
    started=$(date +%s%N)
    "$@" >/dev/null 2>&1
    took=$((($(date +%s%N) - started) / 1000000))
    ((took < least)) && least=$took
  done
  echo "$least"
}

[ -f "$book/site/print.html" ] || "$program" build "$book"
ours=$(best "$program" handout "$book" --kind reading -o "$scratch/ours.pdf")
theirs=$(best "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
  --print-to-pdf="$scratch/theirs.pdf" "file://$(realpath "$book")/site/print.html")
size() { stat -c %s "$scratch/$1.pdf" 2>/dev/null || stat -f %z "$scratch/$1.pdf"; }
echo "handout:  $ours ms, $(size ours) bytes"
echo "Chromium: $theirs ms, $(size theirs) bytes"
