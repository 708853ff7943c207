#!/bin/bash
# The feeds that are committed are those of the agenda that is: feeds/ against a fresh build of
# data/gfmd-2007.yaml, byte for byte. "make feeds" rewrites them.
set -eu

cd "$TOP"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$CONFEED" build data/gfmd-2007.yaml -o "$scratch/feeds" >"$scratch/said"
diff -r -u feeds "$scratch/feeds" || { echo 'failed: feeds/ is not what data/ gives: make feeds'; exit 1; }

# Built over what is committed, nothing is touched.
cp -R feeds "$scratch/again"
said=$("$CONFEED" build data/gfmd-2007.yaml -o "$scratch/again")
files=$(find feeds -type f -not -name .confeed-manifest | wc -l)
[ "$said" = "$scratch/again: 0 written, $files unchanged, 0 removed" ] ||
    { echo "failed: a second build said: $said"; exit 1; }
