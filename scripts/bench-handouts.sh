#!/usr/bin/env bash
# How long the reading takes, against headless Chromium printing the same
# book's print page. Both run RUNS times, by turns; the fastest counts. Needs a built program, a built site and Chromium.
# Usage: scripts/bench-handouts.sh [BOOK] [PROGRAM]
set -euo pipefail
book=${1:-.} program=${2:-target/debug/mdbook-bilingual} runs=${RUNS:-5}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
browser=${CHROME:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}

took() { # prints how long a command takes, in milliseconds
  local started
  started=$(date +%s%N)
  "$@" >/dev/null 2>&1
  echo $((($(date +%s%N) - started) / 1000000))
}

[ -f "$book/site/print.html" ] || "$program" build "$book"
ours=999999 theirs=999999
for _ in $(seq "$runs"); do
  now=$(took "$program" handout "$book" --kind reading -o "$scratch/ours.pdf")
  ((now < ours)) && ours=$now
  now=$(took "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
    --print-to-pdf="$scratch/theirs.pdf" "file://$(realpath "$book")/site/print.html")
  ((now < theirs)) && theirs=$now
done
size() { stat -c %s "$scratch/$1.pdf" 2>/dev/null || stat -f %z "$scratch/$1.pdf"; }
echo "handout:  $ours ms, $(size ours) bytes"
echo "Chromium: $theirs ms, $(size theirs) bytes"
echo "share:    $((100 * ours / theirs)) %"
