#!/bin/bash
# The manual of agenda files lists the keys that there are, and the tutorial shows each of them. "make
# regen" rewrites the manual.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/manual_lib.sh
. tests/golden/manual_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
manual_golden >"$scratch/manual"
diff -u "$manual" "$scratch/manual" || { echo "failed: $manual is not what the schema gives: make regen"; exit 1; }

keys=$(sed -n '/^\.\\" keys of /,/^\.\\" end of keys/s/^\.It Sy \([a-z-]*\)$/\1/p' "$manual" | sort -u)
[ "$(wc -w <<<"$keys")" -gt 30 ] || { echo "failed: the keys are not found"; exit 1; }
for key in $keys; do
    grep -q "\b$key:" data/tutorial.yaml || { echo "failed: data/tutorial.yaml lacks $key"; exit 1; }
done
