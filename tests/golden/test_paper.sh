#!/bin/bash
# The text of the forum's PDFs, against tests/golden/paper/. "make regen" rewrites what is expected.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/paper_lib.sh
. tests/golden/paper_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if ! paper_golden_build "$scratch/feeds"; then
    cat "$scratch/feeds.log"
    if grep -q 'built without pango' "$scratch/feeds.log"; then exit 77; fi
    exit 1
fi
failed=0
for feed in "${paper_golden_feeds[@]}"; do
    expected=tests/golden/paper/${feed/\//-}.txt
    if ! diff -u "$expected" <(paper_golden_text "$scratch/feeds/gfmd-2007/$feed.pdf"); then
        echo "failed: $feed.pdf is not as expected"
        failed=1
    fi
done
exit $failed
